"""How an owner stands in the text: both halves of a pair, counted nouns with their number."""

from __future__ import annotations

from pr_extract.context.owner.words import can_own, owner_words
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before
from pr_extract.context.terms import noun_phrase, split_phrase
from pr_extract.entities import Entities
from pr_extract.source import Span


def as_owner(sentence: Sentence, position: int, before: Before, entities: Entities) -> Span | None:
    """The owner that the phrase at a position is, as short as it says who.

    `The 12 clubs` → `12 clubs`; `Boeing and GE` → both; `this innovative index` → `index`;
    `the Tarn programme` as it is.
    """
    pair = coordinated(sentence, position, before)
    if pair is not None:
        return pair
    counted = _counted(sentence, position, before)
    if counted is not None:
        return counted
    rest, name = split_phrase(sentence, position, entities)
    if name is not None and rest is not None:
        if rest.start - name.end > 1 and is_organ(sentence, position):
            return name  # the company's board
        if rest.start - name.end == 1 and rest.of(sentence.text)[0].isupper():
            return name  # a headline's verb: Acme Enters
    return pointed_at(sentence, position) or noun_phrase(sentence, position)


def coordinated(sentence: Sentence, position: int, before: Before) -> Span | None:
    """`Health care and social assistance added …`: the whole list before the verb; else None."""
    if sentence.kind(position) != "np":
        return None
    first = last = position
    while sentence.kind(last + 1) == "cc" and sentence.kind(last + 2) == "np":
        last += 2
    if sentence.kind(last + 1) != "vp":
        return None
    while sentence.kind(first - 1) == "cc" or (
        first < last and sentence.kind(first - 1) == "comma"
    ):
        if sentence.kind(first - 2) not in {"np", "adj", "figure"}:
            break
        first -= 2
    if first == last or sentence.kind(first - 1) in {"prep", "vp", "figure"}:
        return None
    start, end = noun_phrase(sentence, first), noun_phrase(sentence, last)
    start = _concept_at(first, before) or start
    return Span(start.start, end.end) if start and end else None


def names_place(sentence: Sentence, position: int, entities: Entities) -> bool:
    """Whether the phrase names a country, a region or a town."""
    phrase = sentence.phrases[position]
    record = entities.at(sentence.chars(phrase.start, phrase.end))
    return record is not None and record.label in {"GPE", "LOC"}


def is_measure(sentence: Sentence, position: int) -> bool:
    """`The order intake rose`: what is itself measured owns no figure."""
    phrase = sentence.phrases[position]
    return phrase.kind == "np" and sentence.doc[phrase.end - 1].lower_ in owner_words("measure")


def is_abstract(sentence: Sentence, position: int) -> bool:
    """`The transaction will`, `its popularity`: what is done or the case owns no figure."""
    phrase = sentence.phrases[position]
    head = sentence.doc[phrase.head]
    common = phrase.kind == "np" and head.tag_ in {"NN", "NNS"} and head.is_lower
    return common and not can_own(head.lower_)


def is_organ(sentence: Sentence, position: int) -> bool:
    """`The board declared`: it acts for the body whose organ it is."""
    phrase = sentence.phrases[position]
    words = [token for token in sentence.doc[phrase.start : phrase.end] if token.tag_ != "DT"]
    if phrase.kind != "np" or not words:
        return False
    if all(token.lower_ in owner_words("organ") for token in words):
        return True  # the Management Board
    own = len(words) > 1 and words[-1].text[0].isupper() and words[-2].tag_ != "POS"
    return words[-1].lower_ in owner_words("organ") and not own  # Tarn Asset Management


def _counted(sentence: Sentence, position: int, before: Before) -> Span | None:
    """The figure at a position that counts something, with its number; `one` says nothing.

    Where more is counted than the figure holds, all of it: `growers and other members`.
    """
    for at, figure, context in before:
        if at == position:
            counts = figure.kind == "count" and figure.value != 1
            joined = sentence.kind(position + 1) == "cc"
            return figure.span if counts and not joined else context.concept
    return None


def _concept_at(position: int, before: Before) -> Span | None:
    return next((context.concept for at, _, context in before if at == position), None)


def pointed_at(sentence: Sentence, position: int) -> Span | None:
    """`This historic agreement`: what a demonstrative points at is told by its noun alone."""
    phrase = sentence.phrases[position]
    first = sentence.doc[phrase.start]
    if first.lower_ not in {"this", "these", "that", "those", "such", "each", "every"}:
        return None
    start = phrase.start + 1
    while start < phrase.end - 1 and sentence.doc[start].tag_ in {"JJ", "JJR", "JJS", "RB"}:
        start += 1
    return sentence.chars(start, phrase.end)
