"""A break is a step: it stands on the projector, its clock starts by itself, the plan counts it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.agenda import PLANS, Beat, schedule
from workshop.notebook.act0.quiz import Quiz
from workshop.room.commands.steps import choose_plan

if TYPE_CHECKING:
    import pytest

    from workshop.story.context import Stage

KEY, MINUTES = "arriving.quiz", 15


def nothing(_: str) -> None:
    """Nothing is decided."""


def test_a_break_is_the_last_moment_of_its_station(
    german: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only where somebody leads by a plan; its clock starts when it is shown, and only once."""
    monkeypatch.setitem(PLANS, "240", replace(PLANS["240"], breaks={KEY: MINUTES}))
    german.room.open_act(KEY)
    german.room.enter_beat(KEY, Beat.REVEAL)
    act = Quiz(german)
    without = act.moments.titles
    german.room.execute(lambda state: choose_plan(state, "240", 0.0))
    act.redraw()
    titles = act.moments.titles

    assert (*without, titles[-1]) == titles
    assert titles[-1]["de"] == "Pause"
    assert KEY not in german.room.state.timers
    act.show(len(titles) - 1)
    ends = german.room.state.timers[KEY]
    act.show(0)
    act.show(len(titles) - 1)
    assert german.room.state.timers == {KEY: ends}


def test_a_plan_counts_its_break(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes behind it begins so much later; nobody is called late for having rested."""
    before = {(slot.activity, slot.beat): slot.begins for slot in schedule("240", nothing)}
    known = PLANS["240"].breaks
    monkeypatch.setitem(PLANS, "240", replace(PLANS["240"], breaks={**known, KEY: MINUTES}))
    after = {(slot.activity, slot.beat): slot.begins for slot in schedule("240", nothing)}
    later = [after[step] - before[step] for step in before]

    assert set(later) == {0, MINUTES}
    assert later == sorted(later)
    assert after[KEY, Beat.REVEAL] == before[KEY, Beat.REVEAL]
