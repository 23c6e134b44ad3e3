"""A sheet gives the wanted columns, again and again, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile, Facts, Format, Reason, first_rows, sheets
from workshop.crm.sheets.sheet import SEPARATORS, shown
from workshop.words import Words

if TYPE_CHECKING:
    from workshop.crm.sheets import Sheet

TEXT = "id,name,,mail,name\n D1 ,Anna,x,a@x.de,\nD2\nD3,,,,\n"


def sheet(text: str = TEXT) -> Sheet:
    return sheets(ExportFile("deals.csv", content=text.encode()))[0]


def test_batches_have_row_numbers_and_the_wanted_columns() -> None:
    """Trimmed, null where empty, named by the header, in the order they were asked for."""
    (batch,) = sheet().batches(["mail", "id"], [])
    schema = pa.schema([("row", pa.int64()), ("mail", pa.string()), ("id", pa.string())])

    assert schema == batch.schema
    assert {"row": [2, 4], "mail": ["a@x.de", None], "id": ["D1", "D3"]} == batch.to_pydict()


def test_a_sheet_can_be_read_again() -> None:
    """Each time with its own list of rows set aside."""
    deals = sheet()
    runs: list[tuple[list[Any], list[Any]]] = []
    for _ in range(2):
        aside: list[tuple[int, Reason]] = []
        runs.append(([batch.to_pydict() for batch in deals.batches(["id"], aside)], aside))

    assert [(3, Reason.WIDTH)] == runs[0][1]
    assert runs[0] == runs[1]


def test_a_column_asked_for_twice_comes_once() -> None:
    """Two fields may be read from one column."""
    (batch,) = sheet().batches(["id", "id"], [])

    assert ["row", "id"] == batch.schema.names


def test_no_column_at_all() -> None:
    """How many rows there are is a question as well."""
    (batch,) = sheet().batches([], [])

    assert {"row": [2, 4]} == batch.to_pydict()


def test_a_column_of_the_name_row() -> None:
    """The number of the row stands first, whatever the header calls its columns."""
    (batch,) = sheet("id,row\nD1,7\n").batches(["row"], [])

    assert ([2], ["7"]) == (batch.column(0).to_pylist(), batch.column(1).to_pylist())


@pytest.mark.parametrize(
    ("column", "fact"),
    [
        ("phone", "The column “phone” isn’t in deals.csv."),
        ("name", "The column “name” is in deals.csv more than once."),
    ],
)
def test_a_column_must_stand_in_the_header_once(column: str, fact: str) -> None:
    """It is said before the first row is read."""
    error = refusal(sheet().batches, [column], [])

    assert fact in str(error)
    assert "id, name, , mail, name" in str(error)


def test_the_first_rows_of_every_column() -> None:
    """Of those that can be asked for: not of two with one name, nor of one without."""
    assert {"id": ["D1", "D3"], "mail": ["a@x.de", ""]} == first_rows(sheet(), 5)
    assert {"id": ["D1"], "mail": ["a@x.de"]} == first_rows(sheet(), 1)


def test_names() -> None:
    """People see the file, and of a workbook the tab."""
    csv = sheet()
    tab = type(csv)("export.xlsx", "Tabelle1", csv.header, Facts(Format.XLSX), csv.source)

    assert ("deals.csv", "export.xlsx › Tabelle1") == (csv.name, tab.name)
    assert (",", "") == (csv.delimiter, tab.delimiter)


@pytest.mark.parametrize("delimiter", [*SEPARATORS, "^"])
def test_facts_can_be_said(delimiter: str) -> None:
    """In a phrase, for CSV and for workbooks."""
    said = Facts(Format.CSV, 3, delimiter, "UTF-8").said(Words("en"))

    assert said.startswith("CSV with ")
    assert said.endswith(", in UTF-8, header in row 3")
    assert "XLSX, header in row 1" == Facts(Format.XLSX).said(Words("en"))


def test_long_lists_of_names_are_cut() -> None:
    """A message stays readable whatever a file holds."""
    assert "–" == shown([])
    assert "a, …" == shown(["a"] + ["b"] * 20).replace("b, ", "")
    assert 40 == len(shown(["x" * 900]))
