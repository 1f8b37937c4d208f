"""Signs, codes and names of currencies, and what an ambiguous one means in a release.

Names and symbols are CLDR's, taken from Babel into `currency_names.json` by
``python -m pr_extract.currencies`` so that a run does not have to load Babel; what CLDR lacks
stands in `lexicons/currencies.toml`.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources

from pr_extract.lexicon import Entry, load

_ONE = Decimal(1)
_HUNDREDTH = Decimal("0.01")
_LONGEST_BEFORE = 8
_LONGEST_AFTER = 60
_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]")
_LEAD = re.compile(r"(?:[ \u00a0\u2009\u202f]{1,2}|[ ]?\r?\n[ ]{0,4}|[-‑])?")
_CAPITALS = re.compile(r"[A-Z]{3}(?![A-Za-z])")
_SIGN = re.compile(r"[$¥]")
_YEN_OR_YUAN = frozenset({"JPY", "CNY"})
_CROWNS = frozenset({"SEK", "NOK", "DKK", "ISK"})
_SCALES_AT_CODE = {
    "m": Decimal(10) ** 6, "mn": Decimal(10) ** 6, "bn": Decimal(10) ** 9, "k": Decimal(1000),
}  # fmt: skip
# Heads of CLDR names that mean something else when they stand alone.
_NO_HEADS = frozenset(
    [
        "gold",
        "silver",
        "platinum",
        "palladium",
        "units",
        "unit",
        "account",
        "sucres",
        "sucre",
        "pound",
        "pounds",
        "real",
        "reals",
        "som",
        "dong",
        "rand",
        "kina",
        "loti",
        "sol",
        "soles",
        "tala",
        "dram",
        "drams",
        "lek",
        "mark",
        "marks",
        "euros",
        "euro",
        "kip",
        "colons",
        "colon",
        "franco",
        "gourde",
        "pula",
        "pulas",
        "birr",
        "kuna",
        "day",
        "indexed",
        "xad",
        "dobras",
        "balboas",
        "dalasi",
        "lari",
        "paʻanga",
        "dollars",
        "dollar",
        "guilders",
        "guilder",
        "rights",
        "right",
        "rial",
        "rials",
    ]
)
_DOLLARS_STATED = re.compile(
    r"(?:expressed|stated|reported|presented|denominated|amounts?|figures)\b[^.;\n]{0,60}?\bin\s+"
    r"(?P<name>[A-Za-z.]{2,10}(?:\s[A-Z][a-z]+)?)\s+(?:dollars?|currency|funds)\b",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyEntry(Entry):
    """What CLDR lacks about a currency; the head of the lexicon explains the fields."""

    code: str
    symbols: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()
    minor_symbols: tuple[str, ...] = ()
    exchanges: tuple[str, ...] = ()
    word: bool = False


@dataclass(frozen=True, slots=True)
class CurrencyMatch:
    """A currency beside a number: its code, or the ambiguous sign or name to be settled."""

    start: int
    end: int
    code: str | None
    key: str
    factor: Decimal = _ONE
    minor: bool = False


@dataclass(frozen=True, slots=True)
class _Meaning:
    code: str | None
    key: str
    factor: Decimal = _ONE
    minor: bool = False


@dataclass(frozen=True, slots=True)
class _Tables:
    symbols: dict[str, _Meaning]
    names: dict[str, _Meaning]
    openings: frozenset[str]
    words: frozenset[str]
    commonest: dict[str, str]
    candidates: dict[str, frozenset[str]]
    countries: dict[str, str]
    exchanges: dict[str, str]


@cache
def _cldr() -> dict[str, dict[str, list[str]]]:
    path = resources.files("pr_extract") / "currency_names.json"
    data: dict[str, dict[str, list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    return data


def codes() -> tuple[str, ...]:
    """All currency codes known, sorted."""
    return tuple(sorted({*_cldr(), *(e.code for e in load("currencies", CurrencyEntry))}))


@cache
def _tables() -> _Tables:
    entries = load("currencies", CurrencyEntry)
    symbols = {code: _Meaning(code, code) for code in codes()}
    names: dict[str, _Meaning] = {}
    heads: dict[str, set[str]] = {}
    for code, record in _cldr().items():
        for symbol in record["symbols"]:
            symbols[symbol] = _Meaning(code, symbol)
        for name in record["names"]:
            names[name.replace("-", " ")] = _Meaning(code, name)
            heads.setdefault(name.split()[-1], set()).add(code)
    commonest: dict[str, str] = {}
    for entry in entries:
        symbols.update({s: _Meaning(entry.code, s) for s in entry.symbols})
        symbols.update({s: _Meaning(None, s) for s in entry.signs})
        symbols.update({s: _Meaning(entry.code, s, _HUNDREDTH, True) for s in entry.minor_symbols})
        commonest.update(dict.fromkeys((*entry.signs, *entry.heads), entry.code))
        for name in entry.names:
            names[name] = names[f"{name}s"] = _Meaning(entry.code, name)
        for name in entry.minor:
            names[name] = names[f"{name}s"] = _Meaning(entry.code, name, _HUNDREDTH, True)
    candidates: dict[str, frozenset[str]] = {}
    for head, found in heads.items():
        singular = head.removesuffix("s")
        if head in commonest or singular in commonest or singular == "pound":
            key = head if head in commonest else singular
            names.setdefault(head, _Meaning(None, key))
            candidates[key] = candidates.get(key, frozenset()) | found
        elif len(found) == 1 and head not in _NO_HEADS and len(head) > 3:
            names.setdefault(head, _Meaning(next(iter(found)), head))
    for key in commonest:
        names.setdefault(key, _Meaning(None, key))
        names.setdefault(f"{key}s", _Meaning(None, key))
    dollars = candidates.get("dollar", frozenset())
    candidates |= {
        "$": dollars, "＄": dollars, "¥": _YEN_OR_YUAN, "￥": _YEN_OR_YUAN,
        "£": candidates.get("pound", frozenset()),
        "kr": _CROWNS, "kr.": _CROWNS, "Kr": _CROWNS,
        "kronor": frozenset({"SEK"}), "kroner": frozenset({"NOK", "DKK"}),
    }  # fmt: skip
    commonest |= {"pound": "GBP", "cent": "USD"}
    symbols["¢"] = symbols["c"] = names["cent"] = names["cents"] = _Meaning(
        None, "cent", _HUNDREDTH, True
    )
    symbols["p"] = _Meaning("GBP", "p", _HUNDREDTH, True)
    countries = {
        country: code for code, record in _cldr().items() for country in record["countries"]
    }
    openings = frozenset(_opening(s) for s in (*names, *symbols))
    return _Tables(
        symbols, names, openings, frozenset(e.code for e in entries if e.word), commonest,
        candidates, countries, {x: e.code for e in entries for x in e.exchanges},
    )  # fmt: skip


def _opening(spelling: str) -> str:
    match = _PIECE.match(spelling)
    return (match[0] if match else spelling).lower()


def currency_before(text: str, start: int, *, scaled: bool) -> CurrencyMatch | None:
    """The currency whose sign, code or name ends directly before a number at the offset.

    ``scaled`` tells that the number has a scale or decimals, which proves a code that is also a
    word (`TOP 10`).

    >>> currency_before("US$4.7 billion", 3, scaled=True).code
    'USD'
    """
    tables = _tables()
    end = start
    while end > max(0, start - 2) and text[end - 1] in " \u00a0\u2009\u202f":
        end -= 1
    for length in range(min(_LONGEST_BEFORE, end), 0, -1):
        written = text[end - length : end]
        meaning = tables.symbols.get(written)
        # `C $5` is Canada's, but `A $5 grant` starts with an article.
        if meaning is None and written[0].isalpha() and written[:2] != "A " and " " in written:
            meaning = tables.symbols.get(written.replace(" ", ""))
        factor = _ONE
        if meaning is None and length in (3, 4, 5):
            meaning, factor = _loose_code(written, scaled=scaled)
        if meaning is None or meaning.key in ("cent", "p") or meaning.minor:
            continue
        if not _starts_clean(text, end - length, written):
            continue
        if len(written) == 1 and written.isalpha() and not (end == start and scaled):
            continue
        if meaning.code in tables.words and written.isalpha() and not scaled:
            continue
        return CurrencyMatch(end - length, end, meaning.code, meaning.key, factor)
    return None


def _loose_code(written: str, *, scaled: bool) -> tuple[_Meaning | None, Decimal]:
    """A code in lower or title case (`Gel 346 million`), or with a scale (`MEUR`, `EURm`)."""
    tables = _tables()
    upper = written.upper()
    if len(written) == 3 and upper in tables.symbols and upper not in tables.words:
        common = upper in ("USD", "EUR", "GBP", "CNY", "JPY", "INR", "RMB", "AUD", "CHF")
        return (tables.symbols[upper], _ONE) if scaled or common else (None, _ONE)
    if len(written) == 4 and written[3] == "$" and upper[:3] in tables.symbols:
        return tables.symbols[upper[:3]], _ONE
    if len(written) == 4 and written[0] == "M" and written[1:] in tables.symbols:
        return tables.symbols[written[1:]], _SCALES_AT_CODE["m"]
    if written[:3] in tables.symbols and written[3:] in _SCALES_AT_CODE and written[:3].isalpha():
        return tables.symbols[written[:3]], _SCALES_AT_CODE[written[3:]]
    return None, _ONE


def _starts_clean(text: str, start: int, written: str) -> bool:
    if start == 0 or not (written[0].isalnum()):
        return True
    return not (text[start - 1].isalnum() or text[start - 1] in "$€£'’&")


def currency_after(text: str, end: int) -> CurrencyMatch | None:
    """The currency whose name, code or sign starts directly after a number ending at the offset.

    >>> currency_after("41.15 billion yuan", 13).code
    'CNY'
    """
    tables = _tables()
    lead = _LEAD.match(text, end)
    start = lead.end() if lead else end
    first = _PIECE.match(text, start)
    if first is None:
        return None
    opening = first[0]
    found: CurrencyMatch | None = None
    if len(opening) == 4 and opening[0] == "M" and opening[1:] in tables.symbols:
        meaning = tables.symbols[opening[1:]]
        return CurrencyMatch(start, first.end(), meaning.code, meaning.key, _SCALES_AT_CODE["m"])
    if opening.lower() not in tables.openings:
        return None
    window = text[start : start + _LONGEST_AFTER]
    for count, piece in enumerate(_PIECE.finditer(window)):
        if count > 7:
            break
        written = window[: piece.end()]
        after = start + piece.end()
        if written[-1] in "-,." or (text[after : after + 1].isalnum() and written[-1].isalnum()):
            continue
        name = " ".join(written.lower().replace("-", " ").split())
        meaning_or_none = tables.symbols.get(written) or tables.names.get(name)
        if meaning_or_none is None and len(written) == 3 and written.islower():
            upper = written.upper()
            common = upper in ("USD", "EUR", "GBP", "CNY", "JPY", "INR", "AUD", "CHF", "CAD")
            meaning_or_none = tables.symbols.get(upper) if common else None
        if meaning_or_none and _stands(text, end, start, after, written, meaning_or_none):
            found = CurrencyMatch(
                start, after, meaning_or_none.code, meaning_or_none.key,
                meaning_or_none.factor, meaning_or_none.minor,
            )  # fmt: skip
    return found


def _stands(text: str, end: int, start: int, after: int, written: str, meaning: _Meaning) -> bool:
    """Whether a spelling after a number is no word, and not the sign of the next number."""
    if written in ("c", "p"):
        return start == end and not text[after : after + 1].isalnum()
    if (
        len(written) <= 2
        and written.isalpha()
        and written.isascii()
        and written not in ("kr", "Kr", "zl", "Ft", "TL")
    ):
        return False
    following = text[after : after + 2]
    if not written[-1].isalpha() and (following[:1].isdigit() or following[1:].isdigit()):
        return False
    if meaning.code in _tables().words and written.isupper() and len(written) == 3:
        return text[after : after + 1] != "-"
    return not (written.isupper() and len(written) == 3 and following[:1].isdigit())


@dataclass(slots=True)
class Settlement:
    """What ambiguous signs and names mean in one release, and which readings were guesses."""

    home: str | None
    named: frozenset[str]
    stated: str | None
    market: str | None
    text_has_pounds: bool
    warnings: dict[str, str] = field(default_factory=dict)

    def code(self, match: CurrencyMatch) -> str | None:
        """The currency of a match; None where the word is no currency here (pounds of mass)."""
        if match.code:
            return match.code if match.key != "p" or self._british() else None
        key = match.key
        if key == "pound" and not self._british():
            return None
        if key == "cent":
            key = self._cents()
            if key in ("EUR",):
                return key
        return self._settle(key)

    def _british(self) -> bool:
        return self.home in ("GB", "IE") or self.text_has_pounds

    def _cents(self) -> str:
        if "EUR" in self.named and not self.named & _dollars() and self.home != "US":
            return "EUR"
        return "$"

    def _settle(self, key: str) -> str:
        tables = _tables()
        candidates = tables.candidates.get(key, frozenset())
        commonest = tables.commonest.get(key, "USD")
        local = tables.countries.get(self.home or "")
        if candidates >= _dollars() and _dollars():
            code, certain = self._dollar(local)
        else:
            named = self.named & candidates
            if local in candidates:
                code, certain = local or commonest, True
            elif len(named) == 1:
                code, certain = next(iter(named)), True
            else:
                code, certain = commonest, len(candidates) < 2 or key in ("£", "¥", "franc", "won")
        if not certain:
            self.warnings.setdefault(key, f"ambiguous {key!r} read as {code}")
        return code

    def _dollar(self, local: str | None) -> tuple[str, bool]:
        """A stated currency first, then the listing, then the dateline, then the commonest."""
        if self.stated:
            return self.stated, True
        foreign = self.named & _dollars()
        home = self.market or (local if local in _LOCAL_DOLLARS else None)
        if home == "USD" or (home is None and self.home == "US"):
            return "USD", True
        if home and home not in foreign:
            return home, "USD" in foreign
        if home:
            return ("USD" if "USD" not in foreign else home), False
        return "USD", not foreign and self.home is None


_LOCAL_DOLLARS = frozenset({"AUD", "CAD", "NZD", "SGD", "HKD", "USD"})


@cache
def _dollars() -> frozenset[str]:
    return frozenset(
        code for code, record in _cldr().items()
        if any(name.endswith("dollar") for name in record["names"])
    )  # fmt: skip


@cache
def _evidence() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Explicit signs and codes of currencies that share a sign, and their names by last word."""
    tables = _tables()
    ambiguous = frozenset().union(*tables.candidates.values())
    signs = {
        s: m.code for s, m in tables.symbols.items()
        if m.code in ambiguous and len(s) > 1 and (len(s) == 3 or "$" in s or "¥" in s)
        and m.code not in tables.words
    }  # fmt: skip
    names: dict[str, dict[str, str]] = {}
    for name, meaning in tables.names.items():
        if meaning.code in ambiguous and not name.endswith("s"):
            names.setdefault(name.split()[-1], {})[name] = meaning.code
    return signs, names


@cache
def _unique_symbols() -> dict[str, str]:
    """Symbols of one character that only one currency has: `₹`, `₩`, `€`."""
    symbols = _tables().symbols.items()
    return {s: m.code for s, m in symbols if len(s) == 1 and not s.isascii() and m.code}


def _named(text: str) -> frozenset[str]:
    """The currencies a release names outright."""
    signs, names = _evidence()
    lower = text.lower()
    written = {match[0] for match in _CAPITALS.finditer(text)}
    for match in _SIGN.finditer(text):
        before = text[max(0, match.start() - 5) : match.end()]
        written.update(
            before[-length:]
            for length in range(2, len(before) + 1)
            if not before[-length - 1 : -length].isalpha()
        )
    found = {signs[sign] for sign in written if sign in signs}
    found |= {code for symbol, code in _unique_symbols().items() if symbol in text}
    for head, longer in names.items():
        if head in lower:
            found |= {code for name, code in longer.items() if name in lower}
    return frozenset(found)


def _market(text: str) -> str | None:
    """The dollar of the first listing; over the counter, a foreign issuer is only quoted."""
    first, market = len(text), None
    for exchange, code in _tables().exchanges.items():
        if exchange not in text:
            continue
        match = re.search(rf"(?<![A-Za-z]){re.escape(exchange)}(?:[-\s]?[A-Z]{{1,6}})?\s?:", text)
        if match and match.start() < first:
            first, market = match.start(), code
    return market


def settle(text: str, home: str | None) -> Settlement:
    """Look through a release for what settles its ambiguous currencies."""
    stated = None
    if match := _DOLLARS_STATED.search(text):
        meaning = _tables().names.get(f"{match['name'].lower()} dollar")
        stated = meaning.code if meaning else None
    pounds = "£" in text or "sterling" in text or "GBP" in text
    return Settlement(home, _named(text), stated, _market(text), pounds)


def build_names() -> dict[str, dict[str, list[str]]]:
    """CLDR's English names and symbols, and the countries where each currency is tender now."""
    import pycountry
    from babel.core import Locale
    from babel.numbers import get_currency_name, get_currency_symbol, get_territory_currencies

    result: dict[str, dict[str, list[str]]] = {}
    for currency in pycountry.currencies:
        code = currency.alpha_3
        if code in ("XTS", "XXX"):
            continue
        names = {
            get_currency_name(code, count=count, locale="en").lower() for count in (None, 1, 2)
        } - {code.lower()}
        symbol = get_currency_symbol(code, locale="en")
        unclear = symbol in (code, "$", "¥", "£") or symbol.isalpha()
        result[code] = {
            "names": sorted(name for name in names if "(" not in name),
            "symbols": [] if unclear else [symbol.replace("\u00a0", " ")],
            "countries": [],
        }
    for territory in Locale("en").territories:
        if len(territory) == 2:
            for code in get_territory_currencies(territory)[:1]:
                if code in result:
                    result[code]["countries"].append(territory)
    for record in result.values():
        record["countries"].sort()
    return dict(sorted(result.items()))


def main() -> None:
    """Write `currency_names.json` afresh from the installed Babel."""
    from pathlib import Path

    lines = ",\n".join(
        f"{json.dumps(code)}: {json.dumps(record, ensure_ascii=False)}"
        for code, record in build_names().items()
    )
    path = Path(__file__).with_name("currency_names.json")
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
