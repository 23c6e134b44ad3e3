"""The tabs of an ODS workbook: how far they reach, errors, formulas without a result."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from workshop.crm.sheets.errors import damaged, locked
from workshop.crm.sheets.workbooks.cell_flags import Marks
from workshop.crm.sheets.workbooks.xml import Attributes, read_xml

if TYPE_CHECKING:
    from workshop.crm.sheets.file import ExportFile
    from workshop.crm.sheets.workbooks.archive import Archive

CONTENT = "content.xml"
MANIFEST = "meta-inf/manifest.xml"
CELLS = ("table-cell", "covered-table-cell")
VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")


class _Manifest:
    """Hears whether a part is encrypted."""

    locked = False

    def start(self, name: str, _: Attributes) -> None:
        self.locked |= name == "encryption-data"

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def ods_marks(file: ExportFile, parts: Archive) -> list[Marks]:
    """Return what the library leaves out of each tab, in the workbook's order.

    Raises:
        WorkshopError: if the workbook is damaged, needs a password, or a tab reaches too far.
    """
    manifest = _Manifest()
    read_xml(file, parts.chunks(MANIFEST), manifest)
    if manifest.locked:
        raise locked(file)
    content = _Content(file)
    read_xml(file, parts.chunks(CONTENT), content)
    return content.tabs


class _Content:
    """Hears the tabs, their rows and cells; a row or cell may stand for many alike."""

    def __init__(self, file: ExportFile) -> None:
        self.tabs: list[Marks] = []
        self._file = file
        self._tab = ""
        self._row = self._rows = self._column = 0
        self._cell: Attributes | None = None
        self._paragraphs: list[str] = []
        self._in_note = self._in_paragraph = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self._tab, self._row, self._rows = attributes.get("name", ""), 1, 0
            self.tabs.append(Marks())
        elif name == "table-row":
            self._row, self._column = self._row + self._rows, 0
            self._rows = self._repeats(attributes, "number-rows-repeated")
        elif name in CELLS:
            self._cell, self._paragraphs = attributes, []
        elif name == "annotation":
            self._in_note = True
        elif name == "p" and self._cell is not None and not self._in_note:
            self._in_paragraph = True
            self._paragraphs.append("")

    def end(self, name: str) -> None:
        if name in CELLS and self._cell is not None:
            self._note(self._cell, "\n".join(self._paragraphs))
            self._cell = None
        elif name == "annotation":
            self._in_note = False
        elif name == "p":
            self._in_paragraph = False

    def text(self, text: str) -> None:
        if self._in_paragraph:
            self._paragraphs[-1] += text

    def _repeats(self, attributes: Attributes, name: str) -> int:
        times = attributes.get(name, "1")
        if not times.isdecimal():
            raise damaged(self._file)
        return int(times)

    def _note(self, cell: Attributes, text: str) -> None:
        first, times = self._column, self._repeats(cell, "number-columns-repeated")
        self._column += times
        is_open = "formula" in cell and "value-type" not in cell and not self._paragraphs
        if not (text or is_open or any(name in cell for name in VALUES)):
            return
        marks = self.tabs[-1]
        marks.reach(self._row + self._rows - 1, self._column - 1)
        marks.check_reach(self._file, self._tab)
        # LibreOffice writes an error as an empty text, and what it is as the text that is shown.
        if is_open or (text and cell.get("string-value") == ""):
            places = product(range(self._row, self._row + self._rows), range(first, self._column))
            for row, column in places:
                marks.open(row, column) if is_open else marks.error(row, column, text)
