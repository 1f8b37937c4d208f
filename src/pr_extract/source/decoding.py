"""Bytes to characters: which encoding, declared or found out."""

from __future__ import annotations

import codecs
import re

from pr_extract.source.errors import SourceError

# UTF-32 before UTF-16: its little-endian mark begins with the other's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich-text file"),
    (b"\x7fELF", "a program"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9._-]{2,20})")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f]")
_REMEDY = "give a text file, best in UTF-8"
_SAMPLE = 20_000


def decode(data: bytes, where: str, *, declared: str | None = None) -> tuple[str, str]:
    """Bytes → their text and the encoding that `bytes.decode` needs to give it again.

    A byte-order mark decides, then the encoding ``declared``, then UTF-8 if the bytes are valid
    in it; failing all, charset-normalizer. The mark is no part of the text.

    >>> decode("€5".encode("utf-8-sig"), "-")
    ('€5', 'utf-8-sig')
    >>> decode("The fee is \u20ac5, the CEO\u2019s word.".encode("cp1252"), "-")[1]
    'cp1252'

    Raises `SourceError` for what is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_decoded(data, encoding, where), where), encoding
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise SourceError(where, f"is {kind}, not text", _REMEDY)
    for candidate in (declared, "utf-8"):
        if candidate and (text := _try(data, candidate)) is not None and "\0" not in text:
            return _checked(text, where), candidate
    if wide := _wide(data):
        return _checked(_decoded(data, wide, where), where), wide
    return _guess(data, where)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the head of an HTML or XML page names, if Python knows it.

    >>> declared_encoding(b'<meta charset="windows-1252">')
    'cp1252'
    """
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    name = match[1].decode("ascii").lower()
    # As browsers do: who declares Latin-1 or ASCII means Windows-1252.
    if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"):
        return "cp1252"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _decoded(data: bytes, encoding: str, where: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise SourceError(where, f"begins as {encoding} but cannot be decoded so", _REMEDY)
    return text


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of English is zero."""
    sample = data[:_SAMPLE]
    if len(sample) < 8:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.7:
        return "utf-16-le"
    return "utf-16-be" if sample[0::2].count(0) > half * 0.7 else None


def _guess(data: bytes, where: str) -> tuple[str, str]:
    if data[:_SAMPLE].count(0):
        raise SourceError(where, "is binary, not text", _REMEDY)
    from charset_normalizer import from_bytes

    # English in a single-byte encoding is Windows-1252 far more often than all others together,
    # and a detector sees too few of its special characters to tell: it is asked only whether
    # the text makes sense so.
    western = from_bytes(data, cp_isolation=["cp1252", "latin_1"]).best()
    best = western or from_bytes(data).best()
    if best is None:
        raise SourceError(where, "is in no encoding that could be found out", _REMEDY)
    return _checked(_decoded(data, best.encoding, where), where), best.encoding


def _checked(text: str, where: str) -> str:
    """The text, if it holds no more control characters than a text may."""
    sample = text[:_SAMPLE]
    if "\x00" in sample or len(_CONTROL.findall(sample)) * 50 > len(sample):
        raise SourceError(where, "is binary, not text", _REMEDY)
    return text
