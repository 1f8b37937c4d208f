"""Where a change started, arrived, and by how much: `rose by 5% from 1,200 to 1,260`."""

from __future__ import annotations

from pr_extract.context.change.shares import level_or_share
from pr_extract.context.change.words import (
    TRANSPARENT,
    Change,
    adverb_direction,
    change_left,
    direction_at,
    left_of,
    left_of_container,
    of_change_in_name,
)
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before
from pr_extract.context.subjects import verb_left_of
from pr_extract.context.words import role_words
from pr_extract.quantities import Quantity
from pr_extract.records import Direction
from pr_extract.source import Span


def after_from(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`rose from $2 billion`, `went from ten weeks to six`: where a change started."""
    i = left_of(sentence, position)
    if Span(figure.extent.start, figure.span.start).of(sentence.text).lower().startswith("from"):
        i = position  # down from at least 10%: the bound holds the preposition
    elif sentence.word(i) not in {"from", "on", "after"} or sentence.kind(i) != "prep":
        return None
    if sentence.word(i) == "after" and _same_right_before(figure, i, before):
        return Change("from", None, -1, "change.after_old")
    if sentence.word(i) == "from" and _multiplied(sentence, i, before):
        return Change("from", None, before[-1][2].anchor, "change.from")
    anchor, direction = change_left(sentence, i)
    moved = left_of(sentence, i)
    if direction is None and sentence.kind(moved) == "vp" and _moves(sentence, moved):
        return Change("from", None, moved, "change.from")
    if any(sentence.kind(j) == "vp" for j in range(anchor + 1, i)):
        return None
    if direction and (
        i == position or sentence.word(i) == "from" or _old_value(sentence, position, before)
    ):
        return Change("from", None, anchor, "change.from")
    return None


def _same_right_before(figure: Quantity, position: int, before: Before) -> bool:
    """`reached EUR 1.32 after EUR 0.94`."""
    return bool(before) and before[-1][0] == position - 1 and before[-1][1].unit == figure.unit


def _multiplied(sentence: Sentence, position: int, before: Before) -> bool:
    """`sales more than doubled, from 21 million to 47 million`."""
    if not before or before[-1][1].kind != "multiple" or before[-1][2].role != "change":
        return False
    between = {sentence.kind(i) for i in range(before[-1][0] + 1, position)}
    return between <= {"comma", "adv", "date", "basis"}


def _moves(sentence: Sentence, position: int) -> bool:
    """A verb of moving that says no direction: `went from ten weeks to six`."""
    return sentence.words(sentence.phrases[position])[-1] in role_words("moving_verb")


def _by_value(figure: Quantity, old: Quantity) -> Direction | None:
    """Which way a figure lies from the old one."""
    if figure.value is None or old.value is None or figure.value == old.value:
        return None
    return "up" if figure.value > old.value else "down"


def _old_value(sentence: Sentence, position: int, before: Before) -> bool:
    """`up 9.8% on EUR 12.7 million to EUR 14.0 million`, `growth of 9% over the $3.19 of 2023`."""
    if not before or before[-1][2].role != "change":
        return False
    definite = sentence.word(position - 1) == "the" and before[-1][0] >= position - 4
    return definite or sentence.word(position + 1) == "to"


def after_to(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`rose to $3 billion`, `up 12% to $4.7 billion`: a level that a change arrived at."""
    i = left_of_container(sentence, position)
    if sentence.word(i) != "to" or sentence.kind(i) != "prep":
        return None
    if sentence.word(i - 1).endswith(("compared", "equal", "equivalent", "due", "relative")):
        return None
    anchor, direction = change_left(sentence, i)
    if direction is None and sentence.kind(i - 1) == "vp":
        anchor, direction = i - 1, direction_at(sentence, i - 1, ("to",))
    if before and before[-1][2].role == "from" and before[-1][0] == i - 1:
        direction = direction or _by_value(figure, before[-1][1])
        anchor = before[-1][2].anchor
    if direction is None and before and before[-1][2].role == "change":
        passed = TRANSPARENT | {"prep"}
        if before[-1][2].rule("change") == "change.by":
            passed = passed | {"np"}  # by 10.1% in the north to $51.59
        if all(sentence.kind(j) in passed for j in range(before[-1][0] + 1, i)):
            anchor, direction = before[-1][2].anchor, before[-1][2].direction
    if direction:
        return Change(level_or_share(sentence, position, figure), direction, anchor, "change.to")
    return None


def after_by_or_of(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`increased sales by 12%`, `an increase of 82%`, `a decline in costs of $3 million`."""
    i = left_of(sentence, position)
    held = left_of_container(sentence, position)
    i = held if sentence.word(held) == "by" else i  # fell by an average of 4.1 points
    if sentence.kind(i) != "prep":
        return None
    word = sentence.word(i)
    if word == "by":
        anchor, direction = change_left(sentence, i)
        if direction is None and sentence.kind(i - 1) == "colon":
            anchor, direction = change_left(sentence, i - 1)  # declined in both: by 10% in …
        if direction is None and sentence.word(i - 1) == "off":
            anchor, direction = i - 1, "down"  # starts are off by a fifth
        if direction is None and before:
            last = [c for _, _, c in before if c.rule("change") == "change.by"][-1:]
            if last and (sentence.kind(i - 1) == "cc" or before[-1][2] is last[0]):
                anchor, direction = last[0].anchor, last[0].direction
        if direction is None:
            anchor, direction = _outdone(sentence, i)
        if direction:
            return Change("change", direction, anchor, "change.by")
    if word == "of" and _at_a_rate(sentence, i - 1):
        verb = left_of(sentence, i - 2)
        direction = direction_at(sentence, verb, ("verb",))
        if sentence.kind(verb) == "vp" and direction:
            return Change("change", direction, verb, "change.at_a_rate")
    if word == "of" and sentence.kind(i - 1) == "cc" and before:
        if before[-1][2].rule("change") == "change.noun_of":  # an increase of 7% and of 8%
            return Change("change", before[-1][2].direction, before[-1][2].anchor, "change.noun_of")
    if word == "of":
        j = i - 1
        while j >= 0 and sentence.kind(j) in {"np", "prep", "date", "basis", "adv", "adj"}:
            direction = direction_at(sentence, j, ("noun",)) if sentence.kind(j) == "np" else None
            if direction and not of_change_in_name(sentence, j):
                if _from_a_sale(sentence, position, j):
                    return None
                return Change("change", direction, j, "change.noun_of")
            if sentence.kind(j) == "prep" and sentence.word(j) not in {"in", "of", "from", "over"}:
                break
            j -= 1
    return None


def _from_a_sale(sentence: Sentence, position: int, noun: int) -> bool:
    """`a gain of $9 million on the sale of a stake`: an income, and no change of anything."""
    head = sentence.doc[sentence.phrases[noun].head].lower_
    if head not in {"gain", "gains"} or sentence.word(position + 1) not in {"on", "from"}:
        return False
    sold = sentence.doc[sentence.phrases[min(position + 2, len(sentence.phrases) - 1)].head]
    return sold.lower_ in role_words("deal_noun") | {"disposal", "disposals", "investments"}


def _at_a_rate(sentence: Sentence, position: int) -> bool:
    """`grew at an annual rate of 2.4%`: the noun phrase at a position."""
    if sentence.kind(position) != "np" or sentence.word(position - 1) != "at":
        return False
    head = sentence.doc[sentence.phrases[position].head].lower_
    return head in {"rate", "pace", "clip"}


def _outdone(sentence: Sentence, position: int) -> tuple[int, Direction | None]:
    """`exceeded the value of the year before by 18%`: the verb of the `by` at a position."""
    for i in range(position - 1, max(position - 10, -1), -1):
        if sentence.kind(i) == "vp":
            return i, direction_at(sentence, i, ("by",))
        if sentence.kind(i) in {"stop", "sub", "rel", "colon"}:
            break
    return -1, None


def after_arrival(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`rose 11.3%, reaching USD 20.6 billion`: the level that the change just named arrived at."""
    i = left_of(sentence, position)
    while sentence.kind(i) in {"prep", "np"} and i >= 0 and sentence.word(i) in _CONTAINERS_AND_OF:
        i = left_of(sentence, i)
    if sentence.kind(i) != "vp":
        return None
    if not set(sentence.words(sentence.phrases[i])) & role_words("arrival"):
        return None
    if not before:  # increased as well, reaching $12 million
        moved = verb_left_of(sentence, i)
        direction = direction_at(sentence, moved, ("verb",)) if moved >= 0 else None
        taken = "np" in sentence.kinds[moved + 1 : i]
        return Change("level", direction, i, "change.arrival") if direction and not taken else None
    if before[-1][2].role != "change":
        return None
    return Change("level", before[-1][2].direction, i, "change.arrival")


_CONTAINERS_AND_OF = frozenset({"of", "a total", "a record", "a level", "a value"})


def up_from_follows(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`39 days, up from 35`: a level reached by rising."""
    for i in range(position + 1, min(position + 7, len(sentence.phrases))):
        if sentence.kind(i) == "figure":
            return None
        direction = adverb_direction(sentence, i)
        fused = sentence.kind(i + 1) == "figure" and sentence.word(i + 1).startswith("from ")
        if direction and (fused or sentence.word(i + 1) == "from"):
            return Change("level", direction, -1, "change.up_from")
    return None
