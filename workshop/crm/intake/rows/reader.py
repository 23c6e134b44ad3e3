"""One sheet of an export as rows of a canonical table: typed, without repeats, ids as they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from workshop.crm.handover import DECIDED_AT, OUTCOME
from workshop.crm.intake.report import SHOWN_ROWS, Reason, SetAside, TableReport
from workshop.crm.intake.rows.bias import check_bias
from workshop.crm.intake.rows.cells import (
    STATUS,
    answer,
    meanings,
    says_something,
    value_sql,
    witnesses,
)
from workshop.crm.intake.rows.errors import bad_column, undecided
from workshop.crm.intake.rows.factors import check_factors, check_wide
from workshop.crm.intake.rows.handed import read_from, unanswered
from workshop.crm.intake.rows.odd_rows import TOLERATED, misshapen_rows, odd_rows
from workshop.crm.intake.rows.oddities import contradicting, odd_cells, refunds, rows_left_out
from workshop.crm.intake.rows.raw import conventions, load_raw
from workshop.crm.intake.rows.repeats import known_already, merged, repeated_keys
from workshop.crm.intake.rows.touched import check_touches
from workshop.crm.readings.sql import literal, name, one_of
from workshop.crm.recognise.people.surnames import NOBODY
from workshop.crm.schema import Field, Kind
from workshop.crm.traces import PART, ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from duckdb import DuckDBPyConnection

    from workshop.crm.intake.report import Finding
    from workshop.crm.intake.rows.handed import Answer
    from workshop.crm.intake.rows.outcome import Witnesses
    from workshop.crm.intake.rows.raw import Conventions, Raw
    from workshop.crm.mapping import TableMapping
    from workshop.crm.sheets import Sheet

EARLIEST = "1990-01-01"
PLANS = frozenset({("deals", "closed_at")})
"""Moments that may be a plan, beside all moments of the tables in `PLANNED`."""
PLANNED = frozenset({"campaigns", "costs"})
PLAN = timedelta(days=3653)
"""How far ahead a plan may lie."""
ANYTHING = (Kind.ID, Kind.CHOICE)
"""Kinds of fields in which any text may stand, unless their list is closed."""


@dataclass(frozen=True)
class Terms:
    """What holds for every table of one import.

    Attributes:
        zone: whose clock the team reads.
        latest: first moment that nobody can have written down yet.
        owners: whether columns that point at a colleague are read.
        people: words that name people in the whole export, see `people_of`.
    """

    zone: str
    latest: datetime
    owners: bool = False
    people: frozenset[str] = NOBODY


def read_table(
    connection: DuckDBPyConnection,
    sheet: Sheet,
    table: str,
    mapping: TableMapping,
    terms: Terms,
    *,
    part: int = 0,
) -> tuple[TableReport, list[Finding]]:
    """Make rows of a canonical table of one sheet, in a database in memory.

    The rows keep the number they have in the file (``row``) and that of the file (``part``), and
    the ids by which leads, contacts and deals lead to each other; see `hide`, which ends that.

    Args:
        connection: where to; the table gets its canonical name.
        sheet: where from.
        table: the canonical table's name.
        mapping: which columns hold it, and how.
        terms: of the import.
        part: which of the table's files it is; 0 makes the table, others are added to it.

    Returns:
        What became of its rows, and oddities in those that were kept.

    Raises:
        WorkshopError: if a mapped column is missing, if its cells are mostly not what the field
            needs, or if they can be read in two ways and nothing proves one.
    """
    raw = load_raw(connection, sheet, table, mapping, owners=terms.owners, people=terms.people)
    rules = conventions(raw, mapping, terms.zone)
    if rules.open_decimal or rules.open_order or rules.open_days:
        raise undecided(raw, mapping, rules)
    check_factors(table, mapping)
    check_wide(mapping)
    check_touches(connection, raw.table, mapping)
    said = witnesses(raw, mapping, rules, terms.latest) if mapping.outcome else None
    answers = answer(raw, table, mapping, rules)
    if answers and not answers.first and (n := raw.one(n=_count(answers.contradicts))["n"]):
        raise unanswered(mapping, n)
    _stage(
        raw,
        table,
        mapping,
        rules,
        terms.latest,
        told={**_ended(said), **_answered(answers, mapping)},
    )
    if mapping.some_rows:
        _drop_others(raw)
    unreadable = _unreadable(raw, mapping)
    aside = [*misshapen_rows(raw, mapping.file), *unreadable, *repeated_keys(raw, table, mapping)]
    if part:
        aside = merged([*aside, *known_already(raw, table, mapping)])
    findings = [one.finding(table) for one in raw.passed]
    findings += [*odd_rows(raw, table), *odd_cells(raw, table, mapping, raw.staged)]
    kept = f"{raw.staged}{_kept(raw)}"
    findings += [*rows_left_out(raw, table, kept), *refunds(raw, table, kept)]
    findings += contradicting(raw, table, said, _kept(raw)) if said else []
    report = _keep(raw, table, sheet, aside, part)
    if mapping.handover:
        findings.append(read_from(mapping, report.kept))
    for used in (raw.staged, raw.lost, raw.table):
        connection.execute(f"drop table {used}")
    return report, findings


def _count(condition: str) -> str:
    return f"count(*) filter ({condition})"


class _Told(NamedTuple):
    """SQL for a field that several columns tell, and for whether its cells cannot be read."""

    value: str
    bad: str


def _ended(said: Witnesses | None) -> dict[str, _Told]:
    """Return what a deal's status is by everything that says how it ended."""
    if said is None:
        return {}
    text = name(STATUS)
    mute = f"{said.stage} is null and {says_something(text)} and {said.status} is null"
    return {STATUS: _Told(said.status, mute)}


def _answered(answers: Answer | None, mapping: TableMapping) -> dict[str, _Told]:
    """Return sales' answer to a hand-over, by everything that says it.

    A status of which nobody has said what it means is no silence.
    """
    if answers is None:
        return {}
    text, known = name(OUTCOME), mapping.values.get(OUTCOME, {})
    mute = f"{answers.outcome} is null and {says_something(text)} and not {one_of(text, known)}"
    return {
        DECIDED_AT: _Told(answers.decided_at, answers.unread),
        OUTCOME: _Told(answers.outcome, mute),
    }


def _stage(
    raw: Raw,
    table: str,
    mapping: TableMapping,
    rules: Conventions,
    latest: datetime,
    *,
    told: Mapping[str, _Told],
) -> None:
    """Read every cell; a cell that says something and cannot be read names itself in ``bad``."""
    inner, outer, bad = ["*"], [name(ROW)], []
    for field in raw.fields:
        text, value = name(field.name), name(f"{field.name} read")
        if field.name in told:
            mute = name(f"{field.name} unread")
            inner += [f"{told[field.name].value} as {value}", f"{told[field.name].bad} as {mute}"]
            outer.append(f"{_possible(value, table, field, latest)} as {text}")
            bad.append(f"case when {mute} then {literal(field.name)} end")
            continue
        inner.append(f"{value_sql(raw, table, field, mapping, rules)} as {value}")
        outer.append(f"{_possible(value, table, field, latest)} as {text}")
        if field.kind not in ANYTHING or field.closed:
            silent = [cell for cell, meant in meanings(mapping, field).items() if not meant]
            unread = f"{value} is null and {says_something(text)} and not {one_of(text, silent)}"
            bad.append(f"case when {unread} then {literal(field.name)} end")
    fault = f"coalesce({', '.join(bad)}, null)" if bad else "null::varchar"
    raw.connection.execute(
        f"create table {raw.staged} as select {', '.join(outer)}, {fault} as bad"  # noqa: S608
        f" from (select {', '.join(inner)} from {raw.table})"
    )
    raw.connection.execute(f"create table {raw.lost} ({name(ROW)} bigint)")


def _drop_others(raw: Raw) -> None:
    """Take the rows away that do not say how they ended: they are rows of another table only."""
    others = f"from {raw.staged} where {name(STATUS)} is null and bad is null"
    raw.connection.execute(
        f"delete from {raw.table} where {name(ROW)} in (select {name(ROW)} {others})"  # noqa: S608
    )
    raw.connection.execute(f"delete {others}")


def _possible(value: str, table: str, field: Field, latest: datetime) -> str:
    """Return the value, or null for a moment that cannot be."""
    if field.kind is not Kind.MOMENT:
        return value
    if table in PLANNED or (table, field.name) in PLANS:
        latest += PLAN
    after = f"{value} >= timestamp '{EARLIEST}'"
    before = f"{value} < timestamp '{latest.isoformat(' ')}'"
    return f"case when {after} and {before} then {value} end"


def _unreadable(raw: Raw, mapping: TableMapping) -> list[SetAside]:
    """Set rows aside that hold a cell nobody can read; refuse a column that is full of them."""
    found = raw.connection.execute(
        f"select bad, count(*), list({name(ROW)} order by {name(ROW)})[:{SHOWN_ROWS}]"  # noqa: S608
        f" from {raw.staged} where bad is not null group by bad"
    ).fetchall()
    groups = []
    for key, n, rows in found:
        field = next(one for one in raw.fields if one.name == key)
        _check_share(raw, field, mapping, n, rows[0])
        check_bias(raw, field, mapping)
        source = ", ".join(mapping.columns_of(key) or (key,))
        groups.append(SetAside(Reason.VALUE, n, tuple(rows), source))
    if groups:
        raw.connection.execute(
            f"insert into {raw.lost} select {name(ROW)} from {raw.staged}"  # noqa: S608
            " where bad is not null"
        )
    return sorted(groups, key=lambda group: group.rows)


def _check_share(raw: Raw, field: Field, mapping: TableMapping, n: int, row: int) -> None:
    filled = raw.one(n=f"count({name(field.name)})")["n"]
    if n > TOLERATED * filled:
        raise bad_column(raw, field, mapping, n, row)


def _kept(raw: Raw) -> str:
    """Return the condition under which a row stays; nothing where all do."""
    lost = raw.connection.table(raw.lost).aggregate("count(*)").fetchone() or (0,)
    return f" where {name(ROW)} not in (from {raw.lost})" if lost[0] else ""


def _keep(raw: Raw, table: str, sheet: Sheet, aside: Iterable[SetAside], part: int) -> TableReport:
    """Write the rows that stay, and count them."""
    fields = [name(field.name) for field in raw.fields]
    rows = (
        f"select {name(ROW)}, {part} as {name(PART)}, {', '.join(fields)}"  # noqa: S608
        f" from {raw.staged}{_kept(raw)}"
    )
    read = raw.one(n="count(*)")["n"] + len(raw.aside)
    counts = {field.name: f"count({name(field.name)})" for field in raw.fields}
    listed = [f"{sql} as {name(key)}" for key, sql in {"kept": "count(*)", **counts}.items()]
    kept, *filled = (
        raw.connection.execute(f"select {', '.join(listed)} from ({rows})").fetchone() or ()  # noqa: S608
    )
    united = f"from {name(table)} union all by name {rows}" if part else rows
    raw.connection.execute(f"create or replace table {name(table)} as {united}")
    return TableReport(
        table, sheet.name, read, kept, tuple(aside), dict(zip(counts, filled, strict=True))
    )
