"""Concepts by the noun beside the figure: after it, in apposition, or modified by it."""

from __future__ import annotations

from pr_extract.context.concept.linked_nouns import noun_before
from pr_extract.context.concept.parts import (
    TIME_UNITS,
    gerund,
    intransitive,
    is_copula,
    is_place,
    level_subject,
    of_head,
    verb_phrase,
)
from pr_extract.context.concept.site import Site, copied
from pr_extract.context.noun_classes import is_person_noun
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, is_container, noun_phrase, read_term
from pr_extract.context.words import role_words
from pr_extract.source import Span


def modified(site: Site) -> Term | None:
    """`a 19.7% equity interest`, `the $6 billion investment`, `a five-year capital plan`."""
    sentence = site.sentence
    i = site.position + 1
    if (
        sentence.kind(i) == "comma"
        and sentence.kind(i + 1) == "figure"
        and (sentence.kind(i + 2) == "np" and site.figure.kind in {"money", "measurement"})
    ):  # the $87 billion, five-year capital plan
        span = sentence.chars(sentence.phrases[i + 1].start, sentence.phrases[i + 2].end)
        if "-" in sentence.word(i + 1):
            return Term(span, None, "concept.modified_pair")
    while sentence.kind(i) in {"adj", "dash"}:
        i += 1
    if sentence.kind(i) != "np" or site.change.rule in {"change.to", "change.by"}:
        return None
    if site.change.rule in {"change.before_noun", "change.noun_of"}:
        return None
    if site.figure.kind == "multiple" and site.change.role == "level":
        return None  # 11.4 times adjusted EBITDA
    if site.figure.kind == "multiple" and sentence.kind(site.position - 1) == "vp":
        if is_copula(sentence, site.position - 1):
            return None  # the rate is twice the national rate
    if i != site.position + 1 and sentence.kind(site.position + 1) == "dash":
        return None
    if site.figure.kind == "money" and sentence.doc[sentence.phrases[i].start].tag_ == "DT":
        return None  # £9 million a season
    term = read_term(sentence, i, site.entities)
    head = sentence.doc[sentence.phrases[i].head].lower_
    sized = head in role_words("dimension") and sentence.word(i + 1) != "of"  # a 300-mile range
    holds = is_container(sentence, i) and not sized
    if holds or _mistagged_verb_after(site, i) or _contact_clause(site, i):
        return None
    if _sizes_a_thing(site, i) or _is_age(site):
        return Term(None, noun_phrase(sentence, i), "concept.sized_thing")
    if site.before and _is_yardstick(site, i):
        return copied(site.before[-1][2], "concept.yardstick")
    if sentence.kind(site.position - 1) == "open" and sentence.kind(site.position - 2) == "np":
        owner = term.owner or noun_phrase(sentence, site.position - 2)
        return Term(term.concept, owner, "concept.modified_in_bracket")
    if site.change.role == "share":
        return Term(term.concept, None, "concept.modified_share")
    return Term(term.concept, term.owner, "concept.modified", term.weak)


def _is_age(site: Site) -> bool:
    """`his 26-year-old son`."""
    return site.figure.kind == "measurement" and site.figure.span.of(site.sentence.text).endswith(
        "old"
    )


def _is_yardstick(site: Site, position: int) -> bool:
    """`inflation was 6.3%, well above the 2% goal`: the goal for it."""
    sentence = site.sentence
    head = sentence.doc[sentence.phrases[position].head].lower_
    i = site.position - 1
    while sentence.kind(i) in {"det", "adj"}:
        i -= 1
    compared = sentence.word(i) in {"below", "above", "against", "versus", "than", "of"}
    return compared and head in role_words("forecast_noun")


def age(site: Site) -> Term | None:
    """`Jan Orr, 51, said`, `the 27-year-old is`: how old someone is has no other concept."""
    sentence = site.sentence
    if site.figure.kind != "measurement" or site.figure.unit != "year":
        return None
    noun = site.position - 2
    if site.figure.span.of(sentence.text).isdigit():
        aside = sentence.kind(site.position - 1) == sentence.kind(site.position + 1) == "comma"
        named = aside and sentence.kind(noun) == "np"
        return Term(None, noun_phrase(sentence, noun), "concept.age") if named else None
    if sentence.text[site.figure.span.end :][:4].lower() in {"-old", " old"} or _is_age(site):
        noun = site.position + 1
        owner = noun_phrase(sentence, noun) if sentence.kind(noun) == "np" else None
        return Term(None, owner, "concept.age")
    return None


def _contact_clause(site: Site, position: int) -> bool:
    """`beating the 2.7% analysts had expected`: what follows says who expected it."""
    sentence = site.sentence
    if site.figure.kind not in {"percentage", "money"} or sentence.kind(position + 1) != "vp":
        return False
    head = sentence.doc[sentence.phrases[position].head]
    speaks = head.lower_ in role_words("speaker_noun") or site.names(position)
    return speaks and position == site.position + 1


def _mistagged_verb_after(site: Site, position: int) -> bool:
    """`a backlog of $150 million forms the basis`: a verb in -s tagged as a noun."""
    phrase = site.sentence.phrases[position]
    lone = phrase.end - phrase.start == 1 and site.sentence.doc[phrase.start].tag_ == "NNS"
    return lone and site.figure.kind == "money" and site.sentence.word(site.position - 1) == "of"


def _sizes_a_thing(site: Site, position: int) -> bool:
    """`a 220 kV cable`, `a 100-year firm`: the thing's own size or age.

    `a five-year plan`, `a 10 mile radius` are none.
    """
    if site.figure.kind != "measurement":
        return False
    head = site.sentence.doc[site.sentence.phrases[position].head].lower_
    if site.figure.unit in TIME_UNITS:
        return head in role_words("speaker_noun")
    return head not in role_words("dimension") and head.removesuffix("s") not in role_words(
        "dimension"
    )


def of_after(site: Site) -> Term | None:
    """`55,100 megawatts of energy capacity`, `$200 billion in assets under management`."""
    sentence = site.sentence
    if site.figure.kind not in {"money", "measurement"} or site.change.role == "from":
        return None
    if site.figure.per is not None and site.change.rule == "change.to":
        return None  # bring water use down to 2.7 litres per litre of beer
    if site.figure.kind == "money" and site.figure.per is not None:
        return None  # cash costs of $1.92 per pound of copper
    i = after_equivalent(sentence, site.position)
    word = sentence.word(i)
    if site.figure.unit in TIME_UNITS and sentence.word(site.position - 1) == "within":
        return None  # within 30 days of signing
    allowed = {"of", "in"} if site.figure.kind == "money" else {"of"}
    if sentence.kind(i) != "prep" or word not in allowed:
        return None
    j = i + 1
    while sentence.kind(j) in {"adj", "adv"}:
        j += 1
    if sentence.kind(j) == "cc" and sentence.kind(j - 1) == "adj":  # new or upgraded fiber
        noun = j + 2 if sentence.kind(j + 1) in {"vp", "adj"} else j + 1
        if sentence.kind(noun) == "np":
            term = read_term(sentence, noun, site.entities)
            return Term(term.concept, term.owner, "concept.of_after", term.weak)
    if sentence.kind(j) == "vp" and gerund(sentence, j):
        return Term(verb_phrase(sentence, j), None, "concept.in_doing")
    if sentence.kind(j) != "np":
        return None
    named_before = sentence.word(site.position - 1) == "of" and noun_before(site) is not None
    if word == "in" and (level_subject(site) or named_before or is_place(site, j)):
        return None
    if word == "in" and _means_of_payment(site, j):
        return None
    if word == "of" and site.figure.kind == "measurement" and _measure_was(site):
        return None
    term = read_term(sentence, j, site.entities)
    concept = _joined(sentence, j, term.concept)
    if concept and sentence.kind(j + 1) == "vp" and _lone_participle(sentence, j + 1):
        concept = Span(
            concept.start,
            sentence.chars(sentence.phrases[j + 1].start, sentence.phrases[j + 1].end).end,
        )
    return Term(concept, term.owner, "concept.of_after", term.weak)


def _measure_was(site: Site) -> bool:
    """`Emissions were 561 kg of CO2`: the subject is the measure, what follows only the stuff."""
    if not level_subject(site):
        return False
    subject = subject_of(site.sentence, verb_left_of(site.sentence, site.position, commas=0))
    head = site.sentence.doc[site.sentence.phrases[subject].head].lower_
    return head in role_words("measure_noun") | role_words("object_noun") | {"emissions"}


def _means_of_payment(site: Site, position: int) -> bool:
    """`acquire Lund Labs for $1.20 per share in cash`: how it is paid, not what it is."""
    sentence = site.sentence
    if sentence.word(position) not in role_words("payment_noun"):
        return False
    return sentence.word(site.position - 1) == "for" or site.figure.per == "share"


def _joined(sentence: Sentence, position: int, concept: Span | None) -> Span | None:
    """`research and development`, `wages and benefits`: both nouns after the figure."""
    second = position + 2
    if concept is None or sentence.kind(position + 1) != "cc" or sentence.kind(second) != "np":
        return concept
    purpose = sentence.word(second + 1).startswith("to ")
    if not purpose and sentence.kind(second + 1) not in {
        None, "stop", "comma", "close", "date", "prep",
    }:  # fmt: skip
        return concept
    first = sentence.doc[sentence.phrases[second].start]
    last = sentence.phrases[position].end
    if first.tag_ in {"DT", "PRP$"} or sentence.doc[last - 1].idx >= concept.end:
        return concept
    joined = sentence.phrases[second]
    return Span(concept.start, sentence.chars(joined.start, joined.end).end)


def after_equivalent(sentence: Sentence, position: int) -> int:
    """The position after the figure and a short bracket: `KRW 3.6 trillion (US$2.5bn) in`."""
    if sentence.kind(position + 1) == "open":
        for i in range(position + 2, position + 6):
            if sentence.kind(i) == "close":
                return i + 1
    return position + 1


def _lone_participle(sentence: Sentence, position: int) -> bool:
    """`$5 billion in transactions secured`: a participle that ends its noun phrase."""
    phrase = sentence.phrases[position]
    return (
        phrase.end - phrase.start == 1
        and sentence.doc[phrase.start].tag_ in {"VBN", "VBD"}
        and (sentence.kind(position + 1) in {None, "stop", "comma", "prep", "cc", "date", "close"})
    )


def apposed(site: Site) -> Term | None:
    """`Exports of goods, at $3.7 million, were`; `savings which, at $19 million, were`."""
    sentence = site.sentence
    i = site.position - 1
    if sentence.word(i) in {"at", "of", "with"}:
        i -= 1
    after = site.position + 1
    if sentence.kind(i) != "comma" or sentence.kind(after) != "comma":
        return None
    if sentence.kind(after + 1) != "vp" or site.change.role != "level":
        return None
    i -= 1
    if sentence.kind(i) == "rel":
        i -= 1 + (sentence.kind(i - 1) == "comma")
    if sentence.kind(i) != "np":
        return None
    term = read_term(sentence, of_head(sentence, i), site.entities, subject=True)
    return Term(term.concept, term.owner, "concept.apposed", term.weak)


def opening(site: Site) -> Term | None:
    """`With EUR 412.7 million, the order intake exceeded the plan`: what the clause is about."""
    sentence, after = site.sentence, site.position + 1
    if site.position != 1 or sentence.word(0) not in {"with", "at"} or site.before:
        return None
    verb = after + 2
    if sentence.kind(verb) == "prep" and sentence.kind(verb + 1) in {"date", "figure"}:
        verb += 2  # At $1.2 billion, revenue after nine months was
    if sentence.kinds[after : after + 2] != ("comma", "np") or sentence.kind(verb) != "vp":
        return None
    if site.names(after + 1) or site.figure.kind == "count":
        return None
    term = read_term(sentence, after + 1, site.entities, subject=True)
    return Term(term.concept, term.owner, "concept.opening", term.weak)


def in_after(site: Site) -> Term | None:
    """`led with USD 25 billion in exports`, `spent $5 million on research`."""
    sentence = site.sentence
    i = after_equivalent(sentence, site.position)
    if site.figure.kind == "money" and sentence.kind(i) == "prep" and sentence.word(i) in {
        "in", "on", "for", "toward", "towards", "from", "through", "via",
    }:  # fmt: skip
        # `raised $378,000 for the Food Bank`; but `$44 million for The BioFabrication Cluster`
        given = verb_left_of(sentence, site.position) >= 0
        beneficiary = given and sentence.word(i) == "for" and site.names(i + 1)
        occasion = sentence.word(i + 1) in role_words("payment_noun")
        source = sentence.word(i) == "from" and _gives(site, i + 1)
        taken = is_place(site, i + 1) or beneficiary or occasion or source
        if sentence.kind(i + 1) == "np" and not taken:
            term = read_term(sentence, i + 1, site.entities)
            concept = _joined(sentence, i + 1, term.concept)
            return Term(concept, term.owner, "concept.in_after", term.weak)
        if sentence.kind(i + 1) == "vp" and gerund(sentence, i + 1) and not occasion:
            return Term(verb_phrase(sentence, i + 1), None, "concept.in_doing")
    purpose = sentence.word(i).startswith("to ") and sentence.kind(i) == "vp"
    if site.figure.kind == "money" and purpose and verb_left_of(sentence, site.position) >= 0:
        return Term(verb_phrase(sentence, i), None, "concept.to_do")
    return None


def _gives(site: Site, position: int) -> bool:
    """`$105 million from customers`: who gives, not what for."""
    if site.sentence.kind(position) != "np":
        return False
    head = site.sentence.doc[site.sentence.phrases[position].head]
    return site.names(position) or is_person_noun(head.lower_)


def object_of_sentence(site: Site) -> Term | None:
    """Last resort: the nearest noun phrase to the left that names no one."""
    verb = verb_left_of(site.sentence, site.position)
    subject = subject_of(site.sentence, verb) if verb >= 0 else -1
    brackets = site.sentence.brackets
    for i in range(site.position - 1, -1, -1):
        if brackets[i] not in {None, brackets[site.position]}:
            continue  # Stein Resources (TSXV: STN) pays $5
        placed = 0 <= subject < i < verb and "vp" not in site.sentence.kinds[subject:i]
        if placed and not gerund(site.sentence, verb):
            continue  # schools in the south receive $8 million
        if _explains(site.sentence, i):
            continue  # Spain, the largest producer, should harvest
        if site.sentence.word(i) == "date" and site.sentence.word(i - 1) == "to":
            continue  # to date
        if site.sentence.kind(i) == "np" and i != subject and not _ends_in_name(site, i):
            term = read_term(site.sentence, i, site.entities, follow=False)
            return Term(term.concept, term.owner, "concept.nearest", term.weak)
    return None


def _explains(sentence: Sentence, position: int) -> bool:
    """A definite noun phrase between commas, right behind another one."""
    if sentence.kind(position) != "np" or sentence.kind(position - 2) != "np":
        return False
    definite = sentence.doc[sentence.phrases[position].start].tag_ == "DT"
    return definite and sentence.kind(position - 1) == sentence.kind(position + 1) == "comma"


def _ends_in_name(site: Site, position: int) -> bool:
    """`Attorney General Ana Castellan` is someone, though a title stands before the name."""
    head = site.sentence.phrases[position].head
    record = site.entities.at(site.sentence.chars(head, head + 1))
    return site.names(position) or (record is not None and record.label == "PERSON")


def spared(site: Site) -> Term | None:
    """`save $400 a year on prescription drugs`: of what is saved, not of who saves."""
    verb = verb_left_of(site.sentence, site.position)
    if verb < 0 or intransitive(site.sentence, verb):
        return None
    agent = set(site.sentence.words(site.sentence.phrases[verb])) & role_words("agent_verb")
    return in_after(site) if agent else None
