"""Whose the figure is: the owner of its concept, the subject of its verb, or the issuer."""

from __future__ import annotations

from bisect import bisect_right

from pr_extract.context.concept import predicate_of
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, noun_phrase
from pr_extract.entities import Entities
from pr_extract.quantities import Quantity
from pr_extract.source import Span

Before = list[tuple[int, Quantity, Context]]


def find_owner(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    term: Term,
    before: Before,
    last: Context | None,
    entities: Entities,
) -> Span | None:
    """The span that says whose the figure is, or None if the release does not say."""
    if context.role == "share" and term.rule == "concept.predicate":
        return None
    if term.owner is not None:
        return term.owner
    opening = _opening_place(sentence, position)
    if opening is not None and figure.kind in {"money", "percentage"}:
        return opening
    owner = _subject_owner(sentence, position, figure, term)
    if owner is not None:
        return owner
    if before and before[-1][2].concept == context.concept:
        return before[-1][2].entity
    if _subject_itself(sentence, position):
        return None
    if figure.kind in {"count", "rank", "measurement"}:
        if figure.kind == "count":
            return _noun_before(sentence, position)
        return None
    if before and before[-1][2].entity is not None:
        return before[-1][2].entity
    if last is not None and last.entity is not None:
        return last.entity
    return nearest_issuer(figure.span.start, entities)


def _opening_place(sentence: Sentence, position: int) -> Span | None:
    """`In Germany, Rx sales totaled …`, `In the Services segment, sales amounted …`."""
    i = 0
    while sentence.kind(i) in {"quote", "stop", "adv", "comma"} and i < 3:
        i += 1
    if sentence.kind(i) != "prep" or sentence.word(i) not in {"in", "at", "for", "within"}:
        return None
    if sentence.kind(i + 1) != "np" or i + 1 >= position:
        return None
    if sentence.kind(i + 2) not in {"comma", "open"}:
        return None
    phrase = sentence.phrases[i + 1]
    head = sentence.doc[phrase.head]
    named = head.tag_ in {"NNP", "NNPS"} or head.lower_ in {"segment", "division", "business", "region"}
    return noun_phrase(sentence, i + 1) if named else None


def _subject_owner(
    sentence: Sentence, position: int, figure: Quantity, term: Term
) -> Span | None:
    verb = verb_left_of(sentence, position)
    while verb >= 0:
        subject = subject_of(sentence, verb)
        if subject >= 0:
            if sentence.kind(subject) == "vp" or subject == position:
                return None
            span = noun_phrase(sentence, subject)
            if span is None or _same(span, term.concept):
                return None
            if sentence.kind(subject) == "det":
                return None
            if sentence.kind(subject) == "figure" and figure.kind in {"money", "percentage"}:
                return span
            return span
        verb = verb_left_of(sentence, verb)
    return None


def _same(span: Span, concept: Span | None) -> bool:
    """The subject is what is measured: then it is no owner."""
    return concept is not None and span.overlaps(concept)


def _subject_itself(sentence: Sentence, position: int) -> bool:
    """The figure is the subject: nobody before it owns it."""
    return verb_left_of(sentence, position) < 0 and (
        predicate_of(sentence, position) >= 0 or sentence.kind(position + 1) == "vp"
    )


def _noun_before(sentence: Sentence, position: int) -> Span | None:
    """`properties in 180 countries`, `a portfolio of 12 hotels`."""
    if sentence.kind(position - 1) == "prep" and sentence.kind(position - 2) == "np":
        return noun_phrase(sentence, position - 2)
    return None


def nearest_issuer(offset: int, entities: Entities) -> Span | None:
    """The issuer's last mention before the offset, else its first; None without an issuer."""
    if entities.issuer is None:
        return None
    mentions = entities.issuer.mentions
    place = bisect_right([m.start for m in mentions], offset)
    return mentions[place - 1] if place else mentions[0]
