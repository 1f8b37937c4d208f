"""Role and direction: is the figure a state, the size of a change, a share, or a starting point."""

from __future__ import annotations

from dataclasses import dataclass

from pr_extract.changes import ChangeWordClass, change_entries
from pr_extract.context.phrases import PhraseKind, Sentence
from pr_extract.context.reading import Context
from pr_extract.context.words import role_words
from pr_extract.quantities import Quantity
from pr_extract.records import Direction, Role
from pr_extract.source import Span

_TRANSPARENT = frozenset({"adv", "det", "adj", "date", "basis", "quote"})
_CLASS_OF_TAG: dict[str, ChangeWordClass] = {
    "N": "noun",
    "V": "verb",
    "R": "adverb",
    "J": "adjective",
}


@dataclass(frozen=True, slots=True)
class Change:
    """What a figure is to its concept; ``anchor`` is the tape position of the word that says so."""

    role: Role
    direction: Direction | None
    anchor: int
    rule: str


def read_change(
    sentence: Sentence, position: int, figure: Quantity, before: list[tuple[int, Quantity, Context]]
) -> Change:
    """Role and direction of the figure at a tape position.

    ``before`` holds the figures read before it in the same sentence, with their positions.
    """
    if figure.kind == "rank":
        came_from = sentence.word(position - 1) == "from" and _after_from(
            sentence, position, figure, before
        )
        return came_from or Change("level", None, -1, "change.rank")
    for rule in (
        _bracketed_share,
        _versus,
        _signed,
        _before_change_noun,
        _before_comparative,
        _after_from,
        _after_to,
        _after_by_or_of,
        _after_change_word,
        _after_arrival,
        _coordinated,
        _gapped,
        _share,
        _multiple,
        _up_from_follows,
    ):
        found = rule(sentence, position, figure, before)
        if found is not None:
            return found
    return Change("level", None, -1, "change.none")


Before = list[tuple[int, Quantity, Context]]


def direction_at(
    sentence: Sentence, position: int, classes: tuple[ChangeWordClass, ...]
) -> Direction | None:
    """The direction that the phrase at a position gives by a change word of the classes."""
    if not 0 <= position < len(sentence.phrases):
        return None
    phrase = sentence.phrases[position]
    for i in range(phrase.end - 1, phrase.start - 1, -1):
        token = sentence.doc[i]
        for entry in change_entries(token.lower_):
            if set(entry.classes) & set(classes):
                return entry.direction
    return None


def _left(sentence: Sentence, position: int) -> int:
    """The nearest position to the left that is no determiner, adverb, adjective or date."""
    i = position - 1
    while i >= 0 and sentence.kind(i) in _TRANSPARENT and _adverb_direction(sentence, i) is None:
        i -= 1
    return i


def _adverb_direction(sentence: Sentence, position: int) -> Direction | None:
    if sentence.kind(position) in {"adv", "prep", "adj", "other"}:
        return direction_at(sentence, position, ("adverb",))
    return None


def _bracketed_share(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`nearly three-quarters (73%)`, `GEL 346 million (USD 126 million)`: the same thing again."""
    if not before or sentence.kind(position - 1) != "open":
        return None
    if sentence.kind(position + 1) not in {"close", "comma"}:
        return None
    at, other, context = before[-1]
    adjacent = at == position - 2
    if (
        other.kind == "count"
        and figure.kind == "percentage"
        and adjacent
        and figure.span.of(sentence.text)[0].isdigit()
    ):
        return Change("share", None, -1, "change.count_in_percent")
    same_kind = other.kind == figure.kind == "money" and adjacent
    fraction = other.kind == "ratio" and figure.kind == "percentage" and position - at <= 4
    shares = other.kind == figure.kind and context.role == "share" and not adjacent
    if same_kind or fraction or shares:
        return Change(context.role, context.direction, context.anchor, "change.equivalent")
    return None


def _versus(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`34.7% of patients vs. 13.2% on placebo`, `growth of 5% (previously 5% to 7%)`."""
    if not before:
        return None
    i = _left(sentence, position)
    word = sentence.word(i)
    previously = "previously" in {sentence.word(position - 1), sentence.word(position - 2)}
    versus = word in {"vs", "vs.", "versus", "against"} or (
        word in {"with", "to"} and sentence.word(i - 1).endswith("compared")
    )
    dated = [sentence.kind(j) for j in range(position - 3, position)] == ["open", "date", "colon"]
    versus = versus or dated
    _, other, context = before[-1]
    if not (versus or previously) or other.kind != figure.kind or other.unit != figure.unit:
        return None
    if context.role == "share" or (context.role == "change" and figure.kind != "money"):
        direction = context.direction if context.role == "change" else None
        return Change(context.role, direction, context.anchor, "change.versus")
    return None


def _signed(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    if figure.kind != "percentage" or figure.bound == "between":
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


def _neutral_change(sentence: Sentence, position: int) -> bool:
    """`a mean change in weight of -1.2%`: the noun says that it moved, the sign which way."""
    for i in range(position - 1, max(position - 8, -1), -1):
        if sentence.kind(i) == "np" and sentence.doc[sentence.phrases[i].head].lower_ == "change":
            return True
    return False


def _before_change_noun(
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
    if sentence.kind(i) == "vp" and sentence.kind(_left(sentence, position)) == "vp":
        word = sentence.phrases[i]
        noun = direction_at(sentence, i, ("noun",)) if word.end - word.start == 1 else None
        if noun and sentence.doc[word.start].tag_ in {"VBZ", "NNS"} and figure.kind != "count":
            return Change("change", noun, i, "change.before_noun")
    if sentence.kind(i) == "np" and figure.kind != "count":
        direction = direction_at(sentence, i, ("noun",))
        if direction and not _of_change_in_name(sentence, i):
            return Change("change", direction, i, "change.before_noun")
        first = sentence.doc[sentence.phrases[i].start]
        for entry in change_entries(first.lower_):
            if "adjective" in entry.classes and first.tag_ in {"JJR", "RBR"} and i == position + 1:
                return Change("change", entry.direction, i, "change.before_comparative_noun")
    return None


def _of_change_in_name(sentence: Sentence, position: int) -> bool:
    """`$5 million Growth Fund`: the change word stands in a name or is no head of its phrase."""
    phrase = sentence.phrases[position]
    head = sentence.doc[phrase.head]
    carries = head.lower_ in {"rate", "rates", "target", "targets"}
    return not (carries or change_entries(head.lower_))


def _before_comparative(
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
        return None
    for entry in change_entries(token.lower_):
        if "adjective" in entry.classes and figure.kind != "count":
            return Change("change", entry.direction, position + 1, "change.comparative")
    if token.tag_ in {"JJR", "RBR"} and figure.kind in {"percentage", "multiple"}:
        return Change("change", "up", position + 1, "change.comparative")
    return None


def _change_left(sentence: Sentence, position: int) -> tuple[int, Direction | None]:
    """The nearest change word to the left in the clause, of any class; (-1, None) if none."""
    depth = 0
    for i in range(position - 1, -1, -1):
        kind = sentence.kind(i)
        if kind == "close":
            depth += 1
        elif kind == "open":
            if not depth:
                return -1, None
            depth -= 1
        elif depth:
            continue
        elif kind == "vp":
            direction = direction_at(sentence, i, ("verb",))
            if direction:
                return i, direction
            if not _participle(sentence, i):
                return -1, None
        elif kind == "np":
            direction = direction_at(sentence, i, ("noun",))
            if direction is None and sentence.kind(i - 1) not in {"prep", "np"}:
                direction = _mistagged_verb(sentence, i)
            if direction:
                return i, direction
        elif (direction := _adverb_direction(sentence, i)) is not None:
            return i, direction
        elif kind in {"stop", "sub", "colon", "dash"}:
            return -1, None
    return -1, None


def _participle(sentence: Sentence, position: int) -> bool:
    return sentence.doc[sentence.phrases[position].start].tag_ in {"VBN", "VBG"}


def _mistagged_verb(sentence: Sentence, position: int) -> Direction | None:
    """In headlines a verb is often tagged as the last noun of its subject (`Sales Jump`)."""
    phrase = sentence.phrases[position]
    last = sentence.doc[phrase.end - 1]
    for entry in change_entries(last.lower_):
        if "verb" in entry.classes and phrase.end - phrase.start > 1:
            return entry.direction
    return None


def _after_from(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    i = _left(sentence, position)
    if Span(figure.extent.start, figure.span.start).of(sentence.text).lower().startswith("from"):
        i = position  # down from at least 10%: the bound holds the preposition
    elif sentence.word(i) not in {"from", "on", "after"} or sentence.kind(i) != "prep":
        return None
    anchor, direction = _change_left(sentence, i)
    moved = _left(sentence, i)
    if direction is None and sentence.kind(moved) == "vp" and _moves(sentence, moved):
        return Change("from", None, moved, "change.from")
    if any(sentence.kind(j) == "vp" for j in range(anchor + 1, i)):
        return None
    if direction and (
        i == position or sentence.word(i) == "from" or _old_value(sentence, position, before)
    ):
        return Change("from", None, anchor, "change.from")
    return None


def _moves(sentence: Sentence, position: int) -> bool:
    """A verb of moving that says no direction: `went from ten weeks to six`."""
    return sentence.words(sentence.phrases[position])[-1] in role_words("moving_verb")


def _by_value(figure: Quantity, old: Quantity) -> Direction | None:
    """Which way a figure lies from the old one."""
    if figure.value is None or old.value is None or figure.value == old.value:
        return None
    return "up" if figure.value > old.value else "down"


def _old_value(sentence: Sentence, position: int, before: Before) -> bool:
    """`up 9.8% on EUR 12.7 million to EUR 14.0 million`."""
    return bool(before) and before[-1][2].role == "change" and sentence.word(position + 1) == "to"


def _after_to(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`rose to $3 billion`, `up 12% to $4.7 billion`: a level that a change arrived at."""
    i = _left(sentence, position)
    if sentence.word(i) != "to" or sentence.kind(i) != "prep":
        return None
    if sentence.word(i - 1).endswith(("compared", "equal", "equivalent", "due", "relative")):
        return None
    anchor, direction = _change_left(sentence, i)
    if before and before[-1][2].role == "from" and before[-1][0] == i - 1:
        direction = direction or _by_value(figure, before[-1][1])
        anchor = before[-1][2].anchor
    if direction is None and before and before[-1][2].role == "change":
        if all(sentence.kind(j) in _TRANSPARENT | {"prep"} for j in range(before[-1][0] + 1, i)):
            anchor, direction = before[-1][2].anchor, before[-1][2].direction
    if direction:
        return Change(
            _level_or_share(sentence, position, figure, anchor), direction, anchor, "change.to"
        )
    return None


def _after_by_or_of(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`increased sales by 12%`, `an increase of 82%`, `a decline in costs of $3 million`."""
    i = _left(sentence, position)
    if sentence.kind(i) != "prep":
        return None
    word = sentence.word(i)
    if word == "by":
        anchor, direction = _change_left(sentence, i)
        if direction is None and sentence.kind(i - 1) == "colon":
            anchor, direction = _change_left(sentence, i - 1)  # declined in both: by 10% in …
        if direction is None and before and before[-1][2].trace[0] == "change.by":
            anchor, direction = before[-1][2].anchor, before[-1][2].direction
        if direction:
            return Change("change", direction, anchor, "change.by")
    if word == "of":
        j = i - 1
        while j >= 0 and sentence.kind(j) in {"np", "prep", "date", "basis", "adv", "adj"}:
            direction = direction_at(sentence, j, ("noun",)) if sentence.kind(j) == "np" else None
            if direction and not _of_change_in_name(sentence, j):
                return Change("change", direction, j, "change.noun_of")
            if sentence.kind(j) == "prep" and sentence.word(j) not in {"in", "of", "from", "over"}:
                break
            j -= 1
    return None


def _after_change_word(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`rose 12%`, `up 63 percent`, `sales growth 5%`, `Duke's increased $87 billion plan`."""
    i = _left(sentence, position)
    direction = _adverb_direction(sentence, i)
    if direction and sentence.kind(i - 1) == "vp" and _makes(sentence, i - 1):
        return Change("share", None, i - 1, "change.made_up")
    if direction:
        return Change("change", direction, i, "change.adverb")
    if sentence.kind(i) == "vp":
        direction = direction_at(sentence, i, ("verb",))
        if direction is None and sentence.word(i) in {"averaging", "totaling", "totalling"}:
            direction = direction_at(sentence, i - 1, ("noun",))  # price increases averaging 4%
        if direction is None:
            return None
        last = sentence.doc[sentence.phrases[i].end - 1]
        if sentence.kind(position + 1) in {"np", "comma"} and _attributive(sentence, i):
            return Change("level", direction, i, "change.increased_amount")
        if last.lower_.startswith(("rais", "extend")) and figure.kind in {"money", "count"}:
            return None
        if _crosses(figure, sentence):
            role = _level_or_share(sentence, position, figure, i)
            return Change(role, direction, i, "change.crossed")
        return Change("change", direction, i, "change.verb")
    if sentence.kind(i) == "np" and i == position - 1:
        direction = direction_at(sentence, i, ("noun",)) or _mistagged_verb(sentence, i)
        if direction and not _of_change_in_name(sentence, i):
            return Change("change", direction, i, "change.noun_before")
    return None


def _makes(sentence: Sentence, position: int) -> bool:
    """`electrified models made up 24% of the total`."""
    words = sentence.words(sentence.phrases[position])
    return words[-1] in {"make", "makes", "made", "making"}


def _crosses(figure: Quantity, sentence: Sentence) -> bool:
    """`fell below 3%`, `rose above $5 billion`: the figure is where the change arrived."""
    opening = Span(figure.extent.start, figure.span.start).of(sentence.text).lower().split()
    return bool(opening) and opening[-1] in {"below", "above", "under", "past", "beyond", "over"}


def _attributive(sentence: Sentence, position: int) -> bool:
    """A past participle that modifies the amount: `its increased $5 billion plan`."""
    first = sentence.doc[sentence.phrases[position].start]
    if first.tag_ not in {"VBN", "VBD"} or not first.i:
        return False
    return first.nbor(-1).tag_ in {"DT", "POS", "PRP$"} or first.nbor(-1).lower_ in {"s", "’s"}


def _after_arrival(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`rose 11.3%, reaching USD 20.6 billion`: the level that the change just named arrived at."""
    i = _left(sentence, position)
    while sentence.kind(i) in {"prep", "np"} and i >= 0 and sentence.word(i) in _CONTAINERS_AND_OF:
        i = _left(sentence, i)
    if sentence.kind(i) != "vp" or not before or before[-1][2].role != "change":
        return None
    if set(sentence.words(sentence.phrases[i])) & role_words("arrival"):
        return Change("level", before[-1][2].direction, i, "change.arrival")
    return None


_CONTAINERS_AND_OF = frozenset({"of", "a total", "a record", "a level", "a value"})


def _coordinated(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`declined 5.8% and 5.4% respectively`, `up 27% or EUR 450M`: as the figure before it."""
    if not before:
        return None
    at, other, context = before[-1]
    between = [sentence.kind(i) for i in range(at + 1, position)]
    if not between or not set(between) <= {"cc", "comma", "adv", "basis", "prep", "date"}:
        return None
    if context.role != "change" or "cc" not in between:
        return None
    if sentence.kind(position - 1) == "prep" and context.trace[0] not in {
        "change.noun_of",
        "change.by",
    }:
        return None
    if figure.kind == other.kind or sentence.word(position - 1) == "or":
        return Change(context.role, context.direction, context.anchor, "change.coordinated")
    return None


def _gapped(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`revenue rose 12% and net income 8%`; `Q3 sales up 17% to EUR 448M; YTD 18% to EUR 1.4bn`."""
    if not before or figure.kind != "percentage":
        return None
    _, other, last = before[-1]
    if last.role == "share" and other.kind == figure.kind and sentence.kind(position - 1) == "np":
        kinds = set(_outside_brackets(sentence, before[-1][0], position))
        if "cc" in kinds and not kinds & {"vp", "sub"}:
            return Change("share", None, -1, "change.gapped_share")
    changes = [
        entry for entry in before if entry[2].role == "change" and entry[1].kind == figure.kind
    ]
    if not changes or sentence.kind(position - 1) not in {"np", "date", "comma"}:
        return None
    at, _, context = changes[-1]
    if any(kind in {"vp", "sub"} for kind in _outside_brackets(sentence, at, position)) or (
        sentence.kind(position + 1) == "prep" and sentence.word(position + 1) == "of"
    ):
        return None
    return Change("change", context.direction, context.anchor, "change.gapped")


def _outside_brackets(sentence: Sentence, start: int, end: int) -> list[PhraseKind | None]:
    """The kinds of the phrases between two positions, without what stands in brackets."""
    kinds: list[PhraseKind | None] = []
    depth = 0
    for i in range(start + 1, end):
        kind = sentence.kind(i)
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(depth - 1, 0)
        elif not depth:
            kinds.append(kind)
    return kinds


def _share(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    role = _level_or_share(sentence, position, figure, _left(sentence, position))
    if role == "share":
        return Change("share", None, -1, "change.share")
    return None


def _level_or_share(sentence: Sentence, position: int, figure: Quantity, anchor: int) -> Role:
    """A percentage, ratio or amount that is a part `of` something is a share."""
    if figure.kind == "ratio":
        return "share" if figure.value is None or figure.value < 1 else "level"
    next_word = sentence.word(position + 1)
    next_kind = sentence.kind(position + 1)
    bare = figure.head is None or figure.head.start >= figure.span.end
    if figure.kind == "count" and next_word == "of" and bare:
        return "share"  # two of its 14 aircraft
    if figure.kind == "percentage" and sentence.word(position - 1).endswith(("remaining", "other")):
        return "share"
    if _of_which(sentence, position) or sentence.word(position - 1) == "including":
        return "share" if figure.kind in {"money", "percentage"} else "level"
    if figure.kind == "money":
        definite = sentence.word(position + 2).startswith(("the ", "its ", "their ", "our "))
        return "share" if next_word == "of" and definite else "level"
    if figure.kind != "percentage" or figure.unit != "percent":
        return "level"
    if next_kind == "prep" and next_word == "of" and sentence.kind(position + 2) != "date":
        return "share"
    joined = next_word in {"vs", "vs.", "versus", "and", "or"}
    if joined and sentence.kind(position + 2) == "figure" and sentence.word(position + 3) == "of":
        return "share"  # in 4% vs 6% of patients
    if next_kind == "np" and sentence.doc[sentence.phrases[position + 1].head].lower_ in role_words(
        "share_noun"
    ):
        return "share"
    left = _left(sentence, position)
    verb = left if sentence.kind(left) == "vp" else left - 1
    if sentence.kind(verb) == "vp" and set(sentence.words(sentence.phrases[verb])) & (
        role_words("share_verb") - {"hold", "holds", "held", "holding", "own", "owns", "owned"}
    ):
        return "share"
    if next_kind in {"vp", "quote"} and _clause_starts(sentence, position):
        return "share"
    if part_of_subject(sentence, position):
        return "share"
    if next_kind == "np" and sentence.kind(position + 2) == "vp":  # 70% students are …
        head = sentence.doc[sentence.phrases[position + 1].head]
        if head.tag_ == "NNS" and _clause_starts(sentence, position):
            return "share"
    return "share" if _measures_a_share(sentence, position) else "level"


def _of_which(sentence: Sentence, position: int) -> bool:
    """`Of that amount, $13 million goes back`, `of which around 60% from households`."""
    if sentence.word(position - 2) == "of" and sentence.word(position - 1) == "which":
        return True
    opening = opening_of(sentence)
    if not 0 <= opening < position:
        return False
    kinds = [sentence.kind(i) for i in range(opening + 1, position)]
    governed = sentence.kind(_left(sentence, position)) in {"vp", "prep"}
    return "comma" in kinds and not governed


def opening_of(sentence: Sentence) -> int:
    """Position of the `of` that opens the sentence (`Of that amount, …`); -1 if none does."""
    first = 1 if sentence.kind(0) in {"quote", "stop"} else 0
    return first if sentence.word(first) == "of" else -1


def _clause_starts(sentence: Sentence, position: int) -> bool:
    """The figure is the subject: nothing but a boundary (and words like `only`) before it."""
    i = _left(sentence, position)
    return (
        i < 0
        or sentence.kind(i) in {"comma", "cc", "sub", "stop", "colon", "dash"}
        or (sentence.word(i) == "with")
    )


def part_of_subject(sentence: Sentence, position: int) -> bool:
    """`the park is 96 percent leased`: the part of the subject of which that is true."""
    verb = sentence.phrases[position - 1] if position else None
    if verb is None or verb.kind != "vp" or position + 1 >= len(sentence.phrases):
        return False
    if sentence.kind(position + 1) == "np" and sentence.kind(position + 2) == "vp":
        state = sentence.phrases[position + 2]  # 100% employee owned
        owned = sentence.doc[state.start].tag_ == "VBN" and state.end - state.start == 1
        return owned and sentence.doc[verb.end - 1].lower_ in {"is", "are", "was", "were"}
    copula = sentence.doc[verb.end - 1].lower_ in {"is", "are", "was", "were", "be", "’s", "'s"}
    state = sentence.phrases[position + 1]
    tags = {sentence.doc[i].tag_ for i in range(state.start, state.end)}
    return copula and state.kind in {"vp", "adj"} and tags <= {"VBN", "JJ", "HYPH", "NN", "VBD"}


def _measures_a_share(sentence: Sentence, position: int) -> bool:
    """`market share was 37.8%`, `a market share of 12%`."""
    for i in range(position - 1, -1, -1):
        kind = sentence.kind(i)
        if kind == "np" and sentence.doc[sentence.phrases[i].head].lower_ in {
            "share",
            "shares",
            "stake",
        }:
            return True
        if kind in {"figure", "stop", "sub"}:
            return False
    return False


def _multiple(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`doubled`, `tripled`, `a twofold increase`; but a ratio `at 2.5 times` is a level."""
    if figure.kind != "multiple":
        return None
    if figure.span.of(sentence.text)[:1].isdigit() and sentence.kind(position + 1) not in {"det"}:
        return None
    down = figure.value is not None and figure.value < 1
    return Change("change", "down" if down else "up", position, "change.multiple")


def _up_from_follows(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`39 days, up from 35`: a level reached by rising."""
    for i in range(position + 1, min(position + 7, len(sentence.phrases))):
        if sentence.kind(i) == "figure":
            return None
        direction = _adverb_direction(sentence, i)
        fused = sentence.kind(i + 1) == "figure" and sentence.word(i + 1).startswith("from ")
        if direction and (fused or sentence.word(i + 1) == "from"):
            return Change("level", direction, -1, "change.up_from")
    return None
