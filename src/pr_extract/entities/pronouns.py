"""What `it` stands for when it stands for no thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from pr_extract.entities.words import Word

_BEING = frozenset(["is", "was", "be", "marks", "marked", "'s", "’s"])
_ORDINAL = re.compile(
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\w+ieth"
    r"|\d{1,4}(?:st|nd|rd|th)"
)


def counts_events(words: Sequence[Word], is_noun: Callable[[str], bool]) -> bool:
    """Whether the words after `it` make it what has just happened: `was the fifth rise in a row`.

    ``is_noun`` knows the nouns for things with a name: `it was the first bank` is about a bank.
    """
    verb = next((n for n, w in enumerate(words[:3]) if w.lower in _BEING), None)
    if verb is None or len(words) < verb + 3 or words[verb + 1].lower not in {"the", "its"}:
        return False
    if not _ORDINAL.fullmatch(words[verb + 2].lower):
        return False
    nouns = [w for w in words[verb + 3 :] if w.tag in {"NN", "NNS"}]
    return not any(is_noun(word.lower) for word in nouns[:2])
