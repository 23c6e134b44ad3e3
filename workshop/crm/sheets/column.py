"""A column of cells, brought to the text it means."""

from __future__ import annotations

import re

import pyarrow as pa
import pyarrow.compute as pc

BLANKS = "".join(filter(str.isspace, map(chr, range(0x3001))))
"""Every character that Python strips, the no-break space among them; Arrow knows others."""
AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""How people keep Excel from turning 00123 into 123."""
NOTHING = pa.scalar(None, pa.string())


def plain(cell: str) -> str:
    """Return the text a cell means: trimmed, and ``="00123"`` as ``00123``."""
    trimmed = cell.strip()
    found = AS_TEXT.fullmatch(trimmed)
    return found[1].replace('""', '"').strip() if found else trimmed


def cleaned(cells: pa.Array) -> pa.Array:
    """Return a string array as `plain` does, with null for what is empty then."""
    trimmed = pc.utf8_trim(cells, characters=BLANKS)
    if pc.any(pc.starts_with(trimmed, '="')).as_py():
        trimmed = pa.array(map(plain, trimmed.to_pylist()), pa.string())
    return pc.if_else(pc.equal(trimmed, ""), NOTHING, trimmed)
