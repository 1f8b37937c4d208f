"""Regions and links → a gold, checked against the contract and against the text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from itertools import count
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pr_extract.annotation.apart import DETAILS
from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.regions import Annotations, GoldText, Link, Region, Value
from pr_extract.annotation.vocabulary import (
    ALIAS,
    ATTRIBUTES,
    FIGURE_LINKS,
    LINKS,
    SORTS,
    Attribute,
    Sort,
)
from pr_extract.evaluate.gold import Gold, GoldDate, GoldFact
from pr_extract.markup.vocabulary import FIXED_UNITS
from pr_extract.records import Dateline, Entity

_FACT: TypeAdapter[GoldFact] = TypeAdapter(GoldFact)
_NUMBER = r"-?\d+(?:\.\d+)?"
_SI = re.compile(rf"(?P<value>{_NUMBER}):(?P<unit>.+)", re.S)
_SI_RANGE = re.compile(rf"(?P<low>{_NUMBER})\.\.(?P<high>{_NUMBER}):(?P<unit>.+)", re.S)
_DAYS = re.compile(r"(?P<start>\d{4}-\d\d-\d\d)?\.\.(?P<end>\d{4}-\d\d-\d\d)?")
_OFFSETS = re.compile(r"(?P<start>\d{1,9})\.\.(?P<end>\d{1,9})")

PARTS = ("facts", "dates", "entities", "dateline", "headline", "issuer")
"""What a gold is asked for, beside the optional ``sentence`` and ``si`` of its facts."""


def put_together(annotations: Annotations) -> GoldText:
    """The gold that regions and links say; the inverse of `take_apart`.

    Raises:
        AnnotationError: if a label, link or attribute is unknown, a link leads nowhere or stands
            twice, an offset lies outside the text, or the contract refuses what is said.
    """
    return GoldText(annotations.text, _Together(annotations).gold())


class _Together:
    def __init__(self, annotations: Annotations) -> None:
        self.given, self.text = annotations, annotations.text
        self.regions: dict[str, Region] = {}
        sorts: dict[Sort, list[Region]] = {sort: [] for sort in ATTRIBUTES}
        for region in annotations.regions:
            sorts[self._check(region)].append(region)
        for regions in sorts.values():
            regions.sort(key=lambda region: (region.start, -region.end))
        self.sorts = sorts
        self.links: dict[str, dict[str, Region]] = {}
        for link in annotations.links:
            self._check_link(link)
        self.mains = self._main_mentions()
        main_regions = [r for r in sorts["entity"] if self.mains[r.id] is r]
        self.entity_ids = _numbered(main_regions, "e")

    # What there is

    def _check(self, region: Region) -> Sort:
        if region.label not in SORTS:
            known = ", ".join(SORTS)
            message = f"unknown label {region.label!r}, the labels are {known}"
            raise AnnotationError(region.at, message)
        if not 0 <= region.start < region.end <= len(self.text):
            ends = f"{region.start} to {region.end}"
            message = f"{ends} is no stretch of a text of {len(self.text)} characters"
            raise AnnotationError(region.at, message)
        if region.id in self.regions:
            message = f"a second region with the id {region.id!r}, give each its own"
            raise AnnotationError(region.at, message)
        self.regions[region.id] = region
        return SORTS[region.label]

    def _check_link(self, link: Link) -> None:
        if link.label not in LINKS:
            known = ", ".join(LINKS)
            raise AnnotationError(link.at, f"unknown link {link.label!r}, the links are {known}")
        for end in (link.source, link.target):
            if end not in self.regions:
                raise AnnotationError(link.at, f"there is no region with the id {end!r}")
        source, target = self.regions[link.source], self.regions[link.target]
        begins = "figure" if link.label in FIGURE_LINKS else "entity"
        if SORTS[source.label] != begins:
            message = f"{link.label!r} leads from a region of sort {begins}, not {source.label!r}"
            raise AnnotationError(link.at, message)
        if link.label in (ALIAS, "denotes") and SORTS[target.label] != "entity":
            message = f"{link.label!r} leads to an entity, not to {target.label!r}"
            raise AnnotationError(link.at, message)
        if link.label in self.links.setdefault(source.id, {}):
            message = f"a second {link.label!r} from the same region, keep one"
            raise AnnotationError(link.at, message)
        self.links[source.id][link.label] = target

    def _target(self, region: Region, label: str) -> Region | None:
        return self.links.get(region.id, {}).get(label)

    def _main_mentions(self) -> dict[str, Region]:
        """Every mention's first full one, at the end of its chain of aliases."""
        mains = {}
        for region in self.sorts["entity"]:
            seen = [region]
            while (further := self._target(seen[-1], ALIAS)) is not None:
                if further in seen:
                    raise AnnotationError(region.at, f"its {ALIAS!r} links run in a circle")
                if further.label != region.label:
                    message = f"{region.label} is linked as {ALIAS!r} to {further.label}"
                    raise AnnotationError(region.at, message)
                seen.append(further)
            mains[region.id] = seen[-1]
            if len(seen) > 1 and region.attributes:
                message = "an entity has its attributes at its first full mention, where the "
                raise AnnotationError(region.at, f"{message}{ALIAS!r} link leads")
        return mains

    # What it says

    def gold(self) -> Gold:
        dates = _numbered(self.sorts["date"], "d")
        facts = _numbered(self.sorts["figure"], "f")
        values = self._details() | {
            "headline": self._only("headline"),
            "dateline": self._dateline(),
            "issuer": self._issuer(),
            "dates": [self._date(region, dates[region.id]) for region in self.sorts["date"]],
            "entities": self._entities(),
            "facts": [self._fact(region, facts[region.id]) for region in self.sorts["figure"]],
        }
        values["annotated"] = self._annotated(values)
        try:
            return Gold.model_validate(values, context={"text": self.text})
        except ValidationError as error:
            raise AnnotationError.of(error, self.given.at) from None

    def _details(self) -> dict[str, Any]:
        details = {name: self.given.details[name] for name in DETAILS if name in self.given.details}
        encoding = details.setdefault("encoding", "utf-8")
        if "sha256" not in details:
            try:
                digest = hashlib.sha256(self.text.encode(encoding)).hexdigest()
            except (LookupError, UnicodeEncodeError, TypeError) as error:
                message = f"the text cannot be written in the encoding {encoding!r}: {error}"
                raise AnnotationError(self.given.at, message) from None
            details["sha256"] = digest
        return details

    def _annotated(self, values: Mapping[str, Any]) -> object:
        """What the annotation covers: figures added in a tool have no sentence and no SI value."""
        added = any(not _is_id(region.id, "f") for region in self.sorts["figure"])
        given = values.get("annotated")
        return PARTS if given is None and added else given

    def _only(self, sort: Sort) -> dict[str, Any] | None:
        regions = self.sorts[sort]
        if not regions:
            return None
        if len(regions) > 1:
            raise AnnotationError(regions[1].at, f"a second {sort}, keep one")
        return self._span(regions[0]) | self._attributes(regions[0])

    def _dateline(self) -> Dateline | None:
        values = self._only("dateline")
        if values is None:
            return None
        model: Dateline = self._validated(
            Dateline.model_validate, values, self.sorts["dateline"][0]
        )
        return model

    def _issuer(self) -> str | None:
        named = [region for region in self.sorts["entity"] if "issuer" in region.attributes]
        if len(named) > 1:
            raise AnnotationError(named[1].at, "a second issuer, keep one")
        return self.entity_ids[named[0].id] if named else None

    def _date(self, region: Region, name: str) -> GoldDate:
        values = {"id": name, "span": self._span(region), "type": region.label}
        values |= self._attributes(region)
        date: GoldDate = self._validated(GoldDate.model_validate, values, region)
        return date

    def _entities(self) -> list[Entity]:
        mentions: dict[str, list[Region]] = {}
        for region in self.sorts["entity"]:
            mentions.setdefault(self.mains[region.id].id, []).append(region)
        entities = []
        for name, regions in mentions.items():
            region = self.regions[name]
            said = self._attributes(region)
            ticker = {part: said.pop(part) for part in ("exchange", "symbol") if part in said}
            said.pop("issuer", None)
            values = {
                "id": self.entity_ids[name],
                "label": region.label,
                "name": self.text[region.start : region.end],
                "span": self._span(region),
                "mentions": [self._span(one) for one in sorted(regions, key=_ends)],
                "ticker": ticker or None,
            } | said
            entities.append(self._validated(Entity.model_validate, values, region))
        return sorted(entities, key=lambda entity: int(entity.id[1:]))

    def _fact(self, region: Region, name: str) -> GoldFact:
        said = self._attributes(region)
        values: dict[str, Any] = {"id": name, "kind": region.label, "span": self._span(region)}
        values |= {field: said[field] for field in _AS_SAID if field in said}
        if {"value", "low", "high", "unit"} & set(said) or self.given.details.get("fields") is None:
            values |= {"value": said.get("value"), "unit": self._unit(region, said)}
        if "bound" not in said and {"low", "high"} <= set(said):
            values["bound"] = "between"
        values["negated"] = "negated" in said
        if "si" in said:
            values["si"] = self._si(region, said["si"])
        if "sentence" in said:
            values["sentence"] = _parse(_OFFSETS, said["sentence"], region, "sentence")
        for label in ("concept", "whole", "attribution"):
            target = self._target(region, label)
            values[label] = target and self._span(target)
        values["entity"] = self._owner(region)
        values["period"] = self._period(region, said.get("period"))
        values["basis"] = self._basis(region, said.get("basis"))
        fact: GoldFact = self._validated(_FACT.validate_python, values, region)
        return fact

    def _unit(self, region: Region, said: Mapping[str, Any]) -> str:
        if not {"value", "low"} & set(said):
            raise AnnotationError(region.at, "a figure without value: give value, or low and high")
        unit = said.get("unit") or FIXED_UNITS.get(region.label)
        if unit is None:
            raise AnnotationError(region.at, f"a {region.label} without unit, give it one")
        return str(unit)

    def _owner(self, region: Region) -> dict[str, Any] | None:
        words, denoted = self._target(region, "entity"), self._target(region, "denotes")
        if words is None:
            if denoted is not None:
                raise AnnotationError(region.at, "it has a link 'denotes' and none 'entity'")
            return None
        means = denoted if denoted is not None else words
        main = self.mains.get(means.id)
        return self._span(words) | {"ref": self.entity_ids[main.id] if main else None}

    def _period(self, region: Region, days: str | None) -> dict[str, Any] | None:
        words = self._target(region, "period")
        if days is None and words is None:
            return None
        span = self._span(words) if words else None
        if days is not None:
            return _parse(_DAYS, days, region, "period") | {"span": span}
        date = self._attributes(words) if words and SORTS[words.label] == "date" else {}
        return {"start": date.get("start"), "end": date.get("end"), "span": span}

    def _basis(self, region: Region, kind: object) -> dict[str, Any] | None:
        words = self._target(region, "basis")
        if kind is None and words is not None:
            if self.given.details.get("fields") is None:
                raise AnnotationError(region.at, "a link 'basis', but no kind of basis, choose one")
            kind = "other"
        return {"kind": kind, "span": words and self._span(words)} if kind else None

    def _si(self, region: Region, said: str) -> dict[str, Any]:
        match = _SI.fullmatch(said) or _SI_RANGE.fullmatch(said)
        if not match:
            message = f"si is VALUE:UNIT or LOW..HIGH:UNIT, not {said!r}"
            raise AnnotationError(region.at, message)
        return match.groupdict()

    def _attributes(self, region: Region) -> dict[str, Any]:
        known = {attribute.name: attribute for attribute in ATTRIBUTES[SORTS[region.label]]}
        said = {}
        for name, value in region.attributes.items():
            if name not in known:
                message = f"a region labelled {region.label!r} has no {name!r}"
                raise AnnotationError(region.at, message)
            said[name] = _read(known[name], value, region)
        return said

    def _span(self, region: Region) -> dict[str, Any]:
        words = self.text[region.start : region.end]
        return {"start": region.start, "end": region.end, "text": words}

    def _validated(self, validate: Any, values: Mapping[str, Any], region: Region) -> Any:
        try:
            return validate(values, context={"text": self.text})
        except ValidationError as error:
            raise AnnotationError.of(error, region.at) from None


_AS_SAID = ("low", "high", "bound", "per", "role", "direction", "modality", "section")


def _ends(region: Region) -> tuple[int, int]:
    return region.start, region.end


def _numbered(regions: Iterable[Region], letter: str) -> dict[str, str]:
    """Ids of records by the ids of their regions: the same if all are such, else by place."""
    listed = list(regions)
    if all(_is_id(region.id, letter) for region in listed):
        return {region.id: region.id for region in listed}
    return {region.id: f"{letter}{n}" for region, n in zip(listed, count(1), strict=False)}


def _is_id(name: str, letter: str) -> bool:
    return re.fullmatch(rf"{letter}[1-9]\d*", name) is not None


def _read(attribute: Attribute, value: Value, region: Region) -> Value:
    if attribute.sort == "number":
        try:
            number = value if isinstance(value, Decimal) else Decimal(value)
        except InvalidOperation:
            message = f"{attribute.name} is a number, not {value!r}"
            raise AnnotationError(region.at, message) from None
        return number
    if attribute.choices and value not in attribute.choices:
        known = ", ".join(attribute.choices)
        raise AnnotationError(region.at, f"{attribute.name} is one of {known}, not {value!r}")
    return str(value)


def _parse(form: re.Pattern[str], said: str, region: Region, name: str) -> dict[str, Any]:
    match = form.fullmatch(said)
    if not match:
        raise AnnotationError(region.at, f"{name} is START..END, not {said!r}")
    return match.groupdict()
