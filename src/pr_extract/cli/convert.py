"""``pr-extract convert``: golds from one format into another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from pr_extract.cli.app import OK, STDIN, USAGE, UserError, app, as_given, say

_Format = Literal["json", "marked", "label-studio", "prodigy", "doccano", "web-annotation"]


def _place(output: Path | None) -> Path | None:
    """Where to write; a name that ends as a folder's must be one."""
    if output is None or str(output) == STDIN:
        return None
    place = Path(output)
    if str(output).endswith("/") and not place.is_dir():
        raise UserError(f"convert: {output}: there is no such folder, make it first", USAGE)
    return place


@app.command(help_epilogue="")
def convert(
    *paths: Path,
    to: _Format,
    source_format: Annotated[_Format | None, Parameter(name="--from")] = None,
    output: Annotated[Path | None, Parameter(alias="-o", converter=as_given)] = None,
    text: Path | None = None,
    predictions: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Convert golds, or extracted records, to the format of an annotation tool and back.

    Parameters
    ----------
    paths
        Files, folders that hold NAME.gold.json, - for standard input.
    to
        json (the records themselves), marked (marks in the text), label-studio, prodigy, doccano
        or web-annotation.
    source_format
        The format of the files, where it is not recognised.
    output
        Write to this file instead of standard output; of label-studio also FILE.xml, the labelling
        configuration. With json and marked it may be a folder: each gold by itself, with its text.
    text
        The release's text, where it does not stand beside a file that lacks it.
    predictions
        For label-studio: as predictions that are to be corrected, not as finished annotations.
    """
    from pr_extract.annotation import AnnotationError
    from pr_extract.annotation.files import read_file, write_file
    from pr_extract.writers.destination import DestinationError

    if not paths:
        raise UserError("convert: nothing to convert, name files or folders", USAGE)
    if predictions and to != "label-studio":
        raise UserError("convert: --predictions goes with --to label-studio", USAGE)
    place = _place(output)
    try:
        golds = [
            gold
            for path in paths
            for gold in read_file(None if path == Path(STDIN) else path, source_format, text)
        ]
        for beside in write_file(place, golds, to, predictions=predictions):
            say(f"{beside}: the labelling configuration, paste it into the project's settings")
    except AnnotationError as error:
        raise UserError(f"convert: {error}") from None
    except DestinationError as error:
        raise UserError(f"convert: {error}", USAGE) from None
    return OK
