"""Golds and records as JSON, one object, a list, or one a line; and the marked format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from pr_extract.annotation.apart import details_of
from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.regions import GoldText, Texts
from pr_extract.evaluate.gold import Figure, Gold, parse_gold
from pr_extract.markup import MarkupError, parse_marked, write_marked
from pr_extract.records import Release, jsonable

KEYS = {"schema_version", "facts", "annotated"}
"""By one of these a record is known."""


def read_records(records: Sequence[tuple[str, object]], texts: Texts) -> list[GoldText]:
    """Records or golds, each with the place it stands at; their texts are asked for.

    Raises:
        AnnotationError: if one is no record, or does not fit its text.
    """
    return [_read(record, where, texts) for where, record in records]


def _read(record: object, where: str, texts: Texts) -> GoldText:
    if not isinstance(record, dict) or not KEYS & set(record):
        raise AnnotationError(where, "a record of a release is a JSON object that has facts")
    text = texts(str(record.get("source", "-")), str(record.get("encoding") or "utf-8"))
    try:
        return GoldText(text, parse_gold(record, text))
    except ValidationError as error:
        raise AnnotationError.of(error, where) from None


def read_marked(content: str) -> GoldText:
    """The marked format."""
    try:
        marked = parse_marked(content)
    except MarkupError as error:
        raise AnnotationError("", str(error)) from None
    return GoldText(marked.text, parse_gold(marked.release, marked.text))


def write_marks(item: GoldText) -> str:
    """The marked format, which holds whole golds.

    Raises:
        AnnotationError: if the gold is partial, or its records are not in text order.
    """
    try:
        return write_marked(as_release(item.gold), item.text)
    except ValueError as error:
        message = str(error) if not isinstance(error, ValidationError) else error.errors()[0]["msg"]
        raise AnnotationError(item.gold.source, message) from None


def as_release(gold: Gold) -> Release:
    """A whole gold as a release.

    Raises:
        AnnotationError: if it is partial.
    """
    if is_partial(gold):
        message = "this gold is partial, and the marked format holds whole ones: write it as json"
        raise AnnotationError(gold.source, message)
    return Release.model_validate(_record(gold))


def _record(gold: Gold) -> dict[str, Any]:
    return {name: jsonable(getattr(gold, name)) for name in Release.model_fields}


def is_partial(gold: Gold) -> bool:
    """Whether a gold leaves something out that a release must have, or says that it does."""
    resolved = all(date.timex is not None for date in gold.dates)
    return bool(_PARTIAL & set(details_of(gold))) or gold.sha256 is None or not resolved


_PARTIAL = {"annotated", "fields", "issuer_name", "tables_partial"}


def as_json(gold: Gold) -> dict[str, Any]:
    """A gold as JSON holds it: a whole one as a release, of a partial one what it has.

    >>> as_json(Gold(source="a.txt", annotated=("dates",)))
    {'schema_version': '1', 'source': 'a.txt', 'encoding': 'utf-8', 'annotated': ['dates']}
    """
    record = _record(gold)
    if not is_partial(gold):
        return record
    for fact, written in zip(gold.facts, record["facts"], strict=True):
        if isinstance(fact, Figure):
            for name in ("value", "low", "high", "unit"):
                del written[name]
    held = {name: value for name, value in record.items() if value not in (None, [])}
    return held | details_of(gold)
