"""Where a figure stands, as the concept rules see it."""

from __future__ import annotations

from dataclasses import dataclass

from pr_extract.context.change.words import Change
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before, Context
from pr_extract.context.terms import Term, names_entity
from pr_extract.entities import Entities
from pr_extract.quantities import Quantity
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class Site:
    """Where a figure stands: its sentence, its tape position, and what is known before it.

    ``before`` are the figures read earlier in the sentence; ``last`` is the context of the figure
    before those, in the same block, if any; ``introduction`` the lead-in or heading above its line;
    ``topic`` the last context of an earlier block under the same heading; ``heard`` the subject of
    the sentence before, if that had no figure; ``division`` the company's segment told of.
    """

    sentence: Sentence
    position: int
    figure: Quantity
    change: Change
    before: Before
    last: Context | None
    entities: Entities
    introduction: Span | None = None
    topic: Context | None = None
    heard: Span | None = None
    division: Span | None = None

    def names(self, position: int) -> bool:
        """Whether the phrase at a position is a name of someone or something."""
        return names_entity(self.sentence, position, self.entities)

    @property
    def previous(self) -> Context | None:
        """The nearest figure's context to the left, in this sentence or the block's last."""
        return self.before[-1][2] if self.before else self.last


def copied(context: Context, rule: str, *, weak: bool = False) -> Term:
    """Concept and owner as of an earlier figure."""
    return Term(context.concept, context.entity, rule, weak)
