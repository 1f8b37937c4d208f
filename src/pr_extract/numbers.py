"""Characters to exact numbers: digits, grouping, decimals, fractions, number words, scales."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, scale word included, sign included; exact."""

    span: Span
    value: Decimal
