"""Which stretches of a text are already claimed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable

from pr_extract.source import Span


class Taken:
    """A set of claimed spans that answers in logarithmic time whether another one is free.

    >>> taken = Taken([Span(0, 5)])
    >>> taken.claim(Span(4, 8)), taken.claim(Span(5, 8)), taken.is_free(Span(7, 9))
    (False, True, False)
    """

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Start from spans in any order; those that overlap are merged."""
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start < self._spans[-1].end:
                last = self._spans[-1]
                self._spans[-1] = Span(last.start, max(last.end, span.end))
            else:
                self._spans.append(span)

    def is_free(self, span: Span) -> bool:
        """Whether no claimed span shares a character with this one."""
        index = bisect_left(self._spans, span)
        beside = self._spans[max(0, index - 1) : index + 1]
        return not any(span.overlaps(other) for other in beside)

    def claim(self, span: Span) -> bool:
        """Claim the span if it is free; whether it was."""
        if not self.is_free(span):
            return False
        insort(self._spans, span)
        return True
