"""A cell's text is what the cell means, whichever way it is cleaned."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workshop.crm.sheets.column import BLANKS, cleaned, plain

CELLS = st.text(st.sampled_from([*BLANKS, "\u200b", "=", '"', "0", "ü", "\n"]), max_size=8)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("  x ", "x"),
        ("\u00a0x\u2009", "x"),
        ("x y", "x y"),
        ('="00123"', "00123"),
        (' ="00123" ', "00123"),
        ('=" 1 "', "1"),
        ('="say ""hi"""', 'say "hi"'),
        ('=""', ""),
        ('="a', '="a'),
        ("=1+1", "=1+1"),
        ('"x"', '"x"'),
    ],
)
def test_what_a_cell_means(cell: str, expected: str) -> None:
    """Blanks around it mean nothing, and Excel's way to write 00123 as a text means 00123."""
    assert expected == plain(cell)


@given(st.lists(CELLS, max_size=6))
@example(["\x1c0\x85", '="0"', " "])
def test_a_column_is_cleaned_as_its_cells_are(cells: list[str]) -> None:
    """Arrow does at once what `plain` does one by one; what is empty is null."""
    expected = [plain(cell) or None for cell in cells]

    assert expected == cleaned(pa.array(cells, pa.string())).to_pylist()
