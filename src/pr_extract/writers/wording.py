"""A fact's fields in the words and signs of the table."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from decimal import Decimal

from pr_extract.records import Basis, Fact, Period

_BOUNDS = {
    "exact": "",
    "approximate": "≈ ",
    "more_than": "> ",
    "at_least": "≥ ",
    "less_than": "< ",
    "at_most": "≤ ",
    "between": "",
}
_BASES = {
    "year_on_year": "on the year",
    "half_on_half": "on the half",
    "quarter_on_quarter": "on the quarter",
    "month_on_month": "on the month",
}
_ARROWS = {"up": "▲ ", "down": "▼ "}
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    r"""A text on one line, without the characters that command a terminal or turn its writing.

    >>> plain("net\n  income\x1b[31m")
    'net income [31m'
    """
    return " ".join(_UNSEEN.sub(" ", text).split())


def number(value: Decimal) -> str:
    """A number in full, in groups of three, never with an exponent or zeros left by scaling.

    >>> number(Decimal("4.115e10")), number(Decimal("0.50")), number(Decimal("7000000.00"))
    ('41,150,000,000', '0.50', '7,000,000')
    """
    if value == value.to_integral_value():
        value = value.quantize(Decimal(1)) if value.adjusted() < 27 else value
    return format(value, ",f")


def reading(fact: Fact) -> str:
    """How the figure was read: direction, bound, value, unit, per.

    >>> from pr_extract.records import _example
    >>> reading(_example().facts[0])
    '41,150,000,000 CNY'
    """
    if fact.value is None:
        low, high = fact.low or Decimal(0), fact.high or Decimal(0)
        amount = f"{number(low)} to {number(high)}"
    else:
        amount = number(fact.value)
    shown = f"{_BOUNDS[fact.bound]}{amount}"
    shown = f"no. {shown}" if fact.kind == "rank" else f"{shown}{_unit(fact)}"
    per = f" per {fact.per}" if fact.per else ""
    return plain(f"{_ARROWS.get(fact.direction or '', '')}{shown}{per}")


def _unit(fact: Fact) -> str:
    """The unit after the number; that of a count stands beside it in the figure itself."""
    if fact.kind in ("count", "ratio") or fact.unit == "dimensionless":
        return ""
    if fact.kind == "measurement":
        return f" {unit_name(fact.unit, one=fact.value == 1)}"
    return {"percent": "%", "times": "×"}.get(fact.unit) or f" {unit_name(fact.unit)}"


_IRREGULAR = {"foot": "feet", "inch": "inches", "hertz": "hertz", "gross": "gross"}


def unit_name(unit: str, *, one: bool = False) -> str:
    """A unit in words, in the plural unless there is one of it; currency codes stay.

    >>> unit_name("square_foot"), unit_name("kilometer / hour"), unit_name("degree_Celsius")
    ('square feet', 'kilometers / hour', 'degrees Celsius')
    """
    if one or unit.isupper():
        return unit.replace("_", " ")
    head, slash, rest = unit.partition(" / ")
    words = head.split("_")
    place = 0 if words[0] == "degree" else -1
    name = words[place]
    words[place] = _IRREGULAR.get(name) or (name if name.endswith("s") else f"{name}s")
    return f"{' '.join(words)}{slash}{rest.replace('_', ' ')}"


def kind_of_claim(fact: Fact) -> str:
    """What the figure says of its concept, where it is no plain level: change, share, from…."""
    role = "" if fact.role == "level" else fact.role
    modality = "" if fact.modality == "actual" else fact.modality
    negated = "negated" if fact.negated else ""
    return ", ".join(word for word in (role, modality, negated) if word)


def period(value: Period | None) -> str:
    """A period as people name it where it is a whole month, quarter, half or year.

    >>> day = dt.date.fromisoformat
    >>> period(Period(start=day("2023-01-01"), end=day("2023-06-30"), span=None))
    'H1 2023'
    >>> period(Period(start=day("2024-01-01"), end=day("2024-09-30"), span=None))
    'Jan to Sep 2024'
    >>> period(Period(start=None, end=day("2027-12-31"), span=None))
    'until 2027-12-31'
    """
    if value is None:
        return ""
    start, end = value.start, value.end
    if start is None and end is None:
        return plain(value.span.text) if value.span else ""
    if start is None:
        return f"until {end}"
    if end is None:
        return f"since {start}"
    if start == end:
        return str(start)
    return _calendar_name(start, end) or f"{start} to {end}"


def _calendar_name(start: dt.date, end: dt.date) -> str | None:
    whole = start.day == 1 and end.day == monthrange(end.year, end.month)[1]
    if not whole:
        return None
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start.year != end.year:
        return None
    months = end.month - start.month + 1
    if months == 1:
        return f"{start:%b %Y}"
    if months == 3 and start.month % 3 == 1:
        return f"Q{end.month // 3} {start.year}"
    if months == 6 and start.month in (1, 7):
        return f"H{end.month // 6} {start.year}"
    return f"{start:%b} to {end:%b} {start.year}"


def against(basis: Basis | None) -> str:
    """What a change is measured against.

    >>> against(Basis(kind="year_on_year", span=None))
    'on the year'
    """
    if basis is None:
        return ""
    return _BASES.get(basis.kind) or (plain(basis.span.text) if basis.span else basis.kind)
