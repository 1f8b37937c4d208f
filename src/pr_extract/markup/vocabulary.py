"""The words of the marked format, all taken from `records`, which stays the only schema."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from typing import Any, get_args

from pr_extract.records import (
    BasisKind,
    Bound,
    DateType,
    Direction,
    EntityLabel,
    FactBase,
    Kind,
    Modality,
    Role,
    Section,
    Span,
)

KINDS: tuple[str, ...] = get_args(Kind)
DATE_TYPES: tuple[str, ...] = get_args(DateType)
LABELS: tuple[str, ...] = get_args(EntityLabel)
SECTIONS: tuple[str, ...] = get_args(Section)
BASIS_KINDS: tuple[str, ...] = get_args(BasisKind)

FLAGS: dict[str, tuple[str, object]] = {
    word: (field, word)
    for field, words in (
        ("bound", get_args(Bound)),
        ("role", get_args(Role)),
        ("direction", get_args(Direction)),
        ("modality", get_args(Modality)),
        ("section", SECTIONS),
    )
    for word in words
} | {"negated": ("negated", True)}
"""Words that stand alone in a fact's mark, and the field each of them sets."""

SPAN_FIELDS: tuple[str, ...] = tuple(
    name for name, field in FactBase.model_fields.items() if field.annotation == (Span | None)
)
"""The fields of a fact that point at words of the release: concept, whole, attribution."""

FIXED_UNITS = {"percentage": "percent", "multiple": "times", "ratio": "to_one", "rank": "rank"}
"""The unit a kind has when its mark names none."""

DEFAULTS: dict[str, Any] = {
    name: FactBase.model_fields[name].default
    for name in ("bound", "role", "direction", "modality", "negated", "per")
}

_TIMEX = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<month>0[1-9]|1[0-2])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?))?"
)


def timex_bounds(timex: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of a TIMEX3 value that names a calendar stretch, else nulls.

    >>> timex_bounds("2024-Q3")
    (datetime.date(2024, 7, 1), datetime.date(2024, 9, 30))
    >>> timex_bounds("2024-02"), timex_bounds("FY2024")
    ((datetime.date(2024, 2, 1), datetime.date(2024, 2, 29)), (None, None))
    """
    if timex.count("/") == 1:
        first, last = timex.split("/")
        return timex_bounds(first)[0], timex_bounds(last)[1]
    match = _TIMEX.fullmatch(timex)
    if not match or timex.startswith("0000"):
        return None, None
    year = int(match["year"])
    if match["day"]:
        return _single_day(timex)
    if match["month"]:
        return _months(year, int(match["month"]), int(match["month"]))
    if match["quarter"]:
        return _months(year, 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"]))
    if match["half"]:
        return _months(year, 6 * int(match["half"]) - 5, 6 * int(match["half"]))
    return _months(year, 1, 12)


def _single_day(timex: str) -> tuple[dt.date | None, dt.date | None]:
    try:
        day = dt.date.fromisoformat(timex)
    except ValueError:  # the 31st of a short month
        return None, None
    return day, day


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, monthrange(year, last)[1])
