"""The time a fact holds for: from its clause, its sentence, or what was said just before."""

from __future__ import annotations

from pr_extract.context.basis import comparing_span
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context, PeriodReading
from pr_extract.dates import DateMention
from pr_extract.quantities import Quantity
from pr_extract.source import Span

_TIME_PREPOSITIONS = frozenset(
    "in for during at of as by since through over within throughout until from on".split()
)


def read_period(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    dates: tuple[DateMention, ...],
    before: list[tuple[int, Quantity, Context]],
    skip: Span | None,
) -> PeriodReading | None:
    """The period of the figure at a tape position, from its own sentence; None if it names none.

    ``skip`` is the dateline: its date is when the release was issued, and no fact's period.
    """
    usable = [
        p
        for d, p in sorted(sentence.dates.items(), key=lambda item: item[1])
        if _is_period(dates[d], skip)
    ]
    old = context.role == "from" or _compared_level(sentence, position)
    bracket = _bracket(sentence, position)
    for p in usable:
        if _bracket(sentence, p) == bracket and bracket is not None:
            if p < position and sentence.kind(p + 1) in {"colon", "figure"}:
                return _reading(sentence, p, dates)
            if p > position and comparing_span(sentence, p) is None:
                return _reading(sentence, p, dates)
    after = _after(sentence, position, usable, old)
    if after is not None:
        return _reading(sentence, after, dates)
    if bracket is not None and before and before[-1][2].period is not None:
        if not old:
            return before[-1][2].period
    usable = [p for p in usable if _bracket(sentence, p) is None]
    left = _before(sentence, position, usable, before)
    if left is not None:
        return _reading(sentence, left, dates)
    if before and before[-1][2].period is not None and not old:
        return next(
            (c.period for _, _, c in reversed(before) if c.period and c.role != "from"), None
        )
    if old:
        return None
    for p in usable:
        if comparing_span(sentence, p) is None and _adverbial(sentence, p):
            if p < position or _same_statement(sentence, position, p):
                return _reading(sentence, p, dates)
    return None


def _is_period(date: DateMention, skip: Span | None) -> bool:
    if date.type in {"set", "duration"} or date.timex == "PRESENT_REF":
        return False
    return skip is None or not skip.covers(date.span)


def _bracket(sentence: Sentence, position: int) -> int | None:
    """Position of the bracket that is open around a position; None outside brackets."""
    depth = 0
    for i in range(position - 1, -1, -1):
        if sentence.kind(i) == "close":
            depth += 1
        elif sentence.kind(i) == "open":
            if not depth:
                return i
            depth -= 1
    return None


def _compared_level(sentence: Sentence, position: int) -> bool:
    """`compared with $0.2 million a year earlier`, `vs. $1.9 million in 2023`."""
    i = position - 1
    while sentence.kind(i) in {"det", "adv", "adj"}:
        i -= 1
    if sentence.word(i) in {"vs", "vs.", "versus", "against"}:
        return True
    return sentence.word(i) in {"to", "with", "than"} and (
        sentence.word(i - 1).endswith(("compared", "relative")) or sentence.word(i) == "than"
    )


def _after(sentence: Sentence, position: int, usable: list[int], old: bool) -> int | None:
    """`reached $5 million in 2024`: the first date after the figure that nothing cuts off."""
    for p in usable:
        if p <= position:
            continue
        between = [sentence.kind(i) for i in range(position + 1, p)]
        if "figure" in _outside(between) or {"stop", "colon", "sub"} & set(_outside(between)):
            return None
        if "vp" in between and not old:
            return None
        if _bracket(sentence, p) is not None:
            continue
        if comparing_span(sentence, p) is not None and not old:
            continue
        if "comma" in between and _opens_clause(sentence, p):
            return None
        return p if _adverbial(sentence, p) or old else None
    return None


def _outside(kinds: list[str | None]) -> list[str | None]:
    result, depth = [], 0
    for kind in kinds:
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif not depth:
            result.append(kind)
    return result


def _opens_clause(sentence: Sentence, position: int) -> bool:
    """`…, and in 2025 the company …`: the date belongs to what follows it."""
    return sentence.kind(position + 1) in {"np", "pronoun"} or (
        sentence.kind(position + 1) == "comma" and sentence.kind(position + 2) in {"np", "pronoun"}
    )


def _before(
    sentence: Sentence,
    position: int,
    usable: list[int],
    before: list[tuple[int, Quantity, Context]],
) -> int | None:
    """The nearest date to the left that no other figure stands in front of."""
    nearest = before[-1][0] if before else -1
    for p in reversed(usable):
        if p > position or comparing_span(sentence, p) is not None:
            continue
        if p < nearest:
            return None
        between = _outside([sentence.kind(i) for i in range(p + 1, position)])
        if "stop" in between and sentence.kind(p + 1) != "stop":
            return None
        return p if _adverbial(sentence, p) else None
    return None


def _adverbial(sentence: Sentence, position: int) -> bool:
    """The date tells when, and is no part of a name (`2026 notes`) or term (`due 2030`)."""
    previous = sentence.kind(position - 1)
    if previous in {"adj"} and sentence.word(position - 1).endswith("due"):
        return False
    return True


def _same_statement(sentence: Sentence, position: int, date: int) -> bool:
    between = _outside([sentence.kind(i) for i in range(position + 1, date)])
    return not {"stop", "sub", "colon"} & set(between)


def _reading(
    sentence: Sentence, position: int, dates: tuple[DateMention, ...]
) -> PeriodReading:
    """A date as a period: `by 2027` is open at the start, `since 2018` at the end."""
    date = dates[sentence.phrases[position].item]
    return period_of(date, sentence.word(position - 1), sentence.word(position - 2))


def period_of(date: DateMention, word: str, earlier: str = "") -> PeriodReading:
    """The period that a date gives under the preposition before it."""
    if word in {"since", "from"} and date.start and word == "since":
        return PeriodReading(date.start, None, date.span)
    if word.endswith("starting") or (earlier.endswith("starting") and word == "in"):
        return PeriodReading(date.start, None, date.span)
    if word in {"by", "through", "until"}:
        return PeriodReading(None, date.end, date.span)
    return PeriodReading(date.start, date.end, date.span)
