"""The question of consent, drawn, with the button that records, and what was objected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.room.state.consent import NONE, OBJECTION
from workshop.story.decisions.text import objections
from workshop.story.frame.consent import (
    ASK,
    RECORD,
    ChangedError,
    ask_phones,
    keep_answer,
    noted,
    standing,
)
from workshop.widgets.elements import Html, block, button, classed
from workshop.widgets.fields import choice, text_field

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.decisions.record import Recorded
    from workshop.story.frame.host import Host
    from workshop.words import Words


def consent_panel(activity: Host, record: Callable[[list[str]], None]) -> w.Widget:
    """Return the question of consent with the button that records.

    Args:
        activity: the activity that decides; its `proposal_text` is what phones are asked about.
        record: gets the objections (plain text, empty list without any) and stores the decision.
    """
    words, room = activity.words, activity.room

    def keep(part: str, value: str) -> None:
        keep_answer(activity, part, value)
        if objection.children[0].value and not standing(activity).reason:
            objection.children[0].value = ""

    def press(_: object) -> None:
        try:
            record(noted(activity))
        except ChangedError:
            answer.children[0].value = ""
            raise

    options = [
        (words("Please ask around the table …"), ""),
        (words("No objection: good enough for now, safe enough to try"), NONE),
        (words("An objection, and we’ll write it down"), OBJECTION),
    ]

    def choose(value: str) -> None:
        keep("answer", value)
        show()

    answer = choice(
        words("Does anyone have a reasoned objection?"),
        options,
        standing(activity).answer,
        activity.guarded(choose),
    )
    objection = text_field(
        words("The objection, verbatim"),
        standing(activity).reason,
        activity.guarded(lambda value: keep("reason", value)),
        area=True,
    )

    def show() -> None:
        objection.layout.display = "" if standing(activity).objects else "none"

    show()
    done = button(words(RECORD), "ot-primary", "ot-onward")
    done.on_click(activity.guarded(press))
    head = block(Html("<h3>{}</h3>").format(words("Objection round")))
    ask = button(words(ASK), "ot-quiet")

    def press_ask(_: object) -> None:
        ask_phones(activity, activity.proposal_text())
        activity.refresh()

    ask.on_click(activity.guarded(press_ask))
    ask.layout.display = "" if room.state.is_live else "none"
    return classed(w.VBox([head, ask, answer, objection, done]), "ot-panel", "ot-consent")


def objections_html(decision: Recorded | None, words: Words) -> Html:
    """Return the objections to a decision as HTML; nothing where there are none."""
    told = objections(decision, words) if decision else []
    items = Html("<li>{}</li>").each(told)
    return Html("<h4>{}</h4><ul>{}</ul>").format(words("Objections"), items) if items else Html()
