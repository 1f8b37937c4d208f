"""JSON Lines: the contract's JSON, one release a line."""

from __future__ import annotations

from typing import TextIO

from pr_extract.records import Release


class JsonlWriter:
    """Writes and flushes line by line, so that a reader down the pipe can begin at once."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, release: Release) -> None:
        """Put out one line."""
        self._stream.write(release.to_json() + "\n")
        self._stream.flush()

    def finish(self) -> None:
        """Nothing closes the lines."""
