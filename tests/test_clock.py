"""The present moment: the wall's, or the one a rehearsal sets."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from workshop.clock import NOW_VARIABLE, now
from workshop.errors import WorkshopError


@pytest.mark.parametrize(
    ("fixed", "day"),
    [
        ("2026-11-23T09:00", date(2026, 11, 23)),
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-11-23T00:30+01:00", date(2026, 11, 23)),
    ],
)
def test_the_moment_can_be_set(monkeypatch: pytest.MonkeyPatch, fixed: str, day: date) -> None:
    """Tests and rehearsals run on the day they name."""
    monkeypatch.setenv(NOW_VARIABLE, fixed)

    assert day == now().date()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot set a zone")
@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_day_is_the_day_in_the_room(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    """Late in the evening it is still today, whatever Greenwich says."""
    monkeypatch.delenv(NOW_VARIABLE)
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        offset = now().utcoffset()
    finally:
        monkeypatch.undo()
        time.tzset()

    assert {"UTC": 0, "Pacific/Kiritimati": 14, "Pacific/Pago_Pago": -11}[zone] == (
        offset or timedelta()
    ) / timedelta(hours=1)


@pytest.mark.parametrize("unset", [None, ""])
def test_without_a_set_moment_it_is_now(monkeypatch: pytest.MonkeyPatch, unset: str | None) -> None:
    """An empty variable is no variable."""
    if unset is None:
        monkeypatch.delenv(NOW_VARIABLE)
    else:
        monkeypatch.setenv(NOW_VARIABLE, unset)

    assert timedelta(minutes=1) > abs(now() - datetime.now(UTC))


def test_a_moment_always_knows_its_offset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Moments can be compared, however they were given."""
    monkeypatch.setenv(NOW_VARIABLE, "2026-11-23T09:00")

    assert now().tzinfo is not None


@pytest.mark.parametrize("fixed", ["tomorrow", "23.11.2026", "2026-13-01", "2026-11-23T25:00"])
def test_what_is_no_moment_is_refused(monkeypatch: pytest.MonkeyPatch, fixed: str) -> None:
    """A typing error is named instead of silently meaning today."""
    monkeypatch.setenv(NOW_VARIABLE, fixed)

    with pytest.raises(WorkshopError, match=f"WORKSHOP_NOW.*Found: {fixed}"):
        now()
