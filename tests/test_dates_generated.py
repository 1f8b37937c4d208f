"""Every day of forty years in twelve written forms; every quarter and half in every spelling."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator

import pytest

from pr_extract.dates import almanac, find_dates

FIRST, LAST = dt.date(2000, 1, 1), dt.date(2040, 12, 31)
SHORT = [
    "Jan.",
    "Feb.",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug.",
    "Sept.",
    "Oct.",
    "Nov.",
    "Dec.",
]
SEPARATOR = " and then\n\n"


def _ordinal(day: int) -> str:
    suffix = "th" if 10 <= day % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{suffix}"


DAYS: dict[str, Callable[[dt.date], str]] = {
    "month_day": lambda d: f"{d:%B} {d.day}, {d.year}",
    "short_month": lambda d: f"{SHORT[d.month - 1]} {d.day}, {d.year}",
    "three_letters": lambda d: f"{d:%b} {d.day} {d.year}",
    "ordinal": lambda d: f"{d:%B} {_ordinal(d.day)}, {d.year}",
    "day_month": lambda d: f"{d.day} {d:%B} {d.year}",
    "day_short": lambda d: f"{d.day:02d} {d:%b} {d.year}",
    "of": lambda d: f"the {_ordinal(d.day)} of {d:%B} {d.year}",
    "weekday": lambda d: f"{d:%A}, {d:%B} {d.day}, {d.year}",
    "iso": lambda d: d.isoformat(),
    "hyphens": lambda d: f"{d.day:02d}-{d:%b}-{d.year}",
    "dots": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "slashes": lambda d: f"{d.month:02d}/{d.day:02d}/{d.year}",
}


def _days() -> Iterator[dt.date]:
    return (FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 1))


@pytest.mark.parametrize("form", DAYS)
def test_every_day(form: str) -> None:
    write = DAYS[form]
    days = list(_days())
    for year, of_year in _by_year(days).items():
        words = [write(day) for day in of_year]
        text = SEPARATOR.join(words)
        found = find_dates(text, reference=dt.date(2020, 6, 1), country="US").mentions
        expected = [(word, day, day) for word, day in zip(words, of_year, strict=True)]
        assert [(m.span.of(text), m.start, m.end) for m in found] == expected, year


def _by_year(days: list[dt.date]) -> dict[int, list[dt.date]]:
    years: dict[int, list[dt.date]] = {}
    for day in days:
        years.setdefault(day.year, []).append(day)
    return years


ORDINALS = ["first", "second", "third", "fourth"]
PARTS = [
    "Q{n} {y}", "Q{n} of {y}", "Q{n}/{y}", "Q{n}-{y}", "Q{n}'{yy}", "Q{n}’{yy}", "{n}Q{yy}",
    "{n}Q {y}", "{n}Q{y}", "{n}Q'{yy}", "{y} Q{n}", "{y}-Q{n}", "q{n} {y}",
    "the {o} quarter of {y}", "the {o} quarter {y}", "{o} quarter {y}", "{o}-quarter {y}",
    "{o} quarter of {y}", "{O} Quarter, {y}", "{nth} quarter {y}", "{nth} Quarter of {y}",
    "{y} {o} quarter", "{y} {nth} Quarter", "{y} {o}-quarter", "the {o} quarter of calendar {y}",
]  # fmt: skip
HALVES = [
    form.replace("Q{n}", "H{n}").replace("q{n}", "h{n}").replace("{n}Q", "{n}H")
    .replace("quarter", "half").replace("Quarter", "Half")
    for form in PARTS
]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "parts", "bounds"),
    [(form, 4, almanac.quarter_bounds) for form in PARTS]
    + [(form, 2, almanac.half_bounds) for form in HALVES],
)
def test_every_quarter_and_half(
    form: str, parts: int, bounds: Callable[[int, int], almanac.Bounds]
) -> None:
    write = functools.partial(_write, form)
    for year in range(2000, 2041):
        words = [write(number, year) for number in range(1, parts + 1)]
        text = SEPARATOR.join(words)
        found = find_dates(text, reference=None).mentions
        expected = [(word, *bounds(year, n)) for n, word in enumerate(words, 1)]
        assert [(m.span.of(text), m.start, m.end) for m in found] == expected


def _write(form: str, number: int, year: int) -> str:
    ordinal = ORDINALS[number - 1]
    return form.format(
        n=number, y=year, yy=f"{year % 100:02d}", o=ordinal, O=ordinal.capitalize(),
        nth=_ordinal(number),
    )  # fmt: skip
