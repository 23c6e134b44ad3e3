"""What a file is, by its first bytes; its ending may say anything."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from workshop.crm.sheets.errors import EXPORT_TABLE, SAVE_AS_XLSX, empty, no_table
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.crm.sheets.file import ExportFile

UNPACK = N_("Unpack it and use the tables inside.")


class Kind(Enum):
    """How a file is opened."""

    TEXT = auto()
    ZIP = auto()
    """XLSX, XLSM or ODS, or something else in a zip."""
    COMPOUND = auto()
    """An old XLS, or a workbook with a password."""


OPENED = {
    b"PK\x03\x04": Kind.ZIP,
    b"PK\x05\x06": Kind.ZIP,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": Kind.COMPOUND,
}
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")
PACKED = (b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"BZh", b"\xfd7zXZ")
REFUSED = (
    *((start, N_("{file} is a picture."), EXPORT_TABLE) for start in PICTURES),
    *((start, N_("{file} is a compressed archive."), UNPACK) for start in PACKED),
    (b"%PDF", N_("{file} is a PDF document."), EXPORT_TABLE),
    (b"{\\rtf", N_("{file} is a text document."), EXPORT_TABLE),
)
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-z]", re.IGNORECASE)
"""Several CRMs write a web page, or XML, and call it XLS; Excel opens it all the same."""
JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{\s*\"|\[\s*[\[{])")


def kind(file: ExportFile) -> Kind:
    """Return how to open a file.

    Raises:
        WorkshopError: if it is empty, or plainly something else than a table.
    """
    head = file.head()
    if not head:
        raise empty(file)
    for start, found, hint in REFUSED:
        if head.startswith(start):
            raise no_table(file, found, hint)
    if MARKUP.match(head):
        raise no_table(
            file, N_("{file} is a web page or XML, whatever its name says."), SAVE_AS_XLSX
        )
    if JSON.match(head):
        raise no_table(file, N_("{file} is JSON."), EXPORT_TABLE)
    return next((one for start, one in OPENED.items() if head.startswith(start)), Kind.TEXT)
