"""What is said once of two amounts: their `per`, their currency."""

from __future__ import annotations

import pytest

from pr_extract.quantities.find import find_amounts
from pr_extract.quantities.pairs import agree


def read(text: str) -> list[tuple[str, str | None]]:
    return [(q.unit, q.per) for q in agree(text, find_amounts(text, home="CA").quantities)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It rose from $1,263 to $1,300 per tonne.", [("CAD", "tonne"), ("CAD", "tonne")]),
        ("It lost $11.3 million or $0.67 per share.", [("CAD", None), ("CAD", "share")]),
        ("It pays fifteen dollars (US$15.00) today.", [("USD", None), ("USD", None)]),
        ("It pays fifteen dollars (US$11.00) today.", [("CAD", None), ("USD", None)]),
    ],
)
def test_neighbours_agree(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text) == expected
