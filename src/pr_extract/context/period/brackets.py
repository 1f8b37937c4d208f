"""What stands outside of brackets."""

from __future__ import annotations


def outside_brackets(kinds: list[str | None]) -> list[str | None]:
    """The kinds of phrases without those in brackets: an aside cuts nothing off."""
    result, depth = [], 0
    for kind in kinds:
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif not depth:
            result.append(kind)
    return result
