"""Act 3 as far as a test needs it: both sides chose, the sheet is full, the numbers are agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acting import cover_both, type_in
from screen import choose, press

from workshop.activities.joint_kpis import PICKS, JointKpis
from workshop.agenda import Beat

if TYPE_CHECKING:
    from workshop.activities.stage import Stage

CHOSEN = {
    "sales": ("win_rate", "sales_cycle_won", "lead_to_won"),
    "marketing": ("lead_to_won", "response_time", "acceptance_rate"),
}
SHEET = ("lead_to_won", "response_time", "acceptance_rate")
"""What stands on the sheet then: what both chose, and the rest in the catalogue's order."""


def picked(stage: Stage, beat: Beat = Beat.REVEAL) -> JointKpis:
    """Return the act in a beat after both sides chose three and covered them."""
    act = JointKpis(stage)
    type_in(stage, PICKS.key, **{side: {"choices": list(CHOSEN[side])} for side in CHOSEN})
    cover_both(act)
    act.enter(beat)
    return act


def filled(stage: Stage, sales: str = "Innendienst", marketing: str = "Kampagnen") -> JointKpis:
    """Return the act with a complete sheet and the round asked."""
    act, words = picked(stage, Beat.DECIDE), stage.words
    for place in range(3):
        act.write(place, target=12.0, sales=sales, marketing=marketing)
    act.redraw()
    no_objection = words("No objection: good enough for now, safe enough to try")
    choose(act.widget, words("Does anybody have a reasoned objection?"), no_objection)
    return act


def recorded(stage: Stage, **owners: str) -> JointKpis:
    """Return the act with its numbers agreed."""
    act = filled(stage, **owners)
    press(act.widget, stage.words("Record it"))
    return act
