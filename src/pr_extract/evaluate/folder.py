"""A folder of texts with their golds, extracted and scored."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from pr_extract.evaluate.gold import GoldError, find_golds, read_gold
from pr_extract.evaluate.scores import Scores, score
from pr_extract.records import Release


class Extractor(Protocol):
    """What is measured: anything that makes a record of a text."""

    def extract(self, text: str, /) -> Release:
        """Make the record of a text."""
        ...


def evaluate_folder(folder: Path, extractor: Extractor | None = None) -> Scores:
    """Extract every text of a folder that has a gold beside it, and score the lot.

    Raises:
        GoldError: if the folder holds no gold, or one that cannot be used.
    """
    if extractor is None:
        from pr_extract import load

        extractor = load()
    releases = [read_gold(path) for path in find_golds(folder)]
    if not releases:
        raise GoldError(f"{folder}: holds no NAME.gold.json, name a folder that has golds")
    return score(
        ((item.gold, extractor.extract(item.text), item.text) for item in releases),
        names=[item.name for item in releases],
    )
