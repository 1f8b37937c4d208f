"""Numbers in digits: grouping, decimals, fractions, exponents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pr_extract.numbers.around import and_a_half, finished, with_sign
from pr_extract.numbers.number import EXACT, Number, quotient

MAX_DIGITS = 40
"""A longer run of digits is an identifier, not a number."""

_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8),
    "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TEN_TO_THE = re.compile(r"^(?:[eE]|\s?[×x]\s?10\^?)")

# No possessive quantifier over a group: Python before 3.11.5 matches it wrongly. What may not
# follow keeps the groups from being given back.
_GROUPED = (
    r"\d{1,3}(?:,\d{3}){1,12}(?!\d|,\d{3})"
    r"|\d{1,2}(?:,\d{2}(?!\d)){1,8},\d{3}(?!\d)"
    "|\\d{1,3}(?:[\u00a0\u2009\u202f]\\d{3}){1,12}(?![\u00a0\u2009\u202f]?\\d)"
    r"|\d{1,3}(?: \d{3}){1,6}(?![\d,.]*\d| \d)"
    r"|\d{1,3}(?:['’]\d{3}){1,12}(?!['’]?\d)"
)
_DOTTED = r"\d{1,3}(?:\.\d{3}){2,12}(?![\d.]*\d)(?:,\d{1,4}(?!\d))?|\d{1,3}(?:\.\d{3}),\d{2}(?!\d)"
_NUMERAL = re.compile(
    rf"(?:(?P<dotted>{_DOTTED})"
    rf"|(?P<whole>{_GROUPED}|\d++)(?P<point>\.\d++(?!\.\d))?"
    r"(?P<exponent>[eE][+\-−]?\d{1,3}(?!\w)|\s?[×x]\s?10(?:\^[+\-−]?\d{1,3}|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}))?"
    r"|(?P<leading>\.\d++(?![.\d]))"
    rf"|(?P<vulgar>[{''.join(_VULGAR)}]))"
)
_DIGIT = re.compile(rf"[\d{''.join(_VULGAR)}]")
_FRACTION = re.compile(
    r"(?:(?P<a>\d{1,3})(?:\\?/|⁄)(?P<b>\d{1,3})(?![\d/⁄]|,\d)|(?P<v>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒]))"
)
_COMMA_DECIMAL = re.compile(r",(\d{1,2})(?=\s?(?:%|percent|million|billion|bn|mn|mln)\b|\s?%)")
# News that has been cut into tokens: `14 . 8 %`, `$ 62 . 75`, `80 , 000 people`.
_SPACED_POINT = re.compile(
    r" \. (\d{1,4})(?= ?%| (?:percent|per cent|million|billion|trillion|yen|francs|pounds|euros"
    r"|dollars|yuan|marks|tons|tonnes|miles|barrels)\b)"
)
_SPACED_CENTS = re.compile(r" \. (\d\d)(?= |$)")
_SPACED_GROUPS = re.compile(r"(?: , \d{3}(?!\d)){1,6}")
_SIGN_APART = re.compile(r"[$£€¥]\s$")
# `EUR 1 541.60`: spaced groups before decimals are one number only behind a currency.
_SPACED_MONEY = re.compile(r"(?: \d{3}){1,4}\.\d{1,2}(?![\d.,]\d| \d)")
_CURRENCY_APART = re.compile(r"(?:\b[A-Z]{3}|[$£€¥])[ \u00a0]?$")
# `KRX-204 150 mg`: what is glued to a name ends with its digits.
_IN_NAME = re.compile(r"[A-Za-z][-‑]?$")


def digit_numbers(text: str) -> Iterator[Number]:
    """Look for digits, which a regular expression finds fast, and read the number around them."""
    found = _DIGIT.search(text)
    while found:
        start = found.start()
        if text[start - 1 : start] == "." and not text[start - 2 : start - 1].isalnum():
            start -= 1
        match = _NUMERAL.match(text, start)
        if (
            match
            and " " in (match["whole"] or "")
            and _IN_NAME.search(text[max(0, start - 2) : start])
        ):
            match = _NUMERAL.match(text, start, start + match["whole"].index(" "))
        number = _digit_number(text, match) if match else None
        if number is not None:
            yield number
        end = max(found.end(), match.end() if match else 0, number.span.end if number else 0)
        found = _DIGIT.search(text, end)


def _digit_number(text: str, match: re.Match[str]) -> Number | None:
    start, end, fraction = match.start(), match.end(), False
    plain = False
    if match["vulgar"]:
        value, fraction = quotient(*_VULGAR[match["vulgar"]]), True
    elif match["dotted"]:
        value = Decimal(match["dotted"].replace(".", "").replace(",", "."))
    elif match["leading"]:
        if start and (text[start - 1].isalnum() or text[start - 1] in ".)]"):
            return None
        value = Decimal("0" + match["leading"])
    else:
        whole = re.sub(r"\D", "", match["whole"])
        if len(whole) > MAX_DIGITS or len(match["point"] or "") > MAX_DIGITS:
            return None
        plain = match["whole"].isdigit() and not match["point"] and not match["exponent"]
        value = Decimal(whole + (match["point"] or ""))
        if match["exponent"]:
            value = _with_exponent(value, match["exponent"])
        elif plain:
            value, end, fraction = _with_fraction(text, value, end)
            if end == match.end() and (comma := _COMMA_DECIMAL.match(text, end)):
                value, end, plain = Decimal(f"{whole}.{comma[1]}"), comma.end(), False
            elif end == match.end() and len(whole) < 4 and (half := and_a_half(text, end)):
                value, end, plain = value + half[0], half[1], False
            elif end == match.end() and len(whole) < 4 and text[end : end + 1] == " ":
                value, end, plain = _with_spaced_parts(text, start, whole, end)
    start, value = with_sign(text, start, value)
    return finished(text, start, end, value, fraction=fraction, plain=plain)


def _with_exponent(value: Decimal, exponent: str) -> Decimal:
    power = _TEN_TO_THE.sub("", exponent.translate(_SUPERSCRIPT).replace("−", "-"), count=1)
    return EXACT.scaleb(value, int(power))


def _with_fraction(text: str, value: Decimal, end: int) -> tuple[Decimal, int, bool]:
    """`1/2` after nothing, `2 1/2`, `2-1/2`, `2½`: the value, its end, and if it is one."""
    following = text[end : end + 1]
    if following in ("/", "⁄", "\\"):
        match = _FRACTION.match(text, end - len(str(value)))
        proper = match and match["a"] and int(match["a"]) < int(match["b"]) and int(match["b"]) > 1
        if match and proper and text[end - len(str(value)) - 1 : end - len(str(value))] != "/":
            return quotient(int(match["a"]), int(match["b"])), match.end(), True
        return value, end, False
    at = end + 1 if following and following in " -\u00a0‑" else end
    match = _FRACTION.match(text, at) if following else None
    if match is None or (match["a"] and at == end):
        return value, end, False
    top, bottom = _VULGAR[match["v"]] if match["v"] else (int(match["a"]), int(match["b"]))
    if not 0 < top < bottom or bottom not in (2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 7, 9):
        return value, end, False
    return value + quotient(top, bottom), match.end(), False


def _with_spaced_parts(text: str, start: int, whole: str, end: int) -> tuple[Decimal, int, bool]:
    """`14 . 8 %` and `80 , 000` of a text in tokens: the value, its end, and if it is plain."""
    money = _SIGN_APART.search(text, max(0, start - 2), start) is not None
    plain = True
    groups = _SPACED_MONEY.match(text, end)
    if groups and _CURRENCY_APART.search(text, max(0, start - 4), start):
        return Decimal((whole + groups[0]).replace(" ", "")), groups.end(), False
    groups = _SPACED_GROUPS.match(text, end)
    if groups and (money or groups[0][3] == "0" or groups[0].count(",") > 1):
        whole, end, plain = whole + re.sub(r"\D", "", groups[0]), groups.end(), False
    point = _SPACED_POINT.match(text, end) or (money and _SPACED_CENTS.match(text, end))
    if point:
        return Decimal(f"{whole}.{point[1]}"), point.end(), False
    return Decimal(whole), end, plain
