"""The quick way gives what the exact one gives, or stands back."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from workshop.crm.sheets import ExportFile, Notes
from workshop.crm.sheets.csv import delimited, encoding
from workshop.crm.sheets.csv.arrow_csv import quick_columns
from workshop.crm.sheets.csv.delimited import csv_sheet
from workshop.errors import WorkshopError

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

SIGNS = [
    "a",
    "1",
    "ü",
    "€",
    "\u65e5",
    " ",
    "\t",
    "\u00a0",
    "\u2003",
    "\x1c",
    "\x85",
    "\u2028",
    "\ufeff",
]
CELLS = st.text(st.sampled_from([*SIGNS, "=", '"', "'", "\\", ",", ";"]), max_size=4)
PLAIN = st.text(st.sampled_from(SIGNS), max_size=4)
QUOTED = st.text(st.sampled_from([*SIGNS, ",", "\n", "\r"]), max_size=4).map('"{}"'.format)
ROWS = st.one_of(
    st.lists(st.one_of(PLAIN, QUOTED), min_size=3, max_size=3),
    st.lists(PLAIN, min_size=3, max_size=3),
    st.lists(CELLS, max_size=5),
)
KEYS = st.integers(0, 99).map("D{}".format)
WHOLE = st.tuples(KEYS, PLAIN, PLAIN).map(list)
ODD = st.sampled_from(
    ["a,b,c", "Total,,7", "Copyright", "D1,x", "D1,,x,", "D1,x,1,", ",,", "EUR,x,y", "x"]
).map(lambda line: line.split(",")) | st.sampled_from(
    ["D1,\0,1", "Name,Age,Town", 'D1",x,y', ",x,", "D7,,", "x,"]
).map(lambda line: line.split(","))
"""What stands between rows that all begin with a key."""
ENDS = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n"])
FILES = st.lists(st.tuples(ROWS, ENDS), max_size=12).map(
    lambda rows: "a,b,c\n" + "".join(",".join(cells) + end for cells, end in rows)
)


KEYED = st.lists(st.tuples(st.one_of(WHOLE, WHOLE, WHOLE, ODD), ENDS), max_size=14).map(
    lambda rows: (
        "a,b,c\nD1,p,1\nD2,q,2\nD3,r,3\n" + "".join(",".join(cells) + end for cells, end in rows)
    )
)
"""Files of which most blocks go the quick way, with lines among them that are no rows."""


@contextmanager
def small_blocks(size: int) -> Iterator[None]:
    """Read so little at a time that a small file is many blocks."""
    with patch.object(encoding, "HEAD_BLOCK", size), patch.object(encoding, "BLOCK", size):
        yield


def everything(text: str, columns: list[str]) -> tuple[Any, ...]:
    """Return all that can be had of a file: rows with their numbers, rows set aside, an error."""
    aside: list[Any] = []
    rows: list[dict[str, Any]] = []
    notes = Notes()
    try:
        sheet = csv_sheet(ExportFile("x.csv", content=text.encode()))
        for batch in sheet.batches(columns, aside, notes):
            rows += batch.to_pylist()
    except WorkshopError as error:
        return rows, aside, str(error)
    return rows, aside, asdict(notes)


def counted(*arguments: Any) -> pa.Table | None:
    """Be the quick way, and tell Hypothesis how often it is gone."""
    found = quick_columns(*arguments)
    event("quick" if found is not None else "stood back")
    return found


@given(FILES, st.sampled_from([["a"], ["a", "b", "c"], ["c", "b"]]), st.integers(8, 64))
@example("a,b,c\n1,2,3\n1,,\n,,\n,2,\n", ["a"], 8)
@example('a,b,c\n1,2,3\n"1","2","3"\n1,2"2,3\n"x\ny",2,3\n4,5,6\n', ["a", "b"], 8)
@example("a,b,c\n1,2,3\n\ufeff1,2,3\n\ufeff1,2,3\n", ["a"], 8)
@example("a,b,c\n,,1\n,,1\r,,1\n\n,,1\n", ["a", "b", "c"], 8)
@example("a,b,c\n1,2,3\n\nEnde,,\n1,2,3\n4,5,6\n", ["a"], 8)
def test_both_ways_give_the_same(text: str, columns: list[str], size: int) -> None:
    """Rows, their numbers, what is set aside and what is refused do not depend on the way."""
    agree(text, columns, size)


@given(KEYED, st.sampled_from([["a"], ["a", "b", "c"], ["c", "b"]]), st.integers(8, 64))
@example("a,b,c\nD1,p,1\nD2,q,2\nD3,r,3\nD4,s\n,4\nD5,t,5\n", ["b"], 8)
@example("a,b,c\nD1,p,1\nD2,q,2\nD3,r,3\nD4,s,\nx\nD5,t,5\n", ["a"], 8)
@example("a,b,c\nD1,p,1\nD2,q,2\nD3,r,3\na,b,c\nD4,s,4\nTotal,,9\n", ["a"], 8)
@example("a,b,,c\nD1,p,,1\nD2,q,x,2\nD3,r,,3\nD4,s,y,4\n", ["a", "c"], 8)
def test_both_ways_tell_rows_from_other_lines_alike(
    text: str, columns: list[str], size: int
) -> None:
    """Repeated headers, totals, notes, broken rows and another table, wherever a block ends."""
    agree(text, columns, size)


def agree(text: str, columns: list[str], size: int) -> None:
    """Assert that the quick way gives what the exact one gives."""
    with small_blocks(size):
        with patch.object(delimited, "quick_columns", counted):
            quick = everything(text, columns)
        with patch.object(delimited, "quick_columns", lambda *_: None):
            exact = everything(text, columns)

    assert exact == quick


@pytest.mark.parametrize(
    "block",
    [b"1,2\n3,4\n", b"1,2\r\n3,4\r\n", b"1,2\n3,4", b'"1","2"\n3,"4"\n', b"1,\n3,4\n"],
)
def test_lines_that_are_rows_go_the_quick_way(block: bytes) -> None:
    """What almost every export consists of does not stand back."""
    table = quick_columns(block, ",", 2, [0])

    assert table is not None
    assert ["1", "3"] == table.columns[0].to_pylist()


def test_quotes_are_taken_off() -> None:
    """A doubled quote is one, and a delimiter within quotes is text."""
    table = quick_columns(b'"x, ""y""",1\n', ",", 2, [0])

    assert table is not None
    assert ['x, "y"'] == table.columns[0].to_pylist()


@pytest.mark.parametrize(
    "block",
    [
        b"1,2\n3\n",
        b"1,2\n3,4,5\n",
        b"1,2\n\n3,4\n",
        b"1,2\n,\n",
        b"1,2\n \xc2\xa0,\n",
        b"1,2\r3,4\n",
        b'1,"2\n3",4\n',
        b'1,"2"x\n',
        b'1,2"2"\n',
        b"\xef\xbb\xbf1,2\n",
    ],
)
def test_anything_unusual_stands_back(block: bytes) -> None:
    """Whatever could be seen in two ways is left to the exact reader."""
    assert quick_columns(block, ",", 2, [0]) is None
