"""Atoms that share a unit, a scale or a currency: ranges, lists, and what was asked of a range."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Literal

from pr_extract.bounds import bound_before
from pr_extract.changes import change_entries
from pr_extract.lexicon import Entry, alternation, load
from pr_extract.numbers import times
from pr_extract.quantities.atoms import Atom

_TO = re.compile(
    r"-?\s{0,3}(?:to|up to|through|until|to as (?:much|high|many) as"
    r"|to (?:about|over|approximately|more than))\s{1,3}",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s?[-–—‑−]\s?")
_AND = re.compile(
    r"\s{1,3}and\s{1,3}(?:(?:about|approximately|around|roughly|nearly|up to)\s)?", re.IGNORECASE
)
_OR = re.compile(r"\s{1,3}or\s{1,3}", re.IGNORECASE)
_LIST = re.compile(
    r"\s{0,2}(?:,\s{1,3}(?:and\s{1,3}|or\s{1,3}|&\s)?|(?:and|or|&|and/or)\s{1,3}|/)", re.IGNORECASE
)
_SPEEDS = frozenset({"mile_per_hour", "kilometer_per_hour"})
_WHOLE = 100  # per cent
_LAST = re.compile(r"\b(?:and|or)\b|&|/", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\bbetween\s+(?:(?:about|approximately|around|roughly|an estimated|a)\s)?$", re.IGNORECASE
)
_FROM = re.compile(
    r"\bfrom\s+(?:(?:about|approximately|around|roughly|nearly|over|just|an?|some|more than"
    r"|less than|under|its|the|low of|estimated)\s){0,3}$",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s+(?:(?:about|approximately|around|roughly|nearly|over|some)\s+)?$", re.I)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|could|can|may|might|expect\w*|plan\w*|aim\w*|target\w*|intend\w*|to)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[A-Za-z]+")
_CLAUSE = re.compile(r"[.;:!?]\s|\n\s*\n")
RangeUse = Literal["moving", "ranging"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeEntry(Entry):
    """Words before two ends that tell a range from a change."""

    use: RangeUse
    words: tuple[str, ...]


@cache
def _words(use: RangeUse) -> frozenset[str]:
    entries = load("ranges", RangeEntry)
    return frozenset(word for entry in entries if entry.use == use for word in entry.words)


@cache
def _ranging() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(_words('ranging'))}\b", re.IGNORECASE)


def join(text: str, atoms: Sequence[Atom]) -> list[Atom]:
    """Join the ends of ranges, and let lists share the unit of their last member."""
    joined: list[Atom] = []
    position = 0
    while position < len(atoms):
        atom = atoms[position]
        following = atoms[position + 1] if position + 1 < len(atoms) else None
        if following and _joinable(text, atom, following):
            how = _connection(text, atom, following, atoms[position + 2 : position + 3])
            if how == "range":
                joined.append(_range(atom, following))
                position += 2
                continue
            if how == "share":
                _share(atom, following)
        joined.append(atom)
        position += 1
    _share_lists(text, joined)
    return joined


def _joinable(text: str, left: Atom, right: Atom) -> bool:
    if left.name and not right.kind and text[left.end : right.start] in ("-", "–", "‑", "/"):
        right.name = True  # `NI 43-101`
    if left.name or right.name or left.blocked or right.blocked or right.start - left.end > 28:
        return False
    return left.times == right.times or not (left.kind or right.kind)


def _connection(text: str, left: Atom, right: Atom, third: Sequence[Atom]) -> str:
    """How two neighbours are connected: a range, two facts that share a unit, or not at all."""
    gap = text[left.end : right.start]
    if not _compatible(text, left, right):
        return ""
    if not left.value and right.unit in _SPEEDS and (_DASH.fullmatch(gap) or _TO.fullmatch(gap)):
        return "share"  # `0-62 mph in 3.4 seconds`: from a standstill
    if _DASH.fullmatch(gap):
        chained = third and not third[0].kind and text[right.end : third[0].start] in ("-", "–")
        return "range" if _rises(left, right) and not chained else ""
    if _AND.fullmatch(gap):
        between = _BETWEEN.search(text[max(0, left.start - 40) : left.start])
        return "range" if between and _rises(left, right) else ""
    if _TO.fullmatch(gap):
        if _starts_change(text, left):
            return "share"
        if _is_change_and_level(text, left, right):
            return ""
        return "range" if _rises(left, right) else ""
    if _OR.fullmatch(gap) and left.number.words and right.number.words:
        return "range" if right.raw == left.raw + 1 and not left.kind else ""
    return ""


def _compatible(text: str, left: Atom, right: Atom) -> bool:
    if left.kind and right.kind:
        return (left.kind, left.unit) == (right.kind, right.unit)
    if left.kind and left.side == "after" and not right.kind:
        # `5% to 7`: what follows the bare number may be its own noun.
        noun = re.match(r"[\s-]{0,2}[A-Za-z]", text[right.end : right.end + 3])
        return left.kind == "percentage" and noun is None
    return not (right.kind == "money" and right.side == "before" and not left.kind)


def _scaled_like(left: Atom, right: Atom) -> Decimal:
    """The left value with the right one's scale where it has none of its own and that fits."""
    if left.scaled or not right.scaled or not right.raw or left.number.scaled:
        return left.value
    raw = abs(right.raw)
    # A list hands its scale on from member to member, each by its own digits.
    if abs(left.raw) > raw * 20 or abs(left.raw) >= 1000:
        return left.value
    return times(left.raw, abs(right.value) / (raw * right.factor))


def _shared(left: Atom, right: Atom) -> tuple[Decimal, Decimal]:
    low, high = _scaled_like(left, right), right.value
    if right.kind and not left.kind:
        low = times(low, right.factor)
    if left.kind and not right.kind and left.factor != 1:
        high = times(high, left.factor)
    return low, high


def _rises(left: Atom, right: Atom) -> bool:
    low, high = _shared(left, right)
    return low < high


def _range(left: Atom, right: Atom) -> Atom:
    low, high = _shared(left, right)
    source = right if right.kind else left
    merged = Atom(
        left.number, left.start, right.end, high, right.raw, source.kind, source.unit, source.side,
        scaled=right.scaled, factor=source.factor, hyphened=right.hyphened, times=right.times,
        age=right.age, per=right.per, low=low, high=high, bound="between",
    )  # fmt: skip
    merged.rule = f"{source.kind or 'bare'}.range"
    return merged


def _share(left: Atom, right: Atom) -> None:
    """Give a bare number the unit of the one it is connected with."""
    low, high = _shared(left, right)
    if right.kind and not left.kind and right.side == "after":
        left.kind, left.unit, left.factor, left.side = right.kind, right.unit, right.factor, "after"
        left.rule = f"{right.kind}.shared_unit"
    elif left.kind and not right.kind:
        right.kind, right.unit, right.factor = left.kind, left.unit, left.factor
        right.value, right.side, right.rule = high, "after", f"{left.kind}.shared_unit"
    if left.kind == right.kind and low <= high:
        left.value = low


def _share_lists(text: str, atoms: list[Atom]) -> None:
    """`5, 7 and 9 percent`, `48 and 47 days`: the members take the last one's unit and scale."""
    for position in range(len(atoms) - 2, -1, -1):
        left, right = atoms[position], atoms[position + 1]
        if left.name or right.name or left.blocked or right.blocked or right.start - left.end > 8:
            continue
        gap = text[left.end : right.start]
        if not _LIST.fullmatch(gap) or left.low is not None or right.times or left.times:
            continue
        if right.kind and not left.kind and right.side == "after":
            last = _LAST.search(gap) or right.rule.endswith("shared_unit")
            if not last or left.number.fraction or (right.kind == "money" and right.hyphened):
                continue
            if right.kind == "percentage" and _is_part_and_share(text, left, right):
                continue
            if right.low is None:
                left.value = times(_scaled_like(left, right), right.factor)
            left.kind, left.unit, left.factor = right.kind, right.unit, right.factor
            left.side, left.rule = "after", f"{right.kind}.shared_unit"
        elif _is_money_list(left, right):
            value = _scaled_like(left, right)
            left.scaled = left.scaled or value != left.value
            left.value = value


_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which|whom|the|its|our|their|all)\b")


def _is_part_and_share(text: str, left: Atom, right: Atom) -> bool:
    """`2,934 or 88.1% of them`: a number of things, and the share that it makes."""
    if left.value > _WHOLE >= right.value:
        return True
    finer = left.number.plain and not right.number.plain and not right.number.words
    return finer and _OF_THEM.match(text, right.end) is not None


def _is_money_list(left: Atom, right: Atom) -> bool:
    """`$5 and $10 million`: both have the sign, only the last one has the scale."""
    money = (left.kind, left.unit, right.kind) == ("money", right.unit, "money")
    return money and left.side == "before" and right.low is None and abs(left.raw) < 1000


def _starts_change(text: str, left: Atom) -> bool:
    """Whether `from A` stands after a word of change in its clause: `rose from 5% to 7%`."""
    before = text[max(0, left.start - 120) : left.start]
    start = _FROM.search(before)
    if start is None:
        return False
    clause = before[: start.start()]
    ends = list(_CLAUSE.finditer(clause))
    if ends:
        clause = clause[ends[-1].end() :]
    if _ranging().search(clause[-32:]):
        return False
    words = _WORDS.findall(clause)[-12:]
    return any(change_entries(word) or word.lower() in _words("moving") for word in words)


def _is_change_and_level(text: str, left: Atom, right: Atom) -> bool:
    """`EPS rose $0.05 to $1.20`: a change by the first, to the second, far larger amount.

    `fell by 12 days to 26 days` needs no such distance: a range would say its unit once.
    """
    if left.kind and right.kind and left.kind != "percentage" and _has_changed_by(text, left):
        return True
    low, high = _shared(left, right)
    by = _BY.search(text, max(0, left.start - 24), left.start)
    if by and left.kind == right.kind == "money" and abs(high) >= _FAR_APART * abs(low):
        return True  # to raise the wage by $1 to $8.25
    words = _WORDS.findall(text[max(0, left.start - 24) : left.start])[-3:]
    if not any(change_entries(word) for word in words):
        return False
    if bound_before(text, left.start) and "from" in words:
        return False
    return abs(high) >= 3 * abs(low)


_FAR_APART = 4  # times: no range has such ends


def _has_changed_by(text: str, left: Atom) -> bool:
    """Whether `by A` follows a word of change in a clause that looks back."""
    before = text[max(0, left.start - 80) : left.start]
    by = _BY.search(before)
    if by is None:
        return False
    clause = _CLAUSE.split(before[: by.start()])[-1]
    changes = any(change_entries(word) for word in _WORDS.findall(clause)[-6:])
    return changes and _AHEAD.search(clause) is None
