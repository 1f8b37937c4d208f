"""Heads to columns: the period, the unit, the comparison that each one holds."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pr_extract.context.reading import PeriodReading
from pr_extract.dates import DateMention
from pr_extract.records import BasisKind, Modality
from pr_extract.settlement import Settlement
from pr_extract.source import Span
from pr_extract.tables.grid import Cell, Row
from pr_extract.tables.measures import Measure, read_unit
from pr_extract.tables.terms import consists_of, planned, says

ColumnKind = Literal["period", "change", "version", "note", "text", "blank"]

YEAR = re.compile(r"(?:FY\s?|CY\s?)?(?:19|20)\d\d\s?[AE*]?$")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_TIME_WORD = re.compile(
    rf"(?i)(?:{_MONTH}|for|the|as|of|at|on|to|and|months?|weeks?|quarters?|half|halves|years?|"
    r"periods?|fiscal|financial|full|year-to-date|ended|ending|first|second|third|fourth|two|three|"
    r"four|six|nine|twelve|thirteen|fourteen|twenty|thirty|forty|fifty|unaudited|audited|"
    r"q[1-4](?:fy)?|[1-4]q|h[12]|[12]h|fy|cy|ytd|ltm|ttm|\d{1,2}m|st|nd|rd|th)$"
)
_COMPARED: tuple[tuple[BasisKind, re.Pattern[str]], ...] = (
    (
        "year_on_year",
        re.compile(r"(?i)\b(?:y/?o/?y|y-o-y|y/y|year[- ](?:on|over)[- ]year|annual)\b"),
    ),
    (
        "quarter_on_quarter",
        re.compile(r"(?i)\b(?:q/?o/?q|q-o-q|q/q|quarter[- ](?:on|over)[- ]quarter|sequential)\b"),
    ),
    ("month_on_month", re.compile(r"(?i)\b(?:m/?o/?m|m-o-m|m/m|month[- ](?:on|over)[- ]month)\b")),
)
_BARE_CHANGE = re.compile(r"(?i)[%\s±Δ+/-]+|pct\.?|per\s?cent|bps|pp")
_CHANGE_WORD = re.compile(
    r"(?i)\b(?:change|growth|variance|increase|decrease|percent|pct|pts?|bps|pp|vs|yoy|qoq|mom)\b\.?"
)
_PERCENT = re.compile(r"(?i)%|\bper\s?cent\b|\bpct\b")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures.

    ``period`` is the time it holds; ``base`` the column a change is measured against, by its
    place, and ``compared`` how; ``percent`` says that a change is one in percent.
    """

    kind: ColumnKind
    head: Span | None
    words: str
    period: PeriodReading | None = None
    measure: Measure | None = None
    modality: Modality | None = None
    percent: bool = False
    declines: bool = False
    compared: BasisKind | None = None
    current: int | None = None
    base: int | None = None


ReadDates = Callable[[str], Sequence[DateMention]]


@dataclass(frozen=True, slots=True)
class Clock:
    """The dates of the text, and how to read words put together from several cells."""

    mentions: Sequence[DateMention]
    read: ReadDates
    _starts: Sequence[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [mention.span.start for mention in self.mentions])

    def within(self, span: Span) -> list[DateMention]:
        """The dates wholly inside a stretch, other than sets."""
        return [m for m in self.around(span) if span.covers(m.span)]

    def around(self, span: Span) -> list[DateMention]:
        """The dates that share a character with a stretch, other than sets; O(log n)."""
        first = max(0, bisect_right(self._starts, span.start) - 1)
        near = self.mentions[first : bisect_right(self._starts, span.end)]
        return [m for m in near if span.overlaps(m.span) and m.type != "set"]


def read_columns(
    heads: Sequence[Row], count: int, titles: Sequence[str], clock: Clock, settlement: Settlement
) -> list[Column] | None:
    """The header rows over so many columns of figures → the columns; None if they do not fit."""
    chains = _chains(heads, count)
    if chains is None:
        return None
    columns = [_column(chain, titles, clock, settlement) for chain in chains]
    return _compare(columns)


def _chains(heads: Sequence[Row], count: int) -> list[list[Cell]] | None:
    """For each column its head cells from top to bottom."""
    rows = [_heads_of(row, count) for row in heads]
    rows = [row for row in rows if row]
    if not rows:
        return None
    bottom, above = list(rows[-1]), rows[:-1]
    spanned = len(bottom)
    if len(bottom) < count:
        # `Three months ended | % change` over `2024 | 2023`: the rows above end columns too.
        leaves = [cell for row in above for cell in row if consists_of(cell.text, "change")]
        if len(bottom) + len(leaves) != count:
            return None
        above = [[cell for cell in row if cell not in leaves] for row in above]
        bottom += leaves
    elif len(bottom) > count:
        return None
    chains: list[list[Cell]] = [[cell] for cell in bottom]
    for row in reversed(above):
        if not row or spanned % len(row):
            continue
        width = spanned // len(row)
        for place in range(spanned):
            chains[place].insert(0, row[place // width])
    return chains


def _heads_of(row: Row, count: int) -> list[Cell]:
    """The head cells over the figures; the one over the labels, if any, left out."""
    cells = list(row.cells)
    if len(cells) == count + 1:
        return cells[1:]
    uneven = len(cells) > 1 and count % len(cells) and not count % (len(cells) - 1)
    if uneven and not is_time(cells[0].text) and cells[0].column == 0:
        return cells[1:]
    return cells


def _column(
    chain: Sequence[Cell], titles: Sequence[str], clock: Clock, settlement: Settlement
) -> Column:
    words = " ".join(cell.text for cell in chain)
    own = chain[-1]
    column = Column("text", own.span, words, measure=_measure(chain, settlement))
    column = replace(column, modality=planned(words))
    stripped = _BRACKET.sub(" ", _without_units(chain, settlement))
    if consists_of(words, "note"):
        return replace(column, kind="note")
    # `Change in orders` is a name as good as any; `% Change` and `Q3 change` compare.
    comparing = says("change", words) or _BARE_CHANGE.fullmatch(words)
    if comparing and not _names(stripped, clock):
        return _change(column, words, chain)
    period = _period(chain, titles, clock)
    if period is not None and is_time(stripped):
        return replace(column, kind="period", period=period)
    undated = _without_dates(stripped, clock)
    if period is not None and consists_of(undated, "version", "plan", "generic"):
        return replace(column, kind="period", period=period)
    if consists_of(stripped, "version", "plan"):
        return replace(column, kind="version")
    if column.measure is not None and read_unit(words, settlement) is not None:
        return replace(column, kind="blank")
    if consists_of(stripped, "generic"):
        return replace(column, kind="blank")
    return replace(column, period=period)


def _without_units(chain: Sequence[Cell], settlement: Settlement) -> str:
    named = [cell.text for cell in chain if read_unit(cell.text, settlement) is None]
    return " ".join(named or [cell.text for cell in chain])


def _names(words: str, clock: Clock) -> bool:
    """Whether a head of change names what changes."""
    rest = _without_dates(words, clock)
    if consists_of(rest, "change", "version", "generic"):
        return False
    rest = _CHANGE_WORD.sub(" ", rest)
    return bool(re.search(r"[^\W\d_]", rest)) and not is_time(rest)


def _without_dates(words: str, clock: Clock) -> str:
    for mention in reversed(clock.read(words)):
        words = words[: mention.span.start] + " " + words[mention.span.end :]
    return words


def is_time(words: str) -> bool:
    """Whether words say when and nothing else.

    >>> is_time("Three months ended Sept. 30,"), is_time("9M24"), is_time("Change in 2024")
    (True, True, False)
    """
    pieces = re.findall(
        r"(?i)\b(?:q[1-4]|h[12])(?=fy|\b)|\b\d{1,2}m(?=\d|\b)|[^\W\d_]+(?:-[^\W\d_]+)*\.?", words
    )
    if not pieces:
        return YEAR.match(words.strip()) is not None
    return all(_TIME_WORD.match(piece.rstrip(".")) for piece in pieces)


def _compared(words: str) -> BasisKind | None:
    """What words of a head say that a change is measured against."""
    return next((kind for kind, pattern in _COMPARED if pattern.search(words)), None)


def _change(column: Column, words: str, chain: Sequence[Cell]) -> Column:
    compared = _compared(words)
    telling = [cell for cell in chain if _compared(cell.text)]
    column = replace(column, head=telling[-1].span) if telling else column
    return replace(
        column,
        kind="change",
        percent=bool(_PERCENT.search(words)) or (compared is not None and not column.measure),
        compared=compared,
        declines=says("decline", words) and not re.search(r"(?i)increase|\(decrease", words),
    )


def _measure(chain: Sequence[Cell], settlement: Settlement) -> Measure | None:
    """The unit that the heads of a column state, the lowest first."""
    for cell in reversed(chain):
        # `Gold` and `Real` are names before they are currencies.
        named = cell.text.isalpha() and not cell.text.isupper() and len(cell.text) > 2
        found = None if named else read_unit(cell.text, settlement)
        if found:
            return found
        for match in _BRACKET.finditer(cell.text):
            if found := read_unit(match[1], settlement):
                return found
        tail = re.search(r"(?:[$€£¥₹]|\b[A-Z]{3}\s?)['’\w]{0,9}$", cell.text)
        if tail and (found := read_unit(tail[0], settlement)):
            return found
    return None


def _period(chain: Sequence[Cell], titles: Sequence[str], clock: Clock) -> PeriodReading | None:
    """The time that a column's heads name, read as one phrase from top to bottom."""
    dated = [cell for cell in chain if _has_date(cell, clock)]
    if not dated:
        return None
    own = dated[-1]
    inside = clock.within(own.span)
    words = " ".join(_BRACKET.sub(" ", cell.text) for cell in dated)
    if YEAR.match(words.strip()):
        found = _of_titles(words.strip(), titles, clock)
        if found is not None:
            return PeriodReading(found[0], found[1], _date_span(own, inside))
    if len(dated) == 1 and len(inside) == 1 and inside[0].type != "duration":
        return PeriodReading(inside[0].start, inside[0].end, inside[0].span)
    read = [m for m in clock.read(" ".join(words.split())) if m.type not in ("set", "duration")]
    if len(read) != 1:
        return None
    return PeriodReading(read[0].start, read[0].end, _date_span(own, inside))


def _date_span(own: Cell, inside: Sequence[DateMention]) -> Span:
    return inside[-1].span if inside else own.span


def _has_date(cell: Cell, clock: Clock) -> bool:
    return bool(clock.around(cell.span)) or bool(is_time(cell.text)) or bool(YEAR.match(cell.text))


_PART = re.compile(
    r"(?i)\b(?:(?:first|second|third|fourth)[ -](?:quarter|half)|q[1-4]|h[12]|"
    r"(?:three|six|nine|twelve|\d{1,2})[ -]months?(?:[ ](?:ended|to)[ ]\w+\.?[ ]\d{1,2})?|"
    r"quarter[ ]ended[ ]\w+\.?[ ]\d{1,2}|years?[ ]ended[ ]\w+\.?[ ]\d{1,2}|"
    rf"(?:as[ ]of|at)[ ]{_MONTH}[ ]\d{{1,2}}|{_MONTH}[ ]\d{{1,2}}(?=,?\s*$))"
)


def _of_titles(
    year: str, titles: Sequence[str], clock: Clock
) -> tuple[dt.date | None, dt.date | None] | None:
    """What a bare year means under a title that names a part of the year: `Third quarter`."""
    for title in reversed(titles):
        match = _PART.search(title)
        if match is None:
            continue
        comma = "," if match[0][-1].isdigit() and not re.match(r"(?i)[qh]\d", match[0]) else ""
        read = clock.read(f"{match[0]}{comma} {year}")
        if len(read) == 1 and read[0].type != "duration":
            return read[0].start, read[0].end
        return None, None
    return None


def _compare(columns: Sequence[Column]) -> list[Column]:
    """Find for each column of changes the two it compares."""
    result = list(columns)
    for place, column in enumerate(columns):
        if column.kind != "change":
            continue
        run: list[int] = []
        for left in range(place - 1, -1, -1):
            if columns[left].kind == "change":
                if run:
                    break
                continue
            if columns[left].kind in ("period", "version"):
                run.append(left)
        pair = _pair(columns, sorted(run), column.compared)
        if pair:
            current, base, kind = pair
            result[place] = replace(column, current=current, base=base, compared=kind)
        elif run and (column.compared is not None or len(run) == 1):
            # `May 2024 | m/m | y/y`: what it is measured against has no column.
            result[place] = replace(column, current=max(run))
    return result


def _pair(
    columns: Sequence[Column], run: Sequence[int], compared: BasisKind | None
) -> tuple[int, int, BasisKind] | None:
    if len(run) < 2:
        return None
    if all(columns[n].kind == "version" for n in run):
        return (run[-1], run[0], "other") if len(run) == 2 else None
    dated = [n for n in run if (p := columns[n].period) and p.end]
    if len(dated) != len(run) or any(columns[n].kind != "period" for n in run):
        return None
    current = max(dated, key=lambda n: _end(columns[n]))
    found = [
        (n, kind)
        for n in dated
        if n != current and (kind := _distance(columns[n], columns[current])) is not None
    ]
    if compared is not None:
        found = [(n, kind) for n, kind in found if kind == compared]
    elif len(dated) > 2:
        return None
    return (current, found[0][0], found[0][1]) if len(found) == 1 else None


def _end(column: Column) -> dt.date:
    assert column.period is not None and column.period.end is not None
    return column.period.end


def _distance(earlier: Column, later: Column) -> BasisKind | None:
    """How far apart two periods of one length lie."""
    a, b = earlier.period, later.period
    if a is None or b is None or a.end is None or b.end is None:
        return None
    days = (b.end - a.end).days
    if days <= 0:
        return None
    length = (b.end - b.start).days + 1 if b.start else 0
    before = (a.end - a.start).days + 1 if a.start else 0
    if abs(length - before) > 8:
        return None
    if 357 <= days <= 373:
        return "year_on_year"
    if 85 <= length <= 99 and 85 <= days <= 99:
        return "quarter_on_quarter"
    if 28 <= length <= 31 and 28 <= days <= 31:
        return "month_on_month"
    if 175 <= length <= 190 and 175 <= days <= 190:
        return "half_on_half"
    return "other"
