"""A KPI that is made of a few figures: one row that the engine computes, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ibis

    from workshop.kpis.core.ledger import Ledgers
    from workshop.kpis.core.scope import Scope
    from workshop.kpis.core.value import KpiValue

    Figures = Mapping[str, Any]


@dataclass(frozen=True)
class OfFigures:
    """A formula over figures, such as a sum; it counts no cases and has no groups.

    Attributes:
        figures: from the question to a table of one row.
        fill: from the question, an empty answer and that row to the answer.
        find: from the question to the rows that the figures are sums over.
    """

    figures: Callable[[Scope], ibis.Table]
    fill: Callable[[Scope, KpiValue, Figures], KpiValue]
    find: Callable[[Scope], Ledgers]

    def ledgers(self, scope: Scope) -> Ledgers:
        """Return the rows behind the number."""
        return self.find(scope)

    def expression(self, scope: Scope) -> ibis.Table:
        """Return the query that the number comes from, as one row."""
        return self.figures(scope)

    def __call__(self, scope: Scope, empty: KpiValue) -> KpiValue:
        """Return the one number; sums of nothing are 0."""
        found = scope.engine.record(self.figures(scope))
        figures = {name: 0 if value is None else value for name, value in found.items()}
        return self.fill(scope, empty, figures)
