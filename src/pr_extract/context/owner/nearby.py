"""Owners that stand by the noun or the figure: `its backlog`, `in Germany, sales rose`."""

from __future__ import annotations

import re
from bisect import bisect_right

from pr_extract.context.concept.site import Site
from pr_extract.context.noun_classes import is_abstract_noun
from pr_extract.context.owner.standing import is_measure, names_place
from pr_extract.context.owner.subject import is_copular, is_pronoun, same
from pr_extract.context.owner.words import owner_words
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import (
    Term,
    is_container,
    names_entity,
    noun_phrase,
)
from pr_extract.context.words import role_words
from pr_extract.entities import Entities, Entity
from pr_extract.source import Span


def possessor_of(
    sentence: Sentence, term: Term, last: Context | None, offset: int, entities: Entities
) -> Span | None:
    """`its annual output`, `our order backlog`: the nearest name that the determiner stands for."""
    if term.concept is None or term.owner is not None:
        return None
    position = next(
        (
            i
            for i, p in enumerate(sentence.phrases)
            if sentence.doc[p.end - 1].idx >= term.concept.start
        ),
        -1,
    )
    if position < 0 or sentence.kind(position) not in {"np", "det"}:
        return None
    first = sentence.doc[sentence.phrases[position].start]
    if first.tag_ != "PRP$":
        return None
    if first.lower_ in {"our", "my"}:
        return nearest_issuer(offset, entities)
    for i in range(position):
        if sentence.kind(i) == "np" and names_entity(sentence, i, entities):
            return noun_phrase(sentence, i)
    verb = verb_left_of(sentence, position)
    subject = subject_of(sentence, verb) if verb >= 0 else -1
    if 0 <= subject < position and sentence.kind(subject) == "np":
        return noun_phrase(sentence, subject)  # The brewer trimmed its water use
    if last is not None and last.entity is not None and not is_pronoun(sentence, last.entity):
        return last.entity
    return nearest_protagonist(offset, entities)


_ROW = re.compile(r"(?:The )?(?P<name>[^()]*[^()\s].*?)(?:\s*\((?P<place>[^()]+)\))?\s*")


def named_above(site: Site) -> Span | None:
    """`Tarn Fund (Ruritania)` and below it `$45 million for its canals`: who gets the sum."""
    figure, heading, text = site.figure, site.introduction, site.sentence.text
    if figure.kind != "money" or heading is None or heading.end > figure.span.start:
        return None
    if text[heading.end : figure.span.start].strip(" \n*•–-"):
        return None
    row = _ROW.fullmatch(text, heading.start, heading.end)
    if row is None:
        return None
    name = Span(*row.span("name"))
    where = site.entities.at(Span(*row.span("place"))) if row["place"] else None
    if where is not None and where.label in {"GPE", "LOC"}:
        return name
    record = site.entities.at(name)
    return name if record is not None and record.label in {"ORG", "PERSON", "FAC"} else None


def held_with(sentence: Sentence, position: int) -> Span | None:
    """`Acme Steel, with 1,700 workers, has given`: what opens its clause, before an aside."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj", "adv"}:
        i -= 1
    aside = sentence.kind(i - 1) == "comma" == sentence.kind(position + 1)
    if sentence.word(i) != "with" or not aside or sentence.kind(i - 2) != "np":
        return None
    opens = i == 2 or sentence.kind(i - 3) in {"stop", "comma", "sub", "cc"}
    return noun_phrase(sentence, i - 2) if opens else None


def bearer_of(sentence: Sentence, term: Term, entities: Entities) -> Span | None:
    """`15 projects with an investment of $5 million`, `the Notes, with a coupon rate of 4%`."""
    if term.concept is None:
        return None
    concept = next(
        (
            i
            for i, p in enumerate(sentence.phrases)
            if p.kind == "np"
            and sentence.doc[p.head].idx >= term.concept.start
            and sentence.doc[p.start].idx < term.concept.end
        ),
        -1,
    )
    if concept < 2 or sentence.word(concept - 1) != "with":
        return None
    before = concept - 2
    if sentence.kind(before) == "figure":
        return noun_phrase(sentence, before)
    if sentence.kind(before) == "comma" and sentence.kind(before - 1) == "np":
        before -= 1
    thing = _standing_in(sentence, before, entities)
    if thing != before:
        whose = noun_phrase(sentence, thing)
        verb = verb_left_of(sentence, thing)
        return None if whose is None or (verb >= 0 and is_copular(sentence, verb)) else whose
    if sentence.kind(before) == "np" and names_entity(sentence, before, entities):
        return noun_phrase(sentence, before)
    if sentence.kind(before) == "np" and sentence.kind(concept - 2) == "np":
        return last_mention(sentence.chars(*_tokens(sentence, before)), entities)
    return None


def _standing_in(sentence: Sentence, place: int, entities: Entities) -> int:
    """`its plant in Leeds, England, with a capacity of`: back to the plant; else as it was."""
    i = place
    while sentence.kind(i) == "np" and names_place(sentence, i, entities):
        if sentence.kind(i - 1) == "comma":
            i -= 2
        elif sentence.word(i - 1) in {"in", "at", "near"} and sentence.kind(i - 2) == "np":
            return i - 2
        else:
            break
    return place


def ranked_thing(sentence: Sentence, position: int, term: Term, entities: Entities) -> Span | None:
    """`X, the fourth edition of`, `X is the first`, `As the third …, X is`: what is ranked."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj", "adv", "date"}:
        i -= 1
    if sentence.kind(i) == "comma":
        apposed = _apposed_to(sentence, i, entities)
        if apposed is not None:
            return apposed
    if sentence.word(i) == "as" and sentence.kind(i - 1) == "np":
        held = sentence.doc[sentence.phrases[i - 1].start].tag_ == "PRP$"
        if not held and verb_left_of(sentence, i - 1) >= 0:
            return noun_phrase(sentence, i - 1)  # the deal makes Tarn Rail as the first buyer
    verb = verb_left_of(sentence, position)
    if verb < 0:
        verb = next(
            (j for j in range(position + 1, len(sentence.phrases)) if sentence.kind(j) == "vp"), -1
        )
    while verb >= 0:
        subject = subject_of(sentence, verb)
        if subject >= 0 and sentence.kind(subject) in {"np", "pronoun"}:
            span = noun_phrase(sentence, subject)
            # `Traffic grew for the fourth month`: whose traffic; but `its debt is the first worry`.
            measured = is_measure(sentence, subject) and not is_copular(sentence, verb)
            if span is not None and not measured and not same(span, term.concept):
                return span
        verb = verb_left_of(sentence, verb)
    return None


def _apposed_to(sentence: Sentence, comma: int, entities: Entities) -> Span | None:
    """What a comma explains: `the Tarn Fund (TF) in Spain, the first`: the fund."""
    i = comma - 1
    while i >= 0:
        if sentence.kind(i) == "close":
            while i >= 0 and sentence.kind(i) != "open":
                i -= 1
            i -= 1
            continue
        if sentence.kind(i) != "np":
            return None
        if sentence.word(i - 1) in {"in", "at"} and names_place(sentence, i, entities):
            i -= 2
            continue
        return noun_phrase(sentence, i)
    return None


def container_of(sentence: Sentence, position: int) -> Span | None:
    """`a series of four reports`, `data from 1,000 patients`, `hoteliers across 150 countries`."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj", "adv"}:
        i -= 1
    if sentence.kind(i) != "prep" or sentence.kind(i - 1) != "np":
        return None
    if sentence.word(i) in {"of", "from"}:
        if _holds_only(sentence, i - 1) or _happens_to(sentence, i - 1):
            return None
        return noun_phrase(sentence, i - 1)
    verb = verb_left_of(sentence, position)
    while verb >= 0 and _participle(sentence, verb):
        verb = verb_left_of(sentence, verb)
    governed = verb >= 0 and not is_copular(sentence, verb)
    if sentence.word(i) in {"in", "across", "within"} and not governed:
        return noun_phrase(sentence, i - 1)
    return None


def _happens_to(sentence: Sentence, position: int) -> bool:
    """`the closure of 12 stores`, `the lives of 900 people`: no body and no collection of them."""
    head = sentence.doc[sentence.phrases[position].head].lower_
    if head in role_words("collection_noun"):
        return False
    return is_abstract_noun(head) or head in {"front", "lives"}


def _holds_only(sentence: Sentence, position: int) -> bool:
    """`a total of`, `a team of`: the noun holds what is counted for somebody else."""
    head = sentence.doc[sentence.phrases[position].head].lower_
    holding = owner_words("collection") | owner_words("measure")
    return is_container(sentence, position) or head in holding


def label_of(sentence: Sentence, position: int, term: Term) -> Span | None:
    """`Tera: 22,614 units`: the label of a line whose figure says itself what it counts."""
    if sentence.kind(position - 1) != "colon" or sentence.kind(position - 2) != "np":
        return None
    if any(sentence.kind(i) not in {"dash", "stop"} for i in range(position - 2)):
        return None
    if sentence.doc[sentence.phrases[position - 2].head].tag_ == "NNS":
        return None  # Employees: 90 people
    label = noun_phrase(sentence, position - 2)
    return None if label is None or same(label, term.concept) else label


def next_in_row(site: Site, term: Term) -> Span | None:
    """`… and construction 900`, `followed by Spain with $9 billion`: a figure's own bearer."""
    sentence, position, entities = site.sentence, site.position, site.entities
    alike = [c for _, other, c in site.before if other.kind == site.figure.kind]
    if not alike or alike[-1].entity is None:
        return None
    i = position - 1
    if sentence.word(i) == "with":
        i -= 1
    if sentence.kind(i) != "np" or sentence.kind(i - 1) not in {"cc", "comma", "prep"}:
        return None
    if sentence.kind(i - 1) == "prep" and sentence.word(i - 1) != "by":
        return None
    if sentence.kind(i - 1) == "comma" and sentence.kind(i - 2) not in {"figure", "close", "date"}:
        return None
    bearer = noun_phrase(sentence, i)
    if bearer is None or names_entity(sentence, i, entities):
        return bearer
    named = entities.at(alike[-1].entity) is not None
    return None if named or same(bearer, term.concept) else bearer


def place_after(sentence: Sentence, position: int, term: Term, entities: Entities) -> Span | None:
    """`Exports grew 8% in Poland and 3% in Spain`: where, for a measure that has no owner."""
    if term.concept is None or term.rule not in _OF_SUBJECT:
        return None
    i = position + 1
    while sentence.kind(i) == "prep" and sentence.kind(i + 1) == "date":
        i += 2
    if sentence.word(i) == "in" and sentence.kind(i + 1) == "np":
        if names_place(sentence, i + 1, entities):
            return noun_phrase(sentence, i + 1)
    return None


_OF_SUBJECT = frozenset({"concept.subject", "concept.list_subject", "concept.goes_on"})
"""Concepts that are the subject of the figure's verb, or were of the one before."""


def opening_place(sentence: Sentence, position: int) -> Span | None:
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
    named = head.tag_ in {"NNP", "NNPS"} or head.lower_ in {
        "segment",
        "division",
        "business",
        "region",
    }
    return noun_phrase(sentence, i + 1) if named else None


def last_mention(span: Span, entities: Entities) -> Span | None:
    """The last name in a lead-in or heading (`P2 Pro Specifications`)."""
    inside = [m for record in entities.records for m in record.mentions if span.covers(m)]
    return max(inside, default=None)


def speaker_of(sentence: Sentence, entities: Entities) -> Span | None:
    """`We are past the peak: capex will be 17%`: who says `we` speaks of what is theirs."""
    for i, phrase in enumerate(sentence.phrases):
        if phrase.kind == "pronoun" and sentence.word(i) == "we":
            span = noun_phrase(sentence, i)
            return span if span is not None and entities.at(span) is not None else None
    return None


def nearest_issuer(offset: int, entities: Entities) -> Span | None:
    """The issuer's last mention before the offset, else its first; None without an issuer."""
    return nearest_mention(entities.issuer, offset) if entities.issuer else None


def nearest_protagonist(offset: int, entities: Entities) -> Span | None:
    """As `nearest_issuer`, of whom the release is about: it owns what nobody else does."""
    record = entities.protagonist or entities.issuer
    return nearest_mention(record, offset) if record else None


def nearest_mention(record: Entity, offset: int) -> Span:
    """The last mention before an offset that is no pronoun, else the first."""
    mentions = [mention for mention in record.mentions if mention not in record.pronouns]
    if not mentions:
        return record.span
    place = bisect_right([m.start for m in mentions], offset)
    return mentions[place - 1] if place else mentions[0]


def _participle(sentence: Sentence, verb: int) -> bool:
    return sentence.doc[sentence.phrases[verb].start].tag_ in {"VBG", "VBN"}


def _tokens(sentence: Sentence, position: int) -> tuple[int, int]:
    phrase = sentence.phrases[position]
    return phrase.start, phrase.end
