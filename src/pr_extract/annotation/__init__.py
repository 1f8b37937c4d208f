"""Gold in the formats of the annotation tools people have, and back.

A gold is taken apart into labelled regions of the text, with attributes, and links between them
(`apart`), and put together from them again (`together`): this is what all the tools have in common.
A module a format writes these down as its tool reads them, and reads what the tool writes:
`label_studio` and `web_annotation` everything, `prodigy` and `doccano` what such formats hold
(`plain`). `formats` knows them by name, `files` reads and writes. `docs/gold-format.md` is the
guide.
"""

from pr_extract.annotation.apart import take_apart
from pr_extract.annotation.errors import AnnotationError
from pr_extract.annotation.formats import FormatName, read_golds, recognise, write_golds
from pr_extract.annotation.label_studio_config import config
from pr_extract.annotation.regions import Annotations, GoldText, Link, Region
from pr_extract.annotation.together import put_together

__all__ = [
    "AnnotationError",
    "Annotations",
    "FormatName",
    "GoldText",
    "Link",
    "Region",
    "config",
    "put_together",
    "read_golds",
    "recognise",
    "take_apart",
    "write_golds",
]
