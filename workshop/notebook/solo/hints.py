"""Hints in steps, for somebody who learns alone: the next one only when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.agenda import known_station
from workshop.widgets.elements import Html, block, button, classed

if TYPE_CHECKING:
    from workshop.agenda import Beat
    from workshop.story.frame.host import Host


def hints(activity: Host, beat: Beat) -> list[w.Widget]:
    """Return the button that gives one hint after the other; nothing where there are none."""
    station = known_station(activity.key)
    known = station.hints.get(beat, ()) if station else ()
    if not known:
        return []
    words = activity.words
    shown = block(Html(), "ot-muted")
    more = button("", "ot-quiet")
    given: list[str] = []

    def label() -> None:
        more.description = words("Hint {n} of {all}", n=len(given) + 1, all=len(known))
        more.tooltip = more.description
        more.layout.display = "none" if len(given) == len(known) else ""

    def press(_: object) -> None:
        given.append(words(known[len(given)]))
        shown.value = Html("<ol>{}</ol>").format(Html("<li>{}</li>").each(given))
        label()

    more.on_click(activity.guarded(press))
    label()
    return [classed(w.VBox([shown, more]), "ot-hints")]
