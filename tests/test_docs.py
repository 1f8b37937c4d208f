"""The documents are current with the code: its modules, its lexicons, its links, its examples."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from pr_extract.lexicon import families

ROOT = Path(__file__).parent.parent
DOCS = sorted([*(ROOT / "docs").glob("*.md"), ROOT / "CHANGELOG.md", ROOT / "corpus" / "README.md"])
LINK = re.compile(r"\]\((?!https?:)([\w./-]+\.\w+)\)")
CODE = re.compile(r"^```\w*\n(.*?)^```$", re.M | re.S)


def text_of(document: Path) -> str:
    return document.read_text(encoding="utf-8")


def test_architecture_draws_every_module() -> None:
    tree = text_of(ROOT / "docs" / "architecture.md").split("src/pr_extract/\n")[1].split("```")[0]
    drawn = set(re.findall(r"^  (\S+)  ", tree, re.M))
    there = {
        path.name + "/" * path.is_dir()
        for path in (ROOT / "src" / "pr_extract").iterdir()
        if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
    }
    assert drawn == there


def test_every_lexicon_is_described() -> None:
    described = re.findall(r"^\| `(\w+)` \|", text_of(ROOT / "docs" / "lexicons.md"), re.M)
    assert described == list(families())


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = LINK.findall(CODE.sub("", text_of(document)))
    assert [link for link in links if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("document", DOCS, ids=lambda path: path.name)
def test_python_examples_show_what_they_say(document: Path) -> None:
    report: list[str] = []
    test = doctest.DocTestParser().get_doctest(
        "\n".join(CODE.findall(text_of(document))), {}, document.name, str(document), 0
    )
    doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    assert not report, "".join(report)
