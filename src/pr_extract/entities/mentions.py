"""Further mentions of known things: in headlines, datelines, capitals, and as descriptions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.shortened import headline_forms, stands_for
from pr_extract.entities.things import Key, Thing
from pr_extract.entities.vocabulary import head_of
from pr_extract.entities.words import Word
from pr_extract.layout import Layout
from pr_extract.layout.places import region_in_full
from pr_extract.source import Span

_DATELINE_PART = re.compile(r"[^,;&/()\-–—]+")
_HEADER = re.compile(
    r"(?:(?:the|THE|The)\s)?([^\W\d_][^,;|–—\d]{2,60}?)\s*"
    r"(?:(?:\||–|—|--|\s-\s)\s*[^\W\d_][\w .'’-]{1,30}?\s*)?(?:,|\||–|—|--|\s-)\s*"
    r"(?:\d{4}-\d\d-\d\d|\d{1,2} [A-Z][a-z]{2,8} \d{4}|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4})\.?$"
)


class Claims:
    """Which words are part of a mention already; mentions never overlap."""

    def __init__(
        self, words: Sequence[Word], things: Sequence[Thing], closed: Sequence[Span] = ()
    ) -> None:
        self.words = words
        self.owner: list[Thing | None] = [None] * len(words)
        self.closed = [False] * len(words)
        self.begins = [False] * len(words)
        at = 0
        for span in closed:
            while at < len(words) and words[at].start < span.end:
                self.closed[at] = words[at].start >= span.start
                at += 1
        spans = sorted((span, number) for number, t in enumerate(things) for span in t.mentions)
        at = 0
        for (start, end), number in spans:
            while at < len(words) and words[at].end <= start:
                at += 1
            place = at
            if at < len(words):
                self.begins[at] = True
            while place < len(words) and words[place].start < end:
                self.owner[place] = things[number]
                place += 1

    def free(self, first: int, last: int) -> bool:
        """Whether no mention has any of the words."""
        return not any(self.owner[first:last]) and not any(self.closed[first:last])

    def claim(self, first: int, last: int, thing: Thing, kind: str) -> None:
        """Make the words a mention of the thing."""
        thing.add(self.words[first].start, self.words[last - 1].end, kind)
        self.owner[first:last] = [thing] * (last - first)
        self.begins[first] = True


def find_again(words: Sequence[Word], index: dict[Key, Thing], claims: Claims) -> None:
    """Find known names wherever they stand in words that no mention has yet."""
    openers: dict[str, list[tuple[Key, Thing]]] = {}
    short = headline_forms(words, index)
    for key, thing in [*index.items(), *short.items()]:
        openers.setdefault(key[0], []).append((key, thing))
    for found in openers.values():
        found.sort(key=lambda item: -len(item[0]))
    written = {words[at].text for at, begins in enumerate(claims.begins) if begins}
    folded = [word.text.casefold().replace("’", "'") for word in words]
    at = 0
    while at < len(words):
        step = 1
        if claims.owner[at] is None and not words[at].text[0].isdigit():
            for key, thing in openers.get(folded[at], ()):
                last = at + len(key)
                if len(key) == 1 and len(key[0]) < 5 and words[at].text not in written:
                    continue  # `Up` is not UP
                if tuple(folded[at:last]) == key and _is_written_so(words, at, last):
                    if key in short and not stands_for(words, at, last):
                        continue
                    if claims.free(at, last):
                        claims.claim(at, last, thing, "name")
                    step = len(key)
                    break
        at += step


def _is_written_so(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether words that equal a name but for case are that name."""
    if words[first].block != words[last - 1].block:
        return False
    opening = words[first].text
    return not opening[0].islower() or any(c.isupper() for c in opening)


def read_header(
    text: str, layout: Layout, index: dict[Key, Thing], things: list[Thing]
) -> Thing | None:
    """The agency of a header line (`CENTRAL BANK, 2024-10-24`), made a thing; None without one.

    The city may stand between them: `Central Bank – Oslo, 24 October 2024`. A letterhead has the
    name alone (`OFFICE FOR STATISTICS OF TARN`).
    """
    lead = next((b.span.start for b in layout.blocks if b.section == "lead"), len(text))
    spans = [block.span for block in layout.blocks if block.span.start < lead]
    if layout.dateline:
        spans.append(layout.dateline.span)
    for span in spans:
        content = span.of(text)
        match = _HEADER.match(content) if len(content) < 90 else None
        match = match or (_letterhead(content) if _heads(span, layout) else None)
        if match and not look_up(match[1]):
            key = tuple(match[1].casefold().replace("’", "'").replace("-", " - ").split())
            thing = index.get(key)
            if thing is None:
                thing = Thing("ORG", {key}, words=key, sure=3)
                things.append(thing)
                index[key] = thing
            start = span.start + match.start(1)
            end = start + len(match[1])
            for at in [m for t in things for m in t.mentions if m[0] < end and start < m[1]]:
                for other in things:
                    other.mentions.pop(at, None)
            thing.add(start, end, "name")
            return thing
    return None


_LETTERHEAD = re.compile(
    r"(?:(?:the|THE|The)\s)?((?:[A-Z][\w.’'-]{1,20}|of|for|and|the|&)(?:\s(?:[A-Z][\w.’'-]{1,20}"
    r"|of|for|and|the|&)){1,8})"
)


def _letterhead(line: str) -> re.Match[str] | None:
    """A line that is the name of an organisation by its head, and nothing else."""
    match = _LETTERHEAD.fullmatch(line)
    head = head_of(match[1]) if match else None
    return match if head and head.label == "ORG" and not head.weak else None


def _heads(line: Span, layout: Layout) -> bool:
    """Whether the line opens the release, above its headline."""
    headline = layout.headline
    return headline is not None and line == layout.blocks[0].span and line.end < headline.start


def read_dateline(text: str, layout: Layout, index: dict[Key, Thing], things: list[Thing]) -> None:
    """Make things of the dateline's places, and of an agency that stands there instead."""
    line = layout.dateline
    if line is None:
        return
    content = line.span.of(text)
    if line.city is None:
        return
    known = {part.casefold() for part in (line.city, line.region) if part}
    for match in _DATELINE_PART.finditer(content):
        piece = match.group()
        start = line.span.start + match.start() + len(piece) - len(piece.lstrip())
        piece = piece.strip().rstrip(":").strip()
        for name in re.split(r"\s+(?:and|AND)\s+", piece):
            offset = start + piece.index(name)
            if name and any(c.isalpha() for c in name):
                _note_place(name.strip(), offset, known, index, things, line.country)
        if re.search(r"\d", piece):
            break


def _note_place(
    name: str,
    start: int,
    known: set[str],
    index: dict[Key, Thing],
    things: list[Thing],
    country: str | None,
) -> None:
    bare = re.sub(r"^(?:the|THE)\s+", "", name)
    start += len(name) - len(bare)
    key = tuple(bare.casefold().replace("’", "'").split())
    place = look_up(bare)
    if not key or not (place or bare.casefold() in known or key in index):
        return
    thing = index.get(key)
    if thing is None and place and place[0] == "country":
        thing = next((t for t in things if t.label == "GPE" and _country(t) == place[1]), None)
    if thing is None and (region := region_in_full(bare)):
        thing = next((t for t in things if region == region_in_full(" ".join(t.words))), None)
    if thing is None:
        if not place and bare.casefold() not in known:
            return
        thing = Thing("GPE", {key}, words=key, sure=2, country=None if place else country)
        things.append(thing)
        index[key] = thing
    elif thing.sure <= 1 and thing.label != "GPE":
        thing.label, thing.country = "GPE", None if place else country
    elif thing.label == "GPE" and not place:
        thing.country = thing.country or country
    index.setdefault(key, thing)
    thing.add(start, start + len(bare), "name")


def _country(thing: Thing) -> str | None:
    place = look_up(" ".join(thing.words))
    return place[1] if place and place[0] == "country" else None
