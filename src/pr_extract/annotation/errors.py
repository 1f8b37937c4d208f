"""The one error of import and export: where, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import ValidationError


class AnnotationError(ValueError):
    """Annotations that cannot be read or written; the message is one line that says where.

    >>> str(AnnotationError("[0].data", "there is no text"))
    '[0].data: there is no text'
    """

    def __init__(self, where: str, message: str) -> None:
        told = f"{where}: {message}" if where else message
        super().__init__(" ".join(told.split()))

    @classmethod
    def of(cls, error: ValidationError, where: str = "", shown: int = 80) -> AnnotationError:
        """The first thing that a Pydantic model refused, with the way to it."""
        first = error.errors(include_url=False, include_context=False)[0]
        given = repr(first["input"])
        given = given if len(given) <= shown else f"{given[:shown]}…"
        message = str(first["msg"]).removeprefix("Value error, ")
        told = "" if first["type"] in ("missing", "value_error") else f", not {given}"
        return cls(where + json_path(first["loc"]), message + told)


def json_path(parts: Iterable[object]) -> str:
    """The way to a value, as JavaScript would write it.

    >>> json_path(["annotations", 0, "result"])
    '.annotations[0].result'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts)
