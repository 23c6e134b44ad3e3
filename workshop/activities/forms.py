"""Questions answered at the keyboard, a panel a side, where a side has no phones of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.widgets.form import question_form
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ipywidgets as w

    from workshop.activities.activity import Activity
    from workshop.activities.mode import TwoSides
    from workshop.room.question import Question


def form(activity: Activity, side: TwoSides, question: Question) -> w.Widget:
    """Return a question's form for a side; every change is kept at once."""
    room = activity.room
    said = room.state.item(question.key, side)

    def save(body: dict[str, Any]) -> None:
        room.say(question.key, side, body, side)

    return question_form(question, said, activity.guarded(save), activity.words)


def check_all(activity: Activity, side: TwoSides, questions: Iterable[Question]) -> None:
    """Check that a side has answered every question.

    Raises:
        WorkshopError: if an answer is missing or is none.
    """
    for question in questions:
        said = activity.room.state.item(question.key, side)
        if not said:
            raise WorkshopError(
                N_("One question has no answer yet."),
                found="{question}",
                question=question.prompt[activity.words.lang],
            )
        question.check(said)
