"""Role and direction: is the figure a state, the size of a change, a share, or a starting point."""

from __future__ import annotations

from pr_extract.context.change.beside import (
    after_change_word,
    before_change_noun,
    before_comparative,
    change_noun_is,
    fewer_counted,
    fraction_of_another,
    half_again,
    lost,
    multiple,
    signed,
    tolerance,
)
from pr_extract.context.change.moved import (
    after_arrival,
    after_by_or_of,
    after_from,
    after_to,
    up_from_follows,
)
from pr_extract.context.change.series import (
    arrived_at,
    breakdown,
    coordinated,
    gapped,
    gapped_size,
    in_brackets_before_verb,
    same_in_brackets,
    versus,
)
from pr_extract.context.change.shares import share
from pr_extract.context.change.words import Change
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before
from pr_extract.quantities import Quantity


def read_change(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change:
    """Role and direction of the figure at a tape position.

    ``before`` holds the figures read before it in the same sentence, with their positions.
    """
    if figure.kind == "rank":
        came_from = sentence.word(position - 1) == "from" and after_from(
            sentence, position, figure, before
        )
        return came_from or Change("level", None, -1, "change.rank")
    for rule in (
        same_in_brackets,
        breakdown,
        arrived_at,
        versus,
        tolerance,
        signed,
        before_change_noun,
        before_comparative,
        after_from,
        after_to,
        after_by_or_of,
        after_change_word,
        change_noun_is,
        after_arrival,
        fewer_counted,
        lost,
        in_brackets_before_verb,
        gapped_size,
        coordinated,
        gapped,
        half_again,
        fraction_of_another,
        share,
        multiple,
        up_from_follows,
    ):
        found = rule(sentence, position, figure, before)
        if found is not None:
            return found
    return Change("level", None, -1, "change.none")
