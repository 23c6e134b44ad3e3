"""A question on the projector: how many have answered, and after the reveal, what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.room.projection import for_screen
from workshop.widgets.html import block, button, classed, esc
from workshop.widgets.results import results_html, waiting_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.activity import Activity
    from workshop.room.state import Asked, RoomState


class QuestionPanel:
    """One question, kept up to date.

    Args:
        activity: what asks it.
        key: the question.
    """

    def __init__(self, activity: Activity, key: str) -> None:
        self.key = key
        self._words = activity.words
        self._body = block("")
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

    def _html(self, asked: Asked, state: RoomState) -> str:
        words = self._words
        prompt = f"<h3>{esc(asked.question.prompt[words.lang])}</h3>"
        found = for_screen(state, self.key)
        assert found is not None  # noqa: S101 - the panel's question was asked
        if asked.is_revealed:
            return prompt + results_html(asked.question, found, words)
        note = "" if asked.is_open else f"<p>{esc(words('Closed; not revealed yet.'))}</p>"
        return prompt + waiting_html(found.n, state.people, words) + note
