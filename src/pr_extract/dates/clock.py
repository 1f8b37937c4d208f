"""Times of day: found before the dates, so that their digits are nobody else's."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pr_extract.dates.words import Token
from pr_extract.lexicon import Entry, alternation, load


@dataclass(frozen=True, slots=True)
class Zone(Entry):
    """A time zone with its spellings after a time of day."""

    zone: str
    words: tuple[str, ...]


# Cheap to rule out: most texts hold no such thing, and the full pattern is slow to scan with.
_HINT = re.compile(r"\d\s?[AaPp]\.?\s?[Mm]\b|\d:\d\d")


@cache
def _pattern() -> re.Pattern[str]:
    names = alternation(word for entry in load("zones", Zone) for word in entry.words)
    zone = rf"(?:\s(?:\((?P<bracketed>{names})\)|(?P<zone>{names})\b))?"
    half = r"(?P<half>[AaPp])(?:\.\s?[Mm]\.|[Mm]\b)"
    return re.compile(
        rf"(?<![\d.,:$€£])(?:(?P<h>1[0-2]|0?\d)(?::(?P<m>[0-5]\d)(?::[0-5]\d)?)?\s?{half}"
        rf"|(?P<H>[01]?\d|2[0-3]):(?P<M>[0-5]\d)(?::[0-5]\d)?(?![\d:]|\s?(?:to|:)\s?\d))"
        rf"{zone}(?:\s(?:local\stime))?"
    )


@cache
def _zones() -> dict[str, str]:
    return {word: entry.zone for entry in load("zones", Zone) for word in entry.words}


def find_clocks(text: str) -> list[Token]:
    """Times of day with their zones; the value is `HH:MM`, with ` ZONE` where it is known.

    >>> [token.value for token in find_clocks("at 5:00 p.m. ET and 17:30")]
    ['17:00 America/New_York', '17:30']
    """
    found = []
    for match in _matches(text):
        hour = int(match["h"] or match["H"])
        if match["half"]:
            hour = hour % 12 + (12 if match["half"] in "pP" else 0)
        name = match["zone"] or match["bracketed"]
        value = f"{hour:02d}:{match['m'] or match['M'] or '00'}"
        if name:
            value += f" {_zones()[' '.join(name.split())]}"
        found.append(Token(match.start(), match.end(), "clock", value))
    return found


def _matches(text: str) -> Iterator[re.Match[str]]:
    """The times, each looked for only where a hint of one stands: at it or a digit before."""
    hint = _HINT.search(text)
    while hint:
        start = hint.start()
        match = _pattern().match(text, max(0, start - 1)) or _pattern().match(text, start)
        if match:
            yield match
        hint = _HINT.search(text, match.end() if match else hint.start() + 1)


def stamp(day: dt.date, clock: str) -> str:
    """The TIMEX3 value of a time on a day, with its offset where the zone is known.

    >>> stamp(dt.date(2024, 10, 24), "17:00 America/New_York")
    '2024-10-24T17:00-04:00'
    """
    time, _, zone = clock.partition(" ")
    value = f"{day.isoformat()}T{time}"
    if not zone:
        return value
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        moment = dt.datetime.fromisoformat(value).replace(tzinfo=ZoneInfo(zone))
    except ZoneInfoNotFoundError:  # a system without the time-zone database
        return value
    offset = moment.strftime("%z")
    return f"{value}{offset[:3]}:{offset[3:]}"
