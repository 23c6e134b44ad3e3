"""The charter on disk: HTML, Markdown, Word and PDF for people, JSON for the next quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workshop.charter.checklist import checklist_csv, checklist_markdown
from workshop.charter.page import html, markdown
from workshop.charter.pdf import pdf
from workshop.charter.word import word
from workshop.errors import WorkshopError
from workshop.files import lay_down
from workshop.words import LANGS, N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from workshop.charter.document import Charter

DATA_FILE = "charter.json"
KINDS: dict[str, Callable[[Charter], str | bytes]] = {
    "charter_{lang}.html": html,
    "charter_{lang}.md": markdown,
    "charter_{lang}.docx": word,
    "charter_{lang}.pdf": pdf,
    "poster_{lang}_a3.pdf": lambda charter: pdf(charter, "a3"),
    "checklist_{lang}.csv": checklist_csv,
    "checklist_{lang}.md": checklist_markdown,
}
"""Name of each file to what makes it; there is one in every language."""
NAMES = tuple(name.format(lang=lang) for lang in LANGS for name in KINDS)
"""The files of a charter in every language, `DATA_FILE` left out."""


class Exported(NamedTuple):
    """What was written.

    Attributes:
        files: in the order of the languages.
        failures: why a kind of file is not among them: its package is blocked or missing here.
    """

    files: tuple[Path, ...]
    failures: tuple[WorkshopError, ...]


def export(
    charters: Iterable[Charter],
    data: str,
    folder: Path,
    beside: Mapping[str, bytes] | None = None,
) -> Exported:
    """Write a charter in every kind of file.

    A file whose package this computer blocks or lacks is left out; an older one of its name goes,
    so that nobody takes it for this charter's.

    Args:
        charters: the charter in each language.
        data: the same as JSON text, in no language.
        folder: where to.
        beside: more files that go with it, name to content.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    contents: dict[str, bytes] = {}
    failures: dict[str, WorkshopError] = {}
    for charter in charters:
        for name, make in KINDS.items():
            try:
                contents[name.format(lang=charter.lang)] = _bytes(make(charter))
            except WorkshopError as error:
                failures[name.format(lang=charter.lang)] = error
    contents[DATA_FILE] = _bytes(data)
    files = write(folder, contents | dict(beside or {}), tuple(failures))
    # Of one package one message: it is the same for every file and language.
    said = {str(error): error for error in failures.values()}
    return Exported(tuple(files), tuple(said.values()))


def write(folder: Path, files: Mapping[str, bytes], gone: Iterable[str] = ()) -> list[Path]:
    """Write what people take home and return the files.

    Args:
        folder: where to.
        files: name to content.
        gone: names of older files that go.

    Raises:
        WorkshopError: if the folder cannot be written.
    """
    try:
        written = lay_down(folder, files)
        for name in gone:
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise WorkshopError(
            N_("The charter can’t be saved."),
            found="{folder}: {reason}",
            hint=N_(
                "Everything you decided is safe in the session. Make sure the folder "
                "can be written to, then try again."
            ),
            folder=folder,
            reason=error,
        ) from error
    return written


def _bytes(content: str | bytes) -> bytes:
    # Half an emoji, cut off by a text field, must not keep a charter from its paper.
    return content.encode("utf-8", errors="replace") if isinstance(content, str) else content
