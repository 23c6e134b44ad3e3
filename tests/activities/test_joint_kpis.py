"""Act 3, walked by its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import choose, field, press, text

from workshop.activities.joint_kpis import PICKS as QUESTION
from workshop.activities.joint_kpis import JointKpis
from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.kpis.catalogue import ask, kpi
from workshop.kpis.said import headline
from workshop.room.participant import Participant
from workshop.room.steps import join
from workshop.terms.template import TEMPLATES

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
    rule = TEMPLATES["can_buy"].rule
    stage.room.decide("terms.lead", {"rule": rule.data()})
    act = picked(stage)
    answer = ask(kpi("lead_to_won"), stage.crm, terms={"lead": rule})

    assert stage.words.percent(answer.value) in text(act.widget)
    assert {"lead": rule} == stage.terms


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


def in_a_hall(stage: Stage, *names: str, phones: int = 2) -> JointKpis:
    """Return the act after so many phones chose the same three."""
    act = JointKpis(stage)
    for n in range(phones):
        (event,) = join(stage.room.state, f"token-{n}", Participant("sales", "de"), 99)
        stage.room._log.append(event)
        body = QUESTION.check({"choices": list(names)})
        stage.room.say(QUESTION.key, "sales", body, f"phone-{n}")
    act.refresh()
    return act


def test_votes_of_phones_fill_the_sheet(stage: Stage) -> None:
    """What most of the hall chose stands first, whatever the catalogue's order."""
    chosen = ("acceptance_rate", "response_time", "sales_cycle_won")
    act = in_a_hall(stage, *chosen)

    assert set(chosen) == {act.draft(place).name for place in range(3)}
    assert set(chosen) == {name for name, votes in act.votes().items() if votes == 2}


def test_phones_and_keyboard_count_together(stage: Stage) -> None:
    """Two phones outvote one side at the keyboard, and what both chose comes first."""
    act = in_a_hall(stage, "acceptance_rate", "response_time", "lead_to_won")
    act.pick("marketing", list(PICKS["sales"]))

    assert "lead_to_won" == act.draft(0).name
    assert {"acceptance_rate", "response_time"} == {act.draft(place).name for place in (1, 2)}


def test_a_hall_needs_no_keyboard(stage: Stage) -> None:
    """Where phones chose, no side has to press that it is done."""
    act = in_a_hall(stage, "acceptance_rate", "response_time", "lead_to_won", phones=1)

    assert stage.words("We are done") not in text(act.widget)
    assert act.complaint() is None


def test_phones_are_asked_for_consent_to_the_three_by_name(stage: Stage) -> None:
    """Everybody reads number, target and pair in their language; unfinished, nobody is asked."""
    chosen = ("acceptance_rate", "response_time", "lead_to_won")
    act = in_a_hall(stage, *chosen)
    with pytest.raises(WorkshopError, match=r"A target is missing\."):
        act.proposal_text()
    for place in range(3):
        act.write(place, target=15.0, sales="Leitung Innendienst", marketing="Kampagnen")
    proposal = act.proposal_text()[stage.words.lang]

    assert all(stage.words(kpi(name).label) in proposal for name in chosen)
    assert 3 == proposal.count("Leitung Innendienst")
    assert "15" in proposal


def test_what_a_number_means_stands_on_the_phone(stage: Stage) -> None:
    """A name alone would be chosen by its sound; saying and formula stand below it."""
    lang = stage.words.lang

    assert all(stage.words(kpi(o.key).formula) in o.note[lang] for o in QUESTION.options)
