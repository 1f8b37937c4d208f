"""All numbers of a text."""

from __future__ import annotations

from pr_extract.numbers.digits import digit_numbers
from pr_extract.numbers.number import Number
from pr_extract.numbers.spelled import word_numbers


def lex_numbers(text: str) -> tuple[Number, ...]:
    """Read all numbers of a text, in text order, never overlapping.

    >>> [str(n.value) for n in lex_numbers("1,372.5 or two dozen, half a million, -3 and 2 1/2")]
    ['1372.5', '24', '500000.0', '-3', '2.5']
    """
    digits = list(digit_numbers(text))
    words = list(word_numbers(text))
    merged = sorted([*digits, *words], key=lambda n: (n.span.start, -n.span.end))
    if not merged:
        return ()
    kept = [merged[0]]
    for number in merged[1:]:
        if number.span.start >= kept[-1].span.end:
            kept.append(number)
        elif number.span.end > kept[-1].span.end and number.span.start == kept[-1].span.start:
            kept[-1] = number
    return tuple(kept)
