"""Concepts by the verb: its subject, its object, the action itself."""

from __future__ import annotations

from pr_extract.context.change.words import direction_at, left_of
from pr_extract.context.concept.labels import introduced_concept
from pr_extract.context.concept.parts import (
    entity_subject,
    intransitive,
    is_copula,
    is_share_verb,
    object_between,
    verb_phrase,
)
from pr_extract.context.concept.site import Site, copied
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, is_container, noun_phrase, read_term, split_phrase
from pr_extract.context.words import role_words
from pr_extract.source import Span


def share_object(site: Site) -> Term | None:
    """`has hedged 76% of its jet fuel`: the part of the thing that the verb takes."""
    sentence = site.sentence
    if site.change.role != "share":
        return None
    if sentence.word(site.position + 1) != "of":
        return _taken_of_which(site)
    i = site.position - 1
    while sentence.kind(i) in {"det", "adv", "adj"}:
        i -= 1
    if sentence.kind(i) != "vp" or is_share_verb(sentence, i) or intransitive(sentence, i):
        return None
    if sentence.words(sentence.phrases[i])[-1] in role_words("saying_verb"):
        return None  # officials say about 1% of the pupils have asthma
    j = site.position + 2
    if sentence.kind(j) == "pronoun":  # received less than a fifth of it
        return Term(verb_phrase(sentence, i, bare=True), None, "concept.share_taken")
    if sentence.kind(j) != "np":
        return None
    term = read_term(sentence, j, site.entities)
    return Term(term.concept, term.owner, "concept.share_object", term.weak)


def _taken_of_which(site: Site) -> Term | None:
    """`5,000 calls, of which we have completed two-thirds`: what is done with the part."""
    sentence, verb = site.sentence, site.position - 1
    opened = verb - 2
    if sentence.kind(verb) != "vp" or sentence.word(opened) not in {"which", "whom"}:
        return None
    if sentence.word(opened - 1) != "of":
        return None
    return Term(verb_phrase(sentence, verb, bare=True), None, "concept.share_taken")


def added_to(site: Site) -> Term | None:
    """`adding around $9 billion to its market value`: what it is added to."""
    sentence, verb = site.sentence, site.position - 1
    if sentence.kind(verb) != "vp" or sentence.word(site.position + 1) != "to":
        return None
    adds = sentence.words(sentence.phrases[verb])[-1] in {"add", "adds", "added", "adding"}
    if not adds or sentence.kind(site.position + 2) != "np" or site.names(site.position + 2):
        return None
    term = read_term(sentence, site.position + 2, site.entities)
    return Term(term.concept, term.owner, "concept.added_to", term.weak)


def by_verb(site: Site) -> Term | None:
    """The subject of `revenue rose 5%`, the object of `cut its costs by 5%`."""
    return by_verb_at(site, site.position)


def names_itself(site: Site) -> Term | None:
    """`$3.5 million is a penalty`: the figure is the subject, its noun the predicate."""
    sentence = site.sentence
    verb = site.position + 1
    if site.figure.kind != "money" or sentence.kind(verb) != "vp" or not is_copula(sentence, verb):
        return None
    if sentence.kind(verb + 1) != "np":
        return None
    term = read_term(sentence, verb + 1, site.entities, follow=False)
    return Term(term.concept, term.owner, "concept.predicate_noun")


def by_verb_at(site: Site, position: int) -> Term | None:
    """As `by_verb`, for what stands at a position in the figure's place (`an average of`)."""
    sentence = site.sentence
    anchor = site.change.anchor
    use_anchor = 0 <= anchor < position and sentence.kind(anchor) == "vp"
    verb = anchor if use_anchor else verb_left_of(sentence, position)
    if verb < 0:
        return None
    nearest = site.before[-1][0] if site.before else -1
    if _goes_on_after(site, verb, nearest) or _parts_before(site, verb, nearest):
        return copied(site.before[-1][2], "concept.participle", weak=True)
    if site.change.rule == "change.adverb" and site.before and sentence.kind(verb - 1) == "rel":
        if sentence.kind(anchor - 1) == "comma":
            return None  # 1.9 million were paid in the week that ended Aug. 10, up 2.3%
    object_at = object_between(sentence, verb, position)
    if site.change.rule == "change.by" and direction_at(sentence, verb, ("by",)):
        return _compared_subject(site, verb)
    if object_at >= 0:
        if direction_at(sentence, verb, ("verb",)) or _gives_price(sentence, object_at, position):
            term = read_term(sentence, object_at, site.entities)
            return Term(term.concept, term.owner, "concept.object", term.weak)
    if _reduced_relative(sentence, verb, position):
        term = read_term(sentence, verb - 1, site.entities, follow=False)
        return Term(term.concept, term.owner, "concept.reduced_relative")
    subject = subject_of(sentence, verb)
    if nearest > verb and object_at < 0:  # a figure stands between: the statement goes on
        return None
    if subject < 0 or sentence.kind(subject) == "figure":
        return _participle_of_previous(site)
    if sentence.word(subject) == "they":
        subject = _meant_by_they(site, subject)
    if sentence.kind(subject) in {"pronoun", "det"}:
        meant = site.heard if sentence.word(subject) in {"it", "they"} and not site.before else None
        told = intransitive(sentence, verb) and object_at < 0
        return Term(meant, None, "concept.antecedent") if meant and told else None
    if site.last is not None and _expects(site, subject):
        return copied(site.last, "concept.expected")
    told = intransitive(sentence, verb) or site.figure.kind == "multiple"
    told = told or _happens(site, verb, position) or _loses_part(site, verb)
    told = told or _bounded(site, verb) or _loses_price(site, verb)
    told = told or (site.change.role == "share" and _is_the_part(site, verb))
    if object_at < 0 and told:
        if is_share_verb(sentence, verb) and site.change.role == "share":
            return _share_subject(site, subject)
        term = read_term(sentence, subject, site.entities, subject=True)
        if site.names(subject) and term.owner is None:
            return entity_subject(site, subject)
        first = sentence.doc[sentence.phrases[subject].start]
        if first.lower_ in {"this", "these", "such"} and site.last and site.last.concept:
            return copied(site.last, "concept.anaphora")
        if first.lower_ in {"this", "these"} and site.heard and not site.before:
            return Term(site.heard, None, "concept.anaphora")  # This sector increased by 11%
        listed = _list_subject(sentence, subject, verb)
        if listed is not None:
            return Term(listed, None, "concept.list_subject")
        return Term(term.concept, term.owner, "concept.subject", term.weak)
    return None


def _expects(site: Site, subject: int) -> bool:
    """`Analysts were looking for $6.12`: of what the sentence before was about."""
    if site.before or site.figure.kind not in {"money", "percentage"}:
        return False
    head = site.sentence.doc[site.sentence.phrases[subject].head]
    return head.lower_ in role_words("forecaster")


def _goes_on_after(site: Site, verb: int, nearest: int) -> bool:
    """`leverage of 3.2x when the deal closes, falling below 2.5x`: not what the deal does."""
    sentence = site.sentence
    participle = sentence.doc[sentence.phrases[verb].start].tag_ == "VBG"
    if not participle or nearest < 0 or sentence.kind(verb - 1) != "comma":
        return False
    between = range(nearest + 1, verb)
    return any(sentence.kind(i) == "sub" or sentence.word(i) == "when" for i in between)


def _parts_before(site: Site, verb: int, nearest: int) -> bool:
    """`into 2.3 million shares, corresponding to 9.1% of the capital`: the shares are the part."""
    sentence = site.sentence
    participle = sentence.doc[sentence.phrases[verb].start].tag_ == "VBG"
    if not participle or nearest < 0 or sentence.kind(verb - 1) != "comma":
        return False
    counted = site.before[-1][1].kind == "count" and site.change.role == "share"
    return counted and all(sentence.kind(i) == "np" for i in range(nearest + 1, verb - 1))


def _compared_subject(site: Site, verb: int) -> Term | None:
    """`orders exceeded the plan by 18%`: what lay above, not what it is compared with."""
    subject = subject_of(site.sentence, verb)
    if subject < 0 or site.sentence.kind(subject) != "np":
        return None
    term = read_term(site.sentence, subject, site.entities, subject=True)
    return Term(term.concept, term.owner, "concept.subject", term.weak)


def _meant_by_they(site: Site, pronoun: int) -> int:
    """`Reefer volumes went the other way: they shrank 5 percent`: the clause before is about it."""
    sentence = site.sentence
    verbs = [i for i in range(pronoun) if sentence.kind(i) == "vp"]
    earlier = subject_of(sentence, verbs[0]) if verbs else -1
    nameless = earlier >= 0 and sentence.kind(earlier) == "np" and not site.names(earlier)
    return earlier if nameless else pronoun


def _loses_part(site: Site, verb: int) -> bool:
    """`the share price has lost a third of its value`."""
    if site.figure.kind not in {"ratio", "percentage"} or site.change.role != "change":
        return False
    return site.sentence.words(site.sentence.phrases[verb])[-1] in role_words("part_loss_verb")


def _loses_price(site: Site, verb: int) -> bool:
    """`crude lost $2.07 to $77.12`: a price moves, where a sum would be somebody's loss."""
    words = site.sentence.words(site.sentence.phrases[verb])
    moved = site.figure.kind == "money" and site.change.role == "change"
    return moved and words[-1] in role_words("part_loss_verb")


def _bounded(site: Site, verb: int) -> bool:
    """`capital spending should not exceed $40 million`: the verb is the figure's bound."""
    if site.position != verb + 1:
        return False
    words = site.sentence.words(site.sentence.phrases[site.position])
    return not role_words("bound_verb").isdisjoint(words[:2])


def _happens(site: Site, verb: int, position: int) -> bool:
    """`adverse events occurred in 4% of patients`: a verb without object, of a nameless subject."""
    if site.figure.kind == "count" or site.sentence.kind(position - 1) != "prep":
        return False
    subject = subject_of(site.sentence, verb)
    acts = role_words("agent_verb") | role_words("sum_verb")
    agent = site.sentence.word(verb).split()[-1] in acts
    return subject >= 0 and not agent and position - verb <= 3 and not site.names(subject)


def _is_the_part(site: Site, verb: int) -> bool:
    """`Wind supplied 43% of the power`; but `the family owns 51% of the company`."""
    supplies = role_words("supply_verb") & set(site.sentence.words(site.sentence.phrases[verb]))
    return bool(supplies) and left_of(site.sentence, site.position) == verb


def _list_subject(sentence: Sentence, subject: int, verb: int) -> Span | None:
    """`Cash, cash equivalents and marketable securities were $211 million`: all of them."""
    first, last = subject, verb - 1
    members = {"np", "adj"}
    while sentence.kind(first - 1) in {"comma", "cc"} and (
        sentence.kind(first - 2) in members or _lone_gerund(sentence, first - 2)
    ):
        first -= 2
    kinds = [sentence.kind(i) for i in range(first, last + 1)]
    if kinds[1:] == ["comma", "np"] and _opens_list(sentence, first, last):
        # selling, general and administrative expenses
        return sentence.chars(sentence.phrases[first].start, sentence.phrases[last].end)
    if sentence.kind(last) != "np" or sentence.kind(last - 1) != "cc":
        return None
    if not set(kinds) <= {*members, "comma", "cc", "vp"} or sentence.kind(first - 1) == "prep":
        return None
    start = sentence.phrases[first].start
    while sentence.doc[start].tag_ in {"DT", "PRP$"}:
        start += 1
    return sentence.chars(start, sentence.phrases[last].end)


def _opens_list(sentence: Sentence, first: int, last: int) -> bool:
    """One word, a comma, and a noun phrase with `and` in it."""
    alone = sentence.phrases[first].end - sentence.phrases[first].start == 1
    joined = "and" in sentence.words(sentence.phrases[last])
    return alone and joined and sentence.kind(first - 1) in {None, "stop"}


def _lone_gerund(sentence: Sentence, position: int) -> bool:
    if sentence.kind(position) != "vp":
        return False
    phrase = sentence.phrases[position]
    return phrase.end - phrase.start == 1 and sentence.doc[phrase.start].tag_ == "VBG"


def _reduced_relative(sentence: Sentence, verb: int, position: int) -> bool:
    """`insulin costs capped at $35`: a lone participle between its noun and the figure."""
    phrase = sentence.phrases[verb]
    return (
        phrase.end - phrase.start == 1
        and sentence.doc[phrase.start].tag_ == "VBN"
        and sentence.kind(verb - 1) == "np"
        and position - verb <= 2
        and not direction_at(sentence, verb, ("verb",))
        and not {sentence.word(verb)} & role_words("level_verb")
    )


def _share_subject(site: Site, subject: int) -> Term:
    """`NEV output …, accounting for 74% of production`: the subject is the part, or owns it."""
    span = noun_phrase(site.sentence, subject)
    if site.names(subject):
        concept: Span | None = None
        if site.sentence.word(site.position + 1) == "of":
            if site.sentence.kind(site.position + 2) == "np":
                concept, _ = split_phrase(site.sentence, site.position + 2, site.entities)
        return Term(concept, span, "concept.share_owner")
    term = read_term(site.sentence, subject, site.entities)
    return Term(term.concept, term.owner, "concept.subject", term.weak)


def _participle_of_previous(site: Site) -> Term | None:
    if site.before:
        return copied(site.before[-1][2], "concept.participle", weak=True)
    return None


def _gives_price(sentence: Sentence, object_at: int, position: int) -> bool:
    """`sold the building for $3 million`, `kept costs at 5%`, `takes investment to $16 billion`."""
    i = position - 1
    while sentence.kind(i) in {"adv", "det", "adj"}:
        i -= 1
    if sentence.kind(i) == "np" and is_container(sentence, i):
        i = i - 1
    return sentence.word(i) in {"for", "at", "to", "of", "by"} and i > object_at


def introduced(site: Site) -> Term | None:
    """`Mackinac County led with $309 million`, under `Top counties by visitor spending:`."""
    if site.figure.kind not in {"money", "percentage"}:
        return None
    verb = verb_left_of(site.sentence, site.position)
    subject = subject_of(site.sentence, verb) if verb >= 0 else -1
    if subject < 0 or not site.names(subject):
        return None
    concept = introduced_concept(site)
    owner = noun_phrase(site.sentence, subject)
    return Term(concept, owner, "concept.introduced") if concept else None


def main_object(site: Site) -> Term | None:
    """`will acquire its interest, with the seller receiving $2 billion`: the thing paid for."""
    if site.figure.kind != "money":
        return None
    sentence = site.sentence
    for verb in range(site.position):
        if sentence.kind(verb) == "vp":
            thing = object_between(sentence, verb, site.position)
            if thing >= 0:
                term = read_term(sentence, thing, site.entities)
                return Term(term.concept, term.owner, "concept.main_object", term.weak)
    return None
