"""Numbers as people write them come back exactly, and words that are none stay out."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pr_extract.numbers import lex_numbers

READS = {
    "grouped": ("It has 1,372,818,000 rows", ["1372818000"]),
    "indian grouping": ("It has 1,23,456 rows", ["123456"]),
    "spaced grouping": ("It has 12 345 rows", ["12345"]),
    "thin spaces": ("It has 12\u2009345\u2009678 rows", ["12345678"]),
    "no-break spaces": ("It has 12\u00a0345 rows", ["12345"]),
    "swiss grouping": ("It has 1'000 rows", ["1000"]),
    "dots between groups": ("It has 1.234.567,89 rows", ["1234567.89"]),
    "leading point": ("about .5 more", ["0.5"]),
    "fraction": ("a 1/2 share", ["0.5"]),
    "mixed fraction": ("some 2 1/2 cups", ["2.5"]),
    "hyphened fraction": ("some 1-3/4 cups", ["1.75"]),
    "vulgar fraction": ("½ and 2¾", ["0.5", "2.75"]),
    "fraction in words": ("two-thirds of them", ["0.666667"]),
    "hundreds in words": ("one hundred and forty-two of them", ["142"]),
    "thousands in words": ("three million two hundred thousand and fifty", ["3200050"]),
    "dozen": ("two dozen of them", ["24"]),
    "a million": ("a million of them", ["1000000"]),
    "half a billion": ("half a billion of them", ["500000000"]),
    "one and a half": ("one and a half million", ["1500000"]),
    "point in words": ("two point five million", ["2500000"]),
    "scale": ("4.2 million", ["4200000"]),
    "abbreviated scale": ("4.2bn, 3 mn, 7MM", ["4200000000", "3000000", "7000000"]),
    "indian scales": ("35 lakh, 1.2 crore", ["3500000", "12000000"]),
    "two scales": ("1.3 hundred million", ["130000000"]),
    "signs": ("+5, \u22123.2, minus four", ["5", "-3.2", "-4"]),
    "dash is no sign": ("5-10", ["5", "10"]),
    "tolerance": ("plus or minus 2", ["2"]),
    "exponent": ("1.2e6 and 3\u00d710^5", ["1200000", "300000"]),
    "repeated in figures": ("five (5) of them", ["5"]),
    "lists of words": ("five and ten", ["5", "10"]),
    "comma as point before a scale": ("12,5 million", ["12500000"]),
}


@pytest.mark.parametrize(("text", "values"), READS.values(), ids=READS)
def test_reads(text: str, values: list[str]) -> None:
    assert [n.value for n in lex_numbers(text)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    "text", ["several of them", "dozens of them", "several hundred", "millions", "someone", "phone"]
)
def test_reads_no_number(text: str) -> None:
    assert lex_numbers(text) == ()


def test_span_is_the_slice() -> None:
    text = "It paid one hundred and forty-two million in all."
    (number,) = lex_numbers(text)
    assert number.span.of(text) == "one hundred and forty-two million"


def test_an_identifier_of_many_digits_is_no_number() -> None:
    assert lex_numbers("9" * 100_000) == ()


DECIMALS = st.decimals(
    min_value=Decimal(0), max_value=Decimal(10) ** 12, places=3, allow_nan=False
).map(lambda d: d.copy_abs())
FORMATS = [
    "{:f}".format,
    "{:,}".format,
    lambda d: f"{d:,}".replace(",", "\u00a0"),
    lambda d: f"{d:,}".replace(",", "'"),
    lambda d: f"\u2212{d:,}",
]


@given(DECIMALS, st.sampled_from(FORMATS), st.sampled_from(["", " million", "bn", " lakh"]))
def test_any_decimal_comes_back(value: Decimal, write, scale: str) -> None:  # type: ignore[no-untyped-def]
    written = write(value) + scale
    (number,) = lex_numbers(f"The result, {written}, was posted.")
    factor = {"": 1, " million": 10**6, "bn": 10**9, " lakh": 10**5}[scale]
    expected = value * factor
    assert number.value == (-expected if written[0] == "\u2212" else expected)


@given(st.text(alphabet="0123456789,.'-/ $%one half million", max_size=60))
def test_never_fails_and_never_overlaps(text: str) -> None:
    numbers = lex_numbers(text)
    assert all(a.span.end <= b.span.start for a, b in pairwise(numbers))
