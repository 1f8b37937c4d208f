"""Numbers that are no quantities: contacts, links, identifiers, names, list marks, footnotes.

Links, markup and fixed names are looked for in the whole text; everything else is asked of one
number at a time, so that the work grows with the numbers and not with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pr_extract.lexicon import Entry, load
from pr_extract.source import Span

_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Plaza|Place|Pl|Court|Ct|"
    r"Parkway|Pkwy|Highway|Hwy|Freeway|Circle|Square|Sq|Terrace|Trail|Crescent|Broadway|Pike|Quay|"
    r"Turnpike|Row|Close|Embankment|Stra[sß]e|Strasse)"
)
# Each starts with literal characters, which the regular expression engine finds fast.
_IN_TEXT = (
    r"https?://[^\s<>\"]{1,400}",
    r"www\.[^\s<>\"]{1,400}",
    r"\.(?:com|org|net|gov|edu|io|co|eu|de|uk)/[^\s<>\"]{1,300}",
    r"</?[a-zA-Z][^<>]{0,400}>",
    r"&#\d{1,6};",
)
_AT_DIGIT = (
    # Telephone numbers in their usual groups.
    r"(?:1[\s.\-–])?\d{3}[.\-–]\d{3}[.\-–]\d{4}(?!\d)",
    r"(?:1[\s.\-–])?\d{3}\s\d{3}[.\-–]\d{4}(?!\d)",
    r"1[\s.\-–]\(\d{3}\)[\s.\-–]{0,2}\d{3}[\s.\-–]\d{4}(?!\d)",
    # Times of day, ratios and identifiers joined by colons, dots or several dashes.
    r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)(?:\s?[ap]\.?m\b)?",
    r"\d{1,3}(?::\d{1,3}){2,6}(?![\w%:])",
    r"\d{1,2}\s?[ap]\.?m\b",
    r"\d{1,5}(?:[-–]\d{1,5}){2,8}(?![\w%])",
    r"\d{1,5}(?:\.\d{1,5}){2,8}(?![\w%,])",
    # Forms, plans, listings, coordinates.
    r"\d{1,3}-[A-Z]{1,2}\b(?!\w|-)",
    r"\d{3}\([a-z]{1,2}\)",
    r"\d{4,6}\.[A-Z]{2}\b",
    r"\d{1,3}(?:\.\d{1,8})?°\s?(?:\d{1,2}(?:\.\d{1,6})?[′']\s?"
    r"(?:\d{1,2}(?:\.\d{1,6})?[″\"]\s?)?)?[NSEW]\b",
    # Street addresses.
    r"\d{1,5}[A-Za-z]?(?:[-–]\d{1,5})?(?:\s&\s\d{1,5})?(?:\s(?:[NSEW]|North|South|East|West)\.?)?"
    rf"(?:\s(?:[A-Z][\w.'’-]{{1,20}}|\d{{1,3}}(?:st|nd|rd|th))){{1,4}}\s{_STREET}\b",
)
_AT_BRACKET = r"\(\d{3}\)[\s.\-–]{0,2}\d{3}[\s.\-–]\d{4}(?!\d)"
_AT_PLUS = (
    r"\+(?:\d{1,3}[\s.\-–/]{0,2}(?:\(\d{1,4}\)[\s.\-–]{0,2})?\d{1,5}(?:[\s.\-–/]{1,3}\d{2,5}){1,5}"
    r"(?![\d%,]\d)|\d{9,14}(?!\d))"
)
_PHONE_GROUPS = re.compile(r"\d{1,4}\)?(?:[\s.\-–/()]{1,3}\d{2,6}){1,5}(?!\d|\s?%)")
_PHONE_LABEL = re.compile(
    r"(?:^|[^A-Za-z])(?:tel|telephone|phone|fax|mobile|cell|dial|call|toll[- ]free|toll|contact|t|"
    r"m|f|ph|o|c)\b\.?(?:\s?\([^)\n]{1,20}\))?\s?(?::|no\.?:?|at)?\s{0,3}[+(]{0,2}$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\d{5}(?:-\d{4})?\b(?!\s?%|,\d)")
_STATE = re.compile(r"\b[A-Z]{2},?\s$")
_LISTING = re.compile(r"\b[A-Z]{2,10}(?:[\s:-][A-Z]{1,10})?\s?:\s?$")
_CODE = re.compile(r"\d{3,6}\b(?![.,]\d|\s?[%a-z])")
_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s$", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\d{1,2}(?=\s|$)")
_LIST_MARK = re.compile(r"\d{1,2}[.)](?=\s)")
_LINE_START = re.compile(r"(?:^|\n)[ \t>*•-]{0,8}\(?$")
_COUNTED = re.compile(r"\+?[\s\u00a0](?:[a-z-]{2,20}[\s\u00a0]){0,3}[a-z]{2,20}s\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotQuantityEntry(Entry):
    """Words that make the number after them a name, or whole names that hold a number."""

    why: str
    before: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@cache
def _shapes() -> tuple[tuple[re.Pattern[str], ...], re.Pattern[str], re.Pattern[str]]:
    at_sign = re.compile(rf"{_AT_BRACKET}|{_AT_PLUS}")
    return tuple(map(re.compile, _IN_TEXT)), re.compile("|".join(_AT_DIGIT)), at_sign


@cache
def _labels() -> tuple[frozenset[str], re.Pattern[str], tuple[str, ...]]:
    entries = load("not_quantities", NotQuantityEntry)
    labels = frozenset(label for e in entries for label in e.before)
    word = re.compile(
        r"(?:^|[\s(\[“\"/])((?:[A-Za-z&./§]{1,20}[\s\u00a0])?[A-Za-z&./§-]{1,20})"
        r"(?:\s|\u00a0|\s?[#:]\s?|-)$"
    )
    return labels, word, tuple(name for e in entries for name in e.names)


def excluded_spans(text: str) -> Iterator[Span]:
    """Links, markup and fixed names, whose numbers are no quantities; in no particular order.

    >>> text = "See www.example.com/2024 about the 24/7 line."
    >>> [span.of(text) for span in excluded_spans(text)]
    ['www.example.com/2024', '.com/2024', '24/7']
    """
    for pattern in _shapes()[0]:
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end())
    lower = text.lower()
    if len(lower) != len(text):
        lower = text
    for name in _labels()[2]:
        if len(name) < 3:  # `3M` is a company, `3m` may be millions.
            yield from _find(text, name)
        else:
            yield from _find(lower, name.lower())


def _find(text: str, name: str) -> Iterator[Span]:
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        before, after = text[start - 1 : start], text[end : end + 1]
        amount = before == " " and text[start - 2 : start - 1] in ("$", "€", "£", "¥")
        if not (before.isalnum() or before in "-$€£" or after.isalnum() or amount) or start == 0:
            yield Span(start, end)
        start = text.find(name, end)


def end_of_exclusion(text: str, span: Span) -> int | None:
    """Where an expression that makes the digits no quantity ends, or None if there is none.

    >>> text = "Call +1 (646) 307-1963 or (303) 555-0100."
    >>> end_of_exclusion(text, Span(6, 7)), end_of_exclusion(text, Span(27, 30))
    (22, 40)
    """
    start, end = span.start, span.end
    _, at_digit, at_sign = _shapes()
    before = text[start - 1 : start] if start else ""
    if text[start] == "+":
        match = at_sign.match(text, start)
        return match.end() if match else None
    if before and before in "+(" and (match := at_sign.match(text, start - 1)):
        return match.end()
    if before not in ("$", "€", "£", ".", ",") and (match := at_digit.match(text, start)):
        return match.end()
    near = text[max(0, start - 32) : start]
    grouped = text[end : end + 1] in (" ", ".", "-", "–", "/", ")")
    groups = _PHONE_GROUPS.match(text, start) if grouped else None
    if groups and _PHONE_LABEL.search(near):
        return groups.end()
    return end if _mark_before(text, start) else None


def _mark_before(text: str, start: int) -> bool:
    """Postcodes, codes of listings, boxes, footnotes and the marks of lists."""
    near = text[max(0, start - 26) : start]
    last = near[-1:]
    listed = not last.isalnum() and _LIST_MARK.match(text, start) is not None
    if listed and (_LINE_START.search(near) or _inline_mark(near, text, start)):
        return True
    if last in ("@", "#", "_"):
        return True
    if last in (".", ",", ";"):
        return near[-2:-1].islower() and _FOOTNOTE.match(text, start) is not None
    if last in ("(", "["):
        glued = last == "[" or near[-2:-1].islower() or near[-2:-1] in (".", '"', "”")
        return glued and re.match(r"\d{1,3}[)\]]", text[start : start + 4]) is not None
    if _POSTCODE.match(text, start) and _STATE.search(near):
        return True
    if _CODE.match(text, start) and _LISTING.search(near):
        return True
    return last == " " and near[-4:-1].lower() == "box" and _BOX.search(near) is not None


def _inline_mark(near: str, text: str, start: int) -> bool:
    """`; 2) more`, `: (2) more`: a mark within a paragraph."""
    before = near.rstrip("( \t")[-1:]
    closes = text[start + 1 : start + 3].startswith(")") or text[start + 2 : start + 3] == ")"
    return before in (";", ":", ",") and closes


def is_labelled(text: str, start: int) -> bool:
    """Whether the word before makes the number at the offset a name: `Phase 3`, `Boeing 737`.

    >>> is_labelled("in Phase 3", 9), is_labelled("in phases 3", 10)
    (True, False)
    """
    labels, words, _ = _labels()
    match = words.search(text, max(0, start - 44), start)
    if match is None:
        return False
    both = " ".join(match[1].split())
    return both in labels or both.rpartition(" ")[2] in labels


def is_identifier(text: str, span: Span) -> bool:
    """Whether bare digits are a year or an identifier: nothing is counted, and no grouping.

    >>> is_identifier("the Act of 1995.", Span(11, 15)), is_identifier("2000 firms", Span(0, 4))
    (True, False)
    """
    digits = span.of(text)
    if not digits.isdigit():
        return False
    if digits[0] == "0" and len(digits) > 1:
        return True
    year = len(digits) == 4 and digits[:2] in ("19", "20")
    return (year or len(digits) > 5) and _COUNTED.match(text, span.end) is None
