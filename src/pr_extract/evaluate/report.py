"""Scores as lines of text."""

from __future__ import annotations

from pr_extract.evaluate.scores import Scores
from pr_extract.evaluate.tally import ALL, Slice, Tally


def plain_report(scores: Scores, part: Slice = ALL) -> str:
    """All rows of a slice, a line each."""
    lines = [f"{'':<20}{'P':>7}{'R':>7}{'F1':>7}{'same':>7}{'gold':>6}{'out':>6}{'pairs':>6}"]
    total = scores.total
    for (cell, row), tally in total.cells.items():
        if cell == part:
            lines.append(_line(row, tally))
    lines += [""]
    for name in ("kind", "section", "genre"):
        for (cell, row), tally in sorted(total.cells.items()):
            if cell[0] == name and row in ("facts", "kind+value+unit", "whole fact"):
                lines.append(_line(f"{cell[1]}: {row}"[:30], tally, 30))
    return "\n".join(lines)


def _line(row: str, tally: Tally, width: int = 20) -> str:
    same = f"{tally.accuracy:7.3f}" if tally.accuracy is not None else f"{'':7}"
    figures = f"{tally.precision:7.3f}{tally.recall:7.3f}{tally.f1:7.3f}{same}"
    return f"{row:<{width}}{figures}{tally.gold:6.0f}{tally.predicted:6.0f}{tally.pairs:6.0f}"
