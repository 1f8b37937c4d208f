"""Whose the figure is: the owner of its concept, the subject of its verb, or the issuer."""

from __future__ import annotations

import re
from dataclasses import replace

from pr_extract.context.concept.site import Site
from pr_extract.context.noun_classes import is_person_noun
from pr_extract.context.owner.nearby import (
    bearer_of,
    container_of,
    held_with,
    label_of,
    last_mention,
    named_above,
    nearest_mention,
    nearest_protagonist,
    next_in_row,
    opening_place,
    place_after,
    possessor_of,
    ranked_thing,
    speaker_of,
)
from pr_extract.context.owner.subject import (
    is_pronoun,
    is_within,
    subject_itself,
    subject_to_come,
    subjects_of,
)
from pr_extract.context.owner.words import can_own, owner_words
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.subjects import verb_left_of
from pr_extract.context.terms import Term, ends_possessive, noun_phrase
from pr_extract.entities import Entities
from pr_extract.entities.vocabulary import heads
from pr_extract.quantities import Quantity
from pr_extract.source import Span

__all__ = ["find_owner"]


Before = list[tuple[int, Quantity, Context]]


def find_owner(site: Site, context: Context, term: Term) -> Span | None:
    """The span that says whose the figure is, or None if the release does not say."""
    owner = _find_owner(site, context, term)
    if owner is None or (_counts_people(site.figure) and not _has_people(site, owner)):
        return None
    named = _as_named(site.sentence, owner, site.entities)
    return _defined_behind(named, site)


def _defined_behind(owner: Span, site: Site) -> Span:
    """`Orla Bikes plc (“Orla”) sold 40 vans`: the short name is the nearest mention."""
    record, text = site.entities.at(owner), site.sentence.text
    defined = _DEFINED.match(text, owner.end, site.figure.span.start)
    if record is None or defined is None:
        return owner
    short = Span(*defined.span("short"))
    return short if short in record.mentions else owner


# A single name in quotation marks; where there are more, none is nearer than the full one.
_DEFINED = re.compile(
    r" ?(?:\([^()“\"‘]*\) ?)*\((?:[^()“\"‘]*\W)?[“\"‘](?P<short>[^()“”\"‘’]+)[”\"’]\)"
)


def _counts_people(figure: Quantity) -> bool:
    return figure.kind == "count" and is_person_noun(figure.unit)


def _has_people(site: Site, owner: Span) -> bool:
    """A body, a place or a thing: not who says `12 people were hurt`, nor what happened to them."""
    record = site.entities.at(owner)
    if record is not None:
        return record.label not in {"PERSON", "LAW", "EVENT"}
    head = owner.of(site.sentence.text).split()[-1].lower()
    return head not in {"he", "she", "i", "who"} and not is_person_noun(head) and can_own(head)


def _find_owner(site: Site, context: Context, term: Term) -> Span | None:
    sentence, position, figure = site.sentence, site.position, site.figure
    before, last, entities, introduction = site.before, site.last, site.entities, site.introduction
    if context.role == "share" and _of_population(sentence, position, context, term, before):
        return None
    above = named_above(site)
    if above is not None:
        return above
    theirs = possessor_of(sentence, term, last, figure.span.start, entities)
    if theirs is not None:
        return theirs
    if sentence.kind(position - 1) == "np" and ends_possessive(sentence, position - 1):
        if site.names(position - 1):  # Acme's $2 million training plan
            return noun_phrase(sentence, position - 1)
    if figure.kind == "rank":
        ranked = ranked_thing(sentence, position, term, entities) or term.owner
        if ranked is not None:
            return ranked
    if term.owner is not None and _owns_nothing(term.owner, site):
        term = replace(term, owner=None)
    if term.owner is not None and not term.weak:
        return term.owner
    beside = _beside(site, term)
    if beside is not None:
        return beside
    if site.division is not None and _is_of_segment(context.concept, sentence):
        return site.division
    named, subject = subjects_of(sentence, position, term, before, entities)
    if term.owner is not None:
        return named or term.owner
    if subject is not None and is_within(before, subject):
        return before[-1][2].entity
    if named is not None:
        return named
    alike = bool(before) and before[-1][2].concept == context.concept
    if alike and before[-1][2].entity is None and term.rule in _CARRIED:
        return None
    if subject is not None and site.division is not None and subject.covers(site.division):
        return site.division  # The Engineering segment companies
    if subject is not None and _may_own(figure, context, term, sentence, subject):
        return subject
    if alike:
        return before[-1][2].entity
    leads_in = introduction is not None and sentence.text[introduction.end - 1] == ":"
    if verb_left_of(sentence, position) <= 0:
        following = subject_to_come(sentence, position, entities)
        if following is not None:
            return following
    if introduction is not None and (leads_in or term.rule.startswith("concept.label")):
        named = last_mention(introduction, entities)
        record = entities.at(named) if named is not None else None
        if record is not None:
            return nearest_mention(record, figure.span.start)
    if subject_itself(sentence, position):
        return None
    if before and before[-1][2].entity is not None:
        return before[-1][2].entity
    if site.division is not None and not _named_since(last, site.division):
        return site.division
    speaking = speaker_of(sentence, entities)
    if speaking is not None:
        return speaking
    if last is not None and last.entity is not None and entities.at(last.entity) is not None:
        if not is_pronoun(sentence, last.entity) and not _passes_by(last.entity, entities):
            return last.entity
    if _is_market(context.concept, sentence):
        return None
    return nearest_protagonist(figure.span.start, entities)


def _is_of_segment(concept: Span | None, sentence: Sentence) -> bool:
    """`Segment revenue`: of the one that the paragraph is about."""
    return concept is not None and concept.of(sentence.text).lower().startswith("segment ")


def _named_since(last: Context | None, division: Span) -> bool:
    """Whether the figure before had an owner that stands behind the division's name."""
    return last is not None and last.entity is not None and last.entity.start > division.start


def _passes_by(owner: Span, entities: Entities) -> bool:
    """`Around Cape Orla, ships …`: a place on the way of a company does not own what follows."""
    record, whose = entities.at(owner), entities.protagonist or entities.issuer
    places = {"GPE", "LOC"}
    return (
        record is not None
        and whose is not None
        and record.label in places
        and whose.label not in places
    )


def _is_market(concept: Span | None, sentence: Sentence) -> bool:
    """`The ketamine market is estimated at`: it is nobody's."""
    return concept is not None and concept.of(sentence.text).lower().split()[-1] == "market"


def _owns_nothing(owner: Span, site: Site) -> bool:
    """`the ratio of net debt to EBITDA`, `the proceeds from the transaction`: neither owns it."""
    head = owner.of(site.sentence.text).split()[-1]
    if head.lower() in owner_words("measure"):
        return True
    return head.islower() and site.entities.at(owner) is None and not can_own(head)


def _beside(site: Site, term: Term) -> Span | None:
    """Owners that stand by the figure or its concept, whatever the subject of the sentence is."""
    sentence, position, kind = site.sentence, site.position, site.figure.kind
    found = next_in_row(site, term) or place_after(sentence, position, term, site.entities)
    if found is None and kind in {"money", "percentage"}:
        found = opening_place(sentence, position)
    if found is None and kind == "count":
        found = container_of(sentence, position)
    found = found or held_with(sentence, position)
    return found or label_of(sentence, position, term) or bearer_of(sentence, term, site.entities)


def _as_named(sentence: Sentence, owner: Span, entities: Entities) -> Span:
    """The whole name of which the phrase is a part; `the company's utilities` are utilities."""
    record = entities.at(owner)
    if record is not None:
        for mention in record.mentions:
            if mention.covers(owner):
                return mention
            if mention.end == owner.end and owner.of(sentence.text).islower():
                return mention  # the listed company
    text = owner.of(sentence.text)
    if text[:1] in '“"‘':
        return Span(owner.start + 1, owner.end)
    for possessor in ("company’s ", "company's "):
        if text.startswith(possessor):
            return Span(owner.start + len(possessor), owner.end)
    return owner


def _may_own(
    figure: Quantity, context: Context, term: Term, sentence: Sentence, subject: Span
) -> bool:
    """`Tourism generates $392 million in wages`; but `the adjustments include a provision of …`.

    A subject without a name owns what it has or gives, not the measures of its sentence, unless
    it is a body that acts: `the council put the costs at`.
    """
    if figure.kind not in {"money", "percentage"} or term.concept is None:
        return True
    head = heads().get(subject.of(sentence.text).lower().split()[-1])
    acts = head is not None and head.label == "ORG"
    return acts or term.rule in _GIVING or is_pronoun(sentence, subject) or context.role == "share"


def _of_population(
    sentence: Sentence, position: int, context: Context, term: Term, before: Before
) -> bool:
    """`61% of leaders believe`, `in 41% of patients`: the share of a population has no owner."""
    if term.rule == "concept.predicate":
        return True
    if "change.versus" in context.trace and before and before[-1][2].role == "share":
        return before[-1][2].entity is None
    return sentence.word(position - 1) == "in" and sentence.word(position + 1) == "of"


_GIVING = frozenset(
    {
        "concept.of_after",
        "concept.points_of_change",
        "concept.in_after",
        "concept.in_doing",
        "concept.none",
        "concept.noun_before",
        "concept.change_noun_before",
    }
)

_CARRIED = frozenset({"concept.goes_on", "concept.compared"})
"""Concepts that go on from the figure before: what nobody owned there, nobody owns here."""
