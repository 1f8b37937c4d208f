"""Countries, regions and cities by name → ISO country."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from pr_extract.layout import places
from pr_extract.layout.places import CountryEntry
from pr_extract.lexicon import load

PlaceRank = Literal["country", "region", "city"]


@lru_cache(maxsize=4096)
def look_up(name: str) -> tuple[PlaceRank, str] | None:
    """A place known by name: its rank and ISO country.

    >>> look_up("U.K."), look_up("Ontario"), look_up("Lyon"), look_up("Acme")
    (('country', 'GB'), ('region', 'CA'), ('city', 'FR'), None)
    """
    if country := _also_countries().get(name.casefold()) or places.country_by_name(name):
        return "country", country
    if country := _usual_regions().get(name.casefold()):
        return "region", country
    if len(name) < 4:
        return None
    if country := places.country_by_city(name):
        return "city", country
    if country := places.country_by_region(name):
        return "city", country  # of the world's thousands of regions many have namesakes
    return None


def is_also_region(name: str) -> str | None:
    """The country in which a country's name is that of a region (`Georgia`: US)."""
    return _usual_regions().get(name.casefold())


@cache
def _also_countries() -> dict[str, str]:
    """Names of countries that only running text uses, never a dateline."""
    return {"america": "US"}


@cache
def _usual_regions() -> dict[str, str]:
    """States and provinces with their AP abbreviations; bare postal codes are no names."""
    return {
        spelling.casefold(): entry.country
        for entry in reversed(load("places", CountryEntry))
        for region in entry.regions
        for spelling in region
        if len(spelling) > 3 or "." in spelling
    }
