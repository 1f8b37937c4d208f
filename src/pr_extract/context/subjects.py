"""Who or what a verb is said of: the parse where it answers, word order where it does not."""

from __future__ import annotations

from pr_extract.context.phrases import Sentence
from pr_extract.context.terms import names_entity, noun_phrase
from pr_extract.entities import Entities
from pr_extract.source import Span

# A subject stands left of its verb; looking for it in word order stops at these.
_WALLS = frozenset({"sub", "stop", "colon", "open", "dash"})


def subject_told_of(sentence: Sentence, entities: Entities) -> Span | None:
    """The nameless subject of the sentence's first verb: what `it` means in the next sentence."""
    verb = next((i for i, kind in enumerate(sentence.kinds) if kind == "vp"), -1)
    subject = subject_of(sentence, verb) if verb > 0 else -1
    if subject < 0 or sentence.kind(subject) != "np" or names_entity(sentence, subject, entities):
        return None
    return noun_phrase(sentence, subject)


def verb_left_of(sentence: Sentence, position: int, *, commas: int = 9) -> int:
    """Position of the verb group that governs the phrase at a position, by word order; -1 if none.

    Brackets closed on the way are stepped over; a subordinator, a full stop or an open bracket
    ends the clause.
    """
    depth = 0
    for i in range(position - 1, -1, -1):
        kind = sentence.kind(i)
        if kind == "close":
            depth += 1
        elif kind == "open":
            if not depth:
                return -1
            depth -= 1
        elif depth:
            continue
        elif kind == "vp":
            return i
        elif kind == "comma":
            commas -= 1
            if commas < 0:
                return -1
        elif kind in {"stop", "sub", "colon", "dash"}:
            return -1
    return -1


def subject_of(sentence: Sentence, verb: int) -> int:
    """Position of the phrase that is the subject of the verb group at a position; -1 if none.

    A participle without a subject of its own takes that of the verb before it; a relative pronoun
    is replaced by the noun phrase it stands for.
    """
    if _absolute(sentence, verb):
        return _before_of(sentence, verb - 1)
    glossed = _before_gloss(sentence, verb)
    if glossed >= 0:
        return _before_of(sentence, glossed)
    aside = _before_aside(sentence, verb)
    if aside >= 0:
        return _before_of(sentence, aside)
    if _stands_before(sentence, verb):
        return verb - 1
    found = _parsed_subject(sentence, verb)
    opens = sentence.kind(verb - 1) == "comma" and _opens_with_name(sentence, verb)
    if found < 0 or (opens and not _proper(sentence, found)):
        found = _subject_by_order(sentence, verb)
    if found >= 0 and sentence.kind(found) == "rel":
        found = _noun_left_of(sentence, found)
        named = found >= 2 and sentence.kind(found - 2) == "np"
        if named and sentence.kind(found - 1) == "comma" and _proper(sentence, found - 2):
            found -= 2  # REMEDY, a trial which enrolled
        if sentence.kind(found + 1) == "comma":
            found = _before_of(sentence, found)  # the export volume of tea, which stood at
        return found
    if _apposed(sentence, found):
        found -= 2
    return _before_of(sentence, found)


def _before_aside(sentence: Sentence, verb: int) -> int:
    """`although volumes, having dropped 8% in May, were`: of the noun that the aside is about."""
    phrase = sentence.phrases[verb]
    participle = sentence.doc[phrase.start].lower_ == "having"
    if not participle or sentence.kind(verb - 1) != "comma" or sentence.kind(verb - 2) != "np":
        return -1
    closed = any(
        sentence.kind(i) == "comma" and sentence.kind(i + 1) == "vp"
        for i in range(verb + 1, len(sentence.phrases))
    )
    return verb - 2 if closed else -1


def _before_gloss(sentence: Sentence, verb: int) -> int:
    """`with earnings (adjusted EBITA) reaching $12 million`: of the noun before the bracket."""
    if sentence.kind(verb - 1) != "close":
        return -1
    i = verb - 2
    while i > 0 and sentence.kind(i) != "open":
        i -= 1
    absolute = sentence.kind(i - 1) == "np" and sentence.word(i - 2) == "with"
    return i - 1 if absolute else -1


def _absolute(sentence: Sentence, verb: int) -> bool:
    """`…, mill throughput having been raised by 600 tonnes`: a subject of its own."""
    first = sentence.doc[sentence.phrases[verb].start]
    having = first.lower_ == "having" and sentence.kind(verb - 1) == "np"
    return having and sentence.kind(verb - 2) in {"comma", "cc"}


def _stands_before(sentence: Sentence, verb: int) -> bool:
    """`Post closing of the deal on May 2, its cash balance totaled`: right behind an opening."""
    if sentence.kind(verb - 1) != "np" or sentence.kind(verb - 2) != "comma":
        return False
    first = sentence.doc[sentence.phrases[verb].start]
    opening = verb - 1 == sentence.main_clause
    return opening and first.tag_ in {"VBD", "VBZ", "VBP", "MD"}


def _before_of(sentence: Sentence, found: int) -> int:
    """`the operating cost of enterprises`: the parse often takes the last noun."""
    while sentence.word(found - 1) in {"of", "per"} and sentence.kind(found - 2) == "np":
        found -= 2
    return found


def _proper(sentence: Sentence, position: int) -> bool:
    return sentence.doc[sentence.phrases[position].head].tag_ in {"NNP", "NNPS"}


def _apposed(sentence: Sentence, position: int) -> bool:
    """`Endoscopic improvement, a key endpoint, occurred`: the noun phrase that explains another."""
    if position < 2 or sentence.kind(position) != "np":
        return False
    first = sentence.doc[sentence.phrases[position].start]
    return (
        first.tag_ == "DT"
        and sentence.kind(position - 1) == "comma"
        and sentence.kind(position - 2) == "np"
        and sentence.kind(position + 1) == "comma"
    )


def _parsed_subject(sentence: Sentence, verb: int) -> int:
    phrase = sentence.phrases[verb]
    for i in range(phrase.end - 1, phrase.start - 1, -1):
        for child in sentence.doc[i].children:
            if child.dep_ in {"nsubj", "nsubjpass"} and child.i < phrase.start:
                position = sentence.position_of(child.i)
                if position >= 0 and _may_be_subject(sentence, position, verb):
                    return position
        head = sentence.doc[i].head
        if sentence.doc[i].dep_ == "conj" and head.i < phrase.start:
            other = sentence.position_of(head.i)
            if other >= 0 and sentence.kind(other) == "vp":
                return subject_of(sentence, other)
    return -1


def _may_be_subject(sentence: Sentence, position: int, verb: int) -> bool:
    """No colon or full stop stands between a subject and its verb, whatever the parse says."""
    if any(sentence.kind(i) in {"stop", "colon", "dash"} for i in range(position + 1, verb)):
        return False
    return sentence.kind(position) in {"np", "pronoun", "rel", "figure", "vp", "det"}


def _subject_by_order(sentence: Sentence, verb: int) -> int:
    """The first noun phrase of the run `NP (prep NP)*` that ends at the verb."""
    opening = sentence.phrases[verb]
    tags = [sentence.doc[i].tag_ for i in range(opening.start, opening.end)]
    tag = next((tag for tag in tags if tag != "RB"), tags[0])
    if tag in {"VBG", "VBN"} and sentence.kind(verb - 1) not in {"np", "pronoun"}:
        dashed = tag == "VBG" and sentence.kind(verb - 1) == "dash"
        previous = verb_left_of(sentence, verb - 1 if dashed else verb)
        return subject_of(sentence, previous) if previous >= 0 else -1
    if sentence.word(verb).startswith("to "):
        for i in range(verb - 1, 0, -1):
            if sentence.word(i - 1) == "for" and sentence.kind(i) == "np" and _proper(sentence, i):
                return i  # an agreement for Brookfield to hold …
            if sentence.kind(i) == "vp":
                break
    if sentence.kind(verb - 1) == "cc":
        previous = verb_left_of(sentence, verb)
        if previous >= 0:
            return subject_of(sentence, previous)
    if sentence.kind(verb - 1) == "comma" and _opens_with_name(sentence, verb):
        return next(i for i in range(verb) if sentence.kind(i) == "np")
    found = -1
    i = verb - 1
    depth = 0
    while i >= 0:
        kind = sentence.kind(i)
        if kind == "close":
            depth += 1
        elif kind == "open":
            if not depth:
                break
            depth -= 1
        elif depth:
            pass
        elif kind in {"np", "pronoun", "figure", "rel"}:
            found = i
            if sentence.kind(i - 1) != "prep":
                break
            if sentence.kind(i - 2) == "vp" and _gerund_opens(sentence, i - 2):
                return i - 2
        elif kind == "vp":
            if sentence.word(verb).startswith(("to ", "and ")) or sentence.kind(verb - 1) == "cc":
                return subject_of(sentence, i)
            break
        elif (kind == "comma" and found >= 0) or kind in _WALLS:
            break
        i -= 1
    return found


def _opens_with_name(sentence: Sentence, verb: int) -> bool:
    """`Acme AG (“Acme”), a provider of tools, increased …`: nothing finite before the verb."""
    first = next((i for i in range(verb) if sentence.kind(i) == "np"), -1)
    if first < 0 or not _proper(sentence, first) or sentence.kind(first - 1) == "prep":
        return False
    if sentence.kind(first + 1) not in {"comma", "open"}:
        return False
    return not any(
        sentence.doc[t].tag_ in {"VBD", "VBZ", "VBP", "MD"}
        for i in range(first, verb)
        if sentence.kind(i) == "vp"
        for t in range(sentence.phrases[i].start, sentence.phrases[i].end)
    )


def _gerund_opens(sentence: Sentence, position: int) -> bool:
    """`Spending on recreation totaled …`: a gerund that opens its clause is the subject."""
    if sentence.doc[sentence.phrases[position].start].tag_ != "VBG":
        return False
    return sentence.kind(position - 1) in {None, "stop", "colon", "dash", "sub"}


def _noun_left_of(sentence: Sentence, position: int) -> int:
    for i in range(position - 1, -1, -1):
        if sentence.kind(i) in {"np", "figure"}:
            return i
        if sentence.kind(i) not in {"comma", "prep"}:
            return -1
    return -1
