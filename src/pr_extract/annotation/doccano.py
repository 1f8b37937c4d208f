"""doccano: JSON Lines with text, entities and relations, or text and labels.

Its page counts UTF-16 code units, as JavaScript does, unless the project counts graphemes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import AliasChoices, Field

from pr_extract.annotation.apart import DETAILS
from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.foreign import Foreign, shaped
from pr_extract.annotation.offsets import CodeUnits
from pr_extract.annotation.plain import as_partial
from pr_extract.annotation.regions import Annotations, Link, Region

# Writing


def write_examples(items: Sequence[Annotations]) -> list[dict[str, Any]]:
    """The examples, one a release, for a project of sequence labelling with relations."""
    return [_example(item) for item in items]


def _example(item: Annotations) -> dict[str, Any]:
    units = CodeUnits(item.text)
    numbers = {region.id: number for number, region in enumerate(item.regions)}
    entities = [
        {
            "id": numbers[region.id],
            "label": region.label,
            "start_offset": units.from_code_points(region.start),
            "end_offset": units.from_code_points(region.end),
        }
        for region in item.regions
    ]
    relations = [
        {
            "id": number,
            "from_id": numbers[link.source],
            "to_id": numbers[link.target],
            "type": link.label,
        }
        for number, link in enumerate(item.links)
    ]
    return {"text": item.text, **item.details, "entities": entities, "relations": relations}


# Reading


class _Entity(Foreign):
    id: int
    label: str
    start_offset: int
    end_offset: int


class _Relation(Foreign):
    from_id: int
    to_id: int
    type: str


class _Example(Foreign):
    text: str
    entities: list[_Entity] | None = None
    relations: list[_Relation] | None = None
    labels: list[tuple[int, int, str]] | None = Field(
        default=None, validation_alias=AliasChoices("label", "labels")
    )


def read_examples(lines: Sequence[tuple[str, object]]) -> list[Annotations]:
    """The examples, as partial golds.

    Raises:
        AnnotationError: if an example has another shape, or an offset lies inside a character.
    """
    read = [(at, shaped(_Example, data, at), data) for at, data in lines]
    linked = all(example.relations is not None for _, example, _ in read)
    return as_partial([_read(example, data, at) for at, example, data in read], linked=linked)


def _read(example: _Example, data: Any, where: str) -> Annotations:
    stretches = [
        (f"{where}.entities[{number}]", str(one.id), one.start_offset, one.end_offset, one.label)
        for number, one in enumerate(example.entities or ())
    ]
    if example.entities is None:
        stretches = [
            (f"{where}.label[{number}]", f"s{number}", *one)
            for number, one in enumerate(example.labels or ())
        ]
    units = CodeUnits(example.text)
    regions = []
    for at, name, start, end, label in stretches:
        if not 0 <= start < end <= units.length:
            message = f"{start} to {end} is no stretch of a text of {units.length} code units"
            raise AnnotationError(at, message)
        try:
            ends = units.to_code_points(start), units.to_code_points(end)
        except ValueError as error:
            message = f"{error}; does the project count graphemes? Switch that off"
            raise AnnotationError(at, message) from None
        regions.append(Region(name, label, *ends, {}, at))
    links = tuple(
        Link(str(one.from_id), str(one.to_id), one.type, f"{where}.relations[{number}]")
        for number, one in enumerate(example.relations or ())
    )
    # doccano keeps further fields beside the text; those of other releases come back as null.
    details = {name: data[name] for name in DETAILS if data.get(name) is not None}
    return Annotations(example.text, tuple(regions), links, details, where)
