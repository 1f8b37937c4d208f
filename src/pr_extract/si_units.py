"""Measurements in SI base units, exactly.

Pint's registry takes longer to build than a release to read, so Pint was asked beforehand about
every unit of the lexicon: its answers stand in `si_units.json`. Run ``python -m
pr_extract.si_units`` after a change of `units.toml`, `units.txt` or Pint; a test tells when it is
due. Only for a unit that is not in the table is Pint asked when the value is there.
"""

from __future__ import annotations

import json
from decimal import Context, Decimal
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from pr_extract.lexicon import load
from pr_extract.units import UnitEntry


class Conversion(NamedTuple):
    """A value in the unit, times ``factor``, plus ``offset``, is the value in the ``base`` unit."""

    factor: Fraction
    offset: Fraction
    base: str


def si(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """A measurement in SI base units, as Pint gives them; exact where decimals can be.

    >>> si(Decimal(17), "minute")
    (Decimal('1020'), 'second')
    >>> si(Decimal("98.6"), "degree_Fahrenheit")
    (Decimal('310.15'), 'kelvin')
    """
    factor, offset, base = _conversion(unit)
    return _decimal(Fraction(value) * factor + offset), base


def _decimal(value: Fraction) -> Decimal:
    """A fraction as a Decimal: all its digits if it ends within thirty, else thirty of them."""
    result = Context(prec=30).divide(Decimal(value.numerator), Decimal(value.denominator))
    return Decimal(format(result.normalize(), "f"))


@cache
def _conversion(unit: str) -> Conversion:
    row = _table().get(unit)
    if row is None:
        return ask_pint(unit)
    factor, offset, base = row
    return Conversion(Fraction(factor), Fraction(offset), base)


@cache
def _table() -> dict[str, list[str]]:
    resource = resources.files("pr_extract") / "si_units.json"
    table: dict[str, list[str]] = json.loads(resource.read_text("utf-8"))
    return table


@cache
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(non_int_type=Fraction, on_redefinition="ignore")
    with resources.as_file(resources.files("pr_extract") / "units.txt") as path:
        registry.load_definitions(path)
    return registry


def ask_pint(unit: str) -> Conversion:
    """What Pint says, which has the numbers exact; a logarithmic unit is its own base.

    >>> ask_pint("minute")
    Conversion(factor=Fraction(60, 1), offset=Fraction(0, 1), base='second')
    """
    registry = _registry()
    # Pint's own decade is a logarithmic unit, whose converter a redefinition leaves in force.
    if unit == "decibel":
        return Conversion(Fraction(1), Fraction(0), unit)
    asked, scale = ("year", 10) if unit == "decade" else (unit, 1)
    zero = registry.Quantity(Fraction(0), asked).to_base_units()
    one = registry.Quantity(Fraction(1), asked).to_base_units()
    offset = Fraction(zero.magnitude)
    factor = scale * (Fraction(one.magnitude) - offset)
    return Conversion(factor, offset, _base_unit(dict(one._units)))


def _base_unit(powers: dict[str, Fraction]) -> str:
    """Base units as Pint prints them, which it cannot do itself with exact exponents.

    >>> _base_unit({"second": Fraction(-2), "kilogram": Fraction(1), "meter": Fraction(2)})
    'kilogram * meter ** 2 / second ** 2'
    """

    def power(name: str, exponent: Fraction) -> str:
        return name if abs(exponent) == 1 else f"{name} ** {abs(exponent)}"

    above = [power(name, e) for name, e in sorted(powers.items()) if e > 0]
    below = [power(name, e) for name, e in sorted(powers.items()) if e < 0]
    if not above and not below:
        return "dimensionless"
    return " / ".join([" * ".join(above) or "1", *below])


def build_table() -> dict[str, list[str]]:
    """Factor, offset and base unit of every unit that the lexicon can give a measurement."""
    units = {
        prefix + entry.unit
        for entry in load("units", UnitEntry)
        if entry.kind == "measurement"
        for prefix in ("", *entry.prefixes)
    }
    units |= {"dimensionless"}
    return {unit: [str(part) for part in ask_pint(unit)] for unit in sorted(units)}


def main() -> None:
    """Write `si_units.json` afresh from the installed Pint."""
    from pathlib import Path

    rows = build_table().items()
    lines = ",\n".join(f"{json.dumps(unit)}: {json.dumps(row)}" for unit, row in rows)
    path = Path(__file__).with_name("si_units.json")
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
