"""The release around the figures: headline, dateline, lead, quotes, tables, boilerplate."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
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
    """A release taken apart; blocks and quotes in text order, blocks never overlapping."""

    headline: Span | None
    dateline: Dateline | None
    blocks: tuple[Block, ...]
    quotes: tuple[Quote, ...]
