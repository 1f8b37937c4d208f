"""Characters to amounts: numbers joined with their units, bounds, ranges and `per` phrases."""

from __future__ import annotations

from collections.abc import Sequence

from pr_extract.quantities.quantity import Amounts
from pr_extract.source import Span


def find_amounts(text: str, blocked: Sequence[Span] = (), home: str | None = None) -> Amounts:
    """Read every amount of a text, leaving out what lies in the blocked spans (dates).

    ``home`` is the country (ISO 3166-1 alpha-2) of the dateline; it settles `$` and its like.
    """
    return Amounts((), ())
