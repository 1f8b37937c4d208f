"""Days told from the reference date: by a count of units, by number or by weekday in a month."""

from __future__ import annotations

import datetime as dt

from pr_extract.dates import almanac
from pr_extract.dates.clock import stamp
from pr_extract.dates.nodes import Node
from pr_extract.dates.values import Value, step

TOLD_DAYS = frozenset({
    "date.ago_in_parts", "date.from_day", "date.in_count", "date.day_of_month",
    "date.days_of_month", "date.weekday_the", "date.bare_ordinal", "date.nth_weekday",
})  # fmt: skip
"""The rules whose nodes `told_day` resolves."""


def told_day(node: Node, home: dt.date | None, *, ahead: bool) -> Value | None:
    """The day or days of a node of one of `TOLD_DAYS`; None where there is no such day.

    ``ahead`` tells that the words before look ahead to the day.

    >>> steps = Node("shift", "day", "date.from_day", timex="day 1;week 2", count=2)
    >>> told_day(steps, dt.date(2024, 10, 24), ahead=True).timex
    '2024-11-08'
    """
    if home is None:
        return Value("date", "XXXX-XX-XX", None, None, "day", relative=True)
    if node.count:
        return _value(node, _counted(node, home))
    if node.timex == "day":
        return _value(node, _near(node, home, ahead=ahead))
    month = step(home.replace(day=1), "month", node.shift)
    if node.timex == "nth":
        number, weekday = node.number or 1, node.weekday or 0
        return _value(node, almanac.nth_weekday(month.year, month.month, weekday, number))
    day = almanac.make_date(month.year, month.month, node.day or 1)
    if day is None or node.second_day is None:
        return _value(node, day)
    last = almanac.make_date(month.year, month.month, node.second_day)
    if last is None:
        return None
    return Value("period", f"{day}/{last}", day, last, "days", day.year, relative=True)


def _value(node: Node, day: dt.date | None) -> Value | None:
    if day is None:
        return None
    timex = stamp(day, node.clock) if node.clock else day.isoformat()
    return Value("date", timex, day, day, "day", day.year, day.month, relative=True)


def _counted(node: Node, home: dt.date) -> dt.date:
    for part in (node.timex or "").split(";"):
        unit, _, count = part.partition(" ")
        home = step(home, unit, int(count))
    return home


def _near(node: Node, home: dt.date, *, ahead: bool) -> dt.date | None:
    """The day with this number: on its weekday and nearest, or else the last or the next."""
    first = home.replace(day=1)
    months = [step(first, "month", shift) for shift in (-2, -1, 0, 1, 2)]
    made = [almanac.make_date(month.year, month.month, node.day or 1) for month in months]
    days = [day for day in made if day is not None]
    if node.weekday is not None:
        days = [day for day in days if day.weekday() == node.weekday]
        return min(days, key=lambda day: abs(day - home), default=None)
    if ahead:
        return min((day for day in days if day >= home), default=None)
    return max((day for day in days if day <= home), default=None)
