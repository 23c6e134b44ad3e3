"""Circular KPIs: a rule that asks for what is only known afterwards finds what it looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.value import Caveat
from workshop.terms.late import late_fields
from workshop.terms.term import TERMS

if TYPE_CHECKING:
    from workshop.kpis.kpi import Kpi
    from workshop.kpis.question import Question


def leakage(one: Kpi, question: Question) -> Caveat | None:
    """Return the caveat that the rule a KPI stands on asks for a field known too late, or None.

    Too late is what the term itself may not know: see `workshop.terms.term.Term.knows`.
    """
    return circular(one.term, question) if one.term else None


def circular(key: str, question: Question) -> Caveat | None:
    """Return the caveat that the agreed rule for a term is circular, or None."""
    rule = question.rule(key)
    if rule is None:
        return None
    term = TERMS[key]
    late = late_fields(rule, term)
    if not late:
        return None
    return Caveat("leakage", {"term": term.label["en"], "fields": tuple(one.label for one in late)})
