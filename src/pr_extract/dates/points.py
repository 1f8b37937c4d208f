"""Points of the calendar to dates: days, weeks, months, quarters, years, spans with an end."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from pr_extract.dates import almanac
from pr_extract.dates.clock import stamp
from pr_extract.dates.memory import Memory
from pr_extract.dates.nodes import Node
from pr_extract.dates.values import Value, month_count, months_of, same_day, season_bounds
from pr_extract.records import DateType

_HABIT = re.compile(
    r"\b(?:typically|usually|normally|traditionally|generally|always|each|every)\b[^.]{0,40}$"
)


# How a point of the calendar is read, by its unit.
_READERS = {
    "day": "_day", "week": "_week", "month": "_month", "year": "_year", "quarter": "_part",
    "half": "_part", "months": "_part", "decade": "_decade", "century": "_decade",
    "years": "_years", "season": "_season", "trial": "_trial", "weeks": "_trial",
    "ytd": "_year_to_date",
}  # fmt: skip


class Points(Memory):
    """Places what stands in the calendar; a missing year is the nearest or the one named."""

    def _resolve(self, node: Node) -> Value | None:
        """The value of any node; `Resolver` has it."""
        raise NotImplementedError

    def _year_of(self, node: Node) -> tuple[int | None, bool, bool]:
        """The year that the node's own words give it, whether fiscal, whether relative."""
        if node.year is not None:
            return node.year, node.fiscal, False
        if node.of is not None:
            value = self._resolve(node.of)
            if value is None:
                return None, node.fiscal, True
            return value.year, node.fiscal or value.fiscal, node.of.kind == "shift"
        return None, node.fiscal, True

    # --- points of the calendar ---------------------------------------------------------------

    def _point(self, node: Node) -> Value | None:
        read: Callable[[Node], Value | None] = getattr(self, _READERS[node.unit])
        return read(node)

    def _trial(self, node: Node) -> Value | None:
        return Value("date", node.timex or "", None, None, "trial") if node.timex else None

    def _week(self, node: Node) -> Value | None:
        """The week of a day, or the nth of a month or year: the one with its nth Thursday."""
        if node.of is None:
            return self._numbered_week(node)
        value = self._resolve(node.of)
        if value is None or value.start is None or value.end is None:
            return value and replace(value, unit="week")
        if node.number is None and node.edge == "end":
            start, end = value.end - dt.timedelta(days=6), value.end
        elif node.number is None and node.edge == "start":
            start, end = value.start, value.start + dt.timedelta(days=6)
        elif node.number is None:
            start, end = almanac.week_bounds(value.start)
        elif node.number < 0:
            last = value.end - dt.timedelta(days=(value.end.weekday() - 3) % 7)
            start, end = almanac.week_bounds(last)
        else:
            first = value.start + dt.timedelta(days=(3 - value.start.weekday()) % 7)
            start, end = almanac.week_bounds(first + dt.timedelta(weeks=node.number - 1))
        timex = almanac.iso_week(start)
        return Value("date", timex, start, end, "week", start.year, relative=value.relative)

    def _numbered_week(self, node: Node) -> Value | None:
        number, year = node.number or 1, node.year

        def bounds(year: int) -> tuple[dt.date, dt.date]:
            return almanac.week_bounds(dt.date.fromisocalendar(year, number, 1))

        year = self._nearest_year(node, bounds) if year is None else year
        if year is None:
            return Value("date", f"XXXX-W{number:02d}", None, None, "week", relative=True)
        start, end = bounds(year)
        relative = node.year is None
        return Value("date", f"{year}-W{number:02d}", start, end, "week", year, relative=relative)

    def _day(self, node: Node) -> Value | None:
        year, _, relative = self._year_of(node)
        if node.holiday is not None:
            if year is None:
                year = self._nearest_year(
                    node, lambda y: same_day(almanac.holiday(node.holiday or "", y))
                )
            day = None if year is None else almanac.holiday(node.holiday, year)
            timex = f"XXXX-{node.holiday}" if day is None else ""
        else:
            if year is None:
                year = self._year_of_day(node)
            month, number = node.number or 1, node.day or 1
            day = None if year is None else almanac.make_date(year, month, number)
            timex = f"XXXX-{month:02d}-{number:02d}"
            if year is not None and day is None:
                return None
        if day is None:
            return Value("date", timex.split(" ")[0], None, None, "day", relative=True)
        if node.second_day is not None:
            end = almanac.make_date(day.year, day.month, node.second_day)
            if end is None:
                return None
            timex = f"{day.isoformat()}/{end.isoformat()}"
            return Value("period", timex, day, end, "days", day.year, relative=relative)
        timex = stamp(day, node.clock) if node.clock else day.isoformat()
        return Value("date", timex, day, day, "day", day.year, day.month, relative=relative)

    def _year_of_day(self, node: Node) -> int | None:
        month, number = node.number or 1, node.day or 1
        home = self._home()
        if home is not None and node.weekday is not None and node.second_day is None:
            for year in (home.year, home.year - 1, home.year + 1):
                day = almanac.make_date(year, month, number)
                if day is not None and day.weekday() == node.weekday:
                    return year
        return self._nearest_year(node, lambda y: same_day(almanac.make_date(y, month, number)))

    def _month(self, node: Node) -> Value | None:
        number = node.number or 1
        year, _, relative = self._year_of(node)
        if year is None and node.anchor == "reference":
            if self.reference is None:
                return Value("date", f"XXXX-{number:02d}", None, None, "month", relative=True)
            year = self.reference.year
            if node.rule == "date.month_last" and node.shift < 0:
                year -= 1  # `against 5% last January`, said in February: a year before
            elif node.shift < 0 and number >= self.reference.month:
                year -= 1
            elif node.shift > 0 and number <= self.reference.month:
                year += 1
        if year is None and not _HABIT.search(self.text[max(0, node.start - 60) : node.start]):
            year = self._nearest_year(node, lambda y: almanac.month_bounds(y, number))
        if year is None:
            return Value("date", f"XXXX-{number:02d}", None, None, "month", relative=True)
        start, end = almanac.month_bounds(year, number)
        return Value(
            "date", f"{year}-{number:02d}", start, end, "month", year, number, relative=relative
        )

    def _year(self, node: Node) -> Value | None:
        year, fiscal, relative = self._year_of(node)
        kind = node.type or "date"
        fiscal = fiscal or (kind == "period" and node.timex is None and not self._plain(node))
        if year is None:
            anchor = self._anchor("year")
            if fiscal and not self.calendar.is_calendar:
                year = self._fiscal_year_now()
            elif anchor is not None and self.reference is None:
                year = anchor.year
            elif self.reference is not None:
                year = self.reference.year
                # Early in a year, the full year that results are about is the one before.
                if anchor is not None and anchor.year == year - 1 and self.reference.month <= 4:
                    year = anchor.year
            if year is None:
                return Value(kind, "XXXX", None, None, "year", relative=True, fiscal=fiscal)
        if fiscal:
            return self._fiscal("FY", year, (1, 12), "year", kind, None, relative)
        if node.timex is not None:
            called = node.rule == "period.fiscal_year"  # the 2024/25 financial year
            split = self._split_year(year, called=called)
            return split or Value(kind, node.timex, None, None, "year", year)
        start, end = almanac.year_bounds(year)
        return Value(kind, f"{year:04d}", start, end, "year", year, relative=relative)

    def _split_year(self, year: int, *, called: bool) -> Value | None:
        """`1986/87` as a fiscal year: of the days the release states, or named without days."""
        bounds = self.calendar.bounds("FY", year, (1, 12))
        if bounds is None or bounds[0] is None:
            if not (called or self.calendar.marked or self.calendar.split):
                return None
            return Value("period", f"FY{year}", None, None, "year", year, fiscal=True)
        if bounds[0].year == bounds[1].year:
            return None
        timex = f"{bounds[0]}/{bounds[1]}"
        return Value("period", timex, bounds[0], bounds[1], "year", year, fiscal=True)

    def _plain(self, node: Node) -> bool:
        """Whether a full year is the calendar's: said so, or nothing in the release is fiscal."""
        return self.calendar.is_calendar or node.rule != "period.full_year"

    def _decade(self, node: Node) -> Value | None:
        year = node.year or 0
        length = 10 if node.unit == "decade" else 100
        timex = str(year // 10) if length == 10 else f"{year // 100:02d}"
        end = dt.date(year + length - 1, 12, 31)
        return Value("period", timex, dt.date(max(year, 1), 1, 1), end, node.unit)

    def _years(self, node: Node) -> Value | None:
        assert node.year is not None and node.until is not None and node.until.year is not None
        if node.until.year == node.year + 1 and "-20" not in self.text[node.start : node.end]:
            split = self._split_year(node.until.year, called=False)  # 2026-27
            if split is not None:
                return split
        start, end = dt.date(node.year, 1, 1), dt.date(node.until.year, 12, 31)
        return Value("period", f"{node.year}/{node.until.year}", start, end, "years")

    def _season(self, node: Node) -> Value | None:
        year = node.year
        if year is None:
            if self.reference is None:
                return Value("period", f"XXXX-{node.timex}", None, None, "season", relative=True)
            year = self.reference.year + node.shift
            if node.anchor == "named":
                year = (
                    self._nearest_year(node, lambda y: season_bounds(node.timex or "", y)) or year
                )
        start, end = season_bounds(node.timex or "", year)
        value = Value(
            "period", f"{year}-{node.timex}", start, end, "season", year, relative=not node.year
        )
        # South of the equator the same word names other months.
        return replace(value, start=None, end=None) if self.southern else value

    def _year_to_date(self, node: Node) -> Value | None:
        anchor = self._latest(
            lambda v: v.unit in {"quarter", "half", "months", "month"} and v.end is not None
            and (node.year is None or v.year == node.year)
        )  # fmt: skip
        end = anchor.end if anchor is not None else None
        if end is None:
            if self.reference is None or node.year not in {None, self.reference.year}:
                return Value("period", "XXXX", None, None, "months", relative=True)
            end = self.reference
        start = dt.date(end.year, 1, 1)
        if anchor is not None and anchor.fiscal:
            first = self.calendar.bounds("FY", anchor.year or end.year, (1, 12))
            if first is None or first[0] is None:
                return Value("period", f"/{end}", None, end, "months", relative=True)
            start = first[0]
        return Value("period", f"{start}/{end}", start, end, "months", end.year, relative=True)

    # --- parts of a year ----------------------------------------------------------------------

    def _part(self, node: Node) -> Value | None:
        number, unit = node.number or 1, node.unit
        months = months_of(unit, number)
        part = {"quarter": "Q", "half": "H"}.get(unit, "") + str(number)
        part = f"{number}M" if unit == "months" else part
        year, fiscal, relative = self._year_of(node)
        if fiscal or not self.calendar.is_calendar:
            if year is None:
                year = self._stated_year(part) or self._fiscal_year_now()
            if year is None:
                known = self.calendar.stated.get((part, None))
                start, end = known or (None, None)
                return Value(
                    "period", f"XXXX-{part}", start, end, unit, None, number, True, relative=True
                )
            return self._fiscal(part, year, months, unit, "period", number, relative)
        if year is None:
            year = self._nearest_year(
                node, lambda y: (dt.date(y, months[0], 1), almanac.month_end(y, months[1]))
            )
        if year is None:
            return Value("period", f"XXXX-{part}", None, None, unit, None, number, relative=True)
        start, end = dt.date(year, months[0], 1), almanac.month_end(year, months[1])
        timex = f"{start}/{end}" if unit == "months" else f"{year}-{part}"
        return Value("period", timex, start, end, unit, year, number, relative=relative)

    def _fiscal(
        self, part: str, year: int, months: tuple[int, int], unit: str, kind: DateType,
        number: int | None, relative: bool,
    ) -> Value:  # fmt: skip
        bounds = self.calendar.bounds(part, year, months) or (None, None)
        timex = f"FY{year}" if part == "FY" else f"FY{year}-{part}"
        return Value(kind, timex, bounds[0], bounds[1], unit, year, number, True, relative=relative)

    def _ended(self, node: Node) -> Value | None:
        assert node.ended is not None
        last = self._resolve(node.ended)
        if last is None or last.end is None:
            return last and replace(last, type="period", unit="months")
        end = last.end
        year, fiscal, _ = self._year_of(replace(node, ended=None))
        start = self.start_of(node, end)
        number = node.number if node.unit in {"quarter", "half"} else None
        count = month_count(node)
        unit = {3: "quarter", 6: "half", 12: "year"}.get(count or 0, "months")
        value = Value(
            "period", f"{start}/{end}" if start else f"/{end}", start, end, unit, end.year, number,
            relative=last.relative,
        )  # fmt: skip
        if start is not None and count and start.day == 1:
            if count == 3 and end.month % 3 == 0:
                value = replace(value, timex=f"{end.year}-Q{end.month // 3}", number=end.month // 3)
            elif count == 6 and end.month % 6 == 0:
                value = replace(value, timex=f"{end.year}-H{end.month // 6}", number=end.month // 6)
            elif count == 12 and end.month == 12:
                value = replace(value, timex=f"{end.year}")
        part = f"{'QH'[node.unit == 'half']}{number}" if number else "FY"
        if year is None:
            year = self.calendar.label(part, end)
        if (fiscal or not self.calendar.is_calendar) and year is not None and node.unit != "months":
            timex = f"FY{year}" if part == "FY" else f"FY{year}-{part}"
            value = replace(value, timex=timex, fiscal=True, year=year, number=number)
        return value

    def start_of(self, node: Node, end: dt.date) -> dt.date | None:
        """The first day of a span that ends on a day, where its length or the release tells."""
        if node.unit == "ytd":
            return dt.date(end.year, 1, 1) if self.calendar.is_calendar else None
        if node.unit == "weeks":
            return end - dt.timedelta(days=node.count - 1)
        count = month_count(node)
        if almanac.is_month_end(end) and count:
            return almanac.months_ending(end, count)
        return self.calendar.spans.get(end) if count in {3, 12} else None
