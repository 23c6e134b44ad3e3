"""Fields that no table holds: what hand-offs, deals and touches say about a contact or campaign.

Each is computed from events before a moment, so that nothing later leaks in. Who has no event
counts zero, and is never lost.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.refunds import REFUND, WON, told_apart
from workshop.crm.schema import Field, Kind, Stage
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Give = Callable[[str], ibis.Table]
    """Gives a canonical table by name, for example `Crm.table`."""

RESPONSES = ("form", "webinar", "fair_talk")
"""Touches by which a contact answers a campaign by itself."""
AFTER, OUTCOME = Stage.AFTER_HANDOVER, Stage.OUTCOME


@dataclass(frozen=True)
class Derived:
    """A field computed from other tables.

    Attributes:
        field: how criteria ask for it.
        source: the events it is counted from, a key of `EVENTS`.
        needs: the columns without which it cannot be computed, ``table.column``.
        count: from an entity's events (see `EVENTS`) to the value.
        empty: what holds where there is no event; None leaves it unknown.
        dates: columns that say, where the data has them, when part of an event became known.
    """

    field: Field
    source: str
    needs: tuple[str, ...]
    count: Callable[[ibis.Table], Any]
    empty: float | bool | None = 0.0
    dates: tuple[str, ...] = ()


def _number(name: str, label: str, stage: Stage, unit: str = "") -> Field:
    return Field(name, Kind.NUMBER, label, stage, unit)


def _won(events: ibis.Table) -> Any:
    return events.status == WON


def _paid(events: ibis.Table) -> Any:
    """Return whose amount is won, or went back: the sum deducts it."""
    return events.status.isin((WON, REFUND))


DEAL_NEEDS = ("deals.contact_id", "deals.created_at")
WON_NEEDS = ("deals.contact_id", "deals.status", "deals.closed_at")
TOUCH_NEEDS = ("touchpoints.contact_id", "touchpoints.campaign_id", "touchpoints.happened_at")
DECIDED = ("handoffs.decided_at",)
ANSWERS = (("accepted", N_("Accepted")), ("rejected", N_("Rejected")))

DERIVED: dict[str, tuple[Derived, ...]] = {
    "contacts": (
        Derived(
            Field("handed_over", Kind.FLAG, N_("Was handed over"), AFTER),
            "handoffs",
            ("handoffs.contact_id", "handoffs.handed_at"),
            lambda events: events.handed_at.notnull().any(),
            empty=False,
        ),
        Derived(
            Field("answer", Kind.CHOICE, N_("Sales’ answer"), AFTER, choices=ANSWERS),
            "handoffs",
            ("handoffs.contact_id", "handoffs.handed_at", "handoffs.outcome"),
            # "accepted" comes before "rejected": one yes is enough.
            lambda events: events.outcome.min(),
            empty=None,
            dates=DECIDED,
        ),
        Derived(
            _number("deals_opened", N_("Deals opened"), AFTER),
            "deals",
            DEAL_NEEDS,
            lambda events: events.created_at.notnull().sum(),
        ),
        Derived(
            _number("deals_won", N_("Deals won"), OUTCOME),
            "deals",
            (*DEAL_NEEDS, *WON_NEEDS),
            lambda events: _won(events).fill_null(False).sum(),
        ),
        Derived(
            _number("won_value", N_("Value of deals won"), OUTCOME, N_("money")),
            "deals",
            (*DEAL_NEEDS, *WON_NEEDS, "deals.value"),
            lambda events: events.value.sum(where=_paid(events)),
        ),
    ),
    "campaigns": (
        Derived(
            _number("contacts_reached", N_("Contacts reached"), AFTER),
            "touches",
            TOUCH_NEEDS,
            lambda events: events.contact_id.nunique(),
        ),
        Derived(
            _number("responses", N_("Contacts who answered it"), AFTER),
            "touches",
            (*TOUCH_NEEDS, "touchpoints.kind"),
            lambda events: events.contact_id.nunique(where=events.answered),
        ),
        Derived(
            _number("accepted", N_("Contacts sales accepted afterwards"), OUTCOME),
            "accepted",
            (*TOUCH_NEEDS, "handoffs.contact_id", "handoffs.handed_at", "handoffs.outcome"),
            lambda events: events.contact_id.nunique(),
            dates=DECIDED,
        ),
        Derived(
            _number("deals_opened", N_("Deals opened afterwards"), OUTCOME),
            "touched_deals",
            (*TOUCH_NEEDS, *DEAL_NEEDS, *WON_NEEDS),
            lambda events: events.deal_id.nunique(),
        ),
        Derived(
            _number("deals_won", N_("Deals won afterwards"), OUTCOME),
            "touched_deals",
            (*TOUCH_NEEDS, *DEAL_NEEDS, *WON_NEEDS),
            lambda events: events.deal_id.nunique(where=_won(events)),
        ),
        Derived(
            _number("won_value", N_("Value of deals won afterwards"), OUTCOME, N_("money")),
            "touched_deals",
            (*TOUCH_NEEDS, *DEAL_NEEDS, *WON_NEEDS, "deals.value"),
            lambda events: events.value.sum(where=_paid(events)),
        ),
    ),
    "deals": (),
}
"""Entity to its computed fields."""


def with_derived(
    cases: ibis.Table, key: str, chosen: list[Derived], give: Give, end: datetime | None
) -> ibis.Table:
    """Return the cases with some computed fields beside their own, none doubled and none lost.

    Args:
        cases: one row a case.
        key: the column that names a case, in the cases and in their events.
        chosen: the fields.
        give: gives the other tables.
        end: events from this moment on are not known; None counts all there are.
    """
    for source in dict.fromkeys(one.source for one in chosen):
        fields = [one for one in chosen if one.source == source]
        events = EVENTS[source](give, end)
        counted = events.group_by(key).aggregate(
            **{one.field.name: one.count(events) for one in fields}
        )
        joined = cases.left_join(counted, key).drop(f"{key}_right")
        cases = joined.mutate(
            **{
                one.field.name: _cast(joined[one.field.name], one.field).fill_null(one.empty)
                for one in fields
                if one.empty is not None
            }
        )
    return cases


def _cast(column: Any, field: Field) -> Any:
    return column.cast("float64") if field.kind is Kind.NUMBER else column


def _handoffs(give: Give, end: datetime | None) -> ibis.Table:
    handed = _before(give("handoffs"), "handed_at", end)
    if end is None or not {"decided_at", "outcome"} <= set(handed.columns):
        return handed
    known = handed.decided_at.isnull() | (handed.decided_at < ibis.timestamp(end.isoformat()))
    return handed.mutate(outcome=known.ifelse(handed.outcome, ibis.null("string")))


def _deals(give: Give, end: datetime | None) -> ibis.Table:
    deals = _before(told_apart(give("deals")), "created_at", end)
    if end is None or not {"closed_at", "status"} <= set(deals.columns):
        return deals
    known = (deals.closed_at < ibis.timestamp(end.isoformat())).fill_null(False)
    return deals.mutate(status=known.ifelse(deals.status, "open"))


def _touches(give: Give, end: datetime | None) -> ibis.Table:
    touches = _before(give("touchpoints"), "happened_at", end)
    if "kind" not in touches.columns:
        return touches
    return touches.mutate(answered=touches.kind.isin(RESPONSES).fill_null(False))


def first_touches(give: Give, end: datetime | None) -> ibis.Table:
    """Return when each campaign first touched each contact: one row a pair."""
    touches = _before(give("touchpoints"), "happened_at", end)
    return touches.group_by("campaign_id", "contact_id").aggregate(
        touched_at=touches.happened_at.min()
    )


def _accepted(give: Give, end: datetime | None) -> ibis.Table:
    handed = _handoffs(give, end)
    accepted = handed.filter(handed.outcome == "accepted").select("contact_id", "handed_at")
    pairs = first_touches(give, end).inner_join(accepted, "contact_id")
    return pairs.filter(pairs.handed_at.date() >= pairs.touched_at.date())


def _touched_deals(give: Give, end: datetime | None) -> ibis.Table:
    pairs = first_touches(give, end).inner_join(_deals(give, end), "contact_id")
    return pairs.filter(pairs.created_at.date() >= pairs.touched_at.date())


def _before(table: ibis.Table, moment: str, end: datetime | None) -> ibis.Table:
    return table if end is None else table.filter(table[moment] < ibis.timestamp(end.isoformat()))


EVENTS: dict[str, Callable[[Give, datetime | None], ibis.Table]] = {
    "handoffs": _handoffs,
    "deals": _deals,
    "touches": _touches,
    "accepted": _accepted,
    "touched_deals": _touched_deals,
}
"""What computed fields are counted from: one row an event, with the key of what it belongs to."""
