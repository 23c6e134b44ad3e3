"""Lines that hold one row each, taken apart by Arrow: several times as fast as one by one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from workshop.crm.sheets.column import BLANKS
from workshop.crm.sheets.csv.records import QUOTE

if TYPE_CHECKING:
    from collections.abc import Sequence

MARK = "\ufeff".encode()
CHUNK = 1 << 20


def quick_columns(
    block: bytes, delimiter: str, width: int, places: Sequence[int]
) -> pa.Table | None:
    """Return the wanted columns of a block, a row for each line; None if anything is unusual.

    Unusual is whatever Arrow could see differently than a reader that goes cell by cell: a row of
    another width, a blank one, a quote within a cell, a quoted cell that goes on in the next
    line, a carriage return alone, a byte order mark.

    Args:
        block: UTF-8 that starts with a row and ends where a line ends.
        delimiter: between cells, one ASCII letter.
        width: how many cells each line has to have.
        places: the wanted columns, counted from 0, at least one.
    """
    if block.startswith(MARK) or not _one_row_each(block, delimiter):
        return None
    try:
        table = _parsed(block, delimiter, width, places)
    except pa.ArrowInvalid:
        return None
    # A carriage return alone ends a row, too; then there are more rows than lines.
    lines = block.count(b"\n") + (not block.endswith(b"\n"))
    if table.num_rows != lines or (_some_empty(table) and _blank_line(block, delimiter)):
        return None
    return table


def _one_row_each(block: bytes, delimiter: str) -> bool:
    """Say whether no cell goes on in the next line, and quotes stand around whole cells only."""
    if QUOTE not in block:
        return True
    lines = block if block.endswith(b"\n") else block + b"\n"
    found = _cells(delimiter).match(lines)
    return found is not None and found.end() == len(lines)


@cache
def _cells(delimiter: str) -> re.Pattern[bytes]:
    sign = re.escape(delimiter.encode())
    quoted = rb'"[^"\r\n]*+(?:""[^"\r\n]*+)*+"'
    return re.compile(rb'(?:(?:%s|[^"\r\n%s]*+)(?:%s|\r?\n))*+' % (quoted, sign, sign))


def _parsed(block: bytes, delimiter: str, width: int, places: Sequence[int]) -> pa.Table:
    names = [str(place) for place in range(width)]
    wanted = [names[place] for place in places]
    return csv.read_csv(
        pa.BufferReader(block),
        csv.ReadOptions(column_names=names, block_size=CHUNK),
        csv.ParseOptions(delimiter=delimiter, newlines_in_values=False, ignore_empty_lines=False),
        csv.ConvertOptions(
            column_types=dict.fromkeys(wanted, pa.string()),
            include_columns=wanted,
            strings_can_be_null=False,
            check_utf8=False,
        ),
    )


def _some_empty(table: pa.Table) -> bool:
    """Say whether all wanted cells of a row are blank: the others may be so, too."""
    empty = True
    for column in table.columns:
        empty = pc.and_(empty, pc.equal(pc.utf8_ltrim(column, characters=BLANKS), ""))
    return bool(pc.any(empty).as_py())


def _blank_line(block: bytes, delimiter: str) -> bool:
    """Say whether a line may be blank: delimiters, quotes, blanks, letters beyond ASCII.

    Some of those letters are blanks; a line of others only costs the time of the exact reader.
    """
    sign = re.escape(delimiter.encode())
    return bool(re.search(rb'^[%s"\t-\r\x1c- \x80-\xff]*$' % sign, block, re.MULTILINE))
