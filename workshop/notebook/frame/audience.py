"""The phones of an activity: what they are asked, and what the projector shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.agenda import Beat
from workshop.notebook.frame.moments import Moment, moment
from workshop.room.state.question import Cards, ShortText
from workshop.room.state.text import beginning
from workshop.room.views.headcount import headcount
from workshop.room.views.projection import answers, for_screen
from workshop.story.frame.consent import consent_prefix
from workshop.widgets.elements import Html, block, button, classed
from workshop.widgets.join import DoorLine
from workshop.widgets.results import results_html, waiting_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.room.state.state import Asked, RoomState
    from workshop.story.frame.host import Host
    from workshop.words import Text


LONGEST_TITLE = 40
"""Characters of a question that a button has room for, in one line of the bar below the stage."""


class QuestionPanel:
    """One question, kept up to date: how many have answered, and after the reveal, what.

    Args:
        activity: what asks it.
        key: the question.
    """

    def __init__(self, activity: Host, key: str) -> None:
        self.key = key
        self._words = activity.words
        self._body = block(Html())
        room, words = activity.room, activity.words

        def verb(label: str, do: Callable[[], None]) -> w.Button:
            def press(_: object) -> None:
                do()
                activity.refresh()

            made = button(label, "ot-quiet", "ot-verb")
            made.on_click(activity.guarded(press))
            return made

        def again() -> None:
            room.open_question(activity.key, room.state.questions[key].question)

        self._close = verb(words("Close"), lambda: room.close_question(key))
        self._reveal = verb(words("Reveal"), lambda: room.reveal_question(key))
        self._again = verb(words("Open again"), again)
        verbs = classed(w.HBox([self._close, self._reveal, self._again]), "ot-verbs")
        self.widget = classed(w.VBox([self._body, verbs]), "ot-panel", "ot-live")

    def update(self, state: RoomState) -> None:
        """Show what stands now."""
        asked = state.questions[self.key]
        self._body.value = self._html(asked, state)
        for verb, shown in (
            (self._close, asked.is_open),
            (self._reveal, not asked.is_revealed),
            (self._again, not asked.is_open),
        ):
            verb.layout.display = "" if shown else "none"

    def _html(self, asked: Asked, state: RoomState) -> Html:
        words = self._words
        prompt = Html("<h3>{}</h3>").format(asked.question.prompt[words.lang])
        found = for_screen(state, self.key)
        assert found is not None  # noqa: S101 - the panel's question was asked
        if asked.is_revealed:
            return prompt + results_html(asked.question, found, words)
        waiting = prompt + waiting_html(found.n, headcount(state).total, words)
        if asked.is_open:
            return waiting
        return waiting + Html("<p>{}</p>").format(words("Closed; not revealed yet."))


class Audience:
    """Everybody who takes part in an activity by phone.

    Args:
        activity: says what is asked in each beat.
    """

    def __init__(self, activity: Host) -> None:
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
            before = asked.get(question.key)
            # An earlier version may have asked it in another station.
            if before is None or before.activity != self._activity.key:
                self._room.open_question(self._activity.key, question)

    def ask(self, beat: Beat) -> None:
        """Open what a beat asks, and reveal what was asked before."""
        wanted = self._activity.asks(beat)
        for asked in self._room.state.open_questions(self._activity.key):
            if asked.question.key not in {one.key for one in wanted}:
                self._room.reveal_question(asked.question.key)
        for question in wanted:
            self._room.open_question(self._activity.key, question)

    def revealed(self) -> tuple[str, ...]:
        """Return which questions of the present beat stand revealed: each has a moment."""
        state = self._room.state
        if not state.is_live or self._beat not in (Beat.REVEAL, Beat.TALK):
            return ()
        return tuple(key for key in self._shown(state) if state.questions[key].is_revealed)

    def moments(self, beat: Beat) -> list[Moment]:
        """Return what the phones answered to each question, a moment each, where it is revealed."""
        if beat not in (Beat.REVEAL, Beat.TALK):
            return []
        questions = self._room.state.questions
        return [
            moment(
                _short(questions[key].question.prompt),
                self._panels[key].widget,
                # As many texts as people: nobody knows how much room they take.
                style="ot-work" if isinstance(questions[key].question, Cards | ShortText) else "",
            )
            for key in self.revealed()
        ]

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
        apart = self.revealed()
        panels = tuple(self._panels[key].widget for key in keys if key not in apart)
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


def _short(prompt: Text) -> Text:
    """Return a question as the title of a moment."""
    return {lang: beginning(text, LONGEST_TITLE) for lang, text in prompt.items()}
