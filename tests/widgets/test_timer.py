"""The timer counts down, is extended, and cuts nobody off."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from workshop.widgets import timer as timer_module
from workshop.widgets.timer import Timer
from workshop.words import Words

if TYPE_CHECKING:
    import pytest


def test_it_shows_its_time_before_it_runs() -> None:
    """People see how long they have."""
    assert "8:00" in Timer(Words("en"), 480)._clock.value


def test_it_can_be_extended_at_rest() -> None:
    """One more minute is one more minute."""
    timer = Timer(Words("en"), 60)
    timer.extend()

    assert timer.left == 120


def test_it_runs_and_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Time passes while it runs and stands still when it is stopped."""
    present = [100.0]
    monkeypatch.setattr(timer_module, "monotonic", lambda: present[0])

    async def run() -> Timer:
        timer = Timer(Words("en"), 60)
        timer.start()
        present[0] += 20
        timer.stop()
        present[0] += 20
        return timer

    assert asyncio.run(run()).left == 40


def test_after_its_end_it_asks_kindly_and_can_be_extended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is cut off."""
    present = [100.0]
    monkeypatch.setattr(timer_module, "monotonic", lambda: present[0])

    async def run() -> tuple[str, float]:
        timer = Timer(Words("en"), 10)
        timer.start()
        present[0] += 11
        await asyncio.sleep(0)
        said = timer._clock.value
        timer.extend()
        timer.stop()
        return said, timer.left

    said, left = asyncio.run(run())

    assert "Time is up" in said
    assert left == 60
