"""Units: spellings in context, canonical names, and exact SI values."""

from decimal import Decimal

import pytest

from pr_extract.lexicon import load
from pr_extract.units import UnitEntry, match_unit, si

SI = [
    ("17", "minute", "1020", "second"),
    ("98.6", "degree_Fahrenheit", "310.15", "kelvin"),
    ("300000", "square_foot", "27870.912", "meter ** 2"),
    ("12", "gigawatt_hour", "43200000000000", "kilogram * meter ** 2 / second ** 2"),
    ("4", "decade", "1262304000", "second"),
    ("5", "metric_ton_CO2e", "5000", "kilogram"),
]


@pytest.mark.parametrize(("value", "unit", "base", "name"), SI)
def test_si_is_exact(value: str, unit: str, base: str, name: str) -> None:
    assert si(Decimal(value), unit) == (Decimal(base), name)


def _units() -> list[str]:
    entries = [e for e in load("units", UnitEntry) if e.kind == "measurement"]
    return sorted({p + e.unit for e in entries for p in ("", *e.prefixes)})


@pytest.mark.parametrize("unit", _units())
def test_pint_knows_every_unit(unit: str) -> None:
    assert si(Decimal(0), unit)[1]


@pytest.mark.parametrize(
    ("text", "unit", "written"),
    [
        ("300,000-square-foot hall", "square_foot", "square-foot"),
        ("300,000 sq. ft. of space", "square_foot", "sq. ft."),
        ("300,000 Square Feet", "square_foot", "Square Feet"),
        ("300,000 tonnes of CO2e", "metric_ton_CO2e", "tonnes of CO2e"),
        ("300,000MWh", "megawatt_hour", "MWh"),
        ("300,000 m tall", "meter", "m"),
        ("300,000 km/h", "kilometer_per_hour", "km/h"),
    ],
)
def test_unit_after_number(text: str, unit: str, written: str) -> None:
    found = match_unit(text, 7)
    assert found is not None
    assert (found.unit, text[found.start : found.end]) == (unit, written)


@pytest.mark.parametrize(
    "text", ["300,000 in May", "300,000 a year", "300,000 m users", "300,000G"]
)
def test_no_unit(text: str) -> None:
    assert match_unit(text, 7) is None
