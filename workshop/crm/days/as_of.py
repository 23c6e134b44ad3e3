"""As of a day: what the team would have seen that evening. The one place that decides it.

A row that was not there yet is dropped. A fact that came later is taken back, with everything that
hangs on its date: a deal that closed later is open, an answer that came later is none. A counter
or a flag is counted anew from dated touches where these prove to be what it counts. What no date
belongs to nobody can take back: no rule may ask for it as of an earlier day.
`workshop.crm.days.earlier` gives whole data that way, the import writes them that way.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.crm.schema import TABLES, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from workshop.crm.engine import Engine

    Give = Callable[[str], ibis.Table]
    """Gives a canonical table by name, for example `Crm.table`."""

BEGINS: dict[str, str] = {
    "contacts": "created_at",
    "touchpoints": "happened_at",
    "handoffs": "handed_at",
    "deals": "created_at",
    "costs": "month",
}
"""Table to the moment since which its rows are there; accounts and campaigns are no events."""


class Fact(NamedTuple):
    """What became known of a row later than the row itself.

    Attributes:
        date: the column that says when.
        fields: what was not known before it; of these `before` says what stood there instead.
        before: field to its value where there was any; empty without it.
    """

    date: str
    fields: tuple[str, ...]
    before: dict[str, str]


FACTS: dict[str, Fact] = {
    "contacts": Fact("converted_at", (), {}),
    "handoffs": Fact("decided_at", ("outcome", "reason"), {}),
    "deals": Fact("closed_at", ("status", "lost_reason"), {"status": "open"}),
}
COUNTED: dict[str, str] = {"webinars": "webinar", "form_sent": "form", "meeting_held": "meeting"}
"""Field of a contact to the kind of touch that it may prove to count."""
TOUCHED = ("contact_id", "happened_at", "kind")
MOVING = (Kind.NUMBER, Kind.FLAG)
"""Kinds of a contact's fields that change as it is worked with; the others say who it is."""


def end_of_day(day: date) -> datetime:
    """Return the first moment that is no longer known on the evening of a day."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time())


def rolled_back(
    name: str, give: Give, present: Collection[str], end: datetime, counts: Collection[str]
) -> ibis.Table:
    """Return a canonical table without what came from a moment on.

    Args:
        name: of the table.
        give: gives the tables as they are.
        present: the names there are.
        end: the first moment that is not known.
        counts: fields of contacts that touches prove to count, see `proven_counts`.
    """
    table, limit = give(name), ibis.timestamp(end.isoformat())
    if name in BEGINS and BEGINS[name] in table.columns:
        begins = table[BEGINS[name]]
        table = table.filter(begins.isnull() | (begins < limit))
    table = _without_later_facts(name, table, limit)
    if name == "contacts" and counts and "touchpoints" in present:
        touches = give("touchpoints")
        before = touches.filter(touches.happened_at < limit)
        table = _counted(table, before, counts)
    return table


def _without_later_facts(name: str, table: ibis.Table, limit: Any) -> ibis.Table:
    fact = FACTS.get(name)
    if fact is None or fact.date not in table.columns:
        return table
    later = (table[fact.date] >= limit).fill_null(False)
    changed: dict[str, Any] = {}
    for column in (fact.date, *fact.fields):
        if column in table.columns:
            value = table[column]
            empty = ibis.null(value.type())
            if column in fact.before:
                empty = value.notnull().ifelse(ibis.literal(fact.before[column]), empty)
            changed[column] = later.ifelse(empty, value)
    return table.mutate(**changed)


def is_later(name: str, table: ibis.Table, end: datetime) -> Any:
    """Return whether a row, or a fact of it, is not known yet at a moment; never null."""
    limit = ibis.timestamp(end.isoformat())
    fact = FACTS.get(name)
    columns = {BEGINS.get(name), fact.date if fact else None} & {*table.columns}
    later = ibis.literal(False)
    for column in sorted(one for one in columns if one):
        later = later | (table[column] >= limit).fill_null(False)
    return later


def taken_back(name: str, table: ibis.Table, end: datetime) -> Any:
    """Return whether a row is there and loses a later fact; None where the table has no facts."""
    fact = FACTS.get(name)
    if fact is None or fact.date not in table.columns:
        return None
    limit = ibis.timestamp(end.isoformat())
    there = ibis.literal(True)
    if BEGINS[name] in table.columns:
        there = (table[BEGINS[name]] < limit).fill_null(True)
    return (there & (table[fact.date] >= limit)).fill_null(False)


def proven_counts(engine: Engine, give: Give, present: Collection[str]) -> frozenset[str]:
    """Return the fields of contacts that, on all data, are what dated touches count.

    Of every contact the field says exactly as much as its dated touches of that kind; an empty
    field stands where there is no such touch. Where no contact has any, nothing is proven.
    """
    if not {"contacts", "touchpoints"} <= set(present):
        return frozenset()
    contacts, touches = give("contacts"), give("touchpoints")
    known = [name for name in COUNTED if name in contacts.columns]
    if not known or "contact_id" not in contacts.columns or not {*TOUCHED} <= {*touches.columns}:
        return frozenset()
    dated = touches.filter(touches.happened_at.notnull())
    joined = _with_tallies(contacts, dated, known)
    sums: dict[str, Any] = {}
    for name in known:
        said = joined[name].cast("float64").fill_null(0.0)
        if contacts[name].type().is_boolean():
            said = joined[name].fill_null(False).ifelse(1.0, 0.0)
        found = _as_said(contacts, name, joined[_tally(name)])
        sums |= {f"any_{name}": (said > 0).any(), f"odd_{name}": (said != found).any()}
    row = engine.record(joined.aggregate(**sums))
    return frozenset(name for name in known if row[f"any_{name}"] and not row[f"odd_{name}"])


def _tally(name: str) -> str:
    return f"{name}_by_then"


def _with_tallies(contacts: ibis.Table, touches: ibis.Table, names: Collection[str]) -> ibis.Table:
    counts = {_tally(name): (touches.kind == COUNTED[name]).sum() for name in names}
    counted = touches.group_by(touched_contact=touches.contact_id).aggregate(**counts)
    joined = contacts.left_join(counted, [("contact_id", "touched_contact")])
    filled = {column: joined[column].fill_null(0).cast("float64") for column in counts}
    return joined.drop("touched_contact").mutate(**filled)


def _as_said(contacts: ibis.Table, name: str, tally: Any) -> Any:
    """Return a tally of touches as the field would say it: a number, or 1 for yes."""
    return (tally > 0).ifelse(1.0, 0.0) if contacts[name].type().is_boolean() else tally


def _counted(contacts: ibis.Table, touches: ibis.Table, names: Collection[str]) -> ibis.Table:
    """Return the contacts with these fields counted anew from touches; what was empty stays so."""
    joined = _with_tallies(contacts, touches, sorted(names))
    anew: dict[str, Any] = {}
    for name in sorted(names):
        found = _as_said(contacts, name, joined[_tally(name)]).cast(contacts[name].type())
        anew[name] = joined[name].isnull().ifelse(ibis.null(contacts[name].type()), found)
    return joined.mutate(**anew).select(*contacts.columns)


def undated(give: Give, present: Collection[str], counts: Collection[str]) -> frozenset[str]:
    """Return the columns (``contacts.score``) that nobody can take back to an earlier day.

    Args:
        give: gives the canonical tables.
        present: the names there are.
        counts: see `proven_counts`.
    """
    columns = {name: frozenset(give(name).columns) for name in present}
    moving = {one.name for one in TABLES["contacts"].fields if one.kind in MOVING} - {*counts}
    found = {f"contacts.{name}" for name in moving & columns.get("contacts", frozenset())}
    for table, fact in FACTS.items():
        if table in columns and fact.date not in columns[table]:
            found |= {f"{table}.{name}" for name in columns[table].intersection(fact.fields)}
    return frozenset(found)
