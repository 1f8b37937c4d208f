from __future__ import annotations

import pytest
from spacy.language import Language

from pr_extract import language
from pr_extract.source import Span


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load_model()


def block(text: str) -> list[Span]:
    return [Span(0, len(text))]


def test_a_missing_model_is_named_with_its_fix() -> None:
    with pytest.raises(language.ModelNotFoundError, match="pip install en_not_there") as caught:
        language.load_model("en_not_there")
    assert "\n" not in str(caught.value)


def test_tokens_end_at_every_cut(nlp: Language) -> None:
    text = "Sales of RMB1.2-1.4bn rose."
    doc = language.make_doc(nlp, text, block(text), [9, 12, 15, 16, 19, 21])
    assert doc.text == text
    assert {9, 12, 15, 16, 19} <= {token.idx for token in doc}


def test_a_sentence_never_crosses_a_block(nlp: Language) -> None:
    text = "Harbour traffic grew\nThe port handled 12 ships."
    doc = language.make_doc(nlp, text, [Span(0, 20), Span(21, len(text))], [])
    [doc] = language.analyse(nlp, [doc])
    assert [span.of(text) for span in language.sentences(doc)] == text.split("\n")


def test_a_hard_wrap_ends_no_sentence(nlp: Language) -> None:
    text = "The port\nhandled 12 ships in\nMarch and 14\nin April."
    [doc] = language.analyse(nlp, [language.make_doc(nlp, text, block(text), [])])
    assert language.sentences(doc) == (Span(0, len(text)),)
