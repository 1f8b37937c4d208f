"""A word or sign of change right beside the figure: `up 63 percent`, `a 12% increase`, `-1.2%`."""

from __future__ import annotations

from pr_extract.changes import change_entries
from pr_extract.context.change.shares import level_or_share
from pr_extract.context.change.words import (
    Change,
    adverb_direction,
    direction_at,
    left_of,
    left_of_container,
    mistagged_verb,
    of_change_in_name,
)
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before
from pr_extract.context.subjects import subject_of
from pr_extract.context.words import role_words
from pr_extract.quantities import Quantity
from pr_extract.source import Span


def signed(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`+3.1%`, `(2.4)%`: a percentage with a sign is a change, unless a verb makes it a level."""
    if figure.bound == "between" or not _can_be_signed(sentence, position, figure):
        return None
    phrase = sentence.phrases[position]
    sign = sentence.chars(phrase.start, phrase.end).of(sentence.text)[:1]
    number = figure.span.of(sentence.text)[:1]
    sign = sign if sign in "+-−–" else number
    if sign == "+":
        return Change("change", "up", -1, "change.sign")
    if sign in "-−–(" and sign:
        if not _neutral_change(sentence, position) and (
            sentence.kind(position - 1) == "vp" or sentence.word(position - 1) in {"at", "of", "to"}
        ):
            return None
        return Change("change", "down", -1, "change.sign")
    return None


def _can_be_signed(sentence: Sentence, position: int, figure: Quantity) -> bool:
    """A percentage; a number of things alone in a bracket: `construction (-4,300 persons)`."""
    alone = sentence.kind(position - 1) == "open" and sentence.kind(position + 1) == "close"
    return figure.kind == "percentage" or (figure.kind == "count" and alone)


def _neutral_change(sentence: Sentence, position: int) -> bool:
    """`a mean change in weight of -1.2%`: the noun says that it moved, the sign which way."""
    for i in range(position - 1, max(position - 8, -1), -1):
        if sentence.kind(i) == "np" and sentence.doc[sentence.phrases[i].head].lower_ == "change":
            return True
    return False


def before_change_noun(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`a 12% increase in`, `5% to 7% EPS growth rate`, `a 21.6% year-on-year rise`."""
    i = position + 1
    while sentence.kind(i) in {"basis", "adj", "date"}:
        i += 1
    if sentence.word(position + 1) == "of" and sentence.kind(position + 2) == "np":
        i = position + 2  # three percentage points of growth
        if figure.kind != "percentage" or sentence.phrases[i].end - sentence.phrases[i].start > 1:
            return None
    while sentence.kind(i) in {"cc", "comma"} and sentence.kind(i + 1) == "figure":
        i += 2  # 10% and 14% increases
    if sentence.kind(i) == "vp" and figure.kind != "count" and _is_object(sentence, position):
        first = sentence.doc[sentence.phrases[i].start]
        for entry in change_entries(first.lower_):
            if "noun" in entry.classes and first.tag_ in {"VBZ", "NNS"}:
                return Change("change", entry.direction, i, "change.before_noun")
    if sentence.kind(i) == "np" and figure.kind != "count":
        direction = direction_at(sentence, i, ("noun",))
        if direction and not of_change_in_name(sentence, i):
            return Change("change", direction, i, "change.before_noun")
        first = sentence.doc[sentence.phrases[i].start]
        for entry in change_entries(first.lower_):
            if "adjective" in entry.classes and first.tag_ in {"JJR", "RBR"} and i == position + 1:
                return Change("change", entry.direction, i, "change.before_comparative_noun")
    return None


def _is_object(sentence: Sentence, position: int) -> bool:
    """`represent 21% and 51% decreases`: a verb governs the figure, so what follows is its noun."""
    i = left_of(sentence, position)
    while sentence.kind(i) in {"cc", "comma"} and sentence.kind(i - 1) == "figure":
        i = left_of(sentence, i - 1)
    return sentence.kind(i) == "vp"


def before_comparative(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`12% higher than`, `30 percent less`, `three times as fast as`."""
    if sentence.kind(position + 1) not in {"adv", "adj", "prep"}:
        return None
    phrase = sentence.phrases[position + 1]
    token = sentence.doc[phrase.start]
    if figure.kind == "multiple" and token.lower_ == "as":
        return Change("change", "up", position + 1, "change.times_as")
    if token.lower_ in {"up", "down"}:
        return _up_after(sentence, position, figure)
    for entry in change_entries(token.lower_):
        if "adjective" in entry.classes and figure.kind != "count":
            return Change("change", entry.direction, position + 1, "change.comparative")
    if token.tag_ in {"JJR", "RBR"} and figure.kind in {"percentage", "multiple"}:
        return Change("change", "up", position + 1, "change.comparative")
    return None


def _up_after(sentence: Sentence, position: int, figure: Quantity) -> Change | None:
    """`a mere 2.6% up on the year before`, `58% down by value`; not `5%, up 3%`."""
    direction = adverb_direction(sentence, position + 1)
    ends = {"prep", "basis", "date", "comma", "stop", "close", "cc", None}
    if figure.kind != "percentage" or sentence.kind(position + 2) not in ends:
        return None
    if (
        sentence.word(position + 2) in {"from", "to", "by"}
        and sentence.kind(position + 3) == "figure"
    ):
        return None  # 5.6% up from 4.9%
    return Change("change", direction, position + 1, "change.adverb_after")


def after_change_word(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`rose 12%`, `up 63 percent`, `sales growth 5%`, `Duke's increased $87 billion plan`."""
    i = left_of(sentence, position)
    if figure.span.of(sentence.text).endswith("-old"):
        return None  # lost his 26-year-old son
    direction = adverb_direction(sentence, i)
    if direction and sentence.kind(i - 1) == "vp":
        if _makes(sentence, i - 1):
            return Change("share", None, i - 1, "change.made_up")
        if sentence.words(sentence.phrases[i - 1])[-1] in role_words("particle_verb"):
            return None
    if direction:
        return Change("change", direction, i, "change.adverb")
    if sentence.word(i) == "off" and i == position - 1 and figure.kind == "percentage":
        return Change("change", "down", i, "change.off")
    points = figure.unit in {"percentage_point", "basis_point"}
    if points and sentence.kind(i) == "vp" and "contribut" in sentence.word(i):
        return Change("change", "up", i, "change.points")
    if sentence.kind(i) != "vp":
        held = left_of_container(sentence, position)
        i = held if sentence.kind(held) == "vp" else i
    if sentence.kind(i) == "vp":
        direction = direction_at(sentence, i, ("verb",))
        if direction is None and sentence.word(i) in {"averaging", "totaling", "totalling"}:
            direction = direction_at(sentence, i - 1, ("noun",))  # price increases averaging 4%
        if direction is None:
            return None
        if figure.kind == "money" and _makes_a_loss(sentence, i, figure):
            return None  # the unit lost $2.8 million
        last = sentence.doc[sentence.phrases[i].end - 1]
        if sentence.kind(position + 1) in {"np", "comma"} and _attributive(sentence, i):
            return Change("level", direction, i, "change.increased_amount")
        if last.lower_.startswith(("rais", "extend")) and figure.kind in {"money", "count"}:
            return None
        if _crosses(figure, sentence):
            role = level_or_share(sentence, position, figure)
            return Change(role, direction, i, "change.crossed")
        return Change("change", direction, i, "change.verb")
    if sentence.kind(i) == "np" and i == position - 1:
        direction = direction_at(sentence, i, ("noun",)) or mistagged_verb(sentence, i)
        if direction and not of_change_in_name(sentence, i):
            return Change("change", direction, i, "change.noun_before")
    return None


def change_noun_is(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`sequential growth was 3%`: the subject is a change and the figure its size."""
    verb = left_of(sentence, position)
    if figure.kind != "percentage" or sentence.word(verb) not in {"is", "was", "were", "averaged"}:
        return None
    subject = subject_of(sentence, verb)
    if sentence.kind(subject) != "np":
        return None
    head = sentence.doc[sentence.phrases[subject].head]
    for entry in change_entries(head.lower_):
        if "noun" in entry.classes and "verb" not in entry.classes:
            return Change("change", entry.direction, subject, "change.noun_is")
    return None


def _makes(sentence: Sentence, position: int) -> bool:
    """`electrified models made up 24% of the total`."""
    words = sentence.words(sentence.phrases[position])
    return words[-1] in {"make", "makes", "made", "making"}


def _attributive(sentence: Sentence, position: int) -> bool:
    """A past participle that modifies the amount: `its increased $5 billion plan`."""
    first = sentence.doc[sentence.phrases[position].start]
    if first.tag_ not in {"VBN", "VBD"} or not first.i:
        return False
    return first.nbor(-1).tag_ in {"DT", "POS", "PRP$"} or first.nbor(-1).lower_ in {"s", "’s"}


def _crosses(figure: Quantity, sentence: Sentence) -> bool:
    """`fell below 3%`, `rose above $5 billion`: the figure is where the change arrived."""
    opening = Span(figure.extent.start, figure.span.start).of(sentence.text).lower().split()
    return bool(opening) and opening[-1] in {"below", "above", "under", "past", "beyond", "over"}


def tolerance(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`revenue of $11 billion, plus or minus 2%`."""
    start = sentence.phrases[position].start
    words = [sentence.doc[i].lower_ for i in range(max(start - 3, sentence.start), start)]
    if words != ["plus", "or", "minus"] or sentence.doc[start - 4].text != ",":
        return None
    return Change("change", None, -1, "change.tolerance")


def fewer_counted(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`9,500 fewer jobs were advertised`, `200 more shops than in 2023`."""
    if figure.kind != "count" or figure.head is None:
        return None
    first = figure.head.of(sentence.text).split(" ")[0].lower()
    if first in {"fewer", "less"}:
        return Change("change", "down", position, "change.fewer")
    compares = sentence.kind(position + 1) == "basis" or sentence.word(position + 1) == "than"
    return (
        Change("change", "up", position, "change.fewer") if first == "more" and compares else None
    )


def _makes_a_loss(sentence: Sentence, verb: int, figure: Quantity) -> bool:
    """A sum that somebody lost is a state, where a price or a value that loses moves by it."""
    if sentence.words(sentence.phrases[verb])[-1] not in {"lost", "lose", "loses", "losing"}:
        return False
    subject = subject_of(sentence, verb)
    head = sentence.doc[sentence.phrases[subject].head].lower_ if subject >= 0 else ""
    sized = figure.value is not None and figure.value >= _SUM
    return sized and head not in role_words("value_noun")


_SUM = 100_000  # what a share or a barrel loses is less


def lost(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`300 workers were laid off`, `400 staff will be made redundant`, `cost 1,200 jobs`."""
    if figure.kind != "count" or figure.unit not in role_words("employed"):
        return None
    verb = position + 1
    while sentence.kind(verb) == "adv":
        verb += 1
    if sentence.kind(verb) == "vp":
        said = [*sentence.words(sentence.phrases[verb]), *sentence.word(verb + 1).split()]
        if "their" in said or sentence.word(verb + 1) in {"their jobs", "their job"}:
            said = [word for word in said if word in {"lose", "lost", "losing"}]
        elif sentence.doc[sentence.phrases[verb].end - 1].tag_ not in {"VBN", "VBD"}:
            said = []
        if not role_words("job_loss").isdisjoint(said):
            return Change("change", "down", verb, "change.lost")
    governing = sentence.word(left_of(sentence, position)).split()[-1:]
    if figure.unit in role_words("job_noun") and governing[:1] in (["cost"], ["costing"]):
        return Change("change", "down", left_of(sentence, position), "change.lost")
    return None


def fraction_of_another(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`within 28 minutes, half the national average`, `a third the price`."""
    following = position + 1
    if figure.kind != "ratio" or sentence.kind(following) != "np":
        return None
    phrase = sentence.phrases[following]
    definite = sentence.doc[phrase.start].lower_ in {"the", "that", "its", "their"}
    if not definite or sentence.doc[phrase.head].lower_ not in role_words("compared_noun"):
        return None
    return Change("change", "down", following, "change.fraction_of_another")


def half_again(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`half again as many`: a rise by half."""
    if figure.kind != "ratio" or "again" not in sentence.word(position + 1).split():
        return None
    return Change("change", "up", position + 1, "change.half_again")


def multiple(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`doubled`, `tripled`, `2.5 times what they were`; but a ratio `at 2.5 times` is a level."""
    if figure.kind != "multiple":
        return None
    following = position + 1
    compares = sentence.kind(following) == "det" or sentence.word(following) == "what"
    if figure.span.of(sentence.text)[:1].isdigit() and not compares:
        return None
    down = figure.value is not None and figure.value < 1
    return Change("change", "down" if down else "up", position, "change.multiple")
