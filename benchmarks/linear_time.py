"""Time against length: on release text beside spaCy's tokenizer, and on text that is hostile.

    python benchmarks/linear_time.py [--megabyte] [--seconds 60]

First what is read on characters, on a megabyte of release text; then the whole extractor on a text
doubled twice. A growth of 2 is linear. Without --megabyte a hostile text begins with 10,000
characters, with it with 250,000.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
SENTENCE = (
    "Fjordlys ASA said on Tuesday that revenue rose 12% to $3.4 million in the third quarter of "
    "2024 from $3.0 million a year earlier. "
)
HOSTILE = {
    "sentences on one line": SENTENCE,
    "clauses without a stop": SENTENCE.replace(". ", ", and "),
    "paragraphs": SENTENCE + "\n\n",
    "short paragraphs": "Aa 5\n\n",
    "bullets": "• Aa 5\n",
    "table rows": "Sales\t5\t6\n",
    "words": "aa ",
    "names": "Aa ",
    "legal forms": "Aa Corp. ",
    "speakers": "Aa, Bb said “cc.” ",
    "plural nouns": "sales of ",
    "percentages": "5% ",
    "ranges": "5 to ",
    "dates": "May 5, 2024, ",
    "months": "June ",
    "years": "2024 ",
    "digits": "1",
    "digits and hyphens": "1-",
    "digits and points": "1.",
    "digits and slashes": "1/",
    "groups of digits": "1,",
    "lone digits": "1 ",
    "commas": ",",
    "dollar signs": "$",
    "brackets": "(",
    "brackets apart": "( ",
    "quotation marks": "“",
    "straight quotation marks": '"',
    "quotation marks apart": '" ',
    "hyphens": "-",
    "full stops": ".",
    "full stops apart": ". ",
    "ampersands": "&",
    "blanks": " ",
    "line ends": "\n",
    "one giant word": "a",
}


def seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    read(text)
    return time.process_time() - start


def on_characters() -> None:
    import spacy

    from pr_extract.bounds import bound_before
    from pr_extract.dates import find_dates
    from pr_extract.layout import read_layout
    from pr_extract.numbers import lex_numbers
    from pr_extract.quantities.find import find_amounts
    from pr_extract.units import match_unit

    texts = [path.read_text("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt"))]
    text = "\n\n".join(texts)
    text = (text * (1 + MEGABYTE // len(text)))[:MEGABYTE]
    numbers = lex_numbers(text)

    stages: dict[str, Callable[[str], object]] = {
        "spaCy's tokenizer": spacy.blank("en").tokenizer,
        "numbers": lex_numbers,
        "units": lambda text: [match_unit(text, n.span.end, n.span.start) for n in numbers],
        "bounds": lambda text: [bound_before(text, n.span.start) for n in numbers],
        "dates": find_dates,
        "amounts (all of these but dates)": find_amounts,
        "layout": read_layout,
    }
    print(f"{len(text):,} characters of release text, {len(numbers):,} numbers")
    for name, read in stages.items():
        read(text[:20_000])
        print(f"{name:34}{seconds(read, text):8.2f} s")


def growth(start: int, limit: float) -> None:
    import pr_extract

    extract = pr_extract.load().extract
    extract(SENTENCE)
    print(f"\nthe whole extractor on {start:,}, {2 * start:,} and {4 * start:,} characters")
    for name, piece in HOSTILE.items():
        text = piece * (4 * start // len(piece))
        taken: list[float] = []
        for size in (start, 2 * start, 4 * start):
            taken.append(seconds(extract, text[:size]))
            if taken[-1] > limit:
                break
        curve = "".join(f"{each:8.2f} s" for each in taken)
        last = f"{taken[-1] / taken[-2]:6.1f}" if len(taken) > 1 else ""
        print(f"{name:26}{curve}   growth{last}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabyte", action="store_true", help="hostile texts of 1 MB")
    parser.add_argument("--seconds", type=float, default=60, help="leave a text after so many")
    options = parser.parse_args()
    on_characters()
    growth(MEGABYTE // 4 if options.megabyte else 10_000, options.seconds)


if __name__ == "__main__":
    main()
