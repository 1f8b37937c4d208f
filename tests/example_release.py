"""A small release with its full annotation, from which the tests plant their errors."""

from __future__ import annotations

import copy
import hashlib
from typing import Any

from pr_extract.records import Release

TEXT = (
    "Fjordlys Ends Year With Record Fleet\n\n"
    "OSLO, Norway, March 3, 2025 /PRNewswire/ -- Fjordlys ASA said revenue rose 12 percent year"
    " on year to NOK 2.5 billion in 2024.\n\n"
    "The company runs about 40 ferries. It plans to add 5 to 7 ports by 2027. A ferry is"
    " 30 meters long, and Fjordlys carries 61.5% of the region's commuters.\n"
)


def span(words: str, nth: int = 0) -> dict[str, Any]:
    """The nth place at which the words stand."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return {"start": start, "end": start + len(words), "text": words}


def sentence(first: str, last: str) -> dict[str, int]:
    """The offsets from the first words to the last."""
    return {"start": TEXT.index(first), "end": TEXT.index(last) + len(last)}


_LEAD = sentence("OSLO", "in 2024.")
_PLAN = sentence("It plans", "by 2027.")
_LONG = sentence("A ferry", "commuters.")
_YEAR = {"start": "2024-01-01", "end": "2024-12-31", "span": span("2024")}
_COMPANY = {**span("Fjordlys ASA"), "ref": "e1"}

_FACTS: list[dict[str, Any]] = [
    {
        "kind": "percentage", "span": span("12 percent"), "value": 12, "unit": "percent",
        "role": "change", "direction": "up", "concept": span("revenue"), "entity": _COMPANY,
        "period": _YEAR, "basis": {"kind": "year_on_year", "span": span("year on year")},
        "attribution": span("Fjordlys ASA"), "section": "lead", "sentence": _LEAD,
    },
    {
        "kind": "money", "span": span("NOK 2.5 billion"), "value": 2500000000, "unit": "NOK",
        "direction": "up", "concept": span("revenue"), "entity": _COMPANY, "period": _YEAR,
        "attribution": span("Fjordlys ASA"), "section": "lead", "sentence": _LEAD,
    },
    {
        "kind": "count", "span": span("40 ferries"), "value": 40, "bound": "approximate",
        "unit": "ferry", "concept": span("ferries"), "entity": {**span("company"), "ref": "e1"},
        "sentence": sentence("The company", "ferries."),
    },
    {
        "kind": "count", "span": span("5 to 7 ports"), "value": None, "low": 5, "high": 7,
        "bound": "between", "unit": "port", "concept": span("ports"),
        "entity": {**span("It"), "ref": "e1"}, "modality": "target", "sentence": _PLAN,
        "period": {"start": None, "end": "2027-12-31", "span": span("by 2027")},
    },
    {
        "kind": "measurement", "span": span("30 meters"), "value": 30, "unit": "meter",
        "concept": None, "entity": span("ferry"), "sentence": _LONG,
        "si": {"value": 30, "unit": "meter"},
    },
    {
        "kind": "percentage", "span": span("61.5%"), "value": 61.5, "unit": "percent",
        "role": "share", "concept": span("commuters"),
        "entity": {**span("Fjordlys", 2), "ref": "e1"}, "whole": span("region's commuters"),
        "sentence": _LONG,
    },
]  # fmt: skip

_GOLD: dict[str, Any] = {
    "source": "fjordlys.txt",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "encoding": "utf-8",
    "headline": span("Fjordlys Ends Year With Record Fleet"),
    "dateline": {
        **span("OSLO, Norway, March 3, 2025 /PRNewswire/ --"), "city": "Oslo", "region": None,
        "country": "NO", "date": "2025-03-03", "wire": "PRNewswire",
    },
    "issuer": "e1",
    "facts": [{"id": f"f{n}", **fact} for n, fact in enumerate(_FACTS, 1)],
    "dates": [
        {
            "id": "d1", "span": span("March 3, 2025"), "type": "date", "timex": "2025-03-03",
            "start": "2025-03-03", "end": "2025-03-03",
        },
        {
            "id": "d2", "span": span("2024"), "type": "date", "timex": "2024",
            "start": "2024-01-01", "end": "2024-12-31",
        },
        {
            "id": "d3", "span": span("by 2027"), "type": "date", "timex": "2027", "start": None,
            "end": "2027-12-31",
        },
    ],
    "entities": [
        {
            "id": "e1", "label": "ORG", "name": "Fjordlys ASA", "span": span("Fjordlys ASA"),
            "mentions": [
                span("Fjordlys"), span("Fjordlys ASA"), span("company"), span("It"),
                span("Fjordlys", 2),
            ],
        },
        {
            "id": "e2", "label": "GPE", "name": "Norway", "span": span("Norway"),
            "mentions": [span("Norway")], "country": "NO",
        },
    ],
}  # fmt: skip


def gold() -> dict[str, Any]:
    """The annotation as a fresh dictionary, to be changed at will."""
    return copy.deepcopy(_GOLD)


def release(**changes: Any) -> Release:
    """The annotation as a record, spans checked against the text; top-level fields replaced."""
    return Release.model_validate({**gold(), **changes}, context={"text": TEXT})
