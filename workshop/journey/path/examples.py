"""A handful of customers whose way tells something, chosen by rule and never by taste."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

import ibis

from workshop.journey.events.log import NEEDS
from workshop.journey.events.milestones import kept_milestones
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.kpis.core.scope import Scope

FORGOTTEN_DAYS = 60
FEWEST, MOST = 5, 18
"""Touches of a way that is worth telling and can still be told."""
TOUCHED, GIVEN, SOLD = NEEDS["touches"], NEEDS["handed"], (*NEEDS["opened"], *NEEDS["closed"])


@dataclass(frozen=True)
class Example:
    """One customer to tell about.

    Attributes:
        key: what the way is an example of.
        title: what to call it; a message.
        why: how it was chosen; a message.
        contact_id: whose way; None where the data has none of this sort.
        missing: columns without which nobody can say.
    """

    key: str
    title: str
    why: str
    contact_id: str | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sort:
    """A sort of example: what it needs, who qualifies, and who is taken first."""

    key: str
    title: str
    why: str
    needs: tuple[str, ...]
    fits: Callable[[ibis.Table, Any], Any]
    order: Callable[[ibis.Table], Any]


def _days(start: Any, end: Any) -> Any:
    return (end.epoch_seconds() - start.epoch_seconds()) / 86_400


def _told(one: ibis.Table) -> Any:
    """Return whether both sides were at it, and not too seldom nor too often to be shown."""
    return one.touches.between(FEWEST, MOST) & one.sales_at.notnull() & one.handed_at.notnull()


def _sold(one: ibis.Table, _: Any) -> Any:
    in_order = (one.opened_at >= one.handed_at) & (one.won_at >= one.opened_at)
    return _told(one) & in_order & one.rejected_at.isnull()


def _lost(one: ibis.Table, _: Any) -> Any:
    in_order = (one.opened_at >= one.accepted_at) & (one.last_lost_at >= one.opened_at)
    return _told(one) & in_order & one.won_at.isnull() & (one.deals_lost == one.deals_opened)


def _forgotten(one: ibis.Table, end: Any) -> Any:
    unanswered = one.accepted_at.isnull() & one.rejected_at.isnull() & one.opened_at.isnull()
    untouched = one.sales_at.isnull() | (one.sales_at < one.handed_at)
    long_ago = one.last_handed_at < end - ibis.interval(days=FORGOTTEN_DAYS)
    told = (one.touches >= FEWEST) & (one.own_last_at > one.last_handed_at)
    return unanswered & untouched & long_ago & told


def _second_chance(one: ibis.Table, _: Any) -> Any:
    return _told(one) & (one.won_at > one.rejected_at) & (one.accepted_at > one.rejected_at)


SORTS = (
    _Sort(
        "won_fast",
        N_("Won fast"),
        N_("Of all the contacts handed over and won, the one with the fewest days to the win."),
        (*TOUCHED, *GIVEN, *SOLD),
        _sold,
        lambda one: _days(one.created_at, one.won_at),
    ),
    _Sort(
        "won_long",
        N_("Won after a long journey"),
        N_("Of all the contacts handed over and won, the one with the most days to the win."),
        (*TOUCHED, *GIVEN, *SOLD),
        _sold,
        lambda one: -_days(one.created_at, one.won_at),
    ),
    _Sort(
        "lost",
        N_("Accepted and lost"),
        N_(
            "Of all the contacts accepted and then lost, the one both sides put the most "
            "effort into."
        ),
        (*TOUCHED, *GIVEN, *SOLD, *NEEDS["answered"]),
        _lost,
        lambda one: -one.humans,
    ),
    _Sort(
        "forgotten",
        N_("Forgotten after the hand-over"),
        N_(
            "Handed over, no answer, and nothing from sales since. Of all of these, the "
            "contact who kept in touch with us the longest."
        ),
        (*TOUCHED, *GIVEN, *NEEDS["answered"]),
        _forgotten,
        lambda one: -_days(one.last_handed_at, one.own_last_at),
    ),
    _Sort(
        "second_chance",
        N_("Rejected and won later"),
        N_("Rejected at first, won in the end: the contact with the most days in between."),
        (*TOUCHED, *GIVEN, *SOLD, *NEEDS["answered"]),
        _second_chance,
        lambda one: -_days(one.rejected_at, one.won_at),
    ),
)


def examples(scope: Scope) -> list[Example]:
    """Return an example of each sort, always all of them and in the same order.

    The same data gives the same examples; nobody is in two of them. Where there is none, the
    example has no contact and says which columns are missing, if that is why.

    Args:
        scope: the data, and what counts as what, see `Scope`.
    """
    lacking = {
        sort.key: (*scope.crm.missing(NEEDS["seen"]), *scope.crm.missing(sort.needs))
        for sort in SORTS
    }
    if all(lacking.values()):
        found: dict[str, str] = {}
    else:
        found = _chosen(scope, [sort for sort in SORTS if not lacking[sort.key]])
    return [
        Example(s.key, s.title, s.why, found.get(s.key), tuple(dict.fromkeys(lacking[s.key])))
        for s in SORTS
    ]


def _chosen(scope: Scope, possible: list[_Sort]) -> dict[str, str]:
    """Return sort to contact; a few of each are read, so that nobody is taken twice."""
    ways = sorted(
        (place, way["contact_id"], sort)
        for way in scope.engine.records(_first_of_each(scope, possible))
        for sort, place in way.items()
        if sort != "contact_id" and place is not None
    )
    found: dict[str, str] = {}
    for _, contact, sort in ways:
        if sort not in found and contact not in found.values():
            found[sort] = contact
    return found


def _first_of_each(scope: Scope, possible: list[_Sort]) -> ibis.Table:
    """Return ``contact_id`` and by sort the contact's place in its order, null where it is none."""
    everybody, end = kept_milestones(scope), ibis.timestamp(scope.end.isoformat())
    places = {
        sort.key: ibis.ifelse(
            sort.fits(everybody, end).fill_null(False),
            sort.order(everybody).cast("float64"),
            ibis.null("float64"),
        )
        for sort in possible
    }
    placed = everybody.select("contact_id", **places)
    fitting = placed.filter(reduce(or_, (placed[sort].notnull() for sort in places)))
    # One scan and no union of first ones: DuckDB 1.4.5 was seen to lose rows of such a union.
    turns = {f"{sort}_turn": _turn(fitting, sort) for sort in places}
    turned = fitting.mutate(**turns)
    few = [turned[sort].notnull() & (turned[f"{sort}_turn"] < len(SORTS)) for sort in places]
    return turned.filter(reduce(or_, few)).select("contact_id", *places)


def _turn(fitting: ibis.Table, sort: str) -> Any:
    """Return who comes how early; whoever is no example of the sort comes last."""
    order = [fitting[sort].isnull(), fitting[sort], fitting.contact_id]
    return ibis.row_number().over(order_by=order)
