"""The stage itself: text in, dates out."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pr_extract.dates import almanac
from pr_extract.dates.apart import words_apart
from pr_extract.dates.clock import find_clocks
from pr_extract.dates.fiscal import FiscalCalendar
from pr_extract.dates.forms import read
from pr_extract.dates.guards import stands
from pr_extract.dates.joins import join
from pr_extract.dates.mention import DateMention, Dates
from pr_extract.dates.nodes import Node
from pr_extract.dates.resolve import Resolver
from pr_extract.dates.values import Value, month_count
from pr_extract.dates.words import Cluster, Token, clusters
from pr_extract.source import Span

_URL = re.compile(r"(?:https?://|www\.)\S{1,2000}")
# Where 03/04/2024 is the fourth of March; everywhere else it is the third of April.
_MONTH_FIRST = frozenset({"US", "PH", "FM", "MH", "PW", "PR", "GU", "VI", "AS", "MP", None})

# Whose summer begins in December.
_SOUTHERN = frozenset(
    {"AU", "NZ", "ZA", "AR", "CL", "UY", "PY", "BR", "BO", "PE", "NA", "BW", "ZW"}
)


def find_dates(
    text: str,
    *,
    reference: dt.date | None = None,
    country: str | None = None,
    skip: Sequence[Span] = (),
) -> Dates:
    """All dates, periods, durations and sets of a text, in order and never overlapping.

    ``reference`` is the dateline's date, which relative expressions resolve against; ``country``
    (ISO 3166-1) settles `06/09/2023`; nothing is read inside the spans of ``skip``.

    >>> found = find_dates("Sales rose in H1 2024 from a year earlier.")
    >>> [(m.timex, str(m.start), str(m.end)) for m in found.mentions]
    [('2024-H1', '2024-01-01', '2024-06-30'), ('2023-H1', '2023-01-01', '2023-06-30')]
    """
    blocked = [*skip, *(Span(*match.span()) for match in _URL.finditer(text))]
    clocks = find_clocks(text)
    fixed = {t.start: t for t in (*words_apart(text), *clocks)}
    nodes = _outside(_nodes(text, fixed), blocked)
    warnings: list[str] = []
    nodes = [_settle(node, text, country, warnings) for node in nodes]
    mentions = _resolve(text, nodes, reference, country)
    used = Taken(mention.span for mention in mentions)
    times = tuple(
        Span(token.start, token.end) for token in clocks if not used.touches(token.start, token.end)
    )
    return Dates(tuple(mentions), times, tuple(warnings))


def _nodes(text: str, fixed: dict[int, Token]) -> list[Node]:
    found: list[Node] = []
    for cluster in clusters(text, fixed):
        nodes = list(read(cluster, text))
        if nodes:
            for node in join(nodes, cluster):
                found.extend(_standing(node, cluster, text))
    return found


def _standing(node: Node, cluster: Cluster, text: str) -> Iterator[Node]:
    """The node if it may stand; else the year that ends what is none: `$9M` and `2024`."""
    if stands(node, text):
        yield _without_range_end(node, text)
    elif node.rule == "date.weekday_the":
        first, shape = node.first, cluster.shape[2 * node.first] + "|"
        yield from read(
            replace(cluster, tokens=cluster.tokens[first : first + 1], shape=shape), text
        )
    elif node.rule in _MONTHS and cluster.tokens[node.last].kind == "year":
        year = replace(
            cluster, tokens=cluster.tokens[node.last :], shape=cluster.shape[2 * node.last :]
        )
        for part in list(read(year, text))[:1]:
            if stands(part, text):
                yield part


# A count of months and the year behind it.
_MONTHS = frozenset({"period.first_months", "period.after_months"})

_RANGE_END = re.compile(r"\b(?:low|lower|high|higher|upper|top|bottom)[\s-]$", re.IGNORECASE)
_END_OF = re.compile(r"end\s+of\s+", re.IGNORECASE)


def _without_range_end(node: Node, text: str) -> Node:
    """`the low end of full-year guidance` ends a range of amounts, not the year."""
    if node.edge != "end" or not _RANGE_END.search(text, max(0, node.start - 8), node.start):
        return node
    opening = _END_OF.match(text, node.start)
    return replace(node, edge=None, start=opening.end()) if opening else node


def _outside(nodes: list[Node], blocked: list[Span]) -> list[Node]:
    """The nodes that touch no blocked span."""
    if not blocked:
        return nodes
    taken = Taken(blocked)
    return [node for node in nodes if not taken.touches(node.start, node.end)]


class Taken:
    """Stretches of text that are spoken for; asks in logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for span in sorted(spans):
            if self.ends and span.start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], span.end)
            else:
                self.starts.append(span.start)
                self.ends.append(span.end)

    def touches(self, start: int, end: int) -> bool:
        """Whether any of the stretches shares a character with this one."""
        index = bisect_left(self.starts, end) - 1
        return index >= 0 and self.ends[index] > start


def _settle(node: Node, text: str, country: str | None, warnings: list[str]) -> Node:
    """Read an all-digit date by the country's custom, and say so."""
    if not node.ambiguous:
        return node
    month_first = country in _MONTH_FIRST
    custom = "month first" if month_first else "day first"
    warnings.append(f"ambiguous date {text[node.start : node.end]!r} read {custom}")
    return node if month_first else replace(node, number=node.day, day=node.number)


def _resolve(
    text: str, nodes: list[Node], reference: dt.date | None, country: str | None
) -> list[DateMention]:
    calendar = _calendar(text, nodes, reference)
    resolver = Resolver(text, reference, calendar)
    resolver.southern = country in _SOUTHERN
    known: dict[int, Value] = {}
    for node in nodes:  # what the text names outright, for what refers to it from before
        if node.kind == "point" and (node.year is not None or (node.ended and node.ended.year)):
            value = resolver.resolve(node)
            if value is not None and value.end is not None and not value.relative:
                if not resolver.compares(node.start):
                    resolver.stated.append(value)
                known[node.start] = value
    mentions: list[DateMention] = []
    for node in nodes:
        value = known.get(node.start) or resolver.resolve(node)
        if value is None:
            if node.kind == "range":
                mentions.extend(_apart(resolver, node))
            continue
        resolver.note(node, value)
        mentions.append(_mention(node, value))
    return mentions


def _mention(node: Node, value: Value) -> DateMention:
    return DateMention(
        span=Span(node.start, node.end),
        type=value.type,
        timex=value.timex,
        start=value.start,
        end=value.end,
        relative=value.relative,
        rule=node.rule,
        comparison=value.comparison,
    )


def _apart(resolver: Resolver, node: Node) -> list[DateMention]:
    """The two ends of what is no range after all."""
    mentions = []
    for part in (node.of, node.until):
        value = None if part is None else resolver.resolve(part)
        if part is None or value is None:
            continue
        resolver.note(part, value)
        mentions.append(_mention(part, value))
    return mentions


_ASIDE = re.compile(r"\s?[(,–-]\s?[(“\"]?")


def _same_time_again(node: Node, aside: Node, text: str) -> bool:
    """`the quarter ended June 30, 2024 (Q1 FY25)`: what the release calls that quarter."""
    return (
        node.ended is not None
        and not node.number
        and aside.ended is None
        and (month_count(node), aside.unit) in {(3, "quarter"), (6, "half")}
        and bool(aside.number)
        and _ASIDE.fullmatch(text, node.end, aside.start) is not None
    )


# Days of a quarter and a year of whole weeks: 13 or 14, 52 or 53.
_WEEKS = frozenset({91, 98, 364, 371})


def _calendar(text: str, nodes: list[Node], reference: dt.date | None) -> FiscalCalendar:
    """The fiscal calendar that the text states."""
    calendar = FiscalCalendar(marked=any(_marks(node) for node in nodes))
    calendar.split = any(node.rule == "period.fiscal_year" and node.timex for node in nodes)
    plain = Resolver(text, reference, FiscalCalendar())
    ended = [node for node in nodes if node.ended is not None]
    year_ends: list[int] = []  # of years that nothing marks as fiscal
    # Spans counted in weeks first: they give the quarters with the same end their start.
    for node in sorted(ended, key=lambda node: node.unit != "weeks"):
        assert node.ended is not None
        last = plain.resolve(node.ended)
        if last is None or last.end is None:
            day = node.ended  # `the year ending March 31`, in a text without a date of its own
            if _is_whole_year(node) and day.unit == "day" and _is_month_end(day):
                year_ends.append(day.number or 12)
            continue
        end, start = last.end, plain.start_of(node, last.end)
        start = start or calendar.spans.get(end)
        year = node.year if node.year is not None else node.of.year if node.of else None
        if node.unit == "weeks":
            if start is not None and node.count in _WEEKS:
                calendar.spans[end] = start
            if not almanac.is_month_end(end):
                calendar.marked = True
        elif node.unit == "quarter" and node.number:
            calendar.state(f"Q{node.number}", year, (start, end), 3 * (4 - node.number))
        elif node.unit == "half" and node.number:
            calendar.state(f"H{node.number}", year, (start, end), 6 * (2 - node.number))
        elif node.unit == "year" or (node.unit == "months" and node.count == 12 and node.fiscal):
            label = year if year is not None else end.year if end.month > 3 else None
            calendar.state("FY", label, (start, end), 0)
        elif node.unit == "months" and node.number:
            calendar.state(f"{node.number}M", year, (start, end), 12 - node.number)
        elif node.unit == "months" and node.count in {3, 6, 9, 12}:
            calendar.state("MM", None, (start, end), None)
            if node.count == 12 and almanac.is_month_end(end):
                if "year" in text[node.start : node.end].lower():
                    year_ends.append(end.month)
    if calendar.last_month is None and year_ends:
        calendar.last_month = year_ends[0]
    _state_ranges(calendar, text, nodes, plain)
    _state_weeks(calendar, nodes, plain)
    calendar.name_years(_latest_years(nodes))
    for node, aside in pairwise(nodes):
        value = plain.resolve(node) if _same_time_again(node, aside, text) else None
        if value is not None and value.end is not None and aside.year is not None:
            part = f"{'QH'[aside.unit == 'half']}{aside.number}"
            calendar.stated.setdefault((part, aside.year), (value.start, value.end))
    return calendar


def _is_whole_year(node: Node) -> bool:
    return node.unit == "year" or (node.unit == "months" and node.count == 12)


def _is_month_end(node: Node) -> bool:
    """Whether a day without its year is the last of its month."""
    day = almanac.make_date(2023, node.number or 1, node.day or 1)
    return day is not None and almanac.is_month_end(day)


_FISCAL_YEAR = re.compile(r"(?i)(?:\bfiscal year|\bfinancial year|\bFY)\s\(?(?:from\s)?$")


def _state_ranges(calendar: FiscalCalendar, text: str, nodes: list[Node], plain: Resolver) -> None:
    """`the fiscal year from April 1 to March 31`, `fiscal 2024 (May 2023 to April 2024)`."""
    before: Node | None = None
    for node in nodes:
        named, before = before, node
        if node.kind != "range":
            continue
        value = plain.resolve(node)
        if value is None or value.start is None or value.end is None:
            continue
        if (value.end - value.start).days not in range(363, 372):
            continue
        is_named = named is not None and named.unit == "year" and named.fiscal
        if is_named and named is not None and _ASIDE.fullmatch(text, named.end, node.start):
            calendar.state("FY", named.year, (value.start, value.end), 0)
        elif _FISCAL_YEAR.search(text, max(0, node.start - 30), node.start):
            calendar.state("FY", None, (value.start, value.end), 0)


# A fiscal quarter of so many days: eleven to seventeen weeks.
_QUARTER_DAYS = range(77, 120)


def _state_weeks(calendar: FiscalCalendar, nodes: list[Node], plain: Resolver) -> None:
    """`Third Quarter Fiscal 2025 … for the 12 weeks ended October 4, 2025`: whose weeks they are.

    The first quarter and the first weeks that a release names are its own; weeks as many that end
    about a year before are the quarter's a year ago. `fiscal 2025, the 52 weeks ending …` says it.
    """
    named = next((node for node in nodes if node.unit == "quarter" and node.number), None)
    whole = None if named is None else named.of or named
    year = None if whole is None else whole.year
    if named is not None and year is not None and _marks(named):
        own: dt.date | None = None
        for span in _weeks(nodes, plain, _QUARTER_DAYS):
            own = own or span[1]
            back = round((own - span[1]).days / 364)
            if abs((own - span[1]).days - 364 * back) <= 7 and 0 <= back <= 1:
                calendar.stated.setdefault((f"Q{named.number}", year - back), span)
    for fiscal, weeks in pairwise(nodes):
        if fiscal.fiscal and fiscal.unit == "year" and fiscal.year is not None:
            number = fiscal.year
            for span in _weeks([weeks], plain, range(364, 372)):
                calendar.stated.setdefault(("FY", number), span)


def _weeks(
    nodes: list[Node], plain: Resolver, days: range
) -> Iterator[tuple[dt.date | None, dt.date]]:
    """First and last day of what is counted in weeks and lasts so many days."""
    for node in nodes:
        if node.unit == "weeks" and node.ended is not None and node.count in days:
            last = plain.resolve(node.ended)
            if last is not None and last.end is not None:
                yield plain.start_of(node, last.end), last.end


def _latest_years(nodes: list[Node]) -> dict[str, int]:
    """The latest year that each quarter and half is named with: `Q3` with 2024."""
    years: dict[str, int] = {}
    for node in nodes:
        year = node.year if node.of is None else node.of.year
        if node.unit in {"quarter", "half"} and node.number and year is not None:
            part = f"{'QH'[node.unit == 'half']}{node.number}"
            years[part] = max(year, years.get(part, year))
    return years


def _marks(node: Node) -> bool:
    return node.fiscal or (node.of is not None and node.of.fiscal)
