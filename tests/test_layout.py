"""Sections, blocks, headings and lead-ins, on releases in our own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pr_extract.layout import Block, Layout, read_layout

RELEASE = """\
FOR IMMEDIATE RELEASE

Acme Pumps Raises Output at Its Northern Plants

Second line starts in spring

* Output up by a third
* New hands hired

LEEDS, England, Oct. 24, 2024 /PRNewswire/ -- Acme Pumps raised its output. It hired new hands.

"We could not be happier with the new line in the north," said Jane Roe, head of Acme Pumps.

Results by region:

- The north sold 300 pumps.
- The south sold 200 pumps.

Demand stayed firm at home.

Outlook for the year

Acme Pumps sees demand rising.

About Acme Pumps

Acme Pumps makes pumps for farms in 12 countries.

Forward-Looking Statements

This text looks ahead, and what it says may turn out to be wrong.

Media contact:

Jane Roe, press@acme.example

SOURCE Acme Pumps

-- END --
"""


def _sections(text: str) -> dict[str, str]:
    layout = read_layout(text)
    return {block.span.of(text): block.section for block in layout.blocks}


def _block(text: str, start: str) -> Block:
    block = read_layout(text).block_at(text.index(start))
    assert block is not None
    return block


@pytest.mark.parametrize(
    ("words", "section"),
    [
        ("Acme Pumps Raises", "headline"),
        ("Second line", "subhead"),
        ("Output up", "subhead"),
        ("raised its output", "lead"),
        ("could not be happier", "quote"),
        ("said Jane Roe", "body"),
        ("300 pumps", "body"),
        ("demand rising", "body"),
        ("12 countries", "boilerplate"),
        ("looks ahead", "disclaimer"),
        ("press@acme", "contact"),
        ("SOURCE Acme", "contact"),
        ("-- END --", "contact"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_sections(words: str, section: str, newline: str) -> None:
    text = RELEASE.replace("\n", newline)
    assert read_layout(text).section_at(text.index(words)) == section


def test_the_headline_is_not_the_line_above_it() -> None:
    headline = read_layout(RELEASE).headline
    assert headline is not None
    assert headline.of(RELEASE) == "Acme Pumps Raises Output at Its Northern Plants"


def test_a_release_may_begin_with_its_dateline() -> None:
    layout = read_layout("ROME, Oct. 24, 2024 /PRNewswire/ -- Acme opened a plant.\n\nIt is large.")
    assert layout.headline is None
    assert [block.section for block in layout.blocks] == ["lead", "body"]


def test_without_dateline_the_first_prose_is_the_lead() -> None:
    text = (
        "Acme opens a plant\n\nin the far north\n\nAcme Pumps opened a plant today.\n\nIt is large."
    )
    assert list(_sections(text).values()) == ["headline", "subhead", "lead", "body"]


def test_a_bullet_knows_its_lead_in_and_heading() -> None:
    block = _block(RELEASE, "- The south")
    assert block.kind == "bullet"
    assert block.lead_in is not None
    assert block.lead_in.of(RELEASE) == "Results by region:"


def test_a_list_heading_ends_with_its_list() -> None:
    assert _block(RELEASE, "Demand stayed").heading is None


def test_a_heading_holds_for_what_follows() -> None:
    heading = _block(RELEASE, "Acme Pumps sees").heading
    assert heading is not None
    assert heading.of(RELEASE) == "Outlook for the year"


def test_nothing_is_carried_into_the_next_part() -> None:
    text = (
        "Acme grows\n\nAcme Pumps grew.\n\nThe year ahead\n\nIt will grow.\n\nAbout Acme It pumps."
    )
    assert _block(text, "About Acme").heading is None


@pytest.mark.parametrize("mark", ["*", "-", "•", "●", "○", "▪", "–", "1.", "2)", "(a)", "(iv)"])
def test_bullet_marks(mark: str) -> None:
    text = f"Acme grows\n\nAcme Pumps grew in the north.\n\n{mark} Output rose\n{mark} Costs fell\n"
    assert [b.kind for b in read_layout(text).blocks][2:] == ["bullet", "bullet"]


def test_bullets_on_one_line_are_blocks_of_their_own() -> None:
    text = (
        "Acme grew. ● By region: ○ The north sold 3. ○ The south sold 2. ● By product: ○ All rose."
    )
    blocks = read_layout(text).blocks
    assert [b.kind for b in blocks] == ["paragraph", *["bullet"] * 5]
    lead_ins = [b.lead_in and b.lead_in.of(text) for b in blocks[1:]]
    assert lead_ins == [None, "● By region:", "● By region:", None, "● By product:"]
    assert {b.section for b in blocks} == {"lead"}


def test_a_hard_wrapped_paragraph_is_one_block() -> None:
    text = (
        "Acme Pumps opens a plant\n\n"
        "Acme Pumps opened a plant on the coast for its many customers in the\n"
        "north of the country, and it will hire engineers for the plant in the\n"
        "spring.\n\n"
        "About Acme Pumps\n"
        "Acme Pumps makes pumps for farms and for gardens, and has been making\n"
        "them for longer than anybody in the trade cares to remember by now.\n"
    )
    blocks = read_layout(text).blocks
    assert [(b.section, b.span.of(text).count("\n")) for b in blocks] == [
        ("headline", 0),
        ("lead", 2),
        ("boilerplate", 0),
        ("boilerplate", 1),
    ]


def test_one_paragraph_a_line_is_not_joined() -> None:
    line = "Acme Pumps opened a plant on the coast, and it will hire engineers for it soon. " * 3
    assert len(read_layout(f"Acme grows\n{line}\n{line}\n").blocks) == 3


@pytest.mark.parametrize(
    "row",
    ["Revenue\t1,204\t1,103", "| Revenue | 1,204 | 1,103 |", "Revenue       1,204      1,103"],
)
def test_table_rows(row: str) -> None:
    text = f"Acme grows\n\nAcme Pumps grew.\n\n{row}\n{row}\n"
    blocks = read_layout(text).blocks[2:]
    assert [(b.kind, b.section) for b in blocks] == [("table_row", "table")] * 2


def test_rows_of_html() -> None:
    rows = "<tr><td>North</td><td>300</td></tr> <tr><td>South</td><td>200</td></tr>"
    text = f"Acme grows\n\nAcme Pumps grew.\n\n<table> {rows} </table>\n"
    assert [b.kind for b in read_layout(text).blocks[2:]] == ["table_row"] * 3


def test_cells_that_stand_on_lines_of_their_own_become_rows() -> None:
    cells = "\n\n".join(["2024", "2023", "Pumps sold", "300", "200", "Pumps lost", "7", "(2)"])
    text = (
        f"Acme grows\n\nAcme Pumps grew in all of its regions.\n\n{cells}\n\nIt was a good year.\n"
    )
    rows = [b.span.of(text) for b in read_layout(text).blocks if b.kind == "table_row"]
    assert rows[-2:] == ["Pumps sold\n\n300\n\n200", "Pumps lost\n\n7\n\n(2)"]
    assert read_layout(text).section_at(text.index("good year")) == "body"


def test_a_name_above_its_own_description_is_boilerplate() -> None:
    news = "\n\n".join(["The plant is on the coast of the sea."] * 4)
    about = "Acme Pumps is a maker of pumps for farms. " * 4
    text = f"Acme grows\n\nAcme Pumps grew.\n\n{news}\n\nAcme Pumps\n\n{about}"
    assert read_layout(text).section_at(len(text) - 10) == "boilerplate"


@pytest.mark.parametrize(
    ("opening", "section"),
    [
        ("About Acme Pumps Acme Pumps makes pumps for 40 farms.", "boilerplate"),
        ("About Acme PumpsAcme Pumps makes pumps for 40 farms.", "boilerplate"),
        ("### Company profile", "boilerplate"),
        ("SAFE HARBOR STATEMENT", "disclaimer"),
        ("Disclaimer: Nothing here is a promise.", "disclaimer"),
        ("CONTACT: Jane Roe, press@acme.example", "contact"),
        ("Investor Relations:Jane Roe, 555-0100", "contact"),
        ("Source: Acme Pumps", "contact"),
        ("For more information, contact Jane Roe at press@acme.example.", "contact"),
    ],
)
def test_openings_of_a_part(opening: str, section: str) -> None:
    text = f"Acme grows\n\nAcme Pumps grew in the north.\n\nIt hired.\n\n{opening}\n\nMore of it.\n"
    assert read_layout(text).section_at(text.index(opening)) == section


def test_about_in_running_text_opens_no_boilerplate() -> None:
    text = "Acme grows\n\nAcme Pumps grew.\n\nAbout 200 farms bought pumps.\n\nAll were new.\n"
    assert read_layout(text).section_at(text.index("200")) == "body"


def test_empty_text_has_an_empty_layout() -> None:
    assert read_layout(" \n") == Layout(None, None, (), ())


@given(st.text(alphabet="Aa1 .,:;\n\r\t“”\"'‘’()/–-*●|<tr>@%$", max_size=400))
def test_any_text_gives_ordered_blocks_inside_it(text: str) -> None:
    layout = read_layout(text)
    position = 0
    for block in layout.blocks:
        assert position <= block.span.start < block.span.end <= len(text)
        position = block.span.end
    covered = {i for b in layout.blocks for i in range(b.span.start, b.span.end)}
    for quote in layout.quotes:
        assert quote.span.start in covered


HEADLINES = [
    ("NEWS RELEASE\n\nAcme opens a plant\n\n", "Acme opens a plant"),
    ("Bureau of Pumps\n\nNEWS RELEASE\n\nPump orders, May 2024\n\n", "Pump orders, May 2024"),
    ("Pump Bureau\n\nPress release 24/2024\n\nPump orders rise\n\n", "Pump orders rise"),
    ("Acme plc\n\nTrading update for the year\n\n", "Trading update for the year"),
    ("Contact: Jane Roe\nPhone: 202-555-0100\n\nAcme opens a plant\n\n", "Acme opens a plant"),
    ("October 24, 2024\n\nAcme opens a plant\n\n", "Acme opens a plant"),
    ("RNS Number: 1234A\nAcme plc\n\nTrading update\n\n", "Trading update"),
    ("**Acme opens a plant**\n\n", "Acme opens a plant"),
    ("# Acme opens a plant\n\n", "Acme opens a plant"),
    ("Acme opens a plant\n\nFOR IMMEDIATE RELEASE\n\n", "Acme opens a plant"),
]


@pytest.mark.parametrize(("top", "headline"), HEADLINES)
@pytest.mark.parametrize("dateline", ["", "ROME, Oct. 24, 2024 /PRNewswire/ -- "])
def test_headlines(top: str, headline: str, dateline: str) -> None:
    text = f"{top}{dateline}Acme Pumps opened a plant on the coast, and more are to follow it.\n"
    layout = read_layout(text)
    assert layout.headline is not None
    assert layout.headline.of(text) == headline


def test_a_first_sentence_is_no_headline() -> None:
    text = "Acme sold 300 pumps.\n\nIt was a good year for all of its plants.\n"
    assert list(_sections(text).values()) == ["lead", "body"]


def test_financial_tables_after_the_contacts_are_tables() -> None:
    table = "STATEMENT OF INCOME (unaudited)\n\nPumps       300     200\nHoses       40      30\n"
    text = f"Acme grows\n\nAcme Pumps grew a lot.\n\nContact:\n\nJane Roe\n\n{table}\nIt grew.\n"
    assert read_layout(text).section_at(text.index("300")) == "table"
    assert read_layout(text).section_at(text.index("It grew")) == "body"


def test_a_source_under_a_table_belongs_to_it() -> None:
    table = "Pumps\t300\t200\nHoses\t40\t30\n\nSource: Bureau of Pumps\n"
    text = f"Acme grows\n\nAcme Pumps grew a lot.\n\n{table}" + "\nIt grew again.\n" * 4
    assert read_layout(text).section_at(text.index("Bureau")) == "table"
    assert read_layout(text).section_at(text.index("again")) == "body"


@pytest.mark.parametrize("heading", ["Media", "Investors", "Source of growth"])
def test_a_heading_of_the_news_opens_no_contacts(heading: str) -> None:
    more = "Sales rose by a third in the year to May.\n\nThey rose in the north.\n"
    text = f"Acme grows\n\nAcme Pumps grew a lot.\n\n{heading}\n\n{more}"
    assert read_layout(text).section_at(text.index("They")) == "body"


def test_an_address_in_running_text_is_an_aside() -> None:
    more = "It will grow more.\n\n" * 4
    text = f"Acme grows\n\nAcme grew a lot.\n\nWrite to news@acme.example.\n\n{more}"
    assert read_layout(text).section_at(text.index("news@")) == "contact"
    assert read_layout(text).section_at(text.index("more")) == "body"


def test_the_lead_follows_a_dateline_that_only_announces_it() -> None:
    stub = "PARIS--(BUSINESS WIRE)--Regulatory News:"
    text = f"Acme grows\n\n{stub}\n\nAcme Pumps grew a lot.\n\nMore.\n"
    layout = read_layout(text)
    assert layout.section_at(text.index("grew")) == "lead"
    assert layout.section_at(text.index("More")) == "body"
