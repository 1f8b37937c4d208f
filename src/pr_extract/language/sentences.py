"""Where sentences may start, before the parse, and where they lie, after it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pr_extract.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

_TERMINATOR = re.compile(r"[.!?…]$")
_CLOSING = frozenset(["'", '"', "''", "”", "’", "»", ")", "]", "*"])
# Abbreviations that lead on to a name or a number and so never end a sentence.
_LEADING = frozenset(
    "mr. mrs. ms. dr. prof. rev. gen. sen. rep. gov. st. no. nos. vs. v. fig. approx. e.g. i.e. cf. "  # noqa: SIM905
    "messrs. mt. ft. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)


def sentence_hints(words: Sequence[str]) -> list[int]:
    """For each word of a block: 1 a sentence starts here, -1 none does, 0 the parser decides.

    A sentence starts only after a full stop or its like, closing marks aside, and not with a
    lower-case word; so neither a line break nor a colon ends one.

    >>> sentence_hints(["Up", "5", "%", ".", "Costs", "fell", "."])
    [1, -1, -1, -1, 0, -1, -1]
    """
    hints = []
    open_for_start = True
    first = True
    for word in words:
        if word.isspace():
            hints.append(-1)
        elif first:
            hints.append(1)
            first = False
            open_for_start = _ends(word)
        elif word in _CLOSING:
            hints.append(-1)
        else:
            hints.append(0 if open_for_start and not word.islower() else -1)
            open_for_start = _ends(word)
    return hints


def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of an analysed Doc in text order, without the white space around them."""
    found = []
    text = doc.text
    for sent in doc.sents:
        piece = text[sent.start_char : sent.end_char]
        start = sent.start_char + len(piece) - len(piece.lstrip())
        end = sent.start_char + len(piece.rstrip())
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def _ends(word: str) -> bool:
    return bool(_TERMINATOR.search(word)) and word.lower() not in _LEADING
