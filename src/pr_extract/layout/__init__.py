r"""The release around the figures: headline, dateline, lead, quotes, tables, boilerplate.

Pure characters in, spans out, in linear time: nothing here knows spaCy.

>>> text = "Acme grows\n\nBERLIN, Germany, Oct. 24, 2024 /PRNewswire/ -- Acme grew."
>>> layout = read_layout(text)
>>> layout.dateline.city, layout.dateline.country, layout.dateline.wire
('Berlin', 'DE', 'PRNewswire')
>>> [block.section for block in layout.blocks]
['headline', 'lead']
"""

from __future__ import annotations

from pr_extract.layout.blocks import arrange
from pr_extract.layout.paragraphs import split_paragraphs
from pr_extract.layout.parts import Block, BlockKind, Dateline, Layout, Quote
from pr_extract.layout.quotes import find_quotes

__all__ = ["Block", "BlockKind", "Dateline", "Layout", "Quote", "read_layout"]


def read_layout(text: str) -> Layout:
    """Take a release apart: text → headline, dateline, blocks with their sections, quotations."""
    headline, dateline, blocks = arrange(text, split_paragraphs(text))
    return Layout(headline, dateline, blocks, find_quotes(text, blocks))
