"""The timer counts down, is extended, and cuts nobody off."""

from __future__ import annotations

from workshop.widgets.timer import Timer
from workshop.words import Words


class Bench:
    """A timer whose clock the test moves."""

    def __init__(self, seconds: int) -> None:
        self.now = 1000.0
        self.ends: float | None = None
        self.timer = Timer(
            Words("en"),
            seconds,
            ends=lambda: self.ends,
            set_to=self.set_to,
            now=lambda: self.now,
        )

    def set_to(self, seconds: float) -> None:
        self.ends = self.now + seconds

    def shown(self) -> str:
        self.timer.draw()
        return self.timer._clock.value


def test_it_shows_its_time_before_it_runs() -> None:
    """People see how long they have."""
    assert "8:00" in Bench(480).shown()


def test_it_can_be_extended_at_rest() -> None:
    """One more minute is one more minute."""
    bench = Bench(60)
    bench.timer.extend()

    assert bench.timer.left == 120


def test_it_runs_once_started_and_starting_again_changes_nothing() -> None:
    """Nobody resets the clock by pressing twice."""
    bench = Bench(60)
    bench.timer.start()
    bench.now += 20
    bench.timer.start()

    assert bench.timer.left == 40
    assert "0:40" in bench.shown()


def test_it_shows_what_was_set_elsewhere() -> None:
    """Started in the presenter view, it runs here, too."""
    bench = Bench(60)
    bench.ends = bench.now + 90

    assert "1:30" in bench.shown()


def test_after_its_end_it_asks_kindly_and_can_be_extended() -> None:
    """Nobody is cut off."""
    bench = Bench(10)
    bench.timer.start()
    bench.now += 11
    said = bench.shown()
    bench.timer.extend()

    assert "Time is up" in said
    assert bench.timer.left == 60
