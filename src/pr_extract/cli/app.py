"""The app that the commands belong to: how it is run, and how it ends and complains."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import cyclopts
from cyclopts import App, Token

if TYPE_CHECKING:
    from pr_extract.pipeline import Extractor

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130

STDIN = "\0stdin"
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


class UserError(Exception):
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
        say(f"{' '.join(str(error).split())} Try 'pr-extract --help'.")
        return USAGE
    except UserError as error:
        say(str(error))
        return error.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _close_output()  # the reader has what it wanted (``| head``)
        return OK
    except OSError as error:
        _close_output()
        where = f"{error.filename}: " if error.filename else ""
        say(f"{where}{error.strerror or error}")
        return FAILED


def _close_output() -> None:
    """Let what is left in standard output go nowhere: Python would complain at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _mark_stdin(arguments: Sequence[str]) -> list[str]:
    return [STDIN if argument == "-" else argument for argument in arguments]


def as_given(_type: object, tokens: Sequence[Token]) -> str:
    """The name as it was typed (a Path would drop ``./``), though shells complete a Path."""
    return tokens[0].value


def say(message: str) -> None:
    """A message on standard error: one line, and nothing in it that commands a terminal."""
    line = " ".join(message.split())
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)
    sys.stderr.write(f"pr-extract: {shown}\n")
    sys.stderr.flush()


def load(model: str | None) -> Extractor:
    """The extractor with a model's name, else with the usual one."""
    from pr_extract.language.quick_start import import_spacy

    import_spacy()  # before anything else does: this one leaves out what a command never needs

    import pr_extract
    from pr_extract.language import ModelError

    try:
        return pr_extract.load(model)
    except ModelError as error:
        raise UserError(str(error), USAGE if model else FAILED) from None
