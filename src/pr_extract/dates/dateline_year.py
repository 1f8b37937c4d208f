"""The year of a dateline that names none (`AKRON, Ohio, July 25`), from the other dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from pr_extract.dates.mention import DateMention
from pr_extract.source import Span

# A day with its year, at the end of what may be a longer date (`the quarter ended June 30, 2006`).
_FULL = re.compile(r"(?:\b\d{1,2},?\s+|\b\d{1,2}\s+[A-Z][a-z]+\s+)(?:19|20)\d\d$")
_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)|\d{4}-(\d\d)-(\d\d)")
# A release tells of what was within four months before it, and names no day more than two after.
_AFTER, _BEFORE, _OLDEST = 60, 120, 500


def date_dateline(text: str, dateline: Span, mentions: Sequence[DateMention]) -> dt.date | None:
    """The one year in which every full date of the release fits its dateline's day, or None.

    >>> from pr_extract.dates import find_dates
    >>> text = "OSLO, July 25 - Acme's second quarter ended June 30, 2006."
    >>> date_dateline(text, Span(0, 13), find_dates(text).mentions)
    datetime.date(2006, 7, 25)
    """
    inside = [m for m in mentions if dateline.start <= m.span.start and m.span.end <= dateline.end]
    match = _DAY.fullmatch(inside[0].timex) if len(inside) == 1 else None
    days = [m.end for m in mentions if m.end and _FULL.search(m.span.of(text))]
    if match is None or not days:
        return None
    month, day = int(match[1] or match[3]), int(match[2] or match[4])
    year = max(days).year
    told = (_day(each, month, day) for each in (year - 1, year, year + 1))
    fitting = [each for each in told if each is not None and _fits(each, days)]
    return fitting[0] if len(fitting) == 1 else None


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _fits(told: dt.date, days: Sequence[dt.date]) -> bool:
    distances = [(told - day).days for day in days]
    return -_AFTER <= min(distances) <= _BEFORE and max(distances) <= _OLDEST
