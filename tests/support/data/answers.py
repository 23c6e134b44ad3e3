"""KPI answers on small tables, and rows that the tables of `tables` do not give."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from support.data.tables import LONG_AGO, at, contacts, crm
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.assumptions import Assumptions
from workshop.kpis.core.scope import Scope

if TYPE_CHECKING:
    from datetime import date

    from workshop.kpis.core.value import KpiValue
    from workshop.terms.rules.rule import Rule

NEXT_DAY = at("2026-10-01T00:00")
"""The first moment after `tables.AS_OF`."""


def answer(
    name: str,
    lead: Rule | None = None,
    as_of: date | None = None,
    terms: dict[str, Rule] | None = None,
    assume: dict[str, Any] | None = None,
    **tables: Any,
) -> KpiValue:
    """Return a KPI's answer on small tables; `lead` is the agreed rule for Lead."""
    agreed = {**(terms or {}), **({"lead": lead} if lead else {})}
    said = Assumptions(**(assume or {}))
    return ask(kpi(name), Scope.of(crm(**tables), terms=agreed, as_of=as_of, assumptions=said))


def codes(found: Any) -> dict[str, Any]:
    """Return the caveats of an answer with their number, if they have one; not its calendar."""
    said = [caveat for caveat in found.caveats if not caveat.code.startswith("calendar")]
    return {caveat.code: caveat.values.get("n") for caveat in said}


def people(n: int, name: str, **facts: Any) -> list[dict[str, Any]]:
    """Return contacts seen long ago, called `name` and a number."""
    return [{**row, "contact_id": f"{name}{k}"} for k, row in enumerate(contacts(n, **facts))]


def handoffs(n: int, outcome: str | None = None, **facts: Any) -> list[dict[str, Any]]:
    """Return hand-offs of long ago, answered after two days if they have an outcome."""
    decided = LONG_AGO + timedelta(days=2) if outcome else None
    row = {"handed_at": LONG_AGO, "decided_at": decided, "outcome": outcome, **facts}
    return [{"handoff_id": f"{outcome}{i}", **row} for i in range(n)]


def touch(moment: str | None, **facts: Any) -> dict[str, Any]:
    """Return a touch of contact C0: human and by sales unless said otherwise."""
    happened = at(moment) if moment else None
    return {"contact_id": "C0", "happened_at": happened, "human": True, "side": "sales", **facts}


def twin(row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with other ids."""
    return {key: f"twin {v}" if key.endswith("_id") and v else v for key, v in row.items()}


def doubled(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """Return a company twice as large: every row, and its twin with ids of its own."""
    return {name: rows + [twin(row) for row in rows] for name, rows in tables.items()}
