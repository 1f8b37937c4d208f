"""Concepts carried over from a figure or sentence before."""

from __future__ import annotations

from pr_extract.context.change.words import direction_at
from pr_extract.context.concept.parts import entity_subject, of_head
from pr_extract.context.concept.site import Site, copied
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, noun_phrase, read_term
from pr_extract.source import Span


def equivalent(site: Site) -> Term | None:
    """`GEL 346 million (USD 126 million)`: the same thing again."""
    if site.change.rule == "change.tolerance" and site.before:
        return copied(site.before[-1][2], "concept.equivalent")
    if site.change.rule == "change.equivalent" and site.before:
        if site.before[-1][0] == site.position - 2 or site.before[-1][1].kind == "ratio":
            return copied(site.before[-1][2], "concept.equivalent")
    return None


def respective(site: Site) -> Term | None:
    """`ADR and RevPAR declined 5.8% and 5.4% respectively`: each figure to its noun or figure."""
    sentence = site.sentence
    group, after = _coordination(sentence, site.position, {"figure"})
    place = group.index(site.position)
    named = [c for at, _, c in site.before if at < group[0] and c.rule("concept") == _BRACKETED]
    if len(group) == len(named) == 2 and sentence.kind(group[0] - 1) == "open":
        return copied(named[place], _RESPECTIVE)
    if len(group) < 2 or "respectively" not in {
        sentence.word(i) for i in range(after, min(after + 5, len(sentence.phrases)))
    }:
        return _against_the_same(site, group, place)
    for kinds in ({"np"}, {"figure"}):
        for i in range(group[0] - 1, -1, -1):
            if sentence.kind(i) in kinds:
                others, _ = _coordination(sentence, i, kinds)
                if len(others) == len(group):
                    return _respective_term(site, others[place])
                if len(group) == 2 and sentence.kind(i) == "np":
                    half = _half_of(sentence, i, place)
                    if half is not None:
                        return Term(half, None, _RESPECTIVE)
    return None


_BRACKETED = "concept.bracket_after_noun"
_RESPECTIVE = "concept.respective"


def _half_of(sentence: Sentence, position: int, place: int) -> Span | None:
    """`Revenue and operating profit`, where the tagger makes one phrase of both."""
    phrase = sentence.phrases[position]
    joints = [i for i in range(phrase.start, phrase.end) if sentence.doc[i].lower_ == "and"]
    if len(joints) != 1:
        return None
    ends = ((phrase.start, joints[0]), (joints[0] + 1, phrase.end))
    start, end = ends[place]
    while start < end - 1 and sentence.doc[start].tag_ in {"DT", "PRP$"}:
        start += 1
    return sentence.chars(start, end) if start < end else None


def _against_the_same(site: Site, group: list[int], place: int) -> Term | None:
    """`… respectively, against €385 million and €31 million`: each against its own."""
    told = [c for at, _, c in site.before if at < group[0] and c.rule("concept") == _RESPECTIVE]
    sentence = site.sentence
    word = sentence.word(group[0] - 1)
    compared = word in {"against", "versus", "from"} or (
        word in {"to", "with"} and sentence.word(group[0] - 2).endswith("compared")
    )
    if len(group) < 2 or len(told) != len(group) or not compared:
        return None
    return copied(told[place], _RESPECTIVE)


def _respective_term(site: Site, position: int) -> Term:
    if site.sentence.kind(position) == "figure":
        context = next((c for at, _, c in site.before if at == position), None)
        if context is not None:
            return copied(context, _RESPECTIVE)
    if site.names(position) and site.previous is not None:
        return entity_subject(site, position)
    term = read_term(site.sentence, position, site.entities, follow=False)
    return Term(term.concept, term.owner, _RESPECTIVE, term.weak)


def _coordination(sentence: Sentence, position: int, kinds: set[str]) -> tuple[list[int], int]:
    """Positions of the coordinated phrases of the kinds around one, and the position after them."""
    first = last = position
    while sentence.kind(first - 1) in {"comma", "cc"}:
        step = 2 if sentence.kind(first - 2) in kinds else 3
        if sentence.kind(first - step) not in kinds or (
            step == 3 and sentence.kind(first - 2) not in {"comma", "cc"}
        ):
            break
        first -= step
    while sentence.kind(last + 1) in {"comma", "cc"}:
        step = 2 if sentence.kind(last + 2) in kinds else 3
        if sentence.kind(last + step) not in kinds or (
            step == 3 and sentence.kind(last + 2) not in {"comma", "cc"}
        ):
            break
        last += step
    members = [i for i in range(first, last + 1) if sentence.kind(i) in kinds]
    return members, last + 1


def fewer_of_counted(site: Site) -> Term | None:
    """`27,000 patients waited over 12 hours, 15% fewer than in May`: of the patients."""
    following = site.sentence.word(site.position + 1).split()
    counting = following[:1] == ["fewer"] or following[:2] == ["as", "many"]
    if not counting or site.sentence.kind(site.position + 1) == "np":
        return None
    counted = [c for _, figure, c in site.before if figure.kind == "count" and c.concept]
    return copied(counted[-1], "concept.fewer_of_counted") if counted else None


def goes_on(site: Site) -> Term | None:
    """`reached 113,000 units, up 63 percent and accounting for …`: the same concept goes on."""
    for _, figure, context in reversed(site.before):
        if site.change.role == "from" and site.figure.kind == "rank" != figure.kind:
            continue  # rising 11 places from 37th
        if figure.kind == "rank" and site.figure.kind in {"money", "percentage"} and site.last:
            continue  # remained in first place with $690 million
        answers = "concept.predicate" in context.trace and site.change.role != "share"
        if context.concept and not answers:
            return copied(context, "concept.goes_on", weak=True)
    return None


def compared(site: Site) -> Term | None:
    """`a 16% increase compared to $162 million`, `versus $56 million`: what it is compared with."""
    if site.change.rule == "change.versus" and site.before[-1][1].kind != "count":
        return copied(site.before[-1][2], "concept.compared")
    if site.change.role != "level" or not site.before or site.figure.kind == "count":
        return None
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"det", "adv", "adj"}:
        i -= 1
    word = sentence.word(i)
    compared = word in {"with", "to"} and sentence.word(i - 1).endswith("compared")
    if not compared and word not in {"vs", "vs.", "versus"}:
        return None
    same = [c for _, f, c in site.before if f.kind == site.figure.kind and c.concept]
    return copied(same[-1] if same else site.before[-1][2], "concept.compared")


def topic(site: Site) -> Term | None:
    """`The EU followed with USD 4 billion`: of the concept that the sentence before was about."""
    if site.last is None or site.last.concept is None or site.figure.kind == "count":
        return None
    verb = verb_left_of(site.sentence, site.position)
    subject = subject_of(site.sentence, verb) if verb >= 0 else -1
    if subject >= 0 and site.names(subject):
        return Term(
            site.last.concept, noun_phrase(site.sentence, subject), "concept.topic_of_entity"
        )
    if subject < 0 or sentence_kind_is_vague(site.sentence, subject):
        return copied(site.last, "concept.topic")
    return None


def sentence_kind_is_vague(sentence: Sentence, position: int) -> bool:
    """A pronoun, a bare determiner or the figure itself as subject names no concept."""
    return sentence.kind(position) in {"pronoun", "det", "figure"}


def gapped_noun(site: Site) -> Term | None:
    """`revenue rose 12% and net income 8%`, `ROE at24.3%`: the noun right before the figure."""
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"adv", "det", "date"}:
        i -= 1
    if sentence.kind(i) != "np":
        return None
    if sentence.word(i - 1) in {"of", "in", "for"} and sentence.word(i - 2) in {"that", "those"}:
        if site.previous is not None:  # was 8.1% and that of women 7.0%
            owner = noun_phrase(sentence, i)
            return Term(site.previous.concept, owner, "concept.that_of")
    if direction_at(sentence, i, ("noun",)):
        return None
    if site.figure.kind == "multiple":
        i = of_head(sentence, i)
    further = site.figure.kind == "multiple"
    while sentence.word(i - 1) in {"per", "before", "after"} and sentence.kind(i - 2) == "np":
        further = further or sentence.word(i - 1) != "per"
        i -= 2  # profit before tax 41.7 million, earnings per share 31.6 pence
    term = read_term(sentence, i, site.entities, follow=further)
    if site.names(i) and site.previous is not None and site.previous.concept:
        return Term(site.previous.concept, noun_phrase(sentence, i), "concept.gapped_owner")
    return Term(term.concept, term.owner, "concept.gapped", term.weak)


def gapped_preposition(site: Site) -> Term | None:
    """`EBITDA amounted to EUR 1.0 million and adjusted EBIT to EUR -2.9 million`."""
    sentence = site.sentence
    i = site.position - 1
    if (
        not site.before
        or sentence.word(i) not in {"to", "at", "by"}
        or sentence.kind(i - 1) != "np"
    ):
        return None
    j = i - 1
    if sentence.kind(j - 1) == "adj":
        j -= 1
    if sentence.kind(j - 1) not in {"cc", "comma"}:
        return None
    at = site.before[-1][0]
    if any(sentence.kind(k) in {"vp", "sub"} for k in range(at + 1, i)):
        return None
    if site.change.rule == "change.to" and at == i - 2:
        return None
    term = read_term(sentence, i - 1, site.entities, follow=False)
    return Term(term.concept, term.owner, "concept.gapped_preposition")


def to_gapped(site: Site) -> Term | None:
    """`total Rx sales 42.3% to EUR 272 million`: as the change right before it."""
    if site.before and site.change.rule == "change.to":
        at = site.before[-1][0]
        between = {site.sentence.kind(i) for i in range(at + 1, site.position)}
        if between <= {"prep", "adv", "date", "basis", "det", "np", "adj"} and (
            site.before[-1][2].role == "change"
        ):
            return copied(site.before[-1][2], "concept.to_after_change")
    return None
