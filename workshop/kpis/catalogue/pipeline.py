"""KPIs about the deals open on a day: what lies there, how old it is, what it promises."""

from __future__ import annotations

from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.kpi import CYCLE, VALUED, Kpi
from workshop.kpis.core.row_formula import OfFigures
from workshop.kpis.core.unit import Unit
from workshop.kpis.formulas import pipeline, velocity
from workshop.words import N_

STOCK = (*CYCLE, "deals.value")
TERM = "opportunity"

KPIS: tuple[Kpi, ...] = (
    Kpi(
        "open_pipeline",
        N_("Open pipeline"),
        N_("Total value of all deals open at the end of the as-of day"),
        N_("What’s on the table today?"),
        N_("Never close a lost deal."),
        Unit.MONEY,
        (STOCK,),
        OfFigures(pipeline.figures, pipeline.open_pipeline, pipeline.stock_ledgers),
        joint=False,
        term=TERM,
        counter="pipeline_ageing",
        feels="sales",
        undated=(VALUED,),
    ),
    Kpi(
        "pipeline_ageing",
        N_("Stale pipeline"),
        N_("Open deals that have run longer than nine out of ten won deals took ÷ all open deals"),
        N_("How much of our pipeline is hope, and how much is habit?"),
        N_("Close old deals and reopen them as new."),
        Unit.RATIO,
        (CYCLE,),
        OfCases(pipeline.ageing, "deals"),
        better="down",
        term=TERM,
        counter="win_rate",
        feels="sales",
    ),
    Kpi(
        "pipeline_velocity",
        N_("Pipeline velocity"),
        N_(
            "Deals open on the as-of day × win rate × average deal size ÷ median days to "
            "a yes: money per day"
        ),
        N_("How much does our pipeline bring in per day?"),
        N_("Open a deal for everyone, however flimsy."),
        Unit.MONEY_PER_DAY,
        (STOCK,),
        OfFigures(pipeline.figures, velocity.velocity, pipeline.velocity_ledgers),
        joint=False,
        term=TERM,
        counter="pipeline_ageing",
    ),
    Kpi(
        "pipeline_coverage",
        N_("Pipeline coverage"),
        N_("Value of all open deals ÷ (annual revenue goal − won this year)"),
        N_("Is there enough on the table to reach the goal?"),
        N_("Keep dead deals open."),
        Unit.FACTOR,
        (STOCK,),
        OfFigures(pipeline.figures, velocity.coverage, pipeline.coverage_ledgers),
        joint=False,
        term=TERM,
        counter="pipeline_ageing",
        assumes=("goal",),
    ),
)
