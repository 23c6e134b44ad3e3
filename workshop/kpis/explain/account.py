"""All rows of one table, each with its part in one number: joined from the marks of formulas."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.schema import TABLES, Kind
from workshop.crm.traces import PART, ROW, TRACE
from workshop.kpis.checks.contradictions import CONTRADICTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workshop.crm.crm import Crm
    from workshop.kpis.core.ledger import DecidingRow, Ledger

ROLE, COUNTED, ADDS, BELOW, KIND = "role", "is_counted", "adds", "below", "kind_of_row"
EVENT_PART, EVENT_ROW = "event_part", "event_row"
"""Columns of `Account.rows` beside the traces, the fields and the marks."""


class Role(StrEnum):
    """What a row is for a number."""

    NUMERATOR = "numerator"
    COUNTED = "counted"
    BELOW = "below"
    LEFT_OUT = "left_out"
    DOUBTED = "doubted"
    OUTSIDE = "outside"


USED = (Role.NUMERATOR, Role.COUNTED, Role.BELOW)
"""Parts of a row that a number would not be the same without."""


@dataclass(frozen=True)
class Account:
    """The rows of one table, as one number sees them.

    Attributes:
        table: the canonical table.
        rows: every row once, with its traces, `ROLE`, `COUNTED`, `ADDS`, `BELOW`, `KIND` (what
            the rows outside are told apart by), the marks in `notes`, and what there is to show.
        notes: column of a mark to the code it stands for; a code may have several.
        fields: columns of the table that decide.
        shows: further columns that decide.
        event: the canonical table of the rows that decided, empty without any.
        money: whether what rows add is money.
        judges: whether n or numerator are made of these rows; else they are only looked up.
    """

    table: str
    rows: ibis.Table
    notes: dict[str, str]
    fields: tuple[str, ...]
    shows: tuple[str, ...]
    event: str
    money: bool
    judges: bool


def accounts(crm: Crm, ledgers: Sequence[Ledger], columns: Iterable[str]) -> list[Account]:
    """Return one account for each table that a number's ledgers hold rows of.

    Args:
        crm: data with traces.
        ledgers: of one number.
        columns: ``deals.status`` and others that the number reads.
    """
    read = {*columns}
    tables = dict.fromkeys(one.table for one in ledgers)
    return [_account(crm, t, [one for one in ledgers if one.table == t], read) for t in tables]


def _account(crm: Crm, table: str, ledgers: Sequence[Ledger], read: set[str]) -> Account:
    whole = crm.table(table)
    told = {one.name for one in TABLES[table].fields if one.kind is not Kind.ID}
    fields = [name for name in whole.columns if name in told and f"{table}.{name}" in read]
    kind = next((one.name for one in TABLES[table].fields if one.closed), "")
    known = whole[kind] if kind in whole.columns else ibis.null("string")
    rows = whole.select(TRACE, PART, ROW, *fields, **{KIND: known})
    notes: dict[str, str] = {}
    for place, ledger in enumerate(ledgers):
        rows = rows.left_join(_marks(crm, ledger, place), [(TRACE, f"m{place}_trace")])
        rows = rows.drop(f"m{place}_trace")
        notes |= {f"m{place}_{code}": code for code in ledger.notes}
    shown = {name: f"m{n}_{name}" for n, one in enumerate(ledgers) for name in one.shows}
    event = next((one.event.table for one in ledgers if one.event), "")
    return Account(
        table,
        _judged(rows, ledgers, notes).rename(shown),
        notes,
        tuple(name for name in fields if name not in shown),
        tuple(shown),
        event,
        any(one.money for one in ledgers),
        any(one.counted or one.adds for one in ledgers),
    )


def _marks(crm: Crm, ledger: Ledger, place: int) -> ibis.Table:
    """Return the marks of one ledger, each column named by its place; nothing else."""
    rows, nothing = ledger.rows, ibis.null("float64")
    own = {
        "trace": rows[TRACE],
        "counted": rows[ledger.counted] if ledger.counted else ibis.literal(False),
        "adds": rows[ledger.adds].cast("float64") if ledger.adds else nothing,
        "below": rows[ledger.below].cast("float64") if ledger.below else nothing,
        **{name: rows[name] for name in (*ledger.notes, *ledger.shows)},
    }
    marks = rows.select(**own)
    if ledger.event:
        marks = _with_event(crm, rows.select(**own, **_pointer(ledger.event, rows)), ledger.event)
    if ledger.counted or ledger.adds:
        # Asked of several times, and each time a formula would be made a query again.
        marks = crm.engine.keep(marks)
    return marks.rename({f"m{place}_{name}": name for name in marks.columns})


def _pointer(event: DecidingRow, rows: ibis.Table) -> dict[str, Any]:
    return {"event_who": rows[event.who], "event_at": rows[event.at]}


def _with_event(crm: Crm, marks: ibis.Table, event: DecidingRow) -> ibis.Table:
    """Return the marks with file and row of what happened to whom at that moment."""
    first = event.rows.group_by("who", "happened_at").aggregate(event_trace=event.rows[TRACE].min())
    place = crm.table(event.table)
    places = place.select(found=place[TRACE], event_part=place[PART], event_row=place[ROW])
    named = first.inner_join(places, [("event_trace", "found")])
    pairs = marks.left_join(named, [("event_who", "who"), ("event_at", "happened_at")])
    return pairs.drop("event_who", "event_at", "who", "happened_at", "event_trace", "found")


def _judged(rows: ibis.Table, ledgers: Sequence[Ledger], notes: dict[str, str]) -> ibis.Table:
    places = range(len(ledgers))
    flags = {mark: rows[mark].fill_null(False) for mark in notes}
    counted = _any(rows[f"m{place}_counted"].fill_null(False) for place in places)
    adds = ibis.coalesce(*(rows[f"m{place}_adds"] for place in places))
    below = ibis.coalesce(*(rows[f"m{place}_below"] for place in places))
    aside = _any(flag for mark, flag in flags.items() if notes[mark] != CONTRADICTION)
    doubted = _any(flag for mark, flag in flags.items() if notes[mark] == CONTRADICTION)
    role = ibis.cases(
        (adds.notnull(), Role.NUMERATOR.value),
        (counted, Role.COUNTED.value),
        (below.notnull(), Role.BELOW.value),
        (aside, Role.LEFT_OUT.value),
        (doubted, Role.DOUBTED.value),
        else_=Role.OUTSIDE.value,
    )
    placed = [n for n in places if f"m{n}_event_row" in rows.columns]
    event = {
        name: ibis.coalesce(*(rows[f"m{n}_{name}"] for n in placed))
        if placed
        else ibis.null("int64")
        for name in (EVENT_PART, EVENT_ROW)
    }
    kind = (role == Role.OUTSIDE.value).ifelse(rows[KIND], ibis.null("string"))
    marks = {ROLE: role, COUNTED: counted, ADDS: adds, BELOW: below, KIND: kind}
    return rows.mutate(**flags, **event, **marks)


def _any(flags: Iterable[Any]) -> Any:
    return reduce(or_, flags, ibis.literal(False))
