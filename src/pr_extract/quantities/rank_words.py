"""The lexicon of ranks, and a rank as it is found."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from pr_extract.lexicon import Entry, load
from pr_extract.records import Bound
from pr_extract.source import Span

RankUse = Literal[
    "ranking", "taking", "sequence", "row", "moving", "standing", "label", "claim", "claiming",
    "numbered", "place", "lasting", "staying",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RankEntry(Entry):
    """Words around an ordinal or a number that make it a rank, or prove that it is none."""

    use: RankUse
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundRank:
    """A place in an order, with the id of the rule that read it."""

    span: Span
    value: Decimal
    rule: str
    bound: Bound = "exact"


@cache
def rank_words(use: RankUse) -> frozenset[str]:
    """The words of one use."""
    return frozenset(
        word for entry in load("ranks", RankEntry) if entry.use == use for word in entry.words
    )
