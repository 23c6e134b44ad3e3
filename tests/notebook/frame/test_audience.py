"""What phones are asked, on the projector: a question, walked by its buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import ipywidgets as w
import pytest
from support.acts.looking_back import voting, with_cards
from support.acts.screen import every, press, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.notebook.act4.themes import VOTING, Themes
from workshop.notebook.act5.charter import CharterActivity
from workshop.notebook.frame.audience import QuestionPanel
from workshop.room.state.participant import card_name
from workshop.story.act4.themes import VOTES
from workshop.story.act5.signing import READING

if TYPE_CHECKING:
    from workshop.notebook.frame.activity import Activity
    from workshop.story.context import Stage

HOSTILE = "<img src=x onerror=alert(1)>"


def answered(stage: Stage, *texts: str) -> Activity:
    """Return an act whose question phones answered with these texts."""
    sit(stage, *["sales"] * len(texts))
    act = CharterActivity(stage)
    for n, words in enumerate(texts):
        stage.room.say(READING, "both", {"text": words}, f"phone-{n}")
    act.refresh()
    return act


def panel(act: Activity) -> w.Widget:
    """Return the one panel that is shown."""
    (found,) = act.audience.panels.children
    return found


def verbs(act: Activity) -> list[str]:
    """Return what can be done with the question."""
    return [one.description for one in every(panel(act)) if isinstance(one, w.Button)]


def test_before_the_reveal_answers_are_counted_and_not_shown(stage: Stage) -> None:
    """The projector shows how many have written, and not a word of it."""
    shown = text(panel(answered(stage, "Die Reaktionszeit", "Nichts")))

    assert stage.words.plural("{n} answer", "{n} answers", 2) in shown
    assert stage.words.plural("{n} person at the table", "{n} people at the table", 2) in shown
    assert "Reaktionszeit" not in shown


def test_the_question_itself_is_on_the_projector(stage: Stage) -> None:
    """Who has no phone in hand knows what the others are answering."""
    asked = stage.words("What’s missing? What can’t you sign?")

    assert f"<h3>{asked}</h3>" in text(panel(answered(stage, "x")))


def test_a_closed_question_waits_for_the_reveal(stage: Stage) -> None:
    """Closing takes no more answers and still shows none."""
    act = answered(stage, "Die Reaktionszeit")
    press(panel(act), stage.words("Close"))
    shown = text(panel(act))

    assert stage.words("Closed; not revealed yet.") in shown
    assert "Reaktionszeit" not in shown
    assert not stage.room.state.questions[READING].is_open


def test_revealing_shows_what_was_answered(stage: Stage) -> None:
    """One press, and everybody reads it."""
    act = answered(stage, "Die Reaktionszeit")
    press(panel(act), stage.words("Reveal"))

    assert "Die Reaktionszeit" in text(panel(act))
    assert stage.room.state.questions[READING].is_revealed


def test_opening_again_covers_what_was_answered(stage: Stage) -> None:
    """Who answers anew is not led by the others' words."""
    act = answered(stage, "Die Reaktionszeit")
    press(panel(act), stage.words("Reveal"))
    press(panel(act), stage.words("Open again"))

    assert "Reaktionszeit" not in text(panel(act))
    assert stage.words.plural("{n} answer", "{n} answers", 1) in text(panel(act))
    assert stage.room.state.questions[READING].is_open


def test_open_again_asks_what_stands_now(stage: Stage) -> None:
    """A question opened again is the present one, not an older one."""
    sit(stage, "sales")
    voting(stage, "A")
    with_cards(stage, "C")
    act = Themes(stage)
    act.show(VOTING)
    act.refresh()
    for verb in ("Close", "Open again"):
        press(act.widget, stage.words(verb))

    assert 2 == len(stage.room.state.questions[VOTES].question.options)


@pytest.mark.parametrize(
    ("step", "offered"),
    [
        ("", ["Close", "Reveal"]),
        ("Close", ["Reveal", "Open again"]),
        ("Reveal", ["Open again"]),
    ],
)
def test_only_what_makes_sense_is_offered(stage: Stage, step: str, offered: list[str]) -> None:
    """A closed question cannot be closed, a revealed one not revealed."""
    act = answered(stage, "x")
    if step:
        press(panel(act), stage.words(step))

    assert [stage.words(verb) for verb in offered] == verbs(act)


def test_a_hidden_text_is_not_revealed(stage: Stage) -> None:
    """What the facilitator took away before the reveal is not on the wall; the rest is."""
    act = answered(stage, "Die Reaktionszeit", "Der Chef")
    stage.room.show_card(READING, card_name("phone-1"), shown=False)
    press(panel(act), stage.words("Reveal"))

    assert "Die Reaktionszeit" in text(panel(act))
    assert "Der Chef" not in text(panel(act))


def test_a_text_hidden_afterwards_goes_at_the_next_look(stage: Stage) -> None:
    """The presenter hides what should not be read any longer, and it is gone by itself."""
    act = answered(stage, "Die Reaktionszeit", "Der Chef")
    press(panel(act), stage.words("Reveal"))
    stage.room.show_card(READING, card_name("phone-1"), shown=False)
    act.refresh()

    assert "Der Chef" not in text(panel(act))


def test_hostile_answers_stay_text(stage: Stage) -> None:
    """A widget's HTML runs with the rights of the facilitator's session."""
    act = answered(stage, HOSTILE)
    press(panel(act), stage.words("Reveal"))

    assert "<img" not in text(act.widget)
    assert "&lt;img" in text(panel(act))


def test_remarks_of_phones_stand_beside_those_of_the_keyboard(stage: Stage) -> None:
    """The reveal of the charter's remarks brings both together, each once."""
    act = answered(stage, "Die Reaktionszeit")
    act.table.write(READING, "sales", "Die Messen")
    act.enter(Beat.REVEAL)
    shown = text(act.widget)

    assert 1 == shown.count("Die Reaktionszeit")
    assert 1 == shown.count("Die Messen")


def test_a_panel_follows_the_state_it_is_given(stage: Stage) -> None:
    """Counting up touches no button: who is about to press one presses the same one."""
    act = answered(stage, "x")
    one = QuestionPanel(act, READING)
    one.update(stage.room.state)
    before = list(every(one.widget))
    stage.room.say(READING, "both", {"text": "y"}, "phone-9")
    one.update(stage.room.state)

    assert before == list(every(one.widget))
    assert stage.words.plural("{n} answer", "{n} answers", 2) in text(one.widget)
