"""Dates and periods: one line a case, each for one reason."""

from __future__ import annotations

import datetime as dt

import pytest

from pr_extract.dates import DateMention, find_dates
from pr_extract.source import Span

REFERENCE = dt.date(2024, 10, 24)


def read(text: str, reference: dt.date | None = REFERENCE) -> list[str]:
    """The mentions of a text as `words | type timex start end`."""
    return [shown(text, mention) for mention in find_dates(text, reference=reference).mentions]


def shown(text: str, mention: DateMention) -> str:
    ends = f"{mention.start or '-'} {mention.end or '-'}"
    return f"{mention.span.of(text)} | {mention.type} {mention.timex} {ends}"


DAY = "date 2023-09-06 2023-09-06 2023-09-06"
Q3 = "period 2024-Q3 2024-07-01 2024-09-30"

CASES = [
    # days
    ("Opened on Sept. 6, 2023.", [f"Sept. 6, 2023 | {DAY}"]),
    ("Opened on 6 September 2023.", [f"6 September 2023 | {DAY}"]),
    ("Opened on the 6th of September, 2023.", [f"the 6th of September, 2023 | {DAY}"]),
    ("Opened Wednesday, September 6, 2023.", [f"Wednesday, September 6, 2023 | {DAY}"]),
    ("Opened 2023-09-06.", [f"2023-09-06 | {DAY}"]),
    ("Opened 06Sep2023", [f"06Sep2023 | {DAY}"]),
    ("Opened on September 6 of 2023.", [f"September 6 of 2023 | {DAY}"]),
    ("Opened on October 1.", ["October 1 | date 2024-10-01 2024-10-01 2024-10-01"]),
    ("Opens on Monday, Oct. 28.", ["Monday, Oct. 28 | date 2024-10-28 2024-10-28 2024-10-28"]),
    ("It fell by 9% in a year, and in a quarter of the shops.", ["a year | duration P1Y - -"]),
    ("A month of rain is put off by a week.", ["a week | duration P1W - -"]),
    ("It rests over the winter.", ["the winter | period 2024-WI 2024-12-01 2025-02-28"]),
    ("The Christmas tree stood; the winter coat sold.", []),
    ("It said on Tuesday it would.", ["Tuesday | date 2024-10-22 2024-10-22 2024-10-22"]),
    ("It will vote on Tuesday.", ["Tuesday | date 2024-10-29 2024-10-29 2024-10-29"]),
    ("It met yesterday.", ["yesterday | date 2024-10-23 2024-10-23 2024-10-23"]),
    # months, by the tense of the clause
    ("It opened in February.", ["February | date 2024-02 2024-02-01 2024-02-29"]),
    ("It will open in February.", ["February | date 2025-02 2025-02-01 2025-02-28"]),
    ("Due mid-October 2025.", ["mid-October 2025 | date 2025-10 2025-10-01 2025-10-31"]),
    ("It is typically held in May.", ["May | date XXXX-05 - -"]),
    ("Sold this past January.", ["this past January | date 2024-01 2024-01-01 2024-01-31"]),
    # years and longer
    ("Due in early 2026.", ["early 2026 | date 2026 2026-01-01 2026-12-31"]),
    ("Due by the end of 2026.", ["the end of 2026 | date 2026-12-31 2026-12-31 2026-12-31"]),
    ("Common in the 1990s.", ["the 1990s | period 199 1990-01-01 1999-12-31"]),
    ("Up to 8% by 2030.", ["2030 | date 2030 2030-01-01 2030-12-31"]),
    ("Worth $3 billion in 2034.2 Acme leads.", ["2034 | date 2034 2034-01-01 2034-12-31"]),
    ("Opens later this year.", ["later this year | date 2024 2024-01-01 2024-12-31"]),
    ("Opened two years ago.", ["two years ago | date 2022 2022-01-01 2022-12-31"]),
    # ranges
    ("Held Sept. 4 to 6.", ["Sept. 4 to 6 | period 2024-09-04/2024-09-06 2024-09-04 2024-09-06"]),
    ("Rose from January to July.", [
        "January to July | period 2024-01/2024-07 2024-01-01 2024-07-31"]),
    ("Rose between 2019 and 2024.", [
        "2019 and 2024 | period 2019/2024 2019-01-01 2024-12-31"]),
    ("Best in class, 2012–13.", ["2012–13 | period 2012/2013 2012-01-01 2013-12-31"]),
    ("From June 2022-May 2023.", [
        "June 2022-May 2023 | period 2022-06/2023-05 2022-06-01 2023-05-31"]),
    ("Sales of 5 in 1-9/2024.", [
        "1-9/2024 | period 2024-01-01/2024-09-30 2024-01-01 2024-09-30"]),
    # quarters, halves, spans
    ("Results for Q3.", [f"Q3 | {Q3}"]),
    ("Issued Q4 guidance.", ["Q4 | period 2024-Q4 2024-10-01 2024-12-31"]),
    ("The third quarter ended September 30, 2024 was good.", [
        f"The third quarter ended September 30, 2024 | {Q3}"]),
    ("In the third quarter of last year.", [
        "the third quarter of last year | period 2023-Q3 2023-07-01 2023-09-30"]),
    ("In the final quarter of the year.", [
        "the final quarter of the year | period 2024-Q4 2024-10-01 2024-12-31"]),
    ("In the first half of the year.", [
        "the first half of the year | period 2024-H1 2024-01-01 2024-06-30"]),
    ("For the nine months ended September 30, 2024.", [
        "the nine months ended September 30, 2024"
        " | period 2024-01-01/2024-09-30 2024-01-01 2024-09-30"]),
    ("In the last quarter of 2023.", [
        "the last quarter of 2023 | period 2023-Q4 2023-10-01 2023-12-31"]),
    ("Confirms full-year guidance.", ["full-year | period 2024 2024-01-01 2024-12-31"]),
    ("In the years ended May 31, 2024 and 2023.", [
        "the years ended May 31, 2024 | period 2023-06-01/2024-05-31 2023-06-01 2024-05-31",
        "2023 | period 2022-06-01/2023-05-31 2022-06-01 2023-05-31"]),
    ("In the three years ended December 31, 2023.", [
        "the three years ended December 31, 2023"
        " | period 2021-01-01/2023-12-31 2021-01-01 2023-12-31"]),
    ("In the last twelve months ended June 30, 2024.", [
        "the last twelve months ended June 30, 2024"
        " | period 2023-07-01/2024-06-30 2023-07-01 2024-06-30"]),
    ("In next year's first half.", [
        "next year's first half | period 2025-H1 2025-01-01 2025-06-30"]),
    ("In the April–June quarter.", [
        "the April–June quarter | period 2024-Q2 2024-04-01 2024-06-30"]),
    ("Up in 7-9/2024.", [f"7-9/2024 | {Q3}"]),
    ("In FY 2024/2025.", ["FY 2024/2025 | period FY2025 - -"]),
    ("In the year-to-date period ended September 30, 2024.", [
        "the year-to-date period ended September 30, 2024"
        " | period 2024-01-01/2024-09-30 2024-01-01 2024-09-30"]),
    ("By mid-year 2025.", ["mid-year 2025 | date 2025 2025-01-01 2025-12-31"]),
    ("In 4QFY24.", ["4QFY24 | period FY2024-Q4 - -"]),
    ("By the end of the decade.", [
        "the end of the decade | date 2029-12-31 2029-12-31 2029-12-31"]),
    ("Due before the end of the year.", [
        "the end of the year | date 2024-12-31 2024-12-31 2024-12-31"]),
    ("It is to close in the first quarter of 2025.", [
        "the first quarter of 2025 | period 2025-Q1 2025-01-01 2025-03-31"]),
    ("It was lower than a year before at 5%.", [
        "a year before | date 2023 2023-01-01 2023-12-31"]),
    ("In the second half of the 2030s.", ["the 2030s | period 203 2030-01-01 2039-12-31"]),
    ("Visits in early spring.", ["early spring | period 2024-SP 2024-03-01 2024-05-31"]),
    ("In the spring of 2025.", [
        "the spring of 2025 | period 2025-SP 2025-03-01 2025-05-31"]),
    ("It was 5% last January.", ["last January | date 2023-01 2023-01-01 2023-01-31"]),
    ("The rest of the month is free.", [
        "The rest of the month | period 2024-10-24/2024-10-31 2024-10-24 2024-10-31"]),
    ("Sales quarter to date.", [
        "quarter to date | period 2024-10-01/2024-10-24 2024-10-01 2024-10-24"]),
    ("From last May to next June.", [
        "last May to next June | period 2023-05/2025-06 2023-05-01 2025-06-30"]),
    ("From the first to the third quarter of 2023.", [
        "the first to the third quarter of 2023"
        " | period 2023-Q1/2023-Q3 2023-01-01 2023-09-30"]),
    # windows, durations, sets
    ("Over the next year.", ["the next year | period P1Y 2024-10-24 2025-10-24"]),
    ("In the next year.", ["the next year | date 2025 2025-01-01 2025-12-31"]),
    ("Over the past five years.", ["the past five years | period P5Y 2019-10-24 2024-10-24"]),
    ("For more than a century it led.", ["a century | duration P100Y - -"]),
    ("Held annually in Rome.", ["annually | set P1Y - -"]),
    ("Paid every two years.", ["every two years | set P2Y - -"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_form(text: str, expected: list[str]) -> None:
    assert read(text) == expected


TOLD = [
    ("Back the day after tomorrow.", "2024-10-26"),
    ("Due two weeks from now.", "2024-11-07"),
    ("Due three days from tomorrow.", "2024-10-28"),
    ("Due a week from today.", "2024-10-31"),
    ("Back two days later.", "2024-10-26"),
    ("It was sold in march, 2015.", "2015-03"),
    ("It was sold on the 4th of may.", "2024-05-04"),
    ("It fell on thanksgiving 2015.", "2015-11-26"),
    ("Met 1 month and 21 days ago.", "2024-09-03"),
    ("The shop will open in 3 weeks.", "2024-11-14"),
    ("It arrives Tuesday next week.", "2024-10-29"),
    ("It closes this week Friday.", "2024-10-25"),
    ("It met the second Monday of next month.", "2024-11-11"),
    ("It met on the last Friday in May 2024.", "2024-05-31"),
    ("It pays on the 20th of next month.", "2024-11-20"),
    ("It met Thursday the 17th.", "2024-10-17"),
    ("It shut on the 22nd.", "2024-10-22"),
    ("It shut on the 17.", "2024-10-17"),
    ("It shut on 4/22.", "2024-04-22"),
    ("It shut on Oct/2.", "2024-10-02"),
    ("It shut on 9-18-15.", "2015-09-18"),
    ("It shut on May twenty one.", "2024-05-21"),
    ("Born in June of nineteen ninety-nine.", "1999-06"),
    ("Sold in two thousand and eighteen.", "2018"),
    ("Opened 11/2016.", "2016-11"),
    ("Opened in the noughties.", "200"),
    ("Due the week after next.", "2024-W45"),
    ("Out the week starting October 28.", "2024-W44"),
    ("Out the second week of 2015.", "2015-W02"),
    ("Out the last week of 2015.", "2015-W53"),
    ("Up from 2019 to now.", "2019/2024-10-24"),
    ("Out from 10/1 to 11/7.", "2024-10-01/2024-11-07"),
    ("Out from 4 to 22 this month.", "2024-10-04/2024-10-22"),
    ("Rain over the weekend.", "2024-W42-WE"),
    ("Out November 5th through the 9th.", "2024-11-05/2024-11-09"),
    ("Out from the 1st to the 3rd of May 2024.", "2024-05-01/2024-05-03"),
    ("Out from 28 to April 30.", "2024-04-28/2024-04-30"),
    ("It will shut next week from Tuesday to Thursday.", "2024-10-29/2024-10-31"),
    ("Out from Jan. until Aug. 2019.", "2019-01/2019-08"),
    ("Up between the end of 2019 and 2023.", "2019-12-31/2023"),
    ("Up from now through the end of the year.", "2024-10-24/2024-12-31"),
    ("Due on the last day of March 2025.", "2025-03-31"),
    ("In the last days of October 2023.", "2023-10"),
    ("Done Oct-23-2023.", "2023-10-23"),
    ("Done 10.23.2023.", "2023-10-23"),
    ("Due on the first day of next month.", "2024-11-01"),
    ("Done on this 3rd day of October, 2024.", "2024-10-03"),
    ("Done 03-Oct-24.", "2024-10-03"),
    ("Done 2023 October 3.", "2023-10-03"),
    ("Done on 22/04.", "2024-04-22"),
    ("Done half a year ago.", "2024-04"),
    ("Due the last week of this year.", "2024-W52"),
    ("Bought in week 41, 2024.", "2024-W41"),
    ("Bought in calendar week 41.", "2024-W41"),
    ("Held every month, on the last Thursday of each month.", "P1M P1M"),
    ("The plant was shut in the year ended march 31.", "2023-04-01/2024-03-31"),
]


@pytest.mark.parametrize(("text", "timex"), TOLD)
def test_told_from_another_day(text: str, timex: str) -> None:
    found = find_dates(text, reference=REFERENCE).mentions
    assert " ".join(m.timex for m in found) == timex


NONE = [
    "It may 3 times.",
    "Seen in 4/22 patients, on 1/2 of days and by 3/4.",
    "It sold 5 m3 and 3 m3.",
    "It shipped 12 units in 3 weeks.",
    "It hired two thousand and eighteen people.",
    "Next day delivery is now open.",
    "Item 11 - 2016 pages, parts 3-12-15.",
    "The 22nd floor and the 3rd, 4th and 5th times.",
    "Production is starting in earnest.",
    "They march 5 abreast.",
    "It has 2000 employees and 2024 units.",
    "It paid $2,024 to 2,024 people.",
    "Open 24/7, and 9/11 is remembered.",
    "Under the Securities Act of 1933.",
    "Its Vision 2030 program and CES 2025.",
    "ISO 9001:2015 and Windows 2000.",
    "Theresa May, April Smith and June Jones spoke.",
    "The second half of the book, and half a dozen more.",
    "Up 12% year over year, quarter on quarter.",
    "In recent years and for decades.",
    "A five-year agreement for 17 minutes.",
    "Open Monday to Friday.",
    "It holds the 2030 Winter Games; the front half was full, the back half empty.",
    "Its mid-year results and the back half of the hall.",
    "Named Company of the Year.",
    "See https://acme.example/2024/10/05/news-2024.",
    "Treated with an H1/H2 inhibitor.",
    "Three-quarters of owners agreed.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_date(text: str) -> None:
    assert read(text) == []


ANAPHORA = [
    ("Q2 2024 was good. Revenue in the quarter rose.", "the quarter | period 2024-Q2 2024-04-01"),
    ("In Q3 2024 it sold 5, against 4 a year earlier.", "a year earlier | period 2023-Q3 2023-07"),
    ("In 1H24 profit beat pcp.", "pcp | period 2023-H1 2023-01-01 2023-06-30"),
    ("In 2021 it grew; the previous year it shrank.", "the previous year | date 2020 2020-01-01"),
    ("At June 30, 2024 it had 5, and 4 a year earlier.", "a year earlier | date 2023-06-30"),
    (
        "In the first nine months of 2024 it sold 5; in the same period of the previous year, 4.",
        "the same period of the previous year | period 2023-01-01/2023-09-30",
    ),
    ("Q3 2024 was 5 (Q3 2023: 4). The quarter was good.", "The quarter | period 2024-Q3"),
    ("In Q3 2024 it made EUR 5m (previous year: EUR 4m).", "previous year | period 2023-Q3"),
    (
        "In Q3 2024 it sold 5, the best quarter in 2024, up 2% on the previous year.",
        "the previous year | period 2023-Q3",
    ),
    (
        "In the first half of 2024 the margin was 8%, beating the previous year's 7%.",
        "the previous year | period 2023-H1",
    ),
    ("In 2021 it sold 5, and 4 the year before.", "the year before | date 2020 2020-01-01"),
    ("In the 2005-06 financial year it sold 5, after 4 in 2004-05.", "2004-05 | period FY2005"),
    ("It made 5 in the 2010-2011 financial year.", "the 2010-2011 financial year | period FY2011"),
    (
        "Output in the year ending March 31 was 5, in 1991/92 it had been 4.",
        "1991/92 | period 1991-04-01/1992-03-31 1991-04-01 1992-03-31",
    ),
    (
        "For the fiscal year from July 1, 2023 to June 30, 2024 it sold 5; 2024-25 will be better.",
        "2024-25 | period 2024-07-01/2025-06-30",
    ),
    (
        "Fiscal 2024 (October 2023 to September 2024) was good, as fiscal 2023 was.",
        "fiscal 2023 | period FY2023 2022-10-01 2023-09-30",
    ),
    ("In 2024 it sold 5, up 2% on the previous year.", "the previous year | date 2023 2023-01-01"),
    (
        "Scrap as of 30 June 2024 was 5 tons (previous year: 4 tons).",
        "previous year | date 2023-06-30",
    ),
    (
        "In the year ended March 31, 2024, it sold 3% less than in the previous year.",
        "the previous year | period 2022-04-01/2023-03-31",
    ),
    (
        "In November 2024 it said that sales after nine months were EUR 5m.",
        "nine months | period 2024-01-01/2024-09-30",
    ),
    ("In 9M 2024 it made €5m (last year €4m).", "last year | period 2023-01-01/2023-09-30"),
    (
        "In Q3 2024 it sold 5, below the previous year's level.",
        "the previous year | period 2023-Q3",
    ),
    ("In Q3 2024 it sold 5, versus 4 a year ago.", "a year ago | date 2023 2023-01-01"),
    ("In 2023 it made EUR 5m (prior year: EUR 4m).", "prior year | date 2022 2022-01-01"),
    ("Q2 2024 was good. The latest quarter too.", "The latest quarter | period 2024-Q2"),
    (
        "Q3 2024 beat the same three months of 2023.",
        "the same three months of 2023 | period 2023-Q3",
    ),
    ("Up on the same period last year.", "the same period last year | period PAST_REF - -"),
    ("Sales in Q3 2024 rose. YTD sales fell.", "YTD | period 2024-01-01/2024-09-30"),
    (
        "OSLO, May 8, 2024 -- Profit rose. As of March 31, 2024 it had 5. It had 4 at that date.",
        "that date | date 2024-03-31",
    ),
    ("At 30 June 2024 it had 5, and 4 six months earlier.", "six months earlier | date 2023-12-31"),
    ("On 20 June 2024 it had 5, and 4 six months earlier.", "six months earlier | date 2023-12 "),
    ("It closed on May 2, 2024; on that date it had 5.", "that date | date 2024-05-02 2024-05-02"),
]


@pytest.mark.parametrize(("text", "expected"), ANAPHORA, ids=[text for text, _ in ANAPHORA])
def test_anaphora_resolves_against_what_was_named(text: str, expected: str) -> None:
    assert read(text)[-1].startswith(expected)


FISCAL = [
    # marked, no date stated: no dates
    ("Sales in FY24 rose.", "FY24 | period FY2024 - -"),
    ("FY24 was good, 2H24 too.", "2H24 | period FY2024-H2 - -"),
    ("The third quarter of fiscal 2025 was good.", "period FY2025-Q3 - -"),
    # the year's end stated: quarters by months
    (
        "For the fiscal year ended June 30, 2024, sales rose. Q1 FY25 was good.",
        "Q1 FY25 | period FY2025-Q1 2024-07-01 2024-09-30",
    ),
    # an end of a range, not of the year
    (
        "It raises the low end of full-year 2025 guidance.",
        "full-year 2025 | period 2025 2025-01-01 2025-12-31",
    ),
    # a quarter's end stated, and what the release calls that quarter
    (
        "Results for the quarter ended June 30, 2024 (Q1 FY25).",
        "Q1 FY25 | period FY2025-Q1 2024-04-01 2024-06-30",
    ),
    # weeks stated: the start follows; a bare end: it does not
    (
        "For the thirteen weeks ended November 2, 2024, sales rose.",
        "period 2024-08-04/2024-11-02 2024-08-04 2024-11-02",
    ),
    (
        "For the 53 weeks ended February 3, 2024, sales rose.",
        "period 2023-01-29/2024-02-03 2023-01-29 2024-02-03",
    ),
    ("The third quarter ended September 28, 2024 was good.", "- 2024-09-28"),
    (
        "For the 13 weeks ended September 28, 2024. The third quarter ended September 28, 2024.",
        "2024-06-30 2024-09-28",
    ),
    (
        "The third quarter of 2023 was bad. The third quarter ended September 28, 2024 was good.",
        "period FY2024-Q3 - 2024-09-28",
    ),
    ("In the 12 months to June 2024.", "period 2023-07-01/2024-06-30 2023-07-01 2024-06-30"),
    ("In the June quarter.", "period 2024-Q2 2024-04-01 2024-06-30"),
    (
        "The third quarter ended September 28, 2024. In the third quarter of fiscal 2024 it grew.",
        "period FY2024-Q3 - 2024-09-28",
    ),
    # a fiscal year that is the calendar's
    (
        "For the fiscal year ended December 31, 2023, sales rose. FY2023 was good.",
        "FY2023 | period FY2023 2023-01-01 2023-12-31",
    ),
    # `financial year` alone marks nothing
    ("In the 2023 financial year.", "period 2023 2023-01-01 2023-12-31"),
]


@pytest.mark.parametrize(("text", "expected"), FISCAL, ids=[text for text, _ in FISCAL])
def test_fiscal_calendar(text: str, expected: str) -> None:
    assert read(text)[-1].endswith(expected)


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("On October 29, 2024, at 5:00 p.m. ET.", "2024-10-29T17:00-04:00"),
        ("At 8:30 a.m. (ET) on Thursday, November 7, 2024.", "2024-11-07T08:30-05:00"),
        ("On 29 October 2024 at 17:00 CET.", "2024-10-29T17:00+01:00"),
        ("On October 29, 2024 at 9 am local time.", "2024-10-29T09:00"),
    ],
)
def test_time_of_day_joins_its_date(text: str, timex: str) -> None:
    assert [mention.timex for mention in find_dates(text, reference=REFERENCE).mentions] == [timex]


def test_time_alone_is_blocked_not_dated() -> None:
    text = "Doors open at 9:30 a.m. local time."
    found = find_dates(text, reference=REFERENCE)
    assert ([span.of(text) for span in found.times], found.mentions) == (
        ["9:30 a.m. local time"],
        (),
    )


@pytest.mark.parametrize(
    ("country", "day"), [("US", dt.date(2023, 6, 9)), ("GB", dt.date(2023, 9, 6))]
)
def test_ambiguous_digits_follow_the_country_with_a_warning(country: str, day: dt.date) -> None:
    found = find_dates("Signed on 06/09/2023.", reference=REFERENCE, country=country)
    assert (found.mentions[0].start, len(found.warnings)) == (day, 1)


def test_relative_without_reference_is_open() -> None:
    assert read("Acme today opened last year.", None) == [
        "today | date PRESENT_REF - -",
        "last year | date PAST_REF - -",
    ]


def test_quarter_without_reference_takes_the_year_named() -> None:
    assert read("2Q 2025 results: in the second quarter it grew.", None)[-1].endswith(
        "period 2025-Q2 2025-04-01 2025-06-30"
    )


def test_comparisons_are_marked() -> None:
    found = find_dates("Q3 2024 sales beat those a year earlier.", reference=REFERENCE)
    assert [mention.comparison for mention in found.mentions] == [False, True]


def test_seasons_of_the_south_have_no_dates() -> None:
    [mention] = find_dates("It opens in summer 2025.", country="AU").mentions
    assert (mention.timex, mention.start, mention.end) == ("2025-SU", None, None)


def test_skipped_spans_hold_no_dates() -> None:
    assert find_dates("In 2023 and 2024.", reference=None, skip=[Span(0, 7)]).mentions[0].span == (
        Span(12, 16)
    )


def test_a_range_without_a_year_lends_its_months() -> None:
    text = "It sold 9 vans between January and June, against 8 in the same period of 2023."
    assert read(text, None)[1:] == [
        "the same period of 2023 | period 2023-01/2023-06 2023-01-01 2023-06-30"
    ]


def test_a_month_in_an_undated_text_has_no_year_from_what_it_is_compared_with() -> None:
    text = "Sales rose 7% in June. That compares with 13 million in June 2022."
    assert read(text, None)[0] == "June | date XXXX-06 - -"


def test_a_month_in_an_undated_text_has_no_year_from_a_time_to_come() -> None:
    text = "Rates will fall by the end of 2026. Inflation was 6.3% in August."
    assert read(text, None)[1] == "August | date XXXX-08 - -"


def test_a_week_that_starts_on_a_day_is_that_week() -> None:
    [line] = read("The mill closes for a week starting tomorrow.", REFERENCE)
    assert line == "week starting tomorrow | date 2024-W43 2024-10-25 2024-10-31"
