"""What a figure measures: the noun phrase, verb phrase or predicate that names it.

Each rule looks at one way in which a figure hangs on its sentence, and answers with a `Term` or
None; the first answer stands. They read in the order of how sure they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pr_extract.context.change import Change, direction_at
from pr_extract.context.phrases import Sentence
from pr_extract.context.reading import Context
from pr_extract.context.subjects import subject_of, verb_left_of
from pr_extract.context.terms import (
    Term,
    is_container,
    names_entity,
    noun_phrase,
    read_term,
    split_phrase,
    without_change,
)
from pr_extract.context.words import role_words
from pr_extract.entities import Entities
from pr_extract.quantities import Quantity
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class Site:
    """Where a figure stands: its sentence, its tape position, and what is known before it.

    ``before`` are the figures read earlier in the sentence; ``last`` is the context of the figure
    before those, in the same block, if any; ``introduction`` the lead-in or heading above its line.
    """

    sentence: Sentence
    position: int
    figure: Quantity
    change: Change
    before: list[tuple[int, Quantity, Context]]
    last: Context | None
    entities: Entities
    introduction: Span | None = None

    @property
    def previous(self) -> Context | None:
        """The nearest figure's context to the left, in this sentence or the block's last."""
        return self.before[-1][2] if self.before else self.last


def find_term(site: Site) -> Term:
    """Concept and owner of a figure; both None if nothing in reach names them."""
    for rule in _RULES:
        term = rule(site)
        if term is not None:
            return _of_the_thing_itself(site, _not_a_bare_rate(site, term))
    return Term(None, None, "concept.none")


def _not_a_bare_rate(site: Site, term: Term) -> Term:
    """`double the 10.6% rate for direct bookings`: of what was measured before."""
    if term.concept is None or site.previous is None or site.previous.concept is None:
        return term
    words = term.concept.of(site.sentence.text).lower().split()
    if words[:1] == ["rate"] and term.rule == "concept.modified":
        return Term(site.previous.concept, term.owner, term.rule + ".rate", term.weak)
    return term


_SIZE_UNITS = ("foot", "acre", "meter", "hectare", "mile", "kilometer", "yard", "inch")


def _of_the_thing_itself(site: Site, term: Term) -> Term:
    """`the park spans 63 acres`: a size measures the thing itself, which is then the entity.

    Unless the noun is a dimension: `a clear height of 40 feet`.
    """
    if site.figure.kind != "measurement" or not site.figure.unit.endswith(_SIZE_UNITS):
        return term
    if term.concept is None or term.rule == "concept.of_after" or site.change.role != "level":
        return term
    words = term.concept.of(site.sentence.text).lower().split()
    if not words or words[-1] in role_words("dimension"):
        return term
    return Term(None, term.concept, term.rule + ".thing")


def _copied(context: Context, rule: str, *, weak: bool = False) -> Term:
    return Term(context.concept, context.entity, rule, weak)


def _counted(site: Site) -> Term | None:
    """A count's concept is what it counts; a rank's, what is ranked."""
    if site.figure.kind in {"count", "rank"} and site.figure.head is not None:
        measured = _measured_by_count(site) if site.figure.kind == "count" else None
        return measured or Term(site.figure.head, None, "concept.counted")
    return None


def _measured_by_count(site: Site) -> Term | None:
    """`NEV output reached 113,000 units`: the count is the state of a measure that is named."""
    sentence = site.sentence
    verb = verb_left_of(sentence, site.position, commas=0)
    if verb < 0 or not _intransitive(sentence, verb) or _is_copula(sentence, verb):
        return None
    if any(sentence.kind(i) == "np" for i in range(verb + 1, site.position)):
        return None
    subject = subject_of(sentence, verb)
    if subject < 0 or sentence.kind(subject) != "np" or _names_entity(site, subject):
        return None
    if sentence.doc[sentence.phrases[subject].head].tag_ not in {"NN", "NNS"}:
        return None
    if not set(sentence.words(sentence.phrases[verb])) & role_words("measure_verb"):
        return None
    term = read_term(sentence, subject, site.entities)
    return Term(term.concept, term.owner, "concept.measured_by_count", term.weak)


def _is_copula(sentence: Sentence, verb: int) -> bool:
    return sentence.words(sentence.phrases[verb])[-1] in {"is", "are", "was", "were", "be", "been"}


def _equivalent(site: Site) -> Term | None:
    if site.change.rule == "change.equivalent" and site.before:
        if site.before[-1][0] == site.position - 2 or site.before[-1][1].kind == "ratio":
            return _copied(site.before[-1][2], "concept.equivalent")
    return None


def _share_object(site: Site) -> Term | None:
    """`has hedged 76% of its jet fuel`: the part of the thing that the verb takes."""
    sentence = site.sentence
    if site.change.role != "share" or sentence.word(site.position + 1) != "of":
        return None
    i = site.position - 1
    while sentence.kind(i) in {"det", "adv", "adj"}:
        i -= 1
    if sentence.kind(i) != "vp" or _is_share_verb(sentence, i) or _intransitive(sentence, i):
        return None
    j = site.position + 2
    if sentence.kind(j) != "np":
        return None
    term = read_term(sentence, j, site.entities)
    return Term(term.concept, term.owner, "concept.share_object", term.weak)


def _respective(site: Site) -> Term | None:
    """`ADR and RevPAR declined 5.8% and 5.4% respectively`: each figure to its noun or figure."""
    sentence = site.sentence
    group, after = _coordination(sentence, site.position, {"figure"})
    if len(group) < 2 or "respectively" not in {
        sentence.word(i) for i in range(after, min(after + 5, len(sentence.phrases)))
    }:
        return None
    place = group.index(site.position)
    for kinds in ({"np"}, {"figure"}):
        for i in range(group[0] - 1, -1, -1):
            if sentence.kind(i) in kinds:
                others, _ = _coordination(sentence, i, kinds)
                if len(others) == len(group):
                    return _respective_term(site, others[place])
    return None


def _respective_term(site: Site, position: int) -> Term:
    if site.sentence.kind(position) == "figure":
        context = next((c for at, _, c in site.before if at == position), None)
        if context is not None:
            return _copied(context, "concept.respective")
    if _names_entity(site, position) and site.previous is not None:
        return _entity_subject(site, position)
    term = read_term(site.sentence, position, site.entities, follow=False)
    return Term(term.concept, term.owner, "concept.respective", term.weak)


def _coordination(sentence: Sentence, position: int, kinds: set[str]) -> tuple[list[int], int]:
    """Positions of the coordinated phrases of the kinds around one, and the position after them."""
    first = last = position
    while sentence.kind(first - 1) in {"comma", "cc"}:
        step = 2 if sentence.kind(first - 2) in kinds else 3
        if sentence.kind(first - step) not in kinds or (
            step == 3 and sentence.kind(first - 2) not in {"comma", "cc"}
        ):
            break
        first -= step
    while sentence.kind(last + 1) in {"comma", "cc"}:
        step = 2 if sentence.kind(last + 2) in kinds else 3
        if sentence.kind(last + step) not in kinds or (
            step == 3 and sentence.kind(last + 2) not in {"comma", "cc"}
        ):
            break
        last += step
    members = [i for i in range(first, last + 1) if sentence.kind(i) in kinds]
    return members, last + 1


def _predicate(site: Site) -> Term | None:
    """`61% of leaders believe that …`: what the part of a population does or is."""
    if site.figure.kind not in {"percentage", "ratio"} or site.change.role != "share":
        return None
    answer = _quoted(site.sentence, site.position + 1)  # 3.6% “financial management”
    if answer is not None:
        return Term(answer, None, "concept.predicate")
    verb = predicate_of(site.sentence, site.position)
    if verb < 0:
        return None
    span = _predicate_span(site.sentence, verb)
    return Term(span, None, "concept.predicate") if span else None


def predicate_of(sentence: Sentence, position: int) -> int:
    """Position of the verb whose subject is the share at a position; -1 if it is no subject."""
    i = position + 1
    if sentence.kind(i) == "open":  # nearly half (42%) believe
        i += 3
    if sentence.kind(i) == "close":  # the bracketed repetition itself
        i += 1
    population = sentence.kind(i) == "np"  # three in ten Americans struggle
    if population or (sentence.kind(i) == "prep" and sentence.word(i) == "of"):
        i += 1
        while sentence.kind(i) in {
            "np",
            "det",
            "adj",
            "prep",
            "open",
            "close",
            "figure",
            "pronoun",
        }:
            i += 1
        while sentence.kind(i) in {"rel", "adv"}:
            i += 1
    mistagged = sentence.word(i) in _SAYING and sentence.word(i + 1) == "that"
    if (sentence.kind(i) == "vp" or mistagged) and _subject_place(sentence, position):
        return i
    return -1


def _subject_place(sentence: Sentence, position: int) -> bool:
    """Nothing governs the figure from the left within its clause."""
    i = position - 1
    while sentence.kind(i) in {"adv", "det", "adj", "open", "quote"}:
        i -= 1
    if sentence.kind(i) == "figure":
        return _subject_place(sentence, i)
    if sentence.kind(i) == "np" and sentence.kind(i - 1) == "prep":  # half of leaders (42%)
        return sentence.kind(i - 2) == "figure" and _subject_place(sentence, i - 2)
    return (
        i < 0
        or sentence.kind(i) in {"comma", "cc", "sub", "stop", "colon", "dash"}
        or (sentence.word(i) in {"with", "another"})
    )


_SAYING = frozenset(
    ["said", "say", "says", "saying", "reported", "report", "stated", "indicated", "indicate"]
)
_AUXILIARIES = frozenset(
    ["is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "also", "now"]
)


def _predicate_span(sentence: Sentence, verb: int) -> Span | None:
    doc = sentence.doc
    phrase = sentence.phrases[verb]
    quoted = _quoted(sentence, verb + 1)
    if quoted is not None and set(sentence.words(phrase)) & _SAYING:
        return quoted
    start = phrase.start
    while start < phrase.end and doc[start].lower_ in _AUXILIARIES:
        start += 1
    if start < phrase.end and doc[start].lower_ in _SAYING - {"report", "reported"}:
        start += 1
        while start < sentence.end and doc[start].lower_ in {"that", "they", "are", "is"}:
            start += 1
    end = _clause_end(sentence, verb)
    while start < end and doc[start].tag_ in {"DT", ","}:
        start += 1
    return sentence.chars(start, end) if start < end else None


def _quoted(sentence: Sentence, position: int) -> Span | None:
    """The words in quotation marks that open at a position, if nothing follows them in the clause."""
    if sentence.kind(position) != "quote":
        return None
    for i in range(position + 1, len(sentence.phrases)):
        if sentence.kind(i) == "quote":
            if sentence.kind(i + 1) not in {None, "figure", "cc", "comma", "stop"}:
                return None
            end = sentence.phrases[i].start
            while sentence.doc[end - 1].is_punct:
                end -= 1
            return sentence.chars(sentence.phrases[position + 1].start, end)
    return None


def _clause_end(sentence: Sentence, verb: int) -> int:
    """Token after the last of the clause: before the next figure's conjunction, or the full stop."""
    end = sentence.end
    for i in range(verb + 1, len(sentence.phrases)):
        kind, word = sentence.kind(i), sentence.word(i)
        boundary = kind == "sub" and word in {"while", "although", "though", "whereas"}
        boundary = boundary or (kind == "cc" and word == "but") or kind == "dash"
        boundary = boundary or word in {"compared", "versus", "vs", "vs."}
        boundary = boundary or (kind == "comma" and sentence.kind(i + 1) in {"np", "vp"})
        conjunction = kind in {"comma", "cc"} and _figure_opens(sentence, i + 1)
        if boundary or conjunction:
            end = sentence.phrases[i].start
            break
    doc = sentence.doc
    while end > sentence.start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        if doc[end - 1].text in {"”", '"', "%"}:
            break
        end -= 1
    return end


def _figure_opens(sentence: Sentence, position: int) -> bool:
    i = position
    while sentence.kind(i) in {"adv", "det", "cc", "comma", "adj"}:
        i += 1
    return sentence.kind(i) == "figure"


def _labelled(site: Site) -> Term | None:
    """`Net sales: $53.1 million (-4.2%)`, `Freelancer: $40.6 million`, `(Q3 2024: EUR 575 million)`."""
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"adv", "det", "dash"}:
        i -= 1
    if sentence.kind(i) != "colon" or i < 1:
        return _in_labelled_line(site)
    if sentence.kind(i - 1) == "date" and site.before:
        return _copied(site.before[-1][2], "concept.dated_label")
    label = _label_phrase(sentence, i)
    if label < 0:
        return None
    concept, owner = split_phrase(sentence, label, site.entities)
    whole = noun_phrase(sentence, label)
    named = site.entities.at(whole) if whole else None
    if named is not None and owner is None and site.previous and site.previous.concept:
        return Term(site.previous.concept, whole, "concept.label_is_entity")
    return Term(concept, owner, "concept.label")


def _in_labelled_line(site: Site) -> Term | None:
    """`Battery: LFP, 51.2 V / 46.9 Ah`: a short line without a verb is about its label."""
    sentence = site.sentence
    colons = [i for i in range(min(site.position, 6)) if sentence.kind(i) == "colon"]
    kinds = {phrase.kind for phrase in sentence.phrases}
    if not colons or "vp" in kinds or len(sentence.phrases) > 16:
        return None
    label = _label_phrase(sentence, colons[0])
    if label < 0 or site.change.role != "level" or site.figure.head is not None:
        return None
    concept, owner = split_phrase(sentence, label, site.entities)
    return Term(concept, owner, "concept.labelled_line")


def _label_phrase(sentence: Sentence, colon: int) -> int:
    """The noun phrase that a colon ends, brackets skipped: `Net Profit After Tax (NPAT):`."""
    i = colon - 1
    if sentence.kind(i) == "close":
        while i >= 0 and sentence.kind(i) != "open":
            i -= 1
        i -= 1
    while i >= 1 and sentence.kind(i - 1) == "prep" and sentence.kind(i - 2) == "np":
        i -= 2
    return i if sentence.kind(i) == "np" else -1


def _bracketed(site: Site) -> Term | None:
    """`blueberries (+36%)`, `revenue of $53 million (down 4.2%)`, `Mackinac County ($309 million)`."""
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"adv", "prep", "date", "basis", "det", "adj", "colon"}:
        i -= 1
    if sentence.kind(i) != "open":
        return None
    outer = i - 1
    while sentence.kind(outer) in {"date", "prep", "basis"}:
        outer -= 1
    if sentence.kind(outer) == "figure" and site.before:
        return _copied(site.before[-1][2], "concept.bracket_after_figure")
    names = sentence.kind(outer) == "np" and (
        site.figure.kind not in {"money", "count"} or _names_entity(site, outer)
    )
    if names and (introduced := _introduced_concept(site)) is not None:
        return Term(introduced, noun_phrase(sentence, outer), "concept.introduced_bracket")
    if names and site.previous is not None and site.previous.concept:
        return Term(
            site.previous.concept, noun_phrase(sentence, outer), "concept.bracket_after_name"
        )
    if sentence.kind(outer) == "np":
        term = read_term(sentence, outer, site.entities, follow=False)
        return Term(term.concept, term.owner, "concept.bracket_after_noun", term.weak)
    return None


def _change_noun_after(site: Site) -> Term | None:
    """`a 15.6% increase in exports`, `5% to 7% EPS growth`, `a 21.6% increase`."""
    sentence, anchor = site.sentence, site.change.anchor
    if site.change.rule not in {"change.before_noun", "change.before_comparative_noun"}:
        return None
    return _around_change_noun(site, sentence, anchor, "concept.change_noun_after")


def _change_noun_before(site: Site) -> Term | None:
    """`growth of 6.0%`, `an increase in sales of 5%`, `organic sales growth of 5%`."""
    if site.change.rule not in {"change.noun_of", "change.noun_before"}:
        return None
    return _around_change_noun(
        site, site.sentence, site.change.anchor, "concept.change_noun_before"
    )


def _change_noun_to(site: Site) -> Term | None:
    """`a significant improvement in the net promoter score to over 70`."""
    anchor = site.change.anchor
    if site.change.rule != "change.to" or anchor < 0 or site.sentence.kind(anchor) != "np":
        return None
    if site.before and site.before[-1][0] > anchor:
        return None
    if not direction_at(site.sentence, anchor, ("noun",)):
        return None
    return _around_change_noun(site, site.sentence, anchor, "concept.change_noun_to")


def _around_change_noun(site: Site, sentence: Sentence, anchor: int, rule: str) -> Term | None:
    for i in range(anchor + 1, min(anchor + 4, len(sentence.phrases))):
        if sentence.kind(i) == "prep" and sentence.word(i) in {"in", "of", "to", "for", "on"}:
            if sentence.kind(i + 1) == "np":
                term = read_term(sentence, i + 1, site.entities)
                return Term(term.concept, term.owner, rule, term.weak)
        elif sentence.kind(i) not in {"date", "basis", "prep"}:
            break
    concept = without_change(sentence, anchor)
    if concept is not None:
        inside, owner = split_phrase(sentence, anchor, site.entities)
        if owner is not None and inside is not None and inside.start < concept.end:
            concept = Span(max(concept.start, inside.start), concept.end)
        return Term(concept, owner, rule)
    if site.before:
        return _copied(site.before[-1][2], rule + ".copied")
    verb = verb_left_of(sentence, min(anchor, site.position))
    subject = subject_of(sentence, verb) if verb >= 0 else -1
    if subject >= 0 and sentence.kind(subject) == "np":
        if _names_entity(site, subject):
            return _entity_subject(site, subject)
        term = read_term(sentence, subject, site.entities)
        return Term(term.concept, term.owner, rule + ".subject", term.weak)
    return _copied(site.last, rule + ".copied") if site.last else None


def _modified(site: Site) -> Term | None:
    """`a 19.7% equity interest`, `the $6 billion investment`, `a five-year capital plan`."""
    sentence = site.sentence
    i = site.position + 1
    if (
        sentence.kind(i) == "comma"
        and sentence.kind(i + 1) == "figure"
        and (sentence.kind(i + 2) == "np" and site.figure.kind in {"money", "measurement"})
    ):  # the $87 billion, five-year capital plan
        span = sentence.chars(sentence.phrases[i + 1].start, sentence.phrases[i + 2].end)
        return Term(span, None, "concept.modified_pair")
    while sentence.kind(i) in {"adj", "dash"}:
        i += 1
    if sentence.kind(i) != "np" or site.change.rule in {"change.to", "change.by"}:
        return None
    if site.change.rule in {"change.before_noun", "change.noun_of"}:
        return None
    if i != site.position + 1 and sentence.kind(site.position + 1) == "dash":
        return None
    term = read_term(sentence, i, site.entities)
    if is_container(sentence, i) or _mistagged_verb_after(site, i):
        return None
    if _sizes_a_thing(site, i):
        return Term(None, noun_phrase(sentence, i), "concept.sized_thing")
    if sentence.kind(site.position - 1) == "open" and sentence.kind(site.position - 2) == "np":
        owner = term.owner or noun_phrase(sentence, site.position - 2)
        return Term(term.concept, owner, "concept.modified_in_bracket")
    if site.change.role == "share":
        return Term(term.concept, None, "concept.modified_share")
    return Term(term.concept, term.owner, "concept.modified", term.weak)


def _mistagged_verb_after(site: Site, position: int) -> bool:
    """`a backlog of $150 million forms the basis`: a verb in -s tagged as a noun."""
    phrase = site.sentence.phrases[position]
    lone = phrase.end - phrase.start == 1 and site.sentence.doc[phrase.start].tag_ == "NNS"
    return lone and site.figure.kind == "money" and site.sentence.word(site.position - 1) == "of"


_TIME_UNITS = ("year", "month", "week", "day", "hour", "minute", "second", "quarter", "decade")


def _sizes_a_thing(site: Site, position: int) -> bool:
    """`a 220 kV cable`: the size is the thing's own; `a five-year plan`, `a 10 mile radius` are not."""
    if site.figure.kind != "measurement" or site.figure.unit.endswith(_TIME_UNITS):
        return False
    head = site.sentence.doc[site.sentence.phrases[position].head].lower_
    return head not in role_words("dimension")


def _of_after(site: Site) -> Term | None:
    """`55,100 megawatts of energy capacity`, `$200 billion in assets under management`."""
    sentence = site.sentence
    if site.figure.kind not in {"money", "measurement"} or site.change.role == "from":
        return None
    i = site.position + 1
    word = sentence.word(i)
    allowed = {"of", "in"} if site.figure.kind == "money" else {"of"}
    if sentence.kind(i) != "prep" or word not in allowed:
        return None
    j = i + 1
    while sentence.kind(j) in {"adj", "adv"}:
        j += 1
    if sentence.kind(j) == "vp" and _gerund(sentence, j):
        return Term(_verb_phrase(sentence, j), None, "concept.in_doing")
    if sentence.kind(j) != "np":
        return None
    named_before = sentence.word(site.position - 1) == "of" and _noun_before(site) is not None
    if word == "in" and (_level_subject(site) or named_before or _is_place(site, j)):
        return None
    term = read_term(sentence, j, site.entities)
    concept = term.concept
    if concept and sentence.kind(j + 1) == "vp" and _lone_participle(sentence, j + 1):
        concept = Span(
            concept.start,
            sentence.chars(sentence.phrases[j + 1].start, sentence.phrases[j + 1].end).end,
        )
    return Term(concept, term.owner, "concept.of_after", term.weak)


def _lone_participle(sentence: Sentence, position: int) -> bool:
    """`$5 billion in transactions secured`: a participle after its noun, with nothing of its own."""
    phrase = sentence.phrases[position]
    return (
        phrase.end - phrase.start == 1
        and sentence.doc[phrase.start].tag_ in {"VBN", "VBD"}
        and (sentence.kind(position + 1) in {None, "stop", "comma", "prep", "cc", "date", "close"})
    )


def _is_place(site: Site, position: int) -> bool:
    span = noun_phrase(site.sentence, position)
    record = site.entities.at(span) if span else None
    return record is not None and record.label in {"GPE", "LOC", "FAC"}


def _gerund(sentence: Sentence, position: int) -> bool:
    return sentence.doc[sentence.phrases[position].start].tag_ == "VBG"


def _verb_phrase(sentence: Sentence, verb: int) -> Span:
    """A verb with its object: `roll off a large excavator`, `bolstering local cancer research`."""
    end = verb
    for i in range(verb + 1, len(sentence.phrases)):
        if sentence.kind(i) == "np":
            end = i
            break
        if sentence.kind(i) not in {"prep", "adj", "det", "adv"}:
            break
    phrase = sentence.phrases[verb]
    start = phrase.start
    while start < phrase.end - 1 and sentence.doc[start].tag_ in {"MD", "TO", "RB", "VBZ", "VBP"}:
        start += 1
    return sentence.chars(start, sentence.phrases[end].end)


def _level_subject(site: Site) -> bool:
    """Whether the figure is said of a subject by a verb like `was`, `reached`, `rose to`."""
    verb = verb_left_of(site.sentence, site.position, commas=0)
    if verb < 0 or not _intransitive(site.sentence, verb) or _is_share_verb(site.sentence, verb):
        return False
    return subject_of(site.sentence, verb) >= 0 and not any(
        site.sentence.word(i) == "with" for i in range(verb + 1, site.position)
    )


def _intransitive(sentence: Sentence, verb: int) -> bool:
    words = sentence.words(sentence.phrases[verb])
    passive = bool(set(words) & {"been", "be", "was", "were", "is", "are", "being"}) and (
        sentence.doc[sentence.phrases[verb].end - 1].tag_ in {"VBN", "VBD"}
    )
    if set(words) & role_words("agent_verb") and not passive:
        return False
    return bool(set(words[-1:]) & role_words("level_verb")) or (
        direction_at(sentence, verb, ("verb",)) is not None
    )


def _noun_before(site: Site) -> Term | None:
    """`an investment of 41 billion yuan`, `ROE at 20%`, `a contract for $5 million`."""
    return _noun_before_at(site, site.position)


_NOUN_LINKS = frozenset(
    {"of", "at", "above", "below", "for", "to", "from", "by", "with", "in", "worth", "between"}
)


def _noun_before_at(site: Site, position: int, *, ranged: bool = False) -> Term | None:
    sentence = site.sentence
    i = position - 1
    while sentence.kind(i) in {"adv", "det", "adj", "dash"}:
        i -= 1
    if sentence.kind(i) != "prep" or sentence.word(i) not in _NOUN_LINKS:
        return None
    word = sentence.word(i)
    j = i - 1
    while sentence.kind(j) in {"date", "basis"} or (
        sentence.kind(j) == "prep" and sentence.kind(j + 1) == "date"
    ):
        j -= 1
    if sentence.kind(j) == "close":  # Gross Marketplace Value (GMV) of
        while j >= 0 and sentence.kind(j) != "open":
            j -= 1
        j -= 1
    if sentence.kind(j) == "figure" and word == "of" and site.figure.kind == "measurement":
        return Term(None, noun_phrase(sentence, j), "concept.size_of_counted")
    if sentence.kind(j) != "np":
        return None
    if word == "of" and is_container(sentence, j):
        return _noun_before_at(site, j, ranged=True) or _by_verb_at(site, j)
    if sentence.doc[sentence.phrases[j].head].lower_ == "change":
        return _around_change_noun(site, sentence, j, "concept.neutral_change")
    if ranged and word == "in" and sentence.kind(j - 1) != "vp":
        term = read_term(sentence, j, site.entities)
        return Term(term.concept, term.owner, "concept.noun_in_range", term.weak)
    deal = word == "for" and (
        sentence.doc[sentence.phrases[_of_head(sentence, j)].head].lower_ in role_words("deal_noun")
    )
    if (
        word in {"of", "at", "above", "below"}
        or deal
        or (word in {"for", "worth"} and verb_left_of(sentence, j) < 0)
    ):
        head = _run_head(sentence, j) if word == "at" else _of_head(sentence, j)
        term = read_term(sentence, head, site.entities)
        return Term(term.concept, term.owner, "concept.noun_before", term.weak)
    return None


def _of_head(sentence: Sentence, position: int) -> int:
    """`net cash from operations of $3 million`: the first noun of the run, not the last."""
    i = position
    while (
        sentence.kind(i - 1) == "prep"
        and sentence.kind(i - 2) == "np"
        and (sentence.word(i - 1) in {"of", "from", "in", "under", "before", "on", "after", "for"})
    ):
        i -= 2
    return i


def _run_head(sentence: Sentence, position: int) -> int:
    return _of_head(sentence, position)


def _by_verb(site: Site) -> Term | None:
    """The subject of `revenue rose 5%`, the object of `cut its costs by 5%`."""
    return _by_verb_at(site, site.position)


def _by_verb_at(site: Site, position: int) -> Term | None:
    sentence = site.sentence
    anchor = site.change.anchor
    use_anchor = 0 <= anchor < position and sentence.kind(anchor) == "vp"
    verb = anchor if use_anchor else verb_left_of(sentence, position)
    if verb < 0:
        return None
    words = set(sentence.words(sentence.phrases[verb]))
    if words & role_words("agent_verb") and not _intransitive(sentence, verb):
        if _in_after(site) is not None:
            return None
    nearest = site.before[-1][0] if site.before else -1
    object_at = _object_between(sentence, verb, position)
    if object_at >= 0:
        if direction_at(sentence, verb, ("verb",)) or _gives_price(sentence, object_at, position):
            term = read_term(sentence, object_at, site.entities)
            return Term(term.concept, term.owner, "concept.object", term.weak)
    if _reduced_relative(sentence, verb, position):
        term = read_term(sentence, verb - 1, site.entities, follow=False)
        return Term(term.concept, term.owner, "concept.reduced_relative")
    subject = subject_of(sentence, verb)
    if nearest > verb and object_at < 0:  # a figure stands between: the statement goes on
        return None
    if subject < 0 or sentence.kind(subject) == "figure":
        return _participle_of_previous(site, verb)
    if sentence.kind(subject) in {"pronoun", "det"}:
        return None
    told = _intransitive(sentence, verb) or site.figure.kind == "multiple"
    told = told or _happens(site, verb, position)
    if object_at < 0 and told:
        if _is_share_verb(sentence, verb) and site.change.role == "share":
            return _share_subject(site, subject)
        term = read_term(sentence, subject, site.entities, subject=True)
        if _names_entity(site, subject) and term.owner is None:
            return _entity_subject(site, subject)
        first = sentence.doc[sentence.phrases[subject].start]
        if first.lower_ in {"this", "these", "such"} and site.last and site.last.concept:
            return _copied(site.last, "concept.anaphora")
        listed = _list_subject(sentence, subject, verb)
        if listed is not None:
            return Term(listed, None, "concept.list_subject")
        return Term(term.concept, term.owner, "concept.subject", term.weak)
    return None


def _happens(site: Site, verb: int, position: int) -> bool:
    """`adverse events occurred in 4% of patients`: said of a subject that is no one, by a verb
    that takes no object."""
    if site.figure.kind == "count" or site.sentence.kind(position - 1) != "prep":
        return False
    subject = subject_of(site.sentence, verb)
    agent = {site.sentence.word(verb).split()[-1]} & role_words("agent_verb")
    return subject >= 0 and not agent and position - verb <= 3 and not _names_entity(site, subject)


def _list_subject(sentence: Sentence, subject: int, verb: int) -> Span | None:
    """`Cash, cash equivalents and marketable securities were $211 million`: all of it is the name."""
    first, last = subject, verb - 1
    members = {"np", "adj"}
    while sentence.kind(first - 1) in {"comma", "cc"} and (
        sentence.kind(first - 2) in members or _lone_gerund(sentence, first - 2)
    ):
        first -= 2
    kinds = [sentence.kind(i) for i in range(first, last + 1)]
    if sentence.kind(last) != "np" or sentence.kind(last - 1) != "cc" or len(kinds) < 4:
        return None
    if not set(kinds) <= {*members, "comma", "cc", "vp"} or sentence.kind(first - 1) == "prep":
        return None
    start = sentence.phrases[first].start
    while sentence.doc[start].tag_ in {"DT", "PRP$"}:
        start += 1
    return sentence.chars(start, sentence.phrases[last].end)


def _lone_gerund(sentence: Sentence, position: int) -> bool:
    if sentence.kind(position) != "vp":
        return False
    phrase = sentence.phrases[position]
    return phrase.end - phrase.start == 1 and sentence.doc[phrase.start].tag_ == "VBG"


def _reduced_relative(sentence: Sentence, verb: int, position: int) -> bool:
    """`insulin costs capped at $35`: a lone participle between its noun and the figure."""
    phrase = sentence.phrases[verb]
    return (
        phrase.end - phrase.start == 1
        and sentence.doc[phrase.start].tag_ == "VBN"
        and sentence.kind(verb - 1) == "np"
        and position - verb <= 2
        and not direction_at(sentence, verb, ("verb",))
        and not {sentence.word(verb)} & role_words("level_verb")
    )


def _share_subject(site: Site, subject: int) -> Term:
    """`NEV output … accounting for 74% of production`: the subject is the part, if it is no owner."""
    span = noun_phrase(site.sentence, subject)
    if _names_entity(site, subject):
        concept: Span | None = None
        if site.sentence.word(site.position + 1) == "of":
            if site.sentence.kind(site.position + 2) == "np":
                concept, _ = split_phrase(site.sentence, site.position + 2, site.entities)
        return Term(concept, span, "concept.share_owner")
    term = read_term(site.sentence, subject, site.entities)
    return Term(term.concept, term.owner, "concept.subject", term.weak)


def _is_share_verb(sentence: Sentence, verb: int) -> bool:
    return bool(set(sentence.words(sentence.phrases[verb])) & role_words("share_verb"))


def _names_entity(site: Site, position: int) -> bool:
    return names_entity(site.sentence, position, site.entities)


def _entity_subject(site: Site, subject: int) -> Term:
    """`Canada rose 6%`: whose it is, but what it is was said before."""
    concept = site.previous.concept if site.previous else None
    return Term(concept, noun_phrase(site.sentence, subject), "concept.subject_is_entity")


def _participle_of_previous(site: Site, verb: int) -> Term | None:
    if site.before:
        return _copied(site.before[-1][2], "concept.participle", weak=True)
    return None


def _object_between(sentence: Sentence, verb: int, position: int) -> int:
    """Position of the verb's object, if one stands between the verb and the figure."""
    i = verb + 1
    while i < position and sentence.kind(i) in {"adv", "det", "adj"}:
        i += 1
    return i if i < position and sentence.kind(i) == "np" and not is_container(sentence, i) else -1


def _gives_price(sentence: Sentence, object_at: int, position: int) -> bool:
    """`sold the building for $3 million`, `kept costs at 5%`, `takes investment to $16 billion`."""
    i = position - 1
    while sentence.kind(i) in {"adv", "det", "adj"}:
        i -= 1
    if sentence.kind(i) == "np" and is_container(sentence, i):
        i = i - 1
    return sentence.word(i) in {"for", "at", "to", "of", "by"} and i > object_at


def _subject_span(site: Site, verb: int) -> Span | None:
    subject = subject_of(site.sentence, verb)
    return noun_phrase(site.sentence, subject) if subject >= 0 else None


def _by_adverb(site: Site) -> Term | None:
    """`Total sales up 25%`, `Number of active customers up 0.2M`."""
    sentence, anchor = site.sentence, site.change.anchor
    if anchor < 0 or sentence.kind(anchor) == "vp" or site.change.rule.startswith("change.noun"):
        return None
    i = anchor - 1
    while i >= 0 and (
        sentence.kind(i) in {"date", "basis", "adv"}
        or (sentence.kind(i) == "prep" and sentence.kind(i + 1) == "date")
    ):
        i -= 1
    if sentence.kind(i) == "np":
        if direction_at(sentence, anchor, ("noun",)):
            i = anchor
        head = i
        while sentence.kind(head - 1) == "prep" and sentence.kind(head - 2) == "np":
            head -= 2
        term = read_term(sentence, head, site.entities, subject=True)
        return Term(term.concept, term.owner, "concept.adverb", term.weak)
    return None


def _goes_on(site: Site) -> Term | None:
    """`reached 113,000 units, up 63 percent and accounting for …`: the same concept goes on."""
    for _, _, context in reversed(site.before):
        answers = "concept.predicate" in context.trace and site.change.role != "share"
        if context.concept and not answers:
            return _copied(context, "concept.goes_on", weak=True)
    return None


def _compared(site: Site) -> Term | None:
    """`a 16% increase compared to $162 million`, `versus $56 million`: what it is compared with."""
    if site.change.role != "level" or not site.before or site.figure.kind == "count":
        return None
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"det", "adv", "adj"}:
        i -= 1
    word = sentence.word(i)
    compared = word in {"with", "to"} and sentence.word(i - 1).endswith("compared")
    if not compared and word not in {"vs", "vs.", "versus"}:
        return None
    same = [c for _, f, c in site.before if f.kind == site.figure.kind and c.concept]
    return _copied(same[-1] if same else site.before[-1][2], "concept.compared")


def _introduced_concept(site: Site) -> Span | None:
    """`Top counties by visitor spending:` names what the figures of its list measure."""
    if site.introduction is None or site.before or site.last is not None:
        return None
    doc = site.sentence.doc
    words = doc.char_span(site.introduction.start, site.introduction.end, alignment_mode="expand")
    end = len(words) if words is not None else 0
    while words is not None and end and not words[end - 1].tag_.startswith("N"):
        end -= 1
    start = end
    while words is not None and start and words[start - 1].tag_[:2] in {"NN", "JJ"}:
        start -= 1
    if words is None or start == end:
        return None
    last = words[end - 1]
    return Span(words[start].idx, last.idx + len(last))


def _introduced(site: Site) -> Term | None:
    """`Mackinac County led with $309 million`, under `Top counties by visitor spending:`."""
    if site.figure.kind not in {"money", "percentage"}:
        return None
    verb = verb_left_of(site.sentence, site.position)
    subject = subject_of(site.sentence, verb) if verb >= 0 else -1
    if subject < 0 or not _names_entity(site, subject):
        return None
    concept = _introduced_concept(site)
    owner = noun_phrase(site.sentence, subject)
    return Term(concept, owner, "concept.introduced") if concept else None


def _topic(site: Site) -> Term | None:
    """`The EU followed with USD 4 billion`: of the concept that the sentence before was about."""
    if site.last is None or site.last.concept is None or site.figure.kind == "count":
        return None
    verb = verb_left_of(site.sentence, site.position)
    subject = subject_of(site.sentence, verb) if verb >= 0 else -1
    if subject >= 0 and _names_entity(site, subject):
        return Term(
            site.last.concept, noun_phrase(site.sentence, subject), "concept.topic_of_entity"
        )
    if subject < 0 or sentence_kind_is_vague(site.sentence, subject):
        return _copied(site.last, "concept.topic")
    return None


def sentence_kind_is_vague(sentence: Sentence, position: int) -> bool:
    """A pronoun, a bare determiner or the figure itself as subject names no concept."""
    return sentence.kind(position) in {"pronoun", "det", "figure"}


def _main_object(site: Site) -> Term | None:
    """`will acquire its interest in phases, with the seller receiving $2 billion`: the thing paid for."""
    if site.figure.kind != "money":
        return None
    sentence = site.sentence
    for verb in range(site.position):
        if sentence.kind(verb) == "vp":
            thing = _object_between(sentence, verb, site.position)
            if thing >= 0:
                term = read_term(sentence, thing, site.entities)
                return Term(term.concept, term.owner, "concept.main_object", term.weak)
    return None


def _gapped_noun(site: Site) -> Term | None:
    """`revenue rose 12% and net income 8%`, `ROE at24.3%`: the noun right before the figure."""
    sentence = site.sentence
    i = site.position - 1
    while sentence.kind(i) in {"adv", "det", "date"}:
        i -= 1
    if sentence.kind(i) != "np":
        return None
    if direction_at(sentence, i, ("noun",)):
        return None
    if site.figure.kind == "multiple":
        i = _of_head(sentence, i)
    term = read_term(sentence, i, site.entities, follow=site.figure.kind == "multiple")
    if _names_entity(site, i) and site.previous is not None and site.previous.concept:
        return Term(site.previous.concept, noun_phrase(sentence, i), "concept.gapped_owner")
    return Term(term.concept, term.owner, "concept.gapped", term.weak)


def _gapped_preposition(site: Site) -> Term | None:
    """`EBITDA amounted to EUR 1.0 million and adjusted EBIT to EUR -2.9 million`."""
    sentence = site.sentence
    i = site.position - 1
    if (
        not site.before
        or sentence.word(i) not in {"to", "at", "by"}
        or sentence.kind(i - 1) != "np"
    ):
        return None
    j = i - 1
    if sentence.kind(j - 1) == "adj":
        j -= 1
    if sentence.kind(j - 1) not in {"cc", "comma"}:
        return None
    at = site.before[-1][0]
    if any(sentence.kind(k) in {"vp", "sub"} for k in range(at + 1, i)):
        return None
    if site.change.rule == "change.to" and at == i - 2:
        return None
    term = read_term(sentence, i - 1, site.entities, follow=False)
    return Term(term.concept, term.owner, "concept.gapped_preposition")


def _to_gapped(site: Site) -> Term | None:
    """`total Rx sales 42.3% to EUR 272 million`: as the change right before it."""
    if site.before and site.change.rule == "change.to":
        at = site.before[-1][0]
        between = {site.sentence.kind(i) for i in range(at + 1, site.position)}
        if between <= {"prep", "adv", "date", "basis", "det", "np", "adj"} and (
            site.before[-1][2].role == "change"
        ):
            return _copied(site.before[-1][2], "concept.to_after_change")
    return None


def _doing(site: Site) -> Term | None:
    """`can roll off a large excavator in about 17 minutes`: the time or cost of an action."""
    sentence = site.sentence
    if site.figure.kind != "measurement" or sentence.word(site.position - 1) not in {
        "in",
        "within",
    }:
        return None
    verb = verb_left_of(sentence, site.position, commas=0)
    if verb < 0 or site.change.role != "level":
        return None
    return Term(_verb_phrase(sentence, verb), _subject_span(site, verb), "concept.action")


def _in_after(site: Site) -> Term | None:
    """`led with USD 25 billion in exports`, `spent $5 million on research`."""
    sentence = site.sentence
    i = site.position + 1
    if site.figure.kind == "money" and sentence.kind(i) == "prep" and sentence.word(i) in {
        "in", "on", "for", "toward", "towards", "from",
    }:  # fmt: skip
        if sentence.kind(i + 1) == "np" and not _is_place(site, i + 1):
            term = read_term(sentence, i + 1, site.entities)
            return Term(term.concept, term.owner, "concept.in_after", term.weak)
        if sentence.kind(i + 1) == "vp" and _gerund(sentence, i + 1):
            return Term(_verb_phrase(sentence, i + 1), None, "concept.in_doing")
    return None


def _object_of_sentence(site: Site) -> Term | None:
    """Last resort: the nearest noun phrase to the left that names no one."""
    verb = verb_left_of(site.sentence, site.position)
    subject = subject_of(site.sentence, verb) if verb >= 0 else -1
    for i in range(site.position - 1, -1, -1):
        if site.sentence.kind(i) == "np" and i != subject and not _names_entity(site, i):
            term = read_term(site.sentence, i, site.entities, follow=False)
            return Term(term.concept, term.owner, "concept.nearest", term.weak)
    return None


_RULES: tuple[Callable[[Site], Term | None], ...] = (
    _counted,
    _equivalent,
    _respective,
    _share_object,
    _predicate,
    _labelled,
    _change_noun_after,
    _change_noun_before,
    _change_noun_to,
    _modified,
    _compared,
    _bracketed,
    _to_gapped,
    _of_after,
    _doing,
    _noun_before,
    _by_adverb,
    _gapped_noun,
    _gapped_preposition,
    _by_verb,
    _in_after,
    _goes_on,
    _introduced,
    _topic,
    _main_object,
    _object_of_sentence,
)
