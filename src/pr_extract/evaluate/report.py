"""Scores as tables to read, and as JSON for machines."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, TextIO

import simplejson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pr_extract.evaluate.baselines import SHOWN
from pr_extract.evaluate.bootstrap import Interval, intervals
from pr_extract.evaluate.errors import Error
from pr_extract.evaluate.folder import Evaluation
from pr_extract.evaluate.scores import (
    DATE_FIELD_ROWS,
    DATE_ROWS,
    FACT_ROWS,
    FIELD_ROWS,
    MENTION_ROWS,
    RELEASE_ROWS,
    Scores,
)
from pr_extract.evaluate.snapshot import Difference
from pr_extract.evaluate.tally import Tally

GROUPS = (
    ("Found", (*FACT_ROWS, *DATE_ROWS, *MENTION_ROWS)),
    ("Fields of what is found", (*FIELD_ROWS, *DATE_FIELD_ROWS, "alias links")),
    ("Once a release", RELEASE_ROWS),
)
SLICES = ("kind", "section", "genre")
SLICE_ROWS = ("facts", "facts exact", "kind+value+unit", "whole fact")
LEGEND = (
    "P, R, F1: of the values, null aside. same: agreement, null with null included. "
    "95 %: of F1, by bootstrap over releases. "
    "whole fact: kind, value, unit, bound, role, direction and period right, half of the concept's "
    "words shared. strict fact: every field and offset."
)
_PLAIN_WIDTH = 100


class Report:
    """An evaluation, drawn or as JSON; ``watched`` is the row that ``min_f1`` is about."""

    def __init__(
        self,
        evaluation: Evaluation,
        watched: str = "whole fact",
        min_f1: float | None = None,
        baselines: Mapping[str, Scores] | None = None,
    ) -> None:
        self.baselines = baselines or {}
        self.evaluation = evaluation
        self.scores = evaluation.scores
        self.watched = watched
        self.min_f1 = min_f1
        self.intervals = intervals(self.scores)

    def draw(
        self, stream: TextIO, errors: Sequence[Error] | None = None, since: Difference | None = None
    ) -> None:
        """Draw the tables, the errors (if given) first, what was gained and lost last."""
        width = None if stream.isatty() or os.environ.get("COLUMNS") else _PLAIN_WIDTH
        console = Console(file=stream, width=width, highlight=False, emoji=False)
        for error in errors or ():
            console.print(Text(str(error)), soft_wrap=True)
        console.print(Text(_count(len(self.scores.releases), "release")))
        for title, rows in GROUPS:
            scored = [row for row in rows if row in self.scores.rows]
            if scored:
                console.print()
                console.print(self._table(title, scored))
        for of in SLICES:
            if self.scores.slices(of):
                console.print()
                console.print(_by(self.scores, of))
        if self.evaluation.is_split:
            console.print()
            console.print(self._gap())
        if self.baselines:
            console.print()
            console.print(self._beside())
        if since is not None:
            console.print()
            for line in _told(since):
                console.print(Text(line), soft_wrap=True)
        console.print()
        console.print(Text(LEGEND, style="dim"))
        console.print(Text(self._verdict(), style="bold"))

    def _table(self, title: str, rows: Sequence[str]) -> Table:
        table = new_table(title, "P", "R", "F1", "95 %", "same", "gold", "output", "pairs")
        for row in rows:
            tally = self.scores.tally(row)
            figures = (f"{x:.3f}" for x in (tally.precision, tally.recall, tally.f1))
            table.add_row(
                f"{row} *" if row == self.watched else row,
                *figures,
                _interval(self.intervals.get(row)),
                "" if tally.accuracy is None else f"{tally.accuracy:.3f}",
                *(f"{x:.0f}" for x in (tally.gold, tally.predicted)),
                f"{tally.pairs:.0f}" if tally.pairs else "",
            )
        return table

    def _gap(self) -> Table:
        table = new_table("F1, dev against test", "dev", "test", "gap")
        dev, test = self.evaluation.of_split("dev"), self.evaluation.of_split("test")
        for row in self.scores.rows:
            one, other = dev.f1(row), test.f1(row)
            table.add_row(row, f"{one:.3f}", f"{other:.3f}", f"{one - other:+.3f}")
        return table

    def _beside(self) -> Table:
        table = new_table("F1, baselines beside", "pr_extract", *self.baselines)
        shown = {row for name in self.baselines for row in SHOWN[name]}
        for row in self.scores.rows:
            if row in shown:
                theirs = (
                    f"{scores.f1(row):.3f}" if row in SHOWN[name] else ""
                    for name, scores in self.baselines.items()
                )
                table.add_row(row, f"{self.scores.f1(row):.3f}", *theirs)
        return table

    def _verdict(self) -> str:
        f1 = self.scores.f1(self.watched)
        said = f"F1 {f1:.3f} (* {self.watched})"
        if self.min_f1 is None:
            return said
        below = f1 < self.min_f1
        return f"{said}, {'below' if below else 'not below'} the minimum {self.min_f1:g}"

    def as_json(
        self, errors: Sequence[Error] | None = None, since: Difference | None = None
    ) -> str:
        """Everything that is drawn, as one JSON object."""
        scores = self.scores
        data: dict[str, Any] = {
            "releases": [release.name for release in scores.releases],
            "f1": {"row": self.watched, "value": scores.f1(self.watched), "minimum": self.min_f1},
            "rows": {
                row: _figures(scores.tally(row), self.intervals.get(row)) for row in scores.rows
            },
        }
        for of in SLICES:
            data[f"by_{of}"] = {
                name: {row: _figures(scores.tally(row, (of, name))) for row in _slice_rows(scores)}
                for name in scores.slices(of)
            }
        if self.evaluation.is_split:
            for split in ("dev", "test"):
                part = self.evaluation.of_split(split)
                data[split] = {row: _figures(part.tally(row)) for row in part.rows}
        if self.baselines:
            data["baselines"] = {
                name: {row: _figures(scores.tally(row)) for row in SHOWN[name]}
                for name, scores in self.baselines.items()
            }
        if errors is not None:
            data["errors"] = [_as_dict(error) for error in errors]
        if since is not None:
            data["since"] = {"gained": since.gained, "lost": since.lost, "moved": since.moved}
        return simplejson.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _by(scores: Scores, of: str) -> Table:
    rows = _slice_rows(scores)
    table = new_table(f"F1 by {of}", *rows, "gold")
    for name in scores.slices(of):
        figures = (f"{scores.f1(row, (of, name)):.3f}" for row in rows)
        table.add_row(name, *figures, f"{scores.tally('facts', (of, name)).gold:.0f}")
    return table


def _slice_rows(scores: Scores) -> list[str]:
    """The rows of a slice that the golds can judge."""
    return [row for row in SLICE_ROWS if row in scores.rows]


def new_table(title: str, *columns: str) -> Table:
    """A table without lines, its numbers to the right."""
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="bold dim")
    table.add_column(Text(title, style="bold"), no_wrap=True)
    for column in columns:
        table.add_column(column, justify="right", no_wrap=True)
    return table


def _interval(interval: Interval | None) -> str:
    return f"{interval[0]:.2f}-{interval[1]:.2f}" if interval else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _told(since: Difference) -> list[str]:
    lines = [f"Since the snapshot: {len(since.gained)} gained, {len(since.lost)} lost"]
    lines += [f"+ {key}" for key in since.gained]
    lines += [f"- {key}" for key in since.lost]
    lines += [f"  {row}: {old:.3f} to {new:.3f}" for row, old, new in since.moved]
    return lines


def _figures(tally: Tally, interval: Interval | None = None) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "precision": tally.precision,
        "recall": tally.recall,
        "f1": tally.f1,
        "same": tally.accuracy,
        "gold": int(tally.gold),
        "output": int(tally.predicted),
        "pairs": int(tally.pairs),
    }
    if interval:
        figures["interval"] = list(interval)
    return figures


def _as_dict(error: Error) -> dict[str, Any]:
    names = ("release", "line", "start", "end", "of", "field", "gold", "output", "text", "context")
    return {name: getattr(error, name) for name in names}
