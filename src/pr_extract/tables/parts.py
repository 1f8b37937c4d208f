"""Rows that part the row above them: `– to EU`, `of which services`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pr_extract.source import Span
from pr_extract.tables.labels import Label

_PART = re.compile(r"(?:[-–—•]\s*)?(?:of\swhich|thereof|o/w)\b|[-–—•]\s*(?=[^\W\d])", re.IGNORECASE)
# What a list of indented rows parts: things counted, and sums of what is sold or made.
_PARTED = re.compile(
    r"\b(?:revenues?|sales|turnover|exports|imports|orders|order\s(?:intake|book)|backlog|deliveries|"
    r"shipments|production|output|volumes?|traffic)\b",
    re.IGNORECASE,
)
_NO_PART = re.compile(r"(?:sub-?)?total\b|others?\b|net\b|basic\b|diluted\b|average\b", re.I)
_TO = re.compile(r"(?:to|from|in|for|by|with|at)\s+(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A row that tells a part of another: ``whole`` is the other's label, ``name`` whose part."""

    whole: Label
    name: Span

    def labelled(self, own: Label) -> Label:
        """The label of the whole, in the part's own unit if it states one."""
        return replace(self.whole, measure=own.measure) if own.measure else self.whole


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row of figures with its label, and the label of the group it stands in, if any."""

    span: Span
    label: Label
    group: Span | None


def find_parts(text: str, rows: Sequence[NamedRow]) -> dict[Span, Part]:
    """The rows, by their span, that part the nearest row above which is no part itself.

    They bear a mark, or stand further in under a row that counts or sums up. A part that is a
    measure of its own (`of which depreciation`) is left alone.
    """
    parts: dict[Span, Part] = {}
    above: NamedRow | None = None
    for row in rows:
        label = row.label
        marked = _PART.match(label.words) is not None
        if above is None or not (marked or _stands_under(text, row, above)):
            above = row
            continue
        whole = above.label
        if whole.concept and label.concept and not label.measures:
            lead = _TO.match(text, label.concept.start, label.concept.end)
            start = lead.end() if lead else label.concept.start
            if start < label.concept.end:
                parts[row.span] = Part(whole, Span(start, label.concept.end))
    return parts


def _stands_under(text: str, row: NamedRow, above: NamedRow) -> bool:
    whole, label = above.label, row.label
    parted = whole.counted is not None or _PARTED.search(whole.words) is not None
    if not parted or row.group != above.group or _NO_PART.match(label.words):
        return False
    return _indent(text, row.span.start) > _indent(text, above.span.start)


def _indent(text: str, start: int) -> int:
    """By how many blanks a row is indented; 0 where its line does not start with it."""
    line = text.rfind("\n", max(0, start - 40), start) + 1
    return start - line if not text[line:start].strip() else 0
