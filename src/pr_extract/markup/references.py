"""What a mark refers to: strings to spans, keys to mentions, offsets to line and column."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from pr_extract.markup.errors import MarkupError
from pr_extract.markup.places import Places
from pr_extract.markup.syntax import Quoted, Token
from pr_extract.source import Span


@dataclass(frozen=True, slots=True)
class References:
    """Looks things up for the reader; every failure names its place in the marked file."""

    marked: str
    places: Places

    def span(self, span: Span) -> dict[str, Any]:
        """The span as the contract writes it."""
        return {"start": span.start, "end": span.end, "text": span.of(self.places.text)}

    def fields(self, tokens: Iterable[Token], known: Iterable[str]) -> dict[str, Any]:
        """The tokens as fields with literal values, each known and given once."""
        values: dict[str, Any] = {}
        for token in tokens:
            if token.key is None or token.key not in known:
                raise self.error(token.at, f"unknown field {token.key or token.literal!r}")
            if token.key in values:
                raise self.error(token.at, f"{token.key} is given twice")
            values[token.key] = self.literal(token)
        return values

    def literal(self, token: Token) -> str:
        """The token's plain value; an address behind it is refused."""
        if token.tail or (token.quoted and token.quoted.addressed):
            raise self.error(token.at, "a value, not a reference, stands here")
        return token.literal

    def address(self, quoted: Quoted, at: int) -> Span | None:
        """The span of a string with an address; None when it has none."""
        if quoted.offset is not None:
            if not quoted.text or not self.places.text.startswith(quoted.text, quoted.offset):
                raise self.error(at, f"{quoted.text!r} does not stand at {quoted.offset}")
            return Span(quoted.offset, quoted.offset + len(quoted.text))
        if quoted.nth is None:
            return None
        spans = self.places.occurrences(quoted.text) if quoted.text else ()
        if not 1 <= quoted.nth <= len(spans):
            raise self.error(at, f"{quoted.text!r} stands {len(spans)} times, not {quoted.nth}")
        return spans[quoted.nth - 1]

    def unique(self, quoted: Quoted, at: int) -> Span:
        """The span of a string that is found without a figure: by its address, or the only one."""
        found = self.address(quoted, at)
        if found is not None:
            return found
        spans = self.places.occurrences(quoted.text) if quoted.text else ()
        if quoted.after:
            raise self.error(at, "there is no figure here to stand after")
        if len(spans) != 1:
            raise self.error(
                at, f"{quoted.text!r} stands {len(spans)} times: say which with #number"
            )
        return spans[0]

    def near(
        self, quoted: Quoted, figure: Span, at: int, among: Container[Span] | None = None
    ) -> Span:
        """The words that a quoted reference at the figure means, if need be among these only."""
        found = self.address(quoted, at)
        if found is None:
            spans: Sequence[Span] = self.places.occurrences(quoted.text) if quoted.text else ()
            if among is not None:
                spans = [span for span in spans if span in among] or spans
            if quoted.after:
                found = next((span for span in spans if span.start >= figure.end), None)
            else:
                found = self.places.nearest(spans, figure)
        if found is None:
            where = "after the figure" if quoted.after else "in the release"
            raise self.error(at, f"{quoted.text!r} stands nowhere {where}")
        return found

    def validated(self, validate: Callable[..., Any], values: object, at: int) -> Any:
        """What the record makes of the values; its first objection becomes ours."""
        try:
            return validate(values, context={"text": self.places.text})
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            where = ".".join(str(part) for part in first["loc"][-1:])
            message = f"{where}: {first['msg']}" if where else str(first["msg"])
            raise self.error(at, message) from None

    def error(self, at: int, message: str) -> MarkupError:
        """The error that stands at this offset of the marked file."""
        return MarkupError.at(self.marked, at, message)
