"""Times told from the dateline or from what was named; lengths and recurrence."""

from __future__ import annotations

from pr_extract.dates.nodes import Node, Unit
from pr_extract.dates.shapes import (
    COUNT,
    UNITS,
    Form,
    Words,
    duration,
    is_singular,
    registrar,
    unit_of,
)

FORMS: list[Form] = []
form = registrar(FORMS)

# --- relative to the reference date or to the period last named -----------------------------


@form(
    "date.shift",
    "(?:<pre:early|earlier|later>[ ])?(?:<the>[ ])?(?:<pre2:early>[ ])?"
    "<rel:this|current|last|next|following|previous>[ –-](?:"
    "<f:fiscal|financial|calendar>[ ])?<u:week|weekend|months|quarter|half|annum>(?!"
    "[ ][KNQAP])",
)
@form("date.shift", "<rel:this>[ ]<u:decade|century>")
@form("date.shift", "(?:<the>[ ])?(?:<pre:early>[ –-])?<rel:current|last|next>[ ]<u:century>")
@form("date.shift", "<the>[ ]<rel:current>[ ]<u:decade>")
@form("date.shift", "<the>[ ]<rel:past>[ ]<u:quarter>")
def _shift(words: Words) -> Node | None:
    if not is_singular(words):
        return None
    rel, unit = words.token("rel"), unit_of(words)
    assert rel is not None
    if rel.kind == "current" and words.tokens[0].kind == "current":
        return None  # `current year` wants its article
    named = rel.kind in {"previous", "following"}
    return words.node(
        "shift",
        unit,
        shift=int(rel.value),
        anchor="named" if named else "reference",
        fiscal=words.fiscal(),
    )


@form(
    "period.rest", "(?:<the>[ ])?<rest>[ ]<of>[ ]<the>[ ]<u:week|months|quarter|half|annum|decade>"
)
def _rest(words: Words) -> Node | None:
    """`the rest of the week`: of the one that the reference date lies in."""
    if not is_singular(words):
        return None
    return words.node("shift", unit_of(words), anchor="reference", edge="rest")


@form(
    "period.latest", "(?:<the>[ ])?<latest>[ –-](?:<f:fiscal|financial>[ ])?<u:quarter|half|annum>"
)
def _latest(words: Words) -> Node | None:
    """`the latest quarter`: the one last spoken of, else the last to have ended."""
    if not is_singular(words):
        return None
    unit = unit_of(words)
    if unit == "year":
        return words.node("shift", unit, shift=-1, anchor="reference", fiscal=words.fiscal())
    return words.node("shift", unit, anchor="named", timex="latest")


@form("period.last_months", f"(?:<the>[ ])?<n:final>[ ]{COUNT}[ –-]<u:months|quarter|week>")
def _last_months(words: Words) -> Node:
    """`the final three months`: waits for its year."""
    return words.node(
        "window", unit_of(words), count=words.number("c") or 1, shift=-1, timex="final"
    )


@form(
    "period.window",
    f"(?:<the>[ ])?<rel:last|past|next|previous|following|latest>[ ]{COUNT}[ +–-]"
    f"<u:day|week|months|quarter|annum|decade>(?:[ ]<period>)?",
)
@form("period.window", "(?:<the>[ ])<rel:past>[ ]<u:day|week|months|annum|decade>")
@form("period.window", "(?:<the>[ ])?<rel:next|last>[ ]<u:decade>")
@form("period.window", f"<rel:past>[ ]{COUNT}[ +–-]<u:day|week|months|quarter|annum|decade>")
def _window(words: Words) -> Node | None:
    unit, rel = unit_of(words), words.token("rel")
    assert rel is not None
    count = words.number("c")
    if count is None:
        if not is_singular(words):
            return None
        count = 1
    return words.node("window", unit, count=count, shift=int(rel.value), anchor="reference")


@form(
    "date.ago_in_parts",
    f"{COUNT}[ ]<u:week|months|annum>(?:[ ,]|[ ]<and>[ ]){COUNT.replace('c:', 'c2:')}"
    "[ ]<u2:day|week|months>[ ]<way:ago|later>",
)
@form(
    "date.from_day",
    f"(?:{COUNT}|<one:a>)[ ]<u:day|week|months|annum>[ ]<from>[ ](?:<day:today>|<now>)",
)
@form("date.in_count", f"<in:of>[ ]{COUNT}[ ]<u:day|week|months>(?=[|.,])")
def _counted_from(words: Words) -> Node | None:
    """`1 month and 21 days ago`, `two weeks from tomorrow`: a day told from another."""
    count, way, second = words.number("c"), words.token("way"), words.token("u2")
    count = 1 if words.token("one") is not None else count
    if not count or words.number("in") == 0:
        return None
    sign = -1 if way is not None and way.kind == "ago" else 1
    parts = [(unit_of(words), count)]
    if second is not None:
        parts.append((UNITS[second.kind], words.number("c2") or 0))
    day = words.number("day") or 0
    steps = ";".join(f"{unit} {sign * size}" for unit, size in [("day", day), *parts])
    return words.node("shift", "day", timex=steps, anchor="reference", count=count)


@form("date.next_day", "(?:<the>[ ])?<rel:next|following|previous>[ ]<u:day>(?![ –-][KNQAPD9c])")
def _next_day(words: Words) -> Node | None:
    """`the next day`: the one after the day last named."""
    if not is_singular(words):
        return None
    return words.node("shift", "day", shift=words.number("rel") or 0, anchor="named")


@form("date.after_next", "(?:<the>[ ])?<u:week|weekend|months|annum>[ ]<beyond>")
def _after_next(words: Words) -> Node | None:
    return words.node("shift", unit_of(words), shift=2, anchor="reference")


@form("date.ago", "<h:half>[ ]<a>[ ]<u:annum>[ ]<way:ago>")
@form(
    "date.ago",
    f"(?:{COUNT}|<one:a>)[ –-]<u:day|week|months|quarter|annum|decade>[ –-]<way:ago|earlier|later>",
)
@form("date.unit_before", "<the>[ ]<u:week|months|quarter|annum|day>[ ]<way:earlier>")
@form("date.year_ago", "<u:annum|quarter>[–-]<way:ago|earlier>")
def _ago(words: Words) -> Node | None:
    count, way = words.number("c") or 1, words.token("way")
    assert way is not None
    unit = unit_of(words)
    if words.token("h") is not None:
        unit, count = "month", 6
    return words.node(
        "shift",
        unit,
        shift=int(way.value) * count * (10 if unit == "decade" else 1),
        anchor="reference" if way.kind == "ago" else "named",
        count=count,
        timex=way.kind,
    )


@form(
    "period.deictic",
    "<det:the|that|this>[ ]<u:day|weekend|months|quarter|half|annum|decade|century|period|date>"
    "(?![ ]Z)",
)
def _deictic(words: Words) -> Node | None:
    det, unit = words.token("det"), words.token("u")
    assert det is not None and unit is not None
    if not is_singular(words):
        return None
    if unit.kind in {"date", "day"} and det.kind == "the":
        return None
    if det.kind == "this" and unit.kind != "date":
        return (
            None
            if unit.kind in {"period", "day"}
            else words.node("shift", UNITS[unit.kind], anchor="reference")
        )
    return words.node("shift", UNITS[unit.kind], anchor="named", timex=det.kind)


@form("period.reporting", "<the>[ ]<reporting>[ ]<u:months|quarter|half|annum|period>")
@form("period.reporting", "<the>[ ]<u:months|quarter|half|annum|period>[ ]<under_review>")
@form("period.reporting", "<the>[ ]<trading>[ ]<u:period>")
@form(
    "period.reporting", f"<the>[ ]{COUNT}[ –-]<week|months>[ ](?:<trading|reporting>[ ])?<u:period>"
)
def _reporting(words: Words) -> Node | None:
    return words.node("shift", unit_of(words), anchor="named", timex="the")


@form(
    "period.same",
    f"(?:<the>[ ])?<same>[ ](?:<prev:previous>[ –-](?:<fiscal>[ –-])?<annum>[ –-])?(?:"
    f"<y:year>[ ])?(?:{COUNT}[ –-]<months|week>[ ])?(?:<fiscal>[ ])?"
    f"<u:period|quarter|half|months|date|day|annum>(?:[ –-]<annum>)?",
)
@form("period.same", f"(?:<the>[ ])?<same>[ ]{COUNT}[ –-]<u:months>[ ]<of>[ ]<y:year>")
@form(
    "period.prior_year",
    f"(?:<the>[ ])?<prev:previous>[ –-](?:<fiscal>[ –-])?<annum>(?:['](?:<s>)?)?[ –-]"
    f"(?:<n:ordinal>[ –-])?(?:{COUNT}[ –-]<months|week>[ ])?<u:period|quarter|half>",
)
@form(
    "period.prior_year",
    "(?:<the>[ ])?<prev:last>[ –-]<annum>[']<s>[ ](?:<n:ordinal>[ –-])?<u:period|quarter|half>",
)
@form(
    "period.year_ago",
    "(?:<the>[ ])?<annum>[ –-]<prev:ago|earlier>[ –-]<u:period|quarter|half|months>",
)
@form("period.same", "<the>[ ]<y:year>[ ]<u:period|quarter|half>")
@form("period.pcp", "<prev:pcp>")
def _same(words: Words) -> Node | None:
    unit: Unit = "period" if words.rule == "period.pcp" else unit_of(words)
    if unit == "month" and words.token("c") is not None:  # `the same three months of 2024`
        unit = "period"
    return words.node(
        "same",
        unit,
        year=words.year(),
        anchor="named",
        shift=0 if words.token("prev") is None else -1,
        number=words.number("n"),
    )


@form("date.week_of", "(?:<the>[ ])?(?:<n:ordinal|last>[ ])?<week>(?=[ ][oZbI][ ])")
@form("date.week_of", "(?:<the>[ ])?<n:ordinal>[ ]<week>(?=[ ][134])")
def _week_of(words: Words) -> Node:
    """A week that waits for its day, month or year: `the week of`, `the first week of`."""
    number = words.token("n")
    last = number is not None and number.kind == "last"
    return words.node("point", "week", number=-1 if last else words.number("n"), anchor="named")


@form("period.shift_period", "(?:<the>[ ])?<rel:previous>[ –-]<u:period>")
def _shift_period(words: Words) -> Node:
    return words.node("shift", "period", shift=-1, anchor="named")


@form("set.word", "<w:set>")
def _set(words: Words) -> Node:
    token = words.token("w")
    assert token is not None
    return words.node("set", "day", timex=str(token.value))


@form("set.each", f"<each>[ ](?:{COUNT}[ ])?<u:day|week|months|quarter|annum|decade>")
def _each(words: Words) -> Node | None:
    return words.node("set", "day", timex=duration(unit_of(words), words.number("c") or 1))


@form(
    "duration.long",
    "(?:<h:half>[ ])?<a>[ ](?:<q:quarter>[ ]<of>[ ]<a>[ ]|<q2:quarter>[ –-]|<h2:half>"
    "[ –-])?<u:decade|century>(?![ –-][gr])",
)
def _long(words: Words) -> Node | None:
    if not is_singular(words):
        return None
    years = 10 if unit_of(words) == "decade" else 100
    if words.token("q", "q2") is not None:
        years = years // 4
    if words.token("h", "h2") is not None:
        years = years // 2
    return words.node("duration", "year", timex=f"P{years}Y")


@form("duration.article", "<a>[ ]<u:day|week|months|quarter|annum>(?![ –-][grI])")
def _article(words: Words) -> Node | None:
    """`in a year`, `by a month`: a length without a number."""
    if not is_singular(words):
        return None
    return words.node("duration", "year", timex=duration(unit_of(words), 1))


@form("date.trial", "<u:week|months|day>[ ]<n:day_number|two_digits|number>")
def _trial(words: Words) -> Node:
    """A visit of a clinical trial: `Week 24`."""
    token = words.token("u")
    assert token is not None
    letter = {"week": "W", "months": "M", "day": "D"}[token.kind]
    return words.node("point", "trial", timex=f"XXXX-{letter}{words.number('n')}")
