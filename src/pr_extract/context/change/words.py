"""The words of change around a figure, and what a rule may answer."""

from __future__ import annotations

from dataclasses import dataclass

from pr_extract.changes import ChangeWordClass, change_entries
from pr_extract.context.phrases import Sentence
from pr_extract.context.terms import is_container
from pr_extract.records import Direction, Role

TRANSPARENT = frozenset({"adv", "det", "adj", "date", "basis", "quote"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a figure is to its concept; ``anchor`` is the tape position of the word that says so."""

    role: Role
    direction: Direction | None
    anchor: int
    rule: str


"""Tape position, figure and what was read of it, for each figure to the left in the sentence."""


def direction_at(
    sentence: Sentence, position: int, classes: tuple[ChangeWordClass, ...]
) -> Direction | None:
    """The direction that the phrase at a position gives by a change word of the classes."""
    if not 0 <= position < len(sentence.phrases):
        return None
    phrase = sentence.phrases[position]
    for i in range(phrase.end - 1, phrase.start - 1, -1):
        token = sentence.doc[i]
        for entry in change_entries(token.lower_):
            if set(entry.classes) & set(classes):
                return entry.direction
    return None


def left_of(sentence: Sentence, position: int) -> int:
    """The nearest position to the left that is no determiner, adverb, adjective or date."""
    i = position - 1
    while i >= 0 and sentence.kind(i) in TRANSPARENT and adverb_direction(sentence, i) is None:
        i -= 1
    return i


def left_of_container(sentence: Sentence, position: int) -> int:
    """As `left_of`, past what only holds the figure: `saving an average of $70`."""
    i = left_of(sentence, position)
    holder = i - 1 if sentence.word(i) == "of" else i
    if sentence.kind(holder) == "np" and is_container(sentence, holder):
        return left_of(sentence, holder)
    return i


def adverb_direction(sentence: Sentence, position: int) -> Direction | None:
    """The direction of an adverb of change (`up`, `down`) at a position."""
    if sentence.kind(position) in {"adv", "prep", "adj", "other"}:
        return direction_at(sentence, position, ("adverb",))
    return None


def change_left(sentence: Sentence, position: int) -> tuple[int, Direction | None]:
    """The nearest change word to the left in the clause, of any class; (-1, None) if none."""
    depth = 0
    for i in range(position - 1, -1, -1):
        kind = sentence.kind(i)
        if kind == "close":
            depth += 1
        elif kind == "open":
            if not depth:
                return -1, None
            depth -= 1
        elif depth:
            continue
        elif kind == "vp":
            direction = direction_at(sentence, i, ("verb",))
            if direction:
                return i, direction
            if not _participle(sentence, i):
                return -1, None
        elif kind == "np":
            direction = direction_at(sentence, i, ("noun",))
            if direction and of_change_in_name(sentence, i):
                continue  # cut its growth forecast to 2%
            if direction is None and sentence.kind(i - 1) not in {"prep", "np"}:
                direction = mistagged_verb(sentence, i)
            if direction:
                return i, direction
        elif (direction := adverb_direction(sentence, i)) is not None:
            return i, direction
        elif kind in {"stop", "sub", "colon", "dash"}:
            return -1, None
    return -1, None


def _participle(sentence: Sentence, position: int) -> bool:
    return sentence.doc[sentence.phrases[position].start].tag_ in {"VBN", "VBG"}


def mistagged_verb(sentence: Sentence, position: int) -> Direction | None:
    """In headlines a verb is often tagged as the last noun of its subject (`Sales Jump`)."""
    phrase = sentence.phrases[position]
    last = sentence.doc[phrase.end - 1]
    for entry in change_entries(last.lower_):
        if "verb" in entry.classes and phrase.end - phrase.start > 1:
            return entry.direction
    return None


def of_change_in_name(sentence: Sentence, position: int) -> bool:
    """`$5 million Growth Fund`: the change word stands in a name or is no head of its phrase."""
    phrase = sentence.phrases[position]
    head = sentence.doc[phrase.head]
    carries = head.lower_ in {"rate", "rates", "target", "targets"}
    return not (carries or change_entries(head.lower_))
