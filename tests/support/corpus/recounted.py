"""Every KPI counted again with pandas, from its definition in words and from planted facts.

Nothing here knows the kit's queries. A number is None where the definition gives none; whether so
few cases may be shown is the kit's own affair, and not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from math import ceil
from statistics import fmean, median
from typing import TYPE_CHECKING

import holidays
import pandas as pd

from support.corpus.planted import SIDES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from support.corpus.planted import Company, Person, Sale

WINDOW, INFLUENCE, YEAR = timedelta(days=180), timedelta(days=90), timedelta(days=365)
SILENCE_HOURS, SLA_HOURS = 5 * 8, 8
GOAL, MARGIN, MONTHLY, SHARE = 1e6, 0.3, 100.0, 0.5
MONTH_DAYS = 365.25 / 12
NEITHER: dict[str, str] = {
    "cost_per_mql": "needs an agreed rule for MQL, which no export holds",
}
"""KPIs that are not counted again, each with the reason."""


@dataclass(frozen=True)
class Number:
    """A number: its value, how many cases it rests on, and the parts of a ratio if it has any."""

    value: float | None
    n: int | None = None
    parts: tuple[float, float] | None = None


def share(flags: Iterable[bool]) -> Number:
    """Return the share of yes."""
    said = list(flags)
    if not said:
        return Number(None, 0)
    return Number(sum(said) / len(said), len(said), (sum(said), len(said)))


def middle(values: Iterable[float]) -> Number:
    """Return the median."""
    known = list(values)
    return Number(median(known) if known else None, len(known))


@cache
def _free_days() -> frozenset[date]:
    return frozenset(holidays.country_holidays("DE", subdiv="NW", years=range(2023, 2029)))


def hours_between(start: datetime, end: datetime) -> float:
    """Return the hours between two moments that lie on working days between 9 and 17.

    Days off are weekends and the public holidays of North Rhine-Westphalia. On one day of which
    either moment has no time, no hours lie between them.
    """
    if start.date() == end.date() and (start.time() == time() or end.time() == time()):
        return 0.0
    seconds, day = 0.0, start.date()
    while day <= end.date():
        if day.weekday() < 5 and day not in _free_days():
            opens, closes = (datetime.combine(day, time(hour)) for hour in (9, 17))
            seconds += max(0.0, (min(end, closes) - max(start, opens)).total_seconds())
        day += timedelta(days=1)
    return seconds / 3600


def days_between(start: datetime, end: datetime) -> float:
    """Return the days between two moments; an end without a time on the same day is 0."""
    days = (end - start) / timedelta(days=1)
    return 0.0 if start.date() == end.date() and days < 0 else days


def since(moment: datetime, begun: datetime) -> bool:
    """Say whether something happened since then; where one has no time, on that day is enough."""
    untimed = moment.time() == time() or begun.time() == time()
    return moment >= begun or (untimed and moment.date() == begun.date())


class Recount:
    """A company as of the last day on which anything was written down."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.as_of = self._last_day()
        self.end = datetime.combine(self.as_of + timedelta(days=1), time())
        self.people = {one.key: one for one in company.people}
        self.deals = pd.DataFrame([self._row(one) for one in company.sales])
        self.won = self.deals[self.deals.status == "won"]
        self.lost = self.deals[self.deals.status == "lost"]
        self.ended = self.deals[self.deals.status.isin(("won", "lost"))]

    def _last_day(self) -> date:
        facts: list[datetime | None] = []
        for one in self.company.people:
            facts += [one.seen, one.converted]
        for sale in self.company.sales:
            facts += [sale.opened, sale.closed if sale.status in ("won", "lost") else None]
        facts += [one.at for one in self.company.touches]
        for handed in self.company.handovers:
            facts += [handed.handed, handed.decided]
        return max(fact for fact in facts if fact).date()

    def _row(self, one: Sale) -> dict[str, object]:
        value = None if one.cents is None else one.cents / 100
        refund = one.status == "won" and value is not None and value < 0
        person = self.people.get(one.person or 0)
        ended = one.closed if one.status in ("won", "lost") else None
        return {
            "person": one.person,
            "customer": one.account or (person.account if person else None) or one.person,
            "opened": one.opened,
            "closed": ended,
            "cycle": days_between(one.opened, ended) if ended else None,
            "status": "refund" if refund else one.status,
            "value": value,
        }

    # Deals.

    def win_rate(self) -> Number:
        return share(self.ended.status == "won")

    def win_rate_by_value(self) -> Number:
        won, every = self.won.value.sum(), self.ended.value.sum()
        return Number(won / every if every > 0 else None, len(self.ended), (won, every))

    def sales_cycle_won(self) -> Number:
        return middle(self.won.cycle[self.won.cycle >= 0])

    def sales_cycle_lost(self) -> Number:
        return middle(self.lost.cycle[self.lost.cycle >= 0])

    def sales_cycle_closed(self) -> Number:
        return middle(self.ended.cycle[self.ended.cycle >= 0])

    @property
    def paid(self) -> pd.DataFrame:
        """What came in, and what went back."""
        return self.deals[self.deals.status.isin(("won", "refund"))]

    def won_value(self) -> Number:
        known = self.paid.value.notna().any()
        return Number(float(self.paid.value.sum()) if known else None, len(self.won))

    def average_deal_size(self) -> Number:
        values = self.won.value.dropna().tolist()
        return Number(fmean(values) if values else None, len(values))

    # The pipeline.

    @property
    def stock(self) -> pd.DataFrame:
        """The deals open on the day."""
        return self.deals[self.deals.status == "open"]

    def open_pipeline(self) -> Number:
        known = self.stock.value.notna().any()
        return Number(float(self.stock.value.sum()) if known else None, len(self.stock))

    def pipeline_ageing(self) -> Number:
        cycles = sorted(self.won.cycle[self.won.cycle >= 0])
        if len(cycles) < 10:
            return Number(None)
        limit = cycles[ceil(0.9 * len(cycles)) - 1]
        return share((self.end - one) / timedelta(days=1) > limit for one in self.stock.opened)

    def pipeline_velocity(self) -> Number:
        rate, size = self.win_rate().value, self.average_deal_size().value
        days = self.sales_cycle_won().value
        if not rate or size is None or not days:
            return Number(None)
        worth = len(self.stock) * rate * size
        return Number(worth / days, len(self.stock), (worth, days))

    def pipeline_coverage(self) -> Number:
        year = [one.year == self.as_of.year for one in self.paid.closed]
        left = GOAL - float(self.paid[year].value.sum())
        worth = self.open_pipeline().value
        if left <= 0 or worth is None:
            return Number(None)
        return Number(worth / left, len(self.stock), (worth, left))

    # Leads.

    @property
    def mature(self) -> list[Person]:
        """Leads that had their whole window, of the time since outcomes were recorded."""
        old = [one for one in self.company.people if one.seen < self.end - WINDOW]
        first = self._records_begin(self.first_wins)
        return [one for one in old if first is None or one.seen.date() >= first]

    @property
    def first_wins(self) -> dict[int, datetime]:
        """Lead to its first won deal since the day it was seen."""
        return self._firsts(self.won, "closed")

    def _firsts(self, deals: pd.DataFrame, moment: str) -> dict[int, datetime]:
        found: dict[int, datetime] = {}
        for person, at in zip(deals.person, deals[moment], strict=True):
            lead = self.people.get(person)
            if lead and at.date() >= lead.seen.date():
                found[lead.key] = min(found.get(lead.key, at), at)
        return found

    def _records_begin(self, fates: dict[int, datetime], recorded: str = "closed") -> date | None:
        """Return since when outcomes are recorded, if three or more must be missing before.

        Expected are half the outcomes of the later leads' rate among earlier ones that were old
        enough for the usual delay.
        """
        moments = self.ended.closed if recorded == "closed" else self.deals.opened
        first, seen = moments.min(), [one.seen for one in self.company.people]
        if first.date() <= min(seen).date() or not fates:
            return None
        delays = [at - self.people[key].seen for key, at in fates.items()]
        usual = max(median(one.total_seconds() for one in delays), 0)
        start = first.to_pydatetime()
        late = [at for at in seen if at >= start]
        wins = sum(self.people[key].seen >= start for key in fates)
        early = sum(at + timedelta(seconds=usual) < start for at in seen)
        expected = early * (wins / len(late) if late else 0) / 2
        return start.date() if expected >= 3 else None

    def lead_to_won(self) -> Number:
        wins = self.first_wins
        return share(one.key in wins and wins[one.key] <= one.seen + WINDOW for one in self.mature)

    def lead_to_deal(self) -> Number:
        firsts = self._firsts(self.deals, "opened")
        for one in self.company.people:
            if one.converted and one.converted.date() >= one.seen.date():
                firsts[one.key] = min(firsts.get(one.key, one.converted), one.converted)
        begun = self._records_begin(firsts, "opened")
        old = [one for one in self.company.people if one.seen < self.end - WINDOW]
        kept = [one for one in old if begun is None or one.seen.date() >= begun]
        return share(one.key in firsts and firsts[one.key] <= one.seen + WINDOW for one in kept)

    def eventual_conversion(self) -> Number:
        """Return the Kaplan–Meier estimate of having won after 365 days."""
        wins, first = self.first_wins, self._records_begin(self.first_wins)
        kept = [p for p in self.company.people if first is None or p.seen.date() >= first]
        watched = [
            ((wins.get(one.key, self.end).date() - one.seen.date()).days, one.key in wins)
            for one in kept
        ]
        survival = 1.0
        for day in sorted({day for day, won in watched if won and day <= YEAR.days}):
            at_risk = sum(other >= day for other, _ in watched)
            survival *= 1 - sum(won for other, won in watched if other == day) / at_risk
        return Number(1 - survival, len(kept))

    @property
    def answers(self) -> dict[int, datetime]:
        """Lead to the first touch by a person of sales: since it was seen, else the first."""
        found: dict[int, datetime] = {}
        for lead in self.company.people:
            touches = [
                one.at
                for one in self.company.touches
                if one.person == lead.key and one.side == "sales" and one.human
            ]
            after = [at for at in touches if since(at, lead.seen)]
            if touches:
                found[lead.key] = min(after or touches)
        return found

    def response_time(self) -> Number:
        answers = self.answers
        return middle(
            hours_between(one.seen, answers[one.key])
            for one in self.company.people
            if one.key in answers and since(answers[one.key], one.seen)
        )

    def sla_compliance(self) -> Number:
        answers, kept = self.answers, []
        for one in self.company.people:
            answer = answers.get(one.key)
            if hours_between(one.seen, self.end) < SLA_HOURS:
                continue
            if answer is None:
                kept.append(False)
            elif since(answer, one.seen):
                kept.append(hours_between(one.seen, answer) <= SLA_HOURS)
        return share(kept)

    # Hand-overs.

    @property
    def due(self) -> pd.DataFrame:
        """Hand-overs whose time for an answer is over."""
        rows = [
            (one.person, one.handed, one.decided, one.outcome, one.reason)
            for one in self.company.handovers
            if hours_between(one.handed, self.end) >= SILENCE_HOURS
        ]
        return pd.DataFrame(rows, columns=["person", "handed", "decided", "outcome", "reason"])

    def acceptance_rate(self) -> Number:
        return share(self.due.outcome == "accepted")

    def rejection_rate(self) -> Number:
        return share(self.due.outcome == "rejected")

    def reasons_given(self) -> Number:
        return share(self.due[self.due.outcome == "rejected"].reason.notna())

    def feedback_time(self) -> Number:
        days = [
            days_between(one.handed, one.decided) for one in self.company.handovers if one.decided
        ]
        return middle(one for one in days if one >= 0)

    def recycled_accepted(self) -> Number:
        no: dict[int, datetime] = {}
        for one in self.company.handovers:
            if one.outcome == "rejected" and one.decided:
                no[one.person] = min(no.get(one.person, one.decided), one.decided)
        due = self.due
        again = due[[h > no.get(p, self.end) for p, h in zip(due.person, due.handed, strict=True)]]
        return share(
            bool((rows.outcome == "accepted").any()) for _, rows in again.groupby("person")
        )

    # Whose pipeline it is.

    def _sourced(self, is_marketing: Callable[[pd.Series], bool]) -> Number:
        deals = self.deals
        mine = deals[[bool(is_marketing(one)) for _, one in deals.iterrows()]]
        if mine.empty:
            return Number(None, 0)
        worth, every = float(mine.value.sum()), float(deals.value.sum())
        return Number(worth, len(mine), (worth, every))

    def sourced_by_field(self) -> Number:
        def marketing(deal: pd.Series) -> bool:
            lead = self.people.get(deal.person)
            return lead is not None and SIDES.get(str(lead.source)) == "marketing"

        return self._sourced(marketing)

    def _touched(self, deal: pd.Series, side: str, *, person: bool = False) -> list[datetime]:
        """Return when a side touched the deal's contact, until it was opened."""
        opened = deal.opened.to_pydatetime()
        whole = opened.time() == time()
        return [
            one.at
            for one in self.company.touches
            if one.person == deal.person
            and one.side == side
            and (one.human or not person)
            and (
                one.at <= opened
                or (whole and one.at.date() == opened.date() and one.at.time() == time())
            )
        ]

    def sourced_by_first_touch(self) -> Number:
        return self._sourced(lambda deal: self._is_first(deal, person=False))

    def sourced_before_sales(self) -> Number:
        return self._sourced(lambda deal: self._is_first(deal, person=True))

    def _is_first(self, deal: pd.Series, *, person: bool) -> bool:
        ours = self._touched(deal, "marketing")
        theirs = self._touched(deal, "sales", person=person)
        return bool(ours) and (not theirs or min(ours) < min(theirs))

    def influenced_pipeline(self) -> Number:
        return self._sourced(
            lambda deal: any(
                at >= deal.opened - INFLUENCE for at in self._touched(deal, "marketing")
            )
        )

    # Costs.

    @property
    def costs(self) -> pd.DataFrame:
        """What was spent by the day, with the number of its month."""
        rows = [
            (c.month.year * 12 + c.month.month - 1, c.side, c.kind, c.cents / 100)
            for c in self.company.costs
            if c.month <= self.as_of
        ]
        return pd.DataFrame(rows, columns=["month", "side", "kind", "amount"])

    def _months(self, until: datetime, lag: int) -> range:
        """Return the booked months of the last twelve that are over, so many months before."""
        last = until.year * 12 + until.month - 2 - lag
        booked = self.costs.month
        return range(max(last - 11, booked.min()), min(last, booked.max()) + 1)

    def _new_customers(self) -> tuple[range, int]:
        """Return the months that are paid for, and the customers that came of them."""
        lag = round((self.sales_cycle_won().value or 0) / MONTH_DAYS)
        months = self._months(self.end, lag)
        firsts = self.won.groupby("customer").closed.min()
        heads = sum(at.year * 12 + at.month - 1 - lag in months for at in firsts)
        return months, heads

    def _per_head(self, cost: float, heads: int) -> Number:
        value = cost / heads if heads and cost > 0 else None
        return Number(value, heads, (cost, heads))

    def cac(self) -> Number:
        months, heads = self._new_customers()
        spent = self.costs[self.costs.month.isin(months)]
        paid = spent[spent.kind == "people"].groupby("side").amount.sum()
        if {*paid.index} != {"sales", "marketing"}:
            return Number(None)
        return self._per_head(float(spent.amount.sum()), heads)

    def cac_media(self) -> Number:
        months, heads = self._new_customers()
        spent = self.costs[self.costs.month.isin(months) & (self.costs.kind == "media")]
        return self._per_head(float(spent.amount.sum()), heads)

    def cac_payback(self) -> Number:
        cost = self.cac()
        return Number(None if cost.value is None else cost.value / (MONTHLY * MARGIN), cost.n)

    def gross_profit_12_months(self) -> Number:
        total, heads = 0.0, 0
        for _, bought in self.won.groupby("customer"):
            first = bought.closed.min()
            if first <= self.end - YEAR:
                total += float(bought[bought.closed < first + YEAR].value.sum())
                heads += 1
        return Number(total * MARGIN / heads if heads else None, heads, (total * MARGIN, heads))

    def _per_case(self, cases: list[Person]) -> Number:
        months = self._months(self.end - WINDOW, 0)
        spent = self.costs[self.costs.month.isin(months) & (self.costs.side == "marketing")]
        if spent[spent.kind == "people"].amount.sum() <= 0:
            return Number(None)
        heads = sum(one.seen.year * 12 + one.seen.month - 1 in months for one in cases)
        return self._per_head(float(spent.amount.sum()), heads)

    def cost_per_lead(self) -> Number:
        return self._per_case(list(self.company.people))

    def cost_per_won(self) -> Number:
        wins = self.first_wins
        return self._per_case(
            [p for p in self.mature if p.key in wins and wins[p.key] <= p.seen + WINDOW]
        )

    def lead_goal(self) -> Number:
        size, rate = self.average_deal_size().value, self.lead_to_won()
        if not size or not rate.value:
            return Number(None)
        return Number(GOAL * SHARE / size / rate.value, rate.n)
