"""KPIs about the hand-over from marketing to sales."""

from __future__ import annotations

from workshop.kpis import shares
from workshop.kpis.cases import OfCases
from workshop.kpis.kpi import Kpi
from workshop.kpis.value import Unit
from workshop.words import N_

KPIS: tuple[Kpi, ...] = (
    Kpi(
        "acceptance_rate",
        N_("Acceptance rate"),
        N_("Hand-offs that sales accepts ÷ all hand-offs"),
        N_("Does marketing hand over what sales can use, and does sales answer?"),
        N_("Accept everything and let it lie. Look at the response time beside it."),
        Unit.RATIO,
        (("handoffs.handed_at", "handoffs.decided_at", "handoffs.outcome"),),
        OfCases(shares.acceptance_rate, "handoffs"),
    ),
)
