"""Tables that extraction has flattened: cells that stand one on a line become rows again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pr_extract.layout.paragraphs import Paragraph, is_row
from pr_extract.source import Span

_NUMBER = re.compile(
    r"[-+–−±~<>$€£¥]*(?:[A-Z]{2,3}\$?)?\d[\d,.]*(?:%|x|pp|bps|bn|mn|mm|[kmKMB])?[%*†‡]*$"
)
_UNIT = re.compile(r"(?:%|[A-Za-z]{1,3}|million|billion|or|to|range|and|vs\.?|[-+–−±$€£¥])$")
_NOTHING = re.compile(r"(?:n/?a|n\.a\.|nm|n/m|nil|[-–—])$", re.IGNORECASE)
_CAPTION = re.compile(
    r"\b(?:statements? of|balance sheets?|reconciliations?|in (?:thousands|millions|billions)|"
    r"unaudited|(?:weeks|months|quarters?|years?) ended|cash flows?|selected financial|"
    r"consolidated|supplemental)\b",
    re.IGNORECASE,
)
_LONGEST_CELL, _FEWEST_NUMBERS = 100, 4
_MOST_HEADER_CELLS, _WIDEST_GAP = 8, 4


def mark_tables(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join each label with the figures that follow it into one tabular paragraph.

    A run of short paragraphs is a table when at least four are bare figures and they make up two
    fifths of it. What stands before the first figure are header cells, each a row of its own.
    """
    paragraphs = _with_sub_rows(paragraphs)
    marked: list[Paragraph] = []
    number = 0
    while number < len(paragraphs):
        end = _run_end(paragraphs, number)
        if end == number:
            marked.append(paragraphs[number])
            number += 1
            continue
        run, done = paragraphs[number:end], 0
        for first, last in _clusters([n for n, p in enumerate(run) if is_figure(p.text)]):
            top = max(done, first - _MOST_HEADER_CELLS)
            marked.extend(run[done:top])
            marked.extend(_rows(text, run[top:last]))
            done = last
        marked.extend(run[done:])
        number = end
    return marked


def _with_sub_rows(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The rows among the bullets: `– of which services    92.8    88.4` right under a row."""
    result: list[Paragraph] = []
    for paragraph in paragraphs:
        under = result[-1].tabular if result else False
        if paragraph.marker and under and not paragraph.blank_before and is_row(paragraph.text):
            paragraph = replace(paragraph, marker=None, tabular=True)
        result.append(paragraph)
    return result


def _clusters(figures: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places of figures in a run → the stretches (start, end) dense enough to be a table."""
    start = 0
    for number, place in enumerate(figures):
        last = number + 1 == len(figures)
        if not last and figures[number + 1] - place <= _WIDEST_GAP:
            continue
        group = figures[start : number + 1]
        if len(group) >= _FEWEST_NUMBERS and len(group) * 5 >= (place + 1 - group[0]) * 2:
            yield group[0], place + 1
        start = number + 1


def find_captions(paragraphs: Sequence[Paragraph]) -> set[int]:
    """Where the titles of financial tables begin, even after contacts or disclaimers.

    `CONDENSED STATEMENTS OF INCOME (in thousands)` and the like, within a few lines of a table.
    """
    captions: set[int] = set()
    for number, paragraph in enumerate(paragraphs):
        if not paragraph.tabular or number == 0 or paragraphs[number - 1].tabular:
            continue
        first, found = number, False
        while first > 0 and number - first < _MOST_HEADER_CELLS:
            above = paragraphs[first - 1]
            if above.tabular or above.marker or len(above.text) > _LONGEST_CELL:
                break
            if "@" in above.text or above.text[-1] in ".:" or "http" in above.text:
                break
            first -= 1
            found = found or bool(_CAPTION.search(above.text))
        if found:
            captions.add(first)
    return captions


def is_figure(cell: str) -> bool:
    """Whether a cell is nothing but a figure.

    >>> is_figure("(1,204)"), is_figure("-1.2 kg or -1.3%"), is_figure("Revenue"), is_figure("T2a")
    (True, True, False, False)
    """
    if len(cell) > 60:
        return False
    tokens = cell.replace("(", " ").replace(")", " ").split()
    if not tokens or _NOTHING.match(cell):
        return bool(tokens)
    first = tokens[1] if _UNIT.match(tokens[0]) and len(tokens) > 1 else tokens[0]
    return bool(_NUMBER.match(first)) and all(_NUMBER.match(t) or _UNIT.match(t) for t in tokens)


def _run_end(paragraphs: Sequence[Paragraph], start: int) -> int:
    """The end of the run of cells that starts here."""
    end = start
    while end < len(paragraphs):
        paragraph = paragraphs[end]
        if paragraph.tabular or paragraph.marker or len(paragraph.text) > _LONGEST_CELL:
            break
        if paragraph.text[-1] in ".:;”" and not is_figure(paragraph.text):
            break
        end += 1
    return end


def _rows(text: str, run: Sequence[Paragraph]) -> list[Paragraph]:
    rows: list[Paragraph] = []
    joining = False
    for paragraph in run:
        figure = is_figure(paragraph.text)
        if figure and joining:
            span = Span(rows[-1].span.start, paragraph.span.end)
            rows[-1] = replace(rows[-1], span=span, text=span.of(text))
        else:
            rows.append(replace(paragraph, tabular=True))
        joining = True
    return rows
