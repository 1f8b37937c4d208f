"""Days, months, years, decades and seasons as they are written."""

from __future__ import annotations

from dataclasses import replace

from pr_extract.dates.almanac import make_date
from pr_extract.dates.nodes import Node
from pr_extract.dates.shapes import (
    MONTH_DAY,
    MONTH_YEAR,
    WEEKDAY,
    Form,
    Words,
    is_singular,
    ordinal_below,
    registrar,
)

FORMS: list[Form] = []
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
form = registrar(FORMS)

# --- days -----------------------------------------------------------------------------------


@form("date.iso", "<y:year>[/·–-](?:<mo:day_number|mon|month>)[/·–-]<d:day_number>")
def _iso(words: Words) -> Node | None:
    return _day(words, words.number("mo"), words.number("d"))


@form("date.numeric", "<a:day_number>/<b:day_number>/<y:year>")
@form("date.numeric", "<a:day_number>/<b:day_number>/<yy:day_number|two_digits>")
@form("date.numeric", "<a:day_number>[–-]<b:day_number>[–-]<y:year>")
@form("date.dotted", "<a:day_number>·<b:day_number>·<y:year>")
def _numeric(words: Words) -> Node | None:
    first, second = words.number("a"), words.number("b")
    assert first is not None and second is not None
    if (words.rule == "date.dotted" and second <= 12) or first > 12:
        return _day(words, second, first)
    node = _day(words, first, second)
    if node is None or second > 12:
        return node
    return replace(node, ambiguous=first != second)


@form("date.month_day", f"{WEEKDAY}{MONTH_DAY}(?:<the>[ ])?<d:day_number|ordinal>")
@form(
    "date.month_day",
    f"{WEEKDAY}{MONTH_DAY}(?:<the>[ ])?<tens:card>[ –-]<d:card|ordinal>(?:[, ]<y:year>)?",
)
@form("date.month_day", "<mo:month|mon>/<d:day_number>(?!/)")
@form("date.month_day", "<mo:month|mon>[–-]<d:day_number>[–-]<y:year>")
@form("date.month_day", f"{WEEKDAY}<mo:month>[.]<d:day_number>[,]<y:year>")
@form("date.month_day", f"{WEEKDAY}{MONTH_DAY}<d:day_number|ordinal>(?:[, +]|[ ]<of>[ ])<y:year>")
@form(
    "date.day_month",
    f"{WEEKDAY}(?:<the>[ ])?(?:<tens:card>[ –-])?<d:day_number|ordinal>"
    f"(?:(?:[ ]<day>)?[ ]<of:of>)?[ +–-]{MONTH_YEAR}",
)
@form("date.day_month", "<d:day_number>-<mb:mon>-<yy:two_digits|day_number>(?![–/-])")
@form("date.year_first", "<y:year>[ ]<mo:month|mon>[ .·]<d:day_number|ordinal>(?![, ][Y])")
def _month_day(words: Words) -> Node | None:
    day, tens = words.number("d"), words.number("tens")
    if tens is not None and day is not None:  # `twenty-second`
        if tens not in {20, 30} or day > 9:
            return None
        day += tens
    return _day(words, words.number("mo", "mb"), day)


@form(
    "date.month_day_range",
    f"{WEEKDAY}{MONTH_DAY}(?:<the>[ ])?<d:day_number|ordinal>(?:[–-]|[ ]<to>[ ](?:<the>[ ])?)"
    f"<d2:day_number|ordinal>(?:[, ]<y:year>)?",
)
@form(
    "date.day_range_month",
    "(?:<the>[ ])?<d:day_number|ordinal>(?:[–-]|[ ]<to>[ ](?:<the>[ ])?)"
    f"<d2:day_number|ordinal>(?:[ ]<of:of>)?[ ]{MONTH_YEAR}",
)
@form(
    "date.day_range_month",
    f"<from>[ ]<d:day_number>[ ]<to>[ ]{MONTH_DAY}<d2:day_number|ordinal>(?:[, ]<y:year>)?",
)
@form(
    "date.two_days",
    f"{WEEKDAY}{MONTH_DAY}<d:day_number>[ ]<and>[ ]<d2:day_number>(?:[, ]<y:year>)?",
)
@form("date.two_days", f"<d:day_number>[ ]<and>[ ]<d2:day_number>(?:[ ]<of:of>)?[ ]{MONTH_YEAR}")
@form(
    "date.between_days",
    f"<between>[ ]<d:day_number|ordinal>[ ]<and>[ ]<d2:day_number|ordinal>(?:[ ]<of:of>)?"
    f"[ ]{MONTH_YEAR}",
)
@form(
    "date.between_days",
    f"<between>[ ]{MONTH_DAY}<d:day_number|ordinal>[ ]<and>[ ]<d2:day_number|ordinal>"
    f"(?:[, ]<y:year>)?",
)
def _day_range(words: Words) -> Node | None:
    node = _day(words, words.number("mo", "mb"), words.number("d"))
    second = words.number("d2")
    if node is None or second is None or node.day is None or second <= node.day:
        return None
    if words.rule == "date.two_days" and second != node.day + 1:
        return None
    return replace(node, second_day=second, type="period")


def _day(words: Words, month: int | None, day: int | None) -> Node | None:
    year = words.year()
    if words.number("of"):  # `sold 12 in May`: a number of things
        return None
    if month is None or day is None or not 1 <= month <= 12:
        return None
    if make_date(2000 if year is None else year, month, day) is None:
        return None
    return words.node("point", "day", year=year, number=month, day=day, weekday=words.number("wd"))


@form(
    "date.weekday_of_week",
    "(?:<the>[ ])?<rel:this|last|next>[ ]<week>[ ,](?:<on>[ ])?<wd:weekday>",
)
@form(
    "date.weekday_of_week",
    "<wd:weekday>[ ,](?:<of>[ ](?:<the>[ ])?)?<rel:this|last|next|following>[ ]<week>",
)
@form("date.weekday_after_next", "<wd:weekday>[ ]<rel:beyond>")
@form("date.weekday", "(?:<rel:this|last|next>[ ])?<wd:weekday>(?![ ]o[ ]v)")
def _weekday(words: Words) -> Node:
    return words.node(
        "shift",
        "day",
        weekday=words.number("wd"),
        shift=words.number("rel") or 0,
        anchor="reference",
        type="date",
        timex=None if words.token("rel") is None else "said",
    )


@form(
    "date.weekdays_of_week",
    "<rel:this|last|next>[ ]<week>[ ,](?:<from>[ ])?<wd:weekday|wday>[ ]<to>[ ]<wd2:weekday|wday>",
)
@form(
    "date.weekdays_of_week",
    "<rel:this|last|next>[ ]<week>[ ,]<between>[ ]<wd:weekday|wday>[ ]<and>[ ]<wd2:weekday|wday>",
)
def _weekdays_of_week(words: Words) -> Node:
    """`next week from Tuesday to Thursday`."""
    first, last = (
        words.node(
            "shift", "day", weekday=words.number(name), shift=words.number("rel") or 0,
            anchor="reference", type="date", timex="said",
        )
        for name in ("wd", "wd2")
    )  # fmt: skip
    return words.node("range", "day", of=first, until=last)


@form(
    "date.nth_weekday",
    "(?:<the>[ ])?<n:ordinal|last>[ ]<wd:weekday>[ ]<of>[ ](?:<rel:this|last|next>[ ]<months>"
    f"|{MONTH_YEAR})",
)
def _nth_weekday(words: Words) -> Node | None:
    """`the second Monday of next month`, `the last Friday in May`."""
    token = words.token("n")
    assert token is not None
    number = -1 if token.kind == "last" else int(token.value)
    weekday, month = words.number("wd"), words.number("mo", "mb")
    if not -1 <= number <= 5 or weekday is None:
        return None
    if month is None:
        shift = words.number("rel") or 0
        return words.node("shift", "day", weekday=weekday, number=number, shift=shift, timex="nth")
    rule = f"{month} {_WEEKDAYS[weekday]} {number}"
    return words.node("point", "day", year=words.year(), holiday=rule)


@form("date.day_of_month", "(?:<the>[ ])?<d:ordinal>[ ]<of>[ ]<rel:this|last|next>[ ]<months>")
@form(
    "date.days_of_month",
    "<d:day_number|ordinal>(?:[–-]|[ ]<to>[ ])<d2:day_number|ordinal>[ ](?:<of>[ ])?"
    "<rel:this|last|next>[ ]<months>",
)
@form(
    "date.days_of_month",
    "<between>[ ]<d:day_number|ordinal>[ ]<and>[ ]<d2:day_number|ordinal>[ ](?:<of>[ ])?"
    "<rel:this|last|next>[ ]<months>",
)
@form(
    "date.weekday_the",
    "<wd:weekday>[ ,](?:<the>[ ])(?:<tens:card>[ –-])?<d:ordinal|day_number>(?![ ][oMmAKNQPWC])",
)
# Friday the fifteen; the seven astronauts are no day.
@form("date.weekday_the", "<wd:weekday>[ ,](?:<the>[ ])<d:card>(?=[|.,])")
@form("date.bare_ordinal", "<the>[ ](?:<tens:card>[ –-])?<d:ordinal>(?=[|.,])")
def _day_of_month(words: Words) -> Node | None:
    """`the 20th of next month`, `Thursday the 21st`, `by the 22nd`: a day without its month."""
    day, second, weekday = words.number("d"), words.number("d2"), words.number("wd")
    tens = words.number("tens")
    if tens is not None and day is not None:
        day = day + tens if tens in {20, 30} and day < 10 else None
    if day is None or day > 31 or (second is not None and not day < second <= 31):
        return None
    kind = "period" if second is not None else "date"
    shift = words.number("rel")
    timex = "day" if shift is None else "day of month"
    return words.node(
        "shift", "day", day=day, second_day=second, weekday=weekday, shift=shift or 0, timex=timex,
        type=kind, anchor="reference",
    )  # fmt: skip


@form("date.slash_day", "<a:day_number>/<b:day_number>(?!/)")
def _slash_day(words: Words) -> Node | None:
    """`on 4/22`: month and day without a year; the guards ask for a preposition."""
    month, day = words.number("a"), words.number("b")
    assert month is not None and day is not None
    return _day(words, month, day) if month <= 12 else _day(words, day, month)


@form("date.dashed", "<a:day_number>-<b:day_number>-<yy:two_digits|day_number>(?![–/-])")
def _dashed(words: Words) -> Node | None:
    """`9-18-15`: only with a day that can be no month, since scores and parts look alike."""
    month, day = words.number("a"), words.number("b")
    if words.year() is None or day is None or day <= 12:
        return None
    return _day(words, month, day)


@form("date.numeric_month", "<mo:day_number>[/–-]<y:year>")
@form("date.numeric_month", "<y:year>[/–-]<mo:day_number>(?![/–-])")
def _numeric_month(words: Words) -> Node | None:
    """`11/2016`, `2016 - 11`; what may be a span of years (`2010-12`) is none."""
    month, year = words.number("mo"), words.year()
    if month is None or year is None or month > 12:
        return None
    if words.tokens[0].kind == "year" and month > year % 100:
        return None
    return words.node("point", "month", year=year, number=month)


@form("date.today", "<today>")
def _today(words: Words) -> Node:
    return words.node("shift", "day", shift=int(words.tokens[0].value), anchor="reference")


@form("date.now", "<now>")
def _now(words: Words) -> Node:
    """The end of a range (`between Jan. 22 and now`); alone it is no date."""
    return words.node("shift", "day", anchor="reference")


@form("date.holiday", "<hol:holiday>(?:[ ,](?:<of>[ ])?<y:year>)?")
def _holiday(words: Words) -> Node:
    rule = words.token("hol")
    assert rule is not None
    return words.node("point", "day", year=words.year(), holiday=str(rule.value))


# --- months, years, and what is longer ------------------------------------------------------


@form("date.month", "(?:<early>[ –-])?<mo:month>(?:(?:[ ,+'–-]|[ ]<of>[ ])<y:year>)?")
@form("date.month", "(?:<early>[ –-])?<mb:mon>(?:[ ,.;·+'–-]|[. ]<of>[ ])<y:year>")
@form("date.month", "(?:<mo:month>|<mb:mon>)'<yy:day_number|two_digits>")
@form("date.year_month", "<y:year>[ ]<mo:month|mon>(?![ .][9O])")
@form("date.month_of", "<the>[ ]<months>[ ]<of>[ ]<mo:month>(?:[ ,]<y:year>)?")
def _month(words: Words) -> Node:
    return words.node("point", "month", year=words.year(), number=words.number("mo", "mb"))


@form("date.abbreviated_month", "<mb:mon>")
def _abbreviated(words: Words) -> Node:
    return words.node("point", "month", number=words.number("mb"))


@form("date.this_past", "<this>[ ]<past>[ ]<mo:month>")
@form("date.month_last", "(?:<the>[ ])?<rel:last|next|this>[ ]<mo:month|mon>")
def _month_shift(words: Words) -> Node:
    return words.node(
        "point",
        "month",
        number=words.number("mo"),
        anchor="reference",
        shift=-1 if words.rule == "date.this_past" else words.number("rel") or 0,
    )


@form("date.year", "(?:<early>[ –-])?(?:<calendar>[ +–-](?:<annum>[ ])?)?<y:year>")
@form("date.named_year", "<calendar>[+]<yy:two_digits|day_number>")
@form(
    "date.named_year",
    "(?:<early>[ –-])?(?:<the>[ ])?(?:<calendar>[ ])?<annum>[ ]<y:year>(?![/–-][98])",
)
def _year(words: Words) -> Node | None:
    year = words.year()
    return None if year is None else words.node("point", "year", year=year)


@form("date.mid_year", "<early>[–-]<u:annum>(?:[ ](?:<of>[ ])?<y:year>)?")
def _mid_year(words: Words) -> Node | None:
    """`by mid-year`; the guards ask for its preposition."""
    if not is_singular(words):
        return None
    if words.year() is not None:
        return words.node("point", "year", year=words.year())
    return words.node("shift", "year", anchor="reference")


@form("date.era", "<the>[ ](?:<early>[ –-])?<y:era>")
@form("date.decade", "(?:<the>[ ])?(?:<early>[ –-])?<y:year>[+']<s>")
@form("date.decade", "<the>[ ](?:<early>[ –-])?<yy:two_digits|day_number>[+']<s>")
@form("date.decade", "(?:<the>(?:[ ]<early>)?['])<yy:two_digits|day_number>[+']<s>")
def _decade(words: Words) -> Node | None:
    year = words.year()
    if year is None or year % 10:
        return None
    if words.number("yy") is not None:
        year = 1900 + year % 100 if year % 100 > 29 else year
    return words.node("point", "decade", year=year)


@form("date.century", "(?:<the>[ ])?(?:<early>[ –-])?<n:ordinal>[ –-]<century>")
def _century(words: Words) -> Node | None:
    number = ordinal_below(words, 22)
    return (number and words.node("point", "century", year=100 * (number - 1))) or None


@form("date.year_range", "<y:year>[–-]<z:year>")
@form("date.year_range", "<y:year>[–-]<zz:day_number|two_digits>")
@form("date.year_range", "<y:year>[ ]<to>[ ]<z:year>")
@form("date.year_range", "<between>[ ]<y:year>[ ]<and>[ ]<z:year>")
@form("date.year_range", "<between>[ ]<y:year>[–-]<z:year>")
def _year_range(words: Words) -> Node | None:
    year, second = words.number("y"), words.number("z")
    short = words.number("zz")
    assert year is not None
    if second is None and short is not None:
        second = year - year % 100 + short
    if second is None or not year < second <= year + 200:
        return None
    return words.node("point", "years", year=year, until=words.node("point", "year", year=second))


@form("date.split_year", "<y:year>/<zz:day_number|two_digits>")
@form("date.split_year", "<y:year>/<z:year>")
def _split_year(words: Words) -> Node | None:
    year = words.number("y")
    assert year is not None
    short, second = words.number("zz"), words.number("z")
    if (short if short is not None else second) not in {(year + 1) % 100, year + 1}:
        return None
    return words.node("point", "year", year=year + 1, timex=f"{year}/{year + 1}", type="period")


@form(
    "date.season",
    "(?:<the>[ ])?(?:<early>[ –-])?<n:season>(?:[ ,'](?:<of>[ ])?)<y:year>"
    "(?:[/–-]<y2:day_number|two_digits>)?",
)
@form("date.season", "(?:<the>[ ])?(?:<early>[ –-])?<y:year>[ ]<n:season>")
@form("date.season", "(?:<early>[ –-])?(?:<rel:this|last|next>)[ ]<n:season>")
@form("date.season", "<early>[ –-]<n:season>")
@form("date.the_season", "<the>[ ]<n:season>")
@form("date.season", "(?:<the>[ ])?<n:season>[ ](?:<of>[ ])?<rel:this|last|next>[ ]<annum>")
def _season(words: Words) -> Node:
    season = words.token("n")
    assert season is not None
    return words.node(
        "point",
        "season",
        year=words.year(),
        timex=str(season.value),
        shift=words.number("rel") or 0,
        anchor="calendar" if words.year() else "reference" if words.token("rel") else "named",
    )
