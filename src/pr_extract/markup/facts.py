"""The note of a figure → the fields of its fact."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, get_args

from pr_extract.markup.references import References
from pr_extract.markup.syntax import Token
from pr_extract.markup.vocabulary import BASIS_KINDS, FIXED_UNITS, FLAGS, SPAN_FIELDS
from pr_extract.records import MultipleFact, PercentageFact, RankFact, RatioFact
from pr_extract.source import Span

_NUMBER = r"-?\d+(?:\.\d+)?"
_VALUE = re.compile(rf"(?P<one>{_NUMBER})|(?P<low>{_NUMBER})\.\.(?P<high>{_NUMBER})")
_SI = re.compile(rf"(?P<value>{_VALUE.pattern}):(?P<unit>.+)")
_DAYS = re.compile(r"(?P<start>\d{4}-\d\d-\d\d)?\.\.(?P<end>\d{4}-\d\d-\d\d)?")
_OFFSETS = re.compile(r"(?P<start>\d{1,9})\.\.(?P<end>\d{1,9})")
_UNITS = {
    word
    for model in (PercentageFact, MultipleFact, RatioFact, RankFact)
    for word in get_args(model.model_fields["unit"].annotation)
}


@dataclass(frozen=True, slots=True)
class FactReader:
    """Reads figures' notes against the entities and dates that the release marks."""

    references: References
    keys: Mapping[str, str]
    mentions: Mapping[str, Sequence[Span]]
    dates: Sequence[Mapping[str, Any]]
    sentences: bool

    def read(self, number: int, figure: Span, tokens: Sequence[Token]) -> dict[str, Any]:
        """KIND VALUE [UNIT] {flag | field=value} → the fact as a dictionary."""
        kind, *rest = tokens
        places = self.references.places
        values: dict[str, Any] = {"id": f"f{number}", "kind": kind.word}
        values |= {"span": self.references.span(figure), "section": places.section_of(figure)}
        if self.sentences:
            sentence = places.sentence_of(figure)
            values["sentence"] = {"start": sentence.start, "end": sentence.end}
        if not rest or rest[0].key:
            raise self.references.error(kind.at, f"{kind.word} is followed by its value")
        values |= self._read_value(rest.pop(0))
        values["unit"] = self._read_unit(kind, rest)
        given: set[str] = set()
        for token in rest:
            fields = self._read_field(token, figure) if token.key else self._read_flag(token)
            repeated = given & set(fields)
            if repeated:
                raise self.references.error(token.at, f"{min(repeated)} is given twice")
            given |= set(fields)
            values |= fields
        return values

    def _read_value(self, token: Token) -> dict[str, Any]:
        match = _VALUE.fullmatch(self.references.literal(token))
        if not match:
            raise self.references.error(token.at, f"no number and no LOW..HIGH: {token.literal!r}")
        if match["one"]:
            return {"value": Decimal(match["one"])}
        ends = {"low": Decimal(match["low"]), "high": Decimal(match["high"])}
        return {"value": None, "bound": "between"} | ends

    def _read_unit(self, kind: Token, rest: list[Token]) -> str:
        fixed = FIXED_UNITS.get(kind.literal)
        if rest and not rest[0].key and (fixed is None or rest[0].literal in _UNITS):
            return self.references.literal(rest.pop(0))
        if fixed is None:
            raise self.references.error(
                kind.at, f"{kind.word} is followed by its value and its unit"
            )
        return fixed

    def _read_flag(self, token: Token) -> dict[str, Any]:
        word = self.references.literal(token)
        if word in FLAGS:
            field, value = FLAGS[word]
            return {field: value}
        if word in BASIS_KINDS:
            return {"basis": {"kind": word, "span": None}}
        if re.fullmatch(r"f\d+", word):
            return {"id": word}
        raise self.references.error(token.at, f"unknown word {word!r} in a figure's note")

    def _read_field(self, token: Token, figure: Span) -> dict[str, Any]:
        key = token.key or ""
        if key in SPAN_FIELDS:
            return {key: self._refer(token, figure)}
        if key in BASIS_KINDS:
            return {"basis": {"kind": key, "span": self._refer(token, figure)}}
        if key == "entity":
            return {"entity": self._read_entity(token, figure)}
        if key == "period":
            return {"period": self._read_period(token, figure)}
        value = self.references.literal(token)
        if key == "basis" and value in BASIS_KINDS:
            return {"basis": {"kind": value, "span": None}}
        if key == "per":
            return {"per": value}
        if key == "si":
            return {"si": self._read_si(token, value)}
        if key == "sentence":
            return {"sentence": self._read_offsets(token, value)}
        if FLAGS.get(value, ("",))[0] == key:
            return {key: FLAGS[value][1]}
        raise self.references.error(token.at, f"unknown field {key}={value}")

    def _refer(self, token: Token, figure: Span) -> dict[str, Any]:
        if token.quoted is None:
            return self.references.span(self._nearest_mention(token, figure))
        if token.tail:
            raise self.references.error(token.at, f"nothing may follow the words of {token.key}")
        return self.references.span(self.references.near(token.quoted, figure, token.at))

    def _nearest_mention(self, token: Token, figure: Span) -> Span:
        """The mention that a bare key means: words of the release stand in quotes."""
        spans = self.mentions.get(token.literal, ())
        span = self.references.places.nearest_mention(spans, figure)
        if span is None:
            raise self.references.error(token.at, f"no entity has the key {token.literal!r}")
        return span

    def _read_entity(self, token: Token, figure: Span) -> dict[str, Any]:
        if token.quoted is None:
            mention = self._nearest_mention(token, figure)
            return self.references.span(mention) | {"ref": self.keys[token.literal]}
        span = self.references.near(token.quoted, figure, token.at)
        marked = [self.keys[key] for key, spans in self.mentions.items() if span in spans]
        if token.tail is None:
            ref = marked[0] if len(marked) == 1 else None
        elif token.tail == "-":
            ref = None
        elif token.tail in self.keys:
            ref = self.keys[token.tail]
        else:
            raise self.references.error(token.at, f"no entity has the key {token.tail!r}")
        return self.references.span(span) | {"ref": ref}

    def _read_period(self, token: Token, figure: Span) -> dict[str, Any]:
        if token.quoted is None:
            return self._read_days(token, token.literal) | {"span": None}
        if token.tail is not None:
            span = self.references.near(token.quoted, figure, token.at)
            return self._read_days(token, token.tail) | {"span": self.references.span(span)}
        dates = {Span(d["span"]["start"], d["span"]["end"]): d for d in reversed(self.dates)}
        span = self.references.near(token.quoted, figure, token.at, dates)
        if span not in dates:
            message = f"no date is marked at {token.literal!r} ({span.start}): add :START..END"
            raise self.references.error(token.at, message)
        date = dates[span]
        return {"start": date["start"], "end": date["end"], "span": date["span"]}

    def _read_days(self, token: Token, days: str) -> dict[str, Any]:
        match = _DAYS.fullmatch(days)
        if not match:
            raise self.references.error(token.at, f"a period is START..END, not {days!r}")
        return match.groupdict()

    def _read_si(self, token: Token, value: str) -> dict[str, Any] | None:
        match = _SI.fullmatch(value)
        if not match:
            raise self.references.error(token.at, f"si is VALUE:UNIT, not {value!r}")
        if match["one"]:
            return {"value": Decimal(match["one"]), "unit": match["unit"]}
        ends = {"low": Decimal(match["low"]), "high": Decimal(match["high"])}
        return ends | {"unit": match["unit"]}

    def _read_offsets(self, token: Token, value: str) -> dict[str, int] | None:
        if value == "-":
            return None
        match = _OFFSETS.fullmatch(value)
        if not match:
            raise self.references.error(token.at, f"a sentence is START..END or -, not {value!r}")
        return {end: int(offset) for end, offset in match.groupdict().items()}
