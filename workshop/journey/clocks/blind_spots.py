"""What each side cannot see on the other's clock, computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import ibis

from workshop.crm.refunds import WON
from workshop.crm.single import single
from workshop.journey.events.log import NEEDS
from workshop.journey.promises.promise import promise
from workshop.journey.promises.sandbox import kept
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.quarter import last_full
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.policy import MIN_N
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.quarter import Quarter
    from workshop.kpis.core.scope import Scope
    from workshop.side import Side
    from workshop.words import Words

LONG_DAYS, LATE_HOURS = 90, 8
SPANS = (1, 2, 4)
"""How many quarters are looked at: the fewest that hold enough cases."""
WINS = (*NEEDS["closed"], *NEEDS["seen"])
SENTENCES: dict[str, str] = {
    "began_long_before": N_(
        "{share} of the deals won in {span} began more than {limit} days earlier. Count "
        "in days and you’ll see the signature, but not what led to it."
    ),
    "late_or_never": N_(
        "{share} of the leads handed over in {span} heard from nobody in sales within "
        "{limit} business hours. Count in quarters and you’ll see how many leads there "
        "are, but not how they go cold."
    ),
}


@dataclass(frozen=True)
class BlindSpot:
    """One thing that one side's clock does not show.

    Attributes:
        key: a key of `SENTENCES`.
        side: whose clock it is; ``sales`` counts by the day, ``marketing`` by the quarter.
        first, last: the quarters that are looked at.
        limit: more than so many days, or later than so many business hours.
        answer: the share, with interval, n and reservations; without a value below 30 cases.
    """

    key: str
    side: Side
    first: Quarter
    last: Quarter
    limit: int
    answer: KpiValue

    def text(self, words: Words) -> str:
        """Return it as a sentence, empty where there is no number."""
        if self.answer.value is None:
            return ""
        ends = [one.text(words) for one in (self.first, self.last)]
        span = (
            ends[1]
            if self.first == self.last
            else words("{first} to {last}", first=ends[0], last=ends[1])
        )
        share = words.percent(self.answer.value, 0)
        return words(SENTENCES[self.key], share=share, span=span, limit=words.number(self.limit))


def blind_spots(scope: Scope) -> tuple[BlindSpot, BlindSpot]:
    """Return what the clock of sales does not show, and what that of marketing does not.

    Args:
        scope: the data, and what counts as what, see `Scope`.
    """
    return _long_before(scope), _late(scope)


def _late(scope: Scope) -> BlindSpot:
    last = last_full(scope.as_of)
    found = kept(scope, promise("answer"), LATE_HOURS, quarter=last)
    answer = replace(found.answer, name="late_or_never")
    if found.kept is not None and found.n >= MIN_N:
        turned = ratio(replace(answer, caveats=()), found.n - found.kept, found.n)
        answer = turned.noting(*answer.caveats)
    return BlindSpot("late_or_never", "marketing", last, last, LATE_HOURS, answer)


def _long_before(scope: Scope) -> BlindSpot:
    last = last_full(scope.as_of)
    empty = KpiValue("began_long_before", Unit.RATIO.value, scope.as_of)
    missing = tuple(scope.crm.missing(WINS))
    if missing:
        lack = lack_of(scope.crm, missing)
        answer = replace(empty, missing=missing).refused(lack)
        return BlindSpot("began_long_before", "sales", last, last, LONG_DAYS, answer)
    rows = {span: _tally(scope, last, span) for span in SPANS}
    span = next((span for span in SPANS if (rows[span].n or 0) >= MIN_N), SPANS[-1])
    row = rows[span]
    answer = ratio(empty, row.long or 0, row.n or 0).noting(
        counted(row.unlinked or 0, "no_contact"),
        counted(row.backwards or 0, "negative_durations"),
        Caveat("longer_span", {"quarters": span}) if span > 1 else None,
    )
    return BlindSpot("began_long_before", "sales", last.back(span - 1), last, LONG_DAYS, answer)


def _begun(scope: Scope) -> ibis.Table:
    """Return the won deals with ``closed_at`` and when their contact first had to do with us."""
    deals = scope.closed_deals(WON)
    contacts = scope.crm.table("contacts")
    people = single(contacts, "contact_id")
    seen = people.select(person="contact_id", begun_at="created_at")
    if not scope.crm.missing(NEEDS["touches"]):
        touches = scope.crm.table("touchpoints")
        first = touches.group_by(who=touches.contact_id).aggregate(at=touches.happened_at.min())
        joined = seen.left_join(first, [("person", "who")])
        # Engines disagree about the least of a value and null.
        least = ibis.least(joined.begun_at, joined["at"])
        begun = ibis.coalesce(least, joined.begun_at, joined["at"])
        seen = joined.select("person", begun_at=begun)
    won = deals.left_join(seen, [("contact_id", "person")])
    return won.select("closed_at", "person", "begun_at")


class _Tally(NamedTuple):
    """Won deals: those with a beginning, those that took long, those without one or before it."""

    n: int | None
    long: int | None
    unlinked: int | None
    backwards: int | None


def _tally(scope: Scope, last: Quarter, span: int) -> _Tally:
    won = _begun(scope)
    begin, end = (ibis.timestamp(m.isoformat()) for m in (last.back(span - 1).begin, last.end))
    inside = won.filter(won.closed_at >= begin, won.closed_at < end)
    days = (inside.closed_at.epoch_seconds() - inside.begun_at.epoch_seconds()) / 86_400
    backwards = inside.begun_at.date() > inside.closed_at.date()
    there = inside.begun_at.notnull() & ~backwards
    sums = inside.aggregate(
        n=there.sum(),
        long=(there & (days > LONG_DAYS)).sum(),
        unlinked=inside.begun_at.isnull().sum(),
        backwards=backwards.sum(),
    )
    return scope.engine.row(sums, _Tally)
