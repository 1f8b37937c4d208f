"""`Release` and its text → marked text, which `parse_marked` reads back to the very same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from pr_extract import records
from pr_extract.markup.places import Places, quote
from pr_extract.markup.syntax import FIRST_LINE, TEXT_LINE, WORD
from pr_extract.markup.vocabulary import DEFAULTS, SPAN_FIELDS, timex_bounds
from pr_extract.records import Release
from pr_extract.source import Span

_BARE = re.compile(WORD)


def write_marked(release: Release, text: str) -> str:
    """Write a release's gold into its text: the inverse of `parse_marked`.

    Raises ValueError if the release is not of this text, or if its facts, dates, entities or
    mentions do not stand in text order, which the contract asks of them.

    >>> from pr_extract.markup import parse_marked
    >>> marked = '''pr-extract gold 1
    ... source: example.txt
    ... ---
    ... Sales rose [8%](percentage 8 percent change up concept="Sales").'''
    >>> gold = parse_marked(marked)
    >>> write_marked(gold.release, gold.text) == marked
    True
    """
    _check(release, text)
    places = _plan_places(release, text)
    notes: dict[Span, list[str]] = {}
    for span, note in _notes(release, places):
        notes.setdefault(span, []).append(note)
    placed, loose = _nest(notes)
    lines = [FIRST_LINE, *_header_lines(release, text)]
    lines += [f"{_address(places, span)} ({'; '.join(notes[span])})" for span in loose]
    empty = [(offset, f"[]({section})") for offset, section in places.switches]
    dateline_end = release.dateline.end if release.dateline else None
    empty += [(offset, "[](|)") for offset in places.breaks if offset != dateline_end]
    return "\n".join([*lines, TEXT_LINE, _weave(text, {s: notes[s] for s in placed}, empty)])


def _check(release: Release, text: str) -> None:
    Release.model_validate(release.model_dump(), context={"text": text})
    ordered: dict[str, list[Any]] = {
        "facts": [_order(fact.span) for fact in release.facts],
        "dates": [_order(date.span) for date in release.dates],
        "entities": [int(entity.id[1:]) for entity in release.entities],
    }
    for entity in release.entities:
        ordered[f"mentions of {entity.id}"] = [(m.start, m.end) for m in entity.mentions]
    for what, keys in ordered.items():
        if keys != sorted(keys):
            raise ValueError(f"{what} are not in text order")
    for entity in release.entities:
        if entity.span not in entity.mentions or len(set(entity.mentions)) < len(entity.mentions):
            raise ValueError(f"{entity.id}: its mentions hold its span, and each only once")


def _order(span: records.Offsets) -> tuple[int, int]:
    return span.start, -span.end


def _plain(span: records.Offsets) -> Span:
    return Span(span.start, span.end)


# Where sentences and sections begin


def _plan_places(release: Release, text: str) -> Places:
    """The breaks, sentences and switches from which the facts' own ones follow."""
    breaks = {release.dateline.end} if release.dateline else set()
    long: list[Span] = []
    wanted = sorted({_plain(fact.sentence) for fact in release.facts if fact.sentence})
    for sentence in wanted:
        if "\n" in sentence.of(text):
            long.append(sentence)
            continue
        start = text.rfind("\n", 0, sentence.start) + 1
        end = text.find("\n", sentence.end)
        if text[start : sentence.start].strip():
            breaks.add(sentence.start)
        if text[sentence.end : None if end < 0 else end].strip():
            breaks.add(sentence.end)
    headline = [(_plain(release.headline), "headline")] if release.headline else []
    switches = _plan_switches(release, text, headline[0][0] if headline else None)
    return Places(text, _merge_breaks(breaks, text), long, switches, headline)


def _plan_switches(release: Release, text: str, headline: Span | None) -> list[tuple[int, str]]:
    """Where another section begins: at a paragraph, or at a line if its facts differ."""
    switches: list[tuple[int, str]] = []
    section, before = "body", -1
    for fact in release.facts:
        line = text.rfind("\n", 0, fact.span.start) + 1
        blank = text.rfind("\n\n", 0, fact.span.start)
        paragraph = blank + 2 if blank >= 0 else 0
        start = paragraph if before < paragraph else line
        inside = headline and headline.covers(_plain(fact.span))
        if before < start and not inside and fact.section != section:
            switches.append((start, fact.section))
            section = fact.section
        before = fact.span.start
    return switches


def _merge_breaks(breaks: Iterable[int], text: str) -> list[int]:
    """One break where only white space lies between two: the end of a sentence says enough."""
    kept: list[int] = []
    for offset in sorted(breaks):
        if not kept or text[kept[-1] : offset].strip():
            kept.append(offset)
    return kept


# Notes


def _notes(release: Release, places: Places) -> Iterator[tuple[Span, str]]:
    if release.headline:
        yield _plain(release.headline), "headline"
    if release.dateline:
        fields = ((name, getattr(release.dateline, name)) for name in _DATELINE_FIELDS)
        yield _plain(release.dateline), " ".join(["dateline", *_fields(fields)])
    for sentence in places.sentences:
        yield sentence, "sentence"
    for number, fact in enumerate(release.facts, 1):
        yield _plain(fact.span), _FactWriter(release, places, fact).write(f"f{number}")
    for number, date in enumerate(release.dates, 1):
        yield _plain(date.span), _date(date, f"d{number}")
    for entity in release.entities:
        for mention in entity.mentions:
            note = _entity(entity) if mention == entity.span else entity.id
            yield _plain(mention), note


_DATELINE_FIELDS = tuple(
    name for name in records.Dateline.model_fields if name not in records.Span.model_fields
)


def _word(value: object) -> str:
    text = str(value)
    return text if _BARE.fullmatch(text) else quote(text)


def _fields(pairs: Iterable[tuple[str, object]]) -> list[str]:
    return [f"{name}={_word(value)}" for name, value in pairs if value is not None]


def _date(date: records.Date, usual: str) -> str:
    words = [date.type, _word(date.timex)]
    if (date.start, date.end) != timex_bounds(date.timex):
        words += [str(end) if end else "-" for end in (date.start, date.end)]
    return " ".join(words if date.id == usual else [*words, date.id])


def _entity(entity: records.Entity) -> str:
    name = None if entity.name == entity.span.text else entity.name
    ticker = entity.ticker
    fields = (
        ("name", name),
        ("country", entity.country),
        ("exchange", ticker and ticker.exchange),
        ("symbol", ticker and ticker.symbol),
        ("title", entity.title),
    )
    return " ".join([entity.label, entity.id, *_fields(fields)])


class _FactWriter:
    def __init__(self, release: Release, places: Places, fact: records.Fact) -> None:
        self.release, self.places, self.fact = release, places, fact
        self.figure = _plain(fact.span)

    def write(self, usual: str) -> str:
        fact = self.fact
        words = [fact.kind, self._value(fact), _word(fact.unit)]
        for name in ("bound", "role", "direction", "modality"):
            value = getattr(fact, name)
            if value != DEFAULTS[name] and value != "between":
                words.append(value)
        if fact.negated:
            words.append("negated")
        if self.places.section_of(self.figure) != fact.section:
            words.append(f"section={fact.section}")
        words += _fields([("per", fact.per)])
        for name in SPAN_FIELDS:
            span = getattr(fact, name)
            if span:
                words.append(f"{name}={self._refer(span)}")
        words += self._context()
        if fact.id != usual:
            words.append(fact.id)
        return " ".join(words)

    def _value(self, fact: records.FactBase | records.SI | records.SIRange) -> str:
        low, high = getattr(fact, "low", None), getattr(fact, "high", None)
        if isinstance(low, Decimal) and isinstance(high, Decimal):
            return f"{low:f}..{high:f}"
        return f"{getattr(fact, 'value'):f}"  # noqa: B009

    def _refer(self, span: records.Span) -> str:
        wanted = _plain(span)
        words = re.sub(r"\s+", " ", span.text)
        found = self.places.occurrences(words)
        if self.places.nearest(found, self.figure) == wanted:
            return quote(words)
        if next((place for place in found if place.start >= self.figure.end), None) == wanted:
            return quote(words) + "+"
        return _exactly(self.places, wanted)

    def _context(self) -> Iterator[str]:
        fact = self.fact
        if fact.entity:
            yield f"entity={self._entity(fact.entity)}"
        if fact.period:
            yield f"period={self._period(fact.period)}"
        if fact.basis:
            span = fact.basis.span
            yield f"{fact.basis.kind}={self._refer(span)}" if span else fact.basis.kind
        if isinstance(fact, records.MeasurementFact) and fact.si:
            yield f"si={_word(f'{self._value(fact.si)}:{fact.si.unit}')}"
        if any(f.sentence for f in self.release.facts):
            sentence = _plain(fact.sentence) if fact.sentence else None
            if sentence != self.places.sentence_of(self.figure):
                yield f"sentence={sentence.start}..{sentence.end}" if sentence else "sentence=-"

    def _entity(self, entity: records.EntitySpan) -> str:
        span = _plain(entity)
        mentioned = [
            e.id for e in self.release.entities if any(_plain(m) == span for m in e.mentions)
        ]
        for own in (e for e in self.release.entities if e.id == entity.ref):
            mentions = [_plain(m) for m in own.mentions]
            if self.places.nearest_mention(mentions, self.figure) == span:
                return own.id
        implied = mentioned[0] if len(mentioned) == 1 else None
        tail = "" if entity.ref == implied else f":{entity.ref or '-'}"
        return self._refer(entity) + tail

    def _period(self, period: records.Period) -> str:
        days = f"{period.start or ''}..{period.end or ''}"
        if not period.span:
            return days
        marked = next((d for d in self.release.dates if d.span == period.span), None)
        if marked and (marked.start, marked.end) == (period.start, period.end):
            return self._refer(period.span)
        return f"{self._refer(period.span)}:{days}"


# Marks into the text


def _exactly(places: Places, span: Span) -> str:
    """Words with the address that leaves no doubt: their number, else their offset."""
    words = re.sub(r"\s+", " ", span.of(places.text))
    found = places.occurrences(words)
    if span in found:
        return f"{quote(words)}#{found.index(span) + 1}"
    return f"{quote(span.of(places.text))}@{span.start}"


def _address(places: Places, span: Span) -> str:
    """The string by which a mark in the header finds its words."""
    words = re.sub(r"\s+", " ", span.of(places.text))
    return quote(words) if places.occurrences(words) == (span,) else _exactly(places, span)


def _nest(spans: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """Spans that lie in or beside each other, and those that cross one and go to the header."""
    placed: list[Span] = []
    loose: list[Span] = []
    around: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        while around and around[-1].end <= span.start:
            around.pop()
        if around and around[-1].end < span.end:
            loose.append(span)
        else:
            placed.append(span)
            around.append(span)
    return placed, loose


def _weave(text: str, notes: dict[Span, list[str]], empty: Sequence[tuple[int, str]]) -> str:
    """The text with its marks: at one place first what closes, then what is empty, what opens."""
    inserts = [(offset, 1, 0, mark) for offset, mark in empty]
    for span, lines in notes.items():
        inserts.append((span.start, 2, -span.end, "["))
        inserts.append((span.end, 0, -span.start, f"]({'; '.join(lines)})"))
    pieces = []
    at = 0
    for offset, _, _, mark in sorted(inserts):
        pieces += [_escape(text[at:offset]), mark]
        at = offset
    return "".join([*pieces, _escape(text[at:])])


def _escape(text: str) -> str:
    return re.sub(r"[\\\[\]]", r"\\\g<0>", text)


# The header


def _header_lines(release: Release, text: str) -> Iterator[str]:
    yield f"source: {_header_value(release.source)}"
    if release.encoding != "utf-8":
        yield f"encoding: {_header_value(release.encoding)}"
    if release.sha256 != _digest(text, release.encoding):
        yield f"sha256: {release.sha256}"
    if release.issuer:
        yield f"issuer: {release.issuer}"
    if not any(fact.sentence for fact in release.facts) and release.facts:
        yield "sentences: none"
    for warning in release.warnings:
        yield f"warning: {_header_value(warning)}"


def _digest(text: str, encoding: str) -> str | None:
    try:
        return hashlib.sha256(text.encode(encoding)).hexdigest()
    except (LookupError, UnicodeEncodeError):
        return None


def _header_value(value: str) -> str:
    return value if value == value.strip() and not re.search(r'^"|[\n\r]', value) else quote(value)
