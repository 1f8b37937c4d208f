"""Ranks written with a number: `No. 1`, `#3`, `number-one`, `top 10`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pr_extract.quantities.nominal import small_number, small_words
from pr_extract.quantities.rank_words import FoundRank, rank_words
from pr_extract.source import Span


def find_numbered(text: str) -> Iterator[FoundRank]:
    """Every numbered rank of a text; `top 10` is a rank of at most 10."""
    yield from _numbered(text)
    yield from _tops(text)


@cache
def _number_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w&/])(?:(?P<number>no\.\s?|№\s?|#|number(?:\s|-))(?P<value>\d{{1,3}}|{small_words()}))(?![\w%/]|[.,]\d|-\d)",
        re.IGNORECASE,
    )


_LAST_WORD = re.compile(r"([\w’'.-]+)[\s(]*$")


def _numbered(text: str) -> Iterator[FoundRank]:
    """`No. 1`, `#1`, `number-one`, unless a noun before it makes it a document's number."""
    for match in _number_pattern().finditer(text):
        sign = match["number"].lower().rstrip(" .-")
        spelled = not match["value"][0].isdigit()
        if spelled and sign != "number":
            continue
        if sign == "number" and not spelled and int(match["value"]) > 100:
            continue
        before = _LAST_WORD.search(text[max(0, match.start() - 24) : match.start()])
        word = before[1].rstrip(".").lower() if before else ""
        if word in rank_words("numbered"):
            continue
        if sign == "no" and match["number"][0].islower():
            continue
        if sign in ("no", "#") and before and _is_name(before[1]) and not _title_case(text, match):
            continue
        value = small_number(match["value"])
        if value:
            yield FoundRank(Span(*match.span()), value, "rank.number")


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.lower() not in (
        "the",
        "a",
        "our",
        "its",
        "is",
        "ranked",
        "as",
    )


def _title_case(text: str, match: re.Match[str]) -> bool:
    """Whether the words around stand in title case, where a capital proves no name."""
    words = [
        w
        for w in text[match.end() : match.end() + 40].split("\n")[0].split()
        if len(w) > 3 and w[0].isalpha()
    ]
    return bool(words) and all(word[0].isupper() for word in words)


@cache
def _top_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])top(?:\s|-)(?P<value>\d{{1,4}}|{small_words()})(?![\w%/]|[.,]\d|-\d|\s*(?:%|percent|per\s+cent|pct|percentile|million|billion|decile|quartile))",
        re.IGNORECASE,
    )


def _tops(text: str) -> Iterator[FoundRank]:
    """`top 10`, `top-three`."""
    for match in _top_pattern().finditer(text):
        value = small_number(match["value"])
        named = (
            match[0][0] == "T"
            and _LISTED.search(text, max(0, match.start() - 30), match.start()) is not None
        )
        if value and value > 1 and not named:
            yield FoundRank(Span(*match.span()), value, "rank.top", "at_most")


# `the Franchise Ledger's Top 200`, `the Orla Mining Top 50`: the name of a list.
_LISTED = re.compile(
    r"(?<![\w’'])(?!(?:Rank(?:s|ed)|Makes|Made|Enters|Named|Cracks|Reaches|Among|Into|In|The|A)\b)"
    r"[A-Z][\w&-]{1,24}(?:['’]s)?\s\Z"
)
