"""The singular of an English noun, for the unit of a count."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from pr_extract.lexicon import Entry, load


@dataclass(frozen=True, slots=True, kw_only=True)
class PluralEntry(Entry):
    """Plurals of one kind that the general rules would misread, each with its singular.

    ``singulars`` are singular nouns that look like plurals; ``silent_e`` those in -use, whose
    plural looks like that of a noun in -us.
    """

    forms: dict[str, str] = field(default_factory=dict)
    singulars: tuple[str, ...] = ()
    silent_e: tuple[str, ...] = ()


_ACRONYM_PLURAL = re.compile(r"[A-Z][A-Z0-9]+s")

# -man, -woman and their compounds; the nouns in -men that are singular.
_SINGULAR_MEN = frozenset({"specimen", "regimen", "abdomen", "acumen", "omen", "stamen", "semen"})
# Stems in -se, whose plural (-ses) looks like that of a stem in -s.
_STEMS_IN_S = ("us", "ss", "is")


@cache
def irregular_plurals() -> dict[str, str]:
    """The lexicon's plurals with their singulars.

    >>> irregular_plurals()["people"]
    'person'
    """
    return {
        plural: singular
        for entry in load("plurals", PluralEntry)
        for plural, singular in entry.forms.items()
    }


@cache
def _false_plurals() -> frozenset[str]:
    return frozenset(word for entry in load("plurals", PluralEntry) for word in entry.singulars)


def singular(noun: str) -> str:
    """A noun's singular in lower case; what is no plural comes back as it is.

    >>> [singular(noun) for noun in ("Companies", "analyses", "houses", "campuses", "salesmen")]
    ['company', 'analysis', 'house', 'campus', 'salesman']
    >>> [singular(noun) for noun in ("series", "boss", "MAU", "EVs", "KPI's")]
    ['series', 'boss', 'mau', 'ev', 'kpi']
    """
    if _ACRONYM_PLURAL.fullmatch(noun):
        return noun[:-1].lower()
    word = noun.lower().replace("’", "'")
    if word.endswith("'s"):  # KPI's, CEO's: an acronym's plural
        word = word[:-2]
    known = irregular_plurals()
    if word in known:
        return known[word]
    if word in _false_plurals():
        return word
    head, hyphen, last = word.rpartition("-")
    if hyphen and head:
        return f"{head}-{singular(last)}"
    if word.endswith("men") and word not in _SINGULAR_MEN and len(word) > 4:
        return word[:-3] + "man"
    for suffix, base in (("people", "person"), ("children", "child"), ("wives", "wife")):
        if word.endswith(suffix):
            return word[: -len(suffix)] + base
    if len(word) < 3 or not word.endswith("s") or word.endswith(_STEMS_IN_S):
        return word
    return _without_ending(word)


def _without_ending(word: str) -> str:
    """Strip the plural ending of a regular noun in lower case."""
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "shes", "xes", "zzes")):
        return word[:-2]
    if word.endswith("ches"):
        return word[:-2]
    if word.endswith("uses"):
        return _stem_in_us(word)
    if word.endswith(("lysis", "yses")):
        return word[:-2] + "is"
    return word[:-1]


def _stem_in_us(word: str) -> str:
    """-us (campuses, viruses), unless the lexicon has the stem as one in -use (houses, causes)."""
    stem = word[:-1]
    in_use = _stems_in_use()
    return stem if stem in in_use or stem.endswith(_COMPOUNDED) else word[:-2]


_COMPOUNDED = ("house", "cause", "clause", "pause", "fuse")


@cache
def _stems_in_use() -> frozenset[str]:
    return frozenset(word for entry in load("plurals", PluralEntry) for word in entry.silent_e)


def is_plural(noun: str) -> bool:
    """Whether a noun has the form of a plural.

    >>> [is_plural(noun) for noun in ("stores", "people", "series", "glass", "store")]
    [True, True, True, False, False]
    """
    last = noun.rpartition("-")[2]
    return last.lower() in irregular_plurals() or singular(last) != last.lower()
