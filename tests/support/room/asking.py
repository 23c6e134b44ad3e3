"""The notebook's part in a test of the phones: what it asks, and what was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.room.live import ACT, QUESTIONS
from workshop.room.room import Room
from workshop.room.views.projection import for_everybody

if TYPE_CHECKING:
    from support.room.live import Served
    from workshop.room.state.question import Question


def opened(room: Served, *kinds: str) -> None:
    """Be the notebook: open these questions."""
    with room.log() as log:
        notebook = Room(log)
        notebook.open_act(ACT)
        for kind in kinds:
            notebook.open_question(ACT, QUESTIONS[kind])


def begun(room: Served, activity: str, *questions: Question, beat: str = "think") -> None:
    """Be the notebook: go to a step, and ask these questions there."""
    with room.log() as log:
        notebook = Room(log)
        notebook.enter_beat(activity, beat)
        notebook.open_act(activity)
        for question in questions:
            notebook.open_question(activity, question)


def ready(room: Served) -> int:
    """Return how many phones are done, as the facilitator sees it."""
    with room.log() as log:
        return int(for_everybody(Room(log).state)["ready"])


def stored(room: Served, kind: str) -> list[dict[str, object]]:
    """Return the answers in the log."""
    with room.log() as log:
        return [one.body for one in Room(log).state.said(kind)]
