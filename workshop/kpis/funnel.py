"""The funnel of one cohort: every stage with its step and its overall conversion, both shown.

A cohort, never a period: leads that had their whole window, and what they reached within it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import ibis

from workshop.kpis.catalogue import NOBODY_SAID, NOTHING_AGREED, pose
from workshop.kpis.kpi import LEADS
from workshop.kpis.leakage import circular
from workshop.kpis.question import lacking
from workshop.kpis.stages import INQUIRY, STAGES, with_stage
from workshop.kpis.truncation import LEFT_TRUNCATED, first_closing
from workshop.kpis.unit import Unit
from workshop.kpis.value import Caveat, KpiValue, counted, ratio
from workshop.terms.term import TERMS
from workshop.terms.window import WINDOW_DAYS

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.store import Crm
    from workshop.kpis.assumptions import Assumptions
    from workshop.kpis.catalogue import Terms
    from workshop.kpis.question import Question
    from workshop.kpis.stages import Stage
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


def funnel(
    crm: Crm,
    *,
    terms: Terms = NOTHING_AGREED,
    as_of: date | None = None,
    window_days: int = WINDOW_DAYS,
    assumptions: Assumptions = NOBODY_SAID,
) -> Funnel:
    """Return the funnel of all leads that had their time; arguments as in `ask`."""
    question = pose(crm, terms=terms, as_of=as_of, window_days=window_days, assumptions=assumptions)
    empty = KpiValue(OVERALL, Unit.RATIO.value, question.as_of, window_days=question.window_days)
    missing = lacking(crm, (LEADS,))
    if missing:
        lack = Caveat("missing_columns", {"columns": ", ".join(missing)})
        return Funnel(replace(empty, missing=missing).refused(lack))
    if refusal := circular(INQUIRY.term, question):
        return Funnel(empty.refused(refusal))
    table, first = cohort(question)
    sums = reached(question, table)
    got = sums.to_pyarrow().to_pylist()[0]
    n = got["inquiry"] or 0
    inquiries = replace(empty, n=n, numerator=n, denominator=n).noting(
        counted(got["truncated"] or 0, LEFT_TRUNCATED, first=first),
        counted(got["young"] or 0, "immature_cohorts", days=question.window_days),
        counted(got["undated"] or 0, "missing_dates"),
        question.no_term(INQUIRY.term),
    )
    return Funnel(inquiries, tuple(_levels(question, empty, got)))


def cohort(question: Question) -> tuple[ibis.Table, date | None]:
    """Return all leads with ``inquiry`` (in the cohort), ``young`` and ``truncated``.

    The day is that of the first recorded outcome, where earlier leads are left out for it.
    """
    leads = question.leads()
    first = None
    if not question.crm.missing(("deals.contact_id", "deals.status", "deals.closed_at")):
        first = first_closing(question)
    window = ibis.interval(days=question.window_days)
    mature = (leads.created_at < ibis.timestamp(question.end.isoformat()) - window).fill_null(False)
    cut = ibis.literal(False)
    if first:
        cut = (leads.created_at < ibis.timestamp(first.isoformat())).fill_null(False)
    dated = leads.created_at.notnull()
    flagged = leads.mutate(
        inquiry=mature & ~cut, truncated=mature & cut, young=dated & ~mature, undated=~dated
    )
    return flagged, first


def reached(question: Question, table: ibis.Table) -> ibis.Table:
    """Return how many of the cohort reached each stage, and each stage and the one before."""
    before, sums = INQUIRY.key, {}
    for stage in STAGES:
        with_it = with_stage(question, table, stage)
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


def _levels(question: Question, empty: KpiValue, got: dict[str, Any]) -> list[Level]:
    levels = []
    before = got["inquiry"] or 0
    for stage in STAGES:
        refusal = _refusal(question, stage, got)
        if refusal:
            nothing = empty.refused(refusal)
            levels.append(Level(stage, replace(nothing, name=STEP), nothing))
        else:
            there, step = got[stage.key] or 0, got[f"{stage.key} step"] or 0
            one = ratio(replace(empty, name=STEP), step, before)
            levels.append(Level(stage, one, ratio(empty, there, got["inquiry"] or 0), there - step))
        before = (got[stage.key] or 0) if stage.key in got else before
    return levels


def _refusal(question: Question, stage: Stage, got: dict[str, Any]) -> Caveat | None:
    if stage.term and (late := circular(stage.term, question)):
        return late
    if stage.key in got:
        return None
    if stage.events is None:
        return Caveat("needs_term", {"term": TERMS[stage.term].label["en"]})
    return Caveat("missing_columns", {"columns": ", ".join(question.crm.missing(stage.needs))})
