"""Quarters, halves, fiscal years, spans that end on a day, and ends of periods."""

from __future__ import annotations

from pr_extract.dates.nodes import Node, Unit
from pr_extract.dates.shapes import (
    COUNT,
    FISCAL,
    YEAR,
    YEAR_BEFORE,
    Form,
    Words,
    is_singular,
    ordinal_below,
    registrar,
    unit_of,
)

FORMS: list[Form] = []
form = registrar(FORMS)

# --- quarters, halves, first months, fiscal years -------------------------------------------


@form("period.quarter", f"(?:(?:<the>[ ])?{FISCAL}[ ])?<q:q|fq>[ +–-]?<n:day_number>{YEAR}?")
@form("period.quarter", f"<n:day_number>[+]<q:q|fq>{YEAR}?")
@form("period.quarter", f"{YEAR_BEFORE}<q:q|fq>[+]?<n:day_number>")
@form("period.quarter", f"{YEAR_BEFORE}<n:day_number>[+]<q:q|fq>")
@form(
    "period.quarter",
    f"(?:<the>[ ])?(?:{FISCAL}[ –-](?:<annum>[ –-])?)?<n:ordinal|final>[ –-]"
    f"(?:{FISCAL}[ –-])?<quarter>{YEAR}?",
)
@form(
    "period.quarter",
    f"(?:<the>[ ])?{YEAR_BEFORE}(?:<the>[ ])?<n:ordinal|final>[ –-](?:{FISCAL}[ –-])?<quarter>",
)
def _quarter(words: Words) -> Node | None:
    return _part(words, "quarter", 4)


@form("period.half", f"<q:h>[+–-]?<n:day_number>{YEAR}?")
@form("period.half", f"<n:day_number>[+]<q:h>{YEAR}?")
@form("period.half", f"{YEAR_BEFORE}<q:h>[+]?<n:day_number>")
@form("period.half", f"{YEAR_BEFORE}<n:day_number>[+]<q:h>")
@form(
    "period.half",
    f"(?:<the>[ ])?(?:{FISCAL}[ –-](?:<annum>[ –-])?)?<n:ordinal|latter>[ –-](?:{FISCAL}"
    f"[ –-])?<half>(?:[ –-]<annum>)?{YEAR}?",
)
@form(
    "period.half",
    f"(?:<the>[ ])?{YEAR_BEFORE}(?:<the>[ ])?<n:ordinal>[ –-]<half>(?:[ –-]<annum>)?",
)
def _half(words: Words) -> Node | None:
    if words.token("n") is not None and words.number("n") == 4:  # `final half` is none
        return None
    return _part(words, "half", 2)


def _part(words: Words, unit: Unit, limit: int) -> Node | None:
    number = ordinal_below(words, limit)
    if number is None:
        return None
    year, second = words.year(), words.number("y2")
    if second is not None and year is not None:
        if second != (year + 1) % 100:
            return None
        year += 1
    return words.node("point", unit, year=year, number=number, fiscal=words.fiscal())


@form(
    "period.first_months",
    f"(?:<the>[ ])?<n:ordinal>[ ]{COUNT}[ –-]<u:months|quarter|week>(?:[ ]<period>)?{YEAR}?",
)
@form(
    "period.first_months",
    f"(?:<the>[ ])?{YEAR_BEFORE}<n:ordinal>[ ]{COUNT}[ –-]<u:months|quarter>",
)
@form("period.first_months", f"<c:day_number>[+ ]<u:m>{YEAR}")
@form("period.first_months", f"{YEAR_BEFORE}<c:day_number>[+]<u:m>")
def _first_months(words: Words) -> Node | None:
    count, unit = words.number("c"), words.token("u")
    if count is None or unit is None or words.number("n") not in {None, 1}:
        return None
    if unit.kind == "week":
        return None
    months = count * 3 if unit.kind == "quarter" else count
    if not 1 < months <= 12:
        return None
    if words.token("yy", "yyb") is not None and words.year() is None:
        return None  # `3 m3` is a volume
    return words.node("point", "months", year=words.year(), number=months, fiscal=words.fiscal())


@form("period.after_months", f"<c:card>[ –-]<u:months|quarter>{YEAR}?(?![ ](?:<period>[ ])?[ZR])")
def _after_months(words: Words) -> Node | None:
    """`revenue after nine months`, `the nine-month profit`: the first ones of a year."""
    count, unit = words.number("c") or 0, words.token("u")
    months = count * 3 if unit is not None and unit.kind == "quarter" else count
    if count < 2 or months not in {3, 6, 9}:
        return None
    return words.node("point", "months", year=words.year(), number=months, fiscal=words.fiscal())


@form("period.month_numbers", "<a:day_number>[–-]<b:day_number>/<y:year>")
def _month_numbers(words: Words) -> Node | None:
    """`1-9/2025`, `7–9/2025`: months by their numbers, as Nordic reports write them."""
    first, last, year = words.number("a"), words.number("b"), words.year()
    if first is None or last is None or not first < last <= 12:
        return None
    if first == 1:
        return words.node("point", "months", year=year, number=last)
    if last % 3 == 0 and last - first == 2:
        return words.node("point", "quarter", year=year, number=last // 3)
    ends = [words.node("point", "month", year=year, number=month) for month in (first, last)]
    return words.node("range", "month", of=ends[0], until=ends[1])


@form(
    "period.parts",
    f"(?:<the>[ ])?<n:ordinal>[ ]<to>[ ](?:<the>[ ])?<n2:ordinal|final>[ ]<u:quarter>{YEAR}?",
)
def _parts(words: Words) -> Node | None:
    """`the first to the third quarter of 2024`."""
    first, last = words.number("n"), words.number("n2")
    if first is None or last is None or not first < last <= 4:
        return None
    parts = [
        words.node("point", "quarter", year=words.year(), number=number, fiscal=words.fiscal())
        for number in (first, last)
    ]
    return words.node("range", "quarter", of=parts[0], until=parts[1])


@form(
    "period.years_part",
    "<rel:this|current|next|last>[ ]<annum>[']<s>[ ](?:<n:ordinal|final>[ –-]<u:quarter|half>"
    "|<q:q|h>[+]?<n2:day_number>)",
)
def _years_part(words: Words) -> Node | None:
    """`next year's first quarter`, `this year's Q3`."""
    number, unit = words.number("n", "n2"), words.token("u", "q")
    half = unit is not None and unit.kind in {"half", "h"}
    if number is None or not 1 <= number <= (2 if half else 4):
        return None
    year = words.node("shift", "year", shift=words.number("rel") or 0, anchor="reference")
    return words.node("point", "half" if half else "quarter", number=number, of=year)


@form(
    "period.fiscal_year",
    "(?:<full>[ –-](?:<annum>[ –-])?)?<fy>[ +'–-]?<y:year>"
    "(?:[/–-]<y2:day_number|two_digits|year>)?",
)
@form(
    "period.fiscal_year",
    "(?:<full>[ –-](?:<annum>[ –-])?)?<fy>[ +'–-]*<yy:day_number|two_digits>(?:[/–-]"
    "<y2:day_number|two_digits>)?",
)
@form(
    "period.fiscal_year",
    "(?:<the>[ ])?(?:<full>[ –-](?:<annum>[ –-])?)?<fiscal|financial>[ –-](?:<annum>"
    "[ ,])?(?:<full>[ –-]<annum>[ ])?<y:year>(?:[/–-]<y2:day_number|two_digits|year>)?",
)
@form(
    "period.fiscal_year",
    "(?:<the>[ ])?<y:year>(?:[/–-]<y2:day_number|two_digits|year>)?[ ](?:<full>[ –-])?"
    "<fiscal|financial>[ –-]<annum>",
)
def _fiscal_year(words: Words) -> Node | None:
    year, second = words.year(), words.number("y2")
    assert year is not None
    timex = None
    if second is not None:
        if second not in {(year + 1) % 100, year + 1}:
            return None
        year, timex = year + 1, None if words.fiscal() else f"{year}/{year + 1}"
    return words.node("point", "year", year=year, fiscal=words.fiscal(), type="period", timex=timex)


@form("period.full_year", f"(?:<the>[ ])?<full>[ –-](?:{FISCAL}[ –-])?<annum>{YEAR}?")
@form("period.full_year", "(?:<the>[ ])?<y:year>[ –-]<full>[ –-](?:<fiscal>[ ])?<annum>")
def _full_year(words: Words) -> Node:
    return words.node("point", "year", year=words.year(), fiscal=words.fiscal(), type="period")


@form(
    "date.numbered_week",
    "(?:<calendar>[ ])?<week>[ ]<n:day_number|two_digits>(?:[, ]|[ ]<of>[ ])<y:year>",
)
@form("date.numbered_week", "<calendar>[ ]<week>[ ]<n:day_number|two_digits>")
def _numbered_week(words: Words) -> Node | None:
    """`week 42 of 2024`, `calendar week 42`; `Week 24` alone is a trial's."""
    number = words.number("n")
    if number is None or not 1 <= number <= 53:
        return None
    return words.node("point", "week", year=words.year(), number=number)


@form("period.year_to_date", "(?:<the>[ ])?<annum>[ –-]<to>[ –-]<date>(?:[ ](?:<of>[ ])?<y:year>)?")
@form("period.year_to_date", "(?:<the>[ ])?<annum>[ –-]<to>[ –-]<date>[ –-]<period>(?=[ ]Z)")
@form("period.year_to_date", "<ytd>(?:[ +](?:<of>[ ])?<y:year>)?")
def _year_to_date(words: Words) -> Node:
    return words.node("point", "ytd", year=words.year(), anchor="named")


@form("period.to_date", "(?:<the>[ ])?<u:quarter|months|week>[ –-]<to>[ –-]<date>")
@form("period.to_date", "<abbr:mtd|qtd>")
def _to_date(words: Words) -> Node:
    """`month to date`, `QTD`: the unit of the reference date, up to it."""
    short = words.token("abbr")
    unit = unit_of(words) if short is None else "quarter" if short.kind == "qtd" else "month"
    return words.node("shift", unit, anchor="reference", edge="begun")


# --- ends ------------------------------------------------------------------------------------


@form(
    "date.year_end",
    "(?:<f:fiscal|financial|calendar>[ ])?<u:annum|quarter|months|half|decade|century>(?:[–-]|[ ]|"
    "[']<s>[ ])<end>(?:[ ](?:<of>[ ])?<y:year>)?",
)
@form("date.year_end", "(?:<the>[ ])<u:annum|quarter|months|half|decade|century>[']<s>[ ]<end>")
@form("date.year_end", "<y:year>[ ]<u:annum>[ –-]<end>")
@form(
    "date.year_end",
    "(?:<the>[ ])?<end>[ ]<of>[ ](?:<f:fiscal|financial|calendar>[ ])?"
    "<u:annum|quarter|months|week>",
)
def _year_end(words: Words) -> Node | None:
    if not is_singular(words):
        return None
    unit = unit_of(words)
    if words.year() is not None:
        return words.node("point", "year", year=words.year(), edge="end", fiscal=words.fiscal())
    return words.node("shift", unit, anchor="named", edge="end", timex="the")


@form("date.end_year", "<end>[ –-]<y:year>")
def _end_year(words: Words) -> Node:
    return words.node("point", "year", year=words.year(), edge="end")


@form(
    "period.month_quarter",
    "(?:<the>[ ])?(?:<month|mon>[–-])?<mo:month>[ ](?:<y:year>[ ])?<u:quarter|half>",
)
@form(
    "period.month_quarter",
    "(?:<the>[ ])?(?:<month|mon>(?:[–-]|[ ]<to>[ ]))?<mo:month>[ ]<u:quarter|half>"
    "(?:[ ](?:<of>[ ])?<y:year>)?",
)
def _month_quarter(words: Words) -> Node | None:
    """`the June quarter`: the one that ends in that month."""
    month = words.number("mo")
    if month is None or month % 3 or not is_singular(words):
        return None
    last = words.node("point", "month", year=words.year(), number=month)
    count = 3 if unit_of(words) == "quarter" else 6
    return words.node("point", "months", count=count, ended=last)


@form(
    "period.count",
    f"(?:<the>[ ])?(?:<fiscal>[ ])?{COUNT}[ –-](?:<fiscal>[ ])?<u:day|week|months|annum>"
    f"(?:[ –-](?:<fiscal|trading|reporting>[ ])?<period|quarter|annum|half>)?(?=[ ][ZR][ ])",
)
@form(
    "period.count",
    "(?:<the>[ ])?(?:<f:fiscal|financial>[ –-])?<u:quarter|half|annum|months|week>(?:"
    "[ –-]<v:annum>)?(?:[ ]<period>)?(?=[ ]Z)",
)
@form("period.count", "<the>[ ]<u:week>(?=[ ]R[ ])")
def _count(words: Words) -> Node | None:
    """A length that waits for its end: `six months` before `ended June 30`."""
    token = words.token("u")
    assert token is not None
    count = words.number("c") or 1
    if token.kind in {"day", "week"}:
        days = count * (7 if token.kind == "week" else 1)
        return words.node("point", "weeks", count=days, fiscal=words.fiscal())
    months = count * {"months": 1, "quarter": 3, "half": 6, "annum": 12}[token.kind]
    return words.node("point", "months", count=months, fiscal=words.fiscal())
