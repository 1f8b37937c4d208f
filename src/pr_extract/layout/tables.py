"""Tables that extraction has flattened: cells that stand one on a line become rows again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pr_extract.layout.paragraphs import Paragraph
from pr_extract.source import Span

_NUMBER = re.compile(
    r"[-+–−±~<>$€£¥]*(?:[A-Z]{2,3}\$?)?\d[\d,.]*(?:%|x|pp|bps|bn|mn|mm|[kmKMB])?[%*†‡]*$"
)
_UNIT = re.compile(r"(?:%|[A-Za-z]{1,3}|million|billion|or|to|range|and|vs\.?|[-+–−±$€£¥])$")
_NOTHING = re.compile(r"(?:n/?a|n\.a\.|nm|n/m|nil|[-–—])$", re.IGNORECASE)
_LONGEST_CELL, _FEWEST_NUMBERS = 80, 4


def mark_tables(text: str, paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Join each label with the figures that follow it into one tabular paragraph.

    A run of short paragraphs is a table when at least four are bare figures and they make up two
    fifths of it. What stands before the first figure stays by itself, as a row of its own.
    """
    marked: list[Paragraph] = []
    number = 0
    while number < len(paragraphs):
        end = _run_end(paragraphs, number)
        run = paragraphs[number:end]
        figures = sum(is_figure(p.text) for p in run)
        if figures >= _FEWEST_NUMBERS and figures * 5 >= len(run) * 2:
            marked.extend(_rows(text, run))
            number = end
        else:
            marked.append(paragraphs[number])
            number += 1 if end - number <= 1 or figures else end - number
            if len(run) > 1 and not figures:
                marked.extend(run[1:])
    return marked


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
