"""Files, folders, patterns and standard input to documents."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pr_extract.source.decoding import declared_encoding, decode
from pr_extract.source.document import Document
from pr_extract.source.errors import SourceError

STANDARD_INPUT = "-"
_TEXTS = (".txt", ".text", ".html", ".htm", ".xhtml", ".eml", ".jsonl", ".ndjson")
_LINES = (".jsonl", ".ndjson")
_PAGES = (".html", ".htm", ".xhtml")
_GZIP = b"\x1f\x8b"
_DEFAULT_FIELD = "text"

OnError = Callable[[SourceError], None]


def from_text(text: str, name: str = STANDARD_INPUT) -> Document:
    """A text at hand → a document, as if it had been read from UTF-8.

    >>> from_text("Acme rose.", "acme").name
    'acme'
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(text, name, digest, "utf-8")


def expand(paths: Iterable[str | Path]) -> Iterator[str]:
    """Files, folders, glob patterns and `-` → the names of the inputs, in order.

    A folder gives the texts in it and below it, sorted; hidden files are passed over. Raises
    `SourceError` for a folder or a pattern without any.
    """
    for path in paths:
        name = str(path)
        if name == STANDARD_INPUT:
            yield name
        elif Path(name).is_dir():
            yield from _in_folder(name)
        elif _is_pattern(name):
            yield from _matches(name)
        else:
            yield name


def read(
    path: str | Path,
    data: bytes | None = None,
    *,
    text_field: str | None = None,
    on_error: OnError | None = None,
) -> Iterator[Document]:
    """One input → its documents: one, or one a line for JSONL.

    ``data`` are the bytes if they have already been read; ``text_field`` names the field of JSONL
    that holds the text (`text` unless given). Of a JSONL file with broken lines the others are
    still read if ``on_error`` is given; it is called with each error.

    Raises `SourceError` for what is missing, unreadable, empty or no text.
    """
    name = str(path)
    lines = text_field is not None or _suffix(name) in _LINES
    if lines:
        yield from _read_lines(name, data, text_field or _DEFAULT_FIELD, on_error)
    else:
        yield _read_one(name, _bytes(name) if data is None else _unzipped(data, name))


def _read_one(name: str, data: bytes) -> Document:
    suffix = _suffix(name)
    if suffix == ".pdf" or data.startswith(b"%PDF-"):
        from pr_extract.source.mail_and_pdf import pdf_text

        text, encoding = pdf_text(data, name), "utf-8"
    elif suffix == ".eml":
        from pr_extract.source.mail_and_pdf import mail_text

        text, encoding = mail_text(data, name)
    elif suffix in _PAGES or _is_page(data):
        from pr_extract.source.webpage import article_text

        page, encoding = decode(data, name, declared=declared_encoding(data))
        text = article_text(page)
    else:
        text, encoding = decode(data, name)
    if not text.strip():
        raise SourceError(name, "is empty", "give a file that holds text")
    return Document(text, name, hashlib.sha256(data).hexdigest(), encoding)


def _read_lines(
    name: str, data: bytes | None, field: str, on_error: OnError | None
) -> Iterator[Document]:
    import json

    some = False
    for number, line in enumerate(_lines(name, data), 1):
        where = f"{name}:{number}"
        if not line.strip():
            continue
        some = True
        try:
            text, encoding = decode(line, where)
            yield from_record(json.loads(text), field, where, encoding)
        except (SourceError, ValueError) as error:
            if not isinstance(error, SourceError):
                error = SourceError(where, "is not JSON", "write one JSON object a line")
            if on_error is None:
                raise error from None
            on_error(error)
    if not some:
        raise SourceError(name, "is empty", "give a file that holds text")


def from_record(record: object, field: str, where: str, encoding: str = "utf-8") -> Document:
    """A JSON object → the document in its text field; the checksum is the text's own."""
    if not isinstance(record, dict):
        raise SourceError(where, "is not a JSON object", "write one JSON object a line")
    text = record.get(field)
    if not isinstance(text, str):
        texts = ", ".join(key for key, value in record.items() if isinstance(value, str))
        raise SourceError(
            where,
            f"has no text in a field {field!r}",
            f"name the field with --text-field (it has: {texts or 'no text fields'})",
        )
    if not text.strip():
        raise SourceError(where, f"is empty in field {field!r}", "leave the line out")
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(text, where, digest, encoding)


def _lines(name: str, data: bytes | None) -> Iterator[bytes]:
    """The lines of a JSONL input, one at a time: a large file is never held whole."""
    if data is not None or name == STANDARD_INPUT:
        yield from _unzipped(_bytes(name) if data is None else data, name).splitlines()
        return
    import gzip
    from typing import IO, cast

    try:
        opened = gzip.open(name) if name.endswith(".gz") else Path(name).open("rb")  # noqa: SIM115
        with cast("IO[bytes]", opened) as file:
            yield from file
    except (OSError, EOFError) as error:
        raise _unreadable(name, error) from None


def _bytes(name: str) -> bytes:
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise _unreadable(name, error) from None
    return _unzipped(data, name)


def _unzipped(data: bytes, name: str) -> bytes:
    if not data.startswith(_GZIP):
        return data
    import gzip
    import zlib

    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        raise SourceError(name, "is a damaged gzip file", "compress it again") from None


def _unreadable(name: str, error: Exception) -> SourceError:
    if isinstance(error, FileNotFoundError):
        return SourceError(name, "does not exist", "check the path")
    if isinstance(error, IsADirectoryError):
        return SourceError(name, "is a folder", "name the files in it")
    if isinstance(error, PermissionError):
        return SourceError(name, "may not be read", "check its permissions")
    reason = getattr(error, "strerror", None) or str(error)
    return SourceError(name, f"cannot be read ({reason})", "check the file")


def _suffix(name: str) -> str:
    """The suffix that tells the format, `.gz` looked through.

    >>> _suffix("a/b.JSONL.gz"), _suffix("-")
    ('.jsonl', '')
    """
    return Path(name.lower().removesuffix(".gz")).suffix


def _is_page(data: bytes) -> bool:
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith((b"<!doctype html", b"<html"))


def _in_folder(name: str) -> Iterator[str]:
    found = sorted(
        path
        for path in Path(name).rglob("*")
        if _suffix(path.name) in (*_TEXTS, ".pdf")
        and not any(part.startswith(".") for part in path.relative_to(name).parts)
        and path.is_file()
    )
    if not found:
        kinds = " ".join(_TEXTS)
        raise SourceError(name, "is a folder without texts", f"texts end in {kinds} (or .gz)")
    yield from map(str, found)


def _is_pattern(name: str) -> bool:
    return any(char in name for char in "*?[") and not Path(name).exists()


def _matches(name: str) -> Iterator[str]:
    from glob import glob

    # Path.glob takes no absolute patterns.
    found = sorted(path for path in glob(name, recursive=True) if Path(path).is_file())  # noqa: PTH207
    if not found:
        raise SourceError(name, "matches no file", "check the pattern")
    yield from found
