"""Writes `src/pr_extract/lexicons/noun_classes.tsv` from WordNet; run by hand, needs no network.

    python tools/noun_classes.py /usr/share/wordnet   # Debian: apt install wordnet-base

A noun is `abstract` if more than three quarters of its uses in WordNet's tagged texts name an act,
a quality, a state and the like, and a `person` if half of them name one. Nouns that never occur in
those texts are left out. Contracts, reports and the like (`noun.communication`) are not abstract:
a bond has a coupon.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from pathlib import Path

OUTPUT = Path(__file__).parents[1] / "src/pr_extract/lexicons/noun_classes.tsv"

# Numbers of WordNet's lexicographer files (lexnames.5wn): act, attribute, cognition, event,
# feeling, motive, phenomenon, process, relation, state, time.
_ABSTRACT = frozenset({4, 7, 9, 11, 12, 16, 19, 22, 24, 26, 28})
_PERSON = 18
_HEADER = """\
# Nouns that name people, and nouns that name what is done, thought or the case.
# From WordNet 3.0, Copyright 2006 by Princeton University (see NOTICE); by tools/noun_classes.py.
"""


def noun_classes(index: Path) -> dict[str, str]:
    """The class of each noun of one word in WordNet's `index.sense` that has one."""
    uses: dict[str, Counter[int]] = defaultdict(Counter)
    with index.open(encoding="ascii") as lines:
        for line in lines:
            key, _, _, count = line.split()
            lemma, senses = key.split("%")
            part, file = senses.split(":")[:2]
            if part == "1" and lemma.isalpha():
                uses[lemma][int(file)] += int(count)
    found = {noun: _class_of(counted) for noun, counted in uses.items()}
    return {noun: name for noun, name in sorted(found.items()) if name is not None}


def _class_of(counted: Counter[int]) -> str | None:
    total = counted.total()
    if total and 2 * counted[_PERSON] >= total:
        return "person"
    abstract = sum(count for file, count in counted.items() if file in _ABSTRACT)
    return "abstract" if abstract and 4 * abstract > 3 * total else None


def main(folder: str) -> None:
    """Write the file from the folder that holds `index.sense`."""
    classes = noun_classes(Path(folder) / "index.sense")
    rows = (f"{noun}\t{name}\n" for noun, name in classes.items())
    OUTPUT.write_text(_HEADER + "".join(rows), encoding="utf-8")
    print(Counter(classes.values()), "in", OUTPUT)


if __name__ == "__main__":
    main(sys.argv[1])
