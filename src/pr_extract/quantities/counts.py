"""Counts: a number and the noun it counts (`200 firms`, `six-building`, `1.2 million users`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from pr_extract.lexicon import Entry, load
from pr_extract.quantities.head_nouns import NOUNS, HeadNoun, TokenIndex, head_noun
from pr_extract.quantities.lemmas import is_plural, singular
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.taken import Taken
from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

CountUse = Literal["label", "idiom", "score", "tally", "uncounted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CountEntry(Entry):
    """Words around a number that tell what it counts, or that it counts nothing."""

    use: CountUse
    words: tuple[str, ...]


@cache
def count_words(use: CountUse) -> frozenset[str]:
    """The lexicon's words for one use, in lower case."""
    return frozenset(
        word for entry in load("counts", CountEntry) if entry.use == use for word in entry.words
    )


def find_counts(
    doc: Doc, text: str, bare: Sequence[BareNumber], blocked: Sequence[Span] = ()
) -> tuple[Quantity, ...]:
    """The counts among the numbers that nothing else has claimed, in text order.

    ``doc`` is the text analysed; ``blocked`` are spans that no count may touch.
    """
    from pr_extract.quantities.elided import find_elided

    tokens = TokenIndex.of(doc)
    taken = Taken(blocked)
    free = [number for number in bare if not number.fraction and taken.is_free(number.span)]
    found: dict[Span, Quantity] = {}
    for place, number in enumerate(free):
        count = _count(tokens, text, number)
        following = free[place + 1].span.start if place + 1 < len(free) else len(text)
        if count is not None and count.span.end <= following:
            found[number.span] = count
    found |= find_elided(tokens, text, free, found)
    return tuple(sorted(found.values(), key=lambda count: count.span))


def _count(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """The count that a number opens, if its noun follows it."""
    if is_label(tokens, text, number):
        return None
    if _hyphen_follows(text, number):
        return _adjectival(text, number)
    first = tokens.after(
        number.extent.end if number.extent.end > number.span.end else number.span.end
    )
    if first is None or _crosses_line(text, number.span.end, tokens.doc[first].idx):
        return None
    one = number.value == 1
    if one and not _one_counts(tokens, text, number):
        return None
    head = head_noun(tokens.doc, first, plural=not one)
    if head is None and not one:
        head = _attributive(tokens, text, number, first)
    if head is None or head.noun.of(text).lower() in count_words("uncounted"):
        return None
    if _is_address(tokens, head, text) or _in_name(tokens, number, head):
        return None
    return counted(
        number, Span(number.span.start, head.noun.end), head.unit, head.concept, text, "count.noun"
    )


def counted(
    number: BareNumber, span: Span, unit: str, head: Span | None, text: str, rule: str
) -> Quantity:
    """A count of the number, with what it is counted per if the text goes on to say so."""
    per, end = read_per(text, span.end)
    return Quantity(
        kind="count",
        span=span,
        extent=Span(min(number.extent.start, span.start), max(number.extent.end, span.end, end)),
        value=number.value,
        low=number.low,
        high=number.high,
        bound=number.bound,
        unit=unit,
        per=per,
        head=head,
        rule=rule,
    )


_PER = re.compile(
    r"\s*(?:/\s?|\b(?:per|each|every)\s+|\ban?\s+(?=(?:day|week|month|year|quarter|hour|minute|second|night)\b))"
    r"(?:single\s+|calendar\s+)?([a-z]+)\b(?!\s+(?:of|ago|earlier|later))",
)
_PER_ADVERB = re.compile(r"\s+(annually|yearly|daily|weekly|monthly|quarterly|hourly)\b")
_ADVERB_UNITS = {"annually": "year", "yearly": "year", "daily": "day", "weekly": "week",
                 "monthly": "month", "quarterly": "quarter", "hourly": "hour"}  # fmt: skip


def read_per(text: str, end: int) -> tuple[str | None, int]:
    """What an amount that ends at the offset is counted per, and where that phrase ends.

    >>> read_per("1,000 cars a day", 10), read_per("20 drugs", 8)
    (('day', 16), (None, 8))
    """
    match = _PER.match(text, end)
    if match:
        return singular(match[1]), match.end()
    match = _PER_ADVERB.match(text, end)
    if match:
        return _ADVERB_UNITS[match[1]], match.end()
    return None, end


_LAST_WORD = re.compile(r"(?<![\w.-])([\w&.-]*[A-Za-z&])[.\s]{0,2}$")


def is_label(tokens: TokenIndex, text: str, number: BareNumber) -> bool:
    """Whether the number only tells one thing from others of its name (`Phase 3`, `Boeing 737`)."""
    start = number.extent.start
    if start < number.span.start:
        return False  # a bound word stands between
    before = text[max(0, start - 24) : start]
    match = _LAST_WORD.search(before)
    if match is None or "\n" in before[match.start() :]:
        return False
    word = match[1].rstrip(".").lower()
    plain = not number.words or number.span.of(text)[0].isupper()
    if word in count_words("label") and plain and not _is_verb(tokens, start):
        return number.value is not None and number.value < 10000
    index = tokens.before(start)
    if index is None or tokens.doc[index].tag_ not in ("NNP", "NNPS"):
        return False
    if not plain or _title_case(tokens, index) or tokens.doc[index].is_sent_start:
        return False
    return _follows_name(number, tokens, index, text)


def _is_verb(tokens: TokenIndex, start: int) -> bool:
    index = tokens.before(start)
    return index is not None and tokens.doc[index].tag_.startswith("VB")


_MONTHS = frozenset(
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
)


def _follows_name(number: BareNumber, tokens: TokenIndex, index: int, text: str) -> bool:
    """In running text a number next to a name is part of it, unless it is large or scaled."""
    name = tokens.doc[index]
    if name.lower_ in _MONTHS or not name.text[0].isupper():
        return False
    written = number.span.of(text)
    return "," not in written and " " not in written and not re.search(r"[a-z]", written)


def _title_case(tokens: TokenIndex, index: int) -> bool:
    """Whether the words around the token are all capitalised, so that capitals prove no name."""
    doc = tokens.doc
    around = [t for t in doc[max(0, index - 5) : index + 7] if t.is_alpha and len(t) > 3]
    return bool(around) and sum(t.text[0].isupper() for t in around) >= 0.8 * len(around)


def _hyphen_follows(text: str, number: BareNumber) -> bool:
    return (
        number.hyphened
        or re.match(r"[-‐‑][A-Za-z]", text[number.span.end : number.span.end + 2]) is not None
    )


_HYPHENED = re.compile(r"[-‐‑]([A-Za-z]+)((?:[-‐‑][A-Za-z]+)*)")


def _adjectival(text: str, number: BareNumber) -> Quantity | None:
    """`a four-part series`, `113,000-unit output`: the noun tied by a hyphen is the unit."""
    match = _HYPHENED.match(text, number.span.end)
    if match is None or number.value == 1:
        return None
    word = match[1].lower()
    tail = match[2].lower()
    if word in count_words("idiom") or len(word) < 3 or tail.startswith(("-in", "-a-", "-to-")):
        return None
    if word.endswith(("ed", "al", "ly", "ing", "ous", "fold")) and word not in (
        "bed",
        "seed",
        "breed",
        "animal",
        "hospital",
    ):
        return None
    noun = Span(match.start(1), match.end(1))
    return counted(
        number, Span(number.span.start, noun.end), singular(word), noun, text, "count.adjectival"
    )


def _attributive(tokens: TokenIndex, text: str, number: BareNumber, first: int) -> HeadNoun | None:
    """`a 300 bed hospital`: after `a`, the noun next to the number counts though it is singular."""
    index = tokens.before(number.extent.start)
    if index is None or tokens.doc[index].lower_ not in ("a", "an"):
        return None
    doc = tokens.doc
    token = doc[first]
    if token.tag_ != "NN" or first + 1 >= len(doc) or doc[first + 1].tag_ not in NOUNS:
        return None
    if is_plural(token.text) or len(token) < 3:
        return None
    noun = Span(token.idx, token.idx + len(token))
    return HeadNoun(noun, noun, noun, singular(token.text), False)


_ENUMERATION = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s", re.IGNORECASE
)
_ONE_CUES = frozenset(["least", "than", "only", "just", "exactly", "to", "additional", "and", "includes"])


def _one_counts(tokens: TokenIndex, text: str, number: BareNumber) -> bool:
    """`one channel and two centers`: only where it stands among counts or under a bound."""
    if not number.words:
        return True
    if number.bound != "exact":
        return True
    follower = text[number.span.end : number.span.end + 12].lower().split()
    if follower[:1] == ["of"]:
        return False
    before = text[max(0, number.span.start - 60) : number.span.start]
    after = text[number.span.end : number.span.end + 60]
    words = before.lower().split()
    if words and words[-1] in ("the", "this", "that", "no", "any", "each", "every", "which"):
        return False
    clause_before = re.split(r"[.;!?]\s", before)[-1]
    clause_after = re.split(r"[.;!?]\s", after)[0]
    joined_before = re.search(r"(?:\band|\bor|,|\bplus|\bwith)\s*$", clause_before) is not None
    if joined_before and _ENUMERATION.search(clause_before):
        return True
    match = re.search(
        r"(?:\band|\bor|,)\s+(?:\w+\s+){0,1}?(?=(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s)",
        clause_after,
    )
    return match is not None


_STREET = frozenset(
    ["street", "avenue", "road", "boulevard", "drive", "lane", "way", "court", "place", "square", "plaza", "parkway", "highway", "st", "ave", "rd", "blvd", "dr", "ln", "ct", "pl", "sq", "pkwy", "hwy", "suite", "floor", "circle", "terrace", "trail", "pike", "broadway"]
)


def _is_address(tokens: TokenIndex, head: HeadNoun, text: str) -> bool:
    """Whether the phrase is a street's name after a house number."""
    words = [word.strip(".,").lower() for word in head.phrase.of(text).split()]
    capital = head.phrase.of(text)[:1].isupper()
    return capital and any(word in _STREET for word in words)


_NAMES = frozenset({"ORG", "WORK_OF_ART", "FAC", "GPE", "PRODUCT", "LAW", "EVENT"})


def _in_name(tokens: TokenIndex, number: BareNumber, head: HeadNoun) -> bool:
    """Whether the number and its noun lie inside one capitalised name of running text."""
    doc = tokens.doc
    index = tokens.at(number.span.start)
    token = doc[index]
    if token.ent_type_ not in _NAMES or token.ent_iob_ == "O":
        return False
    noun = doc[tokens.at(head.noun.start)]
    if noun.ent_type_ != token.ent_type_ or not noun.text[0].isupper():
        return False
    same = all(t.ent_iob_ == "I" for t in doc[index + 1 : noun.i + 1])
    return same and not _title_case(tokens, index)


def _crosses_line(text: str, start: int, end: int) -> bool:
    """Whether a paragraph or a cell ends between two offsets."""
    between = text[start:end]
    return between.count("\n") > 1 or "\t" in between or "|" in between or "   " in between
