"""The word lists that the context rules share, from the lexicons, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pr_extract.lexicon import Entry, load

RoleWord = Literal[
    "agent_verb",
    "arrival",
    "body_noun",
    "bound_verb",
    "chance_noun",
    "collection_noun",
    "compared_noun",
    "container",
    "count_measure",
    "counted_beside",
    "dated_noun",
    "deal_noun",
    "declaring_verb",
    "dimension",
    "employed",
    "estimating_verb",
    "evaluation",
    "expecting_verb",
    "extent_verb",
    "forecast_noun",
    "forecaster",
    "forward_adjective",
    "forward_verb",
    "headline_verb",
    "intention_noun",
    "issued",
    "job_loss",
    "job_noun",
    "leading_over",
    "level_verb",
    "linking_noun",
    "manner_noun",
    "measure_noun",
    "measure_verb",
    "moving_verb",
    "object_noun",
    "origin_verb",
    "outlook_noun",
    "owning_verb",
    "part_loss_verb",
    "part_noun",
    "participial_modifier",
    "particle_verb",
    "payment_noun",
    "place_noun",
    "predicate_verb",
    "present_word",
    "reference_noun",
    "results_noun",
    "same_past",
    "saying_verb",
    "share_noun",
    "share_verb",
    "source_noun",
    "speaker_noun",
    "state_noun",
    "stretch_noun",
    "sum_participle",
    "sum_verb",
    "supply_verb",
    "time_verb",
    "turning_point",
    "value_noun",
    "versus",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEntry(Entry):
    """Words around a figure that settle its role."""

    role: RoleWord
    words: tuple[str, ...]


def role_words(role: RoleWord) -> frozenset[str]:
    """All words of one list.

    >>> "stake" in role_words("share_noun")
    True
    """
    return _words_by_role()[role]


@cache
def _words_by_role() -> dict[RoleWord, frozenset[str]]:
    words: dict[RoleWord, set[str]] = {}
    for entry in load("roles", RoleEntry):
        words.setdefault(entry.role, set()).update(entry.words)
    return {role: frozenset(found) for role, found in words.items()}


def evaluative_words() -> frozenset[str]:
    """Adjectives that praise or grade and do not identify: `strong`, `record`, `significant`."""
    return role_words("evaluation")
