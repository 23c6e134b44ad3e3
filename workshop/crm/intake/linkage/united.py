"""The tables of an import brought together: ids led to keys, persons once, links measured."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workshop.crm.chain import BECAME_DEAL, ROLES
from workshop.crm.ibis_engine import IbisEngine
from workshop.crm.intake.linkage import linking, persons
from workshop.crm.intake.linkage.linking import Home
from workshop.crm.intake.linkage.privacy import hide
from workshop.crm.joins import HOMES, Join, links, measured
from workshop.crm.readings.sql import name
from workshop.crm.schema import TABLES
from workshop.crm.traces import PART, ROW

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis
    from duckdb import DuckDBPyConnection

    from workshop.crm.intake.report import Finding, SetAside, TableReport
    from workshop.crm.mapping import CrmMapping


@dataclass(frozen=True)
class United:
    """What came of it.

    Attributes:
        joins: how well the tables are linked.
        findings: what is said of ids in another form and of deals led to their person.
        same: which file of contacts to its rows that went into the row of a lead, and to the
            filled cells that are left.
        tables: canonical names of those that were read.
    """

    joins: tuple[Join, ...]
    findings: tuple[Finding, ...]
    same: Mapping[int, tuple[SetAside, dict[str, int]]]
    tables: tuple[str, ...] = ()

    def hide(self, con: DuckDBPyConnection, salt: str | None) -> None:
        """Make the tables canonical: nothing of their files stays but data.

        Args:
            con: where they lie.
            salt: ids are hashed with it; kept as they are where None.
        """
        for table in self.tables:
            hide(con, table, salt)

    def kept(self, reports: Sequence[TableReport]) -> tuple[TableReport, ...]:
        """Return what became of all files now that persons are put together."""
        found, part = [], 0
        for report in reports:
            if report.table == "contacts":
                found.append(self._kept(report, part))
                part += 1
            else:
                found.append(report)
        return tuple(found)

    def _kept(self, report: TableReport, part: int) -> TableReport:
        if part not in self.same:
            return report
        aside, filled = self.same[part]
        kept, groups = report.kept - aside.n, (*report.set_aside, aside)
        return replace(report, kept=kept, set_aside=groups, filled=filled)


def unite(connection: ibis.BaseBackend, mapping: CrmMapping, salt: str | None) -> United:
    """Bring the tables of an import together; `United.hide` makes them canonical.

    Args:
        connection: where they lie as they were read.
        mapping: what they were read with; names the columns.
        salt: ids are hashed with it; kept as they are where None.
    """
    con = connection.con
    tables = [table for table in mapping.tables if table in TABLES]
    same = {}
    if "contacts" in tables:
        aside = persons.one_row_each(con)
        same = {part: (rows, _filled(con, part)) for part, rows in aside.items()}
    findings = []
    for table in tables:
        for field in links(table, persons.columns_of(con, table)):
            home = _home(con, field, tables)
            counts = linking.lead(con, table, field, home)
            findings += linking.said(counts, table, field, home.table)
    findings += persons.deals_of_persons(con, mapping.tables)
    joins = _measured(connection, mapping, tables, salt)
    if ROLES.name in mapping.tables:
        con.execute(f"drop table {ROLES.name}")
    return United(joins, tuple(findings), same, tuple(tables))


def _filled(con: DuckDBPyConnection, part: int) -> dict[str, int]:
    """Return how many cells of each field are left of a file of contacts."""
    fields = [one for one in persons.columns_of(con, "contacts") if one not in (ROW, PART)]
    counts = ", ".join(f"count({name(one)})" for one in fields)
    found = con.execute(f"select {counts} from contacts where {name(PART)} = {part}").fetchone()  # noqa: S608
    return dict(zip(fields, found or (), strict=True))


def _home(con: DuckDBPyConnection, field: str, tables: list[str]) -> Home:
    home = HOMES[field]
    if home not in tables or field not in persons.columns_of(con, home):
        return Home()
    return Home(home, field, persons.OTHERS if home == "contacts" else "")


def _measured(
    connection: ibis.BaseBackend, mapping: CrmMapping, tables: list[str], salt: str | None
) -> tuple[Join, ...]:
    """Return how well each table is led to others, by the names of the export's columns."""
    engine = IbisEngine(connection)
    found = []
    for table in tables:
        for field in links(table, persons.columns_of(connection.con, table)):
            home = _home(connection.con, field, tables)
            if not home.table:
                continue
            both = {one: connection.table(one) for one in (table, home.table)}
            join = measured(engine, both, table, field, home.table)
            if salt is not None:
                join = join.by_form()
            found.append(
                replace(
                    join,
                    column=_column(mapping, table, field),
                    home_column=_column(mapping, home.table, field),
                )
            )
    return tuple(found)


def _column(mapping: CrmMapping, table: str, field: str) -> str:
    """Return what the export calls a column; a link that leads name stands in their table."""
    named = [one for part in mapping.parts(table) for one in part.columns.get(field, ())]
    if not named and "contacts" in mapping.tables:
        named = [
            one for part in mapping.parts("contacts") for one in part.columns.get(BECAME_DEAL, ())
        ]
    return ", ".join(dict.fromkeys(named)) or f"{table}.{field}"
