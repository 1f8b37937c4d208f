"""Labels and heads as phrases: what is measured, per what, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pr_extract.quantities.lemmas import is_plural, singular
from pr_extract.quantities.per import per_after
from pr_extract.settlement import Settlement
from pr_extract.source import Span
from pr_extract.tables.measures import Measure, currency, read_unit
from pr_extract.tables.terms import says

_MARKS = re.compile(
    r"(?:\s*(?:\((?:\d{1,2}|[a-oq-su-z]|i{1,3}v?)\)|\[\d{1,2}\]|[*†‡§¹²³⁴⁵:.…]+))+$"
)
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]{1,60})[)\]]")
_TAIL = re.compile(r"\s*[,–—-]\s*([^,–—]{1,24})$|\s(in\s[^,]{1,24}|[$€£¥₹]['’\w]{0,6})$")
_OPENING = re.compile(
    r"(?:[-–—•]\s*)?(?:of\swhich|thereof|o/w)\b:?\s*|(?:the|total|a|an)\s+(?=number\b)|the\s+",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"(?:total\s+)?(?:number|no\.?|#)\s+of\s+(?:the\s+)?", re.IGNORECASE)
_SHARE = re.compile(
    r"\s*,?\s*\b(?:as\s+)?(?:an?\s+)?(?:%|per\s?cent(?:age)?|share)\s+of\s+(?P<whole>\S.{0,60})$|"
    r"^%\s+of\s+(?P<all>\S.{0,60})$",
    re.IGNORECASE,
)
_SHARES = re.compile(r"(?i)(?:shares?|weight|proportion|(?:as )?%|in %)(?:\s\(?%\)?|\sof\b.*)?$")
_UNIT_OF_PRICE = re.compile(
    r"(?P<sign>(?:[A-Z]{1,3})?[$€£¥₹]|[A-Z]{3}|cents|pence)\s?(?=/|\sper\s)"
)
_STOP = re.compile(
    r"\s[-–—]\s|\s*[–—,;/(]|\s(?:who|that|which|with|in|on|at|of|for|from|to|by|per|under|and|during|using|"
    r"as|used|outstanding|opened|sold|delivered|served|carried|employed|issued)\b",
    re.IGNORECASE,
)
_PER_SHARE = re.compile(r"(?i)\b(?:EPS|DPS|EPU)\b|\bper\b|/\s?(?:share|unit|t|oz|lb|bbl)\b")
_UNIT_PRICE = re.compile(
    r"(?i)\b(?:average|reali[sz]ed|selling|closing|share|stock|spot)\b.{0,60}\bprices?\b"
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a row's label or a column's head names.

    ``counted`` is the singular of the things it counts, ``whole`` what it is a share of;
    ``single`` says that its figures are per one of something, so that no scale applies, ``counts``
    that it surely names a number of things, even among sums of money, ``foreign`` that it states a
    unit nobody here knows.
    """

    span: Span
    words: str
    concept: Span | None
    per: str | None
    counted: str | None
    whole: Span | None
    measure: Measure | None
    single: bool
    counts: bool
    foreign: bool

    @property
    def of_money(self) -> bool:
        """Whether it names a sum of money."""
        return says("money", self.words) and not self.of_ratio

    @property
    def of_ratio(self) -> bool:
        """Whether it names something that is no sum of anything."""
        return says("ratio", self.words)

    @property
    def shares(self) -> bool:
        """Whether it heads parts of a whole: `Share (%)`, `% of total`."""
        return _SHARES.match(self.words) is not None

    @property
    def measures(self) -> bool:
        """Whether it names something measured, and no thing that has measures."""
        return (
            self.measure is not None or self.per is not None or self.whole is not None
            or self.single or self.of_money or self.of_ratio or says("count", self.words)
        )  # fmt: skip


def read_label(
    text: str, span: Span, settlement: Settlement, dates: Sequence[Span], words_of: frozenset[str]
) -> Label:
    """Take a label apart.

    ``dates`` are those inside it, which are no part of a name; ``words_of`` the words that the
    text writes in lower case, which are none either.
    """
    words = span.of(text)
    end = span.start + len(_MARKS.sub("", words))
    measure: Measure | None = None
    start, end = span.start, end
    inside = [d for d in dates if span.start < d.start]
    for date in inside:
        lead = re.search(
            r"(?i)[\s,(]+(?:(?:from|in|for|during|as of|at|on|by|since|fiscal)[\s(]*){0,3}$",
            text[start : date.start],
        )
        if lead:
            end = min(end, start + lead.start())
    per: str | None = None
    foreign = False
    for bracket in list(_BRACKET.finditer(text, start, end)):
        found = read_unit(bracket[1], settlement)
        if found is None and (price := _UNIT_OF_PRICE.match(bracket[1])):
            money = currency(price["sign"], settlement)
            rate = per_after(bracket[1], price.end("sign"))
            found = Measure("money", *money) if money and rate else None
            per = rate[0] if found and rate else None
        foreign = foreign or (
            found is None and _is_foreign(bracket[1], text[start : bracket.start()])
        )
        if found is not None or says("note", bracket[1]):
            measure = measure or found
            if bracket.end() >= end or found is not None:
                end = bracket.start()
                break
    if measure is None and (tail := _TAIL.search(text, start, end)):
        measure = read_unit(tail[1] or tail[2], settlement)
        end = tail.start() if measure else end
    whole: Span | None = None
    if share := _SHARE.search(text, start, end):
        group = "whole" if share["whole"] else "all"
        whole = _stripped(text, share.start(group), share.end(group))
        end = share.start() if share.start() > start else end
    if per is None:
        per, end = _per(text, start, end)
    number = _NUMBER_OF.match(text, start, end)
    opening = _OPENING.match(text, start, end)
    start = number.end() if number else opening.end() if opening else start
    concept = _stripped(text, start, end)
    counts = number is not None or (says("count", words) and not says("money", words))
    name = concept.of(text) if concept else ""
    counted = _counted(name, certain=number is not None)
    if not counts and not _is_common(name, words_of):
        counted = None
    return Label(
        span, words, concept, per, counted, whole, measure,
        per is not None or bool(_PER_SHARE.search(words) or _UNIT_PRICE.search(words)),
        counts,
        foreign and not says("money", words),
    )  # fmt: skip


def _is_foreign(content: str, before: str) -> bool:
    """Whether a bracket holds what looks like a unit: `boe/d`, `TEU`, `RPK`; no `loss`, `R&D`."""
    if "/" in content:
        return True
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", before)).lower()
    letters = re.sub(r"[^a-z]", "", content.lower())
    if not letters or " " in content or len(content) > 6 or letters in initials:
        return False
    return re.fullmatch(r"loss|income|net|gross|gain|cost|note|gaap|ifrs|[a-e]|i+", letters) is None


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and not (text[start].isalnum() or text[start] in '$€£%#("“'):
        start += 1
    piece = _MARKS.sub("", text[start:end]).rstrip(" \t\xa0,;–—-")
    return Span(start, start + len(piece)) if piece else None


def _per(text: str, start: int, end: int) -> tuple[str | None, int]:
    """`Cost Per Enrollee*`: what one of its figures is counted per, and where its name ends."""
    match = re.search(r"(?i)\s+per\s+", text[start:end])
    if match is None:
        return None, end
    at = start + match.start()
    found = per_after(text[start:end], match.start())
    phrase = re.split(
        r"(?i)[(,;*†–—]|\s(?:in|of|for|from|on|basic|diluted|attributable|and|or)\b",
        text[start + match.end() : end],
    )[0].strip()
    if found is not None and (found[0] in ("share", "year") or " " not in phrase):
        return found[0], at
    return (singular(phrase.split()[-1]) if phrase else None), at


def _is_common(name: str, words_of: frozenset[str]) -> bool:
    """Whether the plural that a label ends on is a noun, and no name as `Leeds` or `Wales`."""
    words = re.findall(r"[A-Za-z]+", name)
    if any(word[0].islower() and is_plural(word) for word in words):
        return True
    if any(re.fullmatch(r"[A-Z]{2,}s", word) for word in words):
        return True
    return bool(words) and words[-1].lower() in words_of


def _counted(concept: str, *, certain: bool) -> str | None:
    """The head noun of the things that a label counts: the last plural before what qualifies it."""
    stop = _STOP.search(concept)
    words = re.findall(r"[A-Za-z][A-Za-z'’-]*", concept[: stop.start()] if stop else concept)
    for word in reversed(words):
        if is_plural(word) and (certain or not says("money", word)):
            return singular(word)
    if certain and words:
        return singular(words[-1])
    if says("count", concept) and words:
        return singular(words[-1])
    return None
