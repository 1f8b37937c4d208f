"""Where words stand: sentences, sections, and which occurrence a quoted reference means."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pr_extract.source import Span

_UNESCAPE = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPE = {"\n": "\\n", "\r": "\\r", "\t": "\\t", '"': '\\"', "\\": "\\\\"}

PRONOUNS = frozenset(("it", "we", "they", "he", "she", "i", "us", "them", "you"))
"""Words that name an entity only to those who have read the sentence."""


def unescape(quoted: str) -> str:
    r"""The text between the quotes of a string, its escapes undone.

    >>> unescape('a \\"b\\"')
    'a "b"'
    """
    return re.sub(r"\\(.)", lambda match: _UNESCAPE[match[1]], quoted)


def quote(text: str) -> str:
    r"""A string of the format, quotes included.

    >>> quote('a "b"')
    '"a \\"b\\""'
    """
    return '"' + "".join(_ESCAPE.get(char, char) for char in text) + '"'


@dataclass(frozen=True, slots=True)
class Places:
    """A plain text with its sentence breaks, whole sentences and sections.

    A line is a sentence unless ``breaks`` divide it; a stretch of ``sentences`` is one, over any
    number of lines. ``switches`` are (offset, section) from where a section holds; ``sections``
    are (stretch, section) and hold inside, the innermost first.
    """

    text: str
    breaks: Sequence[int] = ()
    sentences: Sequence[Span] = ()
    switches: Sequence[tuple[int, str]] = ()
    sections: Sequence[tuple[Span, str]] = ()
    _found: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def sentence_of(self, span: Span) -> Span:
        """The sentence in which a span starts, without the white space around it."""
        inside = [s for s in self.sentences if s.start <= span.start < s.end]
        if inside:
            return min(inside, key=len)
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.start)
        end = len(self.text) if end < 0 else end
        at = bisect_right(self.breaks, span.start)
        if at and self.breaks[at - 1] > start:
            start = self.breaks[at - 1]
        if at < len(self.breaks) and self.breaks[at] < end:
            end = self.breaks[at]
        stretch = self.text[start:end]
        return Span(
            start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())
        )

    def section_of(self, span: Span) -> str:
        """The section that holds where a span starts; ``body`` where nothing is said."""
        inside = [(len(s), name) for s, name in self.sections if s.start <= span.start < s.end]
        if inside:
            return min(inside)[1]
        at = bisect_right(self.switches, span.start, key=lambda switch: switch[0])
        return self.switches[at - 1][1] if at else "body"

    def occurrences(self, words: str) -> tuple[Span, ...]:
        """Every place where the words stand whole; a space stands for any white space."""
        if words not in self._found:
            parts = [re.escape(part) for part in re.split(r"\s+", words)]
            before = r"(?<!\w)" if re.match(r"\w", words) else ""
            after = r"(?!\w)" if re.search(r"\w\Z", words) else ""
            pattern = before + r"\s+".join(parts) + after
            self._found[words] = tuple(
                Span(*match.span()) for match in re.finditer(pattern, self.text) if match[0]
            )
        return self._found[words]

    def nearest(self, spans: Iterable[Span], figure: Span) -> Span | None:
        """The span meant by a reference at the figure.

        In the figure itself; else in its sentence, the last before it, then the first after it;
        else in the release, the last before it, then the first after it.
        """
        spans = sorted(spans)
        sentence = self.sentence_of(figure)
        before = [span for span in spans if span.end <= figure.start]
        after = [span for span in spans if span.start >= figure.end]
        choices = (
            [span for span in spans if span.overlaps(figure)],
            [span for span in before if span.start >= sentence.start][-1:],
            [span for span in after if span.end <= sentence.end],
            before[-1:],
            after,
        )
        return next((choice[0] for choice in choices if choice), None)

    def nearest_mention(self, spans: Iterable[Span], figure: Span) -> Span | None:
        """As `nearest`, but a pronoun serves only in the figure's sentence, and there only last."""
        spans = list(spans)
        sentence = self.sentence_of(figure)
        names = [span for span in spans if span.of(self.text).lower() not in PRONOUNS]
        here = [
            [span for span in some if sentence.covers(span) or span.overlaps(figure)]
            for some in (names, spans)
        ]
        return self.nearest(here[0] or here[1] or names or spans, figure)
