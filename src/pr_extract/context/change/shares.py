"""Parts of a whole: `12% of sales`, `the park is 96 percent leased`."""

from __future__ import annotations

from pr_extract.context.change.words import Change, left_of
from pr_extract.context.noun_classes import is_person_noun
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Before
from pr_extract.context.subjects import subject_of
from pr_extract.context.words import role_words
from pr_extract.quantities import Quantity
from pr_extract.records import Role


def share(sentence: Sentence, position: int, figure: Quantity, before: Before) -> Change | None:
    """A percentage, ratio or amount that is a part `of` something is a share."""
    if level_or_share(sentence, position, figure) == "share":
        return Change("share", None, -1, "change.share")
    return None


def level_or_share(sentence: Sentence, position: int, figure: Quantity) -> Role:
    """The role of a figure that is not the size of a change."""
    return "share" if _is_share(sentence, position, figure) else "level"


def _is_share(sentence: Sentence, position: int, figure: Quantity) -> bool:
    if _of_chance(sentence, position):
        return False
    if figure.kind == "ratio":
        return figure.value is None or figure.value < 1
    if figure.kind == "count":
        bare = figure.head is None or not figure.span.overlaps(figure.head)
        if sentence.word(position - 1) == "all":
            return False  # all nine of its fire stations
        if bare and _of_which(sentence, position):
            return True  # Of the ward's 34 nurses, 19 have been offered other jobs
        return bare and sentence.word(position + 1) == "of"  # two of its 14 aircraft
    if figure.kind not in {"money", "percentage"}:
        return False
    word_before = sentence.word(position - 1)
    if _of_which(sentence, position):
        return True
    if figure.kind == "money":
        definite = sentence.word(position + 2).startswith(("the ", "its ", "their ", "our "))
        sums = sentence.word(position + 2) == "the" and sentence.kind(position + 3) == "figure"
        definite = definite or sums  # $212 million of the $350 million
        return definite and sentence.word(position + 1) == "of"
    if word_before.endswith(("remaining", "other")):
        return True
    return figure.unit == "percent" and any(test(sentence, position) for test in _PERCENT_IS_SHARE)


def _of_chance(sentence: Sentence, position: int) -> bool:
    """`a one in 20 chance of rain`, `a 5 percent risk`: how likely, and no part of anything."""
    if sentence.kind(position + 1) != "np":
        return False
    head = sentence.doc[sentence.phrases[position + 1].head].lower_
    return head in role_words("chance_noun")


def _owned_by(sentence: Sentence, position: int) -> bool:
    """`Acme, owned 42 percent by Orr`: the part of the subject that somebody has."""
    verb = position - 1
    if sentence.kind(verb) != "vp" or sentence.word(position + 1) != "by":
        return False
    return sentence.words(sentence.phrases[verb])[-1] in {"owned", "held", "controlled"}


def proportion_of(sentence: Sentence, position: int) -> int:
    """`the proportion of women was 40 percent`: position of the noun of the part; -1 if none."""
    verb = left_of(sentence, position)
    if sentence.word(verb) in {"at", "to"}:
        verb = left_of(sentence, verb)
    subject = subject_of(sentence, verb) if sentence.kind(verb) == "vp" else -1
    if subject < 0 or sentence.word(subject + 1) != "of" or sentence.kind(subject + 2) != "np":
        return -1
    head = sentence.doc[sentence.phrases[subject].head].lower_
    return subject + 2 if head in role_words("part_noun") else -1


def _is_proportion(sentence: Sentence, position: int) -> bool:
    return proportion_of(sentence, position) >= 0


def _of_something(sentence: Sentence, position: int) -> bool:
    """`12% of sales`, `in 4% vs 6% of patients`, `a 12% stake`."""
    word = sentence.word(position + 1)
    if sentence.kind(position + 1) == "np":
        head = sentence.doc[sentence.phrases[position + 1].head]
        if head.lower_ == "interest" and sentence.word(position + 2) != "in":
            return sentence.doc[sentence.phrases[position + 1].start].lower_ in _HELD
        return head.lower_ in role_words("share_noun")
    if word == "of":
        return sentence.kind(position + 2) != "date"
    if sentence.kind(position + 1) == "open" and sentence.kind(position + 3) == "close":
        return sentence.word(position + 4) == "of"  # 62 percent (40 buses) of the fleet
    paired = word in {"vs", "vs.", "versus", "and", "or"}
    return (
        paired and sentence.kind(position + 2) == "figure" and sentence.word(position + 3) == "of"
    )


_HELD = frozenset({"equity", "ownership", "working", "voting", "economic", "royalty"})


def _after_share_verb(sentence: Sentence, position: int) -> bool:
    """`exports account for 40%`, `accounted for just under 40%`."""
    i = left_of(sentence, position)
    verb = i if sentence.kind(i) == "vp" else i - 1
    if sentence.kind(verb) != "vp":
        return False
    verbs = role_words("share_verb") - role_words("owning_verb")
    return bool(set(sentence.words(sentence.phrases[verb])) & verbs)


def _is_subject(sentence: Sentence, position: int) -> bool:
    """`… and 40% said that they`, `70% students are`: those of whom the verb is true."""
    if not _clause_starts(sentence, position):
        return False
    if sentence.kind(position + 1) == "np" and sentence.kind(position + 2) == "vp":
        return sentence.doc[sentence.phrases[position + 1].head].tag_ == "NNS"
    return sentence.kind(position + 1) in {"vp", "quote"}


def _of_which(sentence: Sentence, position: int) -> bool:
    """`Of that amount, $13 million goes back`, `of which around 60% from households`."""
    if sentence.word(position - 2) == "of" and sentence.word(position - 1) == "which":
        return True
    opening = opening_of(sentence)
    if not 0 <= opening < position:
        return False
    kinds = [sentence.kind(i) for i in range(opening + 1, position)]
    governed = sentence.kind(left_of(sentence, position)) in {"vp", "prep"}
    return "comma" in kinds and not governed


def opening_of(sentence: Sentence) -> int:
    """Position of the `of` or `among` that opens the sentence (`Of that amount, …`), or -1."""
    first = 1 if sentence.kind(0) in {"quote", "stop"} else 0
    opens = sentence.word(first) in {"of", "among"}
    opens = opens or (sentence.word(first) == "for" and sentence.word(first + 1) == "those")
    return first if opens else -1


def _clause_starts(sentence: Sentence, position: int) -> bool:
    """The figure is the subject: nothing but a boundary (and words like `only`) before it."""
    i = left_of(sentence, position)
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
    if sentence.kind(position + 1) == "np" and sentence.kind(position + 2) != "vp":
        people = sentence.doc[sentence.phrases[position + 1].head]  # the crew is 40 percent women
        named = is_person_noun(people.lower_) and people.tag_ == "NNS"
        return named and sentence.doc[verb.end - 1].lower_ in {"is", "are", "was", "were"}
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
        from_old = kind == "figure" and sentence.word(i - 1) == "from"
        if kind in {"figure", "stop", "sub", "comma"} and not from_old:
            return False
    return False


_PERCENT_IS_SHARE = (
    _of_something,
    _after_share_verb,
    _is_subject,
    part_of_subject,
    _measures_a_share,
    _owned_by,
    _is_proportion,
)
