"""The word lists that the context rules share, from the lexicons, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pr_extract.lexicon import Entry, load

RoleWord = Literal[
    "share_verb",
    "owning_verb",
    "bound_verb",
    "supply_verb",
    "time_verb",
    "particle_verb",
    "share_noun",
    "versus",
    "arrival",
    "container",
    "evaluation",
    "level_verb",
    "agent_verb",
    "dimension",
    "source_noun",
    "origin_verb",
    "measure_verb",
    "speaker_noun",
    "deal_noun",
    "measure_noun",
    "moving_verb",
    "headline_verb",
    "declaring_verb",
    "participial_modifier",
    "results_noun",
    "sum_participle",
    "payment_noun",
    "count_measure",
    "predicate_verb",
    "compared_noun",
    "object_noun",
    "employed",
    "job_loss",
    "chance_noun",
    "estimating_verb",
    "body_noun",
    "job_noun",
    "part_loss_verb",
    "part_noun",
    "saying_verb",
    "reference_noun",
    "dated_noun",
    "value_noun",
    "manner_noun",
    "state_noun",
    "linking_noun",
    "stretch_noun",
    "same_past",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEntry(Entry):
    """Words around a figure that settle its role."""

    role: RoleWord
    words: tuple[str, ...]


@cache
def role_words(role: RoleWord) -> frozenset[str]:
    """All words of one list.

    >>> "stake" in role_words("share_noun")
    True
    """
    entries = load("roles", RoleEntry)
    return frozenset(word for entry in entries if entry.role == role for word in entry.words)


def evaluative_words() -> frozenset[str]:
    """Adjectives that praise or grade and do not identify: `strong`, `record`, `significant`."""
    return role_words("evaluation")
