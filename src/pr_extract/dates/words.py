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
    "final": "L",  # in its place: the fourth quarter, the last months
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
    "middle": "=",
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
    "now": "!",
    "beyond": "^",
    "starting": "I",
    "era": "J",
    "rest": "#",
    "latter": "~",
    "latest": "%",
    "mtd": "{",
    "qtd": "}",
    "reporting": "<",
    "trading": "~",
    "under_review": ">",
}

# One sign for each way two words may stand next to each other.
_GAPS = {
    "": "+", " ": " ", "\u00a0": " ", "\n": " ", "\t": " ", "  ": " ", "\r\n": " ",
    ", ": ",", ",": ",", " , ": ",", ",\n": ",", ", the ": ",", ". ": ".", ".\n": ".", " . ": ".",
    ".": "·", "., ": ";", ".-": "–", ".–": "–", "-": "-", "\u2011": "-", "\u2010": "-",
    "–": "–", "—": "–",
    " - ": "–", " – ": "–", " — ": "–", "- ": "–", " -": "–", "/": "/", " / ": "/", " /": "/",
    "'": "'", "’": "'", " '": "'", " ’": "'", " ‘": "'", " (": "(", "(": "(", ") ": ")",
}  # fmt: skip

# ASCII is enough: every spelling of the lexicon is, and a word that goes on is refused later.
# `4QFY24` is written without a gap between its letters.
_WORD = re.compile(r"\d+(?:st|nd|rd|th)?|[QH](?=FY\d)|[A-Za-z]+")

# Words a cluster may have: more than any date needs, and a bound on hostile text.
_LONGEST = 64

# Words that never make a date without one of the others: a shape of nothing else is dropped.
_FILLERS = frozenset("TaoR&BVt@jbzvc978134625pSleikZ!^I#%")


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
    table, found = words(), list[Cluster]()
    run: list[tuple[int, int, str, Value]] = []
    shape = ""
    anchored = False
    previous_end = -1
    lookup, gap_sign, fillers = table.get, _GAPS.get, _FILLERS
    for match in _WORD.finditer(text):
        item = lookup(match.group())
        start, end = match.span()
        if fixed:
            token = fixed.get(start)
            if token is not None:
                end, item = token.end, (LETTERS[token.kind], token.kind, token.value)
            elif start < previous_end:
                continue
        if item is None:
            continue
        letter, kind, value = item
        if run:
            near = start - previous_end < 8 and len(run) < _LONGEST
            gap = gap_sign(text[previous_end:start]) if near else None
            if gap is None:
                if anchored:
                    found.append(Cluster(tuple(Token(*part) for part in run), shape + "|"))
                run, shape, anchored = [], letter, False
            else:
                shape += gap + letter
        else:
            shape = letter
        run.append((start, end, kind, value))
        previous_end = end
        if not anchored and (
            letter not in fillers or "/" in shape or "'" in shape or shape.count("-") > 1
        ):
            anchored = True
    if anchored:
        found.append(Cluster(tuple(Token(*part) for part in run), shape + "|"))
    return found
