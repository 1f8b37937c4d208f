"""The tour runs from top to bottom, shows what it promises, and is committed without outputs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "tour.ipynb"


@pytest.fixture(scope="module")
def executed() -> Any:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    resources = {"metadata": {"path": str(NOTEBOOK.parent)}}
    return NotebookClient(notebook, timeout=120, resources=resources).execute()


def outputs(notebook: Any, mime: str) -> list[str]:
    """What the cells show in a format, in order."""
    return [
        output["data"][mime]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if mime in output.get("data", {})
    ]


def test_figures_are_highlighted_in_the_text(executed: Any) -> None:
    assert any("percentage" in html and "<span" in html for html in outputs(executed, "text/html"))


def test_facts_are_shown_as_a_table(executed: Any) -> None:
    assert any("<table" in html and "concept" in html for html in outputs(executed, "text/html"))


def test_plot_is_drawn(executed: Any) -> None:
    assert len(outputs(executed, "image/png")) == 1


def test_notebook_is_committed_without_outputs() -> None:
    cells = [c for c in nbformat.read(NOTEBOOK, as_version=4).cells if c.cell_type == "code"]
    assert cells
    assert all(c.outputs == [] and c.execution_count is None for c in cells)
