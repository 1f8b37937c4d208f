from __future__ import annotations

import csv
import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import pr_extract
from example_release import TEXT, gold, release
from pr_extract import cli
from pr_extract.language import ModelNotFoundError
from pr_extract.records import Release
from pr_extract.source import Document

PYTHON = sys.executable


class FakeExtractor:
    """Gives the example's annotation back for the example's text, and nothing for another."""

    def __init__(self) -> None:
        self.days: list[Any] = []

    def extract(self, text: str | Document, *, reference_date: Any = None) -> Release:
        self.days.append(reference_date)
        if isinstance(text, str):
            text = Document(text, "-", "0" * 64, "utf-8")
        found: dict[str, Any] = {} if text.text == TEXT else {"facts": (), "dates": ()}
        if text.text != TEXT:
            found |= {"headline": None, "dateline": None, "entities": (), "issuer": None}
        return release(source=text.name, sha256=text.sha256, **found)

    def extract_many(
        self, texts: Iterable[str | Document], *, reference_date: Any = None
    ) -> Iterator[Release]:
        for text in texts:
            yield self.extract(text, reference_date=reference_date)


@pytest.fixture
def extractor(monkeypatch: pytest.MonkeyPatch) -> FakeExtractor:
    fake = FakeExtractor()
    monkeypatch.setattr(pr_extract, "load", lambda model=None: fake, raising=False)
    return fake


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with the example and its gold in it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "fjordlys.txt").write_text(TEXT, encoding="utf-8", newline="")
    (tmp_path / "fjordlys.gold.json").write_text(json.dumps(gold()))
    return tmp_path


pytestmark = pytest.mark.usefixtures("extractor", "folder")


def one_line(message: str) -> str:
    """The message, which must be a single line of ours."""
    (line,) = message.splitlines()
    assert line.startswith("pr-extract: ")
    return line


def test_a_pipe_is_given_json_lines(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert cli.run(["fjordlys.txt", "fjordlys.txt"]) == 0
    out, err = capsysbinary.readouterr()
    assert [json.loads(line)["source"] for line in out.splitlines()] == ["fjordlys.txt"] * 2
    assert err == b""


@pytest.mark.parametrize("arguments", [["."], ["*.txt"], ["./fjordlys.txt"]])
def test_files_folders_and_globs_are_read(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == 0
    assert len(json.loads(capsys.readouterr().out)["facts"]) == 6


def test_name_stands_in_the_record_as_it_was_given(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["./fjordlys.txt"])
    assert json.loads(capsys.readouterr().out)["source"] == "./fjordlys.txt"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_complete_files(shell: Any) -> None:
    script = cli.app.generate_completion(shell=shell)
    assert {"bash": "compgen -f", "zsh": "_files", "fish": "-F"}[shell] in script


def test_bash_completes_the_name_of_an_input(folder: Path) -> None:
    script = cli.app.generate_completion(shell="bash")
    lines = f"{script}\nCOMP_WORDS=(pr-extract fjo); COMP_CWORD=1; _pr_extract; echo $COMPREPLY"
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True)
    assert done.stdout.startswith("fjordlys.")


@pytest.mark.parametrize("arguments", [["-"], []])
def test_standard_input_is_read(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert cli.run(arguments) == 0
    assert json.loads(capsys.readouterr().out)["source"] == "-"


def test_csv_is_written(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["fjordlys.txt", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["unit"] for row in rows][:2] == ["percent", "NOK"]


def test_table_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["fjordlys.txt", "-f", "table"]) == 0
    assert "2,500,000,000 NOK" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "begins"),
    [("o.csv", "source,id,"), ("o.json", "[\n"), ("o.jsonl", '{"schema'), ("o", '{"schema')],
)
def test_suffix_of_the_output_tells_the_format(
    name: str, begins: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["fjordlys.txt", "-o", name]) == 0
    assert (folder / name).read_bytes().decode().startswith(begins)
    assert capsys.readouterr().out == ""


def test_failing_input_is_named_and_the_others_are_delivered(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").touch()
    assert cli.run(["absent.txt", "fjordlys.txt", "empty.txt"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["source"] == "fjordlys.txt"
    first, second = err.splitlines()
    assert first.startswith("pr-extract: absent.txt: ")
    assert second.startswith("pr-extract: empty.txt: ")


def test_nothing_is_loaded_if_nothing_can_be_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pr_extract, "load", None, raising=False)
    assert cli.run(["absent.txt"]) == 1
    assert one_line(capsys.readouterr().err)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--nope"], "Unknown option"),
        (["fjordlys.txt", "--format", "xml"], '"xml"'),
        (["fjordlys.txt", "--reference-date", "soon"], "write it as YYYY-MM-DD"),
        (["fjordlys.txt", "--excel"], "--format csv"),
        (["fjordlys.txt", "-o", "."], "is a folder"),
        (["fjordlys.txt", "-o", "none/out"], "folder does not exist"),
        (["fjordlys.txt", "-o", "fjordlys.txt"], "is also the output file"),
        (["eval"], "no folder"),
        (["eval", ".", "--min-f1", "high"], '"high"'),
        (["eval", ".", "--min-f1", "2"], "outside 0 to 1"),
        (["eval", ".", "--row", "luck"], "no row 'luck'"),
        (["schema", "novel"], '"novel"'),
    ],
)
def test_wrong_usage_is_told_in_a_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(arguments) == 2
    out, err = capsys.readouterr()
    assert said in one_line(err)
    assert out == ""


def test_input_is_not_overwritten_by_the_output(folder: Path) -> None:
    cli.run([".", "-o", "fjordlys.txt"])
    assert (folder / "fjordlys.txt").read_text(encoding="utf-8") == TEXT


def test_missing_model_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_model: str | None) -> None:
        raise ModelNotFoundError("no model 'xx': pip install xx")

    monkeypatch.setattr(pr_extract, "load", refuse, raising=False)
    assert cli.run(["fjordlys.txt", "--model", "xx"]) == 2
    assert one_line(capsys.readouterr().err) == "pr-extract: no model 'xx': pip install xx"


def test_reference_date_is_passed_on(extractor: FakeExtractor) -> None:
    cli.run(["fjordlys.txt", "fjordlys.txt", "--reference-date", "2024-10-24"])
    assert [str(day) for day in extractor.days] == ["2024-10-24"] * 2


def test_first_release_is_out_before_the_last_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], extractor: FakeExtractor
) -> None:
    seen = []

    def slowly(texts: Iterable[Document], **_options: Any) -> Iterator[Release]:
        for text in texts:
            seen.append(capsys.readouterr().out.count("\n"))
            yield extractor.extract(text)

    extractor.extract_many = slowly  # type: ignore[assignment,method-assign]
    cli.run(["fjordlys.txt"] * 3)
    assert seen == [1, 1]


def test_interruption_leaves_no_file_and_has_its_code(
    folder: Path, extractor: FakeExtractor, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_args: object, **_options: object) -> Release:
        raise KeyboardInterrupt

    extractor.extract = interrupt  # type: ignore[method-assign]
    before = sorted(folder.iterdir())
    assert cli.run(["fjordlys.txt", "-o", "out.csv"]) == 130
    assert sorted(folder.iterdir()) == before
    assert capsys.readouterr().err == ""


def test_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out[0].isdigit()


@pytest.mark.parametrize("command", [[], ["eval"], ["schema"]])
def test_help_is_given(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*command, "--help"]) == 0
    assert "Usage: pr-extract" in capsys.readouterr().out


def test_schema_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["schema"]) == 0
    assert "facts" in json.loads(capsys.readouterr().out)["properties"]


def test_schemas_are_written(folder: Path) -> None:
    assert cli.run(["schema", "--into", "made/schemas"]) == 0
    assert (folder / "made/schemas/fact.schema.json").is_file()


def test_evaluation_of_what_is_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["eval", ".", "--min-f1", "1", "--row", "strict fact"]) == 0
    out = capsys.readouterr().out
    assert "F1 1.000 (* strict fact)" in out
    assert "0.9" not in out


def test_evaluation_below_the_minimum_fails(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = gold()
    changed["facts"][1]["unit"] = "SEK"
    (folder / "fjordlys.gold.json").write_text(json.dumps(changed))
    assert cli.run(["eval", ".", "--min-f1", "0.9", "--errors"]) == 1
    out = capsys.readouterr().out
    assert "unit: gold SEK | output NOK" in out
    assert "below the minimum 0.9" in out


def test_evaluation_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["eval", "fjordlys.gold.json", "--json", "--errors"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["rows"]["whole fact"]["f1"] == 1
    assert data["by_kind"]["money"]["facts"]["gold"] == 1
    assert data["errors"] == []


def test_evaluation_is_kept_and_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["eval", ".", "--save", "kept.json"]) == 0
    changed = gold()
    changed["facts"][1]["unit"] = "SEK"
    (folder / "fjordlys.gold.json").write_text(json.dumps(changed))
    capsys.readouterr()
    assert cli.run(["eval", ".", "--compare", "kept.json"]) == 0
    assert "0 gained, 1 lost" in capsys.readouterr().out


def test_gold_of_bare_spans_is_evaluated_on_what_it_holds(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "spans").mkdir()
    assert cli.run(["convert", "fjordlys.gold.json", "--to", "doccano", "-o", "d.jsonl"]) == 0
    assert cli.run(["convert", "d.jsonl", "--to", "json", "-o", "spans/"]) == 0
    assert cli.run(["eval", "spans", "--min-f1", "1", "--json"]) == 0
    scores = json.loads(capsys.readouterr().out)
    assert scores["f1"]["row"] == "facts"
    assert not {"whole fact", "value", "dates resolved"} & {*scores["rows"]}
    assert {*scores["by_kind"]["money"]} == {"facts", "facts exact"}


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_folder_without_golds_is_told_in_a_line(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty").mkdir()
    assert cli.run(["eval", name]) == 1
    assert name in one_line(capsys.readouterr().err)


LIGHT = """
import sys
from pr_extract import cli
cli.run([sys.argv[1]])
heavy = {"spacy", "pydantic", "numpy", "pint", "dateparser", "babel"} & set(sys.modules)
sys.exit(f"imported {heavy}" if heavy else 0)
"""


@pytest.mark.parametrize("argument", ["--help", "--version", "--nope"])
def test_help_imports_nothing_heavy(argument: str) -> None:
    done = subprocess.run([PYTHON, "-c", LIGHT, argument], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


PIPED = """
import sys
from pr_extract import cli
assert cli.run([sys.argv[1], "-o", sys.argv[2]]) == 0
needless = {"spacy.cli", "pint", "babel", "rich.console", "rich.table"} & set(sys.modules)
sys.exit(f"imported {needless}" if needless else 0)
"""


def test_reading_a_release_imports_only_what_it_needs(tmp_path: Path) -> None:
    release = tmp_path / "release.txt"
    release.write_text("OSLO, Oct. 24, 2024 -- Fjordlys ASA opened a 40 MW plant worth $3 million.")
    done = subprocess.run(
        [PYTHON, "-c", PIPED, str(release), str(tmp_path / "facts.jsonl")],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


FAKED = """
import sys, time
sys.path.insert(0, sys.argv.pop(1))
import pr_extract
from pr_extract import cli
from test_cli import FakeExtractor
class Slow(FakeExtractor):
    def extract_many(self, texts, **options):
        for text in texts:
            time.sleep(0.05)
            yield self.extract(text)
pr_extract.load = lambda model=None: Slow()
cli.main()
"""


def command(*arguments: str) -> list[str]:
    return [PYTHON, "-c", FAKED, str(Path(__file__).parent), *arguments]


def test_reader_that_has_enough_ends_it_quietly() -> None:
    with subprocess.Popen(
        command(*["fjordlys.txt"] * 200), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout and running.stderr
        assert json.loads(running.stdout.readline())["source"] == "fjordlys.txt"
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_control_c_ends_it_quietly() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's `&` ignores it
    try:
        running = subprocess.Popen(
            command(*["fjordlys.txt"] * 200), stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with running:
        assert running.stdout and running.stderr
        running.stdout.readline()
        running.send_signal(signal.SIGINT)
        running.stdout.read()
        assert running.stderr.read() == b""
    assert running.returncode == 130


def test_full_disk_is_told_in_a_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command("fjordlys.txt"), stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert "No space left" in one_line(done.stderr.decode())


@pytest.mark.parametrize("closed", ["1", "2"])
def test_closed_output_is_no_crash(closed: str) -> None:
    line = f'exec "$0" "$@" {closed}>&-'
    done = subprocess.run(
        ["bash", "-c", line, *command("fjordlys.txt")], capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def on_terminal(*arguments: str, stdout: Any = None, **environment: str) -> str:
    """What the command draws on a terminal of 80 columns."""
    master, slave = pty.openpty()
    running = subprocess.Popen(
        command(*arguments), stdin=slave, stdout=stdout or slave, stderr=slave, close_fds=True,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "80", **environment},
    )  # fmt: skip
    os.close(slave)
    drawn = b""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            drawn += os.read(master, 65536)
        except OSError:
            break
    running.wait(timeout=5)
    os.close(master)
    return drawn.decode()


def test_terminal_is_given_a_table() -> None:
    assert "\x1b[32m▲ 12%" in on_terminal("fjordlys.txt")


def test_terminal_without_colours_is_given_none() -> None:
    drawn = on_terminal("fjordlys.txt", NO_COLOR="1")
    assert "▲ 12%" in drawn
    assert "\x1b[32m" not in drawn


def test_progress_is_told_where_only_the_data_is_piped(folder: Path) -> None:
    with (folder / "piped").open("wb") as piped:
        drawn = on_terminal(*["fjordlys.txt"] * 9, "absent.txt", stdout=piped)
    assert "releases" in drawn
    assert "pr-extract: absent.txt: " in drawn
    lines = (folder / "piped").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"] for line in lines] == ["fjordlys.txt"] * 9


def test_table_is_told_without_progress() -> None:
    assert "releases" not in on_terminal("fjordlys.txt")


def test_message_commands_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    cli.run(["\x1b[31mabsent.txt"])
    assert "\x1b" not in one_line(capsys.readouterr().err)


REAL = [PYTHON, "-m", "pr_extract.cli"]


def test_release_goes_all_the_way_through() -> None:
    done = subprocess.run([*REAL, "fjordlys.txt"], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    record = Release.model_validate_json(done.stdout, context={"text": TEXT})
    assert "NOK 2.5 billion" in [fact.span.text for fact in record.facts]


def test_missing_model_goes_all_the_way_to_a_line() -> None:
    done = subprocess.run(
        [*REAL, "fjordlys.txt", "--model", "no_such_model"], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert "no_such_model" in one_line(done.stderr)
