"""The share of a population: what `61% of leaders` are said to do or be."""

from __future__ import annotations

from pr_extract.context.change.shares import part_of_subject, proportion_of
from pr_extract.context.change.words import adverb_direction
from pr_extract.context.concept.site import Site
from pr_extract.context.phrases import Sentence
from pr_extract.context.terms import Term, read_term
from pr_extract.context.words import role_words
from pr_extract.source import Span


def predicate(site: Site) -> Term | None:
    """`61% of leaders believe that …`: what the part of a population does or is."""
    if site.figure.kind not in {"percentage", "ratio"} or site.change.role != "share":
        return None
    part = proportion_of(site.sentence, site.position)
    if part >= 0:
        term = read_term(site.sentence, part, site.entities)
        return Term(term.concept, None, "concept.proportion")
    if part_of_subject(site.sentence, site.position):
        state = site.sentence.phrases[site.position + 1]
        owned = state.kind == "np" and site.sentence.kind(site.position + 2) == "vp"
        last = site.sentence.phrases[site.position + 2] if owned else state
        return Term(site.sentence.chars(state.start, last.end), None, "concept.predicate")
    answer = _quoted(site.sentence, site.position + 1)  # 3.6% “financial management”
    if answer is not None:
        return Term(answer, None, "concept.predicate")
    verb = predicate_of(site.sentence, site.position)
    if verb < 0 or _of_a_count(site, verb):
        return None
    span = _predicate_span(site.sentence, verb)
    return Term(span, None, "concept.predicate") if span else None


def _of_a_count(site: Site, verb: int) -> bool:
    """`with 104 applications (53 percent) receiving a grant`: of the things just counted."""
    gerund = site.sentence.doc[site.sentence.phrases[verb].start].tag_ == "VBG"
    return gerund and site.change.rule == "change.count_in_percent"


def predicate_of(sentence: Sentence, position: int) -> int:
    """Position of the verb whose subject is the share at a position; -1 if it is no subject."""
    i = position + 1
    if sentence.kind(i) == "open":  # nearly half (42%) believe
        i += 3
    if sentence.kind(i) == "close":  # the bracketed repetition itself
        i += 1
    says = sentence.word(i) in _SAYING and sentence.word(i + 1) == "that"
    population = sentence.kind(i) == "np" and not says  # three in ten Americans struggle
    if population or (sentence.kind(i) == "prep" and sentence.word(i) == "of"):
        i += 1
        while sentence.kind(i) in {
            "np",
            "det",
            "adj",
            "prep",
            "open",
            "close",
            "figure",
            "pronoun",
        }:
            i += 1
        while sentence.kind(i) in {"rel", "adv"}:
            i += 1
        if [sentence.kind(j) for j in range(i, i + 4)] == ["comma", "cc", "figure", "comma"]:
            i += 4  # one in three renters, or 31%, spend
    i = _finite_after(sentence, i)
    mistagged = sentence.word(i) in _SAYING and sentence.word(i + 1) == "that"
    placed = _subject_place(sentence, position) or _told_of(sentence, i)
    return i if (sentence.kind(i) == "vp" or mistagged) and placed else -1


def _told_of(sentence: Sentence, verb: int) -> bool:
    """`for the 1 in 8 people in the county who are facing hunger`."""
    return sentence.word(verb - 1) == "who" and sentence.kind(verb) == "vp"


def more_likely(site: Site) -> Term | None:
    """`four times more likely than others to choose a college close to home`: to do what."""
    sentence = site.sentence
    if "likely" not in sentence.word(site.position + 1).split():
        return None
    for i in range(site.position + 2, min(site.position + 10, len(sentence.phrases))):
        if sentence.kind(i) == "vp" and sentence.word(i).startswith("to "):
            span = _predicate_span(sentence, i)
            first = sentence.phrases[i].start + 1
            first += sentence.doc[first].lower_ == "have" and first + 1 < sentence.phrases[i].end
            start = sentence.doc[first].idx
            return Term(Span(start, span.end), None, "concept.likely") if span else None
        if sentence.kind(i) in {"vp", "stop", "sub", "colon", "figure"}:
            break
    return None


def _finite_after(sentence: Sentence, position: int) -> int:
    """Past a reduced relative: `electric cars sold in Europe last year had our chips`."""
    if sentence.kind(position) != "vp":
        return position
    phrase = sentence.phrases[position]
    first = sentence.doc[phrase.start]
    if sentence.kind(position - 1) == "pronoun":  # two-thirds of the ore we haul now comes from
        later = range(position + 1, min(position + 6, len(sentence.phrases)))
        return next((i for i in later if sentence.kind(i) == "vp"), position)
    if first.tag_ not in {"VBN", "VBG"} or phrase.end - phrase.start > 1 or first.lower_ in _SAYING:
        return position
    for i in range(position + 1, len(sentence.phrases)):
        if sentence.kind(i) == "vp":
            finite = sentence.doc[sentence.phrases[i].start].tag_ in {"VBD", "VBZ", "VBP", "MD"}
            return i if finite else position
        if sentence.kind(i) not in {"prep", "np", "date", "adv", "det", "adj", "figure"}:
            return position
    return position


def _subject_place(sentence: Sentence, position: int) -> bool:
    """Nothing governs the figure from the left within its clause."""
    i = position - 1
    while sentence.kind(i) in {"adv", "det", "adj", "open", "quote"}:
        i -= 1
    if sentence.kind(i) == "figure":
        return _subject_place(sentence, i)
    if sentence.word(i) in {"whom", "which"} and sentence.word(i - 1) == "of":
        return True  # 340 employees, of whom two thirds work at its head office
    if sentence.word(i) == "out" and sentence.word(i - 1).startswith("point"):
        return True  # points out 92 per cent of the workforce have agreed
    if sentence.kind(i) == "np" and sentence.kind(i - 1) == "prep":  # half of leaders (42%)
        return sentence.kind(i - 2) == "figure" and _subject_place(sentence, i - 2)
    return (
        i < 0
        or sentence.kind(i) in {"comma", "cc", "sub", "stop", "colon", "dash"}
        or (sentence.word(i) in {"with", "another", "when", "where", "if"})
        or (sentence.kind(i) == "vp" and sentence.word(i).split()[-1] in role_words("saying_verb"))
    )


_SAYING = frozenset(
    ["said", "say", "says", "saying", "reported", "report", "stated", "indicated", "indicate"]
)


_AUXILIARIES = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "'s", "’s", "'re", "’re"}
    | {"has", "have", "had", "will", "would", "can", "could", "may", "might", "must", "should"}
)


def _predicate_span(sentence: Sentence, verb: int) -> Span | None:
    doc = sentence.doc
    phrase = sentence.phrases[verb]
    quoted = _quoted(sentence, verb + 1)
    if quoted is not None and set(sentence.words(phrase)) & _SAYING:
        return quoted
    start = phrase.start
    finite = {"VBD", "VBP", "VBZ", "VB"}
    if doc[start].tag_ == "VBN" and start + 1 < phrase.end and doc[start + 1].tag_ in finite:
        start += 1  # of the adults surveyed said they planned
    while start < phrase.end and (doc[start].lower_ in _AUXILIARIES or _adverb(sentence, start)):
        start += 1
    if start == phrase.end and doc[start - 1].lower_ in _HAVING:
        start -= 1  # have the defect
    if start < phrase.end and doc[start].lower_ in _SAYING and _tells(sentence, start):
        start += 1
        while start < sentence.end and doc[start].lower_ in {"that", "they", *_AUXILIARIES}:
            start += 1
    end = _clause_end(sentence, verb)
    opens = {"DT", ",", "IN"} if start == phrase.end else {"DT", ","}
    while start < end and doc[start].tag_ in opens:
        start += 1
    return sentence.chars(start, end) if start < end else None


def _adverb(sentence: Sentence, token: int) -> bool:
    """`still have one`, `also said`: does not change what is said, as `not` and `never` do."""
    word = sentence.doc[token]
    return word.tag_ == "RB" and word.lower_ not in _DENYING


_HAVING = frozenset({"have", "has", "had"})
_DENYING = frozenset({"not", "n't", "n’t", "never", "no", "rarely", "seldom", "hardly"})


def _tells(sentence: Sentence, token: int) -> bool:
    """`said they are`, `reported earning`: not `report that`, which is what they do."""
    if not sentence.doc[token].lower_.startswith("report"):
        return True
    return token + 1 < sentence.end and sentence.doc[token + 1].tag_ == "VBG"


def _quoted(sentence: Sentence, position: int) -> Span | None:
    """The words in quotation marks that open at a position and end the clause."""
    if sentence.kind(position) != "quote":
        return None
    for i in range(position + 1, len(sentence.phrases)):
        if sentence.kind(i) == "quote":
            if sentence.kind(i + 1) not in {None, "figure", "cc", "comma", "stop"}:
                return None
            end = sentence.phrases[i].start
            while sentence.doc[end - 1].is_punct:
                end -= 1
            return sentence.chars(sentence.phrases[position + 1].start, end)
    return None


def _clause_end(sentence: Sentence, verb: int) -> int:
    """The token after the clause: the next figure's conjunction, or the full stop."""
    end = sentence.end
    for i in range(verb + 1, len(sentence.phrases)):
        kind, word = sentence.kind(i), sentence.word(i)
        boundary = kind == "sub" and word in {"while", "although", "though", "whereas"}
        boundary = boundary or (kind == "cc" and word == "but") or kind == "dash"
        boundary = (
            boundary
            or kind == "stop"
            or (word in {"compared", "versus", "vs", "vs.", "against", "as against"})
        )
        boundary = boundary or (kind == "prep" and sentence.kind(i + 1) == "date")
        boundary = boundary or (kind == "open" and sentence.kind(i + 1) == "figure")
        boundary = boundary or (kind == "comma" and sentence.kind(i + 1) in {"np", "vp", "quote"})
        boundary = boundary or (kind == "comma" and adverb_direction(sentence, i + 1) is not None)
        boundary = boundary or (kind == "date" and _ends(sentence, i + 1))
        boundary = boundary or (kind in {"comma", "cc"} and _clause_opens(sentence, i + 1))
        conjunction = kind in {"comma", "cc"} and _figure_opens(sentence, i + 1)
        if boundary or conjunction:
            end = sentence.phrases[i].start
            break
    doc = sentence.doc
    while end > sentence.start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        if doc[end - 1].text in {"”", '"', "%"}:
            break
        end -= 1
    return end


def _clause_opens(sentence: Sentence, position: int) -> bool:
    """`…, and I think the rest could`, `…, and the company bought back`: a clause of its own."""
    i = position + (sentence.kind(position) == "cc")
    if sentence.kind(i) not in {"pronoun", "np"} or sentence.kind(i + 1) != "vp":
        return False
    if sentence.kind(i) == "np" and sentence.kind(position - 1) != "comma":
        return False
    return sentence.doc[sentence.phrases[i + 1].start].tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _ends(sentence: Sentence, position: int) -> bool:
    """Nothing more of the clause stands at a position: a date before it tells only when."""
    return sentence.kind(position) in {None, "stop", "comma", "cc", "sub", "close", "quote"}


def _figure_opens(sentence: Sentence, position: int) -> bool:
    i = position
    while sentence.kind(i) in {"adv", "det", "cc", "comma", "adj"}:
        i += 1
    return sentence.kind(i) == "figure"
