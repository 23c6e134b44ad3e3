"""Each KPI as the SQL that computes it, to be read and to be checked elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import ibis

from workshop.kpis.catalogue import unsaid
from workshop.kpis.leakage import leakage
from workshop.kpis.question import lacking

if TYPE_CHECKING:
    from workshop.kpis.kpi import Kpi
    from workshop.kpis.question import Question

MEMORY = re.compile(r"ibis_pyarrow_memtable_\w+")
"""What Ibis calls a table in memory; the only ones in a KPI are calendars."""


@runtime_checkable
class HasExpression(Protocol):
    """A formula whose number comes from one query."""

    def expression(self, question: Question) -> ibis.Table:
        """Return that query."""


def kpi_sql(one: Kpi, question: Question, dialect: str = "duckdb") -> str | None:
    """Return the query that a KPI's number comes from, or None.

    None where nothing would be computed (a column, an assumption is missing; the rule is circular)
    and where a formula takes several queries. Calendars are named ``calendar``: a table of days
    with the business hours before each and of each.

    Args:
        one: the KPI.
        question: the data, the day, the agreed rules; they are part of the query.
        dialect: of SQL, as Ibis names it.
    """
    refused = lacking(question.crm, one.needs) or unsaid(one, question) or leakage(one, question)
    if refused or not isinstance(one.compute, HasExpression):
        return None
    sql = str(ibis.to_sql(one.compute.expression(question), dialect=dialect))
    return MEMORY.sub("calendar", sql)
