import pytest

from nominal_reading import check

CASES = [
    "Prices [doubled](multiple 2 times), output [tripled](multiple 3 times) and losses "
    "[halved](multiple 0.5 times).",
    "Output will [double](multiple 2 times) by 2030.",
    "It is [double](multiple 2 times) the price and [twice](multiple 2 times) as fast.",
    "Exports grew [five-fold](multiple 5 times) and imports [twofold](multiple 2 times).",
    "It is [10x](multiple 10 times) faster and [2.5 times](multiple 2.5 times) more efficient.",
    "A range of [6.0x to 6.5x](multiple 6.0..6.5 times) EBITDA.",
    "Traffic was nearly [five times](multiple 5 times bound=approximate) the old level.",
    "Orders were [one and a half times](multiple 1.5 times) those of a year before and "
    "[3 and a half times](multiple 3.5 times) what they were in 2019.",
    "The book was oversubscribed [3.2 times](multiple 3.2 times).",
    "She was named [twice](count 2 time) to the list and won [five times](count 5 time).",
]

NONE = [
    "A double-blind study, a double room and a triple-A rating.",
    "A double-digit rise; we redoubled our efforts; take it twice daily.",
    "Trucks with 4x4 drive; the 777X jet; 1080p video.",
]


@pytest.mark.parametrize("case", CASES)
def test_factors_are_multiples(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", NONE)
def test_descriptions_and_names_are_none(case: str) -> None:
    check(case)
