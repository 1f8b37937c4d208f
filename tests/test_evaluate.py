from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_release import TEXT, gold, release, span
from pr_extract.evaluate import (
    GoldError,
    Scores,
    evaluate_folder,
    evaluate_folders,
    read_gold,
    score,
)
from pr_extract.evaluate.baselines import BaselineError, load_baseline
from pr_extract.evaluate.bootstrap import intervals
from pr_extract.evaluate.entities import same_name
from pr_extract.evaluate.errors import matching
from pr_extract.evaluate.fields import FIELDS
from pr_extract.evaluate.folder import read_splits
from pr_extract.evaluate.match import overlap, pair_spans
from pr_extract.evaluate.page import page
from pr_extract.evaluate.report import Report
from pr_extract.evaluate.scores import ROWS
from pr_extract.evaluate.snapshot import SnapshotError, compare_with, save_snapshot
from pr_extract.evaluate.stored import StoredRecords
from pr_extract.records import Offsets, Release

Change = Callable[[dict[str, Any]], None]


def score_after(change: Change, annotation: dict[str, Any] | None = None) -> Scores:
    """The scores of an output that is the gold but for one change."""
    output = gold()
    change(output)
    made = Release.model_validate(output, context={"text": TEXT})
    return score([(annotation or gold(), made, TEXT)], names=["fjordlys"])


def set_fact(number: int, **fields: Any) -> Change:
    return lambda output: output["facts"][number].update(fields)


def test_gold_against_itself_is_right_in_every_row() -> None:
    scores = score_after(lambda _: None)
    assert {row: scores.f1(row) for row in scores.rows} == dict.fromkeys(scores.rows, 1.0)
    assert not scores.errors


def test_every_row_is_scored_by_a_full_gold() -> None:
    assert score_after(lambda _: None).rows == list(ROWS)


PLANTED: dict[str, tuple[Change, str, str]] = {
    "value": (set_fact(1, value=250000000), "value", "kind+value+unit"),
    "range read as its middle": (
        set_fact(3, value=6, low=None, high=None, bound="exact"), "value", "kind+value+unit",
    ),
    "unit": (set_fact(1, unit="SEK"), "unit", "kind+value+unit"),
    "kind": (
        lambda output: output["facts"].__setitem__(
            2, {**output["facts"][2], "kind": "money", "unit": "USD"}
        ),
        "kind", "kind+value+unit",
    ),
    "bound": (set_fact(2, bound="exact"), "bound", "whole fact"),
    "role": (set_fact(0, role="level"), "role", "whole fact"),
    "direction": (set_fact(0, direction="down"), "direction", "whole fact"),
    "direction forgotten": (set_fact(0, direction=None), "direction", "whole fact"),
    "period": (
        set_fact(0, period={"start": "2025-01-01", "end": "2025-12-31", "span": span("2024")}),
        "period", "whole fact",
    ),
    "period forgotten": (set_fact(0, period=None), "period", "whole fact"),
    "period span": (
        set_fact(0, period={"start": "2024-01-01", "end": "2024-12-31", "span": span("2025")}),
        "period span", "strict fact",
    ),
    "concept": (set_fact(0, concept=span("Fleet")), "concept", "whole fact"),
    "per": (set_fact(0, per="year"), "per", "strict fact"),
    "entity": (set_fact(0, entity=span("OSLO")), "entity", "strict fact"),
    "entity ref": (set_fact(0, entity={**span("Fjordlys ASA"), "ref": "e2"}), "entity ref",
                   "strict fact"),
    "basis": (set_fact(0, basis=None), "basis", "strict fact"),
    "basis span": (
        set_fact(0, basis={"kind": "year_on_year", "span": span("year")}), "basis span",
        "strict fact",
    ),
    "whole": (set_fact(5, whole=None), "whole", "strict fact"),
    "attribution": (set_fact(0, attribution=None), "attribution", "strict fact"),
    "modality": (set_fact(3, modality="actual"), "modality", "strict fact"),
    "negated": (set_fact(0, negated=True), "negated", "strict fact"),
    "section": (set_fact(0, section="body"), "section", "strict fact"),
    "sentence": (set_fact(0, sentence={"start": 0, "end": 9}), "sentence", "strict fact"),
    "si": (set_fact(4, si={"value": 3, "unit": "meter"}), "si", "strict fact"),
    "offsets": (set_fact(1, span=span("2.5 billion")), "offsets", "facts exact"),
    "missing": (lambda output: output["facts"].pop(2), "missing", "facts"),
    "spurious": (
        lambda output: output["facts"].append(
            {"id": "f9", "kind": "count", "span": span("2027"), "value": 2027, "unit": "x"}
        ),
        "spurious", "facts",
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED)
def test_planted_error_is_listed_and_costs_its_row(planted: str) -> None:
    change, field, row = PLANTED[planted]
    scores = score_after(change)
    assert field in {error.field for error in scores.errors if error.of == "fact"}
    assert scores.f1(row) < 1
    assert scores.f1("strict fact") < 1


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_of_a_fact_has_its_planted_error(field: str) -> None:
    assert field in {name for _, name, _ in PLANTED.values()}


def test_wrong_field_costs_no_other_row() -> None:
    scores = score_after(set_fact(1, unit="SEK"))
    below = {row for row in scores.rows if scores.f1(row) < 1}
    assert below == {"unit", "kind+value+unit", "whole fact", "strict fact"}


def test_missing_and_spurious_count_on_their_own_sides() -> None:
    missing = score_after(PLANTED["missing"][0]).tally("facts")
    spurious = score_after(PLANTED["spurious"][0]).tally("facts")
    assert (missing.precision, round(missing.recall, 3)) == (1.0, 0.833)
    assert (round(spurious.precision, 3), spurious.recall) == (0.857, 1.0)


def test_concept_that_overlaps_by_half_keeps_the_whole_fact() -> None:
    scores = score_after(set_fact(5, concept=span("region's commuters")))
    assert scores.f1("whole fact") == 1
    assert scores.f1("concept") < 1


def test_errors_stand_in_their_line() -> None:
    (error,) = score_after(set_fact(1, unit="SEK")).errors
    assert (error.line, error.gold, error.output) == (3, "NOK", "SEK")
    assert "[NOK 2.5 billion] in 2024." in error.context


def test_errors_are_filtered_by_field() -> None:
    errors = score_after(lambda o: (o["facts"].pop(2), o["dates"].pop(0))).errors
    assert [error.of for error in matching(errors, ["date missing"])] == ["date"]
    assert len(matching(errors, ["missing"])) == 2


DATE_ERRORS: dict[str, tuple[Change, str]] = {
    "missing": (lambda output: output["dates"].pop(0), "dates"),
    "spurious": (
        lambda output: output["dates"].append(
            {"id": "d9", "span": span("30"), "type": "date", "timex": "2030"}
        ),
        "dates",
    ),
    "offsets": (lambda output: output["dates"][2].update(span=span("2027")), "dates exact"),
    "start/end": (lambda output: output["dates"][1].update(start=None), "dates resolved"),
    "timex": (lambda output: output["dates"][1].update(timex="2024-Q1"), "date timex"),
    "type": (lambda output: output["dates"][1].update(type="period"), "date type"),
}


@pytest.mark.parametrize("field", DATE_ERRORS)
def test_planted_error_of_a_date(field: str) -> None:
    change, row = DATE_ERRORS[field]
    scores = score_after(change)
    assert [(error.of, error.field) for error in scores.errors] == [("date", field)]
    assert scores.f1(row) < 1


def test_timex_that_the_gold_leaves_out_is_not_scored() -> None:
    annotation = gold()
    annotation["dates"][0]["timex"] = None
    scores = score_after(lambda output: output["dates"][0].update(timex="X"), annotation)
    assert not scores.errors


@pytest.mark.parametrize("field", ["city", "region", "country", "date", "wire"])
def test_planted_error_of_the_dateline(field: str) -> None:
    wrong = {"country": "SE", "date": "2025-03-04"}.get(field, "Bergen")
    scores = score_after(lambda output: output["dateline"].update({field: wrong}))
    assert [error.field for error in scores.errors] == [f"dateline {field}"]
    assert scores.tally("dateline complete").accuracy == 0


def test_dateline_that_is_not_there_is_spurious() -> None:
    scores = score_after(lambda _: None, {**gold(), "dateline": None})
    assert scores.tally("dateline span").predicted == 1
    assert scores.f1("dateline span") == 0


MENTION_ERRORS: dict[str, tuple[Change, str]] = {
    "missing": (lambda output: output["entities"][0]["mentions"].pop(2), "mentions"),
    "spurious": (
        lambda output: output["entities"][0]["mentions"].append(span("region")), "mentions",
    ),
    "label": (lambda output: output["entities"][1].update(label="LOC"), "mentions+label"),
    "link": (
        lambda output: output["entities"][1]["mentions"].append(
            output["entities"][0]["mentions"].pop(3)
        ),
        "alias links",
    ),
}  # fmt: skip


@pytest.mark.parametrize("field", MENTION_ERRORS)
def test_planted_error_of_a_mention(field: str) -> None:
    change, row = MENTION_ERRORS[field]
    scores = score_after(change)
    assert ("mention", field) in {(error.of, error.field) for error in scores.errors}
    assert scores.f1(row) < 1


def test_references_are_told_by_mentions_not_by_ids() -> None:
    renamed = json.loads(json.dumps(gold()).replace('"e1"', '"e7"'))
    output = Release.model_validate(renamed)
    assert not score([(gold(), output, TEXT)]).errors


def test_partial_gold_scores_only_what_it_covers() -> None:
    annotation = gold()
    annotation |= {"annotated": ["facts", "issuer_name"], "issuer_name": "FJORDLYS"}
    del annotation["issuer"], annotation["entities"], annotation["dates"]
    for fact in annotation["facts"]:
        fact.pop("sentence")
        if fact["entity"]:
            fact["entity"]["ref"] = None
    scores = score_after(lambda _: None, annotation)
    assert not scores.errors
    assert not {"dates", "mentions", "entity ref", "sentence", "si"} & set(scores.rows)
    assert scores.f1("strict fact") == scores.f1("issuer") == 1


@pytest.mark.parametrize(("partial", "spurious"), [(True, 0), (False, 1)])
def test_figures_in_partly_annotated_tables_are_not_spurious(partial: bool, spurious: int) -> None:
    annotation = gold() | {"annotated": ["facts"], "tables_partial": partial}
    annotation["facts"].pop(2)
    annotation["entities"] = []
    for fact in annotation["facts"]:
        fact["entity"] = None
    scores = score_after(set_fact(2, section="table"), annotation)
    assert len(matching(scores.errors, ["spurious"])) == spurious


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The Fjordlys Group ASA", "fjordlys group", True),
        ("Nordvik Shipping Co., Ltd.", "Nordvik Shipping", True),
        ("Nordvik GmbH & Co. KG", "NORDVIK", True),
        ("Nordvik Shipping Corporation", "Nordvik Shipping Inc.", True),
        ("Nordvik Shipping", "Nordvik Ports", False),
        (None, "Nordvik", False),
        (None, None, True),
    ],
)
def test_names_are_compared_without_case_article_and_legal_form(
    one: str | None, other: str | None, same: bool
) -> None:
    assert same_name(one, other) is same


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=12),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9)), max_size=12),
)
def test_pairs_overlap_and_are_one_to_one(
    gold_spans: list[tuple[int, int]], output_spans: list[tuple[int, int]]
) -> None:
    golds = [Offsets(start=start, end=start + size) for start, size in gold_spans]
    outputs = [Offsets(start=start, end=start + size) for start, size in output_spans]
    pairs = pair_spans(golds, outputs)
    assert all(overlap(golds[g], outputs[p]) for g, p in pairs)
    assert len({g for g, _ in pairs}) == len({p for _, p in pairs}) == len(pairs)
    free_gold = set(range(len(golds))) - {g for g, _ in pairs}
    free_output = set(range(len(outputs))) - {p for _, p in pairs}
    assert not any(overlap(golds[g], outputs[p]) for g in free_gold for p in free_output)


def test_exact_spans_are_paired_first() -> None:
    wide, narrow = Offsets(start=0, end=20), Offsets(start=12, end=20)
    assert pair_spans([narrow], [wide, narrow]) == [(0, 1)]


def test_scores_are_counted_by_kind_section_and_genre() -> None:
    output = release()
    scores = score([(gold(), output, TEXT)], names=["a"], genres={"a": "shipping"})
    assert scores.slices("kind") == ["count", "measurement", "money", "percentage"]
    assert scores.tally("facts", ("section", "lead")).gold == 2
    assert scores.tally("facts", ("genre", "shipping")).gold == 6


def test_intervals_hold_the_figure_and_repeat() -> None:
    flawed = release(facts=gold()["facts"][:3])
    pairs = [(gold(), release(), TEXT)] * 3 + [(gold(), flawed, TEXT)] * 3
    scores = score(pairs, names=list("abcdef"))
    low, high = intervals(scores)["facts"]
    assert low <= scores.f1("facts") <= high < 1 or high == 1
    assert low < high
    assert intervals(scores) == intervals(scores)


def test_comparison_names_what_was_gained_and_lost(tmp_path: Path) -> None:
    before = score_after(set_fact(1, unit="SEK"))
    after = score_after(set_fact(0, direction="down"))
    save_snapshot(tmp_path / "kept.json", before)
    difference = compare_with(tmp_path / "kept.json", after)
    assert [key.split(": ")[1] for key in difference.gained] == ["NOK | SEK"]
    assert [key.split(": ")[1] for key in difference.lost] == ["up | down"]
    assert ("unit", pytest.approx(5 / 6, abs=1e-5), 1.0) in difference.moved


@pytest.mark.parametrize("content", ["", "[]", '{"errors": 3}'])
def test_comparison_with_no_snapshot_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "kept.json").write_text(content)
    with pytest.raises(SnapshotError, match="is no snapshot"):
        compare_with(tmp_path / "kept.json", Scores())


class Perfect:
    """An extractor that gives the gold back."""

    def extract(self, text: str, /) -> Release:
        return release() if text == TEXT else release(facts=(), dates=(), dateline=None)


def write_pair(folder: Path, name: str = "fjordlys", **changes: Any) -> Path:
    (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8", newline="")
    path = folder / f"{name}.gold.json"
    path.write_text(json.dumps(gold() | changes), encoding="utf-8")
    return path


def test_folder_is_scored(tmp_path: Path) -> None:
    write_pair(tmp_path)
    scores = evaluate_folder(tmp_path, Perfect())
    assert scores.f1("strict fact") == 1
    assert scores.f1() == 1


def test_splits_are_scored_apart_and_test_stays_unseen(tmp_path: Path) -> None:
    write_pair(tmp_path, "seen")
    write_pair(tmp_path, "unseen", facts=gold()["facts"][:2])
    (tmp_path / "splits.toml").write_text('dev = ["seen"]\ntest = ["unseen.txt"]\n')
    result = evaluate_folders([tmp_path], Perfect)
    assert result.of_split("dev").f1("facts") == 1
    assert result.of_split("test").f1("facts") == 0.5
    assert result.to_read(None) == []
    assert len(result.to_read("all")) == 4
    assert json.loads(Report(result).as_json())["test"]["facts"]["recall"] == 1


def test_name_in_both_splits_is_refused(tmp_path: Path) -> None:
    (tmp_path / "splits.toml").write_text('dev = ["a"]\ntest = ["a"]\n')
    with pytest.raises(GoldError, match="a stands in dev and in test"):
        read_splits(tmp_path)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"sha256": "0" * 64}, "changed since it was annotated"),
        ({"headline": {"start": 0, "end": 3, "text": "Fly"}}, r"headline: .*is 'Fjo', not 'Fly'"),
        ({"facts": [{"id": "f1", "kind": "sum"}]}, r"facts\.0"),
        ({"encoding": "klingon"}, "not in the encoding"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_gold_that_does_not_fit_is_refused(
    tmp_path: Path, changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(GoldError, match=message):
        read_gold(write_pair(tmp_path, **changes))


def test_gold_without_its_text_is_refused(tmp_path: Path) -> None:
    path = write_pair(tmp_path)
    (tmp_path / "fjordlys.txt").unlink()
    with pytest.raises(GoldError, match=r"fjordlys\.txt is missing"):
        read_gold(path)


def test_folder_without_golds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"holds no NAME\.gold\.json"):
        evaluate_folder(tmp_path, Perfect())


def test_page_marks_each_figure_and_escapes_the_text() -> None:
    output = gold()
    output["facts"].pop(2)
    output["facts"][1]["unit"] = "SEK"
    scores = score([(gold(), Release.model_validate(output), TEXT)], names=["<fjordlys>"])
    made = page(scores)
    assert '<mark class="missing" title="missing: count 40 ferries | -">40 ferries</mark>' in made
    assert '<mark class="wrong" title="unit: NOK | SEK">NOK 2.5 billion</mark>' in made
    assert '<mark class="right" title="">12 percent</mark>' in made
    assert "<fjordlys>" not in made


def test_stock_spacy_is_a_baseline() -> None:
    found = load_baseline("spacy").extract("Fjordlys raised $5 million in March 2024.")
    assert [fact.kind for fact in found.facts] == ["money"]
    assert [date.span.text for date in found.dates] == ["March 2024"]


def test_quantulum_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "quantulum3.parser", None)
    with pytest.raises(BaselineError, match="pip install quantulum3"):
        load_baseline("quantulum3")


class Quantity:
    """A quantity as quantulum3 gives it."""

    def __init__(self, value: float, name: str, entity: str, code: str | None, **rest: Any) -> None:
        self.value, self.span = value, rest["span"]
        self.uncertainty = rest.get("uncertainty")
        self.unit = SimpleNamespace(
            name=name, entity=SimpleNamespace(name=entity), currency_code=code
        )


def test_quantulum_is_read_by_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        Quantity(2.5e9, "krone", "currency", "NOK", span=(0, 4)),
        Quantity(6.0, "kilometre", "length", None, span=(5, 9), uncertainty=1.0),
        Quantity(12.0, "percentage", "dimensionless", None, span=(9, 12)),
        Quantity(40.0, "dimensionless", "dimensionless", None, span=(13, 15)),
    ]
    monkeypatch.setitem(
        sys.modules, "quantulum3.parser", SimpleNamespace(parse=lambda _text: found)
    )
    facts = load_baseline("quantulum3").extract(TEXT).facts
    assert [(fact.kind, fact.unit, fact.value, fact.low) for fact in facts] == [
        ("money", "NOK", 2500000000, None),
        ("measurement", "kilometer", None, 5),
        ("percentage", "percent", 12, None),
        ("count", "unknown", 40, None),
    ]


def agreement(folder: Path, place: Path) -> Scores:
    return evaluate_folder(folder, StoredRecords(place, [folder]))


def test_two_annotators_are_compared(tmp_path: Path) -> None:
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
        write_pair(tmp_path / name)
    changed = gold() | {"annotated": None, "tables_partial": False}
    changed["facts"][1]["unit"] = "SEK"
    (tmp_path / "second" / "fjordlys.gold.json").write_text(json.dumps(changed))
    scores = agreement(tmp_path / "first", tmp_path / "second")
    assert scores.tally("unit").accuracy == pytest.approx(5 / 6)


def test_earlier_output_is_scored(tmp_path: Path) -> None:
    write_pair(tmp_path)
    kept = tmp_path / "kept.jsonl"
    kept.write_text(release(source="corpus/fjordlys.txt").to_json() + "\n", encoding="utf-8")
    assert agreement(tmp_path, kept).f1("strict fact") == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "holds no record of fjordlys"),
        ("[]\n", "no JSON record"),
        ("{\n", "no JSON record"),
        ('{"source": "fjordlys.txt", "colour": 1}\n', "colour"),
    ],
)
def test_stored_records_that_do_not_fit_are_refused(
    tmp_path: Path, content: str, message: str
) -> None:
    write_pair(tmp_path)
    (tmp_path / "kept.jsonl").write_text(content)
    with pytest.raises(GoldError, match=message):
        agreement(tmp_path, tmp_path / "kept.jsonl")
