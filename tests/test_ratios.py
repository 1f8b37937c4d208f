import pytest

from nominal_reading import check

CASES = [
    "Nearly [half](ratio 0.5 to_one bound=approximate) of drivers and "
    "[two-thirds](ratio 0.666667 to_one) of riders agree.",
    "More than [a third](ratio 0.333333 to_one bound=more_than) of managers left.",
    "[Three-quarters](ratio 0.75 to_one) (74%) said so.",
    "[One in five](ratio 0.2 to_one) adults, [three out of four](ratio 0.75 to_one) nurses and "
    "[9 of 10](ratio 0.9 to_one) dentists agree.",
    "About [1 in every 10](ratio 0.1 to_one bound=approximate) will fly.",
    "A [3-for-1](ratio 3 to_one) split and a [1-for-20](ratio 0.05 to_one) reverse split.",
    "Patients were randomized [2:1](ratio 2 to_one); favored by [3 to 1](ratio 3 to_one).",
    "It cut waste by [a third](ratio 0.333333 to_one).",
    "Prices retreated by almost [a fifth](ratio 0.2 to_one bound=approximate), to $12.",
    "Costs were lower by roughly [a third](ratio 0.333333 to_one bound=approximate).",
    "Output rose, a gain of more than [a third](ratio 0.333333 to_one bound=more_than).",
    "Sales were [a quarter](ratio 0.25 to_one) more than in the first quarter.",
    "Orders declined [a tenth](ratio 0.1 to_one) in May.",
    "Nearly [a third](ratio 0.333333 to_one bound=approximate) have moved; "
    "[a fifth](ratio 0.2 to_one) (21%) said no.",
    "[One tenant in eight](ratio 0.125 to_one) now pays late; only "
    "[two out of three](ratio 0.666667 to_one) stay.",
    "Barely [one half](ratio 0.5 to_one bound=approximate) of the rooms were let.",
    "[1/3](ratio 0.333333 to_one) of users and [¾](ratio 0.75 to_one) of buyers.",
]

NONE = [
    "Sales rose in the first half of 2024 and the second half.",
    "Half a million people; a half-day tour at half past nine.",
    "A third party spoke a quarter of an hour, at 10:30 a.m.",
    "It was audited by a third party.",
    "A third firm joined; it was the best result in a quarter, more than was hoped for.",
    "They met once a quarter, and sold over a quarter more slowly.",
    "One vessel in three ports was idle; one was sold in 2020.",
    "Orders grew for the sixth half in succession.",
    "A quarter earlier, three quarters of 2023 had passed.",
    "See page 3 of 12; the home team won 3-1.",
]


@pytest.mark.parametrize("case", CASES)
def test_parts_of_a_whole_are_ratios(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", NONE)
def test_calendar_clock_and_pages_are_none(case: str) -> None:
    text = case
    from nominal_reading import read

    assert [q for q in read(text) if q.kind == "ratio"] == []
