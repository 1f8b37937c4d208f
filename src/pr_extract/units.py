"""Spellings to units, from `lexicons/units.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from pr_extract.lexicon import Entry, load

_PREFIXES = {
    "nano": ("n",), "micro": ("µ", "μ", "u"), "milli": ("m",), "centi": ("c",), "deci": ("d",),
    "hecto": ("h",), "kilo": ("k",), "mega": ("M",), "giga": ("G",), "tera": ("T",),
    "peta": ("P",), "exa": ("E",), "zetta": ("Z",),
}  # fmt: skip
_LONGEST = 48
_PIECE = re.compile(r"[^\W\d_][^\W_]*|[^\w\s]")
_LEAD = re.compile(r"(?: - |[ \u00a0\u2009\u202f]{1,2}|[ ]?\r?\n[ ]{0,4}|[-‑])?")
_ABBREVIATED = frozenset({
    "ft", "in", "lb", "lbs", "oz", "mi", "yd", "yds", "sq ft", "cu ft", "gal", "qt", "min", "mins",
    "sec", "secs", "hr", "hrs", "yr", "yrs", "mos", "pct", "deg", "ac",
})  # fmt: skip
_NO_NAME = re.compile(r"[\s.\-‑]+")
_BRACKETED = re.compile(r"[\[<]([^\s\[\]<>]{1,8})[\]>]")
# `14 mgAspirin`: a symbol that has lost the blank before a name.
_RUN_ON = re.compile(r"(?:[mkcµμ]?[gmL]|ml)(?=[A-Z][a-z]{2})")
# `the 10,000m`: beside no currency, what is grouped by thousands is in metres.
_TRACK = re.compile(r"\d{1,2},\d00")
_NEXT_WORD = re.compile(r"[\s\-‑]{0,2}([A-Za-z]+|[^\w\s])")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitEntry(Entry):
    """A unit with its spellings; the head of the lexicon explains the fields."""

    unit: str
    kind: str = "measurement"
    names: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    proof: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()
    factor: str = "1"
    per: str | None = None


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a spelling means; a weak one needs one of the words around it to prove it."""

    unit: str
    kind: str
    weak: bool = False
    proof: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    factor: Decimal = Decimal(1)
    per: str | None = None


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A unit found in the text; `start` is where its spelling starts, `end` where it ends."""

    start: int
    end: int
    unit: str
    kind: str
    hyphened: bool
    symbol: bool
    factor: Decimal = Decimal(1)
    per: str | None = None


@dataclass(frozen=True, slots=True)
class _Table:
    """Spellings, and by the piece that opens one the most pieces that such a spelling has."""

    names: dict[str, Spelling]
    symbols: dict[str, Spelling]
    pieces: dict[str, int]


def plural(name: str) -> str:
    """The regular plural of a unit's name.

    >>> plural("century"), plural("square inch"), plural("kilowatt hour")
    ('centuries', 'square inches', 'kilowatt hours')
    """
    if name.endswith(("ch", "sh", "x", "s")):
        return name + "es"
    if name.endswith("y") and name[-2] not in "aeiou":
        return name[:-1] + "ies"
    return name + "s"


@cache
def _table() -> _Table:
    names: dict[str, Spelling] = {}
    symbols: dict[str, Spelling] = {}
    for entry in load("units", UnitEntry):
        strong = Spelling(entry.unit, entry.kind, factor=Decimal(entry.factor), per=entry.per)
        weak = Spelling(entry.unit, entry.kind, True, entry.proof, entry.before)
        for name in entry.names:
            names[name] = names[plural(name)] = strong
        names.update(dict.fromkeys(entry.plurals, strong))
        symbols.update(dict.fromkeys(entry.symbols, strong))
        symbols.update(dict.fromkeys(entry.weak, weak))
        for prefix in entry.prefixes:
            prefixed = Spelling(prefix + entry.unit, entry.kind)
            for name in (*entry.names, *map(plural, entry.names), *entry.plurals):
                names[prefix + name] = prefixed
                names[f"{prefix} {name}"] = prefixed
            for letter in _PREFIXES[prefix]:
                for symbol in (*entry.symbols, *entry.weak):
                    symbols.setdefault(letter + symbol, prefixed)
    most: dict[str, int] = {}
    for spelling in (*names, *symbols):
        pieces = _PIECE.findall(spelling) or [spelling]
        # with hyphens for its blanks, and the stops of abbreviations (`sq. ft.`)
        count = 2 * len(pieces)
        most[pieces[0].lower()] = max(count, most.get(pieces[0].lower(), 0))
    return _Table(names, symbols, most)


def match_unit(text: str, at: int, number_start: int | None = None) -> UnitMatch | None:
    """The longest unit that stands directly after a number ending at the offset.

    ``number_start`` is where that number starts, for the words before it that prove a weak symbol.

    >>> match = match_unit("a 300,000-square-foot hall", 9)
    >>> match.unit, match.end
    ('square_foot', 21)
    """
    table = _table()
    lead = _LEAD.match(text, at)
    start = lead.end() if lead else at
    if text[start : start + 1] in ("[", "<"):
        return _bracketed_unit(text, start)
    first = _PIECE.match(text, start)
    most = table.pieces.get(first[0].lower()) if first else None
    if most is None:
        return _run_on_unit(text, start)
    found: UnitMatch | None = None
    window = text[start : start + _LONGEST]
    hyphened = "-" in text[at:start] or "‑" in text[at:start]
    for count, piece in enumerate(_PIECE.finditer(window)):
        if count >= most or count > 8:
            break
        end = piece.end()
        written = window[:end]
        name = _NO_NAME.sub(" ", written.lower()).strip()
        spelling = table.symbols.get(written)
        symbol = spelling is not None
        if spelling is None and not written.endswith((".", "-")):
            spelling = table.names.get(name) or table.names.get(written.lower())
        if spelling and _stands(text, number_start, start, start + end, spelling):
            found = UnitMatch(
                start, start + end, spelling.unit, spelling.kind, hyphened, symbol,
                spelling.factor, spelling.per,
            )  # fmt: skip
    return found and _with_stop(text, found)


def _bracketed_unit(text: str, start: int) -> UnitMatch | None:
    """`20 [kg]`, as instruments and data sheets have it; only a bare symbol."""
    match = _BRACKETED.match(text, start)
    spelling = _table().symbols.get(match[1]) if match else None
    if match is None or spelling is None or spelling.weak:
        return None
    return UnitMatch(start, match.end(), spelling.unit, spelling.kind, False, True)


def _run_on_unit(text: str, start: int) -> UnitMatch | None:
    """`14 mgAspirin`: the unit that opens a word which goes on with a capital."""
    match = _RUN_ON.match(text, start)
    spelling = _table().symbols.get(match[0]) if match and len(match[0]) > 1 else None
    if match is None or spelling is None or spelling.weak:
        return None
    return UnitMatch(start, match.end(), spelling.unit, spelling.kind, False, True)


def _with_stop(text: str, found: UnitMatch) -> UnitMatch:
    """Take in the full stop of an abbreviation (`sq. ft.`) that does not end the sentence."""
    written = text[found.start : found.end]
    following = text[found.end : found.end + 3]
    abbreviated = "." in written or written.lower() in _ABBREVIATED
    after = following[1:].strip()[:1]
    goes_on = following.startswith(".") and (after.islower() or after.isdigit())
    if abbreviated and following.startswith(".") and (goes_on or "." in written):
        return replace(found, end=found.end + 1)
    return found


def _stands(text: str, number_start: int | None, start: int, end: int, spelling: Spelling) -> bool:
    """Whether the spelling ends where a word may end, and whether its surroundings prove it."""
    if end < len(text) and text[end].isdigit() and text[end - 1].isalnum():
        return False
    if end - start == 1 and text[end - 1].isalpha() and text[end : end + 1] in ("-", "&"):
        return False
    if not spelling.weak:
        return not _is_possessive_or_word(text, end)
    following = _NEXT_WORD.match(text, end)
    word = following[1].lower() if following else ""
    if word in spelling.proof and not (word == "x" and following and text[end].isalpha()):
        return True
    if number_start is None:
        return False
    if text[start:end] == "m" and _TRACK.fullmatch(text, number_start, start):
        return not word.endswith("s")
    if not spelling.before:
        return False
    if "-" in spelling.before and text[number_start] in "-−":
        return True
    before = text[max(0, number_start - 24) : number_start]
    return before.lower().rstrip(" .\u00a0").endswith(spelling.before)


def _is_possessive_or_word(text: str, end: int) -> bool:
    return text[end - 1].isalpha() and end < len(text) and text[end].isalnum()
