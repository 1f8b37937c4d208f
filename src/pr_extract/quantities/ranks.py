"""Ranks: places in an order (`third-largest`, `No. 1`, `top 10`) and firsts in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from pr_extract.changes import change_entries
from pr_extract.lexicon import Entry, alternation, load
from pr_extract.quantities.head_nouns import NOUNS, TokenIndex
from pr_extract.quantities.nominal import nominal, small_number, small_words
from pr_extract.quantities.ordinals import ordinal_pattern, ordinal_value
from pr_extract.quantities.quantity import Quantity
from pr_extract.quantities.taken import Taken
from pr_extract.records import Bound
from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RankUse = Literal[
    "ranking", "taking", "sequence", "row", "moving", "standing", "label", "claim", "claiming",
    "numbered",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class RankEntry(Entry):
    """Words around an ordinal or a number that make it a rank, or prove that it is none."""

    use: RankUse
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span
    value: Decimal
    rule: str
    bound: Bound = "exact"


def find_ranks(doc: Doc, text: str, blocked: Sequence[Span] = ()) -> tuple[Quantity, ...]:
    """Every rank of a text in text order; `top 10` is a rank of at most 10.

    >>> import spacy
    >>> doc = spacy.blank("en")("It is No. 1 in Spain, ranks third in Europe, a top-five brand.")
    >>> [(rank.span.of(doc.text), str(rank.value), rank.bound)
    ...  for rank in find_ranks(doc, doc.text)]
    [('No. 1', '1', 'exact'), ('third', '3', 'exact'), ('top-five', '5', 'at_most')]
    """
    tokens = TokenIndex.of(doc)
    taken = Taken(blocked)
    ranks = [
        nominal("rank", found.span, found.value, "rank", found.rule, text, bound=found.bound)
        for found in _candidates(tokens, text)
        if taken.claim(found.span)
    ]
    return tuple(sorted(ranks, key=lambda rank: rank.span))


def _candidates(tokens: TokenIndex, text: str) -> Iterator[_Found]:
    yield from _numbered(text)
    yield from _tops(text)
    yield from _ordinals(tokens, text)


@cache
def _words(use: RankUse) -> frozenset[str]:
    return frozenset(
        word for entry in load("ranks", RankEntry) if entry.use == use for word in entry.words
    )


@cache
def _number_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w&/])(?:(?P<number>no\.\s?|№\s?|#|number(?:\s|-))(?P<value>\d{{1,3}}|{small_words()}))(?![\w%/]|[.,]\d|-\d)",
        re.IGNORECASE,
    )


_LAST_WORD = re.compile(r"([\w’'.-]+)[\s(]*$")


def _numbered(text: str) -> Iterator[_Found]:
    """`No. 1`, `#1`, `number-one`, unless a noun before it makes it a document's number."""
    for match in _number_pattern().finditer(text):
        sign = match["number"].lower().rstrip(" .-")
        spelled = not match["value"][0].isdigit()
        if spelled and sign != "number":
            continue
        if sign == "number" and not spelled and int(match["value"]) > 100:
            continue
        before = _LAST_WORD.search(text[max(0, match.start() - 24) : match.start()])
        word = before[1].rstrip(".").lower() if before else ""
        if word in _words("numbered"):
            continue
        if sign == "no" and match["number"][0].islower():
            continue
        if sign in ("no", "#") and before and _is_name(before[1]) and not _title_case(text, match):
            continue
        value = small_number(match["value"])
        if value:
            yield _Found(Span(*match.span()), value, "rank.number")


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.lower() not in (
        "the",
        "a",
        "our",
        "its",
        "is",
        "ranked",
        "as",
    )


def _title_case(text: str, match: re.Match[str]) -> bool:
    """Whether the words around stand in title case, where a capital proves no name."""
    words = [
        w
        for w in text[match.end() : match.end() + 40].split("\n")[0].split()
        if len(w) > 3 and w[0].isalpha()
    ]
    return bool(words) and all(word[0].isupper() for word in words)


@cache
def _top_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])top(?:\s|-)(?P<value>\d{{1,4}}|{small_words()})(?![\w%/]|[.,]\d|-\d|\s*(?:%|percent|per\s+cent|pct|percentile|million|billion|decile|quartile))",
        re.IGNORECASE,
    )


def _tops(text: str) -> Iterator[_Found]:
    """`top 10`, `top-three`."""
    for match in _top_pattern().finditer(text):
        value = small_number(match["value"])
        if value and value > 1:
            yield _Found(Span(*match.span()), value, "rank.top", "at_most")


_HYPHENED = re.compile(r"-(?:most\b|largest\b|[a-z]+est\b|best\b|worst\b|leading\b)", re.IGNORECASE)
_OPENING = re.compile(r"[-–](?!ever\b|of-its-kind)")


def _ordinals(tokens: TokenIndex, text: str) -> Iterator[_Found]:
    for match in ordinal_pattern().finditer(text):
        value = ordinal_value(match)
        if not value:
            continue
        superlative = _HYPHENED.match(text, match.end())
        if superlative:
            yield _Found(Span(match.start(), superlative.end()), Decimal(value), "rank.superlative")
            continue
        if _OPENING.match(text, match.end()):
            continue  # first-in-class, second-hand, third-party
        rule = _ordinal_rule(_Ordinal.of(tokens, text, match, value))
        if rule:
            yield _Found(Span(*match.span()), Decimal(value), rule)


# Words that speak of places in an order; `places` and `spots` those lost or won.
@cache
def _ranked() -> re.Pattern[str]:
    words = alternation((*_words("ranking"), "places", "spots", "position", "positions", "league"))
    return re.compile(rf"\b{words}\b", re.IGNORECASE)


# What follows an ordinal that counts in a row: up to three words and `in succession`.
@cache
def _row() -> re.Pattern[str]:
    words = alternation(_words("row"))
    word = r"\s(?!(?:and|or|the|an?|to)\b)[\w-]{1,20}"
    return re.compile(rf"(?:{word}){{0,3}}?\s{words}(?![\w-]|\sof\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Ordinal:
    """An ordinal with its surroundings: the tokens before it (nearest first) and after it.

    ``ranked`` tells that the clause before it speaks of an order, ``in_row`` that the words after
    it count in a row (`quarter in succession`).
    """

    value: int
    written: str
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    ranked: bool
    in_row: bool

    @classmethod
    def of(cls, tokens: TokenIndex, text: str, match: re.Match[str], value: int) -> _Ordinal:
        doc = tokens.doc
        left = tokens.before(match.start())
        right = tokens.after(match.end())
        before = [] if left is None else [doc[i] for i in range(left, max(-1, left - 5), -1)]
        after = [] if right is None else list(doc[right : right + 10])
        clause = re.split(r"[.;!?]\s", text[max(0, match.start() - 90) : match.start()])[-1]
        ranked = _ranked().search(clause) is not None
        in_row = _row().match(text, match.end()) is not None
        return cls(value, match[0], tuple(_within(before)), tuple(_within(after)), ranked, in_row)

    @property
    def previous(self) -> str:
        """The word before, in lower case; empty at a start."""
        return self.before[0].lower_ if self.before else ""

    @property
    def next(self) -> str:
        """The word after, in lower case; empty at an end."""
        return self.after[0].lower_ if self.after else ""

    @property
    def bare(self) -> bool:
        """Whether it names no noun after it: it stands for a place."""
        if not self.after or self.next in ("place", "position", "spot", "a"):
            return True
        return self.after[0].tag_ in (",", "IN", "TO", "CC", "-RRB-", ":", "RB") or (
            self.next in ("last", "this", "overall", "globally", "worldwide", "nationally")
        )


def _within(tokens: Sequence[Token]) -> list[Token]:
    """The tokens up to a break in the sentence or the block."""
    kept = []
    for token in tokens:
        if token.text in (".", ";", "!", "?", ":") or (token.is_space and "\n\n" in token.text):
            break
        if not token.is_space and token.text not in "\"'“”‘’":
            kept.append(token)
    return kept


def _ordinal_rule(ordinal: _Ordinal) -> str | None:
    """The id of the rule by which the ordinal is a rank, if one does."""
    if _has_superlative(ordinal):
        return "rank.superlative"
    if ordinal.next == "only" and ordinal.value == 2:
        return "rank.second_only_to"
    if _follows_ranking(ordinal):
        return "rank.ranking"
    if _takes_place(ordinal):
        return "rank.place"
    if ordinal.in_row and ordinal.written.islower():
        return "rank.row"
    if ordinal.next in _words("sequence"):
        return "rank.sequence" if _is_sequence(ordinal) else None
    if not ordinal.before or _is_label(ordinal):
        return None
    if _is_owned(ordinal):
        return "rank.owned"
    headline = ordinal.written[0].isupper() and ordinal.previous in _words("claiming")
    if (ordinal.previous == "the" or headline) and _is_claim(ordinal):
        return "rank.claim"
    return None


def _has_superlative(ordinal: _Ordinal) -> bool:
    for token in ordinal.after[:1]:
        if token.tag_ == "JJS" or token.lower_ in ("most", "largest", "biggest", "highest", "best"):
            return True
    return False


def _follows_ranking(ordinal: _Ordinal) -> bool:
    """`ranked third`, `in third place`, `from 37th to 26th` in a clause about an order."""
    verbs = _words("ranking")
    told = [token.lower_ for token in ordinal.before if token.tag_ != "RB"]
    if told[:1] and told[0] in verbs:
        return not _ends_priority(ordinal, told[0])
    if ordinal.next in ("place", "position"):
        if ordinal.previous in ("in", "at", "a", "joint", "equal", "after"):
            return not (ordinal.previous == "in" and _after_the(ordinal))
        if ordinal.previous in _words("taking") or (ordinal.previous in ("to", "from", "into")):
            return True
    linked = ordinal.previous in ("in", "as", "at", "to", "from", "the", "joint", "equal", "tied")
    return linked and ordinal.ranked and not _is_label(ordinal) and not _is_definite(ordinal)


def _is_definite(ordinal: _Ordinal) -> bool:
    """`ranked as the first choice of`: the ordinal belongs to a noun of its own."""
    return ordinal.previous == "the" and not _is_claim(ordinal)


def _after_the(ordinal: _Ordinal) -> bool:
    return any(token.lower_ == "the" for token in ordinal.before[:1])


def _ends_priority(ordinal: _Ordinal, verb: str) -> bool:
    """`comes first`, `places customers first`: a manner of speaking."""
    return ordinal.value == 1 and verb in ("come", "comes", "came", "coming", "placing")


def _takes_place(ordinal: _Ordinal) -> bool:
    """`moved up to fourth`, `hitherto sixth,`, `was third, behind`: a place without its noun."""
    if not ordinal.bare:
        return False
    following = [token.lower_ for token in ordinal.after[:2]]
    if ordinal.next == "among" and not _is_determined(ordinal):
        return following[1:] != ["equals"]
    if ordinal.value == 1:
        return False
    if ordinal.previous in ("to", "from", "into"):
        return any(_moves(token.lower_) for token in ordinal.before[1:5])
    if ordinal.previous == "after":
        return ordinal.ranked
    if ordinal.previous in _words("standing"):
        return len(ordinal.before) == 1 or ordinal.before[1].text in (",", "(", "–", "—")
    claimed = ordinal.previous in _words("claiming")
    return claimed and any(word in ("behind", "ahead") for word in following)


def _moves(word: str) -> bool:
    return word in _words("moving") or any(
        "verb" in entry.classes for entry in change_entries(word)
    )


def _is_determined(ordinal: _Ordinal) -> bool:
    return bool(ordinal.before) and ordinal.before[0].tag_ in ("DT", "PRP$", "POS")


def _is_sequence(ordinal: _Ordinal) -> bool:
    """`the second consecutive year`, `the fourth annual survey`, `for the first time`.

    An event's own name (`the 12th Annual Gala`) is none.
    """
    word = ordinal.after[0]
    if word.lower_ == "times":
        return False
    if word.text[0].isupper() and not ordinal.written.islower():
        return False
    if word.text[0].isupper() and word.lower_ == "annual":
        return False
    if word.lower_ in ("time", "annual"):
        owners = ("the", "a", "this", "for", "its", "our", "their", "'s", "’s", "every")
        return ordinal.previous in owners and not (
            ordinal.previous == "a" and word.lower_ == "time"
        )
    return True


def _is_label(ordinal: _Ordinal) -> bool:
    """Whether the ordinal names its noun (`first quarter`, `third party`, `175 3rd Street`)."""
    if not ordinal.after:
        return False
    word = ordinal.after[0]
    if word.tag_ == "CD" and word.lower_ != "one":
        return True
    if word.lower_ in _words("label") and not _is_named(ordinal):
        return True
    if (
        ordinal.written[0].isdigit()
        and word.tag_ in ("NNP", "NNPS")
        and ordinal.previous not in ("its", "our", "their")
    ):
        return True
    if ordinal.written[0].isupper() and not ordinal.written.isupper():
        running = any(token.text.islower() and len(token) > 3 for token in ordinal.before[:3])
        if running and word.text[0].isupper():
            return True
    noun = _noun_after(ordinal)
    return noun is not None and noun.lower_ in _words("label")


def _is_named(ordinal: _Ordinal) -> bool:
    """Whether what looks like a label is a name before the noun (`second Phase 3 study`)."""
    after = ordinal.after[1:3]
    return len(after) == 2 and after[0].tag_ in ("CD", "NNP") and after[1].tag_ in NOUNS


def _noun_after(ordinal: _Ordinal) -> Token | None:
    """The head of the phrase that the ordinal opens."""
    head = None
    for token, following in pairwise(ordinal.after):
        if token.tag_ in NOUNS:
            head = token
        elif token.tag_ == "CD" and following.tag_ in NOUNS:
            continue  # Phase 3 study
        elif token.tag_ not in ("JJ", "VBN", "VBG", "HYPH", "CD", "RB", "AFX") or head is not None:
            return head
    last = ordinal.after[-1] if ordinal.after else None
    return last if last is not None and last.tag_ in NOUNS else head


def _is_owned(ordinal: _Ordinal) -> bool:
    """`its 10th hospital`, `the company's third acquisition`: a first, second … in time."""
    owner = ordinal.before[0]
    owned = owner.tag_ in ("PRP$", "POS") or owner.lower_ in ("its", "our", "their", "his", "her")
    noun = _noun_after(ordinal)
    if ordinal.next in ("ever", "-", ",", ""):
        return owned
    return owned and noun is not None and ordinal.after[0].tag_ != "CD"


def _is_claim(ordinal: _Ordinal) -> bool:
    """`the first hospital to …`, `is the first of`, `the first such prize`."""
    before = [token.lower_ for token in ordinal.before[1:3]]
    claimed = any(word in _words("claiming") for word in before)
    if ordinal.next == "one":  # `and the first one in the region`
        return len(ordinal.after) > 1 and ordinal.after[1].tag_ in ("IN", "TO")
    if ordinal.next in ("such", "ever", "-"):
        return True
    if ordinal.next == "to":  # from the second to the third shift
        return len(ordinal.after) < 2 or ordinal.after[1].tag_ not in ("DT", "CD", "JJ")
    if ordinal.next in ("of", "in", "among", "on", "since", "this", "within", "so"):
        apposed = not before or before[0] in (",", "and", "—", "–", "-", "(")
        return claimed or apposed
    noun = _noun_after(ordinal)
    if noun is None:
        return False
    if claimed and noun.tag_ in ("NN", "NNP"):
        return True
    follower = _after_noun(ordinal, noun)
    if follower is None:
        return False
    words = follower.lower_
    phrase = " ".join(token.lower_ for token in ordinal.after[ordinal.after.index(follower) :][:3])
    claims = _words("claim")
    if words == "to":
        place = ordinal.after.index(follower) + 1
        tag = ordinal.after[place].tag_ if place < len(ordinal.after) else ""
        # `the first direct flight to Oslo` claims, the first delivery to Boeing opens a series.
        leads = tag == "NNP" and ordinal.value == 1 and noun != ordinal.after[0]
        return tag in ("VB", "RB", "TO") or (leads and noun.tag_ == "NN")
    return noun.tag_ in ("NN", "NNP") and (
        words in claims or phrase in claims or words in ("designed", "in")
    )


def _after_noun(ordinal: _Ordinal, noun: Token) -> Token | None:
    place = ordinal.after.index(noun) + 1
    return ordinal.after[place] if place < len(ordinal.after) else None
