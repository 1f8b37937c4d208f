"""Rules for one question, asked in their order: the first that knows an answer decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, TypeVar

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Nothing(Enum):
    """What a rule answers that knows there is no answer: those after it are not asked."""

    NOTHING = "nothing"


NOTHING: Final = Nothing.NOTHING

Rule = Callable[[Asked], Answer | Nothing | None]
"""``None`` leaves the question to the next rule, `NOTHING` settles that there is no answer."""


@dataclass(frozen=True, slots=True)
class Rules(Generic[Asked, Answer]):
    """The rules of a family; an id is the family and the function's name.

    >>> def small(number: int) -> str | None:
    ...     return "small" if number < 10 else None
    >>> def unknown(number: int) -> Nothing:
    ...     return NOTHING
    >>> size = Rules("size", (small, unknown))
    >>> size.ids
    ('size.small', 'size.unknown')
    """

    family: str
    rules: tuple[Rule[Asked, Answer], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the rules, as `--explain` and `eval --rules` show them."""
        return tuple(self._id(rule) for rule in self.rules)

    def decide(self, asked: Asked, trace: list[str]) -> Answer | None:
        """The answer of the first rule that has one; its id goes on the trace.

        >>> def odd(number: int) -> str | None:
        ...     return "odd" if number % 2 else None
        >>> trace = []
        >>> Rules("number", (odd,)).decide(3, trace), trace
        ('odd', ['number.odd'])
        """
        for rule in self.rules:
            told = rule(asked)
            if told is not None:
                trace.append(self._id(rule))
                return None if isinstance(told, Nothing) else told
        return None

    def _id(self, rule: Rule[Asked, Answer]) -> str:
        return f"{self.family}.{rule.__name__.strip('_')}"
