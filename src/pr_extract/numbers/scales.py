"""Scale words and letters after a number, and small words glued to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from pr_extract.lexicon import Entry, alternation, load


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleEntry(Entry):
    """A scale with its spellings; `letters` need proof that they are no unit."""

    factor: str
    words: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlueEntry(Entry):
    """Words that stand glued to an amount, after or before it, where a blank has been lost."""

    side: Literal["after", "before"]
    words: tuple[str, ...]


@cache
def glued_words(side: Literal["after", "before"]) -> frozenset[str]:
    """The words that may be glued to that side of an amount."""
    entries = load("glued", GlueEntry)
    return frozenset(word for entry in entries if entry.side == side for word in entry.words)


@cache
def scale_tables() -> tuple[dict[str, Decimal], re.Pattern[str], dict[str, Decimal]]:
    """Scale words by lower-case spelling, the pattern of certain scales, the uncertain letters."""
    entries = load("scales", ScaleEntry)
    words = {word: Decimal(e.factor) for e in entries for word in e.words}
    suffixes = {suffix: Decimal(e.factor) for e in entries for suffix in e.suffixes}
    letters = {letter: Decimal(e.factor) for e in entries for letter in e.letters}
    pattern = re.compile(
        rf"(?:[\s\u00a0]{{0,2}}|[-‑])(?:(?P<word>(?i:{alternation(words)}))"
        rf"|(?P<suffix>{alternation(suffixes)}))"
        rf"(?:(?<=illion)(?={alternation(glued_words('after'))}\b)|(?![A-Za-z]|[-‑]?\d))"
    )
    return words | suffixes, pattern, letters


def scale_at(text: str, at: int) -> tuple[Decimal, int] | None:
    """The factor and the end of a scale word or suffix at an offset: ` million`, `bn`, `m`.

    >>> scale_at("(1.3) million", 5)
    (Decimal('1000000'), 13)
    """
    factors, pattern, letters = scale_tables()
    if match := pattern.match(text, at):
        return factors[match["suffix"] or match["word"].lower()], match.end()
    letter = text[at : at + 1]
    if letter in letters and not text[at + 1 : at + 2].isalnum():
        return letters[letter], at + 1
    return None
