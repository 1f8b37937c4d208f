"""Nominal descriptions and subject pronouns → the thing they stand for, in reading order."""

from __future__ import annotations

from bisect import bisect_right

from pr_extract.entities.cues import IMPERSONAL, TAKINGS
from pr_extract.entities.denotation import COMPANY, COUNTRY, PLACES, Denotation, Named
from pr_extract.entities.pronouns import counts_events
from pr_extract.entities.things import Thing
from pr_extract.entities.words import Word, opens_line

_POINTING = frozenset(["the", "this", "that"])
_COMMON = frozenset({"JJ", "NN", "VBN", "VBG"})
_OTHERS = frozenset(
    {"acquired", "combined", "former", "merged", "new", "other", "parent", "private", "same"}
    | {"acquiring", "first", "last", "second", "sister", "target", "third", "whole"}
)
_OPENING = _POINTING | {"we", "it"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MAKING = frozenset(["make", "makes", "made", "making", "keep", "keeps", "keeping", "kept"])


def describe(named: Named) -> None:
    """Add descriptions (`the company`) and subject pronouns (`we`, `it`) to the mentions."""
    _Reader(named).read()


class _Reader(Denotation):
    """Goes through the words, noting what is named and resolving what is not."""

    def read(self) -> None:
        at = 0
        while at < len(self.words):
            word = self.words[at]
            if word.first:
                self.sentence += 1
            owner = self.claims.owner[at]
            if owner is not None:
                end = at + 1
                while (
                    end < len(self.words)
                    and self.claims.owner[end] is owner
                    and not self.claims.begins[end]
                ):
                    end += 1
                self.note(owner, at, end)
                at = end
                continue
            if word.text in {"based", "headquartered"}:
                at += self.based(at) or 1
            elif word.lower in _OPENING or word.text[0].isupper():
                at += self.description(at) or self.predicate(at) or self.pronoun(at) or 1
            else:
                at += 1

    def note(self, thing: Thing, first: int, last: int) -> None:
        """Keep track of what was mentioned last, and of what sentences are about."""
        self.latest.pop(id(thing), None)
        self.latest[id(thing)] = thing
        if self.is_subject(first, last):
            if thing.label != "PERSON":
                self.focus.subject, self.focus.sentence = thing, self.sentence
            if thing.label in PLACES:
                self.focus.place = thing

    def is_subject(self, first: int, last: int) -> bool:
        return any(self.doc[word.token].dep_ in _SUBJECTS for word in self.words[first:last]) or (
            self.words[first].first
            and last < len(self.words)
            and self.words[last].tag in {"VBZ", "VBD", "MD", "VBP"}
        )

    def description(self, at: int) -> int:
        """`the company` at a determiner, `Company` where the release has defined it: words used."""
        words = self.words
        pointing = words[at].lower in _POINTING
        first = at + 1 if pointing else at
        if first >= len(words):
            return 0
        if not pointing and not (words[at].text[0].isupper() and self.determined(at)):
            return 0
        end = self.nominal_end(first)
        if not end and pointing:
            return self.qualified(at)
        if not end or not self.claims.free(first, end):
            return 0
        taking = end < len(words) and words[end].text in TAKINGS  # Group revenue
        if self.goes_on(end) and (pointing or not (taking or opens_line(words, first))):
            return 0
        noun = " ".join(w.text for w in words[self.noun_start(first, end) : end])
        if noun.lower() in COUNTRY and not self.spoken_of(at, end):
            return 0
        thing = self.denoted(noun, words[first].start, capital=words[end - 1].text[0].isupper())
        if thing is None:
            return 0
        self.claims.claim(first, end, thing, "description")
        self.note(thing, first, end)
        return end - at

    def qualified(self, at: int) -> int:
        """`the listed investment company's revenue`: the issuer, with what is known of it."""
        words, end = self.words, at + 1
        while end - at <= 3 and end < len(words) and words[end].text.islower():
            if words[end].lower in COMPANY or words[end].tag not in _COMMON:
                break
            if words[end].lower in _OTHERS:
                return 0
            end += 1
        if words[at].lower != "the" or end >= len(words) or words[end].text not in COMPANY:
            return 0
        thing = self.named.company or self.named.issuer
        acts = end + 1 < len(words) and words[end + 1].tag in {"POS", "VBZ", "VBD", "MD"}
        if not acts or thing is None or thing.label != "ORG" or not self.claims.free(at, end + 1):
            return 0
        if self.denoted(words[end].text, words[end].start, capital=False) is not thing:
            return 0
        self.claims.claim(end, end + 1, thing, "description")
        self.note(thing, end, end + 1)
        return end + 1 - at

    def spoken_of(self, at: int, end: int) -> bool:
        """Whether a country does or owns something; `first in the country` only says where."""
        words = self.words
        if words[at].lower != "the" or words[at].first:
            return True
        return end < len(words) and words[end].tag in {"POS", "VBZ", "VBD", "MD"}

    def based(self, at: int) -> int:
        """`the Tarn-based foundation`, where Tarn is a mention of its own: the noun is another."""
        words = self.words
        if at < 3 or words[at - 1].text not in {"-", "‑"} or self.claims.owner[at - 2] is None:
            return 0
        start = at - 2
        while start > 0 and self.claims.owner[start] is not None:
            start -= 1
        end = self.nominal_end(at + 1)
        if words[start].lower not in _POINTING or not end or self.goes_on(end):
            return 0
        noun = words[end - 1].text
        thing = self.denoted(noun, words[at + 1].start, capital=False)
        if thing is None and "ORG" in self.called.get(noun, ()):
            thing = self.named.issuer
        if thing is None or not self.claims.free(at + 1, end):
            return 0
        self.claims.claim(at + 1, end, thing, "description")
        self.note(thing, at + 1, end)
        return end - at

    def predicate(self, at: int) -> int:
        """`As the third national new area in Ruritania, ...`: the head noun is a mention."""
        words = self.words
        if not words[at].first or words[at].text != "As" or at + 3 >= len(words):
            return 0
        if words[at + 1].text not in {"the", "a", "an"}:
            return 0
        for first in range(at + 2, min(at + 12, len(words) - 1)):
            if words[first].text == "," or words[first].tag in {"IN", "VBZ", "VBD", "NNP"}:
                return 0
            end = self.nominal_end(first)
            noun = " ".join(w.text for w in words[first:end]).lower()
            if end and not self.goes_on(end) and self.claims.free(first, end):
                thing = next((t for t in self.recent() if self.headed(t, noun)), None)
                if thing is None:
                    continue
                self.claims.claim(first, end, thing, "description")
                return end - at
        return 0

    def determined(self, at: int) -> bool:
        """Whether a capitalised noun without article may be a description: `Company reaffirms`."""
        word = self.words[at]
        if word.lower not in COMPANY:
            return False
        before = self.words[at - 1] if at else None
        return (
            before is None
            or before.block != word.block
            or before.tag not in {"NNP", "NN", "JJ", "NNPS"}
            or word.first
        )

    def nominal_end(self, first: int) -> int:
        """Index after `new area`, `company`, `Shenzhen-based company`; 0 if none starts there."""
        words = self.words
        for length in (2, 1):
            last = first + length
            if last <= len(words) and self.is_noun(
                " ".join(w.text for w in words[first:last]).lower()
            ):
                return last
        based = first
        while based < len(words) and based - first < 6 and words[based].lower != "based":
            based += 1
        if (
            based + 1 < len(words)
            and based - first in range(2, 6)
            and words[based].lower == "based"
        ):
            return based + 2 if self.is_noun(words[based + 1].lower) else 0
        return 0

    def noun_start(self, first: int, end: int) -> int:
        if end - first <= 2 and self.is_noun(
            " ".join(w.text for w in self.words[first:end]).lower()
        ):
            return first
        return end - 1

    def goes_on(self, end: int) -> bool:
        """Whether the noun only opens a longer phrase: `the company logo`, `the city of`."""
        if end >= len(self.words):
            return False
        after, before = self.words[end], self.words[end - 1]
        if after.block != before.block:
            return False
        if after.text in {"-", "of", "&"} or after.tag in {"NN", "NNS", "NNP", "NNPS"}:
            return not (
                before.lower in COMPANY and after.tag in {"NNS"} and after.text.endswith("s")
            )
        return False

    def pronoun(self, at: int) -> int:
        word = self.words[at]
        folded = word.lower
        if folded not in {"we", "it"} or word.tag != "PRP":
            return 0
        if self.doc[word.token].dep_ not in _SUBJECTS and not word.first:
            return 0
        if at and self.words[at - 1].lower in _MAKING:
            return 0  # `making it dear`: no subject
        thing = self.we(word) if folded == "we" else self.it(at)
        if thing is None:
            return 0
        self.claims.claim(at, at + 1, thing, "pronoun")
        return 1

    def we(self, word: Word) -> Thing | None:
        """The speaker's organisation in a quotation, else the issuer or who *About* is about."""
        return self.local(word.start) or self.speaking(word.start) or self.named.issuer

    def speaking(self, offset: int) -> Thing | None:
        """The organisation of whoever speaks in the quotation around the offset."""
        at = bisect_right(self.quotes, offset, key=lambda quote: quote.span.start) - 1
        if at < 0 or offset >= self.quotes[at].span.end:
            return None
        speaker = self.quotes[at].speaker
        return self.employers.of(speaker) if speaker else None

    def it(self, at: int) -> Thing | None:
        after = {w.lower for w in self.words[at + 1 : at + 5]}
        if after & IMPERSONAL and after & {"that", "to", "for", "if"}:
            return None
        if counts_events(self.words[at + 1 : at + 10], self.is_noun):
            return None
        if self.focus.subject and self.sentence - self.focus.sentence <= 1:
            return self.focus.subject
        return None
