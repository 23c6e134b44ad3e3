"""Two sides at one keyboard: each writes alone, then covers what it wrote."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import ipywidgets as w

from workshop.activities.mode import SIDES, TwoSides, learner, other_side
from workshop.activities.solo.persona import PERSONAS
from workshop.errors import WorkshopError
from workshop.room.projection import answers
from workshop.widgets.html import block, button, classed, columns, esc, side_badge
from workshop.words import N_

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop.activities.activity import Activity

PRESS_DONE = N_("Press “{done}” there. What was written stays covered until you reveal it.")
WE_ARE_DONE = N_("We are done")


class UnansweredError(WorkshopError):
    """Nobody has answered yet; whoever goes on all the same goes on without answers."""


def is_covered(activity: Activity, side: TwoSides, beat: str = "") -> bool:
    """Return whether the side said that it is done with a beat, by default the present one."""
    return bool(activity.room.state.item(_question(activity, beat), side).get("done"))


def cover(activity: Activity, side: TwoSides, *, done: bool) -> None:
    """Record that a side is done, or that it goes on writing, and draw that."""
    activity.room.say(_question(activity), side, {"done": done}, side)
    activity.redraw()


def cover_quietly(activity: Activity, side: TwoSides) -> list[str]:
    """Record that a side is done with thinking, without drawing anything.

    Returns:
        Under which question that stands; empty where the side was done already.
    """
    if is_covered(activity, side, "think"):
        return []
    question = _question(activity, "think")
    activity.room.say(question, side, {"done": True}, side)
    return [question]


def both_covered(activity: Activity, sides: Sequence[TwoSides] = SIDES) -> WorkshopError | None:
    """Return who is still thinking, as a complaint, or None if all `sides` are done."""
    open_ = [side for side in sides if not is_covered(activity, side, "think")]
    if not open_:
        return None
    return WorkshopError(
        N_("Not everybody is done yet."),
        found=N_("Still writing: {sides}"),
        hint=PRESS_DONE,
        sides=", ".join(_name(activity, side) for side in open_),
        done=activity.words(WE_ARE_DONE),
    )


def skip(activity: Activity) -> None:
    """Record that an activity goes on although nobody has answered."""
    activity.room.say(_skipped(activity), "both", {"skipped": True}, "both")


def is_skipped(activity: Activity) -> bool:
    """Return whether an activity goes on without answers."""
    return bool(activity.room.state.item(_skipped(activity), "both"))


def unanswered(activity: Activity) -> UnansweredError | None:
    """Return that nobody has answered yet, or None where people go on without answers."""
    if is_skipped(activity):
        return None
    return UnansweredError(
        N_("Nobody has answered yet."),
        hint=N_(
            "Give the phones a moment. Or press the same button once more: then you go on without"
            " answers."
        ),
    )


def at_keyboard(activity: Activity) -> tuple[TwoSides, ...]:
    """Return the sides that speak at the keyboard: those whose phones may not be shown apart.

    A few phones of one side keep the other one from being shown as well: what is left after
    taking it from the whole would be theirs.
    """
    phones = Counter(one.side for one in activity.room.state.participants.values())
    if any(0 < phones[side] < activity.room.state.fewest for side in SIDES):
        return SIDES
    return tuple(side for side in SIDES if not phones[side])


def answered_or_covered(activity: Activity, question: str) -> WorkshopError | None:
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


def two_panels(
    activity: Activity,
    draw: Callable[[TwoSides], list[w.Widget]],
    check: Callable[[TwoSides], None],
    sides: Sequence[TwoSides] = SIDES,
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
    activity: Activity,
    side: TwoSides,
    draw: Callable[[TwoSides], list[w.Widget]],
    check: Callable[[TwoSides], None],
) -> w.Widget:
    words = activity.words
    if learner(activity.room.state) == other_side(side):
        return _persona_panel(activity, side)
    covered = is_covered(activity, side)
    head = block(f"<h3>{side_badge(side, words)}</h3>")
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


def _persona_panel(activity: Activity, side: TwoSides) -> w.Widget:
    """Return the panel of the side that is played: who it is, and that it has written."""
    words, persona = activity.words, PERSONAS[side]
    wrote = words("{name} has written already. You see it when you reveal.", name=persona.name)
    return block(
        f"<h3>{side_badge(side, words)}</h3><p>{esc(words(persona.intro))}</p>"
        f'<p class="ot-lid">{esc(wrote)}</p>',
        "ot-panel",
        f"ot-panel-{side}",
    )


def _lid(activity: Activity, side: TwoSides) -> w.Widget:
    text = activity.words("{side} is done. Covered until you reveal.", side=_name(activity, side))
    return block(f"<p>{esc(text)}</p>", "ot-lid")


def _name(activity: Activity, side: TwoSides) -> str:
    return {"sales": activity.words("Sales"), "marketing": activity.words("Marketing")}[side]


def _skipped(activity: Activity) -> str:
    return f"{activity.key}.skipped"


def _question(activity: Activity, beat: str = "") -> str:
    return f"{activity.key}.{beat or activity.beat}.done"
