"""Small journeys as CRM tables, and data cut by hand at a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from support.checkout import DATASETS
from support.data.tables import at, crm
from workshop.crm.store import load_crm

if TYPE_CHECKING:
    from datetime import date

    from workshop.crm.crm import Crm

MOMENTS = {"created_at", "happened_at", "handed_at", "decided_at", "closed_at"}
EMPTY: dict[str, list[dict[str, Any]]] = {
    name: [] for name in ("contacts", "touchpoints", "handoffs", "deals", "campaigns")
}
Tables = dict[str, list[dict[str, Any]]]


def company(as_of: date, without: tuple[str, ...] = (), **tables: Any) -> Crm:
    """Return data of these tables; those that are not named are empty. Moments may be texts."""
    told: dict[str, Any] = {
        name: [_row(name, row, without) for row in rows] for name, rows in (EMPTY | tables).items()
    }
    return crm(as_of, without=without, **told)


def _row(table: str, row: dict[str, Any], without: tuple[str, ...]) -> dict[str, Any]:
    left = {k: v for k, v in row.items() if not {k, f"{table}.{k}"} & set(without)}
    return {k: at(v) if k in MOMENTS and isinstance(v, str) else v for k, v in left.items()}


def seen(day: str, who: str = "C0", **facts: Any) -> dict[str, Any]:
    """Return a contact."""
    return {"contact_id": who, "created_at": day, **facts}


def touch(moment: str | None, who: str = "C0", **facts: Any) -> dict[str, Any]:
    """Return a phone call of sales, unless said otherwise."""
    usual = {"side": "sales", "kind": "call", "human": True}
    return {"contact_id": who, "happened_at": moment, **usual, **facts}


def opened(moment: str | None, who: str = "C0", **facts: Any) -> dict[str, Any]:
    """Return a newsletter that was opened."""
    return touch(moment, who, side="marketing", kind="newsletter", human=False, **facts)


def given(
    handed: str | None, decided: str | None = None, outcome: str | None = None, **facts: Any
) -> dict[str, Any]:
    """Return a hand-over of contact C0 unless said otherwise."""
    told = {"handed_at": handed, "decided_at": decided, "outcome": outcome}
    return {"contact_id": "C0", **told, **facts}


def deal(
    created: str | None, closed: str | None = None, status: str = "open", **facts: Any
) -> dict[str, Any]:
    """Return a deal of contact C0 unless said otherwise."""
    told = {"created_at": created, "closed_at": closed, "status": status}
    return {"deal_id": f"{created}{closed}", "contact_id": "C0", **told, **facts}


@cache
def sample() -> Crm:
    """Return the shipped sample company."""
    return load_crm(DATASETS)


@cache
def sample_tables() -> Tables:
    """Return the rows of the sample company, moments as they are."""
    return {
        name: sample().table(name).to_pyarrow().to_pylist() for name in sorted({*EMPTY, "accounts"})
    }


def cut(tables: Tables, as_of: date) -> Crm:
    """Return what an export of that evening would have held: nothing that came later."""
    end = datetime.combine(as_of + timedelta(days=1), datetime.min.time())

    def past(row: dict[str, Any], name: str) -> bool:
        return row[name] is None or row[name] < end

    handoffs = [dict(row) for row in tables["handoffs"] if past(row, "handed_at")]
    for row in handoffs:
        if not past(row, "decided_at"):
            row |= {"decided_at": None, "outcome": None, "reason": None}
    deals = [dict(row) for row in tables["deals"] if past(row, "created_at")]
    for row in deals:
        if not past(row, "closed_at"):
            row |= {"closed_at": None, "status": "open", "lost_reason": None}
    return crm(
        as_of,
        contacts=[row for row in tables["contacts"] if past(row, "created_at")],
        touchpoints=[row for row in tables["touchpoints"] if past(row, "happened_at")],
        handoffs=handoffs,
        deals=deals,
        campaigns=tables["campaigns"],
        accounts=tables["accounts"],
    )
