"""No change makes the reading of the corpus worse without anyone seeing it.

After a change that is meant: ``python tests/corpus_floors.py``, and read its diff.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus_floors import (
    CORPUS,
    ERRORS,
    SPLITS,
    below,
    evaluation,
    loose,
    margin,
    raised,
    read_floors,
    scores_of,
)
from example_release import TEXT, gold
from pr_extract.evaluate import Scores, evaluate_folders, score
from pr_extract.evaluate.snapshot import compare_with
from pr_extract.evaluate.stored import StoredRecords
from pr_extract.markup import parse_marked
from pr_extract.records import Release

SOURCE = "chongqing-smart-expo"
REFRESH = "If that is meant: python tests/corpus_floors.py"


def test_the_source_release_is_read_without_an_error() -> None:
    scores = evaluation().scores.only([SOURCE])
    assert {row: scores.f1(row) for row in scores.rows} == dict.fromkeys(scores.rows, 1.0)
    assert not [error.key for error in scores.errors]


@pytest.mark.parametrize("split", SPLITS)
def test_no_score_falls_below_its_floor(split: str) -> None:
    sunk = below(read_floors()[split], scores_of(split))
    assert not sunk, f"{split}: {'; '.join(sunk)}"


@pytest.mark.parametrize("split", SPLITS)
def test_floors_follow_the_scores(split: str) -> None:
    rows = loose(read_floors()[split], scores_of(split))
    assert not rows, f"{split}: {'; '.join(rows)}. Raise them: python tests/corpus_floors.py"


def test_errors_of_dev_are_those_of_the_snapshot() -> None:
    since = compare_with(ERRORS, evaluation().of_split("dev"))
    lines = [
        *(f"+ right now: {key}" for key in since.gained),
        *(f"- new: {key}" for key in since.lost),
    ]
    assert not lines, "\n".join([*lines, REFRESH])


@pytest.mark.parametrize(
    "path", sorted((CORPUS / "second").glob("*.gold.md")), ids=lambda p: p.name
)
def test_second_annotations_are_of_the_same_texts(path: Path) -> None:
    text = (CORPUS / path.name.replace(".gold.md", ".txt")).read_bytes().decode()
    assert parse_marked(path.read_bytes().decode()).text == text


def test_marked_golds_serve_as_records_to_score(tmp_path: Path) -> None:
    for suffix in (".txt", ".gold.json"):
        name = f"pellworth-correction{suffix}"
        (tmp_path / name).write_bytes((CORPUS / name).read_bytes())
    scores = evaluate_folders(
        [tmp_path], lambda: StoredRecords(CORPUS / "second", [tmp_path])
    ).scores
    assert scores.f1("facts") == 1.0


def test_every_release_belongs_to_a_split() -> None:
    assert {release.name for release in evaluation().scores.releases} == set(evaluation().splits.of)


def test_floors_only_rise() -> None:
    scores = scores_of_the_example()
    assert raised({"facts": 0.5}, scores)["facts"] == pytest.approx(
        1 - margin(scores, "facts"), abs=0.001
    )
    assert raised({"facts": 0.995}, scores)["facts"] == 0.995


def test_what_falls_or_rises_is_told() -> None:
    scores = scores_of_the_example()
    assert not below({"facts": 1.0}, scores)
    assert below({"facts": 1.1}, scores) == ["facts: 1.000 is below 1.100"]
    assert loose({"facts": 0.3}, scores)[0] == "facts: 1.000 is well above 0.300"


def scores_of_the_example() -> Scores:
    """A release whose output is its gold."""
    return score([(gold(), Release.model_validate(gold(), context={"text": TEXT}), TEXT)])
