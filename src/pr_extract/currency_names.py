"""Writes `currency_names.json`, the currencies' English names and symbols as CLDR has them.

Run ``python -m pr_extract.currency_names`` after an update of Babel; a test tells when it is due.
"""

from __future__ import annotations

import json

# `5,000m silver` is no money, and `900 troy ounces of gold` are a mass: only the codes stand.
_METALS = frozenset({"XAG", "XAU", "XPD", "XPT"})


def build_names() -> dict[str, dict[str, list[str]]]:
    """CLDR's English names and symbols, and the countries where each currency is tender now."""
    import pycountry
    from babel.core import Locale
    from babel.numbers import get_currency_name, get_currency_symbol, get_territory_currencies

    result: dict[str, dict[str, list[str]]] = {}
    for currency in pycountry.currencies:
        code = currency.alpha_3
        if code in ("XTS", "XXX"):
            continue
        names = {
            get_currency_name(code, count=count, locale="en").lower() for count in (None, 1, 2)
        } - {code.lower()}
        if code in _METALS:
            names = set()
        symbol = get_currency_symbol(code, locale="en")
        unclear = symbol in (code, "$", "¥", "£") or symbol.isalpha()
        result[code] = {
            "names": sorted(name for name in names if "(" not in name),
            "symbols": [] if unclear else [symbol.replace("\u00a0", " ")],
            "countries": [],
        }
    for territory, place in Locale("en").territories.items():
        if len(territory) == 2:
            for code in get_territory_currencies(territory)[:1]:
                if code in result:
                    result[code]["countries"].append(territory)
                    result[code]["names"] += _names_by_place(result[code]["names"], place)
    for record in result.values():
        record["countries"].sort()
        record["names"] = sorted(set(record["names"]))
    return dict(sorted(result.items()))


def _names_by_place(names: list[str], place: str) -> list[str]:
    """`barbados dollar` beside CLDR's `barbadian dollar`; the euro belongs to no place."""
    plain = place.isascii() and place.replace(" ", "").isalpha()
    heads = {name.split()[-1] for name in names if " " in name}
    return [f"{place.lower()} {head}" for head in heads] if plain else []


def main() -> None:
    """Write `currency_names.json` afresh from the installed Babel."""
    from pathlib import Path

    lines = ",\n".join(
        f"{json.dumps(code)}: {json.dumps(record, ensure_ascii=False)}"
        for code, record in build_names().items()
    )
    path = Path(__file__).with_name("currency_names.json")
    path.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
