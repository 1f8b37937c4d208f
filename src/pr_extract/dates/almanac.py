"""Calendar arithmetic on plain dates: months, quarters, weeks, holidays. Knows no text."""

from __future__ import annotations

import calendar
import datetime as dt

Bounds = tuple[dt.date, dt.date]


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month.

    >>> month_end(2024, 2)
    datetime.date(2024, 2, 29)
    """
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months on, or the last day of a shorter month; a month's end stays one.

    >>> add_months(dt.date(2024, 1, 31), 1), add_months(dt.date(2024, 6, 30), -3)
    (datetime.date(2024, 2, 29), datetime.date(2024, 3, 31))
    """
    index = day.year * 12 + day.month - 1 + months
    last = month_end(index // 12, index % 12 + 1)
    if is_month_end(day):
        return last
    return last.replace(day=min(day.day, last.day))


def is_month_end(day: dt.date) -> bool:
    """Whether the day is the last of its month."""
    return day == month_end(day.year, day.month)


def months_ending(end: dt.date, months: int) -> dt.date:
    """The first day of a span of so many months whose last day is ``end``.

    >>> months_ending(dt.date(2024, 9, 30), 9)
    datetime.date(2024, 1, 1)
    """
    return add_months(end, -months) + dt.timedelta(days=1)


def year_bounds(year: int) -> Bounds:
    """First and last day of a calendar year."""
    return dt.date(year, 1, 1), dt.date(year, 12, 31)


def month_bounds(year: int, month: int) -> Bounds:
    """First and last day of a month."""
    return dt.date(year, month, 1), month_end(year, month)


def quarter_bounds(year: int, quarter: int) -> Bounds:
    """First and last day of a calendar quarter."""
    return dt.date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter)


def half_bounds(year: int, half: int) -> Bounds:
    """First and last day of a calendar half-year."""
    return dt.date(year, 6 * half - 5, 1), month_end(year, 6 * half)


def week_bounds(day: dt.date) -> Bounds:
    """Monday and Sunday of the day's ISO week."""
    monday = day - dt.timedelta(days=day.weekday())
    return monday, monday + dt.timedelta(days=6)


def iso_week(day: dt.date) -> str:
    """The TIMEX3 value of the day's week.

    >>> iso_week(dt.date(2024, 12, 30))
    '2025-W01'
    """
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def make_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or None when there is no such day.

    >>> make_date(2023, 2, 29) is None
    True
    """
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date | None:
    """The nth weekday (Monday 0) of a month, -1 for the last.

    >>> nth_weekday(2024, 11, 3, 4)
    datetime.date(2024, 11, 28)
    """
    if nth > 0:
        first = dt.date(year, month, 1)
        day = first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
        return day if day.month == month else None
    last = month_end(year, month)
    return last - dt.timedelta(days=(last.weekday() - weekday) % 7)


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus).

    >>> easter(2024)
    datetime.date(2024, 3, 31)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def holiday(rule: str, year: int) -> dt.date | None:
    """The day a holiday of the lexicon falls on.

    >>> holiday("11 thursday 4", 2024), holiday("12-25", 2024)
    (datetime.date(2024, 11, 28), datetime.date(2024, 12, 25))
    """
    if rule.startswith("easter"):
        return easter(year) + dt.timedelta(days=int(rule.split()[1]))
    if " " not in rule:
        return make_date(year, int(rule[:2]), int(rule[3:]))
    month, weekday, nth = rule.split()
    names = [name.lower() for name in calendar.day_name]
    return nth_weekday(year, int(month), names.index(weekday), int(nth))
