"""The funnel of one cohort: every stage with its step and its overall conversion, both shown.

A cohort, never a period: leads that had their whole window, and what they reached within it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.checks.leakage import circular
from workshop.kpis.core.caveat import Caveat, counted
from workshop.kpis.core.joins import lack_of
from workshop.kpis.core.kpi import LEADS
from workshop.kpis.core.scope import Scope, lacking
from workshop.kpis.core.unit import Unit
from workshop.kpis.core.value import KpiValue, ratio
from workshop.kpis.formulas.left_truncation import LEFT_TRUNCATED, first_closing
from workshop.kpis.tables.stages import CLOSED, INQUIRY, STAGES, with_stage
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.engine import Record
    from workshop.kpis.tables.stages import Stage
    from workshop.words import Words

STEP, OVERALL = "step_conversion", "overall_conversion"


@dataclass(frozen=True)
class Level:
    """One stage of a funnel.

    Attributes:
        stage: which one.
        step: of those in the stage before, the share that reached this one.
        overall: of all inquiries, the share that reached it, whatever lies between.
        skipped: those that reached it without the stage before; they are in `overall` only.
    """

    stage: Stage
    step: KpiValue
    overall: KpiValue
    skipped: int = 0


@dataclass(frozen=True)
class Funnel:
    """The stages of one cohort.

    Attributes:
        inquiries: the leads of the cohort; its n counts them, its caveats are about all of them.
        levels: in order; a stage that nothing can decide on has a reason and no number.
    """

    inquiries: KpiValue
    levels: tuple[Level, ...] = ()

    def as_json(self, words: Words) -> dict[str, Any]:
        """Return plain data: names, numbers between 0 and 1, stable codes."""
        return {
            "inquiries": self.inquiries.as_json(words),
            "stages": [
                {
                    "stage": one.stage.key,
                    "label": words(one.stage.label),
                    "step": one.step.as_json(words),
                    "overall": one.overall.as_json(words),
                    "skipped": one.skipped,
                }
                for one in self.levels
            ],
        }


def funnel(scope: Scope) -> Funnel:
    """Return the funnel of all leads that had their time."""
    empty = KpiValue(OVERALL, Unit.RATIO.value, scope.as_of, window_days=scope.window_days)
    missing = lacking(scope.crm, (LEADS,))
    if missing:
        return Funnel(replace(empty, missing=missing).refused(lack_of(scope.crm, missing)))
    if refusal := circular(INQUIRY.term, scope):
        return Funnel(empty.refused(refusal))
    table, first = cohort(scope)
    got = scope.engine.record(reached(scope, table))
    n = got["inquiry"] or 0
    inquiries = replace(empty, n=n, numerator=n, denominator=n).noting(
        counted(got["truncated"] or 0, LEFT_TRUNCATED, first=first),
        counted(got["young"] or 0, "immature_cohorts", days=scope.window_days),
        counted(got["undated"] or 0, "missing_dates"),
        scope.no_term(INQUIRY.term),
    )
    return Funnel(inquiries, tuple(_levels(scope, empty, got)))


def cohort(scope: Scope) -> tuple[ibis.Table, date | None]:
    """Return all leads with ``inquiry`` (in the cohort), ``young`` and ``truncated``.

    The day is that of the first recorded outcome, where earlier leads are left out for it.
    """
    leads = scope.leads()
    first = None
    if not scope.crm.missing((*LEADS, *CLOSED)):
        first = first_closing(scope)
    window = ibis.interval(days=scope.window_days)
    mature = (leads.created_at < ibis.timestamp(scope.end.isoformat()) - window).fill_null(False)
    cut = ibis.literal(False)
    if first:
        cut = (leads.created_at < ibis.timestamp(first.isoformat())).fill_null(False)
    dated = leads.created_at.notnull()
    flagged = leads.mutate(
        inquiry=mature & ~cut, truncated=mature & cut, young=dated & ~mature, undated=~dated
    )
    return flagged, first


def reached(scope: Scope, table: ibis.Table) -> ibis.Table:
    """Return how many of the cohort reached each stage, and each stage and the one before."""
    before, sums = INQUIRY.key, {}
    for stage in STAGES:
        with_it = with_stage(scope, table, stage)
        if with_it is not None:
            table = with_it
    for stage in STAGES:
        if stage.key in table.columns:
            inside = table.inquiry & table[stage.key]
            sums[stage.key] = inside.sum()
            sums[f"{stage.key} step"] = (inside & table[before]).sum()
            before = stage.key
    flags = {key: table[key].sum() for key in ("inquiry", "truncated", "young", "undated")}
    return table.aggregate(**flags, **sums)


def _levels(scope: Scope, empty: KpiValue, got: Record) -> list[Level]:
    levels = []
    before = got["inquiry"] or 0
    for stage in STAGES:
        refusal = _refusal(scope, stage, got)
        if refusal:
            nothing = empty.refused(refusal)
            levels.append(Level(stage, replace(nothing, name=STEP), nothing))
        else:
            there, step = got[stage.key] or 0, got[f"{stage.key} step"] or 0
            one = ratio(replace(empty, name=STEP), step, before)
            levels.append(Level(stage, one, ratio(empty, there, got["inquiry"] or 0), there - step))
        before = (got[stage.key] or 0) if stage.key in got else before
    return levels


def _refusal(scope: Scope, stage: Stage, got: Record) -> Caveat | None:
    if stage.term and (late := circular(stage.term, scope)):
        return late
    if stage.key in got:
        return None
    if stage.events is None:
        return Caveat("needs_term", {"term": TERMS[stage.term].label["en"]})
    return lack_of(scope.crm, scope.crm.missing((*LEADS, *stage.needs)))
