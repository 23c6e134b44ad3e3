"""The question of consent, drawn, with the button that records, and what was objected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.errors import WorkshopError
from workshop.room.state.consent import NONE, OBJECTION
from workshop.room.state.moments import AGREE, ASK, DEEDS, RECORD
from workshop.story.decisions.text import objections
from workshop.story.frame.consent import (
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

    from workshop.notebook.frame.walk import Walk
    from workshop.story.decisions.record import Recorded
    from workshop.words import Words

    Record = Callable[[list[str]], None]


def consent_panel(activity: Walk, record: Record) -> w.Widget:
    """Return the question of consent with the button that records.

    What its buttons do can be done from the presenter view as well.

    Args:
        activity: the activity that decides; its `proposal_text` is what phones are asked about.
        record: gets the objections (plain text, empty list without any) and stores the decision.
    """
    return _Panel(activity, record).widget


class _Panel:
    def __init__(self, activity: Walk, record: Record) -> None:
        self._activity, self._words, self._record = activity, activity.words, record
        self._proposed = block(Html(), "ot-proposed")
        self._answer, self._objection = self._answer_field(), self._objection_field()
        self.widget = classed(w.VBox(self._parts()), "ot-panel", "ot-consent")
        self._show()
        activity.whenever_turned(self._show_proposal)
        activity.offer(AGREE, self._agree)
        activity.offer(RECORD, lambda: self._record(noted(activity)))
        if activity.room.state.is_live:
            activity.offer(ASK, self._ask)

    def _parts(self) -> list[w.Widget]:
        ask = button(self._words(DEEDS[ASK]), "ot-quiet")
        ask.on_click(self._activity.guarded(lambda _: self._ask()))
        ask.layout.display = "" if self._activity.room.state.is_live else "none"
        done = button(self._words(DEEDS[RECORD]), "ot-primary", "ot-onward")
        done.on_click(self._activity.guarded(lambda _: self._press()))
        head = block(Html("<h3>{}</h3>").format(self._words("Objection round")))
        return [head, self._proposed, ask, self._answer, self._objection, done]

    def _answer_field(self) -> w.Widget:
        words = self._words
        options = [
            (words("Please ask around the table …"), ""),
            (words("No objection: good enough for now, safe enough to try"), NONE),
            (words("An objection, and we’ll write it down"), OBJECTION),
        ]
        asked = words("Does anyone have a reasoned objection?")
        given = standing(self._activity).answer
        return choice(asked, options, given, self._activity.guarded(self._choose))

    def _objection_field(self) -> w.Widget:
        return text_field(
            self._words("The objection, verbatim"),
            standing(self._activity).reason,
            self._activity.guarded(lambda value: self._keep("reason", value)),
            area=True,
        )

    def _keep(self, part: str, value: str) -> None:
        keep_answer(self._activity, part, value)
        typed = self._objection.children[0]
        if typed.value and not standing(self._activity).reason:
            typed.value = ""

    def _choose(self, value: str) -> None:
        self._keep("answer", value)
        self._show()

    def _show(self) -> None:
        objects = standing(self._activity).objects
        self._objection.layout.display = "" if objects else "none"
        self._show_proposal()

    def _show_proposal(self) -> None:
        self._proposed.value = _proposal_html(self._activity)

    def _ask(self) -> None:
        activity = self._activity
        ask_phones(activity, activity.proposal_text())
        activity.show(len(activity.moments.titles) - 1)  # where the answers are counted
        activity.refresh()

    def _agree(self) -> None:
        self._keep("answer", NONE)
        self._record(noted(self._activity))

    def _press(self) -> None:
        try:
            self._record(noted(self._activity))
        except ChangedError:
            self._answer.children[0].value = ""
            raise


def _proposal_html(activity: Walk) -> Html:
    """Return what is asked about as it stands, as HTML; nothing while it is not whole yet."""
    try:
        text = activity.proposal_text()[activity.words.lang].strip()
    except WorkshopError:  # it is said where it is written, and once more when it is recorded
        return Html()
    return Html("<blockquote>{}</blockquote>").format(text) if text else Html()


def objections_html(decision: Recorded | None, words: Words) -> Html:
    """Return the objections to a decision as HTML; nothing where there are none."""
    told = objections(decision, words) if decision else []
    items = Html("<li>{}</li>").each(told)
    return Html("<h4>{}</h4><ul>{}</ul>").format(words("Objections"), items) if items else Html()
