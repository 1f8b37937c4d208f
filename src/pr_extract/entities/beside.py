"""What stands beside a name and says what it is: appositions, lists, nouns of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from pr_extract.entities.cues import BRANDS, MASTHEADS, TRADES, TRADESPEOPLE, VENTURES
from pr_extract.entities.vocabulary import kinds, kinds_in_lists, role_nouns
from pr_extract.entities.words import Word
from pr_extract.records import EntityLabel

_DETERMINERS = frozenset(["a", "an", "the", "its", "our", "their"])
_JOINTS = frozenset([",", "—", "–", "(", "is", "are"])
_ENDS = frozenset([",", ".", ";", ")", "—", "–", "--", "(", ":"])
_CLAUSES = frozenset(["of", "that", "which", "where", "who", "whose"])
_FRESH = frozenset(["new", "latest", "first", "next", "flagship", "newest"])
_MODIFIERS = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH"])
_REACH = 14
_LISTING = frozenset(["include", "includes", "including", "included", "like", "as", "are", ":"])


class Told(NamedTuple):
    """A label, and the nouns that tell it: `farm` and `wind farm`."""

    label: EntityLabel
    nouns: tuple[str, ...]


def apposition(words: Sequence[Word], first: int, last: int) -> Told | None:
    """What `an offshore wind farm` says of a name before a comma; None if nothing.

    `Acme Ridge is a wind farm` says as much. In `In Leeds, the company opened` the comma ends an
    adverbial, and nothing is said of Leeds.
    """
    if last + 2 >= len(words) or words[last].text not in _JOINTS:
        return None
    opening = words[last + 1].lower
    if opening not in _DETERMINERS or words[last + 1].block != words[first].block:
        return None
    if first and words[first - 1].first and words[first - 1].tag == "IN":
        return None
    end = _phrase_end(words, last + 2)
    noun = words[end - 1].lower
    if end == last + 2 or words[end - 1].text[0].isupper():
        return None
    after = words[end] if end < len(words) and words[end].block == words[first].block else None
    if after and after.text not in _ENDS and after.lower not in _CLAUSES:
        loose = after.tag in {"IN", "VBN", "CD"} or after.lower in {"used", "made"}
        if opening == "the" or not loose:
            return None
    label = kinds().get(noun)
    fresh = opening in {"its", "our", "their"} and words[last + 2].lower in _FRESH
    if fresh and (label in {None, "FAC"}) and noun not in VENTURES and noun not in role_nouns():
        label = "PRODUCT"  # `the Q2, its new power station`
    if label is None:
        return None
    paired = end - 1 > last + 2 and words[end - 2].tag == "NN"
    return Told(label, (noun, f"{words[end - 2].lower} {noun}") if paired else (noun,))


def numbered(words: Sequence[Word], first: int, last: int) -> EntityLabel | None:
    """What `two new ships` says of the names before a comma: `the Bree and the Vale, two ships`."""
    block = words[first].block
    if last < len(words) and words[last].text == "and":
        last += 1
        while last < len(words) and (words[last].text == "the" or words[last].tag == "NNP"):
            last += 1
    if last + 2 >= len(words) or words[last].text != "," or words[last + 1].tag != "CD":
        return None
    end = _phrase_end(words, last + 2)
    noun = words[end - 1].lower
    if end == last + 2 or words[end - 1].block != block or not noun.endswith("s"):
        return None
    return _list_kinds().get(noun) or kinds().get(noun[:-1])


def _phrase_end(words: Sequence[Word], at: int) -> int:
    """Index after the nouns that start at the index: `portable power station` before `for`."""
    block, start = words[at].block, at
    while at < min(len(words), start + _REACH) and words[at].block == block:
        tag = words[at].tag
        if tag not in _MODIFIERS | {"-"}:
            break
        if tag == "CD" and at > start and words[at - 1].tag in {"NN", "NNS"}:
            break
        if tag in {"VBN", "VBG"} and at > start and words[at - 1].tag in {"NN", "NNS"}:
            break
        at += 1
    return at


def noun_before(words: Sequence[Word], first: int) -> EntityLabel | None:
    """The label that the noun right before a name gives it: `the journal`, `trade association`."""
    before = words[first - 1] if first else None
    if before is None or before.block != words[first].block:
        return None
    if before.lower in MASTHEADS and first > 1 and words[first - 2].tag in {"DT", "IN", "JJ", "NN"}:
        return "WORK_OF_ART"
    if before.text in TRADES:
        return "ORG"
    if before.tag != "NN" or before.text in TRADESPEOPLE or words[first].titled:
        return None
    return "ORG" if kinds().get(before.text) == "ORG" else None


def noun_after(words: Sequence[Word], first: int, last: int) -> EntityLabel | None:
    """The label that the noun right after a name gives it: `the Ostler brand`."""
    after = words[last] if last < len(words) else None
    if after is None or after.block != words[first].block or after.text not in BRANDS:
        return None
    pointed = first > 0 and words[first - 1].lower in _DETERMINERS
    return "PRODUCT" if pointed else None


def listed(words: Sequence[Word], first: int) -> EntityLabel | None:
    """The label that a list gives its members: `brands such as Acme, Old Vale and Bree`."""
    at = first - 1
    while at > 0 and first - at < 2 * _REACH and words[at].block == words[first].block:
        word = words[at]
        if (word.lower in _LISTING and word.text[0].islower()) or word.text == ":":
            break
        if word.text not in {",", "and", "or", "&"} and not word.text[0].isupper():
            return None
        at -= 1
    else:
        return None
    if words[at].lower == "as":
        at -= 1
        if words[at].lower != "such":
            return None
    at -= 1
    while at >= 0 and words[at].lower in {"that", "which", ",", "they"}:
        at -= 1
    return _list_kinds().get(words[at].lower) if at >= 0 else None


@cache
def _list_kinds() -> dict[str, EntityLabel]:
    return kinds_in_lists()
