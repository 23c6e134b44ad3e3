"""What a what-if starts from: the last full quarters as they were, and what tells leads apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.kpis.breakdown import grouped
from workshop.kpis.cases import OfCases
from workshop.kpis.catalogue import KPIS
from workshop.kpis.dimension import ANSWERED_WITHIN, DIMENSIONS
from workshop.kpis.quarter import PER_YEAR, last_full
from workshop.kpis.quarters import fingerprint
from workshop.kpis.question import WON, lacking
from workshop.kpis.shares import acceptance_rate
from workshop.kpis.sides import Mix
from workshop.kpis.standard import Count, pooled
from workshop.kpis.strata import compared
from workshop.kpis.value import KpiValue, Unit, ratio
from workshop.kpis.waiting import BANDS, NEVER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop.kpis.quarter import Quarter
    from workshop.kpis.question import Question
    from workshop.kpis.sides import Keys

    Rows = list[dict[str, Any]]

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
        question: what was asked.
        quarters: at most four, the oldest first; those that the data reaches back to.
        leads: first seen in each of them.
        wins: deals won in each of them.
        values: what those deals are worth that carry a value, in the data's currency.
        conversion: leads to won over all leads that have had their time, as `ask` returns it.
        missing: columns without which there is no baseline.
    """

    question: Question
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
        question = self.question
        if lacking(question.crm, ANSWERED_WITHIN.needs["contacts"]):
            return None
        quick = [key for key, _, most in BANDS if most <= within]
        rows = [row for row in _lead_rows(question) if row["band"] not in (None, NEVER)]
        recent = [row for row in rows if row["quarter"] in {one.key for one in self.quarters}]
        answered = sum(row["leads"] for row in recent)
        fast = sum(row["leads"] for row in recent if row["band"] in quick)
        if not answered or not self.quarters:
            return None
        across = tuple(DIMENSIONS[name] for name in _alike(question))
        empty = Mix(ANSWERED_WITHIN, across, answer_of_nobody(question))
        counts = _counts(rows, quick)
        mix = compared(counts, empty) if len(counts) > 1 else empty
        return Answering(fast / answered, answered / len(self.quarters), mix)

    def accepting(self) -> Accepting | None:
        """Return the hand-offs and what becomes of the accepted ones, or None without any."""
        question = self.question
        if lacking(question.crm, ACCEPTANCE.needs) or question.crm.missing(LINKED):
            return None
        name = ("what_if_accepted", *fingerprint(question))
        kept = question.crm.once(name, lambda: _accepted(question)).to_pyarrow().to_pylist()
        keys = {one.key for one in self.quarters}
        recent = [row for row in kept if row["quarter"] in keys]
        given, accepted = (sum(row[k] or 0 for row in recent) for k in ("given", "accepted"))
        if not given:
            return None
        mature, won = (kept[0][name] or 0 for name in ("mature", "won"))
        empty = answer_of_nobody(question)
        return Accepting(
            ratio(empty, accepted, given), given / len(self.quarters), ratio(empty, won, mature)
        )


def answer_of_nobody(question: Question) -> KpiValue:
    """Return an empty share."""
    return KpiValue(CONVERSION.name, Unit.RATIO.value, question.as_of)


def baseline(question: Question, most: int = PER_YEAR) -> Baseline:
    """Return the last full quarters that lie within the data.

    Args:
        question: the data, the day, the agreed rules.
        most: how many quarters at most.
    """
    missing = lacking(question.crm, CONVERSION.needs)
    if missing:
        return Baseline(question, (), missing=missing)
    rows = _lead_rows(question)
    seen = [row["quarter"] for row in rows if row["quarter"]]
    last = last_full(question.as_of)
    wanted = [last.back(k) for k in reversed(range(most))]
    # Data may begin in the middle of a quarter: the first with leads is whole only by chance.
    inside = [one for one in wanted if seen and one.key > min(seen)]
    quarters = tuple(inside or [one for one in wanted if one.key in seen])
    deals = {row["quarter"]: row for row in _won_rows(question)}
    own = [deals.get(one.key, {"wins": 0}) for one in quarters]
    leads: dict[str, int] = defaultdict(int)
    for row in rows:
        leads[row["quarter"]] += row["leads"]
    won, counted = (sum(row[k] for row in rows) for k in ("successes", "counted_cases"))
    return Baseline(
        question,
        quarters,
        tuple(leads[one.key] for one in quarters),
        tuple(row["wins"] for row in own),
        tuple(value for row in own for value in row.get("values") or ()),
        ratio(answer_of_nobody(question), won, counted),
    )


def _alike(question: Question) -> list[str]:
    return [name for name in ALIKE if not lacking(question.crm, DIMENSIONS[name].needs["contacts"])]


def _lead_rows(question: Question) -> Rows:
    """Return leads by quarter, band and kind: how many, how many count, how many won."""
    name = ("what_if_leads", *fingerprint(question))
    rows: Rows = question.crm.once(name, lambda: _leads(question)).to_pyarrow().to_pylist()
    return rows


def _leads(question: Question) -> ibis.Table:
    assert isinstance(CONVERSION.compute, OfCases)  # noqa: S101 - a fact of the catalogue
    by = {"quarter": DIMENSIONS["quarter"]} | {one: DIMENSIONS[one] for one in _alike(question)}
    if not lacking(question.crm, ANSWERED_WITHIN.needs["contacts"]):
        by["band"] = ANSWERED_WITHIN
    names = {f"by_{place}": one for place, one in enumerate(by.values())}
    cases = grouped(question, CONVERSION.compute, **names)
    table = cases.table
    sums = cases.measure.sums(table) | {"leads": table.count()}
    summed = table.group_by(*names).aggregate(**sums)
    back = dict(zip(by, names, strict=True))
    named = summed.rename(back)
    return named if "band" in by else named.mutate(band=ibis.null("string"))


def _counts(rows: Rows, quick: Iterable[str]) -> dict[str, dict[Keys, Count]]:
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


def _won_rows(question: Question) -> Rows:
    name = ("what_if_won", *fingerprint(question))
    rows: Rows = question.crm.once(name, lambda: _won(question)).to_pyarrow().to_pylist()
    return rows


def _won(question: Question) -> ibis.Table:
    deals = question.closed_deals(WON)
    timed = _quartered(deals.filter(deals.closed_at.notnull()).mutate(moment=deals.closed_at))
    sums = {"wins": timed.count()}
    if "value" in timed.columns:
        sums["values"] = timed.value.collect()
    return timed.group_by("quarter").aggregate(**sums)


def _quartered(table: ibis.Table) -> ibis.Table:
    moment = table.moment
    key = moment.year().cast("string") + "-Q" + moment.quarter().cast("string")
    return table.mutate(quarter=key)


def _accepted(question: Question) -> ibis.Table:
    """Return hand-offs by quarter, and in every row what became of accepted leads."""
    assert isinstance(CONVERSION.compute, OfCases)  # noqa: S101 - a fact of the catalogue
    given = acceptance_rate(question).table
    yes = given.filter(given.accepted).select("contact_id").distinct()
    leads = CONVERSION.compute.cases(question).table
    mine = leads.counted & leads.contact_id.isin(yes.contact_id).fill_null(False)
    became = leads.aggregate(mature=mine.sum(), won=(mine & leads.success).sum())
    timed = _quartered(given.filter(given.counted))
    summed = timed.group_by("quarter").aggregate(given=timed.count(), accepted=timed.accepted.sum())
    return summed.cross_join(became)
