"""What a date tells: when something holds, or only an origin, a term, a day of saying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from pr_extract.context.basis.comparing import names_day
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context, PeriodReading
from pr_extract.context.words import role_words
from pr_extract.dates import DateMention
from pr_extract.source import Span


def tells_period(sentence: Sentence, position: int, date: DateMention, skip: Span | None) -> bool:
    """Whether a date may be some figure's time: no duration, no day of issue, no `2021 survey`.

    ``skip`` is the dateline, whose date is no fact's period.
    """
    if date.type in {"set", "duration"}:
        return False
    if sentence.word(position) in _ISSUE_DAYS | role_words("present_word"):
        return False
    i = position - 1 if sentence.kind(position - 1) != "det" else position - 2
    within = sentence.word(i) in {"in", "for", "during", "over"}  # in the 2024/25 season
    if sentence.kind(position + 1) == "np" and not (within and _is_season(sentence, position + 1)):
        # according to a 2021 survey
        following = sentence.doc[sentence.phrases[position + 1].head].lower_
        if following in role_words("source_noun") | role_words("reference_noun"):
            return False
    return skip is None or not skip.covers(date.span)


def _is_season(sentence: Sentence, position: int) -> bool:
    return sentence.doc[sentence.phrases[position].head].lower_ in {"season", "seasons"}


# When the release is issued, not when its figures hold.
_ISSUE_DAYS = frozenset({"today", "yesterday"})


def in_closed_clause(sentence: Sentence, date: int, position: int) -> bool:
    """`The data, which for 2025 are provisional, come from`: said of the clause only."""
    opened = max((i for i in range(date) if sentence.kind(i) == "comma"), default=-1)
    relative = opened >= 0 and sentence.kind(opened + 1) == "rel"
    return relative and "comma" in sentence.kinds[date:position]


def in_relative_clause(sentence: Sentence, position: int) -> bool:
    """`inflation, which peaked at 11% in 2022, the most for 40 years`: told in passing."""
    for i in range(position - 1, 0, -1):
        if sentence.kind(i) in {"stop", "colon", "sub", "dash"}:
            return False
        if sentence.kind(i) == "rel" and sentence.kind(i - 1) == "comma":
            return sentence.word(i) in {"which", "who", "whose"}
    return False


def says(sentence: Sentence, position: int) -> bool:
    """Whether a verb of saying stands at a position: `said`, `has announced`."""
    verb = sentence.kind(position) == "vp"
    return verb and sentence.word(position).split()[-1] in role_words("saying_verb")


def _day_of_declaring(sentence: Sentence, position: int) -> bool:
    """`On October 22, 2024, the board declared a dividend`: when it was said, not for when."""
    told = position - 2 if sentence.word(position - 1) == "on" else position - 1
    if says(sentence, told) and names_day(sentence, position):
        return True  # the Union said on Thursday
    if says(sentence, position + 1) and names_day(sentence, position):
        return True  # Acme on Tuesday reported
    if names_day(sentence, position) and _day_of_issue(sentence, position):
        return True
    if sentence.word(position - 1) != "on":
        return False
    verbs = [i for i in range(position + 1, len(sentence.kinds)) if sentence.kind(i) == "vp"]
    if not verbs:
        return False
    return bool(set(sentence.words(sentence.phrases[verbs[0]])) & role_words("declaring_verb"))


def _day_of_issue(sentence: Sentence, position: int) -> bool:
    """`sources told the Post on Monday`, `figures released Monday by the agency`."""
    i = position - 2 if sentence.word(position - 1) == "on" else position - 1
    if sentence.kind(i) == "np" and sentence.kind(i - 1) == "vp":
        i -= 1
        return sentence.word(i).split()[-1] in {"told", "tells"}
    return sentence.kind(i) == "vp" and sentence.word(i).split()[-1] in role_words("issued")


def _of_opening_participle(sentence: Sentence, position: int) -> bool:
    """`Listed in London since 1987, the group employs`: the date is the participle's."""
    verb = 1 if sentence.kind(0) == "adv" else 0
    if sentence.kind(verb) != "vp" or sentence.doc[sentence.phrases[verb].end - 1].tag_ not in {
        "VBN", "VBD",
    }:  # fmt: skip
        return False
    return verb < position < sentence.main_clause


def is_adverbial(sentence: Sentence, position: int) -> bool:
    """The date tells when, and is no term (`due 2030`) nor origin (`founded in 1984`)."""
    if sentence.word(position - 1) == "since" and sentence.word(position - 2).split()[-1:] in (
        ["time"], ["level"], ["high"], ["low"], ["highest"], ["lowest"], ["reading"],
    ):  # fmt: skip
        return False  # for the first time since 2009
    if sentence.word(position - 1) == "since" and first_since(sentence, position):
        return False
    if _day_of_declaring(sentence, position):
        return False
    if sentence.word(position - 1) == "to" and sentence.kind(position - 2) != "date":
        return False  # pushed back the launch to 2027
    if _of_opening_participle(sentence, position):
        return False  # Completed in 2022, the park …
    counted = sentence.word(position).endswith((" months", " quarters"))  # sales after nine months
    if (
        sentence.kind(position - 1) != "figure"
        and not counted
        and (
            sentence.word(position - 1).startswith(("following", "after"))
            or sentence.word(position - 2) in {"following", "after"}
        )
    ):
        return False  # after a strong 2024
    for i in range(position - 1, max(position - 6, -1), -1):
        words = sentence.word(i).split()
        if words and words[-1] in role_words("origin_verb"):
            return False  # founded in Syracuse in 1934
        if i <= position - 2 and sentence.kind(i) not in {"prep", "np", "det"}:
            break
    return True


def first_since(sentence: Sentence, position: int) -> bool:
    """`its first budget since 1985`, `the biggest fall since May`: of a time of its own."""
    for i in range(position - 2, max(position - 6, -1), -1):
        phrase = sentence.phrases[i]
        words = sentence.word(i).split()
        if phrase.kind == "figure":
            return words[:1] == ["first"]
        if phrase.kind not in {"np", "prep", "adj"}:
            return False
        if any(token.tag_ == "JJS" for token in sentence.doc[phrase.start : phrase.end]):
            return True
    return False


def period_told(
    sentence: Sentence, position: int, dates: Sequence[DateMention], context: Context
) -> PeriodReading:
    """A date as a period: `by 2027` is open at the start, `since 2018` at the end."""
    date = dates[sentence.phrases[position].item]
    if sentence.word(position - 1) == "in" and _since(sentence, position - 2):
        return period_of(date, "since")  # since its inception in 1965
    closed = sentence.word(position - 1).split()[-1:] in (["ended"], ["closed"], ["finished"])
    if closed and sentence.word(position + 1) == "at":
        return PeriodReading(date.end, date.end, date.span)  # ended the quarter at
    reached = context.modality == "actual"
    return period_of(
        date, sentence.word(position - 1), sentence.word(position - 2), reached=reached
    )


def _since(sentence: Sentence, position: int) -> bool:
    while sentence.kind(position) in {"np", "figure", "det", "adj"}:
        position -= 1
    return sentence.word(position) == "since"


# `on or before July 1`, `no later than July 1`: the word before the date, and the one before that.
_NO_LATER = frozenset({("before", "or"), ("than", "later"), ("than", "no later")})


def period_of(
    date: DateMention, word: str, earlier: str = "", *, reached: bool = False
) -> PeriodReading:
    """The period that a date gives under the preposition before it.

    ``reached`` says that the state is reached already: `by the end of June` is then that day.
    """
    if word in {"since", "from"} and date.start and word == "since":
        return PeriodReading(date.start, None, date.span)
    if word.endswith("starting") or (earlier.endswith("starting") and word == "in"):
        return PeriodReading(date.start, None, date.span)
    if word == "before" and date.start is not None:
        before = date.start - dt.timedelta(days=date.start != date.end)
        return PeriodReading(None, before, date.span)
    if word in {"by", "through", "until"} or (word, earlier) in _NO_LATER:
        if word == "by" and reached and date.start == date.end:
            return PeriodReading(date.start, date.end, date.span)
        return PeriodReading(None, date.end, date.span)
    return PeriodReading(date.start, date.end, date.span)
