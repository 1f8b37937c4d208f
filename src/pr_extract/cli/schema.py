"""``pr-extract schema``: the records' JSON Schemas."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from pr_extract.cli.app import OK, UserError, app


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
        raise UserError(f"{into}: cannot be written: {error.strerror}") from None
    return OK
