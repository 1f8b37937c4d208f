"""Sums of money whose currency stands with another: `3 billion yen, after a 7 billion loss`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pr_extract.lexicon import alternation
from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import TokenIndex
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.tallies import noun_follows
from pr_extract.source import Span

_REACH = 300  # characters
_COMPARED = re.compile(
    r"\b(?:against|versus|vs\.?|from|than|after|on|to|and|compared?\s(?:with|to)"
    r"|(?:leaving|left|leaves)\s+\w+\s+with)\s+(?:a\s)?$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.;!?]\s|\n\s*\n")
_SCALE = re.compile(r"\d[ \u00a0]?[A-Za-z]{2,}$|[a-z] [a-z]+illion$")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_LIKE = 50  # a sum compared with another is not fifty times as large


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A noun of money after the number, before it, and after a comma (`At 5 million, profit`)."""
    noun = alternation(count_words("money"))
    verbs = alternation(count_words("leading"))
    word = r"(?:[a-z][a-z-]*\s+)"
    return (
        re.compile(rf"\s+{word}{{0,2}}{noun}\b(?!\s+[a-z]+s\b)", re.IGNORECASE),
        re.compile(
            rf"\b{noun}\s+(?:(?:had|have|has|will|would|could|been)\s+){{0,2}}"
            rf"(?:of|at|{verbs}(?:\s+(?:to|at|by|from))?)\s+$",
            re.IGNORECASE,
        ),
        re.compile(rf",\s+{word}{{0,3}}{noun}\b", re.IGNORECASE),
    )


@cache
def _labels() -> re.Pattern[str]:
    """`Revs 41.5 mln vs 38.2 mln`, `Oper net 807,000`: a label of wires, with no verb."""
    noun = alternation(count_words("money"))
    return re.compile(rf"(?:^|\n|[.;]\s)[ \t]*(?:[A-Z][a-z]+\s)?(?=[A-Za-z])(?i:{noun})\s+$")


def find_sums(
    tokens: TokenIndex, text: str, numbers: Sequence[BareNumber], amounts: Sequence[Quantity]
) -> dict[Span, Quantity]:
    """The scaled numbers that a noun or a comparison tells to be money, in the nearest currency."""
    money = [amount for amount in amounts if amount.kind == "money"]
    starts = [amount.span.start for amount in money]
    found: dict[Span, Quantity] = {}
    latest: Quantity | None = None
    for number in numbers if money else ():
        written = number.span.of(text)
        if not (_SCALE.search(written) or _GROUPED.fullmatch(written)):
            continue
        place = bisect_left(starts, number.span.start)
        if place > 1 and text[money[place - 1].span.start - 1] == "(":
            place -= 1  # `4.6bn kronor (£340m)`: the equivalent is an aside
        before, after = money[max(0, place - 1) : place], money[place : place + 1]
        if latest and (not before or latest.span.start > before[0].span.start):
            before = [latest]
        near = [each for each in (*before, *after) if _gap(number.span, each.span) < _REACH]
        scaled = _GROUPED.fullmatch(written) is None
        told = scaled and _is_told(tokens, text, number)
        wired = scaled or text.startswith(" vs", number.span.end)
        listed = wired and _labels().search(
            text[max(0, number.span.start - 60) : number.span.start]
        )
        chained = scaled or (before and before[0].rule == "money.elided")
        if near and (told or listed or (chained and _is_compared(text, number, before))):
            amount = counted(number, number.span, near[0].unit, None, text, "money.elided")
            latest = found[number.span] = replace(amount, kind="money")
    return found


def _gap(one: Span, other: Span) -> int:
    return max(other.start - one.end, one.start - other.end)


def _is_told(tokens: TokenIndex, text: str, number: BareNumber) -> bool:
    """`a 7 billion loss`, `revenue of 9.7 billion`, `At 16 million, segment earnings were up`."""
    noun_after, noun_before, noun_apart = _patterns()
    if noun_after.match(text, number.span.end):
        return True
    if noun_follows(tokens, number):
        return False
    start = number.extent.start
    if noun_before.search(text[max(0, start - 80) : start]):
        return True
    opens = re.search(r"(?:^|[.\n]\s*)At\s$", text[max(0, start - 8) : start]) is not None
    return opens and noun_apart.match(text, number.span.end) is not None


def _is_compared(text: str, number: BareNumber, before: Sequence[Quantity]) -> bool:
    """`3.1 billion yen, against 2.9 billion a year earlier`: set against a sum of like size."""
    if not before or number.value is None or before[0].value is None:
        return False
    between = text[before[0].span.end : number.extent.start]
    if len(between) > _REACH or _SENTENCE.search(between) or not _COMPARED.search(between):
        return False
    if re.match(r"\s+(?!a\b|an\b|in\b|the\b|last\b)[a-z]", text[number.span.end :][:4]):
        return False
    low, high = sorted((abs(number.value), abs(before[0].value)))
    return low > 0 and high < _LIKE * low
