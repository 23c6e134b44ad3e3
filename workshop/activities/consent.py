"""Deciding by consent: nobody has a reasoned objection, or the objection is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.errors import WorkshopError
from workshop.widgets.fields import choice, text_field
from workshop.widgets.html import block, button, classed, esc
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.activity import Activity

NONE, NOTED = "none", "noted"


def consent_panel(activity: Activity, record: Callable[[list[str]], None]) -> w.Widget:
    """Return the question of consent with the button that records.

    Args:
        activity: the activity that decides.
        record: gets the objections (plain text, empty list without any) and stores the decision.
    """
    words, room = activity.words, activity.room
    question = f"{activity.key}.consent"

    def standing() -> dict[str, str]:
        return {"answer": "", "objection": ""} | room.state.item(question, "both")

    def keep(part: str, value: str) -> None:
        room.say(question, "both", standing() | {part: value}, "both")

    def press(_: object) -> None:
        record(objections(standing()))

    options = [
        (words("Please ask the round …"), ""),
        (words("No objection: good enough for now, safe enough to try"), NONE),
        (words("An objection, and we write it down"), NOTED),
    ]

    def choose(value: str) -> None:
        keep("answer", value)
        show()

    answer = choice(
        words("Does anybody have a reasoned objection?"),
        options,
        standing()["answer"],
        activity.guarded(choose),
    )
    objection = text_field(
        words("The objection, in the words of whoever has it"),
        standing()["objection"],
        activity.guarded(lambda value: keep("objection", value)),
        area=True,
    )

    def show() -> None:
        objection.layout.display = "" if standing()["answer"] == NOTED else "none"

    show()
    done = button(words("Record it"), "ot-primary", "ot-onward")
    done.on_click(activity.guarded(press))
    head = block(f"<h3>{esc(words('Consent'))}</h3>")
    return classed(w.VBox([head, answer, objection, done]), "ot-panel", "ot-consent")


def objections(standing: dict[str, str]) -> list[str]:
    """Return the recorded objections.

    Raises:
        WorkshopError: if nobody asked the round yet, or an objection has no words.
    """
    if standing["answer"] == NONE:
        return []
    text = standing["objection"].strip()
    if standing["answer"] == NOTED and text:
        return [text]
    if standing["answer"] == NOTED:
        raise WorkshopError(N_("The objection has no words yet."), hint=N_("Write it down first."))
    raise WorkshopError(
        N_("Nobody has asked for objections yet."),
        hint=N_("Ask the round, then choose the answer above."),
    )
