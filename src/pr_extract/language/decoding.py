"""The model's components, run faster than `nlp.pipe` runs them, with the same outcome.

Four things cost spaCy most on a CPU, and none of them is the model itself: a matrix product at
half the speed of NumPy's, the interpreter's lock taken and dropped for each candidate move of the
parser and the entity recogniser, and a step of the recogniser for each token where most tokens
can be decided at once. A component that is not exactly spaCy's own is run as it comes.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.pipeline import DependencyParser, EntityRecognizer
from spacy.tokens import Span
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.tokens import Doc

    Floats = NDArray[np.float32]


class PredictionOps(NumpyOps):  # type: ignore[misc]
    """thinc's CPU operations, matrix product and maxout done by NumPy. They cannot train."""

    def gemm(  # type: ignore[no-untyped-def]
        self, x: Floats, y: Floats, out: Floats | None = None, trans1=False, trans2=False
    ) -> Floats:
        """The product of two matrices, either of them transposed if asked."""
        return np.dot(x.T if trans1 else x, y.T if trans2 else y, out=out)

    def maxout(self, x: Floats) -> tuple[Floats, None]:
        """The greatest of each unit's pieces; which one it was, only training asks."""
        return _greatest(x), None


def _greatest(x: Floats) -> Floats:
    # The last axis is of two or three: NumPy's `max` along it is many times slower.
    best: Floats = x[..., 0]
    for piece in range(1, x.shape[-1]):
        best = np.maximum(best, x[..., piece])
    return best


def speed_up(nlp: Language) -> None:
    """Have a pipeline's models on the CPU use the faster operations."""
    ops = PredictionOps()
    for _, component in nlp.components:
        model: Any = getattr(component, "model", None)
        for node in model.walk() if hasattr(model, "walk") else ():
            if type(node.ops) is NumpyOps:
                node.ops = ops


def run(nlp: Language, docs: Sequence[Doc]) -> Sequence[Doc]:
    """Run every component over the Docs of one batch; a component may give new ones back."""
    if not docs:
        return docs
    with _blas().limit(limits=1, user_api="blas"):
        return _run(nlp, docs)


@cache
def _blas() -> ThreadpoolController:
    # A release's matrices are too small to share out: on two threads it takes twice the CPU time
    # and longer by the clock.
    return ThreadpoolController()


def _run(nlp: Language, docs: Sequence[Doc]) -> Sequence[Doc]:
    component: Any
    for _, component in nlp.pipeline:
        if type(component) is EntityRecognizer and _is_plain(component, docs):
            _recognise(component, docs)
        elif type(component) is DependencyParser and _is_greedy(component):
            component.set_annotations(docs, _parse(component, docs))
        elif hasattr(component, "pipe"):
            docs = list(component.pipe(docs, batch_size=len(docs)))
        else:
            docs = [component(doc) for doc in docs]
    return docs


def _parse(parser: DependencyParser, docs: Sequence[Doc]) -> list[Any]:
    """`Parser.greedy_parse`, all blocks in step, without giving up the lock at every move."""
    states: list[Any] = parser.moves.init_batch(docs)
    step = parser.model.predict(docs)
    upper = parser.model.get_ref("upper")
    weights, offsets = upper.get_param("W").T, upper.get_param("b")
    live = [state for state in states if not state.is_final()]
    while live:
        hidden = step.state2vec.predict(step.get_token_ids(live))
        live = parser.transition_states(live, np.dot(hidden, weights) + offsets)
    step.clear_memory()
    return states


def _is_greedy(component: DependencyParser | EntityRecognizer) -> bool:
    """Whether the component decodes greedily, with the layers that spaCy gives it today."""
    model = component.model
    return (
        component.cfg["beam_width"] == 1
        and model.attrs["has_upper"]
        and not model.attrs["unseen_classes"]
        and isinstance(model.ops, NumpyOps)
    )


def _is_plain(recogniser: EntityRecognizer, docs: Sequence[Doc]) -> bool:
    """Whether the recogniser looks at three tokens, and no entities were set before it."""
    return (
        _is_greedy(recogniser)
        and recogniser.model.get_ref("lower").get_dim("nF") == 3
        and not any(doc.has_annotation("ENT_IOB") for doc in docs)
    )


def _recognise(recogniser: EntityRecognizer, docs: Sequence[Doc]) -> None:
    """The entity recogniser's greedy decoding, with the tokens outside entities done at once.

    Its state sees three tokens: the next, the first of the open entity and the one before the
    next. While no entity is open only the next token counts, so those decisions do not depend on
    each other. From every token that would begin an entity its continuation is then followed.
    """
    model = recogniser.model
    lower, upper = model.get_ref("lower"), model.get_ref("upper")
    tokens = np.asarray(model.get_ref("tok2vec").predict(docs))
    features = lower.predict(tokens)  # a row for each token after one for "no token"
    bias, weights, offsets = lower.get_param("b"), upper.get_param("W"), upper.get_param("b")
    moves = _Moves(recogniser.move_names)
    blocked_end, space = _limits(docs)

    nothing = features[0]
    hidden = _greatest(features[1:, 0] + nothing[1] + nothing[2] + bias)
    scores = np.dot(hidden, weights.T) + offsets
    scores[:, moves.inside] = -np.inf
    scores[np.ix_(blocked_end, moves.begin)] = -np.inf
    scores[np.ix_(space, moves.begin)] = -np.inf
    scores[np.ix_(space, moves.unit)] = -np.inf
    choice = scores.argmax(axis=1)

    ends = np.arange(1, len(tokens) + 1)
    stuck = np.zeros(len(tokens), dtype=bool)
    stuck[blocked_end] = True
    first = np.flatnonzero(np.isin(choice, moves.begin))
    at = first + 1
    while len(first):
        goes_on, ends_here = moves.go_on[choice[first]], moves.end[choice[first]]
        hidden = _greatest(features[at + 1, 0] + features[first + 1, 1] + features[at, 2] + bias)
        on = np.einsum("ij,ij->i", hidden, weights[goes_on]) + offsets[goes_on]
        off = np.einsum("ij,ij->i", hidden, weights[ends_here]) + offsets[ends_here]
        open_still = ~stuck[at] & (on >= off)
        ends[first] = at + 1
        first, at = first[open_still], at[open_still] + 1
    _set_entities(docs, moves, choice, ends)


class _Moves:
    """The recogniser's moves by what they do, as arrays of their numbers."""

    def __init__(self, names: Sequence[str]) -> None:
        number = {name: index for index, name in enumerate(names)}
        self.labels = [name.partition("-")[2] for name in names]
        self.begin = np.array([i for n, i in number.items() if n.startswith("B-")])
        self.unit = np.array([i for n, i in number.items() if n.startswith("U-")])
        self.inside = np.array([i for n, i in number.items() if n.startswith(("I-", "L-"))])
        self.go_on = np.zeros(len(names), dtype=int)
        self.end = np.zeros(len(names), dtype=int)
        for move in self.begin:
            self.go_on[move] = number["I-" + self.labels[move]]
            self.end[move] = number["L-" + self.labels[move]]


def _limits(docs: Sequence[Doc]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The tokens after which no entity may go on, and those that are white space."""
    last, space = [], []
    for doc in docs:
        array = doc.to_array(["SENT_START", "IS_SPACE"])
        next_starts = np.roll(array[:, 0] == 1, -1)
        next_starts[-1] = True
        last.append(next_starts)
        space.append(array[:, 1] == 1)
    return np.flatnonzero(np.concatenate(last)), np.flatnonzero(np.concatenate(space))


def _set_entities(
    docs: Sequence[Doc], moves: _Moves, choice: NDArray[np.intp], ends: NDArray[np.intp]
) -> None:
    starts = np.flatnonzero(np.isin(choice, np.concatenate([moves.begin, moves.unit])))
    found = list(zip(starts.tolist(), ends[starts].tolist(), choice[starts].tolist(), strict=True))
    position = done = offset = 0
    for doc in docs:
        entities = []
        while position < len(found) and found[position][0] < offset + len(doc):
            start, end, move = found[position]
            if start >= done:
                label = moves.labels[move]
                entities.append(Span(doc, start - offset, end - offset, label=label))
                done = end
            position += 1
        doc.set_ents(entities, default="outside")
        offset += len(doc)
