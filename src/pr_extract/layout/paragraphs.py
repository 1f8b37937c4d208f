"""Characters to paragraphs: lines, hard wraps undone, bullets and table rows kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from pr_extract.source import Span

# White space, and the marks of no width that extraction tools leave at line ends.
BLANKS = " \t\r\n\v\f\x1c\x1d\x1e\x1f\x85\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
BLANKS += "\u2009\u200a\u200b\u200c\u200d\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(
    r"[*•●○◦▪■□‣⁃·◆►➢➤✓✔–—-][ \t\xa0]+(?=\S)"
    r"|[•●○◦▪■□‣⁃◆►➢➤✓✔](?=\S)"
    r"|\(?(?:\d{1,2}|[a-z]|[ivx]{2,4})[.)][ \t\xa0]+(?=[^\W\d_]|[“\"‘$€£])"
)
# Several bullets on one line, as text taken from web pages has them.
_INLINE_BULLET = re.compile(r"(?<=\s)(?:[•●○◦▪■□‣⁃◆►➢](?=\s)|\*(?=\s+[A-Z“\"]))")
_INLINE_ABOUT = re.compile(r"(?<=[.!?”\")\w]\s)About (?=(?:the )?[A-Z])")
_CELL_GAP = re.compile(r"(?<![.?!:;”\"\s])(?:[ \xa0]{3,}|[ \xa0]*\t+[ \xa0]*)(?=\S)")
# `$ 1,204`, `(31)`, `9.5%`, `—`; two that are no mere digits prove a row.
_FIGURES = re.compile(
    r"(?:(?:(?<=\s)|(?<=[$€£]))(?:[$€£]\s?)?\(?[-+−]?[$€£]?\d{1,3}(?:,?\d{3}){0,4}(?:\.\d{1,4})?"
    r"\)?\s?(?:%|pts?|ppts?|pp|bps|x)?\s?\)?(?:\s|$)"
    r"|(?<=\s)(?:[$€£]?\s?[—–-]\s?%?|[Nn]\.?[Mm]\.?|[Nn]/?[AaMm])(?:\s|$)){2,12}$"
)
_PROVEN = re.compile(r"\d[\d.,]*[.,]\d+|\d\)?\s?%|[$€£]\s?\(?\d|\(\d+\)")
_FIGURE_ENDS = frozenset("0123456789%)—–-spxMmAa.")
_WIDEST_ROW = 160
_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_HTML_ROW = re.compile(r"<tr\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:;][”\"’)\]]*$")

_WIDEST_WRAP = 110
_LONG_PARAGRAPH = 1000


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that stands for itself; ``text`` is its slice of the source.

    ``marker`` is the bullet it opens with, ``tabular`` whether it is a row of a table and
    ``inline`` whether it was cut out of a line that goes on before it.
    """

    span: Span
    text: str
    marker: str | None = None
    tabular: bool = False
    inline: bool = False
    blank_before: bool = True


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    blank_before: bool


def split_paragraphs(text: str) -> list[Paragraph]:
    r"""Text → its paragraphs in order; a hard-wrapped paragraph is one.

    >>> [p.text for p in split_paragraphs("Results\r\n\r\n* up 5%\r\n* down 3%\r\n")]
    ['Results', '* up 5%', '* down 3%']
    """
    lines = list(_lines(text))
    width = _wrap_width(lines)
    paragraphs: list[Paragraph] = []
    first = 0
    for number in range(1, len(lines) + 1):
        if number < len(lines) and _goes_on(lines[number - 1], lines[number], width):
            continue
        start, end = lines[first].start, lines[number - 1].end
        paragraphs.extend(_cut(text, start, end, lines[first].blank_before))
        first = number
    return paragraphs


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow the offsets until neither end stands on a blank."""
    while start < end and text[start] in BLANKS:
        start += 1
    while end > start and text[end - 1] in BLANKS:
        end -= 1
    return start, end


def is_row(line: str) -> bool:
    """Whether a line has the cells of a table: bars, tabs or wide gaps between them.

    >>> is_row("Revenue      1,204      1,103"), is_row("Revenue rose.   It fell.")
    (True, False)
    >>> is_row("Revenue $ 1,204 $ (1,103) 9%"), is_row("Call +44 20 7946 0123")
    (True, False)
    """
    if line.count("|") >= 2 or _ends_in_figures(line):
        return True
    if "\t" not in line and "  " not in line and "\xa0" not in line:
        return False
    gaps = _CELL_GAP.findall(line)
    if any("\t" in gap for gap in gaps):
        return True
    return len(gaps) >= 2 or (len(gaps) == 1 and any(c.isdigit() for c in line))


def _ends_in_figures(line: str) -> bool:
    """Whether a label is followed by figures alone, one blank between them, as PDFs lose gaps."""
    if line[-1:] not in _FIGURE_ENDS or not line[:1].isalpha() or len(line) > _WIDEST_ROW:
        return False
    tail = _FIGURES.search(" ".join(line.split()))
    return tail is not None and len(_PROVEN.findall(tail[0])) >= 2


def _lines(text: str) -> Iterator[_Line]:
    previous_end, blank = 0, True
    for match in _LINE.finditer(text):
        start, end = trim(text, match.start(), match.end())
        if start == end:
            blank = True
            continue
        gap = text[previous_end : match.start()]
        blank = blank or max(gap.count("\n"), gap.count("\r"), gap.count("\u2028")) > 1
        yield _Line(start, end, text[start:end], blank)
        previous_end, blank = match.end(), False


def _wrap_width(lines: list[_Line]) -> int:
    """The column at which the text is hard-wrapped, 0 if it is not."""
    pairs = [
        (upper, lower)
        for upper, lower in pairwise(lines)
        if not lower.blank_before and not is_row(upper.text) and not is_row(lower.text)
    ]
    lengths = [len(upper.text) for upper, _ in pairs if len(upper.text) <= _WIDEST_WRAP]
    long = sum(len(line.text) > _WIDEST_WRAP + 20 for line in lines)
    if len(lengths) < 2 or long * 20 > len(lines):
        return 0
    width = max(lengths)
    running = [pair for pair in pairs if not _SENTENCE_END.search(pair[0].text)]
    full = sum(_is_full(upper, lower, width) for upper, lower in running)
    return width if width >= 45 and full * 2 > len(running) else 0


def _is_full(upper: _Line, lower: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    word = lower.text.split(None, 1)[0]
    return len(upper.text) + 1 + len(word) > width - 4


def _goes_on(upper: _Line, lower: _Line, width: int) -> bool:
    if not width or lower.blank_before or _BULLET.match(lower.text):
        return False
    if is_row(upper.text) or is_row(lower.text):
        return False
    if _is_full(upper, lower, width):
        return True
    return lower.text[0].islower() and not _SENTENCE_END.search(upper.text)


def _cut(text: str, start: int, end: int, blank_before: bool) -> Iterator[Paragraph]:
    """One run of lines → paragraphs; rows of HTML and bullets on one line are several."""
    content = text[start:end]
    html = "<" in content and bool(_HTML_TABLE.search(content))
    if html:
        cuts = [match.start() for match in _HTML_ROW.finditer(content)]
    else:
        cuts = [match.start() for match in _INLINE_BULLET.finditer(content)]
        if len(content) > _LONG_PARAGRAPH:
            cuts += [m.start() for m in _INLINE_ABOUT.finditer(content) if m.start() > 400]
    edges = [0, *sorted(set(cuts) - {0}), len(content)]
    for left, right in pairwise(edges):
        a, b = trim(text, start + left, start + right)
        if a == b:
            continue
        piece = text[a:b]
        marker = _BULLET.match(piece)
        row = html or ("\n" not in piece and is_row(piece) and not marker)
        yield Paragraph(
            Span(a, b),
            piece,
            marker.group().strip() if marker else None,
            row,
            inline=left > 0,
            blank_before=blank_before and left == 0,
        )
