"""The labels, links and attributes into which a gold is taken apart; all taken from `records`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from pr_extract.records import (
    BasisKind,
    Bound,
    Dateline,
    DateType,
    Direction,
    EntityLabel,
    Kind,
    Modality,
    Role,
    Section,
    Span,
)

Sort = Literal["figure", "date", "entity", "headline", "dateline", "words"]

SORTS: dict[str, Sort] = {
    **dict.fromkeys(get_args(Kind), "figure"),
    **dict.fromkeys(get_args(DateType), "date"),
    **dict.fromkeys(get_args(EntityLabel), "entity"),
    "headline": "headline",
    "dateline": "dateline",
    "words": "words",
}
"""Every label of a region, and what it is a label of. ``words`` are words that a figure points at
and that carry no other label."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """What can be said of a region: a number, one of some choices, or free text."""

    name: str
    sort: Literal["number", "choice", "text"]
    choices: tuple[str, ...] = ()


def _texts(*names: str) -> tuple[Attribute, ...]:
    return tuple(Attribute(name, "text") for name in names)


def _choice(name: str, choices: tuple[str, ...]) -> Attribute:
    return Attribute(name, "choice", choices)


YES = "yes"

ATTRIBUTES: dict[Sort, tuple[Attribute, ...]] = {
    "figure": (
        *(Attribute(name, "number") for name in ("value", "low", "high")),
        *_texts("unit", "per"),
        _choice("bound", get_args(Bound)),
        _choice("role", get_args(Role)),
        _choice("direction", get_args(Direction)),
        _choice("basis", get_args(BasisKind)),
        _choice("modality", get_args(Modality)),
        _choice("negated", (YES,)),
        _choice("section", get_args(Section)),
        *_texts("period", "si", "sentence"),
    ),
    "date": _texts("timex", "start", "end"),
    "entity": (
        *_texts("name", "country", "exchange", "symbol", "title"),
        _choice("issuer", (YES,)),
    ),
    "headline": (),
    "dateline": _texts(*(name for name in Dateline.model_fields if name not in Span.model_fields)),
    "words": (),
}

FIGURE_LINKS = ("concept", "entity", "denotes", "period", "basis", "whole", "attribution")
"""Links from a figure. All lead to the words that say it, but for ``denotes``: it leads to the
entity that the words of ``entity`` mean, where these are no mention of it themselves."""

ALIAS = "alias"
"""The link from a mention of an entity to its first full mention, which describes it."""

LINKS = (*FIGURE_LINKS, ALIAS)
