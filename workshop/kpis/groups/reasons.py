"""Why sales says no: the reasons by how often, those without one in a row of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from workshop.kpis.catalogue.answers import kpi, set_aside
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.scope import Scope, lacking
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.formulas.shares import rejection_rate
from workshop.kpis.groups.colleagues import few_colleagues, group_label, guarded
from workshop.kpis.groups.dimension import dimension
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.kpis.core.cases import Cases
    from workshop.kpis.groups.dimension import Dimension
    from workshop.words import Words

NO_REASON = N_("(no reason)")
NAME, SHARE_NAME = "rejection_rate", "rejection_reasons"


@dataclass(frozen=True)
class Reason:
    """One reason.

    Attributes:
        key: its value; None for rejections that nobody gave a reason for.
        label: the message that names it.
        share: of all rejections, with its Wilson interval.
        so_far: the share of this reason and of all before it, None where there is no share.
    """

    key: str | None
    label: str
    share: KpiValue
    so_far: float | None = None


@dataclass(frozen=True)
class Reasons:
    """The rejections by reason.

    Attributes:
        rejected: rejected hand-offs / all hand-offs, with its interval and reservations.
        reasons: the most frequent first, the row without a reason last.
        silent: hand-offs without an answer yet; they are in no row.
    """

    rejected: KpiValue
    reasons: tuple[Reason, ...] = ()
    silent: int = 0

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data: names, numbers between 0 and 1, stable codes."""
        return {
            "rejected": self.rejected.as_json(words),
            "reasons": [
                {"key": one.key, "label": words(one.label), "so_far": one.so_far}
                | one.share.as_json(words)
                for one in self.reasons
            ],
            "silent": self.silent,
        }


def reasons(scope: Scope) -> Reasons:
    """Return why hand-offs were rejected; what cannot be computed says what is missing.

    Args:
        scope: the data, and what counts as what, see `Scope`.
    """
    by_reason = dimension("reason", "handoffs")
    empty = KpiValue(NAME, Unit.RATIO.value, scope.as_of)
    missing = lacking(scope.crm, kpi("rejection_rate").needs) + lacking(
        scope.crm, by_reason.needs["handoffs"]
    )
    if missing:
        lack = lack_of(scope.crm, missing)
        return Reasons(replace(empty, missing=missing).refused(lack))
    given = rejection_rate(scope)
    table = by_reason.add(scope, "handoffs", given.table, "group")
    rejections = replace(given, table=table)
    whole = rejections.tally(scope.engine)
    shown = guarded(scope, "handoffs", rejections, "group")
    found = _pareto(scope, shown, replace(empty, name=SHARE_NAME), by_reason) if shown else ()
    rejected = rejections.fill(empty, whole).noting(
        set_aside(kpi("rejection_rate"), scope), few_colleagues(rejections, shown, scope.crm)
    )
    return Reasons(rejected, found, whole["silent"] or 0)


def _pareto(
    scope: Scope, rejections: Cases, empty: KpiValue, by_reason: Dimension
) -> tuple[Reason, ...]:
    """Return the reasons with their shares, the most frequent first, those without one last."""
    tallies = rejections.tallies(scope.engine, "group")
    counts = {tally["group"]: tally["successes"] or 0 for tally in tallies}
    said = {key: n for key, n in counts.items() if n}
    order = sorted(said, key=lambda key: (key is None, -said[key], key or ""))
    everything = sum(said.values())
    shares = [ratio(empty, said[key], everything) for key in order]
    so_far = list(accumulate(said[key] for key in order))
    return tuple(
        Reason(
            key,
            NO_REASON if key is None else group_label(key, by_reason),
            share,
            None if share.value is None else n / everything,
        )
        for key, share, n in zip(order, shares, so_far, strict=True)
    )
