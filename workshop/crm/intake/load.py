"""A whole export, read into memory with one mapping."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.chain import READABLE
from workshop.crm.days.as_of import end_of_day
from workshop.crm.intake.checks import Reference, Tables, check
from workshop.crm.intake.evening import Evening
from workshop.crm.intake.linkage.privacy import new_salt
from workshop.crm.intake.linkage.united import unite
from workshop.crm.intake.people import people_of
from workshop.crm.intake.report import Report
from workshop.crm.intake.rows.currency import monies, unusable, without
from workshop.crm.intake.rows.memory import memory
from workshop.crm.intake.rows.reader import Terms, read_table
from workshop.crm.recognise.people.person_names import masked
from workshop.crm.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import ibis
    from duckdb import DuckDBPyConnection

    from workshop.crm.intake.report import Finding, TableReport
    from workshop.crm.mapping import CrmMapping, TableMapping
    from workshop.crm.sheets import Sheet
    from workshop.crm.source_files import Export

LONGEST_LIST = 5000


class Part(NamedTuple):
    """A table, or a part of it, with the sheet it is read from."""

    table: str
    mapping: TableMapping
    sheet: Sheet


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
        today: nothing can have been written down after it, unless the mapping names a later day.
        private: whether ids are replaced by hashes that lead nobody back.
        thorough: whether files that no table is read from are looked at, too: for lists of
            values, and for the columns that stay out.

    Raises:
        LoneLastDayError: if the mapping names no last day, and a row or two alone would decide it.
        WorkshopError: see `Export.sheet` and `read_table`; or if there is no date at all.
    """
    mapping = mapping.settled
    connection = memory()
    latest = end_of_day(max(mapping.as_of or today, today))
    salt = new_salt() if private else None
    used = [
        Part(table, one, sheet)
        for table in mapping.tables
        for one, sheet in zip(mapping.parts(table), export.sheets_of(mapping, table), strict=True)
    ]
    tables = {one.sheet.name: one.table for one in used}
    people = people_of(export.readable_sheets(), tables)
    terms = Terms(mapping.time_zone, latest, mapping.owners, people)
    amounts = monies((one.sheet, one.mapping) for one in used)
    refused = unusable(amounts, mapping.currency)
    gone = [money for money, _ in refused]
    summable = [one._replace(mapping=without(one.table, one.mapping, gone)) for one in used]
    reports, findings = _read(connection.con, summable, terms)
    findings += [finding for _, finding in refused]
    united = unite(connection, mapping, salt)
    reports = [*united.kept(reports)]
    findings += united.findings
    evening = Evening(connection, mapping)
    as_of = mapping.as_of or evening.last_day(today)
    if mapping.as_of:
        findings += evening.said(as_of)
        reports = evening.take_back(as_of, reports)
    findings += evening.lone_firsts()
    united.hide(connection.con, salt)
    loaded = Tables(connection.table, set(united.tables), as_of, united.joins)
    findings += check(loaded, _references(export, used) if thorough else {})
    left_out = _left_out(export, mapping, used, people) if thorough else {}
    report = Report(tuple(reports), tuple(findings), left_out, united.joins)
    return Intake(connection, as_of, report)


def _read(
    connection: DuckDBPyConnection, used: Sequence[Part], terms: Terms
) -> tuple[list[TableReport], list[Finding]]:
    """Read every file of every table; oddities of one of several files name it."""
    reports: list[TableReport] = []
    findings: list[Finding] = []
    for one in used:
        before = sum(report.table == one.table for report in reports)
        several = sum(other.table == one.table for other in used) > 1
        report, odd = read_table(connection, one.sheet, one.table, one.mapping, terms, part=before)
        reports.append(report)
        findings += [replace(f, source=report.source) for f in odd] if several else odd
    return reports, findings


def _left_out(
    export: Export, mapping: CrmMapping, used: Sequence[Part], people: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """Return the columns of each file that are not read; of files that are not used, all.

    The report is kept, and a header may name a person: a column for each colleague.
    """
    read: dict[str, set[str]] = {}
    for one in used:
        read.setdefault(one.sheet.name, set()).update(_sources(mapping, one))
    return {
        sheet.name: tuple(
            masked(c, people) for c in sheet.header if c and c not in read.get(sheet.name, ())
        )
        for sheet in export.sheets()
    }


def _sources(mapping: CrmMapping, part: Part) -> set[str]:
    fields = READABLE[part.table].fields
    personal = {f.name for f in fields if f.personal and not mapping.owners}
    columns = part.mapping.columns.items()
    unread = {one for field, names in columns if field in personal for one in names}
    others = {one for field, names in columns if field not in personal for one in names}
    return {*part.mapping.sources} - (unread - others)


def _references(export: Export, used: Sequence[Part]) -> dict[tuple[str, str], Reference]:
    """Return the lists of values that stand in files which are no CRM table, such as products."""
    names = {one.sheet.name for one in used}
    lists = [sheet for sheet in export.sheets() if sheet.name not in names]
    found = {}
    for one in used:
        for field, columns in one.mapping.columns.items():
            known = READABLE[one.table].field(field)
            if known and known.kind is Kind.CHOICE and len(columns) == 1:
                for sheet in lists:
                    if reference := _listed(sheet, columns[0]):
                        found[one.table, field] = reference
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
