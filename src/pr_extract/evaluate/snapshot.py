"""Scores and errors kept in a file, and what a change has gained and lost since."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import simplejson

from pr_extract.evaluate.scores import Scores


class SnapshotError(Exception):
    """A snapshot that cannot be read or written; the message is one line."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Errors that are gone, errors that are new, and the F1 of the rows that moved."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    moved: tuple[tuple[str, float, float], ...]


def to_snapshot(scores: Scores) -> dict[str, Any]:
    """The scores and errors as plain data, in an order that makes a readable diff."""
    return {
        "f1": {row: round(scores.f1(row), 6) for row in scores.rows},
        "errors": sorted(error.key for error in scores.errors),
    }


def save_snapshot(path: Path, scores: Scores) -> None:
    """Write the snapshot, an error a line."""
    text = simplejson.dumps(to_snapshot(scores), indent=1, ensure_ascii=False)
    try:
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise SnapshotError(f"{path}: cannot be written: {error.strerror}") from None


def compare_with(path: Path, scores: Scores) -> Difference:
    """What the scores have gained and lost since the snapshot was saved.

    Raises:
        SnapshotError: if the file is none.
    """
    try:
        before = simplejson.loads(path.read_text(encoding="utf-8"))
        return difference(before, to_snapshot(scores))
    except OSError as error:
        raise SnapshotError(f"{path}: {error.strerror}, make it with --save") from None
    except (ValueError, TypeError, KeyError):
        raise SnapshotError(f"{path}: is no snapshot, make one with --save") from None


def difference(before: dict[str, Any], after: dict[str, Any]) -> Difference:
    """What moved between two snapshots.

    >>> difference({"f1": {"facts": 0.5}, "errors": ["a"]}, {"f1": {"facts": 1.0}, "errors": []})
    Difference(gained=('a',), lost=(), moved=(('facts', 0.5, 1.0),))
    """
    old, new = set(before["errors"]), set(after["errors"])
    moved = tuple(
        (row, float(before["f1"].get(row, 0)), float(f1))
        for row, f1 in after["f1"].items()
        if before["f1"].get(row) != f1
    )
    return Difference(tuple(sorted(old - new)), tuple(sorted(new - old)), moved)
