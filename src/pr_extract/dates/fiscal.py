"""The fiscal calendar a release states, if it states one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from pr_extract.dates.almanac import Bounds, add_months, is_month_end, month_end, months_ending

Open = tuple[dt.date | None, dt.date]


@dataclass(slots=True)
class FiscalCalendar:
    """What a release says of its own quarters and years.

    ``marked`` is whether it marks any period as fiscal, ``split`` whether it names a financial
    year by two (`the 2005-06 financial year`). ``last_month`` is the month its year ends
    in, where that follows from a stated end at a month's end; ``lead`` how many years that year
    is ahead of the fiscal year's number. ``stated`` holds the periods whose end it states, by
    part (`Q3`, `H1`, `9M`, `FY`) and number of the fiscal year.
    """

    marked: bool = False
    split: bool = False
    last_month: int | None = None
    lead: int = 0
    stated: dict[tuple[str, int | None], Open] = field(default_factory=dict)
    spans: dict[dt.date, dt.date] = field(default_factory=dict)

    @property
    def is_calendar(self) -> bool:
        """Whether its quarters are the calendar's after all."""
        return not self.marked or (self.last_month == 12 and self.lead == 0)

    def year_end(self, year: int) -> dt.date | None:
        """The last day of a fiscal year, where months fix it."""
        if self.last_month is None:
            return None
        return month_end(year + self.lead, self.last_month)

    def bounds(self, part: str, year: int, months: tuple[int, int]) -> Bounds | Open | None:
        """First and last day of a part of a fiscal year that covers these months of it."""
        known = self.stated.get((part, year))
        if known is not None:
            return known
        end = self.year_end(year)
        if end is None:
            return None
        last = add_months(end, months[1] - 12)
        return months_ending(last, months[1] - months[0] + 1), last

    def label(self, part: str, end: dt.date) -> int | None:
        """The number of the fiscal year whose part the release lets end on this day."""
        for (name, year), span in self.stated.items():
            if name == part and year is not None and span[1] == end:
                return year
        return None

    def name_years(self, years: dict[str, int]) -> None:
        """Number the stated parts that carry no year by the latest year each is named with.

        A year's number is that of its end or one less (`fiscal 2024` to February 2025); a year
        before that can only be the one it is compared with.
        """
        for (part, year), span in list(self.stated.items()):
            latest, ends = years.get(part), span[1].year
            if year is not None or latest is None or abs(latest - ends) > 1:
                continue
            if latest < ends and span[1].month > 3:
                latest += 1
            self.stated.setdefault((part, latest), span)

    def state(self, part: str, year: int | None, span: Open, months_before_end: int | None) -> None:
        """Take in a period whose end the release states."""
        start, end = span
        if not is_month_end(end) or (end.month % 3 and part != "MM"):
            self.marked = self.marked or part != "MM"
        if months_before_end is not None and is_month_end(end):
            year_end = add_months(end, months_before_end)
            self.last_month = year_end.month
            if year is not None:
                self.lead = year_end.year - year
            if year_end.month != 12:
                self.marked = True
        self.stated[part, year] = span
        if start is not None:
            self.spans[end] = start
