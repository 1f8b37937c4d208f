"""What looks like a date and is none: counts, names, products, laws, phone numbers.

A guard looks at the characters around a node and says whether it may stand.
"""

from __future__ import annotations

import re

from pr_extract.dates.nodes import Node

_MONEY_BEFORE = re.compile(
    r"[$€£¥₹₩#№%+*@_=&?]\s?$|(?:\bNo\.|\bNos\.|\bRule|\bForm|\bISO|\bp\.)\s$"
)
_UNIT_AFTER = re.compile(
    r"(?:\s?[%°€£¥]|[ -](?:percent|per cent|million|billion|trillion|thousand|people|employees|jobs"
    r"|bps|basis points|MW|kW|GW|MWh|kWh|GWh|mg|kg|km|miles|feet|square|sq|tons|tonnes|acres"
    r"|hectares|hours|minutes|days|weeks|months|years|units|shares|dollars|euros|pounds|rpm|mm|cm"
    r"|meters|metres|rooms|homes|stores|members|students|participants|companies|customers)\b"
    r"|[.,]\d|-(?:\d|[a-z]+-)|/\d)"
)
_FOOTNOTE = re.compile(r"\.\d{1,2}(?:\s+[A-Z“\"]|\s*$)")  # `in 2034.2 Acme expects`
_SURE_BEFORE = re.compile(
    r"\b(?:in|since|during|until|till|through|throughout|before|after|by|from|between|year|early"
    r"|mid|late|calendar|ended|ending|due|for|of|to|and|versus|vs\.?|against|than|over|on|until"
    r"|circa|c\.|est\.|established|founded|©|copyright|compared to|[Ii]n|[Ss]ince|[Bb]y|[Ff]or"
    r"|[Ff]rom|[Dd]uring|[Tt]hrough|[Uu]ntil)[\s-]$"
)
_LAW = re.compile(
    r"\b(?:Act|Law|Code|Order|Bill|Treaty|Regulations?|Directive|Ordinance|Class) of $"
)
_PHONE = re.compile(r"(?:\+\d{1,3}|\)|\b\d{2,3})[ -]$")
_NAME_BEFORE = re.compile(r"(?:^|[\s(“\"‘'’-])(?P<word>[A-Z][\w&.’'-]*)\s$")
_NAME_AFTER = re.compile(r"\s(?P<word>[A-Z][\w&’'-]*)")
# Nouns a year stands beside without being part of a name, in titles as in running text.
_FIGURES = re.compile(
    r"(?i)(?:results?|revenues?|sales|earnings|guidance|outlook|performance|forecasts?|profits?"
    r"|income|ebitda|growth|turnover|exports?|imports?|production|output|dividends?|budget|net"
    r"|financials?|full|first|second|third|fourth|1st|2nd|3rd|4th|quarter\w*|half\w*|year|interim"
    r"|operating|operational|adjusted|gross|total|capital|capex|targets?|actual|estimates?"
    r"|projections?|fiscal|preliminary|unaudited|audited|key|highlights|spending|data|and|to|vs)\b"
)
# `revenue after nine months was`, `earnings for the nine months were`: what a year has brought.
_AFTER_MONTHS = re.compile(
    r"(?i)\b(?:revenues?|sales|turnover|profits?|earnings|income|results?|ebita?d?a?|orders|intake"
    r"|loss|exports?|imports?|production|output)\s(?:after|for(?:\sthe)?|over(?:\sthe)?)\s$"
)
_THEN = re.compile(
    r"\s(?:was|were|is|stood|came|amounted|rose|fell|grew|reached|total\w+|increased|decreased"
    r"|declined|climbed|dropped|improved|at|of|to|up|down)\b|,\s"
)
_NOTES = re.compile(r"(?i)\s(?:\w+\s)?(?:notes|bonds|debentures|warrants|plan|awards?)\b")
_PLURAL_AFTER = re.compile(
    r"\s(?!was\b|is\b|has\b|plus\b|versus\b|as\b|this\b|its\b|thus\b|less\b)[a-z]+s\b"
)
_MONTH_BEFORE = re.compile(
    r"(?i)(?:\b(?:in|of|since|until|till|by|from|through|to|during|for|between|and|this|last|next"
    r"|past|late|early|mid|the|each|every|on|or|before|after|around|as of|ended|ending|again|via"
    r"|our|its|their|back)[\s-]|[(\[|,:;/–-]\s?|’s |'s |^|\n\W{0,4})$"
)
# Words that open a sentence with a capital without being a name.
_OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "Its",
        "Our",
        "Their",
        "His",
        "Her",
        "Your",
        "My",
        "This",
        "That",
        "These",
        "Those",
        "All",
        "Both",
        "Each",
        "Some",
        "Strong",
        "Record",
        "Full",
        "Total",
        "New",
        "Raises",
        "Reports",
        "Announces",
        "Confirms",
        "Updates",
        "Narrows",
        "Lowers",
        "Reaffirms",
        "Following",
        "Reiterates",
        "Maintains",
        "Provides",
        "Issues",
        "Posts",
        "Sees",
        "Expects",
        "Outlines",
        "Releases",
    ]
)
# `the third quarter in a row` counts quarters.
_IN_ROW = re.compile(r"(?i)\s(?:in\s(?:a\srow|succession)|running|on\sthe\strot)\b(?!\sof\b)")
_NAMES = frozenset({"April", "May", "June", "August", "March", "Jan", "Dec"})


def stands(node: Node, text: str) -> bool:
    """Whether the node may be a date where it stands."""
    before, after = text[max(0, node.start - 60) : node.start], text[node.end : node.end + 60]
    if node.kind == "point":
        if node.rule in {"date.year", "date.year_range"}:
            return _year_stands(node, text, before, after)
        if node.rule in {"date.month", "date.abbreviated_month"} and node.year is None:
            return _month_stands(node, text, before, after)
        if node.rule in {"date.month_day", "date.day_month"} and node.year is None:
            return not _MONEY_BEFORE.search(before) and not _UNIT_AFTER.match(after)
        if node.rule == "date.holiday" and node.year is None:
            return not _WISHED.search(before) and not _NEXT_WORD.match(after)
        if node.rule == "date.dashed":
            return re.search(r"(?:[a-z(]\s?|^)$", before) is not None and not re.match(
                r"\s?[\w%]", after
            )
        if node.rule == "date.slash_day":
            return _slash_day_stands(node, before, after)
        if node.rule == "date.numeric_month":
            return _numeric_month_stands(node, text, before, after)
        if node.rule in {"date.numeric", "date.dotted", "date.iso"}:
            return not _MONEY_BEFORE.search(before) and not re.match(r"[-./]?\d", after)
        if node.rule == "period.after_months":
            return bool(_AFTER_MONTHS.search(before)) and _THEN.match(after) is not None
        if node.unit == "months" and node.rule == "period.first_months":
            return not _MONEY_BEFORE.search(before)
        if node.rule in {"period.quarter", "period.half"} and _IN_ROW.match(after):
            return False
        if node.rule == "period.half" and node.year is None and node.of is None:
            if text[node.start : node.end].isalnum() and len(text[node.start : node.end]) == 2:
                return (
                    not re.search(r"/$", before)
                    and not re.match(r"/", after)
                    and (
                        _SURE_BEFORE.search(before) is not None
                        or re.match(r"[,.:;)]", after) is not None
                        or "half" in text
                    )
                )
            if _LATTER.search(text, node.start, node.end):  # of a hall, of a match
                return False
            return not re.match(r"\s(?:of|time)\b", after)
        if node.rule == "period.quarter" and node.year is None and node.of is None:
            return not re.match(r"\s(?:century|mile|final)", after)
        if node.rule == "date.trial":
            word = text[node.start : node.end]
            return word[0].isupper() and bool(
                re.search(r"\b(?:at|to|by|through|from|until|after|before|and)\s$", before)
            )
        if node.rule == "date.the_season":
            return bool(_DURING.search(before)) and not _NEXT_WORD.match(after)
        if node.rule == "date.season":  # the 2030 Winter Games
            named = text[node.start : node.end].split()[-1][0].isupper()
            return not (named and re.match(r"\s[A-Z]", after))
    if node.rule == "period.range" and node.of and node.of.rule == "date.slash_day":
        return re.search(r"(?i)\b(?:from|between)\s$", before) is not None
    if node.rule == "date.weekday_the" and _NEXT_NOUN.match(after):
        return text[node.end - 3].isdigit()  # on Tuesday, the third cut
    if node.kind == "shift":
        if node.rule == "date.unit_before":
            return re.match(r"\s?(?:[.,;:)]|$)|\s(?:and|but|when|to)\b", after) is not None
        if node.rule == "date.in_count":
            return _DEPARTS.search(before) is not None
        if node.rule == "date.next_day":
            return re.match(r"\s?(?:[.,;!?)]|$)|\s(?:at|and|by|to|with|for)\b", after) is not None
        if node.rule == "date.bare_ordinal":
            known = re.search(r"(?i)\b(?:on|by|until|till|since|before|after|for)\s$", before)
            return known is not None and re.match(r"\s?(?:[.!?;)]|$|,\s(?!\d))", after) is not None
        if node.rule == "date.weekday":
            word = text[node.start : node.end]
            return (
                not re.match(r"\s(?:[A-Z])", after)
                and before[-6:].strip() not in {"Black", "Cyber"}
                and bool(word)
            )
        if node.ended is not None:
            return True
        if node.rule == "period.deictic":
            return _deictic_stands(node, text, before, after)
        if node.rule == "date.ago" and node.timex == "earlier":
            before_what = text[node.start : node.end].endswith("before") and re.match(
                r"\s\w", after
            )
            return not before_what or re.search(r"\b(?:than|against|versus)\s$", before) is not None
        if node.rule == "date.shift" and node.unit in {"week", "weekend"}:
            return True
    if node.rule == "date.mid_year":
        return _TOLD_BY.search(before) is not None and not re.match(r"\s[a-z]+s\b", after)
    if node.rule == "duration.article":
        quarter = text.endswith("quarter", node.start, node.end)
        led = _IN.search(before) if quarter else _LASTS.search(before)
        return led is not None and not _NO_LENGTH.match(after)
    if node.kind == "set":
        return _set_stands(node, text, before, after)
    return True


# What leads to a length of time that has an article for its number; a quarter is a ratio besides.
_LASTS = re.compile(
    r"(?i)\b(?:in|by|for|over|within|than|after|nearly|almost|about|tak(?:es?|ing)|took|last(?:s|ed)?)\s$"
)
_IN = re.compile(r"(?i)\b(?:in|within)\s$")
_NO_LENGTH = re.compile(
    r"(?i)(?:-|['’]s?\s|\s(?:of|or|old|ago|earlier|before|later|prior|when|where|that|which|to\s[a-z]+"
    r"|on|long|early|ahead)\b)"
)
_DURING = re.compile(r"(?i)\b(?:over|in|during|for|through|throughout|by|until|since)\s$")
# A noun after a holiday or a season makes it one's modifier: `a Christmas tree`.
_NEXT_WORD = re.compile(
    r"(?:['’]s?)?[\s-](?!(?:and|or|but|in|at|on|to|of|for|with|by|from|after|before|when|while|as|than|was|is"
    r"|are|were|will|falls?|fell|this|next|last|that|the|a|an|because|if|so|until|since|holidays?|weekend|season|break|period)\b)[A-Za-z]"
)
_WISHED = re.compile(r"(?i)\b(?:happy|merry)\s$")


_NEXT_NOUN = re.compile(r"\s(?!(?:at|and|or|from|to|until|in|by|with|for)\b)[a-z]")
# What halves are called when they have their year, and much else when they have none.
_LATTER = re.compile(r"(?i)\b(?:latter|back|front)\b")
# Before `mid-year`, which else is a modifier: `mid-year results`.
_TOLD_BY = re.compile(r"(?i)\b(?:by|at|around|until|since|before|after|from|through)\s$")
# What happens at a moment, so that `in three weeks` says when; most else takes that long.
_DEPARTS = re.compile(
    r"(?i)\b(?:will|shall|would|to)\s(?:be\s)?(?:leav\w*|return|back|open|launch|begin|start|arrive"
    r"|close|expire|meet|resume|retire|depart|take\splace|vote|step\sdown)(?:\s[\w']+){0,4}\s$"
)


def _slash_day_stands(node: Node, before: str, after: str) -> bool:
    """`on 4/22`, but no fraction (`1/2 of`), no `24/7`, no count of cases (`4/22 patients`)."""
    known = re.search(r"(?i)\b(?:on|by|since|until|dated|effective)\s+$", before)
    if known is None or (node.day or 0) in {2, 3, 4, 5, 8}:
        return False
    return (
        re.match(r"\s?(?:[.,;)!?](?!\d)|$|(?:at|in|with|for|to|and|through)\b)", after) is not None
    )


def _numeric_month_stands(node: Node, text: str, before: str, after: str) -> bool:
    """`11/2016` after a word; with blanks around the sign, only where the clause ends."""
    written = text[node.start : node.end]
    if _MONEY_BEFORE.search(before) or re.search(r"[\w.,:/–-]$", before):
        return False
    if re.search(
        r"(?i)\b(?:no|number|item|section|vol|volume|issue|law|act|rule|form)\.?\s$", before
    ):
        return False
    ends = re.match(r"\s?(?:[.,;)](?!\d)|$)", after) is not None
    if " " in written or "-" in written or "–" in written:
        return ends and re.search(r"(?:[a-z]\s|^)$", before) is not None
    return not _UNIT_AFTER.match(after) and not re.match(r"[-/]", after)


def _year_stands(node: Node, text: str, before: str, after: str) -> bool:
    year = node.year
    assert year is not None
    if node.rule == "date.year" and text[node.start : node.end].strip()[:1].isalpha():
        return True  # `early 2026`, `calendar year 2022`
    if _MONEY_BEFORE.search(before) or _LAW.search(before):
        return False
    if _UNIT_AFTER.match(after) and not _FOOTNOTE.match(after):
        return False
    if before and before[-1] in "-–/.,:_" and (len(before) > 1 and before[-2].isalnum()):
        return False
    if re.match(r"[-–][A-Za-z]*\d|[_@]|\.[^\W\d]", after):
        return False
    if _PHONE.search(before) and re.match(r"[ -](?!19|20)\d{3,4}\b(?![.,]\d)", after):
        return False
    if node.rule == "date.year_range":
        return 1800 <= year <= 2150
    sure = _SURE_BEFORE.search(before)
    unlikely = not 1950 <= year <= 2060 or (year % 100 == 0 and year != 2000)
    if unlikely and (not sure or _PLURAL_AFTER.match(after)):
        return False
    if (year == 2000 or not 1980 <= year <= 2040) and _PLURAL_AFTER.match(after):
        return False
    if _NOTES.match(after) or (
        before.endswith(("“", '"')) and re.match(r"[ \w]{0,20}[”\"]", after)
    ):
        return False
    if sure and not re.search(r"\b(?:and|to|for|of|on|over)\s$", before):
        return True
    return not _in_name(before, after)


def _in_name(before: str, after: str) -> bool:
    """Whether the year belongs to a name: `Vision 2030`, `the 2026 State of Shipping Report`."""
    preceding, following = _NAME_BEFORE.search(before), _NAME_AFTER.match(after)
    if following and _FIGURES.fullmatch(following["word"]):
        return False
    owner = preceding is not None and (
        re.search(r"(?:[’']s|s[’'])$", preceding["word"]) or preceding["word"] in _OPENERS
    )
    if preceding and not owner and not _FIGURES.fullmatch(preceding["word"].rstrip(".,:")):
        word = preceding["word"]
        return not _SURE_BEFORE.search(before.lower()) and not (word.isupper() and len(word) > 9)
    if following and not _FIGURES.fullmatch(following["word"]):
        words = re.findall(r"[\w&’'-]+", after)[:6]
        if any(_FIGURES.fullmatch(word) and word not in {"and", "to"} for word in words[1:3]):
            return False
        return bool(re.search(r"(?:\w|[’'])\s?$", before)) and bool(
            re.search(
                r"\b(?:the|its|our|their|this|annual|The|Its|Our|Their|a|an)\s$|[’']s?\s$", before
            )
        )
    return False


def _month_stands(node: Node, text: str, before: str, after: str) -> bool:
    word = text[node.start : node.end]
    if word[0].islower() and re.search(r"[ -][A-Z][a-z.]+$", word):
        return True  # `early May`, `the last day of March`
    if node.rule == "date.abbreviated_month":
        return (
            bool(_MONTH_BEFORE.search(before))
            and len(word) > 2
            and word[0].isupper()
            and (
                re.match(r"[).,;]|\s[a-z]|$", after) is not None
                and word.lower() not in {"sun", "sat"}
            )
            and not re.match(r"\s?\d", after)
        )
    if not word[0].isupper():
        return bool(
            re.search(r"(?i)\b(?:in|of|until|since|by|last|next|this|from|to|out)\s$", before)
        )
    if word.split()[-1] not in _NAMES:
        return True
    if word == "May" and re.match(r"\s(?:the|not|be|we|you|I|it|have|also|they|he|she)\b", after):
        return False
    if before.rstrip(" ")[-1:].isalnum() and not _MONTH_BEFORE.search(before):
        return bool(re.search(r"(?:^|\W)[a-z]+\s$", before)) and not re.match(r"\s[A-Z]", after)
    if re.match(r"\s[A-Z][a-z]+", after):
        return bool(
            re.search(
                r"(?i)\b(?:in|since|until|by|during|the|this|last|past|late|early|mid)[\s-]$",
                before,
            )
        )
    return bool(_MONTH_BEFORE.search(before)) or bool(re.search(r"[a-z][”\"]?\s$", before))


_DEICTIC_VERBS = re.compile(
    r"(?i)\b(?:in|for|during|over|throughout|of|ended|ending|end|entering|entered|finished|closed"
    r"|began|started|starting|through|across|within|to|by|from|since|remainder of"
    r"|rest of|with|than|on|at|and)\s$"
)


_PART_OF = re.compile(r"(?i)\b(?:end|start|beginning|middle|course|most|half|close) of\s$")


def _deictic_stands(node: Node, text: str, before: str, after: str) -> bool:
    word = text[node.start : node.end]
    if re.match(r"\s(?:after|before)\b|-[a-z]", after):
        return False
    if node.timex == "that" or node.edge in {"start", "end"}:
        return True
    if node.unit == "year":
        # `Company of the Year`, `the year the bridge opened`: no dates
        if word.split()[-1][0].isupper() and not word.isupper():
            return False
        if re.search(r"(?i)\b(?:of|time of|times of)\s$", before) and not re.search(
            r"(?i)(?:rest|remainder|balance|course|part|most|half|quarter|end|start|months?) of\s$",
            before,
        ):
            return False
        return bool(_DEICTIC_VERBS.search(before)) and not re.match(
            r"[- ](?:round|over|on)\b|[- ]\d|’s [A-Z]", after
        )
    if node.unit == "period":
        return bool(_DEICTIC_VERBS.search(before)) and not re.match(
            r"\s(?:of|when|in which|from|between)\b", after
        )
    if node.unit == "half":
        return bool(_DEICTIC_VERBS.search(before)) and not re.match(r"\s(?:of|time)\b", after)
    if node.unit in {"decade", "century"}:
        return " of " in word or _PART_OF.search(before) is not None
    if node.unit in {"quarter", "month"}:
        return not re.match(r"\s(?:of|mile|final|back)\b", after)
    if node.unit == "weekend":
        placed = re.search(r"(?i)(?:\b(?:over|during|for|by|through|of)\s|^)$", before)
        return bool(placed) and not re.match(r"\s(?:of|before|after|when|in)\b|['’-]", after)
    return True


def _set_stands(node: Node, text: str, before: str, after: str) -> bool:
    word = text[node.start : node.end]
    if node.rule == "set.word" and word[0].isupper():
        # Capitals: a title's word is part of a name unless it opens the sentence
        opens = not before or re.search(r"(?:[.!?:•*]\s|\n\W{0,4})$", before)
        return bool(opens) and not re.match(r"\s[A-Z]", after)
    if node.rule == "set.word" and re.search(r"(?i)\b(?:twice|once|times)\s$", before):
        return False
    return not re.match(r"-[a-z]", after)
