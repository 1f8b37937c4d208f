"""Who says so: the subject of a verb of saying, the object of `according to`, the speaker."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pr_extract.context.noun_classes import is_person_noun
from pr_extract.context.phrases import Sentence
from pr_extract.context.ruling import Rules
from pr_extract.context.subjects import subject_of
from pr_extract.context.terms import names_entity, noun_phrase
from pr_extract.context.words import role_words
from pr_extract.entities import Entities
from pr_extract.entities.vocabulary import heads
from pr_extract.layout import Layout
from pr_extract.lexicon import Entry, load
from pr_extract.quantities.lemmas import singular
from pr_extract.source import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionEntry(Entry):
    """Words by which a source is named for a claim."""

    words: tuple[str, ...]


@cache
def _saying() -> frozenset[str]:
    entries = load("attributions", AttributionEntry)
    return frozenset(word for e in entries for word in e.words if " " not in word)


@cache
def _introductions() -> tuple[tuple[str, ...], ...]:
    entries = load("attributions", AttributionEntry)
    return tuple(tuple(word.split()) for e in entries for word in e.words if " " in word)


class Tellers:
    """Who spoke last, as far back as a pronoun reaches."""

    def __init__(self, entities: Entities) -> None:
        self.entities = entities
        self.latest: Span | None = None
        self.age = 0

    def hear(self, sentence: Sentence) -> None:
        """Take in a sentence; who speaks in it may speak on in the next."""
        teller = _teller_of(sentence, self.entities)
        self.age = self.age + 1 if teller is None else 0
        if teller is not None or self.age > _REACH:
            self.latest = teller


_REACH = 3


def _teller_of(sentence: Sentence, entities: Entities) -> Span | None:
    """Who says something in the sentence, whatever it is: the next one's `he said` is theirs."""
    for verb in range(len(sentence.phrases) - 1, -1, -1):
        if sentence.kind(verb) == "vp" and _is_saying(sentence, verb):
            subject = subject_of(sentence, verb)
            if sentence.kind(verb - 1) == "comma" and sentence.kind(verb + 1) == "np":
                subject = verb + 1  # …, said Jo Lind
            if sentence.kind(subject) == "np" and _may_speak(sentence, subject, entities):
                return _source_phrase(sentence, subject)
    return None


def _is_saying(sentence: Sentence, verb: int) -> bool:
    phrase = sentence.phrases[verb]
    first, last = sentence.doc[phrase.start], sentence.doc[phrase.end - 1]
    if last.tag_ == "VBG":  # with new figures showing a 10 per cent drop
        before = sentence.phrases[verb - 1] if verb else phrase
        source = sentence.doc[before.head].lower_ in role_words("source_noun")
        return last.lower_ == "showing" and before.kind == "np" and source
    if last.lower_ in {"found", "finds"} and "guilty" in sentence.lowers:
        return False  # a court found them guilty
    return last.lower_ in _saying() and first.tag_ != "TO"


def read_attribution(
    sentence: Sentence,
    position: int,
    figure: Span,
    layout: Layout,
    entities: Entities,
    teller: Span | None,
    trace: list[str],
) -> Span | None:
    """The source named for the figure at a tape position, or None; the rule's id goes on a trace.

    ``teller`` is who spoke in the sentences before, and speaks on as `he`, `they` or `it`.
    """
    told = "said" in sentence.lowers or "says" in sentence.lowers
    announced = _is_release(layout) or not told
    asked = _Asked(sentence, position, figure, layout, entities, announced, teller)
    source = _RULES.decide(asked, trace)
    if source is not None and source.of(sentence.text).lower() in _PRONOUNS:
        source = teller
    if source is None:
        return None
    quoted = trace[-1] == "attribution.quoted"
    source = _as_named(source, sentence.text, entities)
    return None if announced and not quoted and _issuer(source, entities) else source


@dataclass(frozen=True, slots=True)
class _Asked:
    """A figure at a tape position; ``announced`` says that the issuer's own words are no source."""

    sentence: Sentence
    position: int
    figure: Span
    layout: Layout
    entities: Entities
    announced: bool
    teller: Span | None


def _quoted(asked: _Asked) -> Span | None:
    """`“Sales doubled,” said Mara Lind`: the speaker of the quotation around the figure.

    `Lind says sales grew. “They doubled.”`: in news, without one, who spoke before speaks on. A
    release names its speakers with every quotation.
    """
    quote = asked.layout.quote_at(asked.figure.start)
    if quote is None:
        return None
    return quote.speaker or (None if _is_release(asked.layout) else asked.teller)


def _is_release(layout: Layout) -> bool:
    """A wire, a contact, an About: in news without them also a company's own words are a source."""
    if layout.dateline is not None and layout.dateline.wire is not None:
        return True
    return any(b.section in {"boilerplate", "contact", "disclaimer"} for b in layout.blocks)


def _as_named(source: Span, text: str, entities: Entities) -> Span:
    """`chief economist Jo Lind`, `Mr Lind`, `Bureau` of `Bureau of Statistics`: the name itself.

    `report from BDO` and `Acme's filing` stay, and so does a lone title (`President Lind`).
    """
    record = entities.at(Span(source.end - 1, source.end)) or entities.at(source)
    for mention in record.mentions if record is not None else ():
        if mention.covers(source):
            source = mention
            break
        if source.start < mention.start < source.end <= mention.end:
            described = Span(source.start, mention.start).of(text).lower().split()
            person = record is not None and record.label == "PERSON"
            owned = not person and any(word.endswith(("'s", "’s")) for word in described)
            whole = person and " " in mention.of(text)
            several = len(described) > 1 or whole or described[0].endswith("-based")
            if several and not owned and _JOINTS.isdisjoint(described):
                source = mention
            break
    first, _, rest = source.of(text).partition(" ")
    titled = rest and first.rstrip(".") in _HONORIFICS
    return Span(source.end - len(rest.lstrip()), source.end) if titled else source


_JOINTS = frozenset({"from", "of", "by", "at", "for", "in", "and", "&", "with"})
_HONORIFICS = frozenset({"Mr", "Mrs", "Ms", "Dr", "Sir", "Sheikh", "Prof"})


_TELLING = frozenset({"said", "says", "say", "added", "adds", "told", "noted", "notes", "stated"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})


def _claimed(asked: _Asked) -> Span | None:
    """`The survey shows that …`; in `he said the survey shows` it is the survey."""
    sentence, entities = asked.sentence, asked.entities
    for verb in range(asked.position, -1, -1):
        if sentence.kind(verb) != "vp" or not claims(sentence, verb, asked.position):
            continue
        last = sentence.doc[sentence.phrases[verb].end - 1]
        showing = last.tag_ == "VBG"  # with new figures showing
        subject = verb - 1 if showing else subject_of(sentence, verb)
        spoken = sentence.word(subject) in {"he", "she"} or sentence.word(verb + 1) == "that"
        if last.lower_ in {"added", "adds"} and not spoken:
            continue  # added a fee
        if subject < 0 or subject >= verb:
            continue
        if last.lower_ in _ACTS and _only_acts(sentence, subject):
            continue  # the airline announced 40 jobs
        if sentence.word(subject) in _PRONOUNS and last.lower_ in _TELLING:
            return noun_phrase(sentence, subject)
        if sentence.kind(subject) != "np" or not _may_speak(sentence, subject, entities):
            continue
        span = _source_phrase(sentence, subject)
        joint = asked.announced and _with_issuer(sentence, subject, entities)
        if span is not None and not joint:
            return span
    return None


def _may_speak(sentence: Sentence, subject: int, entities: Entities) -> bool:
    """A name, or a noun for people, bodies and documents that say things."""
    phrase = sentence.phrases[subject]
    head = sentence.doc[phrase.head]
    return (
        head.tag_ in {"NNP", "NNPS"}
        or names_entity(sentence, subject, entities)
        or head.lower_ in role_words("source_noun") | role_words("speaker_noun") | {"sources"}
        or is_person_noun(head.lower_)
        or _is_body(head.lower_)
        or head.lower_ in {"installment", "edition", "issue", "wave"}
    )


def _is_body(noun: str) -> bool:
    """`The hospital says`: what heads the name of a body; `authorities` too."""
    head = heads().get(singular(noun))
    return head is not None and head.label == "ORG"


def _only_acts(sentence: Sentence, subject: int) -> bool:
    """A nameless body whose news is mostly what it does itself (`airline`, not `ministry`)."""
    head = sentence.doc[sentence.phrases[subject].head]
    return head.tag_ in {"NN", "NNS"} and head.lower_ not in role_words("speaker_noun")


def _expected(asked: _Asked) -> Span | None:
    """`Economists polled by Acme had expected 3%`, `beating the 3% analysts had forecast`."""
    sentence, position = asked.sentence, asked.position
    after = position + 2
    if sentence.kind(after - 1) == "np" and sentence.kind(after) == "vp":
        if foresees(sentence, after, after - 1):
            return noun_phrase(sentence, after - 1)
    for verb in range(position - 1, -1, -1):
        if sentence.kind(verb) in {"stop", "sub"}:
            return None
        subject = subject_before_participle(sentence, verb)
        if sentence.kind(verb) == "vp" and foresees(sentence, verb, subject):
            name, polled = noun_phrase(sentence, subject), sentence.phrases[verb - 1]
            end = sentence.chars(polled.start, polled.end).end
            return Span(name.start, end) if name else None
    return None


def subject_before_participle(sentence: Sentence, verb: int) -> int:
    """The noun before a verb, or before `polled by Acme` that stands between them."""
    if sentence.word(verb - 2) in {"by", "in"} and sentence.kind(verb - 3) == "vp":
        return verb - 4
    return verb - 1


def foresees(sentence: Sentence, verb: int, subject: int) -> bool:
    """Whether a verb group and its subject are `analysts expected`."""
    if sentence.kind(verb) != "vp" or sentence.kind(subject) != "np":
        return False
    last = sentence.words(sentence.phrases[verb])[-1]
    head = sentence.doc[sentence.phrases[subject].head].lower_
    return head in role_words("forecaster") and last in role_words("expecting_verb")


def claims(sentence: Sentence, verb: int, position: int) -> bool:
    """Whether the verb group is one of saying, and the phrase at a position what is said."""
    return _is_saying(sentence, verb) and _claims(sentence, verb, position)


def is_source(sentence: Sentence, position: int, entities: Entities) -> bool:
    """A person, people or a document: they tell of others, where a company tells of itself."""
    phrase = sentence.phrases[position]
    head = sentence.doc[phrase.head].lower_
    if phrase.kind == "pronoun":
        return head in {"he", "she"}
    record = entities.at(sentence.chars(phrase.head, phrase.head + 1))
    if record is not None and record.label == "PERSON":
        return True
    if record is not None and names_entity(sentence, position, entities):
        return False
    return is_person_noun(head) or head in role_words("source_noun") or head == "sources"


def _claims(sentence: Sentence, verb: int, position: int) -> bool:
    """`X said (that) … figure`: the claim is the clause after the verb."""
    if position < verb:
        return False
    i = verb + 1
    while sentence.kind(i) in {"date", "adv", "prep"} and i < position:
        i += 1
    return sentence.word(i) == "that" or sentence.kind(i) in {
        "np",
        "pronoun",
        "figure",
        "det",
        "adj",
        "sub",
        "comma",
    }


_ACTS = frozenset({"announced", "announces", "confirmed", "confirms"})

_HOLDERS = frozenset({"data", "figures", "statistics", "numbers"})


def _source_phrase(sentence: Sentence, subject: int) -> Span | None:
    """`Data of the commission showed`: whose data they are, if the noun is only `data`."""
    phrase = sentence.phrases[subject]
    if sentence.doc[phrase.head].lower_ in _HOLDERS:
        if (
            sentence.word(subject + 1) in {"of", "from", "by"}
            and sentence.kind(subject + 2) == "np"
        ):
            return noun_phrase(sentence, subject + 2)
    span = noun_phrase(sentence, subject)
    return _with_owner(sentence, subject, span)


def _with_owner(sentence: Sentence, position: int, span: Span | None) -> Span | None:
    """`report from BDO`, `engineers at the university`: a common noun with whose it is."""
    if span is None or sentence.doc[sentence.phrases[position].head].tag_ in {"NNP", "NNPS"}:
        return span
    if sentence.kinds[max(position - 2, 0) : position] == ("det", "date"):
        dated = sentence.phrases[position - 1]  # a 2022 study
        span = Span(sentence.chars(dated.start, dated.end).start, span.end)
    joined = sentence.word(position + 1) in {"from", "of", "at", "by"}
    if sentence.doc[sentence.phrases[position].head].lower_.startswith("spokes"):
        joined = sentence.word(position + 1) in {"for", "of"}
    if joined and sentence.kind(position + 2) == "np":
        owner = noun_phrase(sentence, position + 2)
        return Span(span.start, owner.end) if owner else span
    return span


def _said_after(asked: _Asked) -> Span | None:
    """`…, the board said on Monday`, `…, said Mara Lind`: a source that follows its claim."""
    sentence, position, entities = asked.sentence, asked.position, asked.entities
    for comma in range(len(sentence.phrases) - 1, position, -1):
        if sentence.kind(comma) != "comma":
            continue
        first = _past_modifiers(sentence, comma + 1)
        after = first + 1
        while sentence.word(after) in {"of", "for"} and sentence.kind(after + 1) == "np":
            after += 2  # the Bureau of Ports said
        second = _past_modifiers(sentence, after)
        if sentence.kind(first) == "vp":
            verb, subject = first, second
            closed = sentence.kind(subject + 1) in {None, "stop", "comma", "prep"}
        else:
            verb, subject = second, first
            closed = sentence.kind(verb + 1) not in {"sub", "pronoun", "vp"}
        if not closed or sentence.kind(verb) != "vp":
            continue
        if sentence.kind(subject) not in {"np", "pronoun"}:
            continue
        said = sentence.doc[sentence.phrases[verb].end - 1]
        if said.lower_ not in _saying() or said.tag_ in {"VBG", "VBN"}:
            continue
        if sentence.word(subject) in _PRONOUNS:
            return noun_phrase(sentence, subject)
        if _may_speak(sentence, subject, entities):
            return _source_phrase(sentence, subject)
    return None


def _past_modifiers(sentence: Sentence, position: int) -> int:
    while sentence.kind(position) in {"det", "adj"}:
        position += 1
    return position


def _with_issuer(sentence: Sentence, subject: int, entities: Entities) -> bool:
    """`Acme and Bolt announced that`: together with the issuer it is the issuer who speaks."""
    i = subject - 1
    while sentence.kind(i) in {"cc", "comma", "np", "open", "close", "quote", "det", "colon"}:
        if sentence.kind(i) == "np":
            span = noun_phrase(sentence, i)
            if span is not None and _issuer(span, entities):
                return True
        i -= 1
    return False


def _issuer(span: Span, entities: Entities) -> bool:
    """The issuer announcing its own release is no source."""
    issuer = entities.issuer
    return issuer is not None and any(mention.covers(span) for mention in issuer.mentions)


def _according_to(asked: _Asked) -> Span | None:
    """`according to the union`, `data from the ministry show`."""
    sentence = asked.sentence
    lowers = sentence.lowers
    for words in _introductions():
        for at in range(len(lowers) - len(words)):
            i = sentence.start + at
            if lowers[at] == words[0] and lowers[at : at + len(words)] == words:
                if words[-1] == "from" and _saying().isdisjoint(lowers[at:]):
                    continue  # the 8-week data from the trial
                position = sentence.position_of(i + len(words))
                while sentence.kind(position) in {"det", "adj", "prep", "vp"}:
                    position += 1
                if sentence.kind(position) == "date" and sentence.kind(position + 1) == "np":
                    start = sentence.phrases[position].start
                    return sentence.chars(start, sentence.phrases[position + 1].end)
                if sentence.kind(position) == "np":
                    if (
                        sentence.kind(position + 1) == "date"
                        and sentence.kind(position + 2) == "np"
                    ):
                        name = noun_phrase(sentence, position)
                        end = sentence.phrases[position + 2].end
                        last = sentence.chars(end - 1, end)
                        return Span(name.start, last.end) if name else None
                    return _published_by(sentence, position)
    return None


def _published_by(sentence: Sentence, position: int) -> Span | None:
    """`data published by the National Bank`: the publisher."""
    phrase = sentence.phrases[position]
    if sentence.doc[phrase.head].lower_ in _HOLDERS:
        for i in range(position + 1, min(position + 4, len(sentence.phrases))):
            if sentence.kind(i) == "np":
                return noun_phrase(sentence, i)
    i = position + 2 + (sentence.kind(position + 2) == "date")  # papers filed on Monday by Acme
    if sentence.kind(position + 1) == "vp" and sentence.word(i) == "by":
        return noun_phrase(sentence, i + 1) if sentence.kind(i + 1) == "np" else None
    return _with_owner(sentence, position, noun_phrase(sentence, position))


_RULES = Rules("attribution", (_quoted, _according_to, _said_after, _claimed, _expected))
