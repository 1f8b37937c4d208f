"""What a change is measured against: `year on year`, `compared with 2022`, `(Q3 2024: …)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pr_extract.context.basis.comparing import comparing_span
from pr_extract.context.basis.kinds import kind_of, rebased
from pr_extract.context.basis.spellings import BasisEntry, find_bases
from pr_extract.context.basis.things import compared_thing, opening_comparison, when_made
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import BasisMention, BasisReading, Before, Context, PeriodReading
from pr_extract.context.ruling import NOTHING, Nothing, Rules
from pr_extract.context.when import first_since
from pr_extract.context.words import role_words
from pr_extract.dates import DateMention
from pr_extract.quantities import Quantity
from pr_extract.source import Span

__all__ = ["BasisEntry", "find_bases", "read_basis", "rebased"]

Basis = BasisReading | Nothing | None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A change at a tape position; ``stop`` is where another statement starts."""

    sentence: Sentence
    position: int
    stop: int
    figure: Quantity
    context: Context
    bases: Sequence[BasisMention]
    dates: Sequence[DateMention]
    before: Before

    def date(self, position: int) -> DateMention:
        """The date at a tape position."""
        return self.dates[self.sentence.phrases[position].item]

    def kind_of(self, position: int) -> BasisReading:
        """The date at a tape position as the basis, with nothing but its own words."""
        date = self.date(position)
        return BasisReading(kind_of(self.context.period, date), date.span)


@dataclass(frozen=True, slots=True)
class _Place:
    """A tape position behind the change, where the basis may stand."""

    asked: _Asked
    at: int


def read_basis(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    bases: Sequence[BasisMention],
    dates: Sequence[DateMention],
    before: Before,
) -> BasisReading | None:
    """The basis of the change at a tape position; None for what is no change."""
    if context.role != "change":
        return None
    stop = _next_clause(sentence, position)
    asked = _Asked(sentence, position, stop, figure, context, bases, dates, before)
    for place in range(position + 1, stop):
        found = _BEHIND.decide(_Place(asked, place), context.trace)
        if found is not None:
            return found
    return _ELSEWHERE.decide(asked, context.trace)


def _compared_figure(place: _Place) -> Basis:
    """`compared to $162 million during 1H 2024`."""
    asked, sentence, i = place.asked, place.asked.sentence, place.at
    if sentence.kind(i) != "date" or sentence.kind(i - 2) != "figure":
        return None
    compared = [
        j - 1
        for j in range(asked.position + 1, i)
        if sentence.word(j) in {"to", "with"} and sentence.word(j - 1).endswith("compared")
    ]
    if not compared:
        return None
    start = sentence.phrases[compared[-1]].end - 1
    whole = sentence.chars(start, sentence.phrases[i].end)
    return BasisReading(kind_of(asked.context.period, asked.date(i)), whole)


def _spelled_behind(place: _Place) -> Basis:
    """`rose 5% year on year`."""
    return _spelled_at(place.asked, place.at)


def _spelled_at(asked: _Asked, position: int) -> BasisReading | None:
    phrase = asked.sentence.phrases[position]
    if phrase.kind != "basis":
        return None
    mention = asked.bases[phrase.item]
    return BasisReading(mention.kind, mention.span)


def _dated_old_value(place: _Place) -> Basis:
    """`from 13.8 million in January`, `than 1.1 million made in May`."""
    asked, sentence = place.asked, place.asked.sentence
    dated = _dated_figure(sentence, place.at, asked.stop)
    if dated is None or not _earlier(asked.date(dated[1]), asked.context.period):
        return None
    start, end = dated
    whole = sentence.chars(sentence.phrases[start].start, sentence.phrases[end].end)
    return BasisReading(kind_of(asked.context.period, asked.date(end)), whole)


def _compared_date(place: _Place) -> Basis:
    """`compared with 2022`, `from a year earlier`, `(Q3 2024: EUR 575 million)`."""
    asked, sentence, i = place.asked, place.asked.sentence, place.at
    if sentence.kind(i) != "date":
        return None
    ahead = asked.context.modality != "actual" and sentence.word(i - 1) == "from"
    if ahead and sentence.kind(i - 2) not in {"figure", "date", "np"}:
        return None  # will be made redundant from the end of December
    if sentence.word(i - 1 - (sentence.kind(i - 1) == "det")) in {"below", "above"} and any(
        sentence.kind(j) == "figure" for j in range(asked.position + 1, i)
    ):
        return None  # down 7% to 41,000 tons, 25% below the 2019 level: of the second only
    span = _that_of_date(sentence, i) or comparing_span(sentence, i)
    if span is None and not _old_in_bracket(sentence, i):
        return None
    if sentence.word(i - 1) == "since" and first_since(sentence, i):
        return None  # dropped 0.8%, their first decline since 2017
    told = asked.kind_of(i)
    if sentence.word(i - 1) == "since" or _at_turning_point(sentence, i):
        return BasisReading("since", span or told.span)
    return BasisReading(told.kind, span or told.span)


def _at_turning_point(sentence: Sentence, position: int) -> bool:
    """`from their July highs`, `below the 2019 peak`: since then."""
    return sentence.kind(position + 1) == "np" and not role_words("turning_point").isdisjoint(
        sentence.words(sentence.phrases[position + 1])
    )


def _that_of_date(sentence: Sentence, position: int) -> Span | None:
    """`1.5 times those of a year before`, `below that of the first quarter`."""
    if sentence.word(position - 1) != "of" or sentence.word(position - 2) not in {"that", "those"}:
        return None
    compares = sentence.word(position - 3) in _BEFORE_OLD
    start = sentence.phrases[position - 3 if compares else position - 1].start
    return sentence.chars(start, sentence.phrases[position].end)


def _thing(asked: _Asked) -> Basis:
    """`50% less than hotels`, `Compared with the old line, …`."""
    sentence, stop = asked.sentence, asked.stop
    thing = compared_thing(sentence, asked.position, stop, asked.figure)
    thing = thing or opening_comparison(sentence)
    if thing is None:
        return None
    made = when_made(sentence, thing, stop)
    if made is None or not asked.date(made).start:
        return BasisReading("other", thing)
    kind = asked.kind_of(made).kind if asked.context.period else "since"
    return BasisReading(kind, thing)


def _spelled_before(asked: _Asked) -> Basis:
    """`Year on year, sales rose 5%`."""
    for i in range(asked.position - 1, -1, -1):
        spelled = _spelled_at(asked, i)
        if spelled is not None or asked.sentence.kind(i) in {"stop", "colon"}:
            return spelled
    return None


def _as_before(asked: _Asked) -> Basis:
    """`Sales rose 5% year on year and profit 8%`: against the same, unless the times differ."""
    last = asked.before[-1][0] if asked.before else asked.position
    between = asked.sentence.kinds[last + 1 : asked.position]
    if "basis" in between and "stop" in between[: between.index("basis")]:
        return None  # fell by 6,900; year on year it rose by 1.3%
    for _, _, earlier in reversed(asked.before):
        if earlier.basis is not None:
            same = _same_time(earlier.period, asked.context.period)
            return earlier.basis if same else NOTHING
    return None


_BEHIND = Rules("basis", (_compared_figure, _spelled_behind, _dated_old_value, _compared_date))
_ELSEWHERE = Rules("basis", (_thing, _as_before, _spelled_before))


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


def _old_in_bracket(sentence: Sentence, position: int) -> bool:
    """`(Q3 2024: EUR 575 million)`: the bracket gives the old value of the change before it."""
    return sentence.kind(position - 1) == "open" and sentence.kind(position + 1) == "colon"
