"""A figure, its row and its column → a quantity, if all that it needs is said somewhere."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pr_extract.numbers import times
from pr_extract.quantities import Quantity
from pr_extract.records import Kind
from pr_extract.tables.cells import CellFigure
from pr_extract.tables.columns import Column
from pr_extract.tables.labels import Label
from pr_extract.tables.measures import Measure

# Below this, a number of shares in a table of thousands or millions is one of those.
_SHARES = Decimal(10_000_000)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for a whole table: its stated measure, and the currency its signs name.

    ``decimal`` tells that its sums are written with decimals, so that counts stand out.
    """

    measure: Measure | None
    currency: str | None
    signed: bool
    decimal: bool

    @property
    def factor(self) -> Decimal:
        """By what its sums are scaled."""
        return self.measure.factor if self.measure else _ONE


@dataclass(frozen=True, slots=True)
class Slot:
    """What stands around a figure: the name of what is measured, the other name, the column.

    ``sums`` tells that a title or the label of its group says its row holds money, ``whole`` that
    no figure of the row has decimals, ``signed`` that its column has figures with a currency sign,
    ``sure`` that the label and no head says what is measured.
    """

    label: Label
    other: Label | None
    column: Column | None
    sums: bool = False
    whole: bool = False
    signed: bool = False
    sure: bool = True

    @property
    def measure(self) -> Measure | None:
        """The unit that the row or the column states."""
        return self.label.measure or (self.column.measure if self.column else None)

    @property
    def per(self) -> str | None:
        """What one is counted per."""
        return self.label.per or (self.other.per if self.other else None)

    @property
    def single(self) -> bool:
        """Whether the figure is for one of something, so that a table's scale is none of its."""
        return self.label.single or (self.other is not None and self.other.single)


def level(figure: CellFigure, slot: Slot, terms: Terms) -> Quantity | None:
    """The quantity of a figure that is no change."""
    label, measure = slot.label, slot.measure
    if figure.own == "given":
        return figure.given
    if figure.own == "money":
        return _quantity(
            figure, "money", _currency(figure, terms), _sum_factor(figure, slot, terms), slot
        )
    if figure.own == "times":
        return _quantity(figure, "multiple", "times", _ONE, slot)
    if figure.own != "bare":
        return _quantity(figure, "percentage", figure.own, _ONE, slot)
    if measure is not None and measure.sort in ("percent", "percentage_point", "basis_point"):
        return _quantity(figure, "percentage", measure.unit, _ONE, slot)
    if measure is not None and measure.sort == "measurement":
        factor = _ONE if figure.scaled else measure.factor
        return _quantity(figure, "measurement", measure.unit, factor, slot)
    if measure is not None and measure.sort == "count":
        factor = _ONE if figure.scaled else measure.factor
        return _quantity(figure, "count", measure.unit, factor, slot)
    if label.foreign:
        return None
    scaled = label.measure is not None and label.measure.sort == "scale" and not label.of_money
    free = slot.sure and not (terms.measure or measure)
    if label.counted and (label.counts or scaled or free):
        return _count(figure, slot, terms)
    return _sum(figure, slot, terms)


def _sum(figure: CellFigure, slot: Slot, terms: Terms) -> Quantity | None:
    """A bare number as money, where the row, the column or the table says which."""
    label, measure = slot.label, slot.measure
    stated = measure or terms.measure
    explicit = label.measure is not None and label.measure.sort == "money"
    if label.of_ratio and not explicit:
        return None
    currency = stated.unit if stated is not None and stated.sort == "money" else terms.currency
    if currency is None:
        return None
    known = label.of_money or explicit or slot.sums
    if stated is None and not (slot.signed and known):
        return None
    if stated is not None and stated.sort == "scale" and not (terms.signed or known):
        return None
    if label.counted and not known:
        # `Services 812.4` is a sum, `Vessels 42` among sums with decimals is none.
        if terms.decimal and slot.whole:
            return _quantity(figure, "count", label.counted, _ONE, slot)
        if not terms.decimal and abs(figure.value) < 1000:
            return None
    return _quantity(figure, "money", currency, _sum_factor(figure, slot, terms), slot)


def _currency(figure: CellFigure, terms: Terms) -> str | None:
    """`$` under `in millions of Canadian dollars` is what the title says."""
    stated = terms.measure.unit if terms.measure and terms.measure.sort == "money" else None
    return stated if stated and figure.ambiguous else figure.currency


def _sum_factor(figure: CellFigure, slot: Slot, terms: Terms) -> Decimal:
    if figure.scaled:
        return _ONE
    own = slot.label.measure
    if own is not None and own.sort in ("money", "scale"):
        return own.factor if figure.own == "bare" or own.factor > 1 else _ONE
    return _ONE if slot.single else _factor(slot.measure, terms)


def _count(figure: CellFigure, slot: Slot, terms: Terms) -> Quantity | None:
    """A bare number of things; a scale holds for it where nothing speaks against it."""
    label, measure = slot.label, slot.measure
    assert label.counted is not None
    factor = _ONE
    if measure is not None and measure.sort == "scale":
        factor = measure.factor
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
    return _quantity(figure, "count", label.counted, _ONE if figure.scaled else factor, slot)


def change(
    figure: CellFigure, slot: Slot, terms: Terms, current: Quantity | None, base: Quantity | None
) -> Quantity | None:
    """The quantity of a figure in a column of changes."""
    assert slot.column is not None
    if figure.own in ("times", "given") or figure.low is not None:
        return None
    if figure.own == "money":
        return _quantity(
            figure, "money", _currency(figure, terms), _sum_factor(figure, slot, terms), slot
        )
    if figure.own != "bare":
        return _quantity(figure, "percentage", figure.own, _ONE, slot, per=False)
    measure = slot.column.measure
    if measure is not None and measure.sort in ("percentage_point", "basis_point"):
        return _quantity(figure, "percentage", measure.unit, _ONE, slot, per=False)
    difference = _difference(current, base)
    percent = slot.column.percent or (measure is not None and measure.sort == "percent")
    factor = _power(difference / abs(figure.value)) if difference and figure.value else _ONE
    if current is not None and _is_near(abs(figure.value), difference, factor):
        if not percent or not _is_near(abs(figure.value), _relative(current, base), _ONE):
            unit = "percentage_point" if current.kind == "percentage" else current.unit
            return _quantity(figure, current.kind, unit, factor, slot)
    if percent:
        return _quantity(figure, "percentage", "percent", _ONE, slot, per=False)
    return None


def _is_near(value: Decimal, expected: Decimal | None, factor: Decimal) -> bool:
    """Whether a figure is what it should be, but for rounding."""
    if not expected or not value:
        return False
    return abs(expected - value * factor) <= max(value * factor / 50, factor * 2 / 10)


def _difference(current: Quantity | None, base: Quantity | None) -> Decimal | None:
    """By how much two levels of one unit differ."""
    if current is None or base is None or current.value is None or base.value is None:
        return None
    if current.unit != base.unit or current.kind not in ("money", "count", "percentage"):
        return None
    return abs(current.value - base.value)


def _relative(current: Quantity | None, base: Quantity | None) -> Decimal | None:
    """By how many percent two levels differ."""
    difference = _difference(current, base)
    if difference is None or base is None or not base.value:
        return None
    return abs(difference / base.value * 100)


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
    slot: Slot,
    *,
    per: bool = True,
) -> Quantity | None:
    if unit is None:
        return None
    ranged = figure.low is not None and figure.high is not None
    return Quantity(
        kind, figure.span, figure.span,
        None if ranged else times(figure.value, factor),
        times(figure.low, factor) if figure.low is not None and ranged else None,
        times(figure.high, factor) if figure.high is not None and ranged else None,
        figure.bound, unit, slot.per if per else None,
        slot.label.concept if kind == "count" else None, "table.cell",
    )  # fmt: skip
