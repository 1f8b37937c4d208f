"""Every example of every lexicon through the whole extractor, and the lexicons' own order.

An example's marked figures are exactly the facts of its sentence, its marked dates exactly the
dates; one that marks dates alone says nothing of facts, and one that marks no dates nothing of
dates. A counter-example says all: it yields the facts and dates it marks, mostly none.

What is known to fail stands in `known_failures.toml` with its reason, and must go from there as
soon as it passes.
"""

from __future__ import annotations

import ast
import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from typing import Any

import pytest

from lexicon_examples import (
    WORDS,
    Case,
    Example,
    Mark,
    NotationError,
    all_cases,
    cases,
    entries,
    read_example,
)
from pr_extract.lexicon import Entry, families, load
from pr_extract.pipeline import load as load_extractor
from pr_extract.records import Date, FactBase, Release

REFERENCE = dt.date(2024, 10, 24)

SAME_SPELLING_APART = {
    "changes": "classes",  # `lower` is a verb and an adjective
    "counts": "use",
    "glued": "side",
    "name_heads": "label",
    "not_quantities": "why",
    "ranks": "use",
    "results": "use",
    "roles": "role",
    "tables": "role",
}
"""Families that hold several lists in one field, told apart by the field named here."""

NEIGHBOURS = {
    ("units", "proof"),
    ("units", "before"),
    ("units", "prefixes"),
    ("changes", "classes"),
}
"""Fields that hold no spellings of their entry: what may stand beside it, or what it is."""


def known_failures() -> dict[tuple[str, str], str]:
    """Family and example → why it fails."""
    file = Path(__file__).with_name("known_failures.toml")
    listed = tomllib.loads(file.read_text("utf-8")).get("failure", [])
    return {(failure["family"], failure["example"]): failure["reason"] for failure in listed}


KNOWN_FAILURES = known_failures()


def parameters() -> Iterator[Any]:
    for case in all_cases():
        reason = KNOWN_FAILURES.get((case.family, case.marked))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        name = f"{case.family}-{case.entry}-{case.kind}-{case.number}"
        yield pytest.param(case, id=name, marks=marks)


@cache
def releases(family: str) -> dict[str, Release]:
    """What the extractor makes of each sentence of a family."""
    texts: list[str] = []
    for case in cases(family):
        try:
            texts.append(case.read().text)
        except NotationError:
            continue  # its own test tells
    return dict(
        zip(texts, load_extractor().extract_many(texts, reference_date=REFERENCE), strict=True)
    )


def told(mark: Mark, record: FactBase | Date | None) -> dict[str, object]:
    """What the record says under the names that the mark uses."""
    found: dict[str, object] = {}
    for name in mark.fields:
        value = getattr(record, name)
        if name == "period":
            value = value and value.span.text
        elif name in WORDS:
            value = value and value.text
        elif name == "basis":
            value = value and value.kind
        elif name in ("start", "end"):
            value = value and value.isoformat()
        found[name] = value
    return found


def differences(marks: tuple[Mark, ...], records: Iterable[FactBase | Date]) -> list[str]:
    """What is missing, what is too much, and what is said otherwise, a line each."""
    found = {(record.span.start, record.span.end): record for record in records}
    lines = []
    for mark in marks:
        record = found.pop((mark.start, mark.end), None)
        if record is None:
            lines.append(f"[{mark.text}] is missing: {mark.fields}")
        elif (says := told(mark, record)) != mark.fields:
            wrong = {k: (says[k], v) for k, v in mark.fields.items() if says[k] != v}
            lines += [f"[{mark.text}] {k} is {a!r}, not {b!r}" for k, (a, b) in wrong.items()]
    for record in found.values():
        what = record.model_dump(exclude_defaults=True, exclude={"id", "sentence", "span"})
        lines.append(f"[{record.span.text}] is unmarked: {what}")
    return lines


def compare(case: Case, example: Example, release: Release) -> list[str]:
    complete = case.kind == "not_example"
    lines = []
    if complete or example.figures or not example.dates:
        lines += differences(example.figures, release.facts)
    if complete or example.dates:
        lines += differences(example.dates, release.dates)
    return lines


@pytest.mark.parametrize("case", list(parameters()))
def test_example(case: Case) -> None:
    example = case.read()
    lines = compare(case, example, releases(case.family)[example.text])
    assert not lines, "\n".join([case.where, *lines])


def test_known_failures_are_examples() -> None:
    known = {(case.family, case.marked) for case in all_cases()}
    assert set(KNOWN_FAILURES) <= known


def spellings(family: str, entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Field and spelling, for every spelling of an entry."""
    for name, value in entry.items():
        if name in ("examples", "not_examples") or (family, name) in NEIGHBOURS:
            continue
        if isinstance(value, (list, dict)):
            for spelling in value:
                names = spelling if isinstance(spelling, list) else [spelling]
                yield from ((name, one) for one in names)


@pytest.mark.parametrize("family", families())
def test_no_spelling_stands_twice(family: str) -> None:
    places: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries(family), 1):
        apart = str(entry.get(SAME_SPELLING_APART.get(family, "")))
        for field, spelling in spellings(family, entry):
            places[field, apart, spelling].append(number)
    twice = [
        f"{field} {spelling!r} in entries {numbers}"
        for (field, _, spelling), numbers in places.items()
        if len(numbers) > 1
    ]
    assert not twice, f"{family}.toml: " + "; ".join(twice)


def lacking_examples(family: str) -> Iterator[str]:
    for number, entry in enumerate(entries(family), 1):
        shown = [*entry.get("examples", ()), *entry.get("not_examples", ())]
        own = {one.casefold() for _, one in spellings(family, entry)}
        own |= {value.casefold() for value in entry.values() if isinstance(value, str)}
        if not entry.get("examples"):
            yield f"entry {number} has no example"
        elif own and not any(one in text.casefold() for one in own for text in shown):
            yield f"entry {number}: none of its spellings stands in an example"


@pytest.mark.parametrize("family", families())
def test_every_entry_is_shown_by_an_example(family: str) -> None:
    assert entries(family), f"{family}.toml has no entries"
    lacking = list(lacking_examples(family))
    assert not lacking, f"{family}.toml: " + "; ".join(lacking)


def loading_modules() -> dict[str, list[tuple[str, str]]]:
    """Family → the modules that load it, each with the name of the type it loads it as."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    root = Path(str(resources.files("pr_extract")))
    for path in sorted(root.rglob("*.py")):
        module = ".".join(["pr_extract", *path.relative_to(root).with_suffix("").parts])
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Name(id="load"),
                    args=[ast.Constant(value=str(family)), ast.Name(id=entry_type)],
                ):
                    found[family].append((module.removesuffix(".__init__"), entry_type))
    return found


LOADING = loading_modules()


@pytest.mark.parametrize("family", families())
def test_every_family_is_loaded(family: str) -> None:
    assert LOADING[family], f"no module loads {family}.toml"
    for module, name in LOADING[family]:
        entry_type = getattr(import_module(module), name)
        assert issubclass(entry_type, Entry)
        assert load(family, entry_type)


def test_every_loaded_family_has_a_file() -> None:
    assert set(LOADING) <= set(families())


BAD = {
    "no kind": "has [5](five) shops",
    "unknown kind": "has [5 shops](counts 5 shop)",
    "no unit": "has [5 shops](count 5)",
    "no number": "has [5 shops](count five shop)",
    "a range without an end": "has [5 to 6 shops](count 5.. shop)",
    "a range upside down": "has [6 to 5 shops](count 6..5 shop)",
    "money without a code": "has [$5](money 5 dollar)",
    "unknown key": "has [5 shops](count 5 shop size=big)",
    "a key twice": "has [5 shops](count 5 shop role=level role=level)",
    "a value after a key": "has [5 shops](count 5 role=level shop)",
    "unknown role": "has [5 shops](count 5 shop role=part)",
    "unknown basis": "up [5%](percentage 5 percent basis=yearly)",
    "no boolean": "has [5 shops](count 5 shop negated=no)",
    "words that are not there": 'has [5 shops](count 5 shop concept="stores")',
    "an open quotation": 'has [5 shops](count 5 shop concept="shops)',
    "an open bracket": "has [5 shops (count 5 shop)",
    "a bracket too many": "has 5 shops] today",
    "a mark within a mark": "has [[5](count 5 shop) shops](count 5 shop)",
    "white space at an edge": "has [5 shops ](count 5 shop)",
    "a date without a value": "in [May](date)",
    "a date's end before its start": "in [May](date 2024-05 2024-05-31 2024-05-01)",
    "a date with a key": "in [May](date 2024-05 role=level)",
}


@pytest.mark.parametrize("marked", BAD.values(), ids=BAD)
def test_bad_notation_is_refused(marked: str) -> None:
    with pytest.raises(NotationError):
        read_example(marked)


def test_bad_notation_tells_where_it_stands() -> None:
    case = Case("units", 7, "example", 1, "has [5 shops](count)")
    with pytest.raises(NotationError, match=r"units\.toml, entry 7, example 1: 'has \[5 shops\]"):
        case.read()


def test_escaped_brackets_are_the_texts_own() -> None:
    assert read_example(r"see \[1\] and \\").text == "see [1] and \\"
