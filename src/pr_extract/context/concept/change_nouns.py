"""Concepts around a word of change: `a 12% increase in exports`, `total sales up 25%`."""

from __future__ import annotations

from pr_extract.context.change.series import tells_how
from pr_extract.context.change.words import direction_at
from pr_extract.context.concept.parts import entity_subject
from pr_extract.context.concept.site import Site, copied
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, noun_phrase, read_term, split_phrase, without_change
from pr_extract.source import Span


def change_noun_after(site: Site) -> Term | None:
    """`a 15.6% increase in exports`, `5% to 7% EPS growth`, `a 21.6% increase`."""
    sentence, anchor = site.sentence, site.change.anchor
    if site.change.rule == "change.gapped_size":  # … and 39 percent in costs
        if tells_how(sentence, site.position + 2):
            return copied(site.before[-1][2], "concept.gapped_size")
        if site.names(site.position + 2):  # … and 3% in Spain
            whose = noun_phrase(sentence, site.position + 2)
            return Term(site.before[-1][2].concept, whose, "concept.gapped_size")
        term = read_term(sentence, site.position + 2, site.entities)
        return Term(term.concept, term.owner, "concept.gapped_size", term.weak)
    if site.change.rule not in {"change.before_noun", "change.before_comparative_noun"}:
        return None
    if sentence.word(anchor - 1) == "of" and anchor == site.position + 2:
        noun = noun_phrase(sentence, anchor)  # contributed three points of growth
        return Term(noun, None, "concept.points_of_change")
    return around_change_noun(site, sentence, anchor, "concept.change_noun_after")


def change_noun_before(site: Site) -> Term | None:
    """`growth of 6.0%`, `an increase in sales of 5%`, `organic sales growth of 5%`."""
    if site.change.rule not in {"change.noun_of", "change.noun_before", "change.noun_is"}:
        return None
    return around_change_noun(site, site.sentence, site.change.anchor, "concept.change_noun_before")


def change_noun_to(site: Site) -> Term | None:
    """`a significant improvement in the net promoter score to over 70`."""
    anchor = site.change.anchor
    if site.change.rule != "change.to" or anchor < 0 or site.sentence.kind(anchor) != "np":
        return None
    if site.before and site.before[-1][0] > anchor:
        return None
    if not direction_at(site.sentence, anchor, ("noun",)):
        return None
    return around_change_noun(site, site.sentence, anchor, "concept.change_noun_to")


def around_change_noun(site: Site, sentence: Sentence, anchor: int, rule: str) -> Term | None:
    """What changed: what follows the noun's `in` or `of`, else its own phrase, else as before."""
    size = site.position if sentence.word(site.position - 1) == "of" else -1
    for i in range(anchor + 1, min(anchor + 6, len(sentence.phrases))):
        if i in {size - 1, size}:
            continue  # a decline of 12 percent in gravel demand
        if sentence.kind(i) == "prep" and sentence.word(i) in {"in", "of", "to", "for", "on"}:
            noun = i + 1
            if sentence.kind(noun) == "date" and sentence.kind(noun + 1) == "np":
                noun += 1  # a 24% rise in Q1 net profit
            if tells_how(sentence, noun):
                continue
            if sentence.kind(noun) == "np":
                term = read_term(sentence, noun, site.entities)
                return Term(term.concept, term.owner, rule, term.weak)
        elif sentence.kind(i) not in {"date", "basis", "prep"} and not tells_how(sentence, i):
            break
    concept = without_change(sentence, anchor)
    if concept is not None:
        inside, owner = split_phrase(sentence, anchor, site.entities)
        if owner is not None and inside is not None and inside.start < concept.end:
            concept = Span(max(concept.start, inside.start), concept.end)
        return Term(concept, owner, rule)
    if site.before:
        return copied(site.before[-1][2], rule + ".copied")
    verb = verb_left_of(sentence, min(anchor, site.position))
    subject = subject_of(sentence, verb) if verb >= 0 else -1
    if subject >= 0 and sentence.kind(subject) == "np":
        if site.names(subject):
            return entity_subject(site, subject)
        term = read_term(sentence, subject, site.entities)
        return Term(term.concept, term.owner, rule + ".subject", term.weak)
    return copied(site.last, rule + ".copied") if site.last else None


def _before_aside(sentence: Sentence, position: int) -> int:
    """`Comparable sales, excluding fuel, up 3%`: past what is left out or taken in."""
    if sentence.kind(position) != "comma":
        return position
    for i in range(position - 1, max(position - 8, 0), -1):
        if sentence.kind(i) == "comma":
            aside = sentence.word(i + 1).split()[:1]
            return i - 1 if aside and aside[0] in _ASIDES else position
    return position


_ASIDES = frozenset({"excluding", "including", "adjusted", "net", "before", "adjusting"})


def by_adverb(site: Site) -> Term | None:
    """`Total sales up 25%`, `Number of active customers up 0.2M`."""
    sentence, anchor = site.sentence, site.change.anchor
    if anchor < 0 or sentence.kind(anchor) == "vp" or site.change.rule.startswith("change.noun"):
        return None
    i = anchor - 1
    while i >= 0 and (
        sentence.kind(i) in {"date", "basis", "adv"}
        or (sentence.kind(i) == "prep" and sentence.kind(i + 1) == "date")
    ):
        i -= 1
    i = _before_aside(sentence, i)
    if sentence.kind(i) == "close" and sentence.kinds[i - 3 : i] == ("np", "open", "np"):
        i -= 3  # Earnings (adjusted EBITA) up 10%
    absolute = sentence.kind(i) == "vp" and sentence.kind(i - 1) == "np"
    if absolute and sentence.doc[sentence.phrases[i].end - 1].tag_ == "VBG":
        i -= 1  # the margin thereby edging up 60 basis points
    if sentence.kind(i) == "np":
        if direction_at(sentence, anchor, ("noun",)):
            i = anchor
        head = i
        while sentence.kind(head - 1) == "prep" and sentence.kind(head - 2) == "np":
            head -= 2
        term = read_term(sentence, head, site.entities, subject=True)
        return Term(term.concept, term.owner, "concept.adverb", term.weak)
    return None
