"""Whose the figure is: the owner of its concept, the subject of its verb, or the issuer."""

from __future__ import annotations

import re

from pr_extract.context.concept.site import Site
from pr_extract.context.noun_classes import is_person_noun
from pr_extract.context.owner.rules import OWNER_RULES, OwnerAsked
from pr_extract.context.owner.words import can_own, owner_words
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.subjects import verb_left_of
from pr_extract.context.terms import Term
from pr_extract.entities import Entities
from pr_extract.quantities import Quantity
from pr_extract.source import Span

__all__ = ["find_owner"]


def find_owner(site: Site, context: Context, term: Term) -> Span | None:
    """The span that says whose the figure is, or None if the release does not say."""
    owner = OWNER_RULES.decide(OwnerAsked(site, context, term), context.trace)
    if owner is None:
        return None
    if _counts_people(site.figure) and (_is_harmed(site) or not _has_people(site, owner)):
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


def _is_harmed(site: Site) -> bool:
    """`the army killed three gunmen`: whoever does that does not have them."""
    verb = verb_left_of(site.sentence, site.position, commas=0)
    words = site.sentence.words(site.sentence.phrases[verb])[-1:] if verb >= 0 else []
    return not owner_words("harm").isdisjoint(words)


def _has_people(site: Site, owner: Span) -> bool:
    """A body, a place or a thing: not who says `12 people were hurt`, nor what happened to them."""
    record = site.entities.at(owner)
    if record is not None:
        return record.label not in {"PERSON", "LAW", "EVENT"}
    head = owner.of(site.sentence.text).split()[-1].lower()
    return head not in {"he", "she", "i", "who"} and not is_person_noun(head) and can_own(head)


def _describes(text: str, owner: Span, mention: Span) -> bool:
    """Whether the words before a name only say what it is or whose (`federal`, `Tarn's`)."""
    name, before = mention.of(text), Span(owner.start, mention.start).of(text)
    code = name.isupper() or not name[0].isupper()  # a twin-turbo V8
    return not code and before.endswith(" ") and not _LINKED.search(before)


# A number, a list or a preposition: the phrase is more than a name with its description.
_LINKED = re.compile(r"\d|,|&|\b(?:and|or|of|in|at|for|from|to|with|by|on)\b")


def _as_named(sentence: Sentence, owner: Span, entities: Entities) -> Span:
    """The whole name of which the phrase is a part; `the company's utilities` are utilities."""
    record, text = entities.at(owner), sentence.text
    if record is not None:
        for mention in record.mentions:
            if mention.covers(owner):
                return mention
            if mention.end == owner.end and owner.of(text).islower():
                return mention  # the listed company
            place = record.label in {"GPE", "LOC"}  # Eastern Tarn
            if mention.end == owner.end and not place and _describes(text, owner, mention):
                return mention  # England batsman Jo Lind, Tarn's Jo Lind
    said = owner.of(text)
    if said[:1] in '“"‘':
        return Span(owner.start + 1, owner.end)
    for possessor in ("company’s ", "company's "):
        if said.startswith(possessor):
            return Span(owner.start + len(possessor), owner.end)
    return owner
