"""Characters to amounts: numbers joined with their units, bounds, ranges and `per` phrases."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from pr_extract.bounds import bound_after, bound_before
from pr_extract.changes import change_entries
from pr_extract.numbers import lex_numbers
from pr_extract.quantities.atoms import Atom, read_atom
from pr_extract.quantities.compounds import join_parts, read_halves
from pr_extract.quantities.moments import is_moment
from pr_extract.quantities.not_quantities import (
    end_of_exclusion,
    excluded_spans,
    is_identifier,
    is_labelled,
)
from pr_extract.quantities.per import per_after
from pr_extract.quantities.quantity import Amounts, BareNumber, Quantity
from pr_extract.quantities.ranges import join
from pr_extract.quantities.results import find_results
from pr_extract.settlement import Settlement, settle
from pr_extract.source import Span

_RANGE_WORDS = re.compile(
    r"(?:\bin\s+(?:the|a)\s+)?\b(?:between|(?:the\s+|a\s+)?range\s+of(?:\s+between|\s+from)?|from)\s+$",
    re.IGNORECASE,
)
_ACCOUNTING = re.compile(
    r"(?:\b(?:was|were|is|are|of|to|or|at|by|from|and|than|vs\.?|versus|loss|deficit|outflow|totaled|"
    r"totalled|reached|reported|negative)|[:|=\t]|\s{2}|\))\s?\$?$",
    re.IGNORECASE,
)
_LAST_WORDS = re.compile(r"(?<![\w-])(?:\d{2}-|[A-Za-z])[A-Za-z]*(?:[ -][A-Za-z]+){0,4}$")


class Cover:
    """Spans to ask whether a stretch of text touches one of them."""

    def __init__(self, spans: Iterable[Span]) -> None:
        """Merge the spans, so that asking takes one search."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def touches(self, start: int, end: int) -> bool:
        """Whether any span shares a character with the stretch."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start


def find_amounts(text: str, blocked: Sequence[Span] = (), home: str | None = None) -> Amounts:
    """Read every amount of a text, leaving out what lies in the blocked spans (dates).

    ``home`` is the country (ISO 3166-1 alpha-2) of the dateline; it settles `$` and its like.

    >>> amounts = find_amounts("Sales rose 5% to more than $1.2 billion.")
    >>> [(q.kind, str(q.value), q.unit, q.bound) for q in amounts.quantities]
    [('percentage', '5', 'percent', 'exact'), ('money', '1200000000.0', 'USD', 'more_than')]
    """
    settlement = settle(text, home)
    quantities: list[Quantity] = list(find_results(text))
    results = Cover(each.span for each in quantities)
    numbers: list[BareNumber] = []
    for atom in join_parts(text, join(text, _atoms(text, blocked, settlement))):
        if results.touches(atom.start, atom.end):
            continue
        if atom.blocked or atom.name:
            continue
        _read_accounting_bracket(text, atom)
        _read_bounds(text, atom)
        if atom.kind is None:
            numbers.append(_bare(atom))
            continue
        if is_moment(text, atom):
            continue
        quantities.append(_quantity(text, atom))
    quantities.sort(key=lambda quantity: quantity.span)
    return Amounts(
        tuple(_bound_equivalents(text, quantities)), tuple(numbers),
        tuple(settlement.warnings.values()),
    )  # fmt: skip


def _atoms(text: str, blocked: Sequence[Span], settlement: Settlement) -> list[Atom]:
    """All numbers with their units; those in dates and names are marked, and kept as barriers."""
    dates, excluded = Cover(blocked), Cover(excluded_spans(text))
    atoms: list[Atom] = []
    barred = 0
    for number in lex_numbers(text):
        span = number.span
        atom = Atom(number, span.start, span.end, number.value, number.raw)
        if atoms and atoms[-1].kind and span.start < atoms[-1].end:
            continue  # three-tenths of one percent
        if dates.touches(span.start, span.end):
            atom.blocked = True
        elif span.start < barred or excluded.touches(span.start, span.end):
            atom.name = True
        else:
            atom = read_atom(text, number, settlement, atoms[-1].end if atoms else 0)
            end = None if number.words or atom.side == "before" else end_of_exclusion(text, span)
            if end is not None and end >= atom.end:
                atom.name, barred = True, end
            elif atom.kind is None:
                atom.name = atom.name or is_labelled(text, atom.start) or is_identifier(text, span)
                atom.blocked = dates.touches(atom.start, atom.end)
        atoms.append(atom)
    halves = [atom for atom in read_halves(text) if not dates.touches(atom.start, atom.end)]
    if not halves:
        return atoms
    whole = Cover(atom.span for atom in halves if atom.kind == "percentage")
    # The one of `half of one percent` is no number of its own.
    atoms = [atom for atom in atoms if not whole.touches(atom.start, atom.end)]
    taken = Cover(atom.span for atom in atoms)
    atoms += [atom for atom in halves if not taken.touches(atom.start, atom.end)]
    return sorted(atoms, key=lambda atom: atom.start)


def bare_numbers(text: str, blocked: Sequence[Span] = ()) -> tuple[BareNumber, ...]:
    """The numbers of a text that are no date, no name, and belong to no amount.

    >>> [(str(n.low), str(n.high)) for n in bare_numbers("between 40 and 50 firms, 5% of all")]
    [('40', '50')]
    """
    return find_amounts(text, blocked).numbers


def _read_accounting_bracket(text: str, atom: Atom) -> None:
    """`loss was ($11.3 million)`: brackets around the whole amount are a minus, not an aside."""
    if atom.kind not in ("money", "percentage") or atom.low is not None or atom.value < 0:
        return
    start, end = atom.start, atom.end
    if text[start - 1 : start] != "(" or text[end : end + 1] != ")" or atom.start == 0:
        return
    if text[start] == "+" or not _ACCOUNTING.search(text[max(0, start - 16) : start - 1]):
        return
    atom.start, atom.end = start - 1, end + 1
    atom.value, atom.raw = -atom.value, -atom.raw


def _read_bounds(text: str, atom: Atom) -> None:
    atom.extent_start, atom.extent_end = atom.start, atom.end
    after = bound_after(text, atom.end, complete=bool(atom.kind))
    if after:
        atom.extent_end = after.end
        atom.bound = after.bound if atom.low is None else atom.bound
    per = per_after(text, atom.extent_end) if atom.kind else None
    if per and not (atom.kind == "percentage" and _is_basis(text, atom, per[1])):
        atom.per, atom.extent_end = per
    before = bound_before(text, atom.start, atom.unit if atom.kind == "measurement" else None)
    if before:
        atom.extent_start = before.start
        if atom.low is None and not after and atom.bound == "exact":
            atom.bound = before.bound
    if atom.low is not None:
        opening = _RANGE_WORDS.search(text[max(0, atom.extent_start - 32) : atom.extent_start])
        if opening:
            atom.extent_start -= len(opening[0])


def _is_basis(text: str, atom: Atom, end: int) -> bool:
    """`sales grew 2% on an annual basis`: what the change is measured against."""
    if not text.endswith("basis", atom.extent_end, end):
        return False
    return any(change_entries(word) for word in text[max(0, atom.start - 40) : atom.start].split())


def _quantity(text: str, atom: Atom) -> Quantity:
    assert atom.kind is not None and atom.unit is not None
    return Quantity(
        atom.kind, Span(atom.start, atom.end), Span(atom.extent_start, atom.extent_end),
        None if atom.low is not None else atom.value, atom.low, atom.high, atom.bound, atom.unit,
        atom.per, _counted_words(text, atom), atom.rule,
    )  # fmt: skip


def _counted_words(text: str, atom: Atom) -> Span | None:
    """What a unit of its own counts: the `TEUs` of `5,800 TEUs`."""
    if atom.kind != "count" or atom.side != "after":
        return None
    words = _LAST_WORDS.search(text, max(atom.start, atom.end - 48), atom.end)
    return None if words is None else Span(*words.span())


def _bare(atom: Atom) -> BareNumber:
    rule = "bare.times" if atom.times else "bare.range" if atom.low is not None else "bare.number"
    return BareNumber(
        Span(atom.start, atom.end), Span(atom.extent_start, atom.extent_end),
        None if atom.low is not None else atom.value, atom.low, atom.high, atom.bound, rule,
        atom.number.words, atom.hyphened, atom.number.fraction,
    )  # fmt: skip


def _bound_equivalents(text: str, quantities: list[Quantity]) -> Iterable[Quantity]:
    """A bound before an amount holds for its equivalent in brackets or after `or` as well."""
    from dataclasses import replace

    previous: Quantity | None = None
    for quantity in quantities:
        if (
            previous is not None
            and quantity.bound == "exact"
            and quantity.kind == previous.kind == "money"
            and quantity.unit != previous.unit
            and previous.bound not in ("exact", "between")
            and text[previous.span.end : quantity.extent.start].strip(" ,") in ("(", "or")
        ):
            quantity = replace(quantity, bound=previous.bound)
        yield quantity
        previous = quantity
