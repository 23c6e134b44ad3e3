"""The tabs of an XLSX workbook, as XML: how far they reach, errors, formulas without a result."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from workshop.crm.sheets.errors import damaged
from workshop.crm.sheets.workbooks.cell_flags import MOST_CELLS, Marks, column_place
from workshop.crm.sheets.workbooks.xml import Attributes, read_xml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workshop.crm.sheets.file import ExportFile
    from workshop.crm.sheets.workbooks.archive import Archive

BOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
CELL = re.compile(rb'<(?:\w+:)?c(?:\s+r="([A-Z]{1,3}[0-9]{1,7})")?(?=[\s/>])')
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
STRINGS = "sharedstrings.xml"
CLAIM = re.compile(rb"""<(?:\w+:)?sst\s[^>]*?uniqueCount\s*=\s*["'](\d+)""")
NAME = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")
DIGITS, CAPITALS = b"0123456789", b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
TEXTS = ("str", "inlineStr")
TRUE = ("1", "true")
LONGEST_TEXT = 1 << 22
"""Bytes between two elements; a cell holds far fewer."""


class _Book:
    """Hears where the tabs lie."""

    def __init__(self) -> None:
        self.tabs: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}
        self.stale = False
        """Whether the writer asks Excel to compute all formulas: it has not done so itself."""

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            self.tabs.append((attributes.get("name", ""), attributes.get("id", "")))
        elif name == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")
        elif name == "calcPr":
            self.stale = attributes.get("fullCalcOnLoad") in TRUE

    def end(self, name: str) -> None:
        pass

    def text(self, text: str) -> None:
        pass


def xlsx_marks(file: ExportFile, parts: Archive) -> list[Marks]:
    """Return what the library leaves out of each tab, in the workbook's order.

    Raises:
        WorkshopError: if the workbook is damaged, or a tab reaches too far.
    """
    _check_strings(file, parts)
    book = _Book()
    for part in (BOOK, RELATIONS):
        read_xml(file, parts.chunks(part), book)
    found = []
    for tab, relation in book.tabs:
        marks = _marks(file, parts, _part(book.targets.get(relation, ""), parts), stale=book.stale)
        marks.check_reach(file, tab)
        found.append(marks)
    return found


def _check_strings(file: ExportFile, parts: Archive) -> None:
    """Refuse a list of texts that claims to be endless: the library makes room for all of them."""
    for part in parts.names:
        if part.lower().endswith(STRINGS):
            claims = CLAIM.findall(next(parts.chunks(part), b""))
            if any(int(claim) > MOST_CELLS for claim in claims):
                raise damaged(file)


def _part(target: str, parts: Archive) -> str:
    """Return the part that a relation leads to, from the zip's root or from its folder ``xl``."""
    return target if target in parts else posixpath.normpath(posixpath.join("/xl", target))[1:]


def _marks(file: ExportFile, parts: Archive, part: str, *, stale: bool) -> Marks:
    quick = _quick_marks(parts.chunks(part))
    if quick is not None:
        return quick
    cells = _Cells(file, stale=stale)
    read_xml(file, parts.chunks(part), cells)
    return cells.marks


def _quick_marks(chunks: Iterator[bytes]) -> Marks | None:
    """Return how far a tab reaches; None if that, or more, is to be read cell by cell."""
    marks, rest = Marks(), b""
    for chunk in chunks:
        text = rest + chunk
        end = max(text.rfind(b"<"), 0)
        text, rest = text[:end], text[end:]
        names = CELL.findall(text)
        if b"" in names or _telling(text) or len(rest) > LONGEST_TEXT:
            return None
        joined = b" ".join(names)
        rows = set(joined.translate(None, CAPITALS).split())
        columns = set(joined.translate(None, DIGITS).split())
        marks.rows = max([marks.rows, *map(int, rows)])
        marks.columns = max([marks.columns, *(column_place(c.decode()) + 1 for c in columns)])
    return None if marks.rows * marks.columns > MOST_CELLS else marks


def _telling(text: bytes) -> bool:
    """Say whether an error or a formula may be there; plain searches first, they are quicker."""
    if b'"e"' in text or b"'e'" in text:
        return True
    return (b"<f" in text or b":f" in text) and FORMULA.search(text) is not None


class _Cells:
    """Hears the cells of one tab."""

    def __init__(self, file: ExportFile, *, stale: bool) -> None:
        self.marks = Marks()
        self._file = file
        self._stale = stale
        self._row, self._column = 0, -1
        self._kind = self._value = ""
        self._formula = self._filled = self._listens = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "row":
            self._row, self._column = self._number(attributes) or self._row + 1, -1
        elif name == "c":
            self._move(attributes.get("r"))
            self._kind, self._value = attributes.get("t", ""), ""
            self._formula = self._filled = False
        elif name == "f":
            self._formula = True
        elif name in {"v", "is"}:
            self._filled, self._listens = True, name == "v"

    def end(self, name: str) -> None:
        if name == "v":
            self._listens = False
        elif name == "c":
            self._note()

    def text(self, text: str) -> None:
        if self._listens:
            self._value += text

    def _number(self, attributes: Attributes) -> int:
        number = attributes.get("r", "0")
        if not number.isdecimal():
            raise damaged(self._file)
        return int(number)

    def _move(self, name: str | None) -> None:
        found = NAME.fullmatch(name or "")
        if found:
            self._row, self._column = int(found[2]), column_place(found[1])
        elif name is None:
            self._column += 1
        else:
            raise damaged(self._file)

    def _note(self) -> None:
        if self._kind == "e":
            self.marks.error(self._row, self._column, self._value)
        elif self._formula and self._kind not in TEXTS and self._is_open():
            self.marks.open(self._row, self._column)
        elif self._filled:
            self.marks.reach(self._row, self._column)

    def _is_open(self) -> bool:
        return not self._value or (self._stale and self._value == "0")
