"""Steps and timers that come from the presenter view, taken by the act on the projector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.screen import press, text

from workshop.acts import act as find_act
from workshop.acts import act_after
from workshop.agenda import Beat
from workshop.notebook.act4.collect import Collect
from workshop.notebook.act4.trying import Trying
from workshop.notebook.act4.why import Why
from workshop.notebook.frame.navigation import WAY
from workshop.room.commands.steps import ask_step
from workshop.room.log.event import Event
from workshop.words import LANGS, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from workshop.story.context import Stage


def test_the_presenters_step_is_taken(stage: Stage) -> None:
    """A step from afar is the button pressed, and then it is done."""
    act = Collect(stage)
    act.add_card("admire", "Zuhören")
    stage.room.execute(lambda state: ask_step(state, "reveal"))
    act.refresh()

    assert act.beat is Beat.REVEAL
    assert "Zuhören" in text(act.widget)
    assert stage.room.state.step is None


def test_a_step_that_cannot_be_taken_is_refused_with_the_reason(stage: Stage) -> None:
    """The presenter reads why in either language; the projector stays where it is."""
    act = Collect(stage)
    stage.room.execute(lambda state: ask_step(state, "reveal"))
    act.refresh()
    step = stage.room.state.step
    reason = "There are no cards yet."

    assert act.beat is Beat.THINK
    assert step is not None
    assert {lang: Words(lang)(reason) for lang in LANGS} == {
        lang: lines[0] for lang, lines in step.refusal.items()
    }


def test_a_refused_step_is_refused_once(stage: Stage) -> None:
    """What follows the room does not answer its own answer for ever."""
    act = Collect(stage)
    stage.room.execute(lambda state: ask_step(state, "reveal"))
    act.refresh()
    before = len(stage.room._log.read())
    act.refresh()

    assert before == len(stage.room._log.read())


def test_a_step_of_another_act_is_left_alone(stage: Stage) -> None:
    """A notebook that is still open behind the present one does not move."""
    act = Collect(stage)
    act.add_card("admire", "Zuhören")
    stage.room.open_act("terms.lead")
    stage.room.execute(lambda state: ask_step(state, "reveal"))
    act.refresh()

    assert act.beat is Beat.THINK


def test_the_step_to_the_next_act_opens_its_page(stage: Stage) -> None:
    """The presenter leads on, and the page follows without a click."""
    act = Trying(stage)
    before = text(act.widget)
    stage.room.execute(lambda state: ask_step(state, "next"))
    act.refresh()
    path = act_after("retrospective").path(stage.words.lang)

    assert "ot-leap" not in before
    assert f'class="ot-leap" data-workshop-open="{path}"' in text(act.widget)


def test_a_step_to_an_act_opens_its_page(stage: Stage) -> None:
    """Without other stations around it, an activity leads there as well."""
    act = Collect(stage)
    stage.room.execute(lambda state: ask_step(state, "journey.clocks"))
    act.refresh()
    path = find_act("customer_journey").path(stage.words.lang)

    assert f'class="ot-leap" data-workshop-open="{path}"' in text(act.widget)
    assert {"to": "journey.clocks"} == stage.room.state.draft(WAY)


def test_the_timer_is_the_rooms(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the presenter sets is what the projector shows, at its next tick."""
    monkeypatch.setattr("workshop.notebook.frame.planned_timer.time", lambda: 1000.0)
    act = Why(stage)
    set_to = Event(kind="timer_set", subject="retro.why", body={"ends": 1090.0})
    stage.room._log.append(set_to)
    stage.room.catch_up()
    act.tick()

    assert "<b>1:30</b>" in text(act.widget)


def test_a_timer_that_runs_goes_on_in_another_kernel(make_stage: Callable[..., Stage]) -> None:
    """A restart neither stops the timer nor offers to start it again."""
    act = Why(make_stage())
    start = act.words("Start the timer")
    press(act.widget, start)
    again = Why(make_stage())

    assert start not in text(again.widget)
    assert again.room.state.timers == act.room.state.timers
