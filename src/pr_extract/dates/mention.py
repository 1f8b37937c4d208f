"""What the date stage yields: mentions with their values, and what stands beside them."""

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
    ``comparison`` is true for a time named only to compare with, by shifting another one back:
    `a year earlier`, `the same period of the previous year`, `pcp`.
    """

    span: Span
    type: DateType
    timex: str
    start: dt.date | None
    end: dt.date | None
    relative: bool
    rule: str
    comparison: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """All dates of a text in order, never overlapping, with what else was met.

    ``times`` are times of day that belong to no date: no facts, so that the digits in them must
    not be read as quantities. ``warnings`` name ambiguous forms and how they were settled.
    """

    mentions: tuple[DateMention, ...]
    times: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
