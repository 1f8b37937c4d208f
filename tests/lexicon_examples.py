r"""The examples in the lexicons: reads their marks, strictly, and the entries they stand in.

An example is a sentence in which a mark shows what must be found there:

    raised [S$12.5 million](money 12500000 SGD) in [March](date 2024-03)

A figure's mark says ``KIND VALUE UNIT`` and then any ``key=value`` of `KEYS`; a range's value is
``LOW..HIGH``; words with spaces stand in double quotes. A date's says ``TYPE TIMEX START END``, of
which the ends may be left out; `-` is null. A bracket of the text's own has a backslash before it.

>>> example = read_example("[2 to 3%](percentage 2..3 percent role=change) in [May](date 2024-05)")
>>> example.text
'2 to 3% in May'
>>> example.figures[0].fields["low"], example.figures[0].fields["role"]
(Decimal('2'), 'change')
>>> example.dates[0].fields
{'type': 'date', 'timex': '2024-05'}
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import resources
from typing import Any, Literal, get_args

from pydantic import TypeAdapter, ValidationError

from pr_extract.lexicon import families
from pr_extract.records import BasisKind, Date, DateType, Fact, Kind

WORDS = ("concept", "entity", "period", "whole", "attribution")
"""Keys whose value is quoted from the sentence (of a period, the words that say so)."""
KEYS = ("bound", "per", "role", "direction", "modality", "basis", "negated", *WORDS)

_MARK = re.compile(r'\[(?P<text>[^\[\]]+)\]\((?P<note>(?:[^()"]|"[^"]*")*)\)')
_PIECE = re.compile(r"(?P<escape>\\[\[\]\\])|(?P<bracket>[\[\]\\])|(?P<plain>[^\[\]\\]+)")
_TOKEN = re.compile(r'(?:(?P<key>[a-z]+)=)?(?:"(?P<quoted>[^"]+)"|(?P<word>[^\s"]+))(?:\s+|\Z)')
_FACT: TypeAdapter[Any] = TypeAdapter(Fact)


class NotationError(ValueError):
    """An example does not keep to the notation."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of an example, and the fields it gives there: only what it says."""

    start: int
    end: int
    text: str
    fields: dict[str, object]


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence without its marks, and the marks."""

    text: str
    figures: tuple[Mark, ...]
    dates: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One example as it stands in its lexicon; `kind` is "example" or "not_example"."""

    family: str
    entry: int
    kind: Literal["example", "not_example"]
    number: int
    marked: str

    @property
    def where(self) -> str:
        """File, entry and example, for people."""
        return f"{self.family}.toml, entry {self.entry}, {self.kind} {self.number}: {self.marked!r}"

    def read(self) -> Example:
        """Take the example apart. Raises `NotationError`, naming file, entry and example."""
        try:
            return read_example(self.marked)
        except NotationError as error:
            raise NotationError(f"{self.where}: {error}") from None


@cache
def entries(family: str) -> tuple[dict[str, Any], ...]:
    """The entries of a lexicon as they stand in its file."""
    file = resources.files("pr_extract") / "lexicons" / f"{family}.toml"
    return tuple(tomllib.loads(file.read_text("utf-8")).get("entry", ()))


@cache
def cases(family: str) -> tuple[Case, ...]:
    """All examples and counter-examples of a lexicon."""
    return tuple(
        Case(family, number, kind, place, marked)
        for number, entry in enumerate(entries(family), 1)
        for kind in ("example", "not_example")
        for place, marked in enumerate(entry.get(f"{kind}s", ()), 1)
    )


def all_cases() -> Iterator[Case]:
    """The cases of every family, family by family."""
    for family in families():
        yield from cases(family)


def read_example(marked: str) -> Example:
    """Marked sentence → sentence and marks. Raises `NotationError`."""
    text, at = "", 0
    marks: list[tuple[int, str, str]] = []
    while at < len(marked):
        if mark := _MARK.match(marked, at):
            marks.append((len(text), mark["text"], mark["note"]))
            text += mark["text"]
            at = mark.end()
            continue
        piece = _PIECE.match(marked, at)
        assert piece is not None
        if piece["bracket"]:
            raise NotationError(f"no mark and no escape: {marked[at : at + 30]!r}")
        text += piece[0].removeprefix("\\") if piece["escape"] else piece[0]
        at = piece.end()
    figures: list[Mark] = []
    dates: list[Mark] = []
    for start, words, note in marks:
        if words != words.strip():
            raise NotationError(f"white space at the edge of {words!r}")
        is_date = note.split(" ", 1)[0] in get_args(DateType)
        fields = _date(start, words, note) if is_date else _figure(start, words, note, text)
        (dates if is_date else figures).append(Mark(start, start + len(words), words, fields))
    return Example(text, tuple(figures), tuple(dates))


def _tokens(note: str) -> tuple[list[str], dict[str, str]]:
    """A note's plain values, and its keys, which must come after them."""
    values: list[str] = []
    keys: dict[str, str] = {}
    at = 0
    while at < len(note):
        token = _TOKEN.match(note, at)
        if token is None:
            raise NotationError(f"cannot read {note[at:]!r}")
        value = token["quoted"] or token["word"]
        if token["key"]:
            if token["key"] in keys:
                raise NotationError(f"{token['key']} stands twice in ({note})")
            keys[token["key"]] = value
        elif keys:
            raise NotationError(f"{value!r} follows a key in ({note})")
        else:
            values.append(value)
        at = token.end()
    return values, keys


def _figure(start: int, words: str, note: str, text: str) -> dict[str, object]:
    values, keys = _tokens(note)
    if len(values) != 3 or values[0] not in get_args(Kind):
        raise NotationError(f"({note}) does not begin with KIND VALUE UNIT or a date's TYPE TIMEX")
    if unknown := set(keys) - set(KEYS):
        raise NotationError(f"unknown keys {sorted(unknown)} in ({note})")
    kind, value, unit = values
    fields: dict[str, object] = {"kind": kind, **_value(value), "unit": unit}
    for key, said in keys.items():
        if key in WORDS and said != "-" and said not in text:
            raise NotationError(f"{key} {said!r} is not in the sentence")
        fields[key] = None if said == "-" else said
    if "negated" in keys:
        if keys["negated"] not in ("true", "false"):
            raise NotationError(f"negated is true or false, not {keys['negated']!r}")
        fields["negated"] = keys["negated"] == "true"
    if fields.get("basis") not in (None, *get_args(BasisKind)):
        raise NotationError(f"no kind of basis: {fields['basis']!r}")
    record = {k: v for k, v in fields.items() if k not in (*WORDS, "basis")}
    if value.count(".."):
        record.setdefault("bound", "between")
    _validate(_FACT, {"id": "f1", "value": None, **record}, start, words)
    return fields


def _value(written: str) -> dict[str, object]:
    low, is_range, high = written.partition("..")
    try:
        if is_range:
            return {"low": Decimal(low), "high": Decimal(high)}
        return {"value": Decimal(written)}
    except InvalidOperation:
        raise NotationError(f"no number: {written!r}") from None


def _date(start: int, words: str, note: str) -> dict[str, object]:
    values, keys = _tokens(note)
    if keys or not 2 <= len(values) <= 4:
        raise NotationError(f"({note}) is not TYPE TIMEX START END")
    fields: dict[str, object] = {
        name: None if said == "-" else said
        for name, said in zip(("type", "timex", "start", "end"), values, strict=False)
    }
    _validate(TypeAdapter(Date), {"id": "d1", **fields}, start, words)
    return fields


def _validate(model: TypeAdapter[Any], record: dict[str, object], start: int, words: str) -> None:
    span = {"start": start, "end": start + len(words), "text": words}
    try:
        model.validate_python({**record, "span": span})
    except ValidationError as error:
        told = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())
        raise NotationError(f"[{words}] {told}") from None
