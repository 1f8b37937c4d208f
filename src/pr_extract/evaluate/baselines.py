"""What others find in the same texts: stock spaCy, quantulum3."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, get_args

from pr_extract.records import EntityLabel, Release, Span
from pr_extract.source import from_text

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Span as Part

Baseline = Literal["spacy", "quantulum3"]

SHOWN: dict[str, tuple[str, ...]] = {
    "spacy": ("facts", "facts exact", "dates", "dates exact", "mentions", "mentions exact",
              "mentions+label"),
    "quantulum3": ("facts", "facts exact", "kind+value+unit"),
}  # fmt: skip
"""The rows in which a baseline has anything to say."""

_KINDS = {
    "MONEY": ("money", "XXX"),
    "PERCENT": ("percentage", "percent"),
    "CARDINAL": ("count", "unknown"),
    "QUANTITY": ("measurement", "unknown"),
    "ORDINAL": ("rank", "rank"),
}


class BaselineError(Exception):
    """A baseline that cannot run; the message is one line that names the fix."""


def load_baseline(name: Baseline) -> SpacyBaseline | QuantulumBaseline:
    """Load a baseline as an extractor.

    Raises:
        BaselineError: if what it needs is not installed.
    """
    return SpacyBaseline() if name == "spacy" else QuantulumBaseline()


class SpacyBaseline:
    """The named entities of the stock model: figures by kind, without value; dates; names."""

    def __init__(self) -> None:
        import spacy

        from pr_extract.language import DEFAULT_MODEL

        self._nlp = spacy.load(DEFAULT_MODEL, enable=["tok2vec", "ner"])

    def extract(self, text: str, /) -> Release:
        """The record of a text, of what the model's entities say."""
        doc = self._nlp(text)
        facts = [
            _fact(number, _span(part, text), *_KINDS[part.label_], Decimal(0))
            for number, part in enumerate(_labelled(doc, _KINDS), 1)
        ]
        dates = [
            {"id": f"d{number}", "span": _span(part, text), "type": "date", "timex": "XXXX"}
            for number, part in enumerate(_labelled(doc, ("DATE",)), 1)
        ]
        entities = [
            {
                "id": f"e{number}", "label": part.label_, "name": part.text,
                "span": _span(part, text), "mentions": [_span(part, text)],
            }
            for number, part in enumerate(_labelled(doc, get_args(EntityLabel)), 1)
        ]  # fmt: skip
        return _release(text, facts=facts, dates=dates, entities=entities)


class QuantulumBaseline:
    """The quantities that quantulum3 reads, its unit names written as the contract does."""

    def __init__(self) -> None:
        try:
            self._parse = import_module("quantulum3.parser").parse
        except ImportError:
            message = "baseline quantulum3: not installed, run pip install quantulum3"
            raise BaselineError(message) from None

    def extract(self, text: str, /) -> Release:
        """The record of a text, of its quantities alone."""
        facts = []
        for number, found in enumerate(self._parse(text), 1):
            start, end = found.span
            kind, unit = _quantulum_unit(found.unit)
            span = Span(start=start, end=end, text=text[start:end])
            fact = _fact(number, span, kind, unit, Decimal(repr(float(found.value))))
            facts.append(fact | _range(fact["value"], found.uncertainty))
        return _release(text, facts=facts)


def _range(middle: Decimal, uncertainty: float | None) -> dict[str, Any]:
    """A range, which quantulum3 tells as its middle and half its width."""
    if not uncertainty:
        return {}
    half = abs(Decimal(repr(float(uncertainty))))
    return {"value": None, "low": middle - half, "high": middle + half, "bound": "between"}


def _quantulum_unit(unit: Any) -> tuple[str, str]:
    if unit.entity.name == "currency":
        return "money", str(unit.currency_code or "XXX")
    if unit.name in ("percentage", "percent"):
        return "percentage", "percent"
    if unit.entity.name == "dimensionless":
        return "count", "unknown"
    return "measurement", unit.name.replace(" ", "_").replace("metre", "meter")


def _labelled(doc: Doc, labels: Iterable[str]) -> Iterator[Part]:
    wanted = set(labels)
    return (part for part in doc.ents if part.label_ in wanted and part.text.strip())


def _span(part: Part, text: str) -> Span:
    return Span(
        start=part.start_char, end=part.end_char, text=text[part.start_char : part.end_char]
    )


def _fact(number: int, span: Span, kind: str, unit: str, value: Decimal) -> dict[str, Any]:
    return {"id": f"f{number}", "span": span, "kind": kind, "unit": unit, "value": value}


def _release(text: str, **parts: Any) -> Release:
    document = from_text(text)
    return Release.model_validate(
        {"source": document.name, "sha256": document.sha256, "encoding": "utf-8", **parts}
    )
