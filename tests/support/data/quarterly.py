"""Deals and hand-offs by quarter: small data whose quarters are known."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from workshop.kpis.core.quarter import Quarter

if TYPE_CHECKING:
    from collections.abc import Sequence

LAST = Quarter(2026, 3)
"""The last full quarter before `tables.AS_OF`."""


def quarters(n: int) -> list[Quarter]:
    """Return the last full quarters, the oldest first."""
    return [LAST.back(k) for k in reversed(range(n))]


def noon(quarter: Quarter, day: int = 40) -> datetime:
    """Return noon of a day of a quarter, the first day being 0."""
    return datetime.combine(quarter.first, datetime.min.time()) + timedelta(days=day, hours=12)


def closed(counts: Sequence[tuple[int, int]], **facts: Any) -> list[dict[str, Any]]:
    """Return closed deals: for each of the last quarters how many were won, of how many."""
    return [
        {
            "deal_id": f"{quarter.key}-{k}",
            "contact_id": f"C{quarter.key}-{k}",
            "created_at": noon(quarter, 10),
            "closed_at": noon(quarter),
            "status": "won" if k < won else "lost",
            **facts,
        }
        for quarter, (won, n) in zip(quarters(len(counts)), counts, strict=True)
        for k in range(n)
    ]


def handed(counts: Sequence[tuple[int, int]], day: int = 40, **facts: Any) -> list[dict[str, Any]]:
    """Return hand-offs: for each of the last quarters how many were accepted, of how many."""
    return [
        {
            "handoff_id": f"{quarter.key}-{k}",
            "contact_id": f"C{quarter.key}-{k}",
            "handed_at": noon(quarter, day),
            "decided_at": noon(quarter, day + 2),
            "outcome": "accepted" if k < accepted else "rejected",
            **facts,
        }
        for quarter, (accepted, n) in zip(quarters(len(counts)), counts, strict=True)
        for k in range(n)
    ]
