"""Nodes to dates: anchored at the reference date, or at a period the release has named."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from pr_extract.dates import almanac
from pr_extract.dates.clock import stamp
from pr_extract.dates.fiscal import FiscalCalendar, Open
from pr_extract.dates.forms import duration
from pr_extract.dates.nodes import Node
from pr_extract.records import DateType

_COMPARED = re.compile(
    r"(?i)(?:(?:compar\w+|versus|\bvs\.?|against|\bthan)\s(?:(?!\.\s|;|\band\b)[^\n]){0,50}"
    r"|[%\d]\s(?:on|over|from)\s|\bsince\s)$"
)
_AHEAD = re.compile(r"\b(?:will|to be|expect\w*|plan\w*|upcoming|scheduled|set to)\b[^.\n]{0,80}$")
_TENSE = re.compile(
    r"\b(?:(?P<ahead>will|shall|expect\w*|anticipat\w+|plan(?:s|ned)?|schedul\w+|slated|aims?|intends?"
    r"|upcoming|forthcoming|next|to be|set to|guidance|outlook|forecast\w*|target\w*|deadline|begins"
    r"|starts|takes place|can)|(?P<past>was|were|had|been|last|[a-z]{2,}ed|began|saw|rose|grew|fell|won"
    r"|took|made|sold|held|came|became|went|led|met))\b"
)
_GUIDANCE = re.compile(r"(?i)\s(?:[\w-]+\s){0,2}(?:guidance|outlook|forecast|targets?)\b")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)%][.!?])\s+(?=[A-Z“\"])|\n\s*\n|\n\s*[*•-]|;\s")


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


# How many named times an anaphor looks back over: enough for a release, and linear for any text.
_MEMORY = 64

# How a point of the calendar is read, by its unit.
_READERS = {
    "day": "_day", "week": "_week", "month": "_month", "year": "_year", "quarter": "_part",
    "half": "_part", "months": "_part", "decade": "_decade", "century": "_decade",
    "years": "_years", "season": "_season", "trial": "_trial", "weeks": "_trial",
    "ytd": "_year_to_date",
}  # fmt: skip


class Resolver:
    """Resolves the nodes of one text in order, remembering what has been named."""

    def __init__(self, text: str, reference: dt.date | None, calendar: FiscalCalendar) -> None:
        self.text = text
        self.reference = reference
        self.calendar = calendar
        self.named: list[tuple[int, Value]] = []  # with the place it was named at
        self.stated: list[Value] = []  # explicit ones of the whole text, for what comes before

    # --- anchors ------------------------------------------------------------------------------

    def note(self, node: Node, value: Value) -> None:
        """Remember a value that later anaphora may mean; those named to compare with are not."""
        nowhere = value.end is None and not value.fiscal
        if not nowhere and value.type not in {"set", "duration"} and not value.comparison:
            self.named.append((node.start, value))

    def _compared(self, start: int) -> bool:
        """Whether what stands here is named only to compare with: `(2023: 5)`, `versus 2023`."""
        before = self.text[max(0, start - 60) : start]
        return before.rfind("(") > before.rfind(")") or _COMPARED.search(before) is not None

    def _latest(self, fits: Callable[[Value], bool]) -> Value | None:
        """The last value named that fits, else the first that the text names at all."""
        for start, value in self.named[: -_MEMORY - 1 : -1]:
            if fits(value) and self._past(value) and not self._compared(start):
                return value
        for value in self.stated[:_MEMORY]:
            if fits(value) and self._past(value):
                return value
        return None

    def _past(self, value: Value) -> bool:
        return self.reference is None or value.start is None or value.start <= self.reference

    def _anchor(self, unit: str) -> Value | None:
        if unit == "period":
            return self._latest(
                lambda v: v.unit in {"quarter", "half", "months", "year", "days", "range"}
            ) or self._latest(lambda v: v.unit == "month")
        if unit == "year":
            return self._latest(lambda v: v.year is not None or v.end is not None)
        if unit == "month":
            return self._latest(lambda v: v.unit in {"month", "day"})
        if unit == "day":
            return self._latest(lambda v: v.unit == "day")
        return self._latest(lambda v: v.unit == unit)

    def _home(self) -> dt.date | None:
        """The date that a missing year is completed from."""
        if self.reference is not None:
            return self.reference
        exact = {"day", "month", "quarter", "half", "months", "days"}
        value = self._latest(lambda v: v.end is not None and v.unit in exact)
        return None if value is None else value.end

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
            if node.edge is None or value is None or node.unit == "week"
            else self._edge(node, value)
        )

    def _edge(self, node: Node, value: Value) -> Value | None:
        day = value.end if node.edge == "end" else value.start
        timex = value.timex if day is None else day.isoformat()
        return replace(value, type="date", timex=timex, start=day, end=day, unit="day")

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
        """The week of a day, or the nth that begins in a month or year (its first Monday's)."""
        assert node.of is not None
        value = self._resolve(node.of)
        if value is None or value.start is None or value.end is None:
            return value and replace(value, unit="week")
        if node.number is None and node.edge == "end":
            start, end = value.end - dt.timedelta(days=6), value.end
        elif node.number is None:
            start, end = almanac.week_bounds(value.start)
        elif node.number < 0:
            start, end = almanac.week_bounds(value.end)
        else:
            first = value.start + dt.timedelta(days=-value.start.weekday() % 7)
            start, end = almanac.week_bounds(first + dt.timedelta(weeks=node.number - 1))
        timex = almanac.iso_week(start)
        return Value("date", timex, start, end, "week", start.year, relative=value.relative)

    def _day(self, node: Node) -> Value | None:
        year, _, relative = self._year_of(node)
        if node.holiday is not None:
            if year is None:
                year = self._nearest_year(
                    node, lambda y: _pair(almanac.holiday(node.holiday or "", y))
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
        return self._nearest_year(node, lambda y: _pair(almanac.make_date(y, month, number)))

    def _tense(self, node: Node) -> int:
        """1 where the clause speaks of what is to come, -1 of what is past, 0 of neither."""
        before = _SENTENCE_END.split(self.text[max(0, node.start - 160) : node.start])[-1]
        after = _SENTENCE_END.split(self.text[node.end : node.end + 100])[0]
        if _GUIDANCE.match(after):
            return 1
        cues = [*_TENSE.finditer(before)][-1:]
        if not cues and node.unit in {"month", "day"}:
            cues = [*_TENSE.finditer(after)][:1]
        return 0 if not cues else 1 if cues[0].lastgroup == "ahead" else -1

    def _nearest_year(
        self, node: Node, bounds: Callable[[int], tuple[dt.date, dt.date] | None]
    ) -> int | None:
        """The year in which a recurring stretch lies nearest to home, by the clause's tense."""
        home = self._home()
        if home is None:
            return None
        if self.reference is None:
            return home.year if bounds(home.year) is not None else None
        tense = self._tense(node)
        best: tuple[int, int] | None = None
        for year in (home.year, home.year - 1, home.year + 1):
            span = bounds(year)
            if span is None:
                continue
            distance = max((span[0] - home).days, (home - span[1]).days, 0)
            exact = node.unit in {"month", "day"}
            if span[0] > home and tense <= 0:
                # Releases look back unless they say otherwise; results hardly ever look far ahead.
                distance += 400 if tense < 0 else 90 if not exact else 45
            if span[1] < home and tense > 0:
                distance += 250 if exact else 150
            if best is None or distance < best[0]:
                best = distance, year
        return None if best is None else best[1]

    def _month(self, node: Node) -> Value | None:
        number = node.number or 1
        year, _, relative = self._year_of(node)
        if year is None and node.anchor == "reference":
            if self.reference is None:
                return Value("date", f"XXXX-{number:02d}", None, None, "month", relative=True)
            year = self.reference.year
            if node.shift < 0 and number >= self.reference.month:
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
            return Value(kind, node.timex, None, None, "year", year)
        start, end = almanac.year_bounds(year)
        return Value(kind, f"{year:04d}", start, end, "year", year, relative=relative)

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
        start, end = dt.date(node.year, 1, 1), dt.date(node.until.year, 12, 31)
        return Value("period", f"{node.year}/{node.until.year}", start, end, "years")

    def _season(self, node: Node) -> Value | None:
        year = node.year
        if year is None:
            if self.reference is None:
                return Value("date", f"XXXX-{node.timex}", None, None, "season", relative=True)
            year = self.reference.year + node.shift
        return Value("date", f"{year}-{node.timex}", None, None, "season", relative=not node.year)

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
        months = _months_of(unit, number)
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

    def _stated_year(self, part: str) -> int | None:
        years = [year for name, year in self.calendar.stated if name == part and year is not None]
        return max(years) if years else None

    def _fiscal_year_now(self) -> int | None:
        value = next((v for _, v in self.named[: -_MEMORY - 1 : -1] if v.fiscal and v.year), None)
        value = value or next((v for v in self.stated[:_MEMORY] if v.fiscal and v.year), None)
        return None if value is None else value.year

    def _ended(self, node: Node) -> Value | None:
        assert node.ended is not None
        last = self._resolve(node.ended)
        if last is None or last.end is None:
            return last and replace(last, type="period", unit="months")
        end = last.end
        year, fiscal, _ = self._year_of(replace(node, ended=None))
        start = self._start_of(node, end)
        number = node.number if node.unit in {"quarter", "half"} else None
        count = _month_count(node)
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

    def _start_of(self, node: Node, end: dt.date) -> dt.date | None:
        if node.unit == "weeks":
            return end - dt.timedelta(days=node.count - 1)
        count = _month_count(node)
        if almanac.is_month_end(end) and count:
            return almanac.months_ending(end, count)
        return self.calendar.spans.get(end) if count in {3, 12} else None

    # --- relative to an anchor ----------------------------------------------------------------

    def _shift(self, node: Node) -> Value | None:
        unit, relative = node.unit, True
        if unit == "day" and node.weekday is not None:
            return self._weekday(node)
        if unit == "period":
            return self._same(replace(node, kind="same"))
        if node.anchor == "named":
            return self._shift_named(node)
        home = self.reference
        if home is None:
            timex = (
                "PRESENT_REF" if not node.shift else "PAST_REF" if node.shift < 0 else "FUTURE_REF"
            )
            kind: DateType = "period" if unit in {"quarter", "half"} else "date"
            return Value(kind, timex, None, None, unit, relative=True)
        if node.timex == "ago":
            anchor = self._near_period(node)
            if anchor is not None:
                return _moved(anchor, node.shift, self.calendar)
        if node.fiscal and unit == "year":
            year = self._fiscal_year_now()
            if year is None:
                return Value("period", "FXXXX", None, None, unit, relative=True, fiscal=True)
            return self._fiscal("FY", year + node.shift, (1, 12), unit, "period", None, relative)
        return _unit_value(unit, home, node.shift, node.clock)

    def _near_period(self, node: Node) -> Value | None:
        """The quarter, half or span that `a year ago` in a comparison steps back from."""
        before = self.text[max(0, node.start - 80) : node.start]
        if node.unit != "year" or not (_COMPARED.search(before) or re.search(r"from\s$", before)):
            return None
        if not re.search(r"\d", before):
            return None
        return self._latest(lambda v: v.unit in {"quarter", "half", "months"})

    def _weekday(self, node: Node) -> Value | None:
        home = self.reference
        assert node.weekday is not None
        if home is None:
            return Value("date", f"XXXX-WXX-{node.weekday + 1}", None, None, "day", relative=True)
        monday = home - dt.timedelta(days=home.weekday())
        day = monday + dt.timedelta(days=node.weekday + 7 * node.shift)
        if node.timex is None:
            ahead = _AHEAD.search(self.text[max(0, node.start - 100) : node.start])
            offset = (home.weekday() - node.weekday) % 7
            day = home - dt.timedelta(days=offset)
            if ahead and offset:
                day += dt.timedelta(days=7)
        timex = stamp(day, node.clock) if node.clock else day.isoformat()
        return Value("date", timex, day, day, "day", day.year, day.month, relative=True)

    def _shift_named(self, node: Node) -> Value | None:
        unit = node.unit
        if node.timex in {"earlier", "later"} and unit == "year":
            anchor = self._latest(lambda v: v.unit != "window" and v.end is not None)
        else:
            anchor = self._anchor(unit)
        if unit == "year" and node.timex in {"the", "that", None}:
            return self._named_year(node, anchor)
        if anchor is None or (anchor.end is None and not anchor.fiscal):
            return self._from_reference(node)
        value = _moved(anchor, node.shift, self.calendar, unit)
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
        if self.reference is None or node.unit in {"day", "period"}:
            return None
        # `the quarter` of a release about results is the one that has ended
        shift = node.shift - (1 if node.unit == "quarter" and node.timex == "the" else 0)
        return _unit_value(node.unit, self.reference, shift, None)

    def _window(self, node: Node) -> Value | None:
        if node.of is not None:
            return self._last_months(node, node.of)
        timex = duration(node.unit, node.count)
        home = self.reference
        if home is None:
            return Value("period", timex, None, None, "window", relative=True)
        other = _step(home, node.unit, node.count * node.shift)
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
        if anchor is None:
            return None
        if node.year is not None:
            shift = node.year - (anchor.year or node.year)
        elif node.of is not None and node.of.year is not None:
            shift = node.of.year - (anchor.year or node.of.year)
        elif node.of is not None:
            shift = node.of.shift
        else:
            shift = node.shift
        value = _moved(anchor, shift, self.calendar)
        if value is None:
            return None
        kind: DateType = "date" if node.unit in {"day", "month"} else "period"
        if kind == "period" and value.unit == "day":
            kind = "date"
        return replace(value, type=kind, relative=True, comparison=shift < 0)

    # --- ranges -------------------------------------------------------------------------------

    def _range(self, node: Node) -> Value | None:
        first, second = node.of, node.until
        assert first is not None and second is not None
        last = self._resolve(second)
        if last is None or last.end is None:
            return None
        if first.kind == "point" and first.year is None and first.unit != "year":
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


_HABIT = re.compile(
    r"\b(?:typically|usually|normally|traditionally|generally|always|each|every)\b[^.]{0,40}$"
)


def _pair(day: dt.date | None) -> tuple[dt.date, dt.date] | None:
    return None if day is None else (day, day)


def _months_of(unit: str, number: int) -> tuple[int, int]:
    """First and last month of a quarter, half or run of first months, counted in its year."""
    if unit == "quarter":
        return 3 * number - 2, 3 * number
    if unit == "half":
        return 6 * number - 5, 6 * number
    return 1, number


def _month_count(node: Node) -> int | None:
    if node.unit == "months":
        return node.count or node.number
    return {"quarter": 3, "half": 6, "year": 12, "month": 1}.get(node.unit)


def _step(day: dt.date, unit: str, count: int) -> dt.date:
    if unit in {"day", "week"}:
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}[unit]
    total = day.year * 12 + day.month - 1 + months * count
    last = almanac.month_end(total // 12, total % 12 + 1)
    return last.replace(day=min(day.day, last.day))


def _unit_value(unit: str, home: dt.date, shift: int, clock: str | None) -> Value | None:
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
        day = _step(home, "month", shift)
        start, end = almanac.month_bounds(day.year, day.month)
        timex = f"{day.year}-{day.month:02d}"
        return Value("date", timex, start, end, unit, day.year, day.month, relative=True)
    if unit in {"quarter", "half"}:
        months = 3 if unit == "quarter" else 6
        day = _step(home, "month", months * shift)
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
    if unit == "year":
        start, end = almanac.year_bounds(home.year + shift)
        return Value("date", f"{start.year}", start, end, unit, start.year, relative=True)
    return None


def _moved(value: Value, shift: int, calendar: FiscalCalendar, unit: str = "year") -> Value | None:
    """The same stretch so many years (or of its own units) on."""
    if not shift:
        return replace(value, relative=True)
    if unit in {"quarter", "month", "half", "day", "week"} and value.start and value.end:
        if value.fiscal:
            return replace(
                value, timex="PAST_REF" if shift < 0 else "FUTURE_REF", start=None, end=None
            )
        return _unit_value(unit, value.start, shift, None)
    if value.fiscal and value.year is not None:
        fiscal_year = value.year + shift
        part = value.timex.partition("-")[2] or "FY"
        months = (1, 12) if part == "FY" else _months_of(value.unit, value.number or 1)
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
