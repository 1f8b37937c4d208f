"""Sizes of samples, which name no noun: `placebo (N=184)`."""

from __future__ import annotations

import re
from functools import lru_cache

from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import TokenIndex, phrase_before
from pr_extract.quantities.lemmas import singular
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.source import Span

_SAMPLED = 600  # tokens
_SAMPLED_NOUN = re.compile(r"\b[Nn]\s?=\s?(?:the\s)?[Nn]umber\sof\s(?P<noun>[a-z]{3,20}s)\b")
_SAMPLE = re.compile(r"(?<![A-Za-z])[Nn]\s?=\s?$")


def sample_size(tokens: TokenIndex, text: str, number: BareNumber) -> Quantity | None:
    """`placebo (N=184)`: the people counted are the nearest named before; else just persons.

    A note may say it (`n = number of patients`).
    """
    if not _SAMPLE.search(text[max(0, number.span.start - 5) : number.span.start]):
        return None
    head = _noted_noun(text)
    if head is not None:
        noun = singular(head.of(text))
        return counted(number, number.span, noun, head, text, "count.sample")
    index = tokens.before(number.span.start) or 0
    doc = tokens.doc
    for i in range(index, max(-1, index - _SAMPLED), -1):
        if doc[i].tag_ in ("NNS", "NNPS") and doc[i].lower_ in count_words("people"):
            head = phrase_before(doc, i)
            return counted(number, number.span, singular(doc[i].text), head, text, "count.sample")
    return counted(number, number.span, "person", None, text, "count.sample")


@lru_cache(maxsize=8)
def _noted_noun(text: str) -> Span | None:
    """The noun of a note that says for the whole text what its samples are of."""
    noted = _SAMPLED_NOUN.search(text)
    return Span(*noted.span("noun")) if noted else None
