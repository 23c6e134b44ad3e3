"""One contact's way through both teams: where it stopped, how long it waited, who had the ball."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal

import ibis

from workshop.crm.single import single
from workshop.errors import WorkshopError
from workshop.journey import log as events
from workshop.journey.ball import ASKED, RANK, TAKEN, Holder, Turn, holder_at, mostly, turns
from workshop.journey.thin import thinned
from workshop.kpis.business_hours import with_business_hours
from workshop.kpis.catalogue import pose
from workshop.kpis.question import LOST, WON
from workshop.kpis.value import Caveat, counted
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from workshop.crm.store import Crm
    from workshop.kpis.business_hours import Calendar
    from workshop.kpis.question import Question

TODAY = "today"
DAY_SECONDS = 86_400
MOST_STOPS = 16
"""More do not fit on a screen."""
Fate = Literal["won", "lost", "open", "none"]


@dataclass(frozen=True)
class Stop:
    """One place on the line.

    Attributes:
        what: as `log` has it, or ``today`` for the as-of date where nothing ended.
        at: when; the first time, where there are several.
        last: the last time.
        side: whose touch it is, of a touch only; as the data has it.
        kinds: of a touch; several where such stand together.
        human: whether a person was in touch.
        times: how many touches stand together here.
        campaign: title of the campaign it belongs to, if it is one.
        detail: reason of a rejection or loss, product of a deal; as the data has it.
        value: money of a deal that was won or lost.
    """

    what: str
    at: datetime
    last: datetime
    side: str | None = None
    kinds: tuple[str, ...] = ()
    human: bool = False
    times: int = 1
    campaign: str | None = None
    detail: str | None = None
    value: float | None = None

    @property
    def own_act(self) -> bool:
        """Whether it is something the customer did."""
        return bool(self.kinds) and set(self.kinds) <= set(events.OWN_ACTS)


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


def path_of(crm: Crm, contact_id: str, as_of: date | None = None) -> Path:
    """Return the way of one contact.

    Args:
        crm: the data.
        contact_id: whose.
        as_of: nothing after this day counts; the data's own last day at the latest.

    Raises:
        WorkshopError: if the data knows nothing of such a contact by then.
    """
    question = pose(crm, as_of=as_of)
    rows = _rows(question, contact_id)
    dated = [row for row in rows if row["at"] is not None and not row["broken"]]
    if not dated:
        raise WorkshopError(
            N_("The data knows nothing of this contact."),
            found="{contact}",
            hint=N_("Choose another contact, or a later day."),
            contact=contact_id,
        )
    caveats = (
        counted(sum(row["at"] is None for row in rows), "undated"),
        counted(sum(row["broken"] for row in rows), "ends_too_early"),
        Caveat("turn_is_assumed"),
    )
    stops = [_stop(row) for row in dated]
    fate = _fate(stops)
    end = question.end - timedelta(microseconds=1)
    steps = _steps(stops)
    found = turns(steps, end)
    over = fate in ("won", "lost") and holder_at(end, found) == "nobody"
    whole = stops if over else [*stops, Stop(TODAY, end, end)]
    found = turns(steps, stops[-1].at) if over else found
    shown = thinned(whole, MOST_STOPS)
    answer_at = _answered(stops)
    gaps = _gaps(shown)
    pairs = [gap for gap in (*gaps, answer_at) if gap]
    hours = iter(_hours(pairs, question.calendar))
    waits = [gap and _wait(gap, next(hours), found) for gap in gaps]
    return Path(
        contact_id,
        question.as_of,
        tuple(shown),
        tuple(waits),
        tuple(found),
        sum(stop.what == events.TOUCH for stop in stops),
        next(hours, None),
        fate,
        events.lacking(question),
        tuple(c for c in caveats if c),
    )


def _rows(question: Question, contact_id: str) -> list[dict[str, Any]]:
    happened = events.log(question)
    own = happened.filter(happened.contact_id == contact_id)
    if not question.crm.missing(("campaigns.campaign_id", "campaigns.title")):
        campaigns = single(question.crm.table("campaigns"), "campaign_id")
        titles = campaigns.select(named="campaign_id", campaign="title")
        own = own.left_join(titles, [("campaign_id", "named")]).drop("named")
    else:
        own = own.mutate(campaign=ibis.null("string"))
    found: list[dict[str, Any]] = own.to_pyarrow().to_pylist()
    order = {**RANK, events.TOUCH: RANK[TAKEN]}
    return sorted(
        found,
        key=lambda row: (
            row["at"] is None,
            row["at"] or question.end,
            order[row["what"]],
            *(str(row[name]) for name in ("side", "kind", "campaign_id", "detail", "value")),
        ),
    )


def _stop(row: dict[str, Any]) -> Stop:
    kinds = (row["kind"],) if row["kind"] else ()
    told = {name: row[name] for name in ("side", "human", "campaign", "detail", "value")}
    return Stop(row["what"], row["at"], row["at"], kinds=kinds, **told)


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


def _hours(pairs: Sequence[tuple[datetime, datetime]], calendar: Calendar) -> list[float]:
    if not pairs:
        return []
    rows = [{"n": n, "began": a, "ended": b} for n, (a, b) in enumerate(pairs)]
    schema = {"n": "int64", "began": "timestamp", "ended": "timestamp"}
    timed = with_business_hours(ibis.memtable(rows, schema=schema), "began", "ended", calendar)
    found = timed.order_by("n").hours.to_pyarrow().to_pylist()
    return [max(0.0, hours) for hours in found]


def _wait(pair: tuple[datetime, datetime], hours: float, found: Sequence[Turn]) -> Wait:
    days = (pair[1].date() - pair[0].date()).days
    return Wait(days, hours, mostly(pair[0], pair[1], found))


def shortened(path: Path, stops: int) -> Path:
    """Return the path up to its first so many stops, for telling it one at a time."""
    return replace(path, stops=path.stops[:stops], waits=path.waits[:stops])
