"""The lexicon of table words, and patterns over it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pr_extract.lexicon import Entry, alternation, load
from pr_extract.records import Modality


@dataclass(frozen=True, slots=True, kw_only=True)
class TableEntry(Entry):
    """Words of one class; ``modality`` is what they say of the figures they stand over."""

    role: str
    words: tuple[str, ...]
    modality: Modality | None = None


@cache
def _pattern(role: str, modality: str | None = None) -> re.Pattern[str]:
    words = [
        word
        for entry in load("tables", TableEntry)
        if entry.role == role and modality in (None, entry.modality)
        for word in entry.words
    ]
    return re.compile(rf"(?<![\w-]){alternation(words)}(?![\w-])", re.IGNORECASE)


def says(role: str, words: str) -> bool:
    """Whether a head or label holds a word of a class.

    >>> says("money", "Net income"), says("money", "Incomers")
    (True, False)
    """
    return _pattern(role).search(words) is not None


def consists_of(words: str, *roles: str) -> bool:
    """Whether a head is made of words of these classes and small words alone.

    >>> consists_of("% Change", "change"), consists_of("Change in price", "change")
    (True, False)
    """
    rest = words
    for role in roles:
        rest = _pattern(role).sub(" ", rest)
    rest = re.sub(r"(?i)\b(?:in|the|of|vs|and|or|from|to|on|a|as|percent|pts?|bps|pp)\b", " ", rest)
    return not re.sub(r"[\W\d_]+", "", rest) and rest != words


def planned(words: str) -> Modality | None:
    """What a title or head says of figures still to come: `Outlook`, `Target`."""
    modalities: tuple[Modality, ...] = ("expected", "target")
    return next((m for m in modalities if _pattern("plan", m).search(words)), None)
