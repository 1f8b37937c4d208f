"""``pr-extract PATHS``: the facts of press releases."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from pr_extract.cli.app import FAILED, OK, STDIN, USAGE, UserError, app, as_given, load, say

if TYPE_CHECKING:
    from pr_extract.records import Release
    from pr_extract.source import Document, SourceError

_Format = Literal["table", "jsonl", "json", "csv"]


@app.default
def extract(
    *paths: Annotated[Path, Parameter(converter=as_given)],
    format: Annotated[_Format | None, Parameter(alias="-f")] = None,
    output: Annotated[Path | None, Parameter(alias="-o")] = None,
    model: str | None = None,
    reference_date: str | None = None,
    text_field: str | None = None,
    excel: Annotated[bool, Parameter(negative="")] = False,
    explain: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Extract the facts of press releases.

    Parameters
    ----------
    paths
        Files, folders, globs; - is standard input.
    format
        table, jsonl, json or csv. Without it: as the output file's suffix says, a table on a
        terminal, else jsonl.
    output
        Write to this file, whole or not at all, instead of standard output.
    model
        Another installed English spaCy pipeline, by name or path.
    reference_date
        The day (YYYY-MM-DD) from which "today" or "last year" count where a release has no
        dateline.
    text_field
        The field that holds the text in JSONL input.
    excel
        CSV with the byte order mark by which Excel knows UTF-8.
    explain
        Tell, a line for each fact, which rules made it and what they decided.
    """
    day = _day(reference_date)
    names = [str(path) for path in paths] or _standard_input()
    place = None if output == Path(STDIN) else output
    chosen = format or _format_for(place)
    if excel and chosen != "csv":
        raise UserError("--excel goes with --format csv", USAGE)
    if explain and format is not None:
        raise UserError("--explain has a form of its own, leave out --format", USAGE)
    reading = _Reading(names, text_field, place)
    if explain:
        _explain(reading, model, day, place)
        return FAILED if reading.failed else OK
    releases = _extract_many(reading, model, day)
    _write(_with_progress(releases, place), chosen, place, excel=excel)
    return FAILED if reading.failed else OK


def _day(text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        message = f"--reference-date {text!r} is no date, write it as YYYY-MM-DD"
        raise UserError(message, USAGE) from None


def _standard_input() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        raise UserError(
            "no input: name files or folders, or - for standard input; see pr-extract --help",
            USAGE,
        )
    return [STDIN]


def _format_for(place: Path | None) -> _Format:
    suffixes: dict[str, _Format] = {".csv": "csv", ".json": "json", ".jsonl": "jsonl"}
    if place is not None:
        return suffixes.get(place.suffix.lower(), "jsonl")
    return "table" if sys.stdout.isatty() else "jsonl"


class _Reading:
    """The inputs, read one by one; those that fail are named on standard error and passed over."""

    def __init__(self, names: Iterable[str], text_field: str | None, place: Path | None) -> None:
        self._names = names
        self._text_field = text_field
        self._place = place
        self.failed = False

    def __iter__(self) -> Iterator[Document]:
        from pr_extract import source

        for name in self._names:
            given = "-" if name == STDIN else name
            try:
                for path in source.expand([given]):
                    yield from self._documents(path)
            except source.SourceError as error:
                self._fail(error)

    def _documents(self, path: str) -> Iterator[Document]:
        from pr_extract import source

        if self._place is not None and _same_file(Path(path), self._place):
            raise UserError(f"{path}: is also the output file, name another with -o", USAGE)
        try:
            yield from source.read(path, text_field=self._text_field, on_error=self._fail)
        except source.SourceError as error:
            self._fail(error)

    def _fail(self, error: SourceError) -> None:
        self.failed = True
        say(str(error))


def _same_file(one: Path, other: Path) -> bool:
    try:
        return other.is_file() and one.samefile(other)
    except OSError:
        return False


def _extract_many(
    reading: Iterable[Document], model: str | None, day: dt.date | None
) -> Iterator[Release]:
    """Releases as they come; the model is loaded only once there is something to read."""
    documents = iter(reading)
    first = next(documents, None)
    if first is None:
        return
    extractor = load(model)
    # The first by itself: it is out before the others, which are read in batches.
    yield extractor.extract(first, reference_date=day)
    yield from extractor.extract_many(documents, reference_date=day)


def _explain(
    reading: Iterable[Document], model: str | None, day: dt.date | None, place: Path | None
) -> None:
    from pr_extract.writers.destination import DestinationError, open_destination
    from pr_extract.writers.explained import explanations

    extractor = load(model)
    try:
        with open_destination(place) as stream:
            for document in reading:
                explained = extractor.explain(document, reference_date=day)
                stream.writelines(f"{line}\n" for line in explanations(document, explained))
    except DestinationError as error:
        raise UserError(str(error), USAGE) from None


def _with_progress(releases: Iterator[Release], place: Path | None) -> Iterator[Release]:
    """Count on standard error, if someone looks on and the table is not drawn there already."""
    if not sys.stderr.isatty() or (place is None and sys.stdout.isatty()):
        yield from releases
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from pr_extract.writers.wording import plain

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:.0f} releases"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("reading", total=None)
        for release in releases:
            progress.update(task, advance=1, description=plain(release.source))
            yield release


def _write(
    releases: Iterator[Release], chosen: _Format, place: Path | None, *, excel: bool
) -> None:
    from pr_extract.writers import open_writer
    from pr_extract.writers.destination import DestinationError, open_destination

    try:
        with open_destination(place) as stream:
            writer = open_writer(chosen, stream, excel=excel)
            for release in releases:
                writer.write(release)
            writer.finish()
    except DestinationError as error:
        raise UserError(str(error), USAGE) from None
