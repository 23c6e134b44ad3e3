"""Every difference a check looks at, each once: all intervals are as wide as their number asks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.journey.promises.sandbox import kept_in
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.change.change import TOO_YOUNG, Change, change, shares_change
from workshop.kpis.core.caveat import Caveat
from workshop.kpis.core.period import DAY, Period
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.stats import simultaneous_z
from workshop.story.check.types import Movement, Verdict
from workshop.story.decisions.text import KIT_PROMISES
from workshop.terms.outcome.practice import NEEDS, practice
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.scope import Scope
    from workshop.terms.outcome.practice import Practice
    from workshop.terms.rules.rule import Rule

MOST_STRETCHES, QUARTER_DAYS = 3, 91
"""The time before is up to three times as long as the time since, and a quarter at most: longer
ago, other things were different, too."""
NOTHING_SINCE = Caveat("nothing_since")


def stretches(since: Period) -> list[Period]:
    """Return the stretches before a period, each as long, the latest last."""
    times = max(1, min(MOST_STRETCHES, QUARTER_DAYS // since.days))
    return [since.back(times - place) for place in range(times)]


class Comparisons:
    """The differences of one check.

    Args:
        scope: the data, and the agreed rules that can be run on it.
        since: the days since the charter; None where the data holds none.
        lost: the agreed rules that cannot, by their terms.
    """

    def __init__(
        self, scope: Scope, since: Period | None, lost: Mapping[str, Rule] | None = None
    ) -> None:
        self.scope, self.since, self._lost = scope, since, lost or {}
        self.stretches = stretches(since) if since else []
        self._changes: dict[tuple[str, str, int | None], Change] = {}

    @property
    def before(self) -> Period | None:
        """The days before the charter; None where there are none since."""
        if not self.stretches:
            return None
        return Period(self.stretches[0].first, self.stretches[-1].last)

    @property
    def count(self) -> int:
        """How many differences there are to judge."""
        return sum(one.is_comparable for one in self._changes.values())

    def kpi(self, name: str) -> Change:
        """Return what became of a KPI."""
        return self._once("kpi", name, None, lambda: self._kpi(name))

    def promise(self, key: str, limit: int | None) -> Change | None:
        """Return what became of a promise; None where no data can say."""
        known = KIT_PROMISES.get(key)
        if known is None or known.measure is None:
            return None

        def make() -> Change:
            if self.since is None or self.before is None:
                return self._none(f"kept_{key}", Unit.RATIO.value)
            sides = (self.before, self.since)
            return shares_change(*(kept_in(self.scope, known, limit, one) for one in sides))

        return self._once("promise", key, limit, make)

    def practice(self, rule: Rule) -> Practice | None:
        """Return what was handed over since, against a rule; None where the data cannot say."""
        return self._practice(rule, self.since)

    def fitting(self, key: str, rule: Rule) -> Change | None:
        """Return what became of the share of hand-overs that a rule covers, or None."""
        sides = [self._practice(rule, one) for one in (self.before, self.since)]
        before, since = sides
        if before is None or since is None:
            return None
        empty = KpiValue(f"fitting_{key}", Unit.RATIO.value, self.scope.as_of)
        counts = [ratio(empty, one.fitting, one.handed) for one in (before, since)]
        return self._once("term", key, None, lambda: shares_change(*counts))

    def movement(self, one: Change, better: str = "up") -> Movement:
        """Return what can be said of a difference, when all that are looked at are known.

        Args:
            one: the difference.
            better: the good direction: ``up``, ``down`` or ``none``.
        """
        plain = Movement(
            before=one.before,
            since=one.since,
            verdict=Verdict.CANNOT_TELL,
            why=one.why,
            mature_on=one.mature_on,
        )
        if one.why:
            young = one.why.code == TOO_YOUNG
            return plain.model_copy(update={"verdict": Verdict.TOO_YOUNG}) if young else plain
        low, high = one.difference(simultaneous_z(self.count))
        apart: dict[str, object] = {"low": low, "high": high}
        if not low <= 0 <= high:
            good = None if better == "none" else (low > 0) == (better == "up")
            apart |= {"verdict": Verdict.MOVED, "better": good}
        return plain.model_copy(update=apart)

    def _once(self, kind: str, key: str, limit: int | None, make: Callable[[], Change]) -> Change:
        name = (kind, key, limit)
        if name not in self._changes:
            self._changes[name] = make()
        return self._changes[name]

    def _kpi(self, name: str) -> Change:
        known = kpi(name)
        if lost := next((term for term in self._lost if stands_on(known, term)), None):
            return self._without_rule(known, lost)
        if self.since is None:
            answer = ask(known, self.scope)
            why = answer.caveats[0] if answer.missing else NOTHING_SINCE
            return Change(name, answer, answer, why)
        return change(self.scope, known, self.since, self.stretches)

    def _without_rule(self, known: Kpi, term: str) -> Change:
        fields = tuple(f"{TERMS[term].entity}.{name}" for name in self._lost[term].field_names())
        empty = KpiValue(known.name, known.unit_in(self.scope.crm.currency), self.scope.as_of)
        why = Caveat("rule_lost", {"term": TERMS[term].label["en"]})
        return Change(known.name, empty, replace(empty, missing=fields).refused(why), why)

    def _none(self, name: str, unit: str) -> Change:
        empty = KpiValue(name, unit, self.scope.as_of)
        return Change(name, empty, empty.refused(NOTHING_SINCE), NOTHING_SINCE)

    def _practice(self, rule: Rule, within: Period | None) -> Practice | None:
        crm = self.scope.crm
        if within is None or rule.entity != "contacts" or crm.missing(NEEDS):
            return None
        name = ("practice", rule.to_yaml(), within)
        return crm.look_up(name, lambda: practice(crm, rule, within.holds))


def stands_on(known: Kpi, term: str) -> bool:
    """Return whether a KPI counts by the rule of a term: its own, or what counts as a deal."""
    reads = {column.partition(".")[0] for needs in known.needs for column in needs}
    return known.term == term or (term == "opportunity" and TERMS[term].entity in reads)


def since_charter(signed: date | None, known: date, last: date) -> Period | None:
    """Return the days since a charter, or None where the data holds none.

    Args:
        signed: the day it was signed; None where it was not.
        known: the last day of the data it was decided on: what is in it is not new.
        last: the last day of the data it is checked against. Data that ends before the signing
            and goes further than the old one is new from where the old one ended.
    """
    start = max(signed, known) if signed else known
    if start >= last:
        start = known
    return Period(start + DAY, last) if start < last else None
