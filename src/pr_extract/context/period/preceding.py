"""The time that was named before a figure, by a date or for another figure."""

from __future__ import annotations

from pr_extract.context.basis.comparing import comparing_span
from pr_extract.context.old_values import OPENING, named_to_compare
from pr_extract.context.period.asked import Asked
from pr_extract.context.period.brackets import outside_brackets
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before, PeriodReading
from pr_extract.context.when import in_closed_clause, is_adverbial
from pr_extract.context.words import role_words


def preceding_date(asked: Asked) -> int | None:
    """The tape position of the nearest date to the left, with no other figure in between."""
    sentence, position, before = asked.sentence, asked.position, asked.before
    nearest = before[-1][0] if before else -1
    for p in reversed(_plain(asked)):
        if p > position or comparing_span(sentence, p) is not None:
            continue
        if p < nearest:
            return None
        if any(at < p and c.old and _next_to(sentence, at, p) for at, _, c in before[-1:]):
            continue
        if in_closed_clause(sentence, p, position):
            continue
        between = outside_brackets([sentence.kind(i) for i in range(p + 1, position)])
        if asked.context.role == "from" and "vp" in between:
            return None  # In 2023 costs fell from $5 million
        if p > OPENING and _turns_to_now(sentence, p, position):
            return None  # opened 17 branches during the quarter and now serves 900 towns
        if "stop" in between and sentence.kind(p + 1) != "stop":
            return None
        if "sub" in between and p > OPENING:
            return None  # driven by record shipping in June, while prices fell 5%
        return p if is_adverbial(sentence, p) else None
    return None


def opening_date(asked: Asked) -> int | None:
    """The tape position of a date that is said of the whole sentence."""
    sentence, position = asked.sentence, asked.position
    for p in _plain(asked):
        if p > position or (p > OPENING and "sub" in sentence.kinds[p:position]):
            continue
        if any(at < p and c.old and _next_to(sentence, at, p) for at, _, c in asked.before):
            continue
        if in_closed_clause(sentence, p, position):
            continue
        if comparing_span(sentence, p) is None and is_adverbial(sentence, p):
            return p
    return None


def _plain(asked: Asked) -> list[int]:
    """The dates in no bracket; for what is no old value, those that nothing is compared with."""
    return [
        p
        for p in asked.candidates
        if asked.sentence.brackets[p] is None
        and (asked.old or not named_to_compare(asked.sentence, p, asked.dates))
    ]


def current_period(sentence: Sentence, before: Before) -> PeriodReading | None:
    """The period of the nearest figure that is no old value."""
    for at, _, context in reversed(before):
        if context.period is not None and not context.old:
            return context.period if _holds_on(sentence, at, context.period) else None
    return None


def _holds_on(sentence: Sentence, figure: int, period: PeriodReading) -> bool:
    """`…, stepped up since June, and Latin America, at 368,000 TEUs`: said of its clause only."""
    if period.end is not None or period.start is None:
        return True
    place = next(
        (p for p in sentence.dates.values() if _starts_at(sentence, p, period.span.start)), -1
    )
    return place < OPENING or place < figure


def _starts_at(sentence: Sentence, position: int, offset: int) -> bool:
    phrase = sentence.phrases[position]
    return sentence.chars(phrase.start, phrase.end).start == offset


def _next_to(sentence: Sentence, figure: int, date: int) -> bool:
    """`38 days in 2023`: the date is the old figure's."""
    return all(sentence.kind(i) in {"prep", "det", "adv"} for i in range(figure + 1, date))


def _turns_to_now(sentence: Sentence, date: int, position: int) -> bool:
    """`opened 17 branches during the quarter and now serves 900 towns`: another statement.

    In `damage over the past month is now put at $2 million` the date is the subject's.
    """
    between = range(date + 1, position)
    now = next((i for i in between if says_now(sentence, i)), None)
    return now is not None and any(
        sentence.kind(i) not in {"vp", "adv"} for i in range(date + 1, now)
    )


def says_now(sentence: Sentence, position: int) -> bool:
    """`has another $20 million currently under construction`: no time that was named before."""
    return not role_words("present_word").isdisjoint(sentence.word(position).split())


def holds_now(sentence: Sentence, position: int, earlier: int) -> bool:
    """A word for the present stands with the figure, and not with the one before it."""
    figures = [i for i in range(position + 1, len(sentence.kinds)) if sentence.kind(i) == "figure"]
    until = figures[0] if figures else len(sentence.kinds)
    return any(says_now(sentence, i) for i in range(earlier + 1, until))
