"""Tables to figures: rows against columns, each figure with what its row and column say."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pr_extract.context.reading import BasisReading, Context, PeriodReading
from pr_extract.quantities import Quantity
from pr_extract.quantities.lemmas import is_plural
from pr_extract.quantities.quantity import Amounts, BareNumber
from pr_extract.records import Modality
from pr_extract.settlement import Settlement
from pr_extract.source import Span
from pr_extract.tables import figures as quantities
from pr_extract.tables.cells import CellFigure, is_nothing, read_figure, read_given
from pr_extract.tables.columns import YEAR, Clock, Column, is_time, read_columns
from pr_extract.tables.figures import Slot, Terms
from pr_extract.tables.grid import Cell, Grid, Row, split_cells
from pr_extract.tables.labels import Label, read_label
from pr_extract.tables.measures import Measure, read_title
from pr_extract.tables.terms import consists_of, planned, says

_BY = re.compile(
    r"^(?:table\s\d+\W*)?(?P<what>[^.:|]{3,60}?)\s+by\s+(?:[\w-]+\s){0,3}"
    r"(?:segments?|regions?|geograph(?:y|ies)|divisions?|products?|business(?:es)?|countr(?:y|ies)|"
    r"categor(?:y|ies)|markets?|brands?|channels?|areas?|types?|lines?|stores?|sites?|plants?)\b",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"(?i)\W*(?:sub-?)?total\b")
_PLAIN = re.compile(
    r"(?i)[–—-]?\s?(?:basic|diluted|basic and diluted|(?:from )?(?:dis)?continu\w{1,5} operations)"
    r"\W{0,3}$"
)


_LIKE_FIGURE = re.compile(r"(?=[^\d]{0,4}\d)[^A-Za-z]+$")
_LONGEST_FIGURE = 30


@dataclass(frozen=True, slots=True)
class Found:
    """One figure of a table with its context but for a name that only the entities know.

    ``named`` is false where the table leaves the owner to its titles or the issuer, ``headed`` true
    where a column's head names it. ``start`` is where the table starts.
    """

    quantity: Quantity
    context: Context
    titles: tuple[Span, ...]
    start: int
    named: bool
    headed: bool


@dataclass(frozen=True, slots=True)
class Scene:
    """What a table is read with."""

    text: str
    clock: Clock
    settlement: Settlement
    currency: str | None
    reference: dt.date | None
    amounts: Amounts

    def figure(self, cell: Cell) -> CellFigure | None:
        """The figure that a cell consists of."""
        figure = read_figure(self.text, cell, self.settlement)
        if figure is not None or not any(c.isdigit() for c in cell.text):
            return figure
        return read_given(
            self.text,
            cell,
            _inside(cell, self.amounts.quantities),
            _inside(cell, self.amounts.numbers),
        )


@dataclass(slots=True)
class _Line:
    """A row of figures on its way: its texts, and the figures by the place of their column."""

    row: Span
    texts: list[Cell]
    values: list[Cell]
    figures: list[CellFigure | None]
    section: Span | None


def read_grid(grid: Grid, scene: Scene) -> tuple[list[Found], list[Span]]:
    """The figures of one table, and the cells that are its own, whether read or not."""
    found: list[Found] = []
    owned: list[Span] = []
    for heads, lines, titles in _tables(grid, scene):
        owned += [cell.span for line in lines for cell in line.values]
        owned += [cell.span for row in heads for cell in row.cells if is_time(cell.text)]
        found += _Table(grid, heads, lines, titles, scene).read()
    return found, owned


def _tables(grid: Grid, scene: Scene) -> list[tuple[list[Row], list[_Line], tuple[Span, ...]]]:
    """The tables of one run of rows: a row of heads after figures begins another."""
    tables: list[tuple[list[Row], list[_Line], tuple[Span, ...]]] = []
    heads: list[Row] = []
    lines: list[_Line] = []
    titles = grid.titles
    pending: list[Row] = []
    section: Span | None = None
    for row in grid.rows:
        line = _line(row, section, scene)
        if line is not None:
            if lines and _is_other(line, lines[-1], pending, scene):
                tables.append((heads, lines, titles))
                heads, lines, titles = [], [], tuple(r.span for r in pending)
            heads, pending = heads + pending if not lines else heads, []
            lines.append(line)
            continue
        if lines and (_is_head(row, scene) or (pending and len(row.cells) > 1)):
            tables.append((heads, lines, titles))
            titles = tuple(r.span for r in pending) or titles
            heads, lines, pending, section = [row], [], [], None
            continue
        if len(row.cells) == 1:
            section = row.cells[0].span
        pending.append(row)
    if lines:
        tables.append((heads, lines, titles))
    return tables


def _is_other(line: _Line, last: _Line, pending: Sequence[Row], scene: Scene) -> bool:
    """Whether a row after single lines begins a table that has no row of heads."""
    if not pending or any(len(row.cells) > 1 for row in pending):
        return False
    flattened = "\n" in line.row.of(scene.text) and len(pending) > 1
    return len(line.values) != len(last.values) or (flattened and len(pending) >= len(line.values))


def _is_head(row: Row, scene: Scene) -> bool:
    cells = row.cells if len(row.cells) > 1 else ()
    marks = [
        cell for cell in cells
        if _is_date(cell, scene) or consists_of(cell.text, "change", "version", "plan")
    ]  # fmt: skip
    return len(marks) * 2 >= len(cells) > 1


def _is_date(cell: Cell, scene: Scene) -> bool:
    dated = is_time(cell.text) and bool(scene.clock.around(cell.span))
    return dated or YEAR.match(cell.text) is not None


def _line(row: Row, section: Span | None, scene: Scene) -> _Line | None:
    """A row with figures; None where it has none (heads, group labels)."""
    figures = [None if _is_date(cell, scene) else scene.figure(cell) for cell in row.cells]
    first = next(
        (n for n, (cell, f) in enumerate(zip(row.cells, figures, strict=True))
         if f is not None or (n and is_nothing(cell.text))),
        None,
    )  # fmt: skip
    if first is None and all(len(cell.text) <= _LONGEST_FIGURE for cell in row.cells[1:]):
        # `12 (10%)`: more in a cell than is read here, and no prose either.
        numeric = [n for n, cell in enumerate(row.cells) if n and _LIKE_FIGURE.match(cell.text)]
        dated = any(_is_date(row.cells[n], scene) for n in numeric)
        first = numeric[0] if numeric and not dated else None
    elif not any(figures):
        return None
    if not first:
        return None
    if any(len(cell.text) > 200 for cell in row.cells[first:]):
        return None
    return _Line(
        row.span, list(row.cells[:first]), list(row.cells[first:]), figures[first:], section
    )


class _Table:
    """One table: its columns, the orientation of its names, and its figures."""

    def __init__(
        self,
        grid: Grid,
        heads: Sequence[Row],
        lines: Sequence[_Line],
        titles: tuple[Span, ...],
        scene: Scene,
    ) -> None:
        self.grid, self.scene, self.text = grid, scene, scene.text
        self.start = grid.rows[0].span.start
        self.dates = tuple(m.span for m in scene.clock.mentions)
        self.count = Counter(len(line.values) for line in lines).most_common(1)[0][0]
        self.depth = Counter(len(line.texts) for line in lines).most_common(1)[0][0]
        self.lines = lines
        shape = _flattened if "\n" in lines[0].row.of(self.text) else _shaped
        heads, loose = shape(heads, self.count, self.depth)
        titles, rows = _time_lines(self.text, titles, self.count)
        heads = [*rows, *heads]
        self.titles = (*titles, *loose)
        self.label_heads = _label_heads(heads, self.count, self.depth)
        words = [span.of(self.text) for span in self._above()]
        self.columns = read_columns(
            [_without_labels(row, self.count, self.depth) for row in heads],
            self.count, words, scene.clock, scene.settlement,
        )  # fmt: skip
        self.measure = self._stated(words)
        signs = {f.currency for line in lines for f in line.figures if f and f.currency}
        currency = None if signs else scene.currency
        currency = next(iter(signs)) if len(signs) == 1 else currency
        self.signed = {
            place
            for line in lines
            for place, figure in (self._placed(line) or {}).items()
            if figure.currency
        }
        self.terms = Terms(self.measure, currency, bool(signs), self._decimal())
        self.heads = [
            read_label(self.text, c.head, scene.settlement, self.dates) if c.head else None
            for c in self.columns or ()
        ]

    def _above(self) -> list[Span]:
        lead_in = [self.grid.lead_in] if self.grid.lead_in else []
        return [*lead_in, *self.titles]

    def _stated(self, titles: Sequence[str]) -> Measure | None:
        corner = [cell.text for cell in self.label_heads]
        for words in (*reversed(corner), *reversed(titles)):
            if found := read_title(words, self.scene.settlement):
                return found
        return None

    # --- figures ------------------------------------------------------------------------------

    def read(self) -> list[Found]:
        """All figures of the table that can be read whole."""
        if self.columns is None and self.count > 1:
            return self._without_heads()
        transposed = self._transposed()
        found: list[Found] = []
        for line in self.lines:
            found += self._line(line, transposed)
        return found

    def _without_heads(self) -> list[Found]:
        """Under heads that cannot be told apart, figures with a unit of their own."""
        found: list[Found] = []
        for line in self.lines:
            label = self._label(line)
            for figure in line.figures:
                if figure is None or figure.own == "bare" or label.concept is None:
                    continue
                # Of sales $812 and 12%, the latter is hardly a level.
                if figure.own == "percent" and not (label.of_ratio or _of_percent(line)):
                    continue
                scaled = figure.scaled or label.single or self.measure is not None
                if figure.own == "money" and not scaled:
                    continue
                quantity = quantities.level(figure, Slot(label, None, None), self.terms)
                if quantity is not None:
                    found.append(self._found(quantity, Context(concept=label.concept), None))
        return found

    def _line(self, line: _Line, transposed: bool) -> list[Found]:
        label = self._label(line)
        placed = self._placed(line)
        if placed is None:
            return []
        levels: dict[int, Quantity] = {}
        found: list[Found] = []
        for place, figure in placed.items():
            column = self.columns[place] if self.columns else None
            if column is not None and column.kind in ("note", "change"):
                continue
            head = self.heads[place] if self.columns and column and column.kind == "text" else None
            measured, other = (head, label) if transposed and head else (label, head)
            slot = Slot(
                measured,
                other,
                column,
                sums=self._of_sums(line, label),
                whole=_is_whole(line),
                signed=place in self.signed,
                sure=transposed or not self._heads_measure(),
            )
            quantity = quantities.level(figure, slot, self.terms)
            if quantity is None:
                continue
            levels[place] = quantity
            context = self._context(column, measured, label, head, transposed)
            owner = self._owner(line, label, head, transposed)
            headed = head is not None and not transposed
            found.append(self._found(quantity, context, owner, headed=headed))
        for place, figure in placed.items():
            column = self.columns[place] if self.columns else None
            if column is None or column.kind != "change":
                continue
            measured = (self._beside(place) if transposed else None) or label
            change = self._change(figure, measured, column, levels)
            if change is not None:
                owner = self._owner(line, label, None, transposed)
                found.append(self._found(*change, owner))
        return found

    def _placed(self, line: _Line) -> dict[int, CellFigure] | None:
        """The figures by their column; None where the row does not fit the columns."""
        if len(line.values) == self.count:
            pairs = list(enumerate(line.figures))
        else:
            model = next((other for other in self.lines if len(other.values) == self.count), None)
            known = {cell.column: n for n, cell in enumerate(model.values)} if model else {}
            if not self._fits_by_place(line, known):
                return None
            pairs = [
                (known[cell.column], figure)
                for cell, figure in zip(line.values, line.figures, strict=True)
            ]
        return {place: figure for place, figure in pairs if figure is not None}

    def _fits_by_place(self, line: _Line, known: dict[int, int]) -> bool:
        widths = {row.width for row in self.grid.rows}
        return (
            0 not in widths
            and len(widths) == 1
            and all(cell.column in known for cell in line.values)
        )

    def _label(self, line: _Line) -> Label:
        cell = line.texts[0] if line.texts else line.values[0]
        label = read_label(self.text, cell.span, self.scene.settlement, self.dates)
        if label.counted and not label.counts and not _is_common(self.text, label):
            label = replace(label, counted=None)
        if line.section is not None and _PLAIN.match(label.words):
            above = read_label(self.text, line.section, self.scene.settlement, self.dates)
            return above if above.concept else label
        return label

    def _heads_measure(self) -> bool:
        """Whether heads name measures too, so that it is open which way the table is to be read."""
        pairs = zip(self.columns or (), self.heads, strict=False)
        return any(column.kind == "text" and head and head.measures for column, head in pairs)

    def _beside(self, place: int) -> Label | None:
        """What the nearest column before measures, in a table whose heads name that."""
        for left in range(place - 1, -1, -1):
            if self.columns and self.columns[left].kind == "text":
                return self.heads[left]
        return None

    def _change(
        self, figure: CellFigure, label: Label, column: Column, levels: dict[int, Quantity]
    ) -> tuple[Quantity, Context] | None:
        current = levels.get(column.current) if column.current is not None else None
        base = levels.get(column.base) if column.base is not None else None
        slot = Slot(label, None, column)
        quantity = quantities.change(figure, slot, self.terms, current, base)
        if quantity is None or quantity.value is None or label.concept is None:
            return None
        up = (quantity.value > 0) != column.declines
        context = Context(
            "change",
            None if not quantity.value else "up" if up else "down",
            concept=self._breakdown(label) or label.concept,
        )
        of = self.columns[column.current] if self.columns and column.current is not None else column
        context.period = self._period(of)
        context.basis = self._basis(column)
        context.modality = self._modality(of, context.period)
        context.trace.append("table.change")
        return quantity, context

    def _basis(self, column: Column) -> BasisReading | None:
        if column.compared is None or column.head is None:
            return None
        if column.base is not None and self.columns:
            base = self.columns[column.base]
            span = base.period.span if base.period else base.head
            return BasisReading(column.compared, span) if span else None
        return BasisReading(column.compared, column.head)

    def _context(
        self,
        column: Column | None,
        measured: Label,
        label: Label,
        head: Label | None,
        transposed: bool,
    ) -> Context:
        context = Context(concept=measured.concept)
        breakdown = self._breakdown(label)
        if breakdown is not None:
            context.concept = breakdown
        if measured.whole is not None:
            context.role, context.whole = "share", measured.whole
        context.period = self._period(column) or self._row_period(label)
        context.modality = self._modality(column, context.period)
        context.trace.append("table.transposed" if transposed and head else "table.level")
        return context

    def _row_period(self, label: Label) -> PeriodReading | None:
        dated = self.scene.clock.within(label.span)
        if len(dated) == 1 and is_time(label.words) and dated[0].type != "duration":
            return PeriodReading(dated[0].start, dated[0].end, dated[0].span)
        return None

    def _period(self, column: Column | None) -> PeriodReading | None:
        """The column's time, else the one that a title or the lead-in names."""
        if column is not None and (column.period is not None or column.kind == "period"):
            return column.period
        for span in reversed(self._above()):
            dated = [m for m in self.scene.clock.within(span) if m.type != "duration"]
            if len(dated) == 1:
                return PeriodReading(dated[0].start, dated[0].end, dated[0].span)
            if dated:
                return None
        return None

    def _modality(self, column: Column | None, period: PeriodReading | None) -> Modality:
        if column is not None and column.modality:
            return column.modality
        reference = self.scene.reference
        end = period.end if period else None
        if end is not None and reference is not None and end < reference:
            return "actual"
        for span in reversed(self._above()):
            if found := planned(span.of(self.text)):
                return found
        return "actual"

    def _breakdown(self, label: Label) -> Span | None:
        """`Revenue by segment`: what is measured, when the rows name whose it is."""
        if label.measures or not self.titles or consists_of(label.words, "generic"):
            return None
        title = self.titles[-1]
        match = _BY.match(title.of(self.text))
        if match is None or not says("money", match["what"]):
            return None
        return Span(title.start + match.start("what"), title.start + match.end("what"))

    def _of_sums(self, line: _Line, label: Label) -> bool:
        """Whether the row is one of a group of sums: under `Revenue:`, in `Revenue by segment`."""
        if self._breakdown(label) is not None:
            return True
        return line.section is not None and says("money", line.section.of(self.text))

    def _decimal(self) -> bool:
        """Whether the sums of the table are written with decimals."""
        sums = [
            figure.decimals
            for line in self.lines
            if self._label(line).of_money and not self._label(line).single
            for figure in line.figures
            if figure is not None and figure.own in ("bare", "money")
        ]
        return sum(sums) * 2 > len(sums)

    # --- owners -------------------------------------------------------------------------------

    def _transposed(self) -> bool:
        """Whether the heads name what is measured and the labels whose it is."""
        heads = [
            head for column, head in zip(self.columns or (), self.heads, strict=False)
            if head is not None and column.kind == "text"
        ]  # fmt: skip
        if not heads:
            return False
        labels = [self._label(line) for line in self.lines]
        named = sum(head.measures or bool(head.counted) for head in heads)
        if any(label.measures for label in labels) and named < len(heads):
            return False
        return named * 2 > len(heads) and not all(label.measures for label in labels)

    def _owner(
        self, line: _Line, label: Label, head: Label | None, transposed: bool
    ) -> Span | None:
        if transposed:
            if self._row_period(label) or _SUBTOTAL.match(label.words):
                return None
            return self._key(line).span
        if self._breakdown(label) is not None:
            return None if _SUBTOTAL.match(label.words) else label.concept
        if head is not None and head.concept and not consists_of(head.words, "generic"):
            return None if _SUBTOTAL.match(head.words) else self._without_bracket(head.concept)
        return None

    def _without_bracket(self, span: Span) -> Span:
        """`Arm A (n=120)` → `Arm A`."""
        name = re.sub(r"(?:\s*\([^()]{0,60}\)){1,3}$", "", span.of(self.text))
        return Span(span.start, span.start + len(name)) if name else span

    def _key(self, line: _Line) -> Cell:
        """The text of a row that names it: under a head like `Name`, else the first."""
        if len(self.label_heads) == len(line.texts) > 1:
            for cell, head in zip(line.texts, self.label_heads, strict=True):
                if re.search(r"(?i)\bname\b", head.text):
                    return cell
        return line.texts[0]

    def _found(
        self, quantity: Quantity, context: Context, owner: Span | None, *, headed: bool = False
    ) -> Found:
        context.entity = owner
        context.attribution = self.grid.source
        return Found(quantity, context, self.titles, self.start, owner is not None, headed)


def _is_common(text: str, label: Label) -> bool:
    """Whether the plural that a label ends on is a noun, and no name as `Leeds` or `Wales`."""
    name = label.concept.of(text) if label.concept else ""
    if any(word[0].islower() and is_plural(word) for word in re.findall(r"[A-Za-z]+", name)):
        return True
    if re.search(r"[A-Z]{2,}s\b", name):
        return True
    last = re.findall(r"[A-Za-z]+", name)[-1:]
    return bool(last) and re.search(rf"\b{last[0].lower()}\b", text) is not None


def _of_percent(line: _Line) -> bool:
    return all(figure is None or figure.own == "percent" for figure in line.figures)


def _is_whole(line: _Line) -> bool:
    return not any(figure.decimals for figure in line.figures if figure is not None)


_Amount = TypeVar("_Amount", Quantity, BareNumber)


def _inside(cell: Cell, amounts: Sequence[_Amount]) -> Sequence[_Amount]:
    """The amounts that start in a cell."""
    first = bisect_left(amounts, cell.span.start, key=lambda amount: amount.span.start)
    last = bisect_left(amounts, cell.span.end, key=lambda amount: amount.span.start)
    return amounts[first:last]


def _time_lines(
    text: str, titles: tuple[Span, ...], count: int
) -> tuple[tuple[Span, ...], list[Row]]:
    """The last titles that only say when, with a gap between several: they are rows of heads."""
    rows: list[Row] = []
    while titles and count > 1:
        last = titles[-1]
        line = last.start + last.of(text).rfind("\n") + 1
        cells, _ = split_cells(text, Span(line, last.end))
        if (years := _YEARS.match(text, line, last.end)) and not rows:
            rows = _rows_of_years(text, years)
        elif cells and all(is_time(cell.text) for cell in cells):
            rows.insert(0, Row(Span(line, last.end), cells, 0))
        else:
            break
        titles = titles[:-1] if line == last.start else (*titles[:-1], Span(last.start, line - 1))
    return titles, rows


# A row of heads that has lost its gaps: `Three months ended June 30, 2024 2023 % Change`.
_YEARS = re.compile(
    r"(?:(?P<lead>[^\d\n][^\n]{0,80}?)[\s,]{1,3})??"
    r"(?P<years>(?:(?:19|20)\d\d[ \t]+){1,7}(?:19|20)\d\d)"
    r"(?:[ \t]+(?P<rest>[%$]?[ ]?(?:change|growth|variance)[ ]?%?|%))?$",
    re.IGNORECASE,
)


def _rows_of_years(text: str, match: re.Match[str]) -> list[Row]:
    spans = [Span(*m.span()) for m in re.compile(r"\d{4}").finditer(text, *match.span("years"))]
    if match["rest"]:
        spans.append(Span(*match.span("rest")))
    cells = tuple(Cell(span, span.of(text), n) for n, span in enumerate(spans))
    rows = [Row(Span(match.start("years"), match.end()), cells, 0)]
    if match["lead"] and is_time(match["lead"]):
        lead = Span(*match.span("lead"))
        rows.insert(0, Row(lead, (Cell(lead, lead.of(text), 0),), 0))
    return rows


def _flattened(heads: Sequence[Row], count: int, depth: int) -> tuple[list[Row], list[Span]]:
    """Heads that stand one on a line: the last of them are those of the columns."""
    cells = [cell for row in heads for cell in row.cells]
    if len(cells) < count:
        return [], [cell.span for cell in cells]
    own = cells[-count:]
    row = Row(Span(own[0].span.start, own[-1].span.end), tuple(own), 0)
    return [row], [cell.span for cell in cells[:-count]]


def _shaped(heads: Sequence[Row], count: int, depth: int) -> tuple[list[Row], list[Span]]:
    """The rows of heads, and the single lines among them that are titles."""
    rows, loose = [], []
    for row in heads:
        single = len(row.cells) == 1 and (count > 1 or depth + count > 2)
        if single and not is_time(row.cells[0].text):
            loose.append(row.span)
        else:
            rows.append(row)
    return rows, loose


def _label_heads(heads: Sequence[Row], count: int, depth: int) -> list[Cell]:
    """The heads over the labels, in the lowest row that has them."""
    for row in reversed(heads):
        if len(row.cells) == count + depth:
            return list(row.cells[:depth])
    return []


def _without_labels(row: Row, count: int, depth: int) -> Row:
    if len(row.cells) == count + depth:
        return Row(row.span, row.cells[depth:], row.width)
    return row
