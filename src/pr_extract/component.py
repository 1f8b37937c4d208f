"""The spaCy component: `nlp.add_pipe("pr_extract")` in any English pipeline.

spaCy imports this module whenever any pipeline is loaded (it is an entry point), so it imports
nothing of the extractor before a component is made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc


@Language.factory("pr_extract", assigns=["doc._.release", "doc.spans"], default_config={})
def make_component(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """Make the component that reads a parsed Doc and sets ``doc._.release``."""
    from pr_extract.pipeline import annotate

    return annotate
