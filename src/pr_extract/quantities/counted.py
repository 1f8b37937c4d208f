"""How a number and its noun become a count, with what it is counted per."""

from __future__ import annotations

import re

from pr_extract.bounds import bound_after, bound_before
from pr_extract.quantities.per import per_after
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.records import Bound
from pr_extract.source import Span

# `3,760 a year earlier` says when, not per what.
_AGO = re.compile(r"\s+an?\s+\w+\s+(?:ago|earlier|later|before|prior|on)\b")
_ADDITION = re.compile(
    r"(?:\ban?\s+(?:additional|extra|further|combined|total\s+of)|\banother|\badditional)\s+$"
)


def _bound_over_addition(text: str, number: BareNumber) -> tuple[Bound, int]:
    """The bound before a word of addition (`up to an additional 20`), and where it starts."""
    start = number.extent.start
    match = _ADDITION.search(text, max(0, start - 20), start)
    if match is None:
        return number.bound, start
    found = bound_before(text, match.start())
    return (found.bound, found.start) if found else (number.bound, start)


def counted(
    number: BareNumber, span: Span, unit: str, head: Span | None, text: str, rule: str
) -> Quantity:
    """A count of the number over the span; its extent takes in bound words and `a day`."""
    dated = _AGO.match(text, span.end)
    per, end = (None if dated else per_after(text, span.end)) or (None, span.end)
    bound, start = number.bound, number.extent.start
    if bound == "exact":
        bound, start = _bound_over_addition(text, number)
    if bound == "exact" and (
        after := bound_after(text, end, complete=True)
    ):  # `900 guests or more`
        bound, end = after.bound, after.end
    return Quantity(
        kind="count",
        span=span,
        extent=Span(min(start, span.start), max(number.extent.end, span.end, end)),
        value=number.value,
        low=number.low,
        high=number.high,
        bound=bound,
        unit=unit,
        per=per,
        head=head,
        rule=rule,
    )
