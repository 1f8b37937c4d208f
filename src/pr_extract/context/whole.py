"""What a share is part of, and what a rank ranks in."""

from __future__ import annotations

from pr_extract.context.change.shares import opening_of, part_of_subject
from pr_extract.context.concept import predicate_of
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.subjects import subject_of
from pr_extract.context.terms import noun_phrase
from pr_extract.quantities import Quantity
from pr_extract.source import Span

Before = list[tuple[int, Quantity, Context]]


def read_whole(
    sentence: Sentence, position: int, figure: Quantity, context: Context, before: Before
) -> Span | None:
    """The span of the whole of a share or rank at a tape position; None for other roles."""
    if figure.kind == "rank":
        # `the third decline in succession` ranks in no field.
        return None if figure.rule == "rank.row" else _field(sentence, position, figure)
    if context.role != "share":
        return None
    if "change.equivalent" in context.trace and before and before[-1][2].whole:
        return before[-1][2].whole
    if part_of_subject(sentence, position):
        holder = subject_of(sentence, position - 1)
        return noun_phrase(sentence, holder) if holder >= 0 else None
    if sentence.word(position + 1) == "by" and sentence.kind(position - 1) == "vp":
        holder = subject_of(sentence, position - 1)  # Acme, owned 42 percent by Orr
        return noun_phrase(sentence, holder) if holder >= 0 else None
    if sentence.word(position + 1) == "or" and sentence.kind(position + 2) == "figure":
        shared = _of_phrase(sentence, position + 3)  # 80 per cent or $2.5 billion of the income
        if shared is not None:
            return shared
    if sentence.kind(position + 2) != "pronoun":
        following = _of_phrase(sentence, position + 1)
        if following is not None:
            return following
    if figure.kind == "ratio" and _one_in_so_many(sentence, position, figure):
        return _extended(sentence, position + 1)
    if before and _of_what_came_before(sentence, before[-1][0], position):
        return before[-1][2].concept
    if "change.versus" in context.trace and sentence.word(position + 1) in {
        "with",
        "on",
        "in",
        "for",
    }:
        if sentence.kind(position + 2) == "np":
            return noun_phrase(sentence, position + 2)
    noun = position + 1
    if sentence.kind(noun) == "np" and predicate_of(sentence, position) >= 0:
        return noun_phrase(sentence, noun)  # three in ten Americans struggle
    if sentence.kind(noun) == "np":  # a 19.7% interest in Duke Energy Florida
        if predicate_of(sentence, position) < 0 and sentence.kind(noun + 1) == "prep":
            return _of_phrase(sentence, noun + 1)
        return None
    if sentence.kind(noun) == "open" and sentence.kind(noun + 2) == "close":
        following = _of_phrase(sentence, noun + 3)
        if following is not None:
            return following
    subject = _share_subject(sentence, position)
    if subject is not None:
        return subject
    opening = opening_of(sentence)
    if 0 <= opening < position and "comma" in {sentence.kind(i) for i in range(opening, position)}:
        return _of_phrase(sentence, opening)  # Of the 282 transactions, 51% were …
    return next((c.whole for _, _, c in reversed(before) if c.whole), None)


def _of_what_came_before(sentence: Sentence, figure: int, position: int) -> bool:
    """`of which a third is new`, `58 percent of them`, `including $6 million in cash`."""
    between = [sentence.word(i) for i in range(figure + 1, position)]
    if "which" in between and {"of", "among"} & set(between):
        return True
    following = (sentence.word(position + 1), sentence.word(position + 2))
    anaphora = {("of", "them"), ("of", "it"), ("of", "which"), ("of", "whom")}
    return following in anaphora or between[-1:] == ["including"]


def _one_in_so_many(sentence: Sentence, position: int, figure: Quantity) -> bool:
    """`where one in six households has no internet`: the whole stands right behind."""
    words = figure.span.of(sentence.text).lower().split()
    return sentence.kind(position + 1) == "np" and not {"in", "of"}.isdisjoint(words)


def _of_phrase(sentence: Sentence, position: int) -> Span | None:
    """`of Chongqing's NEV production`, `in the business` → the noun phrase, and what `of` adds."""
    if sentence.kind(position) != "prep" or sentence.word(position) not in {
        "of", "in", "among", "for",
    }:  # fmt: skip
        return None
    i = position + 1
    while sentence.kind(i) in {"det", "adj", "adv"}:
        i += 1
    if sentence.kind(i) == "vp" and sentence.word(i - 1) == "the":
        i += 1
    surveyed = sentence.kind(i) == "vp" and sentence.phrases[i].end - sentence.phrases[i].start > 1
    if sentence.word(i - 1) == "those" and surveyed:
        first = sentence.phrases[i].start
        if sentence.doc[first].tag_ == "VBN":  # of those surveyed trust the forecast
            return sentence.chars(sentence.phrases[i - 1].start, first + 1)
    if sentence.word(i - 1) == "those" and sentence.kind(i) in {"prep", "vp"}:
        i -= 1  # those on placebo
    elif sentence.kind(i) not in {"np", "figure"}:
        return None
    return _extended(sentence, i)


def _extended(sentence: Sentence, position: int) -> Span | None:
    """A noun phrase with the prepositional phrases that follow it; a figure may open it."""
    start, end = noun_phrase(sentence, position), position
    if sentence.kind(position) == "figure" and sentence.kind(position + 1) == "np":
        end += 1  # a four-part series
    while (
        sentence.word(end + 1) in {"of", "from", "with", "under", "in", "on", "for"}
        and sentence.kind(end + 1) == "prep"
        and (
            sentence.kind(end + 2) == "np"
            or (sentence.kind(end + 2) == "figure" and sentence.word(end + 1) != "for")
        )
    ):
        end += 2
    picked = sentence.phrases[end + 1] if sentence.kind(end + 1) == "vp" else None
    if picked is not None and picked.end - picked.start == 1:
        participle = sentence.doc[picked.start].tag_ == "VBN"
        if participle and sentence.kind(end + 2) == "prep" and sentence.kind(end + 3) == "np":
            end += 3  # electric cars sold in Europe
    last = noun_phrase(sentence, end)
    return Span(start.start, last.end) if start and last else None


def _share_subject(sentence: Sentence, position: int) -> Span | None:
    """`market share in retail loans stood at 5%`: the whole stands with the share's noun."""
    for i in range(position - 1, -1, -1):
        if sentence.kind(i) in {"figure", "stop"}:
            return None
        if sentence.kind(i) == "np" and sentence.doc[sentence.phrases[i].head].lower_ == "share":
            return _of_phrase(sentence, i + 1)
    return None


def _field(sentence: Sentence, position: int, figure: Quantity) -> Span | None:
    """`ranking first in Chongqing`, `the first such award for an Uzbek business`."""
    limit = figure.head.end if figure.head else figure.span.end
    owner = _possessor(sentence, position)
    if owner is not None:
        return owner
    among = any(sentence.word(i) == "among" for i in range(position + 1, position + 8))
    for i in range(position + 1, min(position + 8, len(sentence.phrases))):
        kind, word = sentence.kind(i), sentence.word(i)
        if kind in {"vp", "stop", "comma", "sub", "figure", "dash", "colon"}:
            return None
        if kind == "prep" and word in {"in", "of", "among", "for", "within", "across", "by", "on"}:
            if sentence.doc[sentence.phrases[i].start].idx < limit - 1 and figure.head:
                continue
            if word in {"by", "on"} or (word == "for" and among):
                continue  # ranked third for punctuality among the airports of its size
            place = i + 1
            while sentence.kind(place) in {"det", "adj"}:
                place += 1
            if sentence.word(place) in _IN_A_ROW:
                return None
            if sentence.kind(place) == "np" and word == "in":
                counted = sentence.word(place + 1) == "of" and sentence.kind(place + 2) == "figure"
                return _extended(sentence, place) if counted else noun_phrase(sentence, place)
            if sentence.kind(place) in {"np", "figure"}:
                return _extended(sentence, place)
    return None


# `the third decline in succession`, `in a row`: nothing is ranked in these.
_IN_A_ROW = frozenset({"a row", "row", "succession", "turn", "a series"})


def _possessor(sentence: Sentence, position: int) -> Span | None:
    """`Europe's second-largest supplier`, `the country's first railway`."""
    phrase = sentence.phrases[position - 1] if position else None
    if phrase is None or phrase.kind != "np" or sentence.doc[phrase.end - 1].tag_ != "POS":
        return None
    return noun_phrase(sentence, position - 1)
