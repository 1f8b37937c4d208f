"""What can go wrong with an input, in one line that says what to do."""

from __future__ import annotations


class SourceError(Exception):
    """An input that cannot be read: where, what is wrong, and what helps.

    >>> print(SourceError("a.txt", "is empty", "give a file with text"))
    a.txt: is empty; give a file with text
    """

    def __init__(self, where: str, what: str, remedy: str) -> None:
        super().__init__(where, what, remedy)
        self.where = where
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.where}: {self.what}; {self.remedy}"
