"""Words of change: which way a verb, noun, adverb or adjective says that something moved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pr_extract.lexicon import Entry, load
from pr_extract.records import Direction

ChangeWordClass = Literal["verb", "noun", "adverb", "adjective", "by", "to"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEntry(Entry):
    """Words that move a figure the same way, every inflected form listed.

    ``classes`` are the word classes in which the forms tell a change: `increase` is a verb and a
    noun, `rose` a verb only. Those of the classes ``by`` and ``to`` tell one only where its size or
    its end follows so: `exceeded the plan by 5%`, `recovered to 33%`.
    """

    forms: tuple[str, ...]
    direction: Direction
    classes: tuple[ChangeWordClass, ...]


@cache
def _by_form() -> dict[str, tuple[ChangeEntry, ...]]:
    found: dict[str, tuple[ChangeEntry, ...]] = {}
    for entry in load("changes", ChangeEntry):
        for form in entry.forms:
            found[form] = (*found.get(form, ()), entry)
    return found


def change_entries(word: str) -> tuple[ChangeEntry, ...]:
    """The entries of which the word is a form, whatever its case.

    >>> [entry.direction for entry in change_entries("Surged")]
    ['up']
    """
    return _by_form().get(word.lower(), ())
