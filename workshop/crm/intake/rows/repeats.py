"""Rows of one file that stand in an earlier file of the same table already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.crm.chain import READABLE, ROLES
from workshop.crm.intake.report import SHOWN_ROWS, Reason, SetAside
from workshop.crm.readings.keys import one_key
from workshop.crm.readings.sql import name
from workshop.crm.traces import PART, ROW

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.mapping import TableMapping


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
    groups = ((Reason.DUPLICATE, twice, ""), (Reason.REPEATED_KEY, other, mapping.columns[key][0]))
    return [
        SetAside(reason, len(rows), tuple(rows[:SHOWN_ROWS]), column)
        for reason, rows, column in groups
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
