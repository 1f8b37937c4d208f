"""The figures of tables: a row's label says what, its column's head when and in which unit.

`read_tables` works on characters; `Tables.join` puts its figures in the place of what the rules
for prose made of the same cells, and `Tables.contexts` says whose they are once names are known.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pr_extract.context.owner.nearby import nearest_protagonist
from pr_extract.context.reading import Context
from pr_extract.dates import DateMention, find_dates
from pr_extract.entities import Entities
from pr_extract.layout import Layout
from pr_extract.quantities import Quantity
from pr_extract.quantities.find import Cover
from pr_extract.quantities.quantity import Amounts
from pr_extract.settlement import settle
from pr_extract.source import Span
from pr_extract.tables.columns import Clock
from pr_extract.tables.grid import find_grids, tags
from pr_extract.tables.lines import Scene
from pr_extract.tables.read import Found, read_grid

__all__ = ["Tables", "read_tables"]

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Tables:
    """What the tables of a release hold: ``owned`` are the cells they claim."""

    found: tuple[Found, ...] = ()
    owned: tuple[Span, ...] = ()

    def join(self, figures: Sequence[Quantity]) -> list[Quantity]:
        """The figures of prose without those in the tables' cells, and the tables' own."""
        if not self.owned:
            return list(figures)
        cover = Cover(self.owned)
        kept = [f for f in figures if not cover.touches(f.span.start, f.span.end)]
        return sorted([*kept, *(f.quantity for f in self.found)], key=lambda f: f.span)

    def contexts(self, figures: Sequence[Quantity], entities: Entities) -> dict[int, Context]:
        """The contexts of the tables' figures, by their places among all figures."""
        places = {figure.span: number for number, figure in enumerate(figures)}
        contexts: dict[int, Context] = {}
        owners: dict[tuple[int, tuple[Span, ...]], Span | None] = {}
        for found in self.found:
            place = places.get(found.quantity.span)
            if place is None:
                continue
            if not found.named:
                above = (found.start, found.titles)
                if above not in owners:
                    owners[above] = _owner(found, entities)
                found.context.entity = owners[above]
            elif found.headed and found.context.entity is not None:
                found.context.entity = _shortest(found.context.entity, entities)
            contexts[place] = found.context
        return contexts


def read_tables(
    text: str,
    layout: Layout,
    dates: Sequence[DateMention],
    amounts: Amounts,
    reference: dt.date | None = None,
) -> Tables:
    r"""Read all tables of a text; ``amounts`` are those already read as prose.

    >>> from pr_extract.layout import read_layout
    >>> from pr_extract.quantities.find import find_amounts
    >>> text = "Results in EUR million\n\n| Item | Q3 2024 |\n| Revenue | 1,204 |\n| Loss | (31) |"
    >>> layout = read_layout(text)
    >>> tables = read_tables(text, layout, find_dates(text).mentions, find_amounts(text))
    >>> [(str(f.quantity.value), f.quantity.unit, str(f.context.period.end)) for f in tables.found]
    [('1204000000', 'EUR', '2024-09-30'), ('-31000000', 'EUR', '2024-09-30')]
    """
    if not any(block.kind == "table_row" for block in layout.blocks):
        return Tables()
    dateline = layout.dateline
    country = dateline.country if dateline else None
    reference = (dateline.date if dateline else None) or reference
    skip = dateline.span if dateline else None
    mentions = [m for m in dates if skip is None or not skip.covers(m.span)]

    def read(words: str) -> Sequence[DateMention]:
        return find_dates(words, reference=reference, country=country).mentions

    money = Counter(f.unit for f in amounts.quantities if f.kind == "money")
    currency = next(iter(money)) if len(money) == 1 else None
    words = frozenset(re.findall(r"\b[a-z]+\b", text))
    scene = Scene(
        text, Clock(mentions, read), settle(text, country), currency, reference, amounts, words
    )
    found: list[Found] = []
    owned: list[Span] = []
    for grid in find_grids(text, layout):
        figures_here, cells = read_grid(grid, scene)
        found += figures_here
        owned += cells
        for row in grid.rows:
            owned += tags(text, row.span)
            ends = [cell.span.end for cell in row.cells]
            owned += [Span(end, end + 1) for end in ends[:-1] if end < row.span.end]
    return Tables(tuple(sorted(found, key=lambda f: f.quantity.span)), tuple(owned))


def _owner(found: Found, entities: Entities) -> Span | None:
    """The name in the table's titles, else whom the release is about."""
    for title in reversed(found.titles):
        if inside := _mentions(title, entities):
            return max(inside)
    return nearest_protagonist(found.start, entities)


def _mentions(span: Span, entities: Entities) -> list[Span]:
    return [
        mention
        for record in entities.records
        if record.label != "PERSON"
        for mention in record.mentions
        if span.covers(mention)
    ]


def _shortest(owner: Span, entities: Entities) -> Span | None:
    """The name itself, where a head goes on about it at length."""
    if len(owner) <= _LONGEST_NAME:
        return owner
    return min(_mentions(owner, entities), default=owner)
