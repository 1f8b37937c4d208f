"""Offsets as our records count them, in code points, and as browsers do, in UTF-16 code units.

An emoji, and any other character beyond the first 65,536, is one code point and two code units.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class CodeUnits:
    """Turns offsets into a text from code points to UTF-16 code units, and back.

    >>> units = CodeUnits("a🚢b")
    >>> units.from_code_points(2), units.to_code_points(3)
    (3, 2)
    """

    def __init__(self, text: str) -> None:
        self._wide = [offset for offset, char in enumerate(text) if char > "\uffff"]
        self._starts = [offset + number for number, offset in enumerate(self._wide)]
        self.length = len(text) + len(self._wide)

    @property
    def differ(self) -> bool:
        """Whether the text holds a character that takes two code units."""
        return bool(self._wide)

    def from_code_points(self, offset: int) -> int:
        """Code points → code units."""
        return offset + bisect_left(self._wide, offset)

    def to_code_points(self, units: int) -> int:
        """Code units → code points.

        Raises:
            ValueError: if the offset lies inside a character.
        """
        before = bisect_left(self._starts, units)
        if before and self._starts[before - 1] + 1 == units:
            raise ValueError(f"{units} lies inside a character of two code units")
        return units - before


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch as a tool tells it: its offsets and, where the tool keeps them, its words."""

    start: int
    end: int
    quote: str | None


def count_code_points(text: str, stretches: Iterable[Quoted]) -> Sequence[Quoted]:
    """The stretches with their offsets in code points, whichever way they were counted.

    Tools differ, and versions of one tool too; the words tell. If they do not stand where the
    offsets point when these are read as code points, but do when they are read as code units, the
    offsets are code units. If neither fits, they stay: they are wrong, and will be refused.
    """
    given = list(stretches)
    units = CodeUnits(text)
    if not units.differ or all(_stands(text, one) for one in given):
        return given
    try:
        turned = [
            Quoted(units.to_code_points(one.start), units.to_code_points(one.end), one.quote)
            for one in given
        ]
    except ValueError:
        return given
    return turned if all(_stands(text, one) for one in turned) else given


def _stands(text: str, one: Quoted) -> bool:
    return one.quote is None or same_words(one.quote, text[one.start : one.end])


def same_words(one: str, other: str) -> bool:
    r"""Whether two are the same but for white space, which browsers fold.

    Label Studio writes a line break as a backslash and an n.

    >>> same_words("net\\nincome", "net\n  income"), same_words("net", "not")
    (True, False)
    """
    return one == other or _SPACE.sub("", one) == _SPACE.sub("", other)


_SPACE = re.compile(r"\s|\\n")
