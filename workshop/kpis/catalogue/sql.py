"""Each KPI as the SQL that computes it, to be read and to be checked elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from workshop.crm.engine import MEMORY, sql_of
from workshop.kpis.catalogue.answers import unsaid
from workshop.kpis.checks.leakage import leakage

if TYPE_CHECKING:
    import ibis

    from workshop.kpis.core.kpi import Kpi
    from workshop.kpis.core.scope import Scope


@runtime_checkable
class HasExpression(Protocol):
    """A formula whose number comes from one query."""

    def expression(self, scope: Scope) -> ibis.Table:
        """Return that query."""


def kpi_sql(one: Kpi, scope: Scope, dialect: str = "duckdb") -> str | None:
    """Return the query that a KPI's number comes from, or None.

    None where nothing would be computed (a column, an assumption is missing; the rule is circular)
    and where a formula takes several queries. Calendars are named ``calendar``: a table of days
    with the business hours before each and of each.

    Args:
        one: the KPI.
        scope: the data, the day, the agreed rules; they are part of the query.
        dialect: of SQL, as Ibis names it.
    """
    refused = one.lacking(scope) or unsaid(one, scope) or leakage(one, scope)
    if refused or not isinstance(one.compute, HasExpression):
        return None
    # The only ones in a KPI are calendars.
    return MEMORY.sub("calendar", sql_of(one.compute.expression(scope), dialect))
