"""Whose words stand between quotation marks, and what is no quotation."""

from __future__ import annotations

import pytest

from pr_extract.layout import read_layout


def _quotes(body: str) -> list[tuple[str, str | None]]:
    text = f"Acme opens a plant\n\nAcme Pumps opened a plant today.\n\n{body}\n"
    return [
        (quote.span.of(text), quote.speaker and quote.speaker.of(text))
        for quote in read_layout(text).quotes
    ]


SPEAKERS = [
    ("“We sold 300 pumps in May,” said Jane Roe, head of sales.", "Jane Roe"),
    ("“We sold 300 pumps in May,” says Jane Roe.", "Jane Roe"),
    ('"We sold 300 pumps in May," said Jane Roe.', "Jane Roe"),
    ("„We sold 300 pumps in May,“ said Jane Roe.", "Jane Roe"),
    ("«We sold 300 pumps in May,» said Jane Roe.", "Jane Roe"),
    ("‘We sold 300 pumps in May,’ said Jane Roe.", "Jane Roe"),
    ("'We're sold out until May,' said Jane Roe.", "Jane Roe"),
    ("“We sold 300 pumps in May”, said Jane Roe.", "Jane Roe"),
    ("In a statement, Jane Roe said, “We sold 300 pumps in May.”", "Jane Roe"),
    ("“We sold 300 pumps in May,” Roe told reporters.", "Roe"),
    ("“We sold 300 pumps in May,” Jane Roe, head of sales, said.", "Jane Roe"),
    ("“We sold 300 pumps in May,” said Acme Chief Executive Officer Jane Roe.", "Jane Roe"),
    ("“We sold 300 pumps in May,” said Acme President/CEO Jane Q. Roe.", "Jane Q. Roe"),
    ("“We sold 300 pumps in May,” said Minister of Trade Jane Roe.", "Jane Roe"),
    ("“We sold 300 pumps in May,” said chief engineer Jane Roe.", "Jane Roe"),
    ("“We sold 300 pumps in May,” according to Jane van der Roe.", "Jane van der Roe"),
    ("“We sold 300 pumps in May,” the company said.", "company"),
    ("Jane Roe, head of sales, said: “We sold 300 pumps in May.”", "Jane Roe"),
    ("Acme’s CEO Jane Roe comments: “We sold 300 pumps in May.”", "Jane Roe"),
    ("Roe: “We sold 300 pumps in May, and more in June.”", "Roe"),
    ("“We sold 300 pumps in May.” – Jane Roe, head of sales", "Jane Roe"),
    ("Jane Roe, head of sales, said:\n\n“We sold 300 pumps in May.”", "Jane Roe"),
]


@pytest.mark.parametrize(("body", "speaker"), SPEAKERS)
def test_the_speaker_as_named(body: str, speaker: str) -> None:
    assert [name for _, name in _quotes(body)] == [speaker]


@pytest.mark.parametrize(
    "body",
    [
        "Acme calls it a “smart pump” for farms.",
        "A quarter of farmers said “rising costs” were their first concern.",
        "Acme Pumps (“Acme” or the “Company”) sells pumps.",
        "The report “Pumps of the North” names 300 makers.",
        'The plant makes pumps of 12" and of 14" for farms.',
        "Acme’s farmers’ pumps are the farmers’ pride.",
    ],
)
def test_terms_and_titles_are_no_quotations(body: str) -> None:
    assert _quotes(body) == []


def test_a_split_quotation_has_one_speaker() -> None:
    body = "“We sold 300 pumps,” said Jane Roe. “Farms wanted them. They got them.”"
    assert _quotes(body) == [
        ("“We sold 300 pumps,”", "Jane Roe"),
        ("“Farms wanted them. They got them.”", "Jane Roe"),
    ]


def test_a_closing_mark_may_open_by_mistake() -> None:
    body = "“We sold 300 pumps,” said Jane Roe. ”We will sell 400 pumps in June.”"
    assert [name for _, name in _quotes(body)] == ["Jane Roe", "Jane Roe"]


def test_a_pronoun_stands_for_the_last_speaker() -> None:
    body = "“We sold 300 pumps,” said Jane Roe.\n\n“Farms wanted every one of them,” she added."
    assert [name for _, name in _quotes(body)] == ["Jane Roe", "Jane Roe"]


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    body = (
        "“We sold 300 pumps in May,” said Jane Roe. “Farms wanted every one of them.\n\n"
        "“They got them all.”"
    )
    quotes = _quotes(body)
    assert [name for _, name in quotes] == ["Jane Roe"] * 3
    assert quotes[-1][0] == "“They got them all.”"


def test_a_quotation_may_close_paragraphs_later() -> None:
    body = "“We sold 300 pumps in May to farms.\n\nFarms wanted them.\n\nThey got them.” – Jane Roe"
    quotes = _quotes(body)
    assert len(quotes) == 1
    assert quotes[0][0].count("\n\n") == 2
    assert quotes[0][1] == "Jane Roe"


def test_a_part_of_a_sentence_counts_with_its_verb() -> None:
    body = "Jane Roe said the plant was “on the way to sell 300 pumps a day” by May."
    assert _quotes(body) == [("“on the way to sell 300 pumps a day”", "Jane Roe")]


def test_quotations_in_boilerplate_keep_its_section() -> None:
    text = "Acme grows\n\nAcme grew.\n\nAbout Acme\n\n“We pump water for 300 farms,” says Jane Roe."
    assert read_layout(text).section_at(text.index("300")) == "boilerplate"
