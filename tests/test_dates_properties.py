"""What holds for any text."""

from __future__ import annotations

import datetime as dt
import itertools
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pr_extract.dates import find_dates

WORDS = re.findall(
    r"\S+",
    "the a of in to through and between from ended ending first second third last next this past "
    "prior same corresponding current early late mid end beginning quarter half year years months "
    "weeks day period fiscal financial full calendar FY FY24 FY2025 Q1 Q3 3Q24 H1 1H25 9M 2023 "
    "2024 2024/25 1999 12 30 31 6th 24 Jan. Feb Sept. May March June December Monday Friday today "
    "yesterday year-to-date YTD pcp annually every decade century 1990s summer Christmas 5:00 p.m. "
    "ET at on , . - – / ( ) ' $ % million 10/11/2024 2024-02-29 06.07.2023 ago earlier twelve six",
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=12).map("".join),
)
REFERENCES = st.one_of(st.none(), st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)))
TIMEX = re.compile(
    r"[\dX]{2,4}(-\d{2}|-XX|-[QHW]\d{1,2}|-W\d{2}-WE|-\d{1,2}M|-(SP|SU|FA|WI)|-W\w+-?\d?|-[MD]\d+"
    r"|-easter)*(-\d{2}(T\d{2}:\d{2}([+-]\d{2}:\d{2})?)?)?(/\S+)?"
    r"|FY\d{4}(-([QH]\d|\d{1,2}M))?(/\S+)?|F?XXXX(-\S+)?|/\d{4}-\d{2}-\d{2}|P\d+[DWMY]"
    r"|(PRESENT|PAST|FUTURE)_REF"
)


@given(TEXTS, REFERENCES)
@settings(deadline=None)
def test_spans_are_ordered_and_apart(text: str, reference: dt.date | None) -> None:
    found = find_dates(text, reference=reference).mentions
    spans = [mention.span for mention in found]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))


@given(TEXTS, REFERENCES)
@settings(deadline=None)
def test_start_is_not_after_end(text: str, reference: dt.date | None) -> None:
    for mention in find_dates(text, reference=reference).mentions:
        assert mention.start is None or mention.end is None or mention.start <= mention.end


@given(TEXTS, REFERENCES)
@settings(deadline=None)
def test_timex_keeps_to_its_grammar(text: str, reference: dt.date | None) -> None:
    for mention in find_dates(text, reference=reference).mentions:
        assert TIMEX.fullmatch(mention.timex), mention


@given(TEXTS)
@settings(deadline=None)
def test_the_reference_moves_only_what_is_relative(text: str) -> None:
    one, other = (
        find_dates(text, reference=day).mentions
        for day in (dt.date(2024, 10, 24), dt.date(2019, 3, 5))
    )
    absolute = [
        {m.span: (m.timex, m.start, m.end) for m in found if not m.relative}
        for found in (one, other)
    ]
    shared = absolute[0].keys() & absolute[1].keys()
    assert all(absolute[0][span] == absolute[1][span] for span in shared)


@given(st.dates(dt.date(1950, 1, 1), dt.date(2060, 12, 31)))
@settings(deadline=None)
def test_the_digits_of_a_day_stand_in_its_span(day: dt.date) -> None:
    text = f"Signed on {day:%B} {day.day}, {day.year}."
    (mention,) = find_dates(text, reference=None).mentions
    assert {str(day.day), str(day.year)} <= set(re.findall(r"\d+", mention.span.of(text)))


HOSTILE = [
    "the ", "Q1-", "2024-", "first half ", "1/", "5:00 ", "the same period of ", "A", "'", "www.a ",
    "since 2024 the same quarter, ", "(2024 a year earlier ", "5:00 on May 5 ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_linear_on_hostile_text(piece: str) -> None:
    def cost(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        find_dates(text, reference=dt.date(2024, 10, 24))
        return time.process_time() - start

    cost(1000)
    # twice, since a collection of garbage may fall into one measure
    assert min(cost(20_000) / max(cost(2_000), 0.002) for _ in range(2)) < 40
