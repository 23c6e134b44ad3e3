"""What a person has said of the sheets of an export: which is what, which column is which."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_USED = "not_used"
"""What a sheet is that nothing is read from."""
NO_COLUMN = ""
"""The answer that a field has no column."""
WON_ON, LOST_ON, CUSTOMER = "won_on", "lost_on", "customer"
"""What a column may hold that is no field: the day a deal was won or lost; of a contact, whether
it became a customer."""


@dataclass(frozen=True)
class Told:
    """What a person has said, sheet by sheet.

    Attributes:
        tables: sheet to its canonical table, or `NOT_USED`.
        columns: sheet to its fields, each with its column or `NO_COLUMN`; beside canonical fields
            `WON_ON`, `LOST_ON` and `CUSTOMER`.
    """

    tables: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def of(self, sheet: str) -> Mapping[str, str]:
        """Return the fields of a sheet that are decided, each with its column."""
        return self.columns.get(sheet, {})

    def with_table(self, sheet: str, table: str) -> Told:
        """Return the same with a sheet given to a table; its columns are asked for anew."""
        kept = {one: columns for one, columns in self.columns.items() if one != sheet}
        return Told({**self.tables, sheet: table}, kept)

    def with_columns(self, sheet: str, columns: Mapping[str, str]) -> Told:
        """Return the same with fields of a sheet decided; a column is taken from its old field."""
        taken = {*columns.values()} - {NO_COLUMN}
        kept = {key: one for key, one in self.of(sheet).items() if one not in taken}
        return replace(self, columns={**self.columns, sheet: {**kept, **columns}})

    def without(self, sheet: str, field: str) -> Told:
        """Return the same with a field of a sheet open again."""
        kept = {key: one for key, one in self.of(sheet).items() if key != field}
        return replace(self, columns={**self.columns, sheet: kept})


UNTOLD = Told()
