"""The conformance runner: it must catch a wrong value, unit, day, and anything read too many."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARK = Path(__file__).parent.parent / "benchmarks" / "conformance.py"


@pytest.fixture(scope="module")
def runner() -> ModuleType:
    spec = importlib.util.spec_from_file_location("conformance", BENCHMARK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["conformance"] = module
    spec.loader.exec_module(module)
    return module


def _case(text: str, marked: str, reference: str | None = None, **expected: Any) -> dict[str, Any]:
    start = text.index(marked)
    said = {"text": marked, "start": start, "end": start + len(marked), **expected}
    return {"id": "own", "text": text, "reference": reference, "expected": [said]}


AMOUNTS = [
    ("currency", "the kit costs $ 40 .", "$ 40", "40", "Dollar", True),
    ("currency", "the kit costs $ 40 .", "$ 40", "41", "Dollar", False),
    ("currency", "the kit costs $ 40 .", "$ 40", "40", "EUR", False),
    ("currency", "the bid is 12 pence a share.", "12 pence", "12", "Pence", True),
    ("currency", "$ 3 now and $ 4 later", "$ 3", "3", "Dollar", False),
    ("dimension", "a 7 cubic foot box", "7 cubic foot", "7", "Cubic foot", True),
    ("dimension", "a 7 cubic foot box", "7 cubic foot", "7", "Cubic meter", False),
    ("temperature", "heat it to 80 degrees c", "80 degrees c", "80", "C", True),
    ("percent", "12 percent of it", "12 percent", "12%", None, True),
    ("age", "a firm nine years old", "nine years old", "9", "Year", True),
]


@pytest.mark.parametrize(("name", "text", "marked", "value", "unit", "passes"), AMOUNTS)
def test_amount(
    runner: ModuleType, name: str, text: str, marked: str, value: str, unit: str, passes: bool
) -> None:
    assert runner.run(name, _case(text, marked, value=value, unit=unit)).strict is passes


DATES = [
    ("date", "we met May 3, 2021", "May 3, 2021", "2021-05-03", "2021-05-03", True, True),
    ("date", "we met May 3, 2021", "May 3, 2021", "2021-05-04", "2021-05-04", False, False),
    ("dateperiod", "it rose in May 2021", "May 2021", "2021-05-01", "2021-06-01", True, True),
    ("dateperiod", "it rose in May 2021", "May 2021", "2021-05-01", "2021-05-31", False, True),
    ("dateperiod", "it rose in May 2021", "May 2021", "2021-05-01", "2021-07-01", False, False),
]

BY_THE_CONTRACT = [  # theirs of the year before; a part; a part of another year; wrong all the same
    ("it opens in June", "June", "XXXX-06", "2023-06-01", "2023-07-01", True),
    ("it opens in June", "June", "XXXX-06", "2023-06-02", "2023-07-01", False),
    ("it opens in early 2026", "early 2026", "2026", "2026-01-01", "2026-07-01", True),
    ("it opens in early 2026", "early 2026", "2025", "2025-01-01", "2025-07-01", False),
]


@pytest.mark.parametrize(("text", "marked", "timex", "first", "last", "lenient"), BY_THE_CONTRACT)
def test_date_by_the_contract(
    runner: ModuleType, text: str, marked: str, timex: str, first: str, last: str, lenient: bool
) -> None:
    fields = {"type": "daterange", "timex": timex, "start_date": first, "end_date": last}
    outcome = runner.run("dateperiod", _case(text, marked, "2024-04-02", **fields))
    assert (outcome.strict, outcome.lenient) == (False, lenient)


@pytest.mark.parametrize(("name", "text", "marked", "first", "last", "strict", "lenient"), DATES)
def test_date(
    runner: ModuleType, name: str, text: str, marked: str, first: str, last: str, strict: bool,
    lenient: bool,
) -> None:  # fmt: skip
    kind = "date" if name == "date" else "daterange"
    case = _case(text, marked, type=kind, timex="-", start_date=first, end_date=last)
    outcome = runner.run(name, case)
    assert (outcome.strict, outcome.lenient) == (strict, lenient)


def test_an_end_of_a_range_by_the_contract(runner: ModuleType) -> None:
    case = _case("six to 12 feet tall", "12 feet", value="12", unit="Foot")
    outcome = runner.run("dimension", case)
    assert (outcome.strict, outcome.lenient) == (False, True)


def test_report_lists_an_unclassed_disagreement_as_new(runner: ModuleType, tmp_path: Path) -> None:
    case = _case("the kit costs $ 40 .", "$ 40", value="41", unit="Dollar")
    (tmp_path / "currency.jsonl").write_text(json.dumps(case) + "\n", encoding="utf-8")
    lines = list(runner.report(tmp_path, runner.read_stages))
    assert lines[0].startswith("currency") and "0/1" in lines[0]
    assert lines[1] == "\nnew (1)"


def test_disagreements_are_classed_once_with_a_reason(runner: ModuleType) -> None:
    import tomllib

    path = BENCHMARK.with_name("conformance_disagreements.toml")
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["case"]
    ids = [entry["id"] for entry in entries]
    assert len(ids) == len(set(ids))
    assert all(entry["class"] in runner.CLASSES and entry["reason"] for entry in entries)
