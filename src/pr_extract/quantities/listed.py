"""Numbers in a list whose lead-in names what is counted: `Visitors by month:` … `• May: 3,400`."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import NOUNS, TokenIndex, phrase_before
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.tallies import noun_follows, unit_of
from pr_extract.source import Span

_MARK = r"[ \t]{0,8}[•*●○▪◦·–-][ \t]"
_LIST = re.compile(
    rf"^(?P<lead>(?!{_MARK})[^\n]{{3,200}}):[ \t]*\n"
    rf"(?P<items>(?:[ \t]*\n)?(?:{_MARK}[^\n]*(?:\n|$)){{1,60}})",
    re.MULTILINE,
)
# The lead-in of a list of numbers tells how they are split, or that they follow.
_SPLITS = re.compile(r"\b(?:by|per|as follows|following|broken down|in detail)\b", re.IGNORECASE)
_LABEL = re.compile(rf"(?:^|\n){_MARK}[^\n:\d]{{1,60}}:[ \t]$")


def find_listed(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """The count of a number that stands behind its label in such a list."""
    at = number.extent.start
    if noun_follows(tokens, number) or not _LABEL.search(text, max(0, at - 80), at):
        return None
    starts, lists = _lists(text)
    place = bisect_right(starts, at) - 1
    if place < 0 or at >= lists[place][1].end:
        return None
    noun = _counted_noun(tokens, text, lists[place][0])
    if noun is None:
        return None
    index, unit = noun
    head = phrase_before(tokens.doc, index)
    return counted(number, number.span, unit, head, text, "count.listed")


@lru_cache(maxsize=8)
def _lists(text: str) -> tuple[list[int], list[tuple[Span, Span]]]:
    """The lists of a text: where their items start, and the spans of lead-in and items."""
    found = [
        (Span(*match.span("lead")), Span(*match.span("items"))) for match in _LIST.finditer(text)
    ]
    return [items.start for _, items in found], found


def _counted_noun(tokens: TokenIndex, text: str, lead: Span) -> tuple[int, str] | None:
    """The first noun of a lead-in that tells a number of things, and their unit."""
    if not _SPLITS.search(text, lead.start, lead.end):
        return None
    for index in range(tokens.at(lead.start), tokens.at(lead.end - 1) + 1):
        token = tokens.doc[index]
        named = token.tag_ in NOUNS or token.lower_ in count_words("collective")
        if not named or token.lower_ in count_words("summary"):
            continue
        unit = unit_of(tokens, text, index)
        if unit is not None:
            return index, unit
        if token.lower_ in count_words("uncounted"):
            return None
    return None
