"""Countries, regions and cities by name → ISO country."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from pr_extract.layout import places

PlaceRank = Literal["country", "region", "city"]


@lru_cache(maxsize=4096)
def look_up(name: str) -> tuple[PlaceRank, str] | None:
    """A place known by name: its rank and ISO country.

    >>> look_up("U.K."), look_up("Ontario"), look_up("Lyon"), look_up("Acme")
    (('country', 'GB'), ('region', 'CA'), ('city', 'FR'), None)
    """
    if country := places.country_by_name(name):
        return "country", country
    if len(name) < 4 and not name.isupper():
        return None
    if country := places.country_by_region(name):
        return "region", country
    if country := places.country_by_city(name):
        return "city", country
    return None
