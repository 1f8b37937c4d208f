"""W3C Web Annotation: JSON-LD that points into a text which stands elsewhere.

A region is an annotation whose target has a ``TextPositionSelector``, in code points as the
standard has it, and a ``TextQuoteSelector`` with the words around; its label is a tagging body, its
attributes a body in a vocabulary of our own. A link is an annotation that targets two others, as
RecogitoJS writes it. What is said of the release as a whole is an annotation of the whole text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import quote, unquote

from pydantic import Field, field_validator

from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.foreign import Foreign, shaped
from pr_extract.annotation.offsets import Quoted, count_code_points, same_words
from pr_extract.annotation.regions import Annotations, Link, Region, Texts, Value
from pr_extract.annotation.vocabulary import ATTRIBUTES, SORTS
from pr_extract.records import PlainDecimal

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"pr": "urn:pr-extract:contract:"}]
CONTEXT_LENGTH = 32
"""Characters of the text before and after a stretch that are kept with it."""


# Writing


def write_page(items: Sequence[Annotations]) -> dict[str, Any]:
    """An annotation page of all the releases' annotations."""
    annotations = [one for item in items for one in _annotations(item)]
    return {"@context": CONTEXT, "type": "AnnotationPage", "items": annotations}


def _annotations(item: Annotations) -> Iterator[dict[str, Any]]:
    source = quote(str(item.details.get("source", "-")))
    details = {f"pr:{name}": value for name, value in item.details.items() if name != "source"}
    yield {
        "id": f"{source}#release",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "pr:Release", **details},
        "target": {"source": source},
    }
    for region in item.regions:
        body: list[dict[str, Any]] = [_tag(region.label)]
        if region.attributes:
            body.append({"type": "pr:Attributes", **_attributes(region)})
        yield {
            "id": f"{source}#{region.id}",
            "type": "Annotation",
            "motivation": "tagging",
            "body": body,
            "target": {"source": source, "selector": _selectors(item.text, region)},
        }
    for number, link in enumerate(item.links, 1):
        yield {
            "id": f"{source}#link-{number}",
            "type": "Annotation",
            "motivation": "linking",
            "body": [_tag(link.label)],
            "target": [{"id": f"{source}#{end}"} for end in (link.source, link.target)],
        }


def _tag(label: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": "tagging", "value": label}


def _attributes(region: Region) -> dict[str, Any]:
    return {
        f"pr:{name}": PlainDecimal(value) if isinstance(value, Decimal) else value
        for name, value in region.attributes.items()
    }


def _selectors(text: str, region: Region) -> list[dict[str, Any]]:
    start, end = region.start, region.end
    return [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - CONTEXT_LENGTH) : start],
            "suffix": text[end : end + CONTEXT_LENGTH],
        },
    ]


# Reading


class _Selector(Foreign):
    type: str
    start: int | None = None
    end: int | None = None
    exact: str | None = None


class _Target(Foreign):
    id: str | None = None
    source: str | None = None
    selector: list[_Selector] = Field(default_factory=list)

    @field_validator("selector", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return value if isinstance(value, list) else [value]


class _Annotation(Foreign):
    id: str
    motivation: str | list[str] | None = None
    body: list[dict[str, Any]] = Field(default_factory=list)
    target: list[_Target]

    @field_validator("body", "target", mode="before")
    @classmethod
    def _listed(cls, value: object) -> object:
        return value if isinstance(value, list) else [value]

    def has(self, motivation: str) -> bool:
        """Whether this is one of its motivations."""
        given = [self.motivation] if isinstance(self.motivation, str) else self.motivation
        return motivation in (given or ())

    def bodies(self, kind: str) -> list[dict[str, Any]]:
        """The bodies of a type."""
        return [body for body in self.body if body.get("type") == kind]


def read_page(data: object, texts: Texts) -> list[Annotations]:
    """The annotations of a page, a collection with its first page, or a list; by their sources.

    Raises:
        AnnotationError: if an annotation has another shape, or its words do not stand where it
            points.
    """
    where, items = _items(data)
    placed = [
        (f"{where}[{number}]", shaped(_Annotation, item, f"{where}[{number}]"))
        for number, item in enumerate(items)
    ]
    linking = [(at, one) for at, one in placed if one.has("linking")]
    by_source: dict[str, list[tuple[str, _Annotation]]] = {}
    for at, one in placed:
        if not one.has("linking"):
            by_source.setdefault(_source(one, at), []).append((at, one))
    source_of = {one.id: name for name, listed in by_source.items() for _, one in listed}
    links: dict[str, list[Link]] = {}
    for at, one in linking:
        link = _link(one, at)
        if link.source not in source_of:
            message = f"there is no annotation with the id {link.source!r}"
            raise AnnotationError(f"{at}.target[0]", message)
        links.setdefault(source_of[link.source], []).append(link)
    if not by_source:
        raise AnnotationError(where, "there are no annotations")
    return [_read(name, own, links.get(name, ()), texts) for name, own in by_source.items()]


def _items(data: object) -> tuple[str, list[Any]]:
    where = ""
    while isinstance(data, dict) and "items" not in data and isinstance(data.get("first"), dict):
        where, data = f"{where}.first", data["first"]
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        return f"{where}.items", data["items"]
    if isinstance(data, list):
        return where, data
    raise AnnotationError(where, "neither an annotation page nor a list of annotations")


def _source(one: _Annotation, at: str) -> str:
    if len(one.target) != 1 or not one.target[0].source:
        raise AnnotationError(f"{at}.target", "exactly one target with a source is expected")
    return unquote(one.target[0].source)


def _link(one: _Annotation, at: str) -> Link:
    ends = [target.id for target in one.target if target.id]
    if len(ends) != 2 or len(one.target) != 2:
        raise AnnotationError(f"{at}.target", "a link has two targets, each the id of one region")
    return Link(ends[0], ends[1], _label(one, at), at)


def _label(one: _Annotation, at: str) -> str:
    tags = [body for body in one.bodies("TextualBody") if body.get("purpose") == "tagging"]
    if len(tags) != 1 or not isinstance(tags[0].get("value"), str):
        raise AnnotationError(f"{at}.body", "exactly one TextualBody with a tag is expected")
    return str(tags[0]["value"])


def _read(
    source: str, own: Sequence[tuple[str, _Annotation]], links: Sequence[Link], texts: Texts
) -> Annotations:
    details: dict[str, Any] = {"source": source}
    for _, one in own:
        for body in one.bodies("pr:Release"):
            details |= _ours(body)
    text = texts(source, str(details.get("encoding", "utf-8")))
    placed = [(at, one) for at, one in own if one.target[0].selector]
    stretches = count_code_points(text, [_stretch(one, at) for at, one in placed])
    regions = []
    for (at, one), place in zip(placed, stretches, strict=True):
        found = text[max(place.start, 0) : max(place.end, 0)]
        if place.quote is not None and not same_words(place.quote, found):
            message = f"{place.start} to {place.end} is {found!r} in the text, not {place.quote!r}"
            raise AnnotationError(f"{at}.target.selector", message)
        label = _label(one, at)
        said = {name: _value(label, name, value, at) for body in one.bodies("pr:Attributes")
                for name, value in _ours(body).items()}  # fmt: skip
        regions.append(Region(one.id, label, place.start, place.end, said, at))
    return Annotations(text, *_own_ids(regions, links), details, own[0][0])


def _stretch(one: _Annotation, at: str) -> Quoted:
    selectors = {selector.type: selector for selector in one.target[0].selector}
    position, words = selectors.get("TextPositionSelector"), selectors.get("TextQuoteSelector")
    if position is None or position.start is None or position.end is None:
        message = "a TextPositionSelector with start and end is expected"
        raise AnnotationError(f"{at}.target.selector", message)
    return Quoted(position.start, position.end, words.exact if words else None)


def _ours(body: dict[str, Any]) -> dict[str, Any]:
    return {name[3:]: value for name, value in body.items() if name.startswith("pr:")}


def _value(label: str, name: str, value: object, at: str) -> Value:
    numbers = {a.name for a in ATTRIBUTES.get(SORTS.get(label, "words"), ()) if a.sort == "number"}
    if name in numbers and isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str):
        return value
    wanted = "a number" if name in numbers else "text"
    raise AnnotationError(f"{at}.body", f"pr:{name} is {wanted}, not {value!r}")


def _own_ids(
    regions: Sequence[Region], links: Sequence[Link]
) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
    """The ids without the name of their source, if they differ without it too."""
    short = {region.id: region.id.rpartition("#")[2] for region in regions}
    if len(set(short.values())) < len(short):
        return tuple(regions), tuple(links)
    return (
        tuple(replace(region, id=short[region.id]) for region in regions),
        tuple(
            replace(
                link,
                source=short.get(link.source, link.source),
                target=short.get(link.target, link.target),
            )
            for link in links
        ),
    )
