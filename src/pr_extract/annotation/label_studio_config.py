"""Label Studio's labelling configuration: labels, relations, and a form for each sort of region."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from pr_extract.annotation.label_studio import LABELS, TEXT
from pr_extract.annotation.vocabulary import ATTRIBUTES, LINKS, SORTS, Attribute, Sort

_COLOURS: dict[Sort, str] = {
    "figure": "#1f9d55",
    "date": "#2779bd",
    "entity": "#de751f",
    "headline": "#794acf",
    "dateline": "#794acf",
    "words": "#8795a1",
}


def config() -> str:
    """The configuration as XML, for a project's *Labeling Interface*.

    >>> config().splitlines()[:3]
    ['<View>', '  <Relations>', '    <Relation value="concept"/>']
    """
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "<View>"
    yield "  <Relations>"
    for link in LINKS:
        yield f"    {_tag('Relation', value=link)}"
    yield "  </Relations>"
    yield f"  {_tag('Labels', end='>', name=LABELS, toName=TEXT)}"
    for label, sort in SORTS.items():
        yield f"    {_tag('Label', value=label, background=_COLOURS[sort])}"
    yield "  </Labels>"
    yield f"  {_tag('Text', name=TEXT, value=f'${TEXT}')}"
    for sort, attributes in ATTRIBUTES.items():
        if attributes:
            yield from _form(sort, attributes)
    yield "</View>"


def _form(sort: Sort, attributes: tuple[Attribute, ...]) -> Iterator[str]:
    labels = ",".join(label for label, of in SORTS.items() if of == sort)
    shown = {"visibleWhen": "region-selected", "whenTagName": LABELS, "whenLabelValue": labels}
    yield f"  {_tag('View', end='>', **shown)}"
    for attribute in attributes:
        yield f"    {_tag('Header', value=attribute.name, size='6')}"
        yield from (f"    {line}" for line in _control(f"{sort}-{attribute.name}", attribute))
    yield "  </View>"


def _control(name: str, attribute: Attribute) -> Iterator[str]:
    common = {"name": name, "toName": TEXT, "perRegion": "true"}
    if attribute.sort == "number":
        yield _tag("Number", **common, step="any")
    elif attribute.sort == "text":
        yield _tag("TextArea", **common, maxSubmissions="1", editable="true", rows="1")
    else:
        yield _tag("Choices", end=">", **common, choice="single-radio", showInline="true")
        for choice in attribute.choices:
            yield f"  {_tag('Choice', value=choice)}"
        yield "</Choices>"


def _tag(tag: str, /, end: str = "/>", **attributes: str) -> str:
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{tag}{written}{end}"
