"""One contact's way through both teams: where it stopped, how long it waited, who had the ball."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

import ibis

from workshop.crm.engine import memory_table
from workshop.crm.refunds import WON
from workshop.crm.single import single
from workshop.errors import WorkshopError
from workshop.journey.events import log as events
from workshop.journey.path.ball import ASKED, RANK, TAKEN, Holder, Turn, holder_at, mostly, turns
from workshop.journey.path.stops import Stop, thinned
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.scope import LOST, Scope
from workshop.kpis.core.timing import calendar_caveat, timed
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime


TODAY = "today"
DAY_SECONDS = 86_400
MOST_STOPS = 16
"""More do not fit on a screen."""
Fate = Literal["won", "lost", "open", "none"]


@dataclass(frozen=True)
class Wait:
    """A silence that a stop ends: no person and no step in between.

    What the customer does and what machines send does not end it.

    Attributes:
        days: from day to day, as the customer counts them; 0 or more.
        hours: business hours, as the teams count them; 0 or more.
        ball: who had the ball for most of it.
    """

    days: int
    hours: float
    ball: Holder


@dataclass(frozen=True)
class Path:
    """A contact's way.

    Attributes:
        contact_id: whose.
        as_of: nothing after this day is on it.
        stops: in order of time, at most about `MOST_STOPS`.
        waits: as many as stops, each the silence that this stop ended; None where it ended none.
        turns: who had the ball when.
        touches: how many touches there are, thinned or not.
        answer_hours: business hours from the first hand-over to the first touch by a person of
            sales since; None where either never happened.
        fate: ``won``, ``lost``, ``open`` (a deal is), ``none`` (no deal).
        missing: columns the data lacks, so that something may be absent from the line.
        caveats: reservations.
    """

    contact_id: str
    as_of: date
    stops: tuple[Stop, ...]
    waits: tuple[Wait | None, ...]
    turns: tuple[Turn, ...]
    touches: int
    answer_hours: float | None
    fate: Fate
    missing: tuple[str, ...] = ()
    caveats: tuple[Caveat, ...] = ()

    @property
    def ball_days(self) -> dict[Holder, float]:
        """Calendar days each had the ball."""
        found: dict[Holder, float] = {}
        for turn in self.turns:
            days = (turn.until - turn.since).total_seconds() / DAY_SECONDS
            found[turn.holder] = found.get(turn.holder, 0.0) + days
        return {holder: days for holder, days in found.items() if days}

    @property
    def days(self) -> float:
        """Calendar days from the first stop to the last."""
        return (self.stops[-1].last - self.stops[0].at).total_seconds() / DAY_SECONDS


def path_of(scope: Scope, contact_id: str) -> Path:
    """Return the way of one contact.

    Args:
        scope: the data, and what counts as what, see `Scope`.
        contact_id: whose.

    Raises:
        WorkshopError: if the data knows nothing of such a contact by then.
    """
    rows = _rows(scope, contact_id)
    stops = [_stop(row, row.at) for row in rows if row.at is not None and not row.broken]
    if not stops:
        raise WorkshopError(
            N_("The data knows nothing about this contact."),
            found="{contact}",
            hint=N_("Choose another contact or a later day."),
            contact=contact_id,
        )
    fate = _fate(stops)
    end = scope.end - timedelta(microseconds=1)
    steps = _steps(stops)
    found = turns(steps, end)
    over = fate in ("won", "lost") and holder_at(end, found) == "nobody"
    whole = stops if over else [*stops, Stop(TODAY, end, end)]
    found = turns(steps, stops[-1].at) if over else found
    shown = thinned(whole, MOST_STOPS)
    answer_at = _answered(stops)
    gaps = _gaps(shown)
    pairs = [gap for gap in (*gaps, answer_at) if gap]
    hours = iter(_hours(scope, contact_id, pairs))
    caveats = (
        counted(sum(row.at is None for row in rows), "undated"),
        counted(sum(row.broken for row in rows), "ends_too_early"),
        Caveat("turn_is_assumed"),
        calendar_caveat(scope) if pairs else None,
    )
    waits = [gap and _wait(gap, next(hours), found) for gap in gaps]
    return Path(
        contact_id,
        scope.as_of,
        tuple(shown),
        tuple(waits),
        tuple(found),
        sum(stop.what == events.TOUCH for stop in stops),
        next(hours, None),
        fate,
        events.lacking(scope),
        tuple(c for c in caveats if c),
    )


class _Event(NamedTuple):
    """A row of the log, with the title of its campaign."""

    contact_id: str
    at: datetime | None
    what: str
    side: str | None
    kind: str | None
    human: bool
    campaign_id: str | None
    detail: str | None
    value: float | None
    broken: bool
    campaign: str | None


def _rows(scope: Scope, contact_id: str) -> list[_Event]:
    happened = events.log(scope)
    own = happened.filter(happened.contact_id == contact_id)
    if not scope.crm.missing(("campaigns.campaign_id", "campaigns.title")):
        campaigns = single(scope.crm.table("campaigns"), "campaign_id")
        titles = campaigns.select(named="campaign_id", campaign="title")
        own = own.left_join(titles, [("campaign_id", "named")]).drop("named")
    else:
        own = own.mutate(campaign=ibis.null("string"))
    order = {**RANK, events.TOUCH: RANK[TAKEN]}
    return sorted(
        scope.engine.rows(own, _Event),
        key=lambda row: (
            row.at is None,
            row.at or scope.end,
            order[row.what],
            *(str(told) for told in (row.side, row.kind, row.campaign_id, row.detail, row.value)),
        ),
    )


def _stop(row: _Event, at: datetime) -> Stop:
    return Stop(
        row.what,
        at,
        at,
        row.side,
        kinds=(row.kind,) if row.kind else (),
        human=row.human,
        campaign=row.campaign,
        detail=row.detail,
        value=row.value,
    )


def _steps(stops: Sequence[Stop]) -> list[tuple[datetime, str]]:
    steps = [(stop.at, stop.what) for stop in stops if stop.what in RANK]
    by_sales = [stop.at for stop in stops if stop.human and stop.side == "sales"]
    handed = min((s.at for s in stops if s.what == events.HANDED), default=None)
    if by_sales and (handed is None or by_sales[0] < handed):
        steps.append((by_sales[0], TAKEN))
    return steps + [(at, ASKED) for at in by_sales]


def _fate(stops: Sequence[Stop]) -> Fate:
    """Return how it stands: one deal won is won, one still open is open."""
    happened = [stop.what for stop in stops]
    if WON in happened:
        return "won"
    if happened.count(events.OPENED) > happened.count(LOST):
        return "open"
    return "lost" if LOST in happened else "none"


def _answered(stops: Sequence[Stop]) -> tuple[datetime, datetime] | None:
    handed = next((s.at for s in stops if s.what == events.HANDED), None)
    if handed is None:
        return None
    touches = (s.at for s in stops if s.human and s.side == "sales" and s.at >= handed)
    first = min(touches, default=None)
    return None if first is None else (handed, first)


def _gaps(stops: Sequence[Stop]) -> list[tuple[datetime, datetime] | None]:
    """Return the silence before each stop, None before the first and where it goes on."""
    found: list[tuple[datetime, datetime] | None] = []
    latest: datetime | None = None
    for stop in stops:
        ours = stop.what != events.TOUCH or stop.human
        found.append((min(latest, stop.at), stop.at) if ours and latest else None)
        if ours:
            latest = max(latest or stop.last, stop.last)
    return found


def _hours(
    scope: Scope, contact_id: str, pairs: Sequence[tuple[datetime, datetime]]
) -> list[float]:
    if not pairs:
        return []
    began, ended = zip(*pairs, strict=True)
    whose = [contact_id] * len(pairs)
    columns = {"n": range(len(pairs)), "contact_id": whose, "began": began, "ended": ended}
    schema = {"n": "int64", "contact_id": "string", "began": "timestamp", "ended": "timestamp"}
    waits = memory_table(columns, schema)
    days = (min(began).date(), max(ended).date())
    waited = timed(scope, waits, "began", "ended", within=days)
    return [max(0.0, hours) for hours in scope.engine.column(waited.order_by("n").hours)]


def _wait(pair: tuple[datetime, datetime], hours: float, found: Sequence[Turn]) -> Wait:
    days = (pair[1].date() - pair[0].date()).days
    return Wait(days, hours, mostly(pair[0], pair[1], found))
