"""The time a fact holds for: from its clause, its sentence, or what was said just before."""

from __future__ import annotations

from collections.abc import Sequence

from pr_extract.context.basis import comparing_span
from pr_extract.context.old_values import (
    OPENING,
    compared_level,
    date_before_bracket,
    dated_bracket,
    earlier_guidance,
    ends_comparison,
    measured_from,
    named_to_compare,
    own_noun_in_bracket,
    owning_date,
    possessive,
    restates_old,
    says_when,
)
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context, PeriodReading
from pr_extract.context.when import in_closed_clause, is_adverbial, period_told, says, tells_period
from pr_extract.context.words import role_words
from pr_extract.dates import DateMention
from pr_extract.quantities import Quantity
from pr_extract.records import Role
from pr_extract.source import Span


def read_period(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    dates: Sequence[DateMention],
    before: list[tuple[int, Quantity, Context]],
    skip: Span | None,
) -> PeriodReading | None:
    """The period of the figure at a tape position, from its own sentence; None if it names none.

    ``skip`` is the dateline: its date is when the release was issued, and no fact's period.
    Marks the context as ``old`` where the figure is given for comparison.
    """
    usable = [
        p
        for d, p in sorted(sentence.dates.items(), key=lambda item: item[1])
        if tells_period(sentence, p, dates[d], skip)
    ]
    bracket = sentence.brackets[position]
    date = owning_date(sentence, position, dates)
    if date is not None:
        context.old = date.comparison or compared_level(sentence, position)
        context.trace.append("period.owned")
        return PeriodReading(date.start, date.end, date.span)
    old = context.role == "from" or compared_level(sentence, position)
    old = (
        old or restates_old(sentence, position, before) or measured_from(sentence, position, before)
    )
    compared = None if bracket is None else date_before_bracket(sentence, bracket, dates)
    if compared is not None and context.role == "level":
        context.old = True  # in line with 31 December 2023 (€23.8 billion)
        return PeriodReading(compared.start, compared.end, compared.span)
    context.old = old or dated_bracket(sentence, position, bracket)
    for p in usable:
        if sentence.brackets[p] == bracket and bracket is not None:
            if p < position and sentence.kind(p + 1) in {"colon", "figure"}:
                if context.role == "change" and before and sentence.kind(p + 1) == "colon":
                    context.old = False  # (H1 2024: EUR 77.3 million, -6.2%)
                    return _current(sentence, before)
                return period_told(sentence, p, dates, context)
            if p > position and comparing_span(sentence, p) is None:
                return period_told(sentence, p, dates, context)
    if context.role == "change" or figure.kind == "multiple":
        usable = [
            p
            for p in usable
            if not named_to_compare(sentence, p, dates) or says_when(sentence, position, p)
        ]
    when = _date_of_when(sentence, position)
    if when is not None and (when in usable or not old):
        context.trace.append("period.when")
        return period_told(sentence, when, dates, context)
    after = _after(sentence, position, usable, context.role, old=old)
    if after is None and "vp" not in sentence.kinds and len(usable) == 1 and not old:
        after = usable[0] if _closes_headline(sentence, position, usable[0]) else None
    if after is not None and not old and dates[sentence.phrases[after].item].comparison:
        between = {sentence.kind(i) for i in range(position + 1, after)}
        if not between <= {"prep", "det", "adv"}:
            after = None  # an intake of 5 million, and sales at the level of the previous year
    if after is not None:
        context.old = context.old or dates[sentence.phrases[after].item].comparison
        return period_told(sentence, after, dates, context)
    if bracket is not None and not old:
        if own_noun_in_bracket(sentence, position, bracket):
            return None
        if before and context.role == "change":
            context.old = False
            return _current(sentence, before)
        if before and before[-1][2].period is not None:
            return before[-1][2].period
    usable = [p for p in usable if sentence.brackets[p] is None]
    if not old:
        usable = [p for p in usable if not named_to_compare(sentence, p, dates)]
    left = _before(sentence, position, usable, before)
    if left is not None:
        return period_told(sentence, left, dates, context)
    if old and context.modality == "expected" and earlier_guidance(sentence, position):
        return _current(sentence, before)  # compared with a prior range of $4.35 to $4.55
    if old:
        return None
    earlier = _current(sentence, before)
    if earlier is not None:
        return None if _holds_now(sentence, position, before[-1][0]) else earlier
    for p in usable:
        if p > position or (p > OPENING and "sub" in sentence.kinds[p:position]):
            continue
        if any(at < p and c.old and _next_to(sentence, at, p) for at, _, c in before):
            continue
        if in_closed_clause(sentence, p, position):
            continue
        if comparing_span(sentence, p) is None and is_adverbial(sentence, p):
            return period_told(sentence, p, dates, context)
    return None


def says_now(sentence: Sentence, position: int) -> bool:
    """`has another $20 million currently under construction`: no time that was named before."""
    return not _PRESENT.isdisjoint(sentence.word(position).split())


def _holds_now(sentence: Sentence, position: int, earlier: int) -> bool:
    """A word for the present stands with the figure, and not with the one before it."""
    figures = [i for i in range(position + 1, len(sentence.kinds)) if sentence.kind(i) == "figure"]
    until = figures[0] if figures else len(sentence.kinds)
    return any(says_now(sentence, i) for i in range(earlier + 1, until))


def _current(
    sentence: Sentence, before: list[tuple[int, Quantity, Context]]
) -> PeriodReading | None:
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


# What holds at the time of writing, whatever time was named before.
_PRESENT = frozenset({"now", "currently", "presently"})


def _date_of_when(sentence: Sentence, position: int) -> int | None:
    """`fewer than in 1999, when 1,740 people died`: the clause is about the date before it."""
    for i in range(position - 1, 0, -1):
        if sentence.kind(i) in {"stop", "colon", "figure"}:
            return None
        if sentence.word(i) == "when":
            before = i - 1 if sentence.kind(i - 1) != "comma" else i - 2
            return before if sentence.kind(before) == "date" else None
    return None


def _turns_to_now(sentence: Sentence, date: int, position: int) -> bool:
    """`opened 17 branches during the quarter and now serves 900 towns`: another statement.

    In `damage over the past month is now put at $2 million` the date is the subject's.
    """
    between = range(date + 1, position)
    now = next((i for i in between if says_now(sentence, i)), None)
    return now is not None and any(
        sentence.kind(i) not in {"vp", "adv"} for i in range(date + 1, now)
    )


def _after(
    sentence: Sentence, position: int, usable: list[int], role: Role, *, old: bool
) -> int | None:
    """`reached $5 million in 2024`: the first date after the figure that nothing cuts off."""
    for p in usable:
        if p <= position:
            continue
        between = set(_outside([sentence.kind(i) for i in range(position + 1, p)]))
        if between & {"stop", "colon", "sub", "dash", "rel"}:
            return None
        restated = any(sentence.word(i) == "or" for i in range(position + 1, p))
        between_figures = sum(sentence.kind(i) == "figure" for i in range(position + 1, p))
        if old and "figure" in between and not restated:
            return None
        if not old and ends_comparison(sentence, position, p):
            return None
        if _restricts(sentence, position, p):
            return None
        if sentence.word(p - 2).endswith(("starting", "beginning", "commencing")):
            return p
        if "vp" in between and not (
            _only_totals(sentence, position, p) or _done_then(sentence, position, p)
        ):
            if "figure" in between or not _is_subject(sentence, position):
                return None
        if sentence.brackets[p] is not None and not _aside(sentence, position, p):
            continue
        since = role == "change" and sentence.word(p - 1) == "since"
        if (comparing_span(sentence, p) is not None and not (old or since)) or (
            possessive(sentence, p) and sentence.word(p - 1) not in {"for", "during"}
        ):
            continue
        if (
            "comma" in between
            and not (restated and between_figures <= 1)
            and ("figure" in between or _opens_clause(sentence, p))
        ):
            return None
        return p if is_adverbial(sentence, p) or old else None
    return None


def _aside(sentence: Sentence, position: int, date: int) -> bool:
    """`$124 billion in assets (as of 12/31/24)`: a bracket that only says when."""
    bracket = sentence.brackets[date]
    if bracket is None or bracket < position or sentence.kind(date + 1) != "close":
        return False
    return set(sentence.kinds[bracket + 1 : date]) <= {"prep", "adv"} and (
        "figure" not in sentence.kinds[position + 1 : bracket]
    )


def _only_totals(sentence: Sentence, position: int, date: int) -> bool:
    """`453 sales totaling $3.25 billion in 1H 2025`: one statement."""
    verbs = [i for i in range(position + 1, date) if sentence.kind(i) == "vp"]
    return all(sentence.word(i) in role_words("arrival") for i in verbs)


def _done_then(sentence: Sentence, position: int, date: int) -> bool:
    """`the record of $721 set in 2024`, `500 homes built in 2023`: a participle's date."""
    if sentence.kind(position + 1) == "np":
        position += 1  # the 2% growth recorded in 2023
    if date != position + 3 or sentence.kind(position + 2) != "prep":
        return False
    verb = sentence.phrases[position + 1]
    return verb.end - verb.start == 1 and sentence.doc[verb.start].tag_ == "VBN"


def _restricts(sentence: Sentence, position: int, date: int) -> bool:
    """`The 2 million cars built prior to 1986`: which are counted, and not when."""
    verb = sentence.phrases[position + 1]
    if verb.kind != "vp" or verb.end - verb.start > 1:
        return False
    between = range(position + 2, date)
    return (
        sentence.doc[verb.start].tag_ in {"VBN", "VBD"}
        and all(sentence.kind(i) in {"adv", "prep"} for i in between)
        and any(sentence.word(i) in {"before", "prior", "after"} for i in between)
    )


def _is_subject(sentence: Sentence, position: int) -> bool:
    """`the remaining $1 billion will be received in 2028`."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj", "adv"}:
        i -= 1
    return says(sentence, i) or i < 0 or sentence.kind(i) in {"cc", "comma", "sub", "stop", "colon"}


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
        if any(at < p and c.old and _next_to(sentence, at, p) for at, _, c in before[-1:]):
            continue
        if in_closed_clause(sentence, p, position):
            continue
        between = _outside([sentence.kind(i) for i in range(p + 1, position)])
        if p > OPENING and _turns_to_now(sentence, p, position):
            return None  # opened 17 branches during the quarter and now serves 900 towns
        if "stop" in between and sentence.kind(p + 1) != "stop":
            return None
        if "sub" in between and p > OPENING:
            return None  # driven by record shipping in June, while prices fell 5%
        return p if is_adverbial(sentence, p) else None
    return None


def _closes_headline(sentence: Sentence, position: int, date: int) -> bool:
    """`Exports up 4.7%, imports down 1.2% in September`: said of both."""
    between = range(position + 1, date)
    if date < len(sentence.kinds) - 2 or any(sentence.kind(i) == "basis" for i in between):
        return False
    compared = any(sentence.word(i) in {"against", "versus", "vs", "from", "as"} for i in between)
    both = any(sentence.kind(i) == "figure" for i in between)
    return both and not compared and comparing_span(sentence, date) is None


def _next_to(sentence: Sentence, figure: int, date: int) -> bool:
    """`38 days in 2023`: the date is the old figure's."""
    return all(sentence.kind(i) in {"prep", "det", "adv"} for i in range(figure + 1, date))
