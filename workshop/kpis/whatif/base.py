"""What a what-if starts from: the last full quarters as they were, and what tells leads apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import ibis

from workshop.crm.refunds import WON
from workshop.kpis.catalogue.answers import KPIS
from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.quarter import PER_YEAR, last_full
from workshop.kpis.core.scope import lacking
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.formulas.shares import acceptance_rate
from workshop.kpis.formulas.waiting import BANDS, NEVER
from workshop.kpis.groups.breakdown import grouped
from workshop.kpis.groups.dimension import ANSWERED_WITHIN, DIMENSIONS
from workshop.kpis.groups.standardisation import Count, pooled
from workshop.kpis.groups.standardised import Mix
from workshop.kpis.groups.strata import compared
from workshop.kpis.targets.quarters import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.crm.engine import Record
    from workshop.kpis.core.quarter import Quarter
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.groups.standardised import Keys


CONVERSION = KPIS["lead_to_won"]
ACCEPTANCE = KPIS["acceptance_rate"]
LINKED = ("handoffs.contact_id", "contacts.contact_id")
ALIKE = ("need_known", "source")
"""Fields that leads are compared within, where the data has them."""
FAST, SLOW = "fast", "slow"


class Answering(NamedTuple):
    """Leads that sales answers, the quick ones against the others.

    Attributes:
        share: of the leads answered in the last full quarters, those answered in time.
        per_quarter: answered leads a quarter.
        mix: the two compared as if alike, over all leads that have had their time.
    """

    share: float
    per_quarter: float
    mix: Mix


class Accepting(NamedTuple):
    """Hand-offs, and what becomes of the accepted ones.

    Attributes:
        rate: accepted / handed over in the last full quarters.
        per_quarter: hand-offs a quarter.
        won: of the leads with an accepted hand-off, those won within the window.
    """

    rate: KpiValue
    per_quarter: float
    won: KpiValue


@dataclass(frozen=True)
class Baseline:
    """The last full quarters.

    Attributes:
        scope: what was asked.
        quarters: at most four, the oldest first; those that the data reaches back to.
        leads: first seen in each of them.
        wins: deals won in each of them.
        values: what those deals are worth that carry a value, in the data's currency.
        conversion: leads to won over all leads that have had their time, as `ask` returns it.
        missing: columns without which there is no baseline.
    """

    scope: Scope
    quarters: tuple[Quarter, ...]
    leads: tuple[int, ...] = ()
    wins: tuple[int, ...] = ()
    values: tuple[float, ...] = ()
    conversion: KpiValue | None = None
    missing: tuple[str, ...] = ()

    @property
    def wins_per_quarter(self) -> float:
        """Mean of the won deals; 0 without a quarter."""
        return sum(self.wins) / len(self.wins) if self.wins else 0.0

    @property
    def leads_per_quarter(self) -> float:
        """Mean of the leads; 0 without a quarter."""
        return sum(self.leads) / len(self.leads) if self.leads else 0.0

    def answering(self, within: int) -> Answering | None:
        """Return the leads answered within so many business hours, or None without touches.

        Args:
            within: the upper end of one of the `BANDS`.
        """
        scope = self.scope
        if lacking(scope.crm, ANSWERED_WITHIN.needs["contacts"]):
            return None
        quick = [key for key, _, most in BANDS if most <= within]
        rows = [row for row in _lead_rows(scope) if row["band"] not in (None, NEVER)]
        recent = [row for row in rows if row["quarter"] in {one.key for one in self.quarters}]
        answered = sum(row["leads"] for row in recent)
        fast = sum(row["leads"] for row in recent if row["band"] in quick)
        if not answered or not self.quarters:
            return None
        across = tuple(DIMENSIONS[name] for name in _alike(scope))
        empty = Mix(ANSWERED_WITHIN, across, answer_of_nobody(scope))
        counts = _counts(rows, quick)
        mix = compared(counts, empty) if len(counts) > 1 else empty
        return Answering(fast / answered, answered / len(self.quarters), mix)

    def accepting(self) -> Accepting | None:
        """Return the hand-offs and what becomes of the accepted ones, or None without any."""
        scope = self.scope
        if lacking(scope.crm, ACCEPTANCE.needs) or scope.crm.missing(LINKED):
            return None
        name = ("what_if_accepted", *fingerprint(scope))
        kept = scope.engine.rows(scope.crm.once(name, lambda: _accepted(scope)), _Handed)
        keys = {one.key for one in self.quarters}
        recent = [row for row in kept if row.quarter in keys]
        given = sum(row.given for row in recent)
        if not given:
            return None
        accepted = sum(row.accepted or 0 for row in recent)
        empty = answer_of_nobody(scope)
        return Accepting(
            ratio(empty, accepted, given),
            given / len(self.quarters),
            ratio(empty, kept[0].won or 0, kept[0].mature or 0),
        )


class _Handed(NamedTuple):
    """Hand-offs of a quarter, and in every row what became of all leads once accepted."""

    quarter: str | None
    given: int
    accepted: int | None
    mature: int | None
    won: int | None


def answer_of_nobody(scope: Scope) -> KpiValue:
    """Return an empty share."""
    return KpiValue(CONVERSION.name, Unit.RATIO.value, scope.as_of)


def baseline(scope: Scope, most: int = PER_YEAR) -> Baseline:
    """Return the last full quarters that lie within the data.

    Args:
        scope: the data, the day, the agreed rules.
        most: how many quarters at most.
    """
    missing = lacking(scope.crm, CONVERSION.needs)
    if missing:
        return Baseline(scope, (), missing=missing)
    rows = _lead_rows(scope)
    seen = [row["quarter"] for row in rows if row["quarter"]]
    last = last_full(scope.as_of)
    wanted = [last.back(k) for k in reversed(range(most))]
    # Data may begin in the middle of a quarter: the first with leads is whole only by chance.
    inside = [one for one in wanted if seen and one.key > min(seen)]
    quarters = tuple(inside or [one for one in wanted if one.key in seen])
    name = ("what_if_won", *fingerprint(scope))
    won = scope.engine.rows(scope.crm.once(name, lambda: _won(scope)), _Wins)
    deals = {row.quarter: row for row in won}
    own = [deals.get(one.key, _Wins(one.key, 0)) for one in quarters]
    leads: dict[str, int] = defaultdict(int)
    for row in rows:
        leads[row["quarter"]] += row["leads"]
    succeeded, counted = (sum(row[k] for row in rows) for k in ("successes", "counted_cases"))
    return Baseline(
        scope,
        quarters,
        tuple(leads[one.key] for one in quarters),
        tuple(row.wins for row in own),
        tuple(value for row in own for value in row.values or ()),
        ratio(answer_of_nobody(scope), succeeded, counted),
    )


def _alike(scope: Scope) -> list[str]:
    return [name for name in ALIKE if not lacking(scope.crm, DIMENSIONS[name].needs["contacts"])]


def _lead_rows(scope: Scope) -> list[Record]:
    """Return leads by quarter, band and kind: how many, how many count, how many won."""
    name = ("what_if_leads", *fingerprint(scope))
    return scope.engine.records(scope.crm.once(name, lambda: _leads(scope)))


def _leads(scope: Scope) -> ibis.Table:
    assert isinstance(CONVERSION.compute, OfCases)  # noqa: S101 - a fact of the catalogue
    by = {"quarter": DIMENSIONS["quarter"]} | {one: DIMENSIONS[one] for one in _alike(scope)}
    if not lacking(scope.crm, ANSWERED_WITHIN.needs["contacts"]):
        by["band"] = ANSWERED_WITHIN
    names = {f"by_{place}": one for place, one in enumerate(by.values())}
    cases = grouped(scope, CONVERSION.compute, **names)
    table = cases.table
    sums = cases.measure.sums(table) | {"leads": table.count()}
    summed = table.group_by(*names).aggregate(**sums)
    back = dict(zip(by, names, strict=True))
    named = summed.rename(back)
    return named if "band" in by else named.mutate(band=ibis.null("string"))


def _counts(rows: Iterable[Record], quick: Iterable[str]) -> dict[str, dict[Keys, Count]]:
    """Return what the quick and the slow have in each stratum, over leads that count."""
    counts: dict[str, dict[Keys, Count]] = {}
    for row in rows:
        if not row["counted_cases"]:
            continue
        own = counts.setdefault(FAST if row["band"] in quick else SLOW, {})
        keys = tuple(row[name] for name in ALIKE if name in row)
        before = own.get(keys, Count(0, 0))
        own[keys] = pooled([before, Count(row["successes"], row["counted_cases"])])
    return {side: counts[side] for side in (FAST, SLOW) if side in counts}


class _Wins(NamedTuple):
    """Won deals of a quarter: how many, and the values of those that carry one."""

    quarter: str
    wins: int
    values: list[float] | None = None


def _won(scope: Scope) -> ibis.Table:
    deals = scope.closed_deals(WON)
    timed = _quartered(deals.filter(deals.closed_at.notnull()).mutate(moment=deals.closed_at))
    sums = {"wins": timed.count()}
    if "value" in timed.columns:
        sums["values"] = timed.value.collect()
    return timed.group_by("quarter").aggregate(**sums)


def _quartered(table: ibis.Table) -> ibis.Table:
    moment = table.moment
    key = moment.year().cast("string") + "-Q" + moment.quarter().cast("string")
    return table.mutate(quarter=key)


def _accepted(scope: Scope) -> ibis.Table:
    """Return hand-offs by quarter, and in every row what became of accepted leads."""
    assert isinstance(CONVERSION.compute, OfCases)  # noqa: S101 - a fact of the catalogue
    given = acceptance_rate(scope).table
    yes = given.filter(given.accepted).select("contact_id").distinct()
    leads = CONVERSION.compute.cases(scope).table
    mine = leads.counted & leads.contact_id.isin(yes.contact_id).fill_null(False)
    became = leads.aggregate(mature=mine.sum(), won=(mine & leads.success).sum())
    timed = _quartered(given.filter(given.counted))
    summed = timed.group_by("quarter").aggregate(given=timed.count(), accepted=timed.accepted.sum())
    return summed.cross_join(became)
