"""What a candidate is: its label, how sure that is, and the title in front of a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from pr_extract.entities.candidates import Candidate, find_candidates
from pr_extract.entities.cues import (
    DIVISIONS,
    GRADES,
    LANDS,
    MINISTRIES,
    MONEYS,
    NAMED_GRADES,
    WORKS,
)
from pr_extract.entities.evidence import Evidence
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.vocabulary import (
    heads,
    honorifics,
    legal_forms,
    non_names,
    offices,
    roles,
    titles,
)
from pr_extract.entities.words import Word, is_name_word, opens_line
from pr_extract.records import EntityLabel

_DIRECTORS = (
    r"(?:Directors|Management|Managing\s+Directors|Executive\s+Directors|Trustees|Managers"
    r"|Supervisors|Supervisory\s+Directors|Statutory\s+Auditors|Administration)"
)
_BODY = r"(?:Management|Managing|Supervisory|Executive|Advisory|Administrative)"
_BOARD = re.compile(
    rf"(?:{_BODY}\s+(?:Board|Committee|Council)|Board\s+of\s+{_DIRECTORS}|Board(?=\s+of\s+\w+$))"
    r"(?:(\s+(?:of|at|for)\s+(?:the\s+)?)|$)"
)
_BOARD_AFTER = re.compile(rf"\s(?:{_BODY}\s+Board|Board\s+of\s+{_DIRECTORS})$")
_LONGEST = 30  # words of a name that boards are looked for in
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")


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
    candidates = find_candidates(words, doc, text)
    judge.bodies = {words[c.last - 1].lower for c in candidates if c.last - c.first > 1} | {
        word.lower
        for c in candidates
        for word, after in zip(words[c.first : c.last], words[c.first + 1 : c.last], strict=False)
        if after.lower in {"of", "for"}
    }
    judge.fields = {key_of(words[c.first : c.last]) for c in candidates if judge.is_field(c)}
    for candidate in candidates:
        for part in judge.split(candidate):
            names.extend(judge.name(part))
    return judge.with_offices(judge.uncoupled(names))


class _Judge(Evidence):
    """Turns candidates into names: cuts them, takes titles off, drops what names nobody."""

    def __init__(self, words: list[Word], doc: Doc, text: str) -> None:
        super().__init__(words, doc, text)
        self.bodies: set[str] = set()
        self.fields: set[tuple[str, ...]] = set()

    def split(self, candidate: Candidate) -> list[Candidate]:
        """Cut before a person who follows an organisation (`Acme Director Jane Roe`)."""
        words = self.words
        opening = words[candidate.first].text
        for at in range(candidate.first + 1, candidate.last):
            if (
                words[at].text == opening
                and len(opening) > 2
                and words[at - 1].text not in {"&", "-", "of", "and"}
            ):
                # A heading run into its paragraph: `About Acme Acme is ...`.
                return [self.part(candidate.first, at), self.part(at, candidate.last)]
            if words[at].text in {"-", "–"} and self.two_places(candidate, at):
                return [self.part(candidate.first, at), self.part(at + 1, candidate.last)]
            if self.ministry(at) and self.person_like(self.part(at, candidate.last)):
                return [self.part(at, candidate.last)]
            number = words[at].ner
            if number < 0 or number == words[at - 1].ner:
                continue
            label, start, _ = self.ents[number]
            opens = start == words[at].token
            length = sum(w.ner == number for w in words[at : candidate.last])
            if opens and label == "PERSON" and length > 1 and words[at - 1].lower not in roles():
                before = words[at - 1].text
                if before in {"&", "of", "and", "-"} or before in legal_forms():
                    continue
                return [self.part(candidate.first, at), self.part(at, candidate.last)]
        return [candidate]

    def two_places(self, candidate: Candidate, at: int) -> bool:
        """`U.S.-Portugal`."""
        text = self.text
        left = text[candidate.start : self.words[at].start]
        right = text[self.words[at].end : candidate.end]
        return bool(look_up(left) and look_up(right))

    def part(self, first: int, last: int) -> Candidate:
        return Candidate(self.words[first].start, self.words[last - 1].end, first, last)

    def name(self, candidate: Candidate) -> list[Name]:
        """The candidate as a name without title, or none when it is a role or an adjective."""
        words = self.words
        first, last = candidate.first, candidate.last
        for at in range(last - 1, first - 1, -1):
            if at + 1 < last and last - at <= 4 and self.is_title(at):
                inner = self.part(at + 1, last)
                if self.person_like(inner):
                    name = Name(
                        inner.start, inner.end, inner.first, inner.last, "PERSON",
                        4 if words[at].text in honorifics() else 3, self.title_text(first, at),
                    )  # fmt: skip
                    return [*self.employer(first, at), name]
                break
        if last < len(words) and words[last].text in DIVISIONS and self.is_division(first, last):
            whole = self.part(first, last + 1)
            return [Name(whole.start, whole.end, first, last + 1, "ORG", 2)]
        if words[last - 1].lower in roles() and words[last - 1].lower not in heads():
            return []
        if (bare := self.off_board(candidate)) is not candidate:
            return self.name(bare) if bare else []
        plain = " ".join(self.text[candidate.start : candidate.end].split())
        if plain in non_names() or plain in NAMED_GRADES:
            return []
        label, weight = self.label(candidate)
        if weight <= 1 and (end := self.works_end(candidate)):
            whole = self.part(first, end)
            kind: EntityLabel = "LOC" if words[end - 1].text in LANDS else "FAC"
            return [Name(whole.start, whole.end, first, end, kind, 2)]
        if self.is_description(first, last):
            return []
        if (
            weight <= 3
            and label not in {"PERSON", "GPE"}
            and (self.is_field(candidate) or key_of(words[first:last]) in self.fields)
        ):
            return []
        if (label is None and weight < 0) or (weight <= 1 and self.is_ordinary(candidate)):
            return []
        title = None
        if label == "PERSON":
            title = self.role_after(last) or self.role_before(first)
        if label == "EVENT" and first and _ORDINAL.fullmatch(words[first - 1].text):
            candidate = self.part(first - 1, last)  # `8th Tarn Tea Fair`
            first -= 1
        if label == "LAW":
            candidate, last = self.dated(candidate)
        if label in {"GPE", "LOC"} and last < len(words) and words[last].text in MONEYS | GRADES:
            return []  # `Hong Kong dollars`
        if label == "GPE" and (end := self.region_end(last)):
            whole = self.part(first, end)
            return [Name(whole.start, whole.end, first, end, "LOC", 3)]
        return [Name(candidate.start, candidate.end, first, last, label, weight, title)]

    def works_end(self, candidate: Candidate) -> int:
        """Index after the `open pit` that goes on a name of its own; 0 if none does."""
        words, first, last = self.words, candidate.first, candidate.last
        before = first - (
            first > 1 and words[first - 1].tag == "JJ" and words[first - 1].text.islower()
        )
        pointed = before > 0 and words[before - 1].lower in {"the", "its", "our"}
        acronym = last - first == 1 and words[first].text.isupper()
        if not pointed or acronym or last - first > 3 or words[first].tag == "JJ":
            return 0
        end = 0
        for at in range(last, min(last + 3, len(words))):
            word = words[at]
            if word.block != words[first].block or not word.text.islower() or word.taken:
                break
            if word.tag in {"NN", "NNS"}:
                end = at + 1 if word.text in WORKS else 0
            elif word.tag not in {"JJ", "VBG"}:
                break
        return end

    def region_end(self, last: int) -> int:
        """Index after the `metro area` that goes on a city's name; 0 if none does."""
        words = self.words
        at = last + (last < len(words) and words[last].text in {"metro", "metropolitan"})
        if at >= len(words) or words[at].text not in {"region", "area"}:
            return 0
        after = words[at + 1] if at + 1 < len(words) else None
        goes_on = after and after.block == words[at].block and after.tag in {"NN", "NNS", "NNP"}
        return 0 if goes_on or words[at].block != words[last - 1].block else at + 1

    def is_division(self, first: int, last: int) -> bool:
        """Whether the words before `segment` name it: `the Harbour Works segment`."""
        words = self.words
        pointed = first > 0 and (words[first - 1].lower in {"the", "its", "our"})
        same = words[last].block == words[first].block
        return (pointed or opens_line(words, first)) and same and not words[first].titled

    def off_board(self, candidate: Candidate) -> Candidate | None:
        """`Acme` in `Board of Directors of Acme`; None when only the board is left."""
        if candidate.last - candidate.first > _LONGEST:
            return candidate
        text = self.text[candidate.start : candidate.end]
        found = _BOARD.match(text)
        if found and (found[1] or found.end() == len(text)):
            at = candidate.first
            while at < candidate.last and self.words[at].start < candidate.start + found.end():
                at += 1
            return self.part(at, candidate.last) if at < candidate.last else None
        found = _BOARD_AFTER.search(text)
        if found is None:
            return candidate
        at = candidate.last
        while at > candidate.first and self.words[at - 1].start >= candidate.start + found.start():
            at -= 1
        while at > candidate.first and self.words[at - 1].tag == "POS":
            at -= 1
        return self.part(candidate.first, at) if at > candidate.first else None

    def dated(self, candidate: Candidate) -> tuple[Candidate, int]:
        """A law with its year: `Clean Harbours Act of 1995`."""
        words, last = self.words, candidate.last
        if (
            last + 1 < len(words)
            and words[last].text == "of"
            and _YEAR.fullmatch(words[last + 1].text)
        ):
            last += 2
        return self.part(candidate.first, last), last

    def is_title(self, at: int) -> bool:
        """Whether a title ends at the word: `Governor`, the `General` of `Attorney General`."""
        return self.words[at].text in titles() or self.title_start(at) < at

    def title_start(self, at: int) -> int:
        """Where the title of several words begins that ends at the word."""
        words = self.words
        if words[at].text == "Officer":
            for start in range(at - 1, max(at - 5, -1), -1):
                if words[start].text == "Chief":
                    return start
        two = at > 0 and f"{words[at - 1].text} {words[at].text}" in titles()
        return at - 1 if two else at

    def employer(self, first: int, at: int) -> list[Name]:
        """`Acme` in `Acme Director Jane Roe`."""
        at = max(first, self.title_start(at))
        while at > first and self.words[at - 1].lower in roles():
            at -= 1
        while at > first and self.words[at - 1].lower in MINISTRIES:
            at -= 1  # Defence Secretary Jane Roe
        if at == first:
            return []
        label, weight = self.label(self.part(first, at))
        if label is None and weight < 0:
            return []
        return [Name(self.words[first].start, self.words[at - 1].end, first, at, label, weight)]

    def title_text(self, first: int, at: int) -> str | None:
        """`Vice President` in `Acme Vice President Jane Roe`; None for `Dr.`."""
        if self.words[at].text in honorifics():
            return None
        start = at
        start = max(first, self.title_start(start))
        while start > first and self.words[start - 1].lower in roles() | {"&"}:
            start -= 1
        return self.text[self.words[start].start : self.words[at].end]

    def is_description(self, first: int, last: int) -> bool:
        """`the Foundation`, where a longer name of the release has that head."""
        words = self.words
        if last - first != 1 or not first or words[first - 1].lower not in {"the", "this"}:
            return False
        return words[first].lower in heads() and words[first].lower in self.bodies

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
        for at in range(1, len(inner)):
            if inner[at - 1].lower in heads() and key_of(inner[at:]) in known:
                # A heading run into its paragraph: `About the Tarn Report Northwind's report`.
                if at > 1 and key_of(inner[:at]) not in known and heads()[inner[at - 1].lower].weak:
                    return [(name.first, name.first + at), (name.first + at, name.last)]
                if at == 1:
                    return [(name.first + 1, name.last)]
        for at, word in enumerate(inner[1:-1], start=1):
            if key_of(inner[:at]) not in known:
                continue
            right = key_of(inner[at + 1 :]) in known
            if word.text == "and" or word.tag == "POS" or (word.text == "&" and right):
                return [(name.first, name.first + at), (name.first + at + 1, name.last)]
        return None

    def with_offices(self, names: list[Name]) -> list[Name]:
        """Add public bodies without capitals: `Ruritania's trade ministry`."""
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
            if (
                word.tag not in {"JJ", "NN", "NNS", "CC", "NNP"}
                or is_name_word(word.text)
                or word.taken
            ):
                break
            if word.text in offices():
                end = place + 1
            elif end:
                return 0
        return end


def key_of(words: Sequence[Word]) -> tuple[str, ...]:
    """The words of a name as they are compared: case and kind of apostrophe aside."""
    return tuple(word.text.casefold().replace("’", "'") for word in words)
