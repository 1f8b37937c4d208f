"""Counts that add up over releases, and the figures made of them."""

from __future__ import annotations

from dataclasses import dataclass, field

ALL = ("all", "")
Slice = tuple[str, str]


@dataclass(slots=True)
class Tally:
    """Hits among the gold's and the output's; and agreement over pairs, nulls included.

    >>> tally = Tally(hits=3, gold=4, predicted=5)
    >>> f"{tally.precision:.2f} {tally.recall:.2f} {tally.f1:.3f}"
    '0.60 0.75 0.667'
    """

    hits: float = 0
    gold: float = 0
    predicted: float = 0
    agreed: float = 0
    pairs: float = 0

    def add(self, other: Tally) -> None:
        """Add another's counts to these."""
        self.hits += other.hits
        self.gold += other.gold
        self.predicted += other.predicted
        self.agreed += other.agreed
        self.pairs += other.pairs

    @property
    def precision(self) -> float:
        """The share of the output that is right; 1.0 if there is no output."""
        return self.hits / self.predicted if self.predicted else 1.0

    @property
    def recall(self) -> float:
        """The share of the gold that is found; 1.0 if there is no gold."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Twice the hits over gold and output together; 1.0 if both are empty."""
        total = self.gold + self.predicted
        return 2 * self.hits / total if total else 1.0

    @property
    def accuracy(self) -> float | None:
        """The share of pairs that agree, null with null included; None where none is paired."""
        return self.agreed / self.pairs if self.pairs else None

    def numbers(self) -> tuple[float, float, float, float, float]:
        """The five counts."""
        return (self.hits, self.gold, self.predicted, self.agreed, self.pairs)


@dataclass(slots=True)
class Tallies:
    """Tallies by slice (all, a kind, a genre, a section) and row."""

    cells: dict[tuple[Slice, str], Tally] = field(default_factory=dict)

    def cell(self, part: Slice, row: str) -> Tally:
        """The tally of a row in a slice, made when it is first asked for."""
        return self.cells.setdefault((part, row), Tally())

    def found(
        self, row: str, slices: tuple[Slice, ...] = (ALL,), *, hit: bool, gold: bool, output: bool
    ) -> None:
        """Count one thing that stands in the gold, in the output, or in both."""
        for part in slices:
            self.cell(part, row).add(Tally(hits=hit, gold=gold, predicted=output))

    def compared(
        self, row: str, slices: tuple[Slice, ...] = (ALL,), *, same: bool, gold: bool, output: bool
    ) -> None:
        """Count one field of a pair; ``gold`` and ``output`` say whether either holds a value."""
        hit = same and gold and output
        for part in slices:
            tally = Tally(hits=hit, gold=gold, predicted=output, agreed=same, pairs=1)
            self.cell(part, row).add(tally)

    def add(self, other: Tallies) -> None:
        """Add all of another's cells."""
        for (part, row), tally in other.cells.items():
            self.cell(part, row).add(tally)
