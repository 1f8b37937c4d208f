"""Whose the figure is: the owner of its concept, the subject of its verb, or the issuer."""

from __future__ import annotations

from bisect import bisect_right

from pr_extract.changes import change_entries
from pr_extract.context.concept import predicate_of
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import (
    Term,
    is_container,
    names_entity,
    noun_phrase,
    split_phrase,
)
from pr_extract.entities import Entities
from pr_extract.quantities import Quantity
from pr_extract.source import Span

Before = list[tuple[int, Quantity, Context]]


def find_owner(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    term: Term,
    before: Before,
    last: Context | None,
    introduction: Span | None,
    entities: Entities,
) -> Span | None:
    """The span that says whose the figure is, or None if the release does not say.

    ``introduction`` is the lead-in or heading that the figure's line stands under.
    """
    owner = _find_owner(
        sentence, position, figure, context, term, before, last, introduction, entities
    )
    return _as_named(sentence, owner, entities) if owner is not None else None


def _as_named(sentence: Sentence, owner: Span, entities: Entities) -> Span:
    """The whole name of which the phrase is a part; `the company's utilities` are utilities."""
    record = entities.at(owner)
    if record is not None:
        for mention in record.mentions:
            if mention.covers(owner):
                return mention
    text = owner.of(sentence.text)
    for possessor in ("company’s ", "company's "):
        if text.startswith(possessor):
            return Span(owner.start + len(possessor), owner.end)
    return owner


def _find_owner(
    sentence: Sentence,
    position: int,
    figure: Quantity,
    context: Context,
    term: Term,
    before: Before,
    last: Context | None,
    introduction: Span | None,
    entities: Entities,
) -> Span | None:
    if context.role == "share" and _of_population(sentence, position, context, term, before):
        return None
    theirs = _possessor(sentence, term, last, figure.span.start, entities)
    if theirs is not None:
        return theirs
    if figure.kind == "rank":
        return _ranked(sentence, position, term) or term.owner
    if term.owner is not None and not term.weak:
        return term.owner
    opening = _opening_place(sentence, position)
    if opening is not None and figure.kind in {"money", "percentage"}:
        return opening
    if figure.kind == "count":
        container = _container(sentence, position)
        if container is not None:
            return container
    bearer = _bearer(sentence, term, entities)
    if bearer is not None:
        return bearer
    named, subject = _subjects(sentence, position, term, before, entities)
    if term.owner is not None:
        return named or term.owner
    if subject is not None and before and _within(before[-1][2], subject):
        return before[-1][2].entity
    if named is not None:
        return named
    if subject is not None and _may_own(figure, context, term, sentence, subject):
        return subject
    if before and before[-1][2].concept == context.concept:
        return before[-1][2].entity
    leads_in = introduction is not None and sentence.text[introduction.end - 1] == ":"
    if verb_left_of(sentence, position) < 0:
        following = _subject_to_come(sentence, position)
        if following is not None:
            return following
    if introduction is not None and (leads_in or term.rule.startswith("concept.label")):
        named = _last_mention(introduction, entities)
        if named is not None:
            return named
    ownerless = figure.kind == "count" and term.rule == "concept.counted"
    ownerless = ownerless or (figure.kind == "measurement" and figure.unit != "dimensionless")
    if ownerless or _subject_itself(sentence, position):
        return None
    if before and before[-1][2].entity is not None:
        return before[-1][2].entity
    if last is not None and last.entity is not None and entities.at(last.entity) is not None:
        if not _is_pronoun(sentence, last.entity):
            return last.entity
    return nearest_issuer(figure.span.start, entities)


_GIVING = frozenset(
    {
        "concept.of_after",
        "concept.points_of_change",
        "concept.in_after",
        "concept.in_doing",
        "concept.none",
    }
)


def _may_own(
    figure: Quantity, context: Context, term: Term, sentence: Sentence, subject: Span
) -> bool:
    """`Tourism generates $392 million in wages`; but `the adjustments include a provision of …`.

    A subject without a name owns what it has or gives, not the measures of its sentence.
    """
    if figure.kind not in {"money", "percentage"} or term.concept is None:
        return True
    return term.rule in _GIVING or _is_pronoun(sentence, subject) or context.role == "share"


_PRONOUNS = frozenset({"we", "it", "they", "our", "its", "their", "us", "i", "you", "he", "she"})


def _is_pronoun(sentence: Sentence, span: Span) -> bool:
    return span.of(sentence.text).lower() in _PRONOUNS


def _of_population(
    sentence: Sentence, position: int, context: Context, term: Term, before: Before
) -> bool:
    """`61% of leaders believe`, `in 41% of patients`: the share of a population has no owner."""
    if term.rule == "concept.predicate":
        return True
    if "change.versus" in context.trace and before and before[-1][2].role == "share":
        return before[-1][2].entity is None
    return sentence.word(position - 1) == "in" and sentence.word(position + 1) == "of"


def _possessor(
    sentence: Sentence, term: Term, last: Context | None, offset: int, entities: Entities
) -> Span | None:
    """`its annual output`, `our order backlog`: the nearest name that the determiner stands for."""
    if term.concept is None or term.owner is not None:
        return None
    position = next(
        (
            i
            for i, p in enumerate(sentence.phrases)
            if sentence.doc[p.end - 1].idx >= term.concept.start
        ),
        -1,
    )
    if position < 0 or sentence.kind(position) not in {"np", "det"}:
        return None
    first = sentence.doc[sentence.phrases[position].start]
    if first.tag_ != "PRP$":
        return None
    if first.lower_ in {"our", "my"}:
        return nearest_issuer(offset, entities)
    for i in range(position):
        if sentence.kind(i) == "np" and names_entity(sentence, i, entities):
            return noun_phrase(sentence, i)
    verb = verb_left_of(sentence, position)
    subject = subject_of(sentence, verb) if verb >= 0 else -1
    if 0 <= subject < position and sentence.kind(subject) == "np":
        return noun_phrase(sentence, subject)  # The brewer trimmed its water use
    if last is not None and last.entity is not None and not _is_pronoun(sentence, last.entity):
        return last.entity
    return nearest_issuer(offset, entities)


def _subject_to_come(sentence: Sentence, position: int) -> Span | None:
    """`With a capacity of 2,400 Wh, the P2 Pro can …`: the subject that the opening describes."""
    if sentence.word(0) not in {"with", "at", "for", "from"} or sentence.kind(0) != "prep":
        return None
    for i in range(position + 1, len(sentence.phrases)):
        if sentence.kind(i) == "vp":
            subject = subject_of(sentence, i)
            if subject > position and sentence.kind(subject) in {"np", "pronoun"}:
                return noun_phrase(sentence, subject)
            return None
    return None


def _last_mention(span: Span, entities: Entities) -> Span | None:
    """The last name in a lead-in or heading (`P2 Pro Specifications`)."""
    inside = [m for record in entities.records for m in record.mentions if span.covers(m)]
    return max(inside, default=None)


def _bearer(sentence: Sentence, term: Term, entities: Entities) -> Span | None:
    """`15 projects with an investment of $5 million`, `the Notes, with a coupon rate of 4%`."""
    if term.concept is None:
        return None
    concept = next(
        (
            i
            for i, p in enumerate(sentence.phrases)
            if p.kind == "np"
            and sentence.doc[p.head].idx >= term.concept.start
            and sentence.doc[p.start].idx < term.concept.end
        ),
        -1,
    )
    if concept < 2 or sentence.word(concept - 1) != "with":
        return None
    before = concept - 2
    if sentence.kind(before) == "figure":
        return noun_phrase(sentence, before)
    if sentence.kind(before) == "comma" and sentence.kind(before - 1) == "np":
        before -= 1
    if sentence.kind(before) == "np" and names_entity(sentence, before, entities):
        return noun_phrase(sentence, before)
    if sentence.kind(before) == "np" and sentence.kind(concept - 2) == "np":
        return _last_mention(sentence.chars(*_tokens(sentence, before)), entities)
    return None


def _tokens(sentence: Sentence, position: int) -> tuple[int, int]:
    phrase = sentence.phrases[position]
    return phrase.start, phrase.end


def _within(context: Context, subject: Span) -> bool:
    """`TBC Georgia net profit rose …, with ROE at 20%`: the subject is an earlier concept."""
    return context.concept is not None and subject.covers(context.concept)


def _ranked(sentence: Sentence, position: int, term: Term) -> Span | None:
    """`X, the fourth edition of`, `X is the first`, `As the third …, X is`: what is ranked."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj", "adv", "date"}:
        i -= 1
    if sentence.kind(i) == "comma" and sentence.kind(i - 1) == "np":
        return noun_phrase(sentence, i - 1)
    verb = verb_left_of(sentence, position)
    if verb < 0:
        verb = next(
            (j for j in range(position + 1, len(sentence.phrases)) if sentence.kind(j) == "vp"), -1
        )
    while verb >= 0:
        subject = subject_of(sentence, verb)
        if subject >= 0 and sentence.kind(subject) in {"np", "pronoun"}:
            span = noun_phrase(sentence, subject)
            if span is not None and not _same(span, term.concept):
                return span
        verb = verb_left_of(sentence, verb)
    return None


def _container(sentence: Sentence, position: int) -> Span | None:
    """`a series of four reports`, `data from 1,000 patients`, `hoteliers across 150 countries`."""
    i = position - 1
    while sentence.kind(i) in {"det", "adj", "adv"}:
        i -= 1
    if sentence.kind(i) != "prep" or sentence.kind(i - 1) != "np":
        return None
    if sentence.word(i) in {"of", "from"}:
        return None if is_container(sentence, i - 1) else noun_phrase(sentence, i - 1)
    verb = verb_left_of(sentence, position)
    while verb >= 0 and _participle(sentence, verb):
        verb = verb_left_of(sentence, verb)
    governed = verb >= 0 and not _copular(sentence, verb)
    if sentence.word(i) in {"in", "across", "within"} and not governed:
        return noun_phrase(sentence, i - 1)
    return None


def _participle(sentence: Sentence, verb: int) -> bool:
    return sentence.doc[sentence.phrases[verb].start].tag_ in {"VBG", "VBN"}


def _copular(sentence: Sentence, verb: int) -> bool:
    return sentence.words(sentence.phrases[verb])[-1] in {
        "is",
        "are",
        "was",
        "were",
        "be",
        "'s",
        "’s",
    }


def _opening_place(sentence: Sentence, position: int) -> Span | None:
    """`In Germany, Rx sales totaled …`, `In the Services segment, sales amounted …`."""
    i = 0
    while sentence.kind(i) in {"quote", "stop", "adv", "comma"} and i < 3:
        i += 1
    if sentence.kind(i) != "prep" or sentence.word(i) not in {"in", "at", "for", "within"}:
        return None
    if sentence.kind(i + 1) != "np" or i + 1 >= position:
        return None
    if sentence.kind(i + 2) not in {"comma", "open"}:
        return None
    phrase = sentence.phrases[i + 1]
    head = sentence.doc[phrase.head]
    named = head.tag_ in {"NNP", "NNPS"} or head.lower_ in {
        "segment",
        "division",
        "business",
        "region",
    }
    return noun_phrase(sentence, i + 1) if named else None


def _subjects(
    sentence: Sentence, position: int, term: Term, before: Before, entities: Entities
) -> tuple[Span | None, Span | None]:
    """(the nearest subject that names an entity, the nearest that is no concept)."""
    named: Span | None = None
    nearest: Span | None = None
    verb = verb_left_of(sentence, position)
    while verb >= 0 and named is None:
        subject = _full_subject(sentence, verb, entities)
        counted = {at for at, figure, _ in before if figure.kind == "count"}
        if subject >= 0 and sentence.kind(subject) == "figure" and subject not in counted:
            verb = verb_left_of(sentence, verb)
            continue
        verb = verb_left_of(sentence, verb)
        if subject < 0 or sentence.kind(subject) in {"vp", "det"} or subject == position:
            continue
        if sentence.word(subject) == "there":
            continue
        span = _owner_in(sentence, subject, entities)
        if span is None or _same(span, term.concept) or _tells_change(sentence, subject):
            continue
        if names_entity(sentence, subject, entities):
            named = span
        nearest = nearest or span
    if named is not None and nearest is not None and nearest != named:
        # The nearest subject owns its figure unless it is itself something measured.
        return (
            (named, named)
            if term.concept and nearest.start >= term.concept.start
            else (None, nearest)
        )
    return named, nearest


def _owner_in(sentence: Sentence, subject: int, entities: Entities) -> Span | None:
    """`Flow Solutions sales` as a subject: the name that the measure starts with."""
    concept, owner = split_phrase(sentence, subject, entities)
    whole = noun_phrase(sentence, subject)
    if owner is not None and concept is not None and concept.start - owner.end <= 1:
        return owner
    return whole


def _full_subject(sentence: Sentence, verb: int, entities: Entities) -> int:
    """The subject; for a predicate noun (`is a company providing`) and `it`, whom it stands for."""
    subject = subject_of(sentence, verb)
    if subject >= 1 and sentence.kind(subject - 1) == "vp" and _copular(sentence, subject - 1):
        subject = subject_of(sentence, subject - 1)
    if subject >= 0 and sentence.word(subject) in {"it", "they", "we"}:
        fuller = _fuller_mention(sentence, subject, entities)
        if fuller >= 0:
            return fuller
        for i in range(subject):
            if sentence.kind(i) == "vp":
                fuller = subject_of(sentence, i)
                if 0 <= fuller < i and sentence.kind(fuller) == "np":
                    return fuller
    return subject


def _fuller_mention(sentence: Sentence, subject: int, entities: Entities) -> int:
    """Another mention of what a pronoun denotes in the same sentence: a name says it better."""
    span = noun_phrase(sentence, subject)
    record = entities.at(span) if span else None
    if record is None:
        return -1
    named = [
        i
        for i, phrase in enumerate(sentence.phrases)
        if phrase.kind == "np" and entities.at(sentence.chars(phrase.start, phrase.end)) is record
    ]
    return min(named, key=lambda i: abs(i - subject), default=-1)


def _tells_change(sentence: Sentence, position: int) -> bool:
    """`an increase`, `growth`: no subject that could own anything."""
    return bool(change_entries(sentence.doc[sentence.phrases[position].head].lower_))


def _same(span: Span, concept: Span | None) -> bool:
    """The subject is what is measured: then it is no owner."""
    return concept is not None and span.overlaps(concept)


def _subject_itself(sentence: Sentence, position: int) -> bool:
    """The figure is the subject: nobody before it owns it."""
    return verb_left_of(sentence, position) < 0 and (
        predicate_of(sentence, position) >= 0 or sentence.kind(position + 1) == "vp"
    )


def nearest_issuer(offset: int, entities: Entities) -> Span | None:
    """The issuer's last mention before the offset, else its first; None without an issuer."""
    if entities.issuer is None:
        return None
    mentions = [m for m in entities.issuer.mentions if len(m) > 3]  # no `we`, `it`, `its`
    if not mentions:
        return entities.issuer.span
    place = bisect_right([m.start for m in mentions], offset)
    return mentions[place - 1] if place else mentions[0]
