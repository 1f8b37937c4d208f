"""Whose a figure is: sentences with a figure and its owner as the text quotes it."""

from __future__ import annotations

import pytest

from pr_extract.pipeline import load

OWNERS = [
    # as an owner stands
    (
        "Alder Foods and Birch Grain signed a $9 million contract.",
        "$9 million",
        "Alder Foods and Birch Grain",
    ),
    (
        "These public, private and charity clinics serve 900 villages.",
        "900 villages",
        "public, private and charity clinics",
    ),
    (
        "Health care and social assistance added 1,400 jobs.",
        "1,400 jobs",
        "Health care and social assistance",
    ),
    ("This ambitious programme will train 900 nurses.", "900 nurses", "programme"),
    ("The Tarn Grants programme has paid for 850 boats.", "850 boats", "Tarn Grants programme"),
    ("The 14 crews will share prizes of £2 million.", "£2 million", "14 crews"),
    (
        "More than 3,000 growers and other members will share $40 million in prizes.",
        "$40 million",
        "growers and other members",
    ),
    ("Tarn Steel, with 1,700 welders, gave no forecast.", "1,700 welders", "Tarn Steel"),
    ("The whale oil market is estimated at $9 million.", "$9 million", None),
    # who tells of others, and what is done
    ("The spokesman says up to 300 guests had left.", "300 guests", None),
    (
        "Orla Bikes plc will put $4 million of the proceeds from the transaction aside.",
        "$4 million",
        "Orla Bikes plc",
    ),
    # subjects without a name
    ("The lease carries an interest rate of 4.1%.", "4.1%", "lease"),
    ("The foundation raised the prize to $4 million.", "$4 million", "foundation"),
    ("The deal is to yield annual savings of $4 million.", "$4 million", "deal"),
    # what owns nothing
    (
        "Orla Bikes plc grew. The Management Board expects an order intake of $4 million.",
        "$4 million",
        "Orla Bikes plc",
    ),
    (
        "Orla Bikes plc grew, and the ratio of net debt to income was 2.0x.",
        "2.0x",
        "Orla Bikes plc",
    ),
    # who holds what is counted
    ("Dunmore Oil has a team of 90 engineers.", "90 engineers", "Dunmore Oil"),
    ("Orla Bikes reported sales of 4,000 scooters.", "4,000 scooters", "Orla Bikes"),
    ("A village of 90 people lost its shop.", "90 people", "village"),
    # rows and places
    ("Health care added 1,400 jobs in May, and construction 900.", "900", "construction"),
    ("Tarn Rail will hold 60% of the venture and Orla Bus 40%.", "40%", "Orla Bus"),
    (
        "Spain led with $25 billion in exports, followed by Chile with $9 billion.",
        "$9 billion",
        "Chile",
    ),
    ("Exports grew 8% in Poland and 3% in Spain.", "8%", "Poland"),
    ("Exports grew 8% in Poland and 3% in Spain.", "3%", "Spain"),
    ("Best sellers\n\n- Tarno: 22,614 units\n- Orla: 18,047 units", "18,047 units", "Orla"),
    # a name without its description; a code is none
    ("Tarn striker Jo Lind scored 40 goals.", "40 goals", "Jo Lind"),
    ("The federal Tarn Relief Fund paid $9 million.", "$9 million", "Tarn Relief Fund"),
    # what has sales is a segment, and goes on being told of
    (
        "Orla Bikes plc grew. Retail Lending revenue rose 7% in May. Segment margin was 9.1%.",
        "9.1%",
        "Retail Lending",
    ),
    ("Orla Bikes plc grew. Net Interest income rose 7%.", "7%", "Orla Bikes plc"),
    # a measure that has risen for the fourth time is somebody's
    (
        "Orla Bikes plc said its traffic grew for the fourth month in a row.",
        "fourth",
        "Orla Bikes plc",
    ),
    # ranks
    ("Orla Bikes (OB), the third-largest maker of trikes, grew.", "third-largest", "Orla Bikes"),
    (
        "Tarn Rail opened the Orla Line in Spain, the third-longest line in Europe.",
        "third-longest",
        "Orla Line",
    ),
    # a place is not the thing that stands there, and a short name is the nearest
    (
        "Orla Bikes will open its plant in Leeds, England, with a capacity of 900 bikes a day.",
        "900 bikes",
        "plant",
    ),
    ("Orla Bikes plc (LSE: ORL) (“Orla”) sold 900 bikes.", "900 bikes", "Orla"),
    # what is told under a segment's name
    (
        "Orla Bikes plc grew. The Parts & Care segment had a good May. Costs fell by 4%.",
        "4%",
        "Parts & Care segment",
    ),
    (
        "The Trikes division won clients. Orla Bikes plc sold 90 vans. Costs fell by 4%.",
        "4%",
        "Orla Bikes plc",
    ),
    # the name above a sum
    (
        "The winners of the fund are named below.\n\nTarn Harbour Circle (Portugal)\n\n"
        "$45 million for the new quays\n\nOrla Meadows (Spain)\n\n$30 million for the hedges",
        "$45 million",
        "Tarn Harbour Circle",
    ),
    # the subject to come
    ("Through more than 40 food banks, we feed thousands.", "40 food banks", "we"),
    ("Compiled from 900 bookings, the study gives a full view.", "900 bookings", "study"),
    ("With over 30 years of brewing, Orla Ales goes on growing.", "30 years", "Orla Ales"),
]


@pytest.mark.parametrize(("text", "figure", "owner"), OWNERS, ids=[case[0][:40] for case in OWNERS])
def test_owner(text: str, figure: str, owner: str | None) -> None:
    [fact] = [fact for fact in load().extract(text).facts if fact.span.text == figure]
    assert (fact.entity.text if fact.entity else None) == owner


def test_a_heading_names_the_owner_and_the_nearest_mention_quotes_it() -> None:
    text = (
        "Dunmore Oil plc (LSE: DUN) reports results\n\n"
        "LONDON, May 3, 2024 -- Dunmore Oil plc, the Company, grew.\n\n"
        "Company Updates:\n\n"
        "DUN raised revenue. Fuel volumes totaled 4 million tons.\n"
    )
    [fact] = load().extract(text).facts
    assert fact.entity is not None and fact.entity.text == "DUN"


def test_a_market_report_is_about_its_market() -> None:
    text = (
        "Orla Advisors: Leeds Rents Rise\n\n"
        "LEEDS, England, May 3, 2024 -- Orla Advisors today published its review of Leeds. "
        "Leeds had a good year. In Leeds, many moved. Leeds is growing, and Leeds builds.\n\n"
        "Office vacancy fell to 4%.\n"
    )
    [fact] = load().extract(text).facts
    assert fact.entity is not None and fact.entity.text == "Leeds"


def test_who_says_we_speaks_of_what_is_theirs() -> None:
    text = (
        "LEEDS, England, May 3, 2024 -- Orla Bikes plc today announced a plan.\n\n"
        "“We are past the peak: spending will fall by 4%,” said Ann Roe, chief executive.\n"
    )
    [fact] = load().extract(text).facts
    assert fact.entity is not None and fact.entity.text == "We"


def test_a_place_on_the_way_does_not_own_what_follows() -> None:
    text = (
        "LEEDS, England, May 3, 2024 -- Orla Lines plc today reported on its ships.\n\n"
        "A voyage around Cape Horn takes ten days. Revenue came to $4 million.\n"
    )
    fact = load().extract(text).facts[-1]
    assert fact.entity is not None and fact.entity.text == "Orla Lines plc"


def test_a_company_told_by_what_it_is_is_the_issuer() -> None:
    text = (
        "LEEDS, England, May 3, 2024 -- Orla Holdings plc today reported its half-year.\n\n"
        "The listed holding company's revenue came to $4 million.\n"
    )
    release = load().extract(text)
    [fact] = release.facts
    assert fact.entity is not None and fact.entity.text == "company"
    assert fact.entity.ref == release.issuer


def test_group_before_a_measure_is_the_issuer() -> None:
    text = (
        "LEEDS, England, May 3, 2024 -- Orla Holdings plc today reported its half-year.\n\n"
        "The board continues to see Group revenue at $4 million.\n"
    )
    release = load().extract(text)
    [fact] = release.facts
    assert fact.entity is not None and fact.entity.text == "Group"
    assert fact.entity.ref == release.issuer
