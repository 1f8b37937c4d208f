"""Rows to lines: which rows hold figures, and where one table ends and the next begins."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pr_extract.quantities import Quantity
from pr_extract.quantities.quantity import Amounts, BareNumber
from pr_extract.settlement import Settlement
from pr_extract.source import Span
from pr_extract.tables.cells import CellFigure, is_nothing, read_figure, read_given
from pr_extract.tables.columns import YEAR, Clock, is_time
from pr_extract.tables.grid import Cell, Grid, Row
from pr_extract.tables.terms import consists_of

_LIKE_FIGURE = re.compile(r"(?=[^\d]{0,4}\d)[^A-Za-z]+$")
_LONGEST_FIGURE = 30
_LONGEST_WORD = 12  # of a number spelled out


@dataclass(frozen=True, slots=True)
class Scene:
    """What a table is read with."""

    text: str
    clock: Clock
    settlement: Settlement
    currency: str | None
    reference: dt.date | None
    amounts: Amounts
    words: frozenset[str]

    def figure(self, cell: Cell) -> CellFigure | None:
        """The figure that a cell consists of."""
        figure = read_figure(self.text, cell, self.settlement)
        spelled = len(cell.text) <= _LONGEST_WORD and cell.text.isalpha()
        if figure is not None or not (spelled or any(c.isdigit() for c in cell.text)):
            return figure
        return read_given(
            self.text,
            cell,
            _inside(cell, self.amounts.quantities),
            _inside(cell, self.amounts.numbers),
        )


_Amount = TypeVar("_Amount", Quantity, BareNumber)


def _inside(cell: Cell, amounts: Sequence[_Amount]) -> Sequence[_Amount]:
    """The amounts that start in a cell."""
    first = bisect_left(amounts, cell.span.start, key=lambda amount: amount.span.start)
    last = bisect_left(amounts, cell.span.end, key=lambda amount: amount.span.start)
    return amounts[first:last]


@dataclass(slots=True)
class Line:
    """A row of figures on its way: its texts, and the figures by the place of their column."""

    row: Span
    texts: list[Cell]
    values: list[Cell]
    figures: list[CellFigure | None]
    section: Span | None
    prose: bool = False


def split_lines(grid: Grid, scene: Scene) -> list[tuple[list[Row], list[Line], tuple[Span, ...]]]:
    """The tables of one run of rows: a row of heads after figures begins another."""
    tables: list[tuple[list[Row], list[Line], tuple[Span, ...]]] = []
    heads: list[Row] = []
    lines: list[Line] = []
    titles = grid.titles
    pending: list[Row] = []
    section: Span | None = None
    for row in grid.rows:
        line = _line(row, section, scene)
        if line is not None and line.prose:
            continue
        if line is not None:
            if lines and _is_other(line, lines[-1], pending, scene):
                tables.append((heads, lines, titles))
                heads, lines, titles = [], [], tuple(r.span for r in pending)
            heads, pending = heads + pending if not lines else heads, []
            lines.append(line)
            continue
        if lines and (_is_head(row, scene) or (pending and len(row.cells) > 1)):
            tables.append((heads, lines, titles))
            titles = tuple(r.span for r in pending) or titles
            heads, lines, pending, section = [row], [], [], None
            continue
        if len(row.cells) == 1:
            section = row.cells[0].span
        pending.append(row)
    if lines:
        tables.append((heads, lines, titles))
    return tables


def _is_other(line: Line, last: Line, pending: Sequence[Row], scene: Scene) -> bool:
    """Whether a row after single lines begins a table that has no row of heads."""
    if not pending or any(len(row.cells) > 1 for row in pending):
        return False
    flattened = "\n" in line.row.of(scene.text) and len(pending) > 1
    return len(line.values) != len(last.values) or (flattened and len(pending) >= len(line.values))


def _is_head(row: Row, scene: Scene) -> bool:
    cells = row.cells if len(row.cells) > 1 else ()
    marks = [
        cell for cell in cells
        if _is_date(cell, scene) or consists_of(cell.text, "change", "version", "plan")
    ]  # fmt: skip
    return len(marks) * 2 >= len(cells) > 1


def _is_date(cell: Cell, scene: Scene) -> bool:
    dated = is_time(cell.text) and bool(scene.clock.around(cell.span))
    return dated or YEAR.match(cell.text) is not None


def _line(row: Row, section: Span | None, scene: Scene) -> Line | None:
    """A row with figures; None where it has none (heads, group labels)."""
    figures = [None if _is_date(cell, scene) else scene.figure(cell) for cell in row.cells]
    first = next(
        (n for n, (cell, f) in enumerate(zip(row.cells, figures, strict=True))
         if f is not None or (n and is_nothing(cell.text))),
        None,
    )  # fmt: skip
    if first is None and all(len(cell.text) <= _LONGEST_FIGURE for cell in row.cells[1:]):
        # `12 (10%)`: more in a cell than is read here, and no prose either.
        numeric = [n for n, cell in enumerate(row.cells) if n and _LIKE_FIGURE.match(cell.text)]
        dated = any(_is_date(row.cells[n], scene) for n in numeric)
        first = numeric[0] if numeric and not dated else None
    elif not any(figures):
        return None
    if not first:
        return None
    if any(len(cell.text) > 200 for cell in row.cells[first:]):
        return None
    return Line(
        row.span,
        list(row.cells[:first]),
        list(row.cells[first:]),
        figures[first:],
        section,
        any(map(_is_prose, row.cells[first:], figures[first:])),
    )


def _is_prose(cell: Cell, figure: CellFigure | None) -> bool:
    """Whether a cell holds a figure among words: `-1.3 kg or -1.5%`."""
    if figure is not None or _LIKE_FIGURE.match(cell.text) or is_nothing(cell.text):
        return False
    return any(c.isdigit() for c in cell.text)
