"""Rows of heads in the shapes they come in, made into rows with a cell for each column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pr_extract.source import Span
from pr_extract.tables.columns import is_time
from pr_extract.tables.grid import Cell, Row, split_cells
from pr_extract.tables.terms import consists_of

# A row of heads that has lost its gaps: `Three months ended June 30, 2024 2023 % Change`.
_YEARS = re.compile(
    r"(?:(?P<lead>[^\d\n][^\n]{0,80}?)[\s,]{1,3})??"
    r"(?P<years>(?:(?:19|20)\d\d[ \t]+){1,7}(?:19|20)\d\d)"
    r"(?:[ \t]+(?P<rest>[%$]?[ ]?(?:change|growth|variance)[ ]?%?|%))?$",
    re.IGNORECASE,
)


def time_lines(
    text: str, titles: tuple[Span, ...], count: int
) -> tuple[tuple[Span, ...], list[Row]]:
    """The last titles that only say when, with a gap between several: they are rows of heads.

    So is a last title that names a version for each column: `Current      Previous`.
    """
    rows: list[Row] = []
    while titles and count > 1:
        last = titles[-1]
        line = last.start + last.of(text).rfind("\n") + 1
        cells, _ = split_cells(text, Span(line, last.end))
        if (years := _YEARS.match(text, line, last.end)) and not rows:
            rows = _rows_of_years(text, years)
        elif cells and (all(is_time(c.text) for c in cells) or _are_heads(cells, count, rows)):
            rows.insert(0, Row(Span(line, last.end), cells, 0))
        else:
            break
        titles = titles[:-1] if line == last.start else (*titles[:-1], Span(last.start, line - 1))
    return titles, rows


def _are_heads(cells: Sequence[Cell], count: int, below: Sequence[Row]) -> bool:
    return len(cells) == count and not below and _compares(cells)


def _rows_of_years(text: str, match: re.Match[str]) -> list[Row]:
    spans = [Span(*m.span()) for m in re.compile(r"\d{4}").finditer(text, *match.span("years"))]
    if match["rest"]:
        spans.append(Span(*match.span("rest")))
    cells = tuple(Cell(span, span.of(text), n) for n, span in enumerate(spans))
    rows = [Row(Span(match.start("years"), match.end()), cells, 0)]
    if match["lead"] and is_time(match["lead"]):
        lead = Span(*match.span("lead"))
        rows.insert(0, Row(lead, (Cell(lead, lead.of(text), 0),), 0))
    return rows


def flattened(heads: Sequence[Row], count: int, depth: int) -> tuple[list[Row], list[Span]]:
    """Heads that stand one on a line: the last of them are those of the columns."""
    cells = [cell for row in heads for cell in row.cells]
    if len(cells) < count or (len(cells) > count + 1 and not _compares(cells[-count:])):
        return [], [cell.span for cell in cells]
    own = cells[-count:]
    row = Row(Span(own[0].span.start, own[-1].span.end), tuple(own), 0)
    return [row], [cell.span for cell in cells[:-count]]


def _compares(cells: Sequence[Cell]) -> bool:
    """Whether heads name times, versions and changes: those of a table of results."""
    return all(
        is_time(cell.text) or consists_of(cell.text, "change", "version", "plan")
        or not re.search(r"[^\W\d_]", cell.text)
        for cell in cells
    )  # fmt: skip


def shaped(heads: Sequence[Row], count: int, depth: int) -> tuple[list[Row], list[Span]]:
    """The rows of heads, and the single lines among them that are titles."""
    rows, loose = [], []
    for row in heads:
        single = len(row.cells) == 1 and (count > 1 or depth + count > 2)
        if single and not is_time(row.cells[0].text):
            loose.append(row.span)
        else:
            rows.append(row)
    return rows, loose


def label_heads(heads: Sequence[Row], count: int, depth: int) -> list[Cell]:
    """The heads over the labels, in the lowest row that has them."""
    for row in reversed(heads):
        if len(row.cells) == count + depth:
            return list(row.cells[:depth])
    return []


def without_labels(row: Row, count: int, depth: int) -> Row:
    """A row of heads without those over the labels."""
    if len(row.cells) == count + depth:
        return Row(row.span, row.cells[depth:], row.width)
    return row
