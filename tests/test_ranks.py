import pytest

from nominal_reading import check

CASES = [
    "It ranks [12th](rank 12 rank) worldwide, up from [15th](rank 15 rank) in 2022.",
    "It is the [third-largest](rank 3 rank) maker and the [second](rank 2 rank) largest employer.",
    "She was the [first](rank 1 rank) woman to lead the bank.",
    "It is [No. 1](rank 1 rank) in Spain, [#3](rank 3 rank) in Italy and its "
    "[number-one](rank 1 rank) concern.",
    "It is among the [top 10](rank 10 rank bound=at_most), a "
    "[top-three](rank 3 rank bound=at_most) priority.",
    "It was the [fifth](rank 5 rank) consecutive rise and our [25th](rank 25 rank) purchase.",
    "For the [first](rank 1 rank) time, it won.",
    "The plant is the world's [first](rank 1 rank), the [first](rank 1 rank) in Europe to run.",
    "The fund is the [first](rank 1 rank)-ever of its kind.",
    "Acme Becomes [First](rank 1 rank) Bank to Offer Loans",
    "Our team took [fourth](rank 4 rank) place, up from the first place it lost.",
    "It performed its [1,000th](rank 1000 rank) transplant.",
    "This is our [second](rank 2 rank) Phase 3 study to succeed.",
    "It came [fifth](rank 5 rank), was voted [second](rank 2 rank) among hubs, and is "
    "[third](rank 3 rank), behind Oslo.",
    "The wall, the [first](rank 1 rank) outdoor trial, held; it is the port's "
    "[first](rank 1 rank) direct container line.",
    "The surplus is the [first](rank 1 rank) since May.",
    "The cut is the [second](rank 2 rank) this year.",
    "It opened with the [first](rank 1 rank) direct flight to Oslo.",
    "Sales fell for the [third](rank 3 rank) quarter in a row and the [sixth](rank 6 rank) month "
    "running.",
]

NONE = [
    "In the first quarter, the second half and the 21st century.",
    "The First National Bank on Fifth Avenue held the 14th Annual Gala.",
    "First, it built a plant; second, it was first launched in May.",
    "A third-party audit, a first-in-class drug and a first-class seat.",
    "The first phase, the first closing and the first thing on the first day.",
    "The first delivery to Boeing is due; they are first among equals.",
    "It moved from the second to the third shift; the first flight to Oslo leaves at noon.",
    "See Patent No. 9 and Case No. 12; the top 50 percent won.",
    "Its largest plant and lowest price.",
]


@pytest.mark.parametrize("case", CASES)
def test_claims_of_order_and_firsts_in_time_are_ranks(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", NONE)
def test_ordinals_in_names_dates_and_labels_are_none(case: str) -> None:
    check(case)
