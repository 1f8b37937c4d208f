"""The spaCy component: `nlp.add_pipe("pr_extract")` in any English pipeline.

spaCy imports this module whenever any pipeline is loaded (it is an entry point), so it imports
nothing of the extractor before a component is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language
from srsly import msgpack_decoders, msgpack_encoders

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc

_KEY = "pr_extract.release"
"""Marks a release's JSON in a Doc's bytes."""


@Language.factory("pr_extract", assigns=["doc._.release", "doc.spans"], default_config={})
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that reads a parsed Doc and sets ``doc._.release``."""
    from spacy.tokens import Doc

    if not Doc.has_extension("release"):
        Doc.set_extension("release", default=None)
    return read


def read(doc: Doc) -> Doc:
    """Read a tagged and parsed Doc as a release.

    Raises:
        pr_extract.ModelError: the pipeline has no tagger or no parser before the component.
    """
    from pr_extract.language import ModelError
    from pr_extract.pipeline import annotate

    words = [token for token in doc if not token.is_space]
    for component, said in (("tagger", "tag"), ("parser", "dep")):
        if words and not any(getattr(word, said) for word in words):
            raise ModelError(f"pr_extract reads what a {component} says: add one before it")
    return annotate(doc)


# A Doc with a release can be stored (`to_bytes`, DocBin) and sent between processes
# (`nlp.pipe(n_process=2)`): what spaCy stores with cannot know our records by itself.


def _encode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if type(value).__module__ == "pr_extract.records" and type(value).__name__ == "Release":
        return {_KEY: value.to_json()}
    return chain(value) if chain else value


def _decode(value: Any, chain: Callable[[Any], Any] | None = None) -> Any:
    if _KEY in value:
        import simplejson

        from pr_extract.records import Release

        return Release.model_validate(simplejson.loads(value[_KEY], use_decimal=True))
    return chain(value) if chain else value


msgpack_encoders.register(_KEY, func=_encode)
msgpack_decoders.register(_KEY, func=_decode)
