"""Characters to exact numbers: digits, grouping, decimals, fractions, number words, scales.

Linear in the length of the text: every pattern is bounded, and each character is looked at a
fixed number of times.
"""

from pr_extract.numbers.lex import lex_numbers
from pr_extract.numbers.number import Number, Tail, quotient, times
from pr_extract.numbers.scales import glued_words, scale_at
from pr_extract.numbers.spelled import ONES, TENS

__all__ = [
    "ONES", "TENS", "Number", "Tail", "glued_words", "lex_numbers", "quotient", "scale_at", "times",
]  # fmt: skip
