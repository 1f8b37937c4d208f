"""Organisations, people, places, products and events, with all their mentions in one record."""

from __future__ import annotations

from dataclasses import dataclass

from pr_extract.records import EntityLabel
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing the release names.

    ``mentions`` are in text order, aliases and descriptions included, without determiner or
    possessive ending; ``span`` is the first full mention. ``title`` is a person's role as given.
    """

    label: EntityLabel
    name: str
    span: Span
    mentions: tuple[Span, ...]
    country: str | None = None
    ticker: tuple[str, str] | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Entities:
    """All entities of a release in order of first mention, and the one that issues it."""

    records: tuple[Entity, ...]
    issuer: Entity | None
