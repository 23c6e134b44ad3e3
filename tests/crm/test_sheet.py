"""A CSV file is read as its writer meant it, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from exports import refusal

from workshop.crm.sheet import read_header, read_sheet, shown

if TYPE_CHECKING:
    from pathlib import Path

    from workshop.crm.sheet import Sheet


def sheet(place: Path, content: str | bytes) -> Sheet:
    path = place / "x.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sheet(path)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_and_line_ends(tmp_path: Path, delimiter: str, end: str) -> None:
    """Excel, Google and the CRMs write different ones; nobody should have to say which."""
    found = sheet(tmp_path, end.join([f"a{delimiter}b", f"1{delimiter}2", ""]))

    assert (["a", "b"], [2], [["1", "2"]]) == found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    """Umlauts and the euro sign survive, with and without a byte order mark."""
    found = sheet(tmp_path, "Größe,Preis\nüber,5 €\n".encode(encoding))

    assert (["Größe", "Preis"], [["über", "5 €"]]) == (found.header, found.rows)


def test_numbers_are_those_of_a_spreadsheet(tmp_path: Path) -> None:
    """Blank rows count and a line break within a cell does not, so that people find the row."""
    found = sheet(tmp_path, 'a,b\n1,2\n\n"x\ny",3\n,,\n4,5\n')

    assert [2, 4, 6] == found.numbers


def test_quoted_cells_keep_delimiters_and_quotes(tmp_path: Path) -> None:
    """What stands in quotes is one cell."""
    found = sheet(tmp_path, 'a,b\n"x, y","say ""hi"""\n')

    assert [["x, y", 'say "hi"']] == found.rows


def test_the_delimiter_inside_quoted_headers_does_not_mislead(tmp_path: Path) -> None:
    """The delimiter is the one that cuts the header best."""
    assert ["a, b", "c, d", "e"] == sheet(tmp_path, '"a, b";"c, d";e\n').header


def test_cells_are_trimmed_and_empty_ends_dropped(tmp_path: Path) -> None:
    """Spaces around a cell and delimiters after the last one carry nothing."""
    found = sheet(tmp_path, "a , b\n 1,2 ,,\n")

    assert (["a", "b"], [["1", "2"]]) == (found.header, found.rows)


def test_a_column_top_down(tmp_path: Path) -> None:
    """Cells are found by the header's name."""
    assert ["2", "4"] == sheet(tmp_path, "a,b\n1,2\n3,4\n").cells("b")


def test_header_only(tmp_path: Path) -> None:
    """A table without rows is a table."""
    assert (["a", "b"], [], []) == sheet(tmp_path, "a,b\n")


@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff", ",,\n,,\n"])
def test_empty_files(tmp_path: Path, content: str) -> None:
    """Nothing, blanks, a lone byte order mark and bare delimiters are empty."""
    assert "The file is empty." == refusal(sheet, tmp_path, content).fact


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"PK\x03\x04\x14\x00\x08",
        "a,b\n1,2\n".encode("utf-16"),
        bytes(range(256)),
        b'a,b\n"1,2\n3,4\n',
        b'a,b\n"1" x,2\n',
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes) -> None:
    """A picture, a spreadsheet, or a quote nobody closes: refused, not half read."""
    assert "The file cannot be read as a table." == refusal(sheet, tmp_path, content).fact


@pytest.mark.parametrize("row", ["1", "1,2,3,4"])
def test_a_row_of_another_width_is_refused(tmp_path: Path, row: str) -> None:
    """Its cells would stand under wrong headers."""
    error = refusal(sheet, tmp_path, f"a,b,c\n1,2,3\n{row}\n")

    assert "Row 3 of x.csv" in str(error)


@pytest.mark.parametrize("name", ["gone.csv", "."])
def test_a_missing_file_or_a_folder(tmp_path: Path, name: str) -> None:
    """A path that leads nowhere, or to a folder, is said so, by the header's reader as well."""
    for reader in (read_sheet, read_header):
        assert str(refusal(reader, tmp_path / name))


def test_long_lists_of_names_are_cut() -> None:
    """A message stays readable whatever a file holds."""
    assert "–" == shown([])
    assert "a, …" == shown(["a"] + ["b"] * 20).replace("b, ", "")
    assert 40 == len(shown(["x" * 900]))
