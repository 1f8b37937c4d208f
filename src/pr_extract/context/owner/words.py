"""Nouns that tell whether a figure is theirs, from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pr_extract.lexicon import Entry, load

OwnerWord = Literal["organ", "measure", "collection"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerEntry(Entry):
    """Nouns that own nothing: organs of a body, measures, collections."""

    role: OwnerWord
    words: tuple[str, ...]


@cache
def owner_words(role: OwnerWord) -> frozenset[str]:
    """All words of one list.

    >>> "team" in owner_words("collection")
    True
    """
    entries = load("owners", OwnerEntry)
    return frozenset(word for entry in entries if entry.role == role for word in entry.words)
