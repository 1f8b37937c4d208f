"""Bounds before and after an amount, and words that only look like one."""

import pytest

# ruff: noqa: E501 (a table)
from pr_extract.bounds import bound_after, bound_before

BEFORE = {
    "more than": "more_than", "over": "more_than", "north of": "more_than", "in excess of": "more_than",
    "upwards of": "more_than", "exceeding": "more_than", "well above": "more_than", ">": "more_than",
    "at least": "at_least", "no less than": "at_least", "a minimum of": "at_least", "≥": "at_least",
    "nearly": "approximate", "about": "approximate", "an estimated": "approximate", "~": "approximate",
    "close to": "approximate", "some": "approximate", "approaching": "approximate",
    "just under": "less_than", "fewer than": "less_than", "below": "less_than", "<": "less_than",
    "up to": "at_most", "as much as": "at_most", "no more than": "at_most", "capped at": "at_most",
    "a maximum of": "at_most",
}  # fmt: skip
AFTER = {
    "or more": "at_least",
    "or so": "approximate",
    "or less": "at_most",
    "and above": "at_least",
}


@pytest.mark.parametrize(("words", "bound"), BEFORE.items(), ids=BEFORE)
def test_before(words: str, bound: str) -> None:
    text = f"It holds {words} $5"
    found = bound_before(text, text.index("$"))
    assert found is not None
    assert (found.bound, text[found.start : found.end]) == (bound, words)


@pytest.mark.parametrize(("words", "bound"), AFTER.items(), ids=AFTER)
def test_after(words: str, bound: str) -> None:
    found = bound_after(f"$5 {words}, it said", 2)
    assert found is not None
    assert found.bound == bound


def test_plus_after() -> None:
    found = bound_after("200+ firms", 3)
    assert found is not None
    assert found.bound == "at_least"


@pytest.mark.parametrize(
    ("text", "start"),
    [("It paid $5 over three years", 16), ("the discovery 3 years", 14), ("<td>5", 4)],
)
def test_no_bound(text: str, start: int) -> None:
    assert bound_before(text, start, "year") is None


def test_over_bounds_a_duration_that_is_told_for() -> None:
    found = bound_before("for over three years", 9, "year")
    assert found is not None
    assert found.bound == "more_than"


def test_up_goes_on_to_another_place() -> None:
    assert bound_after("63 acres and up to 15 pads", 8) is None
