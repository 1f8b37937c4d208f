"""What the words of a candidate, its neighbours, the gazetteer and the model say it is."""

from __future__ import annotations

import re
from itertools import pairwise

from spacy.tokens import Doc

from pr_extract.entities.beside import apposition, listed, noun_after, noun_before, numbered
from pr_extract.entities.candidates import Candidate
from pr_extract.entities.cues import (
    ADJECTIVES,
    CHEMISTRY,
    DEALS,
    DOCUMENTS,
    FIELDS,
    SAYING,
    SCORES,
    SURNAMES,
    TAKINGS,
    TITLES_OF_WORKS,
    UNSURE,
)
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.vocabulary import (
    head_of,
    heads,
    legal_forms,
    non_names,
    whole_names,
)
from pr_extract.entities.whereabouts import Whereabouts
from pr_extract.entities.words import Word, opens_line
from pr_extract.records import EntityLabel

_NER_LABELS: dict[str, EntityLabel] = {
    "ORG": "ORG", "PERSON": "PERSON", "GPE": "GPE", "LOC": "LOC", "FAC": "FAC",
    "PRODUCT": "PRODUCT", "EVENT": "EVENT", "LAW": "LAW", "WORK_OF_ART": "WORK_OF_ART",
}  # fmt: skip
_TICKER = re.compile(
    r"\s{0,2}[®™]?\s{0,2}\(\s?(?:[A-Z][A-Za-z0-9.& -]{1,40}:\s?\$?[A-Z0-9][A-Z0-9.-]{0,9}\b"
    r"|\d{3,6}\.[A-Z]{2}\))"
)
_CODE = re.compile(r"[A-Z][A-Za-z]{0,9}-?\d[\w.-]{0,12}$")
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z][A-Za-z]*$")
_GLUED = re.compile(r"[a-z](?:The|We|Our|In|Tel|Phone|E-?[Mm]ail)$")
_STATUTE = re.compile(r"(?:National Instrument|NI|Regulation|Directive) (?:[A-Z]{2} )?\d")
_STANDARD = re.compile(r"(?:IAS|IFRS|FRS|SFAS|ASC|ASU|ISO|IEC|DIN|ASTM|ANSI)[ -]?(?:\d|/)")
_ELEMENT = (
    r"(?:H|He|Li|B|C|N|O|F|Na|Mg|Al|Si|P|S|Cl|K|Ca|Ti|V|Cr|Mn|Fe|Co|Ni|Cu|Zn|As|Se|Br|Zr|Nb|Mo|Ag"
    r"|Sn|Sb|I|Ba|La|Ce|Nd|Ta|W|Pt|Au|Pb|Bi|Th|U)"
)
_FORMULA = re.compile(rf"(?=\w*[\d₀-₉])(?:{_ELEMENT}[\d₀-₉]{{0,2}}){{2,6}}$")
_ISIN = re.compile(r"[A-Z]{2}[A-Z0-9]{9}\d$")
_DOMAIN = re.compile(r"[\w-]{2,40}\.(?:com|org|net|io|ai|work|co)$", re.IGNORECASE)


class Evidence(Whereabouts):
    """Judges candidates by their words, their neighbours, the gazetteer and the model."""

    def __init__(self, words: list[Word], doc: Doc, text: str) -> None:
        super().__init__(words, doc, text)
        self.numeric = {word.ner for word in words if word.taken}
        self.lower = {word.text for word in words if word.text.islower()}
        # `the port`: then `Tarn Port` is one.
        self.inside = {
            word.text
            for at, word in enumerate(words)
            if not word.titled and not opens_line(words, at)
        }
        self.spoken_of = {
            word.text
            for before, word in pairwise(words)
            if before.lower == "the" and word.text in SURNAMES
        }

    def person_like(self, candidate: Candidate) -> bool:
        """Whether the words could be a person's name."""
        inner = self.words[candidate.first : candidate.last]
        if len(inner) > 4 or not all(w.text[0].isupper() or w.text == "-" for w in inner):
            return False
        if any(w.lower in heads() for w in inner[1:]):
            return False
        number = inner[-1].ner
        if number >= 0 and self.ents[number][0] in {"GPE", "ORG", "LOC"} and len(inner) == 1:
            return not look_up(inner[0].text)
        return not any(c.isdigit() for w in inner for c in w.text)

    def label(self, candidate: Candidate) -> tuple[EntityLabel | None, int]:
        """The label and its weight: 4 sure, 3 by the head, 1 by the model, -1 no name."""
        words = self.words
        first, last = candidate.first, candidate.last
        text = _plain(self.text[candidate.start : candidate.end])
        ending = text.rsplit(" ", 1)[-1]
        if last - first > 1 and (words[last - 1].text in legal_forms() or ending in legal_forms()):
            return "ORG", 4
        if _TICKER.match(self.text, candidate.end):
            return "ORG", 4
        if known := whole_names().get(text.lower()):
            return known, 3
        if self.is_based(last) or self.is_postal(first, last):
            return "GPE", 2
        if _STATUTE.match(text):
            return "LAW", 3
        if self.is_adjective(candidate):
            return None, -1
        if _STANDARD.match(text) or _FORMULA.match(text.rstrip(".")) or self.is_cashtag(candidate):
            return None, -1
        beside = self.told(candidate)
        if beside:
            return beside
        ner = self.ner_label(candidate)
        if (
            self.has_role(candidate)
            and ner not in {"GPE", "FAC", "LOC"}
            and self.person_like(candidate)
        ):
            return "PERSON", 3
        place = look_up(text)
        if place and place[0] != "city" and not (place[0] == "region" and ner == "PERSON"):
            return "GPE", 4 if place[0] == "country" else 3
        head = head_of(text)
        if head and not head.weak:
            return head.label, 3
        if place and (
            ner in {None, "GPE", "FAC"}
            or self.is_located(candidate)
            or self.follows_place(candidate)
        ):
            return "GPE", 2
        if self.is_town(candidate, ner):
            return "GPE", 2
        surname = (
            ner == "PERSON"
            and last - first == 2
            and words[last - 1].lower in SURNAMES - self.spoken_of
        )
        if head and head.weak and self.is_described(candidate):
            return None, -1  # `Ruritanian Venture Capital`: an adjective opens it
        if head and not surname:
            return head.label, 2
        if last - first == 2 and len(words[last - 1].text) == 1 and words[last - 1].text.isupper():
            way = heads().get(words[first].lower)
            if way and way.label == "FAC":
                return "FAC", 3  # `Terminal B`
        if words[last - 1].text.isdigit():
            if all(word.text in non_names() for word in words[first : last - 1]):
                return None, -1  # `Scope 3`, `Tier 1`
            way = heads().get(words[last - 2].lower) if last - first > 1 else None
            if way and way.label == "FAC":
                return "FAC", 2  # `Interstate 10`
            return ("WORK_OF_ART" if len(words[last - 1].text) > 2 else "PRODUCT"), 1
        if _DOMAIN.match(text):
            return "ORG", 2
        if _ISIN.match(text):
            return None, -1
        if _CODE.match(text):
            return "PRODUCT", 2
        if self.sells(candidate):
            return "ORG", 2  # a segment, though `valves and fittings` stand elsewhere too
        if ner == "GPE":
            return ("GPE", 2) if self.is_located(candidate) else ("ORG", 1)
        marked = self.text[candidate.end : candidate.end + 1]
        if marked and marked in "®™" and last - first < (3 if marked == "™" else 2):
            return "PRODUCT", 2
        if ner in TITLES_OF_WORKS and last - first == 1:
            return "ORG", 1
        if ner == "LAW":
            return "PRODUCT", 1  # laws have heads: what has none is some other proper name
        if ner:
            return ner, 1
        if self.is_norp(candidate):
            return None, -1
        if last - first == 1 and _CAMEL.match(text):
            return "ORG", 1
        if marked and marked in "®™":
            return "PRODUCT", 1
        if self.acts(candidate):
            return "ORG", 1
        return None, 0

    def sells(self, candidate: Candidate) -> bool:
        """Whether two or more proper nouns have takings: `Tarn Fittings sales rose`."""
        words = self.words
        inner = words[candidate.first : candidate.last]
        return (
            len(inner) > 1
            and candidate.last < len(words)
            and words[candidate.last].text in TAKINGS
            and words[candidate.last].block == inner[0].block
            and not inner[0].titled
            and all(word.tag in {"NNP", "NNPS"} and word.text.isalpha() for word in inner)
            and not any(word.text in non_names() for word in inner)
        )

    def told(self, candidate: Candidate) -> tuple[EntityLabel, int] | None:
        """What the words beside a name say outright, unless it is a known place."""
        words, first, last = self.words, candidate.first, candidate.last
        if last - first in (2, 3) and self.person_like(candidate):
            if self.role_before(first) or self.appointed(first, last):
                return "PERSON", 3
        place = look_up(_plain(self.text[candidate.start : candidate.end]))
        if place and place[0] != "city":
            return None
        if found := apposition(words, first, last):
            return found.label, 3
        label = (
            noun_before(words, first)
            or noun_after(words, first, last)
            or numbered(words, first, last)
        )
        if self.is_employer(candidate) or (label is None and self.is_partner(candidate)):
            label = "ORG"
        if label is None and words[first].tag in {"NNP", "NNPS"}:
            label = listed(words, first)
        return (label, 2) if label and not place else None

    def acts(self, candidate: Candidate) -> bool:
        """Whether proper nouns are the subject of a verb: `Acme Tiles grew`."""
        words = self.words
        if candidate.last >= len(words) or words[candidate.last].tag not in {"VBD", "VBZ", "MD"}:
            return False
        inner = words[candidate.first : candidate.last]
        return (
            len(inner) > 1
            and not inner[0].titled
            and all(word.tag in {"NNP", "NNPS"} for word in inner)
        )

    def is_partner(self, candidate: Candidate) -> bool:
        """`Tarn Kiln` in `an agreement with Tarn Kiln`: with people contracts are rare."""
        words, first = self.words, candidate.first
        if first < 2 or words[first - 1].text != "with" or self.role_after(candidate.last):
            return False
        return words[first - 2].lower in DEALS and words[first].tag in {"NNP", "NNPS"}

    def is_adjective(self, candidate: Candidate) -> bool:
        """Whether one word only says of which kind something is: `Tribal coalitions`."""
        words, at = self.words, candidate.first
        if candidate.last - at > 1 or at + 1 >= len(words) or not words[at].text[1:].islower():
            return False
        if words[at].lower in ADJECTIVES and (
            words[at + 1].text.islower() or words[at + 1].text == ","
        ):
            return True
        after = words[at + 1]
        return words[at].tag == "JJ" and after.tag in {"NN", "NNS"} and after.text.islower()

    def is_cashtag(self, candidate: Candidate) -> bool:
        """`$ACM`: a ticker, and no name."""
        return candidate.start > 0 and self.text[candidate.start - 1] == "$"

    def is_described(self, candidate: Candidate) -> bool:
        """Whether an adjective opens it and a common noun follows: `Ruritanian Energy market`."""
        words = self.words
        if self.is_norp(candidate):
            return True
        return (
            words[candidate.first].tag == "JJ"
            and candidate.last < len(words)
            and (
                words[candidate.last].tag in {"NN", "NNS"} and words[candidate.last].text.islower()
            )
        )

    def is_field(self, candidate: Candidate) -> bool:
        """Whether a name without evidence of its own is a field of business."""
        words = self.words
        return candidate.last < len(words) and words[candidate.last].lower in FIELDS

    def is_ordinary(self, candidate: Candidate) -> bool:
        """Whether the words stand in the release in small letters too, or are run together."""
        inner = [word.text for word in self.words[candidate.first : candidate.last]]
        text = self.text[candidate.start : candidate.end]
        if text in non_names() or _GLUED.search(text) or _ISIN.match(text):
            return True
        if inner[-1].lower() in DOCUMENTS:
            return True
        if all(w.lower() in self.lower or w in non_names() or w.isdigit() for w in inner):
            return True
        if len(inner) == 1 and self.is_opening(candidate):
            return True
        before = self.words[candidate.first - 1].lower if candidate.first else ""
        head = heads().get(inner[0].lower()) if len(inner) == 1 else None
        if head and head.label == "ORG" and before not in {"the", "this"}:
            return True
        return any(len(w) > len(inner[0]) and w.endswith(inner[0]) for w in inner[1:]) or (
            len(inner[0]) > 5 and inner[0][: len(inner[0]) // 2] * 2 == inner[0]
        )

    def is_opening(self, candidate: Candidate) -> bool:
        """Whether a word has its capital only from the start of its line: `Load factor`."""
        words, at = self.words, candidate.first
        after = words[at + 1] if at + 1 < len(words) else None
        if after is None or after.block != words[at].block:
            return False
        if after.text in SCORES or (words[at].text.isupper() and after.text in CHEMISTRY):
            return True
        starts = opens_line(words, at)
        noun = after.tag in {"NN", "NNS"} and after.text.islower()
        marked = not words[at].text[1:].islower()
        return starts and noun and not marked and words[at].text not in self.inside

    def is_norp(self, candidate: Candidate) -> bool:
        """Whether it opens with an adjective of nationality."""
        number = self.words[candidate.first].ner
        return number >= 0 and self.ents[number][0] in {"NORP", "LANGUAGE"}

    def ner_label(self, candidate: Candidate) -> EntityLabel | None:
        """The label of the model's entity that covers most of the candidate."""
        best: EntityLabel | None = None
        size = 0
        counts: dict[int, int] = {}
        for word in self.words[candidate.first : candidate.last]:
            if word.ner >= 0:
                counts[word.ner] = counts.get(word.ner, 0) + 1
        for number, count in counts.items():
            label = _NER_LABELS.get(self.ents[number][0])
            _, start, end = self.ents[number]
            whole = count * 5 >= (end - start) * 3
            half = count * 2 >= end - start
            if not half or (not whole and label in UNSURE) or number in self.numeric:
                continue
            if label and count > size:
                best, size = label, count
        return best if size * 2 >= candidate.last - candidate.first else None

    def has_role(self, candidate: Candidate) -> bool:
        """Whether a role follows (`Jane Roe, Chief`), or a verb of saying goes before."""
        words = self.words
        if candidate.last - candidate.first in (2, 3, 4) and self.role_after(candidate.last):
            return True
        if candidate.last - candidate.first not in (2, 3):
            return False
        before = words[candidate.first - 1].text.lower() if candidate.first else ""
        return before in SAYING and self.ner_label(candidate) == "PERSON"


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").split())
