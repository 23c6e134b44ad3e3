"""The five beats, the same for every activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from support.acts.acting import alone, cover_both, type_in
from support.acts.looking_back import trying, voting
from support.acts.screen import esc, every, field, press, text
from support.room.phones import sit

from workshop.agenda import LABELS, Beat, known_station
from workshop.errors import WorkshopError
from workshop.notebook import ACTIVITIES, open_act
from workshop.notebook.act0.arriving import Arriving
from workshop.notebook.act1.shared_term import SharedTerm
from workshop.notebook.act4.collect import Collect
from workshop.notebook.act4.themes import Themes
from workshop.notebook.act4.trying import Trying
from workshop.room.state.piles import CARDS, LATER_CARDS
from workshop.session import SESSION_VARIABLE
from workshop.story.act0.arriving import GUESS, SAFETY, WHO
from workshop.story.act4.experiments import IDEA
from workshop.story.act4.themes import VOTES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.notebook.frame.activity import Activity
    from workshop.story.context import Stage

ALL: dict[str, type[Activity]] = {**ACTIVITIES, "terms.lead": SharedTerm}


def beats_of(key: str) -> tuple[Beat, ...]:
    """Return the beats of an activity, as the agenda has them."""
    station = known_station(key)
    assert station
    return station.beats


NEEDS_A_DECISION = {"terms.again", "kpis.board"}
"""Stations that say what has to be agreed on first, and show nothing before."""
NAMED = (w.Text, w.Textarea, w.Dropdown, w.Checkbox, w.FloatText, w.DatePicker)


def counted(stage: Stage, n: int) -> str:
    """Return how the projector says that so many answers are in."""
    return stage.words.plural("{n} answer", "{n} answers", n)


@pytest.mark.parametrize("key", ALL)
def test_people_see_where_they_are_and_what_comes(stage: Stage, key: str) -> None:
    """The first beat it has; the bar names every beat; fields have names for screen readers."""
    act = ALL[key](stage)
    bar = [one.description for one in act.widget.children[0].children]
    beats = [f"{n} {stage.words(LABELS[beat])}" for n, beat in enumerate(beats_of(key), 1)]
    fields = [one for one in every(act.widget) if isinstance(one, NAMED)]

    assert act.beat is beats_of(key)[0]
    assert (beats if len(beats) > 1 else []) == bar
    assert [] == [one for one in fields if not one.description]
    assert (key in NEEDS_A_DECISION) is ('role="alert"' in text(act.widget))


@pytest.mark.parametrize("beat", [Beat.REVEAL, Beat.TALK, Beat.DECIDE, Beat.RECORDED])
def test_no_beat_leads_around_what_is_missing(german: Stage, beat: Beat) -> None:
    """Whoever has not answered cannot be led past the reveal by a later step."""
    act = Arriving(german)

    with pytest.raises(WorkshopError):
        act.enter(beat)
    assert act.beat is Beat.THINK


def test_a_decision_is_shown_where_there_is_one(german: Stage) -> None:
    """From its own beat, too, nobody comes to a record of nothing."""
    act = trying(german)

    with pytest.raises(WorkshopError):
        act.enter(Beat.RECORDED)
    assert act.beat is Beat.DECIDE


@pytest.mark.parametrize("key", [key for key in ALL if Beat.RECORDED in beats_of(key)])
def test_nothing_is_recorded_without_a_decision(make_stage: Callable[..., Stage], key: str) -> None:
    """The last beat cannot be entered by clicking past the decision."""
    act = ALL[key](make_stage())

    with pytest.raises(WorkshopError):
        act.enter(Beat.RECORDED)
    assert act.beat is Beat.THINK


@pytest.mark.parametrize("key", ALL)
def test_every_beat_has_its_prompt(key: str) -> None:
    """Each beat tells people what to do now, and no beat is told that there is none of."""
    assert set(beats_of(key)) == set(ALL[key].prompts)


@pytest.mark.parametrize("key", ["arriving", "shared_terms", "retrospective"])
def test_every_act_but_the_last_leads_on(stage: Stage, key: str) -> None:
    """Each act ends with a visible way to the next."""
    assert 'class="ot-next" data-workshop-open' in text(open_act(key, stage))


def test_an_unforeseen_error_becomes_a_friendly_message(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lab hides handlers' errors; we do not."""
    act = Collect(stage)

    def broken() -> list[w.Widget]:
        message = "secret detail"
        raise RuntimeError(message)

    monkeypatch.setattr(act, "think", broken)
    act.redraw()
    shown = text(act.widget)

    assert stage.words("Something went wrong here. It’s our fault, not yours.") in shown
    assert "secret detail" not in shown


def test_an_error_while_an_act_opens_is_seen(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is not wiped away by the first drawing."""
    full = "The workshop file can’t be saved."

    def open_act(*_: object) -> None:
        raise WorkshopError(full)

    monkeypatch.setattr(stage.room, "open_act", open_act)

    assert esc(stage.words(full)) in text(Collect(stage).widget)


def test_a_session_of_a_newer_kit_is_refused_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A notebook shows the reason instead of a traceback, in its own language."""
    folder = tmp_path / "en"
    folder.mkdir()
    (tmp_path / "session.json").write_text('{"format": 999}', encoding="utf-8")
    monkeypatch.setenv(SESSION_VARIABLE, str(tmp_path))
    monkeypatch.chdir(folder)

    assert "newer version" in text(open_act("shared_terms"))


def test_opening_an_act_asks_its_questions_once(stage: Stage) -> None:
    """A kernel that starts anew asks nobody again."""
    for _ in range(2):
        Arriving(stage)
    kinds = [event.kind for _, event in stage.room._log.read()]

    assert 3 == kinds.count("question_opened")
    assert [SAFETY, WHO, GUESS] == list(stage.room.state.questions)


def test_a_closed_question_stays_closed(stage: Stage) -> None:
    """What the facilitator closed is not opened by reloading the page."""
    Arriving(stage)
    stage.room.close_question(GUESS)
    Arriving(stage)

    assert not stage.room.state.questions[GUESS].is_open
    assert stage.room.state.questions[SAFETY].is_open


def test_phones_follow_the_activity_that_was_opened(stage: Stage) -> None:
    """One notebook after the other: phones show the questions of the latest."""
    Arriving(stage)
    Collect(stage)

    assert "retro.collect" == stage.room.state.activity


def test_going_on_reveals_what_was_asked(stage: Stage) -> None:
    """The reveal on the projector is the reveal on the phones, and the next questions open."""
    act = Collect(stage)
    act.choose_format("swap_the_blame")
    act.add_card("blame", "Ihr ruft nie an")
    act.enter(Beat.REVEAL)
    asked = stage.room.state.questions

    assert asked[CARDS].is_revealed
    assert asked[LATER_CARDS].is_open


def test_going_back_covers_again(stage: Stage) -> None:
    """Who goes back to thinking lets everybody write again, unled."""
    act = Collect(stage)
    act.add_card("admire", "Zuhören")
    act.enter(Beat.REVEAL)
    act.enter(Beat.THINK)

    assert stage.room.state.questions[CARDS].is_open
    assert not stage.room.state.questions[CARDS].is_revealed


def test_a_beat_out_of_reach_cannot_be_pressed(stage: Stage) -> None:
    """The bar shows all beats and opens those that may be entered now."""
    act = Trying(stage)
    closed = [one.disabled for one in act.widget.children[0].children]
    type_in(stage, IDEA, sales={"text": "Anrufen"}, marketing={"text": "Schreiben"})
    cover_both(act)
    act.redraw()
    open_ = [one.disabled for one in act.widget.children[0].children]

    assert [False, True, True, True] == closed
    assert [False, False, False, True] == open_


def test_without_phones_the_screen_shows_no_questions_of_theirs(stage: Stage) -> None:
    """A table with one keyboard sees what it always saw; a phone that comes in changes that."""
    act = Collect(stage)
    nobody = text(act.widget)
    sit(stage, "sales")
    act.refresh()

    assert counted(stage, 0) not in nobody
    assert counted(stage, 0) in text(act.widget)


def test_counting_touches_no_field(stage: Stage) -> None:
    """While the hall answers, nobody at the keyboard loses a letter or the focus."""
    sit(stage, "sales", "marketing")
    act = Collect(stage)
    field(act.widget, stage.words("New card"), 1).value = "halb fert"
    before = list(every(act.widget))
    body = {"column": "admire", "text": "Zuhören"}
    stage.room.say(CARDS, "both", body, "phone-1")
    act.refresh()

    assert before == list(every(act.widget))
    assert counted(stage, 1) in text(act.widget)
    assert "halb fert" in text(act.widget)


def test_a_kernel_that_starts_anew_shows_the_same_hall(make_stage: Callable[..., Stage]) -> None:
    """Counts, cards of phones and what was revealed are redrawn from the room alone."""
    stage = make_stage()
    sit(stage, "sales", "marketing")
    act = voting(stage, "Zuhören", "Nachfassen", "Montage")
    stage.room.say(VOTES, "sales", {"dots": {act.themes.piles[0].key: 3}}, "phone-0")
    act.refresh()

    assert text(act.widget) == text(Themes(make_stage()).widget)
    assert counted(stage, 1) in text(act.widget)


def test_hints_are_for_whoever_is_alone(stage: Stage) -> None:
    """A group has each other; a learner gets a way to the first hint."""
    label = stage.words("Hint {n} of {all}", n=1, all=3)
    together = text(Arriving(stage).widget)
    alone(stage)
    act = Arriving(stage)
    press(act.widget, label)

    assert label not in together
    assert stage.words("Hint {n} of {all}", n=2, all=3) in text(act.widget)
