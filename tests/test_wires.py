"""A release of each wire in each encoding, from bytes to record: every span holds its characters.

The texts are ours, in the manner of the wires: with capitals, rules, marks and tails as theirs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from pydantic import BaseModel

from pr_extract import load
from pr_extract.records import Offsets, Release, Span
from pr_extract.source import read

DAY = dt.date(2024, 10, 24)
LEAD = (
    "Tarn Café plc (LSE: TRNC) (“Tarn” or the “Company”) today said that sales in September rose "
    "by 12% to £41.5 million – more than in any month before."
)
ABOUT = "About Tarn Café\n\nTarn Café plc runs 300 cafés in Britain."
TITLE = "Tarn Café’s sales rise to £41.5 million"
COUNTED = "Café sales in Norway rise by 12%"
COUNT = (
    "In September 2024 sales of cafés in Norway rose by 12% – to NOK 415 million. Owners’ outlays "
    "rose by 9%."
)


@dataclass(frozen=True)
class Wire:
    """A release as its wire writes it, and what its dateline and its issuer are."""

    text: str
    city: str | None
    country: str | None
    date: dt.date | None
    wire: str | None
    issuer: str | None = "Tarn Café plc"


WIRES = {
    "PRNewswire": Wire(
        f"{TITLE}\n\nLEEDS, England, Oct. 24, 2024 /PRNewswire/ -- {LEAD}\n\n{ABOUT}\n\n"
        "Contact: Jane Roe, press@tarn.example\n\nSOURCE Tarn Café plc\n",
        "Leeds", "GB", DAY, "PRNewswire",
    ),
    "PRNewswire-FirstCall": Wire(
        f"{TITLE}\n\nNEW YORK, Oct. 24, 2024 /PRNewswire-FirstCall/ -- {LEAD}\n\n"
        "SOURCE Tarn Café plc\n",
        "New York", "US", DAY, "PRNewswire-FirstCall",
    ),
    "PRNewswire-Asia": Wire(
        f"{TITLE}\n\nCHONGQING, China, Oct. 24, 2024 /PRNewswire-Asia/ -- {LEAD}\n\n{ABOUT}\n",
        "Chongqing", "CN", DAY, "PRNewswire-Asia",
    ),
    "CNW": Wire(
        f"{TITLE}\n\nSASKATOON, SK, Oct. 24, 2024 /CNW/ - {LEAD}\n\n{ABOUT}\n\n"
        "SOURCE Tarn Café plc\n\nFor further information: Jane Roe, 306-555-0100\n",
        "Saskatoon", "CA", DAY, "CNW",
    ),
    "Business Wire": Wire(
        f"{TITLE}\n\nBOSTON and LONDON--(BUSINESS WIRE)--{LEAD}\n\n{ABOUT}\n\nContacts\n\n"
        "Jane Roe\npress@tarn.example\n",
        "Boston", "US", None, "BUSINESS WIRE",
    ),
    "GlobeNewswire": Wire(
        f"{TITLE}\n\nST. PAUL, Minn., Oct. 24, 2024 (GLOBE NEWSWIRE) -- {LEAD}\n\n{ABOUT}\n",
        "St. Paul", "US", DAY, "GLOBE NEWSWIRE",
    ),
    "Accesswire": Wire(
        f"{TITLE}\n\nLEEDS, UK / ACCESSWIRE / October 24, 2024 / {LEAD}\n\n{ABOUT}\n\n"
        "SOURCE: Tarn Café plc\n",
        "Leeds", "GB", DAY, "ACCESSWIRE",
    ),
    "EQS": Wire(
        f"EQS-News: Tarn Café plc / Key word(s): Results\n\n{TITLE}\n\n"
        "24.10.2024 / 07:00 CET/CEST\n"
        "The issuer is solely responsible for the content of this announcement.\n\n"
        f"{LEAD}\n\n{ABOUT}\n",
        None, None, DAY, None,
    ),
    "Marketwired": Wire(
        f"{TITLE}\n\nVANCOUVER, BC--(Marketwired - October 24, 2024) - {LEAD}\n\n{ABOUT}\n",
        "Vancouver", "CA", DAY, "Marketwired",
    ),
    "Xinhua": Wire(
        f"{TITLE}\n\nLONDON, Oct. 24 (Xinhua) -- {LEAD}\n",
        "London", "GB", None, "Xinhua",
    ),
    "AP": Wire(f"{TITLE}\n\nLONDON (AP) — {LEAD}\n", "London", "GB", None, "AP"),
    "government": Wire(
        "FOR IMMEDIATE RELEASE\n\nGovernor Roe opens a café\n\n"
        "RALEIGH, N.C. – October 24, 2024 – Governor Jane Roe today opened a café – for £3 "
        "million, 12% less than planned. The Governor’s Office pays for it.\n\n###\n",
        "Raleigh", "US", DAY, None, "Governor’s Office",
    ),
    "statistics": Wire(
        f"{COUNTED}\n\nBureau of Café Statistics – Oslo, 24 October 2024\n\n{COUNT}\n",
        "Oslo", "NO", DAY, None, "Bureau of Café Statistics",
    ),
    "stock exchange": Wire(
        f"RNS Number: 1234A\nTarn Café plc\n24 October 2024\n\n{TITLE}\n\n{LEAD}\n\n- ENDS -\n",
        None, None, DAY, None,
    ),
    "none": Wire(f"{TITLE}\n\n{LEAD}\n\n{ABOUT}\n", None, None, None, None),
}  # fmt: skip

# The encoding as written → as the record names it.
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-8-sig": "utf-8-sig",
    "utf-16": "utf-16",
    "cp1252": "cp1252",
    "latin-1": "cp1252",
}


def spans(model: object) -> Iterator[Span | Offsets]:
    """Every span of a record, wherever it stands."""
    if isinstance(model, BaseModel):
        if isinstance(model, (Span, Offsets)):
            yield model
        for field in type(model).model_fields:
            yield from spans(getattr(model, field))
    elif isinstance(model, (list, tuple)):
        for item in model:
            yield from spans(item)


def written(text: str, encoding: str) -> bytes:
    """The text in the encoding; Latin-1 has no typographic quotes and dashes."""
    if encoding == "latin-1":
        text = text.translate(str.maketrans("“”’–—", '""\'--'))
    return text.encode(encoding)


def extracted(data: bytes) -> tuple[str, Release]:
    (document,) = read("release.txt", data)
    return document.text, load().extract(document)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", WIRES)
def test_every_span_holds_its_characters(name: str, encoding: str) -> None:
    data = written(WIRES[name].text, encoding)
    text, release = extracted(data)
    assert release.encoding == ENCODINGS[encoding]
    assert data.decode(release.encoding) == text
    found = list(spans(release))
    assert len([span for span in found if isinstance(span, Span)]) > 9
    for span in found:
        assert 0 <= span.start < span.end <= len(text)
        if isinstance(span, Span):
            assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", WIRES)
def test_dateline_issuer_and_figures(name: str, newline: str) -> None:
    wire = WIRES[name]
    _, release = extracted(wire.text.replace("\n", newline).encode())
    line = release.dateline
    told = (line.city, line.country, line.date, line.wire) if line else (None, None, None, None)
    assert told == (wire.city, wire.country, wire.date, wire.wire)
    issuer = next((e.name for e in release.entities if e.id == release.issuer), None)
    assert issuer == wire.issuer
    assert {fact.section for fact in release.facts} <= {"headline", "lead", "boilerplate"}
    assert "12%" in {fact.span.text for fact in release.facts}
    assert release.headline is not None
    assert release.headline.text in {TITLE, COUNTED, "Governor Roe opens a café"}
