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
            start=lambda: self.set_to(seconds),
            extend=lambda: self.set_to(self.timer.left + 60),
            now=lambda: self.now,
        )

    def set_to(self, seconds: float) -> None:
        self.ends = self.now + seconds

    def press(self, place: int) -> None:
        self.timer.widget.children[place].click()

    def shown(self) -> str:
        self.timer.draw()
        return self.timer._clock.value


def test_it_shows_its_time_before_it_runs() -> None:
    """People see how long they have."""
    assert "8:00" in Bench(480).shown()


def test_its_buttons_start_and_extend_it() -> None:
    """What that means is the room's; here it is shown at once."""
    bench = Bench(60)
    start = bench.timer.widget.children[1]
    offered = start.layout.display
    bench.press(1)
    bench.now += 20
    running = bench.timer.left
    bench.press(2)

    assert ("", "none") == (offered, start.layout.display)
    assert (40, 100) == (running, bench.timer.left)
    assert "1:40" in bench.timer._clock.value


def test_it_shows_what_was_set_elsewhere() -> None:
    """Started in the presenter view, it runs here, too."""
    bench = Bench(60)
    bench.ends = bench.now + 90

    assert "1:30" in bench.shown()


def test_after_its_end_it_asks_kindly_and_can_be_extended() -> None:
    """Nobody is cut off."""
    bench = Bench(10)
    bench.press(1)
    bench.now += 11
    said = bench.shown()
    bench.press(2)

    assert "Time’s up" in said
    assert bench.timer.left == 60
