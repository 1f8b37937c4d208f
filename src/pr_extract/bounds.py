"""Words and signs that bound an amount: about, more than, at least, up to, `+`, `or more`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pr_extract.lexicon import Entry, alternation, load
from pr_extract.records import Bound

_WINDOW = 48
_LONGEST_PHRASE = 5
_WORD_BEFORE = re.compile(r"([A-Za-z]+\.?)[\s\u00a0]+$")
_MORE = re.compile(r"\s{1,3}[\w$€£¥₹]")
_DURATIONS = frozenset({
    "second", "minute", "hour", "day", "week", "month", "year", "decade", "century",
})  # fmt: skip
_DISTANCES = frozenset({"meter", "kilometer", "mile", "furlong", "lap", "yard"})
_FIGURE_BEFORE = re.compile(r"\d\S*\s(?:[a-z]+\s)?$")
_SPANNING = re.compile(
    r"(?:(?:^|[.,;:(–—])\s*|\b(?:for|with|has|have|had|in|of|from|is|are|was|were|spanning|spans|"
    r"celebrating|brings?|bringing|lasting|lasts|lasted|than|after|and|boasts?|offers?"
    r"|spen[dt]s?|spending|t[ao]kes?|took|taking|wait(?:s|ed|ing)?|stay(?:s|ed)?)\s+)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundEntry(Entry):
    """A bound with the words and signs that say it.

    ``prepositional`` are nouns before whose number the words are a preposition: `under 23 brands`.
    ``moving`` are verbs behind which the words tell where something went: `edged up to 5%`,
    ``particled`` verbs to which `over` belongs: `took over 12 branches`.
    """

    bound: Bound
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    prepositional: tuple[str, ...] = ()
    moving: tuple[str, ...] = ()
    particled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoundMatch:
    """A bound found in the text, from the first to the last character of its words."""

    start: int
    end: int
    bound: Bound


@cache
def _before() -> tuple[dict[str, Bound], dict[str, Bound]]:
    entries = load("bounds", BoundEntry)
    words = {" ".join(phrase.split()): e.bound for e in entries for phrase in e.before}
    signs = {sign: e.bound for e in entries for sign in e.signs}
    return words, signs


@cache
def _after() -> tuple[dict[str, Bound], re.Pattern[str]]:
    phrases = {phrase: e.bound for e in load("bounds", BoundEntry) for phrase in e.after}
    pattern = re.compile(
        r"(?:[\s\u00a0]{1,3}|-|(?P<apart>,\s))"
        rf"(?P<phrase>{alternation(phrases)})(?![A-Za-z-]|\s+to\b)(?(apart)(?=[.,;:)]|\s*$))"
        r"|(?P<plus>\+)(?!\d)",
        re.IGNORECASE,
    )
    return phrases, pattern


@cache
def _last_words() -> frozenset[str]:
    """The last words of the phrases before an amount: without one of them there is no bound."""
    words, _ = _before()
    return frozenset(phrase.rsplit(" ", 1)[-1] for phrase in words)


def _last_word(text: str) -> str:
    """The letters after the last blank, sign or bracket, in lower case."""
    return re.split(r"[^A-Za-z.]", text.rsplit(None, 1)[-1])[-1].lower() if text else ""


@cache
def _moving() -> frozenset[str]:
    return frozenset(verb for entry in load("bounds", BoundEntry) for verb in entry.moving)


@cache
def _particled() -> frozenset[str]:
    return frozenset(verb for entry in load("bounds", BoundEntry) for verb in entry.particled)


@cache
def _named_under() -> re.Pattern[str]:
    nouns = [noun for entry in load("bounds", BoundEntry) for noun in entry.prepositional]
    return re.compile(rf"\s\S+\s(?:\w+\s)?{alternation(nouns)}s?\b")


def bound_before(text: str, start: int, unit: str | None = None) -> BoundMatch | None:
    """The bound that ends directly before an amount that starts at the offset.

    ``unit`` is the amount's: before a duration, `over` is mostly no bound (`over three years`).

    >>> bound_before("no more than $5", 13)
    BoundMatch(start=0, end=12, bound='at_most')
    """
    words, signs = _before()
    window_start = max(0, start - _WINDOW)
    window = text[window_start:start]
    bare = window.rstrip()
    for length in (4, 2, 1):
        if len(bare) >= length and (bound := signs.get(bare[-length:])):
            end = window_start + len(bare)
            # The end of a tag (`<td>$5`) and an arrow (`->`) are no bounds.
            if len(bare) > length and not (
                bare[-length - 1].isspace() or bare[-length - 1] in "([:;,"
            ):
                continue
            return BoundMatch(end - length, end, bound)
    limited = _LIMITED.search(window)
    if limited is not None:
        at = window_start + limited.start()
        end = at + len(limited["limit"])
        return BoundMatch(at, end, "at_least" if limited["limit"][1] in "iI" else "at_most")
    if len(bare) == len(window) or _last_word(bare) not in _last_words():
        return None
    found: BoundMatch | None = None
    phrase: list[str] = []
    rest, end = window, start
    for _ in range(_LONGEST_PHRASE):
        match = _WORD_BEFORE.search(rest)
        if match is None or (match.start() == 0 and window_start > 0):
            break
        phrase.insert(0, match[1].lower())
        if len(phrase) == 1:
            end = window_start + match.end(1)
        bound = words.get(" ".join(phrase))
        before = rest[: match.start()]
        if bound and not (before and (before[-1].isalnum() or before[-1] in "-'’")):
            found = BoundMatch(window_start + match.start(), end, bound)
        rest = before
    if found is None or _is_preposition(text, found, unit) or _is_comparison(text, found):
        return None
    return found


# `a minimum net worth of $1 million`: the adjective bounds the sum.
_LIMITED = re.compile(
    r"\b(?P<limit>(?:min|max)imum)\s(?:[a-z][\w-]{1,20}\s){1,3}of\s\Z", re.IGNORECASE
)

# What a comparative after it is the measure of.
_MEASURED = re.compile(
    r"(?:%|\b(?:percent|per\scent|pct|points?|bps?|times|twice|half|thirds?|fold))[\s\u00a0]+(?:the\s+)?$",
    re.IGNORECASE,
)
_COMPARATIVE = frozenset({"above", "below", "over", "under"})


def _is_comparison(text: str, found: BoundMatch) -> bool:
    """`3.6 pct higher than 1.1 million`: the figure is what is compared with, and no bound."""
    phrase = text[found.start : found.end].lower()
    if not (phrase.endswith("than") or phrase in _COMPARATIVE):
        return False
    return _MEASURED.search(text, max(0, found.start - 16), found.start) is not None


def _is_preposition(text: str, found: BoundMatch, unit: str | None) -> bool:
    """`over three years` after a sum tells how long; `for over three years` bounds the years.

    `edged up to 5%` tells where it went; `under 23 brands` tells how something is sold;
    `took over 12 branches` and `averaged 21 mpg over 480 miles` bound nothing, and neither does
    `inside` unless a time follows.
    """
    words = text[found.start : found.end].lower()
    if words == "up to" and (
        verb := _WORD_BEFORE.search(text, max(0, found.start - 16), found.start)
    ):
        return verb[1].lower() in _moving()
    if words == "under" and _named_under().match(text, found.end):
        return True
    if words == "inside":
        return unit not in _DURATIONS
    if words != "over":
        return False
    before = text[max(0, found.start - 20) : found.start]
    if unit in _DURATIONS:
        return _SPANNING.search(before) is None
    verb = _WORD_BEFORE.search(before)
    if verb and verb[1].lower() in _particled():
        return True
    return unit in _DISTANCES and _FIGURE_BEFORE.search(before) is not None


def bound_after(text: str, end: int, *, complete: bool = False) -> BoundMatch | None:
    """The bound that starts directly after an amount that ends at the offset.

    ``complete`` says that the amount has its unit: a `plus` with more behind it then adds.

    >>> bound_after("$5 or more", 2)
    BoundMatch(start=3, end=10, bound='at_least')
    >>> bound_after("$5 plus tax", 2, complete=True)
    """
    phrases, pattern = _after()
    match = pattern.match(text, end)
    if match is None:
        return None
    if match["plus"]:
        return BoundMatch(match.start(), match.end(), "at_least")
    phrase = " ".join(match["phrase"].lower().split())
    if (
        complete
        and phrase == "plus"
        and text[match.start()] != "-"
        and _MORE.match(text, match.end())
    ):
        return None
    return BoundMatch(match.start("phrase"), match.end(), phrases[phrase])
