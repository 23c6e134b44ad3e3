"""Everything that happened with contacts, one row an event, whatever table it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.engine import memory_table
from workshop.crm.refunds import WON, told_apart
from workshop.crm.single import single
from workshop.kpis.core.scope import LOST

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.kpis.core.scope import Scope

SEEN, TOUCH, HANDED, ACCEPTED, REJECTED, OPENED = (
    "seen", "touch", "handed", "accepted", "rejected", "opened",
)  # fmt: skip
COLUMNS: dict[str, str] = {
    "contact_id": "string",
    "at": "timestamp",
    "what": "string",
    "side": "string",
    "kind": "string",
    "human": "boolean",
    "campaign_id": "string",
    "detail": "string",
    "value": "float64",
    "broken": "boolean",
}
OWN_ACTS = ("form", "newsletter", "webinar", "fair_talk")
"""Touches in which the customer comes to us."""
"""Touches that are no sign of life, neither of the customer nor of us."""
NEEDS: dict[str, tuple[str, ...]] = {
    "seen": ("contacts.contact_id", "contacts.created_at"),
    "touches": ("touchpoints.contact_id", "touchpoints.happened_at"),
    "handed": ("handoffs.contact_id", "handoffs.handed_at"),
    "answered": ("handoffs.contact_id", "handoffs.decided_at", "handoffs.outcome"),
    "opened": ("deals.contact_id", "deals.created_at"),
    "closed": ("deals.contact_id", "deals.closed_at", "deals.status"),
}
"""What each sort of event is read from."""


def lacking(scope: Scope) -> tuple[str, ...]:
    """Return the columns without which some sort of event is not to be seen."""
    return tuple(dict.fromkeys(c for needs in NEEDS.values() for c in scope.crm.missing(needs)))


def log(scope: Scope) -> ibis.Table:
    """Return the events known by the as-of date, and those without a date; none of nobody.

    What the export has no columns for is left out, see `lacking`.

    Returns:
        `COLUMNS`: whose (``contact_id``), when (``at``, null where nobody wrote it down),
        ``what`` (``seen``, ``touch``, ``handed``, ``accepted``, ``rejected``, ``opened``,
        ``won``, ``lost``); of a touch its ``side``, ``kind``, ``human`` (never null) and
        ``campaign_id``; in ``detail`` the reason of a rejection or loss, in ``value`` the money of
        a deal; ``broken`` marks a close before its opening.
    """
    crm = scope.crm
    parts = [make(scope) for name, make in PARTS.items() if not crm.missing(NEEDS[name])]
    if not parts:
        return memory_table({name: [] for name in COLUMNS}, COLUMNS)
    events = parts[0] if len(parts) == 1 else ibis.union(*parts)
    past = scope.known(events.at) | events.at.isnull()
    return events.filter(past, events.contact_id.notnull())


def column(table: ibis.Table, name: str, type_: str = "string") -> Any:
    """Return a column, null everywhere where the export does not have it."""
    return table[name] if name in table.columns else ibis.null(type_)


def _events(table: ibis.Table, at: Any, what: Any, **more: Any) -> ibis.Table:
    never = ibis.literal(False)
    told = {"contact_id": table.contact_id, "at": at, "what": what, "human": never}
    told = told | {"broken": never} | more
    filled = {name: told.get(name, ibis.null(type_)) for name, type_ in COLUMNS.items()}
    return table.select(**{name: filled[name].cast(COLUMNS[name]) for name in COLUMNS})


def _seen(scope: Scope) -> ibis.Table:
    contacts = scope.crm.table("contacts")
    people = single(contacts, "contact_id")
    return _events(people, people.created_at, ibis.literal(SEEN))


def _touches(scope: Scope) -> ibis.Table:
    touches = scope.crm.table("touchpoints")
    return _events(
        touches,
        touches.happened_at,
        ibis.literal(TOUCH),
        side=column(touches, "side"),
        kind=column(touches, "kind"),
        human=column(touches, "human", "boolean").fill_null(False),
        campaign_id=column(touches, "campaign_id"),
    )


def _handed(scope: Scope) -> ibis.Table:
    given = scope.crm.table("handoffs")
    return _events(given, given.handed_at, ibis.literal(HANDED))


def _answers(scope: Scope) -> ibis.Table:
    given = scope.crm.table("handoffs")
    answered = given.filter(given.outcome.isin((ACCEPTED, REJECTED)))
    reason = ibis.ifelse(answered.outcome == REJECTED, column(answered, "reason"), None)
    return _events(answered, answered.decided_at, answered.outcome, detail=reason)


def _opened(scope: Scope) -> ibis.Table:
    deals = scope.crm.table("deals")
    return _events(deals, deals.created_at, ibis.literal(OPENED), detail=column(deals, "product"))


def _closed(scope: Scope) -> ibis.Table:
    deals = told_apart(scope.crm.table("deals"))
    closed = deals.filter(deals.status.isin((WON, LOST)))
    reason = ibis.ifelse(closed.status == LOST, column(closed, "lost_reason"), None)
    opened = column(closed, "created_at", "timestamp")
    broken = (closed.closed_at.date() < opened.date()).fill_null(False)
    value = column(closed, "value", "float64")
    return _events(
        closed, closed.closed_at, closed.status, detail=reason, value=value, broken=broken
    )


PARTS: dict[str, Callable[[Scope], ibis.Table]] = {
    "seen": _seen,
    "touches": _touches,
    "handed": _handed,
    "answered": _answers,
    "opened": _opened,
    "closed": _closed,
}
