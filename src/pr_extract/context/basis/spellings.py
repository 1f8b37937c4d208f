"""Spellings that say what a change is measured against by themselves: `year on year`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pr_extract.context.reading import BasisMention
from pr_extract.lexicon import Entry, load
from pr_extract.records import BasisKind
from pr_extract.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisEntry(Entry):
    """Spellings that say what a change is measured against."""

    kind: BasisKind
    spellings: tuple[str, ...]


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, BasisKind]]:
    kinds: dict[str, BasisKind] = {}
    for entry in load("bases", BasisEntry):
        for spelling in entry.spellings:
            kinds[_key(spelling)] = entry.kind
    spellings = sorted((s for e in load("bases", BasisEntry) for s in e.spellings), key=len)
    ordered = "|".join(
        re.escape(s).replace(r"\ ", r"\s").replace(r"\-", r"[\s\-‑–]") for s in reversed(spellings)
    )
    return re.compile(rf"(?<![\w-])(?:{ordered})(?![\w-])", re.IGNORECASE), kinds


def _key(spelling: str) -> str:
    return re.sub(r"[\s\-‑–]", "-", spelling.lower())


def find_bases(text: str) -> tuple[BasisMention, ...]:
    """Every spelling of a basis in the text, in order.

    >>> [mention.kind for mention in find_bases("up 4% year over year and 1% sequentially")]
    ['year_on_year', 'quarter_on_quarter']
    """
    pattern, kinds = _pattern()
    return tuple(
        BasisMention(Span(*match.span()), kinds[_key(match.group())])
        for match in pattern.finditer(text)
        if not match.group().isupper() or match.group() != "MOM"
    )
