"""A sentence as a tape of phrases: noun phrases, verb groups, figures, dates, prepositions.

The small model tags well and parses badly around figures, so the context rules read this tape
first and ask the parse second. A figure or a date, however many tokens it has, is one phrase.

The tape is cut by one regular expression over one letter a token (its tag's class). Nothing follows
a repetition, so none is ever tried again: linear in the sentence, whatever the sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Token

from pr_extract.changes import change_entries
from pr_extract.context.words import role_words
from pr_extract.source import Span

PhraseKind = Literal[
    "np", "pronoun", "vp", "figure", "date", "basis", "det", "prep", "cc", "sub", "rel", "adv",
    "adj",
    "comma", "colon", "stop", "dash", "open", "close", "quote", "other",
]  # fmt: skip

_CLASS_OF_TAG = {
    "DT": "D", "PDT": "D", "PRP$": "D", "WP$": "D",
    "JJ": "J", "JJR": "J", "JJS": "J", "AFX": "J",
    "NN": "N", "NNS": "N", "NNP": "N", "NNPS": "N", "FW": "N", "ADD": "N",
    "CD": "C", "POS": "S", "VBG": "G", "VBN": "B",
    "VBD": "V", "VBZ": "V", "VBP": "V", "VB": "V", "MD": "M", "TO": "T",
    "IN": "I", "RP": "I", "RB": "R", "RBR": "R", "RBS": "R",
    "PRP": "P", "EX": "P", "WDT": "W", "WP": "W", "WRB": "W", "CC": "c",
    ",": ",", "-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"', ".": ".", "HYPH": "h",
}  # fmt: skip
_CLASS_OF_TEXT = {
    ":": ":", ";": ";", "—": "-", "–": "-", "--": "-", "-": "-", "(": "(", ")": ")",
    "[": "(", "]": ")", ",": ",", "&": "h", "/": "h", "“": '"', "”": '"', '"': '"',
    "*": ";", "•": ";", "●": ";", "○": ";", "|": ";", ".": ".", "!": ".", "?": ".", "…": ".",
}  # fmt: skip
_LETTER_OF_ITEM = {"figure": "F", "date": "d", "basis": "b"}
# The nouns of prepositions of three words: `on top of`, `in addition to`.
_LINKING_NOUNS = frozenset(
    [
        *["top", "addition", "behalf", "terms", "light", "view", "lieu", "spite", "response"],
        *["accordance", "conjunction", "tandem", "partnership", "collaboration", "exchange"],
        *["relation", "regard", "connection"],
    ]
)
_SUBORDINATORS = frozenset(
    [
        "that",
        "while",
        "although",
        "though",
        "because",
        "if",
        "whether",
        "whereas",
        "unless",
        "until",
        "as",
        "when",
        "where",
    ]
)
_TAPE = re.compile(
    r"(?P<figure>F)|(?P<date>d)|(?P<basis>b)"
    r"|(?P<np>D?(?:R?J(?:c(?=J))?|Kc(?=[RJKCh]{0,6}N)|Cc(?=C+N)|[NKCh]|S)+)"
    r"|(?P<det>D)"
    r"|(?P<vp>(?:[MVGB]|R(?=R{0,3}[MVGBT])|T(?=R{0,2}[VB]))+)"
    r"|(?P<pronoun>P)|(?P<rel>W)|(?P<prep>[IT])|(?P<cc>c)|(?P<adv>R+)"
    r'|(?P<comma>,)|(?P<colon>:)|(?P<stop>[;.])|(?P<dash>-)|(?P<open>\()|(?P<close>\))|(?P<quote>")'
    r"|(?P<other>.)"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens ``start`` to ``end`` (half-open, in the Doc) that act as one; ``head`` leads them.

    ``item`` is the index of the figure or date that the phrase is, else -1.
    """

    kind: PhraseKind
    start: int
    end: int
    head: int
    item: int = -1


@dataclass(frozen=True)
class Sentence:
    """One sentence of the release with its tape.

    ``text`` is the whole release (a Doc would put it together anew at each asking); ``figures``
    and ``dates`` map the release's indices to positions on the tape.
    """

    text: str
    doc: Doc
    start: int
    end: int
    phrases: tuple[Phrase, ...]

    @cached_property
    def span(self) -> Span:
        """Character offsets of the sentence."""
        return self.chars(self.start, self.end)

    @cached_property
    def figures(self) -> dict[int, int]:
        """Index of a figure in the release → its position on the tape."""
        return {p.item: i for i, p in enumerate(self.phrases) if p.kind == "figure"}

    @cached_property
    def dates(self) -> dict[int, int]:
        """Index of a date in the release → its position on the tape."""
        return {p.item: i for i, p in enumerate(self.phrases) if p.kind == "date"}

    def chars(self, start: int, end: int) -> Span:
        """Character offsets of the tokens from ``start`` up to ``end``."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """All tokens of the sentence in lower case."""
        return tuple(token.lower_ for token in self.doc[self.start : self.end])

    def words(self, phrase: Phrase) -> list[str]:
        """The phrase's tokens in lower case."""
        return list(self.lowers[phrase.start - self.start : phrase.end - self.start])

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(" ".join(self.words(phrase)) for phrase in self.phrases)

    def word(self, position: int) -> str:
        """The phrase at a position as lower-case text; empty beyond the ends of the tape."""
        return self._texts[position] if 0 <= position < len(self.phrases) else ""

    @cached_property
    def kinds(self) -> tuple[PhraseKind, ...]:
        """The kinds of all phrases."""
        return tuple(phrase.kind for phrase in self.phrases)

    def kind(self, position: int) -> PhraseKind | None:
        """The kind of the phrase at a position; None beyond the ends of the tape."""
        return self.kinds[position] if 0 <= position < len(self.phrases) else None

    @cached_property
    def brackets(self) -> tuple[int | None, ...]:
        """For every position, the position of the bracket that is open around it, if any."""
        around: list[int | None] = []
        open_at: list[int] = []
        for position, kind in enumerate(self.kinds):
            if kind == "close" and open_at:
                open_at.pop()
            around.append(open_at[-1] if open_at else None)
            if kind == "open":
                open_at.append(position)
        return tuple(around)

    @cached_property
    def main_clause(self) -> int:
        """Where the clause behind an opening phrase starts: after its comma; 0 if none opens it."""
        for i in range(1, len(self.phrases)):
            if self.kind(i) == "comma" and self.brackets[i] is None:
                opened = self.kind(i + 1) in {"np", "pronoun", "det", "figure"}
                return i + 1 if opened and "vp" in self.kinds[i + 1 :] else 0
        return 0

    def position_of(self, token: int) -> int:
        """The position of the phrase that holds the token; -1 if none does."""
        return self._positions.get(token, -1)

    @cached_property
    def _positions(self) -> dict[int, int]:
        return {t: i for i, p in enumerate(self.phrases) for t in range(p.start, p.end)}


def cut_sentences(
    doc: Doc,
    bounds: Sequence[Span],
    figures: Sequence[Span],
    dates: Sequence[Span],
    bases: Sequence[Span] = (),
    skip: Span | None = None,
) -> list[Sentence]:
    """Lay every sentence of the doc out as a tape.

    ``bounds`` are the sentences' character spans, in text order; ``figures``, ``dates`` and
    ``bases`` (`year on year`) are extents in text order. A token that several touch belongs to the
    figure, else to the basis, else to the date. ``skip`` (the dateline) is left off the tape.
    """
    text = doc.text
    owner: dict[int, tuple[PhraseKind, int]] = {}
    starts = [token.idx for token in doc]
    _claim(owner, doc, starts, dates, "date")
    _claim(owner, doc, starts, bases, "basis")  # `from last year` is a basis, not the date in it
    _claim(owner, doc, starts, figures, "figure")
    sentences = []
    for bound in bounds:
        start = bound.start
        if skip is not None and skip.start <= start < skip.end:
            start = skip.end
        first, last = _first_at(starts, start), _first_at(starts, bound.end)
        if first < last:
            tape = tuple(_cut(doc, first, last, owner))
            sentences.append(Sentence(text, doc, first, last, tape))
    return sentences


def _first_at(starts: list[int], offset: int) -> int:
    """Index of the first token that starts at or after the offset."""
    return bisect_left(starts, offset)


def _claim(
    owner: dict[int, tuple[PhraseKind, int]],
    doc: Doc,
    starts: list[int],
    spans: Sequence[Span],
    kind: PhraseKind,
) -> None:
    for item, span in enumerate(spans):
        token = max(_first_at(starts, span.start + 1) - 1, 0)
        if kind == "figure" and doc[token].lower_ in role_words("bound_verb"):
            token += 1  # `exceeded 5,000 units`: a bound, and the verb of its clause
        while token < len(doc) and doc[token].idx < span.end:
            if doc[token].idx + len(doc[token]) > span.start and not doc[token].is_space:
                owner[token] = (kind, item)
            token += 1


def _cut(
    doc: Doc, first: int, last: int, owner: dict[int, tuple[PhraseKind, int]]
) -> Iterator[Phrase]:
    """One letter a token (a figure or date is one letter for all of its tokens), then the tape."""
    letters: list[str] = []
    extents: list[tuple[int, int, int]] = []
    previous: tuple[PhraseKind, int] | None = None
    for i in range(first, last):
        token = doc[i]
        if token.is_space:
            continue
        mine = owner.get(i)
        if mine is not None and mine == previous:
            extents[-1] = (extents[-1][0], i + 1, mine[1])
            continue
        previous = mine
        letters.append(_LETTER_OF_ITEM[mine[0]] if mine else _letter(token))
        extents.append((i, i + 1, mine[1] if mine else -1))
    for match in _TAPE.finditer("".join(letters)):
        yield from _phrases(doc, match, letters, extents)


def _letter(token: Token) -> str:
    text, tag = token.text, token.tag_
    by_text = _CLASS_OF_TEXT.get(text)
    if by_text is not None:
        # A hyphen inside a compound (full-time) holds together; one between spaces divides.
        if text in "-–" and not token.whitespace_ and token.i and not token.nbor(-1).whitespace_:
            return "h"
        return by_text
    if text in {"’", "'"} and _ends_plural(token):
        return "S"
    letter = _CLASS_OF_TAG.get(tag, "x")
    if letter in "RVBGMx" and text.isupper() and _is_initials(token):
        return "N"
    if letter == "G" and _capitalised_noun(token):
        return "N"
    if letter == "G" and _names_a_kind(token):
        return "J"
    if letter in "GBV" and token.lower_ in role_words("participial_modifier"):
        if token.i + 1 < len(token.doc) and token.nbor(1).tag_.startswith("N"):
            return "J"  # `adjusted EBIT` is often read as a verb with its object
    if letter in "GB" and token.dep_ in {"amod", "compound"} and token.head.i > token.i:
        return "V" if letter == "B" and _opens_report(token) else "J"
    if token.lower_ == "record" and letter == "N" and _at_amount(token):
        return "J"
    if token.lower_ in {"high", "low"} and letter == "J" and _acts_as_noun(token):
        return "N"
    if letter == "N" and _title_verb(token):
        return "V"
    if letter == "N" and text in _LINKING_NOUNS and _links(token):
        return "I"
    if letter == "N":
        if tag == "NNS" and (_headline_verb(token) or _totals(token) or _says_what(token)):
            return "V"
        if tag == "NN" and token.lower_ in _SAME_IN_THE_PAST and _only_verb(token):
            return "V"
        if _moves_after_per(token):
            return "V"
        if _plans_to(token):
            return "V"
        return "K" if _shares_head(token) else "N"
    return "J" if _inside_compound(token) else letter


def _moves_after_per(token: Token) -> bool:
    """`Earnings per share rise to $2.46`: one noun follows `per`, then comes the verb."""
    if token.i < 2 or token.i + 1 >= len(token.doc) or token.nbor(-2).lower_ != "per":
        return False
    moves = any("verb" in entry.classes for entry in change_entries(token.lower_))
    return moves and token.nbor(1).lower_ in {"to", "by", "from", "$"}


def _totals(token: Token) -> bool:
    """`Consideration for the Option totals $60,000`: a verb in -s before an amount."""
    if token.i + 1 >= len(token.doc) or token.lower_ not in role_words("level_verb"):
        return False
    return token.nbor(1).tag_ in {"$", "CD"} or token.nbor(1).text.isupper()


def _links(token: Token) -> bool:
    if not token.i or token.i + 1 >= len(token.doc):
        return False
    before, after = token.nbor(-1).lower_, token.nbor(1).lower_
    return before in {"on", "in", "with"} and after in {"of", "to", "with", "for"}


def _is_initials(token: Token) -> bool:
    """`OPM was 16%`: capitals in a line of small letters are a name, whatever the tagger says."""
    if len(token.text) < 3 or not token.text.isalpha() or token.i + 1 >= len(token.doc):
        return False
    beside = [token.nbor(1), *([token.nbor(-1)] if token.i else [])]
    return token.nbor(1).is_lower and not any(t.is_upper and len(t) > 1 for t in beside)


def _says_what(token: Token) -> bool:
    """`a score above 50 signals positive momentum`: no noun stands before an adjective."""
    if not token.i or token.i + 2 >= len(token.doc) or token.nbor(-1).tag_ != "CD":
        return False
    return token.nbor(1).tag_ == "JJ" and token.nbor(2).tag_ in {"NN", "NNS"}


def _plans_to(token: Token) -> bool:
    """`21% plan to travel`, `the average shopper plans to spend`: a verb with its infinitive."""
    if token.lower_ not in role_words("predicate_verb") or token.i + 2 >= len(token.doc):
        return False
    if token.nbor(1).tag_ != "TO" or token.nbor(2).tag_ != "VB" or not token.i:
        return False
    before = token.nbor(-1)
    return before.text in {"%", "percent"} or before.tag_ in {"NN", "NNS"}


# Verbs whose past is as their noun: `Nvidia forecast revenue of $11 billion`.
_SAME_IN_THE_PAST = frozenset({"forecast", "cut", "beat", "hit", "set", "bid", "cost", "bet"})


def _only_verb(token: Token) -> bool:
    """Right behind the name that opens a sentence without another finite verb."""
    sentence = token.sent
    before = sentence[: token.i - sentence.start]
    if not before or any(t.tag_ not in {"NNP", "NNPS", "DT"} for t in before):
        return False
    finite = {"VBD", "VBZ", "VBP", "MD"}
    return token.nbor(1).tag_[:2] in {"NN", "JJ", "CD"} and not any(
        t.tag_ in finite for t in sentence
    )


def _names_a_kind(token: Token) -> bool:
    """`All-in sustaining costs`, `Sustaining capital should`: an -ing form that is no verb."""
    if token.i + 2 >= len(token.doc) or token.nbor(1).tag_ not in {"NN", "NNS"}:
        return False
    if token.is_sent_start:
        return token.nbor(2).tag_ in {"MD", "VBD", "VBZ"}
    before = token.nbor(-1)
    return before.tag_ in {"JJ", "RB", "HYPH"} and (
        before.is_sent_start or (before.i >= 2 and before.nbor(-1).text in {"-", "the", "The"})
    )


def _headline_verb(token: Token) -> bool:
    """`Brookfield invests in …`: after a name that opens the line, a verb read as a plural noun."""
    if not token.is_lower or not token.i or token.i + 1 >= len(token.doc):
        return False
    start = token.sent.start
    before = [t for t in token.doc[start : token.i] if not t.is_punct and not t.is_space]
    named = bool(before) and all(t.tag_ in {"NNP", "NNPS"} for t in before)
    return named and token.nbor(1).tag_ in {"IN", "DT", "CD", "$", "PRP$"}


def _ends_plural(token: Token) -> bool:
    """The apostrophe of `stockholders’ equity`."""
    if not token.i or token.i + 1 >= len(token.doc) or not token.whitespace_:
        return False
    before = token.nbor(-1)
    return before.lower_.endswith("s") and not before.whitespace_ and before.tag_[:2] == "NN"


def _capitalised_noun(token: Token) -> bool:
    """`a PIPE Offering`: in a title an -ing form after a noun is its head."""
    if not token.i or not token.text[:1].isupper() or token.lower_ in role_words("arrival"):
        return False
    following = token.nbor(1).tag_ if token.i + 1 < len(token.doc) else "."
    before = token.nbor(-1)
    return before.tag_[:2] == "NN" and before.text[:1].isupper() and following not in {
        "DT", "CD", "$", "PRP$", "IN",
    }  # fmt: skip


def _title_verb(token: Token) -> bool:
    """`Acme Motor Reports Global Sales of …`: a headline's verb, tagged as part of the name."""
    if not token.text[:1].isupper() or token.lower_ not in role_words("headline_verb"):
        return False
    if not token.i or token.i + 1 >= len(token.doc) or token.sent[-1].text == ".":
        return False
    return token.nbor(-1).tag_ in {"NNP", "NNPS", "NN", "NNS"} and token.nbor(1).lower_ != "of"


def _at_amount(token: Token) -> bool:
    """`hit a record $7 billion`."""
    return token.i + 1 < len(token.doc) and token.nbor(1).tag_ in {"CD", "$"}


def _opens_report(token: Token) -> bool:
    """`• Generated net revenue of $10 million`: the only verb of a line, and its first word."""
    sentence = token.sent
    first = next((t for t in sentence if t.text[0].isalnum()), None)
    if first is None or first.i != token.i or not token.text[0].isupper():
        return False
    return not any(
        t.tag_ in {"VBD", "VBZ", "VBP", "MD"} for t in sentence[token.i - sentence.start :]
    )


def _acts_as_noun(token: Token) -> bool:
    """`hit an all-time high at`, `a record low of`: no noun follows it."""
    following = token.nbor(1).tag_ if token.i + 1 < len(token.doc) else "."
    return (
        bool(token.i)
        and following in {"IN", ".", ",", "CD", "$", "TO"}
        and (token.nbor(-1).tag_ in {"DT", "NN", "JJ"})
    )


def _shares_head(token: Token) -> bool:
    """`state and local tax revenue`: the noun before `and` modifies the head that comes later."""
    if token.dep_ not in {"amod", "compound", "nmod"} or token.i + 2 >= len(token.doc):
        return False
    return token.nbor(1).tag_ == "CC" and token.head.i > token.i + 2


def _inside_compound(token: Token) -> bool:
    """`out-of-pocket`, `opening-up`: a word that hyphens glue to the words around it."""
    doc, i = token.doc, token.i
    glued_right = (
        i + 2 < len(doc) and not token.whitespace_ and doc[i + 1].text == "-"
    ) and not doc[i + 1].whitespace_
    glued_left = i >= 2 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_
    return glued_right or (glued_left and not doc[i - 2].whitespace_)


def _phrases(
    doc: Doc, match: re.Match[str], letters: list[str], extents: list[tuple[int, int, int]]
) -> Iterator[Phrase]:
    kind = match.lastgroup
    a, b = match.start(), match.end()
    if kind != "np":
        yield _phrase(doc, kind, extents[a:b])
        return
    # The pattern takes every word that may stand in a noun phrase; its head is the last noun.
    nouns = [i for i in range(a, b) if letters[i] in "NK"]
    if not nouns:
        yield _phrase(doc, "adj" if "J" in letters[a:b] else "other", extents[a:b])
        return
    end = nouns[-1] + 1
    if end < b and letters[end] == "S":
        end += 1
    yield _phrase(doc, "np", extents[a:end], head=extents[nouns[-1]][0])
    if end < b:
        yield _phrase(doc, "adj" if "J" in letters[end:b] else "other", extents[end:b])


def _phrase(
    doc: Doc, kind: str | None, extents: list[tuple[int, int, int]], head: int | None = None
) -> Phrase:
    start, end, item = extents[0][0], extents[-1][1], extents[0][2]
    lead = end - 1 if head is None else head
    if kind == "prep" and doc[start].lower_ in _SUBORDINATORS and doc[start].dep_ != "prep":
        kind = "sub"
    return Phrase(kind, start, end, lead, item)  # type: ignore[arg-type]
