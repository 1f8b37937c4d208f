"""For whom people work: `Jane Roe, chief executive of Acme`, `Acme chairman Jane Roe`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from pr_extract.entities.mentions import Claims
from pr_extract.entities.things import Thing
from pr_extract.entities.vocabulary import role_nouns, roles
from pr_extract.entities.words import Word
from pr_extract.source import Span

_REACH = 16
_STOPS = frozenset(
    [".", ";", ":", "“", "”", '"', "(", "said", "says", "added", "former", "formerly"]
)


class Employers:
    """The organisations that people's roles name, found where people are introduced."""

    def __init__(self, words: Sequence[Word], claims: Claims) -> None:
        self.words = words
        self.claims = claims
        self.starts = [word.start for word in words]
        self.known: dict[int, Thing | None] = {}

    def of(self, speaker: Span) -> Thing | None:
        """The organisation of the person named at the span; None when no role names one."""
        at = bisect_left(self.starts, speaker.start)
        person = self.claims.owner[at] if at < len(self.words) else None
        if person is None or person.label != "PERSON":
            return None
        if id(person) not in self.known:
            self.known[id(person)] = self.find(person)
        return self.known[id(person)]

    def find(self, person: Thing) -> Thing | None:
        """The first organisation that the person's mentions are introduced with."""
        for start, end in sorted(person.mentions)[:_REACH]:
            first = bisect_left(self.starts, start)
            last = bisect_left(self.starts, end)
            found = self.after(last) or self.before(first)
            if found:
                return found
        return None

    def after(self, at: int) -> Thing | None:
        """`Acme` behind `, chief executive of`; `of Sales, Acme` names a field first."""
        words, block = self.words, self.words[at - 1].block
        role = False
        first: Thing | None = None
        for place in range(at, min(at + _REACH, len(words))):
            word, owner = words[place], self.claims.owner[place]
            if word.block != block or word.lower in _STOPS or (owner and owner.label == "PERSON"):
                break
            if owner and owner.label == "ORG" and (role or words[place - 1].text == ","):
                if len(owner.mentions) > 1:
                    return owner
                first = first or owner
            role = role or word.lower in role_nouns() or word.lower == "executive"
        return first

    def before(self, at: int) -> Thing | None:
        """`Acme` in front of `chairman`, `'s chief executive,`."""
        words = self.words
        role = False
        for place in range(at - 1, max(at - 8, -1), -1):
            owner = self.claims.owner[place]
            if owner:
                return owner if role and owner.label == "ORG" else None
            known = words[place].lower in roles() or words[place].lower in {"executive", "of"}
            if not known and words[place].text not in {",", "'s", "’s", "&", "and"}:
                return None
            role = role or known
        return None
