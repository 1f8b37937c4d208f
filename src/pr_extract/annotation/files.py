"""Golds in files: read in any format with their texts beside them, written one or many."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pr_extract import source
from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.formats import FormatName, read_golds, write_golds
from pr_extract.annotation.label_studio_config import config
from pr_extract.annotation.regions import GoldText
from pr_extract.evaluate.gold import GOLD_SUFFIX, find_golds
from pr_extract.writers.destination import open_destination

SUFFIXES: dict[FormatName, str] = {"json": GOLD_SUFFIX, "marked": ".gold.md"}
"""The formats that keep a gold in a file of its own beside its text, and how that ends."""


def read_file(path: Path | None, name: FormatName | None, text: Path | None) -> list[GoldText]:
    """The golds of a file, None is standard input; of a folder, its ``NAME.gold.json``.

    A format that does not hold the text finds it beside the file, under the name of its source;
    or in ``text``.

    Raises:
        AnnotationError: if the file cannot be read as a gold, or its text is missing.
    """
    if path is not None and path.is_dir():
        found = [gold for one in find_golds(path) for gold in read_file(one, name, text)]
        if not found:
            raise AnnotationError(str(path), "holds no NAME.gold.json, name the files themselves")
        return found
    where = "-" if path is None else str(path)
    try:
        raw = sys.stdin.buffer.read() if path is None else path.read_bytes()
        content = raw.decode("utf-8-sig")
    except OSError as error:
        raise AnnotationError(where, error.strerror or "cannot be read") from None
    except UnicodeDecodeError as error:
        raise AnnotationError(where, f"this is no text in UTF-8: {error.reason}") from None
    try:
        return read_golds(content, name, _Texts(path, text))
    except AnnotationError as error:
        raise AnnotationError(where, str(error)) from None


class _Texts:
    """The texts that golds in a file are of."""

    def __init__(self, path: Path | None, text: Path | None) -> None:
        self._path, self._text = path, text

    def __call__(self, name: str, encoding: str) -> str:
        places = [self._text] if self._text is not None else list(self._beside(name))
        for place in places:
            if place.is_file():
                return _read_text(place, encoding)
        wanted = places[0] if places else "it"
        raise AnnotationError("", f"the text {wanted} is missing, put it there or name it: --text")

    def _beside(self, name: str) -> Iterator[Path]:
        path = self._path
        if path is not None and path.name.endswith(GOLD_SUFFIX):
            yield path.with_name(f"{path.name.removesuffix(GOLD_SUFFIX)}.txt")
        if Path(name).name:
            yield (path.parent if path is not None else Path()) / Path(name).name
            yield Path(name)


def _read_text(place: Path, encoding: str) -> str:
    """The text as it was annotated: of a web page, a mail or a PDF what is extracted from it."""
    try:
        if place.suffix.lower() == ".txt":
            return place.read_bytes().decode(encoding)
        return next(source.read(str(place))).text
    except (UnicodeDecodeError, LookupError) as error:
        message = f"not in the encoding that its gold names: {error}"
        raise AnnotationError(str(place), message) from None
    except (source.SourceError, StopIteration) as error:
        raise AnnotationError("", str(error) or f"{place}: holds no text") from None


def write_file(
    place: Path | None, items: Sequence[GoldText], name: FormatName, *, predictions: bool
) -> list[Path]:
    """Write the golds to a file, None is standard output; or into a folder, each its own.

    Returns what was written beside: for Label Studio the labelling configuration.

    Raises:
        AnnotationError: if a gold cannot be written in the format.
        DestinationError: if a file cannot be written.
    """
    if place is not None and place.is_dir():
        return _write_folder(place, items, name)
    content = write_golds(items, name, predictions=predictions)
    with open_destination(place) as stream:
        stream.write(content)
    if name != "label-studio" or place is None:
        return []
    beside = place.with_suffix(".xml")
    with open_destination(beside) as stream:
        stream.write(config())
    return [beside]


def _write_folder(folder: Path, items: Sequence[GoldText], name: FormatName) -> list[Path]:
    """Write ``NAME.gold.json`` or ``NAME.gold.md`` of each, and its ``NAME.txt`` if missing."""
    if name not in SUFFIXES:
        raise AnnotationError(str(folder), f"is a folder, and {name} is one file: name that")
    written: set[Path] = set()
    for item in items:
        stem = Path(item.gold.source).name.removesuffix(".txt")
        if stem in ("", "-", "..") or not stem.isprintable():
            message = f"a gold of {item.gold.source!r} has no name to be written under"
            raise AnnotationError(str(folder), message)
        path = folder / f"{stem}{SUFFIXES[name]}"
        if path in written:
            raise AnnotationError(str(path), "two golds have this name, convert them apart")
        written.add(path)
        _keep_text(folder / f"{stem}.txt", item)
        with open_destination(path) as stream:
            stream.write(write_golds([item], name))
    return []


def _keep_text(path: Path, item: GoldText) -> None:
    try:
        raw = item.text.encode(item.gold.encoding)
        if not path.exists():
            path.write_bytes(raw)
        elif path.read_bytes() != raw:
            raise AnnotationError(str(path), "is another text than the one that is annotated")
    except (UnicodeEncodeError, LookupError) as error:
        raise AnnotationError(str(path), f"cannot be written in its encoding: {error}") from None
