"""Rows that fit are kept, others are set aside with a reason, and only wanted cells go on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.crm.sheets import row_filter
from workshop.crm.sheets.no_record import Reason
from workshop.crm.sheets.row_filter import Sieve, pieces
from workshop.crm.sheets.row_pattern import RowPattern

HEADER = ("id", "name", "mail")


def kept(
    *rows: list[str],
    header: tuple[str, ...] = HEADER,
    width: int = 3,
    places: tuple[int, ...] = (0,),
    usual: int = 0,
) -> tuple[list[tuple[int, list[str]]], list[tuple[int, Reason]]]:
    """Return which rows are kept, and which set aside."""
    aside: list[tuple[int, Reason]] = []
    pattern = RowPattern(header, width, usual or width, surplus=usual > width)
    sieve = Sieve(pattern, places, aside)
    found = [*sieve.kept(enumerate(rows, start=2)), *sieve.released()]
    return [(number, list(cells)) for number, cells in found], aside


def test_only_wanted_cells_go_on() -> None:
    """Names and mails are dropped while their row is read."""
    assert [(2, ["D1"])] == kept(["D1", "Anna", "a@x.de"])[0]
    assert [(2, ["a@x.de", "D1"])] == kept(["D1", "Anna", "a@x.de"], places=(2, 0))[0]
    assert [(2, [])] == kept(["D1", "Anna", "a@x.de"], places=())[0]


@pytest.mark.parametrize("row", [["D1"], ["D1", "x"], ["D1", "x", "y", "z"], ["", "", "", "z"]])
def test_a_row_of_another_width_is_set_aside(row: list[str]) -> None:
    """Its cells would stand under wrong names."""
    assert ([], [(2, Reason.WIDTH)]) == kept(row)


@pytest.mark.parametrize("row", [["D1", "x", "y", "", " "], ["D1", "x", "y", "\u00a0"]])
def test_empty_cells_at_the_end_carry_nothing_where_all_rows_have_them(row: list[str]) -> None:
    """Many programs end every row with a delimiter; in one row alone, a cell has moved."""
    assert ([(2, ["D1"])], []) == kept(row, usual=len(row))
    assert ([], [(2, Reason.WIDTH)]) == kept(row)


def test_columns_without_a_name_at_the_end_may_be_missing() -> None:
    """The header was cut by the same program that cut the row."""
    assert ([(2, ["D1"])], []) == kept(["D1", "x", "y"], width=5)
    assert ([], [(2, Reason.WIDTH)]) == kept(["D1", "x"], width=5)


@pytest.mark.parametrize("row", [[], [""], ["", " ", "\u00a0"], [" "] * 9])
def test_blank_rows_count_and_are_passed_over(row: list[str]) -> None:
    """A spreadsheet shows them, and nothing stands in them."""
    assert ([(3, ["D1"])], []) == kept(row, ["D1", "x", "y"])


def test_a_lone_cell_below_a_gap_is_a_footer() -> None:
    """Workbooks give the last lines of a report as many cells as its rows have."""
    rows, aside = kept(
        ["D1", "x", "y"],
        ["", "", ""],
        ["Copyright", "", ""],
        ["Confidential", "", ""],
        ["D2", "x", ""],
        ["D3", "", ""],
    )

    assert [2, 6, 7] == [number for number, _ in rows]
    assert [(4, Reason.FOOTER), (5, Reason.FOOTER)] == aside


def test_a_narrow_table_has_no_footer() -> None:
    """With two columns, a row with one filled cell is nothing unusual."""
    rows, aside = kept(["", ""], ["D1", ""], header=("id", "name"), width=2)

    assert ([3], []) == ([number for number, _ in rows], aside)


@given(st.integers(0, 40), st.integers(1, 7), st.integers(1, 5))
def test_pieces_hold_every_row_once(count: int, step: int, steps: int) -> None:
    """Rows come in their order, whatever fits into a batch."""
    rows = [(number, [f"D{number}", ""]) for number in range(count)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_filter, "STEP", step)
        patch.setattr(row_filter, "BATCH_ROWS", step * steps)
        found = list(pieces(iter(rows), 2))

    assert all(len(piece[0]) <= step * steps for piece in found)
    assert [row[0] for row in rows] == [n for piece in found for n in piece[0].to_pylist()]
    assert [row[1][0] for row in rows] == [c for piece in found for c in piece[1].to_pylist()]


def test_long_cells_end_a_batch() -> None:
    """A batch is limited in bytes as well as in rows."""
    rows = [(number, ["x" * 1000]) for number in range(10)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_filter, "STEP", 1)
        patch.setattr(row_filter, "BATCH_BYTES", 2500)
        found = [len(piece[0]) for piece in pieces(iter(rows), 1)]

    assert [3, 3, 3, 1] == found
