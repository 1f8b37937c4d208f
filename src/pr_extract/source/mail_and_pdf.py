"""Text out of e-mails and PDF documents."""

from __future__ import annotations

import io

from pr_extract.source.errors import SourceError


def mail_text(data: bytes, where: str) -> tuple[str, str]:
    r"""An e-mail as stored (`.eml`) → the text of its body and the encoding it declares.

    >>> mail_text(b"Subject: x\nContent-Type: text/plain; charset=utf-8\n\nAcme rose.\n", "-")
    ('Acme rose.\n', 'utf-8')
    """
    from email import message_from_bytes
    from email.message import EmailMessage
    from email.policy import default

    message = message_from_bytes(data, policy=default)
    body = message.get_body(("plain", "html")) if isinstance(message, EmailMessage) else None
    if body is None:
        raise SourceError(where, "is an e-mail without text", "give the release itself")
    try:
        text = body.get_content()
    except (LookupError, ValueError):
        raise SourceError(where, "is in an unknown encoding", "save it in UTF-8") from None
    if body.get_content_type() == "text/html":
        from pr_extract.source.webpage import article_text

        text = article_text(text)
    return str(text), body.get_content_charset() or "us-ascii"


def pdf_text(data: bytes, where: str) -> str:
    """A PDF document → the text of its pages in order; needs the extra `pdf`.

    Raises `SourceError` if the extra is missing, or the document locked or without text.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise SourceError(
            where, "is a PDF document", "install the extra: pip install 'pr-extract[pdf]'"
        ) from None
    try:
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    except PyPdfError as error:
        raise SourceError(
            where, f"is a PDF that cannot be read ({error})", "save it anew"
        ) from None
    text = "\n\n".join(pages)
    if not text.strip():
        raise SourceError(where, "is a PDF without text", "it is scanned: recognise its text first")
    return text
