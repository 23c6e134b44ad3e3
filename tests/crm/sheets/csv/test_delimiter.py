"""Nobody has to say what separates the cells."""

from __future__ import annotations

import pytest

from workshop.crm.sheets import ExportFile, sheets
from workshop.crm.sheets.csv.delimiter import directive


def header(text: str) -> tuple[str, ...]:
    return sheets(ExportFile("x.csv", content=text.encode()))[0].header


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("rows", [[], [["1", "2", "3"]], [["1", "2", "3"]] * 300])
def test_every_delimiter(delimiter: str, rows: list[list[str]]) -> None:
    """Excel, Google and the CRMs use different ones."""
    text = "".join(delimiter.join(row) + "\n" for row in [["a", "b", "c"], *rows])

    assert ("a", "b", "c") == header(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a, b";"c, d";e\n', ("a, b", "c, d", "e")),
        ("a;b;c\n1,5;2,5;3,5\n4,5;5,5;6,5\n", ("a", "b", "c")),
        ("a;b\nx, y;1\nu, v;2\n", ("a", "b")),
        ("Betrag, netto;Kunde\n1,5;x\n", ("Betrag, netto", "Kunde")),
        ("a,b,c\n1,x;y,2\n3,u;v,4\n", ("a", "b", "c")),
        ("a,b,c\n1,x|y,2\n", ("a", "b", "c")),
        ("Pipeline, all deals, all owners\n\na;b\n1;2\n3;4\n", ("a", "b")),
        ("name\nAnna\n", ("name",)),
    ],
)
def test_other_delimiters_within_cells_do_not_mislead(text: str, expected: tuple[str, ...]) -> None:
    """Decimal commas, names with commas, several values in one cell, a title with commas."""
    assert expected == header(text)


def test_a_single_column_says_nothing_of_the_delimiter() -> None:
    """Nobody may conclude from it that the writer was German."""
    (sheet,) = sheets(ExportFile("x.csv", content=b"name\nAnna\n"))

    assert "," == sheet.delimiter


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"sep=;\nid", (";", 6)),
        (b"sep=;\r\nid", (";", 7)),
        (b"SEP=,\rid", (",", 6)),
        (b"sep=\t\nid", ("\t", 6)),
        (b"sep=^", ("^", 5)),
        (b"sep=;;\nid", ("", 0)),
        (b"sep=x\nid", ("", 0)),
        (b'sep="\nid', ("", 0)),
        (b"id;x\nsep=;\n", ("", 0)),
        (b"", ("", 0)),
    ],
)
def test_the_directive(head: bytes, expected: tuple[str, int]) -> None:
    """Only as the first line, and only one sign that can separate cells."""
    assert expected == directive(head)


def test_the_directive_is_believed() -> None:
    """It says more than any guess."""
    assert ("a,b", "c,d") == header("sep=^\na,b^c,d\n1,2^3,4\n")
