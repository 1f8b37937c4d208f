"""Gold that a person can read and write: marks inside the release's own text.

A marked file is a short header, a line ``---``, and then the text of the release exactly as it
stands, with a mark around every stretch that is annotated:

    pr-extract gold 1
    source: plant.txt
    ---
    [Acme Ltd](ORG acme) invested [$3 million](money 3000000 USD concept="plant" entity=acme) in a
    plant in [2023](date 2023).

`parse_marked` reads it into the plain text and a validated `Release`; `write_marked` is its exact
inverse. `docs/gold-format.md` is the guide. The reader is strict: what it does not know, it
refuses, with line and column.
"""

from pr_extract.markup.errors import MarkupError
from pr_extract.markup.reader import Marked, parse_marked
from pr_extract.markup.writer import write_marked

__all__ = ["Marked", "MarkupError", "parse_marked", "write_marked"]
