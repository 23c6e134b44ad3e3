"""What each side cannot see on the other's clock, computed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import ibis

from workshop.crm.single import single
from workshop.journey.log import NEEDS
from workshop.journey.promise import promise
from workshop.journey.sandbox import kept
from workshop.kpis.catalogue import pose
from workshop.kpis.quarter import last_full
from workshop.kpis.question import WON
from workshop.kpis.value import Caveat, KpiValue, Unit, counted, ratio
from workshop.stats import MIN_N
from workshop.words import N_

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.quarter import Quarter
    from workshop.kpis.question import Question
    from workshop.words import Words

Side = Literal["sales", "marketing"]
LONG_DAYS, LATE_HOURS = 90, 8
SPANS = (1, 2, 4)
"""How many quarters are looked at: the fewest that hold enough cases."""
WINS = (*NEEDS["closed"], *NEEDS["seen"])
SENTENCES: dict[str, str] = {
    "began_long_before": N_(
        "{share} of the deals won in {span} began more than {limit} days earlier. Who counts by the"
        " day sees the signature, and not what led to it."
    ),
    "late_or_never": N_(
        "{share} of the leads handed over in {span} heard from nobody in sales within {limit}"
        " business hours. Who counts by the quarter sees the number of leads, and not how they cool"
        " down."
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


def blind_spots(crm: Crm, *, as_of: date | None = None) -> tuple[BlindSpot, BlindSpot]:
    """Return what the clock of sales does not show, and what that of marketing does not.

    Args:
        crm: the data.
        as_of: nothing after this day counts; the data's own last day at the latest.
    """
    question = pose(crm, as_of=as_of)
    return _long_before(question), _late(question)


def _late(question: Question) -> BlindSpot:
    last = last_full(question.as_of)
    found = kept(question.crm, promise("answer"), LATE_HOURS, quarter=last, as_of=question.as_of)
    answer = replace(found.answer, name="late_or_never")
    if found.kept is not None and found.n >= MIN_N:
        turned = ratio(replace(answer, caveats=()), found.n - found.kept, found.n)
        answer = turned.noting(*answer.caveats)
    return BlindSpot("late_or_never", "marketing", last, last, LATE_HOURS, answer)


def _long_before(question: Question) -> BlindSpot:
    last = last_full(question.as_of)
    empty = KpiValue("began_long_before", Unit.RATIO.value, question.as_of)
    missing = tuple(question.crm.missing(WINS))
    if missing:
        lack = Caveat("missing_columns", {"columns": ", ".join(missing)})
        answer = replace(empty, missing=missing).refused(lack)
        return BlindSpot("began_long_before", "sales", last, last, LONG_DAYS, answer)
    rows = {span: _tally(_begun(question), last, span) for span in SPANS}
    span = next((span for span in SPANS if rows[span]["n"] >= MIN_N), SPANS[-1])
    row = rows[span]
    answer = ratio(empty, row["long"], row["n"]).noting(
        counted(row["unlinked"], "no_contact"),
        counted(row["backwards"], "negative_durations"),
        Caveat("longer_span", {"quarters": span}) if span > 1 else None,
    )
    return BlindSpot("began_long_before", "sales", last.back(span - 1), last, LONG_DAYS, answer)


def _begun(question: Question) -> ibis.Table:
    """Return the won deals with ``closed_at`` and when their contact first had to do with us."""
    deals = question.closed_deals(WON)
    contacts = question.crm.table("contacts")
    people = single(contacts, "contact_id")
    seen = people.select(person="contact_id", begun_at="created_at")
    if not question.crm.missing(NEEDS["touches"]):
        touches = question.crm.table("touchpoints")
        first = touches.group_by(who=touches.contact_id).aggregate(at=touches.happened_at.min())
        joined = seen.left_join(first, [("person", "who")])
        # Engines disagree about the least of a value and null.
        least = ibis.least(joined.begun_at, joined["at"])
        begun = ibis.coalesce(least, joined.begun_at, joined["at"])
        seen = joined.select("person", begun_at=begun)
    won = deals.left_join(seen, [("contact_id", "person")])
    return won.select("closed_at", "person", "begun_at")


def _tally(won: ibis.Table, last: Quarter, span: int) -> dict[str, int]:
    begin, end = (ibis.timestamp(m.isoformat()) for m in (last.back(span - 1).begin, last.end))
    inside = won.filter(won.closed_at >= begin, won.closed_at < end)
    days = (inside.closed_at.epoch_seconds() - inside.begun_at.epoch_seconds()) / 86_400
    backwards = inside.begun_at.date() > inside.closed_at.date()
    there = inside.begun_at.notnull() & ~backwards
    sums: dict[str, Any] = {
        "n": there.sum(),
        "long": (there & (days > LONG_DAYS)).sum(),
        "unlinked": inside.begun_at.isnull().sum(),
        "backwards": backwards.sum(),
    }
    row = inside.aggregate(**sums).to_pyarrow().to_pylist()[0]
    return {name: int(n or 0) for name, n in row.items()}
