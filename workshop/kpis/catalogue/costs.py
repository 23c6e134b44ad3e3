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
        N_("Cost per new customer (CAC)"),
        N_(
            "Sales and marketing costs, staff included ÷ new customers; costs from one "
            "median sales cycle earlier; a customer is new if their account (or contact) "
            "has its first won deal in the data"
        ),
        N_("What does it cost us, together, to win a new customer?"),
        N_("Leave out the salaries."),
        Unit.MONEY,
        BOUGHT,
        OfLedgers(acquisition.cac, acquisition.cac_ledgers),
        better="down",
        counter="win_rate",
    ),
    Kpi(
        "cac_media",
        N_("Media cost per new customer"),
        N_("Media costs only ÷ new customers, in the same months as the full cost"),
        N_("How much of that is advertising?"),
        N_("Call it CAC."),
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
        N_("Cost per new customer ÷ (monthly revenue per account × gross margin)"),
        N_("When do we earn back what a new customer cost us?"),
        N_("Assume a generous margin."),
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
        N_("Gross profit per new customer in 12 months"),
        N_(
            "Value of the deals won in the 365 days from the first × gross margin ÷ "
            "customers whose year is up"
        ),
        N_("What’s a new customer worth to us in the first year?"),
        N_("Sell everything at once, then nothing more."),
        Unit.MONEY,
        tuple((*links, "deals.value") for links in CUSTOMERS),
        OfLedgers(acquisition.gross_profit, acquisition.profit_ledgers),
        counter=FULL_COST,
        assumes=("gross_margin",),
    ),
    Kpi(
        "lead_goal",
        N_("Leads needed for the goal"),
        N_("Revenue goal × marketing’s share ÷ average deal size ÷ lead to won"),
        N_("How many leads will our goal take?"),
        N_("Hope for bigger deals."),
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
        N_("Cost per lead"),
        N_("Marketing costs, staff included ÷ leads first seen in the same months"),
        N_("What does it cost to get someone interested?"),
        N_("Call more people leads."),
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
        N_("Cost per MQL"),
        N_("Marketing costs, staff included ÷ MQLs of the same months, by the agreed rule"),
        N_("What does it cost before marketing would vouch for someone?"),
        N_("Loosen the rule."),
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
        N_("Cost per won lead"),
        N_(
            "Marketing costs, staff included ÷ leads of the same months with a won deal "
            "within the window"
        ),
        N_("What does marketing spend by the time sales has won someone?"),
        N_("Stop looking for new ones."),
        Unit.MONEY,
        ((*OF_COHORT, "deals.contact_id", *CLOSED),),
        OfLedgers(lead_costs.cost_per_won, lead_costs.won_ledgers),
        better="down",
        term="lead",
        counter="cost_per_lead",
    ),
)
