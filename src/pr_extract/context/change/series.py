"""Figures that say of themselves what the figure before them says: lists, pairs, brackets."""

from __future__ import annotations

from pr_extract.context.change.words import Change, direction_at, left_of
from pr_extract.context.phrases import PhraseKind, Sentence
from pr_extract.context.reading import Before
from pr_extract.context.words import role_words
from pr_extract.quantities import Quantity


def same_in_brackets(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`nearly three-quarters (73%)`, `GEL 346 million (USD 126 million)`: the same thing again."""
    if not before:
        return None
    if sentence.word(position - 1) == "or" and before[-1][0] == position - 2:
        _, other, context = before[-1]  # 80 per cent or $2.5 billion of the income
        if context.role == "share" and other.kind != figure.kind != "count":
            return Change("share", None, context.anchor, "change.equivalent")
    if sentence.word(position - 1) == "or" and sentence.kind(position - 2) == "comma":
        _, other, context = before[-1]  # one in three renters, or 31%,
        if other.kind == "ratio" and figure.kind == "percentage" and context.role == "share":
            return Change(context.role, context.direction, context.anchor, "change.equivalent")
    if sentence.kind(position - 1) != "open":
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


def breakdown(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`14.6% of employees (women: 22.3%; men: 8.0%)`: the same, of each part."""
    bracket = sentence.brackets[position]
    label = position - 2
    if bracket is None or sentence.kind(position - 1) != "colon" or sentence.kind(label) != "np":
        return None
    if sentence.kind(label - 1) not in {"open", "comma", "stop"}:
        return None
    outside = [item for item in before if sentence.brackets[item[0]] != bracket]
    if not outside or bracket - outside[-1][0] > 5:
        return None
    _, whole, context = outside[-1]
    if whole.unit != figure.unit or context.role not in {"share", "change", "level"}:
        return None
    return Change(context.role, context.direction, context.anchor, "change.breakdown")


def _alike(one: Quantity, other: Quantity) -> bool:
    """In one unit, or both a part: `four in ten households, compared to 67 percent nationally`."""
    parts = one.kind == "ratio" and other.unit == "percent"
    return parts or (one.kind, one.unit) == (other.kind, other.unit)


def arrived_at(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`settled down $1.94, or 2.3%, at $81.36`: where the change arrived."""
    if not before or sentence.word(position - 1) != "at" or figure.kind == "percentage":
        return None
    at, _, context = before[-1]
    between = {sentence.kind(i) for i in range(at + 1, position - 1)}
    moved = context.role == "change" and context.rule("change") in _MOVED
    if not moved or not between <= {"comma", "adv", "basis", "date", "prep"}:
        return None
    return Change("level", context.direction, context.anchor, "change.arrived_at")


_MOVED = frozenset({"change.adverb", "change.verb", "change.coordinated", "change.by"})


def versus(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """`34.7% of patients vs. 13.2% on placebo`, `growth of 5% (previously 5% to 7%)`."""
    if not before:
        return None
    i = left_of(sentence, position)
    word = sentence.word(i)
    previously = "previously" in {sentence.word(position - 1), sentence.word(position - 2)}
    versus = word in {"vs", "vs.", "versus", "against"} or (
        word in {"with", "to"} and sentence.word(i - 1).endswith("compared")
    )
    versus = versus or (word == "of" and sentence.word(i - 1) == "instead")
    dated = [sentence.kind(j) for j in range(position - 3, position)] == ["open", "date", "colon"]
    versus = versus or dated
    if not (versus or previously):
        return None
    same = [item for item in before if _alike(item[1], figure)]
    if not same or (same[-1] != before[-1] and before[-1][1].kind == figure.kind):
        return None
    context = same[-1][2]
    if context.role == "share" or (context.role == "change" and figure.kind != "money"):
        direction = context.direction if context.role == "change" else None
        return Change(context.role, direction, context.anchor, "change.versus")
    return None


def in_brackets_before_verb(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`both revenue ($161 million) and earnings ($22 million) increased 8%`."""
    i = position
    if sentence.kind(i - 1) != "open" or sentence.kind(i + 1) != "close":
        return None
    if sentence.kind(i - 2) != "np":
        return None
    while sentence.kinds[i + 1 : i + 6] == ("close", "cc", "np", "open", "figure"):
        i += 5
    direction = direction_at(sentence, i + 2, ("verb",))
    if sentence.kind(i + 2) != "vp" or direction is None or figure.kind == "percentage":
        return None
    return Change("level", direction, i + 2, "change.in_brackets")


def tells_how(sentence: Sentence, position: int) -> bool:
    """`9% on a reported basis`, `7% in constant currency`: how it is measured, not what."""
    if sentence.kind(position) != "np":
        return False
    head = sentence.doc[sentence.phrases[position].head].lower_
    return head in role_words("manner_noun")


def gapped_size(
    sentence: Sentence, position: int, figure: Quantity, before: Before
) -> Change | None:
    """`a decrease of 44 percent in revenue and 39 percent in costs`."""
    if not before or sentence.kinds[position - 4 : position] != ("figure", "prep", "np", "cc"):
        return None
    _, other, context = before[-1]
    same = context.role == "change" and other.kind == figure.kind
    alike = sentence.word(position + 1) == sentence.word(position - 3) != "of"
    if not same or not (alike or tells_how(sentence, position + 2)):
        return None
    return Change("change", context.direction, context.anchor, "change.gapped_size")


def coordinated(
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
    if sentence.kind(position - 1) == "prep" and context.rule("change") not in {
        "change.noun_of",
        "change.by",
    }:
        return None
    if figure.kind == other.kind or sentence.word(position - 1) == "or":
        return Change(context.role, context.direction, context.anchor, "change.coordinated")
    return None


def gapped(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
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
