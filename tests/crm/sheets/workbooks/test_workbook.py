"""A workbook's tabs are read as text, cell by cell what a person sees in them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from support.exports.books import ods, ods_row, repacked, saved, xls, xls_text, xlsx, xlsx_of
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile, Reason, first_rows, sheets
from workshop.crm.sheets.workbooks import workbook

if TYPE_CHECKING:
    from workshop.crm.sheets import Sheet

ROWS: list[list[Any]] = [["id", "name", "value"], ["D1", "Anna", 1.5], ["D2", "Bo", 20]]
MOMENT = datetime.fromisoformat("2026-04-03T10:00:00")


def sheet(content: bytes) -> Sheet:
    return sheets(ExportFile("x.xlsx", content=content))[0]


def rows(found: Sheet, *columns: str) -> tuple[list[tuple[Any, ...]], list[tuple[int, Reason]]]:
    """Return a sheet's rows, number first, and those set aside."""
    aside: list[tuple[int, Reason]] = []
    batches = list(found.batches(columns, aside))
    return [tuple(row.values()) for batch in batches for row in batch.to_pylist()], aside


def test_every_filled_tab_is_a_sheet() -> None:
    """Empty ones are not, nor those that Excel shows to nobody."""
    book = openpyxl.Workbook()
    book.active.title = "Leer"
    for name, state in [("Deals", "visible"), ("Kontakte", "hidden"), ("Listen", "veryHidden")]:
        tab = book.create_sheet(name)
        tab["A1"], tab.sheet_state = "id", state
    found = sheets(ExportFile("x.xlsx", content=saved(book)))

    assert ["x.xlsx › Deals", "x.xlsx › Kontakte"] == [one.name for one in found]


def test_a_workbook_without_a_filled_tab_is_empty() -> None:
    """Blanks do not fill a tab."""
    assert "The file is empty." == refusal(sheet, xlsx(A=[], B=[[" "], [None]])).fact


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 4, 3), "2026-04-03"),
        (MOMENT, "2026-04-03T10:00:00"),
        (MOMENT.replace(hour=0), "2026-04-03"),
        (time(10, 30), "10:30:00"),
        (timedelta(hours=30), "30:00:00"),
        (True, "true"),
        (1234, "1234"),
        (1.234, "1.234e0"),
        (" Müller\u00a0", "Müller"),
        ("1.234", "1.234"),
        ('="007"', '="007"'),
        (None, None),
    ],
)
@pytest.mark.parametrize("epoch", ["1900", "1904"])
def test_typed_cells(value: Any, expected: str | None, epoch: str) -> None:
    """Each type has its form, whichever day the workbook counts from."""
    book = openpyxl.Workbook()
    if epoch == "1904":
        book.epoch = CALENDAR_MAC_1904
    book.active.append(["id", "cell"])
    book.active.append(["D1", None])
    book.active["B2"].value = value
    if isinstance(value, str) and value.startswith("="):
        book.active["B2"].data_type = "s"
        expected = "007"

    assert ([(2, "D1", expected)], []) == rows(sheet(saved(book)), "id", "cell")


def test_row_numbers_are_those_of_the_tab() -> None:
    """Empty rows and columns before the table count, and so do blank rows in it."""
    book = openpyxl.Workbook()
    tab = book.active
    tab["C3"], tab["D3"], tab["C5"], tab["D5"] = "id", "name", "D1", "Anna"
    found = sheet(saved(book))

    assert (("", "", "id", "name"), 3) == (found.header, found.facts.header_row)
    assert ([(5, "Anna", "D1")], []) == rows(found, "name", "id")


def test_a_report_with_title_and_footer() -> None:
    """The title is passed over, the footer set aside; a total has more than one cell."""
    content = xlsx(T=[["Pipeline"], [], *ROWS, [], ["Copyright 2026"], ["Confidential"]])

    assert [(4, "D1"), (5, "D2")] == rows(sheet(content), "id")[0]
    assert [(7, Reason.FOOTER), (8, Reason.FOOTER)] == rows(sheet(content), "id")[1]


def test_a_note_beside_the_table_does_no_harm() -> None:
    """In a workbook a cell never moves to another column."""
    content = xlsx(T=[ROWS[0], [*ROWS[1], None, "call her"], ROWS[2]])

    assert ([(2, "D1"), (3, "D2")], []) == rows(sheet(content), "id")
    assert ("id", "name", "value") == sheet(content).header


def test_merged_cells_and_hidden_rows_are_read_plainly() -> None:
    """The value of merged cells stands in the first, and what is hidden is data as well."""
    book = openpyxl.Workbook()
    tab = book.active
    for row in [*ROWS, ["D3", "c", 3]]:
        tab.append(row)
    tab.merge_cells("A3:A4")
    tab.row_dimensions[2].hidden = True

    assert [(2, "D1"), (3, "D2"), (4, None)] == rows(sheet(saved(book)), "id")[0]


def test_errors_are_shown_as_what_they_are() -> None:
    """An empty cell would be a lie; also where the whole column is nothing but errors."""
    content = xlsx_of(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>value</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="e"><v>#N/A</v></c></row>'
        '<row r="4"><c r="B4" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )

    assert [(2, "1", "#N/A"), (4, None, "#DIV/0!")] == rows(sheet(content), "id", "value")[0]


FORMULAS = xlsx(T=[["id", "value", "total"], ["D1", 1, "=B2*2"], ["D2", 2, "=B3*2"]])


def test_a_formula_without_a_result_is_no_empty_cell() -> None:
    """Who reads that column is told; a preview shows the sign of a formula."""
    found = sheet(FORMULAS)
    error = refusal(lambda: list(found.batches(["id", "total"], [])))

    assert "The first one is in C2; rows with this problem: 2." in str(error)
    assert {"id": ["D1", "D2"], "value": ["1", "2"], "total": ["=", "="]} == first_rows(found, 9)


def test_a_formula_in_a_column_nobody_wants_is_nobodys_problem() -> None:
    """The others can be read."""
    assert ([(2, "D1", "1"), (3, "D2", "2")], []) == rows(sheet(FORMULAS), "id", "value")


def test_rows_of_nothing_but_open_formulas_are_rows() -> None:
    """The library does not even see them; below the others and in a tab of their own."""
    content = xlsx_of(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c></row>'
        '<row r="2"><c r="A2"><f>1</f></c></row><row r="9"><c r="C9"><f>1</f></c></row>'
    )
    alone = xlsx_of('<row r="3"><c r="B3"><f>1</f></c></row>')

    assert {"id": ["=", ""]} == first_rows(sheet(content), 9)
    assert ("", "=") == sheet(alone).header


def test_old_and_open_workbooks() -> None:
    """XLS and ODS give what XLSX gives."""
    old = xls([xls_text(0, 0, "id"), xls_text(2, 0, "D1")])
    open_ = ods(ods_row("id") + ods_row("<table:table-cell/>") + ods_row("D1"))

    assert ([(3, "D1")], []) == rows(sheet(old), "id")
    assert ([(3, "D1")], []) == rows(sheet(open_), "id")


def test_no_cell_but_the_wanted_ones_is_kept() -> None:
    """Names are dropped while their row is read, and the workbook with its last row."""
    (batch,) = sheet(xlsx(T=ROWS)).batches(["id", "value"], [])

    assert {"row": [2, 3], "id": ["D1", "D2"], "value": ["1.5e0", "20"]} == batch.to_pydict()


class Panic(BaseException):
    """Stands for a failure of the library that is no Exception."""


Panic.__name__ = workbook.PANIC


@pytest.mark.parametrize("error", [Panic, OverflowError, OSError, ValueError])
def test_a_failure_of_the_library_is_damage(error: type[BaseException]) -> None:
    """A person can do something about a damaged file."""
    with patch.object(workbook, "load_workbook", side_effect=error("x")):
        assert "damaged" in str(refusal(sheet, xlsx(T=ROWS)))


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError, AssertionError])
def test_what_is_no_fault_of_the_file_is_not_called_so(error: type[BaseException]) -> None:
    """Somebody stopped it, or the kit is wrong."""
    with (
        patch.object(workbook, "load_workbook", side_effect=error),
        pytest.raises(error),
    ):
        sheet(xlsx(T=ROWS))


def test_dates_beyond_all_calendars_do_not_end_the_reader() -> None:
    """They become numbers, which no reader takes for a date."""

    def change(parts: dict[str, bytes]) -> None:
        text = parts["xl/worksheets/sheet1.xml"].replace(b"<v>46115</v>", b"<v>1e300</v>")
        parts["xl/worksheets/sheet1.xml"] = text

    content = repacked(xlsx(T=[["id", "when"], ["D1", date(2026, 4, 3)]]), change)

    assert [(2, "1e+300")] == rows(sheet(content), "when")[0]


def test_a_workbook_with_other_tabs_than_it_says_is_damaged() -> None:
    """What was checked must be what is read."""
    with patch("workshop.crm.sheets.reader.xlsx_marks", return_value=[]):
        assert "damaged" in str(refusal(sheet, xlsx(T=ROWS)))
