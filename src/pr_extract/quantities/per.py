"""What an amount is counted per: `per share`, `a year`, `/SF`, `annually`, `apiece`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pr_extract.lexicon import Entry, alternation, load
from pr_extract.quantities.lemmas import singular
from pr_extract.units import UnitMatch, match_unit

_OPEN_NOUN = re.compile(r"[A-Za-z][A-Za-z]{0,24}")
_ARTICLE = re.compile(r"[\s\u00a0-](?:an?|each|every)[\s\u00a0-]", re.IGNORECASE)
# `a year earlier`, `a month before.`: a time of its own; but `a year before tax`.
_RELATIVE = r"(?!\s+(?:earlier|ago|later|previously)\b|\s+(?:before|prior)\s*(?:[.,;:)]|$))"
_PHRASE_ENDS = re.compile(rf"{_RELATIVE}(?:[.,;:)]|\s(?!long\b|of\b)|$)")


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
        rf"(?:an?|each|every)[\s-]{{1,2}}(?P<noun>{alternation(known)})(?![A-Za-z])"
        rf"(?!-old|-long|\sof\b){_RELATIVE}"
        rf"|(?P<word>{alternation(words)})(?![A-Za-z-])"
        r"|(?P<per>per)[\s\u00a0-]{1,3}(?:(?:an?|the|each|every)\s)?"
        rf"(?:(?:{alternation(modifiers)})[\s,]{{1,3}}(?:and\s)?){{0,4}}"
        r"|(?P<slash>/)\s?)",
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
        return _unit_after_article(text, end)
    found = match["word"] or match["noun"]
    if found:
        if match.start("word") == end and match["word"]:
            return None
        return known[" ".join(found.lower().split())], match.end()
    if match["per"] and match.start("per") == end:
        return None
    return _noun_at(text, match.end())


def _unit_after_article(text: str, end: int) -> tuple[str, int] | None:
    """`$80 a barrel`, `$5-a-pound`: after an article, only the name of a unit is a `per`."""
    article = _ARTICLE.match(text, end)
    unit = match_unit(text, article.end()) if article else None
    if article is None or unit is None or unit.symbol or unit.kind != "measurement":
        return None
    # `a foot-long rod`, `a minute later`: the article opens a phrase of its own.
    written = text[unit.start : unit.end]
    ends = unit.start == article.end() and not written.endswith("s")
    return _unit_name(text, unit) if ends and _PHRASE_ENDS.match(text, unit.end) else None


def _noun_at(text: str, start: int) -> tuple[str, int] | None:
    _, known, _ = _patterns()
    unit = match_unit(text, start)
    if unit is not None and unit.start == start and unit.kind == "measurement":
        return _unit_name(text, unit)
    noun = _OPEN_NOUN.match(text, start)
    if noun is None:
        return None
    word = noun[0]
    return known.get(word.lower()) or singular(word), noun.end()


def _unit_name(text: str, unit: UnitMatch) -> tuple[str, int]:
    """The unit as written (`tonne`, `square_foot`); a symbol by its canonical name."""
    words = text[unit.start : unit.end].lower().replace("-", " ").split()
    if unit.symbol or len(words[0]) < 3:
        return unit.unit, unit.end
    written = "_".join(words)
    return (written if written.isascii() and "." not in written else unit.unit), unit.end
