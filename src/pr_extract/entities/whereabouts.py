"""Where places stand: behind `in`, before `-based`, in lists of places."""

from __future__ import annotations

from pr_extract.entities.candidates import Candidate
from pr_extract.entities.cues import INVESTING, MOVING
from pr_extract.entities.gazetteer import look_up
from pr_extract.entities.introductions import Roles
from pr_extract.layout.places import country_by_region, country_by_town
from pr_extract.records import EntityLabel


class Whereabouts(Roles):
    """Reads whether a candidate stands where places stand."""

    def is_located(self, candidate: Candidate) -> bool:
        """Whether a name that no gazetteer has stands where places stand."""
        words = self.words
        before = words[candidate.first - 1].text.lower() if candidate.first else ""
        if before in {"in", "near", "across", "throughout", "from", "outside", "around"}:
            nearby = words[max(0, candidate.first - 5) : candidate.first - 1]
            return before != "in" or not any(w.lower in INVESTING for w in nearby)
        if before == "to":
            nearby = words[max(0, candidate.first - 6) : candidate.first - 1]
            return any(w.lower in MOVING for w in nearby)
        return (
            candidate.last + 1 < len(words)
            and words[candidate.last].text == ","
            and bool(
                look_up(words[candidate.last + 1].text)
                or self.is_postal(candidate.last + 1, candidate.last + 2)
            )
        )

    def follows_place(self, candidate: Candidate) -> bool:
        """Whether the name goes on a list of places: `in Milan, Lille and Eindhoven`."""
        words, at = self.words, candidate.first
        start = at
        while start and at - start < 3 and words[start - 1].lower in {",", "and", "or", "&"}:
            start -= 1
        if start == at or words[start].block != words[at].block:
            return False
        return any(
            start >= size
            and words[start - size].text[0].isupper()
            and look_up(" ".join(word.text for word in words[start - size : start]))
            for size in (1, 2)
        )

    def is_town(self, candidate: Candidate, ner: EntityLabel | None) -> bool:
        """Whether a small town's name stands where places stand."""
        if ner == "PERSON" and candidate.last - candidate.first > 1:
            return False
        if not country_by_town(self.text[candidate.start : candidate.end]):
            return False
        before = self.words[candidate.first - 1].lower if candidate.first else ""
        return before == "at" or self.is_located(candidate) or self.follows_place(candidate)

    def is_postal(self, first: int, last: int) -> bool:
        """`SC` in `West Columbia, SC`."""
        word = self.words[first]
        if last - first != 1 or len(word.text) != 2 or first < 2 or not word.text.isupper():
            return False
        before = self.words[first - 2]
        return (
            self.words[first - 1].text == ","
            and before.text[0].isupper()
            and bool(country_by_region(word.text))
        )

    def is_based(self, last: int) -> bool:
        """`Leeds-based`, `Leeds-headquartered`."""
        words = self.words
        return (
            last + 1 < len(words)
            and words[last].text in {"-", "‑"}
            and words[last + 1].text in {"based", "headquartered"}
        )
