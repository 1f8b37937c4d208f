"""Where sentences start, as far as the words tell before the parse, and where they lie after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pr_extract.source import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

LONGEST = 300
"""What has more tokens is no sentence of prose, but a list or a table on one line."""

_STOPS = frozenset(".!?…")
_CLOSING = frozenset(["”", "’", "»", ")", "]"])
_EITHER = frozenset(["'", '"', "''", "``", "*"])  # closes what it is joined to, opens after a gap
_QUOTES = frozenset(['"', "“", "«", "``"])
_OPENING = frozenset("\"'“‘«([*•●○▪◦‣–—-`")
# Words that, with a capital, open a sentence: no name goes on with them.
_OPENERS = frozenset(
    [
        *["The", "This", "These", "Those", "That", "It", "Its", "We", "Our", "He", "She", "They"],
        *["There", "In", "For", "As", "At", "If", "By", "With", "While", "However", "When", "His"],
        *["Their", "Her", "During", "Since", "Through", "Under", "Following", "Based", "According"],
    ]
)
# Abbreviations that lead on to a name or a number, and so never end a sentence.
_LEADING = frozenset(
    [
        *["mr", "mrs", "ms", "dr", "prof", "rev", "gen", "sen", "rep", "gov", "messrs", "st", "mt"],
        *["no", "nos", "vs", "v", "fig", "approx", "adj", "e.g", "i.e", "cf", "pte", "sdn", "pvt"],
        *["excl", "incl", "ca"],
        *["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"],
    ]
)


def sentence_hints(words: Sequence[str], spaces: Sequence[bool]) -> list[bool | int | None]:
    """For each word of a block: 1 a sentence starts here, -1 none does, 0 the parser decides.

    A sentence starts only after a full stop or its like, closing marks aside, and not with a
    lower-case word; so neither a line break nor a colon ends one. A full stop that stands as a
    token of its own, before white space, is sure to end one: that of an abbreviation is part of
    its token.

    >>> sentence_hints(["Up", "5", "%", ".", "At", "Acme", "Inc.", "Costs"], [True] * 8)
    [1, -1, -1, -1, 1, -1, -1, 0]
    """
    hints: list[bool | int | None] = []
    begun = -1  # the first word of the sentence
    last = -1  # the last word that is neither white space nor a closing mark
    gap = False
    for index, word in enumerate(words):
        if word.isspace():
            hints.append(-1)
            gap = True
            continue
        closing = word in _CLOSING or (word in _EITHER and not gap)
        hint = -1
        if begun < 0 or index - begun >= LONGEST:
            hint = 1
        elif not closing and words[last][-1] in _STOPS:
            before = words[last - 1] if last > begun else ""
            hint = _after(before, words[last], last - begun == 1, gap, word)
        hints.append(hint)
        if hint == 1:
            begun = index
        if hint == 1 or not closing:
            last = index
        gap = spaces[index]
    return hints


def _after(before: str, stop: str, marker: bool, gap: bool, word: str) -> int:
    """Whether a word starts a sentence after a word that ends with a stop.

    ``before`` is the word before that one; ``marker`` is true when these two are all there is.
    """
    if word.islower() or not (word[0].isalnum() or word[0] in _OPENING):
        return -1
    if stop == ".":
        if before.lower() in _LEADING or (marker and before.isdigit()):  # `No. 5`; `5. Costs`
            return -1
        return 1 if gap else 0
    if stop[-1] != ".":
        return 0
    # The stop is part of an abbreviation (`Inc.`, `U.S.`, `J.`), which mostly goes on.
    if stop[:-1].lower() in _LEADING:
        return -1
    if gap and stop[0].isdigit() and not stop[:-1].isdigit():  # `$7.2M.`
        return 1
    if gap and (word in _QUOTES or word in _OPENERS):
        return 1
    return -1 if len(stop) == 2 or not word[0].isalpha() else 0


def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of an analysed Doc in text order, without the white space around them.

    One of more than 300 tokens is cut after each 300, so that rules that look through a sentence
    stay linear in the text.
    """
    found = []
    text = doc.text
    starts = doc.to_array("IDX").tolist()
    starts.append(len(text))
    for sent in doc.sents:
        for first in range(sent.start, sent.end, LONGEST):
            start = starts[first]
            piece = text[start : starts[min(first + LONGEST, sent.end)]]
            begin = start + len(piece) - len(piece.lstrip())
            end = start + len(piece.rstrip())
            if begin < end:
                found.append(Span(begin, end))
    return tuple(found)
