"""Tables in the shapes that releases have them, and what must not be read out of one."""

from __future__ import annotations

from functools import cache

import pytest

from pr_extract.dates import find_dates
from pr_extract.layout import read_layout
from pr_extract.quantities.find import find_amounts
from pr_extract.tables import read_tables
from pr_extract.tables.read import Found

OPENING = (
    "Tarnfield plc announces results\n\n"
    "LEEDS, England, 24 October 2024 -- Tarnfield plc (LSE: TRN) today announced its results.\n\n"
)


def tables(body: str) -> tuple[str, tuple[Found, ...]]:
    text = OPENING + body
    layout = read_layout(text)
    dates = find_dates(text, reference=layout.dateline.date if layout.dateline else None)
    blocked = [mention.span for mention in dates.mentions]
    return text, read_tables(text, layout, dates.mentions, find_amounts(text, blocked, "GB")).found


def values(body: str) -> list[str]:
    """Each figure as `text = value unit`, with `/per` where there is one."""
    text, found = tables(body)
    rows = []
    for figure in found:
        q = figure.quantity
        value = f"{q.low}..{q.high}" if q.value is None else str(q.value.normalize() + 0)
        per = f"/{q.per}" if q.per else ""
        value = value if "E" not in value else format(q.value or 0, "f")
        rows.append(f"{' '.join(q.span.of(text).split())} = {value} {q.unit}{per}")
    return rows


def contexts(body: str) -> list[tuple[str, str, str | None, str | None]]:
    """Each figure with its concept, the end of its period, and its change and basis in one."""
    text, found = tables(body)
    rows = []
    for figure in found:
        c = figure.context
        change = None
        if c.role == "change":
            basis = f" {c.basis.kind} {c.basis.span.of(text)}" if c.basis else ""
            change = f"{c.direction}{basis}"
        rows.append(
            (
                figure.quantity.span.of(text),
                c.concept.of(text) if c.concept else "",
                str(c.period.end) if c.period else None,
                change,
            )
        )
    return rows


SHAPES = {
    "bars": "| Item | Q3 2024 | Q3 2023 |\n|---|---:|---:|\n| Revenue | 812.4 | (790.0) |",
    "tabs": "\tQ3 2024\tQ3 2023\nRevenue\t812.4\t(790.0)",
    "blanks": "                Q3 2024     Q3 2023\nRevenue         812.4       (790.0)",
    "lone blanks": "Three months ended September 30,\n2024 2023\nRevenue £ 812.4 £ (790.0)",
    "html": (
        '<table style="width: 20%"><tr><th></th><th>Q3 2024</th><th>Q3 2023</th></tr>'
        "<tr><td>Revenue</td><td>812.4</td><td>(790.0)</td></tr></table>"
    ),
    "a cell a line": "\n\n".join(
        ["Item", "Q3 2024", "Q3 2023", "Revenue", "812.4", "(790.0)", "Profit", "301.0", "288.4"]
    ),
    "signs in cells of their own": "\tQ3 2024\t\tQ3 2023\nRevenue\t£\t812.4\t£\t(790.0)",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_table_is_read_alike(shape: str) -> None:
    read = contexts(f"Results (in millions of pounds)\n\n{SHAPES[shape]}\n")[:2]
    assert [c for _, c, _, _ in read] == ["Revenue", "Revenue"]
    assert [p for _, _, p, _ in read] == ["2024-09-30", "2023-09-30"]
    assert [row.split(" = ")[1] for row in values(f"Results (£m)\n\n{SHAPES[shape]}\n")][:2] == [
        "812400000 GBP",
        "-790000000 GBP",
    ]


SCALES = {
    "(in millions of euros, except per share data)": "812400000 EUR",
    "($ in thousands)": "812400 USD",
    "(US$ millions)": "812400000 USD",
    "€m": "812400000 EUR",
    "RMB'000": "812400 CNY",
    "MSEK": "812400000 SEK",
    "(Rs. in crore)": "8124000000 INR",
    "Amounts in NOK million": "812400000 NOK",
}


@pytest.mark.parametrize("title", SCALES)
def test_a_title_states_currency_and_scale(title: str) -> None:
    body = f"Results\n\n{title}\n\n| Item | Q3 2024 | Q3 2023 |\n| Revenue | 812.4 | 790.0 |"
    assert values(body)[0] == f"812.4 = {SCALES[title]}"


def test_a_label_or_head_states_the_unit_of_its_own_figures() -> None:
    body = (
        "Key figures (£m)\n\n| Item | Q3 2024 | Q3 2023 |\n| Revenue | 812.4 | 790.0 |\n"
        "| Operating margin (%) | 11.2 | 10.1 |\n| Earnings per share (p) | 4.2 | 4.0 |\n"
        "| Energy used (GWh) | 12 | 13 |\n| Realised price (US$/oz) | 2,410 | 1,920 |\n"
        "| Number of stores | 412 | 398 |\n| Passenger journeys (million) | 41.2 | 39.0 |"
    )
    assert values(body)[::2] == [
        "812.4 = 812400000 GBP",
        "11.2 = 11.2 percent",
        "4.2 = 0.042 GBP/share",
        "12 = 12 gigawatt_hour",
        "2,410 = 2410 USD/ounce",
        "412 = 412 store",
        "41.2 = 41200000 journey",
    ]


def test_figures_per_share_keep_out_of_the_scale() -> None:
    body = (
        "Statements of income (in thousands of dollars, except per share amounts)\n\n"
        "                            2024        2023\n"
        "Net income               $ 45,100    $ (3,200)\n"
        "Net income per share:\n"
        "  Basic                  $   0.45    $  (0.03)\n"
        "Weighted average shares:\n"
        "  Basic                   100,222      99,100\n"
    )
    assert values(body) == [
        "$ 45,100 = 45100000 USD",
        "$ (3,200) = -3200000 USD",
        "$ 0.45 = 0.45 USD/share",
        "$ (0.03) = -0.03 USD/share",
        "100,222 = 100222000 share",
        "99,100 = 99100000 share",
    ]


def test_changes_are_measured_against_the_column_before() -> None:
    body = (
        "| Item | June 2024 | June 2023 | Change |\n| Guests | 4.21m | 3.86m | +9% |\n"
        "| Flights | 22,450 | 24,180 | (7.2%) |\n| Load factor | 94.1% | 93.2% | +0.9 pts |"
    )
    assert values(body)[:2] == ["4.21m = 4210000 guest", "3.86m = 3860000 guest"]
    assert [row for row in contexts(body) if row[3]] == [
        ("+9%", "Guests", "2024-06-30", "up year_on_year June 2023"),
        ("(7.2%)", "Flights", "2024-06-30", "down year_on_year June 2023"),
        ("+0.9 pts", "Load factor", "2024-06-30", "up year_on_year June 2023"),
    ]


def test_each_change_finds_its_pair_among_several_columns() -> None:
    body = (
        "| USD million | Q3 2024 | Q2 2024 | Q3 2023 | QoQ | YoY |\n"
        "| Revenue | 110.0 | 100.0 | 88.0 | 10% | 25% |"
    )
    assert [row[3] for row in contexts(body) if row[3]] == [
        "up quarter_on_quarter Q2 2024",
        "up year_on_year Q3 2023",
    ]


def test_a_bare_change_is_a_difference_where_it_is_one() -> None:
    body = (
        "Forecast for the year ending March 31, 2025 (billions of yen)\n\n"
        "| Item | Previous | Revised | Change |\n| Revenue | 165.0 | 170.0 | +5.0 |"
    )
    assert values(body)[-1] == "+5.0 = 5000000000 JPY"
    assert contexts(body)[-1] == ("+5.0", "Revenue", "2025-03-31", "up other Previous")
    assert {figure.context.modality for figure in tables(body)[1]} == {"expected"}


def test_a_head_over_two_columns_holds_for_both() -> None:
    body = (
        "Income (in millions of euros)\n\n"
        "            Three Months Ended        Nine Months Ended\n"
        "              September 30,             September 30,\n"
        "             2024      2023           2024      2023\n"
        "Revenue     301.2     260.1          880.3     760.0\n"
    )
    _, found = tables(body)
    assert [str(figure.context.period.start) for figure in found if figure.context.period] == [
        "2024-07-01",
        "2023-07-01",
        "2024-01-01",
        "2023-01-01",
    ]


def test_heads_may_name_what_is_measured_and_rows_whose_it_is() -> None:
    body = (
        "| Site | Number of employees in 2023 | Average wage per hour |\n"
        "| Leeds | 1,204 | £18.40 |\n| York | 310 | £17.95 |"
    )
    text, found = tables(body)
    assert values(body)[:2] == ["1,204 = 1204 employee", "£18.40 = 18.4 GBP/hour"]
    assert contexts(body)[0] == ("1,204", "employees", "2023-12-31", None)
    owners = [figure.context.entity for figure in found]
    assert [owner.of(text) for owner in owners if owner] == ["Leeds", "Leeds", "York", "York"]


def test_a_breakdown_names_the_measure_in_its_title() -> None:
    body = (
        "Revenue by segment (£m)\n\n| Segment | 2023 | 2022 |\n| Pumps | 51.8 | 47.6 |\n"
        "| Total | 60.2 | 55.1 |"
    )
    text, found = tables(body)
    assert [c for _, c, _, _ in contexts(body)] == ["Revenue", "Revenue", "Total", "Total"]
    owner = found[0].context.entity
    assert owner is not None and owner.of(text) == "Pumps"


SUB_ROWS = """Trade, EUR million

                      Aug. 2024     m/m     y/y     Jan.-Aug. 2024     y/y
                      EUR million   %       %       EUR million        %
Exports               684.2         1.9     4.7     5,904              3.0
– to the euro area    463.0         .       2.4     3,870              –2.1
of which machinery    112.1         0.3     0.4     900                1.1
"""


def test_rows_that_part_another_take_its_concept_and_name_whose_part() -> None:
    text, found = tables(SUB_ROWS)
    owners = [f.context.entity.of(text) if f.context.entity else None for f in found]
    assert {f.context.concept.of(text) for f in found if f.context.concept} == {"Exports"}
    assert owners == [None] * 5 + ["euro area"] * 4 + ["machinery"] * 5
    assert contexts(SUB_ROWS)[1:5] == [
        ("1.9", "Exports", "2024-08-31", "up month_on_month m/m"),
        ("4.7", "Exports", "2024-08-31", "up year_on_year y/y"),
        ("5,904", "Exports", "2024-08-31", None),
        ("3.0", "Exports", "2024-08-31", "up year_on_year y/y"),
    ]


def test_indented_rows_part_what_is_counted_but_no_sum_of_their_own() -> None:
    table = "             2023     2022\nPassengers   1,204    1,100\n"
    text, found = tables(
        f"Traffic\n\n{table}  Domestic     300      290\n  Fuel cost    12       10\n"
    )
    assert [(f.quantity.span.of(text), f.quantity.unit) for f in found] == [
        ("1,204", "passenger"), ("1,100", "passenger"), ("300", "passenger"), ("290", "passenger"),
    ]  # fmt: skip


def test_a_label_states_tonnes_boxes_and_thousands_of_things() -> None:
    table = (
        "Output\n\n\t2023\t2022\nCopper produced (t)\t9,870\t8,655\n"
        "Volume (thousand TEUs)\t1,071\t982\nGold sold (koz)\t60.1\t52.0\n"
        "Traffic (million passengers)\t1.2\t1.1\nShops opened\ttwelve\tten\n"
    )
    assert values(table)[::2] == [
        "9,870 = 9870 metric_ton",
        "1,071 = 1071000 teu",
        "60.1 = 60100 troy_ounce",
        "1.2 = 1200000 passenger",
        "twelve = 12 shop",
    ]


def test_a_row_of_growth_holds_changes() -> None:
    table = (
        "For 2025 the firm now expects:\n\n                     Current        Previous\n"
        "Sales growth         3.0% to 3.5%   2.0%\nDecline in volumes   1.5%           2.5%\n"
    )
    assert contexts(table) == [
        ("3.0% to 3.5%", "Sales", "2025-12-31", "up"),
        ("2.0%", "Sales", "2025-12-31", "up"),
        ("1.5%", "volumes", "2025-12-31", "down"),
        ("2.5%", "volumes", "2025-12-31", "down"),
    ]
    assert {f.context.modality for f in tables(table)[1]} == {"expected"}


def test_a_day_in_a_label_is_one_of_the_columns_year() -> None:
    table = "Key figures\n\n| | H1 2024 | H1 2023 |\n| Employees (30 June) | 2,418 | 2,467 |\n"
    assert [row[2] for row in contexts(table)] == ["2024-06-30", "2023-06-30"]


def test_a_column_of_shares_parts_the_rows_figure() -> None:
    table = (
        "Sales in EUR million\n\n\tH1 2024\tShare (%)\nSales\t368\t100.0\n"
        "of which Europe\t276\t75.0\n"
    )
    _, found = tables(table)
    assert [f.context.role for f in found] == ["level", "share"] * 2


def test_ranges_are_scaled_at_both_ends() -> None:
    body = "2025 guidance (£ million)\n\n| Item | Old | New |\n| Capex | 45 - 50 | 60 - 70 |"
    assert values(body)[0] == "45 - 50 = 45000000..50000000 GBP"


def test_a_title_and_new_heads_begin_another_table() -> None:
    body = (
        "In £m\n\n| Item | H1 2024 | H1 2023 |\n| Revenue | 812.4 | 790.0 |\n\n"
        "House prices in September 2024\n\n"
        "| City | Average price | Annual change |\n| Leeds | £241,000 | -1.3% |\n"
    )
    assert values(body)[2] == "£241,000 = 241000 GBP"
    assert contexts(body)[2:] == [
        ("£241,000", "Average price", "2024-09-30", None),
        ("-1.3%", "Average price", "2024-09-30", "down year_on_year Annual change"),
    ]


def test_one_source_is_who_says_it() -> None:
    body = "In £m\n\n| Item | 2023 | 2022 |\n| Revenue | 812 | 790 |\n\nSource: Office for Rail\n"
    text, found = tables(body)
    sources = [figure.context.attribution for figure in found]
    assert [source.of(text) for source in sources if source] == ["Office for Rail"] * 2


NONE = {
    "names that look like plurals": "| City | 2023 | 2022 |\n| Leeds | 412 | 398 |",
    "metals are no currencies": "| Land | Gold | Silver |\n| Norway | 16 | 8 |",
    "phone numbers": "Desk (212) 555 (1234)\nPress office +44 20 7946 0123",
    "figures among words": "| Arm | A | B |\n| Weight | -1.3 kg or -1.5% | -2.0 kg or -2.3% |",
    "no unit anywhere": "| Item | 2023 | 2022 |\n| Revenue | 812.4 | 790.0 |",
    "dashes": "In £m\n\n| Item | 2023 | 2022 |\n| Revenue | — | n.m. |\n| Tax | - | N/A |",
    "notes": "In £m\n\n| Item | Note | 2023 |\n| Revenue | 4 | n/a |",
    "ratios": "In £m\n\n| Item | 2023 | 2022 |\n| Cover ratio | 1.8 | 1.9 |",
    "years": "| Item | First | Second |\n| Founded | 2019 | 2021 |",
    "units unknown": "In £m\n\n| Item | 2023 | 2022 |\n| Traffic (RPK) | 812 | 790 |",
    "rows that fit no head": "In £m\n\n| Item | 2023 | 2022 |\n| Sales | 812.4 | 790.0 | 4 | 5 |",
    "employees in thousands, or not": "In thousands\n\n| Item | 2023 |\n| Employees | 1,204 |",
}


@pytest.mark.parametrize("case", NONE)
def test_what_no_word_gives_a_unit_is_left_alone(case: str) -> None:
    assert values(NONE[case]) == []


@cache
def _release() -> object:
    from pr_extract.pipeline import load

    return load().extract(
        OPENING + "Tarnfield Pumps, in £ million\n\n| Item | H1 2024 | H1 2023 | Change |\n"
        "| Revenue | 51.8 | 47.6 | 8.8% |\n"
    )


def test_the_tables_figures_stand_in_the_release() -> None:
    facts = [fact for fact in _release().facts if fact.section == "table"]  # type: ignore[attr-defined]
    assert [(fact.span.text, fact.unit, fact.role) for fact in facts] == [
        ("51.8", "GBP", "level"),
        ("47.6", "GBP", "level"),
        ("8.8%", "percent", "change"),
    ]
    assert all(fact.entity is not None for fact in facts)


def test_a_long_table_is_read_in_linear_time() -> None:
    row = "| Revenue | 51.8 | 47.6 |\n"
    _, found = tables("In £m\n\n| Item | H1 2024 | H1 2023 |\n" + row * 2000)
    assert len(found) == 4000
