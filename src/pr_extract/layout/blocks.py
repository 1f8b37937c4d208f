"""Paragraphs to blocks: which part of the release each one stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pr_extract.layout.cues import (
    ABOUT,
    END_MARK,
    is_aside,
    is_heading,
    named_section,
    phrased_section,
)
from pr_extract.layout.opening import find_dateline, find_headline, first_prose
from pr_extract.layout.paragraphs import Paragraph
from pr_extract.layout.parts import Block, BlockKind, Dateline
from pr_extract.layout.tables import find_captions, mark_tables
from pr_extract.records import Section
from pr_extract.source import Span

_ORNAMENT = re.compile(r"[\s*#=_~·.\-–—+•]+$")
_IS_A = re.compile(r"\b(?:is|are|was|has|provides|offers|develops|operates|,)\s")
_INTRODUCES = re.compile(r":[\s*_]*$|\b(?:following|below|as follows)\b[^.]*[.:]?$", re.IGNORECASE)
_MARK_DIGITS = re.compile(r"\d+|(?<=[(])?[a-z]+")
_TAIL = 4
_CONTACT_WORD = re.compile(r"contact|enquir|inquir|related links?", re.IGNORECASE)
_CONTACT_DATA = re.compile(
    r"@|\+\d|\b(?:\d{3}[-. )]{1,2}\d{3}[-. ]|\d{3}[-.])\d{4}\b|\b(?:tel|phone|fax)\b", re.IGNORECASE
)


def arrange(
    text: str, paragraphs: Sequence[Paragraph]
) -> tuple[Span | None, Dateline | None, tuple[Block, ...]]:
    """Text and its paragraphs → headline, dateline, and all blocks in order."""
    paragraphs = mark_tables(
        text, [p for p in paragraphs if not _ORNAMENT.match(p.text) or END_MARK.match(p.text)]
    )
    dateline, at, lead = find_dateline(text, paragraphs)
    if lead is None:
        lead = first_prose(paragraphs, at)
    headline = find_headline(paragraphs, lead, at)
    return headline, dateline, tuple(_blocks(paragraphs, lead, at, headline))


def _blocks(
    paragraphs: Sequence[Paragraph], lead: int, header: int | None, headline: Span | None
) -> list[Block]:
    blocks: list[Block] = []
    part: Section = "body"
    scope = _Scope()
    captions = find_captions(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if number < lead:
            section = _section_above_lead(paragraph, number, header, headline)
        else:
            opened = "body" if number in captions else _part_begins(paragraphs, number, part)
            if number == lead or (opened and (opened != part or ABOUT.match(paragraph.text))):
                scope = _Scope()
            part = opened or part
            above = blocks[-1].section if blocks else None
            in_lead = number == lead or (paragraph.inline and above == "lead")
            section = _section_in_part(paragraph, part, in_lead, above)
        kind = _kind(paragraph, section, following)
        aside = section == "contact" and part != "contact"
        place = _Scope() if aside else scope
        blocks.append(place.place(paragraph, kind, section, following))
    return blocks


def _kind(paragraph: Paragraph, section: Section, following: Paragraph | None) -> BlockKind:
    if section == "headline":
        return "headline"
    if paragraph.marker:
        return "bullet"
    if paragraph.tabular:
        return "table_row"
    if section in ("lead", "contact") and not (
        section == "contact" and named_section(paragraph) and paragraph.text[-1] == ":"
    ):
        return "paragraph"
    return "heading" if following and is_heading(paragraph, following) else "paragraph"


class _Scope:
    """The heading and the lead-in that hold for the next block of a part."""

    def __init__(self) -> None:
        self.heading: Span | None = None
        self.above: Span | None = None  # the heading that comes back after a list
        self.introduced = False  # whether `heading` only introduces a list
        self.lead_in: Span | None = None
        self.levels: list[tuple[str, Span | None]] = []

    def place(
        self, paragraph: Paragraph, kind: BlockKind, section: Section, following: Paragraph | None
    ) -> Block:
        """The block, with what introduces it; then take note of what it introduces itself."""
        span, listed = paragraph.span, kind in ("bullet", "table_row")
        if not listed and self.levels:
            self.levels.clear()
            if self.introduced:
                self.heading, self.introduced = self.above, False
        lead_in = self._level(paragraph) if listed else None
        heading = self.heading if kind not in ("heading", "headline") else None
        block = Block(span, kind, section, lead_in, heading)
        if kind == "heading":
            self.introduced = paragraph.text[-1] == ":" and bool(following and following.marker)
            self.above, self.heading = self.heading, span
        if not listed or paragraph.text[-1] == ":":
            introduces = kind != "headline" and _INTRODUCES.search(paragraph.text[-80:])
            self.lead_in = span if introduces else None
        return block

    def _level(self, paragraph: Paragraph) -> Span | None:
        """What introduces a bullet: one of the same mark has the same lead-in, also nested."""
        mark = "row" if paragraph.tabular else _MARK_DIGITS.sub("1", paragraph.marker or "")
        known = next((n for n, (m, _) in enumerate(self.levels) if m == mark), None)
        if known is None:
            self.levels.append((mark, self.lead_in))
            return self.lead_in
        del self.levels[known + 1 :]
        return self.levels[known][1]


def _section_above_lead(
    paragraph: Paragraph, number: int, header: int | None, headline: Span | None
) -> Section:
    if number == header:
        return "lead"
    if headline and paragraph.span.covers(headline):
        return "headline"
    named = named_section(paragraph)
    if named in ("contact", "disclaimer"):
        return named
    return "table" if paragraph.tabular else "subhead"


def _section_in_part(
    paragraph: Paragraph, part: Section, in_lead: bool, above: Section | None
) -> Section:
    if paragraph.tabular:
        contact = part == "contact" and _CONTACT_DATA.search(paragraph.text)
        return "contact" if contact else "table"
    if is_aside(paragraph):
        # Under a table, `Source: …` says where its figures come from.
        return "table" if above == "table" else named_section(paragraph) or part
    if part != "body":
        return part
    return "lead" if in_lead else phrased_section(paragraph) or "body"


def _part_begins(paragraphs: Sequence[Paragraph], number: int, part: Section) -> Section | None:
    """The part that a paragraph opens, None if it goes on with the one before."""
    paragraph = paragraphs[number]
    if paragraph.tabular:
        return None
    text = paragraph.text
    if END_MARK.match(text):
        return "contact"
    named = named_section(paragraph)
    if is_aside(paragraph) and len(paragraphs) - number > _TAIL:
        named = None
    if named == "contact" and part == "body" and not is_aside(paragraph):
        # `Media` and `Investors` may as well head a part of the news.
        near = paragraphs[number : number + 4]
        if not _CONTACT_WORD.search(text[:60]) and not any(
            _CONTACT_DATA.search(p.text[:300]) for p in near
        ):
            named = None
    if named and named != "subhead":
        return named
    if ABOUT.match(text) and (number or paragraph.inline):
        return "boilerplate"
    if number * 2 > len(paragraphs) and number + 1 < len(paragraphs) and is_heading(paragraph):
        return "boilerplate" if _describes(text, paragraphs[number + 1].text) else None
    return None


def _describes(heading: str, text: str) -> bool:
    """Whether a bare name is the heading of its own description (`Acme` / `Acme Inc. is a …`)."""
    name = heading.strip(" .:*#")
    if not name or len(name.split()) > 8 or not text.startswith(name) or len(text) < 120:
        return False
    return bool(_IS_A.search(text, len(name), len(name) + 150)) and all(
        word[0].isupper() or word[0].isdigit() or len(word) < 4 for word in name.split()
    )
