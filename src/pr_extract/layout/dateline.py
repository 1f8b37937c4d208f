"""Datelines: `CITY, Region, Country, Date /Wire/ --` in the forms the wires give it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from functools import cache

from pr_extract.layout import places
from pr_extract.layout.parts import Dateline
from pr_extract.lexicon import Entry, alternation, load
from pr_extract.source import Span

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _MONTH + r"\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:\s*,?\s*(?P<year>(?:19|20)\d\d)\b)?",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?" + _MONTH
        + r"(?:\s*,?\s*(?P<year>(?:19|20)\d\d)\b)?",
        r"(?P<day>\d{1,2})[-/]" + _MONTH + r"[-/](?P<year>(?:19|20)\d\d)\b",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)\b",
        r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)?\d\d)\b",
    )
)  # fmt: skip
_WEEKDAY = re.compile(
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:@|at\s)?\s*\d{1,2}[:.]\d\d\s*(?:(?i:[ap]\.?m)\b\.?)?(?:\s*\(?[A-Z][A-Za-z/]{1,12}\)?)?"
    r"(?:\s+Time\b)?|(?:@|at\s)?\s*\d{1,2}\s*(?i:[ap]\.?m)\b\.?(?:\s*[A-Z][A-Za-z]{1,8}\b)?"
)
# A hyphen ends a part only beside a space or a bracket: `Winston-Salem` is one city.
_SEPARATOR = re.compile(
    r"[*_]{0,3}\s*(?:,|;|\||--+|[–—―‒]|-(?=[\s(/])|(?<=[\s)/])-|/(?=\s)|:(?=\s)|\s)\s*(?:and\s+|&\s*)?"
)
_DASH = re.compile(r"--+|[–—―‒]|-|:|/\s*$")
_SLASHED = re.compile(r"/\s?(?P<wire>[A-Za-z0-9][^/\n]{1,60}?)\s?/")
_BRACKETED = re.compile(r"\((?P<wire>[A-Za-z0-9][^()\n]{1,70}?)\)")
_GENERIC_WIRE = re.compile(
    r"(?:[A-Z][\w.&-]*\s){0,3}[A-Z][\w.&-]*(?:[Ww]ire|WIRE|[Nn]ewsroom|[Nn]ewswires?|NEWSWIRE)\b"
)
_PLACE_WORD = r"(?:[^\W\d_][\w.'’]*(?:-[^\W\d_][\w.'’]*)*)"
_PLACE = re.compile(
    rf"(?=[^\W\d_])(?:(?:the|THE)\s)?(?![a-z]){_PLACE_WORD}"
    rf"(?:\s(?:(?:de|la|of|the|am|an|der|upon|on|del|do|da|di|le|sur)\s){{0,2}}(?![a-z]){_PLACE_WORD}){{0,4}}"
)
_JOINED = re.compile(r"\s+(?:and|AND|&|et|und)\s+|\s*[/&]\s*")
_HEADER = re.compile(
    r"(?P<place>[^\W\d_][^\n:]{1,60}?)\s*(?:,|\||–|—|--|\s-)\s*"
    r"(?P<date>(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[^\n]{5,29})$"
)
_HEADER_PARTS = re.compile(r"\s*(?:,|\||–|—|--|\s-\s)\s*")
_ISSUED = re.compile(
    r"(?:(?:release(?:d| date)?|date|published|posted|issued)(?:\s+on)?\s*:?\s*)?"
    rf"(?:{_WEEKDAY.pattern})?[\s,]*",
    re.IGNORECASE,
)
_TIME_REST = re.compile(rf"[\s,/|–—-]*(?:{_TIME.pattern})?[\sA-Za-z/]{{0,30}}\.?$")
_PART_ENDS = re.compile(r"\s*(?:,|--|[–—-])")
_LONGEST = 260


@dataclass(frozen=True, slots=True, kw_only=True)
class WireEntry(Entry):
    """A news wire or agency with the spellings of its name."""

    spellings: tuple[str, ...]


@dataclass(slots=True)
class _Parts:
    """What a scan has found so far."""

    places: list[str] = field(default_factory=list)
    date: dt.date | None = None
    day_and_month: tuple[int, int] | None = None
    wire: str | None = None
    bracketed: bool = False
    several: bool = False
    late: bool = False
    end: int = 0
    dashed: bool = False

    @property
    def dated(self) -> bool:
        """Whether a day has been found, with its year or without."""
        return bool(self.date or self.day_and_month)


def read_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that opens the paragraph `text[start:end]`, or None.

    A date without a year (`BEIJING, Sept. 6 (Xinhua) --`) is unknown, hence None.

    >>> line = read_dateline("ROME and OSLO--(BUSINESS WIRE)--Acme", 0, 36)
    >>> line.city, line.country, line.wire, line.span
    ('Rome', 'IT', 'BUSINESS WIRE', Span(start=0, end=32))
    """
    limit = min(end, start + _LONGEST)
    while start < limit and text[start] in "*_":  # Markdown
        start += 1
    parts = _scan(text, start, limit)
    if not parts.end or not _is_dateline(parts):
        return None
    city, region, country = _locate(parts.places)
    return Dateline(Span(start, parts.end), city, region, country, parts.date, parts.wire)


def read_header(text: str, start: int, end: int) -> Dateline | None:
    """A line of its own that holds place or agency or both, and date, or a date alone.

    >>> read_header("CENTRAL BANK, 2024-10-24", 0, 24).date
    datetime.date(2024, 10, 24)
    >>> read_header("Central Bank – Oslo, 24 October 2024", 0, 36).city
    'Oslo'
    """
    line = text[start:end]
    if len(line) > 100 or "\n" in line:
        return None
    prefix = _ISSUED.match(line)
    found = _match_date(line, prefix.end() if prefix else 0)
    if found and found[0] and _TIME_REST.match(line, found[2]):
        return Dateline(Span(start, end), None, None, None, found[0], None)
    match = _HEADER.match(line)
    found = _match_date(match["date"], 0) if match else None
    if not match or not found or not found[0] or not _TIME_REST.match(match["date"], found[2]):
        return None
    names = _HEADER_PARTS.split(match["place"])
    if any(len(name.split()) > 5 for name in names):
        return None
    while len(names) > 1 and not _is_place(names[0]) and _is_place(names[1]):
        names = names[1:]  # the agency
    known = any(_is_place(name) for name in names)
    city, region, country = _locate(names) if known else (None, None, None)
    return Dateline(Span(start, end), city, region, country, found[0], None)


def _is_place(name: str) -> bool:
    return bool(places.country_by_city(name) or places.country_by_region(name))


def _is_dateline(parts: _Parts) -> bool:
    if parts.wire and not parts.bracketed:
        return parts.dated or bool(parts.places and parts.dashed)
    if parts.dated and (parts.wire or (parts.dashed and (parts.date or parts.places))):
        return True
    if not parts.dashed or not parts.places:
        return False
    return len(parts.places) <= 2 and _is_known_place(parts.places, strictly=not parts.wire)


def _is_known_place(names: list[str], *, strictly: bool) -> bool:
    """`WASHINGTON –`, `Leeds, England –`: a place known enough to stand before a bare dash."""
    first = _JOINED.split(names[0])[0]
    if len(names) == 1:
        return places.stands_alone(first) or (
            (first.isupper() or not strictly) and places.country_by_city(first) is not None
        )
    return (places.country_by_region(names[1]) or places.country_by_name(names[1])) is not None


def _scan(text: str, start: int, limit: int) -> _Parts:
    """Take part after part from the front; the dateline ends at the last dash between two."""
    parts = _Parts()
    position = start
    while position < limit:
        taken = _take(text, position, limit, parts)
        if taken is None:
            break
        position = taken
        separator = _SEPARATOR.match(text, position, limit)
        if not separator:
            if parts.wire and text[position - 1] in "/)":
                parts.end = position
            break
        closing = separator.group().rstrip().rstrip("&").removesuffix("and").rstrip()
        colon = closing.endswith(":") and not parts.dated  # `Source: …` is none
        if (_DASH.search(closing) and not colon) or (parts.wire and text[position - 1] in "/)"):
            parts.end = separator.start() + len(closing)
            parts.dashed = parts.dashed or (bool(_DASH.search(closing)) and not colon)
            parts.end = parts.end or position
        parts.several = parts.several or separator.group().rstrip().endswith(("and", "&"))
        position = separator.end()
    if not (parts.dated or parts.wire) and parts.end:
        parts.places = parts.places[: _count_before(text, start, parts)]
    return parts


def _count_before(text: str, start: int, parts: _Parts) -> int:
    """How many of the places stand before the dash (what follows it is the lead's first words)."""
    count, position = 0, start
    for name in parts.places:
        position = text.find(name, position)
        if position >= parts.end:
            break
        count += 1
        position += len(name)
    return count


def _take(text: str, position: int, limit: int, parts: _Parts) -> int | None:
    """Read one part at the position into ``parts`` → its end, or None if there is none."""
    for pattern in (_SLASHED, _BRACKETED):
        if match := pattern.match(text, position, limit):
            dated, named = parts.dated, parts.wire
            if not _take_wire(match["wire"], parts):
                return None
            if pattern is _BRACKETED and parts.wire != named:
                parts.bracketed = True
            if parts.dated and not dated and not parts.wire:
                # `Houston, Texas (Oct. 24, 2024) Acme`: the bracket closes it as a dash does.
                parts.end, parts.dashed = match.end(), True
            return match.end()
    if found := _match_date(text, position, limit):
        if parts.dated:
            return None
        parts.date, parts.day_and_month, end = found
        return end
    for pattern in (_WEEKDAY, _TIME):
        if (match := pattern.match(text, position, limit)) and match.group().strip():
            return match.end()
    bare = _bare_wire().match(text, position, limit) or _GENERIC_WIRE.match(text, position, limit)
    if bare and (parts.places or parts.dated):
        parts.wire = parts.wire or bare.group()
        return bare.end()
    if parts.dated or parts.wire:
        return _take_late_place(text, position, limit, parts)
    match = _PLACE.match(text, position, limit)
    if not match or len(parts.places) >= 6:
        return None
    if not parts.several:  # of several cities the first counts
        parts.places.append(match.group())
    return match.end()


def _take_late_place(text: str, position: int, limit: int, parts: _Parts) -> int | None:
    """After a date comes a place only if the date opened the line (`24 October 2024 – Basel –`)."""
    if parts.wire or (parts.places and not parts.late):
        return None
    match = _PLACE.match(text, position, limit)
    if not match or not _PART_ENDS.match(text, match.end(), limit):
        return None
    name = match.group()
    if not (places.country_by_city(name) or places.country_by_name(name)) and not (
        parts.places and places.country_by_region(name)
    ):
        return None
    parts.places.append(name)
    parts.late = True
    return match.end()


def _take_wire(content: str, parts: _Parts) -> bool:
    """Read what stands between slashes or in brackets; a date may stand in it."""
    if parts.wire:
        # `(Press Release Service)` after the wire: passed over.
        return not any(char.isdigit() for char in content)
    if ":" in content:
        return False  # a ticker: `(NYSE: ABC)`
    name = content
    for pattern in _DATES:
        if match := pattern.search(content):
            found = _match_date(content, match.start())
            if found and not parts.date:
                parts.date, parts.day_and_month = found[0], found[1]
            name = content[: match.start()]
            break
    name = re.split(r"\s+via\s+|\s+[-–—]\s", name)[0].strip(" ,-–—")
    if name and len(name.split()) <= 5:
        parts.wire = name
        return True
    return bool(parts.date) and not name


def _match_date(
    text: str, position: int, limit: int | None = None
) -> tuple[dt.date | None, tuple[int, int] | None, int] | None:
    limit = len(text) if limit is None else limit
    for pattern in _DATES:
        match = pattern.match(text, position, limit)
        if not match:
            continue
        month = match["month"].rstrip(".")
        number = int(month) if month.isdigit() else _month_number(month)
        if match["year"]:
            year = int(match["year"])
            date = _date(year if year > 99 else 2000 + year, number, int(match["day"]))
            return (date, (number, int(match["day"])), match.end()) if date else None
        return None, (number, int(match["day"])), match.end()
    return None


def _month_number(name: str) -> int:
    return next(n for n, m in enumerate(MONTHS, 1) if m.startswith(name.lower()[:3]))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _locate(names: list[str]) -> tuple[str | None, str | None, str | None]:
    """Place parts → city, region as written, country; of several cities the first counts."""
    if not names:
        return None, None, None
    several = _JOINED.split(names[0])
    city, rest = several[0], ([] if len(several) > 1 else names[1:])
    for number, name in enumerate(rest):
        first = _JOINED.split(name)[0]
        country = places.country_by_name(first)
        if country and not (country == "GE" and places.country_by_city(city) != "GE"):
            region = rest[number - 1] if number else None
            return places.title_case(city), region, country
        if country := places.country_by_region(first):
            later = places.country_by_name(rest[number + 1]) if number + 1 < len(rest) else None
            return places.title_case(city), first, later or country
        if first != name:
            break
    return places.title_case(city), None, places.country_by_town(city)


@cache
def _bare_wire() -> re.Pattern[str]:
    spellings = [s for entry in load("wires", WireEntry) for s in entry.spellings]
    return re.compile(alternation(spellings) + r"(?!\w)")
