"""Facts with the rules that made them, a line each: from a wrong fact to its rule in one look."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pr_extract.records import Fact, Span
from pr_extract.source import Document
from pr_extract.writers.wording import plain

if TYPE_CHECKING:
    from pr_extract.pipeline import Explained


def explanations(document: Document, explained: Explained) -> Iterator[str]:
    """A line for each fact: where it stands, and what each rule that fired has decided of it.

    >>> from pr_extract import load
    >>> from pr_extract.source import from_text
    >>> document = from_text("Sales rose 12%.")
    >>> for line in explanations(document, load().explain(document)):
    ...     print(line)
    -:1 '12%': change up [change.verb], concept 'Sales' [concept.subject]
    """
    for fact, trace in explained.facts():
        line = document.text.count("\n", 0, fact.span.start) + 1
        told = ", ".join(f"{_decided(rule, fact)} [{rule}]" for rule in dict.fromkeys(trace))
        yield f"{plain(document.name)}:{line} '{plain(fact.span.text)}': {told or 'no rule'}"


def _decided(rule: str, fact: Fact) -> str:
    """What a rule of this family decides, as the fact has it."""
    family = rule.partition(".")[0]
    if family == "change":
        return f"{fact.role} {fact.direction}" if fact.direction else fact.role
    if family == "modality":
        return fact.modality
    name, said = _SAID[family](fact)
    return f"{name} '{plain(said.text)}'" if said else f"no {name}"


_SAID: dict[str, Callable[[Fact], tuple[str, Span | None]]] = {
    "attribution": lambda fact: ("attribution", fact.attribution),
    "basis": lambda fact: ("basis", fact.basis.span if fact.basis else None),
    "concept": lambda fact: ("concept", fact.concept),
    "owner": lambda fact: ("entity", fact.entity),
    "period": lambda fact: ("period", fact.period.span if fact.period else None),
    "table": lambda fact: ("concept", fact.concept),
    "whole": lambda fact: ("whole", fact.whole),
}
