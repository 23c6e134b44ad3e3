"""A timer for talking: it counts down, can be extended, and never cuts anybody off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.widgets.elements import Html, block, button, classed

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.words import Words

MINUTE = 60


class Timer:
    """A countdown with start and one more minute; when it ends is kept elsewhere.

    Args:
        words: the language.
        seconds: how long it runs at first.
        ends: returns when it ends, in seconds since 1970, or None before its start.
        start: lets it run.
        extend: gives a minute more.
        now: returns the seconds since 1970.
        quiet: whether it is only seen while it runs.
    """

    def __init__(
        self,
        words: Words,
        seconds: int,
        *,
        ends: Callable[[], float | None],
        start: Callable[[], None],
        extend: Callable[[], None],
        now: Callable[[], float],
        quiet: bool = False,
    ) -> None:
        self.words = words
        self._seconds = seconds
        self._ends, self._now = ends, now
        self._quiet = quiet
        self._clock = block(Html(), "ot-clock")
        self._start, more = button(words("Start the timer")), button(words("One more minute"))
        self._start.on_click(lambda _: self._do(start))
        more.on_click(lambda _: self._do(extend))
        self.widget = classed(w.HBox([self._clock, self._start, more]), "ot-timer")
        self.draw()

    @property
    def left(self) -> float:
        """Seconds left, 0 when the time is over."""
        ends = self._ends()
        return float(self._seconds) if ends is None else max(0.0, ends - self._now())

    def _do(self, what: Callable[[], None]) -> None:
        what()
        self.draw()

    def draw(self) -> None:
        """Show the time that is left."""
        minutes, seconds = divmod(round(self.left), MINUTE)
        over = self.words("Time’s up – finish your sentence.") if self.left == 0 else ""
        self._clock.value = Html("<b>{}:{:02d}</b> {}").format(minutes, seconds, over)
        runs = self._ends() is not None
        self._start.layout.display = "none" if runs else ""
        self.widget.layout.display = "none" if self._quiet and not runs else ""
