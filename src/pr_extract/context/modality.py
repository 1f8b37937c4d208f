"""Is the figure a fact, expected, a target, or only possible; and is it denied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pr_extract.context.change.words import left_of
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.words import role_words
from pr_extract.lexicon import Entry, load
from pr_extract.quantities import Quantity
from pr_extract.records import Modality

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ModalityEntry(Entry):
    """Words that take a figure out of the actual."""

    modality: Modality
    words: tuple[str, ...]


@cache
def _modalities() -> dict[str, Modality]:
    return {word: e.modality for e in load("modalities", ModalityEntry) for word in e.words}


def read_modality(
    sentence: Sentence, position: int, figure: Quantity, trace: list[str]
) -> tuple[Modality, bool]:
    """Modality and negation of the figure at a tape position, from the verbs that govern it."""
    governing = _governing(sentence, position)
    if _conditional(sentence, position):
        trace.append("modality.condition")
        return "possible", False
    negated = any(_denies(sentence, verb) for verb in governing[:1])
    i = left_of(sentence, position)
    negated = negated or (sentence.word(i) == "of" and sentence.word(i - 1) == "instead")
    for verb in governing:
        found = _of_words(sentence, verb, attitudes=verb < position)
        if found is not None:
            trace.append("modality.verb")
            return found, negated
    for noun in _nouns(sentence, position, governing):
        found = _of_noun(sentence, noun) if _tells_size(figure) else None
        if found is not None:
            trace.append("modality.noun")
            return found, negated
    return "actual", negated


def _tells_size(figure: Quantity) -> bool:
    """`cut its outlook for the second time in three months`: a rank or a time is no outlook."""
    return figure.kind != "rank" and figure.unit not in {"day", "week", "month", "year"}


def told_as_event(sentence: Sentence, position: int) -> bool:
    """Whether a past tense, but of `be`, governs the figure: `opened 17 branches`."""
    verb = verb_left_of(sentence, position)
    if verb < 0:
        verb = next(
            (i for i in range(position, len(sentence.kinds)) if sentence.kind(i) == "vp"), -1
        )
    if verb < 0:
        return False
    if sentence.word(verb - 1) == "there" and sentence.word(verb) == "were":
        return True
    first = sentence.doc[sentence.phrases[verb].start]
    if verb < position and sentence.word(left_of(sentence, position)) in {"with", "of", "to"}:
        return False  # kept its lead with 32 sites in operation
    return first.tag_ == "VBD" and first.lower_ not in {"was", "were", "had"}


def _conditional(sentence: Sentence, position: int) -> bool:
    """`until the share price reaches $283`, `if sales exceed $5 million`."""
    for i in range(position - 1, -1, -1):
        if sentence.kind(i) in {"sub", "prep"}:
            if sentence.word(i) in {"until", "if", "unless"}:
                return any(sentence.kind(j) == "vp" for j in range(i, position))
            if sentence.kind(i) == "sub":
                return False
        if sentence.kind(i) in {"stop", "colon", "figure"}:
            return False
    return False


def _governing(sentence: Sentence, position: int) -> list[int]:
    """The verb groups over the figure, nearest first: left in its clause, else right after it."""
    verbs: list[int] = []
    i = position
    if _opens_clause(sentence, position):
        return [position + 1]
    while (verb := verb_left_of(sentence, i)) >= 0 and len(verbs) < 3:
        if verbs and _finite(sentence, verbs[-1]) and not _infinitive(sentence, verbs[-1]):
            break
        verbs.append(verb)
        i = verb
    if not verbs:
        for i in range(position + 1, len(sentence.phrases)):
            if sentence.kind(i) == "vp":
                verbs.append(i)
                break
            if sentence.kind(i) in {"stop", "sub"}:
                break
            if sentence.kind(i) == "figure" and sentence.word(i - 1) != "of":
                break  # 2,400 doses of three vaccines could arrive
    return verbs


def _opens_clause(sentence: Sentence, position: int) -> bool:
    """`…, and a further £3.5 million may be earned`: the figure is the subject of what follows."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj", "adv"}:
        i -= 1
    return (
        sentence.kind(position + 1) == "vp"
        and sentence.kind(i) in {"cc", "comma", "sub"}
        and (_finite(sentence, position + 1))
    )


def _finite(sentence: Sentence, verb: int) -> bool:
    tags = {sentence.doc[i].tag_ for i in _tokens(sentence, verb)}
    return bool(tags & {"MD", "VBD", "VBZ", "VBP"})


def _infinitive(sentence: Sentence, verb: int) -> bool:
    return sentence.word(verb).startswith("to ")


def _tokens(sentence: Sentence, position: int) -> range:
    phrase = sentence.phrases[position]
    return range(phrase.start, phrase.end)


def _of_words(sentence: Sentence, verb: int, *, attitudes: bool) -> Modality | None:
    """What the words of a verb group say; without ``attitudes`` only its auxiliaries count.

    `8% of leaders expect …` is a fact about leaders, `8% is expected to …` is none yet.
    """
    words = sentence.words(sentence.phrases[verb])
    if sentence.word(verb - 1) == "than" or words[-2:-1] == ["than"]:
        return None  # fell by more than expected
    # `exceeded expectations`, `was expected to`: the last word that says so decides.
    found: Modality | None = None
    if words[0] == "to" and sentence.kind(verb - 1) == "np":
        head = sentence.doc[sentence.phrases[verb - 1].head].lower_
        if head in role_words("intention_noun"):
            return "target"
        if head == "track":
            return "expected"  # remains on track to achieve
    if words[:3] in (["is", "to", "be"], ["are", "to", "be"]):
        return "expected"  # fees are to be frozen
    if sentence.word(verb - 1) == "of" and sentence.kind(verb - 2) == "np":
        head = sentence.doc[sentence.phrases[verb - 2].head].lower_
        if head in _forward_nouns():
            return _modalities().get(head)  # its goal of awarding 100 contracts
    for word, i in zip(words, _tokens(sentence, verb), strict=True):
        modality = _modalities().get(word)
        if modality is None or (word == "can" and len(words) < 2):
            continue
        if not attitudes and sentence.doc[i].tag_ not in {"MD", "VBN"}:
            continue
        if word == "can" or (word in {"would", "if"} and found is not None):
            continue
        noun = sentence.doc[i].tag_ in {"NN", "NNS"} and i > sentence.phrases[verb].start
        if noun and len(words) > 1:
            continue
        if found is None or modality == "target":
            found = modality
    return found


def _nouns(sentence: Sentence, position: int, governing: list[int]) -> list[int]:
    """Noun phrases that can make the figure a forecast: the subject, and the noun before it."""
    nouns = [subject_of(sentence, verb) for verb in governing[:1]]
    i = position - 1
    while i >= 0 and sentence.kind(i) in {
        "prep",
        "np",
        "adv",
        "det",
        "adj",
        "date",
        "figure",
        "cc",
        "colon",
    }:
        if sentence.kind(i) == "np":
            nouns.append(i)
        i -= 1
    bracket = sentence.brackets[position]
    if bracket is not None:  # the forecast for 2019 (sales of $5 million) remains
        nouns += [i for i in range(max(bracket - 4, 0), bracket) if sentence.kind(i) == "np"]
    if sentence.kind(position + 1) == "np":
        nouns.append(position + 1)
    if sentence.kind(position + 1) == "adj" and sentence.kind(position + 2) == "np":
        nouns.append(position + 2)
    return [noun for noun in nouns if noun >= 0 and sentence.kind(noun) == "np"]


def _of_noun(sentence: Sentence, noun: int) -> Modality | None:
    words = sentence.words(sentence.phrases[noun])
    if words == ["track"] or words == ["pace"]:
        return "expected" if sentence.word(noun - 1) == "on" else None  # on pace for 250 shops
    for word in words:
        modifies = word in role_words("forward_adjective") and word != words[-1]
        if modifies or word in _forward_nouns():
            return _modalities().get(word, "expected")
    return None


def _forward_nouns() -> frozenset[str]:
    return role_words("outlook_noun") | {"target", "targets"}


def looks_ahead(sentence: Sentence) -> bool:
    """Whether the sentence speaks of an outlook, a forecast or guidance."""
    return not role_words("outlook_noun").isdisjoint(sentence.lowers)


def of_introduction(text: str) -> Modality | None:
    """What a list's lead-in says of the figures below it, in its last words: `expects:`."""
    if not text.rstrip().endswith(":"):
        return None
    for word in text.lower().replace(":", " ").replace(",", " ").split()[-14:]:
        modality = _modalities().get(word)
        if modality is not None and word in _forward_nouns() | role_words("forward_verb"):
            return modality
    return None


def _denies(sentence: Sentence, verb: int) -> bool:
    words = sentence.words(sentence.phrases[verb])
    if _NEGATIONS & set(words):
        return True
    return any(a == "no" and b == "longer" for a, b in pairwise(words)) or (
        sentence.kind(verb - 1) == "adv" and bool(_NEGATIONS & set(sentence.word(verb - 1).split()))
    )
