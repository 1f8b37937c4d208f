"""Bytes to text: what was read, how it was decoded, and spans into it.

Newlines and white space are never changed: every offset counts the code points of the text as
it was decoded. Of a web page, an e-mail or a PDF the text is what was taken out of it.

>>> from_text("Acme rose.").encoding
'utf-8'
"""

from pr_extract.source.document import Document, Span
from pr_extract.source.errors import SourceError
from pr_extract.source.reading import expand, from_text, read

__all__ = ["Document", "SourceError", "Span", "expand", "from_text", "read"]
