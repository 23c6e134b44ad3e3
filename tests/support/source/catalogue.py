"""Which messages the code says, and which the catalogue holds; also brings it up to date.

Run as a script, it adds new messages to the German catalogue, untranslated, and drops stale ones:
``python tests/support/source/catalogue.py``.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3] / "workshop"
GERMAN = ROOT / "locale" / "de" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"words": None, "_words": None, "N_": None, "both": None, "plural": (1, 2)}


def python_messages(
    file: Any, *_: object, **__: object
) -> Iterator[tuple[int, str, Any, list[str]]]:
    """Yield the marked messages of a module: Babel's own extractor does not see into f-strings."""
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            texts = [text for text in texts if isinstance(text, str) and text]
            if name in KEYWORDS and texts:
                yield node.lineno, name, tuple(texts) if len(texts) > 1 else texts[0], []


METHODS: list[tuple[str, Any]] = [
    ("**/templates/*.j2", "jinja2.ext:babel_extract"),
    ("**.py", python_messages),
]


def said() -> Catalog:
    """Return a catalogue of every message marked in the package."""
    catalogue = Catalog(locale="de")
    options = {"**.py": {}, "**/templates/*.j2": {"silent": "false"}}
    for _, _, message, _, _ in extract_from_dir(str(ROOT), METHODS, options, keywords=KEYWORDS):
        catalogue.add(message)
    return catalogue


def german() -> Catalog:
    """Return the German catalogue as it is."""
    with GERMAN.open("rb") as file:
        return read_po(file, locale="de")


def bring_up_to_date() -> None:
    """Write the German catalogue with exactly the messages the code says."""
    catalogue = german()
    catalogue.update(said(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    write(catalogue)


def write(catalogue: Catalog) -> None:
    """Write a catalogue as the German one."""
    for message in catalogue:
        # Babel takes "100 % s…" for a placeholder of the other kind; we have only braces.
        message.flags.discard("python-format")
    with GERMAN.open("wb") as file:
        write_po(file, catalogue, width=96, sort_output=True, no_location=True, omit_header=True)


if __name__ == "__main__":
    bring_up_to_date()
