"""Act 3, walked by its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import choose, field, press, text

from workshop.activities.joint_kpis import JointKpis
from workshop.agenda import Beat
from workshop.kpis.catalogue import ask, kpi
from workshop.kpis.said import headline
from workshop.terms.definition import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.activities.stage import Stage

PICKS = {
    "sales": ("win_rate", "sales_cycle_won", "lead_to_won"),
    "marketing": ("lead_to_won", "response_time", "acceptance_rate"),
}


def picked(stage: Stage) -> JointKpis:
    """Return the act after both sides chose three and uncovered."""
    act = JointKpis(stage)
    for place, names in enumerate(PICKS.values()):
        for name in names:
            field(act.widget, stage.words(kpi(name).label), place).value = True
    press(act.widget, stage.words("We are done"), 0)
    press(act.widget, stage.words("We are done"), 0)
    press(act.widget, stage.words("Reveal") + " →")
    return act


def filled(stage: Stage) -> JointKpis:
    """Return the act with a complete sheet and the round asked."""
    act, words = picked(stage), stage.words
    act.enter(Beat.DECIDE)
    for place in range(3):
        act.write(place, target=12.0, sales="Innendienst", marketing="Kampagnen")
    act.redraw()
    no_objection = words("No objection: good enough for now, safe enough to try")
    choose(act.widget, words("Does anybody have a reasoned objection?"), no_objection)
    return act


def test_values_are_hidden_while_people_choose(stage: Stage) -> None:
    """Nobody picks the flattering number."""
    act = JointKpis(stage)
    rate = headline(ask(kpi("win_rate"), stage.crm), stage.words)

    assert rate not in text(act.widget)


def test_with_three_chosen_a_fourth_cannot_be_ticked(stage: Stage) -> None:
    """Who answers for everything answers for nothing."""
    act = JointKpis(stage)
    for name in PICKS["sales"]:
        field(act.widget, stage.words(kpi(name).label), 0).value = True

    assert set(PICKS["sales"]) == set(act.picks("sales"))
    assert field(act.widget, stage.words(kpi("response_time").label), 0).disabled


def test_every_number_comes_with_n_interval_and_day(stage: Stage) -> None:
    """Statistics are honest on the projector as they are on the command line."""
    shown = text(picked(stage).widget)
    rate = ask(kpi("win_rate"), stage.crm)

    assert stage.words.percent(rate.value) in shown
    assert stage.words.percent(rate.low) in shown
    assert stage.words("n = {n}", n=stage.words.number(rate.n)) in shown
    assert stage.words.date(rate.as_of) in shown


def test_numbers_stand_on_the_agreed_term(stage: Stage) -> None:
    """Once Lead is agreed, the cohort is made of those leads."""
    rule = TEMPLATES["can_buy"][1]
    stage.room.decide("terms.lead", {"rule": rule.data()})
    act = picked(stage)
    answer = ask(kpi("lead_to_won"), stage.crm, lead=rule)

    assert stage.words.percent(answer.value) in text(act.widget)
    assert rule == stage.lead


def test_common_choices_come_first(stage: Stage) -> None:
    """What both sides chose stands first on the sheet."""
    assert picked(stage).draft(0).name == "lead_to_won"


def test_the_sheet_is_recorded_in_both_languages(stage: Stage) -> None:
    """The charter needs no new computation to be written in the other language."""
    act = filled(stage)
    press(act.widget, stage.words("Record it"))
    lines = stage.room.state.decision("kpis")["kpis"]

    assert act.beat is Beat.RECORDED
    assert [0.12] == [line["target_value"] for line in lines if line["name"] == "lead_to_won"]
    assert all(set(line["value"]) == {"de", "en"} for line in lines)
    assert "Innendienst" in text(act.widget)


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ({"target": None}, "A target is missing."),
        ({"target": 120.0}, "A target above 100 % cannot be reached."),
        ({"sales": " "}, "A pair of owners is not complete."),
        ({"name": "win_rate"}, "A KPI stands on the sheet twice."),
    ],
)
def test_an_incomplete_sheet_is_not_recorded(
    stage: Stage, part: dict[str, object], message: str
) -> None:
    """A target and one owner of each side, or there is no KPI; the reason is said in place."""
    act = filled(stage)
    act.write(1, name="win_rate")
    act.write(0, **part)
    press(act.widget, stage.words("Record it"))

    assert stage.words(message) in text(act.widget)
    assert stage.room.state.decision("kpis") is None


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """Picks, targets and owners are redrawn from the room alone."""
    before = text(filled(make_stage()).widget)

    assert before == text(JointKpis(make_stage()).widget)
