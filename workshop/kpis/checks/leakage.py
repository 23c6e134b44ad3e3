"""Circular KPIs: a rule that asks for what is only known afterwards finds what it looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.kpis.core.caveat import Caveat
from workshop.terms.lint.late import late_fields
from workshop.terms.rules.term import TERMS

if TYPE_CHECKING:
    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.scope import Scope


def leakage(one: Kpi, scope: Scope) -> Caveat | None:
    """Return the caveat that the rule a KPI stands on asks for a field known too late, or None.

    Too late is what the term itself may not know: see `workshop.terms.rules.term.Term.knows`.
    """
    return circular(one.term, scope) if one.term else None


def circular(key: str, scope: Scope) -> Caveat | None:
    """Return the caveat that the agreed rule for a term is circular, or None."""
    rule = scope.rule(key)
    if rule is None:
        return None
    term = TERMS[key]
    late = late_fields(rule, term)
    if not late:
        return None
    return Caveat("leakage", {"term": term.label["en"], "fields": tuple(one.label for one in late)})
