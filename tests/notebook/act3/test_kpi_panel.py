"""A line of the sheet: what the number is, what a quarter can bring, what the target means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.screen import choose, esc, field, press, text
from support.acts.sheets import SHEET, asked, picked, reached

from workshop.agenda import Beat
from workshop.kpis.catalogue.answers import KPIS, ask, kpi
from workshop.kpis.core.scope import Scope
from workshop.kpis.core.unit import Unit
from workshop.kpis.targets.text import judgement_text
from workshop.kpis.text.answers import headline
from workshop.notebook.act3.kpi_panel import UNIT_HINTS, KpiPanel
from workshop.story.act3.joint_kpis import JOINT
from workshop.story.act3.sheet import draft_from, target_value

if TYPE_CHECKING:
    from workshop.notebook.act3.joint_kpis import JointKpis
    from workshop.story.context import Stage

NEVER = "No quarter could ever have this value."


def panel(act: JointKpis, place: int = 0) -> str:
    """Return what stands on a line."""
    name = act.sheet.draft(place).name
    return text(
        KpiPanel(act, act.sheet, place, {name: ask(kpi(name), Scope.of(act.stage.crm))}).widget
    )


def test_a_target_is_asked_for_in_the_unit_of_the_number() -> None:
    """Nobody has to know that the kit thinks in shares of one."""
    assert {kpi.unit for kpi in JOINT.values()} <= UNIT_HINTS.keys()
    assert 0.4 == target_value(draft_from({"target": 40.0}, "win_rate"))
    assert 40.0 == target_value(draft_from({"target": 40.0}, "response_time"))


@pytest.mark.parametrize("name", JOINT)
def test_every_number_on_offer_can_be_a_line(stage: Stage, name: str) -> None:
    """With today's value, its unit, and what to look at beside it."""
    act, words, one = picked(stage, Beat.DECIDE), stage.words, kpi(name)
    act.sheet.write(0, name=name)
    shown = panel(act)

    assert esc(headline(asked(stage, name), words)) in shown
    assert words(UNIT_HINTS[one.unit]) in shown
    assert esc(words(KPIS[one.counter].label)) in shown


@pytest.mark.parametrize("target", [0.5, 12.0, 99.0])
@pytest.mark.parametrize("place", range(3))
def test_a_target_is_judged_while_it_is_typed(stage: Stage, place: int, target: float) -> None:
    """The sentence below the field is that of the number's own quarters."""
    act, words = picked(stage, Beat.DECIDE), stage.words
    one = kpi(SHEET[place])
    same = [other for other in range(place) if kpi(SHEET[other]).unit is one.unit]
    field(act.widget, words(UNIT_HINTS[one.unit]), len(same)).value = target
    goal = target / 100 if one.unit is Unit.RATIO else target

    found = reached(stage, one.name)

    assert target == act.sheet.draft(place).target
    assert esc(judgement_text(found, found.judge(goal), words)) in text(act.widget)


@pytest.mark.parametrize("target", [120.0, -5.0])
def test_a_target_that_can_never_be_breaks_nothing(stage: Stage, target: float) -> None:
    """The line says so, and can still be put right after everything was drawn anew."""
    act, words = picked(stage, Beat.DECIDE), stage.words
    hint = words("Target in percent")
    field(act.widget, hint, 0).value = target
    typed = text(act.widget)
    press(act.widget, words("Add another number"))
    anew = text(act.widget)
    field(act.widget, hint, 0).value = 12.0

    assert [True, True] == [words(NEVER) in each for each in (typed, anew)]
    assert words("Objection round") in anew
    assert words(NEVER) not in text(act.widget)
    assert 12.0 == act.sheet.draft(0).target


def test_another_number_begins_without_a_target(stage: Stage) -> None:
    """Twelve percent would become twelve hours."""
    act, words = picked(stage, Beat.DECIDE), stage.words
    act.sheet.write(0, target=12.0)
    choose(act.widget, words("KPI"), words(kpi("feedback_time").label), 0)

    assert ("feedback_time", None) == (act.sheet.draft(0).name, act.sheet.draft(0).target)
    assert words(UNIT_HINTS[kpi("feedback_time").unit]) in text(act.widget)


def test_owners_are_kept_as_they_are_typed(german: Stage) -> None:
    """A role of each side, each in its own field."""
    act, words = picked(german, Beat.DECIDE), german.words
    field(act.widget, words("Owner in sales (a role)"), 1).value = "Innendienst"
    field(act.widget, words("Owner in marketing (a role)"), 1).value = "Kampagnen"

    assert {"sales": "Innendienst", "marketing": "Kampagnen"} == act.sheet.draft(1).owners
    assert {"sales": "", "marketing": ""} == act.sheet.draft(0).owners
