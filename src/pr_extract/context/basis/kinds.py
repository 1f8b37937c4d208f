"""How far back lies what a change is measured against."""

from __future__ import annotations

from collections.abc import Sequence

from pr_extract.context.reading import BasisReading, Context, PeriodReading
from pr_extract.dates import DateMention
from pr_extract.records import BasisKind


def rebased(context: Context, dates: Sequence[DateMention]) -> BasisReading | None:
    """The basis of a figure whose period was found out later: `fell 0.3% from July`."""
    basis = context.basis
    if basis is None or basis.kind in {"since", "other"} or context.period is None:
        return basis
    named = [date for date in dates if basis.span.covers(date.span)]
    if len(named) != 1 or named[0].end is None:
        return basis
    kind = kind_of(context.period, named[0])
    return basis if kind == "other" else BasisReading(kind, basis.span)


def kind_of(period: PeriodReading | None, other: DateMention) -> BasisKind:
    """How far back the other date lies from the fact's period, as the contract's kinds."""
    start, end = other.start, other.end
    if period is None or period.end is None or end is None:
        return _kind_by_shape(other)
    months = (period.end.year - end.year) * 12 + period.end.month - end.month
    length = (end - start).days if start else 0
    if months == 12 or 52 * 7 <= (period.end - end).days <= 53 * 7:  # years of weeks
        return "year_on_year"
    if months == 3 and length < 100:
        return "quarter_on_quarter"
    if months == 1 and length < 32:
        return "month_on_month"
    if months == 6 and length > 100:
        return "half_on_half"
    if months > 12 and not other.relative:
        return "since"  # 30 percent below 2019
    return "other" if months else _kind_by_shape(other)


def _kind_by_shape(other: DateMention) -> BasisKind:
    if "H" in other.timex:
        return "half_on_half"
    return "year_on_year"
