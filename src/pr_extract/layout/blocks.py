"""Paragraphs to blocks: which part of the release each one stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pr_extract.layout.dateline import read_dateline, read_header
from pr_extract.layout.paragraphs import Paragraph
from pr_extract.layout.parts import Block, BlockKind, Dateline
from pr_extract.layout.tables import mark_tables
from pr_extract.lexicon import Entry, load
from pr_extract.records import Section
from pr_extract.source import Span

_ABOUT = re.compile(r"[#*_\s]*About\s+(?:the\s+)?(?:[A-Z(“\"‘]|\d+[A-Za-z])[^\n]*")
_ORNAMENT = re.compile(r"[\s*#=_~·.\-–—+•]+$")
_END_MARK = re.compile(
    r"[\s*#=_~\-–—]*(?:end|ends|-\s?30\s?-|end of (?:press |news )?release)[\s*#=_~\-–—.]*$"
    r"|[\s*]*#(?:\s*#){1,4}[\s*]*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][”\"’)\]*]*$")
_ABBREVIATED_END = re.compile(r"\b(?:Inc|Corp|Co|Ltd|L\.P|N\.V|S\.A|U\.S|plc|Jr|Sr|St|No)\.$")
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_IS_A = re.compile(r"\b(?:is|are|was|has|provides|offers|develops|operates|,)\s")
_INTRODUCES = re.compile(r":[\s*_]*$|\b(?:following|below|as follows)\b[^.]*[.:]?$", re.IGNORECASE)
_MARK_DIGITS = re.compile(r"\d+|(?<=[(])?[a-z]+")
_LABELLED_FIGURE = re.compile(
    r":\s*[-+(]*(?:[$€£¥]|[A-Z]{2,3}\$?\s?)\d|:\s*[-+(]*\d[\d,.]*\s*(?:%|[mb]n?\b|million|billion)"
)
_WEB = re.compile(r"https?:|www\.", re.IGNORECASE)
_HEADLINE_LIMIT, _HEADING_LIMIT = 350, 130
_SEARCH_DATELINE, _LONG_ENOUGH = 40, 150
_SENTENCE_OPENING = re.compile(
    r"(?:it|its|this|that|these|those|we|they|he|she|i|you|see|there|the|all|click|learn|read|"
    r"for|please|visit|download|watch|view|no)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionEntry(Entry):
    """The headings, opening words and phrases that show a section."""

    section: Section
    headings: tuple[str, ...]
    openings: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def arrange(
    text: str, paragraphs: Sequence[Paragraph]
) -> tuple[Span | None, Dateline | None, tuple[Block, ...]]:
    """Text and its paragraphs → headline, dateline, and all blocks in order."""
    paragraphs = mark_tables(
        text, [p for p in paragraphs if not _ORNAMENT.match(p.text) or _END_MARK.match(p.text)]
    )
    dateline, at, lead = _find_dateline(text, paragraphs)
    if lead is None:
        lead = _first_prose(paragraphs, at)
    headline = _find_headline(paragraphs, lead, at)
    return headline, dateline, tuple(_blocks(paragraphs, lead, at, headline))


def _find_dateline(
    text: str, paragraphs: Sequence[Paragraph]
) -> tuple[Dateline | None, int | None, int | None]:
    """→ the dateline, its paragraph, and the paragraph of the lead if it is that one."""
    header: tuple[Dateline, int] | None = None
    for number, paragraph in enumerate(paragraphs[:_SEARCH_DATELINE]):
        if _ABOUT.match(paragraph.text) and number > 2:
            break
        span = paragraph.span
        if found := read_header(text, span.start, span.end):
            header = header or (found, number)
            continue
        found = None if paragraph.marker else read_dateline(text, span.start, span.end)
        if found and found.span.end < span.end - 1:
            return found, number, number
        if found:
            header = header or (found, number)
    if header:
        return header[0], header[1], None
    return None, None, None


def _first_prose(paragraphs: Sequence[Paragraph], header: int | None) -> int:
    """The first body paragraph of a release whose lead has no dateline."""
    first = 0 if header is None else header + 1
    for number in range(first, len(paragraphs)):
        paragraph = paragraphs[number]
        if paragraph.marker or paragraph.tabular or _is_preamble(paragraph):
            continue
        if number == 0 and header is None and _may_be_headline(paragraph) and len(paragraphs) > 1:
            continue
        if number + 1 < len(paragraphs) and (_is_heading(paragraph) or _may_be_subhead(paragraph)):
            continue
        return number
    return min(first, max(len(paragraphs) - 1, 0))


def _find_headline(paragraphs: Sequence[Paragraph], lead: int, header: int | None) -> Span | None:
    for number, paragraph in enumerate(paragraphs[:lead]):
        if number == header or paragraph.marker or paragraph.tabular or _is_preamble(paragraph):
            continue
        return paragraph.span if _may_be_headline(paragraph) else None
    return None


def _may_be_headline(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if len(text) > _HEADLINE_LIMIT or _E_MAIL.search(text):
        return False
    return (
        not _SENTENCE_END.search(text)
        or bool(_ABBREVIATED_END.search(text))
        or (text[-1] in "!?" or (text[-1] == "." and len(text.split()) <= 12))
    )


def _may_be_subhead(paragraph: Paragraph) -> bool:
    """Whether a paragraph between headline and lead reads as a line, not as prose."""
    text = paragraph.text
    return len(text) < 250 and not _SENTENCE_END.search(text) and not re.search(r"\. [A-Z]", text)


def _is_preamble(paragraph: Paragraph) -> bool:
    """`FOR IMMEDIATE RELEASE` and other lines that stand above a headline."""
    section = _named_section(paragraph)
    return section in ("subhead", "contact") or bool(_END_MARK.match(paragraph.text))


def _is_heading(paragraph: Paragraph, following: Paragraph | None = None) -> bool:
    """Whether a line reads as a heading; one with a full stop only above a long paragraph."""
    text = paragraph.text.strip("*_# ")
    if paragraph.marker or paragraph.tabular or paragraph.inline or len(text) > _HEADING_LIMIT:
        return False
    if not text or not (text[0].isupper() or text[0].isdigit() or text[0] in '“"('):
        return False
    if text[-1] in ',;”"' or len(text.split()) > 18 or _E_MAIL.search(text):
        return False
    if _LABELLED_FIGURE.search(text) or (text[0].isdigit() and "%" in text[:6]):
        return False
    if _WEB.search(text) or (text[-1] == ":" and len(text.split()) > 12):
        return False
    if _SENTENCE_END.search(text) and not _ABBREVIATED_END.search(text):
        if text[-1] == "?":
            return True
        return (
            following is not None
            and len(following.text) > _LONG_ENOUGH
            and len(text.split()) <= 5
            and not _SENTENCE_OPENING.match(text)
        )
    return True


def _blocks(
    paragraphs: Sequence[Paragraph], lead: int, header: int | None, headline: Span | None
) -> list[Block]:
    blocks: list[Block] = []
    part: Section = "body"
    scope = _Scope()
    for number, paragraph in enumerate(paragraphs):
        following = paragraphs[number + 1] if number + 1 < len(paragraphs) else None
        if number < lead:
            section = _section_above_lead(paragraph, number, header, headline)
        else:
            named = _part_begins(paragraph, following, blocks, number / len(paragraphs))
            if number == lead or (named and (named != part or _ABOUT.match(paragraph.text))):
                scope = _Scope()
            part = named or part
            in_lead = number == lead or (paragraph.inline and blocks[-1].section == "lead")
            section = _section_in_part(paragraph, part, in_lead)
        kind = _kind(paragraph, section, following)
        blocks.append(scope.place(paragraph, kind, section, following))
    return blocks


def _kind(paragraph: Paragraph, section: Section, following: Paragraph | None) -> BlockKind:
    if section == "headline":
        return "headline"
    if paragraph.marker:
        return "bullet"
    if paragraph.tabular:
        return "table_row"
    if section in ("lead", "contact") and not (
        section == "contact" and _named_section(paragraph) and paragraph.text[-1] == ":"
    ):
        return "paragraph"
    return "heading" if following and _is_heading(paragraph, following) else "paragraph"


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
            self.lead_in = span if _INTRODUCES.search(paragraph.text[-80:]) else None
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
    if paragraph.span == headline:
        return "headline"
    if _named_section(paragraph) == "contact":
        return "contact"
    return "table" if paragraph.tabular else "subhead"


def _section_in_part(paragraph: Paragraph, part: Section, is_lead: bool) -> Section:
    if paragraph.tabular:
        return "table"
    if is_lead and part == "body":
        return "lead"
    if part == "body":
        return _named_section(paragraph, phrases=True) or "body"
    return part


def _part_begins(
    paragraph: Paragraph, following: Paragraph | None, blocks: Sequence[Block], depth: float
) -> Section | None:
    """The part that this paragraph opens, None if it goes on with the one before."""
    if paragraph.tabular or (not blocks and not following):
        return None
    text = paragraph.text
    if _END_MARK.match(text):
        return "contact"
    named = _named_section(paragraph)
    if named and named != "subhead":
        return named
    if _ABOUT.match(text) and (blocks or paragraph.inline):
        return "boilerplate"
    if following and depth > 0.5 and _is_heading(paragraph) and _describes(text, following.text):
        return "boilerplate"
    return None


def _describes(heading: str, text: str) -> bool:
    """Whether a bare name is the heading of its own description (`Acme` / `Acme Inc. is a …`)."""
    name = heading.strip(" .:*#")
    if not name or len(name.split()) > 8 or not text.startswith(name) or len(text) < 120:
        return False
    return bool(_IS_A.search(text, len(name), len(name) + 150)) and all(
        word[0].isupper() or word[0].isdigit() or len(word) < 4 for word in name.split()
    )


@dataclass(frozen=True, slots=True)
class _Cues:
    """The lexicon compiled: headings by their words, openings as one pattern."""

    headings: dict[str, Section]
    openings: dict[str, Section]
    opening: re.Pattern[str]
    phrases: tuple[tuple[str, Section], ...]


@cache
def _cues() -> _Cues:
    entries = load("sections", SectionEntry)
    openings = {opening: entry.section for entry in entries for opening in entry.openings}
    longest_first = sorted(openings, key=len, reverse=True)
    return _Cues(
        {heading: entry.section for entry in entries for heading in entry.headings},
        openings,
        re.compile("|".join(map(re.escape, longest_first))),
        tuple((phrase, entry.section) for entry in entries for phrase in entry.phrases),
    )


_HEADING_WORDS = re.compile(r"[#*_\s]*([^:\n]{2,110}?)[\s*_]*(?::|\.?[\s*_]*$)")


def _named_section(paragraph: Paragraph, *, phrases: bool = False) -> Section | None:
    """The section that a paragraph's own words name, as heading or in its opening."""
    named = _opened_section(paragraph.text)
    if named or not phrases or paragraph.marker:
        return named
    whole = paragraph.text.casefold()
    return next((section for phrase, section in _cues().phrases if phrase in whole), None)


@lru_cache(maxsize=256)
def _opened_section(text: str) -> Section | None:
    cues = _cues()
    folded = text[:160].casefold().replace("’", "'").replace("‑", "-")
    if match := _HEADING_WORDS.match(folded):
        section = cues.headings.get(" ".join(match[1].split()))
        if section and not (section in ("body", "subhead") and match.end() < len(folded)):
            return section
    if opening := cues.opening.match(folded):
        return cues.openings[opening.group()]
    if len(text) < 250 and "@" in text and _E_MAIL.search(text):
        return "contact"
    return None
