"""Entities: names with their bounds and labels, what brackets define, aliases, the issuer."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from spacy.language import Language

from pr_extract.entities import Entities, Entity, find_entities
from pr_extract.language import load_model, make_doc
from pr_extract.layout import read_layout
from pr_extract.source import Span


@cache
def model() -> Language:
    return load_model()


def read(text: str, *taken: str) -> Entities:
    layout = read_layout(text)
    spans = [Span(text.index(words), text.index(words) + len(words)) for words in taken]
    doc = make_doc(model(), text, [block.span for block in layout.blocks], [])
    for _, component in model().pipeline:
        doc = component(doc)
    return find_entities(doc, text, layout, spans)


def named(entities: Entities, name: str) -> Entity:
    found = [record for record in entities.records if record.name == name]
    assert found, f"no {name!r} among {[record.name for record in entities.records]}"
    return found[0]


def mentions(text: str, record: Entity) -> list[str]:
    return [span.of(text) for span in record.mentions]


LEAD = "LEEDS, England, March 3, 2025 /PRNewswire/ -- "


@pytest.mark.parametrize(
    ("sentence", "label", "name"),
    [
        ("Profits at Harlow & Finch rose sharply.", "ORG", "Harlow & Finch"),
        ("The mill was sold to Brenta Tessuti S.p.A. in May.", "ORG", "Brenta Tessuti S.p.A."),
        ("It was bought by Quillon Foods Co., Ltd. last year.", "ORG", "Quillon Foods Co., Ltd."),
        ("The board hired Roe, Vane, Doe & Low LLP as counsel.", "ORG", "Roe, Vane, Doe & Low LLP"),
        ("Rules of the Ministry of Transport and Tourism apply.", "ORG",
         "Ministry of Transport and Tourism"),
        ("Visitors came to the Ribble Cheese Fair on Sunday.", "EVENT", "Ribble Cheese Fair"),
        ("The Clean Harbours Act funded the work.", "LAW", "Clean Harbours Act"),
        ("Trains stop at Harlow Junction Station every day.", "FAC", "Harlow Junction Station"),
        ("The works lie in Ashdown County, far from the sea.", "GPE", "Ashdown County"),
        ("The crop failed in Portugal again.", "GPE", "Portugal"),
        ("Doctors gave patients QLX-204 for a month.", "PRODUCT", "QLX-204"),
        ("The plan of Portugal's energy and mining ministry failed.", "ORG",
         "Portugal's energy and mining ministry"),
        ("Costs fell at Keighley, where the mill stands.", "GPE", "Keighley"),
        ("The show travels to Gothenburg and Reykjavik.", "GPE", "Reykjavik"),
        ("It was checked by the classification society Norsk Tarn in May.", "ORG", "Norsk Tarn"),
        ("A survey of the trade association QVLM was sent out.", "ORG", "QVLM"),
        ("The contract with Electro Tarn can still be ended.", "ORG", "Electro Tarn"),
        ("Theatres run under the Ostler brand.", "PRODUCT", "Ostler"),
        ("It took delivery of the Brask Vale and the Brask Ribble, two new ships.", "PRODUCT",
         "Brask Vale"),
        ("The airport opened Concourse B in June.", "FAC", "Concourse B"),
        ("Output of the Brask mine rose.", "FAC", "Brask mine"),
        ("The crew drilled at the Brask open pit in May.", "FAC", "Brask open pit"),
        ("Claims lie in the historical Brask mining district.", "LOC", "Brask mining district"),
        ("It is a report as defined by National Instrument 51-101 there.", "LAW",
         "National Instrument 51-101"),
        ("Teachers at the University of Ruritania at Tarn met.", "ORG",
         "University of Ruritania at Tarn"),
        ("“We grow,” said U.S. Secretary of Commerce Jane Rowe.", "PERSON", "Jane Rowe"),
        ("Harlow plc promoted Olga Mehrota to Chief Operating Officer.", "PERSON", "Olga Mehrota"),
        ("Dispatches to EU Member States grew.", "ORG", "EU"),
        ("For more, follow us on X and LinkedIn.", "ORG", "X"),
    ],
)  # fmt: skip
def test_name_has_its_bounds_and_label(sentence: str, label: str, name: str) -> None:
    assert named(read(sentence), name).label == label


@pytest.mark.parametrize(
    "sentence",
    [
        "Adjusted EBITDA and GAAP EPS rose in Q3.",
        "Output of NEV plants reached 40 MW.",
        "Sales reached EUR 5 million in August.",
        "The board approved the sale of notes (the “Notes”), and the Notes are due soon.",
        "A new energy vehicle (QEV) needs a battery, and every QEV needs a charger.",
        "The accounts follow IAS 34 and IFRS 16.",
        "The ore holds WO3 and Li2O.",
        "All sums are in United States dollars.",
        "Grants went to Tribal communities and Nordic farmers.",
        "The Vendors shall keep a 2% NSR on it.",
        "The works follow Good Manufacturing Practices (“cGMP”).",
        "News on $QRSX is sent by mail.",
    ],
)
def test_abbreviations_units_and_defined_objects_are_no_entities(sentence: str) -> None:
    assert [record.name for record in read(sentence).records] == []


def test_known_names_stand_in_counts_too() -> None:
    text = "The Ribble Water Council (RWC) met. It owns 40 RWC boats."
    assert mentions(text, read(text, "40 RWC boats").records[0])[:2] == [
        "Ribble Water Council",
        "RWC",
    ]
    assert "RWC" in mentions(text, read(text, "40 RWC boats").records[0])[2:]


def test_capitals_of_a_headline_are_no_legal_form() -> None:
    text = f"HARLOW GROUP GROWS, TRIMS OUTLOOK AS RATES FALL\n\n{LEAD}Harlow Group grew."
    assert {record.name for record in read(text).records} == {"HARLOW GROUP", "LEEDS", "England"}


def test_figures_are_no_part_of_a_name() -> None:
    text = "Harlow Group hired 40 people in 2024."
    (harlow,) = read(text, "40 people", "2024").records
    assert mentions(text, harlow) == ["Harlow Group"]


@pytest.mark.parametrize(
    ("bracket", "ticker"),
    [
        ("(NYSE: HRW)", ("NYSE", "HRW")),
        ("(Nasdaq: HRWX; TSX: HRW)", ("Nasdaq", "HRWX")),
        ("(HKEX: 1234)", ("HKEX", "1234")),
        ("(1234.HK)", ("HK", "1234")),
    ],
)
def test_ticker_stands_behind_the_name(bracket: str, ticker: tuple[str, str]) -> None:
    entities = read(f"{LEAD}Harlow Widgets plc {bracket} today reported results.")
    assert named(entities, "Harlow Widgets plc").ticker == ticker


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        (
            "Harlow Widgets Inc. (“Harlow” or the “Company”) grew. The Company hired. Harlow won.",
            "Harlow Widgets Inc.",
            ["Harlow Widgets Inc.", "Harlow", "Company", "Company", "Harlow"],
        ),
        (
            "The Ribble Water Council (RWC) met. Later RWC voted.",
            "Ribble Water Council",
            ["Ribble Water Council", "RWC", "RWC"],
        ),
        (
            "Jane Roe, Chief Financial Officer of Harlow Group, resigned. Roe will teach.",
            "Jane Roe",
            ["Jane Roe", "Roe"],
        ),
        (
            "Chile exports copper. This country's mines grow.",
            "Chile",
            ["Chile", "country"],
        ),
        (
            "VANCOUVER, BC, March 3, 2025 /CNW/ - Harlow plc mines in British Columbia.",
            "British Columbia",
            ["BC", "British Columbia"],
        ),
        (
            "Harlow Tiles AG grew. The Harlow Group has plants in Spain.",
            "Harlow Tiles AG",
            ["Harlow Tiles AG", "Harlow Group"],
        ),
        (
            "Output of the Brask mine rose. Costs at Brask fell.",
            "Brask mine",
            ["Brask mine", "Brask"],
        ),
        (
            "The Ribble Maritime Museum opened. The director of the museum spoke.",
            "Ribble Maritime Museum",
            ["Ribble Maritime Museum", "museum"],
        ),
        (
            "The United States imports tea. Buyers in the U.S. like it strong.",
            "United States",
            ["United States", "U.S."],
        ),
        (
            "The Ribble Cheese Fair opened. The fair ends soon.",
            "Ribble Cheese Fair",
            ["Ribble Cheese Fair", "fair"],
        ),
        (
            "Ashdown District grew fast. The district has many farms. It is home to weavers.",
            "Ashdown District",
            ["Ashdown District", "district", "It"],
        ),
    ],
)
def test_aliases_are_one_record(text: str, name: str, found: list[str]) -> None:
    assert mentions(text, named(read(text), name)) == found


def test_subsidiary_with_a_place_in_its_name_is_another_record() -> None:
    entities = read("Harlow Energy grew. Harlow Energy Portugal shrank. Harlow Energy owns it.")
    assert {"Harlow Energy", "Harlow Energy Portugal"} <= {r.name for r in entities.records}


def test_person_carries_the_role() -> None:
    text = "“We grew,” said Jane Roe, Chief Financial Officer of Harlow Group."
    assert named(read(text), "Jane Roe").title == "Chief Financial Officer"


def test_title_before_a_person_is_no_part_of_the_name() -> None:
    text = "Harlow Director Jane Roe spoke to Dr. John Doe."
    names = {record.name: record.label for record in read(text).records}
    assert (names["Jane Roe"], names["John Doe"]) == ("PERSON", "PERSON")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (f"{LEAD}Harlow plc grew.", "LEEDS", "GB"),
        (f"{LEAD}Harlow plc grew.", "England", "GB"),
        ("TARNBY, Denmark, March 3, 2025 /PRNewswire/ -- Harlow A/S grew.", "TARNBY", "DK"),
        ("Harlow Inc. opened an office in Ontario.", "Ontario", "CA"),
    ],
)
def test_place_has_its_country(text: str, name: str, country: str) -> None:
    assert named(read(text), name).country == country


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            f"Harlow Grows\n\n{LEAD}Harlow Widgets plc today announced a plant.",
            "Harlow Widgets plc",
        ),
        (
            f"Survey Finds Tea Is Popular\n\n{LEAD}Tea is popular, a survey shows.\n\n"
            "About Harlow Foundation\n\nHarlow Foundation supports growers.",
            "Harlow Foundation",
        ),
        (
            f"Tea Is Popular\n\n{LEAD}Tea sells well.\n\nSOURCE Harlow Tea Company",
            "Harlow Tea Company",
        ),
        (
            "Rates unchanged\n\nBANK OF RURITANIA, 2024-10-24\n\nRates stay where they are.",
            "BANK OF RURITANIA",
        ),
        (
            "Rates unchanged\n\nBank of Ruritania – Oslo, 24 October 2024\n\nRates stay the same.",
            "Bank of Ruritania",
        ),
        (
            "OSLO — March 3, 2025 — Governor Jane Roe today opened a bridge.\n\n"
            "The Governor’s Office paid for it, and Harlow Works built it.",
            "Governor’s Office",
        ),
        (
            f"{LEAD}The Ribble Cheese Fair opened in Preston, according to Ribble City Council.\n\n"
            "The fair lasts a week.",
            None,
        ),
        (  # a coalition on a ministry's awards: its people speak, its site is given
            "Ministry of Ports Announces Quay Awards\n\n"
            "The Ministry of Ports announced the Quay Awards last week. The Ministry of Ports gave "
            "money to many.\n\n"
            "“Quays matter,” said Ann Roe, spokeswoman for the Quay Coalition. “They do.”\n\n"
            "For more, visit www.quaycoalition.org.\n",
            "Quay Coalition",
        ),
        (  # an analyst on a company it covers
            "Lowell Research Updates Coverage on Brask Foods Inc. (NYSE: BRSK)\n\n"
            + LEAD
            + "Brask Foods Inc. (NYSE: BRSK): Lowell Research updates coverage on Brask Foods "
            "Inc. BRSK reported a good year.\n\n"
            "About Lowell\nLowell Research is an advisory firm.\n",
            "Lowell Research",
        ),
        (  # a letterhead
            "OFFICE FOR STATISTICS OF RURITANIA\nNews release 7/2014\n\n"
            "Labour Force Survey: jobless rate 7%\n\n"
            "The jobless rate in Ruritania was 7% in May. The rate of young people was 9%.",
            "OFFICE FOR STATISTICS OF RURITANIA",
        ),
        (  # who is asked for a comment issues nothing
            "Oil prices fell by 2% on Tuesday after a poll of traders.\n\n"
            "“The market is tired,” said Ann Roe, head of trading at Vale Securities in London.",
            None,
        ),
        (  # a heading glued to its paragraph
            "Harbour Fund Grows with Vale Bank's Help\n\n"
            + LEAD
            + "Vale Bank has helped again, and so have guests of the Harbour Fund.\n\n"
            "About Harbour FundHarbour Fund feeds many. Write to us at harbourfund.org.\n",
            "Harbour Fund",
        ),
    ],
)
def test_issuer(text: str, issuer: str | None) -> None:
    found = read(text).issuer
    assert (found.name if found else None) == issuer


def test_name_in_the_headline_is_found_though_all_is_capitalised() -> None:
    text = f"Harlow Widgets Opens New Plant In Leeds\n\n{LEAD}Harlow Widgets opened a plant."
    assert named(read(text), "Harlow Widgets").mentions[0] == Span(0, 14)


def test_mentions_never_overlap() -> None:
    text = f"{LEAD}Harlow Widgets plc (“Harlow”) of Leeds said the Leeds-based company grew."
    spans = sorted(span for record in read(text).records for span in record.mentions)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_at_finds_the_record_of_a_span() -> None:
    text = f"{LEAD}Harlow Widgets plc (“Harlow”) grew. The company hired."
    entities = read(text)
    start = text.index("company")
    assert entities.at(Span(start, start + 7)) is named(entities, "Harlow Widgets plc")
    assert entities.at(Span(start + 8, start + 13)) is None


def described(text: str, name: str) -> list[str]:
    return mentions(text, named(read(text), name))


@pytest.mark.parametrize(
    ("headline", "found"),
    [
        ("Brightmoor Optics Reports Record Sales for Third Quarter", "Brightmoor Optics"),
        ("Brightmoor Unveils Lens Coating for Night Drivers", "Brightmoor"),
        ("Brightmoor Optics to Build Second Plant in Tampere", "Brightmoor Optics"),
        ("Brightmoor Optics: Sales Up in Every Market Last Year", "Brightmoor Optics"),
    ],
)
def test_short_name_in_a_headline_is_a_mention(headline: str, found: str) -> None:
    text = f"{headline}\n\n{LEAD}Brightmoor Optics Corporation today said that sales grew."
    assert described(text, "Brightmoor Optics Corporation")[0] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "The Board of Directors of Harlow Foods Ltd. met on Monday.",
        "The Supervisory Board of Harlow Foods Ltd. met on Monday.",
        "The Harlow Foods Ltd. Board of Directors met on Monday.",
        "The Board of Directors met. Harlow Foods Ltd. grew.",
    ],
)
def test_board_is_no_part_of_the_organisation(sentence: str) -> None:
    assert [record.name for record in read(sentence).records] == ["Harlow Foods Ltd."]


@pytest.mark.parametrize(
    "text",
    [
        "Sales rose.\n\n• Load factor: high\n• Housing starts: low",
        "Nonfarm employment rose in the valley.",
        "Scope 3 emissions fell around Golden Week.",
        "Traffic grew before Lunar New Year and on Black Friday.",
        "The share (ISIN GB00B03MLX29) fell.",
        "Write to 12 Mill Street, Tarnby, OH 43210 for a copy.",
        "Makers of LFP cells said ROTCE and RASK improved.",
    ],
)
def test_words_with_capitals_of_their_place_are_no_names(text: str) -> None:
    assert [record.name for record in read(text).records] == []


@pytest.mark.parametrize(
    ("sentence", "label", "name", "found"),
    [
        ("We sell the V4 Lite, our new handheld scanner. The scanner is light.",
         "PRODUCT", "V4 Lite", ["V4 Lite", "scanner"]),
        ("Skerry Reach, an offshore wind farm, is idle. The wind farm will close.",
         "FAC", "Skerry Reach", ["Skerry Reach", "wind farm"]),
        ("Skerry Reach, an offshore wind farm, is idle. The project cost much.",
         "FAC", "Skerry Reach", ["Skerry Reach", "project"]),
        ("Pell & Marrow, a maker of kites, hired staff.", "ORG", "Pell & Marrow", None),
        ("They sell tea under brands such as Tolvo, Old Barn and Minka.", "PRODUCT", "Old Barn",
         None),
        ("The results stand in the journal Bridges and Materials.", "WORK_OF_ART",
         "Bridges and Materials", None),
        ("The rule is the Clean Harbours Act of 1995.", "LAW", "Clean Harbours Act of 1995", None),
        ("Fans of the Tarn Women's Hockey League came.", "ORG", "Tarn Women's Hockey League", None),
        ("Tea was shown at the 5th China (Foshan) Tea Expo.", "EVENT",
         "5th China (Foshan) Tea Expo", None),
        ("The firm sells lamps in the Carolinas.", "LOC", "Carolinas", None),
        ("Imaging Systems revenue was flat.", "ORG", "Imaging Systems", None),
        ("Rents rose in the Lyon metro area.", "LOC", "Lyon metro area", None),
        ("Trucks queue on Interstate 40 every day.", "FAC", "Interstate 40", None),
        ("Sales in the Harbour Works segment fell.", "ORG", "Harbour Works segment", None),
        ("In the Lamps and Renewable Light segment, sales fell.", "ORG",
         "Lamps and Renewable Light segment", None),
        ("The Centers for Tea and Coffee Studies (CTS) met.", "ORG",
         "Centers for Tea and Coffee Studies", None),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_says_what_it_is(
    sentence: str, label: str, name: str, found: list[str] | None
) -> None:
    record = named(read(sentence), name)
    assert record.label == label
    assert found is None or mentions(sentence, record) == found


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("“We grew,” said Mona Silk, Ph.D., professor of botany.", "professor of botany"),
        ("“We grew,” said Mona Silk, Chairwoman of the Board.", "Chairwoman of the Board"),
        ("“We grew,” said chief executive Mona Silk.", "chief executive"),
        ("Attorney General Mona Silk spoke.", "Attorney General"),
        ("Chief Revenue Officer Mona Silk spoke.", "Chief Revenue Officer"),
    ],
)
def test_role_of_a_person_is_the_title(sentence: str, title: str) -> None:
    record = named(read(sentence), "Mona Silk")
    assert (record.label, record.title) == ("PERSON", title)


def test_short_name_that_is_also_a_city_is_the_company_that_acts() -> None:
    text = f"{LEAD}Oxford Tools Corp. (NYSE: OXT) today cut prices. Oxford expects a loss."
    assert described(text, "Oxford Tools Corp.")[-1] == "Oxford"


def test_we_in_a_quotation_is_the_speaker_s_organisation() -> None:
    text = (
        f"{LEAD}Harlow Foods Ltd. today signed with Pell Lenses Inc. and paid at once.\n\n"
        "“We will ship soon,” said Mona Silk, chief executive of Pell Lenses Inc."
    )
    assert "We" in described(text, "Pell Lenses Inc.")


def test_it_that_counts_what_happened_stands_for_nothing() -> None:
    text = "Harlow Foods Ltd. raised its dividend. It was the fifth increase in a row."
    assert described(text, "Harlow Foods Ltd.") == ["Harlow Foods Ltd."]


def test_symbol_in_words_is_the_issuer_s_ticker() -> None:
    text = (
        f"{LEAD}Harlow Foods, Inc. today priced its offering. The shares will trade on the Nasdaq "
        "Global Select Market under the symbol “HRLW.”"
    )
    entities = read(text)
    assert named(entities, "Harlow Foods, Inc.").ticker == ("Nasdaq Global Select Market", "HRLW")
    assert all(record.name != "HRLW" for record in entities.records)


def test_place_based_noun_is_a_description() -> None:
    text = f"{LEAD}Harlow Fund today announced grants. The Leeds-based foundation gives much."
    assert described(text, "Harlow Fund") == ["Harlow Fund", "foundation"]
