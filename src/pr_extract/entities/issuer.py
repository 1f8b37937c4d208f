"""Who issues the release: told by SOURCE, ticker, the announcing lead, the headline and About."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from pr_extract.entities.employers import Employers
from pr_extract.entities.mentions import Claims
from pr_extract.entities.things import Thing
from pr_extract.entities.words import Word
from pr_extract.layout import Layout

Credit = Callable[[Thing | None, float], None]

_SOURCE = re.compile(r"^[ \t]*SOURCE:?[ \t]+(?=\S)", re.MULTILINE)
_ABOUT = re.compile(
    r"(?:^|(?<=[.!?:\"”)*]\s)|(?<=\n))[ \t*#]*(?:About|ABOUT)\s(?:the\s|The\s)?(?=[^\W\d_])",
    re.MULTILINE,
)
_ANNOUNCING = re.compile(
    r"(?:announc|report|launch|unveil|introduc|releas|today|plans? to|publish|award|complet|clos"
    r"|sign|rais|open|deliver|post|record|rank|enter)",
    re.IGNORECASE,
)
# A paragraph in which an organisation introduces itself: `Acme (ACM). We are ...`.
_SELF = re.compile(
    r"\s{0,2}(?:\([^()]{1,30}\))?\s{0,2}[.:–—-]{1,2}\s{0,2}We (?:are|help|provide|offer)\b"
)
# `engineers at the University of Tarn found`: who announces research.
_FOUND_BY = re.compile(
    r"\b(?:researchers|scientists|engineers|economists|physicists|chemists|biologists|astronomers"
    r"|psychologists|doctors|team|study|research|analysis|survey|report|poll)(?:\s\w+){0,2}"
    r"\s(?:at|from|by|of)\s(?:the\s)?$"
)
# What was announced before is commented on by others.
_LATELY = re.compile(r"\b(?:last (?:week|month)|earlier this (?:week|month|year)|yesterday)\b")
# `Acme Corp. (NYSE: ACM): Lowell Research updates its coverage`: a label, and no subject.
_LABEL = re.compile(r"\s{0,2}(?:\([^()]{1,40}\)\s{0,2})?:\s")
_SITE = re.compile(
    r"\b(?:www\.)?([a-z][a-z0-9-]{2,40})\.(?:com|org|net|edu|gov|co|eu|de|io)\b", re.IGNORECASE
)
_MORE = re.compile(r"\s(?:\d|(?:Report|Survey|Index|Study)\b)")
_ENOUGH = 4
_TITLED = 40  # characters of a dateline's end and a title before the name of who opens the lead


def about_paragraphs(text: str, layout: Layout, things: Sequence[Thing]) -> list[tuple[int, Thing]]:
    """Where each *About X* starts, with X."""
    named = {
        text[start:end]: thing
        for thing in things
        if thing.label == "ORG"
        for start, end in thing.mentions
    }
    found = []
    for match in _ABOUT.finditer(text):
        names = [
            name
            for name in named
            if text.startswith(name, match.end()) and not _MORE.match(text, match.end() + len(name))
        ]
        near = text[match.end() : match.end() + 80]
        # `About AcmeAcme Widgets is`: a heading glued to its paragraph
        names = [name for name in named if _is_glued(name, near)] or names
        if names:
            found.append((match.start(), named[max(names, key=len)]))
    for block in layout.blocks[len(layout.blocks) // 2 :]:
        for name in named:
            opening = text[block.span.start : block.span.start + 120]
            at = opening.find(name, 0, 110)
            if at >= 0 and _SELF.match(opening, at + len(name)):
                found.append((block.span.start, named[name]))
    return sorted(found, key=lambda item: item[0])


def _is_glued(name: str, near: str) -> bool:
    opening = name.split()[0]
    rest = near[len(opening) :]
    return near.startswith(opening) and rest[:1].isalpha() and name in rest


def find_issuer(
    text: str,
    words: Sequence[Word],
    layout: Layout,
    things: Sequence[Thing],
    claims: Claims,
    about: Sequence[tuple[int, Thing]],
    header: Thing | None,
) -> Thing | None:
    """The organisation with the most signs of being the issuer; None if no sign is clear."""
    scores: dict[int, float] = {}

    def credit(thing: Thing | None, points: float) -> None:
        if thing is not None and thing.label == "ORG":
            scores[id(thing)] = scores.get(id(thing), 0) + points

    starts = [word.start for word in words]
    for match in _SOURCE.finditer(text):
        credit(_owner_at(claims, starts, match.end()), 20)
    for number, (_, thing) in enumerate(about):
        credit(thing, 5 if number == 0 else 2)
        if number == 0:
            for other in things:
                if other is not thing and any(
                    longer[: len(key)] == key for key in other.keys for longer in thing.keys
                ):
                    credit(other, 5)
    credit(header, 20)
    _headline(layout, things, credit)
    _lead(text, layout, things, credit)
    _office(layout, things, credit)
    _site(text, things, credit)
    _speakers(layout, Employers(words, claims), credit)
    if not scores:
        return _facility(layout, things)
    for thing in things:
        if id(thing) in scores:
            scores[id(thing)] += 0.1 * min(len(thing.mentions), 9) + (1 if thing.terms else 0)
    best = max((t for t in things if id(t) in scores), key=lambda t: scores[id(t)])
    return best if scores[id(best)] >= _ENOUGH else _facility(layout, things)


def _office(layout: Layout, things: Sequence[Thing], credit: Credit) -> None:
    """The office of whoever opens the lead: of `Governor Jane Roe`, the `Governor's Office`."""
    lead = next((b.span for b in layout.blocks if b.section == "lead"), None)
    if lead is None:
        return
    start = layout.dateline.span.end if layout.dateline else lead.start
    for person in things:
        title = person.title.casefold().split() if person.title else []
        opens = any(0 <= at - start <= _TITLED and at < lead.end for at, _ in person.mentions)
        if person.label != "PERSON" or not title or not opens:
            continue
        for thing in things:
            words = [word for word in thing.words if word not in {"the", "of", "'s", "office"}]
            if words == title and "office" in thing.words:
                credit(thing, 5)


def _site(text: str, things: Sequence[Thing], credit: Credit) -> None:
    """The organisation that the first web site spells: `www.tarnfund.org`, `tf.org`."""
    match = next(_SITE.finditer(text), None)
    if match is None:
        return
    site = match[1].casefold().replace("-", "")
    for thing in things:
        words = [word for word in thing.words if word not in {"the", "of", "and", "&", "for"}]
        initials = "".join(word[0] for word in words)
        if site == "".join(words) or (len(initials) > 2 and site == initials):
            credit(thing, 3)


def _speakers(layout: Layout, employers: Employers, credit: Credit) -> None:
    """Who lets its people speak: alone most of all, first of several a little.

    Without a headline, whom the lead does not name is only asked for a comment.
    """
    opening = next((b.span for b in layout.blocks if b.section == "lead"), None)
    speaking: list[Thing] = []
    for quote in layout.quotes:
        body = employers.of(quote.speaker) if quote.speaker else None
        if body is not None and body not in speaking:
            speaking.append(body)
    if speaking:
        told = layout.headline is not None or any(
            opening is not None and opening.start <= at < opening.end
            for at, _ in speaking[0].mentions
        )
        credit(speaking[0], 5 if len(speaking) == 1 and told else 1)


def _facility(layout: Layout, things: Sequence[Thing]) -> Thing | None:
    """A port or a park that opens the headline and is named again, where no organisation is."""
    if layout.headline is None:
        return None
    start = layout.headline.start
    for thing in things:
        if thing.label == "FAC" and len(thing.mentions) > 2:
            if any(start <= at <= start + 4 for at, _ in thing.mentions):
                return thing
    return None


def _headline(layout: Layout, things: Sequence[Thing], credit: Credit) -> None:
    if layout.headline is None:
        return
    for thing in things:
        for start, _ in thing.mentions:
            if layout.headline.start <= start < layout.headline.end:
                credit(thing, 4 if start - layout.headline.start <= 4 else 2)
                break


def _lead(text: str, layout: Layout, things: Sequence[Thing], credit: Credit) -> None:
    lead = next((b for b in layout.blocks if b.section == "lead"), None)
    if lead is None:
        return
    start = lead.span.start
    if layout.dateline and layout.dateline.span.start == start:
        start = layout.dateline.span.end
    end = lead.span.end
    mentions = sorted(
        (span, number) for number, t in enumerate(things) for span in t.mentions
        if start <= span[0] < end and t.label == "ORG"
    )  # fmt: skip
    first = True
    for (begin, stop), number in mentions[:6]:
        thing = things[number]
        opening = begin - start <= 12
        if re.match(r"['’]s\s", text[stop : stop + 3]) and opening:
            start = stop + 3  # `The Ministry's Trade Fund announced`: the fund does
            continue
        if opening and (label := _LABEL.match(text, stop)):
            start = label.end()
            continue
        near = text[stop : stop + 300]
        sentence = near.split(". ")[0]
        said = _ANNOUNCING.search(sentence)
        if opening and said and _LATELY.search(sentence):
            credit(thing, 1)  # what others comment on
        elif opening:
            credit(thing, 5 if said else 4 if thing.sure >= 4 else 3)
        elif _FOUND_BY.search(text, max(start, begin - 80), begin):
            credit(thing, 4)
        elif first:
            credit(thing, 1)
        if thing.ticker and begin - start < 400:
            credit(thing, 2 if first else 1)
        if thing.terms & {"company", "group"}:
            credit(thing, 3)
        first = False


def _owner_at(claims: Claims, starts: Sequence[int], offset: int) -> Thing | None:
    at = bisect_left(starts, offset)
    for place in range(at, min(at + 2, len(starts))):
        if claims.owner[place] is not None:
            return claims.owner[place]
    return None
