"""Why sales says no: the reasons by how often, those without one in a row of their own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from workshop.kpis.catalogue import NOBODY_SAID, kpi, pose, set_aside
from workshop.kpis.dimension import dimension
from workshop.kpis.question import lacking
from workshop.kpis.shares import rejection_rate
from workshop.kpis.value import Caveat, KpiValue, Unit, ratio
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.assumptions import Assumptions
    from workshop.kpis.cases import Cases
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


def reasons(
    crm: Crm, *, as_of: date | None = None, assumptions: Assumptions = NOBODY_SAID
) -> Reasons:
    """Return why hand-offs were rejected; what cannot be computed says what is missing.

    Args:
        crm: the data.
        as_of: nothing after this day counts; the data's own last day at the latest.
        assumptions: as in `ask`.
    """
    question = pose(crm, as_of=as_of, assumptions=assumptions)
    by_reason = dimension("reason", "handoffs")
    empty = KpiValue(NAME, Unit.RATIO.value, question.as_of)
    missing = lacking(crm, kpi("rejection_rate").needs) + lacking(crm, by_reason.needs["handoffs"])
    if missing:
        lack = Caveat("missing_columns", {"columns": ", ".join(missing)})
        return Reasons(replace(empty, missing=missing).refused(lack))
    given = rejection_rate(question)
    table = by_reason.add(question, "handoffs", given.table, "group")
    rejections = replace(given, table=table)
    whole = rejections.tallies()[0]
    found = _pareto(rejections, replace(empty, name=SHARE_NAME), by_reason.label_of)
    rejected = rejections.fill(empty, whole).noting(set_aside(kpi("rejection_rate"), crm))
    return Reasons(rejected, found, whole["silent"] or 0)


def _pareto(
    rejections: Cases, empty: KpiValue, label_of: Callable[[str | None], str]
) -> tuple[Reason, ...]:
    """Return the reasons with their shares, the most frequent first, those without one last."""
    counts = {tally["group"]: tally["successes"] or 0 for tally in rejections.tallies("group")}
    said = {key: n for key, n in counts.items() if n}
    order = sorted(said, key=lambda key: (key is None, -said[key], key or ""))
    everything = sum(said.values())
    shares = [ratio(empty, said[key], everything) for key in order]
    so_far = list(accumulate(said[key] for key in order))
    return tuple(
        Reason(
            key,
            NO_REASON if key is None else label_of(key),
            share,
            None if share.value is None else n / everything,
        )
        for key, share, n in zip(order, shares, so_far, strict=True)
    )
