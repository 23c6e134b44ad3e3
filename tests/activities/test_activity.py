"""The five beats, the same for every act."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from phones import sit
from screen import every, field, text

from workshop.activities import ACTIVITIES, open_act
from workshop.activities.arriving import GUESS, SAFETY, TALKING, Arriving
from workshop.activities.retrospective import CARDS, VOTES, Retrospective
from workshop.agenda import BEATS, Beat
from workshop.errors import WorkshopError
from workshop.session import SESSION_VARIABLE
from workshop.widgets.html import esc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workshop.activities.stage import Stage


def counted(stage: Stage, n: int) -> str:
    """Return how the projector says that so many answers are in."""
    return stage.words.plural("{n} answer", "{n} answers", n)


@pytest.mark.parametrize("key", ACTIVITIES)
def test_every_act_shows_all_five_beats(stage: Stage, key: str) -> None:
    """People see where they are and what comes."""
    shown = text(ACTIVITIES[key](stage).widget)
    labels = [stage.words(label) for label in ("Think", "Reveal", "Talk", "Decide", "Recorded")]

    assert all(f"{n} {label}" in shown for n, label in enumerate(labels, 1))


@pytest.mark.parametrize("key", ACTIVITIES)
def test_every_act_begins_with_thinking(stage: Stage, key: str) -> None:
    """Silent writing first."""
    assert ACTIVITIES[key](stage).beat is Beat.THINK


@pytest.mark.parametrize("key", ACTIVITIES)
def test_nothing_is_recorded_without_a_decision(stage: Stage, key: str) -> None:
    """The last beat cannot be entered by clicking past the decision."""
    with pytest.raises(WorkshopError):
        ACTIVITIES[key](stage).enter(Beat.RECORDED)


@pytest.mark.parametrize("key", ACTIVITIES)
def test_every_beat_has_its_prompt(key: str) -> None:
    """Each beat tells people what to do now."""
    assert set(BEATS) == set(ACTIVITIES[key].prompts)


@pytest.mark.parametrize("key", ["shared_terms", "joint_kpis", "retrospective"])
def test_every_act_but_the_last_leads_on(stage: Stage, key: str) -> None:
    """Each act ends with a visible way to the next."""
    assert "data-workshop-open" in text(open_act(key, stage))


def test_an_unforeseen_error_becomes_a_friendly_message(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lab hides handlers' errors; we do not."""
    act = ACTIVITIES["retrospective"](stage)

    def broken() -> list[w.Widget]:
        message = "secret detail"
        raise RuntimeError(message)

    monkeypatch.setattr(act, "think", broken)
    act.redraw()
    shown = text(act.widget)

    assert stage.words("Something went wrong here, and it is our fault, not yours.") in shown
    assert "secret detail" not in shown


def test_an_error_while_an_act_opens_is_seen(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is not wiped away by the first drawing."""
    full = "The workshop's memory cannot be written."

    def open_act(*_: object) -> None:
        raise WorkshopError(full)

    monkeypatch.setattr(stage.room, "open_act", open_act)

    assert esc(stage.words(full)) in text(Retrospective(stage).widget)


def test_data_without_contacts_says_what_is_missing(stage: Stage, tmp_path: Path) -> None:
    """An export of deals alone cannot show leads; the act says so in its place."""
    folder = tmp_path / "deals_only"
    folder.mkdir()
    (folder / "deals.csv").write_text(
        "deal_id,status,created_at,closed_at\nD1,won,2026-01-01,2026-02-01\n", encoding="utf-8"
    )
    from workshop.crm.store import import_crm  # noqa: PLC0415

    import_crm(folder, stage.session.crm, private=False)
    act = ACTIVITIES["shared_terms"](stage)

    assert stage.words("This data cannot show what becomes of a contact.") in text(act.widget)
    assert "contacts.created_at" in text(act.widget)


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


def test_every_field_has_a_label(stage: Stage) -> None:
    """Screen readers read what stands above a field."""
    fields = (w.Text, w.Textarea, w.Dropdown, w.Checkbox, w.FloatText, w.DatePicker)
    for activity in ACTIVITIES.values():
        unnamed = [
            one
            for one in every(activity(stage).widget)
            if isinstance(one, fields) and not one.description
        ]

        assert unnamed == []


def test_opening_an_act_asks_its_questions_once(stage: Stage) -> None:
    """A kernel that starts anew asks nobody again."""
    for _ in range(2):
        Arriving(stage)
    kinds = [event.kind for _, event in stage.room._log.read()]

    assert 3 == kinds.count("question_opened")
    assert [SAFETY, TALKING, GUESS] == list(stage.room.state.questions)


def test_a_closed_question_stays_closed(stage: Stage) -> None:
    """What the facilitator closed is not opened by reloading the page."""
    Arriving(stage)
    stage.room.close_question(GUESS)
    Arriving(stage)

    assert not stage.room.state.questions[GUESS].is_open
    assert stage.room.state.questions[SAFETY].is_open


def test_phones_follow_the_act_that_was_opened(stage: Stage) -> None:
    """One notebook after the other: phones show the questions of the latest."""
    Arriving(stage)
    Retrospective(stage)

    assert "retro" == stage.room.state.activity


def test_going_on_reveals_what_was_asked(stage: Stage) -> None:
    """The reveal on the projector is the reveal on the phones, and the next questions open."""
    act = Retrospective(stage)
    act.add_card("admire", "Zuhören")
    act.enter(Beat.TALK)
    asked = stage.room.state.questions

    assert asked[CARDS].is_revealed
    assert asked[VOTES].is_open


def test_going_back_covers_again(stage: Stage) -> None:
    """Who goes back to thinking lets everybody write again, unled."""
    act = Retrospective(stage)
    act.add_card("admire", "Zuhören")
    act.enter(Beat.REVEAL)
    act.enter(Beat.THINK)

    assert stage.room.state.questions[CARDS].is_open
    assert not stage.room.state.questions[CARDS].is_revealed


def test_without_phones_the_screen_shows_no_questions_of_theirs(stage: Stage) -> None:
    """A table with one keyboard sees what it always saw; a phone that comes in changes that."""
    act = Retrospective(stage)
    alone = text(act.widget)
    sit(stage, "sales")
    act.refresh()

    assert counted(stage, 0) not in alone
    assert counted(stage, 0) in text(act.widget)


def test_counting_touches_no_field(stage: Stage) -> None:
    """While the hall answers, nobody at the keyboard loses a letter or the focus."""
    sit(stage, "sales", "marketing")
    act = Retrospective(stage)
    field(act.widget, stage.words("Your card"), 1).value = "halb fert"
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
    act = Retrospective(stage)
    for n, words in enumerate(("Zuhören", "Nachfassen", "Montage")):
        stage.room.say(CARDS, "both", {"column": "wall", "text": words}, f"phone-{n}")
    act.enter(Beat.TALK)
    stage.room.say(VOTES, "sales", {"dots": {act.cards()[0].key: 3}}, "phone-0")
    act.refresh()

    assert text(act.widget) == text(Retrospective(make_stage()).widget)
    assert counted(stage, 1) in text(act.widget)
