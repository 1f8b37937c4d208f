"""The time a fact holds for: from its clause, its sentence, or what was said just before."""

from __future__ import annotations

from collections.abc import Sequence

from pr_extract.context.basis.comparing import comparing_span
from pr_extract.context.old_values import (
    compared_level,
    date_before_bracket,
    earlier_guidance,
    own_noun_in_bracket,
    owning_date,
)
from pr_extract.context.period.asked import Asked, ask
from pr_extract.context.period.following import following_date
from pr_extract.context.period.preceding import (
    current_period,
    holds_now,
    opening_date,
    preceding_date,
    says_now,
)
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before, Context, PeriodReading
from pr_extract.context.ruling import NOTHING, Nothing, Rules
from pr_extract.dates import DateMention
from pr_extract.quantities import Quantity
from pr_extract.source import Span

__all__ = ["read_period", "says_now"]

Told = PeriodReading | Nothing | None


def read_period(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    dates: Sequence[DateMention],
    before: Before,
    skip: Span | None,
) -> PeriodReading | None:
    """The period of the figure at a tape position, from its own sentence; None if it names none.

    ``skip`` is the dateline: its date is when the release was issued, and no fact's period.
    Marks the context as ``old`` where the figure is given for comparison.
    """
    asked = ask(sentence, position, figure, context, dates, before, skip)
    return _RULES.decide(asked, context.trace)


def _owned(asked: Asked) -> Told:
    """`last year's $1.9 million`, `2024 sales of $5 million`."""
    date = owning_date(asked.sentence, asked.position, asked.dates)
    if date is None:
        return None
    asked.context.old = date.comparison or compared_level(asked.sentence, asked.position)
    return PeriodReading(date.start, date.end, date.span)


def _date_before_bracket(asked: Asked) -> Told:
    """`in line with 31 December 2023 (€23.8 billion)`."""
    if asked.bracket is None or asked.context.role != "level":
        return None
    date = date_before_bracket(asked.sentence, asked.bracket, asked.dates)
    if date is None:
        return None
    asked.context.old = True
    return PeriodReading(date.start, date.end, date.span)


def _in_bracket(asked: Asked) -> Told:
    """`(Q3 2024: EUR 575 million)`, `($4 million in 2023)`."""
    sentence, position, bracket = asked.sentence, asked.position, asked.bracket
    for p in asked.telling if bracket is not None else ():
        if sentence.brackets[p] != bracket:
            continue
        if p < position and sentence.kind(p + 1) in {"colon", "figure"}:
            if asked.context.role == "change" and asked.before and sentence.kind(p + 1) == "colon":
                asked.context.old = False  # (H1 2024: EUR 77.3 million, -6.2%)
                return current_period(sentence, asked.before) or NOTHING
            return asked.told(p)
        if p > position and comparing_span(sentence, p) is None:
            return asked.told(p)
    return None


def _when(asked: Asked) -> Told:
    """`fewer than in 1999, when 1,740 people died`: the clause is about the date before it."""
    sentence = asked.sentence
    for i in range(asked.position - 1, 0, -1):
        if sentence.kind(i) in {"stop", "colon", "figure"}:
            return None
        if sentence.word(i) == "when":
            date = i - 1 if sentence.kind(i - 1) != "comma" else i - 2
            usable = date in asked.candidates or not asked.old
            return asked.told(date) if usable and sentence.kind(date) == "date" else None
    return None


def _after(asked: Asked) -> Told:
    """`reached $5 million in 2024`."""
    date = following_date(asked)
    if date is None:
        return None
    asked.context.old = asked.context.old or asked.date(date).comparison
    return asked.told(date)


def _bracket_without_date(asked: Asked) -> Told:
    """`$5 million (18% of sales)` holds when what it explains does."""
    if asked.bracket is None or asked.old:
        return None
    if own_noun_in_bracket(asked.sentence, asked.position, asked.bracket):
        return NOTHING
    if asked.before and asked.context.role == "change":
        asked.context.old = False
        return current_period(asked.sentence, asked.before) or NOTHING
    return asked.before[-1][2].period if asked.before else None


def _left(asked: Asked) -> Told:
    """`In 2024 sales reached $5 million`."""
    date = preceding_date(asked)
    return asked.told(date) if date is not None else None


def _old_guidance(asked: Asked) -> Told:
    """`compared with a prior range of $4.35 to $4.55`: of the time that is expected now."""
    expected = asked.old and asked.context.modality == "expected"
    if expected and earlier_guidance(asked.sentence, asked.position):
        return current_period(asked.sentence, asked.before) or NOTHING
    return None


def _old_without_date(asked: Asked) -> Told:
    """What is given for comparison has a time of its own, or none that is told."""
    return NOTHING if asked.old else None


def _carried(asked: Asked) -> Told:
    """`In 2024 sales rose 5% to $2 million and profit 8%`: the time of the figure before."""
    earlier = current_period(asked.sentence, asked.before)
    if earlier is None:
        return None
    now = holds_now(asked.sentence, asked.position, asked.before[-1][0])
    return NOTHING if now else earlier


def _opening(asked: Asked) -> Told:
    """`In 2024, …`: said of the whole sentence, however far the figure is."""
    date = opening_date(asked)
    return asked.told(date) if date is not None else None


_RULES = Rules(
    "period",
    (
        _owned,
        _date_before_bracket,
        _in_bracket,
        _when,
        _after,
        _bracket_without_date,
        _left,
        _old_guidance,
        _old_without_date,
        _carried,
        _opening,
    ),
)
