"""Numbers without a noun whose sentence tells what they count: `the number of X`, crowds, staff."""

from __future__ import annotations

import re
from functools import cache

from pr_extract.lexicon import alternation
from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import TokenIndex, head_noun
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.tallies import noun_follows
from pr_extract.source import Span

_REACH = 240
_NUMBER_OF = re.compile(r"\bnumbers?\sof\s(?!the\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?]\s|\n\s*\n|\n[ \t]*[•*-]")
# What leads to a state or a change of what the sentence is about.
_LEADS = re.compile(
    r"\b(?:to|by|from|at|of|was|were|is|are|reach(?:ed|ing|es)?|hit|total(?:l?ed)?|exceed(?:ed|s)?)"
    r"\s(?:(?:an?|its|the|new|record|high|low|of|level|total|all-time|just|only|around|seasonally"
    r"|adjusted)\s){0,4}$",
    re.IGNORECASE,
)


def find_recounted(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """The count of a number that the `number of` something led to, or that counts people."""
    if stricken := _stricken(text, number):
        return stricken
    if noun_follows(tokens, number):
        return None
    return _number_of(tokens, text, number) or _people(tokens, text, number)


def _number_of(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """`the number of Spaniards looking for a flat fell by 900`, `the number of employed`."""
    at = number.extent.start
    before = text[max(0, at - _REACH) : at]
    if not _LEADS.search(before):
        return None
    ends = list(_SENTENCE.finditer(before))
    opens = _NUMBER_OF.search(before, ends[-1].end() if ends else 0)
    if opens is None:
        return None
    first = tokens.after(at - len(before) + opens.end())
    if first is None:
        return None
    noun = head_noun(tokens.doc, first, plural=True)
    if noun is not None and noun.noun.end <= at:
        return counted(number, number.span, noun.unit, noun.phrase, text, "count.number_of")
    token = tokens.doc[first]
    if token.lower_ not in count_words("grouped"):
        return None
    head = Span(token.idx, token.idx + len(token))
    return counted(number, number.span, "person", head, text, "count.number_of")


@cache
def _crowds() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a number of people, and the verbs only people are subjects of."""
    before = rf"\b{alternation(count_words('crowd'))}\s(?:an?\s)?(?:[a-z]+\s)?$"
    after = (
        rf"\s(?:(?:had|have|were|was|been|also|then)\s){{0,2}}{alternation(count_words('doing'))}\b"
    )
    return re.compile(before, re.IGNORECASE), re.compile(after)


def _people(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """`in front of 21,604`, `some 3,200 watched`, `the firm employs 900`."""
    before, after = _crowds()
    at = number.extent.start
    led = before.search(text[max(0, at - 40) : at])
    if led is None and after.match(text, number.span.end) is None:
        return None
    if number.value is None or number.value <= 1:
        return None
    return counted(number, number.span, "person", None, text, "count.people")


_LEFT = re.compile(r"\b(?:leaving|left|leaves|with)\s$")
_STRICKEN = re.compile(r"\s(dead|injured|wounded|missing|homeless|hurt)\b(?!\s[a-z]+s\b)")


def _stricken(text: str, number: BareNumber) -> Quantity | None:
    """`leaving 82 dead`: what became of people is what they are counted as."""
    match = _STRICKEN.match(text, number.span.end)
    at = number.extent.start
    if match is None or not _LEFT.search(text[max(0, at - 10) : at]):
        return None
    span = Span(number.span.start, match.end(1))
    return counted(number, span, match[1], Span(*match.span(1)), text, "count.stricken")
