"""What is ranked: `the first scholarship designed to help rural students`."""

from __future__ import annotations

from pr_extract.context.concept.parts import span_of
from pr_extract.context.concept.site import Site
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, noun_phrase, read_term
from pr_extract.context.words import role_words
from pr_extract.source import Span


def ranked(site: Site) -> Term | None:
    """The noun behind the ordinal, with the participle or infinitive that picks it out."""
    sentence = site.sentence
    if site.figure.kind != "rank" or site.figure.head is not None:
        return None
    noun = site.position + 1
    while sentence.kind(noun) in {"adj", "det"}:
        noun += 1
    if sentence.kind(noun) != "np":
        return _someone(site)
    if sentence.doc[sentence.phrases[noun].head].lower_ in role_words("place_noun"):
        previous = site.previous.concept if site.previous else None
        return Term(previous, None, "concept.ranked_place")
    term = read_term(sentence, noun, site.entities)
    concept = _without_degree(sentence, noun, term.concept)
    if concept is None:
        return None
    return Term(_picked_out(sentence, noun, concept), term.owner, "concept.ranked", term.weak)


def _someone(site: Site) -> Term | None:
    """`Razzano, who is ranked 72nd`, `Rovers stay 21st`: no one has said in what."""
    sentence = site.sentence
    verb = verb_left_of(sentence, site.position, commas=0)
    if verb < 0 or sentence.doc[sentence.phrases[verb].start].tag_ == "VBG":
        return None
    subject = subject_of(sentence, verb)
    if subject < 0 or not site.names(subject) or site.before:
        return None
    return Term(None, noun_phrase(sentence, subject), "concept.ranked_name")


def _without_degree(sentence: Sentence, noun: int, concept: Span | None) -> Span | None:
    """`third largest reserves`, `first-ever fund`, `first such award`: the noun phrase alone."""
    first, end = span_of(sentence, noun)
    doc = sentence.doc
    while first < end - 1 and (
        doc[first].tag_ in {"JJS", "RBS", "HYPH"} or doc[first].lower_ in {"ever", "such", "-"}
    ):
        first += 1
    start = doc[first].idx
    return Span(max(start, concept.start), concept.end) if concept is not None else None


def _picked_out(sentence: Sentence, noun: int, concept: Span) -> Span:
    """The concept as far as a participle or infinitive behind it tells which it is."""
    i = next(
        (i for i in range(noun, len(sentence.phrases)) if _starts(sentence, i) >= concept.end), -1
    )
    if i < 0 or sentence.kind(i) != "vp":
        return concept
    first = sentence.doc[sentence.phrases[i].start]
    if first.tag_ not in {"VBN", "TO"} or first.nbor(-1).is_punct:
        return concept
    if "have" in sentence.words(sentence.phrases[i]):
        return concept  # the second discovery to have been made there
    last = i
    for j in range(i + 1, min(i + 7, len(sentence.phrases))):
        if sentence.kind(j) not in {"np", "prep", "adv", "adj", "det"}:
            break
        if sentence.kind(j) == "np":
            last = j
    return Span(concept.start, sentence.chars(*span_of(sentence, last)).end)


def _starts(sentence: Sentence, position: int) -> int:
    return sentence.doc[sentence.phrases[position].start].idx
