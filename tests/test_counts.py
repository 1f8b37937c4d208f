import pytest

from nominal_reading import check, read

COUNTED = [
    "The group runs [40 stores](count 40 store) and [12 warehouses](count 12 warehouse).",
    "It hired [1,200 full- and part-time employees](count 1200 employee).",
    "ACME OPENS [20 NEW STORES](count 20 store) IN OHIO, ADDS [300 JOBS](count 300 job)",
    "Acme Adds [Two New Board Members](count 2 member) And "
    "[Three Regional Sales Offices](count 3 office)",
    "The airline ordered [12 Boeing 737 MAX 8 jets](count 12 jet) and "
    "[eight Airbus A320neo aircraft](count 8 aircraft).",
    "It has between [50m and 51m guests](count 50000000..51000000 guest).",
    "Some [3 million people](count 3000000 person bound=approximate) and dozens of firms joined.",
    "The group runs [two children's hospitals](count 2 hospital).",
    "The app has [1 billion monthly active users](count 1000000000 user).",
    "Acme has [150+ locations](count 150 location bound=at_least).",
    "The yard holds [28 drive-in doors](count 28 door).",
    "The deal covers [three (3) test wells](count 3 well).",
    "[Zero accidents](count 0 accident) were reported.",
    "It gives up to [20 grants](count 20 grant bound=at_most per=year) a year.",
    "It adds up to an additional [20 drugs](count 20 drug bound=at_most).",
    "The plan repurchased [1.2 million shares](count 1200000 share).",
]

ADJECTIVAL = [
    "They opened a [300-bed](count 300 bed) hospital.",
    "They opened a [300 bed](count 300 bed) hospital.",
    "A [12-member](count 12 member) board met.",
    "A four-way stop, a three-dimensional map and a one-stop shop stand there.",
]

ONE = [
    "It has [one channel](count 1 channel) and [two centers](count 2 center).",
    "It is one of the largest makers, and one day one firm may be the first one.",
    "It needs just [one more win](count 1 win); only [one](count 1 game) of its "
    "[nine games](count 9 game) was won, by all but [one player](count 1 player).",
    "She is the only one; only one of the largest firms came, and he spoke of one area.",
    "They own at least [one car](count 1 car bound=at_least).",
    "No one helped one another; users face one or more risks.",
]

ELIDED = [
    "Passenger traffic at the airport reached [4,612](count 4612 passenger), above the "
    "[4,450](count 4450 passenger) counted before.",
    "Deliveries in Spain rose to [4,000](count 4000 delivery).",
    "The average days on market fell from [91](measurement 91 day) to [70](measurement 70 day).",
    "It opened a hall, bringing the number of gates to [28](count 28 gate).",
    "It handles [2,400 bags](count 2400 bag), [half](ratio 0.5 to_one) again the present "
    "[1,600](count 1600 bag).",
    "It had [4.8 million guests](count 4800000 guest); it could pass "
    "[six million](count 6000000 guest bound=more_than).",
    "Vehicle registrations by region:\n\n- North: [12,400](count 12400 registration)\n"
    "- South: [9,100](count 9100 registration), down from [9,800](count 9800 registration)\n",
    "New registrations were as follows:\n• Cars: [12,400](count 12400 car)\n"
    "• Trucks: [1,300](count 1300 truck)\n",
    "There was a decline in transaction volume ([31](count 31 transaction) in the north vs. "
    "[37](count 37 transaction) in the south), though transactions grew.",
    "Deliveries of hybrids jumped to a record [31,220](count 31220 hybrid).",
    "Some [48,600 residents](count 48600 resident bound=approximate) were out of work, "
    "[2,300](count 2300 resident) fewer than before.",
    "The firm sold [900 vans](count 900 van). It wants to build "
    "[1,200](count 1200 van per=year) a year.",
    "It had [1,000 calls](count 1000 call) in May, some [1,200](count 1200 call bound=approximate) "
    "in June.",
    "The number of claims rose to [4,300](count 4300 claim). The four-week "
    "average slipped to [4,200](count 4200 claim) from [4,250](count 4250 claim).",
    "The fire left [82 dead](count 82 dead), as [900](count 900 person) watched.",
    "They added [157 jobs](count 157 job), fewer than the [190](count 190 job) forecast.",
    "Births fell from [640](count 640 birth) to [171](count 171 birth) last year.",
    "Acme is offering [900 shares](count 900 share) and the holders are offering "
    "[400](count 400 share).",
    "They paid at least [once](count 1 time bound=at_least); it has a customer base of "
    "[3 million](count 3000000 customer).",
    "Cargo volume reached 40,000; indicators by region:\n• North: 12\n",
    "The chain grew from [15 stores](count 15 store) to [20](count 20 store).",
    "It ordered [20 jets](count 20 jet), with options on [15](count 15 jet) more.",
    "The number of active users rose to [1.2 million](count 1200000 user).",
    "Deliveries rose 12% to [4,210](count 4210 delivery), compared with "
    "[3,760](count 3760 delivery) a year earlier.",
    "The yard has [327](count 327 door) dock-high and [28 drive-in doors](count 28 door).",
    "[Seven](count 7 plant) of its [12 plants](count 12 plant) closed.",
    "Of the [40 stores](count 40 store), [12](count 12 store) are in Texas.",
    "Patients took the drug (N=[365](count 365 patient)) or placebo (N=[184](count 184 patient)).",
    "Stays averaged 39 days, up from [35](measurement 35 day) before.",
    "Revenue and sales rose to new highs of 300.",
]

SCORES = [
    "The Net Promoter Score rose to [72](measurement 72 dimensionless), "
    "vs. [64](measurement 64 dimensionless) before.",
    "The consumer confidence index fell to [98.4](measurement 98.4 dimensionless).",
    "It debuted at [57](count 57 point) on a [100-point](count 100 point) scale.",
    "It is rated [4.8](measurement 4.8 dimensionless) out of 5 stars.",
]

MEASURED = [
    "Sales rose for [two consecutive years](measurement 2 year).",
]

NO_COUNTS = [
    "Fortune 500 companies and Boeing 737 jets stand on Route 66.",
    "The Phase 3 trials for Type 2 diabetes resumed.",
    "The 2024 reports and the 2026 notes are out.",
    "Call 1-800-555-0199 or visit 221 Baker Street.",
    "Several hundred firms and dozens of cities joined.",
    "It sold 485X kits and flew a 787-9 jet.",
    "Take the tablet twice daily, three times a week.",
]


@pytest.mark.parametrize("case", COUNTED)
def test_a_number_counts_the_noun_behind_its_modifiers(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", ADJECTIVAL)
def test_a_noun_tied_to_the_number_is_counted_and_a_description_is_not(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", ONE)
def test_one_counts_only_among_counts_or_under_a_bound(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", ELIDED)
def test_a_number_without_a_noun_takes_that_of_its_antecedent(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", SCORES)
def test_scores_are_dimensionless_unless_the_text_calls_them_points(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", MEASURED)
def test_a_unit_behind_a_modifier_measures(case: str) -> None:
    check(case)


@pytest.mark.parametrize("case", NO_COUNTS)
def test_labels_names_years_and_idioms_are_no_counts(case: str) -> None:
    check(case)


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("It works with 200 firms producing spare parts.", "firms producing spare parts"),
        ("They won 24 million projects and contests to date.", "projects and contests"),
        ("The trial enrolled 250 patients with severe asthma.", "patients with severe asthma"),
        ("The park has six buildings ranging in size.", "buildings"),
        ("It serves 2 million customers across Ohio.", "customers"),
        ("They joined 300 people and dozens of firms.", "people"),
    ],
)
def test_the_concept_holds_what_picks_the_counted_things_out(text: str, concept: str) -> None:
    (count,) = read(text)
    assert count.head is not None
    assert count.head.of(text) == concept
