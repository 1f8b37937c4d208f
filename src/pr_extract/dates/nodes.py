"""What a form of words says before it is anchored: a node, still without its dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "months",
    "weeks", "period", "season", "ytd", "years", "trial",
]  # fmt: skip
Anchor = Literal["calendar", "reference", "named"]
Edge = Literal["start", "end", "rest", "begun"]
NodeKind = Literal["point", "shift", "window", "same", "range", "duration", "set"]


@dataclass(frozen=True, slots=True)
class Node:
    """An expression of time as read from its words alone.

    ``kind`` says how to place it: a `point` of the calendar (its year may be missing), a `shift`
    by units from the anchor (`last year`), a `window` of so many units on one side of it
    (`the past five years`), the `same` time in another year, a `range`
    from `of` to `until`, a `duration` or a `set`. ``edge`` makes of it its first or last day, what
    is left of it at the reference date or what of it has passed.
    ``number`` is the month, quarter, half, the count of months, or the weekday's ordinal.
    """

    kind: NodeKind
    unit: Unit
    rule: str
    start: int = 0
    end: int = 0
    first: int = 0
    last: int = 0
    year: int | None = None
    number: int | None = None
    day: int | None = None
    weekday: int | None = None
    shift: int = 0
    count: int = 0
    anchor: Anchor = "calendar"
    fiscal: bool = False
    type: Literal["date", "period"] | None = None
    timex: str | None = None
    edge: Edge | None = None
    of: Node | None = None
    ended: Node | None = None
    until: Node | None = None
    holiday: str | None = None
    clock: str | None = None
    second_day: int | None = None
    ambiguous: bool = False
