"""What a candidate is: its label, how sure that is, and the title in front of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pr_extract.entities.candidates import Candidate, find_candidates, is_name_word
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.vocabulary import (
    head_of,
    heads,
    honorifics,
    legal_forms,
    non_names,
    offices,
    role_nouns,
    roles,
    titles,
)
from pr_extract.entities.words import Word
from pr_extract.records import EntityLabel

_NER_LABELS: dict[str, EntityLabel] = {
    "ORG": "ORG", "PERSON": "PERSON", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC",
    "PRODUCT": "PRODUCT", "EVENT": "EVENT", "LAW": "LAW", "WORK_OF_ART": "WORK_OF_ART",
}  # fmt: skip
_TICKER = re.compile(
    r"\s{0,2}[®™]?\s{0,2}\(\s?(?:[A-Z][A-Za-z.& -]{1,40}:\s?\$?[A-Z0-9][A-Z0-9.-]{0,9}\b|\d{3,6}\.[A-Z]{2}\))"
)
_CODE = re.compile(r"[A-Z][A-Za-z]{0,9}-?\d[\w.-]{0,12}$")
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][A-Za-z]*$")
_TITLES_OF_WORKS = frozenset({"WORK_OF_ART", "LAW", "EVENT"})
# `stake in Acme`: what follows is no place.
_INVESTING = frozenset(
    "invest invests invested investing investment investments stake stakes interest shares shareholder "
    "shareholders equity position holdings made".split()
)
# `the Green Energy segment`: what precedes is a field of business.
_FIELDS = frozenset(
    "pillar pillars segment segments sector sectors category categories industry industries line lines".split()
)
_UNSURE = frozenset({"PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "FAC"})
_DOMAIN = re.compile(r"[\w-]{2,40}\.(?:com|org|net|io|ai|work|co)$", re.IGNORECASE)
# Heads that are surnames as well: there the model decides.
_SURNAMES = frozenset(
    "hall park lake bridge street church fair bill gold post port bay day power bush wells water".split()
)
_SAYING = frozenset("said says added adds noted stated commented explained continued".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A candidate with its label; ``weight`` says how sure the label is (0: no evidence)."""

    start: int
    end: int
    first: int
    last: int
    label: EntityLabel | None
    weight: int
    title: str | None = None

    def text(self, source: str) -> str:
        """The name as it stands."""
        return source[self.start : self.end]


def find_names(words: list[Word], doc: Doc, text: str) -> list[Name]:
    """All names in order, split where two stand side by side, each judged by its own context."""
    judge = _Judge(words, doc, text)
    names: list[Name] = []
    candidates = find_candidates(words, doc)
    judge.fields = {key_of(words[c.first : c.last]) for c in candidates if judge.is_field(c)}
    for candidate in candidates:
        for part in judge.split(candidate):
            names.extend(judge.name(part))
    return judge.with_offices(judge.uncoupled(names))


class _Judge:
    """Judges candidates by their words, their neighbours, the gazetteer and the model."""

    def __init__(self, words: list[Word], doc: Doc, text: str) -> None:
        self.words = words
        self.text = text
        self.fields: set[tuple[str, ...]] = set()
        self.numeric = {word.ner for word in words if word.taken}
        self.lower = {word.text for word in words if word.text.islower()}
        self.ents = [(entity.label_, entity.start, entity.end) for entity in doc.ents]

    def split(self, candidate: Candidate) -> list[Candidate]:
        """Cut before a title or a person that follows an organisation (`Acme Director Jane Roe`)."""
        words = self.words
        opening = words[candidate.first].text
        for at in range(candidate.first + 1, candidate.last):
            if words[at].text == opening and len(opening) > 2 and words[at - 1].text not in {"&", "-", "of", "and"}:
                # A heading run into its paragraph: `About Acme Acme is ...`.
                return [self.part(candidate.first, at), self.part(at, candidate.last)]
            number = words[at].ner
            if number < 0 or number == words[at - 1].ner:
                continue
            label, start, _ = self.ents[number]
            opens = start == words[at].index
            length = sum(w.ner == number for w in words[at : candidate.last])
            if opens and label == "PERSON" and length > 1 and words[at - 1].lower not in roles():
                before = words[at - 1].text
                if before in {"&", "of", "and", "-"} or before in legal_forms():
                    continue
                return [self.part(candidate.first, at), self.part(at, candidate.last)]
        return [candidate]

    def part(self, first: int, last: int) -> Candidate:
        return Candidate(self.words[first].start, self.words[last - 1].end, first, last)

    def name(self, candidate: Candidate) -> list[Name]:
        """The candidate as a name without title, or none when it is a role or an adjective."""
        words = self.words
        first, last = candidate.first, candidate.last
        for at in range(last - 1, first - 1, -1):
            if words[at].text in titles() and at + 1 < last and last - at <= 4:
                inner = self.part(at + 1, last)
                if self.person_like(inner):
                    name = Name(
                        inner.start, inner.end, inner.first, inner.last, "PERSON",
                        4 if words[at].text in honorifics() else 3, self.title_text(first, at),
                    )  # fmt: skip
                    return [*self.employer(first, at), name]
                break
        if words[last - 1].lower in roles() and words[last - 1].lower not in heads():
            return []
        label, weight = self.label(candidate)
        if weight <= 3 and label != "PERSON" and (self.is_field(candidate) or key_of(words[first:last]) in self.fields):
            return []
        if (label is None and weight < 0) or (weight <= 1 and self.is_ordinary(candidate)):
            return []
        title = self.role_after(last) if label == "PERSON" else None
        return [Name(candidate.start, candidate.end, first, last, label, weight, title)]

    def employer(self, first: int, at: int) -> list[Name]:
        """`Acme` in `Acme Director Jane Roe`."""
        while at > first and self.words[at - 1].lower in roles():
            at -= 1
        if at == first:
            return []
        label, weight = self.label(self.part(first, at))
        return [Name(self.words[first].start, self.words[at - 1].end, first, at, label, weight)]

    def title_text(self, first: int, at: int) -> str | None:
        """`Vice President` in `Acme Vice President Jane Roe`; None for `Dr.`."""
        if self.words[at].text in honorifics():
            return None
        start = at
        while start > first and self.words[start - 1].lower in roles() | {"&"}:
            start -= 1
        return self.text[self.words[start].start : self.words[at].end]

    def role_after(self, last: int) -> str | None:
        """`Chief Financial Officer` in `Jane Roe, Chief Financial Officer of Northwind, said`."""
        words = self.words
        if last + 1 >= len(words) or words[last].text != "," or words[last + 1].lower not in roles():
            return None
        start = end = last + 1
        while end < min(len(words), start + 14) and words[end].block == words[start].block:
            word = words[end]
            if word.text in {"at", "said", "says", "who", "whose"} or word.tag in {"VBD", "VBZ"}:
                break
            after = words[end + 1].lower if end + 1 < len(words) else ""
            if word.text in {"of", "for"} and not self.is_area(end + 1):
                break
            if word.text == "," and after not in roles():
                break
            if word.text == "and" and after not in roles() and not after[:1].isalpha():
                break
            if word.text in {"(", ")", ";", ".", ":", "”", '"', "–", "—", "--"}:
                break
            end += 1
        while end > start and words[end - 1].text in {",", "and", "of", "&"}:
            end -= 1
        if not any(word.lower in role_nouns() for word in words[start:end]):
            return None
        return " ".join(self.text[words[start].start : words[end - 1].end].split()) if end > start else None

    def is_area(self, at: int) -> bool:
        """Whether `of` leads to a field (`Head of Sales`) and not to an employer."""
        if at >= len(self.words):
            return False
        number = self.words[at].ner
        return self.words[at].tag != "DT" and not (number >= 0 and self.ents[number][0] in {"ORG", "GPE", "PERSON"})

    def person_like(self, candidate: Candidate) -> bool:
        inner = self.words[candidate.first : candidate.last]
        if len(inner) > 4 or not all(w.text[0].isupper() or w.text == "-" for w in inner):
            return False
        if any(w.lower in heads() for w in inner[1:]):
            return False
        number = inner[-1].ner
        if number >= 0 and self.ents[number][0] in {"GPE", "ORG", "LOC"} and len(inner) == 1:
            return not look_up(inner[0].text)
        return not any(c.isdigit() for w in inner for c in w.text)

    def label(self, candidate: Candidate) -> tuple[EntityLabel | None, int]:
        words = self.words
        first, last = candidate.first, candidate.last
        text = _plain(self.text[candidate.start : candidate.end])
        if words[last - 1].text in legal_forms() and last - first > 1:
            return "ORG", 4
        if _TICKER.match(self.text, candidate.end):
            return "ORG", 4
        if self.is_based(last):
            return "GPE", 2
        ner = self.ner_label(candidate)
        if self.has_role(candidate) and ner not in {"GPE", "FAC", "LOC"} and self.person_like(candidate):
            return "PERSON", 3
        place = look_up(text)
        if place and place[0] != "city" and not (place[0] == "region" and ner == "PERSON"):
            return "GPE", 4 if place[0] == "country" else 3
        head = head_of(text)
        if head and not head.weak:
            return head.label, 3
        if place and ner in {None, "GPE", "LOC", "FAC"}:
            return "GPE", 2
        surname = ner == "PERSON" and last - first == 2 and words[last - 1].lower in _SURNAMES
        if head and head.weak and self.is_described(candidate):
            return None, -1  # `Ruritanian Venture Capital`: an adjective opens it
        if head and not surname:
            return head.label, 2
        if words[last - 1].text.isdigit():
            return ("WORK_OF_ART" if len(words[last - 1].text) > 2 else "PRODUCT"), 1
        if _DOMAIN.match(text):
            return "ORG", 2
        if _CODE.match(text):
            return "PRODUCT", 2
        if ner == "GPE":
            return ("GPE", 2) if self.is_located(candidate) else ("ORG", 1)
        if ner in _TITLES_OF_WORKS and last - first == 1:
            return "ORG", 1
        if ner:
            return ner, 1
        if self.is_norp(candidate):
            return None, -1
        if last - first == 1 and _CAMEL.match(text):
            return "ORG", 1
        if self.text[candidate.end : candidate.end + 1] in "®™" and candidate.end < len(self.text):
            return "PRODUCT", 1
        return None, 0

    def is_located(self, candidate: Candidate) -> bool:
        """Whether a name that no gazetteer has stands where places stand."""
        words = self.words
        before = words[candidate.first - 1].text.lower() if candidate.first else ""
        if before in {"in", "near", "across", "throughout", "from", "outside", "around"}:
            nearby = words[max(0, candidate.first - 5) : candidate.first - 1]
            return before != "in" or not any(w.lower in _INVESTING for w in nearby)
        return candidate.last + 1 < len(words) and words[candidate.last].text == "," and bool(
            look_up(words[candidate.last + 1].text)
        )

    def is_based(self, last: int) -> bool:
        """`Leeds-based`, `Leeds-headquartered`."""
        words = self.words
        return (
            last + 1 < len(words)
            and words[last].text in {"-", "‑"}
            and words[last + 1].text in {"based", "headquartered"}
        )

    def is_described(self, candidate: Candidate) -> bool:
        """Whether an adjective opens it and a common noun follows: `Ruritanian Energy market`."""
        words = self.words
        if self.is_norp(candidate):
            return True
        return words[candidate.first].tag == "JJ" and candidate.last < len(words) and (
            words[candidate.last].tag in {"NN", "NNS"} and words[candidate.last].text.islower()
        )

    def is_field(self, candidate: Candidate) -> bool:
        """Whether a name without evidence of its own is a field of business."""
        words = self.words
        return candidate.last < len(words) and words[candidate.last].lower in _FIELDS

    def is_ordinary(self, candidate: Candidate) -> bool:
        """Whether the words stand in the release in small letters too, or are run together."""
        inner = [word.text for word in self.words[candidate.first : candidate.last]]
        if all(w.lower() in self.lower or w in non_names() or w.isdigit() for w in inner):
            return True
        before = self.words[candidate.first - 1].lower if candidate.first else ""
        head = heads().get(inner[0].lower()) if len(inner) == 1 else None
        if head and head.label == "ORG" and before not in {"the", "this"}:
            return True
        return any(len(w) > len(inner[0]) and w.endswith(inner[0]) for w in inner[1:]) or (
            len(inner[0]) > 5 and inner[0][: len(inner[0]) // 2] * 2 == inner[0]
        )

    def is_norp(self, candidate: Candidate) -> bool:
        number = self.words[candidate.first].ner
        return number >= 0 and self.ents[number][0] in {"NORP", "LANGUAGE"}

    def ner_label(self, candidate: Candidate) -> EntityLabel | None:
        """The label of the model's entity that covers most of the candidate."""
        best: EntityLabel | None = None
        size = 0
        counts: dict[int, int] = {}
        for word in self.words[candidate.first : candidate.last]:
            if word.ner >= 0:
                counts[word.ner] = counts.get(word.ner, 0) + 1
        for number, count in counts.items():
            label = _NER_LABELS.get(self.ents[number][0])
            _, start, end = self.ents[number]
            whole = count * 5 >= (end - start) * 3
            if not whole and label in _UNSURE or number in self.numeric:
                continue
            if label and count > size:
                best, size = label, count
        return best if size * 2 >= candidate.last - candidate.first else None

    def has_role(self, candidate: Candidate) -> bool:
        """Whether a role follows (`Jane Roe, Chief`), or a verb of saying stands beside a person."""
        words = self.words
        at = candidate.last
        if at + 1 < len(words) and words[at].text == "," and words[at].block == words[at + 1].block:
            if candidate.last - candidate.first in (2, 3, 4) and self.role_after(candidate.last):
                return True
        if candidate.last - candidate.first not in (2, 3):
            return False
        before = words[candidate.first - 1].text.lower() if candidate.first else ""
        return before in _SAYING and self.ner_label(candidate) == "PERSON"

    def uncoupled(self, names: list[Name]) -> list[Name]:
        """Cut what the release also names alone: `Acme and Northwind Bank`, `Acme's Board`."""
        known = {
            key_of(self.words[name.first : name.last])
            for name in names
            if name.last >= len(self.words) or self.words[name.last].tag != "POS"
        }
        found: list[Name] = []
        for name in names:
            parts = self.uncouple(name, known)
            if parts is None:
                found.append(name)
            else:
                for first, last in parts:
                    found.extend(self.name(self.part(first, last)))
        return found

    def uncouple(self, name: Name, known: set[tuple[str, ...]]) -> list[tuple[int, int]] | None:
        """Where to cut a name; None to leave it whole."""
        inner = self.words[name.first : name.last]
        if len(inner) < 2:
            return None
        if inner[0].lower in heads() and key_of(inner[1:]) in known:
            return [(name.first + 1, name.last)]
        for at, word in enumerate(inner[1:-1], start=1):
            if key_of(inner[:at]) not in known:
                continue
            right = key_of(inner[at + 1 :]) in known
            if word.text == "and" or word.tag == "POS" or (word.text == "&" and right):
                return [(name.first, name.first + at), (name.first + at + 1, name.last)]
        return None

    def with_offices(self, names: list[Name]) -> list[Name]:
        """Add public bodies without capitals: a place, 's, and a noun phrase headed by an office."""
        found: list[Name] = []
        for name in names:
            end = self.office_end(name) if name.label == "GPE" else 0
            if end:
                body = self.part(name.first, end)
                found.append(Name(body.start, body.end, body.first, body.last, "ORG", 3))
            else:
                found.append(name)
        return found

    def office_end(self, name: Name) -> int:
        words = self.words
        at = name.last
        if at >= len(words) or words[at].text not in {"'s", "’s", "'", "’"}:
            return 0
        end = 0
        for place in range(at + 1, min(at + 6, len(words))):
            word = words[place]
            if word.tag not in {"JJ", "NN", "NNS", "CC", "NNP"} or is_name_word(word.text) or word.taken:
                break
            if word.text in offices():
                end = place + 1
            elif end:
                return 0
        return end


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())


def key_of(words: Sequence[Word]) -> tuple[str, ...]:
    """The words of a name as they are compared: case and kind of apostrophe aside."""
    return tuple(word.text.casefold().replace("’", "'") for word in words)
