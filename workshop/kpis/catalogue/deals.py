"""KPIs about closed deals: how many are won, how long they take, what they are worth."""

from __future__ import annotations

from workshop.kpis.core.cases import OfCases
from workshop.kpis.core.kpi import CLOSED, CYCLE, ENDED, VALUED, Kpi
from workshop.kpis.core.row_formula import OfFigures
from workshop.kpis.core.unit import Unit
from workshop.kpis.formulas import durations, money, pipeline, shares
from workshop.words import N_

DATED = (*CLOSED, "deals.value")
TERM = "opportunity"

KPIS: tuple[Kpi, ...] = (
    Kpi(
        "win_rate",
        N_("Win rate"),
        N_("Won deals ÷ (won + lost deals), by close date"),
        N_("Are we working on the deals we can win?"),
        N_("Open fewer deals or never close the lost ones."),
        Unit.RATIO,
        (CLOSED,),
        OfCases(shares.win_rate, "deals"),
        term=TERM,
        counter="open_pipeline",
        feels="sales",
        undated=(ENDED,),
    ),
    Kpi(
        "win_rate_by_value",
        N_("Win rate by value"),
        N_("Value of won deals ÷ value of won and lost deals"),
        N_("Do we win the big ones too?"),
        N_("Put small values on lost deals."),
        Unit.RATIO,
        (DATED,),
        OfFigures(money.closed_values, money.win_rate_by_value, money.closed_ledgers),
        joint=False,
        term=TERM,
        counter="win_rate",
        feels="sales",
        undated=(VALUED,),
    ),
    Kpi(
        "sales_cycle_won",
        N_("Sales cycle (won)"),
        N_("Median days from deal opened to deal won"),
        N_("How long until a yes?"),
        N_("Open the deal late."),
        Unit.DAYS,
        (CYCLE,),
        OfCases(durations.sales_cycle_won, "deals"),
        better="down",
        term=TERM,
        counter="response_time",
        feels="sales",
    ),
    Kpi(
        "sales_cycle_lost",
        N_("Sales cycle (lost)"),
        N_("Median days from deal opened to deal lost"),
        N_("How long until a no?"),
        N_("Close lost deals late, in one sweep."),
        Unit.DAYS,
        (CYCLE,),
        OfCases(durations.sales_cycle_lost, "deals"),
        better="none",
        joint=False,
        term=TERM,
        counter="pipeline_ageing",
        feels="sales",
    ),
    Kpi(
        "sales_cycle_closed",
        N_("Sales cycle (all closed)"),
        N_("Median days from deal opened to deal closed, won or lost"),
        N_("How long does a deal sit on our desk?"),
        N_("Lose quickly."),
        Unit.DAYS,
        (CYCLE,),
        OfCases(durations.sales_cycle_closed, "deals"),
        better="none",
        joint=False,
        term=TERM,
        counter="win_rate",
        feels="sales",
    ),
    Kpi(
        "won_value",
        N_("Won value"),
        N_("Total value of all won deals"),
        N_("What did we earn together?"),
        N_("Discount until they sign."),
        Unit.MONEY,
        (DATED,),
        OfFigures(money.won_values, money.won_value, money.won_ledgers),
        joint=False,
        term=TERM,
        counter="average_deal_size",
        undated=(VALUED,),
    ),
    Kpi(
        "average_deal_size",
        N_("Average deal size"),
        N_("Value of won deals ÷ won deals with a value; net or gross, as in the export"),
        N_("How big are the deals we win?"),
        N_("Only sell to the giants."),
        Unit.MONEY,
        (DATED,),
        OfCases(pipeline.average_deal_size, "deals"),
        joint=False,
        term=TERM,
        counter="win_rate",
        feels="sales",
        undated=(VALUED,),
    ),
)
