"""What the context rules read, and what they find out about each figure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from pr_extract.context.phrases import Sentence
from pr_extract.dates import DateMention
from pr_extract.entities import Entities
from pr_extract.layout import Layout
from pr_extract.quantities import Quantity
from pr_extract.records import BasisKind, Direction, Modality, Role
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """A release as the stages before this one have read it, all in text order."""

    text: str
    layout: Layout
    sentences: Sequence[Sentence]
    figures: Sequence[Quantity]
    dates: Sequence[DateMention]
    bases: Sequence[BasisMention]
    entities: Entities


@dataclass(frozen=True, slots=True)
class BasisMention:
    """Words that say what a change is measured against, by themselves (`year on year`)."""

    span: Span
    kind: BasisKind


@dataclass(frozen=True, slots=True)
class PeriodReading:
    """The time a fact holds for, and the words that say so."""

    start: dt.date | None
    end: dt.date | None
    span: Span


@dataclass(frozen=True, slots=True)
class BasisReading:
    """What a change is measured against, and the words that say so."""

    kind: BasisKind
    span: Span


@dataclass(slots=True)
class Context:
    """What is known about one figure; filled in by one module after the other.

    ``anchor`` is the tape position of the word that ties the figure to its sentence (the verb, the
    change word, the noun it belongs to), -1 if none was found. ``old`` marks a figure given for
    comparison (`vs. $1.9 million in 2023`), whose time is its own. ``trace`` names the rules
    that fired.
    """

    role: Role = "level"
    direction: Direction | None = None
    anchor: int = -1
    concept: Span | None = None
    entity: Span | None = None
    period: PeriodReading | None = None
    basis: BasisReading | None = None
    whole: Span | None = None
    attribution: Span | None = None
    modality: Modality = "actual"
    negated: bool = False
    old: bool = False
    trace: list[str] = field(default_factory=list)

    def rule(self, family: str) -> str:
        """The id of the rule that answered for a question (`change`, `concept`), "" if none did."""
        return next((rule for rule in self.trace if rule.startswith(f"{family}.")), "")


Before = Sequence[tuple[int, Quantity, Context]]
"""The figures read before one in its sentence: tape position, figure, what was found out."""
