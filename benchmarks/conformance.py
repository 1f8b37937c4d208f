"""Pass rates on a recogniser's published cases: currency, dimension, temperature, percent, dates.

    python benchmarks/conformance.py FOLDER [--whole] [--verbose]

FOLDER holds the cases, one JSON object a line, in `currency.jsonl` and its like. A case passes if
each expected figure or date is found (by overlap) with the same value and unit, or the same first
and last day, and if nothing else of the file's kind is found: every disagreement counts, those
by convention too. `conformance_units.toml` maps the recogniser's units to ours;
`conformance_disagreements.toml` classes each case that fails, with a reason, and one that stands
there without failing, or fails without standing there, is listed. `--whole` asks the whole
extractor instead of the stages on characters.

The strict rate counts all differences against us. A second one, beside it, goes by what the
contract has otherwise than the recogniser, as far as that can be told from a case alone:

- Its ends of periods are exclusive, and it has no notion of a last day named: for `from 4 to 22
  January` its end is the 22nd as well, and so it says that the 22nd is no part of it; `between 2015
  and 2018` leaves out 2018 in the same way. Named ends are taken for what they are.
- A day or month without its year (`XXXX-02-04`) is two dates there, the last and the next, of which
  the cases keep the last. Ours may be the next.
- `early 2026` has the TIMEX3 value `2026` there too, but the first and last day of a part of it; by
  the contract it stands for the whole. The value decides.
- It marks units without a number (`convert it to celsius`), where we have no fact.
- Of `eight to 10 feet` it takes the second end; ours is one fact with both.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from pr_extract.dates import find_dates
from pr_extract.quantities.find import find_amounts

HERE = Path(__file__).resolve().parent
AMOUNTS = ("currency", "dimension", "temperature", "percent", "age")
DATES = ("date", "dateperiod")
OUTSIDE = "outside the forms we read"
CLASSES = ("ours is wrong", "another convention", OUTSIDE)
NO_DAY = "0001-01-01"
"""How the cases write a day that is none, such as the 31st of November."""

Case = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A figure or date of ours, reduced to what the cases tell about theirs."""

    start: int
    end: int
    text: str
    kind: str = ""
    value: Decimal | None = None
    ends: tuple[Decimal | None, Decimal | None] = (None, None)
    unit: str = ""
    per: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    timex: str = ""

    def __str__(self) -> str:
        """The words and the reading."""
        if self.timex:
            return f"{self.text!r} {self.timex} {self.first}..{self.last}"
        value = f"{self.ends[0]}..{self.ends[1]}" if self.value is None else self.value
        return f"{self.text!r} {value} {self.unit}" + (f" per {self.per}" if self.per else "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case came to: strictly, and leniently, by what the contract has otherwise."""

    case: Case
    strict: bool
    lenient: bool
    found: tuple[Found, ...]


Reader = Callable[[str, dt.date | None], tuple[list[Found], list[Found]]]


def read_stages(text: str, reference: dt.date | None) -> tuple[list[Found], list[Found]]:
    """Figures and dates by the stages on characters."""
    dates = find_dates(text, reference=reference)
    blocked = sorted([*(mention.span for mention in dates.mentions), *dates.times])
    amounts = find_amounts(text, blocked)
    figures = [
        Found(
            q.span.start,
            q.span.end,
            q.span.of(text),
            q.kind,
            q.value,
            (q.low, q.high),
            q.unit,
            q.per,
        )
        for q in amounts.quantities
    ]
    days = [
        Found(
            m.span.start, m.span.end, m.span.of(text), first=m.start, last=m.end, timex=m.timex
        )
        for m in dates.mentions
        if m.type in ("date", "period")
    ]  # fmt: skip
    return figures, days


def read_whole(text: str, reference: dt.date | None) -> tuple[list[Found], list[Found]]:
    """Figures and dates by the whole extractor."""
    import pr_extract

    release = pr_extract.extract(text, reference_date=reference)
    figures = [
        Found(
            f.span.start, f.span.end, f.span.text, f.kind, f.value, (f.low, f.high), f.unit, f.per
        )
        for f in release.facts
    ]  # fmt: skip
    days = [
        Found(d.span.start, d.span.end, d.span.text, first=d.start, last=d.end, timex=d.timex)
        for d in release.dates
        if d.type in ("date", "period")
    ]
    return figures, days


def run(name: str, case: Case, read: Reader = read_stages) -> Outcome:
    """Hold one case of a file against what we read in it.

    >>> case = {"id": "x", "text": "It cost $5.", "reference": None, "expected": [
    ...     {"start": 8, "end": 10, "value": "5", "unit": "Dollar"}]}
    >>> run("currency", case).strict
    True
    """
    reference = dt.date.fromisoformat(case["reference"]) if case["reference"] else None
    figures, days = read(case["text"], reference)
    if name in DATES:
        found = [day for day in days if _is_single(day) == (name == "date")]
        strict = _matches(case["expected"], days, found, _same_days)
        lenient = strict or _matches(case["expected"], days, found, _same_named_days)
    else:
        found = [figure for figure in figures if _is_of_kind(name, figure)]
        strict = _matches(case["expected"], figures, found, _same_amount(name))
        valued = [e for e in case["expected"] if e["value"] not in (None, "null")]
        same = _same_amount(name, range_ends=True)
        lenient = strict or _matches(valued, figures, found, same)
    return Outcome(case, strict, lenient, tuple(days if name in DATES else figures))


def _matches(
    expected: list[Case],
    all_found: list[Found],
    of_kind: list[Found],
    same: Callable[[Case, Found], bool],
) -> bool:
    """Whether each expected one has its match, and each one of the kind is expected."""
    free = list(all_found)
    for case in expected:
        match = next(
            (f for f in free if f.start < case["end"] and case["start"] < f.end and same(case, f)),
            None,
        )
        if match is None:
            return False
        free.remove(match)
    return not any(found in free for found in of_kind)


def _is_single(day: Found) -> bool:
    return day.first is not None and day.first == day.last


@cache
def units() -> dict[str, dict[str, Any]]:
    """The recogniser's unit names, by file, with what they are in ours."""
    with (HERE / "conformance_units.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def disagreements() -> dict[str, dict[str, str]]:
    """The classed disagreements, by the id of their case."""
    with (HERE / "conformance_disagreements.toml").open("rb") as file:
        entries = tomllib.load(file)["case"]
    return {entry["id"]: entry for entry in entries}


def _is_of_kind(name: str, figure: Found) -> bool:
    """Whether a figure of ours is of the kind that a file is about."""
    if name in ("currency", "percent"):
        return figure.kind == ("money" if name == "currency" else "percentage")
    kinds = units()["kinds"]
    kind = next((kind for kind, members in kinds.items() if figure.unit in members), "dimension")
    return figure.kind == "measurement" and kind == name


def _same_amount(name: str, *, range_ends: bool = False) -> Callable[[Case, Found], bool]:
    """How a case's value and unit are held against a figure's, or against an end of its range."""

    def same(case: Case, figure: Found) -> bool:
        ours_have = (figure.value, *figure.ends) if range_ends else (figure.value,)
        values = [value for value in ours_have if value is not None]
        if case["value"] in (None, "null"):
            return False
        if name == "percent":
            return figure.unit == "percent" and Decimal(case["value"].strip("%")) in values
        meaning = units()[name].get(case["unit"], {})
        ours = meaning.get("units") or [_default_unit(name, case["unit"])]
        unit = f"{figure.unit}_per_{figure.per}" if figure.per else figure.unit
        value = Decimal(case["value"]) * Decimal(meaning.get("factor", "1"))
        equal = any(round(value - one, 9) == 0 for one in values)
        return equal and bool({unit, figure.unit} & set(ours))

    return same


def _default_unit(name: str, unit: str) -> str:
    return unit if name == "currency" else re.sub(r"[\s-]+", "_", unit).lower()


def _same_days(case: Case, day: Found) -> bool:
    return _days(case, day, exclusive=case["type"] == "daterange")


def _same_named_days(case: Case, day: Found) -> bool:
    if _same_days(case, day) or _days(case, day, exclusive=False):
        return True
    if "XXXX" in case["timex"] and _same_days_of_another_year(case, day):
        return True
    if case["timex"] == day.timex:  # a part of what the value names
        return str(day.first) <= str(case["start_date"]) <= str(day.last)
    if day.last is None or str(day.first) != case["start_date"] or case["timex"][:1] != "(":
        return False
    return case["end_date"] in (str(day.last.replace(day=1)), str(day.last.replace(month=1, day=1)))


def _same_days_of_another_year(case: Case, day: Found) -> bool:
    if day.first is None or day.last is None:
        return False
    years = day.first.year - int(case["start_date"][:4])
    if abs(years) != 1:
        return False
    moved = {
        key: f"{int(case[key][:4]) + years:04}{case[key][4:]}" for key in ("start_date", "end_date")
    }
    exclusive = case["type"] == "daterange"
    return any(_days(case | moved, day, exclusive=way) for way in {exclusive, False})


def _days(case: Case, day: Found, *, exclusive: bool) -> bool:
    last = day.last + dt.timedelta(exclusive) if day.last and day.last < dt.date.max else day.last
    first, end = (None if d == NO_DAY else d for d in (case["start_date"], case["end_date"]))
    if first is None and end is None and case["start_date"] is None:
        return bool(day.timex == case["timex"])
    return (str(day.first) if day.first else None, str(last) if last else None) == (first, end)


def cases(folder: Path, name: str) -> Iterator[Case]:
    """The cases of a file."""
    with (folder / f"{name}.jsonl").open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def rate(passed: int, total: int) -> str:
    """A pass rate as text.

    >>> rate(9, 10)
    '  9/10   90.0 %'
    """
    return f"{passed:3}/{total:<3} {100 * passed / total if total else 100:5.1f} %"


def report(folder: Path, read: Reader, *, verbose: bool = False) -> Iterator[str]:
    """The lines of the report: a rate for each file, then the disagreements by class."""
    failed: dict[str, list[str]] = {name: [] for name in (*CLASSES, "new", "stale")}
    for name in (*AMOUNTS, *DATES):
        if not (folder / f"{name}.jsonl").exists():
            continue
        outcomes = [run(name, case, read) for case in cases(folder, name)]
        passed = sum(outcome.strict for outcome in outcomes)
        line = f"{name:12} {rate(passed, len(outcomes))}"
        if name in AMOUNTS:
            valued = sum(outcome.lenient for outcome in outcomes)
            line += f"   by the contract {rate(valued, len(outcomes))}"
        if name in DATES:
            left_out = sum(_class_of(o) == OUTSIDE for o in outcomes if not o.strict)
            within = len(outcomes) - left_out
            named = sum(outcome.lenient for outcome in outcomes)
            named_out = sum(_class_of(o) == OUTSIDE for o in outcomes if not o.lenient)
            line += f"   within the forms {rate(passed, within)}"
            line += f"   by the contract {rate(named, len(outcomes))}"
            line += f", within the forms {rate(named, len(outcomes) - named_out)}"
        yield line
        for outcome in outcomes:
            if not outcome.strict:
                failed[_class_of(outcome)].append(_describe(outcome, verbose=verbose))
            elif outcome.case["id"] in disagreements():
                failed["stale"].append(_describe(outcome, verbose=verbose))
    for title, lines in failed.items():
        if lines:
            yield f"\n{title} ({len(lines)})"
            yield from lines


def _class_of(outcome: Outcome) -> str:
    return disagreements().get(outcome.case["id"], {}).get("class", "new")


def _describe(outcome: Outcome, *, verbose: bool) -> str:
    case = outcome.case
    reason = disagreements().get(case["id"], {}).get("reason", "")
    if not verbose and reason:
        return f"  {case['id']}: {reason}"
    theirs = [
        (e["text"], e["value"], e["unit"])
        if "value" in e
        else (e["text"], e["timex"], e["start_date"], e["end_date"])
        for e in case["expected"]
    ]
    ours = "; ".join(map(str, outcome.found)) or "nothing"
    return (
        f"  {case['id']}: {case['text']!r} ({case['reference']})\n"
        f"      theirs {theirs}\n      ours   {ours}" + (f"\n      {reason}" if reason else "")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--whole", action="store_true", help="ask the whole extractor")
    parser.add_argument("--verbose", action="store_true", help="print both readings")
    options = parser.parse_args()
    read = read_whole if options.whole else read_stages
    for line in report(options.folder, read, verbose=options.verbose):
        print(line)


if __name__ == "__main__":
    main()
