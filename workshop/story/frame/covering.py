"""Two sides at one keyboard: each writes alone, then covers what it wrote; and what is missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.views.projection import answers
from workshop.side import SIDES, Side, side_name
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workshop.story.frame.host import Host

PRESS_DONE = N_("Press “{done}” there. What’s written stays covered until you reveal it.")
WE_ARE_DONE = N_("We’re done")


class UnansweredError(WorkshopError):
    """Nobody has answered yet; whoever goes on all the same goes on without answers."""


def is_covered(activity: Host, side: Side, beat: str = "") -> bool:
    """Return whether the side said that it is done with a beat, by default the present one."""
    return bool(activity.room.state.draft(_done(activity, beat), side).get("done"))


def say_done(activity: Host, side: Side, *, done: bool) -> None:
    """Record that a side is done with the present beat, or that it goes on writing."""
    activity.room.keep(_done(activity), {"done": done}, side)


def cover_quietly(activity: Host, side: Side) -> list[str]:
    """Record that a side is done with thinking, without drawing anything.

    Returns:
        Under which key that stands; empty where the side was done already.
    """
    if is_covered(activity, side, "think"):
        return []
    key = _done(activity, "think")
    activity.room.keep(key, {"done": True}, side)
    return [key]


def both_covered(activity: Host, sides: Sequence[Side] = SIDES) -> WorkshopError | None:
    """Return who is still thinking, as a complaint, or None if all `sides` are done."""
    open_ = [side for side in sides if not is_covered(activity, side, "think")]
    if not open_:
        return None
    return WorkshopError(
        N_("Not everyone is done yet."),
        found=N_("Still writing: {sides}"),
        hint=PRESS_DONE,
        sides=", ".join(side_name(side, activity.words) for side in open_),
        done=activity.words(WE_ARE_DONE),
    )


def skip(activity: Host) -> None:
    """Record that an activity goes on although nobody has answered."""
    activity.room.keep(_skipped(activity), {"skipped": True})


def is_skipped(activity: Host) -> bool:
    """Return whether an activity goes on without answers."""
    return bool(activity.room.state.draft(_skipped(activity)))


def unanswered(activity: Host) -> UnansweredError | None:
    """Return that nobody has answered yet, or None where people go on without answers."""
    if is_skipped(activity):
        return None
    return UnansweredError(
        N_("Nobody has answered yet."),
        hint=N_(
            "Give the phones a moment. Or press the same button again to continue without answers."
        ),
    )


def at_keyboard(activity: Host) -> tuple[Side, ...]:
    """Return the sides that speak at the keyboard: those whose phones may not be shown apart.

    A few phones of one side keep the other one from being shown as well: what is left after
    taking it from the whole would be theirs.
    """
    phones = Counter(one.side for one in activity.room.state.participants.values())
    if any(0 < phones[side] < activity.room.state.fewest for side in SIDES):
        return SIDES
    return tuple(side for side in SIDES if not phones[side])


def answered_or_covered(activity: Host, question: str) -> WorkshopError | None:
    """Return what is missing before answers can be revealed, or None.

    One phone is enough; where no phone has answered, the sides at the keyboard must be done. Who
    leads the workshop may go on without any answer, see `skip`.
    """
    state = activity.room.state
    sides = at_keyboard(activity)
    waiting = both_covered(activity, sides)
    if answers(state, question) or (sides and waiting is None):
        return None
    if not state.is_live:
        return waiting
    return unanswered(activity)


def _skipped(activity: Host) -> str:
    return f"{activity.key}.skipped"


def _done(activity: Host, beat: str = "") -> str:
    return f"{activity.key}.{beat or activity.beat}.done"
