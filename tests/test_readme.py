"""The README's examples, run as written, show what it says they show.

A ``console`` block is one shell session on a terminal of 100 columns: its `$` lines are run, the
lines between are what must appear (white space at a line's end aside). A block after a comment
``<!-- figures`` holds scores that move with every rule: its numbers are not compared. ``python``
blocks are one doctest session. A ``json`` block is a fact of the example release.
"""

from __future__ import annotations

import doctest
import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import pr_extract

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^(<!-- figures.*?-->\n\n)?```(\w*)\n(.*?)^```$", re.M | re.S)
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Block:
    language: str
    body: str
    line: int
    is_figures: bool

    def __str__(self) -> str:
        return f"line {self.line}"


BLOCKS = [
    Block(match[2], match[3], README.count("\n", 0, match.start(3)), bool(match[1]))
    for match in BLOCK.finditer(README)
]


def blocks(language: str) -> list[Block]:
    return [block for block in BLOCKS if block.language == language]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place to write to, from which the repository's folders are in reach."""
    for name in ("corpus", "examples"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def on_a_terminal(commands: list[str], folder: Path) -> str:
    """What a shell session shows on a terminal, without the progress that comes and goes."""
    messages = "2>messages; code=$?; cat messages; (exit $code)"
    script = "\n".join(f"{{ {command}\n}} {messages}" for command in commands)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "TERM": "xterm", "NO_COLOR": "1"}
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        ["bash", "-c", script],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    os.close(ours)
    return ESCAPE.sub("", shown.decode("utf-8").replace("\r", ""))


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 1 << 16)
    except OSError:  # Linux: the other end has closed
        return b""


def tidy(shown: str) -> list[str]:
    return [line.rstrip() for line in shown.strip("\n").splitlines()]


def rows(shown: str) -> list[str]:
    """The lines with their numbers and their alignment taken out."""
    return [" ".join(NUMBER.sub("#", line).split()) for line in shown.splitlines()]


@pytest.mark.parametrize("block", blocks("console"), ids=str)
def test_console_block_shows_what_it_says(block: Block, folder: Path) -> None:
    lines = block.body.splitlines()
    commands = [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]
    expected = "\n".join(line for line in lines if not line.startswith("$ "))
    shown = on_a_terminal(commands, folder)
    compared = rows if block.is_figures else tidy
    assert compared(shown) == compared(expected)


def test_python_blocks_show_what_they_say(folder: Path) -> None:
    source = "\n".join(block.body for block in blocks("python"))
    test = doctest.DocTestParser().get_doctest(source, {}, "README", "README.md", 0)
    report: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    assert not report, "".join(report)


@pytest.mark.parametrize("block", blocks("json"), ids=str)
def test_json_block_is_a_fact_of_the_example(block: Block) -> None:
    shown = json.loads(block.body)
    text = (ROOT / "examples" / "norvane.txt").read_text(encoding="utf-8")
    facts = json.loads(pr_extract.extract(text).to_json())["facts"]
    assert shown == next(fact for fact in facts if fact["id"] == shown["id"])


def test_set_up_is_two_commands() -> None:
    """`.ci/run` takes them from here and runs them on a fresh clone."""
    section = README.split("\n## Set-up\n")[1].split("\n## ")[0]
    commands = [line for match in BLOCK.finditer(section) for line in match[3].splitlines()]
    assert len(commands) == 2


COMMAND = re.compile(r"^pr-extract (?:(eval|convert|schema) )?(.*)$", re.M)
OPTION = re.compile(r"--[a-z-][a-z0-9-]+")


@pytest.mark.parametrize("command", ["", "eval", "convert"])
def test_commands_name_options_that_exist(command: str) -> None:
    lines = COMMAND.findall("".join(block.body for block in blocks("sh")))
    options = {option for name, rest in lines if name == command for option in OPTION.findall(rest)}
    shown = subprocess.run(
        [sys.executable, "-m", "pr_extract.cli", *command.split(), "--help"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert {option for option in options if option not in shown} == set()


@pytest.mark.parametrize("name", sorted({*re.findall(r"\]\((?!http)([^)#\s]+)\)", README)}))
def test_link_leads_somewhere(name: str) -> None:
    assert (ROOT / name).exists()
