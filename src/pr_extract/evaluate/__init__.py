"""Gold against output, field by field: what `pr-extract eval` prints.

Figures are paired one to one by overlap of their spans, exact ones first, then those read alike.
``facts`` counts the pairs; ``facts exact`` those with the same ends; ``kind+value+unit`` those read
right; ``whole fact`` those with kind, value, unit, bound, role, direction and period (start and
end) right and a concept that shares at least half of the longer one's words; ``strict fact`` those
with every field and both ends right. Everything else is asked of pairs only: precision, recall and
F1 of a field's values, and how many pairs agree, null with null included. A span field is right if
it points at the same characters; its ``words`` row asks only for the same words, its ``tokens`` row
counts the words. Entities are told by the mentions they share, never by their ids.
"""

from __future__ import annotations

from pr_extract.evaluate.errors import Error
from pr_extract.evaluate.folder import Evaluation, evaluate_folder, evaluate_folders
from pr_extract.evaluate.gold import (
    Figure,
    Gold,
    GoldError,
    GoldRelease,
    find_golds,
    parse_gold,
    read_gold,
)
from pr_extract.evaluate.scores import ReleaseScores, Scores, score
from pr_extract.evaluate.tally import ALL, Tally

__all__ = [
    "ALL",
    "Error",
    "Evaluation",
    "Figure",
    "Gold",
    "GoldError",
    "GoldRelease",
    "ReleaseScores",
    "Scores",
    "Tally",
    "evaluate_folder",
    "evaluate_folders",
    "find_golds",
    "parse_gold",
    "read_gold",
    "score",
]
