"""Files as somebody brings them, in memory, and how they are read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from workshop.crm.intake.load import take_in
from workshop.crm.mapping import CrmMapping, TableMapping
from workshop.crm.sheets import ExportFile
from workshop.crm.source_files import Export

if TYPE_CHECKING:
    from workshop.crm.intake.load import Intake

TODAY = date(2026, 11, 23)


def export(**files: str | bytes) -> Export:
    """Return CSV files in memory: name without ending to content."""
    return Export(
        tuple(
            ExportFile(f"{name}.csv", content=one if isinstance(one, bytes) else one.encode())
            for name, one in files.items()
        )
    )


def own_headers(**tables: str) -> CrmMapping:
    """Return the mapping of tables whose headers, parted by commas, are the canonical ones."""
    columns = {name: content.split("\n", 1)[0].split(",") for name, content in tables.items()}
    return CrmMapping(
        tables={
            name: TableMapping(file=f"{name}.csv", columns={field: (field,) for field in header})
            for name, header in columns.items()
        }
    )


def taken_in(
    mapping: CrmMapping | None = None,
    today: date = TODAY,
    *,
    private: bool = False,
    thorough: bool = False,
    **tables: str,
) -> Intake:
    """Return files as they are after they were read, by default with their own headers."""
    return take_in(
        export(**tables),
        mapping or own_headers(**tables),
        today,
        private=private,
        thorough=thorough,
    )


def rows(intake: Intake, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table."""
    found: list[dict[str, Any]] = intake.connection.table(table).to_pyarrow().to_pylist()
    return found
