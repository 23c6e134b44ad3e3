"""Rows are taken apart strictly, and counted as a spreadsheet counts them."""

from __future__ import annotations

import pytest
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.csv.records import Records

FILE = ExportFile("x.csv", content=b"")


def rows(*blocks: str) -> list[tuple[int, list[str]]]:
    found = Records(FILE, ",").all(iter([block.encode() for block in blocks]))
    return [(number, list(cells)) for number, cells in found]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_line_ends(end: str, quote: str) -> None:
    """Windows, Unix and old Macs, with and without quotes."""
    text = end.join([f"a,{quote}b{quote}", "", "1,2", ""])

    assert [1, 2, 3] == [number for number, _ in rows(text)]
    assert ["1", "2"] == rows(text)[2][1]


@pytest.mark.parametrize("letter", ["\x0b", "\x0c", "\x1e", "\x85", "\u2028"])
def test_other_signs_end_no_line(letter: str) -> None:
    """What Python calls a line elsewhere is a sign within a cell here."""
    assert [(1, ["a", f"b{letter}c"])] == rows(f"a,b{letter}c\n")


def test_a_line_break_in_a_cell_is_no_row() -> None:
    """Row numbers are those a spreadsheet shows."""
    assert [(1, ["a"]), (2, ["x\ny"]), (3, ["b"])] == rows('a\n"x\ny"\nb\n')


def test_a_cell_goes_on_in_the_next_blocks() -> None:
    """A block ends where a line ends, a cell need not."""
    found = rows('a\n"x\n', "y\n", 'z",1\n', "b\n")

    assert [(1, ["a"]), (2, ["x\ny\nz", "1"]), (3, ["b"])] == found


def test_a_block_that_ends_with_a_row_takes_no_other() -> None:
    """So that the next one can go the quick way again."""
    blocks = iter([b"b\n"])

    assert 1 == len(list(Records(FILE, ",").of(b'"a"\n', blocks)))
    assert [b"b\n"] == list(blocks)


def test_what_stands_in_quotes_is_one_cell() -> None:
    """Delimiters in it, and doubled quotes."""
    assert [(1, ["x, y", 'say "hi"'])] == rows('"x, y","say ""hi"""\n')


def test_a_quote_within_a_cell_is_a_letter() -> None:
    """Inches need no quotes."""
    assert [(1, ['19"', "x"])] == rows('19",x\n')


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('a,b\n1,2\n"3,4\n5,6\n', "a quotation mark in row 3 opens a cell"),
        ('a,b\n1,2\n3,"4', "a quotation mark in row 3 opens a cell"),
        ('a,b\n"1,2\n"3",4\n', "in row 2 doesn’t end as it should"),
        ('a,b\n"1" x,2\n', "in row 2 doesn’t end as it should"),
        ('a,b\n"' + "x\n" * 100_000 + '",2\n', "a cell in row 2 never ends"),
    ],
)
def test_a_lost_quote_is_named_with_its_row(text: str, found: str) -> None:
    """It must never swallow the rows below it."""
    assert found in str(refusal(rows, text))


def test_rows_before_a_lost_quote_are_counted_over_all_blocks() -> None:
    """The row's number is that of the file, not of a block."""
    assert "in row 4" in str(refusal(rows, "a\nb\n", '"c"\n', '"d'))
