"""The date behind a figure that tells its time: `reached $5 million in 2024`."""

from __future__ import annotations

from pr_extract.context.basis.comparing import comparing_span
from pr_extract.context.old_values import ends_comparison, possessive
from pr_extract.context.period.asked import Asked
from pr_extract.context.period.brackets import outside_brackets
from pr_extract.context.phrases import Sentence
from pr_extract.context.when import is_adverbial, says
from pr_extract.context.words import role_words


def following_date(asked: Asked) -> int | None:
    """The tape position of the date behind the figure that is its time, None if there is none."""
    sentence, position = asked.sentence, asked.position
    date = _first_uncut(asked)
    alone = len(asked.candidates) == 1 and "vp" not in sentence.kinds and not asked.old
    if date is None and alone and _closes_headline(sentence, position, asked.candidates[0]):
        date = asked.candidates[0]
    if date is not None and not asked.old and asked.date(date).comparison:
        between = {sentence.kind(i) for i in range(position + 1, date)}
        if not between <= {"prep", "det", "adv"}:
            return None  # an intake of 5 million, and sales at the level of the previous year
    return date


def _first_uncut(asked: Asked) -> int | None:
    """`reached $5 million in 2024`: the first date after the figure that nothing cuts off."""
    sentence, position, old = asked.sentence, asked.position, asked.old
    for p in asked.candidates:
        if p <= position:
            continue
        between = set(outside_brackets([sentence.kind(i) for i in range(position + 1, p)]))
        if between & {"stop", "colon", "sub", "dash", "rel"}:
            return None
        restated = any(sentence.word(i) == "or" for i in range(position + 1, p))
        between_figures = sum(sentence.kind(i) == "figure" for i in range(position + 1, p))
        if old and "figure" in between and not restated:
            return None
        if not old and ends_comparison(sentence, position, p):
            return None
        if _restricts(sentence, position, p):
            return None
        if sentence.word(p - 2).endswith(("starting", "beginning", "commencing")):
            return p
        if "vp" in between and not (
            _only_totals(sentence, position, p) or _done_then(sentence, position, p)
        ):
            if "figure" in between or not _is_subject(sentence, position):
                return None
        if sentence.brackets[p] is not None and not _aside(sentence, position, p):
            continue
        since = asked.context.role == "change" and sentence.word(p - 1) == "since"
        if (comparing_span(sentence, p) is not None and not (old or since)) or (
            possessive(sentence, p) and sentence.word(p - 1) not in {"for", "during"}
        ):
            continue
        if (
            "comma" in between
            and not (restated and between_figures <= 1)
            and ("figure" in between or _opens_clause(sentence, p))
        ):
            return None
        return p if is_adverbial(sentence, p) or old else None
    return None


def _opens_clause(sentence: Sentence, position: int) -> bool:
    """`…, and in 2025 the company …`: the date belongs to what follows it."""
    return sentence.kind(position + 1) in {"np", "pronoun"} or (
        sentence.kind(position + 1) == "comma" and sentence.kind(position + 2) in {"np", "pronoun"}
    )


def _aside(sentence: Sentence, position: int, date: int) -> bool:
    """`$124 billion in assets (as of 12/31/24)`: a bracket that only says when."""
    bracket = sentence.brackets[date]
    if bracket is None or bracket < position or sentence.kind(date + 1) != "close":
        return False
    return set(sentence.kinds[bracket + 1 : date]) <= {"prep", "adv"} and (
        "figure" not in sentence.kinds[position + 1 : bracket]
    )


def _only_totals(sentence: Sentence, position: int, date: int) -> bool:
    """`453 sales totaling $3.25 billion in 1H 2025`: one statement."""
    verbs = [i for i in range(position + 1, date) if sentence.kind(i) == "vp"]
    return all(sentence.word(i) in role_words("arrival") for i in verbs)


def _done_then(sentence: Sentence, position: int, date: int) -> bool:
    """`the record of $721 set in 2024`, `500 homes built in 2023`: a participle's date."""
    if sentence.kind(position + 1) == "np":
        position += 1  # the 2% growth recorded in 2023
    if date != position + 3 or sentence.kind(position + 2) != "prep":
        return False
    verb = sentence.phrases[position + 1]
    return verb.end - verb.start == 1 and sentence.doc[verb.start].tag_ == "VBN"


def _restricts(sentence: Sentence, position: int, date: int) -> bool:
    """`The 2 million cars built prior to 1986`: which are counted, and not when."""
    verb = sentence.phrases[position + 1]
    if verb.kind != "vp" or verb.end - verb.start > 1:
        return False
    between = range(position + 2, date)
    return (
        sentence.doc[verb.start].tag_ in {"VBN", "VBD"}
        and all(sentence.kind(i) in {"adv", "prep"} for i in between)
        and any(sentence.word(i) in {"before", "prior", "after"} for i in between)
    )


def _is_subject(sentence: Sentence, position: int) -> bool:
    """`the remaining $1 billion will be received in 2028`."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj", "adv"}:
        i -= 1
    return says(sentence, i) or i < 0 or sentence.kind(i) in {"cc", "comma", "sub", "stop", "colon"}


def _closes_headline(sentence: Sentence, position: int, date: int) -> bool:
    """`Exports up 4.7%, imports down 1.2% in September`: said of both."""
    between = range(position + 1, date)
    if date < len(sentence.kinds) - 2 or any(sentence.kind(i) == "basis" for i in between):
        return False
    compared = any(sentence.word(i) in {"against", "versus", "vs", "from", "as"} for i in between)
    both = any(sentence.kind(i) == "figure" for i in between)
    return both and not compared and comparing_span(sentence, date) is None
