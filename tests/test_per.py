"""What an amount is counted per, and what only looks like it."""

import pytest

from pr_extract.quantities.per import per_after


@pytest.mark.parametrize(
    ("after", "per"),
    [
        (" a year", "year"),
        (" each year to schools", "year"),
        (" a year before tax", "year"),
        ("-a-month", "month"),
        (" per diluted share", "share"),
        (" apiece", "each"),
        ("/tonne", "tonne"),
        (" per 5G subscribers", None),
        (" per policies", "policy"),
        (" a barrel", "barrel"),
    ],
)
def test_per(after: str, per: str | None) -> None:
    found = per_after(f"$400{after}", 4)
    assert (found and found[0]) == per


@pytest.mark.parametrize("word", ["earlier", "ago", "later", "previously", "before", "prior"])
@pytest.mark.parametrize("noun", ["year", "month", "quarter", "week"])
def test_a_time_of_its_own_is_no_per(noun: str, word: str) -> None:
    assert per_after(f"from $400 a {noun} {word}.", 9) is None
