"""Datelines of every wire, in our own words, parsed field by field."""

from __future__ import annotations

import datetime as dt

import pytest

from pr_extract.layout import Dateline, read_layout

DAY = dt.date(2024, 10, 24)
REST = " Acme Pumps opened a plant on the coast for its customers in the north.\n"

# dateline as it stands → city, region, country, date, wire
WIRES = [
    ("LEEDS, England, Oct. 24, 2024 /PRNewswire/ --", "Leeds", "England", "GB", DAY, "PRNewswire"),
    ("NEW YORK, Oct. 24, 2024 /PRNewswire-FirstCall/ --",
     "New York", None, "US", DAY, "PRNewswire-FirstCall"),
    ("SINGAPORE, Oct. 24, 2024 /PRNewswire-Asia/ --",
     "Singapore", None, "SG", DAY, "PRNewswire-Asia"),
    ("TORONTO, Oct. 24, 2024 /CNW/ -", "Toronto", None, "CA", DAY, "CNW"),
    ("NEW YORK, Oct. 24, 2024 /PRNewswire via COMTEX/ --",
     "New York", None, "US", DAY, "PRNewswire"),
    ("AUSTIN, Texas--(BUSINESS WIRE)--", "Austin", "Texas", "US", None, "BUSINESS WIRE"),
    ("PARIS–(BUSINESS WIRE)–", "Paris", None, "FR", None, "BUSINESS WIRE"),
    ("LONDON--(BUSINESS WIRE)--October 24, 2024--", "London", None, "GB", DAY, "BUSINESS WIRE"),
    ("SAN JOSE, Calif., Oct. 24, 2024 (GLOBE NEWSWIRE) --",
     "San Jose", "Calif.", "US", DAY, "GLOBE NEWSWIRE"),
    ("Oct. 24, 2024 (GLOBE NEWSWIRE) --", None, None, None, DAY, "GLOBE NEWSWIRE"),
    ("LEEDS, UK / ACCESSWIRE / October 24, 2024 /", "Leeds", None, "GB", DAY, "ACCESSWIRE"),
    ("VANCOUVER, BC--(Marketwired - October 24, 2024) -",
     "Vancouver", "BC", "CA", DAY, "Marketwired"),
    ("Toronto, Ontario--(Newsfile Corp. - October 24, 2024) -",
     "Toronto", "Ontario", "CA", DAY, "Newsfile Corp."),
    ("HANOI, Vietnam - Media OutReach Newswire - 24 October 2024 -",
     "Hanoi", None, "VN", DAY, "Media OutReach Newswire"),
    ("BERN, Switzerland - October 24, 2024 (NEWMEDIAWIRE) -",
     "Bern", None, "CH", DAY, "NEWMEDIAWIRE"),
    ("TOKYO, Oct 24, 2024 - (JCN Newswire) -", "Tokyo", None, "JP", DAY, "JCN Newswire"),
    ("DAYTON, OH, October 24, 2024 /24-7PressRelease/ --",
     "Dayton", "OH", "US", DAY, "24-7PressRelease"),
    ("RENO, NV, October 24, 2024 – PRISM MediaWire (Release Service) –",
     "Reno", "NV", "US", DAY, "PRISM MediaWire"),
    ("BEIJING, Oct. 24 (Xinhua) --", "Beijing", None, "CN", None, "Xinhua"),
    ("BOSTON (AP) —", "Boston", None, "US", None, "AP"),
    ("LYON, Oct. 24, 2024 /SomeNewWire/ --", "Lyon", None, "FR", DAY, "SomeNewWire"),
    ("LYON, France, Oct. 24, 2024 (SOME NEW WIRE) --", "Lyon", None, "FR", DAY, "SOME NEW WIRE"),
]  # fmt: skip

PLACES = [
    ("Munich, 24 October 2024 –", "Munich", None, "DE", DAY),
    ("24 October 2024 – Basel, Switzerland –", "Basel", None, "CH", DAY),
    ("Reno, NV (October 24, 2024) –", "Reno", "NV", "US", DAY),
    ("Mumbai, 24th October 2024:", "Mumbai", None, "IN", DAY),
    ("Oslo, Norway, 24 October 2024 at 8:00 a.m. CET –", "Oslo", None, "NO", DAY),
    ("GENEVA - 24-Oct-2024 -", "Geneva", None, "CH", DAY),
    ("PERTH, Oct. 24, 2024 --", "Perth", None, "AU", DAY),
    ("BOSTON and LONDON, Oct. 24, 2024 --", "Boston", None, "US", DAY),
    ("BOSTON, Mass. and LONDON, Oct. 24, 2024 --", "Boston", "Mass.", "US", DAY),
    ("ROME, OSLO and LIMA, Oct. 24, 2024 --", "Rome", None, "IT", DAY),
    ("MACON, Georgia, Oct. 24, 2024 --", "Macon", "Georgia", "US", DAY),
    ("TBILISI, Georgia, Oct. 24, 2024 --", "Tbilisi", None, "GE", DAY),
    ("WUXI, Jiangsu, China, Oct. 24, 2024 --", "Wuxi", "Jiangsu", "CN", DAY),
    ("FRANKFURT AM MAIN, Germany, Oct. 24, 2024 --", "Frankfurt am Main", None, "DE", DAY),
    ("WINSTON-SALEM, N.C., Oct. 24, 2024 --", "Winston-Salem", "N.C.", "US", DAY),
    ("KÖPING, Oct. 24, 2024 --", "Köping", None, "SE", DAY),
    ("SEINAJOKI, Oct. 24, 2024 --", "Seinajoki", None, "FI", DAY),
    ("HONG KONG, Oct. 24, 2024 --", "Hong Kong", None, "HK", DAY),
    ("NOWHERE FALLS, Oct. 24, 2024 --", "Nowhere Falls", None, None, DAY),
    ("WASHINGTON –", "Washington", None, "US", None),
    ("LEEDS, England –", "Leeds", "England", "GB", None),
]


def _dateline(lead: str) -> Dateline:
    text = f"Acme Pumps opens a plant\n\n{lead}{REST}"
    found = read_layout(text).dateline
    assert found is not None
    assert found.span.of(text) == lead
    return found


@pytest.mark.parametrize(("lead", "city", "region", "country", "date", "wire"), WIRES)
def test_wires(
    lead: str, city: str, region: str, country: str, date: dt.date | None, wire: str
) -> None:
    found = _dateline(lead)
    assert (found.city, found.region, found.country, found.date, found.wire) == (
        city, region, country, date, wire,
    )  # fmt: skip


@pytest.mark.parametrize(("lead", "city", "region", "country", "date"), PLACES)
def test_places(lead: str, city: str, region: str, country: str, date: dt.date | None) -> None:
    found = _dateline(lead)
    assert (found.city, found.region, found.country, found.date, found.wire) == (
        city, region, country, date, None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "lead",
    [
        "Pump sales – the largest part – rose.",
        "Third-quarter results - Acme sold more pumps.",
        "In October 2024, Acme – a maker of pumps – opened a plant.",
        "Acme Pumps (NYSE: ACM) (OTC: ACMX) opened a plant.",
        "Acme (Germany) – a maker of pumps – opened a plant.",
        "The board met on October 24, 2024 - in Leeds - and said so.",
    ],
)
def test_a_dash_alone_makes_no_dateline(lead: str) -> None:
    assert read_layout(f"Acme Pumps opens a plant\n\n{lead}\n\nMore followed.\n").dateline is None


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("STATISTICS BUREAU, 2024-10-24", None),
        ("Bern, 24 October 2024", "CH"),
        ("Statistics Bureau – Oslo, 24 October 2024", "NO"),
        ("Statistics Bureau of Norway | Oslo | 24 October 2024", "NO"),
        ("24 October 2024", None),
        ("Thursday, October 24, 2024", None),
        ("Released: 24 October 2024", None),
        ("24.10.2024 / 07:00 CET/CEST", None),
    ],
)
def test_a_header_line_counts(line: str, country: str | None) -> None:
    text = f"Output of pumps rises\n\n{line}\n\nOutput of pumps rose in the month.\n\nIt fell.\n"
    layout = read_layout(text)
    assert layout.dateline is not None
    assert layout.dateline.span.of(text) == line
    assert (layout.dateline.date, layout.dateline.country) == (DAY, country)
    assert layout.section_at(text.index("Output of pumps rose")) == "lead"


def test_marks_of_markdown_are_passed_over() -> None:
    text = "# Acme grows\n\n**LEEDS, England, Oct. 24, 2024** /PRNewswire/ -- Acme Pumps grew.\n"
    found = read_layout(text).dateline
    assert found is not None
    assert (found.city, found.date, found.wire) == ("Leeds", DAY, "PRNewswire")
    assert found.span.of(text).startswith("LEEDS")


def test_of_two_datelines_the_one_that_opens_the_lead() -> None:
    text = "Plan for pumps\n\nTHE MINISTRY, 2024-10-23\n\nOSLO, Oct. 24, 2024 -- The plan stands.\n"
    found = read_layout(text).dateline
    assert found is not None
    assert (found.city, found.date) == ("Oslo", DAY)


def test_a_dateline_may_be_hard_wrapped() -> None:
    text = (
        "LLANFAIRPWLLGWYNGYLL, Wales, United Kingdom, Thursday, October\n"
        "24, 2024 /PRNewswire/ -- Acme Pumps opened a plant on the coast\n"
        "for its customers in the north of the country, and will hire\n"
        "engineers for it in the spring.\n"
    )
    found = read_layout(text).dateline
    assert found is not None
    assert (found.country, found.date, found.wire) == ("GB", DAY, "PRNewswire")
