"""Names of one thing → one record in the making: legal forms, short forms, acronyms, places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from pr_extract.entities.cues import OWN_BODIES, WORKS
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.names import Name, key_of
from pr_extract.entities.terms import Listing, Term
from pr_extract.entities.vocabulary import heads, leading_heads, legal_forms, non_names
from pr_extract.entities.words import Word
from pr_extract.layout.places import region_in_full
from pr_extract.records import EntityLabel

Key = tuple[str, ...]

_LEGAL = 4  # the weight of a name with a legal form or a ticker
_NEAR = 200  # keys looked at for one short form, so that hostile texts stay linear
_WHERE = frozenset(["in", "near", "at", "from", "to", "across", "outside", "around", "of"])
_LINKS = frozenset(["of", "for", "on", "and", "&", "the"])


@dataclass(slots=True, eq=False)
class Thing:
    """A record in the making: its label, the keys it is known by, and its mentions so far."""

    label: EntityLabel
    keys: set[Key]
    mentions: dict[tuple[int, int], str] = field(default_factory=dict)
    title: str | None = None
    ticker: tuple[str, str] | None = None
    terms: set[str] = field(default_factory=set)
    words: Key = ()
    sure: int = 0
    country: str | None = None

    def add(self, start: int, end: int, kind: str) -> None:
        """Note a mention: `name`, `description` or `pronoun`."""
        self.mentions.setdefault((start, end), kind)


@dataclass(slots=True)
class _Group:
    """Names with the same words, legal form aside."""

    key: Key
    names: list[Name] = field(default_factory=list)
    votes: dict[EntityLabel, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def label(self) -> EntityLabel | None:
        if not self.votes:
            return None
        return max(self.votes, key=lambda label: self.votes[label])

    @property
    def sure(self) -> int:
        return max((name.weight for name in self.names), default=0)


def bare(key: Key) -> Key:
    """A key without its legal form.

    >>> bare(("acme", ",", "inc.")), bare(("acme", "co.", ",", "ltd."))
    (('acme',), ('acme',))
    """
    end = len(key)
    while end > 1 and (key[end - 1] in _legal_keys() or key[end - 1] in {",", "&"}):
        end -= 1
    if end > 2 and re.fullmatch(r"(?:19|20)\d\d", key[end - 1]):
        end -= 1  # `Tarn Hotel Report 2024` is the Tarn Hotel Report
    start = 1 if end > 2 and re.fullmatch(r"\d{1,3}(?:st|nd|rd|th)", key[0]) else 0
    return key[start:end]


def gather(
    words: Sequence[Word],
    names: Sequence[Name],
    terms: Sequence[Term],
    listings: Sequence[Listing],
    barred_names: Sequence[Name],
) -> tuple[list[Thing], dict[Key, Thing]]:
    """Names, terms and tickers → things, and which key denotes which."""
    barred = {term.text.casefold() for term in terms if term.owner < 0}
    groups: dict[Key, _Group] = {}
    skipped = {name.start for name in barred_names}
    # `Artificial Intelligence (AI)`: what a technical abbreviation stands for is no name either.
    unnamed = {
        bare(key_of(words[names[term.owner].first : names[term.owner].last]))
        for term in terms
        if term.owner >= 0 and term.text in non_names()
    }
    for name in names:
        if name.start in skipped:
            continue
        key = bare(key_of(words[name.first : name.last]))
        if " ".join(key) in barred or key in unnamed:
            continue
        group = groups.setdefault(key, _Group(key))
        group.names.append(name)
        if name.label:
            group.votes[name.label] += (0, 1, 4, 16, 64)[name.weight]
    return _Gatherer(words, names, groups).run(terms, listings)


class _Gatherer:
    def __init__(
        self, words: Sequence[Word], names: Sequence[Name], groups: dict[Key, _Group]
    ) -> None:
        self.words = words
        self.names = names
        self.groups = groups
        self.index: dict[Key, Thing] = {}
        self.things: list[Thing] = []
        self.by_country: dict[str, Thing] = {}
        self.by_region: dict[str, Thing] = {}
        self.ends: dict[str, list[tuple[Key, Thing]]] = {}

    def run(
        self, terms: Sequence[Term], listings: Sequence[Listing]
    ) -> tuple[list[Thing], dict[Key, Thing]]:
        acronyms = self.acronyms(terms, listings)
        ordered = sorted(self.groups.values(), key=lambda g: (-len(g.key), g.names[0].start))
        for group in ordered:
            if group.key in acronyms:
                continue
            thing = self.home(group)
            if thing is None:
                continue
            self.put(group, thing)
        self.define(terms, listings)
        for key, owner in acronyms.items():
            thing = self.index.get(owner)
            if thing and key in self.groups:
                self.put(self.groups[key], thing)
        return self.things, self.index

    def acronyms(self, terms: Sequence[Term], listings: Sequence[Listing]) -> dict[Key, Key]:
        """Keys that a bracket defines as another name's short form."""
        found = {}
        for term in terms:
            if term.owner >= 0:
                name = self.names[term.owner]
                key = bare(tuple(term.text.casefold().replace("’", "'").split()))
                owner = bare(key_of(self.words[name.first : name.last]))
                if key != owner:
                    found[key] = owner
        for listing in listings:
            if len(listing.symbol) > 2 and not listing.symbol.isdigit():
                name = self.names[listing.owner]
                found.setdefault(
                    (listing.symbol.casefold(),), bare(key_of(self.words[name.first : name.last]))
                )
        return found

    def home(self, group: _Group) -> Thing | None:
        """The thing the group's name denotes: a known one, or a new one; None if it is no name."""
        label = group.label
        if label == "GPE" and group.sure <= 2 and self.acts(group):
            for thing in self.candidates(_Group(group.key, group.names[:1])):
                if thing.label == "ORG" and thing.sure >= _LEGAL:
                    return thing  # `Leeds expects`, where the release is about Leeds Tiles plc
        for thing in self.candidates(group):
            return thing
        if label == "ORG" and (whole := self.whole_group(group.key)):
            return whole
        if label == "PERSON" and len(group.key) == 1 and group.sure <= 1:
            label = "ORG"  # people are introduced by their full name
        if label is None and any(
            group.key[:size] in self.groups and self.groups[group.key[:size]].label == "ORG"
            for size in range(1, len(group.key))
        ):
            label = "ORG"  # `Acme Portugal`, where the release speaks of `Acme`
        if label is None:
            if len(group.key) < 2 or len(group.names) < 2:
                return None
            label = "ORG"
        thing = Thing(label, {group.key}, words=group.key, sure=group.sure)
        if label == "GPE" and (place := look_up(" ".join(group.key))) and place[0] == "country":
            thing = self.by_country.setdefault(place[1], thing)
        elif label == "GPE" and (region := region_in_full(" ".join(group.key))):
            thing = self.by_region.setdefault(region, thing)
        if not thing.mentions:
            self.things.append(thing)
        return thing

    def whole_group(self, key: Key) -> Thing | None:
        """`Acme Group`, where `Acme Tiles AG` is the one company so called."""
        if len(key) != 2 or key[1] != "group" or look_up(key[0]):
            return None
        near = self.ends.get(key[0], ())[:_NEAR]
        found = [t for longer, t in near if longer[0] == key[0] and t.label == "ORG"]
        alone = bool(found) and all(thing is found[0] for thing in found)
        return found[0] if alone and found[0].sure >= _LEGAL else None

    def candidates(self, group: _Group) -> list[Thing]:
        """Known things whose name the group's shortens, the nearest first."""
        key, label = group.key, group.label
        found: list[tuple[int, int, int, int, Thing]] = []
        near = [*self.ends.get(key[0], ()), *self.ends.get(key[-1], ())][:_NEAR]
        for order, (longer, thing) in enumerate(near):
            if len(longer) > len(key):
                distance = shortens(key, longer, label, thing.label, group.sure, thing.sure)
                if distance is not None:
                    found.append((distance // 10, -len(thing.mentions), distance, order, thing))
        found.sort(key=lambda item: item[:4])
        return [thing for *_, thing in found[:1]]

    def acts(self, group: _Group) -> bool:
        """Whether a name does things, and nowhere stands as places stand."""
        acting = False
        for name in group.names:
            before = self.words[name.first - 1].lower if name.first else ""
            after = self.words[name.last] if name.last < len(self.words) else None
            if before in _WHERE or (after and after.text in {",", "-"} and len(group.names) == 1):
                return False
            acting = acting or bool(after and after.tag in {"VBZ", "VBD", "MD", "VBP", "POS"})
        return acting

    def put(self, group: _Group, thing: Thing) -> None:
        if group.key not in thing.keys or not thing.mentions:
            self.note_ends(group.key, thing)
        thing.keys.add(group.key)
        self.index[group.key] = thing
        for name in group.names:
            thing.add(name.start, name.end, "name")
            thing.title = thing.title or name.title
            full = key_of(self.words[name.first : name.last])
            self.index.setdefault(full, thing)
        if group.label == thing.label:
            thing.sure = max(thing.sure, group.sure)

    def note_ends(self, key: Key, thing: Thing) -> None:
        """Make a key findable by the words it starts and ends with, and by its initials."""
        letters = "".join(word[0] for word in key if word not in _LINKS and word[0].isalnum())
        for word in {key[0], key[-1], letters}:
            self.ends.setdefault(word, []).append((key, thing))

    def define(self, terms: Sequence[Term], listings: Sequence[Listing]) -> None:
        for term in terms:
            thing = self.owner(term.owner)
            if thing is None:
                continue
            key = tuple(term.text.casefold().replace("’", "'").split())
            if term.text.lower() in heads() or term.text.lower() in {"company", "group"}:
                thing.terms.add(term.text.casefold())
                if term.text.lower() in {"company", "group"} and thing.sure <= 2:
                    thing.label = "ORG"
            else:
                other = self.index.get(key)
                if other and other is not thing and not term.quoted and other.label == thing.label:
                    self.merge(other, thing)
                    thing = other
                self.index[key] = thing
            thing.add(term.span.start, term.span.end, "name")
        for listing in listings:
            thing = self.owner(listing.owner)
            if thing and thing.label == "ORG":
                thing.ticker = thing.ticker or (listing.exchange, listing.symbol)
                if len(listing.symbol) > 2 and not listing.symbol.isdigit():
                    self.index.setdefault((listing.symbol.casefold(),), thing)

    def merge(self, thing: Thing, other: Thing) -> None:
        """Two names with one acronym are one thing."""
        thing.keys |= other.keys
        for (start, end), kind in other.mentions.items():
            thing.add(start, end, kind)
        thing.terms |= other.terms
        for key, found in self.index.items():
            if found is other:
                self.index[key] = thing
        self.things.remove(other)

    def owner(self, number: int) -> Thing | None:
        if number < 0:
            return None
        name = self.names[number]
        return self.index.get(bare(key_of(self.words[name.first : name.last])))


def shortens(
    short: Key,
    longer: Key,
    label: EntityLabel | None,
    target: EntityLabel,
    sure: int,
    target_sure: int = 0,
) -> int | None:
    """Whether a name is a short form of a longer one: how far apart they are, or None.

    >>> shortens(("acme",), ("acme", "energy", "group"), "ORG", "ORG", 1)
    2
    >>> shortens(("acme", "energy"), ("acme", "energy", "florida"), "ORG", "ORG", 1) is None
    True
    """
    loose = label is None or sure <= 1
    if target == "PERSON":
        named = label == "PERSON" or loose
        if named and len(short) == 1 and len(longer) > 1:
            if short[0] == longer[-1]:
                return 1
            return 2 if label == "PERSON" and short[0] == longer[0] else None
        if named and len(short) == 2 and short[0] == longer[0] and short[-1] == longer[-1]:
            return 1
        return None
    if len(longer) == len(short):
        return None
    if not (label == target or (loose and label not in {"GPE"})):
        return None
    extra = len(longer) - len(short)
    if target == "GPE" and look_up(" ".join(short)) and look_up(" ".join(longer)):
        return None
    if longer[:extra] and longer[extra:] == short:
        prefix = " ".join(longer[:extra])
        if target in {"GPE", "LOC"}:
            return extra if look_up(prefix) else None
        long_enough = len(short) > 1 and short[-1] in heads()
        return extra + 10 if long_enough else None
    if longer[: len(short)] != short:
        return _initials(short, longer, target)
    rest = longer[len(short) :]
    if target == "GPE":
        here = look_up(" ".join(short))
        tail = heads().get(" ".join(rest))
        return extra if tail and tail.label == "GPE" and (here or loose or label == "GPE") else None
    if target == "FAC" and loose and rest[-1] in WORKS:
        return extra  # `Tarn`, where the release speaks of the `Tarn mine`
    opens = len(short) == 1 and short[-1] in leading_heads() and rest[0] in _LINKS
    if target != "ORG" or opens:
        return None
    if any(look_up(word) for word in rest if word not in heads() and len(word) > 2):
        return None
    if rest[-1] in OWN_BODIES and len(rest) == 1:
        return None
    tail = heads().get(rest[-1])
    whole = target_sure >= _LEGAL and rest[0] not in _LINKS  # `Acme Widgets`, where `Inc.` follows
    return extra if whole or (tail and tail.label == "ORG") else None


def _initials(short: Key, longer: Key, target: EntityLabel) -> int | None:
    if len(short) != 1 or not 3 <= len(short[0]) <= 6 or target not in {"ORG", "EVENT"}:
        return None
    letters = "".join(word[0] for word in longer if word not in _LINKS and word[0].isalnum())
    return 20 if letters == short[0] else None


@cache
def _legal_keys() -> frozenset[str]:
    return frozenset(form.casefold() for form in legal_forms())
