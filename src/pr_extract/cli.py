"""The command line: ``pr-extract PATHS``, ``pr-extract eval``, ``pr-extract schema``.

Data goes to standard output, everything else to standard error. What is heavy (spaCy, Pydantic,
the writers) is imported where it is used, so that ``--help`` and ``--version`` answer at once.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import cyclopts
from cyclopts import App, Parameter, Token

if TYPE_CHECKING:
    from pr_extract.evaluate import Scores
    from pr_extract.pipeline import Extractor
    from pr_extract.records import Release
    from pr_extract.source import Document, SourceError

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130

_STDIN = "\0stdin"
"""Stands for a lone ``-`` while the arguments are parsed: cyclopts takes it for an option."""

_HELP = """Turn press releases into facts: every figure as a row that says who, what, how much,
when, against what, says who, and points at the characters it came from.

PATHS are files, folders (searched for texts), quoted globs, and - for standard input. On a
terminal the facts are drawn as a table; down a pipe they are JSON Lines, a release a line."""

_EPILOGUE = """Exit codes: 0 all read; 1 some input failed (each named on standard error, the
others delivered), or the evaluation is below --min-f1; 2 wrong usage; 130 interrupted.

```
pr-extract corpus/*.txt
pr-extract release.txt --format csv -o facts.csv
curl -s URL | pr-extract - | jq '.facts[].concept.text'
pr-extract eval corpus/ --errors
```"""


class _UserError(Exception):
    """What stops the run; the message is a line that says what, where, what to do."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


def _version() -> str:
    from importlib.metadata import version

    return version("pr-extract")


app = App(
    name="pr-extract",
    help=_HELP,
    help_epilogue=_EPILOGUE,
    help_format="markdown",
    version=_version,
    usage="Usage: pr-extract [OPTIONS] PATHS…  |  pr-extract COMMAND",
    suppress_keyboard_interrupt=False,
    result_action="return_value",
)
app.register_install_completion_command(help="Install completion for the shell in use.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its code; never a traceback for a user's mistake."""
    if sys.stdout is None or sys.stderr is None:  # closed by the caller: ``>&-``
        nowhere = Path(os.devnull).open("w")  # noqa: SIM115
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line; arguments → exit code."""
    try:
        code = app(_mark_stdin(arguments), exit_on_error=False, print_error=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else OK
    except cyclopts.CycloptsError as error:
        _say(f"{' '.join(str(error).split())} Try 'pr-extract --help'.")
        return USAGE
    except _UserError as error:
        _say(str(error))
        return error.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_output()  # the reader has what it wanted (``| head``)
        return OK
    except OSError as error:
        _close_output()
        where = f"{error.filename}: " if error.filename else ""
        _say(f"{where}{error.strerror or error}")
        return FAILED


def _close_output() -> None:
    """Let what is left in standard output go nowhere: Python would complain at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _mark_stdin(arguments: Sequence[str]) -> list[str]:
    return [_STDIN if argument == "-" else argument for argument in arguments]


def _say(message: str) -> None:
    """A message on standard error: one line, and nothing in it that commands a terminal."""
    line = " ".join(message.split())
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    sys.stderr.write(f"pr-extract: {shown}\n")
    sys.stderr.flush()


_Format = Literal["table", "jsonl", "json", "csv"]


def _as_given(_type: object, tokens: Sequence[Token]) -> str:
    """The name as it was typed (a Path would drop ``./``), though shells complete a Path."""
    return tokens[0].value


@app.default
def extract(
    *paths: Annotated[Path, Parameter(converter=_as_given)],
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
    place = None if output == Path(_STDIN) else output
    chosen = format or _format_for(place)
    if excel and chosen != "csv":
        raise _UserError("--excel goes with --format csv", USAGE)
    if explain and format is not None:
        raise _UserError("--explain has a form of its own, leave out --format", USAGE)
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
        raise _UserError(message, USAGE) from None


def _standard_input() -> list[str]:
    if sys.stdin is None or sys.stdin.isatty():
        raise _UserError(
            "no input: name files or folders, or - for standard input; see pr-extract --help",
            USAGE,
        )
    return [_STDIN]


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
            given = "-" if name == _STDIN else name
            try:
                for path in source.expand([given]):
                    yield from self._documents(path)
            except source.SourceError as error:
                self._fail(error)

    def _documents(self, path: str) -> Iterator[Document]:
        from pr_extract import source

        if self._place is not None and _same_file(Path(path), self._place):
            raise _UserError(f"{path}: is also the output file, name another with -o", USAGE)
        try:
            yield from source.read(path, text_field=self._text_field, on_error=self._fail)
        except source.SourceError as error:
            self._fail(error)

    def _fail(self, error: SourceError) -> None:
        self.failed = True
        _say(str(error))


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
    extractor = _load(model)
    # The first by itself: it is out before the others, which are read in batches.
    yield extractor.extract(first, reference_date=day)
    yield from extractor.extract_many(documents, reference_date=day)


def _explain(
    reading: Iterable[Document], model: str | None, day: dt.date | None, place: Path | None
) -> None:
    from pr_extract.writers.destination import DestinationError, open_destination
    from pr_extract.writers.explained import explanations

    extractor = _load(model)
    try:
        with open_destination(place) as stream:
            for document in reading:
                explained = extractor.explain(document, reference_date=day)
                stream.writelines(f"{line}\n" for line in explanations(document, explained))
    except DestinationError as error:
        raise _UserError(str(error), USAGE) from None


def _load(model: str | None) -> Extractor:
    from pr_extract.language.quick_start import import_spacy

    import_spacy()  # before anything else does: this one leaves out what a command never needs

    import pr_extract
    from pr_extract.language import ModelError

    try:
        return pr_extract.load(model)
    except ModelError as error:
        raise _UserError(str(error), USAGE if model else FAILED) from None


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
        raise _UserError(str(error), USAGE) from None


@app.command(name="eval", help_epilogue="")
def evaluate_folders(
    *folders: Path,
    errors: Annotated[bool, Parameter(negative="")] = False,
    field: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    split: Literal["dev", "test", "all"] | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    min_f1: float | None = None,
    row: str = "whole fact",
    save: Path | None = None,
    compare: Path | None = None,
    html: Path | None = None,
    against: Path | None = None,
    baseline: Annotated[tuple[Literal["spacy", "quantulum3"], ...], Parameter(negative="")] = (),
    rules: Annotated[bool, Parameter(negative="")] = False,
    model: str | None = None,
) -> int:
    """Compare the output with the golds in a folder: NAME.gold.json beside NAME.txt.

    Parameters
    ----------
    folders
        Folders that hold golds, or single gold files.
    errors
        List each error with its line of text, gold beside output.
    field
        List the errors of this field only (unit, missing, spurious, offsets, ...); may be repeated.
    split
        The part of splits.toml to score. Without it all are scored and dev is set against test,
        and errors are listed of dev only, so that test stays unseen.
    json
        The scores as JSON.
    min_f1
        Exit with 1 if the F1 of the row is below.
    row
        The row that --min-f1 watches.
    save
        Keep the scores and errors in this file.
    compare
        Show what was gained and lost since such a file was saved.
    html
        Write a page that shows each text with its errors marked, gold beside output.
    against
        Score the records in this folder (NAME.gold.json) or JSONL file instead of extracting: a
        second annotator's, an earlier output, another system's.
    baseline
        Set what stock spaCy or quantulum3 (if installed) finds beside it; may be repeated.
    rules
        Show, instead of the scores, how often each rule fires and how often it is right.
    model
        Another installed English spaCy pipeline, by name or path.
    """
    from pr_extract.evaluate.baselines import BaselineError, load_baseline
    from pr_extract.evaluate.errors import matching
    from pr_extract.evaluate.folder import evaluate_folders as evaluate
    from pr_extract.evaluate.folder import read_folders
    from pr_extract.evaluate.gold import GoldError
    from pr_extract.evaluate.page import write_page
    from pr_extract.evaluate.report import Report
    from pr_extract.evaluate.rules import count_rules, draw_rules
    from pr_extract.evaluate.snapshot import SnapshotError, compare_with, save_snapshot
    from pr_extract.evaluate.stored import StoredRecords

    if against is not None and model is not None:
        raise _UserError("eval: --against extracts nothing, leave out --model", USAGE)
    if not folders:
        raise _UserError("eval: no folder, name one that holds NAME.gold.json files", USAGE)
    if min_f1 is not None and not 0 <= min_f1 <= 1:
        raise _UserError(f"eval: --min-f1 {min_f1:g} lies outside 0 to 1", USAGE)
    if rules and against is not None:
        raise _UserError("eval: --rules asks how facts were extracted, leave out --against", USAGE)
    try:
        if rules:
            draw_rules(count_rules(read_folders(folders, split)[0], _load(model)), sys.stdout)
            return OK
        load = partial(StoredRecords, against, folders) if against else partial(_load, model)
        result = evaluate(folders, load, split=split)
        scores = result.scores
        if row not in scores.rows:
            known = ", ".join(scores.rows)
            raise _UserError(f"eval: no row {row!r}, name one of: {known}", USAGE)
        listed = matching(result.to_read(split), field) if errors or field else None
        beside: dict[str, Scores] = {
            name: evaluate(folders, partial(load_baseline, name), split=split).scores
            for name in baseline
        }
        report = Report(result, watched=row, min_f1=min_f1, baselines=beside)
        difference = compare_with(compare, scores) if compare is not None else None
        if save is not None:
            save_snapshot(save, scores)
        if html is not None:
            write_page(html, result.to_show(split))
        # Last: whoever reads the report may have enough of it (``| head``).
        if json:
            sys.stdout.write(report.as_json(listed, difference))
        else:
            report.draw(sys.stdout, listed, difference)
    except (BaselineError, GoldError, SnapshotError) as error:
        raise _UserError(str(error)) from None
    return FAILED if min_f1 is not None and scores.f1(row) < min_f1 else OK


@app.command(help_epilogue="")
def schema(
    name: Literal["release", "fact", "date", "entity"] = "release", /, *, into: Path | None = None
) -> int:
    """Print the JSON Schema of a record.

    Parameters
    ----------
    name
        release (all of it), or fact, date, entity alone.
    into
        Write all four into this folder instead, as NAME.schema.json.
    """
    from pr_extract.writers.schema import schema_text, write_schemas

    if into is None:
        sys.stdout.write(schema_text(name))
        return OK
    try:
        write_schemas(into)
    except OSError as error:
        raise _UserError(f"{into}: cannot be written: {error.strerror}") from None
    return OK


if __name__ == "__main__":
    main()
