"""Dates and periods: recognised on characters, resolved against the dateline.

`find_dates` reads a text in these steps, a module each: `clock` (times of day), `apart` (phrases,
years in words), `words` (words to shapes), `forms` (shapes to nodes), `joins` (nodes that belong
together), `guards` (what is none), `fiscal` (the release's own year), `points`, `told` and
`resolve` (nodes to first and last day). `dateline_year` finds the year a dateline lacks.
"""

from __future__ import annotations

from pr_extract.dates.dateline_year import date_dateline
from pr_extract.dates.find import find_dates
from pr_extract.dates.mention import DateMention, Dates

__all__ = ["DateMention", "Dates", "date_dateline", "find_dates"]
