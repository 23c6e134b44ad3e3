"""Rows in which a status says one thing and the outcome another, and ids that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.crm.refunds import REFUND, WON
from workshop.crm.traces import traces
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.ledger import Ledger
from workshop.kpis.core.scope import LOST, OPEN, with_moments
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.scope import Scope

CONTRADICTION, JOIN_MISSES = "contradiction", "join_misses"
NO_STATUS, REFUNDS = "no_status", "refunds"
KINDS = (CONTRADICTION, JOIN_MISSES, NO_STATUS, REFUNDS)


@dataclass(frozen=True)
class Check:
    """One way in which rows may not fit.

    Attributes:
        code: stable.
        text: a message that says it.
        needs: the columns it looks at.
        doubts: the columns that are not to be trusted where it is true; a KPI that reads one of
            them says so, unless it says so already in words of its own.
        find: from the question to rows of `table` with ``wrong``, never null.
        kind: the caveat's code.
        table: the canonical table that holds the rows.
    """

    code: str
    text: str
    needs: tuple[str, ...]
    doubts: tuple[str, ...]
    find: Callable[[Scope], ibis.Table]
    kind: str = CONTRADICTION
    table: str = "deals"


def _handoffs(scope: Scope) -> ibis.Table:
    given = scope.crm.table("handoffs")
    return given.filter(scope.known(given.handed_at) | given.handed_at.isnull())


def _rejected_but_won(scope: Scope) -> ibis.Table:
    """Judge contacts by the last answer: rejected, and yet there is a deal won after it."""
    given = _handoffs(scope)
    decided = given.filter(scope.known(given.decided_at), given.outcome.notnull())
    last = decided.group_by(who=decided.contact_id).aggregate(
        no_at=decided.decided_at.max(where=decided.outcome == "rejected"),
        yes_at=decided.decided_at.max(where=decided.outcome == "accepted"),
        **_of_last(decided),
    )
    rejected = last.filter(last.no_at.notnull(), last.yes_at.isnull() | (last.yes_at < last.no_at))
    deals = scope.every_deal()
    won = deals.filter(deals.status == WON, scope.known(deals.closed_at))
    wins = won.group_by(buyer=won.contact_id).aggregate(won_at=won.closed_at.max())
    pairs = rejected.left_join(wins, [("who", "buyer")])
    return pairs.mutate(wrong=(pairs.won_at > pairs.no_at).fill_null(False))


def _of_last(decided: ibis.Table) -> dict[str, Any]:
    """Return the trace of the hand-off that was rejected last, where rows have traces."""
    rejected = (decided.outcome == "rejected").fill_null(False)
    return {
        name: trace.argmax(decided.decided_at, where=rejected)
        for name, trace in traces(decided).items()
    }


def _converted_without_deal(scope: Scope) -> ibis.Table:
    people = scope.people()
    converted = people.filter(scope.known(people.converted_at), people.contact_id.notnull())
    deals = scope.every_deal()
    linked = deals.filter(deals.contact_id.notnull())
    return converted.mutate(wrong=~converted.contact_id.isin(linked.contact_id))


def _open_but_closed(scope: Scope) -> ibis.Table:
    # A close date that is yet to come is a plan; what closed later was open that evening.
    deals = scope.every_deal()
    past = scope.known(deals.closed_at)
    later = deals.status.isin((WON, LOST)) & deals.closed_at.notnull() & ~past
    is_open = deals.filter((deals.status == OPEN) | later)
    return is_open.mutate(wrong=scope.known(is_open.closed_at))


def _closed_without_date(scope: Scope) -> ibis.Table:
    deals = scope.every_deal()
    ended = deals.filter(deals.status.isin((WON, LOST)))
    known = ended.filter(scope.known(ended.closed_at) | ended.closed_at.isnull())
    return known.mutate(wrong=known.closed_at.isnull())


def _won_with_lost_reason(scope: Scope) -> ibis.Table:
    deals = scope.every_deal()
    won = deals.filter(deals.status == WON, scope.known(deals.closed_at))
    return won.mutate(wrong=(won.lost_reason.strip() != "").fill_null(False))


def _without_status(scope: Scope) -> ibis.Table:
    deals = scope.every_deal()
    return deals.mutate(wrong=deals.status.isnull())


def _refunded(scope: Scope) -> ibis.Table:
    deals = with_moments(scope.every_deal())
    ended = deals.closed_at.isnull() | scope.known(deals.closed_at)
    paid = deals.filter(deals.status.isin((WON, REFUND)), ended)
    return paid.mutate(wrong=paid.status == REFUND)


def _answered_without_date(scope: Scope) -> ibis.Table:
    given = _handoffs(scope)
    answered = given.filter(given.outcome.notnull())
    known = answered.filter(scope.known(answered.decided_at) | answered.decided_at.isnull())
    return known.mutate(wrong=known.decided_at.isnull())


def _accepted_with_reason(scope: Scope) -> ibis.Table:
    given = _handoffs(scope)
    yes = given.filter(given.outcome == "accepted", scope.known(given.decided_at))
    return yes.mutate(wrong=(yes.reason.strip() != "").fill_null(False))


def _strangers(table: str, moment: str) -> Callable[[Scope], ibis.Table]:
    def find(scope: Scope) -> ibis.Table:
        rows = scope.crm.table(table)
        known = rows.filter(rows.contact_id.notnull(), scope.known(rows[moment]))
        people = scope.people()
        named = people.filter(people.contact_id.notnull())
        return known.mutate(wrong=~known.contact_id.isin(named.contact_id))

    return find


def _link(table: str, moment: str, text: str) -> Check:
    own = f"{table}.contact_id"
    needs = ("contacts.contact_id", own, f"{table}.{moment}")
    find = _strangers(table, moment)
    return Check(f"strangers_in_{table}", text, needs, (own,), find, JOIN_MISSES, table)


ANSWER = ("handoffs.handed_at", "handoffs.decided_at", "handoffs.outcome")
DEAL = ("deals.status", "deals.closed_at")
CHECKS: tuple[Check, ...] = (
    Check(
        "rejected_but_won",
        N_("Rejected by sales, yet a deal was won afterwards"),
        ("handoffs.contact_id", *ANSWER, "deals.contact_id", *DEAL),
        ("handoffs.outcome",),
        _rejected_but_won,
        table="handoffs",
    ),
    Check(
        "converted_without_deal",
        N_("The contact says “became a deal”; there isn’t one"),
        ("contacts.contact_id", "contacts.converted_at", "deals.contact_id"),
        ("contacts.converted_at",),
        _converted_without_deal,
        table="contacts",
    ),
    Check(
        "open_but_closed",
        N_("Open, although the close date has passed"),
        DEAL,
        ("deals.status",),
        _open_but_closed,
    ),
    Check(
        "closed_without_date",
        N_("Won or lost, without a close date"),
        DEAL,
        (),
        _closed_without_date,
    ),
    Check(
        "won_with_lost_reason",
        N_("Won, with a reason for loss"),
        (*DEAL, "deals.lost_reason"),
        ("deals.status",),
        _won_with_lost_reason,
    ),
    Check(
        "without_status",
        N_("Deals without a status; they’re not in any KPI"),
        ("deals.status",),
        ("deals.status",),
        _without_status,
        NO_STATUS,
    ),
    Check(
        "refunds",
        N_("Won, with a negative amount: a refund, not a win"),
        ("deals.status", "deals.value"),
        ("deals.status",),
        _refunded,
        REFUNDS,
    ),
    Check(
        "answered_without_date",
        N_("Accepted or rejected, without a date"),
        ANSWER,
        (),
        _answered_without_date,
        table="handoffs",
    ),
    Check(
        "accepted_with_reason",
        N_("Accepted, with a reason for rejection"),
        (*ANSWER, "handoffs.reason"),
        ("handoffs.outcome",),
        _accepted_with_reason,
        table="handoffs",
    ),
    _link("deals", "created_at", N_("Deals of a contact who isn’t in the data")),
    _link("handoffs", "handed_at", N_("Hand-overs of a contact who isn’t in the data")),
    _link("touchpoints", "happened_at", N_("Touchpoints of a contact who isn’t in the data")),
)


class Wrong(NamedTuple):
    """How many rows do not fit, and of how many that were looked at."""

    n: int
    of: int


def tally(scope: Scope, checks: Iterable[Check] = CHECKS) -> dict[str, Wrong]:
    """Return code to counts for each check that this data has the columns for.

    Each is computed once for a day and kept with the data: many KPIs ask.
    """
    crm, day = scope.crm, scope.as_of
    found: dict[str, Wrong] = {}
    for one in checks:
        # Ids that lead nowhere are what the one kind looks for and what spoils the other.
        lacking = crm.absent if one.kind == JOIN_MISSES else crm.missing
        if not lacking(one.needs):
            counts = crm.once(("consistency", one.code, day), partial(_counted, one, scope))
            found[one.code] = scope.engine.row(counts, Wrong)
    return found


def _counted(one: Check, scope: Scope) -> ibis.Table:
    rows = one.find(scope)
    return rows.aggregate(n=rows.wrong.sum().fill_null(0), of=rows.count())


def doubts(one: Kpi, scope: Scope) -> list[Caveat | None]:
    """Return the caveats about rows behind a KPI that contradict each other or belong to nobody."""
    touching = _touching(one, scope)
    found = tally(scope, touching)

    def total(kind: str) -> int:
        mine = (check.code for check in touching if check.kind == kind)
        return sum(found[code].n for code in mine if code in found)

    return [counted(total(kind), kind) for kind in KINDS]


def _touching(one: Kpi, scope: Scope) -> list[Check]:
    read = one.columns(scope)
    return [check for check in CHECKS if read.intersection(check.doubts)]


def doubt_ledgers(one: Kpi, scope: Scope) -> Ledgers:
    """Return the rows that `doubts` counts, those of each check by themselves.

    The data have traces; nothing else of these rows is there.
    """
    touching = _touching(one, scope)
    asked = tally(scope, touching)
    return tuple(
        Ledger(check.table, _wrong(check, scope), notes=(check.kind,))
        for check in touching
        if check.code in asked and asked[check.code].n
    )


def _wrong(check: Check, scope: Scope) -> ibis.Table:
    """Return the traces of the rows that do not fit; kept, for many KPIs ask."""

    def find() -> ibis.Table:
        rows = check.find(scope)
        wrong = rows.filter(rows.wrong)
        return wrong.select(**traces(wrong))

    kept = scope.crm.once(("wrong", check.code, scope.as_of), find)
    return kept.mutate(**{check.kind: ibis.literal(True)})
