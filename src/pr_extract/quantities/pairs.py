"""Amounts that belong together: what is said once of two holds for both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from pr_extract.quantities.quantity import Quantity


def agree(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """Figures in text order, each with the unit and `per` that its neighbour says for both."""
    return _share_percent(text, _share_per(text, _share_currency(text, figures)))


def _share_currency(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """`fifteen thousand dollars (US$15,000)`: one sum, in the currency that the bracket names."""
    shared = list(figures)
    for number, (first, second) in enumerate(pairwise(figures)):
        if (
            first.kind == second.kind == "money"
            and first.value == second.value
            and first.unit != second.unit
            and text[first.span.end : second.extent.start].strip() == "("
        ):
            shared[number] = replace(first, unit=second.unit)
    return shared


def _share_per(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """`from $1,263 to $1,300 per square foot`: both are per square foot.

    Amounts of another size are not: `$11.3 million or $0.67 per share`.
    ``figures`` are in text order; the result keeps their order.
    """
    shared = list(figures)
    for number, (first, second) in enumerate(pairwise(figures)):
        alike = (first.kind, first.unit) == (second.kind, second.unit)
        between = text[first.span.end : second.span.start].strip()
        if (
            alike
            and first.per is None
            and second.per is not None
            and between in {"to", "and", "or"}
            and _of_one_size(first, second)
        ):
            shared[number] = replace(first, per=second.per)
    return shared


_POINTS = re.compile(r"[\w.-]+ points?")
_OTHER = re.compile(r"[.;!?]\s|\n|\b(?:index|score|rating|shares?)\b", re.IGNORECASE)
_NEAR = 80


def _share_percent(text: str, figures: Sequence[Quantity]) -> list[Quantity]:
    """`a margin of 16.2 percent, nine points below`: the points are those of the percentage.

    So are those that lead to it (`expanded two points to 14%`), and those with a sum of money
    between (`up 14 percent to $300 million, including 4 points from acquisitions`).
    """
    shared = list(figures)
    for number, second in enumerate(figures):
        if second.unit != "point" or not _POINTS.fullmatch(second.span.of(text)):
            continue
        before = [each for each in figures[max(0, number - 2) : number] if each.kind != "money"]
        between = text[before[-1].span.end : second.span.start] if before else ""
        after = figures[number + 1] if number + 1 < len(figures) else second
        told = before and before[-1].unit == "percent" and len(between) < _NEAR
        led = after.unit == "percent" and text[second.span.end : after.span.start] == " to "
        if (told and not _OTHER.search(between)) or led:
            shared[number] = replace(
                second, kind="percentage", unit="percentage_point", head=None, rule="pairs.points"
            )
    return shared


_APART = 20


def _of_one_size(first: Quantity, second: Quantity) -> bool:
    a, b = _size(first), _size(second)
    return max(a, b) < _APART * min(a, b)


def _size(quantity: Quantity) -> Decimal:
    return abs(quantity.value if quantity.value is not None else quantity.high or Decimal(0))
