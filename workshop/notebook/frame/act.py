"""An act with its stations: one activity at a time, a way to each, and the place one left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.agenda import stations
from workshop.notebook.frame.handler import handled
from workshop.notebook.frame.navigation import WAY, leap_to
from workshop.room.commands.steps import no_step
from workshop.widgets.elements import Html, block, button, classed
from workshop.widgets.guard import Notice

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.acts import Act
    from workshop.agenda import Station
    from workshop.notebook.frame.activity import Activity
    from workshop.story.context import Stage

    Make = Callable[[Stage, Station, Callable[[str], None]], Activity]


class Programme:
    """An act of one or more stations.

    Args:
        stage: what its activities stand on.
        act: whose stations they are.
        make: gives the activity of a station; its last argument takes people elsewhere.
    """

    def __init__(self, stage: Stage, act: Act, make: Make) -> None:
        self.stage, self.act = stage, act
        self.room = stage.room
        self._make = make
        self.notice = Notice(stage.words)
        self._bar = classed(w.HBox(), "ot-stations")
        self._place = classed(w.VBox(), "ot-rows")
        self._leap = block(Html())
        self.widget = classed(
            w.VBox([self._bar, self._place, self.notice.widget, self._leap]), "ot-programme"
        )
        self.current = self._open(self._resumed())

    @property
    def stations(self) -> tuple[Station, ...]:
        """The stations as the group chose them."""
        return stations(self.act, self.room.state.decision)

    def go(self, to: str) -> None:
        """Take people to a station, or to another act: the one that follows is ``next``.

        Raises:
            WorkshopError: if there is no such place.
        """
        leap = leap_to(self.room, self.act, to, self.stage.words)
        if leap is not None:
            self._leap.value = leap
            return
        found = [station for station in self.stations if station.key == to]
        if not found:
            raise no_step(to)
        self.current = self._open(found[0])

    def refresh(self) -> None:
        """Show what happened in the room since; another screen may have gone on."""
        here = self.room.state.activity
        if here != self.current.key and here in {station.key for station in self.stations}:
            self.go(here)
        self.current.refresh()

    def reopen(self) -> None:
        """Be opened once more: the room comes here, and every window shows where it left."""
        self.current = self._open(self._resumed())

    def tick(self) -> None:
        """Let the timers show the time."""
        self.current.tick()

    def _resumed(self) -> Station:
        """Return where people go, or where they left: where they are, else the furthest seen."""
        state, known = self.room.state, self.stations
        for station in known:
            if station.key == state.draft(WAY).get("to"):
                return station
        for station in known:
            if station.key == state.activity:
                return station
        seen = [station for station in known if station.key in state.entered]
        return seen[-1] if seen else known[0]

    def _open(self, station: Station) -> Activity:
        self._leap.value = Html()  # whoever comes back is not sent away again
        self.room.keep(WAY, {})
        activity = self._make(self.stage, station, self.go)
        self._place.children = [activity.widget]
        self._draw_bar(station)
        return activity

    def _draw_bar(self, here: Station) -> None:
        known = self.stations
        self._bar.children = [self._way(one, here) for one in known] if len(known) > 1 else []

    def _way(self, station: Station, here: Station) -> w.Button:
        way = button(station.title[self.stage.words.lang], "ot-station")
        way.add_class("ot-station-now" if station == here else "ot-station-other")
        way.on_click(handled(self.room, self.notice, lambda _: self.go(station.key)))
        return way
