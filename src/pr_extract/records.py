"""The record contract: what `pr-extract` emits and what a gold annotation holds.

Every model is frozen and refuses unknown fields. `docs/contract.md` explains the meaning of each
field; this module is its machine-readable form and the source of `schemas/*.json`.

Validating with ``context={"text": source_text}`` also checks that every span's text is the very
slice of the source it points at:

>>> Span.model_validate({"start": 0, "end": 4, "text": "Acme"}, context={"text": "Acme rose."})
Span(start=0, end=4, text='Acme')
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

import simplejson
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    ValidationInfo,
    model_validator,
)

Kind = Literal["money", "percentage", "count", "measurement", "multiple", "ratio", "rank"]
Bound = Literal["exact", "approximate", "more_than", "at_least", "less_than", "at_most", "between"]
Role = Literal["level", "change", "share", "from"]
Direction = Literal["up", "down"]
BasisKind = Literal[
    "year_on_year", "half_on_half", "quarter_on_quarter", "month_on_month", "since", "other"
]
Modality = Literal["actual", "expected", "target", "possible"]
Section = Literal[
    "headline",
    "subhead",
    "lead",
    "body",
    "quote",
    "table",
    "boilerplate",
    "contact",
    "disclaimer",
]
DateType = Literal["date", "period", "duration", "set"]
EntityLabel = Literal[
    "ORG", "PERSON", "GPE", "LOC", "FAC", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART"
]

SCHEMA_VERSION: Literal["1"] = "1"


class PlainDecimal(Decimal):
    """A Decimal that never prints an exponent, so that JSON holds the number as people write it.

    >>> str(PlainDecimal("4.115E+10"))
    '41150000000'
    """

    def __str__(self) -> str:
        return format(self, "f")


def _plain(value: object) -> object:
    """Take a float by its shortest text (74.2 is 74.2), and strip what scaling left behind.

    >>> _plain(74.2), _plain(Decimal("4700000000.0")), _plain(Decimal("2.50")), _plain(100)
    (Decimal('74.2'), Decimal('4700000000'), Decimal('2.5'), Decimal('100'))
    """
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, (int, str)) and not isinstance(value, bool):
        with suppress(InvalidOperation):
            value = Decimal(value)
    if not isinstance(value, Decimal) or not value.is_finite():
        raise ValueError(f"not a finite number: {value!r}")
    written = format(value, "f")
    return Decimal(written.rstrip("0").rstrip(".") if "." in written else written)


def _as_json_number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    BeforeValidator(_plain),
    PlainSerializer(_as_json_number, return_type=int | float, when_used="json"),
]


class Record(BaseModel):
    """Base of all records: immutable, and strict about its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Offsets(Record):
    """A stretch of the source: half-open code-point offsets."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Offsets:
        if self.end <= self.start:
            raise ValueError(f"empty or reversed span {self.start}:{self.end}")
        return self


class Span(Offsets):
    """Offsets with the text that stands there: ``source[start:end] == text``, always."""

    text: str

    @model_validator(mode="after")
    def _is_the_slice(self, info: ValidationInfo) -> Span:
        source = (info.context or {}).get("text")
        if source is not None and source[self.start : self.end] != self.text:
            found = source[self.start : self.end]
            raise ValueError(f"span {self.start}:{self.end} is {found!r}, not {self.text!r}")
        return self


class EntitySpan(Span):
    """Whose the figure is, with the id of the entity record it denotes."""

    ref: str | None = None


class Dateline(Span):
    """Where and when the release was issued, and over which wire."""

    city: str | None = None
    region: str | None = None
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$", description="ISO 3166-1")
    date: dt.date | None = None
    wire: str | None = None


class Period(Record):
    """The time a fact holds for; both ends included, null where open or unknown."""

    start: dt.date | None
    end: dt.date | None
    span: Span | None

    @model_validator(mode="after")
    def _ordered(self) -> Period:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"period starts {self.start} after its end {self.end}")
        return self


class Basis(Record):
    """What a change is measured against."""

    kind: BasisKind
    span: Span | None


class SI(Record):
    """A measurement in SI base units, as Pint gives them."""

    value: Number
    unit: str


class SIRange(Record):
    """A range of measurements in SI base units."""

    low: Number
    high: Number
    unit: str


class FactBase(Record):
    """One quantity that the release asserts, with its context."""

    id: str = Field(pattern=r"^f\d+$")
    kind: str
    span: Span
    value: Number | None
    low: Number | None = None
    high: Number | None = None
    bound: Bound = "exact"
    unit: str = Field(min_length=1)
    per: str | None = None
    role: Role = "level"
    direction: Direction | None = None
    concept: Span | None = None
    entity: EntitySpan | None = None
    period: Period | None = None
    basis: Basis | None = None
    whole: Span | None = None
    attribution: Span | None = None
    modality: Modality = "actual"
    negated: bool = False
    section: Section = "body"
    sentence: Offsets | None = None

    @model_validator(mode="after")
    def _value_or_range(self) -> FactBase:
        if self.bound == "between":
            if self.value is not None or self.low is None or self.high is None:
                raise ValueError("a range has low and high and no value")
            if self.low > self.high:
                raise ValueError(f"range runs from {self.low} down to {self.high}")
        elif self.value is None or self.low is not None or self.high is not None:
            raise ValueError("a fact that is no range has a value and neither low nor high")
        return self


class MoneyFact(FactBase):
    """An amount of money; ``unit`` is the ISO 4217 code."""

    kind: Literal["money"] = "money"
    unit: str = Field(pattern=r"^[A-Z]{3}$")


class PercentageFact(FactBase):
    """A percentage: 63 percent has the value 63."""

    kind: Literal["percentage"] = "percentage"
    unit: Literal["percent", "percentage_point", "basis_point"] = "percent"


class CountFact(FactBase):
    """A number of things; ``unit`` is the singular lemma of the counted head noun."""

    kind: Literal["count"] = "count"


class MeasurementFact(FactBase):
    """A physical measurement; ``unit`` is Pint's canonical name."""

    kind: Literal["measurement"] = "measurement"
    si: SI | SIRange | None = None


class MultipleFact(FactBase):
    """A factor: doubled, 2.5 times, 10x."""

    kind: Literal["multiple"] = "multiple"
    unit: Literal["times"] = "times"


class RatioFact(FactBase):
    """A part of a whole as a fraction: one in five is 0.2."""

    kind: Literal["ratio"] = "ratio"
    unit: Literal["to_one"] = "to_one"


class RankFact(FactBase):
    """A place in an order, or a first in time."""

    kind: Literal["rank"] = "rank"
    unit: Literal["rank"] = "rank"


Fact = Annotated[
    MoneyFact | PercentageFact | CountFact | MeasurementFact | MultipleFact | RatioFact | RankFact,
    Field(discriminator="kind"),
]


class Date(Record):
    """A date, period, duration or set, with its TIMEX3 value."""

    id: str = Field(pattern=r"^d\d+$")
    span: Span
    type: DateType
    timex: str = Field(min_length=1)
    start: dt.date | None = None
    end: dt.date | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Date:
        if self.start and self.end and self.start > self.end:
            raise ValueError(f"date starts {self.start} after its end {self.end}")
        return self


class Ticker(Record):
    """A listing: exchange and symbol as written."""

    exchange: str
    symbol: str


class Entity(Record):
    """One thing the release names, with every mention of it."""

    id: str = Field(pattern=r"^e\d+$")
    label: EntityLabel
    name: str = Field(min_length=1)
    span: Span
    mentions: tuple[Span, ...] = Field(min_length=1)
    country: str | None = Field(default=None, pattern=r"^[A-Z]{2}$", description="ISO 3166-1")
    ticker: Ticker | None = None
    title: str | None = None


class Release(Record):
    """One press release: its facts, dates and entities."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    encoding: str
    headline: Span | None = None
    dateline: Dateline | None = None
    issuer: str | None = None
    facts: tuple[Fact, ...] = ()
    dates: tuple[Date, ...] = ()
    entities: tuple[Entity, ...] = ()
    warnings: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _references_resolve(self) -> Release:
        ids = {entity.id for entity in self.entities}
        references = [self.issuer, *(fact.entity and fact.entity.ref for fact in self.facts)]
        dangling = sorted({ref for ref in references if ref} - ids)
        if dangling:
            raise ValueError(f"no entity record for {', '.join(dangling)}")
        return self

    def to_json(self, *, indent: int | None = None) -> str:
        """The contract's JSON, numbers exact and without exponents.

        >>> "41150000000" in _example().to_json()
        True
        """
        return simplejson.dumps(jsonable(self), indent=indent, ensure_ascii=False, use_decimal=True)

    def model_dump_json(self, *, indent: int | None = None, **options: Any) -> str:
        """As Pydantic's, but with numbers exact: Decimals are written digit for digit."""
        if options:
            return super().model_dump_json(indent=indent, **options)
        return self.to_json(indent=indent)

    def to_rows(self) -> Iterator[dict[str, object]]:
        """One flat dictionary a fact, for tables and data frames; spans become their text.

        >>> [row["value"] for row in _example().to_rows()]
        [Decimal('41150000000')]
        """
        names = {entity.id: entity.name for entity in self.entities}
        for fact in self.facts:
            yield _row(self, fact, names)


ROW_FIELDS = (
    "source", "id", "kind", "value", "low", "high", "bound", "unit", "per", "role", "direction",
    "concept", "entity", "entity_name", "period_start", "period_end", "basis", "whole",
    "attribution", "modality", "negated", "section", "start", "end", "text",
)  # fmt: skip


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _row(release: Release, fact: Fact, names: dict[str, str]) -> dict[str, object]:
    ref = fact.entity.ref if fact.entity else None
    period = fact.period
    values = (
        release.source, fact.id, fact.kind, fact.value, fact.low, fact.high, fact.bound, fact.unit,
        fact.per, fact.role, fact.direction, _text(fact.concept), _text(fact.entity),
        names.get(ref) if ref else None, period.start if period else None,
        period.end if period else None, fact.basis.kind if fact.basis else None,
        _text(fact.whole), _text(fact.attribution), fact.modality, fact.negated, fact.section,
        fact.span.start, fact.span.end, fact.span.text,
    )  # fmt: skip
    return dict(zip(ROW_FIELDS, values, strict=True))


def jsonable(value: object) -> object:
    """Records to plain containers, Decimals kept, dates as ISO 8601."""
    if isinstance(value, Record):
        return {name: jsonable(getattr(value, name)) for name in type(value).model_fields}
    if isinstance(value, tuple):
        return [jsonable(item) for item in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return PlainDecimal(value)
    return value


def _example() -> Release:
    """A one-fact release for the doctests."""
    span = Span(start=0, end=18, text="41.15 billion yuan")
    fact = MoneyFact(id="f1", span=span, value=Decimal("4.115e10"), unit="CNY")
    return Release(source="-", sha256="0" * 64, encoding="utf-8", facts=(fact,))
