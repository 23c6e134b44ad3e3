"""Questions answered at the keyboard, a panel a side, where a side has no phones of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.errors import WorkshopError
from workshop.room.state.body import DIGITS, no_number
from workshop.room.state.question import Number
from workshop.widgets.form import question_form
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    import ipywidgets as w

    from workshop.room.state.question import Question
    from workshop.side import Side
    from workshop.story.frame.host import Host


def form(activity: Host, side: Side, question: Question) -> w.Widget:
    """Return a question's form for a side; every change is kept at once."""
    room = activity.room
    said = room.state.item(question.key, side)

    def save(body: dict[str, Any]) -> None:
        typed = body.get("value")
        if isinstance(typed, str):  # what was there before is not what is in the field now
            room.say(question.key, side, {}, side)
            raise no_number(typed)
        room.say(question.key, side, body, side)

    return question_form(question, said, activity.guarded(save), activity.words)


def check_all(activity: Host, side: Side, questions: Iterable[Question]) -> None:
    """Check that a side has answered every question.

    Raises:
        WorkshopError: if an answer is missing or is none.
    """
    for question in questions:
        said = activity.room.state.item(question.key, side)
        if not said:
            raise WorkshopError(
                N_("One question hasn’t been answered yet."),
                found="{question}",
                hint=DIGITS if isinstance(question, Number) else "",
                question=question.prompt[activity.words.lang],
                example=2.5,
            )
        question.check(said)
