"""The Doc's tokens as the name finder reads them: one flat row a word, white space left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from pr_extract.layout import Block, Layout
from pr_extract.source import Span

_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")
_SMALL = 4  # words shorter than this stay small in titles


class Word(NamedTuple):
    """A token that is no white space.

    ``block`` is the number of the layout's block it stands in (-1 for none), ``titled`` whether
    that block is set in title case, ``ner`` the number of the model's entity it lies in (-1 for
    none), ``taken`` whether a figure or a date has it, ``first`` whether it opens a sentence.
    """

    text: str
    lower: str
    tag: str
    start: int
    end: int
    token: int
    block: int
    titled: bool
    ner: int
    taken: bool
    first: bool


def read_words(doc: Doc, text: str, layout: Layout, taken: Sequence[Span]) -> list[Word]:
    """The words of the release in order."""
    blocks = layout.blocks
    titled = [_is_titled(text, block) for block in blocks]
    claimed = sorted(taken)
    ner = [-1] * len(doc)
    for number, entity in enumerate(doc.ents):
        for index in range(entity.start, entity.end):
            ner[index] = number
    words: list[Word] = []
    block = claim = 0
    fresh = True
    # One array for the whole Doc: reading token by token costs as much as all that follows.
    rows = doc.to_array(["IDX", "LENGTH", "TAG", "SENT_START"]).astype("int64").tolist()
    strings = doc.vocab.strings
    tags = {key: strings[key % 2**64] for key in {row[2] for row in rows}}
    for index, (start, length, tag, opens) in enumerate(rows):
        end = start + length
        spelling = text[start:end]
        if spelling.isspace():
            continue
        while block < len(blocks) and blocks[block].span.end <= start:
            block += 1
            fresh = True
        inside = block < len(blocks) and blocks[block].span.start <= start
        while claim < len(claimed) and claimed[claim].end <= start:
            claim += 1
        hit = claim < len(claimed) and claimed[claim].start < end
        words.append(
            Word(
                spelling,
                spelling.lower(),
                tags[tag],
                start,
                end,
                index,
                block if inside else -1,
                titled[block] if inside else False,
                ner[index],
                hit,
                fresh or opens == 1,
            )
        )
        fresh = False
    return words


def is_name_word(word: str) -> bool:
    """Whether a word is written like a name.

    >>> [w for w in ("Acme", "eBay", "HTX-101", "acme", "(", "5G") if is_name_word(w)]
    ['Acme', 'eBay', 'HTX-101']
    """
    return (word[0].isupper() or bool(_CAMEL.match(word))) and "@" not in word


def opens_line(words: Sequence[Word], at: int) -> bool:
    """Whether the word opens a sentence, or a line behind its bullet."""
    if words[at].first or at == 0 or words[at - 1].block != words[at].block:
        return True
    bullet = not any(c.isalnum() for c in words[at - 1].text)
    return bullet and (at < 2 or words[at - 2].block != words[at].block)


def _is_titled(text: str, block: Block) -> bool:
    """Whether most of the longer words of a block start with a capital, as in headlines."""
    content = block.span.of(text)
    heading = block.section in ("headline", "subhead")
    if (block.kind in ("paragraph", "table_row") and not heading) or len(content) > 400:
        return False
    words = [w for w in content.split() if len(w) >= _SMALL and w[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    if heading or block.kind in ("headline", "heading"):
        return capital * 10 >= len(words) * 6
    return len(words) >= 4 and capital * 10 >= len(words) * 8
