"""The shape of an amount, as the stages after this one see it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pr_extract.records import Bound, Kind
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount as the contract's facts hold it, before its context is known.

    ``span`` is the fact's span: number, scale and unit (a range: both ends). ``extent`` also takes
    in the bound word before or after it and the `per` phrase (`more than $5 a share`), so that the
    context rules know where the amount stops and the sentence goes on. ``head`` is the counted
    noun phrase of a count (`automobile manufacturers`), or the noun that a measure modifies.
    ``rule`` is the id of the rule that read it.
    """

    kind: Kind
    span: Span
    extent: Span
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    unit: str
    per: str | None
    head: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class BareNumber:
    """A number that no unit of money, percentage or measurement claims, free to count something.

    ``span`` holds the number with its scale word (a range or shared scale: both ends), ``extent``
    also the bound word before or after it (`more than 200`, `15+`). ``words`` tells that it is
    spelled out (`one`, `two dozen`), ``hyphened`` that a hyphen ties it to the next word
    (`three-bedroom`, `5-star`), ``fraction`` that it is written as one (`1/2`, `two-thirds`).
    """

    span: Span
    extent: Span
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    bound: Bound
    rule: str
    words: bool = False
    hyphened: bool = False
    fraction: bool = False


@dataclass(frozen=True, slots=True)
class Amounts:
    """What the characters of a text hold: amounts with a unit, the numbers left over, warnings.

    Quantities and numbers are in text order and never overlap. ``warnings`` say which reading an
    ambiguous sign was given.
    """

    quantities: tuple[Quantity, ...]
    numbers: tuple[BareNumber, ...]
    warnings: tuple[str, ...] = ()
