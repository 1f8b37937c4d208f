"""All forms together, and the reading of a cluster by them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from pr_extract.dates import calendar_forms, period_forms, relative_forms
from pr_extract.dates.nodes import Node
from pr_extract.dates.shapes import Form, Words, compiled
from pr_extract.dates.words import Cluster, Token

FORMS: tuple[Form, ...] = (*calendar_forms.FORMS, *period_forms.FORMS, *relative_forms.FORMS)


@lru_cache(maxsize=4096)
def _matches(shape: str, position: int) -> tuple[tuple[Form, int, dict[str, int]], ...]:
    """What may begin at a place of a shape, longest first: form, its last token, its captures."""
    found = []
    for candidate in FORMS:
        if shape[position] not in candidate.openers:
            continue
        match = compiled(candidate.source).match(shape, position)
        if match is None:
            continue
        named = {n: (match.start(n) - position) // 2 for n, v in match.groupdict().items() if v}
        found.append((candidate, (match.end() - 1) // 2, named))
    return tuple(sorted(found, key=lambda item: -item[1]))


@lru_cache(maxsize=4096)
def _starts(shape: str) -> tuple[int, ...]:
    """The tokens of a shape at which some form matches."""
    return tuple(i for i in range(len(shape) // 2) if _matches(shape, 2 * i))


def read(cluster: Cluster, text: str) -> Iterator[Node]:
    """The nodes of a cluster, longest first at each place, never overlapping."""
    tokens, shape = cluster.tokens, cluster.shape
    free = 0  # the first token not yet in a node; a match may begin there even when joined
    for index in _starts(shape):
        if index < free:
            continue
        start = tokens[index].start
        if (index != free or not index) and start and _runs_on(text, start):
            continue
        for candidate, last, named in _matches(shape, 2 * index):
            if _glued(text, tokens, index, last):
                continue
            words = Words(candidate.rule, tokens[index : last + 1], named, index)
            node = candidate.build(words)
            if node is not None:
                yield node
                free = last + 1
                break


def _runs_on(text: str, start: int) -> bool:
    """Whether the characters before make the word the rest of something: `COVID2019`, `7.31`."""
    before = text[start - 1]
    if before in ".,":
        return start > 1 and text[start - 2].isdigit() and text[start].isdigit()
    return before.isalnum()


def _glued(text: str, tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether the match runs on into a longer word; whole dates may be glued (`30June2025up`)."""
    end = tokens[last].end
    return (
        end < len(text)
        and text[end].isalnum()
        and last - first < 2
        and (last + 1 == len(tokens) or tokens[last].kind != "pcp")
    )
