"""What each figure is about: one module a question.

Concept and owner, role and direction, period, basis, whole, attribution, modality. The rules read
a sentence as a tape of phrases (`phrases`); figures are read in text order, since what is said of
one carries over to the next.
"""

from __future__ import annotations

import re

from pr_extract.context.attribution import Tellers, read_attribution
from pr_extract.context.basis import find_bases, read_basis, rebased
from pr_extract.context.change import read_change
from pr_extract.context.concept import Site, find_term
from pr_extract.context.modality import of_introduction, read_modality, told_as_event
from pr_extract.context.old_values import told_by_old_value
from pr_extract.context.owner import find_owner
from pr_extract.context.owner.divisions import Divisions
from pr_extract.context.period import read_period
from pr_extract.context.phrases import Sentence, cut_sentences
from pr_extract.context.reading import Context, Reading
from pr_extract.context.subjects import subject_told_of
from pr_extract.context.topic import TopicPeriod
from pr_extract.context.when import in_relative_clause
from pr_extract.context.whole import read_whole
from pr_extract.layout import Block
from pr_extract.quantities import Quantity
from pr_extract.records import Modality
from pr_extract.source import Span

__all__ = ["Context", "Reading", "cut_sentences", "find_bases", "read_contexts"]


def read_contexts(reading: Reading) -> dict[int, Context]:
    """The context of every figure that stands in a sentence, by the figure's index."""
    contexts: dict[int, Context] = {}
    last: Context | None = None
    settled: Context | None = None
    heard: Span | None = None
    topic = TopicPeriod(reading)
    tellers = Tellers(reading.entities)
    divisions = Divisions(reading.text)
    block = None
    for sentence in reading.sentences:
        here = reading.layout.block_at(sentence.span.start)
        topic.enter(sentence, here)
        if here is not block:
            if last is not None and last.concept is not None and not _listed(block):
                settled = last
            if block is None or here is None or here.section == "boilerplate":
                settled = None
            goes_on = here is not None and here.kind == "bullet" and here.lead_in is not None
            last = last if goes_on and block is not None and block.kind == "bullet" else None
            heard = None
            block = here
        introduced = _introduced_modality(reading, here)
        before: list[tuple[int, Quantity, Context]] = []
        for index, position in sorted(sentence.figures.items(), key=lambda item: item[1]):
            site = Site(
                sentence,
                position,
                reading.figures[index],
                read_change(sentence, position, reading.figures[index], before),
                before,
                last,
                reading.entities,
                _introduction(reading, sentence),
                settled,
                heard,
                divisions.named_before(reading.figures[index].span.start, here),
            )
            context = _read(reading, site, introduced)
            context.attribution = read_attribution(
                sentence,
                position,
                reading.figures[index].span,
                reading.layout,
                reading.entities,
                tellers.latest,
                context.trace,
            )
            event = told_as_event(sentence, position)
            aside = sentence.brackets[position] is not None
            aside = aside or in_relative_clause(sentence, position)
            figure = reading.figures[index]
            unknown = context.period is None
            topic.settle(figure, context, event=event, aside=aside, first=not before)
            if unknown and sentence.dates:
                context.basis = rebased(context, reading.dates)
            contexts[index] = context
            before.append((position, reading.figures[index], context))
        if before:
            last = before[-1][2]
        heard = None if before else subject_told_of(sentence, reading.entities)
        tellers.hear(sentence)
    return contexts


_FOOTNOTE = re.compile(r"(?:\[|\()\d{1,2}$")


def _without_footnote(span: Span | None, text: str) -> Span | None:
    """`assets[2]` as far as `assets`: spaCy takes a mark glued to a word for a part of it."""
    mark = None if span is None else _FOOTNOTE.search(span.of(text))
    return span if span is None or not mark else Span(span.start, span.start + mark.start())


def _listed(block: Block | None) -> bool:
    return block is not None and block.kind == "bullet"


def _introduction(reading: Reading, sentence: Sentence) -> Span | None:
    block = reading.layout.block_at(sentence.span.start)
    return (block.lead_in or block.heading) if block else None


def _introduced_modality(reading: Reading, block: Block | None) -> Modality | None:
    """Under `For 2025 the company expects:` or the heading `Outlook` nothing is actual yet."""
    if block is None or block.kind != "bullet" or block.lead_in is None:
        return None
    return of_introduction(block.lead_in.of(reading.text))


def _read(reading: Reading, site: Site, introduced: Modality | None) -> Context:
    sentence, position, figure = site.sentence, site.position, site.figure
    change, before = site.change, site.before
    context = Context(change.role, change.direction, change.anchor, trace=[change.rule])
    term = find_term(site)
    context.concept = _without_footnote(term.concept, reading.text)
    context.trace.append(term.rule)
    context.entity = _without_footnote(find_owner(site, context, term), reading.text)
    context.modality, context.negated = read_modality(sentence, position, figure, context.trace)
    if context.role == "from":
        context.modality = "actual"  # where something starts from is a fact
    again = change.rule == "change.equivalent" and bool(before)
    if again:
        context.modality = before[-1][2].modality
    if introduced is not None and context.modality == "actual":
        context.modality = introduced
        context.trace.append("modality.lead_in")
    dateline = reading.layout.dateline
    dates, bases = reading.dates, reading.bases
    skip = dateline.span if dateline else None
    context.period = read_period(sentence, position, figure, context, dates, before, skip)
    if context.period is None and not context.old:
        context.period = told_by_old_value(sentence, position, dates)
    if again:
        context.period, context.old = before[-1][2].period, before[-1][2].old
    context.basis = read_basis(sentence, position, figure, context, bases, dates, before)
    context.whole = read_whole(sentence, position, figure, context, before)
    return context
