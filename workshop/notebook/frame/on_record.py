"""What was decided: first it alone, then what was objected, and a way to change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.agenda import Beat
from workshop.notebook.frame.consent import objections_html
from workshop.notebook.frame.moments import Moment, moment
from workshop.widgets.elements import block, button
from workshop.words import N_

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.notebook.frame.walk import Walk
    from workshop.story.decisions.record import Recorded


def on_record(
    activity: Walk, decision: Recorded | None, title: str, *parts: w.Widget, style: str = ""
) -> list[Moment]:
    """Return the moments of what was decided.

    Args:
        activity: whose decision it is.
        decision: what was decided; None where it cannot be read any more.
        title: of the first moment, a message.
        parts: of the first moment.
        style: of the first moment.
    """
    words = activity.words
    change = button(words("Change it"), "ot-quiet", "ot-change")
    change.on_click(activity.guarded(lambda _: activity.enter(Beat.DECIDE)))
    told = objections_html(decision, words)
    if not told:
        return [moment(title, *parts, change, style=style)]
    return [
        moment(title, *parts, style=style),
        moment(N_("Objections"), block(told), change),
    ]
