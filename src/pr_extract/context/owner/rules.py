"""Whose a figure is, one rule after the other: beside it, its subject, what went before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from pr_extract.context.concept.site import Site
from pr_extract.context.noun_classes import is_person_noun
from pr_extract.context.owner.nearby import (
    bearer_of,
    container_of,
    held_with,
    label_of,
    last_mention,
    named_above,
    nearest_mention,
    nearest_protagonist,
    next_in_row,
    opening_place,
    place_after,
    possessor_of,
    ranked_thing,
    speaker_of,
)
from pr_extract.context.owner.standing import as_owner
from pr_extract.context.owner.subject import (
    is_pronoun,
    is_within,
    subject_itself,
    subject_to_come,
    subjects_of,
)
from pr_extract.context.owner.words import can_own, owner_words
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.ruling import NOTHING, Nothing, Rules
from pr_extract.context.subjects import verb_left_of
from pr_extract.context.terms import Term, ends_possessive, noun_phrase
from pr_extract.context.words import role_words
from pr_extract.entities import Entities
from pr_extract.entities.vocabulary import heads
from pr_extract.source import Span

Owner = Span | Nothing | None


@dataclass(frozen=True)
class OwnerAsked:
    """What the rules of the owner are asked: a figure's site, what is known of it, its term.

    ``term`` has no owner where the words for it can own nothing; ``written`` is as it was read.
    """

    site: Site
    context: Context
    written: Term

    @cached_property
    def term(self) -> Term:
        """The words for the concept, without an owner that can own nothing."""
        owner = self.written.owner
        nothing = owner is not None and _owns_nothing(owner, self.site)
        return replace(self.written, owner=None) if nothing else self.written

    @cached_property
    def subjects(self) -> tuple[Span | None, Span | None]:
        """The subject that is a name, and the subject whatever it is."""
        site = self.site
        return subjects_of(site.sentence, site.position, self.term, site.before, site.entities)

    @property
    def told(self) -> str:
        """The words of the concept; empty without one."""
        concept = self.context.concept
        return concept.of(self.site.sentence.text) if concept is not None else ""

    @cached_property
    def alike(self) -> bool:
        """Whether the concept is that of the figure before."""
        before = self.site.before
        return bool(before) and before[-1][2].concept == self.context.concept


def _of_a_population(asked: OwnerAsked) -> Owner:
    """`61% of leaders believe`, `in 41% of patients`: the share of a population has no owner."""
    sentence, position, before = asked.site.sentence, asked.site.position, asked.site.before
    if asked.context.role != "share":
        return None
    if asked.written.rule == "concept.predicate":
        return NOTHING
    if asked.context.rule("change") == "change.versus" and before[-1:]:
        if before[-1][2].role == "share":
            return NOTHING if before[-1][2].entity is None else None
    if sentence.word(position + 1) != "of":
        return None
    people = sentence.kind(position + 2) == "np" and _are_people(sentence, position + 2)
    return NOTHING if people or sentence.word(position - 1) == "in" else None


def _are_people(sentence: Sentence, position: int) -> bool:
    """`14% of its nurses`, `of all unemployed people`."""
    return is_person_noun(sentence.doc[sentence.phrases[position].head].lower_)


def _named_above(asked: OwnerAsked) -> Owner:
    """The name that stands over a sum in a list."""
    return named_above(asked.site)


def _aged(asked: OwnerAsked) -> Owner:
    """`Chief executive Jo Lind, 51, said`: whose age it is."""
    site = asked.site
    name = site.position - 2
    aged = site.figure.rule == "measurement.age" and site.sentence.kind(name) == "np"
    return as_owner(site.sentence, name, site.before, site.entities) if aged else None


def _possessor(asked: OwnerAsked) -> Owner:
    """`Acme's revenue`, `its revenue`."""
    site = asked.site
    begins = site.figure.span.start
    return possessor_of(site.sentence, asked.written, site.last, begins, site.entities)


def _possessor_of_figure(asked: OwnerAsked) -> Owner:
    """`Acme's $2 million training plan`."""
    site, noun = asked.site, asked.site.position - 1
    named = site.sentence.kind(noun) == "np" and ends_possessive(site.sentence, noun)
    return noun_phrase(site.sentence, noun) if named and site.names(noun) else None


def _ranked(asked: OwnerAsked) -> Owner:
    """`Acme ranks third`, `the largest of its mines is Orr Deep`: what has the rank."""
    site = asked.site
    if site.figure.kind != "rank":
        return None
    ranked = ranked_thing(site.sentence, site.position, asked.written, site.entities)
    return ranked or asked.written.owner


def _of_term(asked: OwnerAsked) -> Owner:
    """`revenue of Acme`: the words of the concept say whose it is."""
    return asked.term.owner if not asked.term.weak else None


def _beside(asked: OwnerAsked) -> Owner:
    """Owners that stand by the figure or its concept, whatever the subject of the sentence is."""
    site, term = asked.site, asked.term
    sentence, position, kind = site.sentence, site.position, site.figure.kind
    found = next_in_row(site, term) or place_after(sentence, position, term, site.entities)
    if found is None and kind in {"money", "percentage"}:
        found = opening_place(sentence, position)
    if found is None and kind == "count":
        found = container_of(sentence, position)
    found = found or held_with(sentence, position)
    return found or label_of(sentence, position, term) or bearer_of(sentence, term, site.entities)


def _weak_term(asked: OwnerAsked) -> Owner:
    """A place or a holder that only a weak word ties to the concept yields to a named subject."""
    return asked.term.owner and (asked.subjects[0] or asked.term.owner)


def _within_subject(asked: OwnerAsked) -> Owner:
    """`Acme's loan book grew 6%, leaving bad loans at 2%`: the subject was measured before."""
    before, subject = asked.site.before, asked.subjects[1]
    if subject is None or not is_within(before, subject) or _is_age(before[-1][2]):
        return None
    return before[-1][2].entity or NOTHING


def _named_subject(asked: OwnerAsked) -> Owner:
    """`Acme sold 40 vans`."""
    return asked.subjects[0]


def _nobody_as_before(asked: OwnerAsked) -> Owner:
    """Concepts that go on from the figure before: what nobody owned there, nobody owns here."""
    carried = asked.alike and asked.term.rule in _CARRIED
    return NOTHING if carried and asked.site.before[-1][2].entity is None else None


def _subject(asked: OwnerAsked) -> Owner:
    """`Tourism generates $392 million in wages`."""
    subject = asked.subjects[1]
    may = subject is not None and _may_own(asked, subject)
    return subject if may else None


def _as_before(asked: OwnerAsked) -> Owner:
    """The same concept again: the same owner."""
    return (asked.site.before[-1][2].entity or NOTHING) if asked.alike else None


def _subject_to_come(asked: OwnerAsked) -> Owner:
    """`With sales of $5 million, Acme is …`."""
    site = asked.site
    if verb_left_of(site.sentence, site.position) > 0:
        return None
    return subject_to_come(site.sentence, site.position, site.entities)


def _introduced(asked: OwnerAsked) -> Owner:
    """`Acme at a glance:` over a list, or a heading over labelled figures."""
    site, introduction = asked.site, asked.site.introduction
    if introduction is None:
        return None
    leads_in = site.sentence.text[introduction.end - 1] == ":"
    if not (leads_in or asked.term.rule.startswith("concept.label")):
        return None
    named = last_mention(introduction, site.entities)
    record = site.entities.at(named) if named is not None else None
    return nearest_mention(record, site.figure.span.start) if record is not None else None


def _is_subject(asked: OwnerAsked) -> Owner:
    """`More than 200 firms joined`: the figure is the subject, nobody has it."""
    return NOTHING if subject_itself(asked.site.sentence, asked.site.position) else None


def _of_figure_before(asked: OwnerAsked) -> Owner:
    """In one sentence the owner stays the same; but whose an age was owns nothing else."""
    told = [context for _, _, context in asked.site.before if not _is_age(context)]
    return told[-1].entity if told else None


def _division(asked: OwnerAsked) -> Owner:
    """The segment that the paragraph tells of, unless another owner was named since."""
    division = asked.site.division
    since = division is not None and _named_since(asked.site.last, division)
    return None if since else division


def _speaker(asked: OwnerAsked) -> Owner:
    """Whoever speaks in the sentence, of his own house."""
    return speaker_of(asked.site.sentence, asked.site.entities)


def _of_sentence_before(asked: OwnerAsked) -> Owner:
    """The owner of the last figure, if it was named."""
    last, entities = asked.site.last, asked.site.entities
    if last is None or _is_age(last) or last.entity is None or entities.at(last.entity) is None:
        return None
    if is_pronoun(asked.site.sentence, last.entity) or _passes_by(last.entity, entities):
        return None
    return last.entity


def _is_age(context: Context) -> bool:
    return context.rule("owner") == "owner.aged"


def _market(asked: OwnerAsked) -> Owner:
    """`The ketamine market is estimated at`: it is nobody's."""
    return NOTHING if asked.told.lower().split()[-1:] == ["market"] else None


def _protagonist(asked: OwnerAsked) -> Owner:
    """Whoever the release is about; in a report that nobody issues, of measures alone."""
    if asked.context.role == "share" and not _of_a_measure(asked.site):
        return None  # adverse events occurred in 52% of patients
    words = asked.told.lower().split()
    if asked.site.entities.issuer is None and not owner_words("measure").intersection(words[-1:]):
        return None
    return nearest_protagonist(asked.site.figure.span.start, asked.site.entities)


def _of_a_measure(site: Site) -> bool:
    """`25% of sales`: a part of what the company measures of itself."""
    sentence, noun = site.sentence, site.position + 2
    if sentence.word(noun - 1) != "of":
        return site.change.rule == "change.versus"
    head = sentence.doc[sentence.phrases[noun].head].lower_ if sentence.kind(noun) == "np" else ""
    return head in owner_words("measure") | role_words("measure_noun") | role_words("object_noun")


def _named_since(last: Context | None, division: Span) -> bool:
    """Whether the figure before had an owner that stands behind the division's name."""
    return last is not None and last.entity is not None and last.entity.start > division.start


def _passes_by(owner: Span, entities: Entities) -> bool:
    """`Around Cape Orla, ships …`: a place on the way of a company does not own what follows."""
    record, whose = entities.at(owner), entities.protagonist or entities.issuer
    places = {"GPE", "LOC"}
    return (
        record is not None
        and whose is not None
        and record.label in places
        and whose.label not in places
    )


def _owns_nothing(owner: Span, site: Site) -> bool:
    """`the ratio of net debt to EBITDA`, `the proceeds from the transaction`: neither owns it."""
    head = owner.of(site.sentence.text).split()[-1]
    if head.lower() in owner_words("measure"):
        return True
    return head.islower() and site.entities.at(owner) is None and not can_own(head)


def _may_own(asked: OwnerAsked, subject: Span) -> bool:
    """`Tourism generates $392 million in wages`; but `the adjustments include a provision of …`.

    A subject without a name owns what it has or gives, not the measures of its sentence, unless
    it is a body that acts: `the council put the costs at`.
    """
    sentence, term = asked.site.sentence, asked.term
    if asked.site.figure.kind not in {"money", "percentage"} or term.concept is None:
        return True
    head = heads().get(subject.of(sentence.text).lower().split()[-1])
    acts = head is not None and head.label == "ORG"
    if acts or term.rule in _GIVING or is_pronoun(sentence, subject):
        return True
    uses = asked.context.rule("change") == "change.before_comparative_noun"
    return uses or asked.context.role == "share"  # Heat pumps use 60% less energy


_GIVING = frozenset(
    {
        "concept.of_after",
        "concept.points_of_change",
        "concept.in_after",
        "concept.in_doing",
        "concept.none",
        "concept.noun_before",
        "concept.change_noun_before",
    }
)

_CARRIED = frozenset({"concept.goes_on", "concept.compared"})


OWNER_RULES = Rules(
    "owner",
    (
        _of_a_population,
        _named_above,
        _aged,
        _possessor,
        _possessor_of_figure,
        _ranked,
        _of_term,
        _beside,
        _weak_term,
        _within_subject,
        _named_subject,
        _nobody_as_before,
        _subject,
        _as_before,
        _subject_to_come,
        _introduced,
        _is_subject,
        _of_figure_before,
        _division,
        _speaker,
        _of_sentence_before,
        _market,
        _protagonist,
    ),
)
