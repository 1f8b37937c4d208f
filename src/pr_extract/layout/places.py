"""Which country a dateline's place lies in: cities, states and provinces, country names."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pr_extract.lexicon import Entry, load


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryEntry(Entry):
    """A country with the regions and cities that datelines name without it."""

    country: str
    names: tuple[str, ...] = ()
    regions: tuple[tuple[str, ...], ...] = ()
    cities: tuple[str, ...] = ()


_SMALL_WORDS = frozenset(
    [
        "am",
        "an",
        "and",
        "auf",
        "aux",
        "bei",
        "da",
        "das",
        "de",
        "del",
        "della",
        "den",
        "der",
        "di",
        "do",
        "dos",
        "du",
        "el",
        "en",
        "et",
        "in",
        "la",
        "las",
        "le",
        "les",
        "los",
        "of",
        "on",
        "sur",
        "the",
        "und",
        "upon",
        "van",
        "von",
        "y",
    ]
)


def country_by_name(name: str) -> str | None:
    """Country name or usual short form → ISO 3166-1 alpha-2.

    >>> country_by_name("U.K."), country_by_name("THE NETHERLANDS"), country_by_name("Paris")
    ('GB', 'NL', None)
    """
    key = _key(name)
    return _names().get(key) or _pycountry_names().get(key)


def country_by_region(name: str) -> str | None:
    """State or province, in full, in AP style or as its postal code → ISO country.

    >>> country_by_region("N.C."), country_by_region("British Columbia"), country_by_region("Fla")
    ('US', 'CA', 'US')
    """
    key = _key(name)
    if key in _regions():
        return _regions()[key]
    # `ROME, OSLO and LIMA`: many provinces are called as their capital.
    if len(key) <= 3 or key in _known_cities() or key in _large_cities():
        return None
    return _pycountry_regions().get(key)


def region_in_full(name: str) -> str | None:
    """State or province in any spelling → its full name; None where a city has that name too.

    >>> region_in_full("BC"), region_in_full("British Columbia"), region_in_full("N.Y.")
    ('British Columbia', 'British Columbia', None)
    """
    full = _full_regions().get(_key(name))
    return None if full is None or _key(full) in _known_cities() else full


def country_by_city(name: str) -> str | None:
    """City → ISO country of the largest city so called; None if no large city is.

    >>> country_by_city("CHICAGO"), country_by_city("Lyon"), country_by_city("Quarterly Results")
    ('US', 'FR', None)
    """
    key = _key(name)
    return _known_cities().get(key) or _names().get(key) or _large_cities().get(key)


def country_by_town(name: str) -> str | None:
    """Town, large or small → ISO country of the largest so called.

    Many a town has a namesake that is a surname or a word: ask where a place must stand.

    >>> country_by_town("Keighley"), country_by_town("GÖPPINGEN"), country_by_town("Lyon")
    ('GB', 'DE', 'FR')
    """
    return country_by_city(name) or _towns().get(_key(name))


def stands_alone(name: str) -> bool:
    """Whether datelines use to give the place without region or country.

    >>> stands_alone("WASHINGTON"), stands_alone("Coal Operations")
    (True, False)
    """
    key = _key(name)
    return key in _known_cities() or key in _names()


def title_case(name: str) -> str:
    """A place in capitals → in title case; one in mixed case stays as it is.

    >>> title_case("EL CENTRO"), title_case("COEUR D'ALENE"), title_case("McLean")
    ('El Centro', "Coeur d'Alene", 'McLean')
    >>> title_case("FRANKFURT AM MAIN"), title_case("ST. LOUIS"), title_case("BADEN-BADEN")
    ('Frankfurt am Main', 'St. Louis', 'Baden-Baden')
    """
    name = " ".join(name.split())
    if not name.isupper():
        return name
    if spelling := _spellings().get(name.casefold()):
        return spelling
    words = name.lower().split(" ")
    return " ".join(
        word if number and word in _SMALL_WORDS else _capital(word)
        for number, word in enumerate(words)
    )


def _capital(word: str) -> str:
    if "-" in word:
        parts = word.split("-")
        return "-".join(p if n and p in _SMALL_WORDS else _capital(p) for n, p in enumerate(parts))
    for mark in ("'", "’"):
        head, found, tail = word.partition(mark)
        if found and tail and len(tail) > 1:
            return (head if head in ("d", "l") else head.capitalize()) + mark + tail.capitalize()
    if word.startswith("mc") and len(word) > 4:
        return "Mc" + word[2:].capitalize()
    return word[:1].upper() + word[1:]


def _key(name: str) -> str:
    key = " ".join(name.casefold().replace("’", "'").split())
    if key.startswith("the ") and key != "the hague":
        key = key[4:]
    return key.rstrip(".") if key.count(".") == 1 else key.replace(".", "")


@cache
def _entries() -> tuple[CountryEntry, ...]:
    return load("places", CountryEntry)


@cache
def _names() -> dict[str, str]:
    return {_key(name): entry.country for entry in _entries() for name in entry.names}


@cache
def _regions() -> dict[str, str]:
    return {
        _key(spelling): entry.country
        for entry in reversed(_entries())
        for region in entry.regions
        for spelling in region
    }


@cache
def _full_regions() -> dict[str, str]:
    return {
        _key(spelling): region[0]
        for entry in reversed(_entries())
        for region in entry.regions
        for spelling in region
    }


@cache
def _known_cities() -> dict[str, str]:
    return {_key(city): entry.country for entry in _entries() for city in entry.cities}


@cache
def _spellings() -> dict[str, str]:
    """Places whose capitals do not follow from the rule: `Hong Kong SAR`."""
    return {name.casefold(): name for entry in _entries() for name in (*entry.names, *entry.cities)}


@cache
def _large_cities() -> dict[str, str]:
    return _gazetteer("cities.tsv")


@cache
def _towns() -> dict[str, str]:
    return _gazetteer("towns.tsv")


def _gazetteer(file: str) -> dict[str, str]:
    """Names → countries, those with accents also without them: `Reykjavik`."""
    resource = resources.files("pr_extract") / "lexicons" / file
    rows = (line.split("\t") for line in resource.read_text("utf-8").splitlines() if line[0] != "#")
    found = {_key(name): country for country, name in rows}
    for name in [name for name in found if not name.isascii()]:
        found.setdefault(_without_accents(name), found[name])
    return found


def _without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@cache
def _pycountry_names() -> dict[str, str]:
    import pycountry

    names: dict[str, str] = {}
    for country in pycountry.countries:
        for field in ("official_name", "common_name", "name"):
            if value := getattr(country, field, None):
                names[_key(value)] = country.alpha_2
                names.setdefault(_key(value.split(",")[0].split(" and ")[0]), country.alpha_2)
    return names


@cache
def _pycountry_regions() -> dict[str, str]:
    import pycountry

    regions: dict[str, str] = {}
    for region in pycountry.subdivisions:
        regions.setdefault(_key(region.name), region.country_code)
    return regions
