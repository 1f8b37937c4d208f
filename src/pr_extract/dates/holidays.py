"""Holidays that fix a day."""

from __future__ import annotations

from dataclasses import dataclass

from pr_extract.lexicon import Entry, load


@dataclass(frozen=True, slots=True)
class HolidayEntry(Entry):
    """A holiday's rule (see `almanac.holiday`) and its names."""

    day: str
    names: tuple[str, ...]


def holiday_names() -> dict[str, str]:
    """Every name with its rule.

    >>> holiday_names()["Christmas Day"]
    '12-25'
    """
    return {name: entry.day for entry in load("holidays", HolidayEntry) for name in entry.names}
