"""Amounts written in two parts: `five feet two inches`, `13 dollars and 45 cents`, `aged 65`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal

from pr_extract.numbers import Number, times
from pr_extract.quantities.atoms import Atom
from pr_extract.source import Span
from pr_extract.units import match_unit

_GAP = re.compile(r"(?:,?\s{1,2}and\s{1,2}|,?\s{1,2})?", re.IGNORECASE)
_PARTS = {
    ("foot", "inch"): 12, ("yard", "foot"): 3, ("pound", "ounce"): 16, ("minute", "second"): 60,
    ("hour", "minute"): 60, ("day", "hour"): 24, ("week", "day"): 7, ("year", "month"): 12,
}  # fmt: skip
_TO_ONE = re.compile(
    r"\sto\san?\s(?P<unit>minute|hour|day|week|year)\b(?!\s(?:ago|before|earlier|later|and\sa))"
)
_CLOCKED = frozenset({"minute", "second"})
_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")
_HALF = re.compile(
    r"\b(?P<part>[Hh]alf|(?:[Aa]\s)?[Qq]uarter)(?:[\s-](?P<article>an?|of (?:an?|one))(?=[\s-]))?"
)
_POINT = re.compile(r"[\s-](?:percentage[\s-])?points?\b")
_FEET, _INCHES = re.compile(r"['’′]"), re.compile(r"(?:[\"”″]|''|’’)(?!\w)")
_QUARTERED = frozenset({"percent", "mile", "inch", "acre", "pound", "ounce", "cup", "gallon"})
_PERIODS = frozenset({"year", "month", "quarter", "day", "decade", "century"})
_AGE = re.compile(r"\b(?:age|ages|aged)\s(?:of\s|between\s|from\s)?$", re.IGNORECASE)
_LISTED = re.compile(r",?\s(?:and\s)?")
_ENDS = re.compile(r"\s?[.,;:)]|\s*$|\smore\b")
# A third of a foot ends nowhere; this many digits bring the inches back exactly.
_SIXTEEN_DIGITS = Context(prec=16)


def join_parts(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Join amounts in two units, the smaller counted in the larger; read ages without a unit."""
    joined: list[Atom] = []
    for atom in atoms:
        previous = joined[-1] if joined else None
        if previous and _is_part(text, previous, atom):
            joined[-1] = previous
            continue
        if atom.kind is None and not atom.blocked and not atom.name:
            _read_age(text, atom, previous)
        _read_larger_end(text, atom)
        joined.append(atom)
    return joined


def read_halves(text: str) -> list[Atom]:
    """`half a mile`, `a half-hour`, `a quarter of a percent`; a `half-year` is a period."""
    found: list[Atom] = []
    for match in _HALF.finditer(text):
        quarter = match["part"][0] not in "Hh"
        value = Decimal("0.25") if quarter else Decimal("0.5")
        if point := _POINT.match(text, match.end()):
            found.append(_part_of(match, point.end(), "percentage_point", value))
            continue
        unit = match_unit(text, match.end())
        if unit is None or unit.symbol or unit.kind == "count":
            continue
        if (quarter and unit.unit not in _QUARTERED) or (
            unit.unit in (*_PERIODS, "percent") and not match["article"]
        ):
            continue
        found.append(_part_of(match, unit.end, unit.unit, value))
    return found


def _part_of(match: re.Match[str], end: int, unit: str, value: Decimal) -> Atom:
    start = match.start()
    if match["part"][0] in "Aa" and not (match["article"] or "").startswith("of"):
        start += 2  # the article is the mile's in `a quarter mile`; not so in `a quarter of a mile`
    number = Number(Span(start, match.end()), value, words=True, raw=value)
    atom = Atom(number, start, end, value, value, unit=unit, side="after")
    atom.kind = "percentage" if unit in ("percent", "percentage_point") else "measurement"
    atom.rule = f"{atom.kind}.half"
    return atom


def _is_part(text: str, major: Atom, minor: Atom) -> bool:
    """Add the smaller part to the larger one where the two belong together."""
    if major.blocked or minor.blocked or minor.name or minor.start - major.end > 6:
        return False
    if (mark := _INCHES.match(text, minor.number.span.end)) and _FEET.fullmatch(
        text, major.number.span.end, minor.start
    ):
        major.kind, major.unit, major.side = "measurement", "foot", "after"
        return _add_part(major, minor.value, 12, mark.end())
    if major.kind is None or not _GAP.fullmatch(text[major.end : minor.start]):
        return False
    if major.kind == "money":
        return major.side == "after" and major.factor == 1 and _add_minor_money(text, major, minor)
    ratio = _PARTS.get((major.unit or "", minor.unit or ""))
    whole = major.value == major.value.to_integral_value() and not major.hyphened
    if ratio is None or not whole or not 0 < minor.value < ratio:
        return False
    if minor.unit in _CLOCKED:
        small = major.value * ratio + minor.value
        if _SIXTEEN_DIGITS.divide(small, Decimal(ratio)) * ratio != small:
            # `22 hours and 14 minutes` have no end as hours: their minutes are exact
            major.value, major.unit, major.end = small, minor.unit, minor.end
            major.rule = "measurement.two_parts"
            return True
    return _add_part(major, minor.value, ratio, minor.end)


def _add_part(major: Atom, part: Decimal, ratio: int, end: int) -> bool:
    """Add a part of which so many make the larger unit."""
    major.value = _SIXTEEN_DIGITS.divide(major.value * ratio + part, Decimal(ratio))
    major.end, major.rule = end, "measurement.two_parts"
    return True


def _add_minor_money(text: str, major: Atom, minor: Atom) -> bool:
    tenths = major.rule == "money.two_parts" and major.value % 1 % _TENTH == 0
    if tenths and minor.kind is None and minor.number.words and 0 < minor.value < 10:
        # `one kuai five mao five`: what follows a tenth without a unit are hundredths.
        if minor.hyphened or text[major.end : minor.start] != " ":
            return False
        major.value, major.end = major.value + times(minor.value, _HUNDREDTH), minor.end
        return True
    # `20 euros and 10 cents`: the cents are those of the larger part.
    cent = text[max(minor.start, minor.end - 5) : minor.end].lower().endswith(("cent", "cents"))
    if minor.kind == "money" and minor.factor != 1 and (cent or minor.unit == major.unit):
        cents = minor.value
    elif (
        minor.kind is None
        and 10 <= minor.value < 100
        and minor.value == minor.value.to_integral_value()
        and not minor.hyphened
        and "and" not in text[major.end : minor.start]
        and "," not in text[major.end : minor.start]
        and _ENDS.match(text, minor.end)
    ):
        cents = times(minor.value, _HUNDREDTH)
    else:
        return False
    if cents >= 1 or major.scaled or (tenths and "," in text[major.end : minor.start]):
        return False
    major.value, major.end, major.rule = major.value + cents, minor.end, "money.two_parts"
    return True


def _read_larger_end(text: str, atom: Atom) -> None:
    """`30 minutes to an hour`: a range whose upper end is one of a larger unit."""
    match = _TO_ONE.match(text, atom.end)
    ratio = _PARTS.get((match["unit"].lower(), atom.unit or "")) if match else None
    if match is None or ratio is None or atom.low is not None or not 0 < atom.value < ratio:
        return
    atom.low, atom.high, atom.end = atom.value, Decimal(ratio), match.end()
    atom.bound, atom.rule = "between", "measurement.larger_end"


def _read_age(text: str, atom: Atom, previous: Atom | None) -> None:
    """`aged 65`, `ages 18 to 24`, `aged 8, 11 and 15`: years, though no unit says so."""
    high = atom.high if atom.high is not None else atom.value
    listed = previous is not None and previous.rule == "measurement.age"
    goes_on = listed and previous is not None and _LISTED.fullmatch(text, previous.end, atom.start)
    told = goes_on or _AGE.search(text[max(0, atom.start - 16) : atom.start])
    if not told or not 0 < high < 150:
        return
    atom.kind, atom.unit, atom.side, atom.age = "measurement", "year", "none", True
    atom.rule = "measurement.age"
