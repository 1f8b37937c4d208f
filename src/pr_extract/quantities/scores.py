"""Scores and index values: `an NPS of 70`, `the index fell to 98.4`, `57 on a 100-point scale`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from pr_extract.lexicon import alternation
from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import TokenIndex, phrase_before
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.source import Span


@cache
def _scored() -> re.Pattern[str]:
    """A score's noun that leads straight to its figure."""
    nouns, links = count_words("score"), count_words("scoring")
    return re.compile(
        rf"\b({alternation(nouns)})\)?(?:,?\s+{alternation(links)}){{0,4}}\s+$",
        re.IGNORECASE,
    )


_SCALE = re.compile(r"\s+on\s+(?:a|the|its)\s+\d+-point\s+scale\b", re.IGNORECASE)
_POINTS = re.compile(r"-point\s+(?:scale|index)\b", re.IGNORECASE)


def find_scores(
    tokens: TokenIndex, text: str, numbers: Sequence[BareNumber]
) -> dict[Span, Quantity]:
    """The numbers that are scores; in points where the text speaks of a scale of points."""
    found: dict[Span, Quantity] = {}
    for number in numbers:
        start = number.extent.start
        match = _scored().search(text[max(0, start - 60) : start])
        match = match or _level_of_index(text, number)
        on_scale = _SCALE.match(text, number.span.end) or _is_out_of(text, number)
        if match is None and not on_scale:
            continue
        if match is not None and not on_scale and _is_counted(text, number):
            continue
        head = None
        if match is not None:
            noun = tokens.at(max(0, start - 60) + match.start(1))
            head = phrase_before(tokens.doc, noun)
        found[number.span] = score(number, head, text)
    return found


# `shed 1.2 percent to 10,542.32`
_AFTER_CHANGE = re.compile(
    r"(?:%|\b(?:percent|per\scent|pct|higher|lower|finished|ended|settled|closed))"
    r",?\s+(?:to|at)\s+$"
)


@cache
def _indices() -> re.Pattern[str]:
    return re.compile(rf"\b({alternation(count_words('index'))})\b[^.;\n]*(?:\.\d[^.;\n]*)*$", re.I)


def _level_of_index(text: str, number: BareNumber) -> re.Match[str] | None:
    """The name of an index in the sentence, of which the number after its change is the level."""
    before = text[max(0, number.extent.start - 60) : number.extent.start]
    written = number.span.of(text)
    if not ("," in written or "." in written) or written[-1].isalpha():
        return None
    if "point" in before:
        return None  # `up 12 points at 3,204.1` is in points
    return _indices().search(before) if _AFTER_CHANGE.search(before) else None


_OUT_OF = re.compile(r"(?:\s+out\s+of\s+(?:a\s+possible\s+)?|\s?/\s?)(5|10|100|five|ten)(?:\.0)?\b")


def _is_out_of(text: str, number: BareNumber) -> bool:
    """`4.8 out of 5 stars`: a decimal out of a whole number."""
    return "." in number.span.of(text) and _OUT_OF.match(text, number.span.end) is not None


@lru_cache(maxsize=8)
def _speaks_of_points(text: str) -> bool:
    return _POINTS.search(text) is not None


def score(number: BareNumber, head: Span | None, text: str) -> Quantity:
    """A number as a score: dimensionless, or in points."""
    points = _speaks_of_points(text)
    unit = "point" if points else "dimensionless"
    quantity = counted(number, number.span, unit, head, text, "score")
    return replace(quantity, kind="count" if points else "measurement", per=None)


_NOUN_FOLLOWS = re.compile(r"\s+(?:million|billion|[a-z]+s\b(?<!as|is|us))|-[a-z]", re.IGNORECASE)
_VERB_FOLLOWS = re.compile(
    r"\s+(?:signals|indicates|means|suggests|reflects|shows|represents|was|is|has)\b"
)


def _is_counted(text: str, number: BareNumber) -> bool:
    """Whether a noun after the number takes it away (`a rating of 4.5 stars`)."""
    end = number.span.end
    return _NOUN_FOLLOWS.match(text, end) is not None and _VERB_FOLLOWS.match(text, end) is None


_DECIMAL_OUT_OF = re.compile(r"\d\.\d{1,2}(?:\s+out\s+of\s+(?:a\s+possible\s+)?|\s?/\s?)$")


def is_top_mark(text: str, number: BareNumber) -> bool:
    """Whether the number is only the best score there is (the 5 of `4.8 out of 5 stars`)."""
    start = number.span.start
    return _DECIMAL_OUT_OF.search(text[max(0, start - 30) : start]) is not None
