"""From a number to the noun it counts, through the modifiers between them.

Tags decide, for the small models' parse around numbers is unreliable; the parse is asked only
where a participle after the noun ends. Upper case and title case, where every word is tagged as
a name, are read by the nouns' form.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pr_extract.lexicon import Entry, load
from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.lemmas import is_plural, singular
from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "AFX"})
_ADVERBS = frozenset({"RB", "RBS", "RBR"})
_QUOTES = frozenset("\"'“”‘’*")
_LETTERED = frozenset({"series", "class", "type"})
_REACH = 12  # tokens from a number to its noun, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadNounEntry(Entry):
    """Nouns that the form alone does not tell.

    ``invariant``: count nouns with one form for both numbers (`40 aircraft`, `300 staff`).
    ``possessors``: possessives that are modifiers, not heads (`two children's hospitals`).
    ``loose``: participles that open an aside about the counted things, not one that picks them
    out (`six buildings ranging from …`).
    ``indefinite``: plurals that stand for numbers nobody can read (`dozens`).
    """

    invariant: tuple[str, ...] = ()
    possessors: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeadNoun:
    """The counted noun: ``noun`` is its own span, ``phrase`` that of the noun with its modifiers.

    ``concept`` adds a coordinated noun or a restrictive participle that follows
    (`firms producing core auto parts`).
    """

    noun: Span
    phrase: Span
    concept: Span
    unit: str
    plural: bool


@dataclass(frozen=True, slots=True)
class TokenIndex:
    """Finds the tokens of a Doc by character offset."""

    doc: Doc
    starts: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, doc: Doc) -> TokenIndex:
        """Index a Doc."""
        return cls(doc, tuple(doc.to_array("IDX").tolist()))

    def at(self, offset: int) -> int:
        """The index of the token that holds the offset, or of the last one before it."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def after(self, offset: int) -> int | None:
        """The index of the first token that ends beyond the offset, white space aside."""
        index = self.at(offset)
        while index < len(self.doc):
            token = self.doc[index]
            if token.idx + len(token) > offset and not token.is_space:
                return index
            index += 1
        return None

    def before(self, offset: int) -> int | None:
        """The index of the last token that ends at or before the offset, white space aside."""
        index = self.at(offset)
        while index >= 0:
            token = self.doc[index]
            if token.idx + len(token) <= offset and not token.is_space:
                return index
            index -= 1
        return None


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(
        word for entry in load("head_nouns", HeadNounEntry) for word in getattr(entry, name)
    )


def end_of(token: Token) -> int:
    """The offset after the token's last character."""
    return int(token.idx) + len(token)


def may_count_many(token: Token) -> bool:
    """Whether a noun can stand after a number above one: by its form, or as an acronym."""
    text = token.text
    if token.tag_ in ("NNS", "NNPS"):
        # Company names that look singular are often tagged as plurals, so the form must agree.
        return is_plural(text) or text.lower() in _words("invariant") or token.tag_ == "NNS"
    if text.lower() in _words("invariant"):
        return True
    return is_plural(text) and len(text) > 3


def head_noun(doc: Doc, first: int, *, plural: bool) -> HeadNoun | None:
    """The noun that a number directly before token ``first`` counts.

    ``plural`` asks for a noun that can stand after a number above one.
    """
    nouns = [i for i in _noun_candidates(doc, first) if not _is_lettered(doc, i)]
    if plural:
        nouns = [i for i in nouns if may_count_many(doc[i])] or _acronyms(doc, nouns)
        head = _first_run_end(doc, nouns) if nouns else None
    else:
        head = _singular_head(doc, nouns)
    if head is None:
        return None
    start = doc[first].idx
    end = end_of(doc[head])
    word = _word_start(doc, head, first)
    if doc[first].text in _QUOTES:
        start = doc[first + 1].idx if first + 1 <= head else start
    return HeadNoun(
        noun=Span(doc[word].idx, end),
        phrase=Span(start, end),
        concept=Span(start, _concept_end(doc, head)),
        unit=singular(doc[word : head + 1].text),
        plural=plural,
    )


def _is_lettered(doc: Doc, index: int) -> bool:
    """Whether a noun or its letter only names what follows (`Series A preferred shares`)."""
    if index + 1 < len(doc) and doc[index].lower_ in _LETTERED:
        return len(doc[index + 1]) == 1 and doc[index + 1].text.isupper()
    return len(doc[index]) == 1 and index > 0 and doc[index - 1].lower_ in _LETTERED


def _word_start(doc: Doc, head: int, first: int) -> int:
    """The token with which the noun begins, hyphened parts included (`start-ups`)."""
    while head - 1 > first and _is_hyphen(doc[head - 1]) and not doc[head - 1].whitespace_:
        if doc[head - 2].whitespace_:
            break
        head -= 2
    return head


def _noun_candidates(doc: Doc, first: int) -> list[int]:
    """Indices of the nouns among the words that may belong to one noun phrase."""
    found: list[int] = []
    index = first
    limit = min(len(doc), first + _REACH)
    while index < limit:
        token = doc[index]
        if index > first and _breaks(doc, index):
            break
        if token.is_space or token.text in _QUOTES or _is_hyphen(token) or token.text in "®™":
            index += 1
            continue
        if _is_tied(doc, index, first):
            if token.tag_ in NOUNS:
                found.append(index)
        elif token.tag_ in NOUNS:
            if not _goes_on(doc, found, index):
                break
            found.append(index)
        elif not _is_modifier(doc, index, first, found, limit):
            break
        elif token.tag_ == "POS":
            found.clear()  # two children's hospitals
        index += 1
    return found


def _is_hyphen(token: Token) -> bool:
    """Whether a token is the hyphen inside a word."""
    return token.tag_ == "HYPH" or (token.text in "-‐‑" and not token.whitespace_)


def _is_tied(doc: Doc, index: int, first: int) -> bool:
    """Whether a hyphen ties the word to the one before or after it (`drive-in doors`)."""
    before = index > first and _is_hyphen(doc[index - 1]) and not doc[index - 1].whitespace_
    after = index + 2 < len(doc) and not doc[index].whitespace_ and _is_hyphen(doc[index + 1])
    return before or (after and not doc[index + 1].whitespace_)


def _breaks(doc: Doc, index: int) -> bool:
    """Whether a sentence or a block begins at the token."""
    token = doc[index]
    if token.is_space:
        return token.text.count("\n") > 1
    return bool(token.is_sent_start) and not doc[index - 1].is_space


def _goes_on(doc: Doc, found: list[int], index: int) -> bool:
    """Whether a noun continues the phrase: always, but for a name after a plural noun."""
    if not found:
        return True
    previous, token = doc[found[-1]], doc[index]
    if previous.tag_ not in ("NNS", "NNPS") or token.tag_ not in ("NNP", "NNPS"):
        return True
    return bool(previous.text[0].isupper()) and may_count_many(token)


def _is_modifier(doc: Doc, index: int, first: int, found: list[int], limit: int) -> bool:
    """Whether a word that is no noun may stand between the number and its noun."""
    token = doc[index]
    tag = token.tag_
    lettered = bool(found) and _is_lettered(doc, found[-1])
    ended = bool(found) and not lettered and may_count_many(doc[found[-1]])
    if token.text == "A" and found and doc[found[-1]].lower_ in _LETTERED:
        return index + 1 < limit and doc[index + 1].tag_ in (*NOUNS, *_ADJECTIVES)
    if tag == "POS":
        return bool(found) and doc[found[-1]].lower_ in _words("possessors")
    if ended and not _suspends(doc, index):
        return False
    if tag in _ADJECTIVES:
        return True
    follower = doc[index + 1].tag_ if index + 1 < limit else ""
    if tag in _ADVERBS:
        return follower in _ADJECTIVES or follower in _ADVERBS or follower == "HYPH"
    if tag in ("CC", ",") or token.text == "/":
        joins = follower in _ADJECTIVES or follower in NOUNS or follower in _ADVERBS
        if follower == "CD":  # 787 and 777X jets
            joins = _is_mixed(doc[index + 1])
        return joins and index > first and (tag != "," or follower in _ADJECTIVES)
    if tag == "CD":  # two 500-megawatt plants, 12 Boeing 737 jets
        before = doc[index - 1]
        labelled = before.tag_ in ("NNP", "NNPS") or before.lower_ in count_words("label")
        named = index > first and labelled
        return follower == "HYPH" or ((named or _is_mixed(token)) and follower in NOUNS)
    return False


def _is_mixed(token: Token) -> bool:
    """Whether a word mixes digits and letters, as model names do (`777X`)."""
    text = token.text
    return any(c.isdigit() for c in text) and any(c.isalpha() for c in text)


def _suspends(doc: Doc, index: int) -> bool:
    return doc[index - 1].text.endswith("-")


def _acronyms(doc: Doc, nouns: list[int]) -> list[int]:
    """Nouns written in capitals within running text (`5.7 million digital MAU`)."""
    found = [i for i in nouns if doc[i].text.isupper() and 1 < len(doc[i]) <= 6]
    following = [i for i in found if i + 1 >= len(doc) or doc[i + 1].tag_ not in NOUNS]
    around = list(doc[max(0, nouns[0] - 4) : nouns[0]]) if nouns else []
    return following if any(token.text.islower() for token in around) else []


def _first_run_end(doc: Doc, nouns: list[int]) -> int:
    """The last of the first plural nouns that stand side by side (`two sales offices`)."""
    end = nouns[0]
    for index in nouns[1:]:
        if index - end > 2 or any(doc[i].tag_ not in NOUNS for i in range(end, index)):
            break
        end = index
    return end


def _singular_head(doc: Doc, nouns: list[int]) -> int | None:
    """The last noun of the phrase; a name only if the phrase is nothing else."""
    common = [i for i in nouns if doc[i].tag_ in ("NN", "NNS")]
    return (common or nouns)[-1] if nouns else None


def phrase_before(doc: Doc, index: int) -> Span:
    """The noun at the index with the adjectives and nouns directly before it."""
    start = index
    while start > 0 and not doc[start].is_sent_start:
        tag = doc[start - 1].tag_
        if doc[start - 1].text in "()[]•●○*":
            break
        if tag not in NOUNS and tag not in ("JJ", "VBN", "JJR", "JJS", "HYPH"):
            break
        start -= 1
    return Span(doc[start].idx, end_of(doc[index]))


def _concept_end(doc: Doc, head: int) -> int:
    """Where the counted noun phrase ends: after a conjunct, or what picks the things out."""
    index = head + 1
    end = end_of(doc[head])
    if index + 1 < len(doc) and doc[index].tag_ == "CC" and doc[index].lower_ in ("and", "or"):
        joined = _coordinated(doc, index + 1)
        if joined is not None:
            end, index = end_of(doc[joined]), joined + 1
    if index >= len(doc) or _breaks(doc, index):
        return end
    if _picks_out(doc[index]):
        return _modifier_end(doc, index, end)
    if doc[index].lower_ in ("with", "aged") and doc[head].lower_ in count_words("people"):
        return _modifier_end(doc, index, end)
    return end


def _picks_out(token: Token) -> bool:
    """Whether a participle after a noun tells which things are meant."""
    if token.lower_ in _words("loose"):
        return False
    if token.tag_ == "VBN":
        return bool(token.dep_ == "acl")
    return bool(token.tag_ == "VBG")


def _coordinated(doc: Doc, index: int) -> int | None:
    """The plural noun at the end of a bare conjunct (`projects and contests`), if it is one."""
    for i in range(index, min(len(doc), index + 5)):
        token = doc[i]
        if _breaks(doc, i):
            return None
        if token.lower_ in _words("indefinite"):
            return None
        if token.tag_ in ("NNS", "NNPS"):
            follower = doc[i + 1].tag_ if i + 1 < len(doc) else ""
            # `40 stores and services grew`: a verb after it may open a clause of its own.
            opens = follower in ("VBD", "VBP", "MD") and token.dep_ != "conj"
            return None if follower in NOUNS or opens else i
        if token.tag_ not in _ADJECTIVES and token.tag_ not in ("NN", "NNP"):
            return None
    return None


_CLAUSE_TAGS = frozenset(
    {",", ":", ".", "-LRB-", "-RRB-", "''", "``", "WDT", "WP", "VBD", "VBZ", "VBP", "MD"}
)


def _modifier_end(doc: Doc, index: int, end: int) -> int:
    """Where a participle or a `with` phrase that picks out the counted things ends.

    It reaches over one prepositional phrase (`living within a mile`), and what belongs to it by
    `of`; a second one tells when or where.
    """
    prepositions = 0
    last = end
    for i in range(index, min(len(doc), index + 9)):
        token = doc[i]
        if token.is_space or token.tag_ in _CLAUSE_TAGS or (i > index and _breaks(doc, i)):
            break
        if token.tag_ == "IN" and token.lower_ != "of":
            prepositions += 1
            if prepositions > 1:
                break
        follower = doc[i + 1].tag_ if i + 1 < len(doc) else ""
        if token.tag_ == "CD" and doc[index].lower_ != "aged" and not prepositions:
            return end  # trials involving 600 patients
        if token.tag_ == "CC" and doc[i - 1].tag_ in ("VBN", "VBG"):
            break  # patents granted and others pending
        if token.tag_ == "CC" and follower not in NOUNS and follower not in _ADJECTIVES:
            break
        if token.tag_ == "TO" and follower not in _ADJECTIVES:
            break
        if token.tag_ in NOUNS or (token.tag_ in ("VBN", "VBG") and i > index):
            last = end_of(token)
    return last
