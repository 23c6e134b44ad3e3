"""Dashboards of small data, as tests want them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from quarterly import closed, handed
from tables import crm

from workshop.dashboard.compose import compose

if TYPE_CHECKING:
    from workshop.crm.store import Crm
    from workshop.dashboard.document import Dashboard

OWNERS = {"sales": "Leitung Innendienst", "marketing": "Kampagnenleitung"}
SHARES = [(30, 100), (34, 100), (28, 100), (33, 100), (29, 100), (32, 100)]


def line(name: str, target: float | None = None, **owners: str) -> dict[str, Any]:
    """Return a line as the KPI sheet records it."""
    return {"name": name, "target_value": target, "owners": OWNERS | owners}


def small(**more: Any) -> Crm:
    """Return deals and hand-offs of six quarters."""
    return crm(**{"deals": closed(SHARES), "handoffs": handed(SHARES), **more})


def composed(*lines: dict[str, Any], lang: str = "en", held: Crm | None = None) -> Dashboard:
    """Return the dashboard of these lines on small data."""
    (found,) = compose(held or small(), lines, [lang])
    return found
