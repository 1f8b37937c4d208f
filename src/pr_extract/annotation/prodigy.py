"""Prodigy: JSON Lines with text, tokens, spans and relations. Offsets count code points.

Prodigy wants spans to begin and end where tokens do, so the tokens are written too, cut where our
spans need it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Literal

from pydantic import Field

from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.foreign import Foreign, shaped
from pr_extract.annotation.plain import as_partial
from pr_extract.annotation.regions import Annotations, Link, Region

_TOKEN = re.compile(r"\w+|[^\w\s]|\s+")


# Writing


def write_examples(items: Sequence[Annotations]) -> list[dict[str, Any]]:
    """The examples, one a release; what is said of a release as a whole stands under ``meta``."""
    return [_example(item) for item in items]


def _example(item: Annotations) -> dict[str, Any]:
    tokens = _tokens(item.text, item.regions)
    starts = {token["start"]: token["id"] for token in tokens}
    ends = {token["end"]: token["id"] for token in tokens}
    spans: dict[tuple[int, int, str], dict[str, Any]] = {}
    of_region: dict[str, dict[str, Any]] = {}
    for region in item.regions:
        span = {
            "start": region.start,
            "end": region.end,
            "token_start": starts[region.start],
            "token_end": ends[region.end],
            "label": region.label,
        }
        # Spans have no ids: of two that are the same, links could not tell which they mean.
        of_region[region.id] = spans.setdefault((region.start, region.end, region.label), span)
    relations: dict[tuple[int, str], dict[str, Any]] = {}
    for link in item.links:
        head, child = of_region[link.source], of_region[link.target]
        relation = {
            "head": head["token_end"],
            "child": child["token_end"],
            "head_span": head,
            "child_span": child,
            "label": link.label,
        }
        if head is not child:
            relations.setdefault((id(head), link.label), relation)
    return {
        "text": item.text,
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": list(relations.values()),
        "meta": dict(item.details),
    }


def _tokens(text: str, regions: Sequence[Region]) -> list[dict[str, Any]]:
    """Words, signs, and stretches of white space, except the single space after one of these.

    >>> [(token["text"], token["ws"]) for token in _tokens("$5 m-up", [Region("f1", "x", 1, 2)])]
    [('$', False), ('5', True), ('m', False), ('-', False), ('up', False)]
    """
    starts, ends = {region.start for region in regions}, {region.end for region in regions}
    words = (match.end() for match in _TOKEN.finditer(text))
    tokens: list[dict[str, Any]] = []
    for start, end in pairwise(sorted({0, len(text), *starts, *ends, *words})):
        piece = text[start:end]
        alone = start in starts or end in ends or not tokens or tokens[-1]["text"].isspace()
        if piece == " " and not alone:
            tokens[-1]["ws"] = True
            continue
        token = {"text": piece, "start": start, "end": end, "id": len(tokens), "ws": False}
        tokens.append(token)
    return tokens


# Reading


class _Span(Foreign):
    start: int
    end: int
    label: str


class _Relation(Foreign):
    head_span: _Span
    child_span: _Span
    label: str


class _Example(Foreign):
    text: str
    spans: list[_Span] = Field(default_factory=list)
    relations: list[_Relation] | None = None
    meta: dict[str, Any] = Field(default_factory=dict)
    answer: Literal["accept", "reject", "ignore"] = "accept"


def read_examples(lines: Sequence[tuple[str, object]]) -> list[Annotations]:
    """The accepted examples, as partial golds.

    Raises:
        AnnotationError: if an example has another shape, none is accepted, or a relation's end is
            none of the spans.
    """
    examples = [(at, shaped(_Example, data, at)) for at, data in lines]
    accepted = [(at, example) for at, example in examples if example.answer == "accept"]
    if not accepted:
        raise AnnotationError("", "no example is accepted, so there is nothing to read")
    linked = all(example.relations is not None for _, example in accepted)
    return as_partial([_read(example, at) for at, example in accepted], linked=linked)


def _read(example: _Example, where: str) -> Annotations:
    regions: dict[tuple[int, int, str], Region] = {}
    for number, span in enumerate(example.spans):
        at = f"{where}.spans[{number}]"
        name = f"s{number}"
        regions.setdefault(_key(span), Region(name, span.label, span.start, span.end, {}, at))
    links = []
    for number, relation in enumerate(example.relations or ()):
        at = f"{where}.relations[{number}]"
        source = _end(relation.head_span, regions, f"{at}.head_span")
        target = _end(relation.child_span, regions, f"{at}.child_span")
        links.append(Link(source, target, relation.label, at))
    return Annotations(example.text, tuple(regions.values()), tuple(links), example.meta, where)


def _end(span: _Span, regions: Mapping[tuple[int, int, str], Region], at: str) -> str:
    if _key(span) not in regions:
        message = f"{span.start} to {span.end}, {span.label!r}, is none of the spans"
        raise AnnotationError(at, message)
    return regions[_key(span)].id


def _key(span: _Span) -> tuple[int, int, str]:
    return span.start, span.end, span.label
