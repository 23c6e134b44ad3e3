"""Act 3 as far as a test needs it: both sides chose, the sheet is full, the numbers are agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import cover_both, type_in
from support.acts.screen import choose, press
from workshop.agenda import Beat
from workshop.kpis.catalogue.answers import ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.targets.reach import reach
from workshop.notebook.act3.joint_kpis import JointKpis
from workshop.story.act3.joint_kpis import PICKS

if TYPE_CHECKING:
    from workshop.kpis.core.value import KpiValue
    from workshop.kpis.targets.reach import Reach
    from workshop.story.context import Stage

CHOSEN = {
    "sales": ("win_rate", "sales_cycle_won", "lead_to_won"),
    "marketing": ("lead_to_won", "response_time", "acceptance_rate"),
}
SHEET = ("lead_to_won", "response_time", "acceptance_rate")
"""What stands on the sheet then: what both chose, and the rest in the catalogue's order."""


def asked(stage: Stage, name: str) -> KpiValue:
    """Return what a KPI is where nothing is agreed, computed once for all tests."""
    return stage.once(("asked", name), lambda: ask(kpi(name), Scope.of(stage.crm)))


def reached(stage: Stage, name: str) -> Reach:
    """Return what its next quarter can bring, computed once for all tests."""
    return stage.once(("reached", name), lambda: reach(Scope.of(stage.crm), name))


def picked(stage: Stage, beat: Beat = Beat.REVEAL) -> JointKpis:
    """Return the act in a beat after both sides chose three and covered them."""
    act = JointKpis(stage)
    type_in(stage, PICKS.key, **{side: {"choices": list(CHOSEN[side])} for side in CHOSEN})
    cover_both(act)
    act.enter(beat)
    return act


def filled(stage: Stage, sales: str = "Innendienst", marketing: str = "Kampagnen") -> JointKpis:
    """Return the act with a complete sheet."""
    act = picked(stage, Beat.DECIDE)
    for place in range(3):
        act.sheet.write(place, target=12.0, sales=sales, marketing=marketing)
    act.redraw()
    return act


def record(act: JointKpis) -> None:
    """Ask the round about the sheet as it stands, and press the button."""
    words = act.words
    no_objection = words("No objection: good enough for now, safe enough to try")
    choose(act.widget, words("Does anyone have a reasoned objection?"), no_objection)
    press(act.widget, words("Record it"))


def recorded(stage: Stage, **owners: str) -> JointKpis:
    """Return the act with its numbers agreed."""
    act = filled(stage, **owners)
    record(act)
    return act
