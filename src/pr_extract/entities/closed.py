"""Stretches in which no name stands: postal addresses and the symbols shares trade under."""

from __future__ import annotations

import re

from pr_extract.source import Span

_WAY = (
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Blvd\.?|Drive|Dr\.?|Lane|Way|Plaza|Place"
    r"|Square|Parkway|Court|Broadway|Floor|Suite)"
)
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}(?:\s+[A-Z][\w.'’]{{0,20}}){{0,4}}?\s+{_WAY}\b[^\n;:]{{0,80}}?"
    r"\b(?:[A-Z]{2}\s+\d{5}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]{2}|[A-Z]{1,2}\d{1,2}[A-Z]?\s\d[A-Z]{2})\b"
)
_SYMBOL = re.compile(
    r"\bunder\s+the\s+(?:new\s+)?(?:ticker\s+|stock\s+|trading\s+|NYSE\s+|Nasdaq\s+)?"
    r"(?:symbols?|tickers?)\s+[“\"'‘]{0,2}([A-Z][A-Z0-9.]{0,7})\b"
)


def symbol_in(text: str) -> Span | None:
    """The first symbol that shares are said to trade under; None without one."""
    match = _SYMBOL.search(text)
    return Span(match.start(1), match.end(1)) if match else None


def closed_spans(text: str) -> tuple[Span, ...]:
    """Where addresses and ticker symbols stand, in text order.

    >>> text = "Write to Acme, 12 Mill Street, Tarn, OH 43210. It trades under the symbol ACM."
    >>> [span.of(text) for span in closed_spans(text)]
    ['12 Mill Street, Tarn, OH 43210', 'ACM']
    """
    spans = [Span(match.start(), match.end()) for match in _ADDRESS.finditer(text)]
    spans += [Span(match.start(1), match.end(1)) for match in _SYMBOL.finditer(text)]
    return tuple(sorted(spans))
