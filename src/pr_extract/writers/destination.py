"""Where the output goes: standard output, or a file that is written whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TextIO


class DestinationError(Exception):
    """An output that cannot be written; the message is one line that says why."""


@contextmanager
def open_destination(path: Path | None) -> Iterator[TextIO]:
    """A text stream, UTF-8, line ends as written; None is standard output.

    A file comes into its place only when the block ends well, with the permissions it had; a link
    stays one. What is no regular file (a pipe, ``/dev/null``) is written as it comes.

    Raises:
        DestinationError: if the place is a folder, does not exist, or may not be written.
    """
    if path is None:
        with _as_text(sys.stdout.buffer) as stream:
            yield stream
        return
    target = Path(os.path.realpath(path))
    if target.is_dir():
        raise DestinationError(f"{path}: is a folder, name a file in it")
    if target.exists() and not target.is_file():
        with _opening(path):
            raw = target.open("wb")
        with raw, _as_text(raw) as stream:
            yield stream
        return
    with _replacing(path, target) as stream:
        yield stream


@contextmanager
def _opening(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise DestinationError(f"{path}: its folder does not exist, make it first") from None
    except OSError as error:
        raise DestinationError(f"{path}: cannot be written: {error.strerror}") from None


@contextmanager
def _replacing(path: Path, target: Path) -> Iterator[TextIO]:
    with _opening(path):
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        handle, name = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:64]}.", suffix=".part"
        )
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as raw:
            with _as_text(raw) as stream:
                yield stream
            raw.flush()
            os.fsync(raw.fileno())
        part.chmod(_mode_for(target))
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _mode_for(target: Path) -> int:
    """The permissions of the file that stands there, else those that a new file is given."""
    with suppress(FileNotFoundError):
        return target.stat().st_mode & 0o7777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask


@contextmanager
def _as_text(raw: BinaryIO) -> Iterator[TextIO]:
    """Text over bytes, which stay open; a lone surrogate is written as its escape."""
    stream = TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", newline="")
    try:
        yield stream
        stream.flush()
    finally:
        with suppress(OSError, ValueError):
            stream.detach()
