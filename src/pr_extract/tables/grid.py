"""Blocks to grids: which rows make one table, what stands above it, and the cells of each row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pr_extract.layout import Block, Layout
from pr_extract.source import Span

_TAG = re.compile(r"<[^<>]{1,400}>")
_HTML_CELL = re.compile(r"<t[dh]\b[^<>]{0,400}>", re.IGNORECASE)
_HTML_END = re.compile(r"</t[dhr]\s*>|</tbody\s*>|</table\s*>", re.IGNORECASE)
_RULE = re.compile(r"[\s|:=_+-]+$")
_GAP = re.compile(r"[ \xa0]{2,}|[ \xa0]*\t[ \xa0]*")
_TAB = re.compile(r"\t")
_BAR = re.compile(r"\|")
_LINE = re.compile(r"[\r\n]+")
_OPENING = re.compile(r"[-+−–]?(?:[A-Z]{1,3})?[$€£¥₹](?:\s*\()?$|\($|[A-Z]{3}$|Rs\.?$")
_CLOSING = re.compile(r"\)?\s?(?:%|pts?|ppts?|pp|bps|bp|x)?\)?$")
_NUMERIC_START = re.compile(r"[-+−–(]{0,2}\s?[\d.—–-]")
_NUMERIC_END = re.compile(r"[\d)—–-]$")
_LONGEST_TITLE = 160
_MOST_TITLES, _MOST_BETWEEN = 6, 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty; ``column`` counts from the row's left, empty ones included.

    ``sign`` is the span of a currency sign that stood in a cell of its own before it, where
    markup parts the two, so that no span of the source can hold them both.
    """

    span: Span
    text: str
    column: int
    sign: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row; ``width`` is their number with the empty ones, 0 if unknowable."""

    span: Span
    cells: tuple[Cell, ...]
    width: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of one table, with the lines above it that may say what its figures are.

    ``titles`` are in text order, short lines only; ``lead_in`` is the paragraph that introduces
    the table, ``source`` what its `Source:` line names.
    """

    rows: tuple[Row, ...]
    titles: tuple[Span, ...]
    lead_in: Span | None
    source: Span | None


def find_grids(text: str, layout: Layout) -> Iterator[Grid]:
    r"""Every run of table rows; short lines within a run are rows with one cell.

    >>> from pr_extract.layout import read_layout
    >>> text = "June traffic\n\nSeats\t4,470\t4,140\nFlights\t24,180\t22,450\n"
    >>> grid = next(find_grids(text, read_layout(text)))
    >>> [[cell.text for cell in row.cells] for row in grid.rows]
    [['Seats', '4,470', '4,140'], ['Flights', '24,180', '22,450']]
    """
    blocks = layout.blocks
    number = 0
    while number < len(blocks):
        if not _is_row(blocks[number]):
            number += 1
            continue
        end = _run_end(blocks, number)
        rows = tuple(row for b in blocks[number:end] for row in _rows(text, b.span))
        yield Grid(
            rows,
            _titles(blocks, number),
            _lead_in(text, blocks, number),
            _source(text, blocks[end] if end < len(blocks) else None),
        )
        number = end


def _is_row(block: Block) -> bool:
    return block.kind == "table_row" and block.section == "table"


def _is_line(block: Block) -> bool:
    """A short line that may belong to a table: a title, or the label of a group of rows."""
    return block.kind in ("heading", "paragraph") and len(block.span) <= _LONGEST_TITLE


def _run_end(blocks: Sequence[Block], start: int) -> int:
    """The end of the rows that go on from a row, over lines that may label a group of them."""
    end = start + 1
    while end < len(blocks):
        gap = end
        while gap < len(blocks) and gap - end < _MOST_BETWEEN and _is_label_line(blocks[gap]):
            gap += 1
        if gap >= len(blocks) or not _is_row(blocks[gap]):
            return end
        end = gap + 1
    return end


def _is_label_line(block: Block) -> bool:
    return _is_line(block) and len(block.span) <= 80 and block.section not in ("contact", "lead")


def _titles(blocks: Sequence[Block], start: int) -> tuple[Span, ...]:
    titles: list[Span] = []
    for block in reversed(blocks[max(0, start - _MOST_TITLES) : start]):
        if not _is_line(block) or block.section == "contact":
            break
        if block.section == "lead" and titles:
            break
        titles.append(block.span)
    return tuple(reversed(titles))


def _lead_in(text: str, blocks: Sequence[Block], start: int) -> Span | None:
    """The paragraph that introduces the rows, by its wording or as the one right above."""
    row = blocks[start]
    if row.lead_in is not None:
        return row.lead_in
    above = blocks[start - 1] if start else None
    if above is not None and above.kind == "paragraph" and above.section not in ("lead", "contact"):
        tail = above.span.of(text)[-200:]
        if tail.rstrip().endswith(":") or re.search(r"\b(?:table|below|follow(?:s|ing))\b", tail):
            return above.span
    return None


_SOURCE = re.compile(r"(?:^\W{0,3}|[.;]\s)Source\s?:\s*", re.IGNORECASE)


def _source(text: str, block: Block | None) -> Span | None:
    """What a `Source:` line names, if it is one thing."""
    match = _SOURCE.search(block.span.of(text)) if block else None
    if block is None or match is None:
        return None
    start = block.span.start + match.end()
    named = text[start : block.span.end].rstrip(" .*)]")
    if not named or re.search(r"[,;&:]|\band\b|https?", named) or len(named) > 80:
        return None
    return Span(start, start + len(named))


def _rows(text: str, span: Span) -> Iterator[Row]:
    content = span.of(text)
    if _RULE.match(content):
        return  # `|---|---|`
    cells, width = split_cells(text, span)
    if cells:
        yield Row(span, cells, width)


def split_cells(text: str, span: Span) -> tuple[tuple[Cell, ...], int]:
    """The cells of a row, and how many there are with the empty ones (0 if blanks part them)."""
    content = span.of(text)
    if _HTML_CELL.search(content):
        pieces = list(_html_cells(content, span.start))
        cells = _merged(text, pieces, markup=True)
        return tuple(replace(c, text=_TAG.sub(" ", c.text).strip()) for c in cells), len(pieces)
    if "\n" in content or "\r" in content:
        return _merged(text, list(_parts(content, span.start, _LINE)), markup=False), 0
    if content.count("|") >= 2 or (" | " in content and "\t" not in content):
        trimmed = content.strip("| ")
        lead = content.index(trimmed) if trimmed else 0
        pieces = list(_parts(trimmed, span.start + lead, _BAR))
        return _merged(text, pieces, markup=True), len(pieces)
    if plain := list(_plain_cells(content, span.start)):
        return _merged(text, plain, markup=False), 0
    tabs = "\t" in content and not re.search(r"\S[ \xa0]{3,}\S", content)
    pieces = list(_parts(content, span.start, _TAB if tabs else _GAP))
    return _merged(text, pieces, markup=False), len(pieces) if tabs else 0


_PLAIN = re.compile(
    r"(?<=\s)(?:[$€£]\s?)?\(?[-+−]?[$€£]?\d[\d,]{0,20}(?:\.\d{1,4})?"
    r"\)?\s?(?:%|pts?|ppts?|pp|bps|x)?\s?\)?(?=\s|$)"
    r"|(?<=\s)(?:[$€£]?\s?[—–-]\s?%?|[Nn]\.?[Mm]\.?|[Nn]/?[AaMm])(?=\s|$)"
)


def _plain_cells(content: str, start: int) -> Iterator[Span]:
    """A label and the figures after it, where one blank stands between all cells."""
    if _GAP.search(content) or len(content) > 200:
        return
    places: list[tuple[int, int]] = []
    end = len(content)
    for match in reversed(list(_PLAIN.finditer(content))):
        if content[match.end() : end].strip():
            break
        places.insert(0, match.span())
        end = match.start()
    if len(places) >= 2 and content[:end].strip():
        yield _trim(content, start, 0, end)
        for left, right in places:
            yield _trim(content, start, left, right)


def _parts(content: str, start: int, gap: re.Pattern[str]) -> Iterator[Span]:
    at = 0
    for match in gap.finditer(content):
        yield _trim(content, start, at, match.start())
        at = match.end()
    yield _trim(content, start, at, len(content))


def _trim(content: str, start: int, left: int, right: int) -> Span:
    piece = content[left:right]
    lead = len(piece) - len(piece.lstrip())
    return Span(start + left + lead, start + left + lead + len(piece.strip()))


def _html_cells(content: str, start: int) -> Iterator[Span]:
    opens = list(_HTML_CELL.finditer(content))
    ends = [match.start() for match in _HTML_END.finditer(content)]
    for number, match in enumerate(opens):
        limit = opens[number + 1].start() if number + 1 < len(opens) else len(content)
        place = bisect_left(ends, match.end())
        end = min(limit, ends[place]) if place < len(ends) else limit
        yield _inner(content, start, match.end(), end)


def _inner(content: str, start: int, left: int, right: int) -> Span:
    """What stands in a cell between the tags at its edges."""
    while True:
        span = _trim(content, start, left, right)
        left, right = span.start - start, span.end - start
        opening = _TAG.match(content, left, right)
        if opening:
            left = opening.end()
            continue
        tail = content.rfind("<", max(left, right - 400), right)
        if tail >= 0 and content[right - 1 : right] == ">" and _TAG.fullmatch(content, tail, right):
            right = tail
            continue
        return span


def _merged(text: str, pieces: Sequence[Span], *, markup: bool) -> tuple[Cell, ...]:
    """The cells that are not empty; a sign or bracket in a cell of its own joins its number."""
    cells: list[Cell] = []
    opening: Span | None = None
    for column, span in enumerate(pieces):
        content = span.of(text)
        if not content:
            continue
        if opening is not None:
            if _NUMERIC_START.match(content):
                if markup:
                    cells.append(Cell(span, content, column, opening))
                else:
                    whole = Span(opening.start, span.end)
                    cells.append(Cell(whole, whole.of(text), column))
                opening = None
                continue
            cells.append(Cell(opening, opening.of(text), column - 1))
            opening = None
        if _OPENING.fullmatch(content):
            opening = span
        elif cells and _CLOSING.fullmatch(content) and _NUMERIC_END.search(cells[-1].text):
            last = cells[-1]
            whole = Span(last.span.start, span.end)
            if markup:
                cells[-1] = replace(last, text=last.text + content)
            else:
                cells[-1] = Cell(whole, whole.of(text), last.column, last.sign)
        else:
            cells.append(Cell(span, content, column))
    if opening is not None:
        cells.append(Cell(opening, opening.of(text), len(pieces) - 1))
    return tuple(cells)


def tags(text: str, span: Span) -> Iterator[Span]:
    """The markup within a stretch of text, whose digits say nothing (`width: 20%`)."""
    for match in _TAG.finditer(text, span.start, span.end):
        yield Span(match.start(), match.end())
