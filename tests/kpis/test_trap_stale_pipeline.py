"""Trap: a pipeline of forgotten deals promises money every day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from support.data.answers import answer, codes
from support.data.tables import at, deals

NOW = at("2026-10-01T00:00")


def open_deals(n: int, age: int) -> list[dict[str, Any]]:
    """Return open deals of so many days."""
    facts = {"closed_at": None, "created_at": NOW - timedelta(days=age), "value": 1000.0}
    return [{**row, "deal_id": f"O{age}-{k}"} for k, row in enumerate(deals(n, "open", **facts))]


def closed() -> list[dict[str, Any]]:
    """Return forty deals that took sixty days, half of them won."""
    return deals(20, "won", 60, value=1000.0) + deals(20, "lost", 60, value=1000.0)


def test_mostly_stale_means_no_velocity() -> None:
    """Sixty of a hundred are older than nine out of ten won ones: that comes before all else."""
    found = answer("pipeline_velocity", deals=closed() + open_deals(40, 10) + open_deals(60, 400))

    assert (None, "stale_pipeline") == (found.value, next(iter(codes(found))))
    assert 0.6 == found.caveats[0].values["share"]


def test_partly_stale_is_said_beside_the_number() -> None:
    """Forty of a hundred: a number, with its reservation first."""
    sold = closed() + open_deals(60, 10) + open_deals(40, 400)
    velocity, ageing = (
        answer(name, deals=sold) for name in ("pipeline_velocity", "pipeline_ageing")
    )

    assert (100 * 0.5 * 1000 / 60, "stale_pipeline") == (
        velocity.value,
        next(iter(codes(velocity))),
    )
    assert (0.4, 40, 100) == (ageing.value, ageing.numerator, ageing.n)
