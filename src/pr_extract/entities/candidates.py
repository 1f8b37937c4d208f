"""Runs of capitalised words → candidate names, with the bounds a reader would give them.

The model's entities help where a run could be cut in two ways (`Food and Drug Administration`)
and in title case, where everything is capitalised; bounds are settled here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from pr_extract.entities.coordination import Coordination
from pr_extract.entities.cues import (
    FUNCTION_TAGS,
    GENITIVES,
    LINKED,
    PARTICLES,
    PARTNERSHIPS,
)
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.vocabulary import legal_forms
from pr_extract.entities.words import Word, is_name_word
from pr_extract.lexicon import alternation

_OPENERS = frozenset(["NNP", "NNPS"])
_CONNECTORS = frozenset(["of", "for", "on"])
_LONGEST = 60  # words of one name, so that hostile texts stay linear
_CODE = re.compile(r"(?=.*\d)[A-Z]{1,6}[A-Za-z]{0,8}-?\d[\w.-]{0,12}$")
_FISCAL = re.compile(r"(?:FY|CY|Q|H|[1-4]Q|[12]H|[1-4]Q|9M|6M|3M)\d{0,4}$|\d|[A-Z]$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name as it stands: characters ``start`` to ``end``, words ``first`` to ``last``."""

    start: int
    end: int
    first: int
    last: int


def find_candidates(words: list[Word], doc: Doc, text: str) -> list[Candidate]:
    """Candidate names in running text, in order; title case yields only what the model found."""
    finder = _Finder(words, doc, text)
    return finder.joined(list(finder.scan()))


@cache
def _dotted_forms() -> re.Pattern[str]:
    forms = [form for form in legal_forms() if form.count(".") > 1 or "/" in form]
    return re.compile(rf"{alternation(forms)}(?!\w)")


class _Finder(Coordination):
    """One pass over the words."""

    def scan(self) -> Iterator[Candidate]:
        at = 0
        while at < len(self.words):
            if not self.opens(at):
                at += 1
                continue
            end = self.extent(at)
            first, last = self.trim(at, end)
            if first < last:
                yield Candidate(self.words[first].start, self.words[last - 1].end, first, last)
            at = max(end, at + 1)

    def opens(self, at: int) -> bool:
        word = self.words[at]
        if word.taken or not is_name_word(word.text):
            return False
        if word.tag in FUNCTION_TAGS:
            return self.is_surname(at)
        if word.text == "X" and self.is_followed(at):
            return True
        if len(word.text) == 1 or _FISCAL.match(word.text):
            return (self.joins(at + 1) and self.named(at)) or self.hyphenated(at)
        if word.titled:
            return self.named(at) and not (word.text.isupper() and word.lower in self.verbs)
        if self.compound(at):
            return False
        if word.first and word.tag not in _OPENERS:
            if (
                word.tag in {"JJ", "NN"}
                and self.joins(at + 1)
                and self.words[at + 1].tag in _OPENERS
            ):
                return True
            return self.named(at) and word.tag not in {"RB", "VB", "VBG", "VBN"}
        return True

    def is_surname(self, at: int) -> bool:
        """Whether a word that looks like `he` opens a person's name: `said He Tarn, a grower`."""
        if self.words[at].first or not self.words[at].text.isalpha() or not self.joins(at + 1):
            return False
        return self.same_ent(at, at + 1) and self.ent_labels[self.words[at].ner] == "PERSON"

    def is_followed(self, at: int) -> bool:
        """Whether `X` is the network: `follow us on X`."""
        near = self.words[max(0, at - 8) : at]
        linked = bool(near) and near[-1].lower in {"on", ",", "and"}
        return linked and any(word.lower in {"follow", "connect"} for word in near)

    def hyphenated(self, at: int) -> bool:
        """Whether a single letter opens a hyphened name: `V-Film`."""
        if at + 2 >= len(self.words) or not self.words[at].text.isalpha():
            return False
        one, dash, other = self.words[at : at + 3]
        return (
            dash.text == "-"
            and one.end == dash.start
            and dash.end == other.start
            and (other.text[0].isupper())
        )

    def extent(self, at: int) -> int:
        """Index after the last word of the name that starts at ``at``."""
        end = at + 1
        while end < min(len(self.words), at + _LONGEST):
            step = self.step(at, end)
            if not step:
                break
            end += step
            if self.words[end - 1].text in self.legal and not (
                self.is_legal(end) or (self.words_at(end) == "," and self.is_legal(end + 1))
            ):
                break
        return end

    def words_at(self, at: int) -> str:
        return self.words[at].text if at < len(self.words) else ""

    def is_legal(self, at: int) -> bool:
        if self.words_at(at) == "AS" and at + 1 < len(self.words):
            after = self.words[at + 1]
            if len(after.text) > 2 and after.text.isupper() and after.block == self.words[at].block:
                return False  # `ACME CUTS COSTS AS SALES FALL`
        return self.words_at(at) in self.legal

    def dotted(self, at: int) -> int:
        """How many words from ``at`` on are one legal form: `S.p.A.` may be three tokens."""
        match = _dotted_forms().match(self.text, self.words[at].start)
        if not match:
            return 0
        end = at
        while end < len(self.words) and self.words[end].end <= match.end():
            end += 1
        return end - at

    def step(self, first: int, at: int) -> int:
        """How many words from ``at`` on belong to the name that starts at ``first``; 0 ends it."""
        words = self.words
        word, before = words[at], words[at - 1]
        if word.block != before.block:
            return 0
        after = at + 1 < len(words)
        text = word.text
        if self.is_legal(at) and word.start - before.end <= 2:
            return 1
        if text[0].isalpha() and word.start - before.end == 1 and (size := self.dotted(at)):
            return size
        if (
            text == ","
            and self.is_legal(at + 1)
            and words[at + 1].text not in {"AS", "SE", "Private"}
        ):
            return 2
        if not after:
            return 1 if self.joins(at) else 0
        if text == "(" and self.bracketed(first, at):
            return 4
        if text in {"&", "+"} and is_name_word(words[at + 1].text) and not words[at + 1].taken:
            return 2
        if text in {"-", "/", "–", "\u2060", "-\u2060"} and word.start == before.end == words[
            at + 1
        ].start - len(text):
            joined = words[at + 1].text
            ok = is_name_word(joined) or joined.isdigit()
            return 2 if ok and not (text == "/" and not self.same_ent(first, at + 1)) else 0
        if text in {"'s", "’s"} or (word.tag == "POS"):
            saint = words[first].text in {"St", "St.", "Saint"} and at - first == 2
            if (before.lower in GENITIVES or saint) and self.follows(at + 1):
                return 2  # `Tarn Women's Bowling Club`, `St. Anne's Hospital`
            inner = (
                self.same_ent(at - 1, at + 1) and self.is_head(at + 1) and not self.joins(at + 2)
            )
            return 2 if inner and is_name_word(words[at + 1].text) and not word.titled else 0
        if word.tag == "CD" and text.isdigit() and len(text) <= 4 and not word.taken:
            return 1 if word.start - before.end == 1 and not word.titled else 0
        if text in PARTICLES and is_name_word(words[at + 1].text) and self.same_ent(at - 1, at + 1):
            return 2
        if text in _CONNECTORS:
            return self.connector(first, at)
        if text == "at" and words[first].lower == "university" and is_name_word(words[at + 1].text):
            return 2  # `University of Ruritania at Tarn`
        if text == "and" and self.coordinated(first, at):
            return 2
        if self.joins(at):
            return 1
        return 0

    def bracketed(self, first: int, at: int) -> bool:
        """Whether a place in brackets stands inside a name: `Ruritania (Tarn) Import Expo`."""
        words = self.words
        if at + 3 >= len(words) or words[at + 2].text != ")" or not self.follows(at + 1):
            return False
        goes_on = words[at + 3].start - words[at + 2].end == 1 and self.follows(at + 3)
        opening = " ".join(word.text for word in words[first:at])
        return goes_on and words[at + 3].block == words[at].block and bool(look_up(opening))

    def follows(self, at: int) -> bool:
        """Whether a word is written like a name and may go on one after a genitive."""
        word = self.words[at]
        return is_name_word(word.text) and not word.taken and word.tag not in FUNCTION_TAGS

    def connector(self, first: int, at: int) -> int:
        """`Ministry of Trade`, `Committee on the Environment`: 2 or 3 words go on the name."""
        heads_here = {self.words[at - 1].lower}
        if any(word.text in _CONNECTORS for word in self.words[first:at]):
            heads_here |= {word.lower for word in self.words[first:at]}
        skip = 2 if self.words[at + 1].lower == "the" else 1
        target = at + skip
        if target >= len(self.words) or not is_name_word(self.words[target].text):
            return 0
        if self.words[target].taken or (
            self.words[target].titled and not self.same_ent(first, target)
        ):
            return 0
        whole = self.same_ent(first, target)
        if self.words[at].text == "of":
            fits = bool(heads_here & self.leading.keys()) or (
                whole
                and not (first == at - 1 and self.words[first].first)
                and self.ent_labels[self.words[first].ner] in {"ORG", "FAC", "GPE", "LOC"}
                and self.words[at + 1].text != "the"
            )
        else:
            opens = first == at - 1 and self.words[at].text == "for"
            fits = bool(heads_here & self.leading.keys()) and (whole or opens)
        return skip + 1 if fits else 0

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Cut words off the ends that are no part of a name."""
        words = self.words
        while first < last and self.is_no_name(first) and not self.kept(first, last):
            first += 1
        while (
            first < last
            and words[last - 1].text in self.non_names
            and (last - first == 1 or words[last - 1].text.isupper())
        ):
            last -= 1
        if last - first > 2 and [w.lower for w in words[last - 2 : last]] == ["member", "states"]:
            last -= 2  # `EU Member States`: those of the EU
        if last - first == 1 and words[first].lower.rstrip(".") in {"company", "group"}:
            return first, first
        return first, last

    def kept(self, first: int, last: int) -> bool:
        """Whether a word that names nobody opens a longer name all the same: `New York`."""
        if last - first == 1 or self.words[first].text.isupper():
            return self.headed(first, last)
        whole = " ".join(word.text for word in self.words[first:last])
        if self.headed(first, last) or look_up(whole):
            return True
        return self.same_ent(first, first + 1) and not self.words[first].first

    def headed(self, first: int, last: int) -> bool:
        """Whether the words are held together by a head noun: `Net Zero Fund`."""
        return last - first > 2 and self.is_head(last - 1) and not self.words[first].first

    def joined(self, found: list[Candidate]) -> list[Candidate]:
        """Law firms are lists: `Roe, Poe, Doe & Low LLP` is one name."""
        kept: list[Candidate] = []
        for candidate in found:
            texts = [word.text for word in self.words[candidate.first : candidate.last]]
            if texts[-1] in PARTNERSHIPS and "&" in texts:
                while kept and self.listed(kept[-1], candidate):
                    head = kept.pop()
                    candidate = Candidate(head.start, candidate.end, head.first, candidate.last)
            kept.append(candidate)
        return kept

    def listed(self, one: Candidate, other: Candidate) -> bool:
        between = self.words[one.last : other.first]
        return one.last - one.first == 1 and len(between) == 1 and between[0].text == ","

    def compound(self, at: int) -> bool:
        """Whether the word only opens a hyphened word: `Full-service`."""
        words = self.words
        if at + 2 >= len(words) or words[at + 1].text not in {"-", "‑"}:
            return False
        attached = words[at].end == words[at + 1].start and words[at + 1].end == words[at + 2].start
        return attached and words[at + 2].text.islower() and words[at + 2].text not in LINKED

    def is_no_name(self, at: int) -> bool:
        text = self.words[at].text
        if not text[0].isalnum():
            return True
        fiscal = bool(_FISCAL.match(text)) and not _CODE.match(text) and not self.hyphenated(at)
        if text == "X" and self.is_followed(at):
            return False
        return text in self.non_names or text.rstrip(".") in self.non_names or fiscal
