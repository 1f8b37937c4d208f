"""Counts: a number and the noun it counts (`200 firms`, `six-building`, `1.2 million users`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pr_extract.quantities.ages import find_ages
from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.cricket import find_runs
from pr_extract.quantities.elided import find_elided, is_emphatic
from pr_extract.quantities.head_nouns import NOUNS, HeadNoun, TokenIndex, head_noun
from pr_extract.quantities.labels import in_name, is_address, is_label, is_year
from pr_extract.quantities.lemmas import is_plural, singular
from pr_extract.quantities.nominal import bounded
from pr_extract.quantities.per import per_after
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.quantities.scores import find_scores, is_top_mark
from pr_extract.quantities.sums import find_sums
from pr_extract.quantities.taken import Taken
from pr_extract.source import Span
from pr_extract.units import match_unit

if TYPE_CHECKING:
    from spacy.tokens import Doc


def find_counts(
    doc: Doc,
    text: str,
    bare: Sequence[BareNumber],
    blocked: Sequence[Span] = (),
    amounts: Sequence[Quantity] = (),
) -> tuple[Quantity, ...]:
    """The counts among the numbers that nothing else has claimed, in text order.

    ``doc`` is the text analysed; ``blocked`` are spans that no count may touch; ``amounts`` are
    those read before, whose units a number may share (`39 days, up from 35`). Scores (`an NPS of
    70`), ages and units behind a modifier (`two consecutive years`) come back as measurements.
    """
    tokens = TokenIndex.of(doc)
    taken = Taken(blocked)
    free = [number for number in bare if not number.fraction and taken.is_free(number.span)]
    free = [number for number in free if not _is_glued(text, number)]
    free = [number for number in free if not is_year(tokens, text, number)]
    free = [each for each in _without_repeats(text, free) if not is_top_mark(text, each)]
    found = find_scores(tokens, text, free) | find_ages(tokens, text, free)
    found |= find_runs(tokens, text, free)
    found |= find_sums(tokens, text, free, amounts)
    for place, number in enumerate(free):
        if number.span in found:
            continue
        count = _count(tokens, text, number)
        following = free[place + 1] if place + 1 < len(free) else None
        if count is not None and not _runs_into(tokens, text, count, following):
            found[number.span] = count
    elided = find_elided(tokens, text, free, found.values(), amounts)
    counts = [*found.values(), *elided, *_frequencies(text, taken)]
    return tuple(sorted(counts, key=lambda count: count.span))


def _is_glued(text: str, number: BareNumber) -> bool:
    """Whether letters follow or a hyphen comes before without a space (`485X`, `787-9`)."""
    before = text[max(0, number.span.start - 2) : number.span.start]
    tied = len(before) == 2 and before[0].isalnum() and before[1] in "-‑"
    return tied or text[number.span.end : number.span.end + 1].isalpha()


def _runs_into(
    tokens: TokenIndex, text: str, count: Quantity, following: BareNumber | None
) -> bool:
    """Whether a count reaches over the next number, which is no modifier of its noun."""
    if following is None or count.span.end <= following.span.start:
        return False
    tied = _HYPHENED.match(text, following.span.end) is not None  # 36 three-bedroom apartments
    return not (tied or is_label(tokens, text, following))


def _without_repeats(text: str, numbers: Sequence[BareNumber]) -> list[BareNumber]:
    """The numbers without those in brackets that repeat the one before (`three (3) samples`)."""
    kept: list[BareNumber] = []
    for number in numbers:
        if not (kept and _repeats(text, kept[-1], number)):
            kept.append(number)
    return kept


def _repeats(text: str, last: BareNumber, number: BareNumber) -> bool:
    near = number.span.start <= last.span.end + 3
    return near and number.value == last.value and bool(_REPEAT.match(text, last.span.end))


_REPEAT = re.compile(r"\s?\((\d[\d,.]*)\)")


def _count(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """The count that a number opens, if its noun follows it."""
    if is_label(tokens, text, number):
        return None
    end = max(number.span.end, number.extent.end)  # 15+ stores
    if _HYPHENED.match(text, end):
        return _adjectival(text, number, end)
    repeat = _REPEAT.match(text, end) if number.words else None
    first = tokens.after(repeat.end() if repeat else end)
    if first is None or _crosses_line(text, end, tokens.doc[first].idx):
        return None
    one = number.value == 1
    if one and not _one_counts(tokens, text, number, first):
        return None
    head = head_noun(tokens.doc, first, plural=not one)
    if head is None and not one:
        head = _attributive(tokens, number, first)
    if head is None or head.noun.of(text).lower() in count_words("pronoun"):
        return None
    if is_address(text, head) or in_name(tokens, text, number, head):
        return None
    span = Span(number.span.start, head.noun.end)
    if head.unit == "time" and per_after(text, span.end):
        return None  # three times a week
    unit = _unit_of_measure(text, number.span.end, head)
    if unit is not None:
        measured = counted(number, span, unit, None, text, "measurement.modified")
        return replace(measured, kind="measurement")
    return counted(number, span, head.unit, head.concept, text, "count.noun")


def _unit_of_measure(text: str, start: int, head: HeadNoun) -> str | None:
    """The unit that the noun names, spelled out, if it names one (`12 consecutive months`)."""
    # `rentable square feet`: the unit may begin a word before the noun.
    word_before = text.rfind(" ", start, max(start, head.noun.start - 1))
    for at in (word_before, head.noun.start - 1):
        if at < start:
            continue
        match = match_unit(text, at)
        if (
            match
            and match.end == head.noun.end
            and not match.symbol
            and match.kind == "measurement"
        ):
            return match.unit
    return None


_HYPHENED = re.compile(r"[-‐‑]([A-Za-z]+)((?:[-‐‑][A-Za-z]+){0,4})")
_ADJECTIVE_ENDINGS = ("ed", "al", "ly", "ous", "ive", "able", "ible", "fold")
_NOUNS_WITH_SUCH_ENDINGS = frozenset(
    {"bed", "seed", "breed", "animal", "hospital", "table", "goal", "deal", "meal", "trial", "mall",
     "vehicle", "terminal", "family", "signal", "capital", "portal", "medal", "petal", "hive",
     "drive", "dive", "fly", "ally", "assembly", "cable", "interval", "principal", "municipal"}
)  # fmt: skip


def _adjectival(text: str, number: BareNumber, end: int) -> Quantity | None:
    """`a four-part series`, `113,000-unit output`: the noun tied by a hyphen is the unit."""
    match = _HYPHENED.match(text, end)
    if match is None or number.value == 1:
        return None
    word, tail = match[1].lower(), match[2].lower()
    if len(word) < 3 or word in count_words("idiom") or re.match(r"[-‐‑](?:in|a|to|the)\b", tail):
        return None
    if word.endswith(_ADJECTIVE_ENDINGS) and word not in _NOUNS_WITH_SUCH_ENDINGS:
        return None
    noun = Span(match.start(1), match.end(1))
    span = Span(number.span.start, noun.end)
    return counted(number, span, singular(word), noun, text, "count.adjectival")


def _attributive(tokens: TokenIndex, number: BareNumber, first: int) -> HeadNoun | None:
    """`a 300 bed hospital`: after `a`, the noun next to the number counts though it is singular."""
    doc = tokens.doc
    index = tokens.before(number.extent.start)
    if index is None or doc[index].lower_ not in ("a", "an"):
        return None
    token = doc[first]
    if token.tag_ != "NN" or len(token) < 3 or is_plural(token.text):
        return None
    if first + 1 >= len(doc) or doc[first + 1].tag_ not in NOUNS:
        return None
    noun = Span(token.idx, token.idx + len(token))
    return HeadNoun(noun, noun, noun, singular(token.text), False)


_MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*)(?:\s|-)"
_ONE = r"one\s+(?!of|another|or|day|by)\w"
_JOINT = r"(?:\band|\bor|\bplus|\(i{1,3}\))"
_AFTER_COUNT = re.compile(
    rf"\b(?:{_MANY}.{{0,70}}(?:{_JOINT}|,)|{_ONE}.{{0,70}}{_JOINT})\s+$", re.IGNORECASE | re.DOTALL
)
_BEFORE_COUNT = re.compile(
    rf"[^.;!?]{{0,70}}?(?:(?:{_JOINT}|,)\s+{_MANY}|{_JOINT}\s+{_ONE})", re.IGNORECASE
)
_PRONOUN_BEFORE = re.compile(
    r"\b(?:the|this|that|no|any|each|every|which|another|as|day|number)\s+$", re.IGNORECASE
)
_OR_MORE = re.compile(r"\s+or\s+(?:more|two|another)\b", re.IGNORECASE)
_SECURITIES = re.compile(r"\s+(?:[\w-]+\s+){0,3}(?:share|warrant|unit|right)s?\b", re.IGNORECASE)


_NO_NOUN = re.compile(
    r"\s+(?:of|or|and|by|another|day|thing|way|who|that|which|to|in)\b|\s*[.,;:)]"
)


def _one_counts(tokens: TokenIndex, text: str, number: BareNumber, first: int) -> bool:
    """`one channel and two centers`: only where it stands among counts or under a bound."""
    if _OR_MORE.match(text, number.span.end):
        return False
    if number.bound != "exact":
        return True
    doc = tokens.doc
    if not number.words:
        return first == 0 or doc[first - 1].i == 0 or doc[first - 2].tag_ not in ("NNP", "NN")
    before = text[max(0, number.span.start - 90) : number.span.start]
    after = text[number.span.end : number.span.end + 90]
    if is_emphatic(text, number) and not _NO_NOUN.match(after):
        return True
    if re.match(r"\s+(?:of|or|and|by|another)\b", after) or _PRONOUN_BEFORE.search(before):
        return False
    clause = re.split(r"[.;!?]\s", before)[-1]
    joined = _AFTER_COUNT.search(clause) or _BEFORE_COUNT.match(after)
    return bool(joined or _SECURITIES.match(after))


_TWICE = re.compile(
    r"(?<![\w-])(?:(?P<often>twice|thrice)|(?:at\sleast|more\sthan|only|just)\s(?P<once>once))(?![\w-])",
    re.IGNORECASE,
)
_TIMES = {"once": Decimal(1), "twice": Decimal(2), "thrice": Decimal(3)}
_RATE = re.compile(
    r"\s+(?:an?|per|each|every|daily|weekly|monthly|yearly|annually|the|as|that|over|more|its|their|"
    r"what|about|before)\b|-"
)


def _frequencies(text: str, taken: Taken) -> list[Quantity]:
    """`has been named twice`: how often something happened, in `time`; rates are none."""
    found = []
    for match in _TWICE.finditer(text):
        span = Span(*match.span("often" if match["often"] else "once"))
        if _RATE.match(text, span.end) or not taken.is_free(span):
            continue
        value, (bound, extent) = _TIMES[span.of(text).lower()], bounded(text, span)
        number = BareNumber(span, extent, value, None, None, bound, "number.adverb", words=True)
        found.append(
            replace(counted(number, span, "time", None, text, "count.frequency"), per=None)
        )
    return found


_NEXT_ITEM = re.compile(r"\n[ \t]*[•*●○▪◦·–-][ \t]")


def _crosses_line(text: str, start: int, end: int) -> bool:
    """Whether a paragraph or a cell ends between two offsets."""
    between = text[start:end]
    return (
        between.count("\n") > 1
        or _NEXT_ITEM.match(text, start) is not None
        or "\t" in between
        or "|" in between
        or "   " in between
    )
