"""The rows behind a number one by one: where each stands, its part, and what decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.traces import PART, ROW, TRACE
from workshop.kpis.explain.account import (
    ADDS,
    COUNTED,
    EVENT_PART,
    EVENT_ROW,
    KIND,
    ROLE,
    Account,
    Role,
)

if TYPE_CHECKING:
    from workshop.crm.engine import Record
    from workshop.crm.traces import Traced

PLACE = "place_in_group"


@dataclass(frozen=True)
class Spot:
    """A row of a file.

    Attributes:
        table: the canonical table it is read into.
        file: the file's name, with sheet.
        row: its number, as a spreadsheet counts.
    """

    table: str
    file: str
    row: int


@dataclass(frozen=True)
class Line:
    """One row of a table, as one number sees it.

    Attributes:
        spot: where it stands.
        part: number of the file.
        role: its part in the number.
        counted: whether it is in n.
        codes: reservations that count it.
        kind: see `workshop.kpis.explain.explanation.Group`.
        adds: what it adds to the numerator, None for nothing.
        values: column that decided to its value, None where it is empty.
        event: the row of another file that decided, None without one.
        also: further rows that went into this one, of the same person.
    """

    spot: Spot
    part: int
    role: Role
    counted: bool
    codes: tuple[str, ...]
    kind: str | None
    adds: float | None
    values: dict[str, Any]
    event: Spot | None
    also: tuple[Spot, ...]

    @property
    def table(self) -> str:
        """The canonical table."""
        return self.spot.table


def lines(account: Account, traced: Traced, most: int | None = None) -> list[Line]:
    """Return the rows of a table in the order of their files.

    Args:
        account: as one number sees them.
        traced: the data it was made of.
        most: so many of each group of rows that are the same to the number; None for all.
    """
    rows = account.rows
    if not account.judges:
        rows = rows.filter(rows[ROLE] != Role.OUTSIDE.value)
    if most is not None:
        # What a number did not ask for is counted, and listed only where everything is.
        rows = rows.filter(rows[ROLE] != Role.OUTSIDE.value)
        alike = [rows[name] for name in (PART, ROLE, COUNTED, KIND, *account.notes)]
        place = ibis.row_number().over(group_by=alike, order_by=[rows[ROW], rows[TRACE]])
        numbered = rows.mutate(**{PLACE: place})
        rows = numbered.filter(numbered[PLACE] < most)
    wanted = (PART, ROW, ROLE, COUNTED, KIND, ADDS, EVENT_PART, EVENT_ROW, *account.notes)
    listed = rows.order_by(PART, ROW, TRACE).select(*wanted, *account.fields, *account.shows)
    together = _together(traced) if account.table == "contacts" else {}
    return [
        _line(account, traced, record, together) for record in traced.crm.engine.records(listed)
    ]


def _line(
    account: Account,
    traced: Traced,
    record: Record,
    together: dict[tuple[int, int], list[tuple[int, int]]],
) -> Line:
    def spot(table: str, part: int, row: int) -> Spot:
        return Spot(table, traced.files[table, part], row)

    own = record[PART], record[ROW]
    happened = record[EVENT_ROW] is not None
    return Line(
        spot(account.table, *own),
        record[PART],
        Role(record[ROLE]),
        record[COUNTED],
        tuple(code for mark, code in account.notes.items() if record[mark]),
        record[KIND],
        record[ADDS],
        {name: record[name] for name in (*account.fields, *account.shows)},
        spot(account.event, record[EVENT_PART], record[EVENT_ROW]) if happened else None,
        tuple(spot(account.table, *other) for other in together.get(own, ())),
    )


def _together(traced: Traced) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Return file and row of each person to those of the rows that went into it."""
    if traced.together is None:
        return {}
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    ordered = traced.together.order_by(PART, ROW)
    for one in traced.crm.engine.records(ordered):
        found.setdefault((one["into_part"], one["into_row"]), []).append((one[PART], one[ROW]))
    return found
