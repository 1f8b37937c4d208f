"""A sentence as a tape of phrases: noun phrases, verb groups, figures, dates, prepositions.

The small model tags well and parses badly around figures, so the context rules read this tape
first and ask the parse second. A figure or a date, however many tokens it has, is one phrase.

The tape is cut by one regular expression over one letter a token (its tag's class). Nothing follows
a repetition, so none is ever tried again: linear in the sentence, whatever the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc

from pr_extract.context.word_classes import letter_of
from pr_extract.context.words import role_words
from pr_extract.source import Span

PhraseKind = Literal[
    "np", "pronoun", "vp", "figure", "date", "basis", "det", "prep", "cc", "sub", "rel", "adv",
    "adj",
    "comma", "colon", "stop", "dash", "open", "close", "quote", "other",
]  # fmt: skip

_LETTER_OF_ITEM = {"figure": "F", "date": "d", "basis": "b"}
_SUBORDINATORS = frozenset(
    [
        "that",
        "while",
        "although",
        "though",
        "because",
        "if",
        "whether",
        "whereas",
        "unless",
        "until",
        "as",
        "when",
        "where",
    ]
)
_TAPE = re.compile(
    r"(?P<figure>F)|(?P<date>d)|(?P<basis>b)"
    r"|(?P<np>D?(?:R?J(?:c(?=J))?|Kc(?=[RJKCh]{0,6}N)|Cc(?=C+N)|[NKCh]|S)+)"
    r"|(?P<det>D)"
    r"|(?P<vp>(?:[MVGB]|R(?=R{0,3}[MVGBT])|T(?=R{0,2}[VB]))+)"
    r"|(?P<pronoun>P)|(?P<rel>W)|(?P<prep>[IT])|(?P<cc>c)|(?P<adv>R+)"
    r'|(?P<comma>,)|(?P<colon>:)|(?P<stop>[;.])|(?P<dash>-)|(?P<open>\()|(?P<close>\))|(?P<quote>")'
    r"|(?P<other>.)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` (half-open, in the Doc) that act as one; ``head`` leads them.

    ``item`` is the index of the figure or date that the phrase is, else -1.
    """

    kind: PhraseKind
    start: int
    end: int
    head: int
    item: int = -1


@dataclass(frozen=True)
class Sentence:
    """One sentence of the release with its tape.

    ``text`` is the whole release (a Doc would put it together anew at each asking); ``figures``
    and ``dates`` map the release's indices to positions on the tape.
    """

    text: str
    doc: Doc
    start: int
    end: int
    phrases: tuple[Phrase, ...]

    @cached_property
    def span(self) -> Span:
        """Character offsets of the sentence."""
        return self.chars(self.start, self.end)

    @cached_property
    def figures(self) -> dict[int, int]:
        """Index of a figure in the release → its position on the tape."""
        return {p.item: i for i, p in enumerate(self.phrases) if p.kind == "figure"}

    @cached_property
    def dates(self) -> dict[int, int]:
        """Index of a date in the release → its position on the tape."""
        return {p.item: i for i, p in enumerate(self.phrases) if p.kind == "date"}

    def chars(self, start: int, end: int) -> Span:
        """Character offsets of the tokens from ``start`` up to ``end``."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """All tokens of the sentence in lower case."""
        return tuple(token.lower_ for token in self.doc[self.start : self.end])

    def words(self, phrase: Phrase) -> list[str]:
        """The phrase's tokens in lower case."""
        return list(self.lowers[phrase.start - self.start : phrase.end - self.start])

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(" ".join(self.words(phrase)) for phrase in self.phrases)

    def word(self, position: int) -> str:
        """The phrase at a position as lower-case text; empty beyond the ends of the tape."""
        return self._texts[position] if 0 <= position < len(self.phrases) else ""

    @cached_property
    def kinds(self) -> tuple[PhraseKind, ...]:
        """The kinds of all phrases."""
        return tuple(phrase.kind for phrase in self.phrases)

    def kind(self, position: int) -> PhraseKind | None:
        """The kind of the phrase at a position; None beyond the ends of the tape."""
        return self.kinds[position] if 0 <= position < len(self.phrases) else None

    @cached_property
    def brackets(self) -> tuple[int | None, ...]:
        """For every position, the position of the bracket that is open around it, if any."""
        around: list[int | None] = []
        open_at: list[int] = []
        for position, kind in enumerate(self.kinds):
            if kind == "close" and open_at:
                open_at.pop()
            around.append(open_at[-1] if open_at else None)
            if kind == "open":
                open_at.append(position)
        return tuple(around)

    @cached_property
    def main_clause(self) -> int:
        """Where the clause behind an opening phrase starts: after its comma; 0 if none opens it."""
        for i in range(1, len(self.phrases)):
            if self.kind(i) == "comma" and self.brackets[i] is None:
                opened = self.kind(i + 1) in {"np", "pronoun", "det", "figure"}
                return i + 1 if opened and "vp" in self.kinds[i + 1 :] else 0
        return 0

    def position_of(self, token: int) -> int:
        """The position of the phrase that holds the token; -1 if none does."""
        return self._positions.get(token, -1)

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {t: i for i, p in enumerate(self.phrases) for t in range(p.start, p.end)}


def cut_sentences(
    doc: Doc,
    bounds: Sequence[Span],
    figures: Sequence[Span],
    dates: Sequence[Span],
    bases: Sequence[Span] = (),
    skip: Span | None = None,
) -> list[Sentence]:
    """Lay every sentence of the doc out as a tape.

    ``bounds`` are the sentences' character spans, in text order; ``figures``, ``dates`` and
    ``bases`` (`year on year`) are extents in text order. A token that several touch belongs to the
    figure, else to the basis, else to the date. ``skip`` (the dateline) is left off the tape.
    """
    text = doc.text
    owner: dict[int, tuple[PhraseKind, int]] = {}
    starts = [token.idx for token in doc]
    _claim(owner, doc, starts, dates, "date")
    _claim(owner, doc, starts, bases, "basis")  # `from last year` is a basis, not the date in it
    _claim(owner, doc, starts, figures, "figure")
    sentences = []
    for bound in bounds:
        start = bound.start
        if skip is not None and skip.start <= start < skip.end:
            start = skip.end
        first, last = _first_at(starts, start), _first_at(starts, bound.end)
        if first < last:
            tape = tuple(_cut(doc, first, last, owner))
            sentences.append(Sentence(text, doc, first, last, tape))
    return sentences


def _first_at(starts: list[int], offset: int) -> int:
    """Index of the first token that starts at or after the offset."""
    return bisect_left(starts, offset)


def _claim(
    owner: dict[int, tuple[PhraseKind, int]],
    doc: Doc,
    starts: list[int],
    spans: Sequence[Span],
    kind: PhraseKind,
) -> None:
    for item, span in enumerate(spans):
        token = max(_first_at(starts, span.start + 1) - 1, 0)
        if kind == "figure" and doc[token].lower_ in role_words("bound_verb"):
            token += 1  # `exceeded 5,000 units`: a bound, and the verb of its clause
        while token < len(doc) and doc[token].idx < span.end:
            if doc[token].idx + len(doc[token]) > span.start and not doc[token].is_space:
                owner[token] = (kind, item)
            token += 1


def _cut(
    doc: Doc, first: int, last: int, owner: dict[int, tuple[PhraseKind, int]]
) -> Iterator[Phrase]:
    """One letter a token (a figure or date is one letter for all of its tokens), then the tape."""
    letters: list[str] = []
    extents: list[tuple[int, int, int]] = []
    previous: tuple[PhraseKind, int] | None = None
    for i in range(first, last):
        token = doc[i]
        if token.is_space:
            continue
        mine = owner.get(i)
        if mine is not None and mine == previous:
            extents[-1] = (extents[-1][0], i + 1, mine[1])
            continue
        previous = mine
        letters.append(_LETTER_OF_ITEM[mine[0]] if mine else letter_of(token))
        extents.append((i, i + 1, mine[1] if mine else -1))
    for match in _TAPE.finditer("".join(letters)):
        yield from _phrases(doc, match, letters, extents)


def _phrases(
    doc: Doc, match: re.Match[str], letters: list[str], extents: list[tuple[int, int, int]]
) -> Iterator[Phrase]:
    kind = match.lastgroup
    a, b = match.start(), match.end()
    if kind != "np":
        yield _phrase(doc, kind, extents[a:b])
        return
    # The pattern takes every word that may stand in a noun phrase; its head is the last noun.
    nouns = [i for i in range(a, b) if letters[i] in "NK"]
    if not nouns:
        yield _phrase(doc, "adj" if "J" in letters[a:b] else "other", extents[a:b])
        return
    end = nouns[-1] + 1
    if end < b and letters[end] == "S":
        end += 1
    yield _phrase(doc, "np", extents[a:end], head=extents[nouns[-1]][0])
    if end < b:
        yield _phrase(doc, "adj" if "J" in letters[end:b] else "other", extents[end:b])


def _phrase(
    doc: Doc, kind: str | None, extents: list[tuple[int, int, int]], head: int | None = None
) -> Phrase:
    start, end, item = extents[0][0], extents[-1][1], extents[0][2]
    lead = end - 1 if head is None else head
    if kind == "prep" and doc[start].lower_ in _SUBORDINATORS and doc[start].dep_ != "prep":
        kind = "sub"
    return Phrase(kind, start, end, lead, item)  # type: ignore[arg-type]
