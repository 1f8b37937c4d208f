"""Docs through the model, block by block, in a steady stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pr_extract.language.tokens import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

_ATTRIBUTES: list[int | str] = ["TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_HEAD, _ENT_IOB = _ATTRIBUTES.index("HEAD"), _ATTRIBUTES.index("ENT_IOB")
_OUTSIDE = 2


def analyse(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Run the model over a stream of Docs from `make_doc`, in order, one release at a time.

    The blocks of a release are what the model sees as one batch: enough for the matrix products
    to be efficient, and a release reads the same whatever it stands among.
    """
    from pr_extract.language.decoding import run

    for doc in docs:
        parts: list[tuple[int, Doc]] = doc.user_data.pop(PARTS, [(0, doc)])
        read = run(nlp, [part for _, part in parts])
        _copy_annotations([start for start, _ in parts], read, doc)
        yield doc


def _copy_annotations(starts: Sequence[int], parts: Sequence[Doc], doc: Doc) -> None:
    """Write what the model found in the parts into the Doc whose tokens they hold."""
    if len(parts) == 1 and parts[0] is doc:
        return
    import numpy as np  # not before a model is there: `pr-extract --help` has no use for it

    array: Any = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
    array[:, _ENT_IOB] = _OUTSIDE
    # What no part covers is white space: it hangs on the word before, so it starts no sentence.
    array[1:, _HEAD] = np.uint64(2**64 - 1)
    for start, part in zip(starts, parts, strict=True):
        array[start : start + len(part)] = part.to_array(_ATTRIBUTES)
    doc.from_array(_ATTRIBUTES, array)
