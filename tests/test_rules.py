"""Which rules made a fact: told for each (`--explain`), counted over golds (`eval --rules`)."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from example_release import TEXT, gold
from pr_extract import cli
from pr_extract.evaluate.gold import GoldRelease, parse_gold
from pr_extract.evaluate.rules import RuleCount, count_rules, draw_rules
from pr_extract.pipeline import Explained, load
from pr_extract.records import Release


class Told:
    """An extractor whose output and traces are given."""

    def __init__(self, output: dict[str, Any], trace: tuple[str, ...]) -> None:
        release = Release.model_validate(output, context={"text": TEXT})
        self.explained = Explained(release, (trace,) * len(release.facts))

    def explain(self, text: str, /) -> Explained:
        return self.explained


def counted(output: dict[str, Any], *trace: str) -> dict[str, RuleCount]:
    release = GoldRelease("fjordlys", Path("fjordlys.txt"), TEXT, parse_gold(gold(), TEXT))
    return {count.rule: count for count in count_rules([release], Told(output, trace))}


def test_a_rule_is_right_where_its_field_is() -> None:
    output = gold()
    output["facts"][0]["direction"] = {"up": "down"}.get(output["facts"][0]["direction"], "up")
    counts = counted(output, "change.to", "concept.subject")
    number = len(output["facts"])
    assert (counts["change.to"].fired, counts["change.to"].right) == (number, number - 1)
    assert counts["concept.subject"].right == number


def test_what_no_gold_judges_is_only_counted() -> None:
    output = gold()
    spurious = {**output["facts"][0], "id": "f99", "span": output["dateline"]}
    spurious["span"] = {name: output["dateline"][name] for name in ("start", "end", "text")}
    output["facts"].append(spurious)
    count = counted(output, "change.to")["change.to"]
    assert count.fired == count.judged + 1


def test_suspects_are_named() -> None:
    assert RuleCount("concept.topic", fired=9, judged=9, right=6).verdict == ""
    stream = io.StringIO()
    draw_rules([RuleCount("concept.topic", fired=2, judged=2, right=1, nearly=2)], stream)
    assert "0.50 1.00 seldom, often wrong" in stream.getvalue()


def test_each_fact_has_a_trace() -> None:
    explained = load().explain(TEXT)
    assert len(explained.traces) == len(explained.release.facts)
    assert all(explained.traces)
    assert load().extract(TEXT) == explained.release


def test_eval_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fjordlys.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "fjordlys.gold.json").write_text(json.dumps(gold(), default=str), encoding="utf-8")
    assert cli.run(["eval", str(tmp_path), "--rules"]) == cli.OK
    assert "role+direction" in capsys.readouterr().out


def test_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "acme.txt"
    file.write_text("Acme Grows\n\nSales rose 12%.\n", encoding="utf-8")
    assert cli.run([str(file), "--explain"]) == cli.OK
    told = "change up [change.verb], concept 'Sales' [concept.subject]"
    assert capsys.readouterr().out == f"{file}:3 '12%': {told}\n"


@pytest.mark.parametrize(
    "arguments",
    [["a.txt", "--explain", "--format", "csv"], ["eval", ".", "--rules", "--against", "."]],
)
def test_wrong_usage(arguments: list[str]) -> None:
    assert cli.run(arguments) == cli.USAGE
