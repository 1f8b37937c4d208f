"""What a layout consists of: the frozen types the layout stage yields."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal

from pr_extract.records import Section
from pr_extract.source import Span

BlockKind = Literal["headline", "heading", "paragraph", "bullet", "table_row"]


@dataclass(frozen=True, slots=True)
class Dateline:
    """`CITY, Region, Country, Date /Wire/ --`; what the text lacks is None."""

    span: Span
    city: str | None
    region: str | None
    country: str | None
    date: dt.date | None
    wire: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, bullet, heading or table row, with the section it stands in.

    ``lead_in`` is the span of the paragraph that introduces a bullet (`The company reported:`),
    ``heading`` that of the nearest heading above, within the same part of the release.
    A hard-wrapped paragraph is one block: its span holds its line breaks.
    """

    span: Span
    kind: BlockKind
    section: Section
    lead_in: Span | None = None
    heading: Span | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between quotation marks as somebody's words, marks included.

    ``speaker`` is the speaker as named around the quotation (`said Jane Doe, CEO`: `Jane Doe`).
    """

    span: Span
    speaker: Span | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A release taken apart; blocks and quotes in text order, blocks never overlapping.

    >>> body = Block(Span(0, 20), "paragraph", "body")
    >>> layout = Layout(None, None, (body,), (Quote(Span(5, 12), None),))
    >>> layout.section_at(2), layout.section_at(6), layout.block_at(30)
    ('body', 'quote', None)
    """

    headline: Span | None
    dateline: Dateline | None
    blocks: tuple[Block, ...]
    quotes: tuple[Quote, ...]
    _block_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _quote_starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_block_starts", tuple(b.span.start for b in self.blocks))
        object.__setattr__(self, "_quote_starts", tuple(q.span.start for q in self.quotes))

    def block_at(self, offset: int) -> Block | None:
        """The block that holds the character at this offset, if any; O(log n)."""
        number = bisect_right(self._block_starts, offset) - 1
        if number >= 0 and offset < self.blocks[number].span.end:
            return self.blocks[number]
        return None

    def quote_at(self, offset: int) -> Quote | None:
        """The quotation that holds the character at this offset, if any; O(log n)."""
        number = bisect_right(self._quote_starts, offset) - 1
        if number >= 0 and offset < self.quotes[number].span.end:
            return self.quotes[number]
        return None

    def section_at(self, offset: int) -> Section:
        """The contract's section of a character; a quotation in running text is `quote`.

        What lies between two blocks belongs to the one before it; before the first, to `body`.
        """
        number = bisect_right(self._block_starts, offset) - 1
        section: Section = self.blocks[number].section if number >= 0 else "body"
        if section in ("lead", "body") and self.quote_at(offset):
            return "quote"
        return section
