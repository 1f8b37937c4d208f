"""Gold annotations: read, validated against their text, with what they leave out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import simplejson
from pydantic import Discriminator, Tag, ValidationError, model_validator

from pr_extract.records import (
    Dateline,
    DateType,
    Entity,
    Fact,
    FactBase,
    Kind,
    Number,
    Record,
    Release,
    Span,
)

GOLD_SUFFIX = ".gold.json"


class GoldError(Exception):
    """A gold that cannot be used; the message is one line that says where and why."""


class Figure(FactBase):
    """A fact of which only the place and the kind are sure to be annotated, not what it says.

    What of it is annotated besides, `Gold.fields` tells.
    """

    kind: Kind
    value: Number | None = None
    unit: str = ""

    @model_validator(mode="after")
    def _value_or_range(self) -> Figure:
        return self


def _whole_or_figure(fact: object) -> str:
    if isinstance(fact, Mapping):
        return "fact" if {"value", "low", "unit"} & set(fact) else "figure"
    return "figure" if isinstance(fact, Figure) else "fact"


GoldFact = Annotated[
    Annotated[Fact, Tag("fact")] | Annotated[Figure, Tag("figure")],
    Discriminator(_whole_or_figure),
]


class GoldDate(Record):
    """As `records.Date`, but the TIMEX3 value may be left out (then it is not scored)."""

    id: str
    span: Span
    type: DateType
    timex: str | None = None
    start: dt.date | None = None
    end: dt.date | None = None


class Gold(Record):
    """A release's annotation: the contract's record, or the parts of it listed in ``annotated``.

    Without ``annotated`` everything is annotated. With ``tables_partial``, figures that the
    output finds in tables and the gold does not hold are neither right nor wrong. ``fields`` lists
    the rows of the scores that can be judged by a gold that holds places and little more: facts
    without value and unit, dates that are not resolved. Without it all can.
    """

    schema_version: str = "1"
    source: str = "-"
    sha256: str | None = None
    encoding: str = "utf-8"
    headline: Span | None = None
    dateline: Dateline | None = None
    issuer: str | None = None
    issuer_name: str | None = None
    facts: tuple[GoldFact, ...] = ()
    dates: tuple[GoldDate, ...] = ()
    entities: tuple[Entity, ...] = ()
    warnings: tuple[str, ...] = ()
    annotated: tuple[str, ...] | None = None
    fields: tuple[str, ...] | None = None
    tables_partial: bool = False

    @model_validator(mode="after")
    def _figures_only_with_fields(self) -> Gold:
        if self.fields is None:
            for number, fact in enumerate(self.facts):
                if isinstance(fact, Figure):
                    raise ValueError(f"facts.{number} has neither value nor unit")
        return self

    def covers(self, part: str) -> bool:
        """Whether the annotation covers a part: facts, dates, dateline, issuer, sentence.

        >>> Gold(annotated=("facts",)).covers("dates")
        False
        """
        return self.annotated is None or part in self.annotated

    def judges(self, row: str) -> bool:
        """Whether a row of the scores can be judged by what is annotated.

        >>> Gold(fields=("kind", "concept")).judges("value")
        False
        """
        return self.fields is None or row in self.fields


def parse_gold(data: Gold | Release | Mapping[str, Any], text: str | None = None) -> Gold:
    """Make a Gold of any of the three, every span checked against the text if it is given."""
    if isinstance(data, Gold):
        return data
    if isinstance(data, Release):
        data = data.model_dump()
    return Gold.model_validate(data, context={"text": text} if text is not None else None)


@dataclass(frozen=True, slots=True)
class GoldRelease:
    """A text with its annotation; ``name`` is the text's file name without its suffix."""

    name: str
    path: Path
    text: str
    gold: Gold


def read_gold(path: Path) -> GoldRelease:
    """Read ``NAME.gold.json`` and the ``NAME.txt`` beside it.

    Raises:
        GoldError: if either is missing or unreadable, or the annotation does not fit the text.
    """
    name = path.name.removesuffix(GOLD_SUFFIX)
    source = path.with_name(f"{name}.txt")
    try:
        data = simplejson.loads(path.read_text(encoding="utf-8"), use_decimal=True)
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: not readable as JSON: {error}") from None
    if not isinstance(data, dict):
        raise GoldError(f"{path}: holds no JSON object")
    try:
        raw = source.read_bytes()
        text = raw.decode(data.get("encoding") or "utf-8")
    except OSError:
        raise GoldError(f"{path}: its text {source} is missing, put it beside the gold") from None
    except (UnicodeDecodeError, LookupError) as error:
        raise GoldError(f"{source}: not in the encoding its gold names: {error}") from None
    if data.get("sha256") not in (None, hashlib.sha256(raw).hexdigest()):
        raise GoldError(f"{source}: changed since it was annotated (sha256 differs from the gold)")
    try:
        return GoldRelease(name, source, text, parse_gold(data, text))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "record"
        raise GoldError(f"{path}: {where}: {first['msg']}") from None


def find_golds(folder: Path) -> Iterator[Path]:
    """The gold files of a folder, in order of their names; a gold file stands for itself."""
    if folder.name.endswith(GOLD_SUFFIX):
        yield folder
        return
    yield from sorted(folder.glob(f"*{GOLD_SUFFIX}"))
