"""The corpus's scores and how low they may fall: ``python tests/corpus_floors.py`` refreshes both.

`corpus_floors.toml` holds, for each split and row of ``pr-extract eval``, an F1 below which no
change may bring it, a margin under what was once reached; `corpus_errors.json` the errors of dev.
The command raises floors and never lowers one, and takes the errors as they are today: its diff
names each fact that a change has won or lost. Only a hand lowers a floor, and says why.
"""

from __future__ import annotations

import math
import sys
import tomllib
from functools import cache
from pathlib import Path

from pr_extract.evaluate import Evaluation, Scores, evaluate_folders
from pr_extract.evaluate.snapshot import save_snapshot

Floors = dict[str, dict[str, float]]

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
FLOORS = HERE / "corpus_floors.toml"
ERRORS = HERE / "corpus_errors.json"
SPLITS = ("dev", "test", "once")
"""The corpus's splits, and the texts in `corpus/once/`, which one reader has annotated."""

MARGIN = 0.01
"""How far a floor lies under the score that it was taken from; or by one value, if that is more."""
SLACK = 3
"""How many margins a score may rise above its floor before the floor must follow."""

HEAD = """# The lowest F1 of each row of `pr-extract eval corpus/`, a split each, and of
# `corpus/once/`. They only rise: `python tests/corpus_floors.py` raises them. To lower one, edit it
# and say why in the commit.
"""


@cache
def evaluation() -> Evaluation:
    """The corpus as it is read today."""
    return evaluate_folders([CORPUS])


@cache
def _annotated_once() -> Scores:
    return evaluate_folders([CORPUS / "once"]).scores


def scores_of(split: str) -> Scores:
    """The scores of a split as it is read today."""
    return _annotated_once() if split == "once" else evaluation().of_split(split)


def read_floors() -> Floors:
    """The committed floors: split → row → F1."""
    return tomllib.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}


def margin(scores: Scores, row: str) -> float:
    """A hundredth, or what one value lost of the row costs: few releases have few sources."""
    tally = scores.tally(row)
    return max(MARGIN, 2 / max(tally.gold + tally.predicted, 1))


def raised(floors: dict[str, float], scores: Scores) -> dict[str, float]:
    """Floors a margin under the scores, none lower than it was."""
    kept = {}
    for row in scores.rows:
        today = max(0.0, scores.f1(row) - margin(scores, row))
        kept[row] = max(math.floor(today * 1000) / 1000, floors.get(row, 0.0))
    return kept


def below(floors: dict[str, float], scores: Scores) -> list[str]:
    """The rows that fell below their floor, a line each."""
    return [
        f"{row}: {scores.f1(row):.3f} is below {floors[row]:.3f}"
        for row in scores.rows
        if row in floors and scores.f1(row) < floors[row]
    ]


def loose(floors: dict[str, float], scores: Scores) -> list[str]:
    """The rows that rose well above their floor, or have none."""
    return [
        f"{row}: {scores.f1(row):.3f} is well above {floors.get(row, 0.0):.3f}"
        for row in scores.rows
        if row not in floors or scores.f1(row) > floors[row] + SLACK * margin(scores, row)
    ]


def refresh() -> list[str]:
    """Raise the floors and take today's errors; the rows that lie below their floor."""
    floors = read_floors()
    lines, sunk = [HEAD], []
    for split in SPLITS:
        scores = scores_of(split)
        kept = raised(floors.get(split, {}), scores)
        sunk += [f"{split} {line}" for line in below(kept, scores)]
        lines += [f"[{split}]", *(f'"{row}" = {floor:.3f}' for row, floor in kept.items()), ""]
    FLOORS.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8", newline="\n")
    save_snapshot(ERRORS, evaluation().of_split("dev"))
    return sunk


if __name__ == "__main__":
    for line in refresh():
        sys.stderr.write(f"{line}; its floor stays\n")
