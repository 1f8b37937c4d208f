"""Which value is an old one, given to compare with, and which date is told for it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pr_extract.context.basis.comparing import comparing_span
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before, PeriodReading
from pr_extract.context.terms import POSSESSIVES
from pr_extract.context.words import role_words
from pr_extract.dates import DateMention

# A date this near to the sentence's start is said of all its clauses: `In June, …`.
OPENING = 3


# How far behind a figure the bracket with its old value opens.
_NEARBY = 6


def told_by_old_value(
    sentence: Sentence, position: int, dates: Sequence[DateMention]
) -> PeriodReading | None:
    """`sales of EUR 5 million (Q3 2024: EUR 4 million)` are those of Q3 2025, if it is named."""
    opening = position + 1
    while sentence.kind(opening) in {"prep", "figure", "np", "det", "adv"} and (
        opening < position + _NEARBY
    ):
        opening += 1
    if sentence.kind(opening) != "open" or sentence.kind(opening + 2) != "colon":
        return None
    if sentence.kind(opening + 1) != "date":
        return None
    old = dates[sentence.phrases[opening + 1].item]
    own = [date for date in dates if date.span < old.span and _is_year_after(date, old)]
    return PeriodReading(own[-1].start, own[-1].end, own[-1].span) if own else None


def _is_year_after(date: DateMention, old: DateMention) -> bool:
    if date.start is None or date.end is None or old.start is None or old.end is None:
        return False
    return all(
        one.year == other.year + 1 and one.month == other.month and abs(one.day - other.day) <= 1
        for one, other in ((date.start, old.start), (date.end, old.end))
    )


def earlier_guidance(sentence: Sentence, position: int) -> bool:
    """The old value of a forecast is of the same time as the new one."""
    words = " ".join(sentence.word(i) for i in range(max(position - 4, 0), position)).split()
    return bool({"prior", "previous", "previously", "earlier", "original"} & set(words))


def dated_bracket(sentence: Sentence, position: int, bracket: int | None) -> bool:
    """`(Q3 2024: EUR 575 million)` gives an old value."""
    return bracket is not None and sentence.kind(bracket + 1) == "date" and bracket + 1 < position


def own_noun_in_bracket(sentence: Sentence, position: int, bracket: int | None) -> bool:
    """`mid-market firms ($50M-$1B revenue)`: a description, not part of what happened when."""
    return bracket is not None and sentence.kind(position + 1) == "np"


def compared_level(sentence: Sentence, position: int) -> bool:
    """`compared with $0.2 million a year earlier`, `vs. $1.9 million in 2023`."""
    i = position - 1
    while sentence.kind(i) in {"det", "adv", "adj"}:
        i -= 1
    if possessive(sentence, i - 1):
        i -= 2  # 15 percent below last year's $241 million
        return sentence.word(i) in {"below", "above", "over", "under", "from", "than", "against"}
    if sentence.word(i) in {"vs", "vs.", "versus", "against"}:
        return True
    if sentence.word(i) == "of" and possessive(sentence, i - 3):
        return True  # 3% below the previous year's figure of
    verb = i - 2 if sentence.kind(i - 1) == "adv" else i - 1  # compared favorably with
    return sentence.word(i) in {"to", "with", "than"} and (
        sentence.word(verb).endswith(("compared", "relative")) or sentence.word(i) == "than"
    )


def possessive(sentence: Sentence, position: int) -> bool:
    """`last year's`: a date that tells the time of the noun or figure after it only."""
    following = sentence.word(position + 1).split()[:1]
    return sentence.kind(position) == "date" and not POSSESSIVES.isdisjoint(following)


def owning_date(
    sentence: Sentence, position: int, dates: Sequence[DateMention]
) -> DateMention | None:
    """`clearly above the previous year's 9.9%`: the date whose the figure is."""
    i = position - 1
    while sentence.kind(i) in {"adv", "adj"}:
        i -= 1
    now = sentence.word(i - 1) == "today" or sentence.word(i - 1) in role_words("present_word")
    if now or sentence.word(i) not in POSSESSIVES:
        return None  # today's $5 billion
    return _date_at(sentence, i - 1, dates)


def date_before_bracket(
    sentence: Sentence, bracket: int, dates: Sequence[DateMention]
) -> DateMention | None:
    """`level with the previous year (`, `below the previous year's figure (`, if it compares."""
    place = bracket - 1
    if not POSSESSIVES.isdisjoint(sentence.word(place).split()[:1]):
        place -= 1
    date = _date_at(sentence, place, dates)
    if sentence.kind(place) == "basis":  # grew 10% over the previous year (11% in local currency)
        first = sentence.phrases[bracket + 1]
        percentage = sentence.chars(first.start, first.end).of(sentence.text).endswith("%")
        return None if percentage or first.kind != "figure" else date
    if date is None or date.comparison:
        return date
    return date if comparing_span(sentence, place) is not None else None


def _date_at(sentence: Sentence, position: int, dates: Sequence[DateMention]) -> DateMention | None:
    """The date of a phrase, which may be a basis as well: `over the previous year`."""
    if sentence.kind(position) == "date":
        return dates[sentence.phrases[position].item]
    if sentence.kind(position) != "basis":
        return None
    phrase = sentence.phrases[position]
    whole = sentence.chars(phrase.start, phrase.end)
    first = bisect_left(dates, whole.start, key=lambda date: date.span.start)
    return dates[first] if first < len(dates) and whole.covers(dates[first].span) else None


def named_to_compare(sentence: Sentence, position: int, dates: Sequence[DateMention]) -> bool:
    """`a year earlier`; `14% above that of the first quarter`: no time of a change or multiple."""
    if position < OPENING or sentence.kind(position - 1) == "stop":
        return False
    if dates[sentence.phrases[position].item].comparison:
        return True
    nearby = {word for i in range(position - 4, position) for word in sentence.word(i).split()}
    return sentence.word(position - 1) == "of" and not nearby.isdisjoint({"that", "those"})


def says_when(sentence: Sentence, position: int, date: int) -> bool:
    """`on top of growth of 1.9% in the prior-year quarter`: right behind, it tells the time."""
    return date == position + 2 and sentence.word(position + 1) in {"in", "for", "during"}


def measured_from(sentence: Sentence, position: int, before: Before) -> bool:
    """`2.6% up on the $140 million of …`, `double the $108 million held at …`: where it started."""
    if not before or before[-1][2].role != "change" or sentence.brackets[position] is not None:
        return False
    between = range(before[-1][0] + 1, position)
    if any(sentence.kind(i) not in {"adv", "adj", "prep", "det"} for i in between):
        return False
    words = {word for i in between for word in sentence.word(i).split()}
    dated = any(sentence.kind(i) == "date" for i in range(position + 1, position + 5))
    doubled = before[-1][1].kind == "multiple" and words == {"the"} and dated
    return doubled or not words.isdisjoint({"above", "below", "over", "than", "short", "on"})


def restates_old(sentence: Sentence, position: int, before: Before) -> bool:
    """`versus $56.0 million, or 14.4% of net sales, in the same quarter last year`."""
    return bool(before) and before[-1][2].old and sentence.word(position - 1) == "or"


def ends_comparison(sentence: Sentence, position: int, date: int) -> bool:
    """`Rs 4,120 crore as against Rs 3,488 crore in Q1 FY24`: the date is the old figure's.

    So is that of `rose 11 places from 37th in 2025`.
    """
    figures = [i for i in range(position + 1, date) if sentence.kind(i) == "figure"]
    if not figures:
        return False
    i = figures[-1] - 1
    while sentence.kind(i) in {"det", "adv", "adj"}:
        i -= 1
    measured = sentence.word(i) in {"from", "over", "on", "above", "below"}
    return measured or compared_level(sentence, figures[-1])
