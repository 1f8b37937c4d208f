"""What a figure measures: the noun phrase, verb phrase or predicate that names it.

Each rule looks at one way in which a figure hangs on its sentence, and answers with a `Term` or
None; the first answer stands. They read in the order of how sure they are.
"""

from __future__ import annotations

from collections.abc import Callable

from pr_extract.context.concept.actions import (
    acting,
    acting_sum,
    doing,
    superlative,
    takes_time,
    thing_itself,
)
from pr_extract.context.concept.carry import (
    compared,
    equivalent,
    fewer_of_counted,
    gapped_noun,
    gapped_preposition,
    goes_on,
    respective,
    to_gapped,
    topic,
)
from pr_extract.context.concept.change_nouns import (
    by_adverb,
    change_noun_after,
    change_noun_before,
    change_noun_to,
)
from pr_extract.context.concept.counts import counted
from pr_extract.context.concept.labels import bracketed, labelled, labelled_line
from pr_extract.context.concept.linked_nouns import noun_before
from pr_extract.context.concept.nouns import (
    age,
    apposed,
    in_after,
    modified,
    object_of_sentence,
    of_after,
    opening,
    spared,
)
from pr_extract.context.concept.predicates import more_likely, predicate, predicate_of
from pr_extract.context.concept.ranked import ranked
from pr_extract.context.concept.site import Site
from pr_extract.context.concept.verbs import (
    added_to,
    by_verb,
    introduced,
    main_object,
    names_itself,
    share_object,
)
from pr_extract.context.terms import Term
from pr_extract.context.words import role_words

__all__ = ["Site", "find_term", "predicate_of"]


def find_term(site: Site) -> Term:
    """Concept and owner of a figure; both None if nothing in reach names them."""
    for rule in _RULES:
        term = rule(site)
        if term is not None:
            return _of_the_thing_itself(site, _not_a_bare_rate(site, _named_whole(site, term)))
    return Term(None, None, "concept.none")


def _named_whole(site: Site, term: Term) -> Term:
    """`$44 million for the Build Better Challenge`: a name that holds what looks like a verb."""
    concept = term.concept
    record = site.entities.at(concept) if concept is not None else None
    beside = term.rule in {"concept.in_after", "concept.modified", "concept.of_after"}
    if concept is None or record is None or not beside:
        return term
    for mention in record.mentions:
        if mention.start == concept.start and mention.end > concept.end:
            return Term(mention, term.owner, term.rule, term.weak)
    return term


def _not_a_bare_rate(site: Site, term: Term) -> Term:
    """`double the 10.6% rate for direct bookings`: of what was measured before."""
    if term.concept is None or site.previous is None or site.previous.concept is None:
        return term
    words = term.concept.of(site.sentence.text).lower().split()
    if words[:1] == ["rate"] and term.rule == "concept.modified":
        return Term(site.previous.concept, term.owner, term.rule + ".rate", term.weak)
    return term


_SIZE_UNITS = ("foot", "acre", "meter", "hectare", "mile", "kilometer", "yard", "inch")


def _of_the_thing_itself(site: Site, term: Term) -> Term:
    """`the park spans 63 acres`: a size measures the thing itself, which is then the entity.

    Unless the noun is a dimension: `a clear height of 40 feet`.
    """
    if site.figure.kind != "measurement" or not site.figure.unit.endswith(_SIZE_UNITS):
        return term
    if term.concept is None or term.rule in _OF_OTHERS or site.change.role != "level":
        return term
    words = term.concept.of(site.sentence.text).lower().split()
    if not words or words[-1] in role_words("dimension"):
        return term
    return Term(None, term.concept, term.rule + ".thing")


_OF_OTHERS = frozenset({"concept.of_after", "concept.acting", "concept.action"})
"""Rules whose concept is no noun that has the size."""


_RULES: tuple[Callable[[Site], Term | None], ...] = (
    age,
    counted,
    ranked,
    equivalent,
    respective,
    share_object,
    predicate,
    more_likely,
    labelled,
    apposed,
    opening,
    change_noun_after,
    change_noun_before,
    change_noun_to,
    modified,
    compared,
    fewer_of_counted,
    bracketed,
    to_gapped,
    of_after,
    superlative,
    doing,
    takes_time,
    names_itself,
    noun_before,
    labelled_line,
    by_adverb,
    added_to,
    gapped_noun,
    gapped_preposition,
    spared,
    thing_itself,
    by_verb,
    acting,
    in_after,
    acting_sum,
    goes_on,
    introduced,
    topic,
    main_object,
    object_of_sentence,
)
