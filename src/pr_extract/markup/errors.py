"""The one error of the marked format: what is wrong, and where."""

from __future__ import annotations


class MarkupError(ValueError):
    r"""The marked text breaks the format; ``line`` and ``column`` (from 1) say where.

    >>> error = MarkupError.at("ab\ncd", 4, "no such mark")
    >>> str(error), error.line, error.column
    ('line 2, column 2: no such mark', 2, 2)
    """

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {message}")
        self.line = line
        self.column = column

    @classmethod
    def at(cls, marked: str, offset: int, message: str) -> MarkupError:
        """The error that stands at a code-point offset of the marked text."""
        line = marked.count("\n", 0, offset) + 1
        column = offset - (marked.rfind("\n", 0, offset) + 1) + 1
        return cls(message, line, column)
