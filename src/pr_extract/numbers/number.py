"""A number as written, and arithmetic that never rounds."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal

from pr_extract.source import Span

EXACT = Context(prec=200)
"""Wide enough that no scaling of a number that people write ever rounds."""


@dataclass(frozen=True, slots=True)
class Tail:
    """A letter after a number that may be a scale (`5m`, `75K`), if its surroundings prove it."""

    end: int
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, scale word included, sign included; exact.

    ``words`` tells that it starts with a spelled-out number, ``fraction`` that it is written as
    one (`1/2`, `two-thirds`), ``scaled`` that it has a scale word of its own, ``raw`` is its value
    without it. ``plain`` tells that the digits are a whole number without grouping.
    """

    span: Span
    value: Decimal
    words: bool = False
    fraction: bool = False
    scaled: bool = False
    raw: Decimal = Decimal(0)
    plain: bool = False
    tail: Tail | None = None


def times(value: Decimal, factor: Decimal) -> Decimal:
    """Multiply without rounding.

    >>> times(Decimal("4.115"), Decimal(10) ** 10)
    Decimal('41150000000.000')
    """
    return EXACT.multiply(value, factor)


def quotient(numerator: int, denominator: int) -> Decimal:
    """Divide exactly where the result ends, else to six decimals, as the contract has it.

    >>> quotient(3, 4), quotient(2, 3)
    (Decimal('0.75'), Decimal('0.666667'))
    """
    value = Context(prec=30).divide(Decimal(numerator), Decimal(denominator))
    return value if EXACT.multiply(value, Decimal(denominator)) == numerator else round(value, 6)
