"""What all annotation tools have in common: labelled stretches of a text, linked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pr_extract.evaluate.gold import Gold

Value = str | Decimal

Texts = Callable[[str, str], str]
"""The text of a source, by its name and its encoding."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the text with its label and attributes; ``at`` is where a file holds it."""

    id: str
    label: str
    start: int
    end: int
    attributes: Mapping[str, Value] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A labelled arrow from one region to another, by their ids."""

    source: str
    target: str
    label: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Annotations:
    """A text with its regions and links, and what is said of the release as a whole."""

    text: str
    regions: tuple[Region, ...]
    links: tuple[Link, ...]
    details: Mapping[str, Any] = field(default_factory=dict)
    at: str = ""


@dataclass(frozen=True, slots=True)
class GoldText:
    """A release's text with its gold."""

    text: str
    gold: Gold
