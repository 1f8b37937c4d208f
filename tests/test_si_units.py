"""Measurements in SI base units: exact, and without Pint where the table has the unit."""

import json
import subprocess
import sys
from decimal import Decimal
from importlib import resources

import pytest

from pr_extract.si_units import build_table, si

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


def test_the_table_is_what_the_installed_pint_says() -> None:
    """After an update of Pint or of the lexicon: `python -m pr_extract.si_units`."""
    stored = json.loads((resources.files("pr_extract") / "si_units.json").read_text("utf-8"))
    assert stored == build_table()


def test_a_unit_outside_the_table_is_asked_of_pint() -> None:
    assert si(Decimal(2), "angstrom") == (Decimal("2e-10"), "meter")


def test_pint_is_not_imported_for_a_unit_of_the_lexicon() -> None:
    code = (
        "import sys; from decimal import Decimal; from pr_extract.si_units import si;"
        "si(Decimal(5), 'gigawatt_hour'); print('pint' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
