"""Tables as a file for a spreadsheet: nothing in it computes, whatever stands in the cells."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENDS = r",;\t|\r\n\v\f\x1c-\x1e\x85\u2028\u2029"
UNSEEN = r"\s\"'\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
FORMULA = re.compile(rf"(^|[{ENDS}])([{UNSEEN}]*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])")
"""Where a spreadsheet would begin to compute: at the start of a cell, or behind what ends a cell or
a line in another locale, for a file is not always opened with the delimiter it was written with;
also behind blanks, quotes and what nobody sees, which some programs take away. Full-width and small
signs count as well: spreadsheets for East Asian languages take them for the plain ones.
"""


def written(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows below a head as CSV the way a German Excel reads it; strangers wrote the cells.

    Args:
        head: of our own words, or of words that are tame already.
        rows: cells as text.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([head, *([tame(cell) for cell in row] for row in rows)])
    return out.getvalue().encode("utf-8-sig")


def tame(cell: str) -> str:
    """Return a cell that no spreadsheet computes, whatever delimiter it is read with.

    An apostrophe before the sign makes it text. A tab or a line break at the start is where some
    programs begin to compute as well, so it gets one, too.
    """
    tamed = FORMULA.sub(r"\1\2'", cell)
    return f"'{tamed}" if tamed.startswith(("\t", "\r", "\n")) else tamed
