"""The header is found below the titles that reports put above it."""

from __future__ import annotations

import pytest

from workshop.crm.sheets.header import Line, header_line, header_names

BODY = ["D1,won,10", "D2,lost,", "D3,open,30"]


def top(*rows: str) -> int:
    """Return the number of the header among rows; an empty one is blank."""
    lines = [Line(n, row.split(",")) for n, row in enumerate(rows, 1) if row.strip(",")]
    return header_line(lines).number


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ([], 1),
        (["Pipeline report", ""], 3),
        (["Pipeline report"], 2),
        (["Pipeline report,,"], 2),
        (["Pipeline report", "As of,2026-03-31", "", ""], 5),
        (["Pipeline report", "", "Filter: all", ""], 5),
        (["Deal,,"], 2),
    ],
)
def test_titles_above_the_header_are_passed_over(title: list[str], expected: int) -> None:
    """A line of text, a pair of words above a gap, the upper half of a header in two rows."""
    assert expected == top(*title, "id,status,value", *BODY)


@pytest.mark.parametrize(
    "rows",
    [
        ["id,status,value"],
        ["id,,value", *BODY],
        ["id,status", *BODY],
        ["id,status,value", "D1,won,1,5", "D2,won,2,5"],
        ["id,status,value", "D1,,", "D2,,", "D3,,"],
        ["id,status,value", "", "D1,won,1"],
        ["id", "D1", "D2"],
    ],
)
def test_the_first_row_usually_is_the_header(rows: list[str]) -> None:
    """Also with a name missing, and above rows that are emptier or fuller than it is."""
    assert 1 == top(*rows)


def test_titles_of_two_cells_without_a_gap() -> None:
    """They are less than half a header, however empty the rows below it are."""
    rows = ["D1,won,,,,", "D2,,lost,,,", "D3,open,,,,"]

    assert 3 == top("Report", "As of,2026-03-31", "id,status,value,x,y,z", *rows)
    assert 2 == top("As of,2026-03-31", "id,status,value,owner", "D1,won,1,x", "D2,won,2,y")


def test_a_report_without_rows_has_a_header() -> None:
    """Nothing was found is an answer, too."""
    assert 3 == top("Pipeline report", "", "id,status,value")


def test_footers_do_not_move_the_header() -> None:
    """What stands below the table has fewer cells as well."""
    assert 3 == top("Report", "", "id,status,value", *BODY, "", "Copyright", "Confidential")


def test_names_are_cleaned_and_empty_ones_at_the_end_dropped() -> None:
    """Within the header an empty name keeps its place."""
    assert ("id", "", "007") == header_names(["id", "", '="007"', "", ""])
