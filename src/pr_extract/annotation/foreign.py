"""Other tools' JSON: read with numbers exact, checked against a model of its shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import simplejson
from pydantic import BaseModel, ConfigDict, ValidationError

from pr_extract.annotation.errors import AnnotationError


class Foreign(BaseModel):
    """Base of the shapes that other tools write: what we do not need, we do not look at."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


Shape = TypeVar("Shape", bound=Foreign)


def read_json(content: str) -> Any:
    """One JSON value.

    Raises:
        AnnotationError: if it is none, with line and column.
    """
    try:
        return simplejson.loads(content, use_decimal=True, allow_nan=False)
    except simplejson.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise AnnotationError(where, f"this is no JSON: {error.msg}") from None
    except (RecursionError, ValueError) as error:
        raise AnnotationError("", f"this is no JSON that can be read: {error}") from None


def read_json_lines(content: str) -> Iterator[tuple[str, Any]]:
    """One JSON value a line, with the place ("line 3"); empty lines are passed over."""
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            try:
                yield f"line {number}", simplejson.loads(line, use_decimal=True, allow_nan=False)
            except simplejson.JSONDecodeError as error:
                where = f"line {number}, column {error.pos + 1}"
                raise AnnotationError(where, f"this is no JSON: {error.msg}") from None
            except (RecursionError, ValueError) as error:
                message = f"this is no JSON that can be read: {error}"
                raise AnnotationError(f"line {number}", message) from None


def write_json(value: object) -> str:
    """A JSON value, indented, numbers digit for digit."""
    return simplejson.dumps(value, indent=1, ensure_ascii=False, use_decimal=True) + "\n"


def write_json_lines(values: Iterable[object]) -> str:
    """One JSON value a line."""
    return "".join(
        simplejson.dumps(value, ensure_ascii=False, use_decimal=True) + "\n" for value in values
    )


def shaped(shape: type[Shape], value: object, where: str) -> Shape:
    """The value in the shape a tool writes.

    Raises:
        AnnotationError: if it has another shape, with the way to what differs.
    """
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        raise AnnotationError.of(error, where) from None
