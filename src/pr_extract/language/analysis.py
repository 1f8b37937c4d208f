"""Docs through the model, release by release, in a steady stream."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pr_extract.language.tokens import PARTS, Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc

_ATTRIBUTES: list[int | str] = ["TAG", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
_HEAD, _ENT_IOB = _ATTRIBUTES.index("HEAD"), _ATTRIBUTES.index("ENT_IOB")
_INSIDE, _OUTSIDE = 1, 2
_BATCH = 10_000  # tokens: more than a release has, and what the model holds of them is 50 MB


def analyse(nlp: Language, docs: Iterable[Doc]) -> Iterator[Doc]:
    """Run the model over a stream of Docs from `make_doc`, in order, one release at a time.

    The sentences of a release are what the model sees as one batch: enough for the matrix products
    to be efficient, and a release reads the same whatever it stands among. Only what is longer
    than any release is read in several, so that its length does not exhaust the memory.
    """
    from pr_extract.language.decoding import run

    for doc in docs:
        parts: list[Part] | None = doc.user_data.pop(PARTS, None)
        if parts is None:
            [doc] = run(nlp, [doc])
        else:
            read = [each for batch in _batches(parts) for each in run(nlp, batch)]
            _copy_annotations([indices for indices, _ in parts], read, doc)
        yield doc


def _batches(parts: Iterable[Part]) -> Iterator[list[Doc]]:
    batch: list[Doc] = []
    tokens = 0
    for indices, part in parts:
        if batch and tokens + len(indices) > _BATCH:
            yield batch
            batch, tokens = [], 0
        batch.append(part)
        tokens += len(indices)
    yield batch


def _copy_annotations(places: Sequence[list[int]], parts: Sequence[Doc], doc: Doc) -> None:
    """Write what the model found in the parts into the Doc whose tokens they hold."""
    import numpy as np  # not before a model is there: `pr-extract --help` has no use for it

    array: Any = np.zeros((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
    array[:, _ENT_IOB] = _OUTSIDE
    # No part holds white space: it hangs on the word before, so that it starts no sentence.
    array[1:, _HEAD] = np.uint64(2**64 - 1)
    for indices, part in zip(places, parts, strict=True):
        place = np.array(indices)
        values: Any = part.to_array(_ATTRIBUTES)
        heads = values[:, _HEAD].astype(np.int64)
        values[:, _HEAD] = (place[np.arange(len(place)) + heads] - place).astype(np.uint64)
        array[place] = values
        for before, index in pairwise(indices):
            if index > before + 1 and array[index, _ENT_IOB] == _INSIDE:
                array[before + 1 : index, _ENT_IOB:] = array[index, _ENT_IOB:]
    doc.from_array(_ATTRIBUTES, array)
