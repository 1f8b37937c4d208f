"""Numbers that are no quantities: contacts, links, identifiers, names, list marks, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pr_extract.lexicon import Entry, alternation, load
from pr_extract.source import Span

_STREET = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way|Plaza|Place|Pl|Court|Ct|"
    r"Parkway|Pkwy|Highway|Hwy|Freeway|Circle|Square|Sq|Terrace|Trail|Crescent|Broadway|Pike|Turnpike|"
    r"Quay|Row|Close|Embankment|Strasse|Straße|Stra[sß]e)"
)
_PATTERNS = (
    # Links, addresses on the net, and files.
    r"(?:https?://|www\.)[^\s<>\"]{1,300}",
    r"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}",
    r"\b[a-z0-9-]{2,40}\.(?:com|org|net|io|gov|edu|co|ai|info)(?:/[^\s<>\"]{0,200})?",
    r"[@#]\w{1,40}",
    # Telephone numbers: with a country code, with a bracketed area code, or in their usual groups.
    r"(?<![\w$€£])\+\d{1,3}[\s.\-–/]{0,2}(?:\(\d{1,4}\)[\s.\-–]{0,2})?\d{1,5}(?:[\s.\-–/]{1,3}\d{2,5}){1,5}(?![\d%,]\d)",
    r"(?<![\w$€£])\+\d{9,14}\b",
    r"(?<![\w$€£])(?:1[\s.\-–])?\(\d{3}\)[\s.\-–]{0,2}\d{3}[\s.\-–]\d{4}(?!\d)",
    r"(?<![\w$€£.,])(?:1[\s.\-–])?\d{3}[.\-–]\d{3}[.\-–]\d{4}(?!\d)",
    r"(?<![\w$€£.,])(?:1[\s.\-–])?\d{3}\s\d{3}[.\-–]\d{4}(?!\d)",
    r"(?i:\b(?:tel|telephone|phone|fax|mobile|cell|dial|call|toll[- ]free|international toll|contact|t|m|f|ph|o|c)\b"
    r"\.?(?:\s?\([^)\n]{1,20}\))?\s?(?::|no\.?:?|at)?)\s{0,3}\+?\(?\d{1,4}\)?(?:[\s.\-–/()]{1,3}\d{2,6}){1,5}\b(?!\s?%)",
    # Times of day, scores and identifiers joined by colons or several dashes.
    r"\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?",
    r"\b\d{1,2}\s?[ap]\.?m\b\.?",
    r"(?<![\w.])\d{1,5}(?:[-–]\d{1,5}){2,8}(?![\w%])",
    r"(?<![\w.])\d{1,5}(?:\.\d{1,5}){2,8}(?![\w%,])",
    # Forms, plans and other words of digits and letters.
    r"\b\d{1,3}-[A-Z]{1,2}\b(?!\w|-)(?:/A)?",
    r"\b\d{3}\([a-z]{1,2}\)(?:\(\d{1,2}\))?",
    r"(?<![\w$€£¥.])[A-Za-z]{1,12}(?:[-‑][A-Za-z0-9]{1,12}){0,4}[-‑]\d{1,9}(?![\d.,]*\d?\s?%)(?:[A-Za-z]{1,4})?\b",
    # Street addresses and postcodes.
    rf"\b\d{{1,5}}[A-Za-z]?(?:[-–]\d{{1,5}})?(?:\s&\s\d{{1,5}})?(?:\s(?:[NSEW]|North|South|East|West)\.?)?"
    rf"(?:\s(?:[A-Z][\w.'’-]{{1,20}}|\d{{1,3}}(?:st|nd|rd|th))){{1,4}}\s{_STREET}\b\.?",
    r"\b[A-Z]{2},?\s\d{5}(?:-\d{4})?\b(?!\s?%|,\d)",
    r"(?i:\bP\.?\s?O\.?\s?Box)\s\d{1,6}",
    # Listings, coordinates, footnote marks, list marks.
    r"\b[A-Z]{2,10}(?:[\s:-][A-Z]{1,10})?\s?:\s?\d{3,6}\b",
    r"\b\d{4,6}\.[A-Z]{2}\b",
    r"\d{1,3}(?:\.\d{1,8})?°\s?(?:\d{1,2}(?:\.\d+)?[′']\s?(?:\d{1,2}(?:\.\d+)?[″\"]\s?)?)?[NSEW]\b",
    r"\[\d{1,3}\]",
    r"(?<=[a-z.”\"])\(\d{1,2}\)",
    r"(?:(?<=[a-z])|(?<=[a-z]\)))[.,;]\d{1,2}(?=\s|$)",
    r"(?m:^[ \t>*•-]{0,8}\(?\d{1,2}[.)](?=\s))",
    r"(?m:^[ \t]{0,8}\(\d{1,2}\)(?=\s))",
    r"(?<=[;,:] )\(?\d{1,2}\)(?=\s[a-z])",
    r"\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)(?=\s[a-z])",
    # Tags and character references of markup.
    r"</?[a-zA-Z][^<>]{0,400}>",
    r"&#\d{1,6};",
)


_COUNTED = re.compile(r"\+?[\s\u00a0](?:[a-z-]{2,20}[\s\u00a0]){0,3}[a-z]{2,20}s\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotQuantityEntry(Entry):
    """Words that make the number after them a name, or whole names that hold a number."""

    why: str
    before: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    names = {name for e in load("not_quantities", NotQuantityEntry) for name in e.names}
    named = rf"(?<![\w-])(?:{alternation(names)[3:-1]})(?![\w])"
    return (*map(re.compile, _PATTERNS), re.compile(named))


@cache
def _labels() -> tuple[frozenset[str], re.Pattern[str]]:
    labels = frozenset(
        label for e in load("not_quantities", NotQuantityEntry) for label in e.before
    )
    return labels, re.compile(r"(?:^|[\s(\[“\"/])((?:[A-Za-z&./§]+[\s\u00a0])?[A-Za-z&./§-]+)(?:\s|\u00a0|\s?[#:]\s?|-)$")


def excluded_spans(text: str) -> Iterator[Span]:
    """Stretches of text whose numbers are no quantities, in no particular order.

    >>> [span.of("Call +1 (646) 307-1963 24/7.") for span in excluded_spans("Call +1 (646) 307-1963 24/7.")]
    ['+1 (646) 307-1963', 'Call +1 (646) 307-1963', '24/7']
    """
    for pattern in _shapes():
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end())


def is_labelled(text: str, start: int) -> bool:
    """Whether the word before makes the number at the offset a name: `Phase 3`, `Boeing 737`.

    >>> is_labelled("in Phase 3", 9), is_labelled("in phases 3", 10)
    (True, False)
    """
    labels, words = _labels()
    match = words.search(text, max(0, start - 32), start)
    if match is None:
        return text[max(0, start - 1) : start] == "#"
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
