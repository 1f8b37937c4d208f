"""The forms dates are written in: shapes of words, each read into a node.

A pattern names parts of the grammar in angle brackets (`<month|mon>`), and the gap between two
words by one sign: `_` a blank or nothing, `,` a comma or a blank, `~` a hyphen, dash, blank or
nothing, `'` an apostrophe; a name before a colon captures (`<d:day_number>`). Blanks in a pattern
mean nothing. `pr_extract.dates.words` tells how text becomes a shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pr_extract.dates.nodes import Node, NodeKind, Unit
from pr_extract.dates.words import LETTERS, Token

Builder = Callable[["Words"], Node | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A shape with the function that reads it; ``openers`` are the letters it may begin with."""

    rule: str
    source: str
    openers: frozenset[str]
    build: Builder


@cache
def compiled(source: str) -> re.Pattern[str]:
    """The pattern of a form: compiled when a shape first opens like it, to start up fast."""
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class Words:
    """The words a form has matched: tokens by the names of the pattern."""

    rule: str
    tokens: tuple[Token, ...]
    named: dict[str, int]
    first: int

    def node(self, kind: NodeKind, unit: Unit, **fields: Any) -> Node:
        """A node at the place of these words."""
        tokens, first = self.tokens, 0
        if tokens[0].kind in {"between", "from"}:  # a preposition: outside the span
            first = 1
        return Node(
            kind, unit, self.rule, tokens[first].start, tokens[-1].end, self.first + first,
            self.first + len(tokens) - 1, **fields,
        )  # fmt: skip

    def token(self, *names: str) -> Token | None:
        """The token captured under the first of the names that was."""
        for name in names:
            if name in self.named:
                return self.tokens[self.named[name]]
        return None

    def number(self, *names: str) -> int | None:
        """Its value as a number."""
        token = self.token(*names)
        return None if token is None else int(token.value)

    def year(self) -> int | None:
        """The year under `y`, or the two digits of one under `yy`."""
        full = self.number("y", "yb", "yc")
        if full is not None:
            return full
        token = self.token("yy", "yyb")
        if token is None or token.end - token.start != 2:
            return None
        return full_year(int(token.value))

    def fiscal(self) -> bool:
        """Whether a word among them marks a fiscal year."""
        return any(token.kind in {"fy", "fq", "fiscal"} for token in self.tokens)


def full_year(two_digits: int) -> int:
    """The year two digits stand for: 1970 to 2069.

    >>> full_year(24), full_year(98)
    (2024, 1998)
    """
    return two_digits + (2000 if two_digits < 70 else 1900)


_SIGNS = {
    "_": "[ +]",
    ",": "[, ]",
    "~": "[ +–-]",
    "-": "[–-]",
    "'": "[']",
    "/": "/",
    " ": "",
}
MONTH_DAY = "(?:<mo:month>[ +·]|<mb:mon>[ .·;+-])"
MONTH_YEAR = "(?:<mo:month>(?:[ ,+–-]<y:year>)?|<mb:mon>(?:[ ,.;·+'–-]<yb:year>)?)"
WEEKDAY = "(?:(?:<this|next|last>[ ])?<wd:weekday|wday>[ ,.;](?:<the>[ ])?)?"
# A year after a quarter, half or span: `2024`, `of 2024`, `fiscal 2024`, `FY24`, `24`, `2024/25`.
YEAR = (
    "(?:(?:[ ,+'/–-]|[ ]<of>[ ](?:<the>[ ])?)(?:<fiscal|financial|calendar|fy>[ +'–-]"
    "(?:<annum>[ ])?)?"
    "<y:year>(?![+']s)(?:[/–-]<y2:day_number|two_digits>)?"
    "(?:[ ]<fiscal|financial|calendar>[ ]<annum>)?"
    "|[+'–-]<yy:day_number|two_digits>"
    "|(?:[ +']|[ ]<of>[ ])<fy>[ +'–-]?<yyb:day_number|two_digits>)"
)
# The same before it.
YEAR_BEFORE = (
    "(?:(?:<fiscal|financial|calendar|fy>[ +'–-](?:<annum>[ ])?)?<y:year>(?:['](?:<s>[ ])?|[ –-])"
    "(?:<fiscal>[ ])?|<fy>[ +'–-]?<yyb:day_number|two_digits>[ –-])"
)
FISCAL = "<fiscal|financial|calendar>"
COUNT = "<c:card|day_number|two_digits|number>"


def _translate(pattern: str) -> str:
    def part(match: re.Match[str]) -> str:
        name, _, kinds = match.group(1).rpartition(":")
        letters = "".join(re.escape(LETTERS[kind]) for kind in kinds.split("|"))
        return f"(?P<{name}>[{letters}])" if name else f"[{letters}]"

    pieces = re.split(r"(\[[^\]]*\]|<[^>]*>|\(\?:|\(\?[=!])", pattern)
    done = []
    for piece in pieces:
        if piece.startswith("<"):
            done.append(re.sub(r"<([^>]*)>", part, piece))
        elif piece.startswith(("[", "(?")):
            done.append(piece)
        else:
            done.append("".join(_SIGNS.get(sign, sign) for sign in piece))
    return "".join(done)


def _openers(source: str) -> frozenset[str]:
    """The letters that a translated pattern may begin with.

    >>> sorted(_openers("(?:[T][ ])?(?:[fk][ ])?(?P<n>[O])[ ][Q]"))
    ['O', 'T', 'f', 'k']
    """
    return frozenset(_first(source)[0])


def _first(source: str) -> tuple[set[str], bool]:
    """First letters, and whether the source may match nothing."""
    letters: set[str] = set()
    for branch in _branches(source):
        at, empty = 0, True
        while at < len(branch) and empty:
            end = _part_end(branch, at)
            part = branch[at:end]
            optional = branch[end : end + 1] in {"?", "*"}
            if part.startswith(("(?=", "(?!")):
                found, empty = set[str](), True
            elif part.startswith("("):
                found, empty = _first(re.sub(r"^\((?:\?:|\?P<\w+>)?", "", part)[:-1])
            else:
                found, empty = set(part.strip("[]").replace("\\", "")), False
            letters |= found
            empty = empty or optional
            at = end + optional
        if empty:
            return letters, True
    return letters, False


def _branches(source: str) -> list[str]:
    """The alternatives of a source, split at its top level."""
    branches, start, at = [], 0, 0
    while at < len(source):
        if source[at] == "|":
            branches.append(source[start:at])
            start = at = at + 1
        else:
            at = _part_end(source, at)
    return [*branches, source[start:]]


def _part_end(source: str, at: int) -> int:
    """Where the class, group or sign that begins here ends."""
    if source[at] == "[":
        return source.index("]", at) + 1
    if source[at] != "(":
        return at + 1
    at += 1
    while source[at] != ")":
        at = _part_end(source, at)
    return at + 1


def registrar(forms: list[Form]) -> Callable[[str, str], Callable[[Builder], Builder]]:
    """A decorator that adds readings of shapes to a list, under the id of their rule."""

    def form(rule: str, pattern: str) -> Callable[[Builder], Builder]:
        source = _translate(pattern)

        def register(build: Builder) -> Builder:
            forms.append(Form(rule, source, _openers(source), build))
            return build

        return register

    return form


def ordinal_below(words: Words, limit: int) -> int | None:
    """The number under `n` if it is at most the limit: there is no fifth quarter."""
    number = words.number("n")
    return number if number is not None and 1 <= number <= limit else None


UNITS: dict[str, Unit] = {
    "day": "day", "week": "week", "weekend": "weekend", "months": "month", "quarter": "quarter",
    "half": "half", "annum": "year", "decade": "decade", "century": "century",
    "period": "period", "date": "day",
}  # fmt: skip


def unit_of(words: Words) -> Unit:
    """The unit that the word under `u` names."""
    token = words.token("u")
    assert token is not None
    return UNITS[token.kind]


def is_singular(words: Words) -> bool:
    """Whether the word under `u` is one of its unit: `the past year`, not `the past years`."""
    token = words.token("u")
    assert token is not None
    # `years` is one longer than `year`, `centuries` ends on `ies`; lengths are all we need here
    length = token.end - token.start
    return length in {
        "day": (3,), "week": (4,), "weekend": (7,), "months": (5,), "quarter": (7,), "half": (4,),
        "annum": (4, 2), "decade": (6,), "century": (7,), "period": (6,), "date": (4,),
    }[token.kind]  # fmt: skip


def duration(unit: Unit, count: int) -> str:
    """The TIMEX3 value of a length.

    >>> duration("quarter", 2), duration("decade", 2)
    ('P6M', 'P20Y')
    """
    factor = {"quarter": 3, "decade": 10, "century": 100}.get(unit, 1)
    letter = {"quarter": "M", "month": "M", "day": "D", "week": "W"}.get(unit, "Y")
    return f"P{count * factor}{letter}"
