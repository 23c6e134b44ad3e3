"""Whether two sheets are one table: the same columns, and no row that stands in both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.crm.chain import BECAME_CONTACT, READABLE, WAS_LEAD
from workshop.crm.readings import choices, keys
from workshop.crm.readings.sql import name
from workshop.policy import LEAST_JOINED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from workshop.crm.intake.rows.raw import Raw
    from workshop.crm.sheets import Sheet

    Look = tuple[Raw, Sheet]

MINE, OTHERS = "this_sheet", "sheets_before"


@dataclass(frozen=True)
class Overlap:
    """What two sheets of one table have in common.

    Attributes:
        alike: whether they have the same columns.
        chained: whether one names the rows of the other as what its own became.
        differing: rows whose key stands in both, with another content.
        unkeyed: rows that stand in both where no key says whether they are the same.
    """

    alike: bool
    chained: bool
    differing: int = 0
    unkeyed: int = 0

    @property
    def proven(self) -> bool:
        """Whether nobody need be asked."""
        return (self.alike or self.chained) and not self.differing and not self.unkeyed


def overlapping(before: Sequence[Look], look: Look) -> Overlap:
    """Return what a sheet has in common with those that are its table already.

    Args:
        before: their text and their sheets, the leading one first.
        look: the same of the further sheet.
    """
    raw, sheet = look
    table = raw.table.removeprefix("raw_")
    headers = [frozenset(one.header) for _, one in before]
    alike = frozenset(sheet.header) in headers
    mine = [field.name for field in raw.fields]
    theirs = dict.fromkeys(field.name for one, _ in before for field in one.fields)
    shared = [one for one in theirs if one in mine]
    connection = raw.connection
    connection.execute(f"create or replace temp table {MINE} as from {raw.table}")
    _bring(connection, before)
    key = READABLE[table].key.name
    chained = _chained(connection, mine, list(theirs), key)
    if key in shared:
        different = [one for one in shared if one != key]
        facts = " or ".join(f"m.{name(one)} is distinct from o.{name(one)}" for one in different)
        return Overlap(alike, chained, differing=_met(connection, key, facts or "false"))
    if not shared:
        return Overlap(alike, chained)
    both = " and ".join(f"m.{name(one)} is not distinct from o.{name(one)}" for one in shared)
    n = _count(connection, f"{MINE} m semi join {OTHERS} o on {both}")
    return Overlap(alike, chained, unkeyed=n)


def _bring(connection: DuckDBPyConnection, before: Sequence[Look]) -> None:
    """Copy the rows of other sheets, each in a database of its own, beside a sheet's."""
    for number, (raw, _) in enumerate(before):
        rows = raw.connection.table(raw.table).to_arrow_table()
        connection.register("brought", rows)
        united = f"from {OTHERS} union all by name from brought" if number else "from brought"
        connection.execute(f"create or replace temp table {OTHERS} as {united}")
        connection.unregister("brought")


def _met(connection: DuckDBPyConnection, key: str, differ: str) -> int:
    sides = (f"({choices.identity(f'{side}.{name(key)}')})" for side in "mo")
    mine, other = map(keys.one_key, sides)
    return _count(connection, f"{MINE} m join {OTHERS} o on {mine} = {other} where {differ}")


def _chained(connection: DuckDBPyConnection, mine: list[str], theirs: list[str], key: str) -> bool:
    """Return whether most ids of what leads became are keys of the other sheet."""
    for side, other, fields in ((MINE, OTHERS, mine), (OTHERS, MINE, theirs)):
        for column in (BECAME_CONTACT, WAS_LEAD):
            if column not in fields:
                continue
            filled = _count(connection, f"{side} where {column} is not null")
            one, two = (keys.in_any_form(f"s.{name(column)}"), keys.in_any_form(f"t.{name(key)}"))
            hits = _count(connection, f"{side} s semi join {other} t on {one} = {two}")
            if filled and hits >= LEAST_JOINED * filled:
                return True
    return False


def _count(connection: DuckDBPyConnection, rows: str) -> int:
    found = connection.execute(f"select count(*) from {rows}").fetchone()  # noqa: S608
    return int(found[0]) if found else 0
