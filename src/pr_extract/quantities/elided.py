"""Amounts whose unit stands elsewhere: `from 15 stores to 20`, `deliveries rose to 4,000`."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import NOUNS, TokenIndex, head_noun, may_count_many
from pr_extract.quantities.labels import is_label
from pr_extract.quantities.listed import find_listed
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.recounted import find_recounted
from pr_extract.quantities.samples import sample_size
from pr_extract.quantities.tallies import find_tally, noun_follows
from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_ANTECEDENT_REACH = 200  # characters
_RECALLED = 12  # amounts


_EMPHATIC = re.compile(
    r"(?<!\bthe\s)\b(?:only|just|all\sbut|but|exactly|kill(?:ed|ing)|injur(?:ed|ing)|wound(?:ed|ing)"
    r"|arrest(?:ed|ing))\s$",
    re.IGNORECASE,
)
_ONE_MORE = re.compile(r"\s(?:more|fewer)\s(?!time\b|thing\b|than\b)[a-z]")


def is_emphatic(text: str, number: BareNumber) -> bool:
    """Whether a `one` counts: `just one therapy`, `all but one player`, `one more win`."""
    start = number.span.start
    before = _EMPHATIC.search(text[max(0, start - 16) : start])
    return before is not None or _ONE_MORE.match(text, number.span.end) is not None


class _Anchors:
    """The amounts with a unit of their own, in text order, from which others take theirs."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        kept = [q for q in quantities if q.kind in ("count", "measurement")]
        self._starts: list[tuple[Span, int]] = []
        self._quantities: list[Quantity] = []
        for quantity in kept:
            self.add(quantity)

    def add(self, quantity: Quantity) -> None:
        insort(self._starts, (quantity.span, len(self._quantities)))
        self._quantities.append(quantity)

    def before(self, span: Span) -> Quantity | None:
        """The nearest amount before the span."""
        place = bisect_left(self._starts, (span, -1)) - 1
        return self._quantities[self._starts[place][1]] if place >= 0 else None

    def count_before(self, span: Span) -> Quantity | None:
        """The nearest count before the span, among the last few amounts."""
        place = bisect_left(self._starts, (span, -1))
        for at in range(place - 1, max(-1, place - 1 - _RECALLED), -1):
            other = self._quantities[self._starts[at][1]]
            if other.kind == "count":
                return other
        return None

    def same(self, span: Span, number: BareNumber) -> Quantity | None:
        """The nearest count before the span that has the number's value."""
        place = bisect_left(self._starts, (span, -1))
        for at in range(place - 1, max(-1, place - 1 - _RECALLED), -1):
            other = self._quantities[self._starts[at][1]]
            if other.kind == "count" and other.value == number.value:
                return other
        return None

    def after(self, span: Span) -> Quantity | None:
        """The nearest amount after the span."""
        place = bisect_right(self._starts, (span, len(self._quantities)))
        return self._quantities[self._starts[place][1]] if place < len(self._starts) else None


def find_elided(
    tokens: TokenIndex,
    text: str,
    numbers: Sequence[BareNumber],
    found: Iterable[Quantity],
    amounts: Iterable[Quantity] = (),
) -> tuple[Quantity, ...]:
    """Amounts among the numbers that have no unit of their own.

    ``found`` are the counts read so far, whose numbers are left alone; ``amounts`` other amounts
    of the text, whose units may be shared too (`39 days, up from 35`).
    """
    counts = tuple(found)
    done = {count.span.start for count in counts}
    anchors = _Anchors((*counts, *amounts))
    elided: list[Quantity] = []
    # From the back, so that in a list each number finds the one after it already read.
    for number in reversed(numbers):
        if number.span.start not in done and not is_label(tokens, text, number):
            quantity = sample_size(tokens, text, number) or _suspended(
                tokens, text, number, anchors
            )
            if quantity is not None:
                anchors.add(quantity)
                elided.append(quantity)
                done.add(number.span.start)
    for number in numbers:
        if number.span.start in done or is_label(tokens, text, number):
            continue
        one = number.words and number.value == 1
        if one and not is_emphatic(text, number):
            continue  # one of its suppliers
        quantity = _partitive(tokens, text, number)
        if quantity is None and one:
            continue
        if quantity is None and _RESTATED.search(_lead(text, number)):
            quantity = _compared(tokens, text, number, anchors)
        if quantity is None:
            quantity = find_tally(tokens, text, number) or find_listed(tokens, text, number)
        if quantity is None:
            quantity = (
                _compared(tokens, text, number, anchors)
                or _recalled(tokens, text, number, anchors)
                or _some_of(tokens, text, number, anchors)
                or _paralleled(tokens, text, number, anchors)
                or find_recounted(tokens, text, number)
            )
        if quantity is not None:
            quantity = _passed(text, quantity)
            anchors.add(quantity)
            elided.append(quantity)
    return tuple(elided)


_PASSES = re.compile(r"\bpass(?:es|ed|ing)?\s+(?:the\s+)?$", re.IGNORECASE)


def _passed(text: str, quantity: Quantity) -> Quantity:
    """`could pass six million`: with no noun to be its object, the verb is a bound."""
    start = quantity.extent.start
    if quantity.bound != "exact" or not _PASSES.search(text, max(0, start - 12), start):
        return quantity
    return replace(quantity, bound="more_than")


# After these words a figure is set against the one just given, whatever the subject.
_RESTATED = re.compile(
    r"\b(?:up\s+from|down\s+from|vs\.?|versus|compared?\s+(?:with|to)|against)\s+$", re.IGNORECASE
)


def _lead(text: str, number: BareNumber, reach: int = 30) -> str:
    """The words before a number and its bound, at most so many characters."""
    return text[max(0, number.extent.start - reach) : number.extent.start]


def _like(number: BareNumber, other: Quantity, text: str, rule: str) -> Quantity:
    """The number as an amount of the other's kind and unit, its span the number alone."""
    quantity = counted(number, number.span, other.unit, other.head, text, rule)
    return replace(quantity, kind=other.kind)


_DEFINITE = re.compile(r"\b(?:the|these|those|all)\s$", re.IGNORECASE)


def _recalled(
    tokens: TokenIndex, text: str, number: BareNumber, anchors: _Anchors
) -> Quantity | None:
    """`four partners … The four -- Acme, …`: the number alone stands for those counted before."""
    if not number.words or not _DEFINITE.search(_lead(text, number, 8)):
        return None
    index = tokens.after(number.span.end)
    if index is None:
        return None
    token = tokens.doc[index]
    finite = token.tag_ in ("VBD", "VBP", "MD") or token.text in ("--", "–", "—")
    other = anchors.same(number.span, number) if finite else None
    return None if other is None else _like(number, other, text, "count.recalled")


_WHEN = re.compile(r"\s(in|at|for|by|during|on|from|through)\s", re.IGNORECASE)


def _paralleled(
    tokens: TokenIndex, text: str, number: BareNumber, anchors: _Anchors
) -> Quantity | None:
    """`1,000 arrivals in August, some 1,200 in September`: told twice in the same way."""
    other = anchors.before(number.span)
    if other is None or other.kind != "count" or not _of_like_size(number, other):
        return None
    second, first = _WHEN.match(text, number.span.end), _WHEN.match(text, other.span.end)
    if second is None or first is None or first[1].lower() != second[1].lower():
        return None
    apart = re.search(r"(?:,|;|–|—|--)\s(?:and\s|but\s|then\s)?$", _lead(text, number))
    near = _same_sentence(tokens, other.span.end, number.span.start)
    return _like(number, other, text, "count.paralleled") if apart and near else None


_CLAUSE_START = re.compile(
    r"(?:[.;,–—]|--|\b(?:and|but|while|though)|\bat\sleast)\s+$", re.IGNORECASE
)


def _some_of(
    tokens: TokenIndex, text: str, number: BareNumber, anchors: _Anchors
) -> Quantity | None:
    """`with 250 people aboard; 180 were saved`: some of those just counted, as a subject."""
    index = tokens.after(number.span.end)
    other = anchors.before(number.span)
    if index is None or other is None or other.kind != "count":
        return None
    if tokens.doc[index].lower_ not in _FINITE or not _CLAUSE_START.search(_lead(text, number)):
        return None
    near = text[other.span.end : number.span.start]
    if _OF_THOSE.search(_lead(text, number)):
        near = near.replace("\n", "")
    fewer = number.value is not None and (other.value or 0) > number.value
    if not fewer or len(near) > _ANTECEDENT_REACH or "\n" in near or near.count(". ") > 1:
        return None
    return _like(number, other, text, "count.some_of")


_OF_THOSE = re.compile(r"\bOf\s(?:those|these|them|whom|which),\s$")
_FINITE = frozenset({"were", "are", "was", "have", "had", "died", "survived", "remain", "remained"})


_JOINED = re.compile(r"(?:\band|\bor|,|\bto|\bversus|\bvs\.?|\bthrough|&|/)\s*$", re.IGNORECASE)


def _suspended(
    tokens: TokenIndex, text: str, number: BareNumber, anchors: _Anchors
) -> Quantity | None:
    """`327 dock-high and 28 drive-in doors`, `48 and 47 days`: the noun comes later."""
    noun = anchors.after(number.span)
    if noun is not None and noun.rule == "count.adjectival" and _stands_alone(text, number):
        noun = anchors.after(noun.span)  # 24 two-bedroom and 36 three-bedroom apartments
    if noun is None or number.span.end > noun.extent.start:
        return None
    between = text[number.span.end : noun.extent.start]
    if len(between) > 60 or not _JOINED.search(between) or re.search(r"[.;:()$€£%]", between):
        return None
    first, last = tokens.after(number.span.end), tokens.before(noun.extent.start)
    if first is None or last is None:
        return None
    words = tokens.doc[first : last + 1]
    if any(t.tag_ in NOUNS and may_count_many(t) for t in words):
        return None
    if any(t.tag_ in _CLAUSAL and t.lower_ not in ("to", "vs", "vs.", "in") for t in words):
        return None
    if noun.kind == "measurement" and len(between) > 12:
        return None
    suspended = _like(number, noun, text, "count.suspended")
    if noun.head is None:
        return suspended
    word = text.rfind(" ", noun.span.start, noun.span.end) + 1
    return replace(suspended, head=Span(word, noun.span.end) if word else noun.head)


def _stands_alone(text: str, number: BareNumber) -> bool:
    """Whether no hyphen after the number waits for a noun (`two- and three-bedroom`)."""
    return text[number.span.end : number.span.end + 1] not in ("-", "‑")


# Tags of words that end a noun phrase; `to` may join two numbers.
_CLAUSAL = frozenset({"VB", "VBD", "VBP", "VBZ", "MD", "IN", "PRP", "PRP$", "DT", "WDT", "WP"})


# `2,934 or 88% of them`, `12 (40%) of the plants`
_IN_PERCENT = r"(?:,?\s+or\s+[\d.]{1,6}\s?%|\s+\([\d.]{1,6}\s?%\))?"
_OF_ITS = re.compile(
    rf"{_IN_PERCENT}\s+of\s+(?P<owner>(?:the|its|our|their|these|those|his|her)\s+)?", re.IGNORECASE
)
_OF_THEM = re.compile(rf"{_IN_PERCENT}\s+of\s+(?:which|whom|them|these|those)\b", re.IGNORECASE)


def _partitive(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """`40 of its stores`, `three of the 12 plants`, `2 of 40 applicants`."""
    doc = tokens.doc
    match = _OF_ITS.match(text, number.span.end)
    if match is None:
        return None
    first = tokens.after(match.end())
    if first is None or not (match["owner"] or doc[first].tag_ == "CD"):
        return None
    opening, first = first, _after_owner(doc, first)
    if number.value == 1 and not any(token.tag_ == "CD" for token in doc[opening:first]):
        return None  # one of the largest
    head = head_noun(doc, first, plural=True)
    if head is None or head.noun.of(text).lower() in count_words("pronoun"):
        return None
    return counted(number, number.span, head.unit, head.phrase, text, "count.partitive")


_MORE_OF_THEM = re.compile(
    r"\s+more(?=\s*(?:[.,;:)]|$)|\s+(?:in|by|at|on|over|within|during|from|to|this|next"
    r"|later|are|were|is|will|have|under|and)\b)"
)
_FEWER = re.compile(r"\s+(?:more|fewer|less)\s+than\b")
_COMPARED = re.compile(
    r"\b(?:from|to|vs\.?|versus|against|than|and|reaching|including|at|of\s+wh(?:ich|om)|compare[sd]?\s+(?:with|to)|up\s+from|down\s+from)"
    r"\s+(?:[a-z]+\s+){0,2}$"
    # `above the 4,450 counted in 2019`, `half again the present 1,600`, `double the 900`
    r"|\b(?:above|below|beyond|under|over|exceeding|again|times|twice|double|triple|half)"
    r"\s+(?:the|its|their|our|last)\s+(?:[a-z]+\s+){0,2}$"
)
# `it could pass six million`: what it is stands before.
_PRONOUN = re.compile(
    r"\b(?:it|they|this|that|which|we)\s+(?:[a-z]+\s+){0,3}(?:(?:pass|reach|exceed|top|hit|surpass|"
    r"number|total|order|open|clos|deliver|produc|add|own)(?:e[sd]|ed|s|e)?|ha(?:d|s|ve)|buil[dt]s?|sells?"
    r"|sold|makes?|made|shipp?(?:ed|s)?|won|lost)\s+$",
    re.IGNORECASE,
)


def _after_owner(doc: Doc, first: int) -> int:
    """The token after a possessor (`the company's`) or a number (`the top 20`) that opens there."""
    last = first
    for i in range(first, min(len(doc) - 1, first + 6)):
        tag = doc[i].tag_
        if tag in ("POS", "CD"):
            last = i + 1
        elif tag not in NOUNS and tag not in ("JJ", "JJS"):
            break
    return last


# `Of the 40 stores, 12 are in Texas and eight in Ohio.`
_PARTED = re.compile(
    r"(?:^|[.;:\n•*]\s*|\bthat\s+)of\s+(?:the|its|our|their|these)\s+$", re.IGNORECASE
)


def _compared(
    tokens: TokenIndex, text: str, number: BareNumber, anchors: _Anchors
) -> Quantity | None:
    """`from 15 stores to 20`, `20 jets and 15 more`: an amount before it in the sentence."""
    more = any(
        pattern.match(text, number.span.end) is not None for pattern in (_MORE_OF_THEM, _FEWER)
    )
    if noun_follows(tokens, number) and not more:
        return None
    other = anchors.before(number.span)
    if other is None or number.span.start - other.span.end > _ANTECEDENT_REACH:
        return None
    if other.kind == "measurement" and "-" in other.span.of(text):
        # `The four-week average slipped to 4,250`: weeks are not what it is an average of.
        other = anchors.count_before(other.span)
        if other is None or not _of_like_size(number, other) or not _averaged(text, number):
            return None
        return _like(number, other, text, "count.averaged")
    one_line = "\n" not in text[other.span.end : number.span.start]
    listed = one_line and other.rule == "count.listed"
    meant = one_line and _of_like_size(number, other)
    if other.kind == "count" and meant and _PRONOUN.search(_lead(text, number, 60)):
        return _like(number, other, text, "count.pronoun")
    if not (listed or _same_sentence(tokens, other.span.end, number.span.start)):
        return None
    of_them = _OF_THEM.match(text, number.span.end) is not None
    compared = _COMPARED.search(_lead(text, number)) is not None
    parted = _PARTED.search(text[max(0, other.extent.start - 16) : other.extent.start])
    measured = _FEWER.match(text, number.span.end) and number.words and other.kind != "money"
    more = more and (other.kind == "count" or measured is not None)
    gapped = _same_verb(tokens, number, other)
    if not (of_them or compared or more or parted or gapped or other.rule == "count.parted"):
        return None
    if parted and not (of_them or compared or more):
        return _like(number, other, text, "count.parted")
    return _like(number, other, text, "count.compared")


_AVERAGED = re.compile(r"\baverage\b[^.;\n]*\b(?:to|at|from|by|was|of)\s(?:an?\s)?$", re.IGNORECASE)


def _averaged(text: str, number: BareNumber) -> bool:
    """Whether the number is told of an average."""
    return _AVERAGED.search(_lead(text, number, 60)) is not None


def _same_verb(tokens: TokenIndex, number: BareNumber, other: Quantity) -> bool:
    """`is offering 900 shares and the holders are offering 400`: the verb says what of."""
    first, second = tokens.before(other.extent.start), tokens.before(number.extent.start)
    if first is None or second is None or other.kind != "count":
        return False
    verb = tokens.doc[second]
    return verb.tag_.startswith("VB") and verb.lower_ == tokens.doc[first].lower_


def _of_like_size(number: BareNumber, other: Quantity) -> bool:
    """Whether two numbers may count the same things: neither is twenty times the other."""
    a, b = number.value, other.value
    return a is not None and b is not None and min(a, b) > 0 and max(a, b) < 20 * min(a, b)


def _same_sentence(tokens: TokenIndex, left: int, right: int) -> bool:
    if right - left > _ANTECEDENT_REACH:
        return False
    doc = tokens.doc
    between = doc[tokens.at(left) + 1 : tokens.at(right) + 1]
    return not any(
        t.text in (".", ";", "!", "?") or (t.is_space and t.text.count("\n") > 1) for t in between
    )
