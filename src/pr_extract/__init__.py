"""pr_extract turns press releases into facts that point at the characters they came from.

    import pr_extract

    release = pr_extract.extract(text)
    for row in release.to_rows():
        print(row["text"], row["concept"], row["period_end"])

`extract` and `extract_many` share one loaded model; `load` gives an extractor of your own.
What is heavy (spaCy, the model) is imported when a text is first read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from pr_extract.language import ModelError, ModelNotFoundError
    from pr_extract.pipeline import Extractor, load
    from pr_extract.records import Date, Entity, Fact, Release, Span
    from pr_extract.source import Document, SourceError

__all__ = [
    "Date",
    "Document",
    "Entity",
    "Extractor",
    "Fact",
    "ModelError",
    "ModelNotFoundError",
    "Release",
    "SourceError",
    "Span",
    "extract",
    "extract_many",
    "load",
]

_HOME = {
    "Date": "records",
    "Document": "source",
    "Entity": "records",
    "Extractor": "pipeline",
    "Fact": "records",
    "ModelError": "language",
    "ModelNotFoundError": "language",
    "Release": "records",
    "SourceError": "source",
    "Span": "records",
    "load": "pipeline",
}


def __getattr__(name: str) -> Any:
    """Import a public name from its module when it is first used."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def extract(source: str | Document, *, reference_date: dt.date | None = None) -> Release:
    """Read one release with the default model.

    Args:
        source: the text, or a document as `pr_extract.source.read` gives it.
        reference_date: what `today` means in a text without a dateline's date.

    >>> release = extract("OSLO, Oct. 24, 2024 -- Acme Corp. said sales rose 12% in August.")
    >>> fact = release.facts[0]
    >>> fact.concept.text, str(fact.value), fact.direction, str(fact.period.end)
    ('sales', '12', 'up', '2024-08-31')
    """
    from pr_extract.pipeline import load

    return load().extract(source, reference_date=reference_date)


def extract_many(
    sources: Iterable[str | Document], *, reference_date: dt.date | None = None
) -> Iterator[Release]:
    """Read a stream of releases with the default model, in order and in constant memory."""
    from pr_extract.pipeline import load

    return load().extract_many(sources, reference_date=reference_date)
