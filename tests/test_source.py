"""Reading inputs: encodings, formats, folders, and what is said when it fails."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pr_extract.source import Document, SourceError, expand, from_text, read

TEXT = "Acme Pumps’ café sold 300 pumps for €5 million – a “record”.\r\n\r\nIt grew.\n"
WESTERN = TEXT.replace("’", "'").replace("€", "£").replace("–", "-").replace("“", '"')
WESTERN = WESTERN.replace("”", '"')


def _one(path: Path | str, data: bytes | None = None) -> Document:
    (document,) = read(path, data)
    return document


def _fails(path: Path | str, data: bytes | None = None) -> str:
    with pytest.raises(SourceError) as caught:
        list(read(path, data))
    message = str(caught.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize(
    ("encoding", "text", "recorded"),
    [
        ("utf-8", TEXT, "utf-8"),
        ("utf-8-sig", TEXT, "utf-8-sig"),
        ("utf-16", TEXT, "utf-16"),
        ("utf-16-le", TEXT, "utf-16-le"),
        ("utf-16-be", TEXT, "utf-16-be"),
        ("utf-32", TEXT, "utf-32"),
        ("cp1252", TEXT, "cp1252"),
    ],
)
def test_encodings(encoding: str, text: str, recorded: str, tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_bytes(text.encode(encoding))
    document = _one(path)
    assert (document.text, document.encoding) == (text, recorded)
    assert path.read_bytes().decode(document.encoding) == document.text
    assert document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert document.name == str(path)


def test_latin_1_reads_as_itself() -> None:
    document = _one("a.txt", WESTERN.encode("latin-1"))
    assert document.text == WESTERN


def test_a_text_at_hand() -> None:
    document = from_text(TEXT, "acme")
    assert (document.text, document.name, document.encoding) == (TEXT, "acme", "utf-8")
    assert document.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@given(st.text(min_size=1).filter(lambda t: t.strip() and not set(t) & set(map(chr, range(32)))))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    if text.lstrip().lower().startswith(("<html", "<!doctype html", "%pdf-", "\ufeff")):
        return
    try:
        assert _one("a.txt", text.encode()).text == text
    except SourceError as error:
        assert "binary" in str(error) or "not text" in str(error)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(TEXT.encode("utf-8-sig")))
    monkeypatch.setattr(sys, "stdin", stdin)
    document = _one("-")
    assert (document.text, document.name, document.encoding) == (TEXT, "-", "utf-8-sig")


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "release.txt.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    assert _one(path).text == TEXT


PAGE = """<!DOCTYPE html><html><head><meta charset="windows-1252"><title>News</title>
<script>var x = "Acme 1";</script></head><body><nav><a href="/">Home</a> <a>News</a></nav>
<article><h1>Acme opens a plant</h1>
<p>LEEDS, England, Oct.&nbsp;24, 2024 /PRNewswire/ -- Acme <b>Pumps</b> opened a plant for €5
million.<br>It is on the coast, and it will make pumps for farms in the north of the country.</p>
<ul><li>300 pumps a day</li><li>200 hands</li></ul>
<table><tr><th>Pumps</th><th>2024</th></tr><tr><td><p>Sold</p></td><td>300</td></tr></table>
<h2>About Acme</h2><p>Acme makes pumps.</p></article>
<footer>Copyright 2024 Acme</footer></body></html>"""

ARTICLE = """Acme opens a plant

LEEDS, England, Oct. 24, 2024 /PRNewswire/ -- Acme Pumps opened a plant for €5 million.

It is on the coast, and it will make pumps for farms in the north of the country.

• 300 pumps a day
• 200 hands

Pumps\t2024
Sold\t300

About Acme

Acme makes pumps.
"""


@pytest.mark.parametrize("name", ["page.html", "page.htm", "-", "page.html.gz"])
def test_of_a_web_page_the_article(name: str) -> None:
    document = _one(name, PAGE.encode("cp1252"))
    assert document.text == ARTICLE
    assert document.encoding == "cp1252"


def test_a_page_inside_a_form_is_read() -> None:
    page = "<html><body><form><p>Acme opened a plant.</p><button>Buy</button></form></body></html>"
    assert _one("page.html", page.encode()).text == "Acme opened a plant.\n"


def test_a_deeply_nested_page_is_read() -> None:
    page = "<html>" + "<div>" * 20_000 + "Acme opened a plant." + "</div>" * 20_000
    assert _one("page.html", page.encode()).text == "Acme opened a plant.\n"


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "releases.jsonl"
    rows = [{"text": TEXT, "body": "Other."}, {"text": "Acme fell.", "body": "More."}]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", "utf-8")
    documents = list(read(path))
    assert [d.text for d in documents] == [TEXT, "Acme fell."]
    assert [d.name for d in documents] == [f"{path}:1", f"{path}:2"]
    assert [d.text for d in read(path, text_field="body")] == ["Other.", "More."]


def test_a_broken_line_does_not_keep_the_others() -> None:
    data = b'{"text": "Acme rose."}\n{"text": 5}\nnot json\n{"text": "Acme fell."}\n'
    errors: list[SourceError] = []
    documents = list(read("r.jsonl", data, on_error=errors.append))
    assert [d.text for d in documents] == ["Acme rose.", "Acme fell."]
    assert [error.where for error in errors] == ["r.jsonl:2", "r.jsonl:3"]


def test_json_lines_compressed(tmp_path: Path) -> None:
    path = tmp_path / "releases.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Acme rose."}\n'))
    assert [d.text for d in read(path)] == ["Acme rose."]


def test_a_missing_text_field_names_those_there_are() -> None:
    message = _fails("r.jsonl", b'{"body": "Acme rose.", "id": 3}\n')
    assert message == (
        "r.jsonl:1: has no text in a field 'text'; name the field with --text-field (it has: body)"
    )


def test_mail() -> None:
    mail = b"From: a@acme.example\nSubject: News\nContent-Type: text/plain; charset=iso-8859-1\n"
    document = _one("a.eml", mail + b"\nAcme\xb4s caf\xe9 sold pumps.\n")
    assert document.text == "Acme´s café sold pumps.\n"
    assert document.encoding == "iso-8859-1"


def test_pdf_without_its_extra_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert "pip install 'pr-extract[pdf]'" in _fails("a.pdf", b"%PDF-1.7\n")


def test_expand_walks_folders_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.jsonl", "sub/d.txt.gz", ".hidden/e.txt", "f.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Acme rose.")
    found = [Path(name).relative_to(tmp_path).as_posix() for name in expand([tmp_path])]
    assert found == ["a.html", "b.txt", "sub/c.jsonl", "sub/d.txt.gz"]


def test_expand_matches_patterns_and_passes_names_on(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "a.md"):
        (tmp_path / name).write_text("Acme rose.")
    found = list(expand(["-", f"{tmp_path}/*.txt", "missing.txt"]))
    assert found == ["-", f"{tmp_path}/a.txt", f"{tmp_path}/b.txt", "missing.txt"]


def test_expand_takes_a_name_with_brackets_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a[1].txt"
    path.write_text("Acme rose.")
    assert list(expand([path])) == [str(path)]


def test_a_folder_without_texts(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder without texts"):
        list(expand([tmp_path]))


def test_a_pattern_without_matches(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="matches no file"):
        list(expand([tmp_path / "*.txt"]))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture, not text"),
        (b"PK\x03\x04rest", "is a ZIP or Office file, not text"),
        (bytes(range(256)) * 4, "is binary, not text"),
        (b"Acme\x00rose\x00\x01\x02\x03 and fell", "is binary, not text"),
        (b"\xff\xfeA", "begins as utf-16 but cannot be decoded so"),
        (b"\x1f\x8bnothing", "is a damaged gzip file"),
    ],
)
def test_what_is_no_text_is_said_in_a_line(data: bytes, what: str) -> None:
    assert _fails("a.txt", data).startswith(f"a.txt: {what}; ")


def test_a_missing_file() -> None:
    assert _fails("nowhere/a.txt") == "nowhere/a.txt: does not exist; check the path"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert "is a folder" in _fails(tmp_path)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "may not be read; check its permissions" in _fails(tmp_path / "a.txt")
