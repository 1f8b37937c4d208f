"""How a number and its noun become a count, with what it is counted per."""

from __future__ import annotations

import re

from pr_extract.bounds import bound_before
from pr_extract.quantities.lemmas import singular
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.records import Bound
from pr_extract.source import Span

_PER = re.compile(
    r"\s*(?:/\s?|\b(?:per|each|every)\s+"
    r"|\ban?\s+(?=(?:day|week|month|year|quarter|hour|minute|second|night)\b))"
    r"(?:single\s+|calendar\s+)?([a-z]+)\b(?!\s+(?:of|ago|earlier|later|thereafter))",
)
_PER_ADVERB = re.compile(r"\s+(annually|yearly|daily|weekly|monthly|quarterly|hourly)\b")
_ADVERB_UNITS = {"annually": "year", "yearly": "year", "daily": "day", "weekly": "week",
                 "monthly": "month", "quarterly": "quarter", "hourly": "hour"}  # fmt: skip


def read_per(text: str, end: int) -> tuple[str | None, int]:
    """What an amount that ends at the offset is counted per, and where that phrase ends.

    >>> read_per("1,000 cars a day", 10), read_per("20 drugs", 8)
    (('day', 16), (None, 8))
    """
    match = _PER.match(text, end)
    if match:
        return singular(match[1]), match.end()
    match = _PER_ADVERB.match(text, end)
    if match:
        return _ADVERB_UNITS[match[1]], match.end()
    return None, end


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
    per, end = read_per(text, span.end)
    bound, start = number.bound, number.extent.start
    if bound == "exact":
        bound, start = _bound_over_addition(text, number)
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
