"""Numbers in words: `one hundred and forty-two`, `two-thirds`, `half a million`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from pr_extract.lexicon import load
from pr_extract.numbers.around import and_a_half, finished, with_sign
from pr_extract.numbers.number import Number, quotient, times
from pr_extract.numbers.scales import ScaleEntry, scale_tables

# The closed class of English numerals is grammar, not data that anyone will add to.
ONES = {
    word: Decimal(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: Decimal(10 * value)
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
} | {"fourty": Decimal(40)}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4,
    "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7,
    "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
    "hundredth": 100, "hundredths": 100,
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z]+")
_PART_WORD = re.compile(rf"(?: - |[\s-])({'|'.join(PARTS)})\b(?!-)", re.IGNORECASE)
_POINT = re.compile(r"\s+point((?:\s+(?:" + "|".join(list(ONES)[:10]) + r")\b){1,9})", re.I)
_LEAD_IN = re.compile(
    r"(?<![\w-])(?:(?P<part>half|quarter)[\s-](?:(?:a|an|of\s+a)\s)?"
    r"|three[\s-]quarters?[\s-](?:of\s+)?(?:a\s)?"
    r"|(?P<one>an?)\s)$",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r"\s\((\d[\d,]{0,15})\)")


def word_numbers(text: str) -> Iterator[Number]:
    """Spelled-out numbers: runs of number words, each run cut where no numeral can go on."""
    run: list[re.Match[str]] = []
    starts = _starts()
    for match in _WORD.finditer(text):
        if len(match[0]) > 11 or match[0].lower() not in starts or not _stands(text, match):
            continue
        if run and not _joins(text, run[-1], match):
            yield from _read_run(text, run)
            run = []
        run.append(match)
    if run:
        yield from _read_run(text, run)


@cache
def _starts() -> frozenset[str]:
    """Every word that a spelled-out number can hold."""
    scales = {word for entry in load("scales", ScaleEntry) for word in entry.words}
    return frozenset({*ONES, *TENS, *scales})


def _stands(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not (before.isalnum() or before in ("'", "’") or after.isdigit())


def _joins(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    if right.start() - left.end() > 7:
        return False
    between = text[left.end() : right.start()]
    if between.isspace() or between in ("-", "‑", " - "):
        return True
    return re.fullmatch(r"[\s-]{1,2}and[\s-]{1,2}", between) is not None


def _read_run(text: str, run: list[re.Match[str]]) -> Iterator[Number]:
    words = [match[0].lower() for match in run]
    joined = [False] + [
        "and" in text[left.end() : right.start()].lower() for left, right in pairwise(run)
    ]
    position = 0
    while position < len(run):
        value, raw, after = _numeral(words, joined, position)
        if after == position:
            yield from _lone_scale(text, run[position])
            position += 1
            continue
        start, end = run[position].start(), run[after - 1].end()
        yield _word_number(text, start, end, value, raw, words[after - 1] in scale_tables()[0])
        position = after


def _numeral(words: list[str], joined: list[bool], at: int) -> tuple[Decimal, Decimal, int]:
    """The longest numeral from a word on: its value, its first chunk unscaled, and where it ends.

    Chunks below a thousand with falling scales: `three million two hundred thousand and fifty`.
    """
    factors = scale_tables()[0]
    total, raw, smallest = Decimal(0), Decimal(0), Decimal("Infinity")
    while True:
        value, after = _chunk(words, joined, at)
        if after == at:
            break
        factor, scale_at = Decimal(1), after
        while scale_at < len(words) and words[scale_at] in factors and not joined[scale_at]:
            factor, scale_at = times(factor, factors[words[scale_at]]), scale_at + 1
        if factor >= smallest:
            break
        raw = value if smallest.is_infinite() else raw
        total, smallest, at = total + times(value, factor), factor, scale_at
        if factor < 1000:
            break
    return total, raw, at


def _chunk(words: list[str], joined: list[bool], at: int) -> tuple[Decimal, int]:
    """A numeral below a thousand: `ninety-nine`, `one hundred and forty-two`."""
    value, after = _below_hundred(words, joined, at)
    if after > at and after < len(words) and words[after] == "hundred" and not joined[after]:
        rest, end = _below_hundred(words, joined, after + 1)
        return value * 100 + rest, end
    return value, after


def _below_hundred(words: list[str], joined: list[bool], at: int) -> tuple[Decimal, int]:
    word = words[at] if at < len(words) else ""
    if word in ONES:
        return ONES[word], at + 1
    if word not in TENS:
        return Decimal(0), at
    following = words[at + 1] if at + 1 < len(words) and not joined[at + 1] else ""
    if Decimal(0) < ONES.get(following, Decimal(0)) < 10:
        return TENS[word] + ONES[following], at + 2
    return TENS[word], at + 1


def _word_number(
    text: str, start: int, end: int, value: Decimal, raw: Decimal, scaled: bool
) -> Number:
    start, value = with_sign(text, start, value)
    if half := and_a_half(text, end):
        value, end = value + half[0], half[1]
    elif (part := _PART_WORD.match(text, end)) and value < 100 and _is_part(text, part, value):
        value, end = quotient(int(value), PARTS[part[1].lower()]), part.end()
        return finished(text, start, end, value, words=True, fraction=True)
    elif point := _POINT.match(text, end):
        decimals = "".join(str(ONES[word]) for word in point[1].lower().split())
        value, end = value + Decimal(f"0.{decimals}"), point.end()
    repeated = _IN_FIGURES.match(text, end)
    if repeated and Decimal(repeated[1].replace(",", "")) == value:
        end = repeated.end()  # `five (5) days`, as contracts have it.
    return finished(text, start, end, value, words=True, scaled=scaled, raw=raw if scaled else None)


def _is_part(text: str, part: re.Match[str], value: Decimal) -> bool:
    """`two-thirds`, `one third of`, `three quarters of`; but no `one third party`."""
    name = part[1].lower()
    if (value == 1) == (name.endswith("s") or name == "halves"):
        return False
    following = text[part.end() : part.end() + 12].lstrip()
    hyphened = "-" in part[0]
    return hyphened or following.startswith(("of", "million", "billion", "trillion"))


def _lone_scale(text: str, match: re.Match[str]) -> Iterator[Number]:
    """A scale word without a numeral: `a million`, `half a billion`, `quarter million`."""
    lead = _LEAD_IN.search(text, max(0, match.start() - 24), match.start())
    if lead is None:
        return
    factor = scale_tables()[0][match[0].lower()]
    if lead["one"]:
        share = Decimal(1)
    elif lead["part"]:
        share = Decimal("0.5") if lead["part"].lower() == "half" else Decimal("0.25")
    else:
        share = Decimal("0.75")
    yield finished(
        text, lead.start(), match.end(), times(share, factor), words=True, scaled=True, raw=share
    )
