"""spaCy imported for a process of one's own, where each tenth of a second counts."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_COMMAND_LINE = ("spacy.cli", "spacy.cli.info")


def import_spacy() -> ModuleType:
    """Import spaCy without its command line, a fifth of the time that a cold start takes.

    ``import spacy`` brings in ``spacy.cli``, and with it an HTTP client, a template engine and
    three command-line libraries, for the sake of the one function ``spacy.info``. That function
    is put in place when it is called; ``import spacy.cli`` works as ever afterwards. For programs,
    as the command line is one: a library leaves it to its user how spaCy is imported.
    """
    if "spacy" not in sys.modules:
        stand_ins = {name: ModuleType(name) for name in _COMMAND_LINE}
        vars(stand_ins["spacy.cli.info"])["info"] = _info
        sys.modules.update(stand_ins)
        try:
            import spacy  # noqa: F401
        finally:
            for name, stand_in in stand_ins.items():
                if sys.modules.get(name) is stand_in:
                    del sys.modules[name]
    return sys.modules["spacy"]


def _info(*args: Any, **options: Any) -> Any:
    from spacy.cli.info import info

    return info(*args, **options)
