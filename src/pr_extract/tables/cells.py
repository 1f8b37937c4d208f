"""One cell: its number with sign, bracket, currency, scale and unit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pr_extract.currencies import currency_before
from pr_extract.numbers import times
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.records import Bound
from pr_extract.settlement import Settlement
from pr_extract.source import Span
from pr_extract.tables.grid import Cell

Own = Literal["money", "percent", "percentage_point", "basis_point", "times", "bare", "given"]

_FIGURE = re.compile(
    r"(?P<open>\(\s?)?(?P<sign>[-+−–±]\s?)?"
    r"(?P<currency>(?:[A-Z]{1,3})?[$€£¥₹]|[A-Z]{3}|Rs\.?)?\s*"
    r"(?P<open2>\(\s?)?(?P<sign2>[-+−–]\s?)?"
    r"(?P<number>\d{1,3}(?:[,\u00a0\u202f\u2009' ]\d{3}){1,6}(?:\.\d{1,6})?"
    r"|\d{1,2}(?:,\d{2}){1,4},\d{3}(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?|\.\d{1,6})"
    r"(?:\s?(?P<scale>bn|mn|mm|[mMkKB]|million|billion|thousand|trillion)(?![A-Za-z]))?"
    r"(?P<close>\s?\))?\s{0,2}"
    r"(?P<unit>%|(?:percentage\s)?points?|ppts?|pts?\.?|pp|p\.p\.|bps|bp|x)?"
    r"(?P<close2>\s?\))?(?P<note>\s?(?:[*†‡§¹²³]{1,3}|\(\d\)|\([a-z]\)))?$"
)
_SCALES = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mm": 6, "million": 6, "b": 9, "bn": 9, "billion": 9,
    "trillion": 12,
}  # fmt: skip
_NOTHING = re.compile(
    r"[-–—−*]{1,3}|\.{1,3}|…|[$€£¥]\s*[-–—]{1,3}|[-–—]\s?%|n\.?\s?[/.]?\s?[amr]\.?f?\.?|nil|"
    r"not applicable|not meaningful",
    re.IGNORECASE,
)
_OWN: dict[str, Own] = {
    "percent": "percent", "percentage_point": "percentage_point", "basis_point": "basis_point",
}  # fmt: skip
_AMBIGUOUS = frozenset({"$", "¥", "£"})
_HAS_SCALE = re.compile(
    r"\d\s?(?:[kKmMbB]|mn|bn|mm|million|billion|thousand|trillion|crore|lakh|p|c|pence|cents)\b"
)


@dataclass(frozen=True, slots=True)
class CellFigure:
    """A cell that is nothing but a figure; ``scaled`` tells that it has a scale of its own."""

    span: Span
    value: Decimal
    own: Own
    currency: str | None
    scaled: bool
    decimals: bool
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    ambiguous: bool = False
    given: Quantity | None = None


def is_nothing(content: str) -> bool:
    """Whether a cell says that there is no figure.

    >>> [is_nothing(content) for content in ("—", "n.m.", "N/A", "$ -", ".", "nine")]
    [True, True, True, True, True, False]
    """
    return _NOTHING.fullmatch(content) is not None


def read_figure(text: str, cell: Cell, settlement: Settlement) -> CellFigure | None:
    """The figure that a cell consists of; None where it holds words, several figures or a dash."""
    match = _FIGURE.match(cell.text)
    if match is None:
        return None
    opened, closed = bool(match["open"] or match["open2"]), bool(match["close"] or match["close2"])
    if opened != closed and not (cell.sign and cell.sign.of(text).endswith("(")):
        return None
    digits = re.sub(r"[^\d.]", "", match["number"])
    value = Decimal("0" + digits if digits.startswith(".") else digits)
    if match["scale"]:
        value = times(value, Decimal(10) ** _SCALES[match["scale"].lower()])
    sign = (match["sign"] or match["sign2"] or "").strip()
    if opened or sign in ("-", "−", "–"):
        value = -value
    currency = None
    if match["currency"] or cell.sign:
        currency = _currency(text, cell, match, settlement)
        if currency is None:
            return None
    start = cell.span.start + match.start()
    end = cell.span.start + (match.start("note") if match["note"] else match.end())
    end = min(end, cell.span.end)  # a bracket in a cell of its own stays out
    return CellFigure(
        Span(start, end),
        value,
        _own(match["unit"], currency),
        currency,
        bool(match["scale"]),
        "." in digits,
        ambiguous=(match["currency"] or "$") in _AMBIGUOUS,
    )


def read_given(
    text: str, cell: Cell, figures: Sequence[Quantity], numbers: Sequence[BareNumber]
) -> CellFigure | None:
    """A cell that one amount fills, read as prose is: `450 – 500`, `>99%`, `4.2p`, `12 GWh`."""
    for quantity in figures:
        if not _fills(text, cell, quantity.span, quantity.extent):
            continue
        own = _OWN.get(quantity.unit, "money" if quantity.kind == "money" else None)
        written = quantity.span.of(text)
        return CellFigure(
            quantity.span, quantity.value or Decimal(0), own or "given",
            quantity.unit if own == "money" else None,
            _HAS_SCALE.search(written) is not None, "." in written,
            quantity.low, quantity.high, quantity.bound, given=None if own else quantity,
        )  # fmt: skip
    for number in numbers:
        if _fills(text, cell, number.span, number.extent):
            written = number.span.of(text)
            return CellFigure(
                number.span, number.value or Decimal(0), "bare", None,
                _HAS_SCALE.search(written) is not None, "." in written,
                number.low, number.high, number.bound,
            )  # fmt: skip
    return None


def _fills(text: str, cell: Cell, span: Span, extent: Span) -> bool:
    if not cell.span.covers(span):
        return False
    before = text[cell.span.start : max(cell.span.start, extent.start)]
    after = text[min(cell.span.end, extent.end) : cell.span.end]
    return not re.search(r"\w|[()]", before + after)


def _own(unit: str | None, currency: str | None) -> Own:
    if currency is not None:
        return "money"
    if unit is None:
        return "bare"
    if unit == "%":
        return "percent"
    if unit.startswith("bp"):
        return "basis_point"
    return "times" if unit == "x" else "percentage_point"


def _currency(text: str, cell: Cell, match: re.Match[str], settlement: Settlement) -> str | None:
    written = match["currency"]
    at = cell.span.start + match.end("currency")
    if not written:
        assert cell.sign is not None
        at = cell.sign.end - (len(cell.sign.of(text)) - len(cell.sign.of(text).rstrip(" (")))
    found = currency_before(text, at, scaled=True)
    return settlement.code(found) if found else None
