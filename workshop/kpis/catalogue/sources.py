"""KPIs about whose pipeline it is: three rules for “sourced”, side by side, and “influenced”."""

from __future__ import annotations

from workshop.kpis.core.kpi import Kpi
from workshop.kpis.core.unit import Unit
from workshop.kpis.formulas import sourced
from workshop.words import N_

ASK = N_("Who brought this? Three rules, three answers: agree on one.")

KPIS: tuple[Kpi, ...] = (
    Kpi(
        "sourced_by_field",
        N_("Sourced by marketing: source field"),
        N_("Value of all deals whose contact carries a source of marketing"),
        ASK,
        N_("Write marketing into the field. Look at the first touch beside it."),
        Unit.MONEY,
        (sourced.BY_FIELD,),
        sourced.Pipeline("sourced_by_field"),
        counter="sourced_by_first_touch",
        feels="marketing",
        joint=False,
    ),
    Kpi(
        "sourced_by_first_touch",
        N_("Sourced by marketing: first touch"),
        N_("Value of all deals whose contact was touched by marketing first"),
        ASK,
        N_("Send everybody a mail. Look at the win rate beside it."),
        Unit.MONEY,
        (sourced.BY_TOUCH,),
        sourced.Pipeline("sourced_by_first_touch"),
        counter="win_rate",
        feels="marketing",
    ),
    Kpi(
        "sourced_before_sales",
        N_("Sourced by marketing: before sales"),
        N_(
            "Value of all deals with a marketing touch before the first personal contact by sales;"
            " automatic mails are none"
        ),
        ASK,
        N_("Let sales wait. Look at the response time beside it."),
        Unit.MONEY,
        (sourced.BY_PERSON,),
        sourced.Pipeline("sourced_before_sales"),
        counter="response_time",
        feels="marketing",
        joint=False,
    ),
    Kpi(
        "influenced_pipeline",
        N_("Influenced by marketing"),
        N_("Value of all deals with a marketing touch in the window before they were opened"),
        N_("Where was marketing there at all?"),
        N_("Write to everybody every month. Look at the sourced value beside it, and never add."),
        Unit.MONEY,
        (sourced.BY_TOUCH,),
        sourced.Pipeline("influenced_pipeline"),
        better="none",
        joint=False,
        counter="sourced_by_first_touch",
        feels="marketing",
    ),
)
