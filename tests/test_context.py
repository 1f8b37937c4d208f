"""Each rule of the context with sentences that it must read: `context_examples.toml`.

An example names the rule it shows, and marks what the contract says of its figures in the notation
of the lexicons. It passes if every figure is read so and the rule is among those that fired.
Whatever fails says why in `fails`, and must lose it as soon as it passes.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module, resources
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import pytest

from lexicon_examples import read_example
from pr_extract import context
from pr_extract.context.ruling import Rules
from pr_extract.pipeline import load
from test_lexicons import REFERENCE, differences

RULE = re.compile(r"(?:change|concept|modality|period)?\.[a-z_]+\Z")
"""The ids of the rules that leave a trace, and endings that are hung on them."""


@cache
def rule_ids() -> frozenset[str]:
    """The ids in the sources of the context; an ending that is hung on others begins with a dot."""
    found = set()
    for path in Path(str(resources.files("pr_extract.context"))).rglob("*.py"):
        found |= {text for text in strings(ast.parse(path.read_text("utf-8"))) if RULE.match(text)}
    for module in walk_packages(context.__path__, "pr_extract.context."):
        for rules in vars(import_module(module.name)).values():
            found |= set(rules.ids) if isinstance(rules, Rules) else set()
    return frozenset(found)


def strings(node: ast.AST) -> Iterator[str]:
    """The strings of a source, but for beginnings that are looked for."""
    match node:
        case ast.Call(func=ast.Attribute(attr="startswith" | "endswith")):
            return
        case ast.Constant(value=str(text)):
            yield text
    for child in ast.iter_child_nodes(node):
        yield from strings(child)


def examples() -> list[dict[str, str]]:
    file = Path(__file__).with_name("context_examples.toml")
    listed: list[dict[str, str]] = tomllib.loads(file.read_text("utf-8"))["example"]
    return listed


def parameters() -> Iterator[Any]:
    for number, example in enumerate(examples(), 1):
        reason = example.get("fails")
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        yield pytest.param(example, id=f"{number}-{example['rule']}", marks=marks)


def fired(rule: str, traces: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a rule is in a trace: by its whole id, or by its ending."""
    ids = {one for trace in traces for one in trace}
    return any(one.endswith(rule) for one in ids) if rule.startswith(".") else rule in ids


@pytest.mark.parametrize("example", list(parameters()))
def test_example(example: dict[str, str]) -> None:
    marked = read_example(example["text"])
    explained = load().explain(marked.text, reference_date=REFERENCE)
    lines = differences(marked.figures, explained.release.facts)
    if marked.dates:
        lines += differences(marked.dates, explained.release.dates)
    if not fired(example["rule"], explained.traces):
        lines.append(f"{example['rule']} did not fire: {explained.traces}")
    assert not lines, "\n".join([example["text"], *lines])


def test_every_rule_has_an_example() -> None:
    assert sorted(rule_ids() - {example["rule"] for example in examples()}) == []


def test_every_example_names_a_rule() -> None:
    assert sorted({example["rule"] for example in examples()} - rule_ids()) == []


def test_rules_are_found_in_the_sources() -> None:
    assert {"change.to", "concept.subject", "period.topic", ".copied"} <= rule_ids()
