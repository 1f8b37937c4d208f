"""Quotations: what stands between quotation marks as somebody's words, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pr_extract.layout.parts import Block, Quote
from pr_extract.source import Span

_VERBS = (
    r"(?:said|says|say|saying|added|adds|adding|commented|comments|commenting|stated|states|"
    r"noted|notes|explained|explains|continued|continues|concluded|concludes|remarked|remarks|"
    r"told|wrote|writes|declared|emphasized|emphasised|stressed|observed|according\s+to|"
    r"pointed\s+out|shared|announced|highlighted|replied|recalled|argued|affirmed|"
    r"reiterated|remarking|noting|summarized|summarised|summed\s+up|enthused|cautioned|cautions|"
    r"warned|warns|insisted|insists|joked|recounted|predicted|predicts)"
)
_SAID_AFTER = re.compile(rf"[\s,.]*(?P<verb>{_VERBS})\b\s*", re.IGNORECASE)
_NAME_SAID = re.compile(
    rf"\s*(?P<name>[^.“”\"\n]{{2,160}}?),?\s+(?P<verb>{_VERBS})\b", re.IGNORECASE
)
_SAID_BEFORE = re.compile(
    rf"(?P<verb>{_VERBS})\b(?P<rest>[^.“”\"\n]{{0,140}}?)[,:]?\s*(?:that\s*)?$", re.IGNORECASE
)
_NAMED_BEFORE = re.compile(r"(?P<name>[^.“”\"\n:]{2,160}):\s*$")
_DASHED_AFTER = re.compile(r"\s*[–—-]{1,2}\s*(?=[A-Z])")
_SENTENCE_START = re.compile(r"[.!?:][”\"’)]*\s+(?=[A-Z“\"])")

_WORD = r"(?:[A-Z][\w’'.-]*|[A-Z]\.)"
_PARTICLE = r"(?:de|da|del|della|di|du|van|von|der|den|ter|la|le|bin|ibn|al|el|dos|do)"
_NAME = re.compile(
    rf"{_WORD}(?:(?:/|\s+)(?:(?:{_PARTICLE}|of\s+the|of|for|and|&)\s+){{0,2}}{_WORD}){{0,9}}"
)
# `NWFL chief executive Jo Lind`: a house and a role before the speaker.
_DESCRIBED = re.compile(
    rf"{_WORD}(?:\s{_WORD}){{0,5}}(?:[’']s)?\s"
    r"(?:(?!(?:of|for|from|the|and|at|in|on|to|with|who|whose|as|by|during)\b)[a-z][a-z-]{2,20}\s)"
    rf"{{1,4}}(?={_WORD}\s+[A-Z])"
)
_CONNECTED = re.compile(r"\s(?:of|for|and|&)\s")
_TITLE_WORDS = re.compile(
    r"\b(?:[A-Z]{1,2}[EFOTIMPRSDHL]O|President|Officer|Director|Chair(?:man|woman|person)?|Manager|"
    r"Founder|Co-?founder|Partner|Minister|Secretary|Commissioner|Governor|Mayor|Senator|Chief|"
    r"Head|Executive|Analyst|Principal|Professor|Prof\.|Dr\.?|Mr\.?|Mrs\.?|Ms\.?|Sir|Dame|Lord|"
    r"Lady|Vice|Chancellor|Ambassador|Representative|Rep\.|Sen\.|Gov\.|Gen\.|General|Administrator|"
    r"Leader|Lead|Engineer|Economist|Scientist|Spokes(?:man|woman|person)|Congress(?:man|woman)|Judge|"
    r"Attorney|Superintendent|Dean|Owner|Strategist|Coordinator|Counsel|Treasurer|Captain|Colonel)(?=[\s/]|$)"
)
# A capital before another one is a name: `said He Min`.
_PRONOUN = re.compile(r"(?:he|she|they|it|we|who|H[Ee](?! [A-Z])|S[Hh]e|T[Hh]ey|It|We|Who)\b")
_ORGANISATION = re.compile(r"(?:the|a|an)\s+(?P<noun>[A-Za-z][\w’' -]{1,60}?)(?=[,.;\n]|$)")
_SMALL_QUOTE = re.compile(r"(?<![\w’'])[‘'](?=\w)[^‘“”\"\n]{15,1500}?[,.!?][’'](?!\w)")
_MARKS = re.compile('[“”„«»"]')
_TITLE_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|U\.S|[A-Z])\.\s+$")
_FEWEST_WORDS = 4
_REACH = 240
_SHORTEST_OPEN = 20
_FURTHEST_CONTINUATION = 5


@dataclass(frozen=True, slots=True)
class _Candidate:
    """What stands between marks, the blocks it starts and ends in, and whether a mark closes it."""

    span: Span
    block: int
    last: int
    closed: bool


def find_quotes(text: str, blocks: Sequence[Block]) -> tuple[Quote, ...]:
    """Text and its blocks → the quotations in text order, marks included.

    A quoted term or title is none: it takes a saying verb, or whole sentences.
    """
    quotes: list[Quote] = []
    speaker: Span | None = None
    last: _Candidate | None = None
    for candidate in _candidates(text, blocks):
        block = blocks[candidate.block]
        before = _before(text, candidate, blocks)
        end = candidate.span.end
        after = text[end : min(blocks[candidate.last].span.end, end + _REACH)]
        named = _speaker(text, candidate, before, after)
        goes_on = last is not None and _continues(last, candidate)
        if not _is_speech(text, candidate, block, said=named is not None, goes_on=goes_on):
            continue
        near = last is not None and candidate.block - last.last <= 1
        if isinstance(named, Span):
            speaker = named
        elif named is None and not goes_on and not near:
            speaker = None
        quotes.append(Quote(candidate.span, speaker))
        last = candidate
    return tuple(quotes)


def _candidates(text: str, blocks: Sequence[Block]) -> Iterator[_Candidate]:
    """Everything between matching marks; a quotation may run over several paragraphs."""
    resume = 0
    for number, block in enumerate(blocks):
        if block.kind == "table_row" or block.span.end <= resume:
            continue
        opened: int | None = None
        for match in _MARKS.finditer(text, max(block.span.start, resume), block.span.end):
            role = _role(text, match.start(), block, opened)
            if role == "open":
                opened = match.start()
            elif role == "close" and opened is not None:
                yield _Candidate(Span(opened, match.end()), number, number, closed=True)
                opened = None
        if opened is not None and block.span.end - opened > _SHORTEST_OPEN:
            last, end = _far_end(text, blocks, number) or (number, block.span.end)
            resume = end if last > number else 0
            yield _Candidate(Span(opened, end), number, last, closed=last > number)
        if opened is None:
            yield from _single_quoted(text, block, number)


def _role(text: str, position: int, block: Block, opened: int | None) -> str | None:
    """What a mark does where it stands: open, close, or nothing."""
    mark = text[position]
    if mark in "„«":
        return "open"
    if mark == "»":
        return "close"
    before = text[position - 1] if position > block.span.start else " "
    after = text[position + 1] if position + 1 < block.span.end else " "
    if mark == "”":
        # A slip that is not rare: `said Jane Roe. ”We will grow.”`
        slip = opened is None and before.isspace() and after.isupper()
        return "open" if slip else "close"
    if mark == "“":
        low = opened is not None and text[opened] == "„"
        return "close" if low or (opened is not None and after in " ,.;\n") else "open"
    if opened is None:
        glued = before in ".!?" and (after.isupper() or after in "‘'")  # `in May."We have`
        opens = before.isspace() or before in "([—–-:" or glued
        return "open" if opens and not after.isspace() else None
    return "close" if not before.isspace() or after.isspace() else None


def _far_end(text: str, blocks: Sequence[Block], number: int) -> tuple[int, int] | None:
    """The later block, and where in it, that closes a quotation its own paragraph leaves open."""
    nearby = blocks[number + 1 : number + 1 + _FURTHEST_CONTINUATION]
    for later, block in enumerate(nearby, number + 1):
        if block.kind == "heading":
            return None
        match = _MARKS.search(text, block.span.start, block.span.end)
        if match:
            closes = _role(text, match.start(), block, block.span.start) == "close"
            return (later, match.end()) if closes and match.start() > block.span.start else None
    return None


def _single_quoted(text: str, block: Block, number: int) -> Iterator[_Candidate]:
    """British style: `‘Words,’ said Jane Doe`, only where no double marks stand around them."""
    content = text[block.span.start : block.span.end]
    if not ("‘" in content or " '" in content or content[0] == "'") or _MARKS.search(content):
        return
    for match in _SMALL_QUOTE.finditer(text, block.span.start, block.span.end):
        yield _Candidate(Span(match.start(), match.end()), number, number, closed=True)


def _before(text: str, candidate: _Candidate, blocks: Sequence[Block]) -> tuple[int, int]:
    """The clause that leads to the quotation: in its own paragraph, or one that ends in a colon."""
    block = blocks[candidate.block]
    start, end = max(block.span.start, candidate.span.start - _REACH), candidate.span.start
    if candidate.block and _opens(text, candidate, block):
        above = blocks[candidate.block - 1].span
        if text[above.end - 1] == ":":
            start, end = max(above.start, above.end - _REACH), above.end
    for match in _SENTENCE_START.finditer(text, start, end):
        if not _TITLE_ABBREVIATION.search(text, start, match.end()):
            start = match.end()
    return start, end


def _opens(text: str, candidate: _Candidate, block: Block) -> bool:
    """Whether a quotation is the first thing in its paragraph, a bullet aside."""
    start, end = block.span.start, candidate.span.start
    return end - start < 8 and not text[start:end].strip(" \t\xa0*•●○-–—")


def _is_speech(
    text: str, candidate: _Candidate, block: Block, *, said: bool, goes_on: bool
) -> bool:
    inner = candidate.span.of(text).strip('“”„«»"‘’ \n\t')
    words = len(inner.split())
    whole = bool(inner) and inner[-1] in ".!?…,—–-" and not inner[0].islower()
    opens = _opens(text, candidate, block)
    if said:
        return words >= (2 if whole else _FEWEST_WORDS)
    if whole and inner[-1] != "," and words >= 3 and goes_on:
        return True
    return (
        words >= 6
        and (opens or (whole and inner[-1] in ".!?…"))
        and (whole or not candidate.closed)
    )


def _continues(last: _Candidate, candidate: _Candidate) -> bool:
    """Whether a quotation goes on with the one before: same paragraph, or the next one's start."""
    if candidate.block == last.last:
        return True
    return candidate.block == last.last + 1 and not last.closed


def _speaker(
    text: str, candidate: _Candidate, before: tuple[int, int], after: str
) -> Span | bool | None:
    """The speaker named around a quotation; True if only a pronoun stands there; else None."""
    end = candidate.span.end
    inner_end = text[end - 2] if len(candidate.span) > 2 else ""
    finished = inner_end in ",.!?…—–- " or after[:1] == ","
    if finished and (match := _SAID_AFTER.match(after)):
        return _name_after(text, end + match.end(), end + len(after))
    if match := _DASHED_AFTER.match(after):
        return _name_after(text, end + match.end(), end + len(after))
    start, stop = before
    clause = text[start:stop]
    if match := _SAID_BEFORE.search(clause):
        if name := _name_before(text, start, start + match.start()):
            return name
        if match["rest"].strip():
            return _name_after(text, start + match.start("rest"), stop) or True
        return True
    if (match := _NAMED_BEFORE.match(clause)) and (
        name := _name_before(text, start, start + match.end("name"))
    ):
        return name
    if finished and (match := _NAME_SAID.match(after)):
        return _name_before(text, end + match.start("name"), end + match.end("name"))
    return None


def _name_after(text: str, start: int, end: int) -> Span | bool | None:
    """The name in `said NAME, title` or `said title NAME`; True for a pronoun."""
    while start < end and text[start].isspace():
        start += 1
    if _PRONOUN.match(text, start, end):
        return True
    stop = next((i for i in range(start, end) if text[i] in '“”"\n' or text[i] == ";"), end)
    if (match := _ORGANISATION.match(text, start, stop)) and not _NAME.search(match["noun"]):
        return Span(match.start("noun"), match.end("noun"))
    described = _DESCRIBED.match(text, start, stop)
    match = _NAME.match(text, described.end(), stop) if described else None
    match = match or _NAME.match(text, start, stop)
    match = match or _NAME.search(text, start, min(stop, start + 90))
    return _without_title(text, match) if match else None


def _name_before(text: str, start: int, end: int) -> Span | bool | None:
    """The name in `NAME, title, said` or `title NAME said`; True for a pronoun."""
    while start < end and text[start] in " \n\t,.":
        start += 1
    if _PRONOUN.match(text, start, end):
        return True
    comma = text.find(",", start, end)
    heads = (
        [(start, comma), (text.rfind(",", start, end) + 1, end)] if comma > 0 else [(start, end)]
    )
    for left, right in heads:
        names = [m for m in _NAME.finditer(text, left, right) if len(m.group().split()) > 1]
        if not names:
            # A single word may be any sentence's first: a name it is only right before the verb.
            names = [m for m in _NAME.finditer(text, left, right) if m.end() >= right - 1]
        if names:
            return _without_title(text, names[-1])
    if match := _ORGANISATION.match(text, start, end):
        return Span(match.start("noun"), match.end("noun"))
    apposed = _APPOSED.search(text, start, end)  # its chair, Mara Lind, said
    return Span(*apposed.span("name")) if apposed else None


_APPOSED = re.compile(rf",\s(?P<name>{_WORD}\s{_WORD}),\s*\Z")


def _without_title(text: str, match: re.Match[str]) -> Span:
    """`Acme Executive Vice President John Roe` → `John Roe`; a name alone stays as it is."""
    start, end = match.span()
    titles = list(_TITLE_WORDS.finditer(text, start, end))
    if titles:
        first, last = titles[0], titles[-1]
        rest = text[last.end() : end].split()
        if not rest and len(text[start : first.start()].split()) >= 2:
            end = first.start()
        elif rest and rest[0] in ("of", "for", "and", "&"):
            # `Minister of Health Ann Roe`: the name is what stands last.
            length = 3 if len(rest) > 3 and rest[-2].endswith(".") else 2
            if len(rest) > length + 1:
                start = text.index(rest[-length], last.end() + 3, end)
            elif first.start() > start:
                end = first.start()
        elif len(rest) == 1:
            start = last.start()
        elif rest:
            start = last.end()
    elif cut := _CONNECTED.search(text, start, end):
        end = cut.start()
    for possessive in ("’s", "'s"):
        end -= len(possessive) * text.endswith(possessive, start, end)
        if (cut_at := text.rfind(possessive + " ", start, end)) > 0:
            start = cut_at + len(possessive) + 1
    while start < end and text[start] in " \n\t":
        start += 1
    while end > start and (text[end - 1] in " \n\t,’'" or _is_full_stop(text, start, end)):
        end -= 1
    return Span(start, end)


def _is_full_stop(text: str, start: int, end: int) -> bool:
    word = text[start:end].rsplit(None, 1)[-1]
    return word.endswith(".") and len(word) > 2 and word.rstrip(".") not in ("Jr", "Sr", "Inc")
