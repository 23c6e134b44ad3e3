"""What the library leaves out of a tab is known by cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.exports.exports import refusal

from workshop.crm.sheets import ExportFile
from workshop.crm.sheets.workbooks.cell_flags import MOST_CELLS, Marks, cell_name, column_place

FILE = ExportFile("x.xlsx", content=b"PK")


@pytest.mark.parametrize(
    ("column", "name"), [(0, "A7"), (25, "Z7"), (26, "AA7"), (701, "ZZ7"), (16383, "XFD7")]
)
def test_cells_are_named_as_in_a_spreadsheet(column: int, name: str) -> None:
    """People find a cell by its letters."""
    assert name == cell_name(7, column)


@given(st.integers(0, 16_383))
def test_letters_and_places_are_the_same(column: int) -> None:
    """One is the way back of the other."""
    assert column == column_place(cell_name(1, column).rstrip("1").lower())


def test_a_tab_that_reaches_too_far_is_refused() -> None:
    """A cell that stands alone in the last corner would fill the memory with empty ones."""
    marks = Marks()
    marks.reach(1_048_576, 0)
    marks.check_reach(FILE, "T")
    marks.reach(1, 16_383)

    assert MOST_CELLS < 1_048_576 * 16_384
    assert "reach as far as XFD1048576" in str(refusal(marks.check_reach, FILE, "T"))


def test_formulas_without_a_result_count_where_they_are_wanted() -> None:
    """Below the header, in a wanted column; the first is named, rows are counted."""
    marks = Marks()
    for row, column in [(1, 1), (4, 2), (3, 1), (3, 2), (9, 0)]:
        marks.open(row, column)
    marks.check_computed("x.xlsx › T", 3, [1])
    marks.check_computed("x.xlsx › T", 1, [])
    error = refusal(marks.check_computed, "x.xlsx › T", 1, [1, 2])

    assert "x.xlsx › T has formulas without a result." in str(error)
    assert "The first one is in B3; rows with this problem: 2." in str(error)
