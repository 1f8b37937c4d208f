"""The entity stage: Doc and layout in, records and issuer out."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pr_extract.entities.descriptions import describe
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.issuer import about_paragraphs, find_issuer
from pr_extract.entities.mentions import Claims, find_again, read_dateline
from pr_extract.entities.names import Name, find_names
from pr_extract.entities.record import Entities, Entity
from pr_extract.entities.terms import read_brackets
from pr_extract.entities.things import Thing, gather
from pr_extract.entities.words import Word, read_words
from pr_extract.layout import Layout
from pr_extract.source import Span


def find_entities(doc: Doc, text: str, layout: Layout, taken: Sequence[Span]) -> Entities:
    """Everything the release names, every mention resolved to one record a thing.

    ``doc`` must be tagged and parsed; its ``ents`` are candidates where the model has found some.
    ``taken`` are the spans of figures and dates, which are never part of a name.
    """
    words = read_words(doc, layout, taken)
    names = [name for name in find_names(words, doc) if not _in_dateline(name, layout)]
    running = [name for name in names if not words[name.first].titled]
    terms, listings = read_brackets(text, running)
    things, index = gather(words, running, terms, listings)
    read_dateline(text, words, layout, index, things)
    claims = Claims(words, things)
    find_again(words, index, claims)
    _add_titled(words, names, claims, things, index)
    about = about_paragraphs(text, claims)
    issuer = find_issuer(text, words, layout, things, claims, about)
    describe(doc, words, layout, things, claims, issuer, about)
    return _records(text, layout, things, issuer)


def _in_dateline(name: Name, layout: Layout) -> bool:
    line = layout.dateline
    return line is not None and line.span.start <= name.start < line.span.end


def _add_titled(
    words: Sequence[Word],
    names: Sequence[Name],
    claims: Claims,
    things: list[Thing],
    index: dict[tuple[str, ...], Thing],
) -> None:
    """Names that only a headline has, where the evidence does not rest on capitals alone."""
    fresh = [
        name
        for name in names
        if words[name.first].titled and name.weight >= 2 and claims.free(name.first, name.last)
    ]
    if not fresh:
        return
    more, found = gather(words, fresh, (), ())
    for key, thing in found.items():
        index.setdefault(key, thing)
    for thing in more:
        things.append(thing)
    renewed = Claims(words, things)
    claims.owner = renewed.owner


def _records(
    text: str, layout: Layout, things: Sequence[Thing], issuer: Thing | None
) -> Entities:
    made: list[tuple[Entity, Thing]] = []
    for thing in things:
        if not thing.mentions:
            continue
        mentions = tuple(Span(start, end) for start, end in sorted(thing.mentions))
        full = _full(text, layout, thing, mentions)
        name = " ".join(full.of(text).split())
        made.append(
            (
                Entity(
                    thing.label, name, full, mentions, _country(text, thing, mentions),
                    thing.ticker, thing.title,
                ),
                thing,
            )
        )  # fmt: skip
    made.sort(key=lambda item: item[0].mentions[0])
    return Entities(
        tuple(entity for entity, _ in made),
        next((entity for entity, thing in made if thing is issuer), None),
    )


def _full(text: str, layout: Layout, thing: Thing, mentions: Sequence[Span]) -> Span:
    """The first full mention: the first with the whole tail of the name, in the opening if there."""
    named = [span for span in mentions if thing.mentions[span.start, span.end] == "name"] or [
        mentions[0]
    ]
    lead = next((block.span.end for block in layout.blocks if block.section == "lead"), 0)
    opening = [span for span in named if span.start < lead] or named
    keys = {span: _tail_size(span.of(text), thing) for span in opening}
    most = max(keys.values())
    return next(span for span in opening if keys[span] == most)


def _tail_size(mention: str, thing: Thing) -> int:
    """How many words of the mention follow the word that all of the thing's names share."""
    words = mention.casefold().split()
    shortest = min((key for key in thing.keys), key=len)
    anchor = shortest[0]
    return len(words) - words.index(anchor) if anchor in words else 0


def _country(text: str, thing: Thing, mentions: Sequence[Span]) -> str | None:
    """The ISO code of a place: known by name, or by the place it is said to lie in."""
    if thing.label != "GPE":
        return None
    for key in sorted(thing.keys, key=len):
        if found := look_up(" ".join(key)):
            return found[1]
    return None
