"""What ranks, ratios and multiples share: small numbers in words, and how they become quantities."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache

from pr_extract.lexicon import alternation
from pr_extract.quantities.quantity import Quantity
from pr_extract.records import Bound, Kind
from pr_extract.source import Span

# Text and the span of an amount → its bound, and the span with the bound words around it.
BoundReader = Callable[[str, Span], tuple[Bound, Span]]

_UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def exact(text: str, span: Span) -> tuple[Bound, Span]:
    """The reader that sees no bound words."""
    return "exact", span


@cache
def _cardinals() -> dict[str, int]:
    cardinals = {word: value for value, word in enumerate(_UNITS, start=1)}
    for tens, word in enumerate(_TENS, start=2):
        cardinals[word] = tens * 10
        for unit in range(1, 10):
            cardinals[f"{word}-{_UNITS[unit - 1]}"] = tens * 10 + unit
    cardinals["hundred"] = 100
    return cardinals


@cache
def small_words() -> str:
    """A pattern for the number words from one to a hundred."""
    return alternation(_cardinals())


def small_number(written: str) -> Decimal | None:
    """A number up to a few digits, in digits or in words; None if it is something else.

    >>> small_number("Twenty-four"), small_number("1,000"), small_number("many")
    (Decimal('24'), Decimal('1000'), None)
    """
    word = written.lower()
    if word in _cardinals():
        return Decimal(_cardinals()[word])
    digits = word.replace(",", "")
    return Decimal(digits) if digits.isascii() and digits.isdigit() else None


def nominal(
    kind: Kind,
    span: Span,
    value: Decimal,
    unit: str,
    rule: str,
    text: str,
    bound: BoundReader,
    low: Decimal | None = None,
) -> Quantity:
    """A quantity whose span is all there is to it, but for the bound words around it.

    With ``low`` it is a range up to ``value``.
    """
    reading, extent = bound(text, span)
    return Quantity(
        kind=kind,
        span=span,
        extent=extent,
        value=value if low is None else None,
        low=low,
        high=None if low is None else value,
        bound=reading if low is None else "between",
        unit=unit,
        per=None,
        head=None,
        rule=rule,
    )
