"""How people and their employers are introduced: roles after, before and between names."""

from __future__ import annotations

from spacy.tokens import Doc

from pr_extract.entities.candidates import Candidate
from pr_extract.entities.cues import APPOINTING, COMPANY_ROLES, DEGREES, EMPLOYED, MINISTRIES
from pr_extract.entities.vocabulary import role_nouns, roles
from pr_extract.entities.words import Word


class Roles:
    """Reads the roles around a candidate."""

    def __init__(self, words: list[Word], doc: Doc, text: str) -> None:
        self.words = words
        self.text = text
        self.ents = [(entity.label_, entity.start, entity.end) for entity in doc.ents]

    def role_after(self, last: int) -> str | None:
        """`Chief Financial Officer` in `Jane Roe, Chief Financial Officer of Northwind, said`."""
        words = self.words
        while (
            last + 2 < len(words) and words[last].text == "," and words[last + 1].lower in DEGREES
        ):
            last += 2  # `Jane Roe, Ph.D., professor`
        if (
            last + 1 >= len(words)
            or words[last].text != ","
            or words[last + 1].lower not in roles()
        ):
            return None
        start = end = last + 1
        while end < min(len(words), start + 14) and words[end].block == words[start].block:
            word = words[end]
            if word.text in {"at", "said", "says", "who", "whose"} or word.tag in {"VBD", "VBZ"}:
                break
            after = words[end + 1].lower if end + 1 < len(words) else ""
            if word.text == "of" and [w.lower for w in words[end + 1 : end + 3]] == [
                "the",
                "board",
            ]:
                end += 3
                continue
            if word.text == "of" and words[end - 1].lower in EMPLOYED:
                break  # `chairman of Tarn Kiln`: never an area
            if word.text in {"of", "for"} and not self.is_area(end + 1):
                break
            if word.tag == "IN" and word.text not in {"of", "for"}:
                break
            if word.text == "," and after not in roles():
                break
            if word.text == "and" and after not in roles() and not after[:1].isalpha():
                break
            if word.text in {"(", ")", ";", ".", ":", "“", "”", '"', "–", "—", "--"}:
                break
            end += 1
        while end > start and words[end - 1].text in {",", "and", "of", "&"}:
            end -= 1
        if not any(word.lower in role_nouns() for word in words[start:end]):
            return None
        return (
            " ".join(self.text[words[start].start : words[end - 1].end].split())
            if end > start
            else None
        )

    def is_area(self, at: int) -> bool:
        """Whether `of` leads to a field (`Head of Sales`) and not to an employer."""
        if at >= len(self.words):
            return False
        number = self.words[at].ner
        return self.words[at].tag != "DT" and not (
            number >= 0 and self.ents[number][0] in {"ORG", "GPE", "PERSON"}
        )

    def role_before(self, first: int) -> str | None:
        """`chief executive` in `said chief executive Jane Roe`; None when no role precedes."""
        words = self.words
        if self.ministry(first):
            return self.text[words[first - 3].start : words[first - 1].end]
        start = first
        while start > 0 and first - start < 5 and words[start - 1].text in roles():
            start -= 1
        inner = [word.text for word in words[start:first]]
        if inner[-2:] != ["chief", "executive"] and not (
            inner and inner[-1] in role_nouns() and inner[-1] not in COMPANY_ROLES
        ):
            return None
        return self.text[words[start].start : words[first - 1].end]

    def appointed(self, first: int, last: int) -> bool:
        """`promoted Jane Roe to Chief Operating Officer`, `appoints Jane Roe as its chairman`."""
        words = self.words
        if not first or words[first - 1].lower not in APPOINTING or last + 1 >= len(words):
            return False
        near = words[last : last + 6]
        linked = near[0].text in {"to", "as"} or near[0].lower in roles()
        return linked and any(word.lower in role_nouns() for word in near)

    def ministry(self, at: int) -> bool:
        """Whether a minister's title ends before the word: `Secretary of Commerce Jane Roe`."""
        words = self.words
        return (
            at > 2
            and words[at - 1].lower in MINISTRIES
            and words[at - 2].text == "of"
            and words[at - 3].lower in role_nouns()
        )

    def is_employer(self, candidate: Candidate) -> bool:
        """`Harrow Lenses` in `chief executive of Harrow Lenses`; mayors are of places."""
        words, first = self.words, candidate.first
        if first < 2 or words[first - 1].text not in {"of", "at"}:
            return False
        role = words[first - 2].lower
        chief = role == "executive" and first > 2 and words[first - 3].lower == "chief"
        return chief or role in EMPLOYED
