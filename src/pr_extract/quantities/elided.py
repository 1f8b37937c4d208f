"""Counts whose noun stands elsewhere: `from 15 stores to 20`, `deliveries rose to 4,000`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pr_extract.quantities.counts import count_words, counted, is_label
from pr_extract.quantities.head_nouns import NOUNS, TokenIndex, head_noun, may_count_many
from pr_extract.quantities.lemmas import singular
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_ANTECEDENT_REACH = 200  # characters


def find_elided(
    tokens: TokenIndex,
    text: str,
    numbers: Sequence[BareNumber],
    found: Mapping[Span, Quantity],
) -> dict[Span, Quantity]:
    """Counts among the numbers that have no noun of their own; those found are left alone."""
    elided: dict[Span, Quantity] = {}
    for place, number in enumerate(numbers):
        if number.span in found or is_label(tokens, text, number):
            continue
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        count = (
            _sample_size(tokens, text, number)
            or _suspended(tokens, text, number, following, found, elided)
            or _partitive(tokens, text, number)
            or _compared(tokens, text, number, numbers[:place], found, elided)
            or _tallied(tokens, text, number)
        )
        if count is not None:
            elided[number.span] = count
    return elided


_SAMPLE = re.compile(r"(?<![A-Za-z])[Nn]\s?=\s?$")


def _sample_size(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """`placebo (N=184)`: the people counted are the nearest named before."""
    if not _SAMPLE.search(text[max(0, number.span.start - 5) : number.span.start]):
        return None
    index = tokens.before(number.span.start)
    low = max(0, (index or 0) - 120)
    doc = tokens.doc
    for i in range(index or 0, low, -1):
        if doc[i].tag_ in ("NNS", "NNPS") and doc[i].lower_ in _PEOPLE:
            head = _with_modifiers(tokens, i)
            return counted(number, number.span, singular(doc[i].text), head, text, "count.sample")
    return None


_PEOPLE = frozenset(
    ["patients", "participants", "subjects", "respondents", "adults", "children", "people", "women", "men", "individuals", "volunteers", "consumers", "employees", "users", "customers", "households", "infants", "eyes", "cases", "controls", "students", "executives", "adolescents", "persons", "veterans", "residents", "voters"]
)


def _with_modifiers(tokens: TokenIndex, index: int) -> Span:
    """The noun at the index with the adjectives and nouns directly before it."""
    doc = tokens.doc
    start = index
    while start > 0 and (
        doc[start - 1].tag_ in NOUNS or doc[start - 1].tag_ in ("JJ", "VBN", "JJR", "JJS", "HYPH")
    ):
        if doc[start].is_sent_start:
            break
        start -= 1
    return Span(doc[start].idx, doc[index].idx + len(doc[index]))


def _suspended(
    tokens: TokenIndex,
    text: str,
    number: BareNumber,
    following: BareNumber | None,
    found: Mapping[Span, Quantity],
    elided: Mapping[Span, Quantity],
) -> Quantity | None:
    """`327 dock-high and 28 drive-in doors`, `two- and three-bedroom`: the noun comes later."""
    if following is None or following.span not in found:
        return None
    between = text[number.span.end : following.extent.start]
    if (
        len(between) > 60
        or not re.search(r"(?:\band|\bor|,|\bto)\s*$", between)
        or re.search(r"[.;:()]", between)
    ):
        return None
    first, last = tokens.after(number.span.end), tokens.before(following.extent.start)
    if first is None or last is None:
        return None
    if any(may_count_many(t) and t.tag_ in NOUNS for t in tokens.doc[first : last + 1]):
        return None
    if any(
        t.tag_.startswith(("VB", "IN", "PRP", "DT")) and t.tag_ not in ("VBN", "VBG")
        for t in tokens.doc[first : last + 1]
    ):
        return None
    noun = found[following.span]
    return counted(number, number.span, noun.unit, noun.head, text, "count.suspended")


_OF_ITS = re.compile(r"\s+of\s+(?:the|its|our|their|these|those|his|her)\s+", re.IGNORECASE)
_OF_THEM = re.compile(r"\s+of\s+(?:which|whom|them|these|those)\b", re.IGNORECASE)


def _partitive(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """`40 of its stores`, `three of the 12 plants`."""
    if number.value == 1:
        return None
    match = _OF_ITS.match(text, number.span.end)
    if match is None:
        return None
    first = tokens.after(match.end())
    doc = tokens.doc
    while first is not None and first < len(doc) - 1 and doc[first].tag_ == "CD":
        first += 1
    if first is None:
        return None
    head = head_noun(doc, first, plural=True)
    if head is None or head.noun.of(text).lower() in count_words("uncounted"):
        return None
    return counted(number, number.span, head.unit, head.phrase, text, "count.partitive")


_COMPARED = re.compile(
    r"\b(?:from|to|vs\.?|versus|against|than|and|reaching|at|compared\s+(?:with|to)|up\s+from|down\s+from)"
    r"\s+(?:[a-z]+\s+){0,2}$"
)


def _compared(
    tokens: TokenIndex,
    text: str,
    number: BareNumber,
    earlier: Sequence[BareNumber],
    found: Mapping[Span, Quantity],
    elided: Mapping[Span, Quantity],
) -> Quantity | None:
    """`from 15 stores to 20`, `1,200 users, up from 900`: a count before it in the sentence."""
    if _noun_follows(tokens, number):
        return None
    start = number.extent.start
    of_them = _OF_THEM.match(text, number.span.end) is not None
    if not of_them and not _COMPARED.search(text[max(0, start - 30) : start]):
        return None
    for other in reversed(earlier[-4:]):
        antecedent = found.get(other.span) or elided.get(other.span)
        if antecedent is None:
            continue
        if _same_sentence(tokens, other.span.start, number.span.start):
            return counted(
                number, number.span, antecedent.unit, antecedent.head, text, "count.compared"
            )
        return None
    return None


def _noun_follows(tokens: TokenIndex, number: BareNumber) -> bool:
    index = tokens.after(number.span.end)
    if index is None:
        return False
    token = tokens.doc[index]
    return token.tag_ in NOUNS or token.tag_ in ("JJ", "JJR", "HYPH", "$") or token.text in "%-/:"


def _same_sentence(tokens: TokenIndex, left: int, right: int) -> bool:
    if right - left > _ANTECEDENT_REACH:
        return False
    doc = tokens.doc
    between = doc[tokens.at(left) + 1 : tokens.at(right) + 1]
    return not any(
        t.text in (".", ";", "!", "?") or (t.is_space and t.text.count("\n") > 1) for t in between
    )


_LEVEL_VERBS = frozenset(
    ["reach", "reached", "reaches", "reaching", "total", "totaled", "totalled", "totals", "totaling", "be", "is", "are", "was", "were", "stood", "stands", "hit", "hits", "hitting", "exceed", "exceeded", "exceeds", "topped", "surpassed", "numbered", "remained", "amounted", "rise", "rose", "risen", "rises", "rising", "grew", "grown", "grows", "growing", "increased", "increases", "increasing", "climbed", "climbing", "jumped", "surged", "soared", "fell", "falls", "falling", "fallen", "dropped", "dropping", "declined", "declining", "decreased", "decreasing", "slipped", "dipped", "slid", "up", "down", "came", "averaged", "averaging", "doubled", "tripled", "expanded"]
)


def _tallied(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """`the number of users reached 1.2 million`, `deliveries rose to 4,000`, `the index fell to 98`."""
    if _noun_follows(tokens, number):
        return None
    index = tokens.before(number.extent.start)
    if index is None:
        return None
    doc = tokens.doc
    verb = _verb_before(tokens, index)
    if verb is None:
        return None
    noun = _subject(tokens, verb)
    if noun is None:
        return None
    token = doc[noun]
    if token.lower_ in count_words("score"):
        score = counted(
            number,
            number.span,
            "dimensionless",
            _with_modifiers(tokens, noun),
            text,
            "score.subject",
        )
        return replace(score, kind="measurement", per=None)
    if token.lower_ in count_words("uncounted") or not may_count_many(token):
        return None
    return counted(
        number,
        number.span,
        singular(token.text),
        _with_modifiers(tokens, noun),
        text,
        "count.subject",
    )


def _verb_before(tokens: TokenIndex, index: int) -> int | None:
    """The verb of level or change that leads to the number, over `to`, `at`, `by` and adverbs."""
    doc = tokens.doc
    for i in range(index, max(-1, index - 6), -1):
        token = doc[i]
        if token.lower_ in _LEVEL_VERBS:
            return i
        fills = token.tag_ in ("RB", "IN", "TO", "JJ", "JJR", "RP", "CC", ",") or token.text == ","
        if not fills or token.lower_ in ("in", "on", "of", "for", "with", "than", "during"):
            return None
    return None


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
    for noun in nouns:
        if (
            doc[noun].lower_ in ("number", "numbers")
            and noun + 1 < len(doc)
            and doc[noun + 1].lower_ == "of"
        ):
            following = [i for i in nouns if i > noun]
            return _run_end(tokens, min(following)) if following else None
    subjects = [
        i for i in nouns if doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].head.i <= verb + 1
    ]
    if subjects:
        return max(subjects)
    nearest = nouns[0]
    return nearest if nearest == verb - 1 else None


def _run_end(tokens: TokenIndex, index: int) -> int:
    doc = tokens.doc
    while index + 1 < len(doc) and doc[index + 1].tag_ in NOUNS:
        index += 1
    return index


def _is_noun(token: Token) -> bool:
    return token.tag_ in NOUNS
