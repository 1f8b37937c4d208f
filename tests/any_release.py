"""Releases for property tests: any that the contract allows, however strange."""

from __future__ import annotations

import hashlib

from hypothesis import strategies as st

from pr_extract.records import (
    SI,
    Basis,
    CountFact,
    Date,
    Dateline,
    Entity,
    EntitySpan,
    Fact,
    MeasurementFact,
    MoneyFact,
    Offsets,
    Period,
    Release,
    SIRange,
    Span,
    Ticker,
)

TEXTS = st.text(st.sampled_from('ab. []\\()"#;\n\r\té–😀1'), min_size=1, max_size=40)
WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=6)
MAYBE_DAY = st.none() | st.dates()


_SI = st.sampled_from(
    (None, SI(value="-0.5", unit="second"), SIRange(low=1, high=2, unit="a:b..c / 1:2"))
)


@st.composite
def releases(draw: st.DrawFn, *, unique_ids: bool = False) -> tuple[Release, str]:
    """Any release that keeps the contract's order, however strange its strings."""
    text = draw(TEXTS)

    numbers = iter(range(100, 0, -1))

    def number(most: int) -> int:
        return next(numbers) if unique_ids else draw(st.integers(1, most))

    def ends() -> tuple[int, int]:
        start = draw(st.integers(0, len(text) - 1))
        return start, draw(st.integers(start + 1, len(text)))

    def span() -> Span:
        start, end = ends()
        return Span(start=start, end=end, text=text[start:end])

    def maybe_span() -> Span | None:
        return span() if draw(st.booleans()) else None

    entities = []
    for place in range(draw(st.integers(0, 3))):
        mentions = sorted({span() for _ in range(draw(st.integers(1, 3)))}, key=_ends)
        own = draw(st.sampled_from(mentions))
        ticker = Ticker(exchange=draw(WORDS), symbol=draw(WORDS)) if draw(st.booleans()) else None
        entities.append(
            Entity(
                id=f"e{2 * place + 1}",
                label=draw(st.sampled_from(("ORG", "PERSON"))),
                name=draw(st.just(own.text) | WORDS),
                span=own,
                mentions=tuple(mentions),
                country=draw(st.sampled_from((None, "CN"))),
                ticker=ticker,
                title=draw(st.none() | WORDS),
            )
        )
    refs = [None, *(entity.id for entity in entities)]

    def period() -> Period:
        start, end = draw(MAYBE_DAY), draw(MAYBE_DAY)
        if start and end and start > end:
            start, end = end, start
        return Period(start=start, end=end, span=maybe_span())

    def one_fact(place: Span) -> Fact:
        model = draw(st.sampled_from((MoneyFact, CountFact, MeasurementFact)))
        value = draw(st.decimals(-100, 100, places=2) | st.none())
        low = draw(st.decimals(-9, 9, places=1)) if value is None else None
        high = low + draw(st.integers(0, 9)) if low is not None else None
        whose, about = span(), maybe_span()
        ref = draw(st.sampled_from(refs))
        sentence = ends() if draw(st.booleans()) else None
        si = {"si": draw(_SI)} if model is MeasurementFact else {}
        return model(
            **si,
            id=f"f{number(9)}",
            span=place,
            value=value,
            low=low,
            high=high,
            bound="between" if value is None else draw(st.sampled_from(("exact", "at_most"))),
            unit="USD" if model is MoneyFact else draw(WORDS),
            per=draw(st.none() | WORDS),
            role=draw(st.sampled_from(("level", "share"))),
            direction=draw(st.sampled_from((None, "up"))),
            concept=maybe_span(),
            entity=draw(st.sampled_from((None, EntitySpan(**whose.model_dump(), ref=ref)))),
            period=draw(st.none() | st.builds(period)),
            basis=draw(st.sampled_from((None, Basis(kind="other", span=about)))),
            whole=maybe_span(),
            attribution=maybe_span(),
            modality=draw(st.sampled_from(("actual", "target"))),
            negated=draw(st.booleans()),
            section=draw(st.sampled_from(("body", "quote", "headline"))),
            sentence=Offsets(start=sentence[0], end=sentence[1]) if sentence else None,
        )

    places = sorted((span() for _ in range(draw(st.integers(0, 3)))), key=_long_first)
    facts = tuple(one_fact(place) for place in places)
    dates = []
    for place in sorted((span() for _ in range(draw(st.integers(0, 2)))), key=_long_first):
        time = period()
        timex = draw(st.sampled_from(("2024-Q3", "FY2024", "P3M", "d5")) | WORDS)
        dates.append(
            Date(
                id=f"d{number(5)}",
                span=place,
                type="period",
                timex=timex,
                start=time.start,
                end=time.end,
            )
        )
    dateline = None
    if draw(st.booleans()):
        where = draw(st.none() | WORDS)
        dateline = Dateline(**span().model_dump(), city=where, date=draw(MAYBE_DAY), wire=where)
    return (
        Release(
            source=draw(WORDS),
            sha256=draw(st.sampled_from(("0" * 64, hashlib.sha256(text.encode()).hexdigest()))),
            encoding=draw(st.sampled_from(("utf-8", "cp1252", "none such"))),
            headline=maybe_span(),
            dateline=dateline,
            issuer=draw(st.sampled_from(refs)),
            facts=facts,
            dates=tuple(dates),
            entities=tuple(entities),
            warnings=tuple(draw(st.lists(WORDS, max_size=2))),
        ),
        text,
    )


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _long_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end
