"""A gold → regions with attributes, and the links between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.regions import Annotations, GoldText, Link, Region, Value
from pr_extract.annotation.vocabulary import ALIAS, ATTRIBUTES, YES
from pr_extract.evaluate.gold import Gold, GoldDate, GoldFact
from pr_extract.records import Dateline, Entity, EntitySpan, MeasurementFact, Offsets, Period, Span

DETAILS = ("source", "sha256", "encoding", "warnings", "issuer_name", "annotated", "fields",
           "tables_partial")  # fmt: skip
"""The fields of a gold that are said of the release as a whole, not of a stretch of its text."""

_ALWAYS = ("source", "sha256", "encoding")
_USUAL = {name: Gold.model_fields[name].default for name in DETAILS}
_USUAL_FACT = {"bound": "exact", "role": "level", "modality": "actual", "section": "body"}


def take_apart(item: GoldText) -> Annotations:
    """A gold as regions and links; `put_together` is the inverse.

    Raises:
        AnnotationError: if ids repeat, or an entity's span is not among its mentions.
    """
    apart = _Apart(item)
    apart.run()
    regions = sorted(apart.regions, key=lambda region: (region.start, -region.end))
    return Annotations(item.text, tuple(regions), tuple(apart.links), details_of(item.gold))


def details_of(gold: Gold) -> dict[str, Any]:
    """What is said of the release as a whole, as JSON holds it; what is as usual is left out.

    >>> details_of(Gold(source="a.txt", annotated=("facts",)))
    {'source': 'a.txt', 'encoding': 'utf-8', 'annotated': ['facts']}
    """
    details: dict[str, Any] = {}
    for name in DETAILS:
        value = getattr(gold, name)
        if value != _USUAL[name] or (name in _ALWAYS and value is not None):
            details[name] = list(value) if isinstance(value, tuple) else value
    return details


class _Apart:
    def __init__(self, item: GoldText) -> None:
        self.text, self.gold = item.text, item.gold
        self.regions: list[Region] = []
        self.links: list[Link] = []
        self._ids: set[str] = set()
        self._words: dict[tuple[int, int], str] = {}
        self._at: dict[tuple[int, int], str] = {}
        """Regions that can stand for their words, by their ends: the first of each."""
        self._mentions: dict[tuple[str, int, int], str] = {}

    def run(self) -> None:
        gold = self.gold
        if gold.headline:
            self._add("headline", "headline", gold.headline)
        if gold.dateline:
            self._add("dateline", "dateline", gold.dateline, _dateline(gold.dateline))
        for entity in gold.entities:
            self._entity(entity)
        for date in gold.dates:
            self._stand_in(date.span, self._add(date.id, date.type, date.span, _date(date)))
        for fact in gold.facts:
            self._stand_in(fact.span, self._add(fact.id, fact.kind, fact.span, self._fact(fact)))
        for fact in gold.facts:
            self._links_of(fact)

    def _add(
        self, name: str, label: str, span: Offsets, attributes: dict[str, Value] | None = None
    ) -> str:
        if name in self._ids:
            raise AnnotationError(name, "two records have this id, give each its own")
        self._ids.add(name)
        self.regions.append(Region(name, label, span.start, span.end, attributes or {}))
        return name

    def _stand_in(self, span: Offsets, name: str) -> None:
        self._at.setdefault((span.start, span.end), name)

    def _entity(self, entity: Entity) -> None:
        if entity.span not in entity.mentions:
            raise AnnotationError(entity.id, "its span is not among its mentions, add it there")
        rest = list(entity.mentions)
        rest.remove(entity.span)
        issuer = entity.id == self.gold.issuer
        self._add(entity.id, entity.label, entity.span, _entity(entity, issuer=issuer))
        self._mention(entity, entity.span, entity.id)
        for number, mention in enumerate(rest, 2):
            name = self._add(f"{entity.id}.{number}", entity.label, mention)
            self._mention(entity, mention, name)
            self.links.append(Link(name, entity.id, ALIAS))

    def _mention(self, entity: Entity, span: Span, name: str) -> None:
        self._stand_in(span, name)
        self._mentions.setdefault((entity.id, span.start, span.end), name)

    def _fact(self, fact: GoldFact) -> dict[str, Value]:
        fields: dict[str, Any] = {
            attribute.name: getattr(fact, attribute.name, None)
            for attribute in ATTRIBUTES["figure"]
        }
        fields |= {
            name: None for name, usual in _USUAL_FACT.items() if getattr(fact, name) == usual
        }
        if fact.bound == "between":
            fields["bound"] = None
        fields["unit"] = fact.unit or None
        fields["negated"] = YES if fact.negated else None
        fields["basis"] = fact.basis.kind if fact.basis else None
        fields["sentence"] = (
            f"{fact.sentence.start}..{fact.sentence.end}" if fact.sentence else None
        )
        fields["si"] = _si(fact) if isinstance(fact, MeasurementFact) else None
        fields["period"] = self._days(fact.period) if fact.period else None
        return _given(fields)

    def _days(self, period: Period) -> str | None:
        """First and last day, unless they follow from the date that stands there."""
        if self._date_of(period):
            return None
        return f"{period.start or ''}..{period.end or ''}"

    def _date_of(self, period: Period) -> str | None:
        for date in self.gold.dates:
            if date.span == period.span and (date.start, date.end) == (period.start, period.end):
                return date.id
        return None

    def _links_of(self, fact: GoldFact) -> None:
        self._link(fact, "concept", fact.concept)
        if fact.entity:
            self._owner(fact, fact.entity)
        if fact.period and fact.period.span:
            date = self._date_of(fact.period)
            self._link(fact, "period", fact.period.span, date)
        self._link(fact, "basis", fact.basis.span if fact.basis else None)
        self._link(fact, "whole", fact.whole)
        self._link(fact, "attribution", fact.attribution)

    def _owner(self, fact: GoldFact, owner: EntitySpan) -> None:
        ends = (owner.start, owner.end)
        mention = self._mentions.get((owner.ref, *ends)) if owner.ref else None
        self._link(fact, "entity", owner, mention or self._words_at(owner))
        if owner.ref and not mention:
            self.links.append(Link(fact.id, owner.ref, "denotes"))

    def _link(
        self, fact: GoldFact, label: str, span: Span | None, target: str | None = None
    ) -> None:
        if span:
            found = target or self._at.get((span.start, span.end)) or self._words_at(span)
            self.links.append(Link(fact.id, found, label))

    def _words_at(self, span: Span) -> str:
        ends = (span.start, span.end)
        if ends not in self._words:
            self._words[ends] = self._add(f"w{len(self._words) + 1}", "words", span)
        return self._words[ends]


def _given(fields: dict[str, Any]) -> dict[str, Value]:
    return {
        name: value if isinstance(value, Decimal) else str(value)
        for name, value in fields.items()
        if value is not None
    }


def _named(record: object, names: Iterable[str]) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(record, name)) for name in names)


def _date(date: GoldDate) -> dict[str, Value]:
    return _given(dict(_named(date, ("timex", "start", "end"))))


def _dateline(dateline: Dateline) -> dict[str, Value]:
    return _given(dict(_named(dateline, (a.name for a in ATTRIBUTES["dateline"]))))


def _entity(entity: Entity, *, issuer: bool) -> dict[str, Value]:
    fields = dict(_named(entity, ("name", "country", "title")))
    if entity.name == entity.span.text:
        fields["name"] = None
    if entity.ticker:
        fields |= dict(_named(entity.ticker, ("exchange", "symbol")))
    return _given(fields | {"issuer": YES if issuer else None})


def _si(fact: MeasurementFact) -> str | None:
    si = fact.si
    if si is None:
        return None
    low, high = getattr(si, "low", None), getattr(si, "high", None)
    value = f"{getattr(si, 'value', None):f}" if low is None else f"{low:f}..{high:f}"
    return f"{value}:{si.unit}"
