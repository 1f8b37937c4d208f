"""The command line: a module a command, all of them belonging to the app in `app`.

Data goes to standard output, everything else to standard error. What is heavy (spaCy, Pydantic,
the writers) is imported where it is used, so that ``--help`` and ``--version`` answer at once.
"""

from pr_extract.cli import convert, evaluate, extract, schema  # noqa: F401  (each adds its command)
from pr_extract.cli.app import FAILED, INTERRUPTED, OK, USAGE, app, main, run

__all__ = ["FAILED", "INTERRUPTED", "OK", "USAGE", "app", "main", "run"]
