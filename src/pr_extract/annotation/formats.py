"""The formats by name: how each is recognised, read and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from pr_extract.annotation import doccano, label_studio, ours, prodigy, web_annotation
from pr_extract.annotation.apart import take_apart
from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.foreign import (
    read_json,
    read_json_lines,
    write_json,
    write_json_lines,
)
from pr_extract.annotation.regions import Annotations, GoldText, Texts
from pr_extract.annotation.together import put_together
from pr_extract.markup.syntax import FIRST_LINE

FormatName = Literal["json", "marked", "label-studio", "prodigy", "doccano", "web-annotation"]
Lines = Sequence[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class _Given:
    """A file's content, and its JSON: one value, or one a line, each with its place."""

    content: str

    def lines(self) -> Lines:
        """One value a line; a list in one piece counts as its items."""
        if self.content.lstrip().startswith("["):
            listed = read_json(self.content)
            return [(f"[{number}]", value) for number, value in enumerate(listed)]
        try:
            return list(read_json_lines(self.content))
        except AnnotationError:
            if not _in_one_piece(self.content):
                raise
            return [("", read_json(self.content))]


def _in_one_piece(content: str) -> bool:
    """Whether the first line is only the beginning of a value: JSON that is written to be read."""
    return content.lstrip().partition("\n")[0].strip() in ("{", "[")


def read_golds(content: str, name: FormatName | None, texts: Texts) -> list[GoldText]:
    """The golds of a file in a format, or in the one it is recognised as.

    ``texts`` gives the text of a source, by name and encoding, where the format does not hold it.

    Raises:
        AnnotationError: if the file is not in that format, or what it says cannot be a gold.
    """
    golds = _read(content, name or recognise(content), texts)
    if not golds:
        raise AnnotationError("", "there is no gold in it")
    return golds


def _read(content: str, name: FormatName, texts: Texts) -> list[GoldText]:
    if name == "marked":
        return [ours.read_marked(content)]
    given = _Given(content)
    if name == "json":
        return ours.read_records(given.lines(), texts)
    readers: dict[str, Callable[[], list[Annotations]]] = {
        "label-studio": lambda: label_studio.read_tasks(read_json(content)),
        "prodigy": lambda: prodigy.read_examples(given.lines()),
        "doccano": lambda: doccano.read_examples(given.lines()),
        "web-annotation": lambda: web_annotation.read_page(read_json(content), texts),
    }
    return [put_together(annotations) for annotations in readers[name]()]


def write_golds(items: Sequence[GoldText], name: FormatName, *, predictions: bool = False) -> str:
    """The golds as the content of one file in a format.

    Raises:
        AnnotationError: if a gold cannot be written in it, or only one fits into a file.
    """
    if name == "json":
        records = [ours.as_json(item.gold) for item in items]
        return write_json(records[0]) if len(records) == 1 else write_json_lines(records)
    if name == "marked":
        if len(items) != 1:
            raise AnnotationError("", "a marked file holds one release, name a folder with -o")
        return ours.write_marks(items[0])
    apart = [take_apart(item) for item in items]
    if name == "label-studio":
        return write_json(label_studio.write_tasks(apart, predictions=predictions))
    if name == "prodigy":
        return write_json_lines(prodigy.write_examples(apart))
    if name == "doccano":
        return write_json_lines(doccano.write_examples(apart))
    return write_json(web_annotation.write_page(apart))


def recognise(content: str) -> FormatName:
    """The format that a file is in, by what its first record holds.

    >>> recognise('{"text": "It rose.", "label": []}')
    'doccano'

    Raises:
        AnnotationError: if it is none of ours.
    """
    if content.startswith(FIRST_LINE):
        return "marked"
    lines = _Given(content).lines() if content.lstrip()[:1] in ("{", "[") else []
    first = lines[0][1] if lines else None
    if isinstance(first, dict):
        for name, keys in _SIGNS:
            if any(key <= set(first) for key in keys):
                return name
    message = f"this is none of the formats that can be read ({', '.join(get_args(FormatName))})"
    raise AnnotationError("", f"{message}; if it is one, name it with --from")


_SIGNS: tuple[tuple[FormatName, tuple[set[str], ...]], ...] = (
    ("web-annotation", ({"@context"}, {"target", "body"})),
    ("label-studio", ({"data", "annotations"}, {"data", "predictions"})),
    ("prodigy", ({"text", "spans"}, {"text", "_input_hash"})),
    ("doccano", ({"text", "entities"}, {"text", "label"}, {"text", "labels"})),
    ("json", tuple({key} for key in ours.KEYS)),
)
