"""Of an ODS tab is known how far it reaches, where errors are, and which formulas are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.exports.books import ods, ods_row
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.workbooks.archive import archive
from workshop.crm.sheets.workbooks.ods import ods_marks

if TYPE_CHECKING:
    from workshop.crm.sheets.workbooks.cell_flags import Marks

ERROR = (
    '<table:table-cell table:formula="of:=NA()" office:value-type="string" '
    'office:string-value=""><text:p>#N/A</text:p></table:table-cell>'
)
NUMBER = '<table:table-cell office:value-type="float" office:value="1"/>'


def marks(content: bytes) -> Marks:
    file = ExportFile("x.ods", content=content)
    with archive(file) as parts:
        (found,) = ods_marks(file, parts)
    return found


def empty(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def test_how_far_a_tab_reaches() -> None:
    """LibreOffice fills every tab with empty cells to its last corner; they do not count."""
    rows = (
        ods_row(empty(3), "x", empty(16_380)),
        ods_row(NUMBER),
        ods_row(empty(16_384), repeats=9**6),
    )
    found = marks(ods("".join(rows)))

    assert (2, 4) == (found.rows, found.columns)


def test_errors_are_found_by_cell() -> None:
    """Also where one cell stands for several; a note beside a cell is not its text."""
    twice = ERROR.replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="2" '
    )
    note = '<table:table-cell office:value-type="string" office:string-value=""><office:annotation>'
    note += "<text:p>look</text:p></office:annotation></table:table-cell>"
    found = marks(
        ods(ods_row("id", note) + ods_row("x", repeats=3) + ods_row("y", twice, repeats=2))
    )

    assert {5: {1: "#N/A", 2: "#N/A"}, 6: {1: "#N/A", 2: "#N/A"}} == found.texts


def test_formulas_without_a_result_are_found() -> None:
    """LibreOffice gives an empty result a paragraph; nothing at all is no result."""
    no_result = '<table:table-cell table:formula="of:=1+1"/>'
    nothing = '<table:table-cell table:formula="of:=&quot;&quot;"><text:p/></table:table-cell>'
    found = marks(ods(ods_row("id", nothing) + ods_row("x", no_result)))

    assert [(2, 1)] == found.uncomputed


@pytest.mark.parametrize(
    "rows",
    [
        ods_row("x", repeats=10**8),
        ods_row("x", repeats=10**30),
        ods_row(*["x"] * 100, repeats=10**6),
        ods_row(
            ERROR.replace(
                "<table:table-cell ", '<table:table-cell table:number-columns-repeated="99999999" '
            )
        ),
    ],
)
def test_a_cell_that_stands_for_too_many_is_refused(rows: str) -> None:
    """A few bytes can claim to be more cells than any memory holds."""
    assert "reach as far as" in str(refusal(marks, ods(rows)))


def test_a_repeat_that_is_no_number_is_damage() -> None:
    """A cell must be somewhere."""
    assert "damaged" in str(refusal(marks, ods(ods_row("x").replace('"1"', '"-1"'))))


def test_a_password_is_said_so() -> None:
    """It stands in the list of parts."""
    locked = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"

    assert "password" in str(refusal(marks, ods(ods_row("x"), locked)))
