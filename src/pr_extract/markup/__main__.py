"""``python -m pr_extract.markup FILE…``: marked gold to JSON gold beside it, and back.

``NAME.gold.md`` writes ``NAME.gold.json`` and, where it is missing, ``NAME.txt``;
``NAME.gold.json`` writes ``NAME.gold.md``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pr_extract.markup import MarkupError, parse_marked, write_marked
from pr_extract.records import Release


def convert(path: Path) -> Path:
    """Write the other form of a gold file beside it → the path written."""
    name, _, form = path.name.rpartition(".gold.")
    source = path.with_name(f"{name}.txt")
    if form == "md":
        gold = parse_marked(path.read_bytes().decode())
        if not source.exists():
            source.write_bytes(gold.text.encode(gold.release.encoding))
        if source.read_bytes().decode(gold.release.encoding) != gold.text:
            raise ValueError(f"{source} does not hold the text that {path} marks")
        written = path.with_name(f"{name}.gold.json")
        written.write_bytes(gold.release.to_json(indent=1).encode() + b"\n")
    elif form == "json":
        release = Release.model_validate_json(path.read_bytes())
        written = path.with_name(f"{name}.gold.md")
        text = source.read_bytes().decode(release.encoding)
        written.write_bytes(write_marked(release, text).encode())
    else:
        raise ValueError(f"{path} is neither NAME.gold.md nor NAME.gold.json")
    return written


def main() -> int:
    """Convert the files named; 1 if one could not be."""
    failed = False
    for argument in sys.argv[1:]:
        try:
            print(convert(Path(argument)))
        except (MarkupError, ValueError, OSError) as error:
            print(f"{argument}: {error}", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
