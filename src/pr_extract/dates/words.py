"""Words to shapes: each word of a date becomes one letter, so that forms can be matched as shapes.

`the third quarter of 2024` becomes `T O Q f Y`, one letter a word and one sign a gap. Shapes
repeat, so what matches a shape is looked up, not searched for again: that is what makes dates
cheap. Words that no date holds end a shape.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pr_extract.lexicon import Entry, load

Value = int | str


@dataclass(frozen=True, slots=True)
class DateWord(Entry):
    """A word of the date lexicon: its part in the grammar, what it stands for, its spellings."""

    kind: str
    words: tuple[str, ...]
    value: Value = 0
    cased: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number of the text that may belong to a date."""

    start: int
    end: int
    kind: str
    value: Value


@dataclass(frozen=True, slots=True)
class Cluster:
    """Neighbouring tokens and their shape: token i is ``shape[2 * i]``, the gap after it next."""

    tokens: tuple[Token, ...]
    shape: str


# One letter for each part of the grammar. The numbers come first: they are no words.
LETTERS = {
    "day_number": "9",  # 1 to 31, at most two digits
    "two_digits": "8",  # 00 or 32 to 99
    "year": "Y",  # 1600 to 2199
    "number": "7",  # 100 to 999
    "ordinal": "O",
    "card": "c",
    "month": "M",
    "mon": "m",
    "weekday": "W",
    "wday": "w",
    "day": "D",
    "week": "K",
    "weekend": "E",
    "months": "N",
    "quarter": "Q",
    "half": "H",
    "annum": "A",
    "decade": "X",
    "century": "C",
    "period": "P",
    "date": "d",
    "q": "q",
    "h": "h",
    "m": "u",
    "s": "s",
    "fy": "F",
    "fq": "G",
    "fiscal": "f",
    "financial": "i",
    "calendar": "k",
    "full": "U",
    "this": "1",
    "current": "2",
    "last": "3",
    "next": "4",
    "following": "5",
    "previous": "6",
    "past": "p",
    "same": "S",
    "that": "t",
    "ago": "g",
    "earlier": "r",
    "later": "l",
    "early": "e",
    "end": "z",
    "begin": "b",
    "ended": "Z",
    "today": "0",
    "ytd": "y",
    "pcp": "x",
    "the": "T",
    "a": "a",
    "of": "o",
    "to": "R",
    "and": "&",
    "between": "B",
    "from": "V",
    "each": "v",
    "set": "$",
    "season": "n",
    "holiday": "*",
    "clock": ":",
    "at": "@",
    "on": "j",
}

# One sign for each way two words may stand next to each other.
_GAPS = {
    "": "+", " ": " ", "\u00a0": " ", "\n": " ", "\t": " ", "  ": " ", "\r\n": " ",
    ", ": ",", ",": ",", " , ": ",", ",\n": ",", ", the ": ",", ". ": ".", ".\n": ".",
    ".": "·", "., ": ";", "-": "-", "\u2011": "-", "–": "–", "—": "–", "\u2010": "-",
    " - ": "–", " – ": "–", " — ": "–", "- ": "–", " -": "–", "/": "/", " / ": "/", " /": "/",
    "'": "'", "’": "'", " '": "'", " ’": "'", " ‘": "'", " (": "(", "(": "(", ") ": ")",
}  # fmt: skip

_WORD = re.compile(r"\d+(?:(?:st|nd|rd|th)(?![^\W_]))?|[^\W\d_]+")

# Words that never begin a date nor stand in one alone: a shape of nothing else is dropped.
_FILLERS = frozenset("TaoR&BVt@jbzvc978134625pSleskidZ ,.;·-–+/'()")


@cache
def words() -> dict[str, tuple[str, str, Value]]:
    """Every spelling that may belong to a date, with its letter, kind and value."""
    table: dict[str, tuple[str, str, Value]] = {}
    for number in range(1000):
        kind = "day_number" if 1 <= number <= 31 else "two_digits" if number < 100 else "number"
        table[str(number)] = (LETTERS[kind], kind, number)
    for number in range(10):
        kind = "day_number" if number else "two_digits"
        table[f"0{number}"] = (LETTERS[kind], kind, number)
    for year in range(1600, 2200):
        table[str(year)] = (LETTERS["year"], "year", year)
    for number in range(1, 32):
        for suffix in ("st", "nd", "rd", "th"):
            table[f"{number}{suffix}"] = (LETTERS["ordinal"], "ordinal", number)
    for entry in load("dates", DateWord):
        item = (LETTERS[entry.kind], entry.kind, entry.value)
        for word in entry.words:
            for spelling in (word.capitalize(), word.upper(), *([] if entry.cased else [word])):
                table[spelling] = item
    return table


def clusters(text: str, fixed: dict[int, Token]) -> list[Cluster]:
    """The runs of neighbouring date words, in text order.

    ``fixed`` gives tokens found by other means (times of day, holidays) by their start; words
    inside one of them are passed over.

    >>> [c.shape for c in clusters("In the third quarter of 2024, Acme grew.", {})]
    ['o T O Q o Y|']
    """
    table, found = words(), []
    tokens: list[Token] = []
    shape: list[str] = []
    previous_end = -1
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start < previous_end:
            continue
        token = fixed.get(start) if fixed else None
        if token is not None:
            end, letter = token.end, LETTERS[token.kind]
        else:
            item = table.get(match.group())
            if item is None:
                continue
            letter = item[0]
            token = Token(start, end, item[1], item[2])
        if tokens:
            gap = _GAPS.get(text[previous_end:start])
            if gap is None:
                _close(found, tokens, shape)
                tokens, shape = [], []
            else:
                shape.append(gap)
        tokens.append(token)
        shape.append(letter)
        previous_end = end
    if tokens:
        _close(found, tokens, shape)
    return found


def _close(found: list[Cluster], tokens: list[Token], shape: list[str]) -> None:
    if not _FILLERS.issuperset(shape):
        shape.append("|")
        found.append(Cluster(tuple(tokens), "".join(shape)))
