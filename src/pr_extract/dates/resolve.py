"""Nodes to dates: anchored at the reference date, or at a period the release has named."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pr_extract.dates import almanac
from pr_extract.dates.clock import stamp
from pr_extract.dates.nodes import Node
from pr_extract.dates.points import Points
from pr_extract.dates.shapes import duration
from pr_extract.dates.told import TOLD_DAYS, told_day
from pr_extract.dates.values import Value, moved, step, unit_value
from pr_extract.records import DateType

_UNPLACED = 300  # characters


class Resolver(Points):
    """Resolves the nodes of one text in order, remembering what has been named."""

    # --- nodes --------------------------------------------------------------------------------

    def resolve(self, node: Node) -> Value | None:
        """The value of a node, or None when it turns out to say nothing."""
        try:
            value = self._resolve(node)
        except (ValueError, OverflowError):  # beyond the calendar's years
            return None
        if value is None:
            return None
        if value.start is not None and value.end is not None and value.start > value.end:
            return None
        return value

    def _resolve(self, node: Node) -> Value | None:
        if node.kind == "duration" or node.kind == "set":
            return Value(
                "duration" if node.kind == "duration" else "set", node.timex or "", None, None, ""
            )
        if node.kind == "range":
            return self._range(node)
        if node.ended is not None:
            return self._ended(node)
        if node.kind == "point":
            value = self._point(node)
        elif node.kind == "shift":
            value = self._shift(node)
        else:
            value = self._window(node) if node.kind == "window" else self._same(node)
        return (
            value
            if node.edge is None or value is None or node.rule == "date.week_of"
            else self._edge(node, value)
        )

    def _edge(self, node: Node, value: Value) -> Value | None:
        if node.edge in {"rest", "begun"}:
            return self._part_of(node, value)
        day = value.end if node.edge == "end" else value.start
        timex = value.timex if day is None else day.isoformat()
        return replace(value, type="date", timex=timex, start=day, end=day, unit="day")

    def _part_of(self, node: Node, value: Value) -> Value:
        """What is left of a time at the reference date (`the rest of 2024`), or has passed."""
        home, start, end = self.reference, value.start, value.end
        value = replace(value, type="period", unit="range", relative=True)
        if home is None or start is None or end is None or not start <= home <= end:
            return value
        start, end = (home, end) if node.edge == "rest" else (start, home)
        return replace(value, timex=f"{start}/{end}", start=start, end=end)

    # --- relative to an anchor ----------------------------------------------------------------

    def _shift(self, node: Node) -> Value | None:
        unit, relative = node.unit, True
        if node.rule in TOLD_DAYS:
            return told_day(node, self.reference, ahead=self._is_ahead(node))
        if unit == "day" and node.weekday is not None:
            return self._weekday(node)
        if unit == "period":
            return self._same(replace(node, kind="same"))
        aside = self._same_period_before(node)
        if aside is not None:
            return aside
        if node.anchor == "named":
            return self._shift_named(node)
        home = self.reference
        if home is None:
            timex = (
                "PRESENT_REF" if not node.shift else "PAST_REF" if node.shift < 0 else "FUTURE_REF"
            )
            kind: DateType = "period" if unit in {"quarter", "half"} else "date"
            return Value(kind, timex, None, None, unit, relative=True)
        if node.rule == "date.shift" and node.shift and self._is_lasting(node):
            return self._window(replace(node, kind="window", count=1))
        if node.fiscal and unit == "year":
            year = self._fiscal_year_at(home) if node.shift > 0 else None
            year = self._fiscal_year_now() if year is None else year
            if year is None:
                return Value("period", "FXXXX", None, None, unit, relative=True, fiscal=True)
            return self._fiscal("FY", year + node.shift, (1, 12), unit, "period", None, relative)
        return unit_value(unit, home, node.shift, node.clock)

    def _weekday(self, node: Node) -> Value | None:
        home = self.reference
        assert node.weekday is not None
        if home is None:
            return Value("date", f"XXXX-WXX-{node.weekday + 1}", None, None, "day", relative=True)
        monday = home - dt.timedelta(days=home.weekday())
        day = monday + dt.timedelta(days=node.weekday + 7 * node.shift)
        if node.timex is None:
            ahead = self._is_ahead(node)
            offset = (home.weekday() - node.weekday) % 7
            day = home - dt.timedelta(days=offset)
            if ahead and offset:
                day += dt.timedelta(days=7)
        timex = stamp(day, node.clock) if node.clock else day.isoformat()
        return Value("date", timex, day, day, "day", day.year, day.month, relative=True)

    def _shift_named(self, node: Node) -> Value | None:
        unit = node.unit
        if node.fiscal and unit == "year" and self.reference is not None:
            return self._shift(replace(node, anchor="reference"))
        if node.timex in {"earlier", "later"} and unit == "year":
            anchor = self._latest(lambda v: v.unit != "window" and v.end is not None)
        else:
            anchor = self._anchor(unit)
        if unit == "year" and node.timex in {"the", "that", None}:
            return self._named_year(node, anchor)
        if anchor is None or (anchor.end is None and not anchor.fiscal):
            return self._from_reference(node)
        closing = anchor.end if anchor.unit == "day" and unit == "month" else None
        if closing is not None and almanac.is_month_end(closing):
            # `at 30 June … six months earlier`: from one balance sheet to another
            day = almanac.add_months(closing, node.shift)
            value = unit_value("day", day, 0, None)
        else:
            value = moved(anchor, node.shift, self.calendar, unit)
        return value and replace(value, comparison=node.shift < 0)

    def _named_year(self, node: Node, anchor: Value | None) -> Value | None:
        """`the year`, `that year`, `the previous year`: from the year last spoken of."""
        if node.timex == "the" and self.reference is not None:
            recent = (
                anchor is not None
                and anchor.year is not None
                and (anchor.year == self.reference.year - 1 and self.reference.month <= 4)
            )
            year = anchor.year if recent and anchor else self.reference.year
        else:
            year = None if anchor is None else anchor.year
        if anchor is not None and anchor.fiscal and anchor.year is not None:
            year = anchor.year + node.shift
            return self._fiscal("FY", year, (1, 12), "year", "period", None, True)
        if year is None:
            return self._from_reference(node)
        start, end = almanac.year_bounds(year + node.shift)
        return Value(
            "date", f"{year + node.shift}", start, end, "year", year + node.shift, relative=True,
            comparison=node.shift < 0,
        )  # fmt: skip

    def _from_reference(self, node: Node) -> Value | None:
        """An anaphor with nothing named before it: the reference date's own unit."""
        if self.reference is None and node.timex == "earlier":
            # `from 5.5% a month earlier` in a text without a day of its own
            return Value("date", "PAST_REF", None, None, node.unit, relative=True, comparison=True)
        if self.reference is None and node.unit == "weekend":
            return Value("date", "XXXX-WXX-WE", None, None, node.unit, relative=True)
        if self.reference is None and node.edge == "end" and node.unit in {"decade", "week"}:
            return Value("date", "PRESENT_REF", None, None, node.unit, relative=True)
        if self.reference is None or node.unit == "period":
            return None
        told = node.rule == "date.next_day" or node.timex in {"earlier", "later"}
        if node.unit == "day" and not told:
            return None
        # `the quarter` of a release about results is the one that has ended
        past = node.timex == "latest" or (node.unit == "quarter" and node.timex == "the")
        if node.unit == "weekend" and self.reference.weekday() < 5 and not self._is_ahead(node):
            past = self.text[max(0, node.start - 7) : node.start].lower().endswith("over ")
        shift = node.shift - past
        return unit_value(node.unit, self.reference, shift, None)

    def _window(self, node: Node) -> Value | None:
        if node.of is not None:
            return self._last_months(node, node.of)
        timex = duration(node.unit, node.count)
        home = self.reference
        if home is None:
            return Value("period", timex, None, None, "window", relative=True)
        other = step(home, node.unit, node.count * node.shift)
        start, end = sorted((home, other))
        return Value("period", timex, start, end, "window", relative=True)

    def _last_months(self, node: Node, of: Node) -> Value | None:
        """`the last three months of 2023`."""
        year = self._resolve(of)
        if year is None or year.start is None or year.end is None:
            return year and replace(year, type="period", unit="months")
        start = almanac.months_ending(year.end, node.count * (3 if node.unit == "quarter" else 1))
        timex, relative = f"{start}/{year.end}", of.kind == "shift"
        return Value("period", timex, start, year.end, "range", year.year, relative=relative)

    def _same(self, node: Node) -> Value | None:
        if node.rule == "period.second_year":
            anchor = self.named[-1][1] if self.named else None
        elif node.number is not None and node.unit in {"quarter", "half"}:
            part = self._part(replace(node, kind="point", year=None, of=None))
            anchor = part
        else:
            anchor = self._anchor("period" if node.unit == "period" else node.unit)
            anchor = anchor or self._anchor("period")
        year = node.year or (node.of and node.of.year)
        if year and node.unit == "period" and self._is_unplaced(node):
            return self._placed(year)
        if anchor is None:
            return self._same_as_nothing(node)
        if node.year is not None:
            shift = node.year - (anchor.year or node.year)
        elif node.of is not None and node.of.year is not None:
            shift = node.of.year - (anchor.year or node.of.year)
        elif node.of is not None:
            shift = node.of.shift
        else:
            shift = node.shift
        value = moved(anchor, shift, self.calendar)
        if value is None:
            return None
        kind: DateType = "date" if node.unit in {"day", "month"} else "period"
        if kind == "period" and value.unit == "day":
            kind = "date"
        return replace(value, type=kind, relative=True, comparison=shift < 0)

    def _is_unplaced(self, node: Node) -> bool:
        """Whether the range last named, without a year, is near enough to be meant again."""
        last = self.unplaced
        return last is not None and 0 < node.start - last.end < _UNPLACED

    def _placed(self, year: int) -> Value | None:
        """`between January and June, against 800 in the same period of 2023`: the months in it."""
        last = self.unplaced
        assert last is not None
        assert last.until is not None
        value = self._range(replace(last, until=replace(last.until, year=year)))
        return value and replace(value, relative=True, comparison=True)

    @staticmethod
    def _same_as_nothing(node: Node) -> Value | None:
        """`the same period last year` where none is named: the words stand, without their dates."""
        if node.unit not in {"period", "quarter", "half", "month"} or node.rule == "period.pcp":
            return None
        if node.of is None and not node.shift:
            return None
        comparison = node.shift < 0 or (node.of is not None and node.of.shift < 0)
        return Value(
            "period", "PAST_REF", None, None, node.unit, relative=True, comparison=comparison
        )

    def _undated_range(self, first: Node, last: Value) -> Value | None:
        """`between June and August` in a text without a date of its own."""
        value = self._resolve(first)
        if value is None or value.end is not None or value.unit not in {"month", "day"}:
            return None
        timex = f"{value.timex}/{last.timex}"
        return Value("period", timex, None, None, "range", relative=True)

    # --- ranges -------------------------------------------------------------------------------

    def _range(self, node: Node) -> Value | None:
        first, second = node.of, node.until
        assert first is not None and second is not None
        last = self._resolve(second)
        if last is None:
            return None
        if last.end is None:
            self.unplaced = node
            return self._undated_range(first, last)
        lends = first.kind == "point" and first.year is None and first.anchor != "reference"
        if lends and first.unit != "year" and not first.of:
            lent = self._resolve(replace(first, year=last.year))
            if (
                lent is not None
                and lent.start is not None
                and last.start is not None
                and (lent.start > last.start and last.year is not None)
            ):
                lent = self._resolve(replace(first, year=last.year - 1))
        else:
            lent = self._resolve(first)
        if lent is None or lent.start is None or lent.start > last.end:
            return None
        if lent.fiscal != last.fiscal or lent.start == last.start:
            return None
        relative = lent.relative or last.relative
        timex = f"{lent.timex}/{last.timex}"
        return Value("period", timex, lent.start, last.end, "range", last.year, relative=relative)
