"""Years in words: `nineteen ninety-nine`, `two thousand and eighteen`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pr_extract.dates.words import Token

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
    "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = (
    {word: value for value, word in enumerate((*_ONES, *_TEENS), start=1)}
    | {word: 10 * value for value, word in enumerate(_TENS, start=2)}
    | {"oh": 0}
)
_ONE = "|".join(_ONES)
_BELOW = rf"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{_ONE}))?|{'|'.join(_TEENS)})"
_YEAR = re.compile(
    rf"\b(?:(?P<century>seventeen|eighteen|nineteen|twenty)[ -](?P<short>{_BELOW}|oh[ -](?:{_ONE}))"
    rf"|(?P<thousand>one|two) thousand(?:,? (?P<hundred>{_ONE}) hundred)?"
    rf"(?:,? (?:and )?(?P<rest>{_BELOW}|{_ONE}))?)(?![\w-])",
    re.IGNORECASE,
)
# Every year in words has one of these, and few texts do: looking for them is quick.
_STEMS = ("eventeen", "ighteen", "ineteen", "wenty", "ousand")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATED = re.compile(
    rf"\b(?:(?:{_MONTH}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?,?(?:\s(?:the\s)?"
    r"[\w-]{1,12}(?:\s[\w-]{1,12})?,?)?(?:\sof)?|(?:quarter|half|spring|summer|fall|autumn|winter|end)"
    r"\sof|year)\s$",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|since|by|until)\s$", re.IGNORECASE)
_CLOSES = re.compile(r"\s?[.,;)!?]|\s*$")


def spelled_years(text: str) -> Iterator[Token]:
    """Years in words that a month, a quarter or a preposition shows to be years.

    >>> [token.value for token in spelled_years("It opened in June of nineteen ninety-nine.")]
    [1999]
    """
    if not any(stem in text for stem in _STEMS):
        return
    for match in _YEAR.finditer(text):
        before = text[max(0, match.start() - 40) : match.start()]
        closes = _CLOSES.match(text, match.end()) is not None
        if not (_DATED.search(before) or (closes and _IN.search(before))):
            continue
        year = _year(match)
        if 1600 <= year < 2200:
            yield Token(match.start(), match.end(), "year", year)


def _year(match: re.Match[str]) -> int:
    if match["century"]:
        return 100 * _VALUES[match["century"].lower()] + _sum(match["short"])
    hundreds = _VALUES[match["hundred"].lower()] if match["hundred"] else 0
    return 1000 * _VALUES[match["thousand"].lower()] + 100 * hundreds + _sum(match["rest"] or "")


def _sum(words: str) -> int:
    return sum(_VALUES[word] for word in re.split(r"[ -]", words.lower()) if word)
