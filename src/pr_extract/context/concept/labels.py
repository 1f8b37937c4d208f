"""Concepts by a label, a bracket or the lead-in of a list."""

from __future__ import annotations

from pr_extract.context.concept.parts import is_copula, span_of
from pr_extract.context.concept.site import Site, copied
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, noun_phrase, read_term, split_phrase
from pr_extract.context.words import role_words
from pr_extract.source import Span


def labelled(site: Site) -> Term | None:
    """`Net sales: $53.1 million (-4.2%)`, `Spain: $40 million`, `(Q3 2024: EUR 575 million)`."""
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"adv", "det", "dash"}:
        i -= 1
    if sentence.kind(i) != "colon" or i < 1:
        return None
    if sentence.kind(i - 1) == "date" and site.before:
        return copied(_of_same_kind(site), "concept.dated_label")
    label = _label_phrase(sentence, i)
    if label < 0:
        return None
    if site.change.rule == "change.breakdown":
        return Term(_of_same_kind(site).concept, noun_phrase(sentence, label), "concept.breakdown")
    concept, owner = split_phrase(sentence, label, site.entities)
    if concept is not None and _qualified(sentence, i):
        concept = Span(concept.start, sentence.chars(*span_of(sentence, i - 1)).end)
    whole = noun_phrase(sentence, label)
    named = site.entities.at(whole) if whole else None
    known = site.previous if site.previous and site.previous.concept else site.topic
    if named is not None and owner is None and known is not None and known.concept:
        return Term(known.concept, whole, "concept.label_is_entity")
    return Term(concept, owner, "concept.label")


def _qualified(sentence: Sentence, colon: int) -> bool:
    """`Operating profit (excl. one-offs):`: the bracket is no acronym, but part of the name."""
    opened = colon - 1
    if sentence.kind(opened) != "close":
        return False
    while opened >= 0 and sentence.kind(opened) != "open":
        opened -= 1
    inside = sentence.chars(*span_of(sentence, opened + 1)).of(sentence.text)
    return colon - opened > 3 or inside[:1].islower()


def labelled_line(site: Site) -> Term | None:
    """`Battery: LFP, 51.2 V / 46.9 Ah`: a short line without a verb is about its label."""
    sentence = site.sentence
    colons = [i for i in range(min(site.position, 6)) if sentence.kind(i) == "colon"]
    kinds = {phrase.kind for phrase in sentence.phrases}
    if not colons or "vp" in kinds or len(sentence.phrases) > 16:
        return None
    label = _label_phrase(sentence, colons[0])
    if label < 0 or site.change.role != "level" or site.figure.head is not None:
        return None
    concept, owner = split_phrase(sentence, label, site.entities)
    return Term(concept, owner, "concept.labelled_line")


def _label_phrase(sentence: Sentence, colon: int) -> int:
    """The noun phrase that a colon ends, brackets skipped: `Net Profit After Tax (NPAT):`."""
    i = colon - 1
    if sentence.kind(i) == "close":
        while i >= 0 and sentence.kind(i) != "open":
            i -= 1
        i -= 1
    while i >= 1 and sentence.kind(i - 1) == "prep" and sentence.kind(i - 2) == "np":
        i -= 2
    return i if sentence.kind(i) == "np" else -1


def bracketed(site: Site) -> Term | None:
    """`blueberries (+36%)`, `revenue of $53 million (down 4.2%)`, `Kent County ($309 million)`."""
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"adv", "prep", "date", "basis", "det", "adj", "colon", "cc"}:
        i -= 1
    if sentence.kind(i) == "figure" and _in_dated_bracket(site, i):
        return copied(_of_same_kind(site), "concept.bracket_after_date")
    if sentence.kind(i) != "open":
        return None
    outer = i - 1
    while sentence.kind(outer) in {"date", "prep", "basis"}:
        outer -= 1
    if sentence.kind(outer) == "np" and sentence.kind(i - 1) == "date" and site.before:
        return copied(_of_same_kind(site), "concept.bracket_after_date")
    if sentence.kind(outer) == "figure" and site.before:
        return copied(site.before[-1][2], "concept.bracket_after_figure")
    if site.before and _stands_for_before(sentence, outer):
        return copied(site.before[-1][2], "concept.bracket_after_stand_in")
    if _goes_on_listing(site, outer):
        term = read_term(sentence, outer, site.entities, follow=False)
        return Term(term.concept, term.owner, "concept.bracket_after_noun", term.weak)
    placed = _of_subject(site, outer)
    if placed is not None:
        return placed
    names = sentence.kind(outer) == "np" and (
        site.figure.kind not in {"money", "count"} or site.names(outer) or _proper(site, outer)
    )
    if names and (introduced := introduced_concept(site)) is not None:
        return Term(introduced, noun_phrase(sentence, outer), "concept.introduced_bracket")
    if names and site.previous is not None and site.previous.concept:
        return Term(
            site.previous.concept, noun_phrase(sentence, outer), "concept.bracket_after_name"
        )
    if sentence.kind(outer) == "np":
        term = read_term(sentence, outer, site.entities, follow=False)
        return Term(term.concept, term.owner, "concept.bracket_after_noun", term.weak)
    return None


def _of_subject(site: Site, outer: int) -> Term | None:
    """`Unemployment was lowest in Norfolk (4.9%) and highest in Kent`: of what it was there."""
    sentence = site.sentence
    verb = verb_left_of(sentence, outer, commas=1)
    placed = sentence.kind(outer) == "np" and sentence.word(outer - 1) in {"in", "at"}
    if not placed or verb < 0 or not is_copula(sentence, verb):
        return None
    subject = subject_of(sentence, verb)
    if subject < 0 or sentence.kind(subject) != "np" or site.names(subject):
        return None
    term = read_term(sentence, subject, site.entities, subject=True)
    return Term(term.concept, noun_phrase(sentence, outer), "concept.bracket_after_place")


def _of_same_kind(site: Site) -> Context:
    """`sales of $40 million and a margin of 8% (2023: $38 million and 7%)`: each to its own."""
    bracket = site.sentence.brackets[site.position]
    for at, figure, context in reversed(site.before):
        outside = site.sentence.brackets[at] != bracket or bracket is None
        if outside and (figure.kind, figure.unit) == (site.figure.kind, site.figure.unit):
            return context
    return site.before[-1][2]


def _in_dated_bracket(site: Site, other: int) -> bool:
    """Whether the figure follows another one in a bracket that a time opens."""
    brackets = site.sentence.brackets
    if brackets[site.position] is None or brackets[other] != brackets[site.position]:
        return False
    opened = other
    while site.sentence.kind(opened) != "open":
        opened -= 1
    return site.sentence.kind(opened + 1) == "date"


def _stands_for_before(sentence: Sentence, position: int) -> bool:
    """`slightly below the previous year's figure ($5.2 million)`."""
    if sentence.kind(position) != "np":
        return False
    phrase = sentence.phrases[position]
    stands = sentence.doc[phrase.head].lower_ in role_words("value_noun")
    return stands and all(
        sentence.doc[i].tag_ in {"DT", "JJ", "POS", "PRP$"}
        for i in range(phrase.start, phrase.head)
    )


def _goes_on_listing(site: Site, position: int) -> bool:
    """`Gift cards (48%), clothing (41%) and toys (33%)`: each is what is said of it."""
    if not site.before or site.before[-1][2].rule("concept") != "concept.bracket_after_noun":
        return False
    between = {site.sentence.kind(i) for i in range(site.before[-1][0] + 2, position)}
    plain = site.sentence.kind(position) == "np" and not site.names(position)
    return plain and between <= {"comma", "cc", "det", "adj"}


def _proper(site: Site, position: int) -> bool:
    """`the Golden Pass Terminal ($10 billion)`: a name nobody knew, after another amount."""
    phrase = site.sentence.phrases[position]
    tags = [site.sentence.doc[i].tag_ for i in range(phrase.start, phrase.end)]
    capitals = sum(tag in {"NNP", "NNPS"} for tag in tags)
    return site.figure.kind == "money" and capitals >= 2 and tags[-1] in {"NNP", "NNPS"}


def introduced_concept(site: Site) -> Span | None:
    """`Top counties by visitor spending:` names what the figures of its list measure."""
    if site.introduction is None or site.before or site.last is not None:
        return None
    doc = site.sentence.doc
    words = doc.char_span(site.introduction.start, site.introduction.end, alignment_mode="expand")
    end = len(words) if words is not None else 0
    while words is not None and end and not words[end - 1].tag_.startswith("N"):
        end -= 1
    start = end
    while words is not None and start and words[start - 1].tag_[:2] in {"NN", "JJ"}:
        start -= 1
    if words is None or start == end:
        return None
    last = words[end - 1]
    return Span(words[start].idx, last.idx + len(last))
