"""Paths to a closed deal: which channels touched its contact before, in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ibis

from workshop.crm.refunds import WON as IS_WON
from workshop.crm.single import single
from workshop.kpis.core.scope import LOST
from workshop.kpis.formulas.markov import NOTHING, START, WON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.engine import Engine
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.formulas.markov import Moves

NEEDS = (
    "deals.deal_id",
    "deals.contact_id",
    "deals.status",
    "deals.closed_at",
    "touchpoints.contact_id",
    "touchpoints.happened_at",
    "touchpoints.kind",
)
ANCHORS = {"won": "closed_at", "opened": "created_at"}
"""Before which moment of a deal a path ends, and the column that holds it."""
MACHINE = "auto_mail"
"""A confirmation answers what brought the contact; it brings nobody itself."""
UNKNOWN = ""
"""The channel of touches whose kind nobody wrote down."""
CAMPAIGN = ("touchpoints.campaign_id", "campaigns.campaign_id", "campaigns.kind")


def closed(scope: Scope) -> ibis.Table:
    """Return the deals that were won or lost by the as-of date, with a date and a contact."""
    deals = scope.closed_deals(IS_WON, LOST)
    return deals.filter(
        deals.closed_at.notnull(), deals.contact_id.notnull(), deals.deal_id.notnull()
    )


def steps(scope: Scope, before: str) -> ibis.Table:
    """Return the touches on every path, each with its channel, its place and its weights.

    A path holds the touches of the deal's contact in the look-back days before the deal was won
    or lost (`before` is ``won``) or opened (``opened``). Touches of the same minute are ordered
    by their channel. A day without a time counts as a whole.

    Returns:
        ``deal_id``, ``won``, ``channel``, ``place`` (from 0), ``touches`` (of the path) and
        ``previous`` (the channel before, null at the first).
    """
    deals = closed(scope)
    ends = deals.select(
        "deal_id",
        won=deals.status == IS_WON,
        person=deals.contact_id,
        ends_at=deals[ANCHORS[before]],
    )
    pairs = ends.inner_join(_touches(scope), [("person", "contact_id")])
    lookback = ibis.interval(days=scope.assumptions.lookback_days)
    inside = pairs.filter(
        by_then(pairs.happened_at, pairs.ends_at),
        pairs.happened_at >= pairs.ends_at.truncate("D") - lookback,
    )
    path = ibis.window(group_by=inside.deal_id, order_by=[inside.happened_at, inside.channel])
    return inside.select(
        "deal_id",
        "won",
        "channel",
        place=ibis.row_number().over(path),
        touches=inside.count().over(group_by=inside.deal_id),
        previous=inside.channel.lag().over(path),
    )


def by_then(moment: Any, then: Any) -> Any:
    """Return whether something had happened by then; a day without a time counts as a whole."""
    day = then.truncate("D")
    return (moment <= then) | ((then == day) & (moment.truncate("D") == day))


def _touches(scope: Scope) -> ibis.Table:
    touches = scope.crm.table("touchpoints")
    touches = touches.filter(
        scope.known(touches.happened_at), (touches.kind != MACHINE).fill_null(True)
    )
    channel = touches.kind
    if not scope.crm.missing(CAMPAIGN):
        campaigns = scope.crm.table("campaigns")
        named = single(campaigns, "campaign_id")
        kinds = named.select(campaign=named.campaign_id, campaign_kind=named.kind)
        touches = touches.left_join(kinds, [("campaign_id", "campaign")])
        channel = ibis.coalesce(_filled(touches.campaign_kind), _filled(touches.kind))
    return touches.select("contact_id", "happened_at", channel=_filled(channel).fill_null(UNKNOWN))


def _filled(text: Any) -> Any:
    return text.strip().nullif("")


def weights(table: ibis.Table) -> dict[str, Any]:
    """Return what each rule of thumb gives a step of a path; a path's weights add up to 1."""
    first, last, n = table.place == 0, table.place == table.touches - 1, table.touches
    return {
        "first": first.ifelse(1.0, 0.0),
        "last": last.ifelse(1.0, 0.0),
        "linear": 1.0 / n,
        "position": ibis.cases(
            (n == 1, 1.0),
            (n == 2, 0.5),  # noqa: PLR2004 - a path of two has no middle
            (first | last, 0.4),
            else_=0.2 / (n - 2).nullif(0),
        ),
    }


def tally(engine: Engine, table: ibis.Table) -> list[Step]:
    """Return the steps of all paths, counted and weighed in one query; see `Step`."""
    given = weights(table)
    marked = table.mutate(
        is_first=table.place == 0, is_last=table.place == table.touches - 1, **given
    )
    sums = {name: marked[name].sum() for name in given}
    alike = marked.group_by("previous", "channel", "won", "is_first", "is_last")
    query = alike.aggregate(times=marked.count(), **sums)
    return [
        Step(
            START if row["is_first"] else row["previous"],
            row["channel"],
            (WON if row["won"] else NOTHING) if row["is_last"] else "",
            row["times"],
            {name: row[name] for name in given} if row["won"] else {},
        )
        for row in engine.records(query)
    ]


@dataclass(frozen=True)
class Step:
    """Steps that are alike.

    Attributes:
        before: the channel of the touch before, or `START`.
        channel: of the touch.
        ends: `WON` or `NOTHING` where the path ends here, else nothing.
        times: how often it was taken.
        weights: rule of thumb to the sum of what it gives them; nothing on paths that were lost.
    """

    before: str
    channel: str
    ends: str
    times: int
    weights: dict[str, float]


def given(steps: Iterable[Step]) -> dict[str, dict[str, float]]:
    """Return channel to rule of thumb to the conversions that it is given."""
    found: dict[str, dict[str, float]] = {}
    for step in steps:
        sums = found.setdefault(step.channel, {})
        for name, weight in step.weights.items():
            sums[name] = sums.get(name, 0.0) + weight
    return found


def moves(steps: Iterable[Step]) -> Moves:
    """Return how often paths went from where to where, for `workshop.kpis.formulas.markov`."""
    found: Moves = {}
    for step in steps:
        ways = [(step.before, step.channel)]
        if step.ends:
            ways.append((step.channel, step.ends))
        for way in ways:
            found[way] = found.get(way, 0.0) + step.times
    return found
