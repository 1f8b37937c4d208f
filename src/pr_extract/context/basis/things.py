"""Things that a change is measured against: `50% less than hotels`, `double the 10% rate`."""

from __future__ import annotations

from pr_extract.context.phrases import Sentence
from pr_extract.context.terms import noun_phrase
from pr_extract.context.words import role_words
from pr_extract.quantities import Quantity
from pr_extract.source import Span


def compared_thing(sentence: Sentence, position: int, stop: int, figure: Quantity) -> Span | None:
    """`50% less than hotels`, `three times as fast as its predecessor`, `double the 10% rate`."""
    if figure.kind == "multiple" and not figure.span.of(sentence.text)[:1].isdigit():
        doubled = _doubled_thing(sentence, position)
        if doubled is not None:
            return doubled
    for i in range(position + 1, stop):
        word = sentence.word(i)
        if i > position + 5 and word in {"than", "as", "over", "against"}:
            continue
        if word in {"above", "below"} and i == position + 1:
            word = "over"  # a premium of 35% above the reference price
        comparing = word in {"over", "versus", "vs", "vs.", "against"} or (
            word in {"with", "to"} and sentence.word(i - 1).endswith("compared")
        )
        if (word in {"than", "as"} and i > position + 1) or comparing:
            if sentence.kind(i + 1) == "np":
                phrase = sentence.phrases[i + 1]
                head = sentence.doc[phrase.head].lower_
                if word == "over" and head in role_words("stretch_noun"):
                    continue
                start = phrase.start
                while start < phrase.end - 1 and sentence.doc[start].tag_ in {"DT", "PRP$"}:
                    start += 1
                return sentence.chars(start, phrase.end)
    return None


def _doubled_thing(sentence: Sentence, position: int) -> Span | None:
    """`more than double the 10.6% rate for direct bookings`."""
    i = position + 1
    while sentence.kind(i) == "det":
        i += 1
    if sentence.word(i - 1) in {"that", "those"} and sentence.word(i) == "of":
        i += 1  # nearly twice that of placebo
        return noun_phrase(sentence, i) if sentence.kind(i) == "np" else None
    opens = sentence.kind(i) == "np" and (
        sentence.doc[sentence.phrases[i].start].tag_ in {"DT", "PRP$"}
    )
    if i == position + 1 and sentence.kind(i) != "figure" and not opens:
        return None
    start = sentence.phrases[i].start if i < len(sentence.phrases) else 0
    if sentence.kind(i) == "figure" and sentence.kind(i + 1) == "np":
        i += 1
    elif sentence.kind(i) not in {"np", "figure"}:
        return None
    if opens:
        start += 1
    if sentence.word(i + 1) in {"for", "of", "in"} and sentence.kind(i + 2) == "np":
        i += 2
    return sentence.chars(start, sentence.phrases[i].end)


def opening_comparison(sentence: Sentence) -> Span | None:
    """`Compared with transshipment, the line shortens the voyage by 12 days`."""
    if sentence.word(0) == "compared" and sentence.word(1) in {"with", "to"}:
        phrase = sentence.phrases[2] if len(sentence.phrases) > 2 else None
        if phrase is not None and phrase.kind == "np":
            return noun_phrase(sentence, 2)
    return None


def when_made(sentence: Sentence, thing: Span, stop: int) -> int | None:
    """`compared with the study made in 1985`: the date that the thing compared with has."""
    for i in range(stop):
        phrase = sentence.phrases[i]
        if phrase.kind == "np" and sentence.chars(phrase.start, phrase.end).end == thing.end:
            i += 1
            while sentence.kind(i) in {"vp", "prep"}:
                i += 1
            return i if sentence.kind(i) == "date" and sentence.kind(i - 1) == "prep" else None
    return None
