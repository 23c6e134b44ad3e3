"""The time on the wall, which tests and rehearsals may set."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from workshop.errors import WorkshopError
from workshop.words import N_

NOW_VARIABLE = "WORKSHOP_NOW"


def now() -> datetime:
    """Return the present moment in local time, or the ISO moment in ``WORKSHOP_NOW``.

    Its date is the day on the calendar in the room, not the day in Greenwich.

    Raises:
        WorkshopError: if ``WORKSHOP_NOW`` is not an ISO date or date-time.
    """
    local = datetime.now(UTC).astimezone()
    fixed = os.environ.get(NOW_VARIABLE)
    if not fixed:
        return local
    try:
        moment = datetime.fromisoformat(fixed)
    except ValueError:
        raise WorkshopError(
            N_("WORKSHOP_NOW must be an ISO date such as 2026-11-23T09:00."),
            found="{value}",
            value=fixed,
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=local.tzinfo)
