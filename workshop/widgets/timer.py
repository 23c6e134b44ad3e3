"""A timer for talking: it counts down, can be extended, and never cuts anybody off."""

from __future__ import annotations

import asyncio
from time import monotonic
from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.widgets.html import button, classed

if TYPE_CHECKING:
    from workshop.words import Words

STEP = 60


class Timer:
    """A countdown with start and one more minute.

    Args:
        words: the language.
        seconds: how long it runs at first.
    """

    def __init__(self, words: Words, seconds: int) -> None:
        self.words = words
        self._left = float(seconds)
        self._ends: float | None = None
        self._task: asyncio.Task[None] | None = None
        self._clock = classed(w.HTML(), "ot-html", "ot-clock")
        start, more = button(words("Start the timer")), button(words("One more minute"))
        start.on_click(lambda _: self.start())
        more.on_click(lambda _: self.extend())
        self.widget = classed(w.HBox([self._clock, start, more]), "ot-timer")
        self._draw()

    @property
    def left(self) -> float:
        """Seconds left, 0 when the time is over."""
        return self._left if self._ends is None else max(0.0, self._ends - monotonic())

    def start(self) -> None:
        """Let it run; starting twice changes nothing."""
        if self._ends is None:
            self._ends = monotonic() + self._left
            self._task = asyncio.get_running_loop().create_task(self._tick())

    def extend(self) -> None:
        """Give a minute more, running or not, and after the end, too."""
        running = self._ends is not None
        self._left = self.left + STEP
        self._ends = None
        if running:
            self.stop()
            self.start()
        self._draw()

    def stop(self) -> None:
        """Stop the clock where it is."""
        self._left, self._ends = self.left, None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _tick(self) -> None:
        while self.left > 0:
            self._draw()
            await asyncio.sleep(1)
        self._draw()

    def _draw(self) -> None:
        minutes, seconds = divmod(round(self.left), 60)
        over = self.words("Time is up – finish your sentence.") if self.left == 0 else ""
        self._clock.value = f"<b>{minutes}:{seconds:02d}</b> {over}"
