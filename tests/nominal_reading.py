"""Reads counts, ranks, multiples and ratios of one sentence, and the marks that say what to find.

A case is a sentence with its amounts in brackets: `runs [40 stores](count 40 store)`. The marked
amounts are exactly those the sentence holds.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language

from pr_extract.language import load_model, make_doc
from pr_extract.quantities import Quantity
from pr_extract.quantities.counts import find_counts
from pr_extract.quantities.find import find_amounts
from pr_extract.quantities.multiples import find_multiples
from pr_extract.quantities.ranks import find_ranks
from pr_extract.quantities.ratios import find_ratios
from pr_extract.source import Span

_MARK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")


@cache
def _model() -> Language:
    return load_model()


def read(text: str) -> list[Quantity]:
    """All nominal amounts of a text, in text order."""
    amounts = find_amounts(text)
    spans = [quantity.span for quantity in amounts.quantities]
    numbers = [number.span for number in amounts.numbers]
    cuts = [offset for span in (*spans, *numbers) for offset in (span.start, span.end)]
    doc = make_doc(_model(), text, [Span(0, len(text))], cuts)
    for _, component in _model().pipeline:
        doc = component(doc)
    found: list[Quantity] = []
    for find in (find_ranks, find_ratios, find_multiples):
        blocked = [*spans, *(quantity.span for quantity in found)]
        found += find(doc, text, blocked)
    blocked = [*spans, *(quantity.span for quantity in found)]
    found += find_counts(doc, text, amounts.numbers, blocked, amounts.quantities)
    return sorted(found, key=lambda quantity: quantity.span)


def describe(quantity: Quantity, text: str) -> tuple[str, str]:
    """The span's text, and kind, value and unit, with bound and per where there is something."""
    value = quantity.value
    written = f"{value:f}" if value is not None else f"{quantity.low:f}..{quantity.high:f}"
    if "." in written and ".." not in written:
        written = written.rstrip("0").rstrip(".")
    parts = [quantity.kind, written, quantity.unit]
    if quantity.bound not in ("exact", "between"):
        parts.append(f"bound={quantity.bound}")
    if quantity.per:
        parts.append(f"per={quantity.per}")
    return quantity.span.of(text), " ".join(parts)


def check(case: str) -> None:
    """Assert that the marked amounts are exactly those read."""
    text = _MARK.sub(r"\1", case)
    expected = [(match[1], match[2]) for match in _MARK.finditer(case)]
    found = [describe(quantity, text) for quantity in read(text)]
    assert found == expected, f"found {found}"
