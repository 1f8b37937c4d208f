"""Nominal descriptions and subject pronouns → the thing they stand for, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc

from pr_extract.entities.beside import apposition
from pr_extract.entities.cues import IMPERSONAL, TRADES
from pr_extract.entities.employers import Employers
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.mentions import Claims
from pr_extract.entities.pronouns import counts_events
from pr_extract.entities.things import Thing
from pr_extract.entities.vocabulary import called, heads
from pr_extract.entities.words import Word, opens_line
from pr_extract.layout import Layout

_POINTING = frozenset(["the", "this", "that"])
_OPENING = _POINTING | {"we", "it"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RECENT = 200
_PLACES = ("GPE", "LOC")
_SETTLEMENTS = frozenset({"city", "town"})
_COMPANY = frozenset({"company", "group", "firm"})
_COUNTRY = frozenset({"country", "nation"})
_PARTS = frozenset({"division", "subsidiary", "unit"})
_MAKING = frozenset(["make", "makes", "made", "making", "keep", "keeps", "keeping", "kept"])


@dataclass(slots=True)
class _Focus:
    """What the reading is about: the last subjects, and the last mention of each thing."""

    subject: Thing | None = None
    place: Thing | None = None
    sentence: int = -9


def describe(
    doc: Doc,
    words: Sequence[Word],
    layout: Layout,
    things: Sequence[Thing],
    claims: Claims,
    issuer: Thing | None,
    company: Thing | None,
    about: Sequence[tuple[int, Thing]],
) -> None:
    """Add descriptions (`the company`) and subject pronouns (`we`, `it`) to the mentions."""
    _Reader(doc, words, layout, things, claims, issuer, company, about).read()


class _Reader:
    def __init__(
        self,
        doc: Doc,
        words: Sequence[Word],
        layout: Layout,
        things: Sequence[Thing],
        claims: Claims,
        issuer: Thing | None,
        company: Thing | None,
        about: Sequence[tuple[int, Thing]],
    ) -> None:
        self.doc = doc
        self.words = words
        self.layout = layout
        self.things = things
        self.claims = claims
        self.issuer = issuer
        self.company = company
        self.about = about
        self.focus = _Focus()
        self.latest: dict[int, Thing] = {}
        self.defined: dict[str, list[Thing]] = {}
        for thing in things:
            for term in thing.terms:
                self.defined.setdefault(term, []).append(thing)
        self.heads = heads()
        self.called = called()
        self.alike: dict[str, dict[int, Thing]] = {}
        self.told = self.appositions()
        self.sentence = 0
        self.quotes = layout.quotes
        self.employers = Employers(words, claims)

    def appositions(self) -> dict[str, dict[int, Thing]]:
        """The nouns by which appositions introduce things: `Acme Ridge, a wind farm`."""
        told: dict[str, dict[int, Thing]] = {}
        for first, begins in enumerate(self.claims.begins):
            owner = self.claims.owner[first]
            if not begins or owner is None:
                continue
            last = first + 1
            while last < len(self.words) and self.claims.owner[last] is owner:
                last += 1
            found = apposition(self.words, first, last)
            if found and found.label == owner.label and owner.label not in {"ORG", "GPE"}:
                for noun in found.nouns:
                    told.setdefault(noun, {})[id(owner)] = owner
                self.alike.setdefault(owner.label, {})[id(owner)] = owner
        return told

    def read(self) -> None:
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if word.first:
                self.sentence += 1
            owner = self.claims.owner[at]
            if owner is not None:
                end = at + 1
                while (
                    end < len(self.words)
                    and self.claims.owner[end] is owner
                    and not self.claims.begins[end]
                ):
                    end += 1
                self.note(owner, at, end)
                at = end
                continue
            if word.text in {"based", "headquartered"}:
                at += self.based(at) or 1
            elif word.lower in _OPENING or word.text[0].isupper():
                at += self.description(at) or self.predicate(at) or self.pronoun(at) or 1
            else:
                at += 1

    def note(self, thing: Thing, first: int, last: int) -> None:
        """Keep track of what was mentioned last, and of what sentences are about."""
        self.latest.pop(id(thing), None)
        self.latest[id(thing)] = thing
        if self.is_subject(first, last):
            if thing.label != "PERSON":
                self.focus.subject, self.focus.sentence = thing, self.sentence
            if thing.label in _PLACES:
                self.focus.place = thing

    def recent(self) -> Iterator[Thing]:
        """The things mentioned so far, the last one first."""
        return islice(reversed(self.latest.values()), _RECENT)

    def is_subject(self, first: int, last: int) -> bool:
        return any(self.doc[word.token].dep_ in _SUBJECTS for word in self.words[first:last]) or (
            self.words[first].first
            and last < len(self.words)
            and self.words[last].tag in {"VBZ", "VBD", "MD", "VBP"}
        )

    def description(self, at: int) -> int:
        """`the company` at a determiner, `Company` where the release has defined it: words used."""
        words = self.words
        pointing = words[at].lower in _POINTING
        first = at + 1 if pointing else at
        if first >= len(words):
            return 0
        if not pointing and not (words[at].text[0].isupper() and self.determined(at)):
            return 0
        end = self.nominal_end(first)
        if not end or not self.claims.free(first, end):
            return 0
        if self.goes_on(end) and not (not pointing and opens_line(words, first)):
            return 0
        noun = " ".join(w.text for w in words[self.noun_start(first, end) : end])
        if noun.lower() in _COUNTRY and not self.spoken_of(at, end):
            return 0
        thing = self.denoted(noun, words[first].start, capital=words[end - 1].text[0].isupper())
        if thing is None:
            return 0
        self.claims.claim(first, end, thing, "description")
        self.note(thing, first, end)
        return end - at

    def spoken_of(self, at: int, end: int) -> bool:
        """Whether a country does or owns something; `first in the country` only says where."""
        words = self.words
        if words[at].lower != "the" or words[at].first:
            return True
        return end < len(words) and words[end].tag in {"POS", "VBZ", "VBD", "MD"}

    def based(self, at: int) -> int:
        """`the Tarn-based foundation`, where Tarn is a mention of its own: the noun is another."""
        words = self.words
        if at < 3 or words[at - 1].text not in {"-", "‑"} or self.claims.owner[at - 2] is None:
            return 0
        start = at - 2
        while start > 0 and self.claims.owner[start] is not None:
            start -= 1
        end = self.nominal_end(at + 1)
        if words[start].lower not in _POINTING or not end or self.goes_on(end):
            return 0
        noun = words[end - 1].text
        thing = self.denoted(noun, words[at + 1].start, capital=False)
        if thing is None and "ORG" in self.called.get(noun, ()):
            thing = self.issuer
        if thing is None or not self.claims.free(at + 1, end):
            return 0
        self.claims.claim(at + 1, end, thing, "description")
        self.note(thing, at + 1, end)
        return end - at

    def predicate(self, at: int) -> int:
        """`As the third national new area in Ruritania, ...`: the head noun is a mention."""
        words = self.words
        if not words[at].first or words[at].text != "As" or at + 3 >= len(words):
            return 0
        if words[at + 1].text not in {"the", "a", "an"}:
            return 0
        for first in range(at + 2, min(at + 12, len(words) - 1)):
            if words[first].text == "," or words[first].tag in {"IN", "VBZ", "VBD", "NNP"}:
                return 0
            end = self.nominal_end(first)
            noun = " ".join(w.text for w in words[first:end]).lower()
            if end and not self.goes_on(end) and self.claims.free(first, end):
                thing = next((t for t in self.recent() if self.headed(t, noun)), None)
                if thing is None:
                    continue
                self.claims.claim(first, end, thing, "description")
                return end - at
        return 0

    def determined(self, at: int) -> bool:
        """Whether a capitalised noun without article may be a description: `Company reaffirms`."""
        word = self.words[at]
        if word.lower not in _COMPANY:
            return False
        before = self.words[at - 1] if at else None
        return (
            before is None
            or before.block != word.block
            or before.tag not in {"NNP", "NN", "JJ", "NNPS"}
            or word.first
        )

    def nominal_end(self, first: int) -> int:
        """Index after `new area`, `company`, `Shenzhen-based company`; 0 if none starts there."""
        words = self.words
        for length in (2, 1):
            last = first + length
            if last <= len(words) and self.is_noun(
                " ".join(w.text for w in words[first:last]).lower()
            ):
                return last
        based = first
        while based < len(words) and based - first < 6 and words[based].lower != "based":
            based += 1
        if (
            based + 1 < len(words)
            and based - first in range(2, 6)
            and words[based].lower == "based"
        ):
            return based + 2 if self.is_noun(words[based + 1].lower) else 0
        return 0

    def noun_start(self, first: int, end: int) -> int:
        if end - first <= 2 and self.is_noun(
            " ".join(w.text for w in self.words[first:end]).lower()
        ):
            return first
        return end - 1

    def is_noun(self, noun: str) -> bool:
        return noun in self.heads or noun in self.called or noun in self.told

    def goes_on(self, end: int) -> bool:
        """Whether the noun only opens a longer phrase: `the company logo`, `the city of`."""
        if end >= len(self.words):
            return False
        after, before = self.words[end], self.words[end - 1]
        if after.block != before.block:
            return False
        if after.text in {"-", "of", "&"} or after.tag in {"NN", "NNS", "NNP", "NNPS"}:
            return not (
                before.lower in _COMPANY and after.tag in {"NNS"} and after.text.endswith("s")
            )
        return False

    def denoted(self, noun: str, offset: int, *, capital: bool) -> Thing | None:
        """The thing that `the <noun>` stands for here."""
        folded = noun.lower()
        local = self.local(offset)
        defined = self.defined.get(folded, [])
        if (
            local
            and (local in defined or not defined)
            and folded in _COMPANY | self.called.keys()
            and local.label in self.called.get(folded, ())
        ):
            return local
        if defined:
            return next((t for t in self.recent() if t in defined), defined[0])
        named = next((t for t in self.recent() if self.headed(t, folded)), None)
        if named:
            return named
        if folded in _COUNTRY:
            return self.country()
        if folded in _PARTS:
            return self.part()
        if folded == "issuer":
            return self.issuer
        introduced = self.introduced(folded)
        if introduced:
            return introduced
        labels = self.called.get(folded, ())
        if "ORG" in labels:
            if folded in _COMPANY and self.company:
                return self.company
            if (
                self.focus.subject
                and self.focus.subject.label == "ORG"
                and self.sentence - self.focus.sentence <= 2
            ):
                return self.focus.subject
            companies = [t for t in self.recent() if t.label == "ORG"]
            if folded in _COMPANY and len(companies) == 1:
                return companies[0]
            generic = folded in _COMPANY | TRADES or folded not in self.heads
            return self.issuer if generic and not capital else None
        if folded in _SETTLEMENTS and not capital:
            return self.settlement()
        if any(label in _PLACES for label in labels):
            return self.place(folded)
        if "EVENT" in labels:
            return next((t for t in self.recent() if t.label == "EVENT"), None)
        return None

    def introduced(self, noun: str) -> Thing | None:
        """What an apposition introduced by the noun, or the one thing that may be called so."""
        if noun in self.told:
            return next((t for t in self.recent() if id(t) in self.told[noun]), None)
        for label in self.called.get(noun, ()):
            things = self.alike.get(label, {})
            if len(things) == 1 and self.latest.keys() & things.keys():
                return next(iter(things.values()))
        return None

    def headed(self, thing: Thing, noun: str) -> bool:
        """Whether a thing's name ends (or, before `of`, begins) with the noun."""
        size = noun.count(" ") + 1
        if thing.label in {"PERSON"}:
            return False
        for key in thing.keys:
            if len(key) > size and " ".join(key[-size:]) == noun:
                return True
            if len(key) > 2 and key[1] in {"of", "for"} and key[0] == noun:
                return True
            if (
                len(key) > 3
                and noun in key[1:]
                and key[key.index(noun) + 1 : key.index(noun) + 2] in {("of",), ("for",)}
            ):
                return True
        return False

    def place(self, noun: str) -> Thing | None:
        """The region spoken of; a city is one only where no stretch of land was named."""
        focus = self.focus.place
        if focus and not self.is_country(focus) and not (noun == "region" and self.is_city(focus)):
            return focus
        places = [t for t in self.recent() if t.label in _PLACES and not self.is_country(t)]
        wide = (t for t in places if noun == "region" and not self.is_city(t))
        return next(wide, None) or next(iter(places), None)

    def country(self) -> Thing | None:
        """The country of the dateline if the release has named it, else the one named last."""
        named = [t for t in self.recent() if t.label == "GPE" and self.is_country(t)]
        line = self.layout.dateline
        home = (t for t in named if line and self.code(t) == line.country)
        return next(home, None) or next(iter(named), None)

    def part(self) -> Thing | None:
        """The part of the company that the last sentences were about."""
        subject, near = self.focus.subject, self.sentence - self.focus.sentence <= 2
        if not near or subject is None or subject.label != "ORG":
            return None
        return None if subject in (self.issuer, self.company) else subject

    def settlement(self) -> Thing | None:
        """The city, told by the gazetteer or by the dateline, that was mentioned last."""
        for thing in self.recent():
            if thing.label == "GPE":
                found = look_up(" ".join(thing.words))
                if found is None or found[0] == "city":
                    return thing
        return None

    def is_country(self, thing: Thing) -> bool:
        found = look_up(" ".join(thing.words))
        return bool(found and found[0] == "country")

    def is_city(self, thing: Thing) -> bool:
        found = look_up(" ".join(thing.words)) if thing.label == "GPE" else None
        return bool(found and found[0] == "city")

    def code(self, thing: Thing) -> str | None:
        found = look_up(" ".join(thing.words))
        return found[1] if found else None

    def local(self, offset: int) -> Thing | None:
        """The organisation whose *About* paragraph holds the offset."""
        best = None
        for start, thing in self.about:
            if start <= offset:
                best = thing
        return best

    def pronoun(self, at: int) -> int:
        word = self.words[at]
        folded = word.lower
        if folded not in {"we", "it"} or word.tag != "PRP":
            return 0
        if self.doc[word.token].dep_ not in _SUBJECTS and not word.first:
            return 0
        if at and self.words[at - 1].lower in _MAKING:
            return 0  # `making it dear`: no subject
        thing = self.we(word) if folded == "we" else self.it(at)
        if thing is None:
            return 0
        self.claims.claim(at, at + 1, thing, "pronoun")
        return 1

    def we(self, word: Word) -> Thing | None:
        """The speaker's organisation in a quotation, else the issuer or who *About* is about."""
        return self.local(word.start) or self.speaking(word.start) or self.issuer

    def speaking(self, offset: int) -> Thing | None:
        """The organisation of whoever speaks in the quotation around the offset."""
        at = bisect_right(self.quotes, offset, key=lambda quote: quote.span.start) - 1
        if at < 0 or offset >= self.quotes[at].span.end:
            return None
        speaker = self.quotes[at].speaker
        return self.employers.of(speaker) if speaker else None

    def it(self, at: int) -> Thing | None:
        after = {w.lower for w in self.words[at + 1 : at + 5]}
        if after & IMPERSONAL and after & {"that", "to", "for", "if"}:
            return None
        if counts_events(self.words[at + 1 : at + 10], self.is_noun):
            return None
        if self.focus.subject and self.sentence - self.focus.sentence <= 1:
            return self.focus.subject
        return None
