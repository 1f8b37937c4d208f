"""The words that compare with a date: `compared to 2022`, `below the 2019 level`."""

from __future__ import annotations

import re

from pr_extract.changes import change_entries
from pr_extract.context.phrases import Sentence
from pr_extract.context.terms import POSSESSIVES
from pr_extract.context.words import role_words
from pr_extract.source import Span

_ALWAYS_COMPARING = frozenset({"versus", "vs", "vs.", "than", "against"})
_COMPARING = frozenset({"from", "over", "on", "since", "below", "above"})
_COMPARING_VERBS = ("compared", "relative")


def comparing_span(sentence: Sentence, position: int) -> Span | None:
    """`compared to 2022`, `from FY23`, `versus the prior quarter`: the words with the date's."""
    i = position - 1
    while sentence.kind(i) == "det":
        i -= 1
    than = sentence.word(i) in {"at", "on"} and sentence.word(i - 1) == "than"
    if than or (sentence.word(i) == "in" and sentence.word(i - 1) in {"than", "as"}):
        start = sentence.phrases[i - 1].start  # 25% higher than in 2023
        return sentence.chars(start, sentence.phrases[position].end)
    if sentence.kind(i) != "prep":
        if sentence.word(i) in {"vs", "vs.", "versus"}:
            return sentence.chars(sentence.phrases[i].start, sentence.phrases[position].end)
        return None
    if _LASTING.match(
        sentence.chars(sentence.phrases[i].start, sentence.phrases[position].end).of(sentence.text)
    ):
        return None
    verb = sentence.word(i - 1)
    start = i
    if verb.endswith(_COMPARING_VERBS) and sentence.word(i) in {"to", "with"}:
        start = i - 1
        phrase = sentence.phrases[start]
        return sentence.chars(phrase.end - 1, sentence.phrases[position].end)
    in_line = sentence.word(i) == "with" and "line" in sentence.word(i - 1)
    if (
        in_line
        or sentence.word(i) in _ALWAYS_COMPARING
        or (
            sentence.word(i) in _COMPARING
            and sentence.figures
            and not (sentence.word(i) == "on" and names_day(sentence, position))
            and (
                sentence.kind(i - 1) in {"figure", "open", "adv", "adj", "basis"}
                or _is_change_noun(sentence, i - 1)
                or (sentence.kind(i - 1) == "date" and sentence.word(i) == "from")
            )
        )
    ):
        end = _named_thing(sentence, position)
        return sentence.chars(sentence.phrases[start].start, sentence.phrases[end].end)
    return None


def _named_thing(sentence: Sentence, date: int) -> int:
    """`below the 2019 baseline`, `below last year's $241 million`: where what is meant ends."""
    noun = date + 1
    if sentence.kind(noun) != "np":
        return date
    words = sentence.words(sentence.phrases[noun])
    owns = words[0] in POSSESSIVES
    if owns and len(words) == 1:
        return noun + 1 if sentence.kind(noun + 1) == "figure" else date
    if owns and sentence.word(noun + 1) == "of" and sentence.kind(noun + 2) == "figure":
        return noun + 2
    return noun if owns or words[-1] in role_words("dated_noun") else date


# `over the next century`, `over the past twelve months`, `over the winter`: how long it takes.
_LASTING = re.compile(
    r"(?i)over (?:the )?(?:next|past|coming|first|last \w+ \w+s|a|spring|summer|autumn|fall"
    r"|winter)\b"
)


# `September 30`, `30 September`, `Monday`: a month with a day, or a weekday.
_DAY = re.compile(r"[A-Z][a-z]+\.? \d{1,2}(?!\d)|\d{1,2} [A-Z][a-z]|[A-Z][a-z]+day\b")


def names_day(sentence: Sentence, position: int) -> bool:
    """`September 30`, `Monday`: in `$58 million on September 30` nothing is compared by `on`."""
    phrase = sentence.phrases[position]
    return _DAY.match(sentence.chars(phrase.start, phrase.end).of(sentence.text)) is not None


def _is_change_noun(sentence: Sentence, position: int) -> bool:
    """`14% increases from 1H 2024`."""
    if sentence.kind(position) != "np":
        return False
    return bool(change_entries(sentence.doc[sentence.phrases[position].head].lower_))
