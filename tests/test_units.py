"""Units: spellings in context, and canonical names."""

import pytest

from pr_extract.units import match_unit


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
