"""Numbers that count nothing: labels, parts of names, addresses, years."""

from __future__ import annotations

import calendar
import re
from functools import cache
from typing import TYPE_CHECKING

from pr_extract.quantities.count_words import count_words
from pr_extract.quantities.head_nouns import HeadNoun, TokenIndex
from pr_extract.quantities.quantity import BareNumber

if TYPE_CHECKING:
    from spacy.tokens import Doc

_JOINED = re.compile(
    r"(?<![\w.-])([A-Za-z]+)[\s\u00a0](?:\d{1,2}[A-Za-z]?(?:,\s|,?\s(?:and|or|&|to)\s|[/–-])){1,4}$"
)
_LAST_WORD = re.compile(r"(?<![\w.-])([\w&.-]*[A-Za-z&])[.\s]{0,2}$")


def is_label(tokens: TokenIndex, text: str, number: BareNumber) -> bool:
    """Whether the number only tells one thing from others of its name (`Phase 3`, `Boeing 737`)."""
    start = number.extent.start
    if start < number.span.start:
        return False  # a bound word stands between
    before = text[max(0, start - 24) : start]
    joined = _JOINED.search(before)  # Scope 1 and 2 emissions
    if joined is not None and _is_plain(text, number) and "\n" not in before[joined.start() :]:
        word = joined[1].lower()
        if {word, word.removesuffix("s")} & count_words("label"):
            return True
    match = _LAST_WORD.search(before)
    if match is None or "\n" in before[match.start() :]:
        return False
    index = tokens.before(start)
    if index is None or not _is_plain(text, number):
        return False
    token = tokens.doc[index]
    if token.lower_ == "of" and number.words and not in_title_case(tokens.doc, index):
        return index > 0 and tokens.doc[index - 1].text[0].isupper()  # the Group of Seven
    verb = token.tag_.startswith("VB") and token.text[0].islower()
    if match[1].rstrip(".").lower() in count_words("label") and not verb:
        return number.value is not None and number.value < 10_000
    if token.tag_ not in ("NNP", "NNPS") or not token.text[0].isupper() or token.text[-1] == "=":
        return False
    if token.lower_.rstrip(".") in _calendar_names() or token.is_sent_start:
        return False
    return not in_title_case(tokens.doc, index)


def _is_plain(text: str, number: BareNumber) -> bool:
    """Whether the number is short and unscaled, as in names: digits, or a capitalised word."""
    written = number.span.of(text)
    if number.words:
        return written[0].isupper() and " " not in written
    return written.isdigit() or re.fullmatch(r"\d\.\d", written) is not None


@cache
def _calendar_names() -> frozenset[str]:
    """Months and weekdays, after which a number is free to count."""
    names = (calendar.month_name, calendar.month_abbr, calendar.day_name, calendar.day_abbr)
    return frozenset(name.lower() for family in names for name in family if name) | {"sept"}


def in_title_case(doc: Doc, index: int) -> bool:
    """Whether the words around the token are nearly all capitalised: capitals prove no name."""
    around = [t for t in doc[max(0, index - 5) : index + 7] if t.is_alpha and len(t) > 3]
    return len(around) > 1 and sum(t.text[0].isupper() for t in around) >= 0.8 * len(around)


def is_year(tokens: TokenIndex, text: str, number: BareNumber) -> bool:
    """Whether four digits without a comma are a year's rather than a count's."""
    written = number.span.of(text)
    if not re.fullmatch(r"(?:19|20)\d\d", written) or number.bound != "exact":
        return False
    index = tokens.before(number.span.start)
    after_verb = index is not None and tokens.doc[index].tag_[:2] in ("VB", "CD")
    return not (written.endswith("00") or (after_verb and written.endswith("0")))


def is_address(text: str, head: HeadNoun) -> bool:
    """Whether the phrase is a street's name after a house number."""
    written = head.phrase.of(text)
    words = [word.strip(".,").lower() for word in written.split()]
    return written[:1].isupper() and any(word in count_words("street") for word in words)


_NAMES = frozenset({"ORG", "WORK_OF_ART", "FAC", "GPE", "PRODUCT", "LAW", "EVENT"})


def in_name(tokens: TokenIndex, text: str, number: BareNumber, head: HeadNoun) -> bool:
    """Whether the number and its noun lie inside one capitalised name (`Four Rivers Bank`)."""
    doc = tokens.doc
    first, last = tokens.at(number.span.start), tokens.at(head.noun.end - 1)
    if not doc[last].text[0].isupper():
        return False
    spelled = number.words and number.span.of(text)[0].isupper()
    goes_on = last + 1 < len(doc) and doc[last + 1].tag_ in ("NNP", "NNPS")
    if spelled and goes_on and _opens_line(text, number):
        return True
    if spelled and not doc[first].is_sent_start and not in_title_case(doc, first):
        return not _opens_line(text, number)  # the Four Seasons hotel
    label = doc[first].ent_type_
    if label not in _NAMES or in_title_case(doc, first):
        return False
    if any(t.ent_type_ != label or t.ent_iob_ != "I" for t in doc[first + 1 : last + 1]):
        return False
    ends = last + 1 >= len(doc) or doc[last + 1].ent_iob_ != "I"
    return spelled or not ends or doc[first].ent_iob_ == "I"


def _opens_line(text: str, number: BareNumber) -> bool:
    before = text[max(0, number.span.start - 8) : number.span.start]
    return not before.rstrip(" \t*•-") or before.rstrip(" \t*•-").endswith("\n")
