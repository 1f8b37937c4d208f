"""What titles, heads and labels say of the figures under them: currency, scale, unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pr_extract.currencies import currency_after, currency_before
from pr_extract.quantities.lemmas import is_plural, singular
from pr_extract.settlement import Settlement
from pr_extract.units import match_unit

Sort = Literal[
    "money", "percent", "percentage_point", "basis_point", "measurement", "count", "scale"
]

_SCALE_WORDS = (
    r"trillions?|billions?|millions?|thousands?|crores?|lakhs?|bn|mn|mln|mio|mm"
    r"|['’‘]?000['’]?s?(?![\d,.])|m|k"
)
_SIGN = r"(?:[A-Z]{1,3})?[$€£¥₹]|[A-Z]{3}|Rs\.?"
_NAME = r"(?:[A-Z][a-zA-Z.]{1,14}\s)?(?:[A-Za-z]\.[A-Za-z]\.\s)?[a-z]{3,9}"
_SIGN_SCALE = re.compile(
    rf"(?<![\w$€£¥])(?P<sign>{_SIGN})\s?(?:in\s|\()?(?P<scale>(?i:{_SCALE_WORDS}))(?![\w])"
)
_SCALE_OF = re.compile(
    rf"(?i:\b(?P<scale>{_SCALE_WORDS}))\s(?i:of\s)?(?P<name>{_NAME}|{_SIGN})(?![\w])"
)
_IN_SCALE = re.compile(
    r"(?i:(?:\b(?:in|amounts|figures)\s|\()(?P<scale>trillions?|billions?|millions?|thousands?"
    r"|crores?|lakhs?|['’‘]?000['’]?s?(?![\d,.])))(?!\w)"
)
_PREFIXED = re.compile(r"(?<![A-Za-z])(?P<scale>[MTk])(?P<code>[A-Z]{3})(?![A-Za-z])")
_NAME_IN = re.compile(
    rf"(?i:\b(?P<name>dollars|euros|{_NAME})\sin\s(?P<scale>{_SCALE_WORDS}))(?![\w])"
)
_EXCEPT_SHARES = re.compile(r"(?i)\bexcept\b[^)\n]{0,80}?(?<!\bper\s)(?<!\bper-)\bshares?\b")
_FACTORS = {
    "trillion": 12, "billion": 9, "bn": 9, "million": 6, "mn": 6, "mln": 6, "mio": 6, "mm": 6,
    "m": 6, "thousand": 3, "k": 3, "t": 3, "crore": 7, "lakh": 5, "000": 3,
}  # fmt: skip
# Letters that are a unit wherever they stand alone in a bracket.
_PROVEN = frozenset({"t", "h", "l"})
_PERCENT = re.compile(r"(?i)(?:in\s)?(?:%|per\s?cent|pct\.?|percentage)$")


@dataclass(frozen=True, slots=True)
class Measure:
    """What bare numbers under some words are: money or things of a unit, percent, or scaled."""

    sort: Sort
    unit: str | None
    factor: Decimal
    shares_exempt: bool = False


def read_title(title: str, settlement: Settlement) -> Measure | None:
    """The currency and scale that a line states for the figures below it.

    >>> from pr_extract.settlement import settle
    >>> measure = read_title("In millions of yen, except per share data", settle("", None))
    >>> measure.unit, str(measure.factor)
    ('JPY', '1000000')
    """
    exempt = _EXCEPT_SHARES.search(title) is not None
    for scale, unit in _stated(title, settlement):
        return Measure("money" if unit else "scale", unit, _factor(scale), exempt)
    return None


def _stated(title: str, settlement: Settlement) -> Iterator[tuple[str, str | None]]:
    if match := _PREFIXED.search(title):
        if unit := _whole(match["code"], settlement):
            yield match["scale"], unit
    for match in _SIGN_SCALE.finditer(title):
        if unit := _whole(match["sign"], settlement):
            yield match["scale"], unit
    for match in (*_SCALE_OF.finditer(title), *_NAME_IN.finditer(title)):
        if unit := _whole(match["name"], settlement):
            yield match["scale"], unit
    if match := _IN_SCALE.search(title):
        yield match["scale"], None


def _factor(scale: str) -> Decimal:
    word = scale.strip("'’‘").lower()
    word = "000" if word.startswith("000") else word
    return Decimal(10) ** (_FACTORS[word] if word in _FACTORS else _FACTORS[word.rstrip("s")])


def _whole(written: str, settlement: Settlement) -> str | None:
    """The code of a currency that is no hundredth of one."""
    found = currency(written, settlement)
    return found[0] if found and found[1] == 1 else None


def currency(written: str, settlement: Settlement) -> tuple[str, Decimal] | None:
    """A currency's sign, code or name standing alone (`€`, `US dollars`, `p`): code and factor."""
    found = currency_before(written + "1", len(written), scaled=True)
    if found is None or found.start:
        glued = "1" if len(written) == 1 else "1 "
        found = currency_after(glued + written, 1)
        if found is None or found.end < len(written) + len(glued):
            return None
    code = settlement.code(found)
    return (code, found.factor) if code and not code.startswith(("XA", "XP")) else None


def read_unit(words: str, settlement: Settlement) -> Measure | None:
    """What a bracket or a head that is nothing but a unit says: `€m`, `%`, `yen`, `GWh`."""
    content = words.strip(" ()[]:*")
    if not content or len(content) > 40:
        return None
    if _PERCENT.match(content):
        return Measure("percent", "percent", Decimal(1))
    if re.fullmatch(r"(?i)pp|p\.p\.|ppts?|pts|%?-?\s?points?|percentage points?", content):
        return Measure("percentage_point", "percentage_point", Decimal(1))
    if re.fullmatch(r"(?i)bps?|basis points?", content):
        return Measure("basis_point", "basis_point", Decimal(1))
    title = read_title(content if "in " in content else f"({content}", settlement)
    things = _physical(re.sub(r"^in\s", "", content))
    if title and (title.unit or not things):
        return title
    if re.fullmatch(rf"(?i)(?:in\s)?(?:{_SCALE_WORDS})", content) and len(content) > 1:
        return Measure("scale", None, _factor(content.split()[-1]))
    if money := currency(re.sub(r"^in\s", "", content), settlement):
        return Measure("money", *money)
    return things


def _physical(content: str) -> Measure | None:
    factor = Decimal(1)
    scale = re.match(r"(?i)(thousands?|millions?|billions?|['’]?000s?)\s(?:of\s)?", content)
    if scale:
        factor, content = _factor(scale[1]), content[scale.end() :]
    proof = " of" if content in _PROVEN else ""
    found = match_unit(f"1.5 {content}{proof}", 3, 0)
    if found and found.end == len(content) + 4:
        if found.kind == "measurement":
            return Measure("measurement", found.unit, factor * found.factor)
        if found.kind == "count":
            return Measure("count", found.unit, factor * found.factor)
    if scale and content.islower() and content.isalpha() and is_plural(content):
        return Measure("count", singular(content), factor)  # thousand passengers
    return None
