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
