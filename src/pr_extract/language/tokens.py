"""Text to Doc: spaCy's tokens, cut further where figures, dates and blocks begin and end."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from pr_extract.language.sentences import sentence_hints

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

    from pr_extract.source import Span

# No word is as long. spaCy looks for the affixes of a "word" again after each it has taken off,
# which is quadratic in thousands of commas or dollar signs without a space.
_TOO_LONG = re.compile(r"\S{200}(?=\S)")

# Where make_doc leaves what the model is to read: Docs of single sentences, each with the indices
# of its tokens in the Doc of the release.
PARTS = "pr_extract.parts"
Part: TypeAlias = "tuple[list[int], Doc]"


def make_doc(nlp: Language, text: str, blocks: Sequence[Span], cuts: Sequence[int]) -> Doc:
    """Tokenise a release: tokens end at every cut, sentences start at every block.

    ``cuts`` are offsets (the ends of figures and dates) that no token may cross, in any order;
    ``blocks`` are in text order and do not overlap. ``doc.text == text`` always.

    >>> from pr_extract.language import load_model
    >>> from pr_extract.source import Span
    >>> [t.text for t in make_doc(load_model(), "up RMB1.2bn", [Span(0, 11)], [6, 9])]
    ['up', 'RMB', '1.2', 'bn']
    """
    from spacy.tokens import Doc

    ordered = sorted(set(cuts))
    words: list[str] = []
    spaces: list[bool] = []
    parts: list[Part] = []
    for start, end, prose in _pieces(text, blocks):
        inside = ordered[bisect_left(ordered, start) : bisect_left(ordered, end)]
        piece_words, piece_spaces = _tokens(nlp, text[start:end], [cut - start for cut in inside])
        if prose:
            parts += _parts(nlp, piece_words, piece_spaces, len(words))
        words += piece_words
        spaces += piece_spaces
    return Doc(nlp.vocab, words=words, spaces=spaces, user_data={PARTS: parts})


def _parts(
    nlp: Language, words: Sequence[str], spaces: Sequence[bool], offset: int
) -> Iterator[Part]:
    """A block as the model reads it: sentences, as far as they are sure, without line breaks.

    The model takes a line break for a word: in a hard-wrapped paragraph it would misplace one
    head in twenty and lose one entity in twelve.
    """
    from spacy.tokens import Doc

    hints = sentence_hints(words, spaces)
    solid = [index for index, word in enumerate(words) if not word.isspace()]
    # Whether white space follows each of them, be it a blank or a token of its own.
    apart = [spaces[i] or after > i + 1 for i, after in pairwise([*solid, len(words)])]
    starts = [at for at, index in enumerate(solid) if hints[index] == 1]
    for first, last in pairwise([*starts, len(solid)]):
        indices = solid[first:last]
        part = Doc(
            nlp.vocab,
            words=[words[index] for index in indices],
            spaces=apart[first:last],
            sent_starts=[hints[index] for index in indices],
        )
        yield [offset + index for index in indices], part


def _pieces(text: str, blocks: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """Blocks and what lies between them; the last item tells whether there is anything to read."""
    end = 0
    for block in blocks:
        if end < block.start:
            yield end, block.start, not text[end : block.start].isspace()
        if block.start < block.end:
            yield block.start, block.end, True
        end = block.end
    if end < len(text):
        yield end, len(text), not text[end:].isspace()


def _tokens(nlp: Language, text: str, cuts: Sequence[int]) -> tuple[list[str], list[bool]]:
    """Cut a piece into spaCy's tokens, those that cross a cut tokenised part by part."""
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    position = 0
    for word, spaced in _words(nlp, text):
        bare = len(word) - spaced
        while position < len(cuts) and cuts[position] <= at:
            position += 1
        if position < len(cuts) and cuts[position] < at + bare:
            stop = bisect_left(cuts, at + bare)
            bounds = [0, *(cut - at for cut in cuts[position:stop]), bare]
            for start, end in pairwise(bounds):
                part_words, part_spaces = _tokens(nlp, word[start:end], ())
                words += part_words
                spaces += part_spaces
            spaces[-1] = spaced
        else:
            words.append(word[:bare])
            spaces.append(spaced)
        at += len(word)
    return words, spaces


def _words(nlp: Language, text: str) -> Iterator[tuple[str, bool]]:
    """The tokens that spaCy cuts, each with the blank that follows it, and whether one does."""
    ends = [match.end() for match in _TOO_LONG.finditer(text)]
    for start, end in pairwise([0, *ends, len(text)]):
        for token in nlp.tokenizer(text[start:end]):
            yield token.text_with_ws, bool(token.whitespace_)
