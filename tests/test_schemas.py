from __future__ import annotations

from pathlib import Path

import pytest

from pr_extract.records import Release
from pr_extract.writers.schema import SCHEMAS, schema_text

FOLDER = Path(__file__).parent.parent / "schemas"


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_current(name: str) -> None:
    path = FOLDER / f"{name}.schema.json"
    message = f"{path.name} is stale: run pr-extract schema --into schemas"
    assert path.read_text(encoding="utf-8") == schema_text(name), message


def test_no_schema_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}


def test_schema_requires_every_field_of_a_release() -> None:
    import json

    schema = json.loads(schema_text("release"))
    assert set(schema["required"]) == set(Release.model_fields)
