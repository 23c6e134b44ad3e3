"""Rows in which a status says one thing and the outcome another, and ids that lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from workshop.kpis.question import LOST, OPEN, WON
from workshop.kpis.value import Caveat, counted
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import ibis

    from workshop.kpis.kpi import Kpi
    from workshop.kpis.question import Question

CONTRADICTION, JOIN_MISSES = "contradiction", "join_misses"


@dataclass(frozen=True)
class Check:
    """One way in which rows may not fit.

    Attributes:
        code: stable.
        text: a message that says it.
        needs: the columns it looks at.
        doubts: the columns that are not to be trusted where it is true; a KPI that reads one of
            them says so, unless it says so already in words of its own.
        find: from the question to rows with ``wrong``, never null.
        kind: the caveat's code.
    """

    code: str
    text: str
    needs: tuple[str, ...]
    doubts: tuple[str, ...]
    find: Callable[[Question], ibis.Table]
    kind: str = CONTRADICTION


def _handoffs(question: Question) -> ibis.Table:
    given = question.crm.table("handoffs")
    return given.filter(question.known(given.handed_at) | given.handed_at.isnull())


def _rejected_but_won(question: Question) -> ibis.Table:
    """Judge contacts by the last answer: rejected, and yet there is a deal won after it."""
    given = _handoffs(question)
    decided = given.filter(question.known(given.decided_at), given.outcome.notnull())
    last = decided.group_by(who=decided.contact_id).aggregate(
        no_at=decided.decided_at.max(where=decided.outcome == "rejected"),
        yes_at=decided.decided_at.max(where=decided.outcome == "accepted"),
    )
    rejected = last.filter(last.no_at.notnull(), last.yes_at.isnull() | (last.yes_at < last.no_at))
    deals = question.every_deal()
    won = deals.filter(deals.status == WON, question.known(deals.closed_at))
    wins = won.group_by(buyer=won.contact_id).aggregate(won_at=won.closed_at.max())
    pairs = rejected.left_join(wins, [("who", "buyer")])
    return pairs.select(wrong=(pairs.won_at > pairs.no_at).fill_null(False))


def _converted_without_deal(question: Question) -> ibis.Table:
    people = question.people()
    converted = people.filter(question.known(people.converted_at), people.contact_id.notnull())
    deals = question.every_deal()
    linked = deals.filter(deals.contact_id.notnull())
    return converted.select(wrong=~converted.contact_id.isin(linked.contact_id))


def _open_but_closed(question: Question) -> ibis.Table:
    # A close date that is yet to come is a plan.
    deals = question.every_deal()
    is_open = deals.filter(deals.status == OPEN)
    return is_open.select(wrong=question.known(is_open.closed_at))


def _closed_without_date(question: Question) -> ibis.Table:
    deals = question.every_deal()
    ended = deals.filter(deals.status.isin((WON, LOST)))
    known = ended.filter(question.known(ended.closed_at) | ended.closed_at.isnull())
    return known.select(wrong=known.closed_at.isnull())


def _won_with_lost_reason(question: Question) -> ibis.Table:
    deals = question.every_deal()
    won = deals.filter(deals.status == WON, question.known(deals.closed_at))
    return won.select(wrong=(won.lost_reason.strip() != "").fill_null(False))


def _answered_without_date(question: Question) -> ibis.Table:
    given = _handoffs(question)
    answered = given.filter(given.outcome.notnull())
    known = answered.filter(question.known(answered.decided_at) | answered.decided_at.isnull())
    return known.select(wrong=known.decided_at.isnull())


def _accepted_with_reason(question: Question) -> ibis.Table:
    given = _handoffs(question)
    yes = given.filter(given.outcome == "accepted", question.known(given.decided_at))
    return yes.select(wrong=(yes.reason.strip() != "").fill_null(False))


def _strangers(table: str, moment: str) -> Callable[[Question], ibis.Table]:
    def find(question: Question) -> ibis.Table:
        rows = question.crm.table(table)
        known = rows.filter(rows.contact_id.notnull(), question.known(rows[moment]))
        people = question.people()
        named = people.filter(people.contact_id.notnull())
        return known.select(wrong=~known.contact_id.isin(named.contact_id))

    return find


def _link(table: str, moment: str, text: str) -> Check:
    own = f"{table}.contact_id"
    needs = ("contacts.contact_id", own, f"{table}.{moment}")
    return Check(
        f"strangers_in_{table}", text, needs, (own,), _strangers(table, moment), JOIN_MISSES
    )


ANSWER = ("handoffs.handed_at", "handoffs.decided_at", "handoffs.outcome")
DEAL = ("deals.status", "deals.closed_at")
CHECKS: tuple[Check, ...] = (
    Check(
        "rejected_but_won",
        N_("Rejected by sales, and yet a deal was won afterwards"),
        ("handoffs.contact_id", *ANSWER, "deals.contact_id", *DEAL),
        ("handoffs.outcome",),
        _rejected_but_won,
    ),
    Check(
        "converted_without_deal",
        N_("Became a deal, says the contact; there is none"),
        ("contacts.contact_id", "contacts.converted_at", "deals.contact_id"),
        ("contacts.converted_at",),
        _converted_without_deal,
    ),
    Check(
        "open_but_closed",
        N_("Open, with a close date that has passed"),
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
        N_("Won, with a reason for losing"),
        (*DEAL, "deals.lost_reason"),
        ("deals.status",),
        _won_with_lost_reason,
    ),
    Check(
        "answered_without_date",
        N_("Accepted or rejected, without a date"),
        ANSWER,
        (),
        _answered_without_date,
    ),
    Check(
        "accepted_with_reason",
        N_("Accepted, with a reason for rejecting"),
        (*ANSWER, "handoffs.reason"),
        ("handoffs.outcome",),
        _accepted_with_reason,
    ),
    _link("deals", "created_at", N_("Deals of a contact that is not in the data")),
    _link("handoffs", "handed_at", N_("Hand-offs of a contact that is not in the data")),
    _link("touchpoints", "happened_at", N_("Touches of a contact that is not in the data")),
)


def tally(question: Question, checks: Iterable[Check] = CHECKS) -> list[dict[str, Any]]:
    """Return ``code``, ``n`` and ``of`` for each check that this data has the columns for.

    Each is computed once for a day and kept with the data: many KPIs ask.
    """
    crm, day = question.crm, question.as_of
    found: list[dict[str, Any]] = []
    for one in checks:
        if not crm.missing(one.needs):
            counts = crm.once(("consistency", one.code, day), partial(_counted, one, question))
            found += [{"code": one.code, **row} for row in counts.to_pyarrow().to_pylist()]
    return found


def _counted(one: Check, question: Question) -> ibis.Table:
    rows = one.find(question)
    return rows.aggregate(n=rows.wrong.sum().fill_null(0), of=rows.count())


def doubts(one: Kpi, question: Question) -> list[Caveat | None]:
    """Return the caveats about rows behind a KPI that contradict each other or belong to nobody."""
    crm = question.crm
    read = {column for needs in one.needs if not crm.missing(needs) for column in needs}
    touching = [check for check in CHECKS if read.intersection(check.doubts)]
    found = {row["code"]: row["n"] for row in tally(question, touching)}

    def total(kind: str) -> int:
        return sum(found.get(check.code, 0) for check in touching if check.kind == kind)

    return [counted(total(kind), kind) for kind in (CONTRADICTION, JOIN_MISSES)]
