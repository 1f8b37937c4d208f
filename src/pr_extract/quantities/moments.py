"""Lengths of time that tell when something was and measure nothing: `a day after the vote`."""

from __future__ import annotations

import re
from functools import cache

from pr_extract.lexicon import alternation
from pr_extract.quantities.atoms import Atom
from pr_extract.quantities.count_words import count_words

_TIMES = frozenset({"minute", "hour", "day", "week", "month", "year", "decade"})
# `three months after the vote`: a day told from another. `for three months after` tells how long,
# and so does what is done within them or takes them.
_FROM_EVENT = re.compile(
    r"\s(?:after|before)\s(?:the|an?|its|his|her|their|our|this|that|these|those|it|he|she|they|we"
    r"|[A-Z])\b",
)
_LASTING = re.compile(
    r"\b(?:for|over|within|during|in|of|than|by|every|another|about|last\w*|t[ao]ke?[sn]?|taking"
    r"|spen[dt]\w*|spending|wait\w*|until|to|and|or|least|most|first|next|extra|additional)\s$",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\sahead\b(?!\sof\b)")
_THE = re.compile(r"\bthe\s$", re.IGNORECASE)
_REACH = 24
_QUARTERS = (3, 6, 9)


@cache
def _results() -> re.Pattern[str]:
    return re.compile(rf"\b{alternation(count_words('money'))}\safter\s$", re.IGNORECASE)


def is_moment(text: str, atom: Atom) -> bool:
    """Whether a length of time is a day or a period told by it.

    `three months after the vote`, `the 12 months ahead`, `revenue after nine months`.
    """
    if atom.unit not in _TIMES or atom.kind != "measurement" or atom.hyphened or atom.age:
        return False
    before = text[max(0, atom.start - _REACH) : atom.start]
    if _FROM_EVENT.match(text, atom.end):
        return atom.bound == "exact" and _LASTING.search(before) is None
    if _AHEAD.match(text, atom.end):
        return _THE.search(before) is not None
    of_year = atom.unit == "month" and atom.value in _QUARTERS
    return of_year and not text.startswith(" of", atom.end) and bool(_results().search(before))
