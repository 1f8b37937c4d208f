"""When the figures of a table hold: by their column, their row, or what stands above the table."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pr_extract.context.reading import PeriodReading
from pr_extract.dates import DateMention
from pr_extract.records import Modality
from pr_extract.source import Span
from pr_extract.tables.columns import Clock, Column, is_time
from pr_extract.tables.labels import Label
from pr_extract.tables.terms import planned

_YEAR = re.compile(r"\d{4}")


def row_period(label: Label, clock: Clock) -> PeriodReading | None:
    """The time that a row's label names and nothing else: `Q3 2024`."""
    dated = clock.within(label.span)
    if len(dated) == 1 and is_time(label.words) and dated[0].type != "duration":
        return _reading(dated[0])
    return None


def period_of(
    column: Column | None, label: Label, above: Sequence[Span], clock: Clock, text: str
) -> PeriodReading | None:
    """The column's time, or a day of its year; else what a title, the lead-in or the label names.

    ``above`` are the spans over the table, in text order.
    """
    if column is not None and (column.period is not None or column.kind == "period"):
        return _day_of(label, column.period, clock, text) or column.period
    for span in reversed(above):
        dated = [m for m in clock.within(span) if m.type != "duration"]
        if dated and all((m.start, m.end) == (dated[0].start, dated[0].end) for m in dated):
            return _reading(dated[0])
        if dated:
            break
    return row_period(label, clock)


def _day_of(
    label: Label, period: PeriodReading | None, clock: Clock, text: str
) -> PeriodReading | None:
    """`Employees (30 June)` under `H1 2024`: that day of the column's year."""
    days = [m for m in clock.within(label.span) if m.type == "date" and m.start is not None]
    if period is None or period.end is None or len(days) != 1:
        return None
    day = days[0]
    if day.start is None or day.start != day.end or _YEAR.search(day.span.of(text)):
        return None
    try:
        held = dt.date(period.end.year, day.start.month, day.start.day)
    except ValueError:  # February 29
        return None
    return PeriodReading(held, held, day.span)


def modality_of(
    column: Column | None,
    period: PeriodReading | None,
    above: Sequence[str],
    reference: dt.date | None,
) -> Modality:
    """What a column, or else the words above the table, say of figures still to come."""
    if column is not None and column.modality:
        return column.modality
    end = period.end if period else None
    if end is not None and reference is not None and end < reference:
        return "actual"
    return next((found for words in reversed(above) if (found := planned(words))), "actual")


def _reading(mention: DateMention) -> PeriodReading:
    return PeriodReading(mention.start, mention.end, mention.span)
