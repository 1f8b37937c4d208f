"""The article of a web page as text: one paragraph a line, table cells between tabs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_NO_CONTENT = (
    "script,style,noscript,template,svg,iframe,input,button,nav,aside,footer,dialog,select,"
    "figure,video,audio,[hidden],[aria-hidden=true],[role=navigation],[role=banner],"
    "[role=contentinfo],[role=complementary],[role=search]"
)
# What wires and newsrooms mark the release with, the surest first.
_ARTICLES = (
    "[itemprop=articleBody]", ".release-body", ".bw-release-story", "#release-body",
    ".main-body-container", ".article-body", ".news-release", ".press-release", "article",
    "[role=article]", "main", "[role=main]",
)  # fmt: skip
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
_ENOUGH = 200


def article_text(page: str) -> str:
    r"""HTML → the text of its article, headline first; navigation and scripts are left out.

    >>> article_text("<nav>Home</nav><h1>Acme grows</h1><p>Acme <b>grew</b> 5%.</p>")
    'Acme grows\n\nAcme grew 5%.\n'
    """
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(page)
    for node in tree.css(_NO_CONTENT):
        node.decompose()
    body = tree.body
    if body is None:
        return ""
    article = _article(body)
    paragraphs = _paragraphs(article)
    title = next((t for n in body.css("h1") if (t := _flat(n.text()))), "")
    if title and title not in paragraphs[:5]:
        paragraphs.insert(0, title)
    return "".join(
        paragraph + ("\n" if _together(paragraph, following) else "\n\n")
        for paragraph, following in zip(paragraphs, [*paragraphs[1:], ""], strict=True)
    ).rstrip("\n") + ("\n" if paragraphs else "")


def _article(body: LexborNode) -> LexborNode:
    for selector in _ARTICLES:
        nodes = [n for n in body.css(selector) if len(n.text()) >= _ENOUGH]
        if nodes:
            return max(nodes, key=lambda node: len(node.text()))
    return body


def _together(paragraph: str, following: str) -> bool:
    """Rows of a table and items of a list stand on lines next to each other."""
    return ("\t" in paragraph and "\t" in following) or (
        paragraph.startswith("• ") and following.startswith("• ")
    )


def _paragraphs(root: LexborNode) -> list[str]:
    """The text below a node, one string a paragraph, list item or table row."""
    paragraphs: list[str] = []
    pieces: list[str] = []

    def close(prefix: str = "") -> None:
        text = _flat("".join(pieces)) if "\t" not in pieces else _row("".join(pieces))
        pieces.clear()
        if text:
            paragraphs.append(prefix + text)

    def walk(node: LexborNode) -> None:
        # An explicit stack: pages nest deeper than Python recurses.
        stack: list[tuple[LexborNode, bool]] = [(node, False)]
        prefixes: list[str] = []
        while stack:
            current, leaving = stack.pop()
            tag = current.tag or ""
            if leaving:
                if tag in ("td", "th"):
                    pieces.append("\t")
                elif tag in _BLOCKS:
                    close(prefixes.pop())
                continue
            if tag == "-text":
                pieces.append(_BLANKS.sub(" ", current.text(deep=False) or ""))
                continue
            if tag == "br":
                close(prefixes[-1] if prefixes else "")
                continue
            if tag in _BLOCKS and not _in_cell(current):
                close(prefixes[-1] if prefixes else "")
                prefixes.append("• " if tag == "li" else "")
                stack.append((current, True))
            elif tag in ("td", "th"):
                stack.append((current, True))
            children = list(current.iter(include_text=True))
            stack.extend((child, False) for child in reversed(children))

    walk(root)
    close()
    return paragraphs


def _in_cell(node: LexborNode) -> bool:
    parent = node.parent
    return parent is not None and parent.tag in ("td", "th")


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _row(text: str) -> str:
    cells = [_flat(cell) for cell in text.split("\t")]
    while cells and not cells[-1]:
        cells.pop()
    return "\t".join(cells)
