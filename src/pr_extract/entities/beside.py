"""What stands beside a name and says what it is: appositions, lists, nouns of its kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pr_extract.entities.cues import MASTHEADS, TRADES, VENTURES
from pr_extract.entities.vocabulary import kinds, kinds_in_lists
from pr_extract.entities.words import Word
from pr_extract.records import EntityLabel

_DETERMINERS = frozenset(["a", "an", "the", "its", "our", "their"])
_ENDS = frozenset([",", ".", ";", ")", "—", "–", "--", "(", ":"])
_MODIFIERS = frozenset(["NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "VBN", "VBG", "HYPH"])
_REACH = 14
_LISTING = frozenset(["include", "includes", "including", "included", "like", "as", "are", ":"])


def apposition(words: Sequence[Word], first: int, last: int) -> tuple[EntityLabel, str] | None:
    """The label and noun of `an offshore wind farm` after a name and a comma; None if none is.

    In `In Leeds, the company opened` the comma ends an adverbial, and nothing is said of Leeds.
    """
    if last + 2 >= len(words) or words[last].text not in {",", "—", "–", "("}:
        return None
    opening = words[last + 1].lower
    if opening not in _DETERMINERS or words[last + 1].block != words[first].block:
        return None
    if first and words[first - 1].first and words[first - 1].tag == "IN":
        return None
    at = last + 2
    while at < min(len(words), last + _REACH) and words[at].tag in _MODIFIERS | {"-", "CC"}:
        if words[at].block != words[first].block:
            break
        at += 1
    noun = words[at - 1]
    closed = at < len(words) and (
        words[at].text in _ENDS or words[at].tag in {"IN", "WDT", "WP", "WP$", "VBN"}
    )
    if opening == "the" and at < len(words):
        closed = words[at].text in _ENDS or words[at].lower in {"of", "that", "which", "where"}
    if not closed or at - 1 < last + 2 or noun.text[0].isupper():
        return None
    label = kinds().get(noun.lower)
    if label == "FAC" and opening == "its" and words[last + 2].lower in {"new", "latest", "first"}:
        built = noun.lower in VENTURES
        label = "FAC" if built else "PRODUCT"  # `the Q2, its new power station`
    return (label, noun.lower) if label else None


def noun_before(words: Sequence[Word], first: int) -> EntityLabel | None:
    """The label that the noun right before a name gives it: `the journal`, `carmaker`."""
    before = words[first - 1] if first else None
    if before is None or before.block != words[first].block:
        return None
    if before.lower in MASTHEADS and first > 1 and words[first - 2].tag in {"DT", "IN", "JJ", "NN"}:
        return "WORK_OF_ART"
    return "ORG" if before.text in TRADES else None


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
