"""Gold in other tools' formats: nothing is lost that has a place, and what is wrong is told."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from any_release import releases
from example_release import TEXT, gold, release
from pr_extract.annotation import (
    AnnotationError,
    FormatName,
    GoldText,
    config,
    read_golds,
    recognise,
    take_apart,
    write_golds,
)
from pr_extract.annotation.label_studio import CONTROLS
from pr_extract.annotation.offsets import CodeUnits
from pr_extract.annotation.vocabulary import LINKS, SORTS
from pr_extract.evaluate import Figure, Gold, parse_gold, read_gold, score
from pr_extract.records import Release

CORPUS = Path(__file__).parent.parent / "corpus"
GOLDS = sorted(CORPUS.glob("*.gold.json"))

WHOLE: list[FormatName] = ["json", "marked", "label-studio", "web-annotation"]
PARTIAL: list[FormatName] = ["prodigy", "doccano"]
FORMATS: list[FormatName] = [*WHOLE, *PARTIAL]

EXAMPLE = GoldText(TEXT, parse_gold(release()))
WIDE = GoldText(
    "🚢 𝔸cme adds 5 ports",
    parse_gold(
        {
            "source": "wide.txt",
            "sha256": hashlib.sha256("🚢 𝔸cme adds 5 ports".encode()).hexdigest(),
            "entities": [
                {
                    "id": "e1",
                    "label": "ORG",
                    "name": "𝔸cme",
                    "span": {"start": 2, "end": 6, "text": "𝔸cme"},
                    "mentions": [{"start": 2, "end": 6, "text": "𝔸cme"}],
                }
            ],
            "facts": [
                {
                    "id": "f1",
                    "kind": "count",
                    "span": {"start": 12, "end": 19, "text": "5 ports"},
                    "value": 5,
                    "unit": "port",
                    "entity": {"start": 2, "end": 6, "text": "𝔸cme", "ref": "e1"},
                }
            ],
        }
    ),
)


def back(content: str, name: FormatName | None = None, *, text: str = TEXT) -> list[GoldText]:
    return read_golds(content, name, lambda _name, _encoding: text)


def stored(item: GoldText, name: FormatName) -> Any:
    """The gold as a format holds it, as plain JSON: one object."""
    data = json.loads(write_golds([item], name))
    return data[0] if isinstance(data, list) else data


# Nothing is lost


@pytest.mark.parametrize("name", WHOLE)
@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_the_corpus_comes_back_whole(path: Path, name: FormatName) -> None:
    read = read_gold(path)
    item = GoldText(read.text, read.gold)
    content = write_golds([item], name)
    assert recognise(content) == name
    assert back(content, text=read.text) == [item]


@pytest.mark.parametrize("name", WHOLE)
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(releases(unique_ids=True))
def test_any_release_comes_back_whole(name: FormatName, case: tuple[Release, str]) -> None:
    made, text = case
    item = GoldText(text, parse_gold(made))
    assert back(write_golds([item], name), name, text=text) == [item]


@pytest.mark.parametrize("name", [*WHOLE[:1], *WHOLE[2:]])
def test_a_partial_gold_comes_back_as_partial(name: FormatName) -> None:
    said = {"annotated": ["facts", "issuer_name"], "issuer_name": "FJORDLYS"}
    facts = [fact | {"sentence": None, "entity": None} for fact in gold()["facts"]]
    dates = [{**gold()["dates"][0], "timex": None}]
    item = GoldText(TEXT, parse_gold({"source": "a.txt", "facts": facts, "dates": dates} | said))
    (again,) = back(write_golds([item], name))
    assert again.gold == item.gold.model_copy(update={"sha256": again.gold.sha256})


@pytest.mark.parametrize("name", FORMATS)
def test_numbers_are_written_digit_for_digit(name: FormatName) -> None:
    fact = gold()["facts"][1] | {"value": 41150000000.25, "entity": None}
    item = GoldText(TEXT, parse_gold(gold() | {"facts": [fact]}))
    if name in PARTIAL:
        assert "41150" not in write_golds([item], name)
    else:
        assert "41150000000.25" in write_golds([item], name)


def test_several_golds_stand_in_one_file() -> None:
    other = GoldText(WIDE.text, WIDE.gold)
    texts = {"wide.txt": WIDE.text, EXAMPLE.gold.source: TEXT}
    for name in FORMATS:
        if name != "marked":
            content = write_golds([EXAMPLE, other], name)
            again = read_golds(content, None, lambda source, _: texts[source])
            assert [item.text for item in again] == [TEXT, WIDE.text]
            assert name in PARTIAL or again == [EXAMPLE, other]


# What plain spans hold


@pytest.mark.parametrize("name", PARTIAL)
@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
def test_spans_are_scored_on_what_they_hold(path: Path, name: FormatName) -> None:
    read = read_gold(path)
    (item,) = back(write_golds([GoldText(read.text, read.gold)], name))
    whole = Release.model_validate_json(path.read_bytes())
    scores = score([(item.gold, whole, item.text)])
    assert {row: scores.f1(row) for row in scores.rows} == dict.fromkeys(scores.rows, 1.0)
    assert not scores.errors
    assert len(item.gold.facts) == len(whole.facts)


@pytest.mark.parametrize("name", PARTIAL)
def test_spans_judge_neither_values_nor_days(name: FormatName) -> None:
    (item,) = back(write_golds([EXAMPLE], name))
    assert all(isinstance(fact, Figure) for fact in item.gold.facts)
    output = gold()
    output["facts"][0] |= {"value": 99, "role": "level", "concept": None}
    output["dates"][0] |= {"timex": "1999", "start": None, "end": None}
    scores = score([(item.gold, Release.model_validate(output), TEXT)])
    assert [error.field for error in scores.errors] == ["concept"]
    judged = {"facts", "kind", "concept", "dates", "mentions", "alias links", "headline"}
    assert judged < set(scores.rows)
    unjudged = {"value", "whole fact", "strict fact", "dates resolved", "dateline city", "issuer"}
    assert not unjudged & set(scores.rows)


@pytest.mark.parametrize("name", PARTIAL)
def test_a_partial_gold_of_spans_goes_through_json(name: FormatName) -> None:
    (item,) = back(write_golds([EXAMPLE], name))
    assert back(write_golds([item], "json")) == [item]
    assert back(write_golds([item], name)) == [item]


def test_a_figure_stands_only_in_a_gold_that_says_so() -> None:
    fact = {"id": "f1", "kind": "money", "span": {"start": 0, "end": 1, "text": "F"}}
    assert isinstance(Gold.model_validate({"facts": [fact], "fields": ["kind"]}).facts[0], Figure)
    with pytest.raises(ValueError, match="neither value nor unit"):
        Gold.model_validate({"facts": [fact]})
    with pytest.raises(ValueError, match="value"):
        Gold.model_validate({"facts": [fact | {"unit": "USD"}], "fields": ["kind"]})


def test_labels_without_relations_judge_places_only() -> None:
    content = '{"text": "Acme pays $5 now.", "label": [[0, 4, "ORG"], [10, 12, "money"]]}\n'
    (item,) = back(content)
    assert item.gold.annotated == ("facts", "entities")
    assert item.gold.fields == ("kind", "date type")
    assert item.gold.entities[0].name == "Acme"


def test_prodigys_rejected_examples_are_passed_over() -> None:
    line = {"text": "Acme", "spans": [], "answer": "reject"}
    kept = {"text": "Acme", "spans": [{"start": 0, "end": 4, "label": "ORG"}], "answer": "accept"}
    (item,) = back(f"{json.dumps(line)}\n{json.dumps(kept)}\n")
    assert len(item.gold.entities) == 1


def test_prodigys_spans_end_where_its_tokens_do() -> None:
    for item in (EXAMPLE, WIDE):
        example = stored(item, "prodigy")
        tokens = example["tokens"]
        assert [token["id"] for token in tokens] == list(range(len(tokens)))
        joined = "".join(token["text"] + " " * token["ws"] for token in tokens)
        assert joined == item.text
        for span in example["spans"]:
            assert tokens[span["token_start"]]["start"] == span["start"]
            assert tokens[span["token_end"]]["end"] == span["end"]


# Code points and code units


def test_code_units_count_wide_characters_twice() -> None:
    text = "a🚢𝔸b"
    units = CodeUnits(text)
    assert [units.from_code_points(n) for n in range(5)] == [0, 1, 3, 5, 6]
    assert [units.to_code_points(n) for n in (0, 1, 3, 5, 6)] == [0, 1, 2, 3, 4]
    assert units.length == len(text.encode("utf-16-le")) // 2
    for inside in (2, 4):
        with pytest.raises(ValueError, match="inside a character"):
            units.to_code_points(inside)


@given(st.text(st.sampled_from("a🚢é𝔸\n")))
def test_code_units_are_those_of_utf_16(text: str) -> None:
    units = CodeUnits(text)
    for offset in range(len(text) + 1):
        counted = len(text[:offset].encode("utf-16-le")) // 2
        assert units.from_code_points(offset) == counted
        assert units.to_code_points(counted) == offset


@pytest.mark.parametrize("name", FORMATS)
def test_emoji_and_letters_beyond_the_plane_move_nothing(name: FormatName) -> None:
    (item,) = back(write_golds([WIDE], name), text=WIDE.text)
    assert item.gold.facts[0].span.text == "5 ports"
    assert item.gold.entities[0].span.text == "𝔸cme"


def test_which_tool_counts_how() -> None:
    value = of(stored(WIDE, "label-studio"), "label")
    assert (value["start"], value["end"]) == (2, 6)
    assert stored(WIDE, "prodigy")["spans"][0]["start"] == 2
    place = stored(WIDE, "doccano")["entities"][0]
    assert (place["start_offset"], place["end_offset"]) == (3, 8)
    page = stored(WIDE, "web-annotation")
    assert page["items"][1]["target"]["selector"][0]["start"] == 2


def in_code_units(node: Any) -> Any:
    """The same JSON with its offsets counted as a browser does."""
    units = CodeUnits(WIDE.text)
    if isinstance(node, dict):
        return {
            key: units.from_code_points(value) if key in ("start", "end") else in_code_units(value)
            for key, value in node.items()
        }
    return [in_code_units(one) for one in node] if isinstance(node, list) else node


@pytest.mark.parametrize("name", ["label-studio", "web-annotation"])
def test_a_tool_that_counts_code_units_is_found_out_by_its_quotes(name: FormatName) -> None:
    counted = in_code_units(stored(WIDE, name))
    assert back(json.dumps(counted), name, text=WIDE.text) == [WIDE]


# Label Studio


def test_the_configuration_has_a_control_for_everything_that_is_written() -> None:
    root = ElementTree.fromstring(config())
    assert [tag.get("value") for tag in root.iter("Relation")] == list(LINKS)
    assert [tag.get("value") for tag in root.iter("Label")] == list(SORTS)
    forms = {tag.get("name"): tag for tag in root.iter() if tag.get("perRegion")}
    assert set(forms) == set(CONTROLS)
    for name, attribute in CONTROLS.items():
        choices = tuple(choice.get("value") for choice in forms[name].iter("Choice"))
        assert choices == attribute.choices
    shown = [tag.get("whenLabelValue", "").split(",") for tag in root.iter("View")]
    assert {label for labels in shown for label in labels} - {""} <= set(SORTS)


def test_predictions_are_read_where_nobody_has_annotated() -> None:
    content = write_golds([EXAMPLE], "label-studio", predictions=True)
    task = json.loads(content)[0]
    assert "annotations" not in task
    assert back(content) == [EXAMPLE]
    annotated = stored(WIDE, "label-studio")
    for predictions in (task["predictions"], [17]):  # an export names them by their ids
        assert back(json.dumps([annotated | {"predictions": predictions}])) == [WIDE]
    with pytest.raises(AnnotationError, match="not annotated yet"):
        back(json.dumps([task | {"predictions": [17]}]))


def test_of_several_annotations_the_ground_truth_counts() -> None:
    task = stored(EXAMPLE, "label-studio")
    task["annotations"].append({"result": [], "was_cancelled": True})
    assert back(json.dumps([task])) == [EXAMPLE]
    task["annotations"].append({"result": []})
    with pytest.raises(AnnotationError, match=r"^\[0\]: it has 2 annotations"):
        back(json.dumps([task]))
    task["annotations"][0]["ground_truth"] = True
    assert back(json.dumps([task])) == [EXAMPLE]


def test_a_figure_added_by_hand_takes_its_period_from_the_date_it_is_linked_to() -> None:
    task = stored(EXAMPLE, "label-studio")
    result = task["annotations"][0]["result"]
    date = next(r for r in result if r.get("id") == EXAMPLE.gold.dates[-1].id)
    place = {"start": TEXT.index("61.5"), "end": TEXT.index("61.5") + 5}
    common = {"id": "xYz1", "to_name": "text"}
    result += [
        common | {"from_name": "label", "type": "labels", "value": place | {"labels": ["ratio"]}},
        common | {"from_name": "figure-value", "type": "number", "value": {"number": 0.6}},
        {"type": "relation", "from_id": date["id"], "to_id": "xYz1", "direction": "left",
         "labels": ["period"]},
    ]  # fmt: skip
    (item,) = back(json.dumps([task]))
    added = next(fact for fact in item.gold.facts if fact.kind == "ratio")
    assert added.unit == "to_one"
    assert added.period and added.period.end == EXAMPLE.gold.dates[-1].end
    assert [fact.id for fact in item.gold.facts] == [f"f{n}" for n in range(1, 8)]
    assert item.gold.annotated and "sentence" not in item.gold.annotated


# Refusals

Break = Callable[[Any], object]


def results(task: Any) -> list[Any]:
    return task["annotations"][0]["result"]  # type: ignore[no-any-return]


def of(task: Any, name: str) -> Any:
    """The value of the first result of a control, or the first relation of a label."""
    for one in results(task):
        if name in (one.get("from_name"), *one.get("labels", ())):
            return one.get("value", one)
    raise LookupError(name)


def item_of(page: Any, motivation: str) -> Any:
    return next(one for one in page["items"] if one["motivation"] == motivation)


def twin(listed: list[Any], name: str) -> None:
    listed.append(next(one for one in listed if name in str(one)))


@pytest.mark.parametrize(
    ("name", "broken", "where", "words"),
    [
        ("label-studio", lambda t: t["data"].pop("text"), "[0].data", "text is missing"),
        ("label-studio", lambda t: t.pop("annotations"), "[0]", "not annotated"),
        ("label-studio", lambda t: t.update(annotations=[{}]), "[0].annotations[0].result",
         "Field required"),
        ("label-studio", lambda t: of(t, "label").update(end="x"),
         "[0].annotations[0].result[0].value.end", "integer"),
        ("label-studio", lambda t: of(t, "label").update(end=9999),
         "[0].annotations[0].result[0]", "9999"),
        ("label-studio", lambda t: of(t, "label").update(start=-5), "result[0]", "-5"),
        ("label-studio", lambda t: of(t, "label").update(start=1), "result[0].value",
         "in the text, not"),
        ("label-studio", lambda t: of(t, "label").update(labels=["Money"]), "result[0]",
         "unknown label 'Money'"),
        ("label-studio", lambda t: of(t, "label").update(labels=[]), "result[0].value.labels",
         "exactly one label"),
        ("label-studio", lambda t: of(t, "concept").update(labels=["of"]), "[0].annotations",
         "unknown link 'of'"),
        ("label-studio", lambda t: of(t, "concept").update(labels=[]), ".labels", "exactly one"),
        ("label-studio", lambda t: of(t, "concept").update(to_id="zz"), "", "id 'zz'"),
        ("label-studio", lambda t: of(t, "concept").update(from_id="e1"), "", "leads from"),
        ("label-studio", lambda t: of(t, "concept").update(direction="bi"), ".direction",
         "one way"),
        ("label-studio", lambda t: of(t, "alias").update(to_id="d1"), "", "leads to an entity"),
        ("label-studio", lambda t: of(t, "alias").update(to_id=of(t, "alias")["from_id"]), "",
         "circle"),
        ("label-studio", lambda t: twin(results(t), "'concept'"), "", "a second 'concept'"),
        ("label-studio", lambda t: twin(results(t), "'headline'"), "", "a second region"),
        ("label-studio", lambda t: of(t, "figure-role").update(choices=["up"]), "", "role is one"),
        ("label-studio", lambda t: of(t, "figure-unit").update(text=["a", "b"]), ".text",
         "one text"),
        ("label-studio", lambda t: of(t, "figure-value").update(number="x"), ".number", "decimal"),
        ("label-studio", lambda t: of(t, "figure-value").pop("number"), ".number", "missing"),
        ("label-studio", lambda t: of(t, "date-start").update(text=["May"]), "", "start"),
        ("label-studio", lambda t: of(t, "figure-sentence").update(text=["4"]), "", "START..END"),
        ("label-studio", lambda t: of(t, "figure-si").update(text=["m"]), "", "VALUE:UNIT"),
        ("label-studio", lambda t: of(t, "dateline-country").update(text=["Norway"]), "",
         "country"),
        ("label-studio", lambda t: results(t).remove(next(
            r for r in results(t) if r.get("from_name") == "figure-value")), "", "without value"),
        ("label-studio", lambda t: t.update(data={"text": TEXT, "encoding": "none such"}), "",
         "encoding"),
        ("label-studio", lambda t: t["data"].update(annotated=5), "annotated", "tuple"),
        ("prodigy", lambda e: e.pop("text"), "line 1.text", "Field required"),
        ("prodigy", lambda e: e["spans"][0].update(label="Title"), "line 1.spans[0]", "unknown"),
        ("prodigy", lambda e: e["spans"][1].update(start=5000), "line 1", "none of the spans"),
        ("prodigy", lambda e: e.update(relations=[]) or e["spans"][1].update(end=5000),
         "line 1.spans[1]", "5000"),
        ("prodigy", lambda e: e["relations"][0]["head_span"].update(start=1),
         "line 1.relations[0].head_span", "none of the spans"),
        ("prodigy", lambda e: e.update(answer="ignore"), "", "no example is accepted"),
        ("doccano", lambda e: e["entities"][0].pop("id"), "line 1.entities[0].id", "required"),
        ("doccano", lambda e: e["entities"][2].update(end_offset=5000), "line 1.entities[2]",
         "5000"),
        ("doccano", lambda e: e["relations"][0].update(to_id=999), "line 1.relations[0]", "999"),
        ("web-annotation", lambda p: item_of(p, "tagging")["target"].pop("source"),
         ".items[1].target", "source"),
        ("web-annotation", lambda p: item_of(p, "tagging")["target"]["selector"].pop(0),
         ".items[1].target.selector", "TextPositionSelector"),
        ("web-annotation", lambda p: item_of(p, "tagging")["target"]["selector"][0].update(end=2),
         ".items[1].target.selector", "in the text, not"),
        ("web-annotation", lambda p: item_of(p, "tagging")["body"].pop(0), ".items[1].body", "tag"),
        ("web-annotation", lambda p: item_of(p, "tagging").pop("id"), ".items[1].id", "required"),
        ("web-annotation", lambda p: item_of(p, "linking")["target"].pop(), ".target",
         "two targets"),
        ("web-annotation", lambda p: item_of(p, "linking")["target"][0].update(id="no"),
         ".target[0]", "id 'no'"),
        ("web-annotation", lambda p: p.pop("items"), "", "neither an annotation page"),
        ("json", lambda r: r["facts"][0].update(kind="many"), "facts[0]", "many"),
        ("json", lambda r: r["facts"][0]["span"].update(end=3), "facts[0]", "span"),
    ],
)  # fmt: skip
def test_what_is_refused_and_where(name: FormatName, broken: Break, where: str, words: str) -> None:
    data = stored(EXAMPLE, name)
    broken(data)
    with pytest.raises(AnnotationError) as caught:
        back(json.dumps([data] if name == "label-studio" else data), name)
    message = str(caught.value)
    assert "\n" not in message
    assert where in message
    assert words in message


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("content", ["", "[", '{"text": 1}', "[1]", "null", "[" * 100_000, "{}"])
def test_what_is_no_such_file_is_refused(content: str, name: FormatName) -> None:
    with pytest.raises(AnnotationError) as caught:
        back(content, name)
    assert "\n" not in str(caught.value)
    with pytest.raises(AnnotationError, match=r"none of the formats|no JSON"):
        recognise(content)


JUNK = st.sampled_from(
    [None, True, -1, 3, 1e400, 1e99, "", "f1", "x\n", [], {}, [[]], {"start": 0}, "😀", "\ud83d"]
)


def nodes(data: Any) -> list[tuple[Any, Any]]:
    """Every place in a JSON value that can be changed: its container and its key."""
    pairs: list[tuple[Any, Any]] = []
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        pairs.append((data, key))
        if isinstance(value, (dict, list)):
            pairs += nodes(value)
    return pairs


@pytest.mark.parametrize("name", [*WHOLE[:1], *WHOLE[2:], *PARTIAL])
@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_is_changed_is_read_or_refused_in_a_line(name: FormatName, data: Any) -> None:
    content = [stored(EXAMPLE, name)] if name == "label-studio" else stored(EXAMPLE, name)
    for _ in range(data.draw(st.integers(1, 2))):
        places = nodes(content)
        if places:
            container, key = data.draw(st.sampled_from(places))
            container[key] = deepcopy(data.draw(JUNK))  # one that holds itself is no JSON
    try:
        back(json.dumps(content), name)
    except AnnotationError as error:
        assert len(str(error).splitlines()) == 1


def test_what_cannot_be_written_is_told() -> None:
    partial = GoldText(TEXT, parse_gold({"source": "a.txt", "annotated": ["facts"]}))
    with pytest.raises(AnnotationError, match="partial"):
        write_golds([partial], "marked")
    with pytest.raises(AnnotationError, match="holds one release"):
        write_golds([EXAMPLE, EXAMPLE], "marked")
    twice = [gold()["facts"][0], gold()["facts"][1] | {"id": gold()["facts"][0]["id"]}]
    with pytest.raises(AnnotationError, match="two records have this id"):
        take_apart(GoldText(TEXT, parse_gold(gold() | {"facts": twice})))


def test_the_command_line_offers_every_format() -> None:
    from pr_extract.cli.convert import _Format

    assert get_args(_Format) == get_args(FormatName)
