"""The grammar of the marked format: characters → header, plain text, marks with their notes.

    file    = "pr-extract gold 1" NL { header NL } "---" NL { character | mark }
    header  = key ":" value | string [ "#" number | "@" offset ] "(" notes ")"
    mark    = "[" { character | mark } "]" "(" notes ")"
    notes   = note { ";" note }
    note    = { [ field "=" ] value }
    value   = word | string [ "+" | "#" number | "@" offset ] [ ":" word ]

In the text, a backslash stands before a bracket or a backslash that is the text's own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pr_extract.markup.errors import MarkupError
from pr_extract.markup.places import unescape
from pr_extract.source import Span

FIRST_LINE = "pr-extract gold 1"
TEXT_LINE = "---"
HEADER_KEYS = ("source", "encoding", "sha256", "issuer", "sentences", "warning")

WORD = r'[^\s"();=#@]+'
STRING = r'"(?:[^"\\\n]|\\[nrt"\\])*"'
_REFERENCE = rf"(?P<quote>{STRING})(?:(?P<mode>[#@])(?P<number>\d{{1,9}})|(?P<after>\+))?"
_TOKEN = re.compile(
    rf"(?:(?P<key>[a-z_]+)=)?(?:(?P<word>{WORD})|{_REFERENCE}(?::(?P<tail>{WORD}))?)(?=[\s;)]|\Z)"
)
_LOOSE = re.compile(_REFERENCE + r"\s*\(")
_HEADER = re.compile(r"(?P<key>[a-z0-9_]+):[ ]*(?P<value>.*)")
_SPACE = re.compile(r"\s*")
_PLAIN = re.compile(r"[^\\\[\]]+")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A string with the address that may follow it.

    ``#2`` means the second in the text, ``@17`` at offset 17, ``+`` the first after the figure.
    """

    text: str
    nth: int | None = None
    offset: int | None = None
    after: bool = False

    @property
    def addressed(self) -> bool:
        """Whether it says more than its words."""
        return self.after or self.nth is not None or self.offset is not None


@dataclass(frozen=True, slots=True)
class Token:
    """One value of a note, with its field if it names one, and where it stands."""

    at: int
    key: str | None
    word: str | None
    quoted: Quoted | None = None
    tail: str | None = None

    @property
    def literal(self) -> str:
        """The value as plain characters, quoted or not."""
        return self.word if self.word is not None else self.quoted.text if self.quoted else ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of the plain text (or, in the header, words to be found in it)."""

    at: int
    start: int
    end: int
    notes: tuple[tuple[Token, ...], ...]
    loose: Quoted | None = None

    @property
    def span(self) -> Span:
        """The stretch; empty for the marks that stand between characters."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Header:
    """One line of the header, and where its value stands."""

    key: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Source:
    """A marked file taken apart; nothing is understood yet."""

    text: str
    headers: tuple[Header, ...]
    marks: tuple[Mark, ...]


def take_apart(marked: str) -> Source:
    """Read the characters of a marked file. Raises `MarkupError`."""
    headers, loose, body = _read_header(marked)
    text, marks = _read_body(marked, body)
    return Source(text, tuple(headers), tuple(loose + marks))


def _read_header(marked: str) -> tuple[list[Header], list[Mark], int]:
    first, at = _line(marked, 0)
    if first != FIRST_LINE:
        raise MarkupError.at(marked, 0, f"the first line must be {FIRST_LINE!r}")
    headers: list[Header] = []
    loose: list[Mark] = []
    while at < len(marked):
        line, following = _line(marked, at)
        if line == TEXT_LINE:
            return headers, loose, following
        if line.startswith('"'):
            loose.append(_read_loose(marked, at, at + len(line)))
        else:
            headers.append(_read_header_line(marked, at, line))
        at = following
    raise MarkupError.at(marked, len(marked), f"the header does not end: no line {TEXT_LINE!r}")


def _line(marked: str, at: int) -> tuple[str, int]:
    end = marked.find("\n", at)
    end = len(marked) if end < 0 else end
    return marked[at:end], min(end + 1, len(marked))


def _read_header_line(marked: str, at: int, line: str) -> Header:
    match = _HEADER.fullmatch(line)
    if not match or match["key"] not in HEADER_KEYS:
        raise MarkupError.at(marked, at, f"unknown header {line[:40]!r}")
    value = match["value"]
    if value.startswith('"'):
        if not re.fullmatch(STRING, value):
            raise MarkupError.at(marked, at + match.start("value"), "a string that does not end")
        value = unescape(value[1:-1])
    return Header(match["key"], value, at + match.start("value"))


def _read_loose(marked: str, at: int, end: int) -> Mark:
    match = _LOOSE.match(marked, at, end)
    if not match:
        raise MarkupError.at(marked, at, "a mark in the header reads: string, address, (note)")
    notes, after = _read_notes(marked, match.end() - 1, end)
    if after != end:
        raise MarkupError.at(marked, after, "nothing may follow a mark in the header")
    return Mark(at, 0, 0, notes, _quoted(match))


def _read_body(marked: str, at: int) -> tuple[str, list[Mark]]:
    pieces: list[str] = []
    length = 0
    opened: list[tuple[int, int]] = []
    marks: list[Mark] = []
    while at < len(marked):
        char = marked[at]
        if char == "[":
            opened.append((at, length))
            at += 1
        elif char == "]":
            if not opened:
                raise MarkupError.at(marked, at, "no mark is open here; a bracket is written \\]")
            begin, start = opened.pop()
            if marked[at + 1 : at + 2] != "(":
                raise MarkupError.at(marked, at, "a mark goes on with (note) after its bracket")
            notes, at = _read_notes(marked, at + 1, len(marked))
            marks.append(Mark(begin, start, length, notes))
        else:
            piece, at = _read_characters(marked, at)
            pieces.append(piece)
            length += len(piece)
    if opened:
        raise MarkupError.at(marked, opened[-1][0], "this mark is never closed")
    return "".join(pieces), marks


def _read_characters(marked: str, at: int) -> tuple[str, int]:
    if marked[at] != "\\":
        match = _PLAIN.match(marked, at)
        assert match  # the caller has seen a character that is none of the three
        return match[0], match.end()
    if marked[at + 1 : at + 2] not in ("[", "]", "\\"):
        raise MarkupError.at(marked, at, "a backslash stands before [, ] or \\ only")
    return marked[at + 1], at + 2


def _read_notes(marked: str, at: int, end: int) -> tuple[tuple[tuple[Token, ...], ...], int]:
    """Read ``(note; note)`` from its opening bracket to behind its closing one."""
    opened, at = at, at + 1
    notes: list[tuple[Token, ...]] = []
    tokens: list[Token] = []
    while True:
        at = _skip_space(marked, at, end)
        if at >= end:
            raise MarkupError.at(marked, opened, "this note is never closed")
        if marked[at] in ";)":
            if not tokens:
                raise MarkupError.at(marked, at, "an empty note")
            notes.append(tuple(tokens))
            tokens = []
            at += 1
            if marked[at - 1] == ")":
                return tuple(notes), at
            continue
        match = _TOKEN.match(marked, at, end)
        if not match:
            raise MarkupError.at(marked, at, f"cannot read {marked[at : at + 20]!r}")
        tokens.append(_token(match))
        at = match.end()


def _skip_space(marked: str, at: int, end: int) -> int:
    match = _SPACE.match(marked, at, end)
    return match.end() if match else at


def _token(match: re.Match[str]) -> Token:
    quoted = _quoted(match) if match["quote"] is not None else None
    return Token(match.start(), match["key"], match["word"], quoted, match["tail"])


def _quoted(match: re.Match[str]) -> Quoted:
    number = int(match["number"]) if match["number"] else None
    nth, offset = (number, None) if match["mode"] == "#" else (None, number)
    return Quoted(unescape(match["quote"][1:-1]), nth, offset, bool(match["after"]))
