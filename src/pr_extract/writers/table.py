"""A table to read on a terminal: a caption a release, a row a figure."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pr_extract.records import Fact, Release, Span
from pr_extract.writers.wording import against, kind_of_claim, period, plain, reading

WIDE = 140
"""From how many columns on each question has a column of its own."""

_GAP = 2
_LONG_WORD = 14
"""Longer words may be broken to keep to the width."""

_ROLE_STYLE = {"up": "green", "down": "red"}


class TableWriter:
    """Draws each release as it comes, as wide as the terminal is."""

    def __init__(self, stream: TextIO, width: int | None = None) -> None:
        terminal = stream.isatty()
        if width is None and not terminal and not os.environ.get("COLUMNS"):
            width = WIDE
        self._console = Console(file=stream, width=width, highlight=False, emoji=False)
        self._begun = False

    def write(self, release: Release) -> None:
        """Draw one release."""
        if self._begun:
            self._console.print()
        self._begun = True
        for line in _caption(release):
            self._console.print(line, soft_wrap=False)
        if release.facts:
            width = self._console.width
            draw = _wide if width >= WIDE else _narrow
            self._console.print(draw(release, width))
        else:
            self._console.print(Text("No figures.", style="dim"))
        for warning in release.warnings:
            self._console.print(Text(f"Warning: {plain(warning)}", style="yellow"))

    def finish(self) -> None:
        """Nothing closes the tables."""


def _caption(release: Release) -> list[Text]:
    headline = plain(release.headline.text) if release.headline else ""
    lines = [Text(headline, style="bold")] if headline else []
    names = {entity.id: entity.name for entity in release.entities}
    issuer = plain(names.get(release.issuer or "", ""))
    where = release.dateline
    place = ", ".join(part for part in (where.city, where.region) if part) if where else ""
    date = str(where.date) if where and where.date else ""
    wire = plain(where.wire) if where and where.wire else ""
    told = " · ".join(part for part in (issuer, plain(place), date, wire) if part)
    lines += [Text(told)] if told else []
    count = len(release.facts)
    figures = f"{count} figure{'' if count == 1 else 's'}"
    lines.append(Text(f"{plain(release.source)}: {figures}", style="dim"))
    return lines


def _new_table(*heads: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="bold dim")
    for head in heads:
        table.add_column(head, overflow="fold")
    return table


def _set_widths(table: Table, width: int, kept: Sequence[int]) -> None:
    """Share the width out: each column its longest word or ``kept``, then as its lines want."""
    least, most = [], []
    for column, limit in zip(table.columns, kept, strict=True):
        lines = [str(column.header)]
        lines += [line for cell in column.cells for line in str(cell).splitlines()]
        line = max(cell_len(line) for line in lines)
        word = max((cell_len(word) for line in lines for word in line.split()), default=1)
        most.append(line)
        least.append(max(min(line, limit), min(word, _LONG_WORD)))
    spare = width - _GAP * len(least)
    for column, size in zip(table.columns, _shared(least, most, spare), strict=True):
        column.width = size


def _shared(least: Sequence[int], most: Sequence[int], spare: int) -> list[int]:
    """Widths from ``least`` up to ``most`` that fill ``spare``, or less than least if they must.

    >>> _shared([10, 10], [10, 50], 40), _shared([10, 10], [10, 12], 40)
    ([10, 30], [10, 12])
    >>> _shared([30, 10], [30, 10], 20)
    [15, 5]
    """
    if sum(least) > spare:
        return [max(1, size * spare // sum(least)) for size in least]
    wanted = [max(0, high - low) for low, high in zip(least, most, strict=True)]
    given = min(sum(wanted), spare - sum(least))
    total = max(1, sum(wanted))
    return [low + want * given // total for low, want in zip(least, wanted, strict=True)]


def _wide(release: Release, width: int) -> Table:
    table = _new_table("Figure", "Read as", "Claim", "What", "Whose", "When", "Against", "Says who")
    for fact in release.facts:
        table.add_row(
            Text(plain(fact.span.text), style="bold"),
            _read(fact),
            Text(kind_of_claim(fact), style="dim"),
            Text(_of(fact.concept)),
            Text(_whose(fact, release)),
            Text(period(fact.period)),
            Text(_compared(fact)),
            Text(_of(fact.attribution)),
        )
    _set_widths(table, width, (22, 22, 10, 0, 0, 10, 0, 0))
    return table


def _narrow(release: Release, width: int) -> Table:
    table = _new_table("Figure", "What, whose", "When, against, says who")
    for fact in release.facts:
        figure = Text.assemble((plain(fact.span.text), "bold"), "\n", _read(fact))
        claim = kind_of_claim(fact)
        if claim:
            figure.append(f" ({claim})", style="dim")
        what = Text(_lines(_of(fact.concept), _whose(fact, release)))
        source = f"says {_of(fact.attribution)}" if fact.attribution else ""
        table.add_row(figure, what, Text(_lines(period(fact.period), _compared(fact), source)))
    _set_widths(table, width, (26, 0, 0))
    return table


def _read(fact: Fact) -> Text:
    return Text(reading(fact), style=_ROLE_STYLE.get(fact.direction or "", ""))


def _of(span: Span | None) -> str:
    return plain(span.text) if span else ""


def _whose(fact: Fact, release: Release) -> str:
    """The entity in full where its record is known: the reader is not left with "it"."""
    if fact.entity is None:
        return ""
    for entity in release.entities:
        if entity.id == fact.entity.ref:
            return plain(entity.name)
    return plain(fact.entity.text)


def _compared(fact: Fact) -> str:
    whole = f"of {_of(fact.whole)}" if fact.whole else ""
    return _lines(against(fact.basis), whole)


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
