"""The entity stage: Doc and layout in, records and issuer out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc

from pr_extract.entities.closed import closed_spans, symbol_in
from pr_extract.entities.denotation import Named
from pr_extract.entities.descriptions import describe
from pr_extract.entities.gazetteer import is_also_region, look_up
from pr_extract.entities.issuer import about_paragraphs, find_issuer
from pr_extract.entities.mentions import Claims, find_again, read_dateline, read_header
from pr_extract.entities.names import Name, find_names
from pr_extract.entities.protagonist import find_protagonist
from pr_extract.entities.record import Entities, Entity
from pr_extract.entities.terms import read_brackets
from pr_extract.entities.things import Thing, gather
from pr_extract.entities.words import Word, read_words
from pr_extract.layout import Layout
from pr_extract.layout.places import country_by_region, region_in_full
from pr_extract.source import Span

_NEAR = 120  # characters between an exchange and the symbol used there
_EXCHANGE = re.compile(
    r"(?i)\b(?:exchange|market|nasdaq|nyse|euronext|xetra|tsx|aim|otcqb|otcqx)\b"
)


def find_entities(doc: Doc, text: str, layout: Layout, taken: Sequence[Span]) -> Entities:
    """Everything the release names, every mention resolved to one record a thing.

    ``doc`` must be tagged and parsed; its ``ents`` are candidates where the model has found some.
    ``taken`` are the spans of figures and dates, which are never part of a name.
    """
    words = read_words(doc, text, layout, taken)
    closed = closed_spans(text)
    names = [
        name
        for name in find_names(words, doc, text)
        if not _in_dateline(name, layout) and not _inside(name, closed)
    ]
    running = [name for name in names if not words[name.first].titled]
    terms, listings, brackets = read_brackets(text, running)
    tickers = [name for name in running if any(b.start < name.start < b.end for b in brackets)]
    things, index = gather(words, running, terms, listings, tickers)
    read_dateline(text, layout, index, things)
    header = read_header(text, layout, index, things)
    claims = Claims(words, things, sorted((*brackets, *closed)))
    find_again(words, index, claims)
    _add_titled(words, names, claims, things, index)
    about = about_paragraphs(text, layout, things)
    issuer = find_issuer(text, words, layout, things, claims, about, header)
    _list_issuer(text, things, issuer)
    company = find_protagonist(layout, things, issuer, bodies_only=True)
    describe(Named(doc, words, layout, things, claims, issuer, company, about))
    return _records(text, layout, things, issuer, find_protagonist(layout, things, issuer))


def _in_dateline(name: Name, layout: Layout) -> bool:
    line = layout.dateline
    return line is not None and line.span.start <= name.start < line.span.end


def _list_issuer(text: str, things: Sequence[Thing], issuer: Thing | None) -> None:
    """`trade on the Tarn Exchange under the symbol “ACM”`: the issuer's ticker."""
    symbol = symbol_in(text) if issuer and issuer.ticker is None else None
    if issuer is None or symbol is None:
        return
    near = [
        span
        for thing in things
        if thing.label == "ORG" and thing is not issuer
        for span in thing.mentions
        if symbol.start - _NEAR <= span[0] < symbol.start and _EXCHANGE.search(text[slice(*span)])
    ]
    if near:
        start, end = max(near)
        issuer.ticker = (" ".join(text[start:end].split()), symbol.of(text))


def _inside(name: Name, closed: Sequence[Span]) -> bool:
    at = bisect_right(closed, name.start, key=lambda span: span.start) - 1
    return at >= 0 and name.start < closed[at].end


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
    more, found = gather(words, fresh, (), (), ())
    for key, thing in found.items():
        index.setdefault(key, thing)
    things.extend(more)
    renewed = Claims(words, things)
    claims.owner = renewed.owner


def _records(
    text: str,
    layout: Layout,
    things: Sequence[Thing],
    issuer: Thing | None,
    protagonist: Thing | None,
) -> Entities:
    made: list[tuple[Entity, Thing]] = []
    places = {
        start: thing for thing in things if thing.label == "GPE" for start, _ in thing.mentions
    }
    usual = _usual_country(layout, things)
    for thing in things:
        if not thing.mentions:
            continue
        mentions = tuple(Span(start, end) for start, end in sorted(thing.mentions))
        full = _full(text, layout, thing, mentions)
        name = " ".join(full.of(text).split())
        code = _country(thing, usual) or _country_beside(text, thing, places, usual)
        pronouns = frozenset(m for m in mentions if thing.mentions[m.start, m.end] == "pronoun")
        record = Entity(
            thing.label, name, full, mentions, code, thing.ticker, thing.title, pronouns
        )
        made.append((record, thing))
    made.sort(key=lambda item: item[0].mentions[0])
    return Entities(
        tuple(entity for entity, _ in made),
        next((entity for entity, thing in made if thing is issuer), None),
        next((entity for entity, thing in made if thing is protagonist), None),
    )


def _full(text: str, layout: Layout, thing: Thing, mentions: Sequence[Span]) -> Span:
    """The first mention that is no short form of another, in headline and lead if it is there."""
    named = [span for span in mentions if thing.mentions[span.start, span.end] == "name"] or [
        mentions[0]
    ]
    if thing.label == "GPE":
        plain = (span for span in named if region_in_full(span.of(text)) == span.of(text))
        if whole := next(plain, None):
            return whole  # `California`, though the dateline says `CA`
    lead = next((block.span.end for block in layout.blocks if block.section == "lead"), 0)
    opening = [span for span in named if span.start < lead] or named
    keys = {span: tuple(span.of(text).casefold().split()) for span in opening}
    forms = set(keys.values())
    most = max(sorted(forms), key=len)
    short = {form for form in forms if any(_shortens(form, other, most, thing) for other in forms)}
    for span in opening:
        if keys[span] not in short:
            return span
    return opening[0]


def _shortens(
    short: tuple[str, ...], longer: tuple[str, ...], most: tuple[str, ...], thing: Thing
) -> bool:
    """Whether a mention lacks what another has: its head, its legal form, a person's first name."""
    if len(short) == 1 and len(most) > 1 and thing.label not in {"GPE", "LOC"}:
        return True
    if len(short) >= len(longer):
        return False
    if longer[: len(short)] == short or longer[0].rstrip(",") == short[0]:
        return True
    return thing.label not in {"GPE", "LOC"} and longer[-len(short) :] == short


def _country(thing: Thing, usual: str | None) -> str | None:
    """The ISO code of a place: known by name, or by the known place its name opens with."""
    if thing.label != "GPE":
        return None
    if thing.country:
        return thing.country
    for key in sorted(thing.keys, key=len):
        name = " ".join(key)
        if found := look_up(name):
            namesake = is_also_region(name) if found[0] == "country" else None
            return namesake if namesake and namesake == usual else found[1]
        if len(key) == 1 and len(name) == 2 and (region := country_by_region(name)):
            return region
    for key in thing.keys:
        for length in range(len(key) - 1, 0, -1):
            if found := look_up(" ".join(key[:length])):
                return found[1]
    return None


def _country_beside(
    text: str, thing: Thing, places: dict[int, Thing], usual: str | None
) -> str | None:
    """The country of the place named right after it: `Tarnby, Denmark`."""
    for _, end in thing.mentions if thing.label == "GPE" else ():
        other = places.get(end + 2)
        if other is not None and text[end : end + 2] == ", " and (code := _country(other, usual)):
            return code
    return None


def _usual_country(layout: Layout, things: Sequence[Thing]) -> str | None:
    """The country of the dateline, else the first whose regions the release names."""
    if layout.dateline and layout.dateline.country:
        return layout.dateline.country
    for thing in things:
        found = look_up(" ".join(thing.words)) if thing.label == "GPE" else None
        if found and (found[0] == "region" or thing.words[0] in {"u.s", "u.s."}):
            return found[1]
    return None
