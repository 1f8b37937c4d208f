"""Numbers with what stands glued or next to them: sign, bracket, currency, scale, unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pr_extract.currencies import (
    CurrencyMatch,
    currency_after,
    currency_before,
    currency_name_before,
)
from pr_extract.numbers import Number, glued_words, scale_at, times
from pr_extract.quantities.not_quantities import is_labelled
from pr_extract.records import Bound, Kind
from pr_extract.settlement import Settlement
from pr_extract.source import Span
from pr_extract.units import UnitMatch, match_unit

_SIGNS = "-−–+"
_SHORT = 3  # letters of a unit's sign
_GLUE = frozenset("_@\\^&")
_AFTER_COUNT_TAIL = re.compile(r"[\s\u00a0]{1,2}[a-z]{3,}|[-‑][a-z]{3,}|[+.,;:)]|\s*$|\s")
_EQUIVALENT = re.compile(r"\s?\(\s?(?:about\s|approximately\s)?(?:US|U\.S\.)?\s?[$€]")
# How wires without the pound's sign wrote `# 240 million`.
_PAID = re.compile(
    r"\b(?:spen[dt]\w*|cost\w*|invest\w*|pay\w*|paid|worth|rais\w+|fund\w*|profits?|revenues?|budget"
    r"|deals?|debts?|loans?|fine[ds]?|bill|priced?|valued?|grants?|loss(?:es)?|borrow\w*)\b[^.;\n]*$"
)
_PRICED = re.compile(
    r"\b(?:shares?|stocks?|dividends?|prices?|priced|trad(?:ed|ing|es)|payout)\b(?:[^.;\n]|\.\d)*$",
    re.I,
)
_POUND_SIGN = re.compile(r"(?:^|[\s(])#\s$")
_GLUED_TAIL = re.compile(r"/\w|[:.]\d|\([a-z]\)")
_KINDS: dict[str, Kind] = {
    "measurement": "measurement", "percentage": "percentage", "count": "count",
}  # fmt: skip
_SECOND = re.compile(
    r"(?:\s(?:and|to|or)\s|\s?[-–—]\s?)\d{1,6}(?:[.,]\d{1,6})?(?P<letter>[MKkBm])(?![A-Za-z])"
)
_COUNTED = re.compile(r"(?:[\s\u00a0][a-z]{3,20}){0,2}[\s\u00a0][a-z]{2,20}s\b|\+")


@dataclass(slots=True)
class Atom:
    """A number on its way to an amount; `low` and `high` are set once it is a range.

    ``side`` tells where its unit stands, ``factor`` what the unit did to the value (cents),
    ``name`` that the number is glued into a word and no number of its own.
    """

    number: Number
    start: int
    end: int
    value: Decimal
    raw: Decimal
    kind: Kind | None = None
    unit: str | None = None
    side: str = ""
    scaled: bool = False
    factor: Decimal = Decimal(1)
    hyphened: bool = False
    name: bool = False
    times: bool = False
    blocked: bool = False
    age: bool = False
    low: Decimal | None = None
    high: Decimal | None = None
    bound: Bound = "exact"
    extent_start: int = 0
    extent_end: int = 0
    per: str | None = None
    rule: str = ""

    @property
    def span(self) -> Span:
        """Number, scale, unit, sign and bracket."""
        return Span(self.start, self.end)


def read_atom(text: str, number: Number, settlement: Settlement, after: int = 0) -> Atom:
    """Join a number with its currency or unit, and mark it where it is part of a word.

    ``after`` is the end of the atom before: its unit is no currency of this one (`10 USD 20`).
    """
    start, end = number.span.start, number.span.end
    atom = Atom(number, start, end, number.value, number.raw, scaled=number.scaled)
    close = number.tail.end if number.tail and text[end] != ")" else end
    if text[start - 1 : start] == "(" and text[close : close + 1] == ")":
        _read_bracket(text, atom, close, settlement, after)
        if atom.kind:
            return atom
        atom = Atom(number, start, end, number.value, number.raw, scaled=number.scaled)
    money = _read_currency_before(text, atom, atom.start, settlement, after)
    if not money:
        _read_suffix(text, atom, settlement)
    if atom.kind is None:
        _read_name_before(text, atom, settlement, after)
    if atom.kind is None:
        _read_tail(text, atom)
    _check_glue(text, atom)
    return atom


def _read_bracket(text: str, atom: Atom, end: int, settlement: Settlement, after: int) -> None:
    """`$(1.3) million`, `$(0.8m)` and `(12.4)%`: a bracket around the digits alone is a minus."""
    start, tail = atom.start, atom.number.tail
    atom.start, atom.end = start - 1, end + 1
    if tail and tail.end == end:
        atom.value, atom.scaled = times(atom.value, tail.factor), True
    money = _read_currency_before(text, atom, start - 1, settlement, after)
    if not money and text[end + 1 : end + 3].lstrip().startswith("%"):
        _read_suffix(text, atom, settlement)
    if atom.kind:
        atom.value, atom.raw = -abs(atom.value), -abs(atom.raw)


def _read_currency_before(
    text: str, atom: Atom, start: int, settlement: Settlement, after_atom: int
) -> bool:
    number = atom.number
    scaled = not number.words and (number.scaled or number.tail is not None or not number.plain)
    found = currency_before(text, start, scaled=scaled)
    if found is None and number.scaled and _POUND_SIGN.search(text, max(0, start - 3), start):
        found = CurrencyMatch(start - 2, start, "GBP", "#")
    if found is None and text[start - 1 : start] in ("-", "−", "–") and number.value >= 0:
        # `$-5`: the sign was not taken for the number's, since it stands after a currency.
        found = currency_before(text, start - 1, scaled=scaled)
        found = found if found and found.end == start - 1 else None
        if found:
            atom.value, atom.raw = -atom.value, -atom.raw
    code = settlement.code(found) if found else None
    if found is None or code is None or found.start < after_atom:
        return False
    atom.start, atom.kind, atom.unit, atom.side = found.start, "money", code, "before"
    _scale(text, atom)
    atom.value = times(atom.value, found.factor)
    after = currency_after(text, atom.end)
    if after and after.code and not after.minor and _agrees(after.code, found, code):
        # `USD 10 USD 20`: the second code belongs to the second number.
        following = text[after.end : after.end + 2].strip()
        atom.end, atom.unit = (
            (atom.end, code) if following[:1].isdigit() else (after.end, after.code)
        )
    _read_sign_before(text, atom)
    atom.rule = "money.symbol_before_number"
    return True


def _read_name_before(text: str, atom: Atom, settlement: Settlement, after_atom: int) -> None:
    """`euro 300 million`: a name before an amount that has no unit after it."""
    number = atom.number
    if number.words or (number.plain and not number.scaled and number.tail is None):
        return
    found = currency_name_before(text, atom.start)
    code = settlement.code(found) if found else None
    if found is None or code is None or found.start < after_atom:
        return
    atom.start, atom.kind, atom.unit, atom.side = found.start, "money", code, "before"
    _scale(text, atom)
    atom.value = times(atom.value, found.factor)
    atom.rule = "money.name_before_number"


def _agrees(after: str, before: CurrencyMatch, code: str) -> bool:
    """Whether a code after the amount (`$75 million CAD`) only makes its sign clear."""
    return after == code or (before.code is None and before.key in ("$", "¥", "£", "kr"))


def _scale(text: str, atom: Atom) -> None:
    """The scale of an amount of money: a word after its bracket, or a single letter."""
    number = atom.number
    if number.tail and atom.end == number.span.end:
        atom.value = times(atom.value, number.tail.factor)
        atom.end, atom.scaled = number.tail.end, True
    elif atom.end > number.span.end and not atom.scaled and (found := scale_at(text, atom.end)):
        atom.value = times(atom.value, found[0])
        atom.end, atom.scaled = found[1], True


def _read_sign_before(text: str, atom: Atom) -> None:
    sign = text[atom.start - 1 : atom.start]
    if not sign or sign not in _SIGNS:
        return
    before = text[atom.start - 2 : atom.start - 1]
    if before and (before.isalnum() or before in "%)]°’'\"”$€£¥+-−–"):
        return
    atom.start -= 1
    if sign != "+":
        atom.value, atom.raw = -atom.value, -atom.raw


def _read_suffix(text: str, atom: Atom, settlement: Settlement) -> None:
    """A currency or unit after the number; a scale letter before it counts (`1.2M tonnes`)."""
    ends = [(atom.end, Decimal(1))]
    if atom.number.tail:
        ends.append((atom.number.tail.end, atom.number.tail.factor))
    for end, factor in ends[:]:
        # `100+-year`, `20+ acres`: the plus stands between the number and its unit.
        if text[end : end + 1] == "+" and text[end + 1 : end + 3].strip(" -")[:1].isalpha():
            ends.append((end + 1, factor))
    for end, factor in ends:
        money = currency_after(text, end)
        code = settlement.code(money) if money else None
        if money and code is None and _EQUIVALENT.match(text, money.end):
            code = "GBP"  # `1.6 billion pounds ($2.5 billion)`: no mass has a price in brackets.
        if money and money.key == "p" and code is None and _PRICED.search(_near(text, atom)):
            code = "GBP"  # shares fell to 412p
        if money and code is None and _is_paid(text, atom, money):
            code = "GBP"
        unit = match_unit(text, end, atom.start)
        if unit and not _unit_stands(text, atom, unit):
            unit = None
        # A proven symbol outweighs a name of the same length: `900 cts of rough stones`.
        longest = money and (unit is None or money.end >= unit.end + unit.symbol)
        if money and code and longest and _money_stands(text, atom, money):
            _take_money(text, atom, money, code, factor)
            atom.bound = "at_least" if text[end - 1] == "+" else atom.bound
            return
        if unit:
            _take_unit(text, atom, unit, factor)
            atom.bound = "at_least" if text[end - 1] == "+" else atom.bound
            return


def _is_paid(text: str, atom: Atom, money: CurrencyMatch) -> bool:
    """`will spend 20 billion pounds`; not `sold 20 million pounds of beef`."""
    if not atom.scaled or text.startswith(" of", money.end):
        return False
    return _PAID.search(text, max(0, atom.start - 60), atom.start) is not None


def _near(text: str, atom: Atom) -> str:
    """The words before an amount that may tell what it is the price of."""
    return text[max(0, atom.start - 60) : atom.start]


def _money_stands(text: str, atom: Atom, money: CurrencyMatch) -> bool:
    if money.key in ("won", "mark"):
        return atom.scaled or abs(atom.value) >= 1000
    if text[money.start : money.end] == "c":
        tail = text[money.end : money.end + 12].lower().lstrip(" -/")
        each = tail.startswith(("a share", "per", "share", "to ", "each", "apiece"))
        return each or _PRICED.search(_near(text, atom)) is not None
    return True


def _take_money(text: str, atom: Atom, money: CurrencyMatch, code: str, factor: Decimal) -> None:
    atom.scaled = atom.scaled or factor != 1
    atom.factor = money.factor
    atom.value = times(times(atom.value, factor), money.factor)
    atom.kind, atom.unit, atom.side, atom.end = "money", code, "after", money.end
    atom.hyphened = text[atom.number.span.end : atom.number.span.end + 1] in ("-", "‑")
    atom.rule = "money.name_after_number"
    if not atom.scaled and (found := scale_at(text, atom.end)):
        atom.value, atom.end, atom.scaled = times(atom.value, found[0]), found[1], True


def _unit_stands(text: str, atom: Atom, unit: UnitMatch) -> bool:
    written = text[unit.start : unit.end].lower()
    if len(written) > _SHORT and text[unit.start : unit.end].isupper():
        return not is_labelled(text, atom.start)  # the Phase 3 LUMEN trial
    if written == "second":
        return unit.hyphened or atom.value == 1
    if written in ("degrees", "degree"):
        following = text[unit.end : unit.end + 12].lower()
        return not following.startswith((" of freedom", " program", " in "))
    if unit.unit == "gram" and written == "g" and atom.value in (2, 3, 4, 5, 6):
        return text[unit.end : unit.end + 3] == " of"
    return True


def _take_unit(text: str, atom: Atom, unit: UnitMatch, factor: Decimal) -> None:
    atom.scaled = atom.scaled or factor != 1
    atom.value = times(times(atom.value, factor), unit.factor)
    atom.factor, atom.per = unit.factor, unit.per
    atom.kind = _KINDS[unit.kind]
    atom.unit, atom.side, atom.end, atom.hyphened = unit.unit, "after", unit.end, unit.hyphened
    atom.age = bool(re.search(r"(?:old|age|y/?o)$", text[unit.start : unit.end]))
    atom.rule = f"{atom.kind}.unit_after_number"


def _read_tail(text: str, atom: Atom) -> None:
    """A scale letter glued to a number that counts something: `13.7M users`, `20K`."""
    number = atom.number
    tail = number.tail
    if tail is None or tail.end - number.span.end > 1:
        return
    letter = text[tail.end - 1]
    if letter not in "MKkBm" or text[number.span.end] == " ":
        return
    # `4K` screens and the company `3M` are names; `40m` is metres unless it counts something.
    bare = number.raw in (2, 3, 4, 5, 8) and number.plain
    if not _counts_on(text, tail.end, letter):
        following = _AFTER_COUNT_TAIL.match(text, tail.end)
        if following is None and tail.end < len(text):
            return
        if (bare or letter == "m") and not _COUNTED.match(text, tail.end):
            return
    atom.value, atom.end, atom.scaled = times(atom.value, tail.factor), tail.end, True


def _counts_on(text: str, at: int, letter: str) -> bool:
    """`between 50m and 51m passengers`: the second of the two, scaled alike, counts something."""
    second = _SECOND.match(text, at)
    return (
        second is not None
        and second["letter"] == letter
        and _COUNTED.match(text, second.end()) is not None
    )


def _check_glue(text: str, atom: Atom) -> None:
    """Mark a number that is part of a word: `B2B`, `HbA1c`, `5G`, `GLP-1`, `1st`."""
    before = text[atom.start - 1 : atom.start]
    if before and (before.isalpha() or before in _GLUE or before == "#"):
        atom.name = not _glued_lower_word(text, atom)
    elif before in ("-", "‑", "–") and atom.start > 1 and text[atom.start - 2].isalpha():
        word = re.search(r"[A-Za-z]+$", text[max(0, atom.start - 12) : atom.start - 1])
        if word and _ends_amount(text, atom.start - 1 - len(word[0])):
            return
        known = word is not None and word[0].lower() in glued_words("before")
        atom.name = not (atom.kind and (known or before == "–"))
    elif before == "/" and atom.start > 1:
        atom.name = atom.kind is None
    if atom.kind is None and not atom.name:
        _check_glue_after(text, atom)


def _ends_amount(text: str, at: int) -> bool:
    """Whether a number stands before the letters at the offset: the dash is a range's."""
    return at > 0 and (text[at - 1].isdigit() or (text[at - 1] == " " and text[at - 2].isdigit()))


def _glued_lower_word(text: str, atom: Atom) -> bool:
    """`ROE at24.3%`: a missing space after a word, where the amount has its unit."""
    if atom.kind is None:
        return False
    word = re.search(r"(?<![A-Za-z])[a-z]+$", text[max(0, atom.start - 24) : atom.start])
    if word is None:
        return False
    # `metoprolol3.5 mg`, `tirzepatide20 mg`: no long word ends on a number with a unit.
    long = 5 if not atom.number.plain else 8
    return word[0] in glued_words("before") or (atom.kind != "count" and len(word[0]) > long)


def _check_glue_after(text: str, atom: Atom) -> None:
    after = text[atom.end : atom.end + 1]
    if after in ("x", "×") and not text[atom.end + 1 : atom.end + 2].isalnum():
        atom.times = True
    elif after and (after.isalpha() or after in _GLUE):
        atom.name = not atom.number.words
    elif _GLUED_TAIL.match(text, atom.end):
        atom.name = True
    if after in ("-", "‑") and text[atom.end + 1 : atom.end + 2].isalpha():
        atom.hyphened = True
