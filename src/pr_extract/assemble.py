"""Stages to record: ids, sections, SI values, references, and the contract's validation."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pr_extract import records
from pr_extract.context import Context
from pr_extract.dates import DateMention
from pr_extract.entities import Entities, Entity
from pr_extract.layout import Layout
from pr_extract.quantities import Quantity
from pr_extract.si_units import si
from pr_extract.source import Document, Span


@dataclass(frozen=True, slots=True)
class Findings:
    """What the stages found in one document, all in text order.

    ``contexts`` holds a context for the index of every figure; ``sentences`` are in text order.
    """

    layout: Layout
    figures: Sequence[Quantity]
    contexts: dict[int, Context]
    dates: Sequence[DateMention]
    entities: Entities
    sentences: Sequence[Span]
    warnings: Sequence[str]


def assemble(document: Document, findings: Findings) -> records.Release:
    """Put a document's findings together as the contract's record, validated against its text.

    Raises:
        pydantic.ValidationError: a stage broke the contract (a span that is not its text, say).
    """
    ids = {id(record): f"e{n}" for n, record in enumerate(findings.entities.records, 1)}
    text = document.text
    layout, issuer = findings.layout, findings.entities.issuer
    release = {
        "source": document.name,
        "sha256": document.sha256,
        "encoding": document.encoding,
        "headline": _span(layout.headline, text),
        "dateline": _dateline(layout, text),
        "issuer": ids.get(id(issuer)) if issuer else None,
        "facts": list(_facts(findings, text, ids)),
        "dates": list(_dates(findings, text)),
        "entities": [
            _entity(record, ids[id(record)], text) for record in findings.entities.records
        ],
        "warnings": list(findings.warnings),
    }
    return records.Release.model_validate(release, context={"text": text})


def _span(span: Span | None, text: str) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.of(text)} if span else None


def _dateline(layout: Layout, text: str) -> dict[str, Any] | None:
    dateline = layout.dateline
    if dateline is None:
        return None
    place = {
        name: getattr(dateline, name) for name in ("city", "region", "country", "date", "wire")
    }
    return {**(_span(dateline.span, text) or {}), **place}


def _facts(findings: Findings, text: str, ids: dict[int, str]) -> Iterator[dict[str, Any]]:
    for number, figure in enumerate(findings.figures):
        context = findings.contexts.get(number) or Context()
        yield _fact(f"f{number + 1}", figure, context, findings, text, ids)


def _fact(
    name: str,
    figure: Quantity,
    context: Context,
    findings: Findings,
    text: str,
    ids: dict[int, str],
) -> dict[str, Any]:
    size = abs if context.role == "change" else _as_it_is
    fact: dict[str, Any] = {
        "id": name,
        "kind": "ratio" if _is_part(figure) else figure.kind,
        "span": _span(figure.span, text),
        "value": size(figure.value) if figure.value is not None else None,
        "low": figure.low,
        "high": figure.high,
        "bound": figure.bound,
        "unit": "to_one" if _is_part(figure) else figure.unit,
        "per": figure.per,
        "role": context.role,
        "direction": context.direction,
        "concept": _span(context.concept, text),
        "entity": _owner(context, findings.entities, text, ids),
        "period": _period(context, text),
        "basis": _basis(context, text),
        "whole": _span(context.whole, text),
        "attribution": _span(context.attribution, text),
        "modality": context.modality,
        "negated": context.negated,
        "section": findings.layout.section_at(figure.span.start),
        "sentence": _sentence(figure.span, findings.sentences),
    }
    if figure.kind == "measurement":
        fact["si"] = _si(figure)
    return fact


def _is_part(figure: Quantity) -> bool:
    """`halved`: read as the multiple that `doubled` is, and told as the ratio 0.5."""
    said = figure.rule.startswith(("multiple.verb", "multiple.base"))
    return said and figure.value is not None and figure.value < 1


def _as_it_is(value: Decimal) -> Decimal:
    return value


def _owner(
    context: Context, entities: Entities, text: str, ids: dict[int, str]
) -> dict[str, Any] | None:
    span = context.entity
    if span is None:
        return None
    record = entities.at(span)
    # `Acme's subsidiaries` holds a mention of Acme and denotes something else.
    denotes = record is not None and any(
        mention.start <= span.start and span.end <= mention.end for mention in record.mentions
    )
    return {**(_span(span, text) or {}), "ref": ids[id(record)] if record and denotes else None}


def _period(context: Context, text: str) -> dict[str, Any] | None:
    period = context.period
    if period is None:
        return None
    return {"start": period.start, "end": period.end, "span": _span(period.span, text)}


def _basis(context: Context, text: str) -> dict[str, Any] | None:
    basis = context.basis
    return {"kind": basis.kind, "span": _span(basis.span, text)} if basis else None


def _sentence(span: Span, sentences: Sequence[Span]) -> dict[str, int] | None:
    place = bisect_right(sentences, span.start, key=lambda sentence: sentence.start) - 1
    if place < 0 or sentences[place].end <= span.start:
        return None
    return {"start": sentences[place].start, "end": max(sentences[place].end, span.end)}


def _si(figure: Quantity) -> dict[str, Any]:
    if figure.value is not None:
        value, unit = si(figure.value, figure.unit)
        return {"value": value, "unit": unit}
    assert figure.low is not None and figure.high is not None, "a range has both ends"
    low, unit = si(figure.low, figure.unit)
    return {"low": low, "high": si(figure.high, figure.unit)[0], "unit": unit}


def _dates(findings: Findings, text: str) -> Iterator[dict[str, Any]]:
    for number, date in enumerate(findings.dates, 1):
        yield {
            "id": f"d{number}",
            "span": _span(date.span, text),
            "type": date.type,
            "timex": date.timex,
            "start": date.start,
            "end": date.end,
        }


def _entity(record: Entity, name: str, text: str) -> dict[str, Any]:
    ticker = record.ticker
    return {
        "id": name,
        "label": record.label,
        "name": record.name,
        "span": _span(record.span, text),
        "mentions": [_span(mention, text) for mention in record.mentions],
        "country": record.country,
        "ticker": {"exchange": ticker[0], "symbol": ticker[1]} if ticker else None,
        "title": record.title,
    }
