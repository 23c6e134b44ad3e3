"""One press leads on and one leads back, through moments, beats and stations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import hall, type_in, vote
from support.acts.screen import every, text
from support.room.crowd import Crowd

from workshop.acts import act
from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.notebook import make_activity
from workshop.notebook.act0.arriving import Arriving
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.notebook.frame.act import Programme
from workshop.notebook.frame.moments import NOW, Moment
from workshop.room.commands.steps import ask_step
from workshop.room.state.moments import AGREE, RECORD, SKIP, moments_of
from workshop.room.views.planning import is_planned

if TYPE_CHECKING:
    from workshop.notebook.frame.activity import Activity
    from workshop.story.context import Stage

TWELVE = ("sales",) * 6 + ("marketing",) * 6


def now(activity: Activity) -> list[int]:
    """Return which screens are on the projector; it is always one."""
    screens = [one for one in every(activity.widget) if "ot-moment" in one._dom_classes]
    on_stage = [one for one in screens if "ot-reading" not in one._dom_classes]
    return [at for at, one in enumerate(on_stage) if NOW in one._dom_classes]


def test_forward_reaches_the_end_of_the_act_and_back_its_beginning(german: Stage) -> None:
    """With nothing but a clicker; there is always exactly one screen, and it is the room's."""
    crowd = Crowd(german.room, TWELVE)
    programme = Programme(german, act("arriving"), make_activity)
    seen = []
    for _ in range(60):
        crowd.answer_all()
        programme.refresh()
        activity = programme.current
        seen.append((activity.key, activity.beat, activity.moments.place))

        assert [activity.moments.place] == now(activity)

        if activity.beat is Beat.DECIDE and activity.moments.next is None:
            activity.step(AGREE)
        else:
            activity.forward()
        if german.room.state.activity == "arriving.cases" and programme.widget.children[-1].value:
            break
    for _ in range(60):
        try:
            programme.current.back()
        except WorkshopError as error:
            beginning = error
            break

    assert len(seen) == len(set(seen))
    planned = [one.key for one in programme.stations if is_planned(german.room.state, one.key)]

    assert planned == list(dict.fromkeys(one[0] for one in seen))
    assert ("arriving", Beat.THINK, 0) == (
        programme.current.key,
        programme.current.beat,
        programme.current.moments.place,
    )
    assert "This is where the act begins." == str(beginning)


def test_back_from_a_beat_leads_to_the_last_screen_before(german: Stage) -> None:
    """Whoever went one too far sees what stood there a moment ago."""
    Crowd(german.room, TWELVE).answer_all()
    act = Arriving(german)
    Crowd(german.room, TWELVE).answer_all()
    act.enter(Beat.REVEAL)
    act.show(len(act.moments.titles) - 1)
    last = act.moments
    act.forward()
    talk = act.beat
    act.back()

    assert Beat.TALK is talk
    assert last == act.moments


def test_a_window_that_is_opened_anew_shows_the_same_moment(german: Stage) -> None:
    """Where people are is known by the room and not by a kernel."""
    Crowd(german.room, TWELVE)
    act = Arriving(german)
    Crowd(german.room, TWELVE).answer_all()
    act.enter(Beat.REVEAL)
    act.show(2)
    again = Arriving(german)

    assert [2] == now(again)
    assert act.moments == again.moments


def test_an_act_left_behind_keeps_its_screens_to_itself(german: Stage) -> None:
    """Its kernel still draws; what the presenter sees is where the room is."""
    act = Arriving(german)
    german.room.open_act("retro")
    before = german.room.state.draft("room.moments")
    act.redraw()

    assert before == german.room.state.draft("room.moments")


def test_a_step_to_a_moment_is_taken_from_afar(german: Stage) -> None:
    """The presenter's press arrives at the projector, and is answered."""
    act = Arriving(german)
    german.room.execute(lambda state: ask_step(state, "moment.1"))
    act.refresh()

    assert [1] == now(act)
    assert german.room.state.step is None


def test_without_answers_it_goes_on_by_one_deed(german: Stage) -> None:
    """Nobody has to press the same button twice to mean it."""
    hall(german, 2, 2)
    act = Arriving(german)
    offered = act.moments.deeds
    act.step(SKIP)

    assert (SKIP,) == offered
    assert Beat.REVEAL is act.beat


def test_nobody_objecting_is_recorded_by_one_deed(german: Stage) -> None:
    """Asked aloud, said from the presenter view: the decision stands, without objections."""
    type_in(german, "arriving.safety", sales={"value": 3}, marketing={"value": 3})
    act = Arriving(german)
    hall(german, 5, 5)
    vote(german, "arriving.safety", "sales", [{"value": 3}])
    act.refresh()
    act.enter(Beat.DECIDE)
    with pytest.raises(WorkshopError):
        act.step(RECORD)
    act.step(AGREE)
    decided = act.decisions.house_rules

    assert Beat.RECORDED is act.beat
    assert decided is not None
    assert () == decided.objections


def test_what_is_only_read_has_no_screen_of_its_own(german: Stage) -> None:
    """While a term is talked about, the question has the stage; the page keeps the rest."""
    Crowd(german.room, TWELVE)
    act = SharedTerm(german)
    Crowd(german.room, TWELVE).answer_all()
    act.enter(Beat.REVEAL)
    act.enter(Beat.TALK)
    titles = [title["en"] for title in act.moments.titles]

    assert "Both definitions" not in titles
    assert "The question" in titles
    assert text(act.widget).count("ot-in-words")
    assert moments_of(german.room.state, act.key, Beat.TALK) == act.moments


def test_a_moment_is_on_stage_unless_it_is_only_read() -> None:
    """Its style says so."""
    assert Moment({"de": "a", "en": "a"}, ()).is_on_stage
    assert not Moment({"de": "a", "en": "a"}, (), ("ot-reading",)).is_on_stage
