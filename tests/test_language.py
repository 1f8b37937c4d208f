from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pr_extract import language
from pr_extract.language import analysis
from pr_extract.language.decoding import run as run_batch
from pr_extract.language.tokens import PARTS
from pr_extract.source import Span

RELEASE = """Harbour Lines Lifts Its Outlook
Third quarter in brief
OSLO, Norway, Oct. 24, 2024 (NEWSWIRE) -- Harbour Lines Inc. (OSE: HLI) said revenue rose 12% to
NOK 1.2bn. Costs fell to NOK310m from NOK 340m. "We carried 40,000 passengers a day," said
Dr. Kari J. Moe, Ph.D. "The U.S. market grew fastest." It ranks No. 3 in Norway.
"""
BLOCKS = [Span(0, 31), Span(32, 54), Span(55, len(RELEASE) - 1)]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load_model()


def read(nlp: Language, text: str, blocks: list[Span] | None = None, cuts: tuple[int, ...] = ()):
    doc = language.make_doc(nlp, text, blocks or [Span(0, len(text))], cuts)
    [doc] = language.analyse(nlp, [doc])
    return doc


def sentence_texts(nlp: Language, text: str) -> list[str]:
    return [span.of(text) for span in language.sentences(read(nlp, text))]


def annotations(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.dep_, t.head.i, t.ent_type_, t.ent_iob_) for t in doc]


def save(nlp: Language, folder: Path) -> str:
    nlp.to_disk(folder)
    return str(folder)


# Models


def test_a_missing_model_is_named_with_its_fix() -> None:
    with pytest.raises(language.ModelNotFoundError, match="pip install en_not_there_sm") as caught:
        language.load_model("en_not_there_sm")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["nope", "./models/nope", "models/en_core_web_sm", "no pe", "."])
def test_what_is_no_name_of_a_model_is_not_recommended_to_be_installed(name: str) -> None:
    with pytest.raises(language.ModelError) as caught:
        language.load_model(name)
    assert "pip install" not in str(caught.value)
    assert repr(name) in str(caught.value)


def test_a_model_of_another_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(language.ModelError, match="pipeline for 'de'"):
        language.load_model(save(spacy.blank("de"), tmp_path))


def test_a_model_without_a_parser_is_refused(tmp_path: Path) -> None:
    bare = spacy.blank("en")
    bare.add_pipe("tagger").add_label("NN")
    bare.initialize()
    with pytest.raises(language.ModelError, match="has no parser"):
        language.load_model(save(bare, tmp_path))


def test_a_model_given_by_its_path_reads_with_its_own_components(tmp_path: Path) -> None:
    own = spacy.load(language.DEFAULT_MODEL)
    ruler = own.add_pipe("entity_ruler", name="my_ruler", before="ner")
    ruler.add_patterns([{"label": "PRODUCT", "pattern": "Seaglider"}])
    own.add_pipe("merge_entities", name="my_merger")
    doc = read(language.load_model(save(own, tmp_path)), "The new Seaglider sold 40 units.")
    assert ("Seaglider", "PRODUCT") in {(ent.text, ent.label_) for ent in doc.ents}


# Tokens


@pytest.mark.parametrize(
    ("text", "cuts"),
    [
        ("Sales of RMB1.2-1.4bn rose.", (9, 12, 15, 16, 19)),
        ("Margin at24.3%, of 100MW", (9, 13, 14, 22)),
        ("Up 10–12 units", (3, 5, 6, 8)),
    ],
)
def test_tokens_end_at_every_cut(nlp: Language, text: str, cuts: tuple[int, ...]) -> None:
    doc = read(nlp, text, cuts=cuts)
    assert set(cuts) <= {edge for t in doc for edge in (t.idx, t.idx + len(t))}


def test_a_colon_after_a_bracket_is_no_face(nlp: Language) -> None:
    doc = read(nlp, "Net operating income (NOI): $8 million")
    assert [token.text for token in doc][3:7] == ["(", "NOI", ")", ":"]


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "a", "\ta\r\n b  c \u2009d\n", "1\u00a0000 €\u200b5", RELEASE]
)
def test_the_text_is_kept_as_it_stands(nlp: Language, text: str) -> None:
    cuts = range(0, len(text), 3)
    blocks = [Span(i, min(i + 7, len(text))) for i in range(0, len(text), 11)]
    doc = language.make_doc(nlp, text, blocks, list(cuts))
    [read_doc] = language.analyse(nlp, [doc])
    assert read_doc.text == text


# Sentences


@pytest.mark.parametrize("run", [",", "$", "(", "“", '"', "a", "5-"])
def test_a_run_without_a_space_takes_time_in_proportion_to_its_length(
    nlp: Language, run: str
) -> None:
    text = run * (12_000 // len(run))
    start = time.process_time()
    doc = language.make_doc(nlp, text, [Span(0, len(text))], ())
    assert doc.text == text
    assert time.process_time() - start < 1  # quadratic: a quarter of a minute


def test_a_sentence_never_crosses_a_block(nlp: Language) -> None:
    found = [span.of(RELEASE) for span in language.sentences(read(nlp, RELEASE, BLOCKS))]
    assert found[:2] == ["Harbour Lines Lifts Its Outlook", "Third quarter in brief"]


def test_text_between_blocks_is_read_too(nlp: Language) -> None:
    text = "Ships\n* * *\nPorts"
    doc = read(nlp, text, [Span(0, 5), Span(12, 17)])
    assert [span.of(text) for span in language.sentences(doc)] == ["Ships", "* * *", "Ports"]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The port\nhandled 12 ships in\nMarch and 14\nin April."],
        ["Sales rose at Acme Inc. (NYSE: ACM) in May.", "Costs fell."],
        ["It ranks No. 3 in Norway.", "In Aug. 2024 it was fifth."],
        ['"Costs fell," said Ann J. Lee, Ph.D.', '"We are proud."', "Sales rose."],
        ['"Costs fell."', '"We are proud," said Dr. Lee.'],
        ["Revenue was $7.2M.", "EBITDA grew."],
        ["She leads the firm in Washington, D.C.", "The office opened in 2020."],
        ["Three goals remain: growth, margin; cash."],
        ["1. Ports handled 12 ships.", "* Ferries carried 40,000 people."],
        ["It serves the U.S. Department of Energy.", "(Figures are unaudited.)"],
    ],
)
def test_sentences(nlp: Language, sentences: list[str]) -> None:
    assert sentence_texts(nlp, " ".join(sentences)) == sentences


def test_a_line_without_a_stop_is_cut_into_pieces_that_rules_can_look_through(
    nlp: Language,
) -> None:
    text = "and ports grew " * 400
    found = language.sentences(read(nlp, text))
    assert max(len(span.of(text).split()) for span in found) <= 300
    assert " ".join(span.of(text) for span in found) == text.strip()


def test_sentence_spans_leave_white_space_out(nlp: Language) -> None:
    assert sentence_texts(nlp, "  Costs fell. \n\n ") == ["Costs fell."]


# Analysis


def test_it_finds_what_the_bare_model_finds(nlp: Language) -> None:
    """The faster decoding changes nothing: sentence by sentence, spaCy's own gives the same."""
    stock = spacy.load(language.DEFAULT_MODEL, exclude=["lemmatizer", "attribute_ruler"])
    for path in sorted((Path(__file__).parent.parent / "corpus").glob("*.txt"))[:3]:
        text = path.read_text("utf-8")
        for span in language.sentences(read(nlp, text)):
            sentence = span.of(text)
            part = language.make_doc(stock, sentence, [Span(0, len(sentence))], [])
            _, part = part.user_data[PARTS][0]
            assert annotations(read_part(nlp, part)) == annotations(stock(part))


def read_part(nlp: Language, part: Doc) -> Doc:
    copy = Doc(
        nlp.vocab,
        words=[token.text for token in part],
        spaces=[bool(token.whitespace_) for token in part],
        sent_starts=[token.is_sent_start for token in part],
    )
    [copy] = language.analyse(nlp, [copy])
    return copy


def test_a_hard_wrapped_paragraph_reads_as_if_it_were_not(nlp: Language) -> None:
    flowing = "The Port of Oslo handled 12 ships in March, up from nine a year before."
    wrapped = flowing.replace(" of Oslo", "\n  of\nOslo").replace(" in ", "\nin ")
    doc = read(nlp, wrapped)
    solid = [token for token in doc if not token.is_space]
    expected = read(nlp, flowing)
    assert [(t.text, t.tag_, t.dep_, t.head.text) for t in solid] == [
        (t.text, t.tag_, t.dep_, t.head.text) for t in expected
    ]
    assert [" ".join(ent.text.split()) for ent in doc.ents] == [ent.text for ent in expected.ents]


def test_a_release_reads_the_same_whatever_it_stands_among(nlp: Language) -> None:
    alone = annotations(read(nlp, RELEASE, BLOCKS))
    texts = ["Costs fell.", RELEASE, "Sales of 12 ships rose."]
    docs = [
        language.make_doc(nlp, t, BLOCKS if t is RELEASE else [Span(0, len(t))], []) for t in texts
    ]
    assert annotations(list(language.analyse(nlp, docs))[1]) == alone


def test_a_text_longer_than_any_release_is_read_in_batches(
    nlp: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = annotations(read(nlp, RELEASE, BLOCKS))
    sizes = []

    def run(nlp: Language, docs: list[Doc]):
        sizes.append(sum(map(len, docs)))
        return run_batch(nlp, docs)

    monkeypatch.setattr(analysis, "_BATCH", 30)
    monkeypatch.setattr("pr_extract.language.decoding.run", run)
    assert annotations(read(nlp, RELEASE, BLOCKS)) == whole
    assert len(sizes) > 2
    assert max(sizes) <= 30


def test_a_line_without_a_stop_is_read_in_batches_too(nlp: Language) -> None:
    text = "and ports grew " * 400
    doc = language.make_doc(nlp, text, [Span(0, len(text))], ())
    assert max(len(indices) for indices, _ in doc.user_data[PARTS]) <= 300


def test_docs_stream_one_at_a_time(nlp: Language) -> None:
    taken = []

    def docs():
        for number in range(3):
            taken.append(number)
            yield language.make_doc(nlp, "Costs fell.", [Span(0, 11)], [])

    next(language.analyse(nlp, docs()))
    assert taken == [0]


# Cold start


def test_spacy_is_imported_without_its_command_line_and_has_it_when_asked() -> None:
    script = """
import sys
from pr_extract.language.quick_start import import_spacy
spacy = import_spacy()
assert "spacy.cli" not in sys.modules
assert spacy.info(silent=True)["spacy_version"] == spacy.__version__
from spacy.cli import info
"""
    subprocess.run([sys.executable, "-c", script], check=True)


def test_asking_for_help_imports_neither_spacy_nor_numpy() -> None:
    script = """
import sys
import pr_extract.language
assert not {"spacy", "numpy", "thinc"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", script], check=True)
