"""How far the figures would move with other releases of the same sort."""

from __future__ import annotations

from pr_extract.evaluate.scores import Scores
from pr_extract.evaluate.tally import ALL, Tally

Interval = tuple[float, float]

ROUNDS = 1000
SEED = 20240906


def intervals(scores: Scores, *, rounds: int = ROUNDS, seed: int = SEED) -> dict[str, Interval]:
    """The 95 % interval of each row's F1, releases drawn with replacement; the same every time.

    Empty for fewer than two releases: then nothing can be said.

    >>> intervals(Scores())
    {}
    """
    import numpy as np

    releases = scores.releases
    if len(releases) < 2:
        return {}
    rows = scores.rows
    counts = np.array(
        [
            [release.tallies.cells.get((ALL, row), Tally()).numbers()[:3] for row in rows]
            for release in releases
        ]
    )
    draws = np.random.default_rng(seed).multinomial(
        len(releases), np.full(len(releases), 1 / len(releases)), size=rounds
    )
    hits, gold, output = np.moveaxis(np.tensordot(draws, counts, axes=1), -1, 0)
    total = gold + output
    f1 = np.where(total > 0, 2 * hits / np.maximum(total, 1), 1.0)
    low, high = np.percentile(f1, [2.5, 97.5], axis=0)
    return {row: (float(low[i]), float(high[i])) for i, row in enumerate(rows)}
