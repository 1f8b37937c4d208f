"""Short forms that only a headline has: `Acme Tiles Reports ...` of Acme Tiles Corporation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.things import Key, Thing
from pr_extract.entities.vocabulary import headline_verbs, heads, leading_heads, non_names
from pr_extract.entities.words import Word

_LINKS = frozenset(["of", "for", "on", "and", "&", "the", "-", ",", "in"])
_NOMINAL = frozenset(["NNP", "NNPS", "NN", "NNS", "JJ"])
_AFTER = frozenset([":", "'s", "’s", "to", "and", "&", ",", "|", "–", "—"])


def headline_forms(words: Sequence[Word], index: Mapping[Key, Thing]) -> dict[Key, Thing]:
    """Beginnings of organisations' names, which title case may use for the whole."""
    small = {word.text for word in words if word.text.islower()}
    plain = {word.casefold() for word in non_names()} | heads().keys() | leading_heads().keys()
    found: dict[Key, Thing] = {}
    for key, thing in index.items():
        if thing.label != "ORG" or len(key) < 2:
            continue
        for prefix in _prefixes(key):
            if prefix in index or look_up(" ".join(prefix)):
                continue
            if not any(len(w) > 2 and w not in small and w not in plain for w in prefix):
                continue
            other = found.get(prefix)
            if other is None or len(other.mentions) < len(thing.mentions):
                found[prefix] = thing
    return found


def _prefixes(key: Key) -> Iterable[Key]:
    for size in range(len(key) - 1, 0, -1):
        prefix = key[:size]
        led = prefix[-1] in leading_heads() and key[size] in _LINKS
        if prefix[-1] not in _LINKS and key[size] not in {"'s", "'"} and not led:
            yield prefix


def stands_for(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether words of a title that begin a known name are used for it.

    Nothing may go on the name there; and one word must be a subject (`Acme Reports`, `Acme: `),
    or close an `About Acme`.
    """
    if not words[first].titled or not words[first].text[0].isupper():
        return False
    block = words[first].block
    opens = first == 0 or words[first - 1].block != block
    if not opens and words[first - 1].tag in _NOMINAL:
        return False
    if last >= len(words) or words[last].block != block:
        return last - first > 1 or words[first - 1].lower == "about"
    acts = words[last].lower in headline_verbs() or words[last].text in _AFTER
    if last - first > 1:
        return acts or words[last].tag not in _NOMINAL
    return opens and acts
