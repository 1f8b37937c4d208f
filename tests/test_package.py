"""What the installed package promises: cheap to import, typed, its public names at hand."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata, resources

import pytest

import pr_extract

HEAVY = ("spacy", "pydantic", "numpy", "pint", "pycountry", "rich", "cyclopts")


def imported_by(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after a statement."""
    code = (
        f"import sys; {statement}; print(*sorted({{name.split('.')[0] for name in sys.modules}}))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(run.stdout.split())


def test_import_loads_nothing_heavy() -> None:
    assert imported_by("import pr_extract").isdisjoint(HEAVY)


def test_records_are_read_without_spacy() -> None:
    assert "spacy" not in imported_by("from pr_extract import Release")


def test_public_names_are_there() -> None:
    missing = [name for name in pr_extract.__all__ if getattr(pr_extract, name, None) is None]
    assert missing == []


def test_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        pr_extract.no_such_name  # noqa: B018


def test_package_is_marked_typed() -> None:
    assert resources.files("pr_extract").joinpath("py.typed").is_file()


def test_component_is_announced_to_spacy() -> None:
    found = metadata.entry_points(group="spacy_factories")
    assert "pr_extract" in {entry.name for entry in found}


def test_command_is_announced() -> None:
    found = metadata.entry_points(group="console_scripts", name="pr-extract")
    assert [entry.value for entry in found] == ["pr_extract.cli:main"]


def test_licence_is_stated() -> None:
    assert metadata.metadata("pr-extract")["License-Expression"] == "MIT"
