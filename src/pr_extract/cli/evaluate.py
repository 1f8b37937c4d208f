"""``pr-extract eval``: gold against output."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from pr_extract.cli.app import FAILED, OK, USAGE, UserError, app, load

if TYPE_CHECKING:
    from pr_extract.evaluate import Scores


@app.command(name="eval", help_epilogue="")
def evaluate_folders(
    *folders: Path,
    errors: Annotated[bool, Parameter(negative="")] = False,
    field: Annotated[tuple[str, ...], Parameter(negative="")] = (),
    split: Literal["dev", "test", "all"] | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    min_f1: float | None = None,
    row: str | None = None,
    save: Path | None = None,
    compare: Path | None = None,
    html: Path | None = None,
    against: Path | None = None,
    baseline: Annotated[tuple[Literal["spacy", "quantulum3"], ...], Parameter(negative="")] = (),
    rules: Annotated[bool, Parameter(negative="")] = False,
    model: str | None = None,
) -> int:
    """Compare the output with the golds in a folder: NAME.gold.json beside NAME.txt.

    Parameters
    ----------
    folders
        Folders that hold golds, or single gold files.
    errors
        List each error with its line of text, gold beside output.
    field
        List the errors of this field only (unit, missing, spurious, offsets, ...); may be repeated.
    split
        The part of splits.toml to score. Without it all are scored and dev is set against test,
        and errors are listed of dev only, so that test stays unseen.
    json
        The scores as JSON.
    min_f1
        Exit with 1 if the F1 of the row is below.
    row
        The row that --min-f1 watches: "whole fact", or the first that the golds can judge.
    save
        Keep the scores and errors in this file.
    compare
        Show what was gained and lost since such a file was saved.
    html
        Write a page that shows each text with its errors marked, gold beside output.
    against
        Score the records in this folder (NAME.gold.json) or JSONL file instead of extracting: a
        second annotator's, an earlier output, another system's.
    baseline
        Set what stock spaCy or quantulum3 (if installed) finds beside it; may be repeated.
    rules
        Show, instead of the scores, how often each rule fires and how often it is right.
    model
        Another installed English spaCy pipeline, by name or path.
    """
    from pr_extract.evaluate.baselines import BaselineError, load_baseline
    from pr_extract.evaluate.errors import matching
    from pr_extract.evaluate.folder import evaluate_folders as evaluate
    from pr_extract.evaluate.folder import read_folders
    from pr_extract.evaluate.gold import GoldError
    from pr_extract.evaluate.page import write_page
    from pr_extract.evaluate.report import Report
    from pr_extract.evaluate.rules import count_rules, draw_rules
    from pr_extract.evaluate.snapshot import SnapshotError, compare_with, save_snapshot
    from pr_extract.evaluate.stored import StoredRecords

    if against is not None and model is not None:
        raise UserError("eval: --against extracts nothing, leave out --model", USAGE)
    if not folders:
        raise UserError("eval: no folder, name one that holds NAME.gold.json files", USAGE)
    if min_f1 is not None and not 0 <= min_f1 <= 1:
        raise UserError(f"eval: --min-f1 {min_f1:g} lies outside 0 to 1", USAGE)
    if rules and against is not None:
        raise UserError("eval: --rules asks how facts were extracted, leave out --against", USAGE)
    try:
        if rules:
            draw_rules(count_rules(read_folders(folders, split)[0], load(model)), sys.stdout)
            return OK
        make = partial(StoredRecords, against, folders) if against else partial(load, model)
        result = evaluate(folders, make, split=split)
        scores = result.scores
        if row is None:
            row = "whole fact" if "whole fact" in scores.rows else next(iter(scores.rows), "facts")
        elif row not in scores.rows:
            known = ", ".join(scores.rows)
            raise UserError(f"eval: no row {row!r}, name one of: {known}", USAGE)
        listed = matching(result.to_read(split), field) if errors or field else None
        beside: dict[str, Scores] = {
            name: evaluate(folders, partial(load_baseline, name), split=split).scores
            for name in baseline
        }
        report = Report(result, watched=row, min_f1=min_f1, baselines=beside)
        difference = compare_with(compare, scores) if compare is not None else None
        if save is not None:
            save_snapshot(save, scores)
        if html is not None:
            write_page(html, result.to_show(split))
        # Last: whoever reads the report may have enough of it (``| head``).
        if json:
            sys.stdout.write(report.as_json(listed, difference))
        else:
            report.draw(sys.stdout, listed, difference)
    except (BaselineError, GoldError, SnapshotError) as error:
        raise UserError(str(error)) from None
    return FAILED if min_f1 is not None and scores.f1(row) < min_f1 else OK
