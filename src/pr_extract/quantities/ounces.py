"""Ounces that are troy ounces, because what is weighed is gold or its like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pr_extract.lexicon import Entry, alternation, load
from pr_extract.quantities.quantity import Quantity

MetalUse = Literal["precious", "trade"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MetalEntry(Entry):
    """Precious metals, or words of those who dig, refine and trade them."""

    use: MetalUse
    words: tuple[str, ...]


@cache
def _pattern(use: MetalUse, lead: str = "") -> re.Pattern[str]:
    words = [word for e in load("metals", MetalEntry) if e.use == use for word in e.words]
    return re.compile(rf"{lead}\b{alternation(words)}\b", re.IGNORECASE)


def weigh(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """The figures with their ounces settled: all of a mine's are troy ones, and those of gold.

    Those of a bottle are not (`a 12-ounce can`).

    >>> from pr_extract.quantities.find import find_amounts
    >>> text = "The mine's gold output was 900 ounces."
    >>> [figure.unit for figure in weigh(text, find_amounts(text).quantities)]
    ['troy_ounce']
    """
    if all(figure.unit != "ounce" for figure in figures):
        return list(figures)
    mined = bool(_pattern("precious").search(text) and _pattern("trade").search(text))
    of_metal = _pattern("precious", r"\s(?:of|in)\s(?:fine\s)?")
    return [
        replace(figure, unit="troy_ounce")
        if figure.unit == "ounce"
        and (of_metal.match(text, figure.span.end) or (mined and "-" not in figure.span.of(text)))
        else figure
        for figure in figures
    ]
