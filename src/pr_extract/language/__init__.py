"""The spaCy pipeline: which model, how a release becomes a Doc, and where its sentences lie."""

from pr_extract.language.analysis import analyse
from pr_extract.language.model import DEFAULT_MODEL, ModelError, ModelNotFoundError, load_model
from pr_extract.language.sentences import sentences
from pr_extract.language.tokens import make_doc

__all__ = [
    "DEFAULT_MODEL",
    "ModelError",
    "ModelNotFoundError",
    "analyse",
    "load_model",
    "make_doc",
    "sentences",
]
