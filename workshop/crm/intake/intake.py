"""A whole export, read into memory with one mapping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from workshop.crm.intake.checks import Reference, Tables, check
from workshop.crm.intake.memory import memory
from workshop.crm.intake.privacy import new_salt
from workshop.crm.intake.reader import Terms, read_table
from workshop.crm.intake.report import Report
from workshop.crm.last_day import last_day
from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from datetime import date

    import ibis

    from workshop.crm.export import Export
    from workshop.crm.mapping import CrmMapping
    from workshop.crm.sheets import Sheet

LONGEST_LIST = 5000


@dataclass(frozen=True)
class Intake:
    """Canonical tables in memory.

    Attributes:
        connection: the Ibis backend that holds them.
        as_of: the last day they know of.
        report: what became of the export's rows.
    """

    connection: ibis.BaseBackend
    as_of: date
    report: Report


def take_in(
    export: Export, mapping: CrmMapping, today: date, *, private: bool, thorough: bool
) -> Intake:
    """Read an export into memory.

    Args:
        export: the files.
        mapping: what they mean.
        today: nothing can have been written down after it, unless the mapping says as of when.
        private: whether ids are replaced by hashes that lead nobody back.
        thorough: whether files that no table is read from are looked at, too: for lists of
            values, and for the columns that stay out.

    Raises:
        WorkshopError: see `Export.sheet` and `read_table`; or if there is no date at all.
    """
    connection = memory()
    latest = datetime.combine((mapping.as_of or today) + timedelta(days=1), datetime.min.time())
    salt = new_salt() if private else None
    terms = Terms(mapping.time_zone, latest, salt, mapping.owners)
    used, reports, findings = {}, [], []
    for table, one in mapping.tables.items():
        sheet = used[table] = export.sheet(one)
        report, odd = read_table(connection.con, sheet, table, one, terms)
        reports.append(report)
        findings += odd
    as_of = mapping.as_of or min(last_day(connection.table, set(mapping.tables)), today)
    tables = Tables(connection.table, set(mapping.tables), as_of)
    findings += check(tables, _references(export, mapping, used) if thorough else {})
    left_out = _left_out(export, mapping, used) if thorough else {}
    return Intake(connection, as_of, Report(tuple(reports), tuple(findings), left_out))


def _left_out(
    export: Export, mapping: CrmMapping, used: dict[str, Sheet]
) -> dict[str, tuple[str, ...]]:
    """Return the columns of each file that are not read; of files that are not used, all."""
    read: dict[str, set[str]] = {}
    for table, sheet in used.items():
        read.setdefault(sheet.name, set()).update(_sources(mapping, table))
    return {
        sheet.name: tuple(c for c in sheet.header if c and c not in read.get(sheet.name, ()))
        for sheet in export.sheets()
    }


def _sources(mapping: CrmMapping, table: str) -> set[str]:
    columns = mapping.tables[table].columns
    personal = {f.name for f in TABLES[table].fields if f.personal and not mapping.owners}
    return {one for field, names in columns.items() if field not in personal for one in names}


def _references(
    export: Export, mapping: CrmMapping, used: dict[str, Sheet]
) -> dict[tuple[str, str], Reference]:
    """Return the lists of values that stand in files which are no CRM table, such as products."""
    names = {sheet.name for sheet in used.values()}
    lists = [sheet for sheet in export.sheets() if sheet.name not in names]
    found = {}
    for table, one in mapping.tables.items():
        for field, columns in one.columns.items():
            known = TABLES[table].field(field)
            if known and known.kind is Kind.CHOICE and len(columns) == 1:
                for sheet in lists:
                    if reference := _listed(sheet, columns[0]):
                        found[table, field] = reference
    return found


def _listed(sheet: Sheet, column: str) -> Reference | None:
    """Return a column of the same name as a list of values, if each stands there once."""
    if sheet.header.count(column) != 1:
        return None
    cells: list[str] = []
    for batch in sheet.batches([column], []):
        cells += [cell for cell in batch.columns[1].to_pylist() if cell is not None]
        if len(cells) > LONGEST_LIST:
            return None
    values = frozenset(cells)
    return Reference(sheet.name, values) if values and len(values) == len(cells) else None
