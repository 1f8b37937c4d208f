"""Characters to exact numbers: digits, grouping, decimals, fractions, number words, scales.

Linear in the length of the text: every pattern is bounded, and each character is looked at a
fixed number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from itertools import pairwise
from typing import Literal

from pr_extract.lexicon import Entry, alternation, load
from pr_extract.source import Span

EXACT = Context(prec=200)
"""Wide enough that no scaling of a number that people write ever rounds."""

MAX_DIGITS = 40
"""A longer run of digits is an identifier, not a number."""


@dataclass(frozen=True, slots=True)
class Tail:
    """A letter after a number that may be a scale (`5m`, `75K`), if its surroundings prove it."""

    end: int
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, scale word included, sign included; exact.

    ``words`` tells that it starts with a spelled-out number, ``fraction`` that it is written as
    one (`1/2`, `two-thirds`), ``scaled`` that it has a scale word of its own, ``raw`` is its value
    without it. ``plain`` tells that the digits are a whole number without grouping.
    """

    span: Span
    value: Decimal
    words: bool = False
    fraction: bool = False
    scaled: bool = False
    raw: Decimal = Decimal(0)
    plain: bool = False
    tail: Tail | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScaleEntry(Entry):
    """A scale with its spellings; `letters` need proof that they are no unit."""

    factor: str
    words: tuple[str, ...] = ()
    suffixes: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GlueEntry(Entry):
    """Words that stand glued to an amount, after or before it, where a blank has been lost."""

    side: Literal["after", "before"]
    words: tuple[str, ...]


@cache
def glued_words(side: Literal["after", "before"]) -> frozenset[str]:
    """The words that may be glued to that side of an amount."""
    entries = load("glued", GlueEntry)
    return frozenset(word for entry in entries if entry.side == side for word in entry.words)


# The closed class of English numerals is grammar, not data that anyone will add to.
ONES = {
    word: Decimal(value)
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: Decimal(10 * value)
    for value, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
} | {"fourty": Decimal(40)}
_PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4,
    "fourths": 4, "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7,
    "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10,
    "hundredth": 100, "hundredths": 100,
}  # fmt: skip
_VULGAR = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅐": (1, 7), "⅛": (1, 8), "⅜": (3, 8),
    "⅝": (5, 8), "⅞": (7, 8), "⅑": (1, 9), "⅒": (1, 10),
}  # fmt: skip
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_TEN_TO_THE = re.compile(r"^(?:[eE]|\s?[×x]\s?10\^?)")
_MINUS = "-−–‐‑"

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
_GAP = re.compile(r"[ \u00a0\u2009\u202f]{0,2}(?:\r?\n[ ]{0,2})?|[-‑]")
_WORD = re.compile(r"[A-Za-z]+")
_AND_A_HALF = re.compile(r"[\s-]and[\s-]a[\s-](half|quarter)\b", re.IGNORECASE)
_PART_WORD = re.compile(rf"(?: - |[\s-])({'|'.join(_PARTS)})\b(?!-)", re.IGNORECASE)
_POINT = re.compile(r"\s+point((?:\s+(?:" + "|".join(list(ONES)[:10]) + r")\b){1,9})", re.I)
_LEAD_IN = re.compile(
    r"(?<![\w-])(?:(?P<part>half|quarter)[\s-](?:(?:a|an|of\s+a)\s)?"
    r"|three[\s-]quarters?[\s-](?:of\s+)?(?:a\s)?"
    r"|(?P<one>an?)\s)$",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(r"\s\((\d[\d,]{0,15})\)")
_NEGATIVE_WORD = re.compile(r"(?<![\w-])(?<!plus or )(?:minus|negative)\s$", re.IGNORECASE)


@cache
def _scales() -> tuple[dict[str, Decimal], re.Pattern[str], dict[str, Decimal]]:
    """Scale words by lower-case spelling, the pattern of certain scales, the uncertain letters."""
    entries = load("scales", ScaleEntry)
    words = {word: Decimal(e.factor) for e in entries for word in e.words}
    suffixes = {suffix: Decimal(e.factor) for e in entries for suffix in e.suffixes}
    letters = {letter: Decimal(e.factor) for e in entries for letter in e.letters}
    pattern = re.compile(
        rf"(?:[\s\u00a0]{{0,2}}|[-‑])(?:(?P<word>(?i:{alternation(words)}))"
        rf"|(?P<suffix>{alternation(suffixes)}))"
        rf"(?:(?<=illion)(?={alternation(glued_words('after'))}\b)|(?![A-Za-z]|[-‑]?\d))"
    )
    return words | suffixes, pattern, letters


def lex_numbers(text: str) -> tuple[Number, ...]:
    """Read all numbers of a text, in text order, never overlapping.

    >>> [str(n.value) for n in lex_numbers("1,372.5 or two dozen, half a million, -3 and 2 1/2")]
    ['1372.5', '24', '500000.0', '-3', '2.5']
    """
    digits = list(_digit_numbers(text))
    words = list(_word_numbers(text))
    merged = sorted([*digits, *words], key=lambda n: (n.span.start, -n.span.end))
    if not merged:
        return ()
    kept = [merged[0]]
    for number in merged[1:]:
        if number.span.start >= kept[-1].span.end:
            kept.append(number)
        elif number.span.end > kept[-1].span.end and number.span.start == kept[-1].span.start:
            kept[-1] = number
    return tuple(kept)


def scale_at(text: str, at: int) -> tuple[Decimal, int] | None:
    """The factor and the end of a scale word or suffix at an offset: ` million`, `bn`, `m`.

    >>> scale_at("(1.3) million", 5)
    (Decimal('1000000'), 13)
    """
    factors, pattern, letters = _scales()
    if match := pattern.match(text, at):
        return factors[match["suffix"] or match["word"].lower()], match.end()
    letter = text[at : at + 1]
    if letter in letters and not text[at + 1 : at + 2].isalnum():
        return letters[letter], at + 1
    return None


def times(value: Decimal, factor: Decimal) -> Decimal:
    """Multiply without rounding.

    >>> times(Decimal("4.115"), Decimal(10) ** 10)
    Decimal('41150000000.000')
    """
    return EXACT.multiply(value, factor)


def quotient(numerator: int, denominator: int) -> Decimal:
    """Divide exactly where the result ends, else to six decimals, as the contract has it.

    >>> quotient(3, 4), quotient(2, 3)
    (Decimal('0.75'), Decimal('0.666667'))
    """
    value = Context(prec=30).divide(Decimal(numerator), Decimal(denominator))
    return value if EXACT.multiply(value, Decimal(denominator)) == numerator else round(value, 6)


def _digit_numbers(text: str) -> Iterator[Number]:
    """Look for digits, which a regular expression finds fast, and read the number around them."""
    found = _DIGIT.search(text)
    while found:
        start = found.start()
        if text[start - 1 : start] == "." and not text[start - 2 : start - 1].isalnum():
            start -= 1
        match = _NUMERAL.match(text, start)
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
            elif end == match.end() and len(whole) < 4 and text[end : end + 1] == " ":
                value, end, plain = _with_spaced_parts(text, start, whole, end)
    start, value = _with_sign(text, start, value)
    return _finish(text, start, end, value, fraction=fraction, plain=plain)


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
    groups = _SPACED_GROUPS.match(text, end)
    if groups and (money or groups[0][3] == "0" or groups[0].count(",") > 1):
        whole, end, plain = whole + re.sub(r"\D", "", groups[0]), groups.end(), False
    point = _SPACED_POINT.match(text, end) or (money and _SPACED_CENTS.match(text, end))
    if point:
        return Decimal(f"{whole}.{point[1]}"), point.end(), False
    return Decimal(whole), end, plain


def _with_sign(text: str, start: int, value: Decimal) -> tuple[int, Decimal]:
    """A sign glued to the number, unless it is a dash after a word or a number."""
    sign = text[start - 1] if start else ""
    if sign and (sign == "+" or sign in _MINUS):
        before = text[start - 2] if start > 1 else " "
        if not (before.isalnum() or before in "%)]°’'\"”+" + _MINUS):
            return start - 1, value if sign == "+" else -value
        if text[start - 3 : start - 1] == "+/" and sign in _MINUS:
            return start, value  # `+/-3%` is a tolerance.
    elif sign == " " and (word := _NEGATIVE_WORD.search(text, max(0, start - 20), start)):
        return word.start(), -value
    return start, value


def _finish(
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
    factors, pattern, letters = _scales()
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


def _word_numbers(text: str) -> Iterator[Number]:
    """Spelled-out numbers: runs of number words, each run cut where no numeral can go on."""
    run: list[re.Match[str]] = []
    starts = _starts()
    for match in _WORD.finditer(text):
        if len(match[0]) > 11 or match[0].lower() not in starts or not _stands(text, match):
            continue
        if run and not _joins(text, run[-1], match):
            yield from _read_run(text, run)
            run = []
        run.append(match)
    if run:
        yield from _read_run(text, run)


@cache
def _starts() -> frozenset[str]:
    """Every word that a spelled-out number can hold."""
    scales = {word for entry in load("scales", ScaleEntry) for word in entry.words}
    return frozenset({*ONES, *TENS, *scales})


def _stands(text: str, match: re.Match[str]) -> bool:
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return not (before.isalnum() or before in ("'", "’") or after.isdigit())


def _joins(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    if right.start() - left.end() > 7:
        return False
    between = text[left.end() : right.start()]
    if between.isspace() or between in ("-", "‑", " - "):
        return True
    return re.fullmatch(r"[\s-]{1,2}and[\s-]{1,2}", between) is not None


def _read_run(text: str, run: list[re.Match[str]]) -> Iterator[Number]:
    words = [match[0].lower() for match in run]
    joined = [False] + [
        "and" in text[left.end() : right.start()].lower() for left, right in pairwise(run)
    ]
    position = 0
    while position < len(run):
        value, raw, after = _numeral(words, joined, position)
        if after == position:
            yield from _lone_scale(text, run[position])
            position += 1
            continue
        start, end = run[position].start(), run[after - 1].end()
        yield _word_number(text, start, end, value, raw, words[after - 1] in _scales()[0])
        position = after


def _numeral(words: list[str], joined: list[bool], at: int) -> tuple[Decimal, Decimal, int]:
    """The longest numeral from a word on: its value, its first chunk unscaled, and where it ends.

    Chunks below a thousand with falling scales: `three million two hundred thousand and fifty`.
    """
    factors = _scales()[0]
    total, raw, smallest = Decimal(0), Decimal(0), Decimal("Infinity")
    while True:
        value, after = _chunk(words, joined, at)
        if after == at:
            break
        factor, scale_at = Decimal(1), after
        while scale_at < len(words) and words[scale_at] in factors and not joined[scale_at]:
            factor, scale_at = times(factor, factors[words[scale_at]]), scale_at + 1
        if factor >= smallest:
            break
        raw = value if smallest.is_infinite() else raw
        total, smallest, at = total + times(value, factor), factor, scale_at
        if factor < 1000:
            break
    return total, raw, at


def _chunk(words: list[str], joined: list[bool], at: int) -> tuple[Decimal, int]:
    """A numeral below a thousand: `ninety-nine`, `one hundred and forty-two`."""
    value, after = _below_hundred(words, joined, at)
    if after > at and after < len(words) and words[after] == "hundred" and not joined[after]:
        rest, end = _below_hundred(words, joined, after + 1)
        return value * 100 + rest, end
    return value, after


def _below_hundred(words: list[str], joined: list[bool], at: int) -> tuple[Decimal, int]:
    word = words[at] if at < len(words) else ""
    if word in ONES:
        return ONES[word], at + 1
    if word not in TENS:
        return Decimal(0), at
    following = words[at + 1] if at + 1 < len(words) and not joined[at + 1] else ""
    if Decimal(0) < ONES.get(following, Decimal(0)) < 10:
        return TENS[word] + ONES[following], at + 2
    return TENS[word], at + 1


def _word_number(
    text: str, start: int, end: int, value: Decimal, raw: Decimal, scaled: bool
) -> Number:
    start, value = _with_sign(text, start, value)
    if half := _AND_A_HALF.match(text, end):
        value += quotient(1, _PARTS[half[1].lower()])
        end = half.end()
    elif (part := _PART_WORD.match(text, end)) and value < 100 and _is_part(text, part, value):
        value, end = quotient(int(value), _PARTS[part[1].lower()]), part.end()
        return _finish(text, start, end, value, words=True, fraction=True)
    elif point := _POINT.match(text, end):
        decimals = "".join(str(ONES[word]) for word in point[1].lower().split())
        value, end = value + Decimal(f"0.{decimals}"), point.end()
    repeated = _IN_FIGURES.match(text, end)
    if repeated and Decimal(repeated[1].replace(",", "")) == value:
        end = repeated.end()  # `five (5) days`, as contracts have it.
    return _finish(text, start, end, value, words=True, scaled=scaled, raw=raw if scaled else None)


def _is_part(text: str, part: re.Match[str], value: Decimal) -> bool:
    """`two-thirds`, `one third of`, `three quarters of`; but no `one third party`."""
    name = part[1].lower()
    if (value == 1) == (name.endswith("s") or name == "halves"):
        return False
    following = text[part.end() : part.end() + 12].lstrip()
    hyphened = "-" in part[0]
    return hyphened or following.startswith(("of", "million", "billion", "trillion"))


def _lone_scale(text: str, match: re.Match[str]) -> Iterator[Number]:
    """A scale word without a numeral: `a million`, `half a billion`, `quarter million`."""
    lead = _LEAD_IN.search(text, max(0, match.start() - 24), match.start())
    if lead is None:
        return
    factor = _scales()[0][match[0].lower()]
    if lead["one"]:
        share = Decimal(1)
    elif lead["part"]:
        share = Decimal("0.5") if lead["part"].lower() == "half" else Decimal("0.25")
    else:
        share = Decimal("0.75")
    yield _finish(
        text, lead.start(), match.end(), times(share, factor), words=True, scaled=True, raw=share
    )
