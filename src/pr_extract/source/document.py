"""A source as read, and spans into it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point offsets into the source text.

    >>> Span(0, 4).of("Acme rose")
    'Acme'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters the span points at."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Document:
    """A source as read: the decoded text, never changed again, and where it came from."""

    text: str
    name: str
    sha256: str
    encoding: str
