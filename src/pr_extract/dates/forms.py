"""The forms dates are written in: shapes of words, each read into a node.

A pattern names parts of the grammar in angle brackets (`<month|mon>`), and the gap between two
words by one sign: `_` a blank or nothing, `,` a comma or a blank, `~` a hyphen, dash, blank or
nothing, `'` an apostrophe; a name before a colon captures (`<d:day_number>`). Blanks in a pattern
mean nothing. `pr_extract.dates.words` tells how text becomes a shape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from pr_extract.dates.almanac import make_date
from pr_extract.dates.nodes import Node, NodeKind, Unit
from pr_extract.dates.words import LETTERS, Cluster, Token

Builder = Callable[["Words"], Node | None]


@dataclass(frozen=True, slots=True)
class Form:
    """A shape with the function that reads it."""

    rule: str
    pattern: re.Pattern[str]
    build: Builder


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
        if tokens[0].kind == "between":  # a preposition: outside the span
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
_MONTH_DAY = "(?:<mo:month>[ +·]|<mb:mon>[ .·;+-])"
_MONTH_YEAR = "(?:<mo:month>(?:[ ,+–-]<y:year>)?|<mb:mon>(?:[ ,.;·+'–-]<yb:year>)?)"
_WEEKDAY = "(?:(?:<this|next|last>[ ])?<wd:weekday|wday>[ ,.;](?:<the>[ ])?)?"
# A year after a quarter, half or span: `2024`, `of 2024`, `fiscal 2024`, `FY24`, `24`, `2024/25`.
_YEAR = (
    "(?:(?:[ ,+'/–-]|[ ]<of>[ ](?:<the>[ ])?)(?:<fiscal|financial|calendar|fy>[ +'–-](?:<annum>[ ])?)?"
    "<y:year>(?:[/–-]<y2:day_number|two_digits>)?(?:[ ]<fiscal|financial|calendar>[ ]<annum>)?"
    "|[+'–-]<yy:day_number|two_digits>"
    "|(?:[ +']|[ ]<of>[ ])<fy>[ +'–-]?<yyb:day_number|two_digits>)"
)
# The same before it.
_YEAR_BEFORE = (
    "(?:(?:<fiscal|financial|calendar|fy>[ +'–-](?:<annum>[ ])?)?<y:year>(?:['](?:<s>[ ])?|[ –-])"
    "(?:<fiscal>[ ])?|<fy>[ +'–-]?<yyb:day_number|two_digits>[ –-])"
)
_FISCAL = "<fiscal|financial|calendar>"
_COUNT = "<c:card|day_number|two_digits|number>"


def _compile(pattern: str) -> re.Pattern[str]:
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
    return re.compile("".join(done))


FORMS: list[Form] = []


def form(rule: str, pattern: str) -> Callable[[Builder], Builder]:
    """Register a reading of a shape under the id of its rule."""

    def register(build: Builder) -> Builder:
        FORMS.append(Form(rule, _compile(pattern), build))
        return build

    return register


@lru_cache(maxsize=4096)
def _matches(shape: str, position: int) -> tuple[tuple[Form, int, dict[str, int]], ...]:
    """What may begin at a place of a shape, longest first: form, its last token, its captures."""
    found = []
    for candidate in FORMS:
        match = candidate.pattern.match(shape, position)
        if match is None:
            continue
        named = {n: (match.start(n) - position) // 2 for n, v in match.groupdict().items() if v}
        found.append((candidate, (match.end() - 1) // 2, named))
    return tuple(sorted(found, key=lambda item: -item[1]))


@lru_cache(maxsize=4096)
def _starts(shape: str) -> tuple[int, ...]:
    """The tokens of a shape at which some form matches."""
    return tuple(i for i in range(len(shape) // 2) if _matches(shape, 2 * i))


def read(cluster: Cluster, text: str) -> Iterator[Node]:
    """The nodes of a cluster, longest first at each place, never overlapping."""
    tokens, shape = cluster.tokens, cluster.shape
    free = 0  # the first token not yet in a node; a match may begin there even when joined
    for index in _starts(shape):
        if index < free:
            continue
        start = tokens[index].start
        if (index != free or not index) and start and _runs_on(text, start):
            continue
        for candidate, last, named in _matches(shape, 2 * index):
            if _glued(text, tokens, index, last):
                continue
            words = Words(candidate.rule, tokens[index : last + 1], named, index)
            node = candidate.build(words)
            if node is not None:
                yield node
                free = last + 1
                break


def _runs_on(text: str, start: int) -> bool:
    """Whether the characters before make the word the rest of something: `COVID2019`, `7.31`."""
    before = text[start - 1]
    if before in ".,":
        return start > 1 and text[start - 2].isdigit() and text[start].isdigit()
    return before.isalnum()


def _glued(text: str, tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the match runs on into a longer word; whole dates may be glued (`30June2025up`)."""
    end = tokens[last].end
    return (
        end < len(text)
        and text[end].isalnum()
        and last - first < 2
        and (last + 1 == len(tokens) or tokens[last].kind != "pcp")
    )


def _ordinal_below(words: Words, limit: int) -> int | None:
    number = words.number("n")
    return number if number is not None and 1 <= number <= limit else None


# --- days -----------------------------------------------------------------------------------


@form("date.iso", "<y:year>[/·–-](?:<mo:day_number|mon|month>)[/·–-]<d:day_number>")
def _iso(words: Words) -> Node | None:
    return _day(words, words.number("mo"), words.number("d"))


@form("date.numeric", "<a:day_number>/<b:day_number>/<y:year>")
@form("date.numeric", "<a:day_number>/<b:day_number>/<yy:day_number|two_digits>")
@form("date.numeric", "<a:day_number>[–-]<b:day_number>[–-]<y:year>")
@form("date.dotted", "<a:day_number>·<b:day_number>·<y:year>")
def _numeric(words: Words) -> Node | None:
    first, second = words.number("a"), words.number("b")
    assert first is not None and second is not None
    if words.rule == "date.dotted" or first > 12:
        return _day(words, second, first)
    node = _day(words, first, second)
    if node is None or second > 12:
        return node
    return replace(node, ambiguous=first != second)


@form("date.month_day", f"{_WEEKDAY}{_MONTH_DAY}(?:<the>[ ])?<d:day_number|ordinal>")
@form("date.month_day", f"{_WEEKDAY}<mo:month>[.]<d:day_number>[,]<y:year>")
@form("date.month_day", f"{_WEEKDAY}{_MONTH_DAY}<d:day_number|ordinal>(?:[, +]|[ ]<of>[ ])<y:year>")
@form(
    "date.day_month",
    f"{_WEEKDAY}(?:<the>[ ])?<d:day_number|ordinal>(?:[ ]<of>)?[ +–-]{_MONTH_YEAR}",
)
def _month_day(words: Words) -> Node | None:
    return _day(words, words.number("mo", "mb"), words.number("d"))


@form(
    "date.month_day_range",
    f"{_WEEKDAY}{_MONTH_DAY}<d:day_number|ordinal>(?:[–-]|[ ]<to>[ ])<d2:day_number|ordinal>(?:[, ]<y:year>)?",
)
@form(
    "date.day_range_month",
    f"<d:day_number|ordinal>(?:[–-]|[ ]<to>[ ])<d2:day_number|ordinal>(?:[ ]<of>)?[ ]{_MONTH_YEAR}",
)
@form(
    "date.two_days",
    f"{_WEEKDAY}{_MONTH_DAY}<d:day_number>[ ]<and>[ ]<d2:day_number>(?:[, ]<y:year>)?",
)
@form("date.two_days", f"<d:day_number>[ ]<and>[ ]<d2:day_number>(?:[ ]<of>)?[ ]{_MONTH_YEAR}")
@form(
    "date.between_days",
    f"<between>[ ]{_MONTH_DAY}<d:day_number|ordinal>[ ]<and>[ ]<d2:day_number|ordinal>(?:[, ]<y:year>)?",
)
def _day_range(words: Words) -> Node | None:
    node = _day(words, words.number("mo", "mb"), words.number("d"))
    second = words.number("d2")
    if node is None or second is None or node.day is None or second <= node.day:
        return None
    if words.rule == "date.two_days" and second != node.day + 1:
        return None
    return replace(node, second_day=second, type="period")


def _day(words: Words, month: int | None, day: int | None) -> Node | None:
    year = words.year()
    if month is None or day is None or not 1 <= month <= 12:
        return None
    if make_date(2000 if year is None else year, month, day) is None:
        return None
    return words.node("point", "day", year=year, number=month, day=day, weekday=words.number("wd"))


@form("date.weekday", "(?:<rel:this|last|next>[ ])?<wd:weekday>")
def _weekday(words: Words) -> Node:
    return words.node("shift", "day", weekday=words.number("wd"),
        shift=words.number("rel") or 0, anchor="reference",
        type="date", timex=None if words.token("rel") is None else "said",
    )  # fmt: skip


@form("date.today", "<today>")
def _today(words: Words) -> Node:
    return words.node("shift", "day", shift=int(words.tokens[0].value), anchor="reference")


@form("date.holiday", "<hol:holiday>(?:[ ,](?:<of>[ ])?<y:year>)?")
def _holiday(words: Words) -> Node:
    rule = words.token("hol")
    assert rule is not None
    return words.node("point", "day", year=words.year(), holiday=str(rule.value))


# --- months, years, and what is longer ------------------------------------------------------


@form("date.month", "(?:<early>[ –-])?<mo:month>(?:(?:[ ,+'–-]|[ ]<of>[ ])<y:year>)?")
@form("date.month", "(?:<early>[ –-])?<mb:mon>(?:[ ,.;·+'–-]|[. ]<of>[ ])<y:year>")
@form("date.month", "(?:<mo:month>|<mb:mon>)'<yy:day_number|two_digits>")
@form("date.year_month", "<y:year>[ ]<mo:month|mon>(?![ .][9O])")
@form("date.month_of", "<the>[ ]<months>[ ]<of>[ ]<mo:month>(?:[ ,]<y:year>)?")
def _month(words: Words) -> Node:
    return words.node("point", "month", year=words.year(), number=words.number("mo", "mb"))


@form("date.abbreviated_month", "<mb:mon>")
def _abbreviated(words: Words) -> Node:
    return words.node("point", "month", number=words.number("mb"))


@form("date.this_past", "<this>[ ]<past>[ ]<mo:month>")
@form("date.month_last", "(?:<the>[ ])?<rel:last|next|this>[ ]<mo:month|mon>")
def _month_shift(words: Words) -> Node:
    return words.node("point", "month", number=words.number("mo"), anchor="reference",
        shift=-1 if words.rule == "date.this_past" else words.number("rel") or 0,
    )  # fmt: skip


@form("date.year", "(?:<early>[ –-])?(?:<calendar>[ +–-](?:<annum>[ ])?)?<y:year>")
@form("date.named_year", "(?:<early>[ –-])?(?:<the>[ ])?(?:<calendar>[ ])?<annum>[ ]<y:year>")
def _year(words: Words) -> Node:
    return words.node("point", "year", year=words.year())


@form("date.decade", "(?:<the>[ ])?(?:<early>[ –-])?<y:year>[+']<s>")
@form("date.decade", "<the>[ ](?:<early>[ –-])?<yy:two_digits|day_number>[+']<s>")
@form("date.decade", "(?:<the>(?:[ ]<early>)?['])<yy:two_digits|day_number>[+']<s>")
def _decade(words: Words) -> Node | None:
    year = words.year()
    if year is None or year % 10:
        return None
    if words.number("yy") is not None:
        year = 1900 + year % 100 if year % 100 > 29 else year
    return words.node("point", "decade", year=year)


@form("date.century", "(?:<the>[ ])?(?:<early>[ –-])?<n:ordinal>[ –-]<century>")
def _century(words: Words) -> Node | None:
    number = _ordinal_below(words, 22)
    return (number and words.node("point", "century", year=100 * (number - 1))) or None


@form("date.year_range", "<y:year>[–-]<z:year>")
@form("date.year_range", "<y:year>[–-]<zz:day_number|two_digits>")
@form("date.year_range", "<y:year>[ ]<to>[ ]<z:year>")
@form("date.year_range", "<between>[ ]<y:year>[ ]<and>[ ]<z:year>")
@form("date.year_range", "<between>[ ]<y:year>[–-]<z:year>")
def _year_range(words: Words) -> Node | None:
    year, second = words.number("y"), words.number("z")
    short = words.number("zz")
    assert year is not None
    if second is None and short is not None:
        second = year - year % 100 + short
    if second is None or not year < second <= year + 200:
        return None
    return words.node("point", "years", year=year, until=words.node("point", "year", year=second))


@form("date.split_year", "<y:year>/<zz:day_number|two_digits>(?:[ ]<fiscal|financial>[ ]<annum>)?")
@form("date.split_year", "<y:year>/<z:year>")
def _split_year(words: Words) -> Node | None:
    year = words.number("y")
    assert year is not None
    short, second = words.number("zz"), words.number("z")
    if (short if short is not None else second) not in {(year + 1) % 100, year + 1}:
        return None
    return words.node("point", "year", year=year + 1, timex=f"{year}/{year + 1}", type="period")


@form("date.season", "(?:<early>[ –-])?<n:season>(?:[ ,'](?:<of>[ ])?)<y:year>")
@form("date.season", "(?:<rel:this|last|next>)[ ]<n:season>")
def _season(words: Words) -> Node:
    season = words.token("n")
    assert season is not None
    return words.node("point", "season", year=words.year(), timex=str(season.value),
        shift=words.number("rel") or 0, anchor="calendar" if words.year() else "reference",
    )  # fmt: skip


# --- quarters, halves, first months, fiscal years -------------------------------------------


@form("period.quarter", f"(?:(?:<the>[ ])?<fiscal>[ ])?<q:q|fq>[ +–-]?<n:day_number>{_YEAR}?")
@form("period.quarter", f"<n:day_number>[+]<q:q|fq>{_YEAR}?")
@form("period.quarter", f"{_YEAR_BEFORE}<q:q|fq>[+]?<n:day_number>")
@form("period.quarter", f"{_YEAR_BEFORE}<n:day_number>[+]<q:q|fq>")
@form(
    "period.quarter",
    f"(?:<the>[ ])?(?:{_FISCAL}[ –-](?:<annum>[ –-])?)?<n:ordinal|final>[ –-](?:{_FISCAL}[ –-])?<quarter>{_YEAR}?",
)
@form(
    "period.quarter",
    f"(?:<the>[ ])?{_YEAR_BEFORE}(?:<the>[ ])?<n:ordinal|final>[ –-](?:{_FISCAL}[ –-])?<quarter>",
)
def _quarter(words: Words) -> Node | None:
    return _part(words, "quarter", 4)


@form("period.half", f"<q:h>[+–-]?<n:day_number>{_YEAR}?")
@form("period.half", f"<n:day_number>[+]<q:h>{_YEAR}?")
@form("period.half", f"{_YEAR_BEFORE}<q:h>[+]?<n:day_number>")
@form("period.half", f"{_YEAR_BEFORE}<n:day_number>[+]<q:h>")
@form(
    "period.half",
    f"(?:<the>[ ])?(?:{_FISCAL}[ –-](?:<annum>[ –-])?)?<n:ordinal>[ –-](?:{_FISCAL}[ –-])?<half>(?:[ –-]<annum>)?{_YEAR}?",
)
@form(
    "period.half",
    f"(?:<the>[ ])?{_YEAR_BEFORE}(?:<the>[ ])?<n:ordinal>[ –-]<half>(?:[ –-]<annum>)?",
)
def _half(words: Words) -> Node | None:
    if words.token("n") is not None and words.number("n") == 4:  # `final half` is none
        return None
    return _part(words, "half", 2)


def _part(words: Words, unit: Unit, limit: int) -> Node | None:
    number = _ordinal_below(words, limit)
    if number is None:
        return None
    year, second = words.year(), words.number("y2")
    if second is not None and year is not None:
        if second != (year + 1) % 100:
            return None
        year += 1
    return words.node("point", unit, year=year, number=number, fiscal=words.fiscal())


@form(
    "period.first_months",
    f"(?:<the>[ ])?<n:ordinal>[ ]{_COUNT}[ –-]<u:months|quarter|week>(?:[ ]<period>)?{_YEAR}?",
)
@form(
    "period.first_months",
    f"(?:<the>[ ])?{_YEAR_BEFORE}<n:ordinal>[ ]{_COUNT}[ –-]<u:months|quarter>",
)
@form("period.first_months", f"<c:day_number>[+ ]<u:m>{_YEAR}")
@form("period.first_months", f"{_YEAR_BEFORE}<c:day_number>[+]<u:m>")
def _first_months(words: Words) -> Node | None:
    count, unit = words.number("c"), words.token("u")
    if count is None or unit is None or words.number("n") not in {None, 1}:
        return None
    if unit.kind == "week":
        return None
    months = count * 3 if unit.kind == "quarter" else count
    if not 1 < months <= 12:
        return None
    return words.node("point", "months", year=words.year(), number=months, fiscal=words.fiscal())


@form("period.month_numbers", "<a:day_number>[–-]<b:day_number>/<y:year>")
def _month_numbers(words: Words) -> Node | None:
    if words.number("a") != 1:
        return None
    months = words.number("b")
    if months is None or not 1 < months <= 12:
        return None
    return words.node("point", "months", year=words.year(), number=months)


@form(
    "period.fiscal_year",
    "(?:<full>[ –-](?:<annum>[ –-])?)?<fy>[ +'–-]?<y:year>(?:[/–-]<y2:day_number|two_digits>)?",
)
@form(
    "period.fiscal_year",
    "(?:<full>[ –-](?:<annum>[ –-])?)?<fy>[ +'–-]*<yy:day_number|two_digits>(?:[/–-]<y2:day_number|two_digits>)?",
)
@form(
    "period.fiscal_year",
    "(?:<the>[ ])?(?:<full>[ –-](?:<annum>[ –-])?)?<fiscal|financial>[ –-](?:<annum>[ ,])?(?:<full>[ –-]<annum>[ ])?<y:year>(?:[/–-]<y2:day_number|two_digits>)?",
)
@form(
    "period.fiscal_year",
    "(?:<the>[ ])?<y:year>(?:[/–-]<y2:day_number|two_digits>)?[ ](?:<full>[ –-])?<fiscal|financial>[ –-]<annum>",
)
def _fiscal_year(words: Words) -> Node | None:
    year, second = words.year(), words.number("y2")
    assert year is not None
    timex = None
    if second is not None:
        if second != (year + 1) % 100:
            return None
        year, timex = year + 1, None if words.fiscal() else f"{year}/{year + 1}"
    return words.node("point", "year", year=year, fiscal=words.fiscal(), type="period", timex=timex)


@form("period.full_year", f"(?:<the>[ ])?<full>[ –-](?:{_FISCAL}[ –-])?<annum>{_YEAR}?")
@form("period.full_year", "(?:<the>[ ])?<y:year>[ –-]<full>[ –-](?:<fiscal>[ ])?<annum>")
def _full_year(words: Words) -> Node:
    return words.node("point", "year", year=words.year(), fiscal=words.fiscal(), type="period")


@form("period.year_to_date", "(?:<the>[ ])?<annum>[ –-]<to>[ –-]<date>(?:[ ](?:<of>[ ])?<y:year>)?")
@form("period.year_to_date", "<ytd>(?:[ +](?:<of>[ ])?<y:year>)?")
def _year_to_date(words: Words) -> Node:
    return words.node("point", "ytd", year=words.year(), anchor="named")


# --- relative to the reference date or to the period last named -----------------------------

_UNITS: dict[str, Unit] = {
    "day": "day", "week": "week", "weekend": "weekend", "months": "month", "quarter": "quarter",
    "half": "half", "annum": "year", "decade": "decade", "century": "century",
    "period": "period", "date": "day",
}  # fmt: skip
_PLURAL_UNITS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "Y"}


def _unit(words: Words) -> Unit:
    token = words.token("u")
    assert token is not None
    return _UNITS[token.kind]


def _singular(words: Words) -> bool:
    token = words.token("u")
    assert token is not None
    # `years` is one longer than `year`, `centuries` ends on `ies`; lengths are all we need here
    length = token.end - token.start
    return length in {
        "day": (3,), "week": (4,), "weekend": (7,), "months": (5,), "quarter": (7,), "half": (4,),
        "annum": (4, 2), "decade": (6,), "century": (7,), "period": (6,), "date": (4,),
    }[token.kind]  # fmt: skip


@form(
    "date.shift",
    "(?:<pre:early|earlier|later>[ ])?(?:<the>[ ])?(?:<pre2:early>[ ])?<rel:this|current|last|next|following|previous>[ –-](?:<f:fiscal|financial|calendar>[ ])?<u:week|weekend|months|quarter|half|annum>(?![ ][KNQAP])",
)
@form("date.shift", "<the>[ ]<rel:past>[ ]<u:quarter>")
def _shift(words: Words) -> Node | None:
    if not _singular(words):
        return None
    rel, unit = words.token("rel"), _unit(words)
    assert rel is not None
    if rel.kind == "current" and words.tokens[0].kind == "current":
        return None  # `current year` wants its article
    named = rel.kind in {"previous", "following"}
    return words.node("shift", unit, shift=int(rel.value), anchor="named" if named else "reference",
        fiscal=words.fiscal(),
    )  # fmt: skip


@form("period.last_months", f"(?:<the>[ ])?<n:final>[ ]{_COUNT}[ –-]<u:months|quarter|week>")
def _last_months(words: Words) -> Node:
    """`the final three months`: waits for its year."""
    return words.node("window", _unit(words), count=words.number("c") or 1, shift=-1, timex="final")


@form(
    "period.window",
    f"(?:<the>[ ])?<rel:last|past|next|previous|following>[ ]{_COUNT}[ +–-]<u:day|week|months|quarter|annum|decade>(?:[ ]<period>)?",
)
@form("period.window", "(?:<the>[ ])<rel:past>[ ]<u:day|week|months|annum|decade>")
@form("period.window", "(?:<the>[ ])?<rel:next|last>[ ]<u:decade>")
@form("period.window", f"<rel:past>[ ]{_COUNT}[ +–-]<u:day|week|months|quarter|annum|decade>")
def _window(words: Words) -> Node | None:
    unit, rel = _unit(words), words.token("rel")
    assert rel is not None
    count = words.number("c")
    if count is None:
        if not _singular(words):
            return None
        count = 1
    return words.node("window", unit, count=count, shift=int(rel.value), anchor="reference")


@form(
    "date.ago",
    f"(?:{_COUNT}|<one:a>)[ –-]<u:day|week|months|quarter|annum|decade>[ –-]<way:ago|earlier|later>",
)
@form("date.year_ago", "<u:annum|quarter>[–-]<way:ago|earlier>")
def _ago(words: Words) -> Node | None:
    count, way = words.number("c") or 1, words.token("way")
    assert way is not None
    unit = _unit(words)
    return words.node("shift", unit, shift=int(way.value) * count * (10 if unit == "decade" else 1),
        anchor="reference" if way.kind == "ago" else "named", count=count, timex=way.kind,
    )  # fmt: skip


@form(
    "period.deictic", "<det:the|that|this>[ ]<u:day|months|quarter|half|annum|period|date>(?![ ]Z)"
)
def _deictic(words: Words) -> Node | None:
    det, unit = words.token("det"), words.token("u")
    assert det is not None and unit is not None
    if not _singular(words):
        return None
    if unit.kind in {"date", "day"} and det.kind == "the":
        return None
    if det.kind == "this" and unit.kind != "date":
        return (
            None
            if unit.kind in {"period", "day"}
            else words.node("shift", _UNITS[unit.kind], anchor="reference")
        )
    return words.node("shift", _UNITS[unit.kind], anchor="named", timex=det.kind)


@form(
    "period.same",
    f"(?:<the>[ ])?<same>[ ](?:<prev:previous>[ –-](?:<fiscal>[ –-])?<annum>[ –-])?(?:<y:year>[ ])?(?:{_COUNT}[ –-]<months|week>[ ])?(?:<fiscal>[ ])?<u:period|quarter|half|months|date|day|annum>(?:[ –-]<annum>)?",
)
@form(
    "period.prior_year",
    f"(?:<the>[ ])?<prev:previous>[ –-](?:<fiscal>[ –-])?<annum>(?:['](?:<s>)?)?[ –-](?:<n:ordinal>[ –-])?(?:{_COUNT}[ –-]<months|week>[ ])?<u:period|quarter|half>",
)
@form(
    "period.prior_year",
    "(?:<the>[ ])?<prev:last>[ –-]<annum>[']<s>[ ](?:<n:ordinal>[ –-])?<u:period|quarter|half>",
)
@form(
    "period.year_ago",
    "(?:<the>[ ])?<annum>[ –-]<prev:ago|earlier>[ –-]<u:period|quarter|half|months>",
)
@form("period.same", "<the>[ ]<y:year>[ ]<u:period|quarter|half>")
@form("period.pcp", "<prev:pcp>")
def _same(words: Words) -> Node | None:
    unit: Unit = "period" if words.rule == "period.pcp" else _unit(words)
    if unit == "year" and words.token("prev") is None:
        unit = "year"
    return words.node("same", unit, year=words.year(), anchor="named",
        shift=0 if words.token("prev") is None else -1, number=words.number("n"),
    )  # fmt: skip


@form("date.week_of", "(?:<the>[ ])?(?:<n:ordinal|last>[ ])?<week>(?=[ ][oZb][ ])")
@form("date.week_of", "(?:<the>[ ])?<n:ordinal>[ ]<week>(?=[ ][134])")
def _week_of(words: Words) -> Node:
    """A week that waits for its day, month or year: `the week of`, `the first week of`."""
    number = words.token("n")
    last = number is not None and number.kind == "last"
    return words.node("point", "week", number=-1 if last else words.number("n"), anchor="named")


@form("period.shift_period", "(?:<the>[ ])?<rel:previous>[ –-]<u:period>")
def _shift_period(words: Words) -> Node:
    return words.node("shift", "period", shift=-1, anchor="named")


# --- ends ------------------------------------------------------------------------------------


@form(
    "date.year_end",
    "(?:<f:fiscal|financial|calendar>[ ])?<u:annum|quarter|months|half>(?:[–-]|[ ]|[']<s>[ ])<end>(?:[ ](?:<of>[ ])?<y:year>)?",
)
@form("date.year_end", "(?:<the>[ ])<u:annum|quarter|months|half>[']<s>[ ]<end>")
@form("date.year_end", "<y:year>[ ]<u:annum>[ –-]<end>")
@form(
    "date.year_end",
    "(?:<the>[ ])?<end>[ ]<of>[ ](?:<f:fiscal|financial|calendar>[ ])?<u:annum|quarter|months>",
)
def _year_end(words: Words) -> Node | None:
    if not _singular(words):
        return None
    unit = _unit(words)
    if words.year() is not None:
        return words.node("point", "year", year=words.year(), edge="end", fiscal=words.fiscal())
    return words.node("shift", unit, anchor="named", edge="end", timex="the")


@form("date.end_year", "<end>[ –-]<y:year>")
def _end_year(words: Words) -> Node:
    return words.node("point", "year", year=words.year(), edge="end")


# --- lengths, recurrence ---------------------------------------------------------------------


@form("period.month_quarter", "(?:<the>[ ])?<mo:month>[ ](?:<y:year>[ ])?<u:quarter|half>")
@form("period.month_quarter", "(?:<the>[ ])?<mo:month>[ ]<u:quarter|half>(?:[ ](?:<of>[ ])?<y:year>)?")
def _month_quarter(words: Words) -> Node | None:
    """`the June quarter`: the one that ends in that month."""
    month = words.number("mo")
    if month is None or month % 3 or not _singular(words):
        return None
    last = words.node("point", "month", year=words.year(), number=month)
    count = 3 if _unit(words) == "quarter" else 6
    return words.node("point", "months", count=count, ended=last)


@form(
    "period.count",
    f"(?:<the>[ ])?(?:<fiscal>[ ])?{_COUNT}[ –-]<u:day|week|months>(?:[ –-](?:<fiscal>[ ])?<period|quarter|annum|half>)?(?=[ ][ZR][ ])",
)
@form(
    "period.count",
    "(?:<the>[ ])?(?:<f:fiscal|financial>[ –-])?<u:quarter|half|annum|months|week>(?:[ –-]<v:annum>)?(?:[ ]<period>)?(?=[ ]Z)",
)
def _count(words: Words) -> Node | None:
    """A length that waits for its end: `six months` before `ended June 30`."""
    if words.token("c") is None and not _singular(words):
        return None
    token = words.token("u")
    assert token is not None
    count = words.number("c") or 1
    if token.kind in {"day", "week"}:
        days = count * (7 if token.kind == "week" else 1)
        return words.node("point", "weeks", count=days, fiscal=words.fiscal())
    months = count * {"months": 1, "quarter": 3, "half": 6, "annum": 12}[token.kind]
    return words.node("point", "months", count=months, fiscal=words.fiscal())


@form("set.word", "<w:set>")
def _set(words: Words) -> Node:
    token = words.token("w")
    assert token is not None
    return words.node("set", "day", timex=str(token.value))


@form("set.each", f"<each>[ ](?:{_COUNT}[ ])?<u:day|week|months|quarter|annum|decade>")
def _each(words: Words) -> Node | None:
    return words.node("set", "day", timex=duration(_unit(words), words.number("c") or 1))


@form(
    "duration.long",
    "(?:<h:half>[ ])?<a>[ ](?:<q:quarter>[ ]<of>[ ]<a>[ ]|<q2:quarter>[ –-]|<h2:half>[ –-])?<u:decade|century>(?![ –-][gr])",
)
def _long(words: Words) -> Node | None:
    if not _singular(words):
        return None
    years = 10 if _unit(words) == "decade" else 100
    if words.token("q", "q2") is not None:
        years = years // 4
    if words.token("h", "h2") is not None:
        years = years // 2
    return words.node("duration", "year", timex=f"P{years}Y")


def duration(unit: Unit, count: int) -> str:
    """The TIMEX3 value of a length.

    >>> duration("quarter", 2), duration("decade", 2)
    ('P6M', 'P20Y')
    """
    factor = {"quarter": 3, "decade": 10, "century": 100}.get(unit, 1)
    letter = {"quarter": "M", "month": "M", "day": "D", "week": "W"}.get(unit, "Y")
    return f"P{count * factor}{letter}"


@form("date.trial", "<u:week|months|day>[ ]<n:day_number|two_digits|number>")
def _trial(words: Words) -> Node:
    """A visit of a clinical trial: `Week 24`."""
    token = words.token("u")
    assert token is not None
    letter = {"week": "W", "months": "M", "day": "D"}[token.kind]
    return words.node("point", "trial", timex=f"XXXX-{letter}{words.number('n')}")
