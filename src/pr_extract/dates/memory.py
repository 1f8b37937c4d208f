"""What a text has named so far and the tense it speaks in: where `the quarter` or `May` lies."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pr_extract.dates.fiscal import FiscalCalendar
from pr_extract.dates.nodes import Node
from pr_extract.dates.values import Value, moved
from pr_extract.lexicon import Entry, alternation, load

_COMPARED = re.compile(
    r"(?i)(?:(?:compar(?:ed|ing|ison)|versus|\bvs\.?|against|\bthan)\s"
    r"(?:(?!\.\s|;|\band\b|,\s(?!or\b|in\b|for\b|during\b))[^\n]){0,90}"
    r"|[%\d]\s(?:on|over|from)\s|\bsince\s)$"
)
_ASIDE = re.compile(r"\s?(?::|=|\s[A-Z]{3}\s?\d|\s?[$€£]\s?\d)")
_ITS_FIGURE = re.compile(r"['’]s\s(?:figure|level|value|amount|result)s?\b")
# Before `the previous year` it compares with that year, or with the same part of it.
_MEASURED = re.compile(
    r"(?i)\b(?:(?:compared|relative|level|line)\s(?:to|with)|over|on|than(?:\s(?:in|for))?|from"
    r"|below|under|above|against|versus|vs\.?|outperform(?:s|ed|ing)|exceed(?:s|ed|ing))\s$"
)
_ITS_AMOUNT = re.compile(r"['’]s\s(?:[A-Z]{3}\s)?[$€£]?\d")
# `the highest total in 2025`: a time that only bounds a comparison is not told of.
_BOUNDING = re.compile(
    r"(?i)\b(?:\w{3,}est|record|best|most|first)\b[^.;\n]{0,40}\s(?:in|of|for)\s$"
)
_AS_OF = re.compile(r"(?i)\b(?:as (?:of|at|per)|at|per)\s$")
_LASTING = re.compile(r"\b[Oo]ver\s$|\b[Ww]ithin\s$")
_SENTENCE_END = re.compile(r"(?<=[a-z0-9)%][.!?])\s+(?=[A-Z“\"])|\n\s*\n|\n\s*[*•-]|;\s")


# How many named times an anaphor looks back over: enough for a release, and linear for any text.
_MEMORY = 64

# How far back a paragraph is looked through.
_PARAGRAPH = 2000

_PARTS_OF_YEARS = frozenset({"day", "month", "quarter", "half", "months"})

# By how many days quarters, or months, differ in length.
_ABOUT = 4


def _is_shifted_year(value: Value) -> bool:
    """`the year ended March 31, 2025`: its previous year is none of the calendar's."""
    start = value.start
    return value.unit == "year" and start is not None and (start.month, start.day) != (1, 1)


Tense = Literal["ahead", "guidance", "past"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TenseEntry(Entry):
    """Words of what is past or to come; ``guidance`` also stands behind the time it is for."""

    tense: Tense
    words: tuple[str, ...]


@cache
def _tense_pattern() -> re.Pattern[str]:
    ahead, past = _any_word("ahead", "guidance"), _any_word("past")
    # `will be opened`, `to be held`: a participle tells no tense of its own.
    past = rf"(?<!\bbe )(?:{past}|[a-z]{{2,}}ed)"
    return re.compile(rf"\b(?:(?P<ahead>{ahead})|(?P<past>{past}))\b")


@cache
def _ahead_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b{_any_word('ahead')}\b[^.\n]{{0,80}}$")


@cache
def _guidance_pattern() -> re.Pattern[str]:
    guidance = alternation(("target", "targets", *_words("guidance")))
    return re.compile(rf"\s(?:[\w-]+\s){{0,2}}{guidance}\b", re.IGNORECASE)


def _words(*tenses: Tense) -> tuple[str, ...]:
    entries = load("tenses", TenseEntry)
    return tuple(word for entry in entries if entry.tense in tenses for word in entry.words)


def _any_word(*tenses: Tense) -> str:
    return alternation(_words(*tenses))


# `by the end of 2026`, `compares with June 2022`: no time that the text is at.
_REACHED = re.compile(
    r"\b(?:by|until|till|through|to|before|than|with|from|since|against)\s+(?:the\s+|in\s+)?\Z"
)


class Memory:
    """The reference date, the fiscal calendar, and the times that a text has named so far."""

    def __init__(self, text: str, reference: dt.date | None, calendar: FiscalCalendar) -> None:
        self.text = text
        self.reference = reference
        self.calendar = calendar
        self.named: list[tuple[int, Value]] = []  # with the place it was named at
        self.unplaced: Node | None = None  # the last range of months that no year was found for
        self.southern = False  # whether its country lies south of the equator
        self.stated: list[Value] = []  # explicit ones of the whole text, for what comes before

    # --- anchors ------------------------------------------------------------------------------

    def note(self, node: Node, value: Value) -> None:
        """Remember a value that later anaphora may mean; those named to compare with are not."""
        nowhere = value.end is None and not value.fiscal
        if not nowhere and value.type not in {"set", "duration"} and not value.comparison:
            self.named.append((node.start, value))

    def compares(self, start: int) -> bool:
        """Whether what stands here is named only to compare with: `(2023: 5)`, `versus 2023`."""
        before = self.text[max(0, start - 105) : start]
        return before.rfind("(") > before.rfind(")") or _COMPARED.search(before) is not None

    def _latest(self, fits: Callable[[Value], bool]) -> Value | None:
        """The last value named that fits, else the first that the text names at all.

        One that lies before another of its kind and opens no sentence of its own was named to
        compare with (`a loss from the $2 million posted in the second quarter of 2024`).
        """
        found: Value | None = None
        for start, value in self.named[: -_MEMORY - 1 : -1]:
            if not fits(value) or not self._past(value):
                continue
            # what costs most is asked last: few times follow the one found
            if (found and not self._follows(value, found)) or self.compares(start):
                continue
            found = value
            if value.end is None or self._opens(start):
                break
        if found is not None:
            return found
        for value in self.stated[:_MEMORY]:
            if fits(value) and self._past(value):
                return value
        return None

    def _follows(self, value: Value, other: Value) -> bool:
        """Whether a time lies after another that is as long, and is over; days follow as named."""
        if value.end is None or other.end is None or value.end <= other.end:
            return False
        if value.start is None or other.start is None or value.unit == "day":
            return False
        if abs((value.end - value.start) - (other.end - other.start)).days > _ABOUT:
            return False
        return self.reference is None or value.end <= self.reference

    def _opens(self, start: int) -> bool:
        """Whether a time opens its sentence: `In the second quarter, …`."""
        before = _SENTENCE_END.split(self.text[max(0, start - 60) : start])[-1]
        return len(before.split()) <= 3 and not any(c.isdigit() for c in before)

    def _past(self, value: Value) -> bool:
        return self.reference is None or value.start is None or value.start <= self.reference

    def _anchor(self, unit: str) -> Value | None:
        if unit == "period":
            return self._latest(
                lambda v: v.unit in {"quarter", "half", "months", "year", "days", "range"}
            ) or self._latest(lambda v: v.unit == "month")
        if unit == "year":
            return self._latest(lambda v: v.year is not None or v.end is not None)
        if unit == "month":
            return self._latest(lambda v: v.unit in {"month", "day"})
        if unit == "day":
            return self._latest(lambda v: v.unit == "day")
        part = {"quarter": "-Q", "half": "-H"}.get(unit, "-none")
        # `the three months ended June 30` are a quarter as well
        return self._latest(lambda v: v.unit == unit or part in v.timex)

    def _home(self) -> dt.date | None:
        """The date that a missing year is completed from."""
        if self.reference is not None:
            return self.reference
        exact = {"day", "month", "quarter", "half", "months", "days"}
        said = {
            id(value): _REACHED.search(self.text, max(0, start - 24), start) is None
            for start, value in self.named[: -_MEMORY - 1 : -1]
        }
        value = self._latest(
            lambda v: v.end is not None and v.unit in exact and said.get(id(v), True)
        )
        if value is None or (id(value) not in said and value.unit in {"day", "month"}):
            return None  # what is only named later says nothing of a day or a month
        return value.end

    def _tense(self, node: Node) -> int:
        """1 where the clause speaks of what is to come, -1 of what is past, 0 of neither."""
        before = _SENTENCE_END.split(self.text[max(0, node.start - 160) : node.start])[-1]
        after = _SENTENCE_END.split(self.text[node.end : node.end + 100])[0]
        if _guidance_pattern().match(after):
            return 1
        tense = _tense_pattern()
        cues = [*tense.finditer(before)][-1:]
        if not cues and node.unit in {"month", "day"}:
            cues = [*tense.finditer(after)][:1]
        return 0 if not cues else 1 if cues[0].lastgroup == "ahead" else -1

    def _nearest_year(
        self, node: Node, bounds: Callable[[int], tuple[dt.date, dt.date] | None]
    ) -> int | None:
        """The year in which a recurring stretch lies nearest to home, by the clause's tense."""
        home = self._home()
        if home is None:
            return None
        if self.reference is None:
            return home.year if bounds(home.year) is not None else None
        tense = self._tense(node)
        best: tuple[int, int] | None = None
        for year in (home.year, home.year - 1, home.year + 1):
            span = bounds(year)
            if span is None:
                continue
            distance = max((span[0] - home).days, (home - span[1]).days, 0)
            exact = node.unit in {"month", "day"}
            if span[0] > home and tense <= 0:
                # Releases look back unless they say otherwise; results hardly ever look far ahead.
                distance += 400 if tense < 0 else 90 if not exact else 45
            if span[1] < home and tense > 0:
                distance += 250 if exact else 150
            if best is None or distance < best[0]:
                best = distance, year
        return None if best is None else best[1]

    def _stated_year(self, part: str) -> int | None:
        years = [year for name, year in self.calendar.stated if name == part and year is not None]
        return max(years) if years else None

    def _fiscal_year_now(self) -> int | None:
        limit = self.reference.year + 1 if self.reference is not None else dt.MAXYEAR
        named = [v for _, v in self.named[: -_MEMORY - 1 : -1]]
        for value in (*named, *self.stated[:_MEMORY]):
            if value.fiscal and value.year and value.year <= limit:
                return value.year
        return None

    def _fiscal_year_at(self, day: dt.date) -> int | None:
        """The fiscal year that a day lies in, where the release tells when its years end."""
        end = self.calendar.year_end(day.year - self.calendar.lead)
        if end is None:
            return None
        return day.year - self.calendar.lead + (day > end)

    def _same_period_before(self, node: Node) -> Value | None:
        """`5m (previous year: 3m)`, `the previous year's level`: the same period a year ago."""
        if node.unit != "year" or node.shift != -1 or node.fiscal:
            return None
        opens = self.text[max(0, node.start - 1) : node.start] == "("
        aside = (opens and _ASIDE.match(self.text, node.end)) or _ITS_FIGURE.match(
            self.text, node.end
        )
        before = self.text[max(0, node.start - 40) : node.start]
        measured = node.anchor == "named" and (
            _ITS_AMOUNT.match(self.text, node.end)
            or _MEASURED.search(before)
            or _COMPARED.search(self.text[max(0, node.start - 105) : node.start])
        )
        anchor = self._told_of(node.start) if aside or measured else None
        if anchor is None and aside:
            anchor = self._anchor("period")
        if anchor is None or not (anchor.unit in _PARTS_OF_YEARS or _is_shifted_year(anchor)):
            return None
        value = moved(anchor, -1, self.calendar)
        return value and replace(value, comparison=True)

    def _told_of(self, start: int) -> Value | None:
        """The time that the paragraph tells of where this stands, as far as it names one.

        A balance sheet's day is told of in its own sentence only.
        """
        floor = max(0, start - _PARAGRAPH)
        floor = max(floor, *(self.text.rfind(gap, floor, start) for gap in ("\n\n", "\n\r\n")))
        sentence = self.text[floor:start]
        sentence = _SENTENCE_END.split(sentence)[-1]
        for at, value in self.named[: -_MEMORY - 1 : -1]:
            if at < floor:
                return None
            before = self.text[max(0, at - 60) : at]
            if self.compares(at) or (value.end is None and not value.fiscal):
                continue
            if value.unit == "day":
                if at >= start - len(sentence) and _AS_OF.search(before):
                    return value
            elif value.unit in {*_PARTS_OF_YEARS, "range", "year"}:
                if not _BOUNDING.search(before):
                    return value
        return None

    def _is_lasting(self, node: Node) -> bool:
        """`over the next year`: a year from now, not the calendar's next."""
        return (
            node.unit in {"month", "quarter", "year"}
            and _LASTING.search(self.text[max(0, node.start - 8) : node.start]) is not None
            and self.text.startswith("the ", node.start)
        )

    def _is_ahead(self, node: Node) -> bool:
        """Whether the words before a weekday look ahead to it."""
        before = self.text[max(0, node.start - 100) : node.start]
        return _ahead_pattern().search(before) is not None
