"""The top of a release: its dateline, its headline, and where the lead begins."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pr_extract.layout.cues import (
    ABOUT,
    is_aside,
    is_heading,
    is_letterhead,
    is_preamble,
    may_be_headline,
    may_be_subhead,
    named_section,
)
from pr_extract.layout.dateline import read_dateline, read_header
from pr_extract.layout.paragraphs import Paragraph
from pr_extract.layout.parts import Dateline
from pr_extract.source import Span

_SEARCH_DATELINE = 40
# What may follow a dateline in its paragraph when the lead is the next: `Regulatory News:`.
_STUB = re.compile(r"[\s–—-]*(?:[A-Z][A-Za-z ]{0,40}:)?\s*$")


def find_dateline(
    text: str, paragraphs: Sequence[Paragraph]
) -> tuple[Dateline | None, int | None, int | None]:
    """→ the dateline, its paragraph, and the paragraph of the lead if it is that one."""
    header: tuple[Dateline, int] | None = None
    for number, paragraph in enumerate(paragraphs[:_SEARCH_DATELINE]):
        if ABOUT.match(paragraph.text) and number > 2:
            break
        span = paragraph.span
        if found := read_header(text, span.start, span.end):
            header = header or (found, number)
            continue
        if paragraph.marker or paragraph.tabular or is_preamble(paragraph):
            continue
        found = read_dateline(text, span.start, span.end)
        if found and not _STUB.match(text, found.span.end, span.end):
            return found, number, number
        if found:
            header = header or (found, number)
    if header:
        return header[0], header[1], None
    return None, None, None


def first_prose(paragraphs: Sequence[Paragraph], header: int | None) -> int:
    """The first body paragraph of a release whose lead has no dateline."""
    first = 0 if header is None else header + 1
    for number in range(first, len(paragraphs)):
        paragraph = paragraphs[number]
        if paragraph.marker or paragraph.tabular or is_preamble(paragraph):
            continue
        if is_aside(paragraph):
            continue  # `The issuer is solely responsible …` above the lead
        # With a full stop it is a headline only above a dateline; here it is the first sentence.
        if number == 0 and header is None and len(paragraphs) > 1 and not _is_sentence(paragraph):
            continue
        if number + 1 < len(paragraphs) and (is_heading(paragraph) or may_be_subhead(paragraph)):
            continue
        return number
    return min(first, max(len(paragraphs) - 1, 0))


def find_headline(paragraphs: Sequence[Paragraph], lead: int, header: int | None) -> Span | None:
    """The first line above the lead that is neither preamble nor letterhead.

    What stands above `NEWS RELEASE` is a letterhead too, if a headline stands below it.
    """
    best: Paragraph | None = None
    for number, paragraph in enumerate(paragraphs[:lead]):
        if number == header or paragraph.marker or paragraph.tabular:
            continue
        if named_section(paragraph) == "subhead" and not paragraph.text.startswith("EQS"):
            rest = paragraphs[number + 1 : lead]
            if best is not None and any(may_be_headline(p) and not p.marker for p in rest):
                best = None
            continue
        if is_preamble(paragraph) or not may_be_headline(paragraph) or _is_date(paragraph):
            continue
        if best is None or (is_letterhead(best) and not is_letterhead(paragraph)):
            best = paragraph
    return Span(*_without_marks(best)) if best else None


def _is_sentence(paragraph: Paragraph) -> bool:
    text = paragraph.text
    return not may_be_headline(paragraph) or (text[-1] == "." and not is_heading(paragraph))


def _is_date(paragraph: Paragraph) -> bool:
    return read_header(paragraph.text, 0, len(paragraph.text)) is not None


def _without_marks(paragraph: Paragraph) -> tuple[int, int]:
    """The offsets of a headline without the marks of Markdown around it."""
    text, start = paragraph.text, paragraph.span.start
    left = len(text) - len(text.lstrip("#*_ "))
    return start + left, start + (len(text.rstrip("#*_ ")) or len(text))
