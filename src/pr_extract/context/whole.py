"""What a share is part of, and what a rank ranks in."""

from __future__ import annotations

from dataclasses import dataclass

from pr_extract.context.change.shares import opening_of, part_of_subject
from pr_extract.context.concept import predicate_of
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before, Context
from pr_extract.context.ruling import NOTHING, Nothing, Rules
from pr_extract.context.subjects import subject_of
from pr_extract.context.terms import ends_possessive, noun_phrase
from pr_extract.quantities import Quantity
from pr_extract.source import Span

Whole = Span | Nothing | None


def read_whole(
    sentence: Sentence, position: int, figure: Quantity, context: Context, before: Before
) -> Span | None:
    """The span of the whole of a share or rank at a tape position; None for other roles."""
    asked = _Asked(sentence, position, figure, context, before)
    if figure.kind == "rank":
        return _OF_RANKS.decide(asked, context.trace)
    if context.role != "share":
        return None
    return _OF_SHARES.decide(asked, context.trace)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A share or a rank at a tape position."""

    sentence: Sentence
    position: int
    figure: Quantity
    context: Context
    before: Before


def _in_a_row(asked: _Asked) -> Whole:
    """`the third decline in succession` ranks in no field."""
    return NOTHING if asked.figure.rule == "rank.row" else None


def _field_of_rank(asked: _Asked) -> Whole:
    """`ranking first in Chongqing`."""
    return _field(asked.sentence, asked.position, asked.figure)


def _parted_subject(asked: _Asked) -> Whole:
    """`The staff are 40% women`: the subject is what is parted."""
    if not part_of_subject(asked.sentence, asked.position):
        return None
    return _subject(asked.sentence, asked.position - 1)


def _held_by(asked: _Asked) -> Whole:
    """`Acme, owned 42 percent by Orr`."""
    sentence, position = asked.sentence, asked.position
    if sentence.word(position + 1) != "by" or sentence.kind(position - 1) != "vp":
        return None
    return _subject(sentence, position - 1)


def _subject(sentence: Sentence, verb: int) -> Span | Nothing:
    holder = subject_of(sentence, verb)
    return (noun_phrase(sentence, holder) if holder >= 0 else None) or NOTHING


def _of_both(asked: _Asked) -> Whole:
    """`80 per cent or $2.5 billion of the income`."""
    sentence, position = asked.sentence, asked.position
    both = sentence.word(position + 1) == "or" and sentence.kind(position + 2) == "figure"
    return _of_phrase(sentence, position + 3) if both else None


def _of_what_follows(asked: _Asked) -> Whole:
    """`74% of Chongqing's output`."""
    if asked.sentence.kind(asked.position + 2) == "pronoun":
        return None
    return _of_phrase(asked.sentence, asked.position + 1)


def _one_in_many(asked: _Asked) -> Whole:
    """`one in six households`."""
    counted = asked.figure.kind == "ratio" and _one_in_so_many(
        asked.sentence, asked.position, asked.figure
    )
    return (_extended(asked.sentence, asked.position + 1) or NOTHING) if counted else None


def _of_it(asked: _Asked) -> Whole:
    """`of which a third is new`: the concept of the figure before."""
    before = asked.before
    if not before or not _of_what_came_before(asked.sentence, before[-1][0], asked.position):
        return None
    if asked.figure.kind == "count":
        return before[-1][1].span  # six officers, of whom four are back at work
    return before[-1][2].concept or NOTHING


def _compared_group(asked: _Asked) -> Whole:
    """`41% of patients versus 12% on placebo`."""
    sentence, position = asked.sentence, asked.position
    if asked.context.rule("change") != "change.versus" or sentence.kind(position + 2) != "np":
        return None
    grouped = sentence.word(position + 1) in {"with", "on", "in", "for"}
    return noun_phrase(sentence, position + 2) if grouped else None


def _noun_behind(asked: _Asked) -> Whole:
    """`three in ten Americans struggle`; `a 19.7% interest in Orr Electric`."""
    sentence, noun = asked.sentence, asked.position + 1
    if sentence.kind(noun) != "np":
        return None
    if predicate_of(sentence, asked.position) >= 0:
        return noun_phrase(sentence, noun)
    held = sentence.kind(noun + 1) == "prep"
    return (_of_phrase(sentence, noun + 1) if held else None) or NOTHING


def _behind_bracket(asked: _Asked) -> Whole:
    """`74 percent (14 cars) of the fleet`."""
    sentence, position = asked.sentence, asked.position
    if sentence.kind(position + 1) != "open" or sentence.kind(position + 3) != "close":
        return None
    return _of_phrase(sentence, position + 4)


def _of_share_noun(asked: _Asked) -> Whole:
    """`market share in retail loans stood at 5%`."""
    return _share_subject(asked.sentence, asked.position)


def _opening(asked: _Asked) -> Whole:
    """`Of the 282 transactions, 51% were …`."""
    sentence, position = asked.sentence, asked.position
    opening = opening_of(sentence)
    if 0 <= opening < position and "comma" in {sentence.kind(i) for i in range(opening, position)}:
        return _of_phrase(sentence, opening) or NOTHING
    return None


def _as_before(asked: _Asked) -> Whole:
    """`40% of sales came from Asia and 30% from Europe`; `half (48%) of the cars`."""
    return next((c.whole for _, _, c in reversed(asked.before) if c.whole), None)


_OF_RANKS = Rules("whole", (_in_a_row, _field_of_rank))
_OF_SHARES = Rules(
    "whole",
    (
        _parted_subject,
        _held_by,
        _of_both,
        _of_what_follows,
        _one_in_many,
        _of_it,
        _compared_group,
        _noun_behind,
        _behind_bracket,
        _of_share_noun,
        _opening,
        _as_before,
    ),
)


def _of_what_came_before(sentence: Sentence, figure: int, position: int) -> bool:
    """`of which a third is new`, `58 percent of them`, `including $6 million in cash`."""
    between = [sentence.word(i) for i in range(figure + 1, position)]
    if {"which", "whom"} & set(between) and {"of", "among"} & set(between):
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
    if sentence.kind(i) == "np" and sentence.kind(i + 1) == "figure":
        i += ends_possessive(sentence, i)  # of the ward's 34 nurses
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
        if kind in {"vp", "stop", "comma", "sub", "figure", "dash", "colon"} or word == "since":
            return None
        if kind == "prep" and word in {"in", "of", "among", "for", "within", "across", "by", "on"}:
            if sentence.doc[sentence.phrases[i].start].idx < limit - 1 and figure.head:
                continue
            if word in {"by", "on"} or (word == "for" and among):
                continue  # ranked third for punctuality among the airports of its size
            place = i + 1
            while sentence.kind(place) in {"det", "adj"}:
                place += 1
            if sentence.kind(place) == "np" and word == "in":
                counted = sentence.word(place + 1) == "of" and sentence.kind(place + 2) == "figure"
                return _extended(sentence, place) if counted else noun_phrase(sentence, place)
            if sentence.kind(place) == "np" or (sentence.kind(place) == "figure" and word != "in"):
                return _extended(sentence, place)  # the fifth in seven matches ranks in nothing
    return None


def _possessor(sentence: Sentence, position: int) -> Span | None:
    """`Europe's second-largest supplier`, `the country's first railway`."""
    phrase = sentence.phrases[position - 1] if position else None
    if phrase is None or phrase.kind != "np" or sentence.doc[phrase.end - 1].tag_ != "POS":
        return None
    return noun_phrase(sentence, position - 1)
