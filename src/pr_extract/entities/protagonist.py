"""Whom the release is about: mostly its issuer, in reports and studies what they report on."""

from __future__ import annotations

from collections.abc import Sequence

from pr_extract.entities.things import Thing
from pr_extract.layout import Layout

_OWNING = frozenset(["ORG", "GPE", "LOC", "PRODUCT"])
_OFTENER = 1.5
"""How many times as often as the issuer another must be named."""
_OFTEN = 5


def find_protagonist(
    layout: Layout, things: Sequence[Thing], issuer: Thing | None, *, bodies_only: bool = False
) -> Thing | None:
    """The issuer, unless the headline names another of which the body speaks much oftener.

    An analyst's note is about the company it covers, a market report about its town. With
    ``bodies_only`` only organisations may take the issuer's place.
    """
    if layout.headline is None:
        return issuer
    end = next((b.span.start for b in layout.blocks if b.section == "boilerplate"), None)
    labels = {"ORG"} if bodies_only else _OWNING
    counts = {id(thing): _count(thing, end) for thing in things if thing.label in labels}
    start, stop = layout.headline.start, layout.headline.end
    named = [
        thing
        for thing in things
        if id(thing) in counts and any(start <= at < stop for at, _ in thing.mentions)
    ]
    if not named:
        return issuer
    other = max(named, key=lambda thing: counts[id(thing)])
    least = _OFTENER * _count(issuer, end) if issuer else 0
    return other if counts[id(other)] >= max(least, _OFTEN) else issuer


def _count(thing: Thing, end: int | None) -> int:
    return sum(1 for start, _ in thing.mentions if end is None or start < end)
