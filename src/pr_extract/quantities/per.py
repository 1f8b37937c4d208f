"""What an amount is counted per: `per share`, `a year`, `/SF`, `annually`, `apiece`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pr_extract.lexicon import Entry, alternation, load
from pr_extract.units import match_unit

_OPEN_NOUN = re.compile(r"[A-Za-z][A-Za-z]{0,24}")
_GAP = re.compile(r"[\s\u00a0]{1,3}|-")
_CONVERSIONS = {"ies": "y", "sses": "ss", "shes": "sh", "ches": "ch", "xes": "x"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PerEntry(Entry):
    """A noun that amounts are counted per, with the adverbs that say the same."""

    per: str
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    modifiers: tuple[str, ...] = ()


@cache
def _patterns() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str]]:
    entries = load("per", PerEntry)
    known = {noun: e.per for e in entries for noun in e.nouns}
    words = {word: e.per for e in entries for word in e.words}
    modifiers = {word for e in entries for word in e.modifiers}
    opening = re.compile(
        r"(?:[\s\u00a0]{0,3}|-)(?:"
        rf"(?P<word>{alternation(words)})(?![A-Za-z-])"
        r"|(?P<per>per)[\s\u00a0-]{1,3}(?:(?:an?|the|each|every)\s)?"
        rf"(?:(?:{alternation(modifiers)})[\s,]{{1,3}}(?:and\s)?){{0,4}}"
        r"|(?P<slash>/)\s?"
        rf"|(?:an?|each|every)[\s-]{{1,2}}(?P<noun>{alternation(known)})(?![A-Za-z])(?!-old|-long|\sof\b))",
        re.IGNORECASE,
    )
    return opening, known | words, re.compile(alternation(known), re.IGNORECASE)


def per_after(text: str, end: int) -> tuple[str, int] | None:
    """What the amount that ends at the offset is counted per, and where those words end.

    >>> per_after("$0.45 per diluted share", 5)
    ('share', 23)
    """
    opening, known, _ = _patterns()
    match = opening.match(text, end)
    if match is None:
        return None
    found = match["word"] or match["noun"]
    if found:
        if match.start("word") == end and match["word"]:
            return None
        return known[" ".join(found.lower().split())], match.end()
    if match["per"] and match.start("per") == end:
        return None
    return _noun_at(text, match.end())


def _noun_at(text: str, start: int) -> tuple[str, int] | None:
    _, known, _ = _patterns()
    unit = match_unit(text, start)
    if unit is not None and unit.start == start and unit.kind == "measurement":
        return unit.unit, unit.end
    noun = _OPEN_NOUN.match(text, start)
    if noun is None:
        return None
    word = noun[0]
    return known.get(word.lower()) or singular(word), noun.end()


def singular(word: str) -> str:
    """The singular of a regular plural, in lower case; an acronym keeps its letters.

    >>> singular("Enrollees"), singular("policies"), singular("gas")
    ('enrollee', 'policy', 'gas')
    """
    lower = word.lower()
    for ending, base in _CONVERSIONS.items():
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            return lower[: -len(ending)] + base
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is", "as")):
        return lower[:-1]
    return lower
