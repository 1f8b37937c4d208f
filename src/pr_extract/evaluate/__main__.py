"""``python -m pr_extract.evaluate FOLDER [--errors [FIELD]]``: the scores while rules are made."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pr_extract.evaluate import evaluate_folder, plain_report


def main() -> None:
    """Print the scores of a folder, and the errors of a field if asked."""
    parser = argparse.ArgumentParser(prog="python -m pr_extract.evaluate")
    parser.add_argument("folder", type=Path, nargs="+")
    parser.add_argument("--errors", nargs="?", const="", metavar="FIELD")
    options = parser.parse_args()
    for folder in options.folder:
        scores = evaluate_folder(folder)
        if options.errors is not None:
            for error in scores.errors:
                if options.errors in ("", error.field, error.of, f"{error.of} {error.field}"):
                    sys.stdout.write(f"{error}\n")
        sys.stdout.write(f"\n{folder}\n{plain_report(scores)}\n")


if __name__ == "__main__":
    main()
