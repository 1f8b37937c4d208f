"""How a number and its noun become a count, with what it is counted per."""

from __future__ import annotations

import re

from pr_extract.quantities.lemmas import singular
from pr_extract.quantities.quantity import BareNumber, Quantity
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


def counted(
    number: BareNumber, span: Span, unit: str, head: Span | None, text: str, rule: str
) -> Quantity:
    """A count of the number over the span; its extent takes in bound words and `a day`."""
    per, end = read_per(text, span.end)
    return Quantity(
        kind="count",
        span=span,
        extent=Span(min(number.extent.start, span.start), max(number.extent.end, span.end, end)),
        value=number.value,
        low=number.low,
        high=number.high,
        bound=number.bound,
        unit=unit,
        per=per,
        head=head,
        rule=rule,
    )
