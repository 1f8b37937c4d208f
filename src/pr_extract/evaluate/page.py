"""The errors as a page: each text with its figures marked, gold beside output."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import Path

from pr_extract.evaluate.errors import Error
from pr_extract.evaluate.gold import GoldError
from pr_extract.evaluate.scores import FACT_ROWS, ReleaseScores, Scores

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff; }
pre { white-space: pre-wrap; font: inherit; }
mark { border-radius: 3px; padding: 0 2px; color: inherit; }
mark.right { background: #d6f2d9; } mark.wrong { background: #ffe6a8; }
mark.missing { background: #ffc9c4; } mark.spurious { background: #dcd3ff; }
table { border-collapse: collapse; width: 100%; margin-bottom: 2rem; }
td, th { text-align: left; padding: .2rem .6rem .2rem 0; border-bottom: 1px solid #ddd;
  vertical-align: top; overflow-wrap: anywhere; }
summary { cursor: pointer; font-weight: 600; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #161616; }
  mark.right { background: #1f4a26; } mark.wrong { background: #5a4510; }
  mark.missing { background: #642520; } mark.spurious { background: #3b2f6b; }
  td, th { border-color: #444; } }
"""

_STATES = ("right", "wrong", "missing", "spurious")


def write_page(path: Path, scores: Scores) -> None:
    """Write the page.

    Raises:
        GoldError: if the file cannot be written.
    """
    try:
        path.write_text(page(scores), encoding="utf-8", newline="\n")
    except OSError as error:
        raise GoldError(f"{path}: cannot be written: {error.strerror}") from None


def page(scores: Scores) -> str:
    """The page as HTML, complete in itself: no script, nothing fetched.

    >>> page(Scores()).startswith("<!doctype html>")
    True
    """
    rows = "".join(_score_row(scores, row) for row in FACT_ROWS if row in scores.rows)
    legend = " ".join(f'<mark class="{state}">{state}</mark>' for state in _STATES)
    releases = "".join(_release(item) for item in scores.releases)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Gold against output</title><style>{_STYLE}</style>"
        f"<h1>Gold against output</h1>"
        f"<table><tr><th>Row<th>P<th>R<th>F1<th>gold<th>output</tr>{rows}</table>"
        f"<p>{legend}</p>{releases}</html>\n"
    )


def _score_row(scores: Scores, row: str) -> str:
    tally = scores.tally(row)
    figures = "".join(f"<td>{x:.3f}" for x in (tally.precision, tally.recall, tally.f1))
    return f"<tr><td>{row}{figures}<td>{tally.gold:.0f}<td>{tally.predicted:.0f}</tr>"


def _release(item: ReleaseScores) -> str:
    count = len(item.errors)
    opened = " open" if count else ""
    return (
        f"<details{opened}><summary>{escape(item.name)}: {count} "
        f"error{'' if count == 1 else 's'}</summary>"
        f"<pre>{''.join(_marked(item))}</pre>{_errors(item.errors)}</details>"
    )


def _errors(errors: tuple[Error, ...]) -> str:
    if not errors:
        return ""
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}" for cell in _cells(error)) + "</tr>"
        for error in errors
    )
    return f"<table><tr><th>Line<th>Of<th>Words<th>Field<th>Gold<th>Output</tr>{rows}</table>"


def _cells(error: Error) -> tuple[str, ...]:
    return (str(error.line), error.of, error.text, error.field, error.gold, error.output)


def _marked(item: ReleaseScores) -> Iterator[str]:
    """The text, cut wherever a figure begins or ends; where figures overlap, the worst shows."""
    states: dict[tuple[int, int], str] = {(span.start, span.end): "right" for span in item.figures}
    said: dict[tuple[int, int], list[str]] = {}
    for error in item.errors:
        if error.of == "fact":
            place = (error.start, error.end)
            states[place] = error.field if error.field in _STATES else "wrong"
            said.setdefault(place, []).append(f"{error.field}: {error.gold} | {error.output}")
    cuts = sorted({0, len(item.text), *(edge for place in states for edge in place)})
    for start, end in pairwise(cuts):
        words = escape(item.text[start:end])
        over = [place for place in states if place[0] <= start and end <= place[1]]
        if not over:
            yield words
            continue
        worst = max(over, key=lambda place: _STATES.index(states[place]))
        title = escape("; ".join(said.get(worst, ())))
        yield f'<mark class="{states[worst]}" title="{title}">{words}</mark>'
