"""Words of dates that no single word of the lexicon gives: phrases, `the 27`, `march` in small."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pr_extract.dates.spelled import spelled_years
from pr_extract.dates.words import DateWord, Token, Value
from pr_extract.lexicon import alternation, load


def words_apart(text: str) -> Iterator[Token]:
    """The tokens of a text that stand for more than one word, or for one in an unusual form.

    >>> [token.kind for token in words_apart("It shut the day before Labor Day.")]
    ['holiday']
    """
    yield from _lower_months(text)
    yield from _bare_days(text)
    yield from spelled_years(text)
    yield from _phrases(text)


# Patterns that open with literal characters, which the regular expression engine finds fast.
# `by the 27.`: a bare number is a day only at the end of a sentence.
_BARE_DAY = re.compile(r" the (?P<day>[12]?\d|3[01])(?= ?(?:[.!?](?!\d)|$))")
_DAY_BEFORE = re.compile(r"\b(?:on|for|by|until|till)$")
# `march` and `may` in news without capitals: after a word of time, before a day or a year.
_LOWER_MONTH = re.compile(r" (?P<month>march|may)(?P<dated>(?=,? \d))?(?![\w-])")
_MONTH_BEFORE = re.compile(
    r"\b(?:in|on|by|of|to|since|until|till|from|ended|ending|through|before|after|early|late|last"
    r"|next|this|and)$"
)
_DAY_OF = re.compile(r"(?:\d(?:st|nd|rd|th)(?: of)?|(?:first|second|third|[a-z]{2,9}th) of)$")


def _bare_days(text: str) -> Iterator[Token]:
    for match in _BARE_DAY.finditer(text):
        known = _DAY_BEFORE.search(text, max(0, match.start() - 6), match.start())
        if known and int(match["day"]):
            yield Token(*match.span("day"), "ordinal", int(match["day"]))


def _lower_months(text: str) -> Iterator[Token]:
    for match in _LOWER_MONTH.finditer(text):
        start = match.start()
        dated = match["dated"] is not None and _MONTH_BEFORE.search(text, max(0, start - 8), start)
        if dated or _DAY_OF.search(text, max(0, start - 14), start):
            yield Token(*match.span("month"), "month", 3 if match["month"] == "march" else 5)


def _phrases(text: str) -> Iterator[Token]:
    """Spellings of more than one word or with a hyphen: holidays, `semi-annual`."""
    lowered = text.lower()
    for needle, (pattern, table) in _phrase_patterns().items():
        if needle not in lowered:
            continue
        for match in pattern.finditer(text):
            if match.start() and text[match.start() - 1].isalnum():
                continue
            kind, value = table[" ".join(match.group().replace("’", "'").split())]
            yield Token(match.start(), match.end(), kind, value)


@cache
def _phrase_patterns() -> dict[str, tuple[re.Pattern[str], dict[str, tuple[str, Value]]]]:
    """The phrases by their longest word, which is looked for first, since most texts lack it."""
    from pr_extract.dates.holidays import holiday_names

    tables: dict[str, dict[str, tuple[str, Value]]] = defaultdict(dict)
    for name, rule in holiday_names().items():
        for spelling in (name, name.lower()):
            if spelling != "may day":
                tables[_longest_word(name)][spelling] = ("holiday", rule)
    for entry in load("dates", DateWord):
        for word in entry.words:
            if not word.isalpha():
                for spelling in (word, word.capitalize()):
                    tables[_longest_word(word)][spelling] = (entry.kind, entry.value)
    return {
        needle: (re.compile(alternation(table).replace("'", "['’]") + r"(?!\w)"), table)
        for needle, table in tables.items()
    }


def _longest_word(phrase: str) -> str:
    words: list[str] = re.findall("[a-z]+", phrase.lower())
    return max(words, key=len)
