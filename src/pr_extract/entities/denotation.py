"""What a noun or a pronoun can stand for at the place that the reading has reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc

from pr_extract.entities.beside import apposition
from pr_extract.entities.cues import TRADES
from pr_extract.entities.employers import Employers
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.mentions import Claims
from pr_extract.entities.things import Thing
from pr_extract.entities.vocabulary import called, heads
from pr_extract.entities.words import Word
from pr_extract.layout import Layout

COMPANY = frozenset({"company", "group", "firm"})
COUNTRY = frozenset({"country", "nation"})
PLACES = ("GPE", "LOC")
_PARTS = frozenset({"division", "subsidiary", "unit"})
_SETTLEMENTS = frozenset({"city", "town"})
_RECENT = 200


@dataclass(slots=True)
class Focus:
    """What the reading is about: the last subjects, and the sentence of the last one."""

    subject: Thing | None = None
    place: Thing | None = None
    sentence: int = -9


@dataclass(frozen=True, slots=True)
class Named:
    """What is known once the names are found: all that descriptions and pronouns can stand for.

    ``issuer`` published the release, ``company`` is who its body is about; ``about`` has the
    start of every *About* paragraph with whom it is about.
    """

    doc: Doc
    words: Sequence[Word]
    layout: Layout
    things: Sequence[Thing]
    claims: Claims
    issuer: Thing | None
    company: Thing | None
    about: Sequence[tuple[int, Thing]]


class Denotation:
    """The things read so far, and which of them a noun means."""

    def __init__(self, named: Named) -> None:
        self.named = named
        self.doc = named.doc
        self.words = named.words
        self.claims = named.claims
        self.focus = Focus()
        self.latest: dict[int, Thing] = {}
        self.defined: dict[str, list[Thing]] = {}
        for thing in named.things:
            for term in thing.terms:
                self.defined.setdefault(term, []).append(thing)
        self.heads = heads()
        self.called = called()
        self.alike: dict[str, dict[int, Thing]] = {}
        self.told = self.appositions()
        self.sentence = 0
        self.quotes = named.layout.quotes
        self.employers = Employers(named.words, named.claims)

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

    def recent(self) -> Iterator[Thing]:
        """The things mentioned so far, the last one first."""
        return islice(reversed(self.latest.values()), _RECENT)

    def is_noun(self, noun: str) -> bool:
        """Whether things with names are called so."""
        return noun in self.heads or noun in self.called or noun in self.told

    def denoted(self, noun: str, offset: int, *, capital: bool) -> Thing | None:
        """The thing that `the <noun>` stands for here."""
        folded = noun.lower()
        local = self.local(offset)
        defined = self.defined.get(folded, [])
        if (
            local
            and (local in defined or not defined)
            and folded in COMPANY | self.called.keys()
            and local.label in self.called.get(folded, ())
        ):
            return local
        if defined:
            return next((t for t in self.recent() if t in defined), defined[0])
        named = next((t for t in self.recent() if self.headed(t, folded)), None)
        if named:
            return named
        if folded in COUNTRY:
            return self.country()
        if folded in _PARTS:
            return self.part()
        if folded == "issuer":
            return self.named.issuer
        introduced = self.introduced(folded)
        if introduced:
            return introduced
        labels = self.called.get(folded, ())
        if "ORG" in labels:
            if folded in COMPANY and self.named.company:
                return self.named.company
            if (
                self.focus.subject
                and self.focus.subject.label == "ORG"
                and self.sentence - self.focus.sentence <= 2
            ):
                return self.focus.subject
            companies = [t for t in self.recent() if t.label == "ORG"]
            if folded in COMPANY and len(companies) == 1:
                return companies[0]
            generic = folded in COMPANY | TRADES or folded not in self.heads
            return self.named.issuer if generic and not capital else None
        if folded in _SETTLEMENTS and not capital:
            return self.settlement()
        if any(label in PLACES for label in labels):
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
        places = [t for t in self.recent() if t.label in PLACES and not self.is_country(t)]
        wide = (t for t in places if noun == "region" and not self.is_city(t))
        return next(wide, None) or next(iter(places), None)

    def country(self) -> Thing | None:
        """The country of the dateline if the release has named it, else the one named last."""
        named = [t for t in self.recent() if t.label == "GPE" and self.is_country(t)]
        line = self.named.layout.dateline
        codes = {id(t): look_up(" ".join(t.words)) for t in named}
        home = (t for t in named if line and (codes[id(t)] or ("", None))[1] == line.country)
        return next(home, None) or next(iter(named), None)

    def part(self) -> Thing | None:
        """The part of the company that the last sentences were about."""
        subject, near = self.focus.subject, self.sentence - self.focus.sentence <= 2
        if not near or subject is None or subject.label != "ORG":
            return None
        return None if subject in (self.named.issuer, self.named.company) else subject

    def settlement(self) -> Thing | None:
        """The city, told by the gazetteer or by the dateline, that was mentioned last."""
        for thing in self.recent():
            if thing.label == "GPE":
                found = look_up(" ".join(thing.words))
                if found is None or found[0] == "city":
                    return thing
        return None

    def is_country(self, thing: Thing) -> bool:
        """Whether the gazetteer has the thing as a country."""
        found = look_up(" ".join(thing.words))
        return bool(found and found[0] == "country")

    def is_city(self, thing: Thing) -> bool:
        """Whether the gazetteer has the thing as a city."""
        found = look_up(" ".join(thing.words)) if thing.label == "GPE" else None
        return bool(found and found[0] == "city")

    def local(self, offset: int) -> Thing | None:
        """The organisation whose *About* paragraph holds the offset."""
        best = None
        for start, thing in self.named.about:
            if start <= offset:
                best = thing
        return best
