"""Faults in a file's structure that look like rows: each is read rightly, set aside or refused."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile, Notes, Reason, first_rows, sheets

DEALS = "Deal;Betrag;Phase;Notiz\n"


class Read(NamedTuple):
    """What is had of a file: header, row number to its cells, what is set aside, what is odd."""

    header: tuple[str, ...]
    rows: dict[int, str]
    aside: dict[int, str]
    notes: Notes


def read(content: str | bytes, *columns: str) -> Read:
    """Read columns of a file; all that have a name of their own where none is given."""
    raw = content if isinstance(content, bytes) else content.encode()
    (sheet,) = sheets(ExportFile("x.csv", content=raw))
    names = columns or [n for n in sheet.header if n and sheet.header.count(n) == 1]
    aside: list[tuple[int, Reason]] = []
    notes = Notes()
    rows = {}
    for batch in sheet.batches(names, aside, notes):
        for number, *cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            rows[number] = "|".join(cell or "" for cell in cells)
    return Read(sheet.header, rows, {n: why.value for n, why in aside}, notes)


Case = tuple[str, dict[int, str], dict[int, str]]
CASES: dict[str, Case] = {
    # A surplus or a missing delimiter.
    "one too many, last cell empty": (
        "Deal,Amount,Stage,Note\nD1,100,Won,\nD2,,400,Won,\nD3,500,Won,\n",
        {2: "D1|100|Won|", 4: "D3|500|Won|"},
        {3: "width"},
    ),
    "one too many at the very end of one row": (
        DEALS + "A1;100;Gewonnen;\nA2;200;Verloren;;\nA3;300;Gewonnen;ja\n",
        {2: "A1|100|Gewonnen|", 4: "A3|300|Gewonnen|ja"},
        {3: "width"},
    ),
    "a date moved into the next column": (
        (
            "Id,Opened,Closed,Owner,Note\n"
            "7,2024-03-01,2024-10-01,Ann,\n8,,2024-03-13,2024-10-13,Bob,\n9,2024-03-02,,Cy,\n"
        ),
        {2: "7|2024-03-01|2024-10-01|Ann|", 4: "9|2024-03-02||Cy|"},
        {3: "width"},
    ),
    "every row ends in a delimiter, one in two": (
        DEALS + "A1;100;Gewonnen;;\nA2;;200;Verloren;;\nA3;300;Gewonnen;ja;\n",
        {2: "A1|100|Gewonnen|", 4: "A3|300|Gewonnen|ja"},
        {3: "width"},
    ),
    "every row ends in a delimiter, one lacks one within": (
        DEALS + "A1;100;Gewonnen;;\nA2;200Verloren;;\nA3;300;Gewonnen;ja;\nA4;1;Neu;;\n",
        {2: "A1|100|Gewonnen|", 4: "A3|300|Gewonnen|ja", 5: "A4|1|Neu|"},
        {3: "width"},
    ),
    # Quotes.
    "a delimiter is missing before quotes": (
        'Deal,Amount,Stage,Note\nD1,100,"Won, late",ok\nD2,200"Won, late",ok\nD3,300,Won,ok\n',
        {2: "D1|100|Won, late|ok", 4: "D3|300|Won|ok"},
        {3: "quote"},
    ),
    "sizes in inches": (
        'Deal;Betrag;Gerät\nA1;100;19" Schirm\nA2;200;24" Schirm; oder\nA3;300;27"\n',
        {2: 'A1|100|19" Schirm', 4: 'A3|300|27"'},
        {3: "width"},
    ),
    "a lone quote in a text": (
        'Deal;Phase;Betrag\nA1;Gewon"nen;100\nA2;Gewonnen;200\nA3;Verloren;300\n',
        {3: "A2|Gewonnen|200", 4: "A3|Verloren|300"},
        {2: "quote"},
    ),
    "a blank before quotes": (
        'Deal, "Amount", Note\nD1, 1, "ok"\nD2, 2, "well, yes"\n',
        {2: "D1|1|ok", 3: "D2|2|well, yes"},
        {},
    ),
    "apostrophes as quotes": (
        "Deal,Amount,Stage\nD1,1,'won'\nD2,2,'lost, late'\nD3,3,'it''s open'\n",
        {2: "D1|1|won", 3: "D2|2|lost, late", 4: "D3|3|it's open"},
        {},
    ),
    "apostrophes within names": (
        "Deal,Amount,Owner\nD1,1,O'Brien\nD2,2,'n Sync\nD3,3,D'Angelo'\n",
        {2: "D1|1|O'Brien", 3: "D2|2|'n Sync", 4: "D3|3|D'Angelo'"},
        {},
    ),
    # Headers and other tables.
    "the header again": (
        "Deal,Owner,Amount\nD1,Ann,10\nDeal,Owner,Amount\nD2,Bob,20\n",
        {2: "D1|Ann|10", 4: "D2|Bob|20"},
        {3: "header"},
    ),
    "another table below a blank row": (
        (
            "Deal;Betrag;Beginn\n1;10;05.01.2026\n2;20;06.01.2026\n3;30;07.01.2026\n\n"
            "Firma;Branche;Land\nMuster;Handel;DE\n7;8;9\n"
        ),
        {2: "1|10|05.01.2026", 3: "2|20|06.01.2026", 4: "3|30|07.01.2026"},
        {6: "table", 7: "table", 8: "table"},
    ),
    "another table without a blank row": (
        (
            "Deal,Amount,Opened\n1,10,2026-01-05\n2,20,2026-01-06\n3,30,2026-01-07\n"
            "Company,Trade,Country\nAcme,Toys,DE\n"
        ),
        {2: "1|10|2026-01-05", 3: "2|20|2026-01-06", 4: "3|30|2026-01-07"},
        {5: "table", 6: "table"},
    ),
    "the same table again below another": (
        (
            "Deal,Amount,Opened\n1,10,2026-01-05\n2,20,2026-01-06\n\nName,Age,Town\nx,y,z\n\n"
            "Deal,Amount,Opened\n3,30,2026-01-07\n"
        ),
        {2: "1|10|2026-01-05", 3: "2|20|2026-01-06", 9: "3|30|2026-01-07"},
        {5: "table", 6: "table", 8: "header"},
    ),
    "a paragraph of a note that was broken is no table": (
        (
            "Deal;Betrag;Beginn;Notiz\n1;10;05.01.2026;ja\n2;20;06.01.2026;nein\n\n"
            "und dann; vielleicht\n3;30;07.01.2026;ja\n"
        ),
        {2: "1|10|05.01.2026|ja", 3: "2|20|06.01.2026|nein", 6: "3|30|07.01.2026|ja"},
        {5: "table"},
    ),
    "units below the header": (
        "Deal;Betrag;Beginn\n;EUR;TT.MM.JJJJ\nA1;10;05.01.2026\nA2;20;06.01.2026\n",
        {3: "A1|10|05.01.2026", 4: "A2|20|06.01.2026"},
        {2: "heading"},
    ),
    "the lower half of a header": (
        "Date,Place,Travel,,\n,,Air,Rail,Taxi\n2024-01-01,Bonn,10,0,5\n2024-01-02,Köln,7,1,\n",
        {3: "2024-01-01|Bonn|10", 4: "2024-01-02|Köln|7"},
        {2: "heading"},
    ),
    # Lines that are no records.
    "the footer of a report": (
        (
            '"ID","Name","Stage","Amount","Created"\n"001","Alpha","Won","1000","1/5/2026"\n'
            '"002","Beta","Won","2000","1/16/2026"\n"003","Gamma","Lost","3000","1/17/2026"\n\n'
            '"New Opportunities Report"\n"Copyright (c) 2026. All rights reserved."\n'
            '"Generated By:  Erika Muster  2/28/2026"\n"Beispiel GmbH"\n'
        ),
        {
            2: "001|Alpha|Won|1000|1/5/2026",
            3: "002|Beta|Won|2000|1/16/2026",
            4: "003|Gamma|Lost|3000|1/17/2026",
        },
        {6: "footer", 7: "footer", 8: "footer", 9: "footer"},
    ),
    "notes of two cells": (
        (
            "Nr;Firma;Betrag;Datum\n1;Alpha;10;05.01.2026\n2;Beta;20;06.01.2026\n\n"
            "Stand:;heute;;\nErstellt von;Erika Muster;;\n"
        ),
        {2: "1|Alpha|10|05.01.2026", 3: "2|Beta|20|06.01.2026"},
        {5: "footer", 6: "footer"},
    ),
    "rows with a key and nothing else below a blank row": (
        "Deal,Stage,Amount,Opened\nD1,Won,1,2026-01-05\nD2,Lost,2,2026-01-06\n\nD3,,,\nD4,,,\n",
        {2: "D1|Won|1|2026-01-05", 3: "D2|Lost|2|2026-01-06", 5: "D3|||", 6: "D4|||"},
        {},
    ),
    "totals": (
        (
            "Monat;Kampagne;Status;Währung;Kosten\n2026-01-01;Suche;Aktiv;EUR;612,40\n"
            "2026-02-01;Suche;Aktiv;EUR;701,15\n --;Gesamt: Konto; --;EUR;1.313,55\n"
        ),
        {2: "2026-01-01|Suche|Aktiv|EUR|612,40", 3: "2026-02-01|Suche|Aktiv|EUR|701,15"},
        {4: "total"},
    ),
    "a total below groups": (
        "Region;Deal;Betrag\nNord;A1;10\nNord;A2;20\nZwischensumme;;30\nSüd;A3;5\nSumme;;35\n",
        {2: "Nord|A1|10", 3: "Nord|A2|20", 5: "Süd|A3|5"},
        {4: "total", 6: "total"},
    ),
    "a company of that name is a company": (
        "Deal,Account,Amount\nD1,Total,10\nD2,Total (France),20\nD3,Acme,30\n",
        {2: "D1|Total|10", 3: "D2|Total (France)|20", 4: "D3|Acme|30"},
        {},
    ),
    "titles between rows": (
        "Deal,Stage,Amount\nStage: Won (2),,\nD1,Won,10\nD2,Won,20\nStage: Lost (1),,\nD3,Lost,5\n",
        {3: "D1|Won|10", 4: "D2|Won|20", 6: "D3|Lost|5"},
        {2: "heading", 5: "group"},
    ),
    # Cells that are missing at the end.
    "cells missing at the end": (
        (
            "Deal ID,Deal Stage,Amount,Create Date,Close Date,Closed Lost Reason\n"
            "1,Closed Won,1000,2026-01-05,2026-02-01\n"
            "3,Closed Lost,3000,2026-01-07,2026-02-03,Price\n"
            "4,Closed Lost,3000,2026-01-07,2026-02-04,Price\n5,Proposal,3000,2026-01-08\n"
        ),
        {
            2: "1|Closed Won|1000|2026-01-05|2026-02-01|",
            3: "3|Closed Lost|3000|2026-01-07|2026-02-03|Price",
            4: "4|Closed Lost|3000|2026-01-07|2026-02-04|Price",
            5: "5|Proposal|3000|2026-01-08||",
        },
        {},
    ),
    "a cell missing within": (
        (
            "Nr;Phase;Betrag;Beginn;Ende\n1;Neu;10;05.01.2026;\n2;Neu20;06.01.2026;07.01.2026\n"
            "3;Alt;30;07.01.2026;08.01.2026\n4;Neu;5;07.01.2026;08.01.2026\n"
        ),
        {
            2: "1|Neu|10|05.01.2026|",
            4: "3|Alt|30|07.01.2026|08.01.2026",
            5: "4|Neu|5|07.01.2026|08.01.2026",
        },
        {3: "width"},
    ),
    "a row that is broken in two": (
        "Nr;Phase;Betrag;Beginn\n1;Neu;10;05.01.2026\n2;Neu\n;20;06.01.2026\n3;Alt;30;07.01.2026\n",
        {2: "1|Neu|10|05.01.2026", 5: "3|Alt|30|07.01.2026"},
        {3: "width", 4: "width"},
    ),
    "a last cell that stands in a line of its own": (
        (
            "Deal,Stage,Opened,Value\nD1,Won,2026-01-05,10\nD2,Won,2026-01-06,\n20\n"
            "D3,Won,2026-01-07,30\n"
        ),
        {2: "D1|Won|2026-01-05|10", 5: "D3|Won|2026-01-07|30"},
        {3: "width", 4: "width"},
    ),
    "a file that breaks off": (
        "Deal,Stage,Opened,Closed\nD1,Won,2026-01-05,2026-01-06\nD2,Won,2026-01-05",
        {2: "D1|Won|2026-01-05|2026-01-06"},
        {3: "width"},
    ),
    # Letters.
    "letters no text holds": (
        "Deal,Ort\nD1,Café \x96 Bonn\nD2,\x84Köln\x93\n",
        {2: "D1|Café – Bonn", 3: "D2|„Köln“"},
        {},
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_each_line_is_what_it_is(name: str) -> None:
    """Rows come with their cells and numbers; what is none is named with its row."""
    content, rows, aside = CASES[name]
    found = read(content)

    assert (rows, aside) == (found.rows, found.aside)


@pytest.mark.parametrize(
    ("content", "row"),
    [
        ("Deal Amount Stage Note\nD1,100,Won,ok\nD2,200,Won,ok\n", 2),
        ("22,19,20\n27,19,16\n29,19,25\n", 1),
        ("D1;Gewonnen;05.01.2026\nD2;Verloren;06.01.2026\n", 1),
        ("\nA1;1.000,00;Neu\nA2;2.000,00;Alt\nA3;3,50;Neu\n", 2),
        ("2026-01-05,Ann\n2026-01-06,Bob\n", 1),
    ],
)
def test_a_row_is_no_header(content: str, row: int) -> None:
    """What holds numbers or dates as the rows do names no columns; nobody loses a row by it."""
    assert f"Row {row} of x.csv should be the header, but" in str(refusal(read, content))


@pytest.mark.parametrize(
    "content",
    [
        "Kanal;2024;2025\nSuche;10;20\nMesse;30;40\n",
        "Kanal;2026-01;2026-02\nSuche;10;20\n",
        "Deal,Amount 2,Q1\nD1,10,20\n",
        "Datum;Google;Meta\n01.01.2026;772,07;382,84\n",
    ],
)
def test_years_and_months_are_names(content: str) -> None:
    """Wide tables have them above numbers."""
    assert len(read(content).rows) == content.count("\n") - 1


def test_a_full_line_above_the_header_is_a_title() -> None:
    """It has digits, the header below has none, and texts where the rows have numbers."""
    found = read("Report,Q1,Ann,3 May\nDeal,Owner,Amount,Note\nD1,Ann,10,x\nD2,Bob,20,y\n")

    assert ("Deal", "Owner", "Amount", "Note") == found.header
    assert {3: "D1|Ann|10|x", 4: "D2|Bob|20|y"} == found.rows


def test_a_surplus_empty_cell_in_every_row_is_said() -> None:
    """A harmless delimiter, or a name missing in the header: the shape alone does not tell."""
    found = read("Deal,AmountStage,Note\nD1,100,Won,\nD2,200,Won,\n")

    assert found.notes.surplus
    assert not read("Deal,Amount,Note,\nD1,100,Won,\nD2,200,Won,\n").notes.surplus


def test_a_filled_surplus_cell_is_never_passed_over() -> None:
    """Then a name is missing in the header, and no row fits it."""
    found = read("Deal,AmountStage,Note\nD1,100,Won,\nD2,200,Won,late\nD3,200,Won,\n")

    assert ({}, {2: "width", 3: "width", 4: "width"}) == (found.rows, found.aside)
    assert {2: 4, 3: 4, 4: 4} == found.notes.widths


@pytest.mark.parametrize(
    ("content", "places", "rows"),
    [
        ("Deal,Amount,,\nD1,100,,\nD2,200,,Cooker\n", {3: 1}, [3]),
        (
            "A,B,C,,\n,,Air,Rail,Taxi\n2024-01-01,Bonn,1,0,5\n2024-01-02,Ulm,7,1,\n",
            {3: 2, 4: 1},
            [3, 4],
        ),
        ("Nr;;Betrag\n1;x;5\n2;;6\n3;y;7\n", {1: 2}, [2, 4]),
        ("Nr;Betrag;\n1;5;\n2;6;\n", {}, []),
    ],
)
def test_filled_cells_without_a_column_name_are_counted(
    content: str, places: dict[int, int], rows: list[int]
) -> None:
    """They are read by nobody; that is said with their number and rows."""
    notes = read(content).notes

    assert places == {place: n for place, n in notes.unnamed.items() if n}
    assert rows == sorted({*notes.unnamed_rows})


NOTED = b"Id,Stage,Amount,Comment\n61,Won,1000,fine\n62,Won,2000,%s\n63,Lost,3000,fine\n"


@pytest.mark.parametrize(
    "content",
    [
        NOTED % b'"\x00note pasted from a web page"',
        NOTED % "Größe".encode() + b"64,Won,1,br\xfccke\n",
        NOTED % b"M\xfcller \x81 Stra\xdfe",
        NOTED.replace(b"fine", "schön".encode("cp1252")) % "Müller".encode(),
    ],
)
def test_a_stray_byte_in_a_column_nobody_reads_is_named(content: bytes) -> None:
    """The row is kept, since nothing that is read is touched by it."""
    found = read(content, "Id", "Stage", "Amount")

    assert {} == found.aside
    assert content.count(b"\n") - 1 == len(found.rows)
    assert found.notes.stray in ([3], [5])


@pytest.mark.parametrize("byte", [b"\x00", b"\xfc", b"\xff"])
def test_a_stray_byte_in_a_cell_that_is_read_sets_its_row_aside(byte: bytes) -> None:
    """A value that nobody can know is not guessed."""
    content = "Id,Stage,Comment\n61,Won,größer\n62,W".encode() + byte + b"on,ok\n63,Lost,ok\n"
    found = read(content, "Id", "Stage")

    assert ({2: "61|Won", 4: "63|Lost"}, {3: "bytes"}) == (found.rows, found.aside)


def test_stray_bytes_do_not_garble_the_umlauts_of_the_others() -> None:
    """One byte that is no UTF-8 does not turn the whole file into Windows-1252."""
    content = "Id,Ort,Notiz\n1,Köln,ok\n2,Nürnberg,".encode() + b"\xe4\n"
    content += "3,Fürth,ok\n".encode()

    assert {2: "1|Köln", 3: "2|Nürnberg", 4: "3|Fürth"} == read(content, "Id", "Ort").rows


def test_a_file_parted_by_something_else_is_refused() -> None:
    """As one column it would be a table that nobody recognises, without a word why."""
    assert "separated by “^”" in str(refusal(read, "a^b\n1^2\n3^4\n"))


def test_the_first_rows_are_judged_as_well() -> None:
    """Columns are recognised by rows, not by headers further down or totals."""
    content, rows, _ = CASES["the header again"]
    (sheet,) = sheets(ExportFile("x.csv", content=content.encode()))

    assert {"Deal": ["D1", "D2"], "Owner": ["Ann", "Bob"], "Amount": ["10", "20"]} == first_rows(
        sheet, 9
    )
    assert len(rows) == 2
