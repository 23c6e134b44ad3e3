"""A KPI that is made of a few figures: one row that the engine computes, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import ibis

    from workshop.kpis.question import Question
    from workshop.kpis.value import KpiValue

    Figures = Mapping[str, Any]


@dataclass(frozen=True)
class OfFigures:
    """A formula over figures, such as a sum; it counts no cases and has no groups.

    Attributes:
        figures: from the question to a table of one row.
        fill: from the question, an empty answer and that row to the answer.
    """

    figures: Callable[[Question], ibis.Table]
    fill: Callable[[Question, KpiValue, Figures], KpiValue]

    def expression(self, question: Question) -> ibis.Table:
        """Return the query that the number comes from, as one row."""
        return self.figures(question)

    def __call__(self, question: Question, empty: KpiValue) -> KpiValue:
        """Return the one number."""
        return self.fill(question, empty, row_of(self.figures(question)))


def row_of(table: ibis.Table) -> dict[str, Any]:
    """Return a table of one row as a dictionary; sums of nothing are 0."""
    found: dict[str, Any] = table.to_pyarrow().to_pylist()[0]
    return {name: 0 if value is None else value for name, value in found.items()}
