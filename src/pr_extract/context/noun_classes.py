"""What common nouns denote: people, or what is done, thought or the case (by WordNet's classes)."""

from __future__ import annotations

from functools import cache
from importlib import resources

from pr_extract.quantities.lemmas import singular


def is_abstract_noun(noun: str) -> bool:
    """Whether a noun, in singular or plural, names an act, a quality, a state.

    >>> [is_abstract_noun(noun) for noun in ("popularity", "completions", "clinic", "state")]
    [True, True, False, False]
    """
    return _classes().get(singular(noun)) == "abstract"


def is_person_noun(noun: str) -> bool:
    """Whether a noun, in singular or plural, names people.

    >>> [is_person_noun(noun) for noun in ("dealers", "spokesman", "clinic", "speed")]
    [True, True, False, False]
    """
    return _classes().get(singular(noun)) == "person"


@cache
def _classes() -> dict[str, str]:
    resource = resources.files("pr_extract") / "lexicons" / "noun_classes.tsv"
    lines = resource.read_text("utf-8").splitlines()
    rows = (line.partition("\t") for line in lines if line[0] != "#")
    return {noun: name for noun, _, name in rows}
