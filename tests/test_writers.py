from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from example_release import TEXT, gold, release, span
from pr_extract.records import ROW_FIELDS, Release
from pr_extract.writers import FORMATS, open_writer
from pr_extract.writers.csv import cell
from pr_extract.writers.destination import DestinationError, open_destination
from pr_extract.writers.table import TableWriter
from pr_extract.writers.wording import plain, reading


def written(format: Any, *releases: Release, **options: Any) -> str:
    stream = io.StringIO(newline="")
    writer = open_writer(format, stream, **options)
    for item in releases:
        writer.write(item)
    writer.finish()
    return stream.getvalue()


def drawn(item: Release, width: int) -> str:
    stream = io.StringIO()
    TableWriter(stream, width).write(item)
    return stream.getvalue()


def with_fact(**fields: Any) -> Release:
    return release(facts=[{**gold()["facts"][1], **fields}])


def test_jsonl_is_the_contract_one_release_a_line() -> None:
    lines = written("jsonl", release(), release(source="b")).splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["fjordlys.txt", "b"]
    assert json.loads(lines[0]) == json.loads(release().to_json())


@pytest.mark.parametrize("count", [0, 1, 2])
def test_json_is_one_array(count: int) -> None:
    assert len(json.loads(written("json", *[release()] * count))) == count


def test_csv_has_the_columns_of_the_records() -> None:
    rows = list(csv.reader(io.StringIO(written("csv", release(), release()), newline="")))
    assert rows[0] == list(ROW_FIELDS)
    assert len(rows) == 13


def test_csv_of_nothing_is_its_head() -> None:
    assert written("csv") == ",".join(ROW_FIELDS) + "\r\n"


def test_csv_for_excel_begins_with_a_byte_order_mark() -> None:
    assert written("csv", release(), excel=True).startswith("\ufeffsource,")


def test_csv_values_are_plain() -> None:
    row = next(csv.DictReader(io.StringIO(written("csv", with_fact(value="2.5e9")), newline="")))
    wanted = {
        "value": "2500000000", "low": "", "negated": "false", "period_start": "2024-01-01",
        "entity_name": "Fjordlys ASA", "text": "NOK 2.5 billion",
    }  # fmt: skip
    assert {name: row[name] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("41150000000.00", "41150000000"),
        ("2.50", "2.5"),
        ("100", "100"),
        ("1E+2", "100"),
        ("0.00", "0"),
        ("-0.20", "-0.2"),
    ],
)
def test_values_have_no_zeros_that_scaling_left(value: str, shown: str) -> None:
    item = with_fact(value=value)
    row = next(csv.DictReader(io.StringIO(written("csv", item), newline="")))
    assert row["value"] == shown
    assert f'"value": {shown},' in written("jsonl", item)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("-3.2%", "-3.2%"),
        ("+5 percentage points", "+5 percentage points"),
        ("-$1.3 million", "-$1.3 million"),
        ("$(1.3) million", "$(1.3) million"),
        ("net income", "net income"),
    ],
)
def test_csv_defuses_formulas_and_leaves_signed_amounts(text: str, shown: str) -> None:
    assert cell(text) == shown


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "▲ 2,500,000,000 NOK"),
        ({"direction": None, "value": "1e12"}, "1,000,000,000,000 NOK"),
        ({"direction": "down", "bound": "more_than", "value": "0.45"}, "▼ > 0.45 NOK"),
        (
            {"direction": None, "value": None, "low": "1.2e9", "high": 1400000000,
             "bound": "between"},
            "1,200,000,000 to 1,400,000,000 NOK",
        ),
        ({"direction": None, "value": "0.45", "per": "share"}, "0.45 NOK per share"),
        ({"kind": "percentage", "unit": "percent", "value": 63}, "▲ 63%"),
        (
            {"kind": "percentage", "unit": "basis_point", "value": 25, "direction": None},
            "25 basis points",
        ),
        (
            {"kind": "measurement", "unit": "square_foot", "value": 300000, "direction": None},
            "300,000 square feet",
        ),
        ({"kind": "measurement", "unit": "minute", "value": 1, "direction": None}, "1 minute"),
        ({"kind": "count", "unit": "ship", "value": 9, "direction": None}, "9"),
        ({"kind": "multiple", "unit": "times", "value": "2.5", "direction": None}, "2.5×"),
        ({"kind": "rank", "unit": "rank", "value": 3, "direction": None}, "no. 3"),
        ({"kind": "ratio", "unit": "to_one", "value": "0.2", "direction": None}, "0.2"),
    ],
)  # fmt: skip
def test_reading_is_as_people_write_it(fields: dict[str, Any], shown: str) -> None:
    assert reading(with_fact(**fields).facts[0]) == shown


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_table_keeps_to_its_width_and_cuts_no_figure(width: int) -> None:
    text = drawn(release(), width)
    assert max(len(line) for line in text.splitlines()) <= width
    assert "…" not in text
    joined = " ".join(text.split())
    assert all(fact.span.text in joined for fact in release().facts)


@pytest.mark.parametrize("width", [80, 160])
def test_table_answers_every_question(width: int) -> None:
    text = drawn(release(), width)
    wanted = (
        "Record Fleet", "Oslo", "PRNewswire", "6 figures", "▲ 12%", "change", "revenue",
        "Fjordlys ASA", "2024", "on the year", "region's", "target", "2027-12-31",
    )  # fmt: skip
    assert [words for words in wanted if words not in text] == []


def test_table_says_when_there_are_no_figures() -> None:
    assert "No figures." in drawn(release(facts=[]), 80)


def test_table_shows_text_as_text_not_as_markup_or_commands() -> None:
    item = release(warnings=["[red]not markup[/red] \x1b[31mnot a command"])
    assert "[red]not markup[/red] [31mnot a command" in drawn(item, 120)


def test_table_takes_the_direction_of_writing_from_no_source() -> None:
    assert plain("net\u202eemocni\u2069 \x07 up") == "net emocni up"


def test_table_has_no_colours_where_none_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[32m" not in drawn(release(), 120)


@pytest.mark.parametrize("format", FORMATS)
def test_release_is_out_before_the_next_is_asked_for(format: Any) -> None:
    stream = io.StringIO()
    open_writer(format, stream).write(release())
    assert "NOK 2.5 billion" in stream.getvalue()


def write_to(path: Path, text: str = "new") -> None:
    with open_destination(path) as stream:
        stream.write(text)


def test_file_is_written_whole(tmp_path: Path) -> None:
    write_to(tmp_path / "out", "å\r\n")
    assert (tmp_path / "out").read_bytes() == "å\r\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_file_is_not_touched_by_what_fails(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    with pytest.raises(KeyboardInterrupt), open_destination(tmp_path / "out") as stream:
        stream.write("half")
        raise KeyboardInterrupt
    assert (tmp_path / "out").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_file_keeps_its_permissions(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("old")
    (tmp_path / "out").chmod(0o640)
    write_to(tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o640


def test_new_file_has_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    write_to(tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_to(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_device_is_written_as_it_comes() -> None:
    write_to(Path(os.devnull))
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("place", "message"), [(".", "is a folder"), ("none/out", "folder does not exist")]
)
def test_impossible_place_is_refused(tmp_path: Path, place: str, message: str) -> None:
    with pytest.raises(DestinationError, match=message):
        write_to(tmp_path / place)


def test_spans_of_the_example_are_slices() -> None:
    for fact in release().facts:
        assert TEXT[fact.span.start : fact.span.end] == fact.span.text
    assert span("It")["text"] == "It"
