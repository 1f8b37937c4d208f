"""Nouns that tell whether a figure is theirs, from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pr_extract.context.noun_classes import is_abstract_noun
from pr_extract.lexicon import Entry, load
from pr_extract.quantities.lemmas import singular

OwnerWord = Literal["organ", "measure", "collection", "undertaking", "harm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerEntry(Entry):
    """Nouns that own nothing: organs of a body, measures, collections; and acts that do."""

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


def can_own(noun: str) -> bool:
    """Whether a common noun names someone or something that can own or be measured.

    >>> [can_own(noun) for noun in ("dealers", "clinic", "popularity", "completions", "project")]
    [True, True, False, False, True]
    """
    return not is_abstract_noun(noun) or singular(noun) in owner_words("undertaking")
