"""Signs, codes and names of currencies beside a number.

Names and symbols are CLDR's, taken from Babel into `currency_names.json` by
``python -m pr_extract.currency_names`` so that a run does not have to load Babel; what CLDR lacks
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
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")
_LONGEST_BEFORE = 8
_LONGEST_AFTER = 60
_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]")
_LEAD = re.compile(r"(?:[ \u00a0\u2009\u202f]{1,2}|[ ]?\r?\n[ ]{0,4}|[-‑])?")
_YEN_OR_YUAN = frozenset({"JPY", "CNY"})
_CROWNS = frozenset({"SEK", "NOK", "DKK", "ISK"})
_SCALES_AT_CODE = {
    "m": Decimal(10) ** 6, "mn": Decimal(10) ** 6, "bn": Decimal(10) ** 9, "k": Decimal(1000),
}  # fmt: skip
# Codes that no word looks like when they are written in lower case after a number.
_COMMON_CODES = frozenset({
    "USD", "EUR", "GBP", "CNY", "JPY", "INR", "AUD", "CHF", "CAD", "HKD", "SGD", "NZD", "SEK",
    "NOK", "DKK", "MXN", "BRL", "ZAR", "KRW", "TWD", "THB", "IDR", "MYR", "AED", "EGP", "PLN",
    "CZK", "HUF", "ILS", "NGN", "KES", "PKR", "VND", "RMB",
})  # fmt: skip
_NAME_BEFORE = re.compile(r"(?:(?<![\w-])[A-Za-z]{2,16}[ \u00a0]){1,4}$")
_NAME_WORD = re.compile(r"[A-Za-z]+")
# Names that are other words as well, and what makes a name before a number a noun.
_NEVER_BEFORE = frozenset({
    "won", "real", "mark", "pound", "sol", "som", "rand", "lek", "kip", "lev", "lari", "quid",
    "buck", "sterling", "kina", "pula", "dong", "dram", "colon", "crown", "leu", "sum", "para",
    "gold", "silver", "platinum", "palladium", "unit", "kuna", "tala", "birr", "loti",
})  # fmt: skip
_NOUN_MAKERS = frozenset({
    "the", "a", "an", "per", "each", "every", "against", "one", "this", "that", "any", "no", "in",
    "strong", "weak", "stronger", "weaker", "top", "half",
})  # fmt: skip
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CurrencyEntry(Entry):
    """What CLDR lacks about a currency; the head of the lexicon explains the fields."""

    code: str
    symbols: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()
    tenths: tuple[str, ...] = ()
    minor_symbols: tuple[str, ...] = ()
    short: dict[str, str] = field(default_factory=dict)
    exchanges: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
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
class Meaning:
    """What a spelling means; a code of None is to be settled by the key."""

    code: str | None
    key: str
    factor: Decimal = _ONE
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Tables:
    """Spellings, and what helps to settle the ambiguous ones."""

    symbols: dict[str, Meaning]
    names: dict[str, Meaning]
    openings: frozenset[str]
    words: frozenset[str]
    commonest: dict[str, str]
    candidates: dict[str, frozenset[str]]
    countries: dict[str, str]
    exchanges: dict[str, str]


@cache
def cldr() -> dict[str, dict[str, list[str]]]:
    """Names, symbols and countries of each currency, by its code."""
    path = resources.files("pr_extract") / "currency_names.json"
    data: dict[str, dict[str, list[str]]] = json.loads(path.read_text(encoding="utf-8"))
    return data


@cache
def places_spoken_of() -> dict[str, str]:
    """The words by which a text without a dateline tells whose dollars it counts in."""
    return {
        word: entry.code for entry in load("currencies", CurrencyEntry) for word in entry.spoken
    }


def codes() -> tuple[str, ...]:
    """All currency codes known, sorted."""
    return tuple(sorted({*cldr(), *(e.code for e in load("currencies", CurrencyEntry))}))


@cache
def tables() -> Tables:
    """All spellings with what they mean, read once."""
    entries = load("currencies", CurrencyEntry)
    symbols = {code: Meaning(code, code) for code in codes()}
    names: dict[str, Meaning] = {}
    heads: dict[str, set[str]] = {}
    for code, record in cldr().items():
        for symbol in record["symbols"]:
            symbols[symbol] = Meaning(code, symbol)
        for name in record["names"]:
            names[name.replace("-", " ")] = Meaning(code, name)
            heads.setdefault(name.split()[-1], set()).add(code)
    commonest: dict[str, str] = {}
    for entry in entries:
        symbols.update({s: Meaning(entry.code, s) for s in entry.symbols})
        symbols.update({s: Meaning(None, s) for s in entry.signs})
        symbols.update({s: Meaning(entry.code, s, _HUNDREDTH, True) for s in entry.minor_symbols})
        commonest.update(dict.fromkeys((*entry.signs, *entry.heads), entry.code))
        for name in entry.names:
            names[name] = names[f"{name}s"] = Meaning(entry.code, name)
        for name in entry.minor:
            names[name] = names[f"{name}s"] = Meaning(entry.code, name, _HUNDREDTH, True)
        for name in entry.tenths:
            names[name] = Meaning(entry.code, name, _TENTH, True)
    for name, meaning in list(names.items()):
        owner = name.removesuffix(" dollar")
        if owner != name:  # `Canadian cents`
            cents = Meaning(meaning.code, f"{owner} cent", _HUNDREDTH, True)
            names[f"{owner} cent"] = names[f"{owner} cents"] = cents
    candidates: dict[str, frozenset[str]] = {}
    for head, found in heads.items():
        singular = head.removesuffix("s")
        if head in commonest or singular in commonest or singular == "pound":
            key = head if head in commonest else singular
            names.setdefault(head, Meaning(None, key))
            candidates[key] = candidates.get(key, frozenset()) | found
        elif len(found) == 1 and head not in _NO_HEADS and len(head) > 3:
            names.setdefault(head, Meaning(next(iter(found)), head))
    for key in commonest:
        names.setdefault(key, Meaning(None, key))
        names.setdefault(f"{key}s", Meaning(None, key))
    for symbol in [s for s in symbols if s.endswith("$") and len(s) > 2]:
        symbols.setdefault(symbol.lower(), symbols[symbol])
    dollars = candidates.get("dollar", frozenset())
    candidates |= {
        "$": dollars, "＄": dollars, "¥": _YEN_OR_YUAN, "￥": _YEN_OR_YUAN,
        "£": candidates.get("pound", frozenset()),
        "kr": _CROWNS, "kr.": _CROWNS, "Kr": _CROWNS,
        "kronor": frozenset({"SEK"}), "kroner": frozenset({"NOK", "DKK"}),
    }  # fmt: skip
    commonest |= {"pound": "GBP", "cent": "USD"}
    symbols["¢"] = symbols["c"] = names["cent"] = names["cents"] = Meaning(
        None, "cent", _HUNDREDTH, True
    )
    symbols["p"] = Meaning("GBP", "p", _HUNDREDTH, True)
    countries = {
        country: code for code, record in cldr().items() for country in record["countries"]
    }
    shorter = {word: cut for entry in entries for word, cut in entry.short.items()}
    for name, meaning in list(names.items()):
        *owners, word = name.split(" ")
        if word in shorter:
            names[" ".join((*owners, shorter[word]))] = meaning
    openings = frozenset(_opening(s) for s in (*names, *symbols))
    return Tables(
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
    known = tables()
    end = start
    while end > max(0, start - 2) and text[end - 1] in " \u00a0\u2009\u202f":
        end -= 1
    for length in range(min(_LONGEST_BEFORE, end), 0, -1):
        written = text[end - length : end]
        meaning = known.symbols.get(written)
        # `C $5` is Canada's, but `A $5 grant` starts with an article.
        if meaning is None and written[0].isalpha() and written[:2] != "A " and " " in written:
            meaning = known.symbols.get(written.replace(" ", ""))
        factor = _ONE
        if meaning is None and length in (3, 4, 5):
            meaning, factor = _loose_code(written, scaled=scaled)
        if meaning is None or meaning.key in ("cent", "p") or meaning.minor:
            continue
        if not _starts_clean(text, end - length, written):
            continue
        if len(written) == 1 and written.isalpha() and not (end == start and scaled):
            continue
        if meaning.code in known.words and written.isalpha() and not scaled:
            continue
        return CurrencyMatch(end - length, end, meaning.code, meaning.key, factor)
    return None


def currency_name_before(text: str, start: int) -> CurrencyMatch | None:
    """The currency whose name in the singular ends a blank before an amount at the offset.

    Only what no article or preposition makes a noun of the sentence: `against the yen 2.5 million`.

    >>> currency_name_before("a rise of euro 300 million", 15).code
    'EUR'
    """
    words = _NAME_BEFORE.search(text, max(0, start - 40), start)
    if words is None:
        return None
    known = tables()
    pieces = list(_NAME_WORD.finditer(text, words.start(), start))
    if pieces[-1][0].lower() in _NEVER_BEFORE:
        return None
    for first in range(max(0, len(pieces) - 3), len(pieces)):
        name = " ".join(piece[0].lower() for piece in pieces[first:])
        meaning = known.names.get(name)
        if meaning is None or (name[-1] == "s" and name[:-1] in known.names):
            continue
        if first and pieces[first - 1][0].lower() in _NOUN_MAKERS:
            return None
        begin, factor = pieces[first].start(), meaning.factor
        return CurrencyMatch(begin, start, meaning.code, meaning.key, factor, meaning.minor)
    return None


def _loose_code(written: str, *, scaled: bool) -> tuple[Meaning | None, Decimal]:
    """A code in lower or title case (`Gel 346 million`), or with a scale (`MEUR`, `EURm`)."""
    known = tables()
    upper = written.upper()
    if len(written) == 3 and upper in known.symbols and upper not in known.words:
        common = upper in ("USD", "EUR", "GBP", "CNY", "JPY", "INR", "RMB", "AUD", "CHF")
        return (known.symbols[upper], _ONE) if scaled or common else (None, _ONE)
    if len(written) == 4 and written[3] == "$" and upper[:3] in known.symbols:
        return known.symbols[upper[:3]], _ONE
    if len(written) == 4 and written[0] == "M" and written[1:] in known.symbols:
        return known.symbols[written[1:]], _SCALES_AT_CODE["m"]
    if written[:3] in known.symbols and written[3:] in _SCALES_AT_CODE and written[:3].isalpha():
        return known.symbols[written[:3]], _SCALES_AT_CODE[written[3:]]
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
    known = tables()
    lead = _LEAD.match(text, end)
    start = lead.end() if lead else end
    first = _PIECE.match(text, start)
    if first is None:
        return None
    opening = first[0]
    found: CurrencyMatch | None = None
    if len(opening) == 4 and opening[0] == "M" and opening[1:] in known.symbols:
        meaning = known.symbols[opening[1:]]
        return CurrencyMatch(start, first.end(), meaning.code, meaning.key, _SCALES_AT_CODE["m"])
    if opening.lower() not in known.openings:
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
        meaning_or_none = known.symbols.get(written) or known.names.get(name)
        if meaning_or_none is None and len(written) == 3 and written.islower():
            upper = written.upper()
            common = upper in _COMMON_CODES
            meaning_or_none = known.symbols.get(upper) if common else None
        if meaning_or_none and _stands(text, end, start, after, written, meaning_or_none):
            found = CurrencyMatch(
                start, after, meaning_or_none.code, meaning_or_none.key,
                meaning_or_none.factor, meaning_or_none.minor,
            )  # fmt: skip
    return found


def _stands(text: str, end: int, start: int, after: int, written: str, meaning: Meaning) -> bool:
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
        # `10 $ 30 $`: the next number has a sign of its own behind it.
        own = re.compile(rf"\s?\d[\d.,]{{0,20}}\s?{re.escape(written)}(?!\s?\d)")
        return own.match(text, after) is not None
    if meaning.code in tables().words and written.isupper() and len(written) == 3:
        return text[after : after + 1] != "-"
    return not (written.isupper() and len(written) == 3 and following[:1].isdigit())
