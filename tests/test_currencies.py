"""Every ISO 4217 currency in at least four forms, and what settles an ambiguous sign."""

from decimal import Decimal

import pycountry
import pytest

from pr_extract.currencies import cldr
from pr_extract.currency_names import build_names
from pr_extract.quantities.find import find_amounts
from pr_extract.settlement import settle

CODES = sorted(c.alpha_3 for c in pycountry.currencies if c.alpha_3 not in ("XTS", "XXX"))


def _forms(code: str) -> list[str]:
    names = cldr()[code]["names"]
    symbols = cldr()[code]["symbols"]
    return [
        f"{code} 1,234.5 million", f"{code}1,234.5 million", f"1,234.5 million {code}",
        f"1,234.5 {code} million", *(f"1,234.5 million {name}" for name in names),
        *(f"{symbol}1,234.5 million" for symbol in symbols),
    ]  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_currency_in_every_form(code: str) -> None:
    for form in _forms(code):
        text = f"The plant cost {form}, it said."
        found = [(q.span.of(text), q.value, q.unit) for q in find_amounts(text).quantities]
        assert found == [(form, Decimal(1_234_500_000), code)]


def test_names_are_current() -> None:
    assert build_names() == cldr()


@pytest.mark.parametrize(
    ("text", "home", "code"),
    [
        ("It paid $5.", None, "USD"),
        ("It paid $5.", "US", "USD"),
        ("It paid $5.", "AU", "AUD"),
        ("Acme (ASX: ACM) paid $5.", None, "AUD"),
        ("In Perth, the Australian paid $5.", None, "AUD"),
        ("The Australian paid $5.", None, "USD"),
        ("In Perth, the Australian paid an American in Texas $5.", None, "USD"),
        ("Acme (NYSE: ACM) paid $5.", "CA", "USD"),
        ("All amounts are stated in Canadian dollars. It paid $5.", "US", "CAD"),
        ("It paid ¥5.", "CN", "CNY"),
        ("It paid ¥5.", "JP", "JPY"),
        ("It paid ¥5. The yuan rose.", None, "CNY"),
        ("It paid 5 kronor.", None, "SEK"),
        ("It paid 5 rupees.", "PK", "PKR"),
        ("It paid 5 pesos.", "PH", "PHP"),
        ("It paid 5 francs.", None, "CHF"),
    ],
)
def test_ambiguous_sign_is_settled(text: str, home: str | None, code: str) -> None:
    assert [q.unit for q in find_amounts(text, home=home).quantities] == [code]


def test_a_guess_is_told() -> None:
    assert find_amounts("It paid $5.", home="AU").warnings == ("ambiguous '$' read as AUD",)


def test_a_sign_that_the_release_settles_is_no_guess() -> None:
    found = find_amounts("Acme (ASX: ACM) paid $5 and US$6.")
    assert ([q.unit for q in found.quantities], found.warnings) == (["AUD", "USD"], ())


def test_pounds_are_mass_without_a_sign_of_britain() -> None:
    assert settle("It weighs 200 pounds.", None).text_has_pounds is False
    assert [q.unit for q in find_amounts("It weighs 200 pounds.").quantities] == ["pound"]


@pytest.mark.parametrize(
    "text", ["TOP 10 lists", "All 70 of us", "TRY 5 drinks", "they won 5 games"]
)
def test_words_are_no_currencies(text: str) -> None:
    assert find_amounts(text).quantities == ()
