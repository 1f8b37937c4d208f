"""Gold against output, field by field: what `pr-extract eval` prints."""

from __future__ import annotations

from pr_extract.evaluate.errors import Error
from pr_extract.evaluate.folder import Evaluation, evaluate_folder, evaluate_folders
from pr_extract.evaluate.gold import Gold, GoldError, GoldRelease, find_golds, parse_gold, read_gold
from pr_extract.evaluate.report import plain_report
from pr_extract.evaluate.scores import ReleaseScores, Scores, score
from pr_extract.evaluate.tally import ALL, Tally

__all__ = [
    "ALL",
    "Error",
    "Evaluation",
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
    "plain_report",
    "read_gold",
    "score",
]
