"""The segments of a company: what is told under `The Engineering segment …` is theirs."""

from __future__ import annotations

import re
from bisect import bisect_left

from pr_extract.layout import Block
from pr_extract.source import Span

_WORD = r"[A-Z][\w’'-]*"
_DIVISION = re.compile(
    rf"\b(?!(?:The|This|That|Our|Its|In|Each|Every|Both|An?|Another|No|All|Reportable)\b)"
    rf"{_WORD}(?:(?: (?:and|&))? {_WORD}){{0,5}} (?:[Ss]egment|[Dd]ivision)\b"
)


class Divisions:
    """Where a release names a segment or a division of its company.

    >>> text = "The Stone & Lime segment grew. Sales of the segment rose."
    >>> named = Divisions(text).named_before(40, Block(Span(0, len(text)), "paragraph", "body"))
    >>> named.of(text) if named else None
    'Stone & Lime segment'
    """

    def __init__(self, text: str) -> None:
        self._spans = [Span(*match.span()) for match in _DIVISION.finditer(text)]
        self._starts = [span.start for span in self._spans]

    def named_before(self, offset: int, block: Block | None) -> Span | None:
        """The one its paragraph named last before an offset, else the one its heading names."""
        if block is None:
            return None
        for start, end in [(block.span.start, offset)] + (
            [(block.heading.start, block.heading.end)] if block.heading else []
        ):
            at = bisect_left(self._starts, end) - 1
            if at >= 0 and self._starts[at] >= start:
                return self._spans[at]
        return None
