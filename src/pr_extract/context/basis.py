"""What a change is measured against: `year on year`, `compared with 2022`, `(Q3 2024: …)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pr_extract.changes import change_entries
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import BasisMention, BasisReading, Context, PeriodReading
from pr_extract.context.terms import noun_phrase
from pr_extract.context.words import role_words
from pr_extract.dates import DateMention
from pr_extract.lexicon import Entry, load
from pr_extract.quantities import Quantity
from pr_extract.records import BasisKind
from pr_extract.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisEntry(Entry):
    """Spellings that say what a change is measured against."""

    kind: BasisKind
    spellings: tuple[str, ...]


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, BasisKind]]:
    kinds: dict[str, BasisKind] = {}
    for entry in load("bases", BasisEntry):
        for spelling in entry.spellings:
            kinds[_key(spelling)] = entry.kind
    spellings = sorted((s for e in load("bases", BasisEntry) for s in e.spellings), key=len)
    ordered = "|".join(
        re.escape(s).replace(r"\ ", r"\s").replace(r"\-", r"[\s\-‑–]") for s in reversed(spellings)
    )
    return re.compile(rf"(?<![\w-])(?:{ordered})(?![\w-])", re.IGNORECASE), kinds


def _key(spelling: str) -> str:
    return re.sub(r"[\s\-‑–]", "-", spelling.lower())


def find_bases(text: str) -> tuple[BasisMention, ...]:
    """Every spelling of a basis in the text, in order.

    >>> [mention.kind for mention in find_bases("up 4% year over year and 1% sequentially")]
    ['year_on_year', 'quarter_on_quarter']
    """
    pattern, kinds = _pattern()
    return tuple(
        BasisMention(Span(*match.span()), kinds[_key(match.group())])
        for match in pattern.finditer(text)
        if not match.group().isupper() or match.group() != "MOM"
    )


_ALWAYS_COMPARING = frozenset({"versus", "vs", "vs.", "than", "against"})
_COMPARING = frozenset({"from", "over", "on", "since", "below", "above"})
_COMPARING_VERBS = ("compared", "relative")


def read_basis(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    bases: Sequence[BasisMention],
    dates: Sequence[DateMention],
    before: list[tuple[int, Quantity, Context]],
) -> BasisReading | None:
    """The basis of the change at a tape position; None for what is no change."""
    if context.role != "change":
        return None
    stop = _next_clause(sentence, position)
    compared = -1
    for i in range(position + 1, stop):
        if sentence.word(i) in {"to", "with"} and sentence.word(i - 1).endswith("compared"):
            compared = i - 1
        if sentence.kind(i) == "date" and compared >= 0 and sentence.kind(i - 2) == "figure":
            date = dates[sentence.phrases[i].item]  # compared to $162 million during 1H 2024
            start = sentence.phrases[compared].end - 1
            whole = sentence.chars(start, sentence.phrases[i].end)
            return BasisReading(kind_of(context.period, date), whole)
        if sentence.kind(i) == "basis":
            mention = bases[sentence.phrases[i].item]
            return BasisReading(mention.kind, mention.span)
        dated = _dated_figure(sentence, i, stop)
        if dated is not None and _earlier(dates[sentence.phrases[dated[1]].item], context.period):
            start, end = dated
            date = dates[sentence.phrases[end].item]
            whole = sentence.chars(sentence.phrases[start].start, sentence.phrases[end].end)
            return BasisReading(kind_of(context.period, date), whole)
        ahead = context.modality != "actual" and sentence.word(i - 1) == "from"
        if ahead and sentence.kind(i - 2) not in {"figure", "date", "np"}:
            continue  # will be made redundant from the end of December
        if sentence.kind(i) == "date":
            span = comparing_span(sentence, i)
            if sentence.word(i - 1) == "of" and sentence.word(i - 2) in {"that", "those"}:
                # 1.5 times those of a year before; below that of the first quarter
                compares = sentence.word(i - 3) in _BEFORE_OLD | {"below", "above"}
                start = sentence.phrases[i - 3 if compares else i - 1].start
                span = sentence.chars(start, sentence.phrases[i].end)
            if sentence.word(i - 1 - (sentence.kind(i - 1) == "det")) in {"below", "above"} and any(
                sentence.kind(j) == "figure" for j in range(position + 1, i)
            ):
                continue  # down 7% to 41,000 tons, 25% below the 2019 level: of the second only
            if span is not None or _old_in_bracket(sentence, i):
                date = dates[sentence.phrases[i].item]
                kind = kind_of(context.period, date)
                if sentence.word(i - 1) == "since":
                    kind = "since"
                return BasisReading(kind, span or date.span)
    other = _compared_thing(sentence, position, stop, figure) or _opening_comparison(sentence)
    if other is not None:
        made = _when_made(sentence, other, stop)
        if made is None or not dates[sentence.phrases[made].item].start:
            return BasisReading("other", other)
        date = dates[sentence.phrases[made].item]
        return BasisReading(kind_of(context.period, date) if context.period else "since", other)
    for i in range(position - 1, -1, -1):
        if sentence.kind(i) == "basis":
            mention = bases[sentence.phrases[i].item]
            return BasisReading(mention.kind, mention.span)
        if sentence.kind(i) in {"stop", "colon"}:
            break
    for _, _, earlier in reversed(before):
        if earlier.basis is not None:
            return earlier.basis if _same_time(earlier.period, context.period) else None
    return None


_BEFORE_OLD = frozenset({"from", "than", "versus", "against", "on", "over", "above", "below"})


def _earlier(date: DateMention, period: PeriodReading | None) -> bool:
    if period is None or period.end is None or date.end is None:
        return True
    return date.end < period.end


def _dated_figure(sentence: Sentence, position: int, stop: int) -> tuple[int, int] | None:
    """`from 13.8 million in January`, `than 1.1 million made in May`: from where to where."""
    first = position - 1
    while sentence.kind(first) == "det":
        first -= 1
    if sentence.kind(position) != "figure" or sentence.word(first) not in _BEFORE_OLD:
        return None
    date = position + 1
    while sentence.kind(date) in {"prep", "det", "vp"} and date < position + 4:
        date += 1
    return (first, date) if sentence.kind(date) == "date" and date < stop else None


def _when_made(sentence: Sentence, thing: Span, stop: int) -> int | None:
    """`compared with the study made in 1985`: the date that the thing compared with has."""
    for i in range(stop):
        phrase = sentence.phrases[i]
        if phrase.kind == "np" and sentence.chars(phrase.start, phrase.end).end == thing.end:
            i += 1
            while sentence.kind(i) in {"vp", "prep"}:
                i += 1
            return i if sentence.kind(i) == "date" and sentence.kind(i - 1) == "prep" else None
    return None


def _same_time(one: PeriodReading | None, other: PeriodReading | None) -> bool:
    """Whether nothing tells two figures' times apart: what one is measured against then holds."""
    return one is None or other is None or (one.start, one.end) == (other.start, other.end)


def _next_clause(sentence: Sentence, position: int) -> int:
    """Where another statement starts: a figure that is no old value, or a subordinator."""
    depth = 0
    for i in range(position + 1, len(sentence.phrases)):
        kind = sentence.kind(i)
        if kind == "open":
            depth += 1
        elif kind == "close":
            if not depth:
                return i
            depth -= 1
        elif kind == "sub" and sentence.word(i + 1).startswith("compared"):
            continue  # by 36% as compared to
        elif (kind == "sub" and not depth) or (
            kind == "figure" and not depth and sentence.kind(i - 1) == "np"
        ):
            return i
        elif kind == "cc" and not depth and sentence.kind(i + 1) == "np":
            verb = next(
                (
                    j
                    for j in range(i + 2, len(sentence.phrases))
                    if sentence.kind(j) in {"vp", "figure"}
                ),
                -1,
            )
            if verb > 0:
                return i
    return len(sentence.phrases)


def comparing_span(sentence: Sentence, position: int) -> Span | None:
    """`compared to 2022`, `from FY23`, `versus the prior quarter`: the words with the date's."""
    i = position - 1
    while sentence.kind(i) == "det":
        i -= 1
    than = sentence.word(i) in {"at", "on"} and sentence.word(i - 1) == "than"
    if than or (sentence.word(i) == "in" and sentence.word(i - 1) in {"than", "as"}):
        start = sentence.phrases[i - 1].start  # 25% higher than in 2023
        return sentence.chars(start, sentence.phrases[position].end)
    if sentence.kind(i) != "prep":
        if sentence.word(i) in {"vs", "vs.", "versus"}:
            return sentence.chars(sentence.phrases[i].start, sentence.phrases[position].end)
        return None
    if _LASTING.match(
        sentence.chars(sentence.phrases[i].start, sentence.phrases[position].end).of(sentence.text)
    ):
        return None
    verb = sentence.word(i - 1)
    start = i
    if verb.endswith(_COMPARING_VERBS) and sentence.word(i) in {"to", "with"}:
        start = i - 1
        phrase = sentence.phrases[start]
        return sentence.chars(phrase.end - 1, sentence.phrases[position].end)
    in_line = sentence.word(i) == "with" and "line" in sentence.word(i - 1)
    if (
        in_line
        or sentence.word(i) in _ALWAYS_COMPARING
        or (
            sentence.word(i) in _COMPARING
            and sentence.figures
            and not (sentence.word(i) == "on" and names_day(sentence, position))
            and (
                sentence.kind(i - 1) in {"figure", "open", "adv", "adj", "basis"}
                or _is_change_noun(sentence, i - 1)
                or (sentence.kind(i - 1) == "date" and sentence.word(i) == "from")
            )
        )
    ):
        end = _named_thing(sentence, position)
        return sentence.chars(sentence.phrases[start].start, sentence.phrases[end].end)
    return None


def _named_thing(sentence: Sentence, date: int) -> int:
    """`below the 2019 baseline`, `below last year's $241 million`: where what is meant ends."""
    noun = date + 1
    if sentence.kind(noun) != "np":
        return date
    words = sentence.words(sentence.phrases[noun])
    owns = words[0] in {"'s", "’s", "'", "’"}
    if owns and len(words) == 1:
        return noun + 1 if sentence.kind(noun + 1) == "figure" else date
    if owns and sentence.word(noun + 1) == "of" and sentence.kind(noun + 2) == "figure":
        return noun + 2
    return noun if owns or words[-1] in role_words("dated_noun") else date


# `over the next century`, `over the past twelve months`: how long it takes.
_LASTING = re.compile(r"(?i)over (?:the )?(?:next|past|coming|first|last \w+ \w+s)\b")

# `September 30`, `30 September`, `Monday`: a month with a day, or a weekday.
_DAY = re.compile(r"[A-Z][a-z]+\.? \d{1,2}(?!\d)|\d{1,2} [A-Z][a-z]|[A-Z][a-z]+day\b")


def names_day(sentence: Sentence, position: int) -> bool:
    """`September 30`, `Monday`: in `$58 million on September 30` nothing is compared by `on`."""
    phrase = sentence.phrases[position]
    return _DAY.match(sentence.chars(phrase.start, phrase.end).of(sentence.text)) is not None


def _is_change_noun(sentence: Sentence, position: int) -> bool:
    """`14% increases from 1H 2024`."""
    if sentence.kind(position) != "np":
        return False
    return bool(change_entries(sentence.doc[sentence.phrases[position].head].lower_))


def _old_in_bracket(sentence: Sentence, position: int) -> bool:
    """`(Q3 2024: EUR 575 million)`: the bracket gives the old value of the change before it."""
    return sentence.kind(position - 1) == "open" and sentence.kind(position + 1) == "colon"


def _opening_comparison(sentence: Sentence) -> Span | None:
    """`Compared with transshipment, the line shortens the voyage by 12 days`."""
    if sentence.word(0) == "compared" and sentence.word(1) in {"with", "to"}:
        phrase = sentence.phrases[2] if len(sentence.phrases) > 2 else None
        if phrase is not None and phrase.kind == "np":
            return noun_phrase(sentence, 2)
    return None


def _doubled_thing(sentence: Sentence, position: int) -> Span | None:
    """`more than double the 10.6% rate for direct bookings`."""
    i = position + 1
    while sentence.kind(i) == "det":
        i += 1
    opens = sentence.kind(i) == "np" and (
        sentence.doc[sentence.phrases[i].start].tag_ in {"DT", "PRP$"}
    )
    if i == position + 1 and sentence.kind(i) != "figure" and not opens:
        return None
    start = sentence.phrases[i].start if i < len(sentence.phrases) else 0
    if sentence.kind(i) == "figure" and sentence.kind(i + 1) == "np":
        i += 1
    elif sentence.kind(i) not in {"np", "figure"}:
        return None
    if opens:
        start += 1
    if sentence.word(i + 1) in {"for", "of", "in"} and sentence.kind(i + 2) == "np":
        i += 2
    return sentence.chars(start, sentence.phrases[i].end)


def _compared_thing(sentence: Sentence, position: int, stop: int, figure: Quantity) -> Span | None:
    """`50% less than hotels`, `three times as fast as its predecessor`, `double the 10% rate`."""
    if figure.kind == "multiple" and not figure.span.of(sentence.text)[:1].isdigit():
        doubled = _doubled_thing(sentence, position)
        if doubled is not None:
            return doubled
    for i in range(position + 1, stop):
        word = sentence.word(i)
        if i > position + 5 and word in {"than", "as", "over", "against"}:
            continue
        comparing = word in {"over", "versus", "vs", "vs.", "against"} or (
            word in {"with", "to"} and sentence.word(i - 1).endswith("compared")
        )
        if (word in {"than", "as"} and i > position + 1) or comparing:
            if sentence.kind(i + 1) == "np":
                phrase = sentence.phrases[i + 1]
                start = phrase.start
                while start < phrase.end - 1 and sentence.doc[start].tag_ in {"DT", "PRP$"}:
                    start += 1
                return sentence.chars(start, phrase.end)
    return None


def rebased(context: Context, dates: Sequence[DateMention]) -> BasisReading | None:
    """The basis of a figure whose period was found out later: `fell 0.3% from July`."""
    basis = context.basis
    if basis is None or basis.kind in {"since", "other"} or context.period is None:
        return basis
    named = [date for date in dates if basis.span.covers(date.span)]
    if len(named) != 1 or named[0].end is None:
        return basis
    kind = kind_of(context.period, named[0])
    return basis if kind == "other" else BasisReading(kind, basis.span)


def kind_of(period: PeriodReading | None, other: DateMention) -> BasisKind:
    """How far back the other date lies from the fact's period, as the contract's kinds."""
    start, end = other.start, other.end
    if period is None or period.end is None or end is None:
        return _kind_by_shape(other)
    months = (period.end.year - end.year) * 12 + period.end.month - end.month
    length = (end - start).days if start else 0
    if months == 12 or 52 * 7 <= (period.end - end).days <= 53 * 7:  # years of weeks
        return "year_on_year"
    if months == 3 and length < 100:
        return "quarter_on_quarter"
    if months == 1 and length < 32:
        return "month_on_month"
    if months == 6 and length > 100:
        return "half_on_half"
    if months > 12 and not other.relative:
        return "since"  # 30 percent below 2019
    return "other" if months else _kind_by_shape(other)


def _kind_by_shape(other: DateMention) -> BasisKind:
    if "H" in other.timex:
        return "half_on_half"
    return "year_on_year"
