"""Formats that hold labels and links but no attributes: what a gold keeps in them.

Kept are the places: of figures with their kinds, of dates with their types, of mentions with their
labels, of headline and dateline, and the words that links lead to. Lost is what is said of them
(value, unit, role, days, countries, …). What is read back is a gold that is scored on what it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pr_extract.annotation.regions import Annotations
from pr_extract.annotation.vocabulary import SORTS

PARTS = {
    "facts": "figure",
    "dates": "date",
    "entities": "entity",
    "headline": "headline",
    "dateline": "dateline",
}
"""The parts of a gold that such a format holds, with the sort of region that holds them."""

PLACES = ("kind", "date type")
LINKED = ("concept", "entity", "entity ref", "period span", "basis span", "whole", "attribution",
          "alias links")  # fmt: skip
"""The rows of the scores that regions alone can judge, and those that need links too."""


def as_partial(items: Sequence[Annotations], *, linked: bool) -> list[Annotations]:
    """The same, marked as holding no more than such a format can hold.

    What another tool's user has annotated nobody says: the parts of which the whole file has an
    example. A file of ours says it.
    """
    labels = {region.label for item in items for region in item.regions}
    found = [part for part, sort in PARTS.items() if sort in {SORTS.get(one) for one in labels}]
    return [_partial(item, found, linked=linked) for item in items]


def _partial(item: Annotations, found: Iterable[str], *, linked: bool) -> Annotations:
    ours = "sha256" in item.details
    given = item.details.get("annotated") or ([*PARTS] if ours else found)
    rows = [*PLACES, *LINKED] if linked else [*PLACES]
    judged = item.details.get("fields") or rows
    kept = {
        "annotated": [part for part in (*PARTS, "issuer_name") if part in given],
        "fields": [row for row in rows if row in judged],
    }
    return replace(item, details={**item.details, **kept})
