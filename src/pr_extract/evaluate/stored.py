"""Records made earlier, or by someone else, in the place of an extractor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import simplejson
from pydantic import ValidationError

from pr_extract.evaluate.gold import GOLD_SUFFIX, GoldError, find_golds, read_gold
from pr_extract.markup import MarkupError, parse_marked
from pr_extract.records import Release

MARKED_SUFFIX = ".gold.md"
_GOLD_ONLY = ("annotated", "fields", "tables_partial", "issuer_name")


class StoredRecords:
    """A folder of ``NAME.gold.json``, ``NAME.json`` or ``NAME.gold.md``, or JSONL, as an extractor.

    The second annotator's folder against the first's gives their agreement. A record is found by
    the name of its text (in JSONL, by the last part of its ``source``).
    """

    def __init__(self, place: Path, folders: Iterable[Path]) -> None:
        self._place = place
        self._records = dict(_records(place))
        golds = (read_gold(path) for folder in folders for path in find_golds(folder))
        self._names = {item.text: item.name for item in golds}

    def extract(self, text: str, /) -> Release:
        """The record kept for a text.

        Raises:
            GoldError: if there is none, or it does not fit the text.
        """
        name = self._names[text]
        if name not in self._records:
            raise GoldError(f"{self._place}: holds no record of {name}")
        data = {key: value for key, value in self._records[name].items() if key not in _GOLD_ONLY}
        dates = [date for date in data.get("dates") or () if date.get("timex")]
        data = {"source": name, "sha256": "0" * 64, "encoding": "utf-8", **data, "dates": dates}
        try:
            return Release.model_validate(data, context={"text": text})
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "record"
            raise GoldError(f"{self._place}: {name}: {where}: {first['msg']}") from None


def _records(place: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        if place.is_dir():
            for path in sorted(place.glob(f"*{MARKED_SUFFIX}")):
                marked = parse_marked(path.read_bytes().decode())
                yield path.name.removesuffix(MARKED_SUFFIX), _object(marked.release.to_json())
            for path in sorted(place.glob("*.json")):
                name = path.name.removesuffix(GOLD_SUFFIX).removesuffix(".json")
                yield name, _object(path.read_text(encoding="utf-8"))
            return
        with place.open(encoding="utf-8") as lines:
            for line in lines:
                record = _object(line)
                source = str(record.get("source", ""))
                yield Path(source).name.removesuffix(".txt"), record
    except OSError as error:
        raise GoldError(f"{place}: {error.strerror}, name a folder or a JSONL file") from None
    except MarkupError as error:
        raise GoldError(f"{place}: {error}") from None
    except ValueError:
        raise GoldError(f"{place}: holds what is no JSON record of a release") from None


def _object(text: str) -> dict[str, Any]:
    data = simplejson.loads(text, use_decimal=True)
    if not isinstance(data, dict):
        raise ValueError
    return data
