"""Ratios: fractions of a whole, `one in five`, `2:1`, `3-for-1`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import TYPE_CHECKING, Literal

from pr_extract.bounds import bound_before
from pr_extract.changes import change_entries
from pr_extract.lexicon import Entry, alternation, load
from pr_extract.quantities.head_nouns import NOUNS, TokenIndex
from pr_extract.quantities.nominal import nominal, small_number, small_words
from pr_extract.quantities.ordinals import ordinal_words
from pr_extract.quantities.quantity import Quantity
from pr_extract.quantities.taken import Taken
from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SIX_PLACES = Decimal("0.000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class RatioEntry(Entry):
    """Denominators with their values, or words by which ratios are told from other numbers.

    ``cues`` announce a ratio; ``calendar`` words before `half` make it a part of a year, a match
    or another number, ``measured`` words after it a number or a size of its own.
    """

    denominators: dict[str, int] = field(default_factory=dict)
    cues: tuple[str, ...] = ()
    calendar: tuple[str, ...] = ()
    measured: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    value: Decimal
    rule: str


def find_ratios(doc: Doc, text: str, blocked: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every ratio of a text in text order; values to six decimals where they do not end.

    >>> import spacy
    >>> doc = spacy.blank("en")("One in five patients, or two-thirds of them, saw a 3-for-1 split.")
    >>> [str(ratio.value) for ratio in find_ratios(doc, doc.text)]
    ['0.2', '0.666667', '3']
    """
    tokens = TokenIndex.of(doc)
    taken = Taken(blocked)
    quantities = [
        nominal("ratio", found.span, found.value, "to_one", found.rule, text)
        for found in _candidates(tokens, text)
        if taken.claim(found.span)
    ]
    return tuple(sorted(quantities, key=lambda quantity: quantity.span))


def quotient(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A ratio's value: exact where it ends within six decimals, else rounded to six.

    >>> quotient(Decimal(3), Decimal(4)), quotient(Decimal(2), Decimal(3))
    (Decimal('0.75'), Decimal('0.666667'))
    """
    value = (numerator / denominator).quantize(_SIX_PLACES, ROUND_HALF_UP)
    plain = format(value, "f")
    return Decimal(plain.rstrip("0").rstrip(".") if "." in plain else plain)


def _candidates(tokens: TokenIndex, text: str) -> Iterator[_Found]:
    yield from _proportions(tokens, text)
    yield from _parted(tokens, text)
    yield from _splits(text)
    yield from _colons(text)
    yield from _odds(text)
    yield from _fractions(tokens, text)
    yield from _written_fractions(text)
    yield from _halves(text)


@cache
def _denominators() -> dict[str, int]:
    return {
        word: value
        for entry in load("ratios", RatioEntry)
        for word, value in entry.denominators.items()
    }


@cache
def _words(name: Literal["cues", "calendar", "measured"]) -> frozenset[str]:
    return frozenset(word for entry in load("ratios", RatioEntry) for word in getattr(entry, name))


@cache
def _number() -> str:
    """A small whole number, in digits or in words."""
    return rf"(?:\d{{1,3}}(?:,\d{{3}})*(?![\d.,]\d)|{small_words()})"


@cache
def _proportion_pattern() -> re.Pattern[str]:
    number = _number()
    return re.compile(
        rf"(?<![\w.,$€£/-])(?P<part>{number})(?:\s+|-)"
        rf"(?P<link>in\s+every|out-of|out\s+of(?:\s+every)?|of\s+every|in|of)"
        rf"(?:\s+|-)(?P<whole>{number})(?![\w%:/]|\s*(?:percent|per\s+cent|%|million|billion))",
        re.IGNORECASE,
    )


def _proportions(tokens: TokenIndex, text: str) -> Iterator[_Found]:
    """`one in five`, `three out of four`, `9 of 10`: the part is the smaller."""
    for match in _proportion_pattern().finditer(text):
        part, whole = small_number(match["part"]), small_number(match["whole"])
        if part is None or whole is None or not 0 < part < whole:
            continue
        link = match["link"].lower()
        if link in ("in", "of") and not _is_proportion(text, match, part, whole):
            continue
        yield _Found(Span(*match.span()), quotient(part, whole), "ratio.proportion")


def _is_proportion(text: str, match: re.Match[str], part: Decimal, whole: Decimal) -> bool:
    """Tell `one in five` and `9 of 10` from `40 in 2020` and `page 3 of 12`."""
    if whole > 1000 or (match["link"].lower() == "in" and whole < 2):
        return False
    if match["link"].lower() == "of" and (part == 1 or whole not in (3, 4, 5, 10, 100, 1000)):
        return False  # one of three finalists, 5 of 31 deals
    before = text[max(0, match.start() - 12) : match.start()].lower()
    if re.search(r"(?:page|part|slide|step|chapter|phase|day|volume|figure)\s+$", before):
        return False
    after = text[match.end() : match.end() + 24].lower()
    if re.match(r"\s+(?:days?|weeks?|months?|years?|hours?|minutes?|countries|states)\b", after):
        return match["link"].lower() == "of"
    return match["link"].lower() == "of" or part < 10 or whole in (10, 100, 1000)


@cache
def _parted_pattern() -> re.Pattern[str]:
    number = _number()
    return re.compile(
        rf"(?<![\w.,$€£/-])(?P<part>\d|{small_words()})\s(?:[a-z]+\s){{1,2}}"
        rf"(?:in|out\sof)\s(?:every\s)?(?P<whole>{number})(?![\w%:/-]|[.,]\d)",
        re.IGNORECASE,
    )


def _parted(tokens: TokenIndex, text: str) -> Iterator[_Found]:
    """`one passenger in eight`: the noun stands with the part, and none follows the whole."""
    for match in _parted_pattern().finditer(text):
        part, whole = small_number(match["part"]), small_number(match["whole"])
        if part is None or whole is None or not 0 < part < min(whole, Decimal(10)) or whole > 1000:
            continue
        words = tokens.doc[tokens.at(match.end("part")) : tokens.at(match.start("whole"))]
        first, following = words[0] if len(words) else None, tokens.after(match.end())
        if first is None or not any(word.tag_ in NOUNS for word in words):
            continue
        if following is not None and tokens.doc[following].tag_ in (*NOUNS, "JJ", "CD", "HYPH"):
            continue  # one plant in three countries
        yield _Found(Span(*match.span()), quotient(part, whole), "ratio.parted")


@cache
def _split_pattern() -> re.Pattern[str]:
    number = _number()
    return re.compile(
        rf"(?<![\w.,$€£-])(?P<part>{number})(?P<gap>-|\s)for(?P=gap)(?P<whole>{number})(?![\w%])",
        re.IGNORECASE,
    )


def _splits(text: str) -> Iterator[_Found]:
    """`3-for-1`, `1-for-20`; spaced only about a split of shares."""
    for match in _split_pattern().finditer(text):
        around = text[max(0, match.start() - 60) : match.end() + 60].lower()
        if match["gap"] != "-" and "split" not in around and "consolidation" not in around:
            continue
        part, whole = small_number(match["part"]), small_number(match["whole"])
        if part and whole:
            yield _Found(Span(*match.span()), quotient(part, whole), "ratio.split")


_COLON = re.compile(
    r"(?<![\w.:,/$-])(\d{1,4}(?:\.\d{1,2})?) ?: ?(\d{1,4}(?:\.\d{1,2})?)(?![\w:/%]|[.,]\d)"
)


def _colons(text: str) -> Iterator[_Found]:
    """`2:1`, `1:50`; with a second part of two digits only where a word announces a ratio."""
    for match in _COLON.finditer(text):
        part, whole = Decimal(match[1]), Decimal(match[2])
        if not part or not whole:
            continue
        sure = (match[2] == "1" or "." in match[0]) and " " not in match[0]
        if sure or _has_cue(text, match):
            yield _Found(Span(*match.span()), quotient(part, whole), "ratio.colon")


@cache
def _odds_pattern() -> re.Pattern[str]:
    number = _number()
    return re.compile(
        rf"(?<![\w.,$€£-])(?P<part>{number})(?P<gap>-|\s+)to(?P=gap)(?P<whole>{number})(?![\w%-]|[.,]\d)",
        re.IGNORECASE,
    )


_VOTED = re.compile(r"\b(?:vot(?:e|ed|es|ing)|won|lost|beat\w*)\s(?:by\s)?$", re.IGNORECASE)


def _odds(text: str) -> Iterator[_Found]:
    """`3 to 1`, `10-to-1`: down to one, or where a word announces a ratio."""
    for match in _odds_pattern().finditer(text):
        part, whole = small_number(match["part"]), small_number(match["whole"])
        if not part or not whole:
            continue
        if _VOTED.search(text, max(0, match.start() - 16), match.start()):
            continue  # voted 11 to 1
        if part > whole == 1 or (part == 1 and _has_cue(text, match)):
            yield _Found(Span(*match.span()), quotient(part, whole), "ratio.odds")


@cache
def _cue_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(_words('cues'))}\b", re.IGNORECASE)


def _has_cue(text: str, match: re.Match[str]) -> bool:
    around = text[max(0, match.start() - 40) : match.start()] + text[match.end() : match.end() + 20]
    return _cue_pattern().search(around) is not None


@cache
def _fraction_pattern() -> re.Pattern[str]:
    words = _denominators()
    named = alternation(word for word in words if word not in ("half", "halves"))
    return re.compile(
        rf"(?<![\w.,$€£-])(?:(?P<part>{small_words()})(?P<gap>-|\s-\s|\s+)|(?P<article>an?)\s+)"
        rf"(?P<whole>{named})(?![\w-])(?P<of>\s+(?:of|the|its|their|our)\b)?",
        re.IGNORECASE,
    )


def _fractions(tokens: TokenIndex, text: str) -> Iterator[_Found]:
    """`two-thirds`, `three quarters of`, `a third of`; never `three quarters` of a year."""
    for match in _fraction_pattern().finditer(text):
        whole = match["whole"].lower()
        denominator = Decimal(_denominators()[whole])
        if match["article"]:
            if not (match["of"] or _is_part(tokens, text, match)):
                continue
            if _opens_period(text, match.end()):
                continue
            part = Decimal(1)
        else:
            read = small_number(match["part"])
            if read is None or (read > 1) != whole.endswith("s") or read >= denominator:
                continue
            spaced_quarters = match["gap"] != "-" and whole in ("quarter", "quarters", "fourth")
            if spaced_quarters and (not match["of"] or _opens_period(text, match.end())):
                continue
            part = read
        yield _Found(
            Span(match.start(), match.end("whole")), quotient(part, denominator), "ratio.fraction"
        )


# After `by a third`, where no noun may follow (`by a third party`).
_STANDS_ALONE = re.compile(
    r"\s*(?:[.,;:)]|$|(?:and|or|to|in|on|at|for|over|from|since|by|after|when|as|with|within|during"
    r"|through|between|year|compared|while|thanks|despite|last|this|but|against|versus)\b)"
)
_COMPARES = re.compile(r"\s(?!earlier|later|after|over\b)(?:more|less|fewer|[a-z]{3,8}er)\b")
_COUNTED_ON = re.compile(r"\s\(\d{1,2}(?:\.\d)?\s?(?:%|per\s?cent)")
_TELLS_WHEN = frozenset({"in", "per", "once", "each", "every", "within", "for", "after"})


def _is_part(tokens: TokenIndex, text: str, match: re.Match[str]) -> bool:
    """Whether `a third` with no `of` behind it is a part, and no third thing or quarter of a year.

    `by a third`, `a gain of a fifth`, `up a third`, `a quarter more than`, `nearly a third rent`.
    """
    end, bound = match.end("whole"), bound_before(text, match.start())
    index = tokens.before(bound.start if bound else match.start())
    word = tokens.doc[index].lower_ if index is not None else ""
    if _COUNTED_ON.match(text, end):
        return True
    lasting = bound is not None and text[bound.start : bound.end].lower() == "over"
    if word in _TELLS_WHEN or (lasting and word not in ("by", "of")):
        return False
    if _COMPARES.match(text, end):
        return True
    if not _STANDS_ALONE.match(text, end):
        return bound is not None and _opens_predicate(tokens, end)
    if word == "of" and index:
        word = tokens.doc[index - 1].lower_
    return word == "by" or any("by" not in entry.classes for entry in change_entries(word))


def _opens_predicate(tokens: TokenIndex, offset: int) -> bool:
    """Whether a finite verb stands at the offset, or behind one adverb."""
    index = tokens.after(offset)
    tags = [token.tag_ for token in tokens.doc[index : index + 2]] if index is not None else []
    tags = tags[1:] if tags[:1] == ["RB"] else tags
    return tags[:1] in (["VBP"], ["VBD"], ["VBZ"], ["MD"])


_MEASURED = re.compile(r"\s+an?\s+(?:hour|year|century|mile|million|billion|percent|point|inch)\b")
_PERIOD = re.compile(
    r"\s*(?:the\s+)?(?:(?:fiscal|financial|calendar)\b|FY|\d{4}\b|year\b)", re.IGNORECASE
)


def _opens_period(text: str, offset: int) -> bool:
    return bool(_PERIOD.match(text, offset) or _MEASURED.match(text, offset))


_HALF = re.compile(r"(?<![\w-])(?:one-)?half(?![\w-])", re.IGNORECASE)
_ONE = re.compile(r"\bone\s$", re.IGNORECASE)
_AGO = re.compile(r"\sa\s\w+\s(?:ago|earlier|before)\b")


_WRITTEN = re.compile(r"(?<![\w.,$€£/-])(?:(\d{1,2})\\?/(\d{1,3})|([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]))(?=\s+of\b)")


def _written_fractions(text: str) -> Iterator[_Found]:
    """`1/3 of`, `¾ of`: a part of what follows."""
    for match in _WRITTEN.finditer(text):
        if match[3]:
            written = unicodedata.normalize("NFKC", match[3]).split("\u2044")
            part, whole = Decimal(written[0]), Decimal(written[1])
        else:
            part, whole = Decimal(match[1]), Decimal(match[2])
        if 0 < part < whole:
            yield _Found(Span(*match.span()), quotient(part, whole), "ratio.fraction")


def _halves(text: str) -> Iterator[_Found]:
    """`half of`, `half the`, `nearly half`, `one half`, `by half`, `in half`."""
    for match in _HALF.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()].lower().split()
        after = text[match.end() : match.end() + 20].lower().split()
        last = before[-1].strip('(“"') if before else ""
        if last in _words("calendar") or last in ordinal_words():
            continue
        opening = _ONE.search(text, max(0, match.start() - 5), match.start())
        ago = opening is not None and _AGO.match(text, match.end())
        if after and after[0].strip(".,;:)") in _words("measured") and not ago:
            continue
        if after[:1] == ["of"] and _opens_period(text, match.end() + 3):
            continue
        if re.match(r"\s+(?:of\s+)?(?:\d{4}\b|FY|fiscal)", text[match.end() : match.end() + 16]):
            continue
        start = opening.start() if opening else match.start()
        yield _Found(Span(start, match.end()), Decimal("0.5"), "ratio.half")
