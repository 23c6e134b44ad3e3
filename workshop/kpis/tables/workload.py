"""The workload: how many entered each stage in each month. A period, never a quality.

Those who enter a stage in a month are others than those who entered the stage before it in that
month; a ratio of two such counts is no conversion, so there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import ibis

from workshop.kpis.core.kpi import LEADS
from workshop.kpis.tables.stages import INQUIRY, STAGES

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.crm import Crm
    from workshop.kpis.core.scope import Scope
    from workshop.words import Words


@dataclass(frozen=True)
class Month:
    """One month.

    Attributes:
        month: such as ``2026-03``.
        entries: stage to the number of those that entered it for the first time.
        partial: whether the as-of date lies in it, so that it is not over yet.
    """

    month: str
    entries: dict[str, int]
    partial: bool = False


@dataclass(frozen=True)
class Workload:
    """Entries by month.

    Attributes:
        as_of: the last day that counts.
        stages: key and label of the stages that the data knows moments of, in order.
        months: from the first to the last one, without gaps; months without entries are zeros.
    """

    as_of: date
    stages: tuple[tuple[str, str], ...]
    months: tuple[Month, ...]

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data: months, counts, what the stages are called."""
        return {
            "as_of": self.as_of.isoformat(),
            "stages": [{"stage": key, "label": words(label)} for key, label in self.stages],
            "months": [
                {"month": one.month, "entries": one.entries, "partial": one.partial}
                for one in self.months
            ],
        }


def workload(scope: Scope) -> Workload:
    """Return how many entered each stage in each month.

    Rules about contacts know no moment, so what counts are the moments of the tables; of inquiries
    and opportunities those that the agreed rules cover.
    """
    known = [stage for stage in (INQUIRY, *STAGES) if _has(scope.crm, stage.key, stage.needs)]
    rows = [
        row for stage in known for row in scope.engine.rows(entries(scope, stage.key), _Entries)
    ]
    counts = {(row.month, row.stage): row.n for row in rows}
    months = _months({month for month, _ in counts})
    stages = tuple((stage.key, stage.label) for stage in known)
    now = f"{scope.as_of:%Y-%m}"
    return Workload(
        scope.as_of,
        stages,
        tuple(
            Month(month, {key: counts.get((month, key), 0) for key, _ in stages}, month == now)
            for month in months
        ),
    )


def _has(crm: Crm, key: str, needs: tuple[str, ...]) -> bool:
    wanted = LEADS if key == INQUIRY.key else needs
    return bool(wanted) and not crm.missing(wanted)


class _Entries(NamedTuple):
    month: str
    n: int
    stage: str


def entries(scope: Scope, key: str) -> ibis.Table:
    """Return the entries into a stage: ``stage``, ``month``, ``n``; each contact or deal once."""
    if key == INQUIRY.key:
        leads = scope.leads()
        events = leads.select(who=leads.contact_id, happened_at=leads.created_at)
    else:
        stage = next(one for one in STAGES if one.key == key)
        assert stage.events is not None  # noqa: S101 - only stages with needs come here
        events = stage.events(scope)
    known = events.filter(scope.known(events.happened_at))
    if key in ("mql", "sal"):
        known = known.group_by("who").aggregate(happened_at=known.happened_at.min())
    month = known.happened_at.month().cast("string").lpad(2, "0")
    dated = known.mutate(month=known.happened_at.year().cast("string") + "-" + month)
    counted = dated.group_by("month").aggregate(n=dated.count())
    return counted.mutate(stage=ibis.literal(key))


def _months(found: set[str]) -> list[str]:
    if not found:
        return []
    first, last = (12 * int(m[:4]) + int(m[5:]) - 1 for m in (min(found), max(found)))
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(first, last + 1)]
