"""A figure, its row and its column → a quantity, if all that it needs is said somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pr_extract.numbers import times
from pr_extract.quantities import Quantity
from pr_extract.records import Kind
from pr_extract.source import Span
from pr_extract.tables.cells import CellFigure
from pr_extract.tables.columns import Column
from pr_extract.tables.labels import Label
from pr_extract.tables.measures import Measure

# Below this, a number of shares in a table of thousands or millions is one of those.
_SHARES = Decimal(10_000_000)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a whole table: its stated measure, and the currency its signs name."""

    measure: Measure | None
    currency: str | None
    signed: bool

    @property
    def factor(self) -> Decimal:
        """By what its sums are scaled."""
        return self.measure.factor if self.measure else _ONE


def level(
    figure: CellFigure, label: Label, head: Label | None, column: Column | None, terms: Terms
) -> Quantity | None:
    """The quantity of a figure that is no change.

    ``label`` names what is measured, ``head`` the other dimension where that may have the unit.
    """
    measure = label.measure or (column.measure if column else None)
    per = label.per or (head.per if head else None)
    single = label.single or (head is not None and head.single)
    if figure.own == "money":
        factor = _ONE if figure.scaled or single else _factor(measure, terms)
        return _quantity(figure, "money", figure.currency, factor, per, label)
    if figure.own == "times":
        return _quantity(figure, "multiple", "times", _ONE, None, label)
    if figure.own != "bare":
        return _quantity(figure, "percentage", figure.own, _ONE, per, label)
    if measure is not None and measure.sort in ("percent", "percentage_point", "basis_point"):
        return _quantity(figure, "percentage", measure.unit, _ONE, per, label)
    if measure is not None and measure.sort == "measurement":
        factor = _ONE if figure.scaled else measure.factor
        return _quantity(figure, "measurement", measure.unit, factor, per, label)
    if label.counted and (label.counts or not (terms.measure or measure)):
        return _count(figure, label, measure, terms, per)
    return _sum(figure, label, measure, terms, per, single=single)


def _sum(
    figure: CellFigure,
    label: Label,
    measure: Measure | None,
    terms: Terms,
    per: str | None,
    *,
    single: bool,
) -> Quantity | None:
    """A bare number as money, where the row, the column or the table says which."""
    if label.of_ratio and not (label.measure and label.measure.sort == "money"):
        return None
    stated = measure or terms.measure
    currency = stated.unit if stated is not None and stated.sort == "money" else terms.currency
    if currency is None:
        return None
    if measure is None and terms.measure is None and not (terms.signed and label.of_money):
        return None
    if stated is not None and stated.sort == "scale" and not (terms.signed or label.of_money):
        return None
    factor = _ONE if figure.scaled or single else _factor(measure, terms)
    return _quantity(figure, "money", currency, factor, per, label)


def _count(
    figure: CellFigure, label: Label, measure: Measure | None, terms: Terms, per: str | None
) -> Quantity | None:
    """A bare number of things; a scale holds for it where nothing speaks against it."""
    assert label.counted is not None
    factor = _ONE
    if measure is not None and measure.sort == "scale":
        factor = measure.factor
    elif measure is not None and measure.sort == "money":
        return None
    elif terms.measure is not None and label.counted == "share":
        if not terms.measure.shares_exempt and abs(figure.value) < _SHARES:
            factor = terms.measure.factor
    elif terms.measure is not None and terms.measure.sort == "scale":
        if not figure.decimals:
            return None  # 1,204 employees, or 1,204 thousand?
        factor = terms.measure.factor
    elif figure.decimals and not figure.scaled:
        return None
    if figure.value < 0:
        return None
    return _quantity(figure, "count", label.counted, _ONE if figure.scaled else factor, per, label)


def change(
    figure: CellFigure,
    label: Label,
    column: Column,
    terms: Terms,
    current: Quantity | None,
    base: Quantity | None,
) -> Quantity | None:
    """The quantity of a figure in a column of changes."""
    if figure.own == "money":
        factor = _ONE if figure.scaled or label.single else _factor(label.measure, terms)
        return _quantity(figure, "money", figure.currency, factor, label.per, label)
    if figure.own == "times":
        return None
    if figure.own != "bare":
        return _quantity(figure, "percentage", figure.own, _ONE, None, label)
    measure = column.measure
    if measure is not None and measure.sort in ("percentage_point", "basis_point"):
        return _quantity(figure, "percentage", measure.unit, _ONE, None, label)
    if _is_difference(figure, current, base):
        assert current is not None
        unit = "percentage_point" if current.kind == "percentage" else current.unit
        value = _difference(current, base)
        factor = _ONE if current.kind == "percentage" else abs(value / figure.value)
        return _quantity(figure, current.kind, unit, _power(factor), current.per, label)
    if column.percent:
        return _quantity(figure, "percentage", "percent", _ONE, None, label)
    return None


def _difference(current: Quantity, base: Quantity | None) -> Decimal:
    if base is None or base.value is None or current.value is None:
        return Decimal(0)
    return current.value - base.value


def _is_difference(figure: CellFigure, current: Quantity | None, base: Quantity | None) -> bool:
    """Whether a bare change is the two levels' difference, in their unit and scale."""
    if current is None or base is None or current.unit != base.unit or not figure.value:
        return False
    if current.kind not in ("money", "count", "percentage"):
        return False
    difference = abs(_difference(current, base))
    factor = _power(difference / abs(figure.value)) if difference else _ONE
    off = abs(difference - abs(figure.value) * factor)
    return bool(difference) and off <= max(abs(figure.value) * factor / 50, factor * 2 / 10)


def _power(factor: Decimal) -> Decimal:
    """The nearest of the scales that tables have."""
    scales = [Decimal(10) ** n for n in (0, 3, 5, 6, 7, 9)]
    return min(scales, key=lambda scale: abs(factor / scale - 1))


def _factor(measure: Measure | None, terms: Terms) -> Decimal:
    return measure.factor if measure and measure.sort in ("money", "scale") else terms.factor


def _quantity(
    figure: CellFigure,
    kind: Kind,
    unit: str | None,
    factor: Decimal,
    per: str | None,
    label: Label,
) -> Quantity | None:
    if unit is None:
        return None
    span = figure.span
    head: Span | None = label.concept if kind == "count" else None
    return Quantity(
        kind, span, span, times(figure.value, factor), None, None, "exact", unit, per, head,
        "table.cell",
    )  # fmt: skip
