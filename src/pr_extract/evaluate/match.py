"""Spans paired one to one: which annotation the output has found."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from pr_extract.records import Offsets

Pairs = list[tuple[int, int]]


def overlap(one: Offsets, other: Offsets) -> int:
    """How many characters two spans share.

    >>> overlap(Offsets(start=0, end=5), Offsets(start=3, end=9))
    2
    """
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def same_offsets(one: Offsets, other: Offsets) -> bool:
    """Whether two spans point at the very same characters."""
    return one.start == other.start and one.end == other.end


def pair_spans(
    gold: Sequence[Offsets],
    predicted: Sequence[Offsets],
    agree: Callable[[int, int], bool] = lambda _gold, _predicted: False,
) -> Pairs:
    """Pair spans that overlap, each at most once, as many as can be paired.

    Exact spans go first, then those whose contents ``agree``, then the larger overlap. Returns
    (gold index, predicted index) in text order of the gold.

    >>> spans = [Offsets(start=0, end=4), Offsets(start=6, end=9)]
    >>> pair_spans(spans, [Offsets(start=6, end=9), Offsets(start=3, end=8)])
    [(0, 1), (1, 0)]
    """
    edges = _overlapping(gold, predicted)
    ranked = sorted(edges, key=lambda edge: _preference(gold, predicted, agree, *edge))
    of_gold: dict[int, int] = {}
    of_predicted: dict[int, int] = {}
    fixed: set[int] = set()
    for g, p in ranked:
        if g not in of_gold and p not in of_predicted:
            of_gold[g], of_predicted[p] = p, g
            if same_offsets(gold[g], predicted[p]):
                fixed.add(p)
    options: dict[int, list[int]] = {}
    for g, p in ranked:
        options.setdefault(g, []).append(p)
    for g in range(len(gold)):
        if g not in of_gold:
            _make_room(g, options, of_gold, of_predicted, set(fixed))
    return sorted(of_gold.items(), key=lambda pair: (gold[pair[0]].start, pair))


def _preference(
    gold: Sequence[Offsets],
    predicted: Sequence[Offsets],
    agree: Callable[[int, int], bool],
    g: int,
    p: int,
) -> tuple[bool, bool, int, int, int]:
    exact = same_offsets(gold[g], predicted[p])
    return (not exact, not agree(g, p), -overlap(gold[g], predicted[p]), g, p)


def _overlapping(gold: Sequence[Offsets], predicted: Sequence[Offsets]) -> Pairs:
    order = sorted(range(len(predicted)), key=lambda p: predicted[p].start)
    starts = [predicted[p].start for p in order]
    longest = max((span.end - span.start for span in predicted), default=0)
    edges: Pairs = []
    for g, span in enumerate(gold):
        near = order[bisect_left(starts, span.start - longest) : bisect_left(starts, span.end)]
        edges.extend((g, p) for p in near if overlap(span, predicted[p]))
    return edges


def _make_room(
    g: int,
    options: dict[int, list[int]],
    of_gold: dict[int, int],
    of_predicted: dict[int, int],
    tried: set[int],
) -> bool:
    """Pair ``g`` by moving others to their next best (an augmenting path); exact pairs stay."""
    for p in options.get(g, ()):
        if p in tried:
            continue
        tried.add(p)
        holder = of_predicted.get(p)
        if holder is None or _make_room(holder, options, of_gold, of_predicted, tried):
            of_gold[g], of_predicted[p] = p, g
            return True
    return False
