"""What stands around the digits or words of a number: its sign, its scale."""

from __future__ import annotations

import re
from decimal import Decimal

from pr_extract.numbers.number import Number, Tail, times
from pr_extract.numbers.scales import scale_tables
from pr_extract.source import Span

_AND_A_HALF = re.compile(r"[\s-]and[\s-]a[\s-](half|quarter)\b", re.IGNORECASE)
_MINUS = "-−–‐‑"
_NOUN_BEFORE = re.compile(
    r"\b(?!(?:was|is|as|has|does|stands|remains|shows|falls|drops|reaches|hits)\s)[A-Za-z]{2,20}s\s$"
)
# `-6.6 to + 4.6 kg`: the sign of a range's end, with a blank behind it.
_SIGN_APART = re.compile(rf"\d\s?(?:to|and)\s(?P<sign>[+{_MINUS}])\s$")
_NEGATIVE_WORD = re.compile(r"(?<![\w-])(?<!plus or )(?:minus|negative)\s$", re.IGNORECASE)


def with_sign(text: str, start: int, value: Decimal) -> tuple[int, Decimal]:
    """A sign glued to the number, unless it is a dash after a word or a number."""
    sign = text[start - 1] if start else ""
    if sign == " " and (apart := _SIGN_APART.search(text, max(0, start - 8), start)):
        return apart.start("sign"), value if apart["sign"] == "+" else -value
    if sign and (sign == "+" or sign in _MINUS):
        before = text[start - 2] if start > 1 else " "
        if not (before.isalnum() or before in "%)]°’'\"”+" + _MINUS):
            return start - 1, value if sign == "+" else -value
        if text[start - 3 : start - 1] == "+/" and sign in _MINUS:
            return start, value  # `+/-3%` is a tolerance.
    elif sign == " " and (word := _NEGATIVE_WORD.search(text, max(0, start - 20), start)):
        # `the budget minus 15 pct` takes away; after a verb or a preposition it is a sign.
        taken = _NOUN_BEFORE.search(text, max(0, word.start() - 24), word.start())
        return (start, value) if taken and word[0][0] in "mM" else (word.start(), -value)
    return start, value


def and_a_half(text: str, end: int) -> tuple[Decimal, int] | None:
    """What `and a half` after a number adds to it, and where those words end.

    >>> and_a_half("3 and a half million", 1)
    (Decimal('0.5'), 12)
    """
    match = _AND_A_HALF.match(text, end)
    if match is None:
        return None
    return Decimal("0.5") if match[1].lower() == "half" else Decimal("0.25"), match.end()


def finished(
    text: str,
    start: int,
    end: int,
    value: Decimal,
    *,
    words: bool = False,
    fraction: bool = False,
    scaled: bool = False,
    plain: bool = False,
    raw: Decimal | None = None,
) -> Number:
    """Add the scale words or suffix after the number, or note a letter that may be one."""
    factors, pattern, letters = scale_tables()
    raw = value if raw is None else raw
    for _ in range(3):
        match = pattern.match(text, end)
        if match is None or (match["suffix"] and scaled):
            break
        key = match["suffix"] or match["word"].lower()
        value, end, scaled = times(value, factors[key]), match.end(), True
    tail = None
    if not scaled and not words:
        at = end + 1 if text[end : end + 1] in (" ", "\u00a0") else end
        for letter in (text[at : at + 2], text[at : at + 1]):
            after = at + len(letter)
            if letter in letters and not text[after : after + 1].isalnum():
                tail = Tail(after, letters[letter])
                break
    # `half a billion` is no fraction of something, it is five hundred million.
    return Number(Span(start, end), value, words, fraction and not scaled, scaled, raw, plain, tail)
