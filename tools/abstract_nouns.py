"""Writes `src/pr_extract/lexicons/abstract_nouns.txt` from WordNet; run by hand, needs no network.

    python tools/abstract_nouns.py /usr/share/wordnet   # Debian: apt install wordnet-base

A noun is abstract if the senses in which it names something that can own or be measured (a person,
a body, a place, a thing …) make up less than a quarter of its uses in the tagged texts, and those
in which it names an act, a quality, a state … are the rest. Nouns that never occur there are left
out, and so are contracts, reports and the like (`noun.communication`): a bond has a coupon.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

OUTPUT = Path(__file__).parents[1] / "src/pr_extract/lexicons/abstract_nouns.txt"

# Numbers of WordNet's lexicographer files (lexnames.5wn).
_ABSTRACT = {
    4: "act",
    7: "attribute",
    9: "cognition",
    11: "event",
    12: "feeling",
    16: "motive",
    19: "phenomenon",
    22: "process",
    24: "relation",
    26: "state",
    28: "time",
}
_SHARE = 4
_HEADER = """\
# Nouns that name what is done, thought or the case, and nothing that could own a figure.
# From WordNet 3.0 (https://wordnet.princeton.edu), Copyright 2006 by Princeton University, see NOTICE.
# Written by tools/abstract_nouns.py.
"""


def abstract_nouns(index: Path) -> list[str]:
    """All abstract nouns of one word in WordNet's `index.sense`, sorted."""
    uses: dict[str, Counter[bool]] = defaultdict(Counter)
    with index.open(encoding="ascii") as lines:
        for line in lines:
            key, _, _, count = line.split()
            lemma, senses = key.split("%")
            part, file = senses.split(":")[:2]
            if part == "1" and lemma.isalpha():
                uses[lemma][int(file) in _ABSTRACT] += int(count)
    return sorted(
        noun
        for noun, counted in uses.items()
        if counted[True] and counted[False] * _SHARE < counted.total()
    )


def main(folder: str) -> None:
    nouns = abstract_nouns(Path(folder) / "index.sense")
    OUTPUT.write_text(_HEADER + "\n".join(nouns) + "\n", encoding="utf-8")
    print(len(nouns), "nouns in", OUTPUT)


if __name__ == "__main__":
    main(sys.argv[1])
