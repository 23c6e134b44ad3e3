"""An act with its stations: where people left, where the presenter leads, where nothing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import OWN_WORD, chosen
from support.acts.screen import press, text
from support.room.phones import sit

from workshop.acts import act, act_after
from workshop.agenda import Beat, stations
from workshop.errors import WorkshopError
from workshop.notebook import make_activity
from workshop.notebook.frame.act import Programme
from workshop.room.commands.steps import ask_step
from workshop.room.log.event import Event
from workshop.room.state.piles import CARDS
from workshop.room.views.presenting import for_presenter
from workshop.room.views.projection import NEXT
from workshop.story.act4.collecting import CardTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage


def programme(stage: Stage, key: str = "arriving") -> Programme:
    """Return an act as its notebook opens it."""
    return Programme(stage, act(key), make_activity)


def names(found: Programme) -> list[str]:
    """Return what stands in the bar of stations."""
    return [one.description for one in found.widget.children[0].children]


def here(found: Programme) -> list[str]:
    """Return the station that the bar marks as the present one."""
    ways = found.widget.children[0].children
    return [one.description for one in ways if "ot-station-now" in one._dom_classes]


def test_an_act_begins_with_its_first_station(stage: Stage) -> None:
    """All stations are named in the bar, the first is open."""
    found = programme(stage)
    titles = ["Ground rules", "Two reproaches", "The couple’s quiz", "Relationship status"]
    titles += ["Gut check: twelve cases"]

    assert [stage.words(title) for title in titles] == names(found)
    assert "arriving" == found.current.key == stage.room.state.activity
    assert [stage.words(titles[0])] == here(found)


def test_an_act_of_one_station_has_no_bar(german: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """One button that leads to where one is is none."""
    only = stations(act("arriving"), german.room.state.decision)[:1]
    monkeypatch.setattr("workshop.notebook.frame.act.stations", lambda *_: only)

    assert [] == names(programme(german))


@pytest.mark.parametrize("beat", [Beat.THINK, Beat.DECIDE, Beat.RECORDED])
def test_a_room_in_the_retrospective_of_an_earlier_kit_opens(german: Stage, beat: Beat) -> None:
    """It had one station for all; what was written lies where cards lie now, and is asked again."""
    old = CardTable(german).question()
    german.room.open_question("retro", old)
    german.room.say(CARDS, "both", {"column": "promise", "text": "Ich rufe zurück"}, "0" * 32)
    german.room.enter_beat("retro", beat)
    german.room.open_act("retro")
    found = programme(german, "retrospective")
    found.current.enter(Beat.REVEAL)

    assert "retro.collect" == found.current.key == german.room.state.activity
    assert "retro.collect" == german.room.state.questions[CARDS].activity
    assert "Ich rufe zurück" in text(found.widget)


def test_a_station_is_opened_by_its_name(stage: Stage) -> None:
    """Any station may be opened at any time; phones follow."""
    found = programme(stage)
    press(found.widget, stage.words("Relationship status"))

    assert "arriving.bond" == found.current.key == stage.room.state.activity
    assert [stage.words("Relationship status")] == here(found)
    assert 1 == len(found._place.children)


def test_the_words_the_group_chose_are_the_stations(stage: Stage) -> None:
    """Between the choice and the second sorting stands what the group wants to define."""
    chosen(stage, "own1", OWN_WORD, "contacts")
    found = programme(stage, "shared_terms")
    around = ("Pick your terms", "Who fills in what?", "Sort again")
    first, *last = map(stage.words, around)

    assert [first, OWN_WORD, *last] == names(found)


def test_choosing_words_leads_on_and_redraws_the_bar(german: Stage) -> None:
    """The new stations stand in the bar as soon as the group goes on."""
    found = programme(german, "shared_terms")
    chosen(german, "mql", "MQL", "contacts")
    found.go("terms.mql")

    assert "MQL" in names(found)
    assert ["MQL"] == here(found)


@pytest.mark.parametrize("left", ["arriving.quiz", "arriving.cases"])
def test_people_come_back_to_where_they_left(make_stage: Callable[..., Stage], left: str) -> None:
    """A kernel that starts anew opens the station people were in, in its beat."""
    programme(make_stage()).go(left)
    again = programme(make_stage())

    assert left == again.current.key
    assert left == again.room.state.activity


def test_from_another_act_one_comes_back_to_the_furthest_station(
    make_stage: Callable[..., Stage],
) -> None:
    """A look back into act 0 from act 1 shows where act 0 ended, not its beginning."""
    first = programme(make_stage())
    first.go("arriving.bond")
    first.go("arriving.quiz")
    programme(make_stage(), "shared_terms")

    assert "arriving.bond" == programme(make_stage()).current.key


def test_a_station_that_is_gone_is_not_resumed(make_stage: Callable[..., Stage]) -> None:
    """A word that was chosen and given up leads back to what there is."""
    stage = make_stage()
    chosen(stage, "mql", "MQL", "contacts")
    programme(stage, "shared_terms").go("terms.mql")
    chosen(stage, "sql", "SQL", "contacts")

    assert "terms.choice" == programme(make_stage(), "shared_terms").current.key


def test_the_presenters_step_to_another_station_is_taken(stage: Stage) -> None:
    """From afar as by hand: projector, bar, phones and presenter are there at the next look."""
    sit(stage, "sales")
    found = programme(stage)
    stage.room.execute(lambda state: ask_step(state, "arriving.quiz"))
    found.refresh()

    assert "arriving.quiz" == found.current.key
    assert [stage.words("The couple’s quiz")] == here(found)
    assert stage.room.state.step is None
    shown = for_presenter(stage.room.state, stage.words.lang)
    assert shown["title"].endswith(stage.words("The couple’s quiz"))


def test_the_presenters_step_to_the_next_act_opens_its_page(stage: Stage) -> None:
    """At the end of an act the page follows to the next one."""
    found = programme(stage)
    found.go("arriving.cases")
    before = text(found.widget)
    stage.room.execute(lambda state: ask_step(state, NEXT))
    found.refresh()
    following = act_after("arriving")

    assert following is not None
    assert "ot-leap" not in before
    assert f'data-workshop-open="{following.path(stage.words.lang)}"' in text(found.widget)


@pytest.mark.parametrize(
    ("to", "key", "station"),
    [
        ("journey.clocks", "customer_journey", "journey.clocks"),
        ("charter", "charter", "charter"),
        ("joint_kpis", "joint_kpis", "kpis"),
    ],
)
def test_the_presenter_leads_to_any_act(stage: Stage, to: str, key: str, station: str) -> None:
    """The page follows to its notebook, which opens the station; the step is taken once it does."""
    found = programme(stage)
    stage.room.execute(lambda state: ask_step(state, to))
    found.refresh()

    assert f'data-workshop-open="{act(key).path(stage.words.lang)}"' in text(found.widget)
    assert "arriving" == stage.room.state.activity
    opened = programme(stage, key)
    assert station == opened.current.key == stage.room.state.activity
    assert stage.room.state.step is None


def test_whoever_was_led_to_a_station_elsewhere_is_there(make_stage: Callable[..., Stage]) -> None:
    """The act that opens shows that station, not the furthest one; coming back leads nowhere."""
    first = programme(make_stage())
    programme(make_stage(), "customer_journey").go("journey.promises")
    first.go("journey.clocks")
    later = programme(make_stage(), "customer_journey")
    first.reopen()

    assert "journey.clocks" == later.current.key
    assert "ot-leap" not in text(first.widget)


def test_after_the_end_of_the_plan_next_is_refused(stage: Stage) -> None:
    """Nothing follows, and whoever asks for it anyway is told so."""
    found = programme(stage, "charter")
    with pytest.raises(WorkshopError, match="no such step"):
        found.go(NEXT)


@pytest.mark.parametrize("to", ["terms.mql", "<b>", ""])
def test_a_station_that_is_none_is_refused(stage: Stage, to: str) -> None:
    """The presenter reads why, and everybody stays where they are."""
    found = programme(stage)
    # The presenter view offers no other; a station may have gone since it was asked for.
    stage.room._log.append(Event(kind="step_asked", subject="arriving", body={"to": to}))
    stage.room.catch_up()
    found.refresh()
    step = stage.room.state.step

    assert step is not None
    assert stage.words("There’s no such step.") == step.refusal[stage.words.lang][0]
    assert "arriving" == found.current.key
    with pytest.raises(WorkshopError):
        found.go(to)


def test_two_screens_show_the_same_station(make_stage: Callable[..., Stage]) -> None:
    """What one notebook opens, the other opens at its next look."""
    one, other = programme(make_stage()), programme(make_stage())
    one.go("arriving.cases")
    other.room.catch_up()
    other.refresh()

    assert "arriving.cases" == other.current.key


def test_another_act_elsewhere_moves_nothing_here(make_stage: Callable[..., Stage]) -> None:
    """A notebook that is still open behind the present act does not open its stations."""
    found = programme(make_stage())
    programme(make_stage(), "shared_terms")
    found.room.catch_up()
    found.refresh()

    assert "arriving" == found.current.key
    assert "terms.choice" == found.room.state.activity


def test_a_station_ends_with_the_way_to_the_next_one(stage: Stage) -> None:
    """The last beat's button leads where the plan leads."""
    found = programme(stage)
    found.go("arriving.quiz")
    sit(stage, "sales")
    stage.room.say("arriving.quiz.call", "sales", {"choice": "crm"}, "phone-0")
    found.current.enter(Beat.REVEAL)
    press(found.widget, stage.words("Relationship status") + " →")

    assert "arriving.bond" == found.current.key
