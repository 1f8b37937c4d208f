"""What the entity stage yields: the frozen types that later stages read."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from pr_extract.records import EntityLabel
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing the release names.

    ``mentions`` are in text order, aliases and descriptions included, without determiner or
    possessive ending; ``span`` is the first full mention. ``title`` is a person's role as given.
    ``pronouns`` are those mentions that name nothing: `it`, `we`.
    """

    label: EntityLabel
    name: str
    span: Span
    mentions: tuple[Span, ...]
    country: str | None = None
    ticker: tuple[str, str] | None = None
    title: str | None = None
    pronouns: frozenset[Span] = frozenset()


@dataclass(frozen=True, slots=True)
class Entities:
    """All entities of a release in order of first mention, and the one that issues it.

    ``protagonist`` is whom it is about: mostly the issuer.

    >>> acme = Entity("ORG", "Acme", Span(0, 4), (Span(0, 4), Span(20, 22)))
    >>> entities = Entities((acme,), issuer=None)
    >>> entities.at(Span(20, 22)) is acme, entities.at(Span(0, 9)) is acme, entities.at(Span(5, 9))
    (True, True, None)
    """

    records: tuple[Entity, ...]
    issuer: Entity | None
    protagonist: Entity | None = None
    _mentions: tuple[tuple[int, int, int], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = sorted(
            (span.start, span.end, number)
            for number, record in enumerate(self.records)
            for span in record.mentions
        )
        object.__setattr__(self, "_mentions", tuple(found))

    def at(self, span: Span) -> Entity | None:
        """The record with a mention at the span: the equal one, else the longest that overlaps."""
        best, longest = None, 0
        place = bisect_left(self._mentions, (span.end,)) - 1
        while place >= 0:
            start, end, number = self._mentions[place]
            if end <= span.start:
                break  # mentions do not overlap, so none before this one reaches the span
            if (start, end) == (span.start, span.end):
                return self.records[number]
            if end - start > longest:
                best, longest = self.records[number], end - start
            place -= 1
        return best
