"""How the workshop is run: a hall with phones, a team at one screen, or one person alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from workshop.widgets.fields import choice
from workshop.widgets.html import side_name
from workshop.words import N_

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.activities.activity import Activity
    from workshop.room.room import Room
    from workshop.room.state import RoomState

TwoSides = Literal["sales", "marketing"]
SIDES: tuple[TwoSides, ...] = ("sales", "marketing")
MODE = "room.mode"
Mode = Literal["phones", "projector", "solo"]
TOGETHER = N_("We are several, with phones or at one keyboard")
ALONE = N_("I am alone and sit with {side}")


def mode_of(state: RoomState) -> Mode:
    """Return how the workshop is run; phones decide by being there."""
    if learner(state):
        return "solo"
    return "phones" if state.is_live else "projector"


def learner(state: RoomState) -> TwoSides | None:
    """Return the side of the one person who learns alone, or None where there are several."""
    side = state.item(MODE, "both").get("side")
    return next((one for one in SIDES if one == side and not state.is_live), None)


def other_side(side: TwoSides) -> TwoSides:
    """Return the side across the table."""
    return "marketing" if side == "sales" else "sales"


def choose_mode(room: Room, side: TwoSides | None) -> None:
    """Say that one person of a side is alone, or that there are several (None)."""
    room.say(MODE, "both", {"side": side or ""}, "both")


def mode_choice(activity: Activity) -> w.Widget:
    """Return the question who is here."""
    words = activity.words
    options = [(words(TOGETHER), "")]
    options += [(words(ALONE, side=side_name(side, words)), side) for side in SIDES]

    def keep(side: str) -> None:
        choose_mode(activity.room, next((one for one in SIDES if one == side), None))
        activity.redraw()

    chosen = learner(activity.room.state) or ""
    return choice(words("Who is sitting here?"), options, chosen, activity.guarded(keep))
