"""The way to everywhere: every act, every station, and where people are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from workshop.acts import ACTS
from workshop.agenda import stations
from workshop.room.commands.steps import ask_step, leave_out
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.views.planning import PLAN
from workshop.room.views.presenting import for_presenter
from workshop.words import LANGS, Lang, Words

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState


def at(activity: str, plan: str = "240") -> RoomState:
    """Return a room at this station, with this plan."""
    body = {"plan": plan, "at": 0.0}
    return fold(
        [
            Event(kind="act_opened", subject=activity, body={"at": 5}),
            Event(kind="kept", subject=PLAN, item="both", body=body),
        ]
    )


@pytest.mark.parametrize("lang", LANGS)
def test_all_acts_and_stations_are_on_it(lang: Lang) -> None:
    """In order, in the language of the view, and the present one is marked."""
    shown = for_presenter(at("journey.clocks"), lang)["menu"]
    expected = [[one.key for one in stations(act, lambda _: None)] for act in ACTS]

    assert [act.heading(Words(lang)) for act in ACTS] == [one["label"] for one in shown]
    assert expected == [[way["to"] for way in one["stations"]] for one in shown]
    assert ["customer_journey"] == [one["to"] for one in shown if one["here"]]
    assert ["journey.clocks"] == [
        way["to"] for one in shown for way in one["stations"] if way["here"]
    ]


def test_every_way_on_it_may_be_asked_for() -> None:
    """Acts and stations, wherever people are."""
    state = at("arriving")
    for act in for_presenter(state, "en")["menu"]:
        for to in (act["to"], *(way["to"] for way in act["stations"])):
            assert to == fold(ask_step(state, to), state).step.to  # type: ignore[union-attr]


def test_what_the_plan_leaves_out_is_said() -> None:
    """By the plan itself, or because the room is late."""
    short = for_presenter(at("arriving", "45"), "en")["menu"]
    state = at("arriving")
    late = for_presenter(fold(leave_out(state, "journey.clocks", out=True), state), "en")["menu"]

    assert [True, False, True, False, True] == [way["plan"] for way in short[0]["stations"]]
    assert ["journey.clocks"] == [
        way["to"] for act in late for way in act["stations"] if way["out"]
    ]
