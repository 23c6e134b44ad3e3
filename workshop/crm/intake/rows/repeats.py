"""Rows that stand there already: earlier in the file, or in an earlier file of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.chain import READABLE, ROLES
from workshop.crm.intake.report import SHOWN_ROWS, Reason, SetAside
from workshop.crm.intake.rows.errors import no_key
from workshop.crm.intake.rows.odd_rows import TOLERATED
from workshop.crm.readings.keys import one_key
from workshop.crm.readings.sql import name
from workshop.crm.schema import Kind
from workshop.crm.traces import PART, ROW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping

LENT = frozenset({"accounts"})
"""Tables that nobody counts: they lend their fields to others, so a first row will do."""


def repeated_keys(raw: Raw, table: str, mapping: TableMapping) -> list[SetAside]:
    """Set rows aside whose key another row has already: it must not count twice."""
    key = READABLE[table].key
    if table == ROLES.name or key.name not in raw.of_kind(Kind.ID):
        return []
    counts = raw.one(filled=f"count({name(key.name)})", several=f"count(distinct {name(key.name)})")
    if counts["filled"] == counts["several"]:
        return []
    column = ", ".join(mapping.columns_of(key.name))
    same, other = _repeated_rows(raw, key.name)
    if table not in LENT and len(other) > TOLERATED * counts["filled"]:
        raise no_key(raw, key.name, column, mapping.file, other[0])
    values = ", ".join(f"({row})" for row in (*same, *other))
    raw.connection.execute(f"insert into {raw.lost} values {values}")  # noqa: S608
    return _groups(same, other, column)


def _repeated_rows(raw: Raw, key: str) -> tuple[list[int], list[int]]:
    """Return the rows that repeat an earlier one, and those that only have its key."""
    column, fields = name(key), ", ".join(name(field.name) for field in raw.fields)
    found = raw.connection.execute(
        f"""
        with readable as (select * from {raw.staged} where bad is null),
        repeated as (
            select *, row({fields})::varchar as content
            from readable where {column} in
            (select {column} from readable group by all having count(*) > 1)
        ),
        ranked as (
            select {name(ROW)}, content,
            first(content) over (partition by {column} order by {name(ROW)}) as first,
            row_number() over (partition by {column} order by {name(ROW)}) as place
            from repeated
        )
        select {name(ROW)}, content = first from ranked where place > 1 order by 1
        """  # noqa: S608
    ).fetchall()
    return [row for row, same in found if same], [row for row, same in found if not same]


def known_already(raw: Raw, table: str, mapping: TableMapping) -> list[SetAside]:
    """Set rows aside that stand in an earlier file of the table: whole, or with another content."""
    earlier, key = raw.connection.table(name(table)), READABLE[table].key.name
    mine = [field.name for field in raw.fields]
    if table == ROLES.name or key not in mine or key not in earlier.columns:
        # Without a key two rows that are alike may be two: only the proposal can ask.
        return []
    common = [one for one in mine if one in earlier.columns and one != key]
    # What only one of two rows says is a difference, too.
    said = [f"e.{name(one)} is not distinct from s.{name(one)}" for one in common]
    said += [f"e.{name(one)} is null" for one in earlier.columns if one not in (*mine, ROW, PART)]
    said += [f"s.{name(one)} is null" for one in mine if one not in earlier.columns]
    found = raw.connection.execute(
        f"select s.{name(ROW)}, bool_or({' and '.join(said) or 'true'}) from {raw.staged} s"  # noqa: S608
        f" join {name(table)} e on {one_key(f'e.{name(key)}')} = {one_key(f's.{name(key)}')}"
        f" where s.bad is null and s.{name(ROW)} not in (from {raw.lost}) group by all order by 1"
    ).fetchall()
    if not found:
        return []
    raw.connection.execute(f"insert into {raw.lost} select unnest(?)", [[row for row, _ in found]])
    twice = [row for row, alike in found if alike]
    other = [row for row, alike in found if not alike]
    return _groups(twice, other, mapping.columns[key][0])


def _groups(same: list[int], other: list[int], column: str) -> list[SetAside]:
    """Return rows that repeat another one whole, and those that only have its key."""
    groups = ((Reason.DUPLICATE, same, ""), (Reason.REPEATED_KEY, other, column))
    return [
        SetAside(reason, len(rows), tuple(rows[:SHOWN_ROWS]), at)
        for reason, rows, at in groups
        if rows
    ]


def merged(groups: Iterable[SetAside]) -> list[SetAside]:
    """Return groups of rows with those of one reason and column put together."""
    found: dict[tuple[Reason, str], SetAside] = {}
    for one in groups:
        key = (one.reason, one.column)
        if same := found.get(key):
            rows = tuple(sorted((*same.rows, *one.rows))[:SHOWN_ROWS])
            found[key] = SetAside(one.reason, same.n + one.n, rows, one.column)
        else:
            found[key] = one
    return list(found.values())
