"""Of an XLSX tab is known how far it reaches, where errors are, and which formulas are open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.exports.books import SPREADSHEET, repacked, xlsx, xlsx_of
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.workbooks import xlsx as module
from workshop.crm.sheets.workbooks.archive import archive
from workshop.crm.sheets.workbooks.xlsx import xlsx_marks

if TYPE_CHECKING:
    from workshop.crm.sheets.workbooks.cell_flags import Marks


def marks(content: bytes) -> list[Marks]:
    file = ExportFile("x.xlsx", content=content)
    with archive(file) as parts:
        return xlsx_marks(file, parts)


def of(cells: str, calculation: str = "") -> Marks:
    return marks(xlsx_of(cells, calculation))[0]


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="2"><c r="B2"><v>1</v></c></row><row r="7"><c r="A7" s="1"><v>1</v></c></row>',
        '<row r="2"><c s="1" r="B2"><v>1</v></c></row><row r="7"><c r="A7"><v>1</v></c></row>',
        '<row r="7"><c><v>1</v></c><c><v>1</v></c></row>',
        '<row><c/></row><row r="7"><c t="n"><v>1</v></c><c><v>1</v></c><c/></row>',
        '<row r="7"><c r="A7"/><c r="b7" t="inlineStr"><is><t>x</t></is></c></row>',
        '<row r="7"><c r="B7" t="e"><v>#N/A</v></c></row>',
        f'<x:row xmlns:x="{SPREADSHEET}" r="7"><x:c r="B7"><x:v>1</x:v></x:c></x:row>',
    ],
)
@pytest.mark.parametrize("chunk", [7, 1 << 20])
def test_how_far_a_tab_reaches(cells: str, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the writer names its cells, and wherever a piece of it ends."""
    monkeypatch.setattr("workshop.crm.sheets.workbooks.archive.CHUNK", chunk)

    assert (7, 2) == (of(cells).rows, of(cells).columns)


def test_errors_are_found_by_cell() -> None:
    """As values and as results of formulas; a text that looks like one is a text."""
    found = of(
        '<row r="2"><c r="B2" t="e"><v>#N/A</v></c><c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="D2" t="str"><f>A1</f><v>#REF!</v></c></row>'
    )

    assert {2: {1: "#N/A", 2: "#DIV/0!"}} == found.texts
    assert [] == found.uncomputed


@pytest.mark.parametrize(
    ("cell", "calculation"),
    [
        ('<c r="B3"><f>1+1</f></c>', ""),
        ('<c r="B3"><f>1+1</f><v/></c>', ""),
        ('<c r="B3"><f>1+1</f><v></v></c>', ""),
        ('<c r="B3" t="n"><f t="shared" si="0"/></c>', ""),
        ('<c r="B3"><f>1+1</f><v>0</v></c>', '<calcPr fullCalcOnLoad="1"/>'),
        ('<c r="B3"><f>1+1</f><v>0</v></c>', '<calcPr fullCalcOnLoad="true"/>'),
    ],
)
def test_formulas_without_a_result_are_found(cell: str, calculation: str) -> None:
    """Nothing, or the 0 of a writer that leaves computing to Excel."""
    found = of(f'<row r="3">{cell}</row>', calculation)

    assert [(3, 1)] == found.uncomputed
    assert {3: {1: "="}} == found.texts


@pytest.mark.parametrize(
    ("cell", "calculation"),
    [
        ('<c r="B3"><f>1+1</f><v>2</v></c>', '<calcPr fullCalcOnLoad="1"/>'),
        ('<c r="B3"><f>1-1</f><v>0</v></c>', '<calcPr calcId="1"/>'),
        ('<c r="B3" t="str"><f>""</f><v></v></c>', ""),
        ('<c r="B3" t="b"><f>TRUE()</f><v>1</v></c>', ""),
        ('<c r="B3"/>', ""),
    ],
)
def test_formulas_with_a_result_are_left_alone(cell: str, calculation: str) -> None:
    """An empty text is a result, too."""
    assert [] == of(f'<row r="3">{cell}</row>', calculation).uncomputed


def test_every_tab_has_its_marks() -> None:
    """In the workbook's order, wherever their parts lie."""

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/worksheets/other.xml"] = parts.pop("xl/worksheets/sheet1.xml")
        relations = parts["xl/_rels/workbook.xml.rels"]
        for absolute in (b"/xl/worksheets/sheet1.xml", b"worksheets/sheet1.xml"):
            relations = relations.replace(absolute, b"worksheets/other.xml")
        parts["xl/_rels/workbook.xml.rels"] = relations

    content = repacked(xlsx(A=[["a"]], B=[["a", "b"], ["c"]]), change)

    assert [(1, 1), (2, 2)] == [(one.rows, one.columns) for one in marks(content)]


def test_a_lone_cell_far_away_is_refused() -> None:
    """The library would keep every cell between, and end the whole session."""
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'

    assert "reach as far as XFD1048576" in str(refusal(of, far))


def test_cells_with_nothing_but_a_colour_reach_nowhere() -> None:
    """Whole rows and columns are coloured in real workbooks."""
    found = of(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        '<row r="1048576"><c r="A1048576" s="1"/></row>'
    )

    assert (1, 1) == (found.rows, found.columns)


@pytest.mark.parametrize("cells", ['<row r="x"><c/></row>', '<row r="1"><c r="1A"/></row>'])
def test_places_that_are_none_are_damage(cells: str) -> None:
    """A cell must be somewhere."""
    assert "damaged" in str(refusal(of, cells))


def test_a_list_of_texts_that_claims_to_be_endless_is_refused() -> None:
    """The library would make room for all of it at once."""

    def change(parts: dict[str, bytes]) -> None:
        parts["xl/sharedStrings.xml"] = b'<sst count="1" uniqueCount="4294967295"></sst>'

    assert "damaged" in str(refusal(marks, repacked(xlsx(T=[["x"]]), change)))


def test_a_workbook_without_its_parts_is_damaged() -> None:
    """A tab that leads nowhere cannot be checked."""

    def change(parts: dict[str, bytes]) -> None:
        del parts["xl/worksheets/sheet1.xml"]

    assert "damaged" in str(refusal(marks, repacked(xlsx(T=[["x"]]), change)))


def test_text_between_elements_does_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """The quick way gives up on it, and cell by cell it gives the same."""
    monkeypatch.setattr(module, "LONGEST_TEXT", 10)
    monkeypatch.setattr("workshop.crm.sheets.workbooks.archive.CHUNK", 8)
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row>{" " * 99}'

    assert module._quick_marks(iter([cells.encode(), b" " * 99])) is None
    assert 1 == of(cells).columns
