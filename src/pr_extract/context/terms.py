"""Noun phrases taken apart: what is measured, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from pr_extract.changes import change_entries
from pr_extract.context.noun_classes import is_person_noun
from pr_extract.context.phrases import Sentence
from pr_extract.context.words import evaluative_words, role_words
from pr_extract.entities import Entities
from pr_extract.source import Span

# Prepositions that go on with the name of what is measured: assets under management.
_NAMING = frozenset({"on", "before", "after", "against"})
POSSESSIVES = frozenset({"’s", "'s", "’", "'"})
# Prepositions that say whose or where it is: output in the new area, cost of enterprises.
_OWNING = frozenset({"of", "in", "for", "at", "from", "among", "within", "across"})


@dataclass(frozen=True, slots=True)
class Term:
    """What is measured (``concept``) and whose it is (``owner``), as spans of the source.

    A ``weak`` owner only says where (`sales in Germany`): a named subject goes before it.
    """

    concept: Span | None
    owner: Span | None
    rule: str
    weak: bool = False


def read_term(
    sentence: Sentence,
    position: int,
    entities: Entities,
    *,
    follow: bool = True,
    subject: bool = False,
) -> Term:
    """Split the noun phrase at a tape position, and what `of`, `in`, `for` attach to it.

    `Acme's order backlog` → concept `order backlog`, owner `Acme`;
    `NEV output in the new area` → concept `NEV output`, owner `new area`.
    ``follow=False`` looks at the phrase alone; a ``subject`` takes in what stands before its verb.
    """
    inner = _contained(sentence, position)
    if inner >= 0:
        return read_term(sentence, inner, entities, follow=follow, subject=subject)
    phrase = sentence.phrases[position]
    if phrase.kind == "vp":
        return Term(_gerund_phrase(sentence, position), None, "term.gerund")
    if ends_possessive(sentence, position) and sentence.kind(position + 1) == "figure":
        if sentence.kind(position + 2) == "np":  # Acme's five-year capital plan
            plan = sentence.phrases[position + 2]
            start = sentence.phrases[position + 1].start
            return Term(
                sentence.chars(start, plan.end), noun_phrase(sentence, position), "term.measured"
            )
    concept, owner = split_phrase(sentence, position, entities)
    inserted = _before_insertion(sentence, position)
    if concept is not None and inserted is not None:
        concept, owner = Span(inserted, concept.end), None
    rule = "term.possessive" if owner else "term.phrase"
    weak = False
    if follow:
        concept_end, attached = _attached(sentence, position, entities)
        if subject:
            concept_end = _named_further(sentence, concept_end, entities)
            concept_end = _with_gloss(sentence, concept_end)
        if concept is not None and concept_end > position:
            concept = Span(concept.start, _span(sentence, concept_end).end)
        if owner is None and attached > concept_end:
            owner = noun_phrase(sentence, attached)
            rule = "term.attached"
            weak = sentence.word(attached - 1) != "of"
    return Term(concept, owner, rule, weak)


def _before_insertion(sentence: Sentence, position: int) -> int | None:
    """`GAAP net (loss) income was`: where a name starts that a bracket is put into."""
    if sentence.kind(position - 1) != "close" or sentence.kind(position - 3) != "open":
        return None
    inside = sentence.phrases[position - 2]
    if inside.end - inside.start > 1 or sentence.kind(position - 4) not in {"np", "adj"}:
        return None
    if (
        not sentence.doc[inside.start].is_lower
        or not sentence.doc[sentence.phrases[position].start].is_lower
    ):
        return None
    first = position - 4
    if sentence.kind(first) == "adj" and sentence.kind(first - 1) == "np":
        first -= 1
    return sentence.chars(sentence.phrases[first].start, inside.end).start


def _contained(sentence: Sentence, position: int) -> int:
    """`the number of active customers`: the noun that a container noun stands for; -1 if none."""
    following = sentence.word(position + 1) == "of" and sentence.kind(position + 2) == "np"
    return position + 2 if following and is_container(sentence, position) else -1


def _named_further(sentence: Sentence, position: int, entities: Entities) -> int:
    """`net cash provided by operating activities was`, `net debt to EBITDA stood`: of a subject."""
    i = position + 1
    if sentence.word(i) == "due" and sentence.word(i + 1) == "to":  # deaths due to accidents fell
        return i + 2 if sentence.kind(i + 2) == "np" else position
    if sentence.kind(i) == "vp" and sentence.doc[sentence.phrases[i].start].tag_ == "VBN":
        if sentence.word(i + 1) in {"by", "in"} and sentence.kind(i + 2) == "np":
            return i + 2 if sentence.kind(i + 3) == "vp" else position
    if sentence.word(i) == "of" and sentence.kind(i + 1) == "figure":
        counts = sentence.doc[sentence.phrases[i + 1].end - 1].tag_ == "NNS"
        if sentence.doc[sentence.phrases[position].head].lower_ in role_words("measure_noun"):
            return position  # production of 61,000 ounces was
        verb = sentence.kind(i + 2) == "vp"
        return i + 1 if counts and verb else position  # stays of 7 nights rose
    directed = sentence.word(i) in {"to", "from"} and sentence.kind(i) == "prep"
    if directed and not names_entity(sentence, min(i + 1, len(sentence.phrases) - 1), entities):
        if sentence.kind(i + 1) == "np" and sentence.kind(i + 2) in {"vp", "figure"}:
            return i + 1
    return position


def _with_gloss(sentence: Sentence, position: int) -> int:
    """`Earnings (adjusted EBITA) rose`: a bracket that says which, not `Net Loss (NL)`."""
    if sentence.kinds[position + 1 : position + 4] != ("open", "np", "close"):
        return position
    inside = sentence.phrases[position + 2]
    says = inside.end - inside.start > 1 and sentence.doc[inside.start].is_lower
    says = says and sentence.doc[inside.start].tag_ not in {"DT", "PRP$"}
    return position + 3 if says and sentence.kind(position + 4) in {"vp", "adv"} else position


def ends_possessive(sentence: Sentence, position: int) -> bool:
    """Whether the phrase at a position says whose the next one is (`Acme's`)."""
    last = sentence.doc[sentence.phrases[position].end - 1]
    return last.tag_ == "POS" or last.text in POSSESSIVES


def _gerund_phrase(sentence: Sentence, position: int) -> Span:
    """`Spending on recreation activities`, as the subject of a verb."""
    end = position
    if sentence.kind(position + 1) == "prep" and sentence.kind(position + 2) == "np":
        end = position + 2
    elif sentence.kind(position + 1) == "np":
        end = position + 1
    return sentence.chars(sentence.phrases[position].start, sentence.phrases[end].end)


def split_phrase(
    sentence: Sentence, position: int, entities: Entities
) -> tuple[Span | None, Span | None]:
    """One noun phrase → (what, whose): by its possessive, else by the name it starts with."""
    phrase = sentence.phrases[position]
    doc = sentence.doc
    start, end = phrase.start, phrase.end
    owner: Span | None = None
    for i in range(start, end - 1):
        if doc[i].tag_ == "POS" or doc[i].text in POSSESSIVES:
            owner = _trimmed(sentence, start, i)
            start = i + 1
    if owner is None and end - start > 1:
        first = _skip_determiners(sentence, start, end)
        named = entities.at(sentence.chars(first, first + 1))
        opens = doc[first].is_sent_start and doc[first].tag_ == "NN"
        opens = opens and not doc[first + 1].text[0].isupper()  # Life Sciences orders
        if named is not None and not (opens and len(named.mentions) == 1):  # Housing starts fell
            owner_end = _name_end(sentence, first, end, entities)
            rest = sentence.chars(owner_end, end).of(sentence.text) if owner_end < end else ""
            if any(c.isalnum() for c in rest) and rest[0] not in "-–/":
                owner, start = sentence.chars(first, owner_end), owner_end
    return _trimmed(sentence, start, end, evaluations=True), owner


def _name_end(sentence: Sentence, first: int, end: int, entities: Entities) -> int:
    """Where the mention that starts at a token ends; the whole phrase if it is the name."""
    span = sentence.chars(first, first + 1)
    record = entities.at(span)
    if record is None:
        return end
    mention = next((m for m in record.mentions if m.start == span.start), None)
    if mention is None:
        return end
    i = first
    while i < end and sentence.doc[i].idx < mention.end:
        i += 1
    return i if mention.end <= sentence.doc[end - 1].idx else end


def noun_phrase(sentence: Sentence, position: int) -> Span | None:
    """The phrase at a position without determiners; a figure's or pronoun's tokens as they are."""
    phrase = sentence.phrases[position]
    return _trimmed(sentence, phrase.start, phrase.end)


def _skip_determiners(sentence: Sentence, start: int, end: int) -> int:
    doc = sentence.doc
    while start < end - 1 and doc[start].tag_ in {"DT", "PDT", "PRP$", "WP$"}:
        if doc[start + 1].text == "-":  # an all-time high
            break
        start += 1
    return start


def _trimmed(sentence: Sentence, start: int, end: int, *, evaluations: bool = False) -> Span | None:
    doc = sentence.doc
    start = _skip_determiners(sentence, start, end)
    if start < end - 1 and doc[start].text == "/":
        start += 1  # our/consensus estimates
    while evaluations and start < end - 1 and _is_evaluation(doc[start].lower_, doc[start].tag_):
        start += 1
    if end - start > 1 and (doc[end - 1].tag_ == "POS" or doc[end - 1].text in {"’s", "'s", "’"}):
        end -= 1
    return sentence.chars(start, end) if start < end else None


def _is_evaluation(word: str, tag: str) -> bool:
    """Words of praise and degree, which do not identify: `very strong order book`."""
    return word in evaluative_words() or tag in {"RB", "RBR", "RBS"}


def _span(sentence: Sentence, position: int) -> Span:
    phrase = sentence.phrases[position]
    end = phrase.end
    if sentence.doc[end - 1].tag_ == "POS" and end - phrase.start > 1:
        end -= 1
    return sentence.chars(phrase.start, end)


def names_entity(sentence: Sentence, position: int, entities: Entities) -> bool:
    """Whether the phrase names an entity, and is no measure in capitals (`ADR`, `RevPAR`)."""
    span = noun_phrase(sentence, position)
    record = entities.at(span) if span else None
    if span is None or record is None:
        return False
    text = span.of(sentence.text)
    phrase = sentence.phrases[position]
    head = sentence.doc[phrase.head]
    alone = phrase.end - phrase.start == 1 and len(record.mentions) == 1
    if alone and (head.tag_ in {"NN", "NNS"} or (head.is_sent_start and _is_measure(head.lower_))):
        return False  # `Infections fell 38%`: a capital opens the sentence, and no name
    if record is not entities.issuer and record.country is None and _is_acronym(text):
        return False
    return any(m.start <= span.start and span.end <= m.end for m in record.mentions)


def _is_measure(word: str) -> bool:
    return word in role_words("measure_noun") | role_words("object_noun")


def _is_acronym(text: str) -> bool:
    return " " not in text and sum(c.isupper() for c in text) >= 2 and len(text) <= 8


def _attached(sentence: Sentence, position: int, entities: Entities) -> tuple[int, int]:
    """(last position of the name of what is measured, position of whose it is or -1)."""
    end, i = position, position + 1
    if sentence.doc[sentence.phrases[position].head].lower_ in role_words("share_noun"):
        return end, -1  # what a share is of is its whole
    while sentence.kind(i) == "prep":
        word = sentence.word(i)
        if sentence.kind(i + 1) == "date" and word in _OWNING | {"during", "over", "through"}:
            i += 2
            continue
        if sentence.kind(i + 1) != "np":
            break
        naming = word in _NAMING or (word == "for" and _indefinite(sentence, i + 1, entities))
        naming = naming or (word == "from" and _comes_from(sentence, i + 1, entities))
        naming = naming or (word == "under" and not _the_name(sentence, i + 1))
        if naming and i == end + 1:
            end, i = i + 1, i + 2
            continue
        if word == "of" and i == end + 1 and _of_chance(sentence, position):
            return i + 1, -1  # the risk of a drought
        if word == "of" and i == end + 1 and _lexical(sentence, i + 1):
            end, i = i + 1, i + 2  # cost of risk, rate of return
            continue
        if word == "of" and i == end + 1 and _object_of(sentence, i, entities):
            end, i = i + 1, i + 2  # sales of electricity, the ratio of net debt to EBITDA
            if sentence.word(i) in {"to", "by"} and sentence.kind(i + 1) == "np":
                if sentence.doc[sentence.phrases[position].head].lower_ in {"ratio", "coverage"}:
                    end, i = i + 1, i + 2
            continue
        if word in _OWNING:
            return end, i + 1
        break
    return end, -1


def _indefinite(sentence: Sentence, position: int, entities: Entities) -> bool:
    """`Allowance for Credit Losses`; but `the book value for the common stock`, `for Qatar`.

    A definite one belongs to the name where the figure follows: `a target for the rate of 5%`.
    """
    phrase = sentence.phrases[position]
    sized = sentence.word(position + 1) == "of" and sentence.kind(position + 2) == "figure"
    first = sentence.doc[phrase.start]
    definite = first.tag_ in {"DT", "PRP$", "WP$"} and first.lower_ not in {"a", "an"}
    if definite and not sized:
        return False
    owned = any(sentence.doc[i].tag_ == "POS" for i in range(phrase.start, phrase.end))
    head = sentence.doc[phrase.head].lower_
    people = is_person_noun(head) or head in role_words("body_noun")  # the pass rate for girls
    return not owned and not people and not names_entity(sentence, position, entities)


def _comes_from(sentence: Sentence, position: int, entities: Entities) -> bool:
    """`damage from fires`, `net cash from operations`: no name, nothing definite."""
    phrase = sentence.phrases[position]
    tags = {sentence.doc[i].tag_ for i in range(phrase.start, phrase.end)}
    return not tags & {"NNP", "NNPS", "CD"} and _indefinite(sentence, position, entities)


def _object_of(sentence: Sentence, link: int, entities: Entities) -> bool:
    """`exports of goods`: what is sold, bought or made; not whose it is (`exports of the firm`).

    So too, without an article, what is nobody (`reserves of natural gas`, not `income of farmers`),
    unless its size is told (`the life of bridges`).
    """
    head = sentence.doc[sentence.phrases[link - 1].head].lower_
    phrase = sentence.phrases[link + 1]
    if head not in role_words("object_noun"):
        sized = head in role_words("dimension") or head in {"life", "lives", "lifetime"}
        if sized or not _nobody(sentence, link + 1):
            return False
    first = sentence.doc[phrase.start]
    if first.tag_ in {"DT", "PRP$", "WP$"} and first.lower_ not in {"a", "an"}:
        return False
    proper = sentence.doc[phrase.head].tag_ in {"NNP", "NNPS"}
    return not proper and not names_entity(sentence, link + 1, entities)


def _of_chance(sentence: Sentence, position: int) -> bool:
    head = sentence.doc[sentence.phrases[position].head].lower_
    return head in role_words("chance_noun")


def _nobody(sentence: Sentence, position: int) -> bool:
    """Things or stuff in general: no article, no owner, no people."""
    phrase = sentence.phrases[position]
    head = sentence.doc[phrase.head]
    tags = {sentence.doc[i].tag_ for i in range(phrase.start, phrase.end)}
    general = head.tag_ in {"NN", "NNS"} and not tags & {"DT", "PRP$", "WP$", "POS", "CD"}
    body = head.lower_ in role_words("body_noun") or head.lower_ in role_words("speaker_noun")
    return general and not body and not is_person_noun(head.lower_)


def _the_name(sentence: Sentence, position: int) -> bool:
    """`the American Rescue Plan`: a name with its article."""
    phrase = sentence.phrases[position]
    definite = sentence.doc[phrase.start].tag_ == "DT"
    return definite and sentence.doc[phrase.head].tag_ in {"NNP", "NNPS"}


def _lexical(sentence: Sentence, position: int) -> bool:
    """A lone singular common noun after `of` belongs to the name of the measure."""
    phrase = sentence.phrases[position]
    return phrase.end - phrase.start == 1 and sentence.doc[phrase.start].tag_ == "NN"


def is_container(sentence: Sentence, position: int) -> bool:
    """`a total of`, `the range of`: the noun holds the figure and names nothing."""
    phrase = sentence.phrases[position]
    doc = sentence.doc
    head = doc[phrase.head].lower_
    if head not in role_words("container"):
        return False
    plain = role_words("container") | evaluative_words()
    return all(
        doc[i].lower_ in plain
        or doc[i].text == "-"
        or (i + 1 < phrase.end and doc[i + 1].text == "-")
        or (i > phrase.start and doc[i - 1].text == "-")
        or doc[i].tag_ in {"DT", "PRP$", "RB", "POS"}
        for i in range(phrase.start, phrase.end)
    )


def without_change(sentence: Sentence, position: int) -> Span | None:
    """`EPS growth rate` stays, `organic sales growth` → `organic sales`, `increase` → None."""
    phrase = sentence.phrases[position]
    doc = sentence.doc
    start, end = _skip_determiners(sentence, phrase.start, phrase.end), phrase.end
    if doc[end - 1].lower_ in {"rate", "rates"}:
        return sentence.chars(start, end)
    while end > start and _tells_change(doc[end - 1].lower_):
        end -= 1
    if not any(doc[i].tag_.startswith("N") for i in range(start, end)):
        # `organic growth` is the name of a measure; `a further increase` names nothing.
        first = _skip_determiners(sentence, phrase.start, phrase.end)
        named = doc[first].tag_ in {"JJ", "NN"} and not _is_evaluation(
            doc[first].lower_, doc[first].tag_
        )
        plain = first >= phrase.end - 1 or _tells_change(doc[first].lower_)
        return sentence.chars(first, phrase.end) if named and not plain else None
    while start < end and (
        _tells_change(doc[start].lower_)
        or doc[start].tag_ in {"DT", "RB", "JJR", "RBR"}
        or _is_evaluation(doc[start].lower_, doc[start].tag_)
    ):
        start += 1
    return sentence.chars(start, end) if start < end else None


def _tells_change(word: str) -> bool:
    return bool(change_entries(word)) or word in {"change", "changes", "further", "additional"}
