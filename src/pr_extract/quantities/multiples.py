"""Multiples: `doubled`, `twofold`, `10x`, `2.5 times`, `three times as fast`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from pr_extract.lexicon import Entry, alternation, load
from pr_extract.quantities.head_nouns import TokenIndex
from pr_extract.quantities.nominal import nominal, small_number, small_words
from pr_extract.quantities.quantity import Quantity
from pr_extract.quantities.taken import Taken
from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class MultipleEntry(Entry):
    """A word that multiplies by ``factor``, with its forms of one word class.

    ``verb`` forms stand as they are; a ``base`` form needs a verb's place (`will double`) or a
    determiner after it (`double the`); ``adverb`` forms stand as they are; ``times`` words are a
    multiple before a comparison only (`twice as many`), else a frequency.
    """

    factor: str
    forms: tuple[str, ...]
    word_class: Literal["verb", "base", "adverb", "times"]


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    value: Decimal
    rule: str
    low: Decimal | None = None


def find_multiples(doc: Doc, text: str, blocked: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every multiple of a text in text order.

    >>> import spacy
    >>> doc = spacy.blank("en")("It is three times as fast, 10x cheaper, and orders doubled.")
    >>> [f"{multiple.span.of(doc.text)}={multiple.value}"
    ...  for multiple in find_multiples(doc, doc.text)]
    ['three times=3', '10x=10', 'doubled=2']
    """
    tokens = TokenIndex.of(doc)
    taken = Taken(blocked)
    found = [each for each in _candidates(tokens, text) if taken.claim(each.span)]
    quantities = [
        nominal("multiple", each.span, each.value, "times", each.rule, text, low=each.low)
        for each in found
    ]
    return tuple(sorted(quantities, key=lambda quantity: quantity.span))


def _candidates(tokens: TokenIndex, text: str) -> Iterator[_Found]:
    # Few texts have these words, and to look for them is much less work than for a number first.
    lower = text.lower()
    if "times" in lower:
        yield from _times(text)
    yield from _factors(text)
    if "fold" in lower:
        yield from _folds(text)
    yield from _words(tokens, text)


@cache
def _entries() -> dict[str, MultipleEntry]:
    return {form: entry for entry in load("multiples", MultipleEntry) for form in entry.forms}


@cache
def _number() -> str:
    digits = r"\d{1,3}(?:,\d{3})*(?:\.\d{1,3})?|\d{1,6}(?:\.\d{1,3})?"
    return rf"(?:(?:{digits}|{small_words()})(?:\s+and\s+a\s+half)?)"


@cache
def _range() -> str:
    """A number, or two of them with a hyphen or `to` between."""
    return rf"(?:(?P<low>{_number()})\s*(?:-|–|\bto\b)\s*)?(?P<high>{_number()})"


def _value(written: str) -> Decimal | None:
    word, *half = re.split(r"\s+and\s+", written.lower())
    value = Decimal(word.replace(",", "")) if word[0].isdigit() else small_number(word)
    return value + Decimal("0.5") if value is not None and half else value


# What follows `three times` when it compares, and does not tell how often.
_COMPARISON = (
    r"(?:as|more|less|fewer|higher|lower|greater|larger|bigger|smaller|faster|slower|better|longer"
    r"|shorter|stronger|cheaper|likelier|cash\s+flow|book|profits?|turnover|the|that|those|its|their|his|her|our|what|over|"
    r"oversubscribed|covered|leverage|ebitda|revenue|earnings|sales|normal|average|annual|base|"
    r"monthly|weekly|\w+er\s+than)\b"
)


@cache
def _times_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,$€£-]){_range()}(?:\s+|-)times(?P<after>\s+{_COMPARISON})?(?!\w)(?!\s+(?:a|per|each|every|daily|weekly)\b)",
        re.IGNORECASE,
    )


_OVERSUBSCRIBED = re.compile(
    r"(?:subscribed|covered|leverage|ratio|multiple|ebitda)\W[^.;]{0,40}$", re.IGNORECASE
)


def _times(text: str) -> Iterator[_Found]:
    """`2.5 times higher`, `three times as fast`, `oversubscribed 3.2 times`."""
    for match in _times_pattern().finditer(text):
        number = match["high"]
        before = text[max(0, match.start() - 60) : match.start()]
        if not (match["after"] or "." in number or _OVERSUBSCRIBED.search(before)):
            continue
        end = match.start("after") if match["after"] else match.end()
        yield from _ranged(match, Span(match.start(), end), "multiple.times")


@cache
def _factor_pattern() -> re.Pattern[str]:
    digits = r"\d{1,6}(?:,\d{3})?(?:\.\d{1,3})?"
    return re.compile(
        rf"(?<![\w.,$€£/-])(?:(?P<low>{digits})[xX×]?\s?(?:-|–|to)\s?)?(?P<high>{digits})(?:[xX]|\s?×)(?![\w×-]|\s*\d)"
    )


def _factors(text: str) -> Iterator[_Found]:
    """`10x`, `6.0x to 6.5x`; not `4x4`, nor a name such as `777X`."""
    for match in _factor_pattern().finditer(text):
        if match[0].endswith("X") and "." not in match["high"] and len(match["high"]) > 2:
            continue
        if re.match(r"(?:\s+[A-Z][a-z]|[A-Z])", text[match.end() : match.end() + 3]) and match[
            0
        ].endswith("X"):
            continue
        yield from _ranged(match, Span(*match.span()), "multiple.factor")


@cache
def _fold_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,$€£]){_range()}(?:\s?-\s?|\s)?fold\b(?!\s+(?:the|it|them)\b)", re.IGNORECASE
    )


def _folds(text: str) -> Iterator[_Found]:
    for match in _fold_pattern().finditer(text):
        yield from _ranged(match, Span(*match.span()), "multiple.fold")


def _ranged(match: re.Match[str], span: Span, rule: str) -> Iterator[_Found]:
    value = _value(match["high"])
    low = _value(match["low"]) if match["low"] else None
    if value is None or (low is not None and low >= value):
        return
    if value > 1 or "." in match["high"]:
        yield _Found(span, value, rule, low)


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){alternation(_entries())}(?![\w-])", re.IGNORECASE)


_AFTER_TIMES = re.compile(rf"\s+{_COMPARISON}", re.IGNORECASE)
_EFFORTS = re.compile(
    r"\s+(?:down|up|as|over|back|efforts|its\s+efforts|their\s+efforts|our\s+efforts)\b",
    re.IGNORECASE,
)


def _words(tokens: TokenIndex, text: str) -> Iterator[_Found]:
    for match in _word_pattern().finditer(text):
        entry = _entries()[re.sub(r"\s+", " ", match[0].lower())]
        span = Span(*match.span())
        if _reads(entry, tokens, text, span):
            yield _Found(span, Decimal(entry.factor), f"multiple.{entry.word_class}")


def _reads(entry: MultipleEntry, tokens: TokenIndex, text: str, span: Span) -> bool:
    """Whether the word multiplies where it stands."""
    tag = tokens.doc[tokens.at(span.start)].tag_
    follows = text[span.end : span.end + 24]
    if entry.word_class == "adverb":
        return True
    if entry.word_class == "times":
        return _AFTER_TIMES.match(follows) is not None
    if _EFFORTS.match(follows):
        return False
    if entry.word_class == "verb":
        return tag not in ("NNS", "NNPS") or not span.of(text).lower().endswith("s")
    before = text[max(0, span.start - 14) : span.start].lower().split()
    if before and before[-1] in (
        "to",
        "will",
        "could",
        "would",
        "may",
        "can",
        "should",
        "nearly",
        "almost",
        "than",
    ):
        return tag in ("VB", "VBP", "NN", "JJ", "RB", "PDT", "")
    return tag in ("VB", "VBP") or (
        tag in ("PDT", "JJ", "RB", "DT", "NN")
        and re.match(
            r"\s+(?:the|that|its|their|those|what|last|a\s+year)\b", follows, re.IGNORECASE
        )
        is not None
    )
