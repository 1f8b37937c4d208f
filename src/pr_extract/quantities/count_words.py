"""The words that tell counts from other numbers, from their lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pr_extract.lexicon import Entry, load

CountUse = Literal[
    "label", "idiom", "score", "scoring", "uncounted", "pronoun", "people", "street", "leading",
    "collective", "gauge", "summary", "jobs", "money", "deaths", "index",
    "grouped", "crowd", "doing", "runs",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CountEntry(Entry):
    """Words around a number that tell what it counts, or that it counts nothing."""

    use: CountUse
    words: tuple[str, ...]


@cache
def count_words(use: CountUse) -> frozenset[str]:
    """The lexicon's words for one use, in lower case.

    >>> "phase" in count_words("label")
    True
    """
    return frozenset(
        word for entry in load("counts", CountEntry) if entry.use == use for word in entry.words
    )
