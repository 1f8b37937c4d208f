"""What ranks, ratios and multiples share: small numbers in words, and bounds around them."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from pr_extract.bounds import bound_after, bound_before
from pr_extract.lexicon import alternation
from pr_extract.numbers import ONES, TENS
from pr_extract.quantities.quantity import Quantity
from pr_extract.records import Bound, Kind
from pr_extract.source import Span


def bounded(text: str, span: Span) -> tuple[Bound, Span]:
    """The bound that the words before or after an amount say, and the span that holds them all.

    >>> bounded("nearly half of them", Span(7, 11))
    ('approximate', Span(start=0, end=11))
    """
    before = bound_before(text, span.start)
    if before is not None:
        return before.bound, Span(before.start, span.end)
    after = bound_after(text, span.end)
    if after is not None:
        return after.bound, Span(span.start, after.end)
    return "exact", span


@cache
def _cardinals() -> dict[str, int]:
    cardinals = {word: int(value) for word, value in ONES.items() if value}
    for tens, value in TENS.items():
        cardinals[tens] = int(value)
        for unit, more in ONES.items():
            if 0 < more < 10:
                cardinals[f"{tens}-{unit}"] = int(value + more)
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
    *,
    low: Decimal | None = None,
    bound: Bound | None = None,
) -> Quantity:
    """A quantity whose span is all there is to it, but for the bound words around it.

    With ``low`` it is a range up to ``value``; a ``bound`` given is not read from the text.
    """
    reading, extent = (bound, span) if bound is not None else bounded(text, span)
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
