"""What sport measures: the times of races (`clocked 28:54.14`) and scores (`a 3-2 win`).

Both are found before the times of day and the ranges that they look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from pr_extract.bounds import bound_before
from pr_extract.lexicon import Entry, alternation, load
from pr_extract.quantities.cricket import WICKETS, tells_of_cricket
from pr_extract.quantities.quantity import Quantity
from pr_extract.records import Kind
from pr_extract.source import Span

ResultUse = Literal["timing", "winning", "beating", "outcome", "voting", "ballot"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultEntry(Entry):
    """Words around a time or a score that tell it from a time of day or a range."""

    use: ResultUse
    words: tuple[str, ...]


def _words(use: ResultUse) -> str:
    entries = load("results", ResultEntry)
    return alternation(word for entry in entries if entry.use == use for word in entry.words)


# Hundredths of a second stand on no clock; whole seconds need a word of timing.
_TIME = re.compile(
    r"(?<![\w.:,/$€£-])(?:(?P<hours>\d{1,2}):)?(?P<minutes>\d{1,2}):(?P<seconds>[0-5]\d"
    r"(?P<parts>\.\d{1,3})?)(?![\w:/%]|[.,]\d|\s?[ap]\.?m\b)",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"(?<![\w.,:/$€£#%-])(?P<own>\d{1,3})[-–](?P<other>\d{1,3})(?![\w:/%$€£-]|[.,]\d)"
)
_GOES_ON = re.compile(
    r"\s*(?:[.,;:()\"”]|$|\n|--|[–—]|(?:at|in|on|to|over|after|against|with|for|by|and|before|while"
    r"|when|as|from|but|yesterday|last|away|up|down|ahead)\b)"
)
_REACH = 48


@cache
def _timed() -> re.Pattern[str]:
    return re.compile(rf"\b{_words('timing')}\s(?:(?:an?|the|just|only|personal)\s){{0,2}}$", re.I)


@cache
def _scored() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads to a score, and what follows one: `won`, `beat the Rovers`; `3-2 win`."""
    beaten = r"(?:(?:them|him|her)\s|(?:(?:the|visiting|host)\s)?(?:[A-Z][\w.’'-]*\s){1,4})"
    lead = (
        rf"(?:\b{_words('winning')}\s(?:(?:it|by|again|out|the\s[a-z]+)\s)?"
        rf"|\b{_words('beating')}\s{beaten}(?:by\s)?)$"
    )
    return re.compile(lead), re.compile(rf"\s(?:[a-z-]{{3,12}}\s)?{_words('outcome')}\b")


@cache
def _voted() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What leads to a count of votes, and what follows one: `passed 218-211`, `a 5-4 ruling`."""
    small = r"(?:(?:in|by|on|it|a|an|of|vote|margin)\s){0,4}"
    return (
        re.compile(rf"\b{_words('voting')}\s{small}$"),
        re.compile(rf"\s(?:[a-z-]{{3,12}}\s)?{_words('ballot')}\b"),
    )


def find_results(text: str) -> Iterator[Quantity]:
    """Every time of a race in seconds, and every score as two measurements, in text order.

    >>> [(str(q.value), q.unit) for q in find_results("She won in 2:03:12, he lost 1-3.")]
    [('7392', 'second'), ('1', 'dimensionless'), ('3', 'dimensionless')]
    """
    found = [*_times(text), *_scores(text)]
    yield from sorted(found, key=lambda quantity: quantity.span)


def _times(text: str) -> Iterator[Quantity]:
    for match in _TIME.finditer(text):
        start, (hours, minutes) = match.start(), (match["hours"], match["minutes"])
        bound = bound_before(text, start)
        opening = bound.start if bound else start
        hundredths = match["parts"] is not None and len(match["parts"]) > len(".1")
        if not hundredths and not _timed().search(text[max(0, opening - _REACH) : opening]):
            continue
        value = Decimal(match["seconds"]) + 60 * int(minutes) + 3600 * int(hours or 0)
        extent = Span(opening, match.end())
        yield Quantity(
            "measurement", Span(*match.span()), extent, value, None, None,
            bound.bound if bound else "exact", "second", None, None, "measurement.race_time",
        )  # fmt: skip


def _scores(text: str) -> Iterator[Quantity]:
    lead, outcome = _scored()
    cricket = tells_of_cricket(text)
    voted, ballot = _voted()
    last = -1
    for match in _SCORE.finditer(text):
        start, end = match.span()
        ends = _GOES_ON.match(text, end) is not None
        voting = ends and voted.search(text, max(0, start - _REACH), start)
        if voting or ballot.match(text, end):
            yield from (_side(match, side, "vote") for side in ("own", "other"))
            continue
        low, high = sorted((int(match["own"]), int(match["other"])))
        if cricket and ends and low <= WICKETS < high:
            yield from (_side(match, side, "wicket", "run") for side in ("own", "other"))
            continue
        # `6-3, 7-6`: the sets that follow one
        led = lead.search(text[max(0, start - _REACH) : start]) or text[last:start] in (
            ", ",
            " (",
            "), ",
        )
        if not (led and ends) and not outcome.match(text, end):
            continue
        last = end
        yield from (_side(match, side) for side in ("own", "other"))


def _side(match: re.Match[str], side: str, few: str = "", many: str = "") -> Quantity:
    """One side's number of a score; in cricket, wickets up to ten and runs above; else votes."""
    span, value = Span(*match.span(side)), Decimal(match[side])
    unit = (many if many and value > WICKETS else few) or "dimensionless"
    kind: Kind = "count" if few else "measurement"
    return Quantity(kind, span, span, value, None, None, "exact", unit, None, None, f"{kind}.score")
