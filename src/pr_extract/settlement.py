"""What an ambiguous sign or name of a currency (`$`, `kr`, `pesos`) means in a release.

Settled, in this order, by what the release states, by the listing of its issuer together with the
other currencies it names, by the country of its dateline, by that of
which a text without one speaks, and else by the commonest reading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from pr_extract.currencies import CurrencyMatch, cldr, places_spoken_of, tables
from pr_extract.lexicon import alternation

_CAPITALS = re.compile(r"[A-Z]{3}(?![A-Za-z])")
_SIGN = re.compile(r"[$¥]")
_DOLLARS_STATED = re.compile(
    r"(?:expressed|stated|reported|presented|denominated|amounts?|figures)\b[^.;\n]{0,60}?\bin\s+"
    r"(?P<name>[A-Za-z.]{2,10}(?:\s[A-Z][a-z]+)?)\s+(?:dollars?|currency|funds)\b",
)


@dataclass(slots=True)
class Settlement:
    """What ambiguous signs and names mean in one release, and which readings were guesses."""

    home: str | None
    named: frozenset[str]
    stated: str | None
    market: str | None
    text_has_pounds: bool
    spoken: str | None = None
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
        known = tables()
        candidates = known.candidates.get(key, frozenset())
        commonest = known.commonest.get(key, "USD")
        local = known.countries.get(self.home or "")
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
        home = self.market or (local if local in _LOCAL_DOLLARS else None) or self.spoken
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
        code for code, record in cldr().items()
        if any(name.endswith("dollar") for name in record["names"])
    )  # fmt: skip


@cache
def _evidence() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Explicit signs and codes of currencies that share a sign, and their names by last word."""
    known = tables()
    ambiguous = frozenset().union(*known.candidates.values())
    signs = {
        s: m.code for s, m in known.symbols.items()
        if m.code in ambiguous and len(s) > 1 and (len(s) == 3 or "$" in s or "¥" in s)
        and m.code not in known.words
    }  # fmt: skip
    names: dict[str, dict[str, str]] = {}
    for name, meaning in known.names.items():
        if meaning.code in ambiguous and not name.endswith("s"):
            names.setdefault(name.split()[-1], {})[name] = meaning.code
    return signs, names


@cache
def _unique_symbols() -> dict[str, str]:
    """Symbols of one character that only one currency has: `₹`, `₩`, `€`."""
    symbols = tables().symbols.items()
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
    for exchange, code in tables().exchanges.items():
        if exchange not in text:
            continue
        match = re.search(rf"(?<![A-Za-z]){re.escape(exchange)}(?:[-\s]?[A-Z]{{1,6}})?\s?:", text)
        if match and match.start() < first:
            first, market = match.start(), code
    return market


@cache
def _spoken_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.]){alternation(places_spoken_of())}(?!\w)")


def _spoken(text: str) -> str | None:
    """The dollar of the one country whose places a text names more than once, and most."""
    places = places_spoken_of()
    counts = Counter(places[match[0]] for match in _spoken_pattern().finditer(text))
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < _TWICE or (len(ranked) > 1 and ranked[1][1] == ranked[0][1]):
        return None
    return ranked[0][0]


_TWICE = 2


def settle(text: str, home: str | None) -> Settlement:
    """Look through a release for what settles its ambiguous currencies."""
    stated = None
    if match := _DOLLARS_STATED.search(text):
        meaning = tables().names.get(f"{match['name'].lower()} dollar")
        stated = meaning.code if meaning else None
    pounds = any(word in text for word in ("£", "sterling", "GBP", " pence"))
    spoken = None if home else _spoken(text)
    return Settlement(home, _named(text), stated, _market(text), pounds, spoken)
