"""The phones of an activity: what they are asked, and what the projector shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.activities.door_line import DoorLine
from workshop.activities.panel import QuestionPanel
from workshop.agenda import Beat
from workshop.room.projection import answers
from workshop.widgets.html import classed

if TYPE_CHECKING:
    from workshop.activities.activity import Activity
    from workshop.room.state import RoomState


def consent_prefix(activity: str) -> str:
    """Return how the keys of an activity's consent questions begin."""
    return f"{activity}.consent."


class Audience:
    """Everybody who takes part in an activity by phone.

    Args:
        activity: says what is asked in each beat.
    """

    def __init__(self, activity: Activity) -> None:
        self._activity = activity
        self._room = activity.room
        self._door = DoorLine(activity.words)
        self._panels: dict[str, QuestionPanel] = {}
        self._beat = Beat.THINK
        self._asked_here: set[str] = set()
        self.panels = classed(w.Box(), "ot-panels")

    @property
    def door(self) -> w.Widget:
        """The way in, and who is there."""
        return self._door.widget

    def begin(self) -> None:
        """Let phones follow this activity, and ask what was never asked before."""
        self._room.open_act(self._activity.key)
        asked = self._room.state.questions
        for question in self._activity.asks(self._activity.beat):
            if question.key not in asked:
                self._room.open_question(self._activity.key, question)

    def ask(self, beat: Beat) -> None:
        """Open what a beat asks, and reveal what was asked before."""
        wanted = self._activity.asks(beat)
        for asked in self._room.state.open_questions(self._activity.key):
            if asked.question.key not in {one.key for one in wanted}:
                self._room.reveal_question(asked.question.key)
        for question in wanted:
            self._room.open_question(self._activity.key, question)

    def draw(self, beat: Beat) -> None:
        """Show what belongs into a beat."""
        self._beat = beat
        self._door.resize(big=self._activity.is_first and beat is Beat.THINK)
        asks = self._activity.asks(beat)
        self._asked_here = {one.key for one in asks}
        for question in asks:
            asked = self._room.state.questions.get(question.key)
            if asked and asked.is_open and asked.question != question:  # a card has gone
                self._room.open_question(self._activity.key, question)
        self.update()

    def update(self) -> None:
        """Bring everything up to date, each panel in its place."""
        self._open_empty(self._room.state)
        state = self._room.state
        self._door.update(state)
        keys = self._shown(state) if state.is_live else []
        for key in keys:
            if key not in self._panels:
                self._panels[key] = QuestionPanel(self._activity, key)
            self._panels[key].update(state)
        panels = tuple(self._panels[key].widget for key in keys)
        if panels != self.panels.children:
            self.panels.children = panels

    def _open_empty(self, state: RoomState) -> None:
        """Open again what was revealed here though nobody has answered: there is nothing to see."""
        for key in self._asked_here if state.is_live else ():
            asked = state.questions.get(key)
            if asked and asked.is_revealed and not state.said(key):
                self._room.open_question(self._activity.key, asked.question)

    def _shown(self, state: RoomState) -> list[str]:
        """Return the questions to show: those open first, then those that were answered."""
        mine = [one for one in state.questions.values() if one.activity == self._activity.key]
        asked = [one.question.key for one in mine if not one.is_revealed]
        known = [one.question.key for one in mine if one.is_revealed]
        return asked + [key for key in known if self._matters(key) and answers(state, key)]

    def _matters(self, key: str) -> bool:
        """Return whether the answers to a revealed question belong into the present beat."""
        if key in self._activity.shown_elsewhere:
            return False
        if self._beat is Beat.REVEAL or key in self._asked_here:
            return True
        if self._beat in (Beat.DECIDE, Beat.RECORDED):
            return key.startswith(consent_prefix(self._activity.key))
        return self._beat is Beat.TALK and not self._asked_here
