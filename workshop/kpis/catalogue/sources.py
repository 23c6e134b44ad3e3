"""KPIs about whose pipeline it is: three rules for “sourced”, side by side, and “influenced”."""

from __future__ import annotations

from workshop.kpis.core.kpi import Kpi
from workshop.kpis.core.unit import Unit
from workshop.kpis.formulas import sourced
from workshop.words import N_

ASK = N_("Who started this? Three rules, three answers: agree on one.")

KPIS: tuple[Kpi, ...] = (
    Kpi(
        "sourced_by_field",
        N_("Sourced by marketing: source field"),
        N_("Value of all deals whose contact has a marketing source"),
        ASK,
        N_("Put “marketing” in the field every time."),
        Unit.MONEY,
        (sourced.BY_FIELD,),
        sourced.Pipeline("sourced_by_field"),
        counter="sourced_by_first_touch",
        feels="marketing",
        joint=False,
    ),
    Kpi(
        "sourced_by_first_touch",
        N_("Sourced by marketing: first touchpoint"),
        N_("Value of all deals whose first touchpoint came from marketing"),
        ASK,
        N_("Send everyone an email."),
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
            "Value of all deals with a marketing touchpoint before sales first got in "
            "touch personally; automatic emails don’t count as personal"
        ),
        ASK,
        N_("Keep sales waiting."),
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
        N_(
            "Value of all deals with at least one marketing touchpoint in the window "
            "before they were opened"
        ),
        N_("Where was marketing involved at all?"),
        N_("Write to everyone every month. Then add the two together."),
        Unit.MONEY,
        (sourced.BY_TOUCH,),
        sourced.Pipeline("influenced_pipeline"),
        better="none",
        joint=False,
        counter="sourced_by_first_touch",
        feels="marketing",
    ),
)
