"""Runs and wickets, of which cricket says the numbers alone: `61-2`, `dismissed for 374`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from pr_extract.lexicon import alternation
from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import TokenIndex
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.tallies import noun_follows
from pr_extract.source import Span

WICKETS = 10
_GAME = re.compile(
    r"\b(?:wickets?|innings|bowlers?|batsm[ae]n|cricket\w*|overs|unbeaten|bowled|stumps|lbw)\b",
    re.I,
)
_FOR = re.compile(r"\sfor\s")


@lru_cache(maxsize=8)
def tells_of_cricket(text: str) -> bool:
    """Whether two of the game's own words stand in the text."""
    return len({match[0].lower().rstrip("s") for match in _GAME.finditer(text)}) > 1


@cache
def _scored() -> re.Pattern[str]:
    """What leads to a number of runs: `bowled out for`, `a lead of`, `chasing`."""
    return re.compile(rf"\b{alternation(count_words('runs'))}\s(?:for\s|an?\s)?$", re.IGNORECASE)


def find_runs(tokens: TokenIndex, text: str, numbers: Sequence[BareNumber]) -> dict[Span, Quantity]:
    """The numbers of a text on cricket that are wickets and runs, or runs alone."""
    found: dict[Span, Quantity] = {}
    if not tells_of_cricket(text):
        return found
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        value = number.value
        if value is None or number.span in found:
            continue
        paired = following is not None and _FOR.fullmatch(
            text, number.span.end, following.span.start
        )
        if paired and following and value <= WICKETS and not noun_follows(tokens, following):
            found[number.span] = _count(number, "wicket", text)
            found[following.span] = _count(following, "run", text)
        elif not noun_follows(tokens, number) and _scored().search(
            text[max(0, number.extent.start - 40) : number.extent.start]
        ):
            found[number.span] = _count(number, "run", text)
    return found


def _count(number: BareNumber, unit: str, text: str) -> Quantity:
    return counted(number, number.span, unit, None, text, f"count.{unit}")
