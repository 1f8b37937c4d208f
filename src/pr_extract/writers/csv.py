"""CSV: one row a fact, the columns of `records.ROW_FIELDS` (RFC 4180: commas, CRLF, quotes).

Numbers stand in full without grouping or exponents, dates as ISO 8601, true and false as such;
null is an empty cell. A text that a spreadsheet would run as a formula (it begins with ``=``,
``+``, ``-``, ``@``, a tab or a carriage return) is given a leading apostrophe, unless it is a
plain signed amount (``-3.2%``, ``+5 points``), which no spreadsheet runs. The offsets still point
at the text as it stands in the source.
"""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from typing import TextIO

from pr_extract.records import ROW_FIELDS, Release

_FORMULA = re.compile(r"\s*[=+\-@\t\r]")
_SIGNED_AMOUNT = re.compile(r"[+-][\w .,%$€£¥₹]*")


class CsvWriter:
    """Writes a head and a row a fact; with ``excel``, a byte order mark that Excel needs."""

    def __init__(self, stream: TextIO, *, excel: bool = False) -> None:
        self._stream = stream
        self._rows = csv.writer(stream)
        self._excel = excel
        self._begun = False

    def write(self, release: Release) -> None:
        """Put out a release's rows; one without facts has none."""
        self._begin()
        for row in release.to_rows():
            self._rows.writerow([cell(value) for value in row.values()])
        self._stream.flush()

    def finish(self) -> None:
        """Put out the head at least."""
        self._begin()

    def _begin(self) -> None:
        if self._begun:
            return
        self._begun = True
        if self._excel:
            self._stream.write("\ufeff")
        self._rows.writerow(ROW_FIELDS)


def cell(value: object) -> str:
    """A value as it stands in a cell.

    >>> cell(Decimal("4.115e10")), cell(None), cell(False), cell("-3.2%"), cell("=1+1")
    ('41150000000', '', 'false', '-3.2%', "'=1+1")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str) and _FORMULA.match(value) and not _SIGNED_AMOUNT.fullmatch(value):
        return f"'{value}"
    return str(value)
