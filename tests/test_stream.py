"""Many releases through one extractor: one by one, in constant memory, from several threads."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

import pr_extract
from pr_extract.language import load_model
from pr_extract.pipeline import Extractor

RELEASE = "OSLO, Oct. 24, 2024 -- {name} ASA said sales rose 12% to $4.7 billion in August."


def test_words_are_forgotten_with_their_release() -> None:
    nlp = load_model()
    extractor = Extractor(nlp)
    before = len(nlp.vocab.strings)
    for release in extractor.extract_many(RELEASE.format(name=f"Fjord{n}lys") for n in range(5)):
        assert len(release.facts) == 2
    assert len(nlp.vocab.strings) == before
    assert "Fjord3lys" not in nlp.vocab.strings


def test_a_release_is_out_before_the_next_is_asked_for() -> None:
    asked = []

    def texts() -> Iterator[str]:
        for number in range(3):
            asked.append(number)
            yield RELEASE.format(name="Fjordlys")

    next(pr_extract.extract_many(texts()))
    assert asked == [0]


def test_threads_may_share_an_extractor() -> None:
    extractor = pr_extract.load()
    texts = [RELEASE.format(name=f"Fjord{n}lys") for n in range(12)]
    alone = [extractor.extract(text).to_json() for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: extractor.extract(text).to_json(), texts))
    assert together == alone


def test_what_fails_leaves_the_extractor_usable(monkeypatch: pytest.MonkeyPatch) -> None:
    extractor = pr_extract.load()
    with monkeypatch.context() as patched:
        patched.setattr("pr_extract.pipeline.finish", lambda draft, doc: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            extractor.extract(RELEASE)
    assert extractor.extract(RELEASE.format(name="Fjordlys")).facts
