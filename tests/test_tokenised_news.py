"""News cut into tokens: blanks around every sign, `` and '', small letters, escaped fractions."""

from __future__ import annotations

import datetime as dt

import pytest

from pr_extract.dates import find_dates
from pr_extract.quantities.find import find_amounts
from pr_extract.quantities.quantity import Quantity

# A sentence, its amounts with their values, its dates with theirs; bare counts need words.
SENTENCES: list[tuple[str, list[str], list[str]]] = [
    (
        "the company said third - quarter profit rose 12 . 5 % to $ 41.2 million , or 87 "
        "cents a share , from $ 36.6 million , or 77 cents a share , a year earlier .",
        [
            "12 . 5 % = 12.5 percent",
            "$ 41.2 million = 41200000 USD",
            "87 cents = 0.87 USD",
            "$ 36.6 million = 36600000 USD",
            "77 cents = 0.77 USD",
        ],
        ["third - quarter = 1990-Q3", "a year earlier = 1989-Q3"],
    ),
    (
        "`` we expect sales of about $ 3.2 billion in fiscal 1991 , '' mr. smith said .",
        ["$ 3.2 billion = 3200000000 USD"],
        ["fiscal 1991 = FY1991"],
    ),
    (
        "The bonds , due Nov. 15 , 2019 , were priced at 99.5 to yield 8.45 % .",
        ["8.45 % = 8.45 percent"],
        ["Nov. 15 , 2019 = 2019-11-15"],
    ),
    (
        "On Oct. 19 , 1987 , the index fell 508 points , or 22.6 % .",
        ["22.6 % = 22.6 percent"],
        ["Oct. 19 , 1987 = 1987-10-19"],
    ),
    (
        "norfield corp . agreed to pay # 240 million ( $ 378 million ) for a 51 % stake .",
        ["# 240 million = 240000000 GBP", "$ 378 million = 378000000 USD", "51 % = 51 percent"],
        [],
    ),
    (
        "Mr. Lang , 61 years old , will retire on Jan. 1 .",
        ["61 years old = 61 year"],
        ["Jan. 1 = 1991-01-01"],
    ),
    (
        "net fell to 11.4 billion yen ( $ 80.1 million ) from 14.2 billion yen a year ago .",
        [
            "11.4 billion yen = 11400000000 JPY",
            "$ 80.1 million = 80100000 USD",
            "14.2 billion yen = 14200000000 JPY",
        ],
        ["a year ago = 1989"],
    ),
    (
        "Revenue in the nine months ended Sept. 30 rose 6 % to $ 1.98 billion , from $ "
        "1.87 billion in the year-earlier period .",
        ["6 % = 6 percent", "$ 1.98 billion = 1980000000 USD", "$ 1.87 billion = 1870000000 USD"],
        [
            "the nine months ended Sept. 30 = 1990-01-01/1990-09-30",
            "the year-earlier period = 1989-01-01/1989-09-30",
        ],
    ),
    (
        "The 300-day study of 1,450 patients cost between $ 2 million and $ 3 million .",
        ["300-day = 300 day", "$ 2 million and $ 3 million = 2000000..3000000 USD"],
        [],
    ),
    (
        "about 60 % of the 4,000 employees will get raises of 3 % to 5 % .",
        ["60 % = 60 percent", "3 % to 5 % = 3..5 percent"],
        [],
    ),
    (
        "Output climbed 0.4 % in August from July , and was 2.9 % above August 1988 .",
        ["0.4 % = 0.4 percent", "2.9 % = 2.9 percent"],
        ["August = 1990-08", "July = 1990-07", "August 1988 = 1988-08"],
    ),
    (
        "its shares closed at $ 24.625 , up 37.5 cents , in New York Stock Exchange "
        "composite trading yesterday .",
        ["$ 24.625 = 24.625 USD", "37.5 cents = 0.375 USD"],
        ["yesterday = 1990-10-23"],
    ),
    (
        "the yield on the 30 - year bond slipped to 7 . 98 % .",
        ["30 - year = 30 year", "7 . 98 % = 7.98 percent"],
        [],
    ),
    (
        "In the first half of 1990 , exports dropped 7 1/2 % to C$ 3.1 billion .",
        ["7 1/2 % = 7.5 percent", "C$ 3.1 billion = 3100000000 CAD"],
        ["the first half of 1990 = 1990-H1"],
    ),
    (
        "They sold 2.5 million shares at $ 15 each on Dec . 4 , 1989 .",
        ["$ 15 = 15 USD"],
        ["Dec . 4 , 1989 = 1989-12-04"],
    ),
    (
        "the pipeline , 420 miles long , will carry 80,000 barrels a day by 1993 .",
        ["420 miles = 420 mile", "80,000 barrels = 80000 oil_barrel"],
        ["1993 = 1993"],
    ),
    (
        "a spokesman said the fund has lost `` nearly $ 50 million since june . ''",
        ["$ 50 million = 50000000 USD"],
        ["june = 1990-06"],
    ),
    (
        "Prices ranged from $ 9.99 to $ 24.99 -LRB- excluding tax -RRB- .",
        ["$ 9.99 to $ 24.99 = 9.99..24.99 USD"],
        [],
    ),
    (
        "-LRB- $ 1.2 billion -RRB- was set aside in the latest quarter .",
        ["$ 1.2 billion = 1200000000 USD"],
        ["the latest quarter = 1990-Q3"],
    ),
    (
        "The loan of 150 million Swiss francs carries a 6 3\\/4 % coupon .",
        ["150 million Swiss francs = 150000000 CHF", "6 3\\/4 % = 6.75 percent"],
        [],
    ),
    (
        "in the year ended march 31 , net jumped 34 % to 5 . 1 billion marks .",
        ["34 % = 34 percent", "5 . 1 billion marks = 5100000000 DEM"],
        ["the year ended march 31 = 1989-04-01/1990-03-31"],
    ),
    (
        "the thrift had assets of $ 2 . 1 billion as of june 30 , 1989 .",
        ["$ 2 . 1 billion = 2100000000 USD"],
        ["june 30 , 1989 = 1989-06-30"],
    ),
    (
        "he owns 1\\/2 of the 12 stores .",
        [],
        [],
    ),
    (
        "unemployment fell to 5.3 % in september , the lowest since may 1974 .",
        ["5.3 % = 5.3 percent"],
        ["september = 1990-09", "may 1974 = 1974-05"],
    ),
    (
        "Sales of the $ 35 , 000 car rose by one - third , to 4 , 000 units a month .",
        ["$ 35 , 000 = 35000 USD"],
        [],
    ),
    (
        "the dollar rose to 142 . 35 yen and 1 . 8720 marks .",
        ["142 . 35 yen = 142.35 JPY"],
        [],
    ),
    (
        "It is cutting 1,800 jobs , or about 9 % of its work force , by mid-1990 .",
        ["9 % = 9 percent"],
        ["mid-1990 = 1990"],
    ),
    (
        "analysts predicted earnings of $ 1.10 to $ 1.20 a share for 1989 's fourth quarter .",
        ["$ 1.10 to $ 1.20 = 1.1..1.2 USD"],
        ["1989 's fourth quarter = 1989-Q4"],
    ),
    (
        "the city needs 3 . 5 million tons of rice a year .",
        ["3 . 5 million tons = 3500000 ton"],
        [],
    ),
    (
        "Two-thirds of the 90 respondents said they plan to hire in the next six months .",
        [],
        ["the next six months = P6M"],
    ),
]


def _value(figure: Quantity) -> str:
    ends = (figure.value,) if figure.value is not None else (figure.low, figure.high)
    return "..".join(f"{end.normalize():f}" for end in ends if end is not None)


@pytest.mark.parametrize(("text", "amounts", "dates"), SENTENCES)
def test_reads_figures_and_dates(text: str, amounts: list[str], dates: list[str]) -> None:
    found = find_dates(text, reference=dt.date(1990, 10, 24))
    figures = find_amounts(text, [mention.span for mention in found.mentions]).quantities
    assert [f"{q.span.of(text)} = {_value(q)} {q.unit}" for q in figures] == amounts
    assert [f"{m.span.of(text)} = {m.timex}" for m in found.mentions] == dates
