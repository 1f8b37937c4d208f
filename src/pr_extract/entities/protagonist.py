"""Whom the release is about: mostly its issuer, in reports and studies what they report on."""

from __future__ import annotations

from collections.abc import Sequence

from pr_extract.entities.things import Thing
from pr_extract.layout import Layout

_OWNING = frozenset(["ORG", "GPE", "LOC", "PRODUCT"])
_OFTENER = 1.5
"""How many times as often as the issuer another must be named."""
_OFTEN = 5
_AGAIN = 3


def find_protagonist(
    layout: Layout, things: Sequence[Thing], issuer: Thing | None, *, bodies_only: bool = False
) -> Thing | None:
    """The issuer, unless the headline names another of which the body speaks much oftener.

    An analyst's note is about the company it covers, a market report about its town, an office
    of statistics never about itself. With
    ``bodies_only`` only organisations may take the issuer's place.
    """
    if issuer and not bodies_only and any(w.startswith("statistic") for w in issuer.words):
        return _counted(layout, things)
    if issuer is None and not bodies_only:
        return _told_of(layout, things)
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


def _told_of(layout: Layout, things: Sequence[Thing]) -> Thing | None:
    """Whom a report that nobody issues tells of: the body of its lead that it names again."""
    lead = next((block.span.end for block in layout.blocks if block.section == "lead"), 0)
    told = [
        thing
        for thing in things
        if thing.label == "ORG" and any(start < lead for start, _ in thing.mentions)
    ]
    best = max(told, key=lambda thing: len(thing.mentions), default=None)
    return best if best is not None and len(best.mentions) >= _AGAIN else None


def _counted(layout: Layout, things: Sequence[Thing]) -> Thing | None:
    """The country that an office of statistics counts; None if headline and lead name none."""
    lead = next((block.span.end for block in layout.blocks if block.section == "lead"), 0)
    line = layout.dateline.span if layout.dateline else None
    found = [
        (start, number)
        for number, thing in enumerate(things)
        if thing.label == "GPE"
        for start, _ in thing.mentions
        if start < lead and not (line and line.start <= start < line.end)
    ]
    return things[min(found)[1]] if found else None


def _count(thing: Thing, end: int | None) -> int:
    return sum(1 for start, _ in thing.mentions if end is None or start < end)
