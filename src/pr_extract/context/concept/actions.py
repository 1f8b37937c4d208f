"""Measures of what somebody does: how long, how far, how fast."""

from __future__ import annotations

from pr_extract.context.concept.parts import (
    TIME_UNITS,
    intransitive,
    is_copula,
    subject_span,
    verb_phrase,
)
from pr_extract.context.concept.site import Site
from pr_extract.context.noun_classes import is_abstract_noun
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, is_container
from pr_extract.context.words import role_words
from pr_extract.quantities import Quantity
from pr_extract.source import Span


def doing(site: Site) -> Term | None:
    """`can roll off a large excavator in about 17 minutes`: the time of an action."""
    sentence = site.sentence
    if site.figure.kind != "measurement" or site.figure.unit not in TIME_UNITS:
        return None
    link = site.position - 1
    if sentence.word(link) == "of" and is_container(sentence, link - 1):
        link -= 2  # sat on the market for an average of 46 days
    if sentence.word(link) not in _DURING or site.change.role != "level":
        return None
    verb = verb_left_of(sentence, site.position, commas=0)
    if verb < 0:
        return _opening_time(site)
    between = [(at, figure) for at, figure, _ in site.before if verb < at]
    if len(between) == 1 and between[0][1].kind in {"measurement", "count"}:
        at = between[0][0]  # hit 60 mph in 3.7 seconds, train 12,000 residents over three years
        if set(sentence.kinds[verb + 1 : at]) <= {"det"} and site.position == at + 2:
            span = sentence.chars(sentence.phrases[verb].start, sentence.phrases[at].end)
            start = verb_phrase(sentence, verb).start
            return Term(Span(start, span.end), subject_span(site, verb), "concept.action")
    if between and not _takes_as_long(site, link, between):
        return None  # $450,000 over three years
    past = sentence.kinds[verb + 1 : site.position]
    if is_copula(sentence, verb) and past in {("adj", "prep"), ("prep",)}:
        # a replay will be available for seven days, the mandate is for six months
        return Term(subject_span(site, verb), None, "concept.state")
    return Term(_done(sentence, verb, link), subject_span(site, verb), "concept.action")


def _takes_as_long(site: Site, link: int, between: list[tuple[int, Quantity]]) -> bool:
    """`went from 48 to 71 percent in 18 months`, `repaid $120 million in two years`."""
    word = site.sentence.word(link)
    paid = any(figure.kind == "money" for _, figure in between)
    if any(figure.kind == "multiple" for _, figure in between):
        return False  # a response twice that of placebo in four months
    return word in {"in", "within"} or (word == "over" and not paid)


def _done(sentence: Sentence, verb: int, link: int) -> Span:
    """The action as far as the time: `trains a new version of the system` in four weeks."""
    end = link - 1
    while sentence.kind(end) in {"adv", "prep", "date", "cc", "basis"}:
        end -= 1
    action = verb_phrase(sentence, verb)
    said = sentence.phrases[verb : end + 1]
    if any(phrase.kind in _CUTS for phrase in said) or end <= verb:
        return action
    if sentence.doc[sentence.phrases[end].end - 1].i - sentence.phrases[verb].start > _LONGEST:
        return action
    return Span(action.start, sentence.chars(said[-1].start, said[-1].end).end)


_CUTS = frozenset({"comma", "rel", "sub", "open", "colon", "dash", "quote", "date"})
_LONGEST = 12  # words of an action


_DURING = frozenset({"in", "within", "for", "over", "after"})


def _opening_time(site: Site) -> Term | None:
    """`For nearly 50 years, the foundation has been inspiring philanthropy`."""
    sentence = site.sentence
    if site.position > 2 or sentence.kind(site.position + 1) != "comma":
        return None
    if "vp" not in sentence.kinds[site.position :]:
        return None
    verb = sentence.kinds.index("vp", site.position)
    return Term(verb_phrase(sentence, verb), subject_span(site, verb), "concept.action_to_come")


def takes_time(site: Site) -> Term | None:
    """`it took us three to five hours to finish one declaration`: the time of an action."""
    sentence = site.sentence
    verb = verb_left_of(sentence, site.position, commas=0)
    following = site.position + 1
    if site.figure.kind not in {"measurement", "money"} or verb < 0:
        return None
    if sentence.words(sentence.phrases[verb])[-1] not in role_words("time_verb"):
        return None
    if sentence.kind(following) != "vp" or not sentence.word(following).startswith("to "):
        return None
    return Term(verb_phrase(sentence, following), subject_span(site, verb), "concept.takes_time")


def acting(site: Site) -> Term | None:
    """`she arrived two hours early`, `the tanks entered 400 metres into the field`: the action."""
    sentence = site.sentence
    if site.figure.kind != "measurement" or site.change.role != "level" or site.change.direction:
        return None
    verb = verb_left_of(sentence, site.position, commas=0)
    if verb < 0 or is_copula(sentence, verb) or any(verb < at for at, _, _ in site.before):
        return None
    if set(sentence.words(sentence.phrases[verb])) & _HAVING or not _acts(site, verb):
        return None
    end = site.position - 1
    while end > verb and sentence.kind(end) in {"prep", "det", "adj", "adv"}:
        end -= 1
    if sentence.kind(end) not in {"vp", "np"} or is_container(sentence, end):
        return None
    if _extends(site, verb):
        return Term(None, subject_span(site, verb), "concept.thing_itself")
    start = verb_phrase(sentence, verb).start
    done = sentence.chars(sentence.phrases[end].start, sentence.phrases[end].end)
    return Term(Span(start, done.end), subject_span(site, verb), "concept.acting")


def superlative(site: Site) -> Term | None:
    """`the highest for 40 years`, `its lowest rate in two years`: the time that it is so."""
    sentence, noun = site.sentence, site.position - 2
    if site.figure.unit not in TIME_UNITS or sentence.word(noun + 1) not in {"for", "in"}:
        return None
    if noun < 0 or sentence.kind(noun) not in {"adj", "np"} or site.change.role != "level":
        return None
    phrase = sentence.phrases[noun]
    best = [i for i in range(phrase.start, phrase.end) if sentence.doc[i].tag_ in {"JJS", "RBS"}]
    if not best:
        return None
    return Term(sentence.chars(best[0], phrase.end), None, "concept.superlative")


def acting_sum(site: Site) -> Term | None:
    """`has appealed for $88 million`, `lost $2 million`: no noun names the sum, but the verb."""
    sentence = site.sentence
    verb = verb_left_of(sentence, site.position, commas=0)
    if site.figure.kind != "money" or site.change.rule != "change.none" or verb < 0:
        return None
    words = sentence.words(sentence.phrases[verb])
    between = set(sentence.kinds[verb + 1 : site.position])
    if not between <= {"prep", "adv", "det"} or words[-1] not in role_words("sum_verb"):
        return None
    owner = subject_span(site, verb)
    return Term(verb_phrase(sentence, verb, bare=True), owner, "concept.acting_sum")


def thing_itself(site: Site) -> Term | None:
    """`the panel peaks at 3,000 nits`, `the tanker averaged 14 knots`: of the thing, of its run."""
    sentence = site.sentence
    if site.figure.kind != "measurement" or site.change.rule != "change.none":
        return None
    verb = verb_left_of(sentence, site.position, commas=0)
    if verb < 0 or is_copula(sentence, verb) or not intransitive(sentence, verb):
        return None
    between = set(sentence.kinds[verb + 1 : site.position])
    subject = subject_of(sentence, verb)
    if subject < 0 or not between <= {"prep", "adv", "det"} or not _is_thing(site, subject):
        return None
    owner = subject_span(site, verb)
    if site.figure.unit in TIME_UNITS:
        return None  # the course lasts six weeks
    if site.figure.unit.endswith(_SPEEDS):
        return Term(verb_phrase(sentence, verb, bare=True), owner, "concept.acting")
    return Term(None, owner, "concept.thing_itself")


_SPEEDS = ("_per_hour", "_per_second", "_per_gallon", "knot")


def how_often(site: Site) -> Term | None:
    """`has lifted its rate 11 times`: what was done so often."""
    sentence = site.sentence
    verb = verb_left_of(sentence, site.position, commas=0)
    if verb < 0 or is_copula(sentence, verb) or any(verb < at for at, _, _ in site.before):
        return None
    beside = sentence.kind(site.position - 1) in {"vp", "np", "adv"}
    if not beside or site.change.role != "level":
        return None
    return Term(verb_phrase(sentence, verb), subject_span(site, verb), "concept.how_often")


_HAVING = frozenset({"has", "have", "had", "having", "includes", "include", "included", "offers"})


def _extends(site: Site, verb: int) -> bool:
    """`the gardens cover 900 hectares`, `the cable runs 29 miles`: nobody goes so far."""
    if site.figure.unit in {"acre", "hectare"} or site.figure.unit.startswith("square_"):
        return True
    return not role_words("extent_verb").isdisjoint(
        site.sentence.words(site.sentence.phrases[verb])
    )


def _acts(site: Site, verb: int) -> bool:
    """Whether the subject does something itself: someone or a thing, no act and no measure."""
    sentence = site.sentence
    subject = subject_of(sentence, verb)
    if subject < 0 or sentence.kind(subject) not in {"np", "pronoun"}:
        return False
    if sentence.word(subject) in {"it", "they"} and site.previous is not None:
        return sentence.words(sentence.phrases[verb])[-1] not in role_words("level_verb")
    if sentence.kind(subject) == "pronoun" or site.names(subject):
        return True
    return _is_thing(site, subject)


def _is_thing(site: Site, subject: int) -> bool:
    """A common noun that is no act, no quality and no measure."""
    sentence = site.sentence
    if sentence.kind(subject) != "np" or site.names(subject):
        return False
    head = sentence.doc[sentence.phrases[subject].head].lower_
    measures = role_words("measure_noun") | role_words("object_noun") | role_words("dimension")
    return not is_abstract_noun(head) and head not in measures
