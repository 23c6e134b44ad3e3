"""The first rows of a sheet: enough to know what it is, and all that fits on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.recognise import Preview
from workshop.crm.sheets import first_rows

if TYPE_CHECKING:
    from workshop.crm.sheets import Sheet

ROWS = 1000


def preview(sheet: Sheet) -> Preview:
    """Return what the recognition of columns looks at."""
    columns = first_rows(sheet, ROWS)
    cells = {column: [cell or None for cell in cells] for column, cells in columns.items()}
    return Preview(sheet.name, sheet.header, cells)
