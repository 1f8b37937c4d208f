"""Ages told by a bare number beside a person's name: `Jane Roe, 33, a nurse`, `Jane Roe (33)`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pr_extract.quantities.counted import counted
from pr_extract.quantities.head_nouns import TokenIndex
from pr_extract.quantities.quantity import BareNumber, Quantity
from pr_extract.source import Span

_OLDEST = 115
_POSSESSIVES = frozenset({"his", "her", "my", "their"})
_CLOSING = {",": frozenset(",.;"), "(": frozenset(")")}


def find_ages(tokens: TokenIndex, text: str, numbers: Sequence[BareNumber]) -> dict[Span, Quantity]:
    """The numbers that are somebody's age, as measurements in years."""
    return {
        number.span: replace(
            counted(number, number.span, "year", None, text, "measurement.age"),
            kind="measurement",
            per=None,
        )
        for number in numbers
        if _is_age(tokens, text, number)
    }


def _is_age(tokens: TokenIndex, text: str, number: BareNumber) -> bool:
    """Whether it stands between the name and a second comma, or in a bracket, alone."""
    written = number.span.of(text)
    if not written.isdigit() or number.value is None or not 0 < number.value <= _OLDEST:
        return False
    mark, follower = tokens.before(number.span.start), tokens.after(number.span.end)
    if mark is None or follower is None or mark == 0:
        return False
    doc = tokens.doc
    closing = _CLOSING.get(doc[mark].text)
    if closing is None or doc[follower].text not in closing:
        return False
    name = doc[mark - 1]
    dated = doc[mark + 1].ent_type_ == "DATE"
    if name.tag_ == "NN" and mark > 1:
        return dated and doc[mark - 2].lower_ in _POSSESSIVES  # his wife, 70,
    if name.tag_ not in ("NNP", "NNPS") or name.text.isupper():
        return False
    if doc[follower].text == "," and _acts(doc, mark - 1, follower + 1):
        return True
    # The tagger knows few names, but it takes an age for a date.
    return name.ent_type_ == "PERSON" or (not name.ent_type_ and dated)


def _acts(doc: Doc, name: int, verb: int) -> bool:
    """`Lind, 27, was born in Oslo`: a name that opens its sentence, and what it does."""
    opens = any(doc[at].is_sent_start for at in (name, max(name - 1, 0)))
    return opens and verb < len(doc) and doc[verb].lower_ in _OF_PEOPLE


_OF_PEOPLE = frozenset({"who", "was", "is", "has", "had", "said", "says", "will", "told", "joined"})
