"""Two sides at one keyboard: each writes alone, then covers what it wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import ipywidgets as w

from workshop.errors import WorkshopError
from workshop.room.projection import answers
from workshop.widgets.html import block, button, classed, columns, esc, side_badge
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop.activities.activity import Activity

TwoSides = Literal["sales", "marketing"]
PRESS_DONE = N_("Press “We are done” on each side. What you wrote stays covered until then.")
FEW_PHONES = N_(
    "A side with fewer than five answers by phone builds its rule at the keyboard, on the"
    " projector, and presses “We are done” there."
)
SIDES: tuple[TwoSides, ...] = ("sales", "marketing")


def is_covered(activity: Activity, side: TwoSides, beat: str = "") -> bool:
    """Return whether the side said that it is done with a beat, by default the present one."""
    return bool(activity.room.state.item(_question(activity, beat), side).get("done"))


def cover(activity: Activity, side: TwoSides, *, done: bool) -> None:
    """Record that a side is done, or that it goes on writing, and draw that."""
    activity.room.say(_question(activity), side, {"done": done}, side)
    activity.redraw()


def both_covered(activity: Activity, sides: Sequence[TwoSides] = SIDES) -> WorkshopError | None:
    """Return who is still thinking, as a complaint, or None if all `sides` are done."""
    open_ = [side for side in sides if not is_covered(activity, side, "think")]
    if not open_:
        return None
    return WorkshopError(
        N_("Not everybody is done yet."),
        found=N_("Still writing: {sides}"),
        hint=FEW_PHONES if activity.room.state.is_live else PRESS_DONE,
        sides=", ".join(_name(activity, side) for side in open_),
    )


def answered_or_covered(activity: Activity, question: str) -> WorkshopError | None:
    """Return what is missing where phones answer alone, and the keyboard only without phones."""
    state = activity.room.state
    if answers(state, question):
        return None
    if not state.is_live:
        return both_covered(activity)
    return WorkshopError(
        N_("Nobody has answered yet."), hint=N_("Give the phones a moment; one answer is enough.")
    )


def two_panels(
    activity: Activity,
    draw: Callable[[TwoSides], list[w.Widget]],
    check: Callable[[TwoSides], None],
) -> w.Widget:
    """Return one panel a side: open while it writes, covered when it is done.

    Args:
        activity: the activity the panels are part of.
        draw: draws a side's fields.
        check: raises `WorkshopError` if the side cannot be done yet.
    """
    return columns(*(_panel(activity, side, draw, check) for side in SIDES))


def _panel(
    activity: Activity,
    side: TwoSides,
    draw: Callable[[TwoSides], list[w.Widget]],
    check: Callable[[TwoSides], None],
) -> w.Widget:
    words = activity.words
    covered = is_covered(activity, side)
    head = block(f"<h3>{side_badge(side, words)}</h3>")
    toggle = button(
        words("Open again") if covered else words("We are done"),
        "ot-quiet" if covered else f"ot-fill-{side}",
    )

    def press(_: object) -> None:
        if not covered:
            check(side)
        cover(activity, side, done=not covered)

    toggle.on_click(activity.guarded(press))
    body = [_lid(activity, side)] if covered else draw(side)
    return classed(w.VBox([head, *body, toggle]), "ot-panel", f"ot-panel-{side}")


def _lid(activity: Activity, side: TwoSides) -> w.Widget:
    text = activity.words("{side} is done. Covered until you reveal.", side=_name(activity, side))
    return block(f"<p>{esc(text)}</p>", "ot-lid")


def _name(activity: Activity, side: TwoSides) -> str:
    return {"sales": activity.words("Sales"), "marketing": activity.words("Marketing")}[side]


def _question(activity: Activity, beat: str = "") -> str:
    return f"{activity.key}.{beat or activity.beat}.done"
