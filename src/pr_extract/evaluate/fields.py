"""What it means for a field of a fact to be right."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Context, Decimal

from pr_extract.records import SI, FactBase, MeasurementFact, Offsets, Span

_WORD = re.compile(r"\w+(?:['’]\w+)?|[%$€£¥]")


def _offsets(span: Offsets | None) -> tuple[int, int] | None:
    return (span.start, span.end) if span else None


def _words(span: Span | None) -> tuple[str, ...] | None:
    return tuple(words(span)) if span else None


def words(span: Span | None) -> list[str]:
    """The words of a span, in lower case, for comparison.

    >>> words(Span(start=0, end=12, text="Net  income:"))
    ['net', 'income']
    """
    return _WORD.findall(span.text.casefold()) if span else []


def shared_words(one: Span | None, other: Span | None) -> int:
    """How many words two spans have in common, each counted as often as both hold it."""
    return (Counter(words(one)) & Counter(words(other))).total()


def overlap_by_half(one: Span | None, other: Span | None) -> bool:
    """Whether the shared words are at least half of the longer span's; null equals null only.

    >>> a, b = Span(start=0, end=10, text="net income"), Span(start=4, end=10, text="income")
    >>> overlap_by_half(a, b), overlap_by_half(a, None), overlap_by_half(None, None)
    (True, False, True)
    """
    if one is None or other is None:
        return one is other
    longer = max(len(words(one)), len(words(other)))
    return 2 * shared_words(one, other) >= longer


def _si(fact: FactBase) -> object:
    if not isinstance(fact, MeasurementFact) or fact.si is None:
        return None
    si = fact.si
    values = (si.value,) if isinstance(si, SI) else (si.low, si.high)
    return (si.unit, *(_nine_digits(value) for value in values))


def _nine_digits(value: Decimal) -> Decimal:
    """SI values come through conversion factors: nine significant digits must agree."""
    return Context(prec=9).create_decimal(value).normalize()


FIELDS: dict[str, Callable[[FactBase], object]] = {
    "kind": lambda fact: fact.kind,
    "value": lambda fact: (fact.value, fact.low, fact.high),
    "unit": lambda fact: fact.unit,
    "per": lambda fact: fact.per,
    "bound": lambda fact: fact.bound,
    "role": lambda fact: fact.role,
    "direction": lambda fact: fact.direction,
    "concept": lambda fact: _offsets(fact.concept),
    "entity": lambda fact: _offsets(fact.entity),
    "period": lambda fact: (fact.period.start, fact.period.end) if fact.period else None,
    "period span": lambda fact: _offsets(fact.period.span) if fact.period else None,
    "basis": lambda fact: fact.basis.kind if fact.basis else None,
    "basis span": lambda fact: _offsets(fact.basis.span) if fact.basis else None,
    "whole": lambda fact: _offsets(fact.whole),
    "attribution": lambda fact: _offsets(fact.attribution),
    "modality": lambda fact: fact.modality,
    "negated": lambda fact: fact.negated,
    "section": lambda fact: fact.section,
    "sentence": lambda fact: _offsets(fact.sentence),
    "si": _si,
}
"""A fact's fields and what of each is compared; all of them right is the strict whole fact."""

DERIVED: dict[str, Callable[[FactBase], object]] = {
    "role+direction": lambda fact: (fact.role, fact.direction),
    "concept words": lambda fact: _words(fact.concept),
    "entity words": lambda fact: _words(fact.entity),
    "whole words": lambda fact: _words(fact.whole),
    "attribution words": lambda fact: _words(fact.attribution),
}
"""Views of the same fields that stand in the report: the same words wherever they stand."""

READING = ("kind", "value", "unit")
"""The fields that make a figure read right."""

WHOLE = (*READING, "bound", "role", "direction", "period")
"""The fields that, with the concept overlapping by half, make a whole fact."""


def right(field: str, gold: FactBase, predicted: FactBase) -> bool:
    """Whether a field of the output is as the gold has it."""
    read = FIELDS.get(field) or DERIVED[field]
    return read(gold) == read(predicted)


def whole_fact(gold: FactBase, predicted: FactBase) -> bool:
    """Whether the figure, its role, its time and (by half) its concept are right."""
    if not all(right(field, gold, predicted) for field in WHOLE):
        return False
    return overlap_by_half(gold.concept, predicted.concept)
