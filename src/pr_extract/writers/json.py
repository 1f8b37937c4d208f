"""JSON: one array of all releases, indented to be read."""

from __future__ import annotations

from typing import TextIO

from pr_extract.records import Release


class JsonWriter:
    """Writes the array as the releases come; no release is held back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._begun = False

    def write(self, release: Release) -> None:
        """Put out one element."""
        self._stream.write(",\n" if self._begun else "[\n")
        self._stream.write(release.to_json(indent=2))
        self._begun = True

    def finish(self) -> None:
        """Close the array; of no release it is empty."""
        self._stream.write("\n]\n" if self._begun else "[]\n")
