"""Dates and periods: recognised on characters, resolved against the dateline."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pr_extract.records import DateType
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, period, duration or set as written, with its TIMEX3 value.

    ``start`` and ``end`` are inclusive, None where open or unknown. ``relative`` is true when the
    reading depends on the reference date. ``rule`` is the id of the rule that read it.
    """

    span: Span
    type: DateType
    timex: str
    start: dt.date | None
    end: dt.date | None
    relative: bool
    rule: str
