"""Folders of texts with their golds, extracted and scored; and how they are split."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from pr_extract.evaluate.errors import Error
from pr_extract.evaluate.gold import GoldError, GoldRelease, find_golds, read_gold
from pr_extract.evaluate.scores import Scores, score
from pr_extract.records import Release

Split = Literal["dev", "test"]
SPLITS_FILE = "splits.toml"


class Extractor(Protocol):
    """What is measured: anything that makes a record of a text."""

    def extract(self, text: str, /) -> Release:
        """Make the record of a text."""
        ...


@dataclass(frozen=True, slots=True)
class Splits:
    """Which release is to look at (dev) and which is kept apart (test), and its genre."""

    of: dict[str, Split] = field(default_factory=dict)
    genres: dict[str, str] = field(default_factory=dict)


def read_splits(folder: Path) -> Splits:
    """Read ``splits.toml``: lists ``dev`` and ``test`` of names; a table ``[genres]`` of names.

    Raises:
        GoldError: if it cannot be read, or a name stands in both lists.
    """
    path = folder / SPLITS_FILE
    if not path.is_file():
        return Splits()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: not readable as TOML: {error}") from None
    return _parse_splits(data, path)


def _parse_splits(data: dict[str, Any], path: Path) -> Splits:
    splits = Splits()
    split: Split
    for split in ("dev", "test"):
        for name in data.get(split, []):
            stem = str(name).removesuffix(".txt")
            if splits.of.setdefault(stem, split) != split:
                raise GoldError(f"{path}: {stem} stands in dev and in test, leave it in one")
    for name, genre in data.get("genres", {}).items():
        splits.genres[str(name).removesuffix(".txt")] = str(genre)
    return splits


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of some folders, with the splits that their releases belong to."""

    scores: Scores
    splits: Splits

    def of_split(self, split: Split) -> Scores:
        """The scores of one split."""
        return self.scores.only(name for name, part in self.splits.of.items() if part == split)

    @property
    def is_split(self) -> bool:
        """Whether both splits were scored."""
        return bool(self.of_split("dev").releases and self.of_split("test").releases)

    def to_show(self, split: str | None) -> Scores:
        """What may be looked at: where both splits were scored and none was named, not test."""
        if split is not None or not self.is_split:
            return self.scores
        hidden = {name for name, part in self.splits.of.items() if part == "test"}
        return self.scores.only({item.name for item in self.scores.releases} - hidden)

    def to_read(self, split: str | None) -> list[Error]:
        """The errors of what may be looked at."""
        return self.to_show(split).errors


def read_folders(
    folders: Iterable[Path], split: str | None = None
) -> tuple[list[GoldRelease], Splits]:
    """All golds of some folders, or those of one split, and the splits they belong to.

    Raises:
        GoldError: if a folder holds no gold, or one that cannot be used.
    """
    releases: list[GoldRelease] = []
    splits = Splits()
    for folder in folders:
        found = [read_gold(path) for path in find_golds(folder)]
        if not found:
            raise GoldError(f"{folder}: holds no NAME.gold.json, name a folder that has golds")
        releases.extend(found)
        here = read_splits(folder if folder.is_dir() else folder.parent)
        splits.of.update(here.of)
        splits.genres.update(here.genres)
    if split in ("dev", "test"):
        releases = [item for item in releases if splits.of.get(item.name) == split]
        if not releases:
            raise GoldError(f"no release stands under {split!r} in {SPLITS_FILE}")
    return releases, splits


def evaluate_folders(
    folders: Iterable[Path],
    load: Callable[[], Extractor] | None = None,
    *,
    split: str | None = None,
) -> Evaluation:
    """Extract every text that has a gold beside it, and score the lot; or one split of it.

    Raises:
        GoldError: if a folder holds no gold, or one that cannot be used.
    """
    releases, splits = read_folders(folders, split)
    extractor = load() if load else _load_default()
    scores = score(
        ((item.gold, extractor.extract(item.text), item.text) for item in releases),
        names=[item.name for item in releases],
        genres=splits.genres,
    )
    return Evaluation(scores, splits)


def _load_default() -> Extractor:
    import pr_extract

    return pr_extract.load()


def evaluate_folder(folder: Path, extractor: Extractor | None = None) -> Scores:
    """As `evaluate_folders`, of one folder, with an extractor that is loaded already."""
    return evaluate_folders([folder], None if extractor is None else lambda: extractor).scores
