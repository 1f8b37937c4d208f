"""Owners that a verb has for its subject: `Acme reported`, `sales of the segment rose`."""

from __future__ import annotations

from pr_extract.changes import change_entries
from pr_extract.context.attribution import (
    claims,
    foresees,
    is_source,
    subject_before_participle,
)
from pr_extract.context.concept import predicate_of
from pr_extract.context.owner.standing import (
    as_owner,
    is_abstract,
    is_measure,
    is_organ,
    names_place,
)
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import (
    Term,
    names_entity,
    noun_phrase,
)
from pr_extract.entities import Entities
from pr_extract.source import Span


def subjects_of(
    sentence: Sentence, position: int, term: Term, before: Before, entities: Entities
) -> tuple[Span | None, Span | None]:
    """(the nearest subject that names an entity, the nearest that is no concept)."""
    named: Span | None = None
    nearest: Span | None = None
    abstract: Span | None = None
    told = -1
    verb = verb_left_of(sentence, position)
    while verb >= 0 and named is None:
        subject = _full_subject(sentence, verb, entities)
        subject = _not_its_place(sentence, subject, entities)
        counted = {at for at, figure, _ in before if figure.kind == "count"}
        if subject >= 0 and sentence.kind(subject) == "figure" and subject not in counted:
            verb = verb_left_of(sentence, verb)
            continue
        if _outside_quote(sentence, verb, position):
            break  # Roe added: “Rents rose 4%”
        foreseen = _foreseen(sentence, verb)
        said = claims(sentence, verb, position)
        verb = verb_left_of(sentence, verb)
        if subject < 0 or sentence.kind(subject) in {"vp", "det"} or subject == position:
            continue
        if sentence.word(subject) == "there":
            continue
        if foreseen or (said and is_source(sentence, subject, entities)):
            told = subject
        if subject == told:
            continue  # economists polled by Acme had expected
        span = as_owner(sentence, subject, before, entities)
        if span is None or same(span, term.concept) or _owns_nothing(sentence, subject, span):
            continue
        if names_entity(sentence, subject, entities):
            named = span
        if is_abstract(sentence, subject):
            abstract = abstract or span
        else:
            nearest = nearest or span
    if named is not None and nearest is not None and nearest != named:
        # The nearest subject owns its figure unless it is itself something measured.
        return (
            (named, named)
            if term.concept and nearest.start >= term.concept.start
            else (None, nearest)
        )
    return named, nearest or abstract


def _foreseen(sentence: Sentence, verb: int) -> bool:
    return foresees(sentence, verb, subject_before_participle(sentence, verb))


def _not_its_place(sentence: Sentence, subject: int, entities: Entities) -> int:
    """`the plant in Racine, which has 180 workers`: the plant, not the town, has them."""
    inside = subject >= 2 and sentence.word(subject - 1) in {"in", "at", "near"}
    if inside and sentence.kind(subject - 2) == "np" and names_place(sentence, subject, entities):
        return subject - 2
    return subject


def _outside_quote(sentence: Sentence, verb: int, position: int) -> bool:
    """Whether the figure is said in a quotation that opens after the verb."""
    return sum(sentence.kind(i) == "quote" for i in range(verb + 1, position)) % 2 == 1


def _full_subject(sentence: Sentence, verb: int, entities: Entities) -> int:
    """The subject; for a predicate noun (`is a company providing`) and `it`, whom it stands for."""
    subject = subject_of(sentence, verb)
    if subject >= 1 and sentence.kind(subject - 1) == "vp" and is_copular(sentence, subject - 1):
        subject = subject_of(sentence, subject - 1)
    if subject >= 0 and sentence.word(subject) in {"it", "they", "we"}:
        fuller = _fuller_mention(sentence, subject, entities)
        if fuller >= 0:
            return fuller
        for i in range(subject):
            if sentence.kind(i) == "vp":
                fuller = subject_of(sentence, i)
                if 0 <= fuller < i and sentence.kind(fuller) == "np":
                    return fuller
    return subject


def _fuller_mention(sentence: Sentence, subject: int, entities: Entities) -> int:
    """Another mention of what a pronoun denotes in the same sentence: a name says it better."""
    span = noun_phrase(sentence, subject)
    record = entities.at(span) if span else None
    if record is None:
        return -1
    named = [
        i
        for i, phrase in enumerate(sentence.phrases)
        if phrase.kind == "np" and entities.at(sentence.chars(phrase.start, phrase.end)) is record
    ]
    return min(named, key=lambda i: abs(i - subject), default=-1)


def _owns_nothing(sentence: Sentence, position: int, owner: Span) -> bool:
    """`an increase`, `growth`, `the board`: no subject that could own anything."""
    if owner == noun_phrase(sentence, position):
        if is_organ(sentence, position) or is_measure(sentence, position):
            return True

    return bool(change_entries(sentence.doc[sentence.phrases[position].head].lower_))


def same(span: Span, concept: Span | None) -> bool:
    """The subject is what is measured: then it is no owner."""
    return concept is not None and span.overlaps(concept)


def subject_to_come(sentence: Sentence, position: int, entities: Entities) -> Span | None:
    """`With a capacity of 2,400 Wh, the P2 Pro can …`: the subject that the opening describes."""
    opening = sentence.kind(0) == "prep" or _participle(sentence, 0) or position == 0
    if not opening:
        return None
    for i in range(position + 1, len(sentence.phrases)):
        if sentence.kind(i) in {"stop", "sub", "colon", "dash", "rel", "quote"}:
            return None
        if sentence.kind(i) == "vp" and not _participle(sentence, i):
            subject = subject_of(sentence, i)
            if is_measure(sentence, subject):
                return None
            if subject > position and sentence.kind(subject) in {"np", "pronoun"}:
                return as_owner(sentence, subject, [], entities)
            return None
    return None


def _participle(sentence: Sentence, position: int) -> bool:
    phrase = sentence.phrases[position]
    return phrase.kind == "vp" and sentence.doc[phrase.start].tag_ in {"VBG", "VBN"}


def is_within(before: Before, subject: Span) -> bool:
    """`TBC Georgia net profit rose …, with ROE at 20%`: the subject is the last figure's concept.

    What a figure counts may own the next one: `12 clubs share £9 million`.
    """
    if not before or before[-1][1].kind == "count":
        return False
    concept = before[-1][2].concept
    return concept is not None and subject.covers(concept)


def is_pronoun(sentence: Sentence, span: Span) -> bool:
    """Whether a span is a personal pronoun."""
    return span.of(sentence.text).lower() in _PRONOUNS


_PRONOUNS = frozenset({"we", "it", "they", "our", "its", "their", "us", "i", "you", "he", "she"})


def subject_itself(sentence: Sentence, position: int) -> bool:
    """The figure is the subject: nobody before it owns it."""
    return verb_left_of(sentence, position) < 0 and (
        predicate_of(sentence, position) >= 0 or sentence.kind(position + 1) == "vp"
    )


def is_copular(sentence: Sentence, verb: int) -> bool:
    """Whether the verb group ends in a form of `be`."""
    return sentence.words(sentence.phrases[verb])[-1] in {
        "is",
        "are",
        "was",
        "were",
        "be",
        "'s",
        "’s",
    }
