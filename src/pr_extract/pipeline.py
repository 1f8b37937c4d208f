"""Text in, release out: the stages in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from pr_extract.assemble import Findings, assemble
from pr_extract.context import Reading, cut_sentences, find_bases, read_contexts
from pr_extract.dates import DateMention, Dates, date_dateline, find_dates
from pr_extract.entities import find_entities
from pr_extract.language import analyse, load_model, make_doc, sentences
from pr_extract.layout import Layout, read_layout
from pr_extract.quantities.counts import find_counts
from pr_extract.quantities.find import find_amounts
from pr_extract.quantities.multiples import find_multiples
from pr_extract.quantities.ounces import weigh
from pr_extract.quantities.pairs import agree
from pr_extract.quantities.quantity import Amounts, Quantity
from pr_extract.quantities.ranks import find_ranks
from pr_extract.quantities.ratios import find_ratios
from pr_extract.quantities.taken import Taken
from pr_extract.records import Fact, Release
from pr_extract.source import Document, Span, from_text
from pr_extract.tables import read_tables

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Draft:
    """What the characters of a document tell, before any word is tagged."""

    document: Document
    layout: Layout
    dates: Dates
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Explained:
    """A release, and for each of its facts the ids of the rules that made its context.

    ``traces`` are in the order of ``release.facts``.
    """

    release: Release
    traces: tuple[tuple[str, ...], ...]

    def facts(self) -> Iterator[tuple[Fact, tuple[str, ...]]]:
        """Each fact with its rules."""
        return zip(self.release.facts, self.traces, strict=True)


class Extractor:
    """A loaded model with the stages around it; make one and use it for many texts.

    >>> release = load().extract("OSLO, Oct. 24, 2024 -- Sales rose 12% to $4.7 billion.")
    >>> [(fact.span.text, fact.role, fact.direction) for fact in release.facts]
    [('12%', 'change', 'up'), ('$4.7 billion', 'level', 'up')]
    """

    def __init__(self, nlp: Language) -> None:
        """Take a spaCy pipeline as `pr_extract.language.load_model` gives it."""
        self._nlp = nlp
        # spaCy keeps every word it has met, unless told in a memory zone that it may forget them;
        # a zone is for one text at a time.
        self._lock = Lock()

    def extract(self, source: str | Document, *, reference_date: dt.date | None = None) -> Release:
        """Read one release.

        Args:
            source: the text, or a document as `pr_extract.source.read` gives it.
            reference_date: what `today` means in a text without a dateline's date.
        """
        return next(self.extract_many([source], reference_date=reference_date))

    def extract_many(
        self, sources: Iterable[str | Document], *, reference_date: dt.date | None = None
    ) -> Iterator[Release]:
        """Read a stream of releases, in order and in constant memory."""
        for source in sources:
            yield self.explain(source, reference_date=reference_date).release

    def explain(
        self, source: str | Document, *, reference_date: dt.date | None = None
    ) -> Explained:
        """Read one release, and tell which rules made each fact.

        >>> explained = load().explain("Sales rose 12% year on year.")
        >>> [trace for fact, trace in explained.facts()]
        [('change.verb', 'concept.subject', 'basis.spelled_behind')]
        """
        draft = read_draft(_document(source), reference_date)
        with self._lock, self._nlp.memory_zone():
            doc = make_doc(self._nlp, draft.document.text, _pieces(draft), _cuts(draft))
            [doc] = analyse(self._nlp, [doc])
            return finish(draft, doc)


@cache
def load(model: str | None = None) -> Extractor:
    """Load an extractor: spaCy's small English model, or another English pipeline.

    Args:
        model: name or path of an installed spaCy pipeline.

    Raises:
        pr_extract.ModelNotFoundError: it is not installed; the message names the fix.
        pr_extract.ModelError: it is not English, or lacks a tagger or parser.
    """
    return Extractor(load_model(model))


def _document(source: str | Document) -> Document:
    return from_text(source) if isinstance(source, str) else source


def read_draft(document: Document, reference_date: dt.date | None = None) -> Draft:
    """The stages on characters: layout, dates, amounts."""
    text = document.text
    layout = read_layout(text)
    dateline = layout.dateline
    country = dateline.country if dateline else None
    reference = (dateline.date if dateline else None) or reference_date
    dates = find_dates(text, reference=reference, country=country)
    told = (
        date_dateline(text, dateline.span, dates.mentions) if dateline and not reference else None
    )
    if dateline and told:
        layout = replace(layout, dateline=replace(dateline, date=told))
        dates = find_dates(text, reference=told, country=country)
    blocked = sorted([*(mention.span for mention in dates.mentions), *dates.times])
    return Draft(document, layout, dates, find_amounts(text, blocked, country))


def _pieces(draft: Draft) -> list[Span]:
    """The blocks, the lead without its dateline: the model takes the place for part of the name."""
    dateline = draft.layout.dateline
    pieces: list[Span] = []
    for block in draft.layout.blocks:
        span = block.span
        if (
            dateline is not None
            and span.start <= dateline.span.start < dateline.span.end < span.end
        ):
            pieces.append(Span(span.start, dateline.span.end))
            span = Span(dateline.span.end, span.end)
        pieces.append(span)
    return pieces


def _cuts(draft: Draft) -> list[int]:
    """Offsets that no token may cross: the ends of figures, numbers and dates."""
    spans: list[Span] = [mention.span for mention in draft.dates.mentions]
    spans += [span for each in draft.amounts.quantities for span in (each.span, each.extent)]
    spans += [span for each in draft.amounts.numbers for span in (each.span, each.extent)]
    return [offset for span in spans for offset in (span.start, span.end)]


def finish(draft: Draft, doc: Doc) -> Explained:
    """The stages on words, and the record."""
    findings = find(draft, doc)
    contexts = (findings.contexts.get(number) for number in range(len(findings.figures)))
    traces = tuple(tuple(context.trace) if context else () for context in contexts)
    return Explained(assemble(draft.document, findings), traces)


def find(draft: Draft, doc: Doc) -> Findings:
    """The stages on words: counts and ranks, entities, context."""
    text, layout = draft.document.text, draft.layout
    figures = _figures(draft, doc)
    tables = read_tables(text, layout, draft.dates.mentions, draft.amounts)
    figures = weigh(text, agree(text, _disjoint(tables.join(figures))))
    dates = _free_dates(draft.dates.mentions, figures)
    taken = sorted([*(f.span for f in figures), *(d.span for d in dates)])
    entities = find_entities(doc, text, layout, taken)
    bounds = _whole(sentences(doc), [*(f.span for f in figures), *(d.span for d in dates)])
    bases = find_bases(text)
    tapes = cut_sentences(
        doc,
        bounds,
        [figure.extent for figure in figures],
        [date.span if date.type != "set" else Span(0, 0) for date in dates],
        [basis.span for basis in bases],
        layout.dateline.span if layout.dateline else None,
    )
    contexts = read_contexts(Reading(text, layout, tapes, figures, dates, bases, entities))
    contexts |= tables.contexts(figures, entities)
    warnings = (*draft.dates.warnings, *draft.amounts.warnings)
    return Findings(layout, figures, contexts, dates, entities, bounds, warnings)


def _figures(draft: Draft, doc: Doc) -> list[Quantity]:
    """All quantities in text order; where two claim the same characters, the surer kind stays."""
    text = draft.document.text
    blocked = [mention.span for mention in draft.dates.mentions]
    blocked += draft.dates.times
    dateline = draft.layout.dateline
    if dateline is not None:
        blocked.append(dateline.span)
    figures = [
        q
        for q in draft.amounts.quantities
        if dateline is None or not q.span.overlaps(dateline.span)
    ]
    taken = sorted([*blocked, *(figure.span for figure in figures)])
    for find in (find_ranks, find_ratios, find_multiples):
        free = Taken(taken)
        found = [quantity for quantity in find(doc, text, taken) if free.is_free(quantity.span)]
        figures += found
        taken = sorted([*taken, *(figure.span for figure in found)])
    figures += find_counts(doc, text, draft.amounts.numbers, taken, draft.amounts.quantities)
    return _disjoint(sorted(figures, key=lambda figure: (figure.span.start, -figure.span.end)))


def _disjoint(figures: list[Quantity]) -> list[Quantity]:
    """Drop what overlaps an earlier figure, and keep extents off their neighbours' spans."""
    kept: list[Quantity] = []
    for figure in figures:
        if kept and figure.span.start < kept[-1].span.end:
            continue
        if kept and figure.extent.start < kept[-1].span.end:
            figure = replace(figure, extent=Span(figure.span.start, figure.extent.end))
        if kept and kept[-1].extent.end > figure.span.start:
            extent = Span(kept[-1].extent.start, kept[-1].span.end)
            kept[-1] = replace(kept[-1], extent=extent)
        kept.append(figure)
    return kept


def _whole(bounds: Sequence[Span], spans: Sequence[Span]) -> tuple[Span, ...]:
    """Sentences of which none ends inside a figure or date (`Rs. 684 crore`)."""
    inside = {s.start for s in bounds} & {
        c for span in spans for c in range(span.start + 1, span.end)
    }
    merged: list[Span] = []
    for bound in bounds:
        if merged and bound.start in inside:
            bound = Span(merged.pop().start, bound.end)
        merged.append(bound)
    return tuple(merged)


def _free_dates(mentions: Iterable[DateMention], figures: list[Quantity]) -> list[DateMention]:
    """The dates, without the sets that a figure uses as its `per` (`$5 a year`)."""
    extents = Taken(figure.extent for figure in figures)
    return [mention for mention in mentions if extents.is_free(mention.span)]


def annotate(doc: Doc) -> Doc:
    """Read a parsed Doc as a release: sets ``doc._.release`` and ``doc.spans["facts"]``."""
    from spacy.tokens import Doc as SpacyDoc

    if not SpacyDoc.has_extension("release"):
        SpacyDoc.set_extension("release", default=None)
    release = finish(read_draft(from_text(doc.text)), doc).release
    doc._.release = release
    spans = [
        doc.char_span(f.span.start, f.span.end, label=f.kind, alignment_mode="expand")
        for f in release.facts
    ]
    doc.spans["facts"] = [span for span in spans if span is not None]
    return doc
