"""Organisations, people, places, products and events, with all their mentions in one record."""

from __future__ import annotations

from pr_extract.entities.find import find_entities
from pr_extract.entities.record import Entities, Entity

__all__ = ["Entities", "Entity", "find_entities"]
