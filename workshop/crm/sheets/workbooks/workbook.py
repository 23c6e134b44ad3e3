"""The tabs of a workbook as sheets; typed cells become text."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from python_calamine import (
    CalamineError,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

from workshop.crm.sheets.errors import damaged, empty, locked
from workshop.crm.sheets.header import SAMPLE, Line, header_line, header_names
from workshop.crm.sheets.row_filter import Sieve, pieces
from workshop.crm.sheets.row_pattern import NO_PATTERN, RowPattern, row_pattern
from workshop.crm.sheets.sheet import Facts, Format, Sheet
from workshop.crm.sheets.workbooks.value import text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from python_calamine import CalamineWorkbook, SheetMetadata

    from workshop.crm.sheets.file import ExportFile
    from workshop.crm.sheets.no_record import Reason
    from workshop.crm.sheets.notes import Notes
    from workshop.crm.sheets.row_filter import Piece, Row
    from workshop.crm.sheets.workbooks.cell_flags import Marks

PANIC = "PanicException"
"""How the library fails where it did not expect to; it cannot be imported."""


@dataclass(frozen=True)
class Tab:
    """One tab of a workbook; the workbook is opened anew whenever somebody reads.

    Attributes:
        file: the workbook.
        name: of the tab.
        marks: what the library leaves out of it.
        top: the row the header stands in; 0 before it is known.
        pattern: the header, and what rows look like; empty before it is known.
    """

    file: ExportFile
    name: str
    marks: Marks
    top: int = 0
    pattern: RowPattern = NO_PATTERN

    def rows(
        self, places: Sequence[int], aside: list[tuple[int, Reason]], notes: Notes | None = None
    ) -> Iterator[Row]:
        """Yield rows one by one, see `Source`; a formula without a result is shown as ``=``."""
        below = dropwhile(lambda row: row[0] <= self.top, self.all(_book(self.file)))
        sieve = Sieve(self.pattern, places, aside, notes, top=self.top)
        yield from sieve.kept(below)
        yield from sieve.released()

    def pieces(
        self, places: Sequence[int], aside: list[tuple[int, Reason]], notes: Notes | None = None
    ) -> Iterator[Piece]:
        """Yield rows many at a time, see `Source`.

        Raises:
            WorkshopError: if a wanted cell has a formula without a result.
        """
        self.marks.check_computed(f"{self.file.name} › {self.name}", self.top, places)
        return pieces(self.rows(places, aside, notes), len(places))

    def all(self, book: CalamineWorkbook) -> Iterator[Row]:
        """Yield every row of the tab from the first, all of one width, as text."""
        marked, number = self.marks.texts, 0
        with _reading(self.file):
            sheet = book.get_sheet_by_name(self.name)
            margin = [""] * (sheet.start[1] if sheet.start else 0)
            width = max(len(margin) + sheet.width, *(1 + max(row) for row in marked.values()), 0)
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                row = [*margin, *map(text, cells)]
                yield number, _marked(row, width, marked.get(number, {}))
        for below in sorted(row for row in marked if row > number):
            yield below, _marked([], width, marked[below])

    def recognised(self, lines: list[Line]) -> Tab:
        """Return the tab with the header that its first rows show."""
        top, cells = header_line(lines)
        below = [line for line in lines if line.number > top]
        return replace(self, top=top, pattern=row_pattern(header_names(cells), len(cells), below))


def workbook_sheets(file: ExportFile, form: Format, marks: Sequence[Marks]) -> list[Sheet]:
    """Return the tabs that hold something, as sheets; those that Excel shows to nobody are not.

    Args:
        file: the workbook, already found harmless.
        form: what it is.
        marks: what the library leaves out of each tab, in the workbook's order.

    Raises:
        WorkshopError: if it is damaged, has a password, or no tab with a filled cell.
    """
    book = _book(file)
    if len(marks) != len(book.sheets_metadata):
        raise damaged(file)
    found = []
    for tab, one in zip(book.sheets_metadata, marks, strict=True):
        if _is_table(tab):
            found += _sheet(Tab(file, tab.name, one), book, form)
    if not found:
        raise empty(file)
    return found


def _sheet(tab: Tab, book: CalamineWorkbook, form: Format) -> list[Sheet]:
    filled = (Line(n, row) for n, cells in tab.all(book) if any(row := [c.strip() for c in cells]))
    lines = list(islice(filled, SAMPLE))
    if not lines:
        return []
    known = tab.recognised(lines)
    return [Sheet(tab.file.name, tab.name, known.pattern.header, Facts(form, known.top), known)]


def _is_table(tab: SheetMetadata) -> bool:
    return tab.typ == SheetTypeEnum.WorkSheet and tab.visible != SheetVisibleEnum.VeryHidden


def _book(file: ExportFile) -> CalamineWorkbook:
    with file.opened() as stream, _reading(file):
        return load_workbook(stream)


def _marked(cells: list[str], width: int, marks: dict[int, str]) -> list[str]:
    row = cells + [""] * (width - len(cells))
    for column, mark in marks.items():
        row[column] = mark
    return row


@contextmanager
def _reading(file: ExportFile) -> Iterator[None]:
    try:
        yield
    except PasswordError as error:
        raise locked(file) from error
    except (CalamineError, OSError, OverflowError, ValueError) as error:
        raise damaged(file) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise damaged(file) from error
