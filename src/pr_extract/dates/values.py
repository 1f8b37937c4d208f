"""Resolved times, and their arithmetic: the same stretch a year before, the next quarter."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from pr_extract.dates import almanac
from pr_extract.dates.clock import stamp
from pr_extract.dates.fiscal import FiscalCalendar, Open
from pr_extract.dates.nodes import Node
from pr_extract.records import DateType


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved time: what a mention says, and what later ones may refer back to."""

    type: DateType
    timex: str
    start: dt.date | None
    end: dt.date | None
    unit: str
    year: int | None = None
    number: int | None = None
    fiscal: bool = False
    relative: bool = False
    comparison: bool = False


def same_day(day: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """A day as first and last day."""
    return None if day is None else (day, day)


def months_of(unit: str, number: int) -> tuple[int, int]:
    """First and last month of a quarter, half or run of first months, counted in its year."""
    if unit == "quarter":
        return 3 * number - 2, 3 * number
    if unit == "half":
        return 6 * number - 5, 6 * number
    return 1, number


def season_bounds(season: str, year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a season as the north's weather services count it.

    >>> [str(day) for day in season_bounds("WI", 2023)]
    ['2023-12-01', '2024-02-29']
    """
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    start = dt.date(year, first, 1)
    return start, step(start, "month", 3) - dt.timedelta(days=1)


def month_count(node: Node) -> int | None:
    """How many months a node's stretch has, where that is fixed."""
    if node.unit == "months":
        return node.count or node.number
    return {"quarter": 3, "half": 6, "year": 12, "month": 1}.get(node.unit)


def step(day: dt.date, unit: str, count: int) -> dt.date:
    """The day so many units on."""
    if unit in {"day", "week"}:
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    total = day.year * 12 + day.month - 1 + months * count
    last = almanac.month_end(total // 12, total % 12 + 1)
    return last.replace(day=min(day.day, last.day))


def unit_value(unit: str, home: dt.date, shift: int, clock: str | None) -> Value | None:
    """The unit that lies so many units from the one the date is in."""
    if unit == "day":
        day = home + dt.timedelta(days=shift)
        timex = stamp(day, clock) if clock else day.isoformat()
        return Value("date", timex, day, day, "day", day.year, day.month, relative=True)
    if unit in {"week", "weekend"}:
        start, end = almanac.week_bounds(home + dt.timedelta(weeks=shift))
        timex = almanac.iso_week(start)
        if unit == "weekend":
            start, timex = end - dt.timedelta(days=1), f"{timex}-WE"
        return Value("date", timex, start, end, unit, start.year, relative=True)
    if unit == "month":
        day = step(home, "month", shift)
        start, end = almanac.month_bounds(day.year, day.month)
        timex = f"{day.year}-{day.month:02d}"
        return Value("date", timex, start, end, unit, day.year, day.month, relative=True)
    if unit in {"quarter", "half"}:
        months = 3 if unit == "quarter" else 6
        day = step(home, "month", months * shift)
        number = (day.month - 1) // months + 1
        bounds = almanac.quarter_bounds if unit == "quarter" else almanac.half_bounds
        start, end = bounds(day.year, number)
        timex = f"{day.year}-{'Q' if unit == 'quarter' else 'H'}{number}"
        return Value("period", timex, start, end, unit, day.year, number, relative=True)
    if unit == "decade":
        first = home.year - home.year % 10 + 10 * shift
        return Value(
            "period", str(first // 10), dt.date(first, 1, 1), dt.date(first + 9, 12, 31), unit,
            relative=True,
        )  # fmt: skip
    if unit == "century":
        first = home.year - home.year % 100 + 100 * shift
        start, end = dt.date(first, 1, 1), dt.date(first + 99, 12, 31)
        return Value("period", f"{first // 100:02d}", start, end, unit, relative=True)
    if unit == "year":
        start, end = almanac.year_bounds(home.year + shift)
        return Value("date", f"{start.year}", start, end, unit, start.year, relative=True)
    return None


def moved(value: Value, shift: int, calendar: FiscalCalendar, unit: str = "year") -> Value | None:
    """The same stretch so many years (or of its own units) on."""
    if not shift:
        return replace(value, relative=True)
    if unit in {"quarter", "month", "half", "day", "week"} and value.start and value.end:
        if value.fiscal:
            return replace(
                value, timex="PAST_REF" if shift < 0 else "FUTURE_REF", start=None, end=None
            )
        return unit_value(unit, value.start, shift, None)
    if value.fiscal and value.year is not None and value.timex.startswith("FY"):
        fiscal_year = value.year + shift
        part = value.timex.partition("-")[2] or "FY"
        months = (1, 12) if part == "FY" else months_of(value.unit, value.number or 1)
        bounds: Open | tuple[None, None] = calendar.bounds(part, fiscal_year, months) or (
            None,
            None,
        )
        timex = f"FY{fiscal_year}" if part == "FY" else f"FY{fiscal_year}-{part}"
        return replace(
            value, timex=timex, start=bounds[0], end=bounds[1], year=fiscal_year, relative=True
        )
    start = None if value.start is None else _years_on(value.start, shift)
    end = None if value.end is None else _years_on(value.end, shift)
    year = None if value.year is None else value.year + shift
    if start is None and end is not None and not almanac.is_month_end(end):
        return replace(
            value,
            timex="PAST_REF" if shift < 0 else "FUTURE_REF",
            end=None,
            year=year,
            relative=True,
        )
    return replace(
        value, timex=_shift_years(value.timex, shift), start=start, end=end, year=year,
        relative=True,
    )  # fmt: skip


def _years_on(day: dt.date, years: int) -> dt.date:
    return (
        almanac.add_months(day, 12 * years) if day.day > 1 else day.replace(year=day.year + years)
    )


def _shift_years(timex: str, shift: int) -> str:
    moved = re.sub(r"\b(\d{4})(?=$|-|/)", lambda m: f"{int(m[1]) + shift:04d}", timex)
    return re.sub(r"-02-29", "-02-28", moved) if shift % 4 else moved
