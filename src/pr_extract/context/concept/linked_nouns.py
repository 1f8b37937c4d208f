"""Concepts by the noun before the figure and what links it: `sales of $5 million`."""

from __future__ import annotations

from pr_extract.context.concept.change_nouns import around_change_noun
from pr_extract.context.concept.parts import of_head
from pr_extract.context.concept.site import Site, copied
from pr_extract.context.concept.verbs import by_verb_at
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import verb_left_of
from pr_extract.context.terms import Term, is_container, noun_phrase, read_term
from pr_extract.context.words import role_words
from pr_extract.source import Span


def noun_before(site: Site) -> Term | None:
    """`an investment of 41 billion yuan`, `ROE at 20%`, `a contract for $5 million`."""
    position = site.position
    while site.sentence.word(position - 1) in {"plus", "or", "minus"}:
        position -= 1  # a margin of error of plus or minus 2.8 points
    return _noun_before_at(site, position)


_NOUN_LINKS = frozenset(
    {"of", "at", "above", "below", "for", "to", "from", "by", "with", "in", "between"}
)


def _noun_before_at(site: Site, position: int, *, ranged: bool = False) -> Term | None:
    sentence = site.sentence
    if site.change.rule == "change.at_a_rate":
        return None  # GDP grew at an annual rate of 2.4%
    i = position - 1
    while sentence.kind(i) in {"adv", "det", "adj", "dash"} and sentence.word(i) != "worth":
        i -= 1
    if sentence.word(i) == "worth" or _sums_up(sentence, i):
        return _summed(site, i - 1)
    if sentence.kind(i) != "prep" or sentence.word(i) not in _NOUN_LINKS:
        return None
    word = sentence.word(i)
    j = i - 1
    while sentence.kind(j) in {"date", "basis"} or (
        sentence.kind(j) == "prep" and sentence.kind(j + 1) == "date"
    ):
        j -= 1
    if sentence.kind(j) == "close":  # Gross Marketplace Value (GMV) of
        while j >= 0 and sentence.kind(j) != "open":
            j -= 1
        j -= 1
    while sentence.word(j - 1) == "per" and sentence.kind(j - 2) == "np":
        j -= 2  # earnings per share of $0.11
    if sentence.kind(j) == "figure" and word == "of" and site.figure.kind == "measurement":
        return Term(None, noun_phrase(sentence, j), "concept.size_of_counted")
    if sentence.kind(j) != "np":
        return None
    if word == "of" and sentence.word(j - 1) == "at" and sentence.kind(j - 2) == "np":
        if sentence.doc[sentence.phrases[j].head].lower_ in {"rate", "pace"}:
            j -= 2  # inflation at the rate of 2 percent
    estimated = _estimated(sentence, i) if word == "at" else -1
    if estimated >= 0:
        term = read_term(sentence, estimated, site.entities)
        return Term(term.concept, term.owner, "concept.estimated", term.weak)
    if word in {"of", "at"} and (is_container(sentence, j) or _at_a_value(sentence, j)):
        inner = _noun_before_at(site, j, ranged=True) or by_verb_at(site, j)
        held = inner is None and sentence.word(j - 1) in {"has", "have", "had", "with", "offers"}
        return Term(noun_phrase(sentence, j), None, "concept.container") if held else inner
    if sentence.doc[sentence.phrases[j].head].lower_ == "change":
        return around_change_noun(site, sentence, j, "concept.neutral_change")
    if ranged and word == "in" and sentence.kind(j - 1) != "vp":
        term = read_term(sentence, j, site.entities)
        return Term(term.concept, term.owner, "concept.noun_in_range", term.weak)
    if word == "in" and site.change.role == "share" and verb_left_of(sentence, j) < 0:
        term = read_term(sentence, j, site.entities)  # Women in 38% of posts
        return Term(term.concept, term.owner, "concept.in_share", term.weak)
    deal = word == "for" and (
        sentence.doc[sentence.phrases[of_head(sentence, j)].head].lower_ in role_words("deal_noun")
    )
    if (
        word in {"of", "at", "above", "below"}
        or deal
        or (word == "for" and verb_left_of(sentence, j) < 0)
    ):
        head = of_head(sentence, j, sum_of=word == "of")
        if site.before and (_earlier_forecast(sentence, head) or _stands_in(sentence, head)):
            return copied(site.before[-1][2], "concept.earlier_forecast")
        if deal and sentence.word(head + 1) == "of" and sentence.kind(head + 2) == "np":
            paid_for = read_term(sentence, head + 2, site.entities, follow=False)
            return Term(paid_for.concept, paid_for.owner, "concept.paid_for")
        term = read_term(sentence, head, site.entities)
        concept = _joined_before(sentence, head, term.concept) if word == "of" else term.concept
        return Term(concept, term.owner, "concept.noun_before", term.weak)
    return None


def _earlier_forecast(sentence: Sentence, position: int) -> bool:
    """`compared with a previous forecast of $6.00`: of what is expected now."""
    phrase = sentence.phrases[position]
    words = sentence.words(phrase)
    earlier = not {"previous", "prior", "earlier", "original"}.isdisjoint(words)
    return earlier and sentence.doc[phrase.head].lower_ in role_words("forecast_noun")


def _stands_in(sentence: Sentence, position: int) -> bool:
    """`up from a forecast of 4.25%`, `below estimates of $1.20 billion`: of the same thing."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj"}:
        i -= 1
    compared = sentence.word(i) in {"from", "below", "above", "versus", "than", "against"} or (
        sentence.word(i) in {"with", "to"} and sentence.word(i - 1).endswith("compared")
    )
    return compared and sentence.doc[sentence.phrases[position].head].lower_ in role_words(
        "forecast_noun"
    )


def _joined_before(sentence: Sentence, position: int, concept: Span | None) -> Span | None:
    """`cash and marketable securities of $5 million`: one sum of both."""
    first = position
    while sentence.kind(first - 1) in {"cc", "comma"} and sentence.kind(first - 2) == "np":
        first -= 2
    if first == position or concept is None or sentence.kind(position - 1) != "cc":
        return concept
    opening = sentence.phrases[first]
    bare = sentence.doc[opening.start].tag_ in {"NN", "NNS", "JJ"}
    bare = bare and sentence.doc[sentence.phrases[position].head].tag_ == "NNS"
    held = sentence.kind(first - 1) in {"vp", "prep", None}
    start = sentence.chars(opening.start, opening.end).start
    return Span(start, concept.end) if bare and held else concept


def _at_a_value(sentence: Sentence, position: int) -> bool:
    """`assets stood at a value of $5 million`; but `contracts with a value of $5 million`."""
    return sentence.word(position) == "a value" and sentence.word(position - 1) == "at"


def _estimated(sentence: Sentence, link: int) -> int:
    """`sources put exports through the port at 100,000 barrels`: the object of the verb; -1."""
    verb = verb_left_of(sentence, link, commas=0)
    if verb < 0 or sentence.kind(verb + 1) != "np":
        return -1
    word = sentence.words(sentence.phrases[verb])[-1]
    return verb + 1 if word in role_words("estimating_verb") else -1


def _sums_up(sentence: Sentence, position: int) -> bool:
    """`grants totaling $5 million`, `a deal valued at $5 million`: right behind what it sums up."""
    i = position
    if sentence.kind(i) == "prep" and sentence.word(i) in {"at", "to", "from", "between"}:
        i -= 1
    return (
        sentence.kind(i) == "vp"
        and sentence.word(i) in role_words("sum_participle")
        and sentence.kind(i - 1) in {"np", "figure"}
    )


def _summed(site: Site, position: int) -> Term | None:
    """What is summed up by the participle, or by `worth`, after the phrase at a position."""
    sentence = site.sentence
    i = position + 1 if sentence.kind(position + 1) == "vp" else position
    if sentence.kind(i) == "vp":
        i -= 1
    inner = sentence.kind(i - 1) == "prep" and sentence.kind(i - 2) == "np"
    if sentence.kind(i) == "figure" and inner:
        i -= 2  # investment costs for 2 sites ranging from
    if sentence.kind(i) == "figure":
        counted = next((c for at, _, c in site.before if at == i), None)
        return copied(counted, "concept.summed") if counted else None
    if sentence.kind(i) != "np":
        return None
    head = of_head(sentence, i, sum_of=True)
    while sentence.kind(head - 2) == "np" and (
        sentence.word(head - 1) == "by"
        or (sentence.word(head - 1) == "with" and site.names(head))  # a deal with Orr Capital
    ):
        head = of_head(sentence, head - 2)
    term = read_term(sentence, head, site.entities, follow=False)
    return Term(term.concept, term.owner, "concept.summed", term.weak)
