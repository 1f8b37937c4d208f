"""What went wrong, each with its line of text, gold beside output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from pr_extract.records import Offsets, Span

Of = Literal["fact", "date", "mention", "release"]


@dataclass(frozen=True, slots=True, order=True)
class Error:
    """One difference between gold and output.

    ``field`` is the field that differs, or ``missing`` (only the gold has it), ``spurious`` (only
    the output has it), ``offsets`` (found, but with other ends).
    """

    release: str
    start: int
    end: int
    of: Of
    field: str
    gold: str
    output: str
    text: str
    line: int
    context: str

    @property
    def key(self) -> str:
        """What names this error from one run to the next.

        >>> Error("acme", 8, 10, "fact", "unit", "USD", "CAD", "$5", 1, "Pays [$5] now").key
        'acme:8-10 fact unit: USD | CAD'
        """
        return (
            f"{self.release}:{self.start}-{self.end} {self.of} {self.field}: "
            f"{self.gold} | {self.output}"
        )

    def __str__(self) -> str:
        return (
            f"{self.release}.txt:{self.line} {self.of} {self.text!r} {self.field}: "
            f"gold {self.gold} | output {self.output}\n    {self.context}"
        )


def locate(
    release: str, text: str, at: Offsets | None, of: Of, field: str, gold: object, output: object
) -> Error:
    """Make an error, with the number and the words of the line it stands in."""
    if at is None:
        return Error(release, 0, 0, of, field, show(gold), show(output), "", 1, "")
    start = text.rfind("\n", 0, at.start) + 1
    end = text.find("\n", at.end)
    end = len(text) if end < 0 else end
    start, end = max(start, at.start - 160), min(end, at.end + 120)
    marked = f"{text[start : at.start]}[{text[at.start : at.end]}]{text[at.end : end]}"
    return Error(
        release, at.start, at.end, of, field, show(gold), show(output),
        " ".join(text[at.start : at.end].split()), text.count("\n", 0, at.start) + 1,
        " ".join(marked.split()),
    )  # fmt: skip


def show(value: object) -> str:
    """A field's value in a few words.

    >>> show(None), show(Span(start=3, end=7, text="Acme")), show(("change", "up"))
    ('-', 'Acme@3', 'change/up')
    """
    if value is None:
        return "-"
    if isinstance(value, Span):
        return f"{' '.join(value.text.split())}@{value.start}"
    if isinstance(value, Offsets):
        return f"{value.start}-{value.end}"
    if isinstance(value, tuple):
        return "/".join(show(item) for item in value)
    return str(value)


def matching(errors: Iterable[Error], fields: Sequence[str]) -> list[Error]:
    """The errors of some fields (``unit``), sorts (``date``) or both (``date missing``)."""
    if not fields:
        return list(errors)
    wanted = set(fields)
    return [
        error
        for error in errors
        if wanted & {error.field, error.of, f"{error.of} {error.field}", error.release}
    ]
