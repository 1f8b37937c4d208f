"""Money, percentages and measurements: found whole, with the right value, unit, bound and `per`."""

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pr_extract.currencies import codes
from pr_extract.quantities.find import bare_numbers, find_amounts
from pr_extract.source import Span

# ruff: noqa: E501 (a case a line)

# Text, and what it holds: span, value or low..high, unit, then bound and per where they are not
# `exact` and none.
CASES = {
    "range by to": ("It forecasts $1.2 billion to $1.4 billion.", [("$1.2 billion to $1.4 billion", "1200000000..1400000000", "USD", "between")]),
    "range shares the scale": ("It forecasts $1.2 to $1.4 billion.", [("$1.2 to $1.4 billion", "1200000000..1400000000", "USD", "between")]),
    "range shares the sign": ("It forecasts EUR 3-4 million.", [("EUR 3-4 million", "3000000..4000000", "EUR", "between")]),
    "range shares the unit": ("It forecasts 10–12%.", [("10–12%", "10..12", "percent", "between")]),
    "range keeps its own scales": ("Fees of $500 to $1 million apply.", [("$500 to $1 million", "500..1000000", "USD", "between")]),
    "range of scales in letters": ("Firms of $50M-$1B joined.", [("$50M-$1B", "50000000..1000000000", "USD", "between")]),
    "between and": ("It forecasts between 4% and 5%.", [("4% and 5%", "4..5", "percent", "between")]),
    "from to of a range": ("Prices range from $5 to $7.", [("$5 to $7", "5..7", "USD", "between")]),
    "from to of a change": ("Sales rose from $5 million to $7 million.", [("$5 million", "5000000", "USD"), ("$7 million", "7000000", "USD")]),
    "change shares the unit": ("The rate rose from 4.5 to 5 percent.", [("4.5", "4.5", "percent"), ("5 percent", "5", "percent")]),
    "change and level": ("Profit rose $0.05 to $1.20.", [("$0.05", "0.05", "USD"), ("$1.20", "1.20", "USD")]),
    "change and level of two units": ("Sales surged 5% to $3 billion.", [("5%", "5", "percent"), ("$3 billion", "3000000000", "USD")]),
    "falling numbers are no range": ("It went 7% to 5%.", [("7%", "7", "percent"), ("5%", "5", "percent")]),
    "list shares the unit": ("Shares of 5, 7 and 9 percent.", [("5", "5", "percent"), ("7", "7", "percent"), ("9 percent", "9", "percent")]),
    "list shares the scale": ("It paid $1.2, $1.4 and $1.6 billion.", [("$1.2", "1200000000", "USD"), ("$1.4", "1400000000", "USD"), ("$1.6 billion", "1600000000", "USD")]),
    "equivalent shares the bound": ("It paid more than US$5 million (A$7 million).", [("US$5 million", "5000000", "USD", "more_than"), ("A$7 million", "7000000", "AUD", "more_than")]),
    "accounting bracket at the digits": ("A loss of $(1.3) million or (12.4)%.", [("$(1.3) million", "-1300000", "USD"), ("(12.4)%", "-12.4", "percent")]),
    "accounting bracket with scale": ("Profit: $(0.8m).", [("$(0.8m)", "-800000", "USD")]),
    "accounting bracket around": ("The loss was ($11.3 million).", [("($11.3 million)", "-11300000", "USD")]),
    "aside in brackets": ("Its largest plant ($11.3 million) opened.", [("$11.3 million", "11300000", "USD")]),
    "signs": ("It moved +5%, −3.2% and -$4.", [("+5%", "5", "percent"), ("−3.2%", "-3.2", "percent"), ("-$4", "-4", "USD")]),
    "sign after the currency": ("EBIT was EUR -2.9 million.", [("EUR -2.9 million", "-2900000", "EUR")]),
    "code after its sign": ("It paid $5 million CAD.", [("$5 million CAD", "5000000", "CAD")]),
    "cents": ("It pays 12 cents per share.", [("12 cents", "0.12", "USD", "exact", "share")]),
    "dollars and cents": ("It costs thirteen dollars and forty-five cents.", [("thirteen dollars and forty-five cents", "13.45", "USD")]),
    "scale in the code": ("The plant cost 120 MEUR.", [("120 MEUR", "120000000", "EUR")]),
    "per after an article": ("Crude sold at $80 a barrel.", [("$80", "80", "USD", "exact", "barrel")]),
    "per after a slash": ("Space costs $30/SF.", [("$30", "30", "USD", "exact", "square_foot")]),
    "per with hyphens": ("A $3,000-a-month rent.", [("$3,000", "3000", "USD", "exact", "month")]),
    "per with a modifier": ("It earned $0.45 per diluted share.", [("$0.45", "0.45", "USD", "exact", "share")]),
    "adjectival": ("A 300,000-square-foot hall on a 10-year lease.", [("300,000-square-foot", "300000", "square_foot"), ("10-year", "10", "year")]),
    "plus before the unit": ("A 100+-year firm.", [("100+-year", "100", "year", "at_least")]),
    "ages": ("Adults aged 18 to 24, and a 90-year-old.", [("18 to 24", "18..24", "year", "between"), ("90-year-old", "90", "year")]),
    "two parts": ("It is 5 feet and 6 inches tall.", [("5 feet and 6 inches", "5.5", "foot")]),
    "half": ("It took half an hour.", [("half an hour", "0.5", "hour")]),
    "scale letter before a unit": ("It moved 1.2M tonnes.", [("1.2M tonnes", "1200000", "metric_ton")]),
    "metres by context": ("A 40m tall mast.", [("40m", "40", "meter")]),
    "missing space after a name": ("Patients took metoprolol3.5 mg.", [("3.5 mg", "3.5", "milligram")]),
    "change by and level": ("The trip fell by 12 days to 26 days.", [("12 days", "12", "day"), ("26 days", "26", "day")]),
    "range of a change ahead": ("It will fall by 12 days to 26 days.", [("12 days to 26 days", "12..26", "day", "between")]),
    "range of a changing share": ("It grew by 5% to 7%.", [("5% to 7%", "5..7", "percent", "between")]),
    "containers": ("It moved 900 TEUs.", [("900 TEUs", "900", "teu")]),
    "cents of a dollar": ("It paid 12 Canadian cents, then 7 NZ cents.", [("12 Canadian cents", "0.12", "CAD"), ("7 NZ cents", "0.07", "NZD")]),
    "and a half": ("It paid 3 and a half million dollars.", [("3 and a half million dollars", "3500000", "USD")]),
    "tenths and hundredths": ("It cost two kuai five mao five.", [("two kuai five mao five", "2.55", "CNY")]),
    "missing space": ("It had a return of at24.3%.", [("24.3%", "24.3", "percent")]),
    "tolerance": ("Give or take plus or minus 2%.", [("2%", "2", "percent")]),
    "tokens": ("It holds 900 bitcoins.", [("900 bitcoins", "900", "BTC")]),
    "spaced decimals": ("It paid $ 62 . 7 million, up 14 . 8 %", [("$ 62 . 7 million", "62700000", "USD"), ("14 . 8 %", "14.8", "percent")]),
    "spaced groups": ("A $ 1 , 250 , 000 loan", [("$ 1 , 250 , 000", "1250000", "USD")]),
    "escaped fraction": ("A 6 3\\/4 % coupon", [("6 3\\/4 %", "6.75", "percent")]),
    "name before": ("It cost euro 300 million", [("euro 300 million", "300000000", "EUR")]),
    "hundredths before": ("It cost sen 100,000", [("sen 100,000", "1000", "MYR")]),
    "signs after": ("Pay 10 $ 30 $", [("10 $", "10", "USD"), ("30 $", "30", "USD")]),
    "currency by country": ("It cost 10 barbados dollars", [("10 barbados dollars", "10", "BBD")]),
    "small codes": ("It cost hk$ 10 and 14 million egp", [("hk$ 10", "10", "HKD"), ("14 million egp", "14000000", "EGP")]),
    "cents of the euro": ("It cost 20 euros and 10 cents", [("20 euros and 10 cents", "20.10", "EUR")]),
    "pounds with an equivalent": ("It cost 2 billion pounds ($3 billion)", [("2 billion pounds", "2000000000", "GBP"), ("$3 billion", "3000000000", "USD")]),
    "degrees below zero": ("Kept at -70 C", [("-70 C", "-70", "degree_Celsius")]),
    "inches of a foot": ("He is 5 ft 2 in", [("5 ft 2 in", "5.166666666666667", "foot")]),
}  # fmt: skip


def _read(text: str) -> list[tuple[str, ...]]:
    found = []
    for q in find_amounts(text).quantities:
        value = f"{q.value.normalize():f}" if q.value is not None else (
            f"{q.low.normalize():f}..{q.high.normalize():f}" if q.low is not None and q.high is not None else ""
        )  # fmt: skip
        found.append((q.span.of(text), value, q.unit, q.bound, q.per or ""))
    return found


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_amounts(text: str, expected: list[tuple[str, ...]]) -> None:
    full = [(*e, *("exact", "")[len(e) - 3 :]) for e in expected]
    full = [
        (e[0], "..".join(f"{Decimal(v).normalize():f}" for v in e[1].split("..")), *e[2:])
        for e in full
    ]
    assert _read(text) == full


NO_AMOUNTS = [
    "Call +1 (646) 555-0171, (303) 555-0100 or 212-555-0199.", "Tel: 020 7946 0958", "Tel. +49 30 123456",
    "See https://example.com/a?id=30%25 and www.example.com/50", "The B2B and 5G and HbA1c ones",
    "Form 10-K, 8-K, Rule 144, Section 13 and 401(k)", "The S&P 500, a Boeing 737, and Phase 3",
    "At 10:30 a.m. on the 24/7 line of 7-Eleven", "Suite 200, 395 Elm Street, Troy, MI 48202",
    "ISIN US0378331005, CUSIP 037833100", "As noted[3] by (SZSE: 002594)", "GLP-1 and COVID-19 cases",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_not_quantities(text: str) -> None:
    found = find_amounts(text)
    assert (
        [q.span.of(text) for q in found.quantities],
        [n.span.of(text) for n in found.numbers],
    ) == ([], [])


def test_leftover_numbers_keep_range_and_bound() -> None:
    text = (
        "Between 40 and 50 firms, 10 to 12 shops, 15+ sites, more than 200 people, five-star rooms."
    )
    found = [(n.span.of(text), n.bound, n.words, n.hyphened) for n in bare_numbers(text)]
    assert found == [
        ("40 and 50", "between", False, False), ("10 to 12", "between", False, False),
        ("15", "at_least", False, False), ("200", "more_than", False, False),
        ("five", "exact", True, True),
    ]  # fmt: skip


def test_blocked_spans_hold_no_number() -> None:
    text = "Sales in 2024 rose 5%."
    found = find_amounts(text, [Span(9, 13)])
    assert ([q.span.of(text) for q in found.quantities], found.numbers) == (["5%"], ())


AMOUNTS = st.decimals(min_value=Decimal("0.01"), max_value=Decimal(10) ** 9, places=2)
UNITS = {
    "percent": "percent", "%": "percent", " bps": "basis_point", "-mile": "mile", " square feet": "square_foot",
    " MWh": "megawatt_hour", "kg": "kilogram", " barrels": "oil_barrel", "°C": "degree_Celsius", " GB": "gigabyte",
}  # fmt: skip


@given(
    AMOUNTS,
    st.sampled_from(codes()),
    st.sampled_from(["{code} {value:,}", "{value:,} {code}", "{code}{value:,}"]),
)
def test_any_sum_in_any_currency_comes_back(value: Decimal, code: str, form: str) -> None:
    written = form.format(code=code, value=value)
    text = f"The bill came to {written}, it said."
    (found,) = find_amounts(text).quantities
    assert (found.span.of(text), found.value, found.unit) == (written, value, code)


@given(AMOUNTS, st.sampled_from(sorted(UNITS)), st.sampled_from(["", " million"]))
def test_any_measure_comes_back(value: Decimal, unit: str, scale: str) -> None:
    separator = " " if unit == "percent" or (scale and unit in ("kg",)) else ""
    written = f"{value:,}{scale}{separator}{unit}"
    text = f"The reading was {written}, it said."
    (found,) = find_amounts(text).quantities
    factor = 10**6 if scale else 1
    assert (found.span.of(text), found.value, found.unit) == (written, value * factor, UNITS[unit])


@given(st.text(alphabet="0123456789$€%,.-–() tombnkKM/+x'US", max_size=80))
def test_spans_stay_inside_and_apart(text: str) -> None:
    found = find_amounts(text)
    spans = sorted([q.span for q in found.quantities] + [n.span for n in found.numbers])
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        ",",
        "$",
        "1-",
        "1,111",
        "1 ",
        "one ",
        "(",
        "1.",
        "+1 ",
        "$5 to ",
        "5% and ",
        "a@",
        "1'000",
        "<a ",
    ],
)
def test_time_grows_with_the_text(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        start = time.process_time()
        find_amounts(text)
        return time.process_time() - start

    seconds(100)
    short = min(seconds(5_000) for _ in range(2))
    assert seconds(40_000) < 8 * short * 2.5 + 0.05
