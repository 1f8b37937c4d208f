"""The JSON Schemas of the records, generated from the models."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import simplejson
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from pr_extract.records import Date, Entity, Fact, Release

SCHEMAS: dict[str, tuple[str, TypeAdapter[Any]]] = {
    "release": ("A press release: its facts, dates and entities", TypeAdapter(Release)),
    "fact": ("One quantity that a release asserts", TypeAdapter(Fact)),
    "date": ("One date, period, duration or set", TypeAdapter(Date)),
    "entity": ("One thing that a release names", TypeAdapter(Entity)),
}


class _OutputSchema(GenerateJsonSchema):
    """What is written: every field stands there, null where nothing is known."""

    def field_is_required(self, *_args: Any, **_options: Any) -> bool:
        return True

    def field_title_should_be_set(self, _schema: Any) -> bool:
        return False


def schema_text(name: str) -> str:
    """The JSON Schema of a record, as it stands in ``schemas/``.

    >>> '"$schema"' in schema_text("date")
    True
    """
    title, adapter = SCHEMAS[name]
    body = adapter.json_schema(mode="serialization", schema_generator=_OutputSchema)
    body.pop("title", None)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    return simplejson.dumps(head | body, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into a folder, made if it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        path = folder / f"{name}.schema.json"
        path.write_text(schema_text(name), encoding="utf-8", newline="\n")
