"""Which time zone a place is in, and zones by their name."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from workshop.errors import WorkshopError
from workshop.words import N_

COUNTRIES = {
    "DE": "Europe/Berlin",
    "AT": "Europe/Vienna",
    "CH": "Europe/Zurich",
    "LI": "Europe/Vaduz",
    "LU": "Europe/Luxembourg",
    "NL": "Europe/Amsterdam",
    "BE": "Europe/Brussels",
    "GB": "Europe/London",
    "IE": "Europe/Dublin",
}
"""Country to its time zone, of those that have but one; anybody else says theirs."""
USUAL = "Europe/Berlin"


def zone_named(name: str) -> ZoneInfo:
    """Return a time zone.

    Raises:
        WorkshopError: if there is none of this name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise WorkshopError(
            N_("There’s no such time zone."),
            found="{name}",
            hint=N_("For example Europe/Berlin, Europe/Vienna or Europe/Zurich."),
            name=name,
        ) from error
