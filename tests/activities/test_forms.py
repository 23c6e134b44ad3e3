"""Questions answered at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from acting import HOSTILE
from screen import choose, text

from workshop.activities.forms import check_all, form
from workshop.activities.quiz import KEY, Quiz
from workshop.errors import WorkshopError
from workshop.room.question import ShortText, Single
from workshop.widgets.html import esc
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.activities.stage import Stage


@pytest.fixture
def act(stage: Stage) -> Quiz:
    """An activity with questions of one choice."""
    return Quiz(stage)


def first(act: Quiz) -> Single:
    """Return its first question."""
    found = act.room.state.questions[f"{KEY}.call"].question
    assert isinstance(found, Single)
    return found


def test_what_a_side_chooses_is_kept_at_once_as_its_own(act: Quiz) -> None:
    """No button stands between an answer and the room, and the other side's stays empty."""
    question, lang = first(act), act.words.lang
    option = question.options[1]
    choose(form(act, "sales", question), question.prompt[lang], option.label[lang])

    assert {"choice": option.key} == act.room.state.item(question.key, "sales")
    assert {} == act.room.state.item(question.key, "marketing")


def test_a_form_opens_with_what_was_said(act: Quiz) -> None:
    """Opened again, it shows the side's own answer."""
    question = first(act)
    act.room.say(question.key, "sales", {"choice": "crm"}, "sales")
    (box,) = form(act, "sales", question).children

    assert "crm" == box.value


def test_an_answer_that_is_missing_is_named(act: Quiz) -> None:
    """Whoever forgot one reads which one it is."""
    question = first(act)
    act.guarded(lambda: check_all(act, "sales", [question]))()

    assert esc(question.prompt[act.words.lang]) in text(act.notice.widget)


def test_an_answer_that_is_none_is_refused(act: Quiz) -> None:
    """An option of another question does not count as an answer."""
    act.room.say(f"{KEY}.call", "sales", {"choice": "champagne"}, "sales")

    with pytest.raises(WorkshopError):
        check_all(act, "sales", [first(act)])


def test_all_answers_of_a_side_are_enough(act: Quiz) -> None:
    """The other side is not asked about."""
    act.room.say(f"{KEY}.call", "sales", {"choice": "crm"}, "sales")
    check_all(act, "sales", [first(act)])

    with pytest.raises(WorkshopError):
        check_all(act, "marketing", [first(act)])


def test_a_hostile_prompt_is_named_as_text(act: Quiz) -> None:
    """A question may hold a word of the group's own, with markup and braces in it."""
    question = ShortText(key="x.own", prompt=as_typed(HOSTILE))
    act.guarded(lambda: check_all(act, "sales", [question]))()

    assert esc(HOSTILE) in text(act.notice.widget)
    assert "<img" not in text(act.notice.widget)
