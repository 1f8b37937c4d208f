"""``pr-extract convert``: files in, files out, and a line where that cannot be."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from example_release import TEXT, gold
from pr_extract import cli
from pr_extract.evaluate import read_gold

NAMES = ("label-studio", "web-annotation", "prodigy", "doccano", "json", "marked")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with the example and its gold in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fjordlys.txt").write_bytes(TEXT.encode())
    record = json.dumps(gold() | {"source": "fjordlys.txt"})
    (tmp_path / "fjordlys.gold.json").write_text(record)
    return tmp_path


pytestmark = pytest.mark.usefixtures("folder")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("given", ["fjordlys.gold.json", "."])
def test_gold_goes_to_a_tool_and_back(given: str, name: str, folder: Path) -> None:
    assert cli.run(["convert", given, "--to", name, "-o", "tool"]) == 0
    (folder / "again").mkdir()
    (folder / "again" / "fjordlys.txt").write_bytes(TEXT.encode())
    assert cli.run(["convert", "tool", "--to", "json", "-o", "again"]) == 0
    one, other = (read_gold(f / "fjordlys.gold.json") for f in (folder, folder / "again"))
    assert len(one.gold.facts) == len(other.gold.facts)
    assert name in ("prodigy", "doccano") or one.gold == other.gold


def test_the_labelling_configuration_is_written_beside(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.run(["convert", ".", "--to", "label-studio", "-o", "tasks.json", "--predictions"])
    assert "predictions" in json.loads((folder / "tasks.json").read_text())[0]
    assert ElementTree.parse(folder / "tasks.xml").getroot().tag == "View"
    assert "tasks.xml" in capsys.readouterr().err


def test_marks_become_json_and_text_where_it_is_missing(folder: Path) -> None:
    cli.run(["convert", ".", "--to", "marked", "-o", "."])
    before = read_gold(folder / "fjordlys.gold.json")
    for suffix in (".txt", ".gold.json"):
        (folder / f"fjordlys{suffix}").unlink()
    assert cli.run(["convert", "fjordlys.gold.md", "--to", "json", "-o", "."]) == 0
    assert read_gold(folder / "fjordlys.gold.json") == before


def test_records_of_the_extractor_are_converted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.dumps(gold() | {"source": str(folder / "fjordlys.txt")})
    (folder / "out").mkdir()
    (folder / "out" / "records.jsonl").write_text(f"{record}\n{record}\n")
    assert cli.run(["convert", "out/records.jsonl", "--to", "doccano"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_the_text_is_named_or_stands_beside(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    record = json.dumps(gold() | {"source": "elsewhere.txt"})
    for arguments, code in ((["--text", "fjordlys.txt"], 0), ([], 1)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(record.encode())))
        assert cli.run(["convert", "-", "--to", "marked", *arguments]) == code
    out, err = capsys.readouterr()
    assert out.startswith("pr-extract gold 1")
    assert err == (
        "pr-extract: convert: -: the text elsewhere.txt is missing, put it there or name it:"
        " --text\n"
    )


def test_text_of_a_web_page_is_what_is_extracted_from_it(folder: Path) -> None:
    (folder / "page.html").write_text("<html><body><p>Acme sold 5 ships.</p></body></html>")
    fact: dict[str, Any] = {"id": "f1", "kind": "count", "value": 5, "unit": "ship"}
    fact["span"] = {"start": 10, "end": 17, "text": "5 ships"}
    (folder / "r.json").write_text(json.dumps({"source": "page.html", "facts": [fact]}))
    assert cli.run(["convert", "r.json", "--to", "json", "-o", "again.json"]) == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--to", "json"], 2, "nothing to convert"),
        (["x.json", "--to", "json", "--predictions"], 2, "--predictions goes with"),
        (["absent.json", "--to", "json"], 1, "absent.json: No such file"),
        (["fjordlys.txt", "--to", "json"], 1, "fjordlys.txt: this is none of the formats"),
        (["fjordlys.txt", "--to", "json", "--from", "prodigy"], 1, "line 1, column 1"),
        (["empty", "--to", "json"], 1, "empty: holds no NAME.gold.json"),
        (["latin.json", "--to", "json"], 1, "no text in UTF-8"),
        ([".", "--to", "prodigy", "-o", "empty"], 1, "empty: is a folder"),
        ([".", "--to", "prodigy", "-o", "no/where"], 2, "its folder does not exist"),
        ([".", "--to", "json", "-o", "nowhere/"], 2, "nowhere/: there is no such folder"),
        (["nameless.json", "--to", "json", "-o", "empty"], 1, "has no name"),
        ([".", ".", "--to", "json", "-o", "empty"], 1, "two golds have this name"),
        ([".", ".", "--to", "marked"], 1, "holds one release"),
        ([".", "--to", "json", "-o", "other"], 1, "is another text"),
        (["bad.gold.json", "--to", "json"], 1, "bad.gold.json: [0].facts[0]"),
        ([".", "--to", "json", "--text", "other/fjordlys.txt"], 1, "span"),
        ([".", "--to", "json", "--text", "latin.txt"], 1, "latin.txt: not in the encoding"),
    ],
)
def test_what_is_refused(
    arguments: list[str],
    code: int,
    words: str,
    folder: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (folder / "empty").mkdir()
    (folder / "other").mkdir()
    (folder / "other" / "fjordlys.txt").write_text("Something else.")
    (folder / "nameless.json").write_text('{"text": "Acme", "label": [], "source": "a\\u0000"}')
    (folder / "latin.json").write_bytes(b"\xe9")
    (folder / "latin.txt").write_bytes(b"\xe9")
    if "bad.gold.json" in arguments:
        (folder / "bad.txt").write_bytes(TEXT.encode())
        facts = [gold()["facts"][0] | {"unit": None}]
        (folder / "bad.gold.json").write_text(json.dumps([gold() | {"facts": facts}]))
    assert cli.run(["convert", *arguments]) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line
