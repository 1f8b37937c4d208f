"""Tables to figures: rows against columns, each figure with what its row and column say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pr_extract.context.reading import BasisReading, Context
from pr_extract.quantities import Quantity
from pr_extract.source import Span
from pr_extract.tables import figures as quantities
from pr_extract.tables.cells import CellFigure
from pr_extract.tables.columns import Column, is_time, read_columns
from pr_extract.tables.figures import Slot, Terms
from pr_extract.tables.grid import Cell, Grid, Row
from pr_extract.tables.growth import as_growth
from pr_extract.tables.heads import flattened, label_heads, shaped, time_lines, without_labels
from pr_extract.tables.labels import Label, read_label
from pr_extract.tables.lines import Line, Scene, split_lines
from pr_extract.tables.measures import Measure, read_title
from pr_extract.tables.parts import NamedRow, Part, find_parts
from pr_extract.tables.terms import consists_of, says
from pr_extract.tables.times import modality_of, period_of, row_period

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


def read_grid(grid: Grid, scene: Scene) -> tuple[list[Found], list[Span]]:
    """The figures of one table, and the cells that are its own, whether read or not."""
    found: list[Found] = []
    owned: list[Span] = []
    for heads, lines, titles in split_lines(grid, scene):
        owned += [cell.span for line in lines for cell in line.values]
        owned += [cell.span for row in heads for cell in row.cells if is_time(cell.text)]
        found += _Table(grid, heads, lines, titles, scene).read()
    return found, owned


class _Table:
    """One table: its columns, the orientation of its names, and its figures."""

    def __init__(
        self,
        grid: Grid,
        heads: Sequence[Row],
        lines: Sequence[Line],
        titles: tuple[Span, ...],
        scene: Scene,
    ) -> None:
        self.grid, self.scene, self.text = grid, scene, scene.text
        self.start = grid.rows[0].span.start
        self.labels: dict[Span, Label] = {}
        self.count = Counter(len(line.values) for line in lines).most_common(1)[0][0]
        self.depth = Counter(len(line.texts) for line in lines).most_common(1)[0][0]
        self.lines = lines
        self.known = self._known()
        shape = flattened if "\n" in lines[0].row.of(self.text) else shaped
        heads, loose = shape(heads, self.count, self.depth)
        titles, rows = time_lines(self.text, titles, self.count)
        heads = [*rows, *heads]
        self.titles = (*titles, *loose)
        self.label_heads = label_heads(heads, self.count, self.depth)
        words = [span.of(self.text) for span in self._above()]
        self.columns = read_columns(
            [without_labels(row, self.count, self.depth) for row in heads],
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
        self.heads = [self._named(c.head) if c.head else None for c in self.columns or ()]
        self.heads_measure = self._heads_measure()
        named = [NamedRow(line.row, self._label(line), line.section) for line in lines]
        self.parts = find_parts(self.text, named)

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
            label, rates = self._label(line), _of_percent(line)
            for figure in line.figures:
                if figure is None or figure.own == "bare" or label.concept is None:
                    continue
                # Of sales $812 and 12%, the latter is hardly a level.
                if figure.own == "percent" and not (label.of_ratio or rates):
                    continue
                scaled = figure.scaled or label.single or self.measure is not None
                if figure.own == "money" and not scaled:
                    continue
                quantity = quantities.level(figure, Slot(label, None, None), self.terms)
                if quantity is not None:
                    found.append(self._found(quantity, Context(concept=label.concept), None))
        return found

    def _line(self, line: Line, transposed: bool) -> list[Found]:
        label, part = self._label(line), self.parts.get(line.row)
        placed = self._placed(line)
        if placed is None:
            return []
        if part is not None and not transposed:
            label = part.labelled(label)
        levels: dict[int, Quantity] = {}
        sums, whole = self._of_sums(line, label), _is_whole(line)
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
                sums=sums,
                whole=whole,
                signed=place in self.signed,
                sure=transposed or not self.heads_measure,
            )
            quantity = quantities.level(figure, slot, self.terms)
            if quantity is None:
                continue
            levels[place] = quantity
            context = self._context(column, measured, label, head, transposed)
            as_growth(self.text, quantity, context)
            owner = self._owner(line, label, head, transposed, part)
            headed = head is not None and not transposed
            found.append(self._found(quantity, context, owner, headed=headed))
        for place, figure in placed.items():
            column = self.columns[place] if self.columns else None
            if column is None or column.kind != "change":
                continue
            measured = (self._beside(place) if transposed else None) or label
            change = self._change(figure, measured, column, levels)
            if change is not None:
                owner = self._owner(line, label, None, transposed, part)
                found.append(self._found(*change, owner))
        return found

    def _placed(self, line: Line) -> dict[int, CellFigure] | None:
        """The figures by their column; None where the row does not fit the columns."""
        if len(line.values) == self.count:
            pairs = list(enumerate(line.figures))
        else:
            if not self.known or any(cell.column not in self.known for cell in line.values):
                return None
            pairs = [
                (self.known[cell.column], figure)
                for cell, figure in zip(line.values, line.figures, strict=True)
            ]
        return {place: figure for place, figure in pairs if figure is not None}

    def _known(self) -> dict[int, int]:
        """The places of the columns in a whole row, where all rows have as many cells."""
        widths = {row.width for row in self.grid.rows}
        whole = next((line for line in self.lines if len(line.values) == self.count), None)
        if whole is None or len(widths) != 1 or 0 in widths:
            return {}
        return {cell.column: place for place, cell in enumerate(whole.values)}

    def _named(self, span: Span) -> Label:
        if span not in self.labels:
            dates = [mention.span for mention in self.scene.clock.within(span)]
            scene = self.scene
            self.labels[span] = read_label(self.text, span, scene.settlement, dates, scene.words)
        return self.labels[span]

    def _label(self, line: Line) -> Label:
        cell = line.texts[0] if line.texts else line.values[0]
        label = self._named(cell.span)
        if line.section is not None and _PLAIN.match(label.words):
            above = self._named(line.section)
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
        self._place_in_time(context, of, label)
        context.basis = self._basis(column)
        context.trace.append("table.change")
        return quantity, context

    def _place_in_time(self, context: Context, column: Column | None, label: Label) -> None:
        above, scene = self._above(), self.scene
        context.period = period_of(column, label, above, scene.clock, self.text)
        words = [span.of(self.text) for span in above]
        context.modality = modality_of(column, context.period, words, scene.reference)

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
        if measured.whole is not None or (head is not None and head.shares):
            context.role, context.whole = "share", measured.whole
        self._place_in_time(context, column, label)
        context.trace.append("table.transposed" if transposed and head else "table.level")
        return context

    def _breakdown(self, label: Label) -> Span | None:
        """`Revenue by segment`: what is measured, when the rows name whose it is."""
        if label.measures or not self.titles or consists_of(label.words, "generic"):
            return None
        title = self.titles[-1]
        match = _BY.match(title.of(self.text))
        if match is None or not says("money", match["what"]):
            return None
        return Span(title.start + match.start("what"), title.start + match.end("what"))

    def _of_sums(self, line: Line, label: Label) -> bool:
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
        if not heads or (self.measure and self._dated()):
            return False
        labels = [self._label(line) for line in self.lines]
        if self._mixed():
            return False
        named = sum(head.measures or head.counts for head in heads)
        if any(label.measures for label in labels) and named < len(heads):
            return False
        return named * 2 > len(heads) and not all(label.measures for label in labels)

    def _dated(self) -> bool:
        """Whether a column holds a time, and not what its head measures."""
        return any(column.kind == "period" for column in self.columns or ())

    def _mixed(self) -> bool:
        """Whether a column holds percentages among other figures, as no measure does."""
        for place, column in enumerate(self.columns or ()):
            cells = [figures[place] for line in self.lines if (figures := self._placed(line) or {})
                     and place in figures]  # fmt: skip
            percents = sum(figure.own == "percent" for figure in cells)
            if column.kind == "text" and 0 < percents < len(cells):
                return True
        return False

    def _owner(
        self, line: Line, label: Label, head: Label | None, transposed: bool, part: Part | None
    ) -> Span | None:
        if part is not None and not transposed:
            return part.name
        if transposed:
            if row_period(label, self.scene.clock) or _SUBTOTAL.match(label.words):
                return None
            return self._key(line).span
        if self._breakdown(label) is not None:
            return None if _SUBTOTAL.match(label.words) else label.concept
        named = head is not None and not head.shares
        if named and head and head.concept and not consists_of(head.words, "generic"):
            return None if _SUBTOTAL.match(head.words) else self._without_bracket(head.concept)
        return None

    def _without_bracket(self, span: Span) -> Span:
        """`Arm A (n=120)` → `Arm A`."""
        name = re.sub(r"(?:\s*\([^()]{0,60}\)){1,3}$", "", span.of(self.text))
        return Span(span.start, span.start + len(name)) if name else span

    def _key(self, line: Line) -> Cell:
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


def _of_percent(line: Line) -> bool:
    return all(figure is None or figure.own == "percent" for figure in line.figures)


def _is_whole(line: Line) -> bool:
    return not any(figure.decimals for figure in line.figures if figure is not None)
