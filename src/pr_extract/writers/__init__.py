"""One module a format; `open_writer` picks it, `open_destination` says where it goes."""

from __future__ import annotations

from typing import Literal, Protocol, TextIO

from pr_extract.records import Release

Format = Literal["table", "jsonl", "json", "csv"]
FORMATS: tuple[Format, ...] = ("table", "jsonl", "json", "csv")


class Writer(Protocol):
    """Takes releases one by one, each out before the next is asked for."""

    def write(self, release: Release) -> None:
        """Put one release out."""
        ...

    def finish(self) -> None:
        """Put out what closes the whole."""
        ...


def open_writer(format: Format, stream: TextIO, *, excel: bool = False) -> Writer:
    """Make the writer of a format; its module is imported only now.

    >>> import io
    >>> from pr_extract.records import _example
    >>> out = io.StringIO()
    >>> open_writer("jsonl", out).write(_example())
    >>> out.getvalue().startswith('{"schema_version": "1"')
    True
    """
    if format == "table":
        from pr_extract.writers.table import TableWriter

        return TableWriter(stream)
    if format == "csv":
        from pr_extract.writers.csv import CsvWriter

        return CsvWriter(stream, excel=excel)
    if format == "json":
        from pr_extract.writers.json import JsonWriter

        return JsonWriter(stream)
    from pr_extract.writers.jsonl import JsonlWriter

    return JsonlWriter(stream)
