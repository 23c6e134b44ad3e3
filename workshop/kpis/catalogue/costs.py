"""KPIs about what leads and customers cost, and what they bring."""

from __future__ import annotations

from workshop.kpis.core.kpi import CLOSED, CYCLE, LEADS, Kpi
from workshop.kpis.core.ledger import OfLedgers
from workshop.kpis.core.unit import Unit
from workshop.kpis.formulas import acquisition, lead_costs
from workshop.kpis.formulas.costs import BY_SIDE
from workshop.kpis.formulas.customers import CUSTOMERS
from workshop.words import N_

BOUGHT = tuple((*BY_SIDE, *CYCLE, links[-1]) for links in CUSTOMERS)
OF_COHORT = (*BY_SIDE, *LEADS)
FULL_COST = "cac"

KPIS: tuple[Kpi, ...] = (
    Kpi(
        FULL_COST,
        N_("Cost of a new customer (CAC)"),
        N_(
            "Costs of sales and marketing, people included ÷ new customers; costs a median sales"
            " cycle earlier; new is whose account, or contact, wins its first deal in the data"
        ),
        N_("What does it cost us together to win somebody new?"),
        N_("Leave out the salaries. Look at the media-only figure beside it, and at its name."),
        Unit.MONEY,
        BOUGHT,
        OfLedgers(acquisition.cac, acquisition.cac_ledgers),
        better="down",
        counter="win_rate",
    ),
    Kpi(
        "cac_media",
        N_("Media cost of a new customer"),
        N_("Costs of media only ÷ new customers, in the same months as the full cost"),
        N_("How much of it is advertising?"),
        N_("Call it CAC. Look at the full cost beside it."),
        Unit.MONEY,
        BOUGHT,
        OfLedgers(acquisition.cac_media, acquisition.media_ledgers),
        better="none",
        joint=False,
        counter=FULL_COST,
        feels="marketing",
    ),
    Kpi(
        "cac_payback",
        N_("CAC payback"),
        N_("Cost of a new customer ÷ (monthly revenue of an account × gross margin)"),
        N_("When has a new customer earned back what it cost?"),
        N_("Assume a good margin. Look at the gross profit of the first year beside it."),
        Unit.MONTHS,
        BOUGHT,
        OfLedgers(acquisition.cac_payback, acquisition.cac_ledgers),
        better="down",
        joint=False,
        counter="gross_profit_12_months",
        assumes=("monthly_revenue_per_account", "gross_margin"),
    ),
    Kpi(
        "gross_profit_12_months",
        N_("Gross profit of a new customer in 12 months"),
        N_(
            "Value of the deals won in the 365 days from the first one × gross margin ÷ customers"
            " whose year is over"
        ),
        N_("What is somebody new worth to us in the first year?"),
        N_("Sell everything at once, and nothing later. Look at the cost of a customer beside it."),
        Unit.MONEY,
        tuple((*links, "deals.value") for links in CUSTOMERS),
        OfLedgers(acquisition.gross_profit, acquisition.profit_ledgers),
        counter=FULL_COST,
        assumes=("gross_margin",),
    ),
    Kpi(
        "lead_goal",
        N_("Leads for the goal"),
        N_("Revenue goal × part of marketing ÷ mean deal size ÷ lead to won"),
        N_("How many leads does our goal ask of us?"),
        N_("Hope for larger deals. Look at the conversion beside it."),
        Unit.COUNT,
        ((*LEADS, "deals.contact_id", *CLOSED, "deals.value"),),
        OfLedgers(lead_costs.lead_goal, lead_costs.goal_ledgers),
        better="none",
        joint=False,
        term="lead",
        counter="lead_to_won",
        feels="marketing",
        assumes=("goal", "marketing_share"),
    ),
    Kpi(
        "cost_per_lead",
        N_("Cost of a lead"),
        N_("Costs of marketing, people included ÷ leads first seen in the same months"),
        N_("What does it cost until somebody is interested?"),
        N_("Call more people leads. Look at the cost of a won lead beside it."),
        Unit.MONEY,
        (OF_COHORT,),
        OfLedgers(lead_costs.cost_per_lead, lead_costs.lead_ledgers),
        better="down",
        term="lead",
        counter="cost_per_won",
        feels="marketing",
        joint=False,
    ),
    Kpi(
        "cost_per_mql",
        N_("Cost of an MQL"),
        N_("Costs of marketing, people included ÷ MQL of the same months, by the agreed rule"),
        N_("What does it cost until marketing would bet a lunch on somebody?"),
        N_("Loosen the rule. Look at the acceptance rate beside it."),
        Unit.MONEY,
        (OF_COHORT,),
        OfLedgers(lead_costs.cost_per_mql, lead_costs.mql_ledgers),
        better="down",
        term="mql",
        counter="acceptance_rate",
        feels="marketing",
        joint=False,
    ),
    Kpi(
        "cost_per_won",
        N_("Cost of a won lead"),
        N_(
            "Costs of marketing, people included ÷ leads of the same months with a won deal within"
            " the window"
        ),
        N_("What does marketing spend until sales has won somebody?"),
        N_("Stop looking for new ones. Look at the number of leads beside it."),
        Unit.MONEY,
        ((*OF_COHORT, "deals.contact_id", *CLOSED),),
        OfLedgers(lead_costs.cost_per_won, lead_costs.won_ledgers),
        better="down",
        term="lead",
        counter="cost_per_lead",
    ),
)
