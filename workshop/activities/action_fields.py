"""The fields of one action: what, who, by when, and how everybody sees that it is done."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from workshop.widgets.fields import labelled, text_field
from workshop.widgets.html import classed, heading

if TYPE_CHECKING:
    from workshop.activities.retrospective import Retrospective


def action_fields(activity: Retrospective, place: int) -> w.Widget:
    """Return the fields of the action at a place; what is typed is kept at once."""
    draft, words = activity.action_draft(place), activity.words

    def field(key: str, label: str, *, area: bool = False) -> w.Widget:
        save = activity.guarded(lambda text: activity.write_action(place, **{key: text}))
        return text_field(label, draft.get(key, ""), save, area=area)

    due = w.DatePicker(value=date.fromisoformat(activity.dated(draft)["due"]))

    def keep_day(change: dict[str, Any]) -> None:
        if change["new"]:
            activity.write_action(place, due=change["new"].isoformat())

    due.observe(activity.guarded(keep_day), "value")
    fields = [
        heading(words("Action {place}", place=place + 1)),
        field("what", words("What"), area=True),
        field("owner", words("Owner (a role)")),
        labelled(due, words("By")),
        field("done_when", words("Done when"), area=True),
    ]
    return classed(w.VBox(fields), "ot-panel")
