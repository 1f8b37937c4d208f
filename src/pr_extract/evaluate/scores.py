"""Gold against output: what is found, and which fields of what is found are right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pr_extract.evaluate.entities import Alignment, align, same_name, score_entities
from pr_extract.evaluate.errors import Error, Of, locate
from pr_extract.evaluate.fields import (
    DERIVED,
    FIELDS,
    READING,
    WHOLE,
    right,
    shared_words,
    whole_fact,
    words,
)
from pr_extract.evaluate.gold import Gold, parse_gold
from pr_extract.evaluate.match import pair_spans, same_offsets
from pr_extract.evaluate.tally import ALL, Slice, Tallies, Tally
from pr_extract.records import FactBase, Release, Span

DATELINE_FIELDS = ("city", "region", "country", "date", "wire")
FACT_ROWS = ("facts", "facts exact", "kind+value+unit", "whole fact", "strict fact")
DATE_ROWS = ("dates", "dates exact", "dates resolved")
FIELD_ROWS = (
    "kind", "value", "unit", "per", "bound", "role", "direction", "role+direction",
    "concept", "concept words", "concept tokens", "entity", "entity words", "entity tokens",
    "entity ref", "period", "period span", "basis", "basis span", "whole", "whole words",
    "attribution", "attribution words", "modality", "negated", "section", "sentence", "si",
)  # fmt: skip
"""Rows of fields of the facts that are found."""

DATE_FIELD_ROWS = ("date type", "date timex")
MENTION_ROWS = ("mentions", "mentions exact", "mentions+label")
RELEASE_ROWS = (
    "headline", "dateline span", *(f"dateline {name}" for name in DATELINE_FIELDS),
    "dateline complete", "issuer",
)  # fmt: skip
"""Rows of what a release has once."""

ROWS = (
    *FACT_ROWS, *DATE_ROWS, *MENTION_ROWS, *FIELD_ROWS, *DATE_FIELD_ROWS, "alias links",
    *RELEASE_ROWS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReleaseScores:
    """The tallies and errors of one release; ``figures`` are the gold's figures in its text."""

    name: str
    text: str
    figures: tuple[Span, ...]
    tallies: Tallies
    errors: tuple[Error, ...]


@dataclass(frozen=True)
class Scores:
    """All releases' scores, with their sum."""

    releases: tuple[ReleaseScores, ...] = ()

    @cached_property
    def total(self) -> Tallies:
        """The sum over all releases."""
        total = Tallies()
        for release in self.releases:
            total.add(release.tallies)
        return total

    @property
    def errors(self) -> list[Error]:
        """All errors, release by release, in text order."""
        return [error for release in self.releases for error in release.errors]

    def tally(self, row: str, part: Slice = ALL) -> Tally:
        """One row's counts, of everything or of one kind, section or genre."""
        return self.total.cells.get((part, row), Tally())

    def f1(self, row: str = "whole fact", part: Slice = ALL) -> float:
        """One row's F1; 1.0 where there is nothing to find and nothing found."""
        return self.tally(row, part).f1

    @property
    def rows(self) -> list[str]:
        """The rows that were scored, in the order of the report."""
        scored = {row for part, row in self.total.cells if part == ALL}
        return [row for row in ROWS if row in scored]

    def slices(self, of: str) -> list[str]:
        """The kinds, sections or genres that were met."""
        return sorted({name for (by, name), _ in self.total.cells if by == of})

    def only(self, names: Iterable[str]) -> Scores:
        """The scores of some of the releases."""
        wanted = set(names)
        return Scores(tuple(item for item in self.releases if item.name in wanted))


def score(
    pairs: Iterable[tuple[Gold | Release | Mapping[str, Any], Release, str]],
    names: Iterable[str] | None = None,
    genres: Mapping[str, str] | None = None,
) -> Scores:
    """Score each (gold, output, text); names default to the gold's source without its suffix.

    >>> from pr_extract.records import _example
    >>> gold = _example()
    >>> score([(gold, gold, "41.15 billion yuan")]).f1("strict fact")
    1.0
    """
    given = iter(names) if names is not None else None
    scored = []
    for annotation, predicted, text in pairs:
        gold = parse_gold(annotation, text)
        stem = gold.source.rsplit("/", 1)[-1].removesuffix(".txt")
        name = next(given, stem) if given else stem
        genre = (genres or {}).get(name)
        scored.append(_Scorer(name, text, gold, predicted, genre).run())
    return Scores(tuple(scored))


class _Scorer:
    """One release's gold against its output."""

    def __init__(
        self, name: str, text: str, gold: Gold, predicted: Release, genre: str | None
    ) -> None:
        self.name, self.text, self.gold, self.predicted = name, text, gold, predicted
        self.everywhere: tuple[Slice, ...] = (ALL, ("genre", genre)) if genre else (ALL,)
        self.tallies = Tallies()
        self.errors: list[Error] = []

    def run(self) -> ReleaseScores:
        same = align(self.gold, self.predicted)
        if self.gold.covers("facts"):
            self._facts(same)
        if self.gold.covers("dates"):
            self._dates()
        if self.gold.covers("dateline"):
            self._dateline()
        if self.gold.covers("headline"):
            self._headline()
        if self.gold.covers("issuer") or self.gold.covers("issuer_name"):
            self._issuer(same)
        if self.gold.covers("entities"):
            score_entities(self.gold, self.predicted, same, self.tallies, self._error)
        order = sorted(self.errors, key=lambda error: (error.start, error.end))
        figures = tuple(fact.span for fact in self.gold.facts)
        return ReleaseScores(self.name, self.text, figures, self.tallies, tuple(order))

    def _error(self, at: Span | None, of: Of, name: str, gold: object, output: object) -> None:
        self.errors.append(locate(self.name, self.text, at, of, name, gold, output))

    def _facts(self, same: Alignment) -> None:
        golds, outputs = self.gold.facts, self.predicted.facts
        reading = [name for name in READING if self.gold.judges(name)]
        pairs = pair_spans(
            [fact.span for fact in golds],
            [fact.span for fact in outputs],
            lambda g, p: all(right(name, golds[g], outputs[p]) for name in reading),
        )
        for g, p in pairs:
            self._pair(golds[g], outputs[p], same)
        found, used = {g for g, _ in pairs}, {p for _, p in pairs}
        for g, fact in enumerate(golds):
            if g not in found:
                self._unpaired(fact, gold=True)
        for p, fact in enumerate(outputs):
            ignored = self.gold.tables_partial and fact.section == "table"
            if p not in used and not ignored:
                self._unpaired(fact, gold=False)

    def _slices(self, fact: FactBase) -> tuple[Slice, ...]:
        kind = (*self.everywhere, ("kind", fact.kind))
        return (*kind, ("section", fact.section)) if self.gold.judges("section") else kind

    def _fact_rows(self) -> list[str]:
        """The rows whose fields the gold holds."""
        return [row for row in FACT_ROWS if all(map(self.gold.judges, _ASKED.get(row, ())))]

    def _unpaired(self, fact: FactBase, *, gold: bool) -> None:
        for row in self._fact_rows():
            self.tallies.found(row, self._slices(fact), hit=False, gold=gold, output=not gold)
        said = f"{fact.kind} {fact.span.text}"
        name = "missing" if gold else "spurious"
        self._error(fact.span, "fact", name, said if gold else None, None if gold else said)

    def _pair(self, gold: FactBase, output: FactBase, same: Alignment) -> None:
        slices = self._slices(gold)
        exact = same_offsets(gold.span, output.span)
        wrong = [name for name in self._fields() if not right(name, gold, output)]
        if not exact:
            self._error(gold.span, "fact", "offsets", gold.span, output.span)
        for name in wrong:
            self._error(gold.span, "fact", name, *_shown(name, gold, output))
        refers = self.gold.covers("entities") and self.gold.judges("entity ref")
        if refers and not self._reference(gold, output, same, slices):
            wrong.append("entity ref")
        read = not set(READING) & set(wrong)
        verdicts = (True, exact, read, whole_fact(gold, output), exact and not wrong)
        hits = dict(zip(FACT_ROWS, verdicts, strict=True))
        for row in self._fact_rows():
            self.tallies.found(row, slices, hit=hits[row], gold=True, output=True)
        self._compare(gold, output, slices)

    def _fields(self) -> list[str]:
        optional = ("sentence", "si")
        held = [name for name in FIELDS if name not in optional or self.gold.covers(name)]
        return [name for name in held if self.gold.judges(name)]

    def _compare(self, gold: FactBase, output: FactBase, slices: tuple[Slice, ...]) -> None:
        derived = {name: read for name, read in DERIVED.items() if self._judges_derived(name)}
        rows = {name: FIELDS[name] for name in self._fields()} | derived
        for name, read in rows.items():
            one, other = read(gold), read(output)
            self.tallies.compared(
                name, slices, same=one == other, gold=one is not None, output=other is not None
            )
        for name, span in (("concept tokens", "concept"), ("entity tokens", "entity")):
            if not self.gold.judges(span):
                continue
            one, other = getattr(gold, span), getattr(output, span)
            shared = shared_words(one, other)
            counts = Tally(hits=shared, gold=len(words(one)), predicted=len(words(other)))
            for part in slices:
                self.tallies.cell(part, name).add(counts)

    def _judges_derived(self, name: str) -> bool:
        return all(map(self.gold.judges, name.removesuffix(" words").split("+")))

    def _reference(
        self, gold: FactBase, output: FactBase, same: Alignment, slices: tuple[Slice, ...]
    ) -> bool:
        one = gold.entity.ref if gold.entity else None
        other = output.entity.ref if output.entity else None
        agree = same.holds(one, other)
        self.tallies.compared(
            "entity ref", slices, same=agree, gold=one is not None, output=other is not None
        )
        if not agree:
            self._error(
                gold.span, "fact", "entity ref", same.gold_name(one), same.output_name(other)
            )
        return agree

    def _dates(self) -> None:
        golds, outputs = self.gold.dates, self.predicted.dates
        pairs = pair_spans([date.span for date in golds], [date.span for date in outputs])
        for g, p in pairs:
            gold, output = golds[g], outputs[p]
            exact = same_offsets(gold.span, output.span)
            resolved = (gold.start, gold.end) == (output.start, output.end)
            hits = dict(zip(DATE_ROWS, (True, exact, resolved), strict=True))
            for row in self._date_rows():
                self.tallies.found(row, self.everywhere, hit=hits[row], gold=True, output=True)
            if not exact:
                self._error(gold.span, "date", "offsets", gold.span, output.span)
            checks: list[tuple[str, object, object]] = [("type", gold.type, output.type)]
            if gold.timex is not None:
                checks.append(("timex", gold.timex, output.timex))
            for name, one, other in checks:
                self.tallies.compared(
                    f"date {name}", self.everywhere, same=one == other, gold=True, output=True
                )
            if self.gold.judges("dates resolved"):
                checks.append(("start/end", (gold.start, gold.end), (output.start, output.end)))
            for name, one, other in checks:
                if one != other:
                    self._error(gold.span, "date", name, one, other)
        found, used = {g for g, _ in pairs}, {p for _, p in pairs}
        for spans, paired, is_gold in (
            ([date.span for date in golds], found, True),
            ([date.span for date in outputs], used, False),
        ):
            for index, span in enumerate(spans):
                if index in paired:
                    continue
                for row in self._date_rows():
                    self.tallies.found(
                        row, self.everywhere, hit=False, gold=is_gold, output=not is_gold
                    )
                name = "missing" if is_gold else "spurious"
                said = (span.text, None) if is_gold else (None, span.text)
                self._error(span, "date", name, *said)

    def _date_rows(self) -> list[str]:
        return [row for row in DATE_ROWS if row != "dates resolved" or self.gold.judges(row)]

    def _dateline(self) -> None:
        gold, output = self.gold.dateline, self.predicted.dateline
        same = (gold and (gold.start, gold.end)) == (output and (output.start, output.end))
        at = gold or output
        checks: list[tuple[str, object, object]] = [
            (name, getattr(gold, name, None), getattr(output, name, None))
            for name in DATELINE_FIELDS
        ]
        self._once("dateline span", at, gold, output, same=same)
        if gold is None:
            return
        if not self.gold.judges("dateline complete"):
            return
        for name, one, other in checks:
            self._once(f"dateline {name}", at, one, other, same=one == other)
        complete = all(one == other for _, one, other in checks)
        self.tallies.compared(
            "dateline complete", self.everywhere, same=complete, gold=True, output=True
        )

    def _headline(self) -> None:
        gold, output = self.gold.headline, self.predicted.headline
        same = (gold and (gold.start, gold.end)) == (output and (output.start, output.end))
        self._once("headline", gold or output, gold, output, same=same)

    def _issuer(self, same: Alignment) -> None:
        output = same.output_name(self.predicted.issuer)
        if self.gold.covers("issuer"):
            gold = same.gold_name(self.gold.issuer)
            agree = same.holds(self.gold.issuer, self.predicted.issuer)
        else:
            gold = self.gold.issuer_name
            agree = same_name(gold, output)
        self._once("issuer", None, gold, output, same=agree)

    def _once(self, row: str, at: Span | None, gold: object, output: object, *, same: bool) -> None:
        """Compare something that a release has once."""
        self.tallies.compared(
            row, self.everywhere, same=same, gold=gold is not None, output=output is not None
        )
        if not same:
            self._error(at, "release", row, gold, output)


_ASKED: dict[str, tuple[str, ...]] = {
    "kind+value+unit": READING,
    "whole fact": (*WHOLE, "concept"),
    "strict fact": tuple(FIELDS),
}
"""The fields that a row asks for, beside the place."""

_SPANS: dict[str, Callable[[FactBase], object]] = {
    "concept": lambda fact: fact.concept,
    "entity": lambda fact: fact.entity,
    "period span": lambda fact: fact.period.span if fact.period else None,
    "basis span": lambda fact: fact.basis.span if fact.basis else None,
    "whole": lambda fact: fact.whole,
    "attribution": lambda fact: fact.attribution,
}


def _shown(name: str, gold: FactBase, output: FactBase) -> tuple[object, object]:
    read = _SPANS.get(name) or FIELDS[name]
    return read(gold), read(output)
