"""Numbers told of a subject: `deliveries rose to 4,000`, `Homes sold in May: 412`."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import NOUNS, TokenIndex, may_count_many, phrase_before
from pr_extract.quantities.lemmas import singular
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.scores import score
from pr_extract.units import match_unit


def noun_follows(tokens: TokenIndex, number: BareNumber) -> bool:
    """Whether a word follows that could be the number's own noun, or make it something else."""
    index = tokens.after(number.span.end)
    if index is None:
        return False
    token, before = tokens.doc[index], tokens.doc[max(0, index - 1)]
    lines = before.text.count("\n") if before.is_space else 0
    if lines > 1 or (lines and token.is_punct):
        return False  # the next paragraph, or the next item's mark
    if token.lower_ in _WHEN:
        return False  # fell by 900 last week
    return token.tag_ in NOUNS or token.tag_ in ("JJ", "JJR", "HYPH", "$") or token.text in "%-/:"


# What says when, or that somebody reckoned with it (`fewer than the 900 forecast`).
_WHEN = frozenset(
    {
        "forecast",
        "expected",
        "predicted",
        "projected",
        "last",
        "next",
        "this",
        "earlier",
        "later",
        "early",
        "late",
    }
)


def find_tally(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """The count or score of a number told of a subject, or of the label before its colon.

    `the number of users reached 12,000`, `passenger traffic rose to 4,000`, `the PMI fell to 48`.
    """
    if noun_follows(tokens, number):
        return None
    index = tokens.before(number.extent.start)
    if index is None:
        return None
    doc = tokens.doc
    if doc[index].text == ":":
        noun = _labelled(tokens, index)
    elif doc[index].text == "(" and _SET_BESIDE.match(text, number.span.end):
        noun = index - 1 if index and doc[index - 1].tag_ in NOUNS else None
    elif doc[index].lower_ == "of" and index and doc[index - 1].lower_ in _held():
        noun = index - 1
    else:
        verb = _bounding_verb(tokens, number)
        verb = verb if verb is not None else _verb_before(tokens, index)
        noun = _subject(tokens, verb) if verb is not None else _brought(tokens, text, number)
    if noun is None:
        return None
    head = phrase_before(doc, noun)
    if doc[noun].lower_ in count_words("score"):
        return score(number, head, text)
    unit = unit_of(tokens, text, noun)
    if unit is None:
        return None
    found = counted(number, number.span, unit, head, text, "count.subject")
    # `the days on market fell to 70`: what is told may be a measure.
    measure = match_unit(f"1 {doc[noun].lower_}", 1)
    if measure is not None and measure.kind == "measurement" and not measure.symbol:
        return replace(found, kind="measurement", unit=measure.unit)
    return found


# `transaction volume (31 in May vs. 37 in June)`
_SET_BESIDE = re.compile(r"\s+(?:in|vs\.?|versus|against|compared)\s")


def _held() -> frozenset[str]:
    """Nouns that a number may follow with `of`: `a customer base of 3 million`."""
    return count_words("collective") | count_words("gauge")


def unit_of(tokens: TokenIndex, text: str, noun: int) -> str | None:
    """What a noun told of as a number counts: `deliveries`, `passenger traffic`, `headcount`."""
    token = tokens.doc[noun]
    if token.lower_ in count_words("gauge") and noun:
        gauged = tokens.doc[noun - 1]
        if gauged.tag_ in ("NN", "NNP") and _is_countable(gauged.lower_, text):
            return singular(gauged.text)
    if token.lower_ in count_words("jobs"):
        return "job"
    if token.lower_ in count_words("deaths"):
        return "death"
    if token.lower_ in count_words("collective"):
        return singular(token.text)
    if token.lower_ in count_words("uncounted") or not may_count_many(token):
        return None
    return singular(token.text)


def _is_countable(noun: str, text: str) -> bool:
    """Whether there is more than one of the thing: it is a person, or the text has its plural."""
    return noun in _people() or noun in _counted_in(text)


@lru_cache(maxsize=1)
def _people() -> frozenset[str]:
    return frozenset(map(singular, count_words("people")))


_PLURALS = re.compile(r"(?<![\w-])[a-z]{3,20}s(?![\w-])")


@lru_cache(maxsize=8)
def _counted_in(text: str) -> frozenset[str]:
    """The singulars of the words in a text that end like plurals."""
    return frozenset(map(singular, set(_PLURALS.findall(text))))


def _labelled(tokens: TokenIndex, colon: int) -> int | None:
    """The noun of the label before a colon that opens the line or the sentence."""
    doc = tokens.doc
    start = colon
    while start > 0 and colon - start < 10 and not doc[start].is_sent_start:
        if doc[start - 1].text in (".", ";", ",", "•", "*", "|") or doc[start - 1].is_space:
            break
        start -= 1
    nouns = [i for i in range(start, colon) if doc[i].tag_ in NOUNS]
    if nouns and doc[nouns[-1]].ent_type_ in ("GPE", "LOC", "NORP"):
        return None  # United States: 512,000
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
        fills = token.tag_ in _FILLERS or token.text in ",%" or token.lower_ in _HIGHS
        if not fills or token.lower_ in ("in", "on", "of", "for", "with", "than", "during"):
            return None
    return None


# `jumped to a record 31,220`
_HIGHS = frozenset({"a", "an", "record", "new", "total", "combined"})
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
        return _before_place(tokens, nouns)
    subjects = [
        i for i in nouns if doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].head.i <= verb + 1
    ]
    return max(subjects) if subjects else None


def _before_place(tokens: TokenIndex, nouns: list[int]) -> int:
    """The noun before a place that is told with it: `traffic at the airport`; nouns run backwards.

    Not so with `of`: `deliveries of hybrids` count hybrids.
    """
    doc = tokens.doc
    for place, noun in enumerate(nouns):
        start = noun
        while start > 0 and doc[start - 1].tag_ in (*NOUNS, "JJ", "DT", "PRP$", "POS", "HYPH"):
            start -= 1
        if start == 0 or doc[start - 1].lower_ not in _PLACING:
            return noun
        if all(left >= start for left in nouns[place + 1 :]):
            return noun
    return nouns[0]


_PLACING = frozenset({"at", "in", "on", "from", "to", "through", "via", "across", "within"})

# `bringing the number of gates to 28`: what is brought to a number by a verb of doing.
_BROUGHT = re.compile(
    r"\b(?P<count>number|headcount|membership|workforce|enrolment|enrollment)"
    r"(?:\s+of\s+(?P<noun>(?:[\w-]{1,20}\s+){0,3}?[\w-]{2,20}s))?"
    r"(?:\s+(?:[a-z]+\s+){0,4}?|\s+)(?:to|at)\s+$",
    re.IGNORECASE,
)


def _brought(tokens: TokenIndex, text: str, number: BareNumber) -> int | None:
    """The noun of a number that something brings to the figure."""
    at = number.extent.start
    match = _BROUGHT.search(text, max(0, at - 90), at)
    if match is None or re.search(r"[.;:,()\d]", match[0]):
        return None
    if match["noun"]:
        return tokens.before(match.end("noun"))
    return tokens.before(match.end("count")) if match["count"].lower() != "number" else None


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
