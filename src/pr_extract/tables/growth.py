"""Rows that are named for a change: `Comparable sales growth`, `Increase in prices`."""

from __future__ import annotations

import re

from pr_extract.changes import change_entries
from pr_extract.context.reading import Context
from pr_extract.quantities import Quantity
from pr_extract.records import Direction
from pr_extract.source import Span

_NAMED = re.compile(
    r"(?P<before>\S.{0,60}?)\s(?P<noun>growth|increase|decrease|decline|change)"
    r"|(?:(?:organic|underlying|reported|annual|like-for-like)\s)?(?P<opening>growth|increase|decrease|decline|change)\s(?:in|of)\s(?:the\s)?(?P<after>.+)",
    re.IGNORECASE,
)


def as_growth(text: str, quantity: Quantity, context: Context) -> None:
    """Make a percentage in such a row a change, up or down by its sign; in place.

    `change` has a direction by the sign alone; a range over zero has none.
    """
    concept = context.concept
    match = _NAMED.fullmatch(text, concept.start, concept.end) if concept else None
    if match is None or quantity.kind != "percentage" or context.role != "level":
        return
    context.concept = Span(*match.span("before" if match["before"] else "after"))
    context.role = "change"
    context.direction = _direction((match["noun"] or match["opening"]).lower(), quantity)
    context.trace.append("table.growth")


def _direction(noun: str, quantity: Quantity) -> Direction | None:
    ends = [end for end in (quantity.value, quantity.low, quantity.high) if end is not None]
    fell = any(entry.direction == "down" for entry in change_entries(noun))
    if not ends or min(ends) < 0 < max(ends) or not max(map(abs, ends)):
        return None
    return "down" if (min(ends) < 0) != fell else "up"
