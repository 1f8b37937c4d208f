"""Who issues the release: told by SOURCE, ticker, the announcing lead, the headline and About."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pr_extract.entities.mentions import Claims
from pr_extract.entities.things import Thing
from pr_extract.entities.words import Word
from pr_extract.layout import Layout

_SOURCE = re.compile(r"^[ \t]*SOURCE:?[ \t]+(?=\S)", re.MULTILINE)
_ABOUT = re.compile(r"(?:^|(?<=[.!?:\"”)*]\s)|(?<=\n))[ \t*#]*(?:About|ABOUT)\s(?:the\s|The\s)?(?=[^\W\d_])", re.MULTILINE)
_ANNOUNCING = re.compile(
    r"(?:announc|report|launch|unveil|introduc|releas|today|plans? to|publish|award|complet|clos|sign|rais|open|deliver|post|record|rank|enter)",
    re.IGNORECASE,
)
_ENOUGH = 4


def about_paragraphs(text: str, things: Sequence[Thing]) -> list[tuple[int, Thing]]:
    """Where each *About X* starts, with X."""
    named = {
        text[start:end]: thing
        for thing in things
        if thing.label == "ORG"
        for start, end in thing.mentions
    }
    found = []
    for match in _ABOUT.finditer(text):
        names = [name for name in named if text.startswith(name, match.end())]
        if names:
            found.append((match.start(), named[max(names, key=len)]))
    return found


def find_issuer(
    text: str,
    words: Sequence[Word],
    layout: Layout,
    things: Sequence[Thing],
    claims: Claims,
    about: Sequence[tuple[int, Thing]],
) -> Thing | None:
    """The organisation with the most signs of being the issuer; None if no sign is clear."""
    scores: dict[int, float] = {}

    def credit(thing: Thing | None, points: float) -> None:
        if thing is not None and thing.label == "ORG":
            scores[id(thing)] = scores.get(id(thing), 0) + points

    starts = [word.start for word in words]
    for match in _SOURCE.finditer(text):
        credit(_owner_at(claims, starts, match.end()), 20)
    for number, (_, thing) in enumerate(about):
        credit(thing, 5 if number == 0 else 2)
    line = layout.dateline
    if line and not line.city:
        for thing in things:
            if any(line.span.start <= start < line.span.end for start, _ in thing.mentions):
                credit(thing, 20)
    _headline(layout, things, credit)
    _lead(text, layout, things, credit)
    if not scores:
        return None
    for thing in things:
        if id(thing) in scores:
            scores[id(thing)] += 0.1 * min(len(thing.mentions), 9) + (1 if thing.terms else 0)
    best = max((t for t in things if id(t) in scores), key=lambda t: scores[id(t)])
    return best if scores[id(best)] >= _ENOUGH else None


def _headline(layout: Layout, things: Sequence[Thing], credit) -> None:  # type: ignore[no-untyped-def]
    if layout.headline is None:
        return
    for thing in things:
        for start, end in thing.mentions:
            if layout.headline.start <= start < layout.headline.end:
                credit(thing, 4 if start - layout.headline.start <= 4 else 2)
                break


def _lead(text: str, layout: Layout, things: Sequence[Thing], credit) -> None:  # type: ignore[no-untyped-def]
    lead = next((b for b in layout.blocks if b.section == "lead"), None)
    if lead is None:
        return
    start = lead.span.start
    if layout.dateline and layout.dateline.span.start == start:
        start = layout.dateline.span.end
    end = lead.span.end
    mentions = sorted(
        (span, number) for number, t in enumerate(things) for span in t.mentions
        if start <= span[0] < end and t.label == "ORG"
    )  # fmt: skip
    first = True
    for (begin, stop), number in mentions[:6]:
        thing = things[number]
        opening = begin - start <= 12
        near = text[stop : stop + 300]
        said = _ANNOUNCING.search(near.split(". ")[0][:300])
        if opening:
            credit(thing, 5 if said else 3)
        elif first:
            credit(thing, 1)
        if thing.ticker and begin - start < 400:
            credit(thing, 2 if first else 1)
        if thing.terms & {"company", "group"}:
            credit(thing, 3)
        first = False


def _owner_at(claims: Claims, starts: Sequence[int], offset: int) -> Thing | None:
    from bisect import bisect_left

    at = bisect_left(starts, offset)
    for place in range(at, min(at + 2, len(starts))):
        if claims.owner[place] is not None:
            return claims.owner[place]
    return None
