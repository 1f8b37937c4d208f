"""Spellings as data: loads the TOML lexicons into frozen, typed entries.

A lexicon is a file `lexicons/<family>.toml` holding an array of tables named ``entry``. Each
stage module owns the dataclass of its family and asks for it here:

    @dataclass(frozen=True, slots=True)
    class ScaleEntry(Entry):
        factor: Decimal
        words: tuple[str, ...] = ()

    entries = load("scales", ScaleEntry)

Every entry carries ``examples``, and may carry ``not_examples``; `tests/test_lexicons.py` runs
them all through the whole extractor. An example marks what it shows in brackets:

    raised [S$12.5 million](money 12500000 SGD) in March

See `docs/lexicons.md` for the notation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib import resources
from typing import TypeVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What every lexicon entry has: sentences that show it, and sentences that must not match."""

    examples: tuple[str, ...]
    not_examples: tuple[str, ...] = ()


E = TypeVar("E", bound=Entry)


class LexiconError(ValueError):
    """A lexicon file does not say what its family needs; the message names file and entry."""


@cache
def load(family: str, entry_type: type[E]) -> tuple[E, ...]:
    """Read `lexicons/<family>.toml` as entries of the given type, in file order.

    Raises `LexiconError` on a missing, unknown or empty field.
    """
    resource = resources.files("pr_extract") / "lexicons" / f"{family}.toml"
    with resource.open("rb") as file:
        tables = tomllib.load(file).get("entry", [])
    return tuple(_entry(family, number, table, entry_type) for number, table in enumerate(tables))


def families() -> tuple[str, ...]:
    """The names of all lexicon files, sorted."""
    folder = resources.files("pr_extract") / "lexicons"
    return tuple(
        sorted(p.name.removesuffix(".toml") for p in folder.iterdir() if p.name.endswith(".toml"))
    )


def _entry(family: str, number: int, table: dict[str, object], entry_type: type[E]) -> E:
    known = {field.name: field for field in fields(entry_type)}
    required = {
        name
        for name, field in known.items()
        if field.default is MISSING and field.default_factory is MISSING
    }
    unknown, missing = set(table) - set(known), required - set(table)
    if unknown or missing:
        raise LexiconError(
            f"{family}.toml, entry {number + 1}: "
            f"unknown {sorted(unknown)}, missing {sorted(missing)}"
        )
    if not table["examples"]:
        raise LexiconError(f"{family}.toml, entry {number + 1}: no example")
    return entry_type(**{name: _freeze(value) for name, value in table.items()})  # type: ignore[arg-type]


def _freeze(value: object) -> object:
    return tuple(_freeze(item) for item in value) if isinstance(value, list) else value


def alternation(spellings: Iterable[str]) -> str:
    r"""A pattern for any of the literal spellings, longest first; a space matches any white space.

    >>> alternation(["per cent", "percent"])
    '(?:per\\s+cent|percent)'
    """
    ordered = sorted(set(spellings), key=lambda s: (-len(s), s))
    return "(?:" + "|".join(re.escape(s).replace(r"\ ", r"\s+") for s in ordered) + ")"
