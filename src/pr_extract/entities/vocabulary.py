"""The words names are made of: legal forms, head nouns, titles, and words that name nobody."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pr_extract.lexicon import Entry, load
from pr_extract.records import EntityLabel


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalFormEntry(Entry):
    """Legal forms as they end a company's name."""

    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadEntry(Entry):
    """Nouns that head the names of things with one label; see name_heads.toml."""

    label: EntityLabel
    last: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    weak: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleEntry(Entry):
    """Words before a person's name, and words that open a role after it."""

    before: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NonNameEntry(Entry):
    """Capitalised words that name nobody."""

    about: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEntry(Entry):
    """Words with the part they play in a sentence; see roles.toml."""

    role: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What a head noun says of a name: its label, and whether the model may overrule it."""

    label: EntityLabel
    weak: bool


@cache
def legal_forms() -> frozenset[str]:
    """Every spelling of a legal form, as written."""
    return frozenset(s for entry in load("legal_forms", LegalFormEntry) for s in entry.spellings)


@cache
def heads() -> dict[str, Head]:
    """Last words of names, lower case → what they say."""
    found: dict[str, Head] = {}
    for entry in load("name_heads", HeadEntry):
        for word in entry.last:
            found.setdefault(word, Head(entry.label, entry.weak))
    return found


@cache
def leading_heads() -> dict[str, EntityLabel]:
    """Head nouns a name may start with (`Ministry of ...`), lower case → label."""
    found: dict[str, EntityLabel] = {}
    for entry in load("name_heads", HeadEntry):
        for word in entry.leading:
            found.setdefault(word, entry.label)
    return found


@cache
def offices() -> frozenset[str]:
    """Last words of public bodies named without a capital (`Ruritania's trade ministry`)."""
    return frozenset(
        word.split()[-1] for entry in load("name_heads", HeadEntry) for word in entry.offices
    )


@cache
def called() -> dict[str, tuple[EntityLabel, ...]]:
    """Nouns that may stand for any thing with the label (`the company`)."""
    found: dict[str, tuple[EntityLabel, ...]] = {}
    for entry in load("name_heads", HeadEntry):
        for word in entry.called:
            if entry.label not in found.get(word, ()):
                found[word] = (*found.get(word, ()), entry.label)
    return found


@cache
def whole_names() -> dict[str, EntityLabel]:
    """Names known as they stand, lower case → label."""
    return {name: entry.label for entry in load("name_heads", HeadEntry) for name in entry.names}


@cache
def kinds() -> dict[str, EntityLabel]:
    """Nouns of appositions → the label of what they describe."""
    return {word: entry.label for entry in load("name_heads", HeadEntry) for word in entry.kinds}


@cache
def kinds_in_lists() -> dict[str, EntityLabel]:
    """Plural nouns before a list of names → the label of its members."""
    return {word: entry.label for entry in load("name_heads", HeadEntry) for word in entry.listed}


@cache
def titles() -> frozenset[str]:
    """Titles that stand directly before a person's name, as written."""
    return frozenset(word for entry in load("titles", TitleEntry) for word in entry.before)


@cache
def honorifics() -> frozenset[str]:
    """Titles that only people have (`Dr.`), as written."""
    return frozenset(
        word for entry in load("titles", TitleEntry) if not entry.roles for word in entry.before
    )


@cache
def roles() -> frozenset[str]:
    """Words that the description of a role may open with, lower case."""
    return role_nouns() | {w for entry in load("titles", TitleEntry) for w in entry.qualifiers}


@cache
def role_nouns() -> frozenset[str]:
    """Words of which every description of a role has one, lower case."""
    return frozenset(word for entry in load("titles", TitleEntry) for word in entry.roles)


@cache
def non_names() -> frozenset[str]:
    """Capitalised words that name nobody, as written."""
    return frozenset(word for entry in load("non_names", NonNameEntry) for word in entry.words)


@cache
def headline_verbs() -> frozenset[str]:
    """Verbs that follow the subject of a headline, lower case."""
    return frozenset(
        word
        for entry in load("roles", RoleEntry)
        if entry.role == "headline_verb"
        for word in entry.words
    )


def head_of(name: str) -> Head | None:
    """What the last word or words of a name say of it.

    >>> head_of("Tarn New Area").label, head_of("Ministry of Trade").label, head_of("Jane Roe")
    ('GPE', 'ORG', None)
    """
    words = name.lower().replace("’", "'").split()
    while len(words) > 1 and words[-1].isdigit() and len(words[-1]) == 4:
        words.pop()  # `Tarn Hotel Report 2024`
    for length in (3, 2, 1):
        found = heads().get(" ".join(words[-length:])) if len(words) > length else None
        if found:
            return found
    if len(words) > 2 and words[1] in {"of", "for", "on"}:
        label = leading_heads().get(words[0])
        return Head(label, weak=False) if label else None
    for place, word in enumerate(words[1:-1], start=1):
        if word in {"of", "for", "on"}:
            label = leading_heads().get(words[place - 1])
            return Head(label, weak=False) if label else None
    return None
