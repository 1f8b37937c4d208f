"""Which words go on a name, and whether `and` stands inside one or between two."""

from __future__ import annotations

from spacy.tokens import Doc

from pr_extract.entities.cues import BODIES, DIVISIONS, FUNCTION_TAGS, MASTHEADS, NAMING, SHARED
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.vocabulary import (
    headline_verbs,
    heads,
    leading_heads,
    legal_forms,
    non_names,
)
from pr_extract.entities.words import Word, is_name_word

_CONNECTORS = frozenset(["of", "for", "on"])


class Coordination:
    """The words of a release with the model's entities, and what joins them."""

    def __init__(self, words: list[Word], doc: Doc, text: str) -> None:
        self.words = words
        self.text = text
        self.ents = doc.ents
        self.ent_labels = [entity.label_ for entity in doc.ents]
        self.non_names = non_names()
        self.legal = legal_forms()
        self.heads = heads()
        self.leading = leading_heads()
        self.verbs = headline_verbs()

    def named(self, at: int) -> bool:
        """Whether the model has the word in an entity of a naming kind."""
        number = self.words[at].ner
        return number >= 0 and self.ent_labels[number] in NAMING

    def joins(self, at: int) -> bool:
        """Whether the word at ``at`` goes on the name whose last word is before it."""
        if not 0 < at < len(self.words):
            return False
        before, word = self.words[at - 1], self.words[at]
        if word.taken or word.block != before.block or not is_name_word(word.text):
            return False
        if word.tag in FUNCTION_TAGS and word.tag != "POS":
            return False
        if word.titled and (word.ner != before.ner or not self.named(at)):
            return False
        if word.first:
            return False
        return word.start - before.end <= 2 and not before.text.endswith((",", ";"))

    def coordinated(self, first: int, at: int) -> bool:
        """Whether `and` stands inside a name: `Ministry of Trade and Industry`."""
        after = at + 1
        if not is_name_word(self.words[after].text) or self.words[after].taken:
            return False
        end = after + 1
        while self.joins(end):
            end += 1
        if self.closes(first, end):
            return True
        if self.words[after].tag not in {"NNP", "NNPS", "NN", "NNS"}:
            return False
        lower = [w.lower for w in self.words[first:at]]
        led = lower[0] in self.leading and any(w in _CONNECTORS for w in lower)
        if led and not self.starts_other(after):
            return True
        last = self.words[end - 1].lower
        if last in BODIES and end - after > 1 and not self.stands_alone(first, at):
            return True
        if not self.same_ent(first, after):
            return False
        if first and self.words[first - 1].lower in MASTHEADS:
            return True
        label = self.ent_labels[self.words[first].ner]
        if label not in {"ORG", "FAC", "EVENT", "LAW"} or self.words[at].titled:
            return False
        # Two companies side by side are two names; one that shares its head is one.
        return (
            last in self.heads
            and not self.heads[last].weak
            and lower[-1] not in self.heads
            and (end - after > 1)
        )

    def closes(self, first: int, end: int) -> bool:
        """Whether what ends after `and` is whole: `the Oil and Gas segment`, `Oil and Gas (OG)`."""
        if first == 0 or end + 1 >= len(self.words):
            return False
        after, last = self.words[end], self.words[end - 1]
        if after.block != last.block:
            return False
        if after.text in DIVISIONS:
            return self.words[first - 1].lower in {"the", "its", "our"}
        acronym = self.words[end + 1].text
        led = self.words[first].lower in self.leading
        whole = (self.words[first].text[0], last.text[0]) == (acronym[0], acronym[-1])
        return led and after.text == "(" and acronym.isupper() and len(acronym) > 2 and whole

    def stands_alone(self, first: int, last: int) -> bool:
        """Whether the words before `and` are a name of their own."""
        words = self.words[first:last]
        text = " ".join(word.text for word in words)
        end = self.heads.get(words[-1].lower)
        ended = end is not None and words[-1].lower not in SHARED
        return last - first > 3 or ended or words[-1].text in self.legal or bool(look_up(text))

    def starts_other(self, at: int) -> bool:
        """Whether the model begins another name at the word."""
        number = self.words[at].ner
        return (
            number >= 0
            and number != self.words[at - 2].ner
            and self.ents[number].label_ in NAMING
            and (self.words[at - 2].ner >= 0)
        )

    def is_head(self, at: int) -> bool:
        """Whether the word heads names."""
        return self.words[at].lower in self.heads

    def same_ent(self, one: int, other: int) -> bool:
        """Whether the model has both words in one name."""
        number = self.words[one].ner
        return (
            number >= 0
            and other < len(self.words)
            and number == self.words[other].ner
            and self.ent_labels[number] in NAMING
        )
