"""The marked gold format: what it reads, what it refuses and where, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
import hashlib
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from any_release import releases
from pr_extract.markup import MarkupError, parse_marked, write_marked
from pr_extract.records import (
    Basis,
    EntitySpan,
    Fact,
    MeasurementFact,
    Period,
    Release,
    Span,
)

CORPUS = Path(__file__).parent.parent / "corpus"
HEAD = "pr-extract gold 1\nsource: x.txt\n---\n"


def read(body: str) -> Release:
    return parse_marked(HEAD + body).release


def fact(body: str) -> Fact:
    (only,) = read(body).facts
    return only


# Reading


def test_the_text_comes_out_as_it_stands() -> None:
    gold = parse_marked(HEAD + "Of \\[1\\] and C:\\\\x, [two](count 2 x) [[A](ORG a)B](a).\r\n")
    assert gold.text == "Of [1] and C:\\x, two AB.\r\n"
    assert gold.release.sha256 == hashlib.sha256(gold.text.encode()).hexdigest()


def test_nested_marks_share_their_characters() -> None:
    release = read("[[[China](GPE china country=CN) Steel](ORG steel) Expo](EVENT expo)")
    assert [e.name for e in release.entities] == ["China", "China Steel", "China Steel Expo"]


def test_one_stretch_carries_several_notes() -> None:
    release = read("[2024](date 2024; period 2024; ORG x)")
    assert [date.type for date in release.dates] == ["date", "period"]
    assert release.entities[0].span == release.dates[0].span


def test_marks_that_cross_stand_in_the_header() -> None:
    head = HEAD.replace("---", '"b c" (date 2024)\n---')
    marked = head + '[a b](money 1 USD period="b c") c'
    gold = parse_marked(marked)
    assert gold.release.dates[0].span == Span(start=2, end=5, text="b c")
    assert write_marked(gold.release, gold.text) == marked


@pytest.mark.parametrize(
    ("body", "field", "expected"),
    [
        ("[5](count 5 unit)", "value", Decimal(5)),
        ("[5](count -2.50 unit)", "value", Decimal("-2.5")),
        ("[5](count 1..2 unit)", "low", Decimal(1)),
        ("[5](count 1..2 unit)", "bound", "between"),
        ("[5](percentage 5)", "unit", "percent"),
        ("[5](percentage 5 basis_point)", "unit", "basis_point"),
        ("[5](count 5 share)", "unit", "share"),
        ('[5](count 5 "two words")', "unit", "two words"),
        ("[5](count 5 x share)", "role", "share"),
        ("[5](count 5 x role=change)", "role", "change"),
        ("[5](count 5 x down)", "direction", "down"),
        ("[5](count 5 x approximate)", "bound", "approximate"),
        ("[5](count 5 x target)", "modality", "target"),
        ("[5](count 5 x negated)", "negated", True),
        ("[5](count 5 x table)", "section", "table"),
        ("[5](count 5 x per=year)", "per", "year"),
        ("[5](count 5 x f9)", "id", "f9"),
        ("[5](count 5 x year_on_year)", "basis", Basis(kind="year_on_year", span=None)),
        ("[5](count 5 x sentence=-)", "sentence", None),
    ],
)
def test_what_a_word_in_a_note_sets(body: str, field: str, expected: object) -> None:
    assert getattr(fact(body), field) == expected


def test_a_period_is_a_marked_date_or_says_its_days() -> None:
    marked = fact('in [Q1](period 2024-Q1): [5](count 5 x period="Q1")').period
    said = fact('by 2027: [5](count 5 x period="2027":..2027-12-31)').period
    bare = fact("[5](count 5 x period=2024-01-01..)").period
    assert marked and marked.end == dt.date(2024, 3, 31)
    assert said == Period(
        start=None, end=dt.date(2027, 12, 31), span=Span(start=3, end=7, text="2027")
    )
    assert bare == Period(start=dt.date(2024, 1, 1), end=None, span=None)


def test_an_si_value_stands_with_its_unit() -> None:
    measured = fact('[2 h](measurement 2 hour si="7200:second")')
    assert isinstance(measured, MeasurementFact)
    assert measured.si and measured.si.unit == "second"


# References


@pytest.mark.parametrize(
    ("body", "start"),
    [
        ('unit. unit [5 unit](count 5 unit concept="unit")', 13),  # in the figure itself
        ('unit unit [5](count 5 unit concept="unit") unit', 5),  # last before
        ('[5](count 5 unit concept="unit") unit unit', 2),  # first after
        ('unit\n[5](count 5 unit concept="unit") unit', 7),  # the sentence first
        ('unit[](|) [5](count 5 unit concept="unit") unit', 7),
        ('unit unit\n[5](count 5 unit concept="unit")', 5),
        ('unit [5](count 5 unit concept="unit"#2) unit', 7),
        ('unit [5](count 5 unit concept="unit"+) unit unit', 7),
        ('units unit [5](count 5 unit concept="unit"#1)', 6),  # whole words only
        ('units [5](count 5 unit concept="unit"@0)', 0),  # an offset needs none
        ('net\n unit [5](count 5 unit concept="net unit")', 0),  # any white space
    ],
)
def test_which_occurrence_a_reference_means(body: str, start: int) -> None:
    concept = fact(body).concept
    assert concept and concept.start == start


def test_an_entity_is_named_by_key_or_by_words() -> None:
    head = "[Acme](ORG acme) and [it](acme) and sites: "
    by_key = fact(head + "[5](count 5 x entity=acme)").entity
    by_words = fact(head + '[5](count 5 x entity="Acme")').entity
    unmarked = fact(head + '[5](count 5 x entity="sites")').entity
    assert by_key == EntitySpan(start=0, end=4, text="Acme", ref="e1")
    assert by_words == EntitySpan(start=0, end=4, text="Acme", ref="e1")
    assert unmarked and unmarked.ref is None
    assert fact(head + "[5](count 5 x attribution=acme)").attribution == Span(
        start=0, end=4, text="Acme"
    )
    assert fact(head + '[5](count 5 x entity="sites":acme)').entity.ref == "e1"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("body", "start"),
    [
        ("[Acme](ORG acme) grew.[](|) And [it](acme) has [5](count 5 x entity=acme)", 15),
        ("[Acme](ORG acme) grew.[](|) [It](acme) did.[](|) Now [5](count 5 x entity=acme)", 0),
        ("[Acme](ORG acme) says [it](acme) has [5](count 5 x entity=acme)", 0),
    ],
)
def test_a_pronoun_serves_only_where_nothing_fuller_stands(body: str, start: int) -> None:
    entity = fact(body).entity
    assert entity and entity.start == start


def test_keys_become_ids_in_text_order() -> None:
    release = read("[B](b) [A](ORG a) [Bee](ORG b) [C](ORG e1)")
    assert [(e.id, e.name) for e in release.entities] == [("e1", "C"), ("e2", "Bee"), ("e3", "A")]


# Sections and sentences


def test_a_section_holds_from_its_mark_or_inside_it() -> None:
    release = read(
        "[Up [5](count 5 x)](headline)\n[](lead)[6](count 6 x) [“[7](count 7 x)”](quote) "
        "[8](count 8 x)\n[](boilerplate)[9](count 9 x)"
    )
    assert [f.section for f in release.facts] == [
        "headline",
        "lead",
        "quote",
        "lead",
        "boilerplate",
    ]
    assert release.headline and release.headline.text == "Up 5"


def test_a_sentence_ends_at_a_line_a_break_or_the_dateline() -> None:
    lead = "[X --](dateline) One [1](count 1 x).[](|) Two [2](count 2 x)."
    gold = parse_marked(HEAD + lead + "\n[Long\n[3](count 3 x)](sentence)")
    spans = [f.sentence for f in gold.release.facts]
    assert [gold.text[s.start : s.end] for s in spans if s] == ["One 1.", "Two 2.", "Long\n3"]


def test_sentences_none_leaves_them_out() -> None:
    gold = parse_marked("pr-extract gold 1\nsource: x\nsentences: none\n---\n[1](count 1 x)")
    assert gold.release.facts[0].sentence is None


# Refusals


@pytest.mark.parametrize(
    ("body", "line", "column", "words"),
    [
        ("a [b", 1, 3, "never closed"),
        ("a\n[b](count 1", 2, 4, "never closed"),
        ("a]", 1, 2, "no mark is open"),
        ("[b] c", 1, 3, "(note)"),
        ("a\\b", 1, 2, "backslash"),
        ("[b](cuont 1 x)", 1, 5, "unknown mark 'cuont'"),
        ("[b](Org acme)", 1, 5, "unknown mark 'Org'"),
        ("[b]()", 1, 5, "empty note"),
        ("[b](ORG a; )", 1, 12, "empty note"),
        ("[b](count 1 x colour=red)", 1, 15, "unknown field colour"),
        ("[b](count 1 x upp)", 1, 15, "unknown word 'upp'"),
        ("[b](count 1 x role=up)", 1, 15, "unknown field role=up"),
        ("[b](count 1 x up down)", 1, 18, "given twice"),
        ("[b](count one x)", 1, 11, "no number"),
        ("[b](count 1)", 1, 5, "unit"),
        ("[b](money 1 yuan)", 1, 1, "unit"),
        ("[b](count 2..1 x)", 1, 1, "range"),
        ("[b](count 1..2 x approximate)", 1, 1, "no range"),
        ('[b](count 1 x concept="c")', 1, 15, "stands nowhere"),
        ('b [b](count 1 x concept="b"#3)', 1, 17, "2 times"),
        ('[b](count 1 x concept="b"@7)', 1, 15, "does not stand"),
        ('b [b](count 1 x concept="b"+)', 1, 17, "after the figure"),
        ('[b](count 1 x concept="b)', 1, 15, "cannot read"),
        ("[b](count 1 x entity=acme)", 1, 15, "no entity"),
        ('[b](count 1 x period="b")', 1, 15, "no date"),
        ('[b](count 1 x period="b":2024)', 1, 15, "START..END"),
        ('[b](count 1 x per="b"#1)', 1, 15, "not a reference"),
        ("[b](measurement 1 hour si=x)", 1, 24, "VALUE:UNIT"),
        ("[b](count 1 x si=1:m)", 1, 1, "si"),
        ("[b](date)", 1, 5, "TIMEX"),
        ("[b](date 2024 2024-01-01)", 1, 5, "TIMEX"),
        ("[b](date 2024 2024-01-01 soon)", 1, 1, "end"),
        ("[b](ORG)", 1, 5, "key"),
        ("[b](ORG a country=China)", 1, 1, "country"),
        ("[b](ORG a size=3)", 1, 11, "unknown field"),
        ("[b](ORG a) [c](ORG a)", 1, 20, "described twice"),
        ("[b](ORG a) [c](a title=x)", 1, 18, "first full mention"),
        ("[[b](ORG a)](a)", 1, 1, "already"),
        ("[](ORG a)", 1, 1, "without text"),
        ("[b](|)", 1, 1, "break with text"),
        ("[b](quote 5)", 1, 11, "nothing may follow"),
        ("[b](headline) [c](headline)", 1, 15, "second headline"),
        ("[b](dateline) [c](dateline)", 1, 15, "second dateline"),
        ("[b](dateline place=x)", 1, 14, "unknown field"),
    ],
)
def test_what_is_refused_and_where(body: str, line: int, column: int, words: str) -> None:
    with pytest.raises(MarkupError, match=f"line {line + 3}, column {column}: ") as caught:
        read(body)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("marked", "line", "words"),
    [
        ("", 1, "first line"),
        ("gold\n---\n", 1, "first line"),
        ("pr-extract gold 1\nsource: x\n", 3, "does not end"),
        ("pr-extract gold 1\nsauce: x\n---\n", 2, "unknown header"),
        ("pr-extract gold 1\n---\n", 1, "no source"),
        ("pr-extract gold 1\nsource: x\nsource: y\n---\n", 3, "twice"),
        ("pr-extract gold 1\nsource: x\nissuer: acme\n---\n", 3, "no entity"),
        ("pr-extract gold 1\nsource: x\nsentences: all\n---\n", 3, "none"),
        ("pr-extract gold 1\nsource: x\nencoding: ascii\n---\né", 3, "sha256"),
        ('pr-extract gold 1\nsource: "x\n---\n', 2, "does not end"),
        ('pr-extract gold 1\nsource: x\n"a" (date 2024)\n---\na a', 3, "2 times"),
        ('pr-extract gold 1\nsource: x\n"a"\n---\na', 3, "string, address"),
        ('pr-extract gold 1\nsource: x\n"a" (date 2024) b\n---\na', 3, "nothing may follow"),
    ],
)
def test_what_is_refused_in_the_header(marked: str, line: int, words: str) -> None:
    with pytest.raises(MarkupError, match=f"line {line}, column ") as caught:
        parse_marked(marked)
    assert words in str(caught.value)


def test_writing_refuses_a_release_of_another_text() -> None:
    gold = parse_marked(HEAD + "[5](count 5 x)")
    with pytest.raises(ValueError, match="span"):
        write_marked(gold.release, "6")


def test_writing_refuses_what_is_not_in_text_order() -> None:
    gold = parse_marked(HEAD + "[5](count 5 x) [6](count 6 x)")
    turned = gold.release.model_copy(update={"facts": gold.release.facts[::-1]})
    with pytest.raises(ValueError, match="facts are not in text order"):
        write_marked(turned, gold.text)


def test_the_example_of_the_guide_is_read() -> None:
    guide = (CORPUS.parent / "docs" / "gold-format.md").read_text(encoding="utf-8")
    example = guide.split("## A whole example")[1].split("```\n")[1]
    assert [f.span.text for f in parse_marked(example).release.facts] == [
        "£12 million to £15 million",
        "8 percent",
        "200 pumps",
    ]


# Nothing is lost


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(releases())
def test_every_release_comes_back_whole(case: tuple[Release, str]) -> None:
    release, text = case
    marked = write_marked(release, text)
    again = parse_marked(marked)
    assert (again.text, again.release) == (text, release)
    assert write_marked(again.release, again.text) == marked


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from('ab []()\\"#@;=|\n1.:-'), max_size=60))
def test_any_characters_are_read_or_refused(body: str) -> None:
    try:
        gold = parse_marked(HEAD + body)
    except MarkupError:
        assume(True)
    else:
        assert parse_marked(write_marked(gold.release, gold.text)) == gold


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.gold.json")), ids=lambda p: p.stem)
def test_the_corpus_comes_back_whole(path: Path) -> None:
    source = path.with_name(path.name.removesuffix(".gold.json") + ".txt")
    text = source.read_bytes().decode()
    release = Release.model_validate_json(path.read_bytes(), context={"text": text})
    assert parse_marked(write_marked(release, text)).release == release


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.gold.md")), ids=lambda p: p.stem)
def test_a_marked_gold_says_what_its_json_says(path: Path) -> None:
    name = path.name.removesuffix(".gold.md")
    gold = parse_marked(path.read_bytes().decode())
    assert gold.text == path.with_name(f"{name}.txt").read_bytes().decode()
    beside = path.with_name(f"{name}.gold.json").read_bytes()
    assert gold.release == Release.model_validate_json(beside)
