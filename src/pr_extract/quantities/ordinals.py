"""Ordinals as written: `first`, `twenty-first`, `12th`."""

from __future__ import annotations

import re
from functools import cache

from pr_extract.lexicon import alternation

_LOW = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
)  # fmt: skip
_GREAT = {"thousandth": 10**3, "millionth": 10**6, "billionth": 10**9}
_TENS = ("twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")


@cache
def ordinal_words() -> dict[str, int]:
    """Ordinal words up to the hundredth with their values.

    >>> ordinal_words()["twenty-first"]
    21
    """
    words = {word: value for value, word in enumerate(_LOW, start=1)}
    for tens, stem in zip(range(20, 100, 10), _TENS, strict=True):
        words[f"{stem}ieth"] = tens
        for value, word in enumerate(_LOW[:9], start=1):
            words[f"{stem}y-{word}"] = tens + value
    words["hundredth"] = 100
    return words


@cache
def ordinal_pattern() -> re.Pattern[str]:
    """Matches an ordinal in words or digits that stands alone or opens a hyphenated word."""
    return re.compile(
        rf"(?<![\w.,$-])(?:(?P<word>{alternation(ordinal_words())})|(?P<digits>\d{{1,3}}(?:,\d{{3}})*|\d{{4}})(?P<end>st|nd|rd|th)"
        rf"|(?:(?P<times>one|\d{{1,3}})[ -])?(?P<great>{alternation(_GREAT)}))(?!\w)",
        re.IGNORECASE,
    )


def ordinal_value(match: re.Match[str]) -> int | None:
    """The value of a match of `ordinal_pattern`; None for `2th` and the like.

    >>> [ordinal_value(ordinal_pattern().search(text)) for text in ("22nd", "Third", "2th")]
    [22, 3, None]
    """
    if match["great"]:
        times = match["times"] or "one"
        return _GREAT[match["great"].lower()] * (1 if times.lower() == "one" else int(times))
    if match["word"]:
        return ordinal_words()[match["word"].lower()]
    value = int(match["digits"].replace(",", ""))
    ending = (
        "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    )
    return value if match["end"].lower() == ending else None
