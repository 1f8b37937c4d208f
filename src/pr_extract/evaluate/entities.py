"""Entity records of gold and output: which denote the same thing, and how well they are found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from pr_extract.entities.vocabulary import legal_forms
from pr_extract.evaluate.errors import Of
from pr_extract.evaluate.gold import Gold
from pr_extract.evaluate.match import pair_spans, same_offsets
from pr_extract.evaluate.tally import Tallies
from pr_extract.records import Entity, Release, Span

Report = Callable[[Span | None, Of, str, object, object], None]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which record of the output is which record of the gold, told by the mentions they share."""

    gold: dict[str, Entity]
    output: dict[str, Entity]
    pairs: dict[str, str]

    def holds(self, gold: str | None, output: str | None) -> bool:
        """Whether two ids, the gold's and the output's, denote the same thing; or both none."""
        if gold is None or output is None:
            return gold is output
        return self.pairs.get(gold) == output

    def gold_name(self, ref: str | None) -> str | None:
        """The name behind an id of the gold."""
        return self.gold[ref].name if ref else None

    def output_name(self, ref: str | None) -> str | None:
        """The name behind an id of the output."""
        return self.output[ref].name if ref else None


def mentions_of(entities: tuple[Entity, ...]) -> list[tuple[Span, Entity]]:
    """All mentions with their records, in text order."""
    found = [(span, entity) for entity in entities for span in entity.mentions]
    return sorted(found, key=lambda item: (item[0].start, item[0].end))


def pair_mentions(gold: Gold, predicted: Release) -> list[tuple[int, int]]:
    """Mentions of gold and output paired by overlap, those with the same label first."""
    golds, outputs = mentions_of(gold.entities), mentions_of(predicted.entities)
    return pair_spans(
        [span for span, _ in golds],
        [span for span, _ in outputs],
        lambda g, p: golds[g][1].label == outputs[p][1].label,
    )


def align(gold: Gold, predicted: Release) -> Alignment:
    """Pair the records one to one, those that share most mentions first."""
    golds, outputs = mentions_of(gold.entities), mentions_of(predicted.entities)
    shared = Counter((golds[g][1].id, outputs[p][1].id) for g, p in pair_mentions(gold, predicted))
    pairs: dict[str, str] = {}
    taken: set[str] = set()
    for (one, other), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return Alignment(
        {entity.id: entity for entity in gold.entities},
        {entity.id: entity for entity in predicted.entities},
        pairs,
    )


def score_entities(
    gold: Gold, predicted: Release, same: Alignment, tallies: Tallies, report: Report
) -> None:
    """Count mentions found (with and without label, exactly) and aliases linked aright."""
    golds, outputs = mentions_of(gold.entities), mentions_of(predicted.entities)
    rows = ("mentions", "mentions exact", "mentions+label")
    pairs = pair_mentions(gold, predicted)
    for g, p in pairs:
        (one, entity), (other, record) = golds[g], outputs[p]
        exact, label = same_offsets(one, other), entity.label == record.label
        for row, hit in zip(rows, (True, exact, label), strict=True):
            tallies.found(row, hit=hit, gold=True, output=True)
        if not exact:
            report(one, "mention", "offsets", one, other)
        if not label:
            report(one, "mention", "label", entity.label, record.label)
        if not gold.judges("alias links"):
            continue
        linked = same.holds(entity.id, record.id)
        if not same_offsets(one, entity.span):
            tallies.compared("alias links", same=linked, gold=True, output=True)
        if not linked:
            report(one, "mention", "link", entity.name, record.name)
    found, used = {g for g, _ in pairs}, {p for _, p in pairs}
    for row in rows:
        for _ in range(len(golds) - len(found)):
            tallies.found(row, hit=False, gold=True, output=False)
        for _ in range(len(outputs) - len(used)):
            tallies.found(row, hit=False, gold=False, output=True)
    for g, (span, entity) in enumerate(golds):
        if g not in found:
            report(span, "mention", "missing", f"{entity.label} {span.text}", None)
    for p, (span, entity) in enumerate(outputs):
        if p not in used:
            report(span, "mention", "spurious", None, f"{entity.label} {span.text}")


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for case, article, punctuation and legal form.

    >>> same_name("The Acme Widgets Co., Ltd.", "ACME WIDGETS")
    True
    """
    if one is None or other is None:
        return one is other
    return _bare(one) == _bare(other)


def _bare(name: str) -> tuple[str, ...]:
    """The words of a name, without article and without the legal forms at its end."""
    words = [_letters(word) for word in name.split()]
    words = [word for word in words if word]
    if len(words) > 1 and words[0] == "the":
        del words[0]
    while len(words) > 1 and words[-1] in _endings():
        words.pop()
    return tuple(words)


def _letters(word: str) -> str:
    return "".join(char for char in word.casefold() if char.isalnum())


@cache
def _endings() -> frozenset[str]:
    return frozenset({"company", "corporation", *(_letters(form) for form in legal_forms())})
