"""Ranks: places in an order (`third-largest`, `No. 1`, `top 10`) and firsts in time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from pr_extract.changes import change_entries
from pr_extract.lexicon import alternation
from pr_extract.quantities.head_nouns import NOUNS, TokenIndex
from pr_extract.quantities.nominal import nominal
from pr_extract.quantities.numbered_ranks import find_numbered
from pr_extract.quantities.ordinals import ordinal_pattern, ordinal_value
from pr_extract.quantities.quantity import Quantity
from pr_extract.quantities.rank_words import FoundRank, rank_words
from pr_extract.quantities.taken import Taken
from pr_extract.source import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


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


def _candidates(tokens: TokenIndex, text: str) -> Iterator[FoundRank]:
    yield from find_numbered(text)
    yield from _ordinals(tokens, text)


_HYPHENED = re.compile(r"-(?:most\b|largest\b|[a-z]+est\b|best\b|worst\b|leading\b)", re.IGNORECASE)
_OPENING = re.compile(r"[-–](?!ever\b|of-its-kind)")


def _ordinals(tokens: TokenIndex, text: str) -> Iterator[FoundRank]:
    for match in ordinal_pattern().finditer(text):
        value = ordinal_value(match)
        if not value:
            continue
        superlative = _HYPHENED.match(text, match.end())
        if superlative:
            yield FoundRank(
                Span(match.start(), superlative.end()), Decimal(value), "rank.superlative"
            )
            continue
        if _OPENING.match(text, match.end()):
            continue  # first-in-class, second-hand, third-party
        rule = _ordinal_rule(_Ordinal.of(tokens, text, match, value))
        if rule:
            yield FoundRank(Span(*match.span()), Decimal(value), rule)


# Words that speak of places in an order; `places` and `spots` those lost or won.
@cache
def _ranked() -> re.Pattern[str]:
    words = alternation(
        (*rank_words("ranking"), "places", "spots", "position", "positions", "league")
    )
    return re.compile(rf"\b{words}\b", re.IGNORECASE)


# What follows an ordinal that counts in a row: up to three words and `in succession`.
@cache
def _row() -> re.Pattern[str]:
    words = alternation(rank_words("row"))
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
    if (ordinal.in_row or _lasts(ordinal)) and ordinal.written.islower():
        return "rank.row"
    if ordinal.next in rank_words("sequence"):
        return "rank.sequence" if _is_sequence(ordinal) else None
    if not ordinal.before:
        return None
    if _is_one_of_many(ordinal):
        return "rank.of_many"
    if _is_label(ordinal):
        return None
    if _is_owned(ordinal):
        return "rank.owned"
    headline = ordinal.written[0].isupper() and ordinal.previous in rank_words("claiming")
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
    verbs = rank_words("ranking")
    told = [token.lower_ for token in ordinal.before if token.tag_ != "RB"]
    if told[:1] and told[0] in verbs:
        return not _ends_priority(ordinal, told[0])
    if ordinal.next in ("place", "position"):
        if ordinal.previous in ("in", "at", "a", "joint", "equal", "after"):
            return not (ordinal.previous == "in" and _after_the(ordinal))
        if ordinal.previous in rank_words("taking") or (ordinal.previous in ("to", "from", "into")):
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
    if ordinal.previous in rank_words("staying"):
        return (
            ordinal.next not in ("place", "position", "spot", "a") or ordinal.written[0].isdigit()
        )
    if ordinal.previous in rank_words("standing"):
        return len(ordinal.before) == 1 or ordinal.before[1].text in (",", "(", "–", "—")
    claimed = ordinal.previous in rank_words("claiming")
    return claimed and any(word in ("behind", "ahead") for word in following)


def _moves(word: str) -> bool:
    return word in rank_words("moving") or any(
        "verb" in entry.classes for entry in change_entries(word)
    )


def _is_determined(ordinal: _Ordinal) -> bool:
    return bool(ordinal.before) and ordinal.before[0].tag_ in ("DT", "PRP$", "POS")


def _lasts(ordinal: _Ordinal) -> bool:
    """`for a fifth month`, `for a second time`: it has gone on so long."""
    told = [token.lower_ for token in ordinal.before[:2]]
    if told != ["a", "for"] or ordinal.next not in rank_words("lasting"):
        return False
    return len(ordinal.after) == 1 or ordinal.after[1].tag_ not in NOUNS


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
    if word.lower_ in rank_words("label") and _becomes(ordinal):
        return False
    if word.lower_ in rank_words("label") and not _is_named(ordinal):
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
    if noun is None or noun.lower_ not in rank_words("label"):
        return False
    return ordinal.after.index(noun) < _FAR  # the first direct container line to Oslo


def _becomes(ordinal: _Ordinal) -> bool:
    """`has become the first nation to ban it`: a claim, whatever the noun is."""
    became = any(token.lower_.startswith(("becom", "became")) for token in ordinal.before[:4])
    return became and any(token.lower_ in {"to", "that"} for token in ordinal.after[:6])


_FAR = 2


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
    """`its 10th hospital`, `the city's first hospital`, `his seventh goal in 12 games`.

    Words alone only number a series: `its second model`, `his second wife`, `Friday's first Test`.
    """
    owner = ordinal.before[0]
    owned = owner.tag_ in ("PRP$", "POS") or owner.lower_ in ("its", "our", "their", "his", "her")
    if not owned or (len(ordinal.before) > 1 and ordinal.before[1].lower_ in _DATING):
        return False
    if ordinal.next in ("ever", "-", ",", ""):
        return True
    if _claims_behind(ordinal):
        return True
    if _noun_after(ordinal) is None or (
        ordinal.after[0].tag_ == "CD" and not ordinal.after[0].is_lower
    ):
        return False
    if ordinal.written[0].isdigit() or ordinal.value >= _MANY:
        return True
    if owner.tag_ != "POS" or len(ordinal.before) == 1:
        return False
    place = ordinal.before[1]
    return place.ent_type_ in ("GPE", "LOC") or place.lower_ in rank_words("place")


_MANY = 100
_DATING = frozenset({"since", "after", "before", "until", "till"})


def _claims_behind(ordinal: _Ordinal) -> bool:
    """`its first decline since 2017`, `her third win this season`, `the third study to succeed`."""
    for token, following in pairwise(ordinal.after):
        word = token.lower_
        if word in ("since", "ever", "this") or (word == "to" and following.tag_ == "VB"):
            return True
        if token.tag_ in ("VBD", "VBZ", "MD", "WDT", "WP", ",", "CC"):
            return False
    return False


def _is_one_of_many(ordinal: _Ordinal) -> bool:
    """`his seventh goal in 12 games`, `her third title of the season`."""
    if ordinal.before[0].tag_ not in ("PRP$", "POS"):
        return False
    for place, (token, following) in enumerate(pairwise(ordinal.after[:7])):
        if token.lower_ == "in":
            year = following.is_digit and len(following) == _YEAR
            return following.tag_ == "CD" and not year
        if token.lower_ == "of" and following.tag_ in ("DT", "PRP$"):
            return (
                ordinal.after[place + 2].lower_ in _SEASONS
                if place + 2 < len(ordinal.after)
                else False
            )
        if token.tag_ not in NOUNS and token.tag_ != "JJ" and token.lower_ != "of":
            return False
    return False


_YEAR = 4
_SEASONS = frozenset({"season", "year", "campaign", "career", "tournament", "tour", "decade"})


def _is_claim(ordinal: _Ordinal) -> bool:
    """`the first hospital to …`, `is the first of`, `the first such prize`."""
    before = [token.lower_ for token in ordinal.before[1:3]]
    claimed = any(word in rank_words("claiming") for word in before)
    if ordinal.next == "one":  # `and the first one in the region`, `is the first one we wanted`
        tag = ordinal.after[1].tag_ if len(ordinal.after) > 1 else ""
        return tag in ("IN", "TO") or (claimed and tag in ("PRP", "WDT", "NNP"))
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
    if words == "," and before[:1] == [","]:  # the wall, the first outdoor trial, held
        return noun.tag_ == "NN"
    phrase = " ".join(token.lower_ for token in ordinal.after[ordinal.after.index(follower) :][:3])
    claims = rank_words("claim")
    if words == "to":
        place = ordinal.after.index(follower) + 1
        tag = ordinal.after[place].tag_ if place < len(ordinal.after) else ""
        # `the first direct flight to Oslo` claims, the first delivery to Boeing opens a series.
        leads = tag == "NNP" and ordinal.value == 1 and noun != ordinal.after[0]
        # `The mission, the 12th shuttle trip to the station, …`
        apposed = tag in ("DT", "NNP") and before[:1] == [","] and noun != ordinal.after[0]
        return tag in ("VB", "RB", "TO") or ((leads or apposed) and noun.tag_ == "NN")
    if words == "in" and before[:1] == ["of"]:
        return False  # day four of the first Test in Perth
    return noun.tag_ in ("NN", "NNP") and (
        words in claims or phrase in claims or words in ("designed", "in")
    )


def _after_noun(ordinal: _Ordinal, noun: Token) -> Token | None:
    place = ordinal.after.index(noun) + 1
    return ordinal.after[place] if place < len(ordinal.after) else None
