"""Parts of a sentence that several concept rules ask about."""

from __future__ import annotations

from pr_extract.context.change.words import direction_at
from pr_extract.context.concept.site import Site
from pr_extract.context.phrases import Sentence
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import Term, is_container, noun_phrase
from pr_extract.context.words import role_words
from pr_extract.source import Span

TIME_UNITS = ("year", "month", "week", "day", "hour", "minute", "second", "quarter", "decade")


def gerund(sentence: Sentence, position: int) -> bool:
    """Whether the verb group at a position starts with an -ing form."""
    return sentence.doc[sentence.phrases[position].start].tag_ == "VBG"


def span_of(sentence: Sentence, position: int) -> tuple[int, int]:
    """First token of the phrase at a position, and the token after its last."""
    phrase = sentence.phrases[position]
    return phrase.start, phrase.end


def verb_phrase(sentence: Sentence, verb: int, *, bare: bool = False) -> Span:
    """A verb with its object: `roll off a large excavator`; a ``bare`` one without."""
    end = verb
    for i in range(verb + 1, verb + 1 if bare else len(sentence.phrases)):
        if sentence.kind(i) == "np":
            end = i
            break
        attributive = sentence.kind(i) == "figure" and sentence.kind(i + 1) == "np"
        if not attributive and sentence.kind(i) not in {"prep", "adj", "det", "adv"}:
            break
    phrase = sentence.phrases[verb]
    start = phrase.start
    while start < phrase.end - 1 and (
        sentence.doc[start].tag_ in {"MD", "TO", "RB", "VBZ", "VBP"}
        or sentence.doc[start].lower_ in {"had", "been", "was", "were", "be", "being"}
    ):
        start += 1
    return sentence.chars(start, sentence.phrases[end].end)


def intransitive(sentence: Sentence, verb: int) -> bool:
    """Whether the subject of the verb is what is measured (`revenue rose`, `costs were cut`)."""
    words = sentence.words(sentence.phrases[verb])
    passive = bool(set(words) & {"been", "be", "was", "were", "is", "are", "being"}) and (
        sentence.doc[sentence.phrases[verb].end - 1].tag_ in {"VBN", "VBD"}
    )
    if set(words) & role_words("agent_verb") and not passive:
        return False
    return bool(set(words[-1:]) & role_words("level_verb")) or (
        direction_at(sentence, verb, ("verb",)) is not None
    )


def is_copula(sentence: Sentence, verb: int) -> bool:
    """Whether the verb group is a form of `be`."""
    return sentence.words(sentence.phrases[verb])[-1] in {"is", "are", "was", "were", "be", "been"}


def is_share_verb(sentence: Sentence, verb: int) -> bool:
    """Whether the verb makes its figure a part of a whole (`accounted for`)."""
    verbs = role_words("share_verb") | role_words("supply_verb")
    return not verbs.isdisjoint(sentence.words(sentence.phrases[verb]))


def level_subject(site: Site) -> bool:
    """Whether the figure is said of a subject by a verb like `was`, `reached`, `rose to`."""
    verb = verb_left_of(site.sentence, site.position, commas=0)
    if verb < 0 or not intransitive(site.sentence, verb) or is_share_verb(site.sentence, verb):
        return False
    return subject_of(site.sentence, verb) >= 0 and not any(
        site.sentence.word(i) == "with" for i in range(verb + 1, site.position)
    )


def object_between(sentence: Sentence, verb: int, position: int) -> int:
    """Position of the verb's object, if one stands between the verb and the figure."""
    i = verb + 1
    while i < position and sentence.kind(i) in {"adv", "det", "adj"}:
        i += 1
    return i if i < position and sentence.kind(i) == "np" and not is_container(sentence, i) else -1


def subject_span(site: Site, verb: int) -> Span | None:
    """The subject of the verb at a position, without its determiner."""
    subject = subject_of(site.sentence, verb)
    return noun_phrase(site.sentence, subject) if subject >= 0 else None


def entity_subject(site: Site, subject: int) -> Term:
    """`Canada rose 6%`: whose it is, but what it is was said before."""
    concept = site.previous.concept if site.previous else None
    if concept is not None and site.figure.kind == "money":
        last = concept.of(site.sentence.text).lower().split()[-1]
        concept = None if last in role_words("share_noun") else concept
    return Term(concept, noun_phrase(site.sentence, subject), "concept.subject_is_entity")


def of_head(sentence: Sentence, position: int, *, sum_of: bool = False) -> int:
    """`net cash from operations of $3 million`: the first noun of the run, not the last.

    So too where the last one is one of two: `spending on pumps and pipes of $3 million`. With
    ``sum_of`` an indefinite one stays alone: `the prospect of a grant of $5 million`.
    """
    i = position
    while True:
        last = i
        if sentence.kind(i - 1) == "cc" and sentence.kinds[max(i - 4, 0) : i - 1] == (
            "np", "prep", "np",
        ):  # fmt: skip
            i -= 2
        if sentence.word(i - 1) not in _INNER_LINKS or sentence.kind(i - 2) != "np":
            return last
        if sum_of and sentence.doc[sentence.phrases[i].start].lower_ in {"a", "an"}:
            return last  # the prospect of a grant of $5 million
        i -= 2


_INNER_LINKS = frozenset({"of", "from", "in", "under", "before", "on", "after", "for"})


def is_place(site: Site, position: int) -> bool:
    """Whether the noun phrase at a position names a place."""
    span = noun_phrase(site.sentence, position)
    record = site.entities.at(span) if span else None
    if span is None or record is None or record.label not in {"GPE", "LOC", "FAC"}:
        return False
    return any(m.start <= span.start and span.end <= m.end for m in record.mentions)
