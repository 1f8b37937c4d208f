"""Numbers told of a subject: `deliveries rose to 4,000`, `Homes sold in May: 412`."""

from __future__ import annotations

from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import NOUNS, TokenIndex, may_count_many, phrase_before
from pr_extract.quantities.lemmas import singular
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.scores import score


def noun_follows(tokens: TokenIndex, number: BareNumber) -> bool:
    """Whether a word follows that could be the number's own noun, or make it something else."""
    index = tokens.after(number.span.end)
    if index is None:
        return False
    token = tokens.doc[index]
    return token.tag_ in NOUNS or token.tag_ in ("JJ", "JJR", "HYPH", "$") or token.text in "%-/:"


def find_tally(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """`the number of users reached 12,000`, `deliveries rose to 4,000`, `the PMI fell to 48`."""
    if noun_follows(tokens, number):
        return None
    index = tokens.before(number.extent.start)
    if index is None:
        return None
    doc = tokens.doc
    if doc[index].text == ":":
        noun = _labelled(tokens, index)
    else:
        verb = _bounding_verb(tokens, number)
        verb = verb if verb is not None else _verb_before(tokens, index)
        noun = _subject(tokens, verb) if verb is not None else None
    if noun is None:
        return None
    token = doc[noun]
    head = phrase_before(doc, noun)
    if token.lower_ in count_words("score"):
        return score(number, head, text)
    many = may_count_many(token) or token.lower_ in count_words("collective")
    if token.lower_ in count_words("uncounted") or not many:
        return None
    return counted(number, number.span, singular(token.text), head, text, "count.subject")


def _labelled(tokens: TokenIndex, colon: int) -> int | None:
    """The noun of the label before a colon that opens the line or the sentence."""
    doc = tokens.doc
    start = colon
    while start > 0 and colon - start < 10 and not doc[start].is_sent_start:
        if doc[start - 1].text in (".", ";", ",", "•", "*", "|") or doc[start - 1].is_space:
            break
        start -= 1
    nouns = [i for i in range(start, colon) if doc[i].tag_ in NOUNS]
    counted_of = _after_number_of(tokens, nouns[::-1])
    if counted_of is not None:
        return counted_of
    many = [i for i in nouns if may_count_many(doc[i])]
    return _run_end(tokens, many[0]) if many and colon - start < 10 else None


def _bounding_verb(tokens: TokenIndex, number: BareNumber) -> int | None:
    """The verb that is the bound itself (`exceeded 40,000`)."""
    if number.extent.start >= number.span.start:
        return None
    first, last = tokens.at(number.extent.start), tokens.before(number.span.start)
    verbs = range(first, (last if last is not None else first) + 1)
    return next((i for i in verbs if tokens.doc[i].lower_ in count_words("leading")), None)


def _verb_before(tokens: TokenIndex, index: int) -> int | None:
    """The verb of level or change that leads to the number, over `to`, `at`, `by` and adverbs."""
    doc = tokens.doc
    for i in range(index, max(-1, index - 6), -1):
        token = doc[i]
        if token.lower_ in count_words("leading"):
            return i
        fills = token.tag_ in _FILLERS or token.text in ",%"
        if not fills or token.lower_ in ("in", "on", "of", "for", "with", "than", "during"):
            return None
    return None


# Between a verb of change and its figure: `rose 12%, or nearly by half, to`.
_FILLERS = frozenset({"RB", "IN", "TO", "JJ", "JJR", "RP", "CC", ",", "CD"})


def _subject(tokens: TokenIndex, verb: int) -> int | None:
    """The noun that stands for what rose or reached: `number of X` means X."""
    doc = tokens.doc
    low = max(-1, verb - 14)
    nouns: list[int] = []
    for i in range(verb - 1, low, -1):
        token = doc[i]
        if token.text in (".", ";", ":") or (token.is_space and token.text.count("\n") > 1):
            break
        if token.tag_ in NOUNS:
            nouns.append(i)
        if token.is_sent_start:
            break
    if not nouns:
        return None
    counted_of = _after_number_of(tokens, nouns)
    if counted_of is not None:
        return counted_of
    if nouns[0] == verb - 1:
        return nouns[0]
    subjects = [
        i for i in nouns if doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].head.i <= verb + 1
    ]
    return max(subjects) if subjects else None


def _after_number_of(tokens: TokenIndex, nouns: list[int]) -> int | None:
    """The noun after `number of` among the nouns, which run backwards."""
    doc = tokens.doc
    for noun in nouns:
        if doc[noun].lower_ in ("number", "numbers") and doc[noun + 1].lower_ == "of":
            following = [i for i in nouns if i > noun]
            return _run_end(tokens, min(following)) if following else None
    return None


def _run_end(tokens: TokenIndex, index: int) -> int:
    doc = tokens.doc
    while index + 1 < len(doc) and doc[index + 1].tag_ in NOUNS:
        index += 1
    return index
