"""Nodes that belong together become one: the longest expression is one date.

`the third quarter` + `of last year`, `six months` + `ended June 30, 2024`, `Sept. 30` + `to` +
`Oct. 2`, `the end of` + `2026`, a day and its time.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Literal

from pr_extract.dates.nodes import Edge, Node
from pr_extract.dates.words import Cluster, Token

_ENDED = re.compile(r"[ ,](?:P[ ])?Z[ ](?:[jo][ ])?")
_TO = re.compile(r"[ ]R[ ]")  # British: `the 12 months to June 2024`
_RANGE = re.compile(r"[–-]|[ .]R[ ](?:T[ ])?")
_AND = re.compile(r"[ ]&[ ]")
_AT = re.compile(r"[ ,]|[ ,]@[ ]")
_ON = re.compile(r"[ ]j[ ]|,")
_EDGE = re.compile(r"(?:(?:T[ ])?(?P<side>[zb=#]|[3LO][ ]D)[ ]o[ ](?:T[ ])?|(?P<hyphened>z)[–-])$")
_ONE_DAY = 3  # letters: `the last day of`, not `the last days of`
_SIDES: dict[str, Edge | None] = {
    "z": "end", "b": "start", "=": None, "#": "rest", "3 D": "end", "L D": "end", "O D": "start",
}  # fmt: skip
_BETWEEN = re.compile(r"B[ ](?:T[ ])?$")

_PARTS = frozenset({"quarter", "half", "months", "month", "day", "period", "season"})
_LAST = {"quarter": 4, "half": 2, "month": 12}
_RANGED = frozenset({"day", "month", "quarter", "half", "year"})


def join(nodes: list[Node], cluster: Cluster) -> list[Node]:
    """The nodes of one cluster, joined as far as they belong together."""
    for step in (_join_week, _join_year, _join_end, _extend_edge, _join_range, _join_clock):
        nodes = step(nodes, cluster)
    return nodes


def _between(cluster: Cluster, left: Node, right: Node) -> str:
    return cluster.shape[2 * left.last + 1 : 2 * right.first]


def _until(left: Node, right: Node, **changes: object) -> Node:
    return replace(left, end=right.end, last=right.last, **changes)  # type: ignore[arg-type]


def _join_week(nodes: list[Node], cluster: Cluster) -> list[Node]:
    """`the week of` + `October 7`, `the first week of` + `October`."""
    joined: list[Node] = []
    for node in nodes:
        left = joined[-1] if joined else None
        if left is not None and left.rule == "date.week_of" and left.of is None:
            gap = _between(cluster, left, node)
            whole = {"month", "year"} if left.number else {"day"}
            fits = node.kind in {"point", "shift"} and node.unit in whole
            if fits and re.fullmatch(r"[ ](?:o[ ]|[ZbI][ ](?:j[ ])?)?", gap):
                edge: Literal["start", "end"] | None = (
                    "end" if "Z" in gap else "start" if set(gap) & {"b", "I"} else None
                )
                joined[-1] = _until(left, node, of=node, edge=edge)
                continue
        elif left is not None and _is_last_week_of(left, node, _between(cluster, left, node)):
            week = replace(left, kind="point", rule="date.week_of", number=-1, anchor="named")
            joined[-1] = _until(week, node, of=node, shift=0)
            continue
        joined.append(node)
    return [node for node in joined if node.rule != "date.week_of" or node.of is not None]


def _is_last_week_of(left: Node, right: Node, gap: str) -> bool:
    """`the last week` + `of 2015`: not the week before this one."""
    week = left.rule == "date.shift" and left.unit == "week" and left.shift == -1
    whole = right.kind in {"point", "shift"} and right.unit in {"month", "year"}
    return week and gap == " o " and whole


def _join_year(nodes: list[Node], cluster: Cluster) -> list[Node]:
    """`the third quarter` + `of` + `last year`; `the same quarter` + `a year ago`."""
    joined: list[Node] = []
    for node in nodes:
        left = joined[-1] if joined else None
        if left is not None and _takes_year(left, node):
            gap = _between(cluster, left, node)
            # A year of digits stands in the part's own form: here it needs its `of`.
            if gap == " o " and left.rule == "date.shift":  # `the last quarter of 2023`
                left = replace(left, kind="point", number=_LAST[left.unit], anchor="calendar")
            if gap == " o " or (gap == " " and node.kind == "shift"):
                joined[-1] = _until(left, node, of=node, fiscal=left.fiscal or node.fiscal)
                continue
        joined.append(node)
    return joined


def _takes_year(left: Node, right: Node) -> bool:
    if left.of is not None or left.year is not None or left.edge == "start":
        return False
    if right.unit != "year" or right.kind not in {"point", "shift"} or right.edge:
        return False
    if left.kind == "same":
        return True
    if left.kind == "shift" and left.rule == "date.shift":
        return left.shift == -1 and left.anchor == "reference" and left.unit in _LAST
    if left.kind == "window":
        return left.shift == -1 and left.unit in {"month", "quarter"}
    if left.kind == "shift":
        return left.edge == "end" or left.unit == "period"
    return left.kind == "point" and left.unit in _PARTS


def _join_end(nodes: list[Node], cluster: Cluster) -> list[Node]:
    """`six months` + `ended` + `June 30, 2024`, and the bare year of a second such span."""
    joined: list[Node] = []
    for node in nodes:
        left = joined[-1] if joined else None
        if left is not None and left.ended is None and node.kind == "point":
            if node.unit in {"day", "month"} and _may_end(left):
                gap = _between(cluster, left, node)
                lasting = left.rule in {"period.count", "period.deictic"}
                if _ENDED.fullmatch(gap) or (lasting and _TO.fullmatch(gap)):
                    joined[-1] = _until(_length(left), node, ended=node)
                    continue
        elif (
            left is not None
            and node.rule == "date.year"
            and (left.ended is not None or left.rule == "period.second_year")
        ):
            gap = _between(cluster, left, node)
            if gap in {" & ", ",", ",& "}:
                joined.append(replace(node, kind="same", unit="period", rule="period.second_year"))
                continue
        joined.append(node)
    # A length without its end, last months without their year: no dates.
    return [
        node
        for node in joined
        if (node.rule != "period.count" or node.ended is not None)
        and (node.rule != "period.last_months" or node.of is not None)
    ]


def _length(node: Node) -> Node:
    """`the last twelve months` before `ended June 30`: no window from the reference date."""
    if node.kind != "window":
        return node
    months = {"month": 1, "quarter": 3, "year": 12}.get(node.unit)
    if months is None:
        days = node.count * (7 if node.unit == "week" else 1)
        return replace(node, kind="point", unit="weeks", count=days, anchor="calendar")
    return replace(node, kind="point", unit="months", count=node.count * months, anchor="calendar")


def _may_end(node: Node) -> bool:
    if node.kind == "window":
        return node.shift == -1 and node.unit != "decade"
    if node.kind == "shift":
        return node.unit in {"quarter", "half", "year", "month", "week"}
    return node.kind == "point" and (
        node.unit in {"quarter", "half", "months", "weeks", "ytd"}
        or (node.unit == "year" and node.type == "period")
    )


def _join_range(nodes: list[Node], cluster: Cluster) -> list[Node]:
    joined: list[Node] = []
    for node in nodes:
        left = joined[-1] if joined else None
        if left is not None and _opening_hours(left, node, _between(cluster, left, node)):
            joined.pop()
            continue
        if left is not None and _spans(left, node):
            gap = _between(cluster, left, node)
            before = cluster.shape[: 2 * left.first]
            if _RANGE.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(before)):
                joined[-1] = _until(
                    replace(left, kind="range", rule="period.range", of=left, until=node), node
                )
                continue
        joined.append(node)
    return [node for node in joined if node.rule != "date.now"]


def _opening_hours(left: Node, right: Node, gap: str) -> bool:
    """`Monday to Friday`: days of every week, no dates."""
    return (
        left.rule == right.rule == "date.weekday" and not left.shift
        and _RANGE.fullmatch(gap) is not None
    )  # fmt: skip


def _spans(left: Node, right: Node) -> bool:
    kinds = {"point", "shift"}
    if left.kind not in kinds or right.kind not in kinds or right.rule == "date.bare_ordinal":
        return False
    if "rest" in {left.edge, right.edge} or "begun" in {left.edge, right.edge}:
        return False
    if left.second_day or right.second_day or left.ended or right.ended:
        return False
    if left.unit not in _RANGED or right.unit not in _RANGED:
        return False
    if left.edge or right.edge:
        return True
    return left.unit == right.unit or {left.unit, right.unit} <= {"day", "month", "year"}


def _extend_edge(nodes: list[Node], cluster: Cluster) -> list[Node]:
    """`the end of` and `early` before a node take it to an edge, or widen its span."""
    extended = []
    floor = -1  # the last token of the node before
    for node in nodes:
        before = cluster.shape[2 * (floor + 1) : 2 * node.first]
        floor = node.last
        edge = _EDGE.search(before)
        if edge and node.kind in {"point", "shift", "same"} and node.unit not in {"day", "trial"}:
            first = node.first - (len(before) - edge.start()) // 2
            opening = cluster.tokens[first : node.first]
            if _is_edge(opening):
                side = edge["side"] or edge["hyphened"]
                node = replace(node, edge=_SIDES[side], first=first, start=opening[0].start)
        extended.append(node)
    return extended


def _is_edge(opening: tuple[Token, ...]) -> bool:
    """Whether it is the end `of` what follows, no closing in it, and a day the first or last one.

    No `last days of`, no `4th day of`.
    """
    if any(token.kind == "of" and token.value for token in opening):  # `close in the quarter`
        return False
    days = [token for token in opening if token.kind == "day"]
    ordinals = [token for token in opening if token.kind == "ordinal"]
    single = all(token.end - token.start == _ONE_DAY for token in days)
    return single and all(token.value == 1 for token in ordinals)


def _join_clock(nodes: list[Node], cluster: Cluster) -> list[Node]:
    """A time of day and the day it belongs to."""
    tokens, shape = cluster.tokens, cluster.shape
    if not any(token.kind == "clock" for token in tokens):
        return nodes
    joined = []
    for node in nodes:
        if node.unit == "day" and node.kind in {"point", "shift"} and not node.second_day:
            for after in range(node.last + 1, min(node.last + 3, len(tokens))):
                gap = shape[2 * node.last + 1 : 2 * after]
                if tokens[after].kind == "clock" and _AT.fullmatch(gap):
                    clock = str(tokens[after].value)
                    node = replace(node, end=tokens[after].end, last=after, clock=clock)
                    break
            for before in range(max(node.first - 2, 0), node.first):
                gap = shape[2 * before + 1 : 2 * node.first]
                if tokens[before].kind == "clock" and not node.clock and _ON.fullmatch(gap):
                    clock = str(tokens[before].value)
                    node = replace(node, start=tokens[before].start, first=before, clock=clock)
                    break
        joined.append(node)
    return joined
