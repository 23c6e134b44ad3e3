"""The plan of a room: its clock, what is left out, how late it is, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from workshop.agenda import PLANS, due, next_cut, slot_of
from workshop.errors import WorkshopError
from workshop.room.commands.steps import begin_plan, choose_plan, leave_out
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.views.planning import begun, left_out, plan_of, station_behind
from workshop.room.views.presenting import for_presenter
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState
    from workshop.words import Lang


def nothing(_: str) -> dict[str, Any] | None:
    return None


def at(activity: str, beat: str = "think", plan: str = "") -> RoomState:
    """Return a room in this step, with a plan that began at 60 seconds."""
    state = fold(
        [
            Event(kind="act_opened", subject=activity, body={"at": 5}),
            Event(kind="beat_entered", subject=activity, body={"beat": beat}),
        ]
    )
    return fold(choose_plan(state, plan, 60.0), state) if plan else state


def without(state: RoomState, *stations: str) -> RoomState:
    for station in stations:
        state = fold(leave_out(state, station, out=True), state)
    return state


def test_another_plan_keeps_the_clock() -> None:
    """Minute 34 stays minute 34, whichever plan is chosen."""
    state = at("arriving", plan="90")
    later = fold(choose_plan(state, "240", 2100.0), state)

    assert ("240", 60.0) == (plan_of(later), begun(later))
    assert () == choose_plan(later, "240", 2200.0)


def test_a_plan_begins_anew_only_when_that_is_said() -> None:
    """Then its clock starts, and nothing is left out any more."""
    state = without(at("arriving", plan="240"), "journey.clocks")
    anew = fold(begin_plan(state, "240", 900.0), state)

    assert 900.0 == begun(anew)
    assert () == left_out(anew)
    with pytest.raises(WorkshopError, match="no such plan"):
        begin_plan(state, "46", 1.0)


def test_back_passes_over_what_stands_on_the_side_unless_people_were_there() -> None:
    """From the second sorting back to the term, or to the fields where the room was there."""
    past = at("terms.again")
    opened = Event(kind="act_opened", subject="terms.duties", body={"at": 4})
    through = fold([opened], past)
    behind = [station_behind(one, "terms.again") for one in (past, through)]

    assert ["terms.lead", "terms.duties"] == [one.key for one in behind if one]
    assert station_behind(past, "terms.choice") is None


def test_what_is_left_out_is_passed_over_and_taken_back_in() -> None:
    """From all ways on to the promises; with the clocks back in, they come first again."""
    state = without(at("journey.crowd", "talk", "240"), "journey.clocks")
    back = fold(leave_out(state, "journey.clocks", out=False), state)
    shown = [for_presenter(one, "en") for one in (state, back)]

    assert ["journey.promises", "journey.clocks"] == [one["next"]["to"] for one in shown]
    assert [7, 0] == [one["plan"]["saved"] for one in shown]
    assert ["journey.clocks"] == [one["key"] for one in shown[0]["plan"]["left_out"]]
    assert [60.0, 60.0] == [one["plan"]["begun"] for one in shown]


@pytest.mark.parametrize("station", ["terms.lead", "charter", "nowhere", ""])
def test_a_plan_does_not_do_without_everything(station: str) -> None:
    """What the plan promises is not left out by one press."""
    with pytest.raises(WorkshopError, match="no such step"):
        leave_out(at("arriving", plan="240"), station, out=True)


def test_cuts_come_in_the_plans_order() -> None:
    """Two clocks first, then what-if; what was passed cannot be left out any more."""
    state = at("arriving", plan="240")
    cuts = []
    while (cut := for_presenter(state, "en")["plan"]["cut"]) is not None:
        cuts.append(cut["key"])
        state = without(state, cut["key"])

    assert list(PLANS["240"].cuts) == cuts
    assert ["journey.clocks", "kpis.desk"] == cuts[:2]
    assert (
        "kpis.desk" == for_presenter(at("journey.clocks", plan="240"), "en")["plan"]["cut"]["key"]
    )
    assert next_cut("240", nothing, "charter", ()) is None


@pytest.mark.parametrize("plan", PLANS)
def test_every_cut_saves_minutes_of_its_plan(plan: str) -> None:
    """A station that is not in the plan saves nothing by being left out."""
    for station in PLANS[plan].cuts:
        shown = for_presenter(without(at("arriving", plan=plan), station), "de")["plan"]

        assert shown["saved"] > 0


@pytest.mark.parametrize(
    ("plan", "activity", "beat"),
    [
        ("45", "charter.checkout", "reveal"),
        ("90", "charter.checkout", "reveal"),
        ("240", "charter.checkout", "reveal"),
    ],
)
@pytest.mark.parametrize("lang", LANGS)
def test_every_plan_has_an_end_of_its_own(plan: str, activity: str, beat: str, lang: Lang) -> None:
    """After its last step nothing is next, and the view says how to end."""
    shown = for_presenter(at(activity, beat, plan), lang)

    assert shown["next"] is None
    assert Words(lang)(PLANS[plan].ending) == shown["plan"]["ending"]


def test_without_the_second_sorting_the_short_plan_goes_from_the_term_to_its_end() -> None:
    """What is left out at the end makes the end come earlier."""
    state = without(at("terms.lead", "recorded", "45"), "terms.again", "retro.collect")

    assert for_presenter(state, "en")["next"]["to"] == "charter.checkout"


@pytest.mark.parametrize("activity", ["arriving", "terms.lead", "kpis", "charter"])
def test_what_is_on_record_is_in_the_plan_and_is_celebrated(activity: str) -> None:
    """It is due when its station is, and there is something to say."""
    shown = for_presenter(at(activity, "recorded", "240"), "en")
    last = slot_of("240", nothing, activity, "decide")

    assert last is not None
    assert last.begins + last.minutes.plan == shown["plan"]["due"]
    assert "applause" in shown["cue"]["say"]
    assert shown["cue"]["minutes"] is None


def test_whoever_goes_to_a_station_outside_the_plan_is_led_through_it() -> None:
    """Taken there on purpose, it is done properly; only then the plan goes on."""
    steps = []
    for beat in ("think", "reveal", "talk"):
        shown = for_presenter(at("arriving.bond", beat, "45"), "en")
        steps.append(shown["next"]["to"])

    assert ["reveal", "talk", "arriving.cases"] == steps
    assert due("45", nothing, "arriving.bond", "think") is None
