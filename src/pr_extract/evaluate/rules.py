"""How often each rule of the context fires, and how often the field it decides is then right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TextIO

from pr_extract.evaluate.fields import overlap_by_half, right
from pr_extract.evaluate.gold import GoldRelease
from pr_extract.evaluate.match import pair_spans
from pr_extract.records import FactBase

if TYPE_CHECKING:
    from pr_extract.pipeline import Explained

DECIDES = {
    "attribution": "attribution",
    "basis": "basis",
    "change": "role+direction",
    "concept": "concept",
    "modality": "modality",
    "owner": "entity",
    "period": "period",
    "table": "concept",
    "whole": "whole",
}
"""What the rules of a family decide, by the beginning of their ids."""
SELDOM = 3
"""A rule that fires less often is a suspect."""
OFTEN = 3
"""A rule that is wrong more often than once in so many times goes."""


class Explainer(Protocol):
    """What can tell which rules made each fact."""

    def explain(self, text: str, /) -> Explained:
        """Read a text, with the rules that fired."""
        ...


@dataclass(slots=True)
class RuleCount:
    """One rule: how often it fired, how often a gold judges that, and what was then right.

    ``nearly`` counts concepts that share half their words with the gold's; for other fields it is
    the same as ``right``.
    """

    rule: str
    fired: int = 0
    judged: int = 0
    right: int = 0
    nearly: int = 0

    @property
    def share(self) -> float | None:
        """The share that is right; None if no gold judges it."""
        return self.right / self.judged if self.judged else None

    @property
    def verdict(self) -> str:
        """What speaks against the rule, in a word or two.

        >>> RuleCount("change.to", fired=9, judged=9, right=5).verdict
        'often wrong'
        >>> RuleCount("change.to", fired=2, judged=2, right=2).verdict
        'seldom'
        """
        seldom = ["seldom"] if self.fired < SELDOM else []
        wrong = ["often wrong"] if OFTEN * (self.judged - self.right) > self.judged else []
        return ", ".join([*seldom, *wrong])


def count_rules(releases: Iterable[GoldRelease], extractor: Explainer) -> list[RuleCount]:
    """Read each text again and count, per rule; in the order of the rules' names."""
    counts: dict[str, RuleCount] = {}
    for release in releases:
        if release.gold.covers("facts") and release.gold.fields is None:
            _count(release.gold.facts, extractor.explain(release.text), counts)
    return sorted(counts.values(), key=lambda count: count.rule)


def _count(golds: Sequence[FactBase], explained: Explained, counts: dict[str, RuleCount]) -> None:
    outputs = explained.release.facts
    pairs = pair_spans([fact.span for fact in golds], [fact.span for fact in outputs])
    gold_of = {p: golds[g] for g, p in pairs}
    for place, (output, trace) in enumerate(explained.facts()):
        for rule in dict.fromkeys(trace):
            count = counts.setdefault(rule, RuleCount(rule))
            count.fired += 1
            if place in gold_of:
                _judge(count, gold_of[place], output)


def _judge(count: RuleCount, gold: FactBase, output: FactBase) -> None:
    field = DECIDES[count.rule.partition(".")[0]]
    count.judged += 1
    count.right += right(field, gold, output)
    if field == "concept":
        count.nearly += overlap_by_half(gold.concept, output.concept)
    else:
        count.nearly += right(field, gold, output)


def draw_rules(counts: Iterable[RuleCount], stream: TextIO) -> None:
    """The counts as a table; ``right`` and ``half`` are of those that a gold judges."""
    from rich.console import Console

    from pr_extract.evaluate.report import new_table

    table = new_table("Rule", "decides", "fired", "judged", "right", "half", "")
    for count in counts:
        judged = max(count.judged, 1)
        table.add_row(
            count.rule,
            DECIDES[count.rule.partition(".")[0]],
            str(count.fired),
            str(count.judged),
            "" if count.share is None else f"{count.share:.2f}",
            "" if count.share is None else f"{count.nearly / judged:.2f}",
            count.verdict,
        )
    width = None if stream.isatty() else 100
    Console(file=stream, width=width, highlight=False, emoji=False).print(table)
