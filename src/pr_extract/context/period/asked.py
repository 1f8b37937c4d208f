"""What the rules of the period are asked: a figure, its sentence, and the dates of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pr_extract.context.old_values import (
    compared_level,
    dated_bracket,
    measured_from,
    named_to_compare,
    restates_old,
    says_when,
)
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before, Context, PeriodReading
from pr_extract.context.when import period_told, tells_period
from pr_extract.dates import DateMention
from pr_extract.quantities import Quantity
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class Asked:
    """A figure at a tape position, with tape positions of the dates that may be its time.

    ``telling`` are all dates that tell a time; ``candidates`` are those of them that no change is
    measured against. ``old`` says that the figure is given for comparison.
    """

    sentence: Sentence
    position: int
    figure: Quantity
    context: Context
    dates: Sequence[DateMention]
    before: Before
    telling: tuple[int, ...]
    candidates: tuple[int, ...]
    old: bool

    @property
    def bracket(self) -> int | None:
        """The tape position of the bracket around the figure."""
        return self.sentence.brackets[self.position]

    def date(self, position: int) -> DateMention:
        """The date at a tape position."""
        return self.dates[self.sentence.phrases[position].item]

    def told(self, position: int) -> PeriodReading:
        """The date at a tape position as the figure's period."""
        return period_told(self.sentence, position, self.dates, self.context)


def ask(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    dates: Sequence[DateMention],
    before: Before,
    skip: Span | None,
) -> Asked:
    """Gather what the rules are asked about; marks the context as ``old`` where it is.

    ``skip`` is the dateline: its date is when the release was issued, and no fact's period.
    """
    telling = tuple(
        p
        for d, p in sorted(sentence.dates.items(), key=lambda item: item[1])
        if tells_period(sentence, p, dates[d], skip)
    )
    candidates = telling
    if context.role == "change" or figure.kind == "multiple":
        candidates = tuple(
            p
            for p in telling
            if not named_to_compare(sentence, p, dates) or says_when(sentence, position, p)
        )
    old = (
        context.role == "from"
        or compared_level(sentence, position)
        or restates_old(sentence, position, before)
        or measured_from(sentence, position, before)
    )
    context.old = old or dated_bracket(sentence, position, sentence.brackets[position])
    return Asked(sentence, position, figure, context, dates, before, telling, candidates, old)
