"""What releases put in brackets after a name: tickers, acronyms and defined terms."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.names import Name
from pr_extract.source import Span

_BRACKET = re.compile(r"\(([^()\n]{1,140})\)")
_QUOTED = re.compile(r"[“\"‘'’]{1,2}(?:the\s|The\s)?([^”\"’“]{1,60}?)[,.]?[”\"’']{1,2}(?![\w])")
_TICKER = re.compile(
    r"(?<![\w])([A-Z][A-Za-z0-9.& -]{1,40}?)\s?(?::|;|\s-)\s?[“\"$]?([A-Z0-9][A-Z0-9.-]{0,9})\b"
)
_RIC = re.compile(r"^\s*([0-9A-Z]{1,6})\.([A-Z]{1,3})\s*$")
_ACRONYM = re.compile(r"^(?:the )?((?=(?:[^A-Z]*[A-Z]){2})[A-Z][\w.&-]{1,14})$")
_PLAIN = re.compile(r"^(?:the )?([A-Z][\w&.'’-]*(?: [A-Z][\w&.'’-]*){0,3})$")
_ELSEWHERE = re.compile(
    r"[“\"](?:(?<=the .)|(?<=and .)|(?<=or .)|(?<=an .)|(?<=\sa .)|(?<=\(.))"
    r"([A-Z][\w’' -]{1,50})[,.]?[”\"]\)"
)
_FORMERLY = re.compile(r"^(?:formerly|previously|also)\b")


@dataclass(frozen=True, slots=True)
class Term:
    """A short form defined in brackets; ``owner`` is the number of the name it stands for.

    ``owner`` is -1 when what stands before the bracket is no name: then the term names nobody.
    """

    span: Span
    text: str
    owner: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A ticker, and the number of the name it stands behind."""

    owner: int
    exchange: str
    symbol: str


def read_brackets(
    text: str, names: Sequence[Name]
) -> tuple[tuple[Term, ...], tuple[Listing, ...], tuple[Span, ...]]:
    """The terms and tickers that the release's brackets define, and the brackets with tickers."""
    ends = [name.end for name in names]
    terms: list[Term] = []
    listings: list[Listing] = []
    spans: list[Span] = []
    chain_end, chain_owner = -1, -1
    for match in _BRACKET.finditer(text):
        owner = _owner(text, names, ends, match.start())
        if owner < 0 and chain_end >= 0 and not text[chain_end : match.start()].strip(" ®™"):
            owner = chain_owner
        chain_end, chain_owner = match.end(), owner
        inside = match[1]
        listed = list(_listings(inside)) if owner >= 0 else []
        if listed:
            spans.append(Span(match.start(), match.end()))
        listings.extend(Listing(owner, exchange, symbol) for exchange, symbol in listed)
        terms.extend(_terms(text, names, match, owner, bool(listed)))
    # `(each, a “Unit”)`, deep in a long bracket: defined, and by no name.
    defined = {term.text for term in terms}
    terms.extend(
        Term(Span(match.start(1), match.end(1)), match[1], -1, True)
        for match in _ELSEWHERE.finditer(text)
        if match[1] not in defined
    )
    return tuple(terms), tuple(listings), tuple(spans)


def _owner(text: str, names: Sequence[Name], ends: list[int], bracket: int) -> int:
    """The name that ends right before the bracket, marks and white space aside; -1 if none."""
    number = bisect_right(ends, bracket) - 1
    if number >= 0 and not text[names[number].end : bracket].strip(" \t\r\n®™*,.'’s"):
        return number
    return -1


def _listings(inside: str) -> Iterator[tuple[str, str]]:
    ric = _RIC.match(inside)
    if ric:
        yield ric[2], ric[1]
        return
    for match in _TICKER.finditer(inside):
        yield " ".join(match[1].split()), match[2].rstrip(".")


def _terms(
    text: str, names: Sequence[Name], match: re.Match[str], owner: int, listed: bool
) -> Iterator[Term]:
    inside = match[1]
    quoted = list(_QUOTED.finditer(inside))
    for found in quoted:
        start = match.start(1) + found.start(1)
        yield Term(Span(start, start + len(found[1])), found[1], owner, True)
    if quoted or listed or _FORMERLY.match(inside):
        return
    acronym = _ACRONYM.match(inside.strip())
    if acronym:
        start = match.start(1) + inside.index(acronym[1])
        if (
            owner < 0
            or _spells(acronym[1], names[owner].text(text))
            or _may_be_called(acronym[1], names[owner])
        ):
            yield Term(Span(start, start + len(acronym[1])), acronym[1], owner, False)
        return
    plain = _PLAIN.match(inside)
    if plain and owner >= 0:
        name = names[owner].text(text).casefold()
        if name.startswith(plain[1].casefold()) and name != plain[1].casefold():
            start = match.start(1) + plain.start(1)
            yield Term(Span(start, start + len(plain[1])), plain[1], owner, False)


def _may_be_called(acronym: str, name: Name) -> bool:
    """Whether an organisation's bracket in capitals is its short name though its letters differ."""
    return name.label == "ORG" and name.weight >= 2 and acronym.isupper() and not look_up(acronym)


def _spells(acronym: str, name: str) -> bool:
    """Whether an acronym may stand for a name: its letters occur there in order.

    >>> _spells("IFF", "Italic Frog Fund"), _spells("MD", "Jane Roe")
    (True, False)
    """
    letters = [c for c in acronym.casefold() if c.isalnum()]
    rest = iter(name.casefold())
    if all(letter in rest for letter in letters):
        return name[0].casefold() == letters[0] or any(
            word[:1].casefold() == letters[0] for word in name.split()
        )
    return False
