"""Marked text → plain text and `Release`: every mark understood, every reference resolved."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from pr_extract.markup.errors import MarkupError
from pr_extract.markup.facts import FactReader
from pr_extract.markup.places import Places
from pr_extract.markup.references import References
from pr_extract.markup.syntax import Header, Mark, Token, take_apart
from pr_extract.markup.vocabulary import DATE_TYPES, KINDS, LABELS, SECTIONS, timex_bounds
from pr_extract.records import Date, Dateline, Entity, Fact, Release
from pr_extract.source import Span

_KEY = re.compile(r"[a-z][a-z0-9_-]*")
_FACT: TypeAdapter[Fact] = TypeAdapter(Fact)
_SORTS = (
    dict.fromkeys(KINDS, "fact")
    | dict.fromkeys(DATE_TYPES, "date")
    | dict.fromkeys(LABELS, "entity")
    | dict.fromkeys(SECTIONS, "section")
    | {name: name for name in ("dateline", "sentence")}
    | {"|": "break"}
)

Note = tuple[Mark, tuple[Token, ...]]
Notes = dict[str, list[Note]]


@dataclass(frozen=True, slots=True)
class Marked:
    """What a marked file holds: the text as it stands, and its gold."""

    text: str
    release: Release


def parse_marked(marked: str) -> Marked:
    """Read a marked file: its characters → the plain text and the release's gold.

    Raises `MarkupError`, with line and column, on anything that the format does not know: an
    unclosed or unknown mark, an unknown field, a reference that points at nothing, a value that
    the record contract refuses.

    >>> gold = parse_marked('''pr-extract gold 1
    ... source: example.txt
    ... ---
    ... Sales rose [8%](percentage 8 change up concept="Sales").''')
    >>> gold.text
    'Sales rose 8%.'
    >>> gold.release.facts[0].concept
    Span(start=0, end=5, text='Sales')
    """
    source = take_apart(marked)
    bare = References(marked, Places(source.text))
    notes = _sort_notes(bare, [_place(bare, mark) for mark in source.marks])
    references = References(marked, _read_places(source.text, notes))
    keys, mentions = _read_mentions(references, notes)
    dates = _read_dates(references, notes["date"])
    values = _read_headers(references, source.headers, keys) | {
        "headline": _read_headline(references, notes["section"]),
        "dateline": _read_dateline(references, notes["dateline"]),
        "dates": dates,
        "entities": _read_entities(references, notes["entity"], keys, mentions),
    }
    sentences = all(header.key != "sentences" for header in source.headers)
    facts = FactReader(references, keys, mentions, dates, sentences)
    values["facts"] = [
        references.validated(_FACT.validate_python, facts.read(number, mark.span, tokens), mark.at)
        for number, (mark, tokens) in enumerate(notes["fact"], 1)
    ]
    return Marked(source.text, references.validated(Release.model_validate, values, 0))


def _place(references: References, mark: Mark) -> Mark:
    """A mark of the header, put where its words stand."""
    if mark.loose is None:
        return mark
    span = references.unique(mark.loose, mark.at)
    return Mark(mark.at, span.start, span.end, mark.notes)


def _sort_notes(references: References, marks: Iterable[Mark]) -> Notes:
    """All notes in text order (the longer mark first), by what they speak of."""
    notes: Notes = {name: [] for name in [*_SORTS.values(), "mention"]}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        for tokens in mark.notes:
            head = tokens[0].word
            if head is None or tokens[0].key:
                raise references.error(
                    tokens[0].at, "a note begins with the word for what it marks"
                )
            sort = _SORTS.get(head, "mention")
            if sort == "mention" and not _KEY.fullmatch(head):
                raise references.error(tokens[0].at, f"unknown mark {head!r}")
            if (mark.start == mark.end) != (sort == "break") and not (
                mark.start == mark.end and sort == "section"
            ):
                what = "a mark without text" if mark.start == mark.end else "a break with text"
                raise references.error(mark.at, what)
            if sort in ("section", "sentence", "break") and len(tokens) > 1:
                raise references.error(tokens[1].at, f"nothing may follow {head!r}")
            notes[sort].append((mark, tokens))
    return notes


def _read_places(text: str, notes: Notes) -> Places:
    """Sections, and sentences: the dateline's end is a break too."""
    breaks = {mark.start for mark, _ in notes["break"]}
    breaks |= {mark.end for mark, _ in notes["dateline"]}
    sections = [(mark, tokens[0].literal) for mark, tokens in notes["section"]]
    return Places(
        text,
        sorted(breaks),
        [mark.span for mark, _ in notes["sentence"]],
        [(mark.start, name) for mark, name in sections if mark.start == mark.end],
        [(mark.span, name) for mark, name in sections if mark.start != mark.end],
    )


def _read_mentions(
    references: References, notes: Notes
) -> tuple[dict[str, str], dict[str, list[Span]]]:
    """Entity keys → ids, and entity keys → mentions in text order."""
    mentions: dict[str, list[Span]] = {}
    for mark, tokens in notes["entity"]:
        if len(tokens) < 2 or not tokens[1].word or not _KEY.fullmatch(tokens[1].word):
            raise references.error(
                tokens[0].at, f"{tokens[0].word} is followed by the entity's key"
            )
        if tokens[1].word in mentions:
            raise references.error(
                tokens[1].at, f"the entity {tokens[1].word!r} is described twice"
            )
        mentions[tokens[1].word] = [mark.span]
    for mark, tokens in notes["mention"]:
        key = tokens[0].literal
        if key not in mentions:
            message = f"unknown mark {key!r}: no word of the format, no entity's key"
            raise references.error(tokens[0].at, message)
        if len(tokens) > 1:
            raise references.error(
                tokens[1].at, "an entity has its fields at its first full mention"
            )
        if mark.span in mentions[key]:
            raise references.error(mark.at, f"this is marked as {key!r} already")
        mentions[key].append(mark.span)
    for spans in mentions.values():
        spans.sort()
    return _number(mentions), mentions


def _number(mentions: dict[str, list[Span]]) -> dict[str, str]:
    """A key like ``e3`` is the id; any other gets the first free number, in text order."""
    ids = {key: key for key in mentions if re.fullmatch(r"e\d+", key)}
    free = (f"e{n}" for n in range(1, len(mentions) + 1) if f"e{n}" not in ids)
    for key in sorted(mentions, key=lambda key: mentions[key][0]):
        if key not in ids:
            ids[key] = next(free)
    return ids


def _read_headers(
    references: References, lines: Iterable[Header], keys: dict[str, str]
) -> dict[str, Any]:
    headers: dict[str, Header] = {}
    warnings = []
    for line in lines:
        if line.key == "warning":
            warnings.append(line.value)
        elif line.key in headers:
            raise references.error(line.at, f"{line.key} stands twice")
        headers[line.key] = line
    if "source" not in headers:
        raise references.error(0, "the header names no source")
    if "sentences" in headers and headers["sentences"].value != "none":
        raise references.error(headers["sentences"].at, "sentences can only be 'none'")
    issuer = headers.get("issuer")
    if issuer and issuer.value not in keys:
        raise references.error(issuer.at, f"no entity has the key {issuer.value!r}")
    encoding = headers["encoding"].value if "encoding" in headers else "utf-8"
    digest = headers["sha256"].value if "sha256" in headers else None
    return {
        "source": headers["source"].value,
        "encoding": encoding,
        "sha256": digest or _digest(references, encoding, headers),
        "issuer": keys[issuer.value] if issuer else None,
        "warnings": warnings,
    }


def _digest(references: References, encoding: str, headers: dict[str, Header]) -> str:
    try:
        return hashlib.sha256(references.places.text.encode(encoding)).hexdigest()
    except (LookupError, UnicodeEncodeError) as error:
        at = headers["encoding"].at if "encoding" in headers else 0
        raise MarkupError.at(references.marked, at, f"no sha256 is given, and {error}") from None


def _read_headline(references: References, notes: Iterable[Note]) -> dict[str, Any] | None:
    found = [
        mark for mark, (head, *_) in notes if head.word == "headline" and mark.end > mark.start
    ]
    if len(found) > 1:
        raise references.error(found[1].at, "a second headline")
    return references.span(found[0].span) if found else None


def _read_dateline(references: References, notes: list[Note]) -> dict[str, Any] | None:
    if not notes:
        return None
    if len(notes) > 1:
        raise references.error(notes[1][0].at, "a second dateline")
    mark, tokens = notes[0]
    values = references.fields(tokens[1:], ("city", "region", "country", "date", "wire"))
    values = references.span(mark.span) | values
    references.validated(Dateline.model_validate, values, mark.at)
    return values


def _read_dates(references: References, notes: Iterable[Note]) -> list[dict[str, Any]]:
    dates = []
    for number, (mark, (head, *tokens)) in enumerate(notes, 1):
        named = f"d{number}"
        if len(tokens) > 1 and re.fullmatch(r"d\d+", tokens[-1].literal):
            named = tokens.pop().literal
        if len(tokens) not in (1, 3) or any(token.key for token in tokens):
            raise references.error(
                head.at, f"write {head.word} TIMEX, or {head.word} TIMEX START END"
            )
        timex, *ends = (references.literal(token) for token in tokens)
        bounds = [None if end == "-" else end for end in ends] if ends else timex_bounds(timex)
        values: dict[str, Any] = {"id": named, "span": references.span(mark.span)}
        values |= {"type": head.word, "timex": timex, "start": bounds[0], "end": bounds[1]}
        references.validated(Date.model_validate, values, mark.at)
        dates.append(values)
    return dates


def _read_entities(
    references: References,
    notes: Iterable[Note],
    keys: dict[str, str],
    mentions: dict[str, list[Span]],
) -> list[dict[str, Any]]:
    entities = []
    known = ("name", "country", "exchange", "symbol", "title")
    for mark, (label, key, *tokens) in notes:
        given = references.fields(tokens, known)
        ticker = {part: given.pop(part) for part in ("exchange", "symbol") if part in given}
        values = {
            "id": keys[key.literal],
            "label": label.word,
            "name": mark.span.of(references.places.text),
            "span": references.span(mark.span),
            "mentions": [references.span(span) for span in mentions[key.literal]],
            "ticker": ticker or None,
        } | given
        references.validated(Entity.model_validate, values, mark.at)
        entities.append(values)
    return sorted(entities, key=lambda entity: int(str(entity["id"])[1:]))
