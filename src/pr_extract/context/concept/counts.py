"""Concepts of counts: the counted noun itself, or the measure that the count is the size of."""

from __future__ import annotations

from pr_extract.context.concept.actions import how_often
from pr_extract.context.concept.parts import intransitive, is_copula, span_of
from pr_extract.context.concept.site import Site, copied
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, is_container, read_term
from pr_extract.context.words import role_words
from pr_extract.source import Span


def counted(site: Site) -> Term | None:
    """A count's concept is what it counts; a rank's, what is ranked."""
    if site.figure.kind in {"count", "rank"} and site.figure.head is not None:
        measured: Term | None = None
        if site.figure.kind == "count":
            if site.figure.unit == "time" and (often := how_often(site)) is not None:
                return often
            if site.change.role == "share" and _counts_the_part(site):
                return None  # health workers account for 11 of the cases
            measured = _measured_by_count(site) or _measure_of_count(site)
            if measured is None and site.figure.unit in role_words("count_measure"):
                return None  # 1,071,000 TEUs are a size, as tonnes are
        return measured or Term(_head_with_kind(site), None, "concept.counted")
    return None


def _counts_the_part(site: Site) -> bool:
    verb = verb_left_of(site.sentence, site.position, commas=0)
    words = site.sentence.words(site.sentence.phrases[verb]) if verb >= 0 else []
    return not role_words("share_verb").isdisjoint(words)


def _head_with_kind(site: Site) -> Span | None:
    """`shares of common stock`, `types of instruments`: what the counted noun is of."""
    sentence, head = site.sentence, _without_comparative(site)
    i = site.position + 1
    if head is None or site.figure.kind != "count" or sentence.word(i) != "of":
        return head
    if sentence.kind(i + 1) != "np" or head.end > sentence.chars(*span_of(sentence, i)).start:
        return head
    first = sentence.doc[sentence.phrases[i + 1].start]
    if first.tag_ in {"DT", "PRP$", "NNP", "NNPS"} or site.names(i + 1):
        return head
    return Span(head.start, sentence.chars(*span_of(sentence, i + 1)).end)


def _without_comparative(site: Site) -> Span | None:
    """`9,500 fewer jobs`, `nine more cases`: what is counted are jobs, and cases."""
    head = site.figure.head
    if head is None:
        return None
    first, _, rest = head.of(site.sentence.text).partition(" ")
    compares = first.lower() in role_words("counted_beside") and bool(rest)
    return Span(head.start + len(first) + 1, head.end) if compares else head


def _measure_of_count(site: Site) -> Term | None:
    """`global sales of 171,406 vehicles`, `a capacity of 300,000 units a year`."""
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"det", "adv", "adj"}:
        i -= 1
    if sentence.word(i) != "of" or sentence.kind(i - 1) != "np":
        return None
    sized = site.figure.unit in role_words("count_measure")
    noun = sentence.doc[sentence.phrases[i - 1].head].lower_
    if is_container(sentence, i - 1):
        return None  # rise by an average of 36 points
    if not sized and noun not in role_words("measure_noun"):
        return None
    term = read_term(sentence, i - 1, site.entities, follow=False)
    return Term(term.concept, term.owner, "concept.measure_of_count")


def _measured_by_count(site: Site) -> Term | None:
    """`NEV output reached 113,000 units`: the count is the state of a measure that is named."""
    sentence = site.sentence
    if site.change.rule == "change.to" and site.before and site.before[-1][2].role == "change":
        if sentence.word(site.position - 1) == "to" and site.before[-1][0] >= site.position - 3:
            return copied(site.before[-1][2], "concept.measured_by_count")
    verb = verb_left_of(sentence, site.position, commas=0)
    copula = verb >= 0 and is_copula(sentence, verb)
    if verb < 0 or not (copula or intransitive(sentence, verb)):
        return None
    if site.before and site.before[-1][0] > verb and site.before[-1][2].role == "level":
        return None
    if any(sentence.kind(i) == "np" for i in range(verb + 1, site.position)):
        return None
    subject = subject_of(sentence, verb)
    if subject < 0 or sentence.kind(subject) != "np" or site.names(subject):
        return None
    if sentence.doc[sentence.phrases[subject].head].tag_ not in {"NN", "NNS"}:
        return None
    changed = site.change.rule in {"change.to", "change.from"}
    if copula:  # trading volume was 10.3 billion shares
        noun = sentence.doc[sentence.phrases[subject].head].lower_
        changed = noun in role_words("measure_noun") or noun in {"average", "median", "record"}
    if copula and not changed:
        return None
    if not changed and not set(sentence.words(sentence.phrases[verb])) & role_words("measure_verb"):
        return None
    term = read_term(sentence, subject, site.entities)
    return Term(term.concept, term.owner, "concept.measured_by_count", term.weak)
