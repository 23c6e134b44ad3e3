"""The KPIs there are, and their answers: what a program of your own asks."""

from __future__ import annotations

from workshop.kpis.catalogue.answers import KPIS, ask, ask_all, kpi
from workshop.kpis.core.scope import Scope

__all__ = ["KPIS", "Scope", "ask", "ask_all", "kpi"]
