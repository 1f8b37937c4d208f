"""Label Studio: tasks as JSON, with their annotations or, to be corrected, predictions.

A region is a result of type ``labels``; what is said of it are results with the same id, of type
``number``, ``choices`` or ``textarea``; links are results of type ``relation``. The labelling
configuration that shows all this is `label_studio_config.config`, from the same vocabulary.

The editor (1.23) counts code points, as we do. Should another version count otherwise, the words
that it keeps with each region tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Literal

from pydantic import Field

from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.foreign import Foreign, shaped
from pr_extract.annotation.offsets import Quoted, count_code_points, same_words
from pr_extract.annotation.regions import Annotations, Link, Region, Value
from pr_extract.annotation.vocabulary import ATTRIBUTES, SORTS, Attribute
from pr_extract.records import PlainDecimal

LABELS, TEXT = "label", "text"
"""The names of the configuration's ``Labels`` and ``Text``."""

CONTROLS: dict[str, Attribute] = {
    f"{sort}-{attribute.name}": attribute
    for sort, attributes in ATTRIBUTES.items()
    for attribute in attributes
}
"""The configuration's controls: their names, and the attribute that each of them sets."""

TYPES = {"number": "number", "choice": "choices", "text": "textarea"}
"""The sort of an attribute, and the type of the result that holds it."""


# Writing


def write_tasks(items: Sequence[Annotations], *, predictions: bool) -> list[dict[str, Any]]:
    """The tasks, with what is annotated as annotations, or as predictions to be corrected."""
    return [_task(item, predictions=predictions) for item in items]


def _task(item: Annotations, *, predictions: bool) -> dict[str, Any]:
    result = [one for region in item.regions for one in _results(item.text, region)]
    result += [_relation(link) for link in item.links]
    data = {TEXT: item.text, **item.details}
    if predictions:
        return {"data": data, "predictions": [{"model_version": "pr-extract", "result": result}]}
    return {"data": data, "annotations": [{"result": result}]}


def _results(text: str, region: Region) -> Iterator[dict[str, Any]]:
    place = {"start": region.start, "end": region.end}
    words = text[region.start : region.end]
    yield _result(region, LABELS, "labels", place | {"text": words, "labels": [region.label]})
    for attribute in ATTRIBUTES[SORTS[region.label]]:
        if attribute.name in region.attributes:
            said = _said(attribute, region.attributes[attribute.name])
            name = f"{SORTS[region.label]}-{attribute.name}"
            yield _result(region, name, TYPES[attribute.sort], place | {"text": words} | said)


def _result(region: Region, name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": region.id, "from_name": name, "to_name": TEXT, "type": kind, "value": value}


def _said(attribute: Attribute, value: Value) -> dict[str, Any]:
    if attribute.sort == "number":
        return {"number": PlainDecimal(value)}
    return {"choices" if attribute.sort == "choice" else "text": [value]}


def _relation(link: Link) -> dict[str, Any]:
    ends = {"from_id": link.source, "to_id": link.target}
    return {"type": "relation", **ends, "direction": "right", "labels": [link.label]}


# Reading


class _Value(Foreign):
    start: int | None = None
    end: int | None = None
    text: str | list[str] | None = None
    labels: list[str] | None = None
    choices: list[str] | None = None
    number: Decimal | None = None


class _Result(Foreign):
    type: str
    id: str | None = None
    from_name: str | None = None
    value: _Value | None = None
    from_id: str | None = None
    to_id: str | None = None
    direction: Literal["left", "right", "bi"] | None = None
    labels: list[str] | None = None


class _Annotation(Foreign):
    result: list[_Result]
    was_cancelled: bool = False
    ground_truth: bool = False


class _Task(Foreign):
    data: dict[str, Any]
    annotations: list[_Annotation] = Field(default_factory=list)
    predictions: list[_Annotation | int] = Field(default_factory=list)
    """An export holds ids in their place, unless it was asked for them."""


def read_tasks(data: object) -> list[Annotations]:
    """The tasks of a JSON export (a list, or one alone).

    Raises:
        AnnotationError: if the export has another shape, a task is not annotated, or more than
            once and no annotation is the ground truth, or a region has not the words it names.
    """
    tasks = data if isinstance(data, list) else [data]
    return [_read_task(task, f"[{number}]") for number, task in enumerate(tasks)]


def _read_task(data: object, where: str) -> Annotations:
    task = shaped(_Task, data, where)
    text = task.data.get(TEXT)
    if not isinstance(text, str):
        raise AnnotationError(f"{where}.data", f"the release's text is missing, as {TEXT!r}")
    kind, number, annotation = _choose(task, where)
    where = f"{where}.{kind}[{number}].result"
    places = [(f"{where}[{place}]", one) for place, one in enumerate(annotation.result)]
    links = tuple(_link(one, at) for at, one in places if one.type == "relation")
    regions = _regions(text, [(at, one) for at, one in places if one.type != "relation"])
    details = {name: value for name, value in task.data.items() if name != TEXT}
    return Annotations(text, regions, links, details, where)


def _choose(task: _Task, where: str) -> tuple[str, int, _Annotation]:
    """The one annotation that counts; a prediction only where nobody has annotated."""
    given: tuple[tuple[str, Sequence[_Annotation | int]], ...] = (
        ("annotations", task.annotations),
        ("predictions", task.predictions),
    )
    for kind, listed in given:
        held = [(n, one) for n, one in enumerate(listed) if isinstance(one, _Annotation)]
        done = [(n, one) for n, one in held if not one.was_cancelled]
        settled = [(n, one) for n, one in done if one.ground_truth] or done
        if len(settled) > 1:
            message = f"it has {len(settled)} {kind}: keep one, or mark one as the ground truth"
            raise AnnotationError(where, message)
        if settled:
            return kind, *settled[0]
    raise AnnotationError(where, "it is not annotated yet, leave it out")


def _regions(text: str, results: Sequence[tuple[str, _Result]]) -> tuple[Region, ...]:
    attributes: dict[str, dict[str, Value]] = {}
    labelled: list[tuple[str, str, str]] = []
    stretches: list[Quoted] = []
    for at, one in results:
        if one.id is None or one.value is None:
            raise AnnotationError(at, "a result has an id and a value")
        if one.type == "labels":
            labelled.append((at, one.id, _one(one.value.labels, f"{at}.value.labels", "label")))
            stretches.append(_stretch(one.value, at))
        else:
            name, value = _attribute(one, at)
            attributes.setdefault(one.id, {})[name] = value
    regions = []
    for (at, name, label), place in zip(labelled, count_code_points(text, stretches), strict=True):
        found = text[max(place.start, 0) : max(place.end, 0)]
        inside = 0 <= place.start < place.end <= len(text)
        if inside and place.quote is not None and not same_words(place.quote, found):
            message = f"{place.start} to {place.end} is {found!r} in the text, not {place.quote!r}"
            raise AnnotationError(f"{at}.value", message)
        said = attributes.pop(name, {})
        regions.append(Region(name, label, place.start, place.end, said, at))
    for at, one in results:
        if one.id in attributes:
            raise AnnotationError(at, f"there is no region with the id {one.id!r}")
    return tuple(regions)


def _stretch(value: _Value, at: str) -> Quoted:
    if value.start is None or value.end is None:
        raise AnnotationError(f"{at}.value", "start and end are missing")
    return Quoted(value.start, value.end, value.text if isinstance(value.text, str) else None)


def _attribute(one: _Result, at: str) -> tuple[str, Value]:
    attribute = CONTROLS.get(one.from_name or "")
    if attribute is None or one.type != TYPES[attribute.sort]:
        message = f"{one.type} {one.from_name!r} is not in the labelling configuration we write"
        raise AnnotationError(at, message)
    value = one.value
    if attribute.sort == "number":
        if value is None or value.number is None:
            raise AnnotationError(f"{at}.value.number", "the number is missing")
        return attribute.name, value.number
    if attribute.sort == "choice":
        listed = value.choices if value else None
        return attribute.name, _one(listed, f"{at}.value.choices", "choice")
    texts = value.text if value else None
    listed = [texts] if isinstance(texts, str) else texts
    return attribute.name, _one(listed, f"{at}.value.text", "text")


def _one(values: list[str] | None, at: str, what: str) -> str:
    if values is None or len(values) != 1:
        raise AnnotationError(at, f"exactly one {what} is expected, not {values or 'none'}")
    return values[0]


def _link(one: _Result, at: str) -> Link:
    if one.from_id is None or one.to_id is None:
        raise AnnotationError(at, "a relation has from_id and to_id")
    if one.direction == "bi":
        raise AnnotationError(f"{at}.direction", "a relation leads one way, from the figure")
    label = _one(one.labels, f"{at}.labels", "label")
    if one.direction == "left":
        return Link(one.to_id, one.from_id, label, at)
    return Link(one.from_id, one.to_id, label, at)
