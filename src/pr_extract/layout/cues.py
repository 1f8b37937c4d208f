"""What a paragraph's own words say: heading, preamble, or the opening of a section."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pr_extract.layout.paragraphs import Paragraph
from pr_extract.lexicon import Entry, load
from pr_extract.records import Section

ABOUT = re.compile(r"[#*_\s]*About\s+(?:the\s+)?(?:[A-Z(“\"‘]|\d+[A-Za-z])[^\n]*")
END_MARK = re.compile(
    r"[\s*#=_~\-–—]*(?:end|ends|-\s?30\s?-|end of (?:press |news )?release)[\s*#=_~\-–—.]*$"
    r"|[\s*]*#(?:\s*#){1,4}[\s*]*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][”\"’)\]*]*$")
_ABBREVIATED_END = re.compile(r"\b(?:Inc|Corp|Co|Ltd|L\.P|N\.V|S\.A|U\.S|plc|Jr|Sr|St|No)\.$")
_LEGAL_FORM = re.compile(
    r"\b(?:plc|PLC|Inc\.?|Corp\.?|Corporation|Ltd\.?|Limited|LLC|L\.P\.|LP|N\.V\.|NV|S\.A\.|SA|SE|"
    r"AG|GmbH|AB|ASA|Oyj|S\.p\.A\.|A/S|KGaA)$"
)
_E_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w")
_LABELLED_FIGURE = re.compile(
    r":\s*[-+(]*(?:[$€£¥]|[A-Z]{2,3}\$?\s?)\d|:\s*[-+(]*\d[\d,.]*\s*(?:%|[mb]n?\b|million|billion)"
)
_SAYS = re.compile(r"\b(?:said|says|commented|comments|added|adds|stated|noted):$")
_WEB = re.compile(r"https?:|www\.", re.IGNORECASE)
_HEADLINE_LIMIT, _HEADING_LIMIT = 350, 130
_LONG_ENOUGH = 150
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
    asides: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def may_be_headline(paragraph: Paragraph) -> bool:
    """Whether a paragraph is short enough and closed like a headline."""
    text = paragraph.text
    if len(text) > _HEADLINE_LIMIT or _E_MAIL.search(text):
        return False
    return (
        not _SENTENCE_END.search(text)
        or bool(_ABBREVIATED_END.search(text))
        or (text[-1] in "!?" or (text[-1] == "." and len(text.split()) <= 12))
    )


def may_be_subhead(paragraph: Paragraph) -> bool:
    """Whether a paragraph between headline and lead reads as a line, not as prose."""
    text = paragraph.text
    return len(text) < 250 and not _SENTENCE_END.search(text) and not re.search(r"\. [A-Z]", text)


def is_letterhead(paragraph: Paragraph) -> bool:
    """A line that names the issuer or gives its defined terms rather than the news."""
    text = paragraph.text
    return text[0] == "(" or (bool(_LEGAL_FORM.search(text)) and len(text.split()) <= 3)


def is_preamble(paragraph: Paragraph) -> bool:
    """`FOR IMMEDIATE RELEASE` and other lines that stand above a headline."""
    section = named_section(paragraph)
    return section in ("subhead", "contact") or bool(END_MARK.match(paragraph.text))


def is_heading(paragraph: Paragraph, following: Paragraph | None = None) -> bool:
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
    if _WEB.search(text) or (text[-1] == ":" and (len(text.split()) > 12 or _SAYS.search(text))):
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


@dataclass(frozen=True, slots=True)
class _Cues:
    """The lexicon compiled: headings by their words, openings and asides as one pattern each."""

    headings: dict[str, Section]
    openings: dict[str, Section]
    opening: re.Pattern[str]
    phrases: tuple[tuple[str, Section], ...]
    asides: frozenset[str]


@cache
def _cues() -> _Cues:
    entries = load("sections", SectionEntry)
    openings = {o: entry.section for entry in entries for o in (*entry.openings, *entry.asides)}
    longest_first = sorted(openings, key=len, reverse=True)
    return _Cues(
        {heading: entry.section for entry in entries for heading in entry.headings},
        openings,
        re.compile("|".join(map(re.escape, longest_first))),
        tuple((phrase, entry.section) for entry in entries for phrase in entry.phrases),
        frozenset(aside for entry in entries for aside in entry.asides),
    )


_HEADING_WORDS = re.compile(r"[#*_\s]*([^:\n]{2,110}?)[\s*_]*(?::|\.?[\s*_]*$)")
_NUMBERED = re.compile(r" (?:no\.? ?|# ?)?\d[\d/.-]{0,10}$")
_SOURCE = re.compile(r"SOURCE:?\s+[A-Z0-9]")


def named_section(paragraph: Paragraph) -> Section | None:
    """The section that a paragraph's own words name, as heading or in its opening."""
    return _opened(paragraph.text)[0]


def is_aside(paragraph: Paragraph) -> bool:
    """Whether the named section is that of this paragraph alone."""
    return _opened(paragraph.text)[1]


def phrased_section(paragraph: Paragraph) -> Section | None:
    """The section that words anywhere in a paragraph show (`does not constitute an offer`)."""
    whole = paragraph.text.casefold()
    return next((section for phrase, section in _cues().phrases if phrase in whole), None)


@lru_cache(maxsize=256)
def _opened(text: str) -> tuple[Section | None, bool]:
    cues = _cues()
    folded = text[:160].casefold().replace("’", "'").replace("‑", "-")
    if match := _HEADING_WORDS.match(folded):
        words = _NUMBERED.sub("", " ".join(match[1].split()))  # `Press release 24/2024`
        section = cues.headings.get(words)
        if section and not (section in ("body", "subhead") and match.end() < len(folded)):
            return section, False
    if opening := cues.opening.match(folded):
        return cues.openings[opening.group()], opening.group() in cues.asides
    if _SOURCE.match(text) or (len(text) < 250 and "@" in text and _E_MAIL.search(text)):
        return "contact", True
    return None, False
