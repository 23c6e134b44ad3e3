"""Two sides at one keyboard, drawn: a panel each, open while it writes, covered when it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.side import SIDES, Side, other_side, side_name
from workshop.story.frame.covering import WE_ARE_DONE, is_covered, say_done
from workshop.story.solo.mode import learner
from workshop.story.solo.persona import PERSONAS
from workshop.widgets.elements import Html, block, button, classed, columns, paragraph, side_badge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop.story.frame.host import Host


def cover(activity: Host, side: Side, *, done: bool) -> None:
    """Record that a side is done, or that it goes on writing, and draw that."""
    say_done(activity, side, done=done)
    activity.redraw()


def two_panels(
    activity: Host,
    draw: Callable[[Side], list[w.Widget]],
    check: Callable[[Side], None],
    sides: Sequence[Side] = SIDES,
) -> w.Widget:
    """Return one panel a side: open while it writes, covered when it is done.

    Args:
        activity: the activity the panels are part of.
        draw: draws a side's fields.
        check: raises `WorkshopError` if the side cannot be done yet.
        sides: whose panels are drawn.
    """
    return columns(*(_panel(activity, side, draw, check) for side in sides))


def _panel(
    activity: Host,
    side: Side,
    draw: Callable[[Side], list[w.Widget]],
    check: Callable[[Side], None],
) -> w.Widget:
    words = activity.words
    if learner(activity.room.state) == other_side(side):
        return _persona_panel(activity, side)
    covered = is_covered(activity, side)
    head = block(Html("<h3>{}</h3>").format(side_badge(side, words)))
    toggle = button(
        words("Open again") if covered else words(WE_ARE_DONE),
        "ot-quiet" if covered else f"ot-fill-{side}",
    )

    def press(_: object) -> None:
        if not covered:
            check(side)
        cover(activity, side, done=not covered)

    toggle.on_click(activity.guarded(press))
    body = [_lid(activity, side)] if covered else draw(side)
    return classed(w.VBox([head, *body, toggle]), "ot-panel", f"ot-panel-{side}")


def _persona_panel(activity: Host, side: Side) -> w.Widget:
    """Return the panel of the side that is played: who it is, and that it has written."""
    words, persona = activity.words, PERSONAS[side]
    wrote = words("{name} has already written. You’ll see it when you reveal.", name=persona.name)
    return block(
        Html('<h3>{}</h3><p>{}</p><p class="ot-lid">{}</p>').format(
            side_badge(side, words), words(persona.intro), wrote
        ),
        "ot-panel",
        f"ot-panel-{side}",
    )


def _lid(activity: Host, side: Side) -> w.Widget:
    text = activity.words(
        "{side} is done. Hidden until you reveal.", side=side_name(side, activity.words)
    )
    return paragraph(text, "ot-lid")
