"""Questions answered at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import HOSTILE
from support.acts.screen import choose, esc, field, text

from workshop.errors import WorkshopError
from workshop.notebook.act0.quiz import Quiz
from workshop.notebook.frame.forms import check_all, form
from workshop.room.state.question import Number, ShortText, Single
from workshop.story.act0.quiz import KEY
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.story.context import Stage


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


NUMBER = Number(
    key="share", prompt=as_typed("Share"), low=0, high=1_000_000_000, unit=as_typed("Euro")
)


def typed(act: Quiz, *texts: str) -> str:
    """Type texts into a field for a number, one after the other; return what the page says."""
    box = field(form(act, "sales", NUMBER), "Share (Euro)")
    for content in texts:
        box.value = content
    return text(act.notice.widget)


@pytest.mark.parametrize("content", ["abc", "drei", "1.000,5", "inf", "nan"])
def test_a_text_is_no_number_and_not_just_missing(act: Quiz, content: str) -> None:
    """Whoever writes “drei” reads that it is no number, how one is written, and loses the old."""
    said = typed(act, "7", content)
    act.guarded(lambda: check_all(act, "sales", [NUMBER]))()

    assert act.words("That isn’t a number.") in said
    assert content in said
    assert ("2,5" if act.words.lang == "de" else "2.5") in said
    assert {} == act.room.state.item("share", "sales")
    assert "12" in text(act.notice.widget)


def test_a_number_beyond_the_scale_is_written_as_people_write_it(act: Quiz) -> None:
    """No −5.0, and no nine zeros in a row."""
    typed(act, "-5")
    act.guarded(lambda: check_all(act, "sales", [NUMBER]))()
    shown = text(act.notice.widget)

    assert "−5" in shown
    assert "−5.0" not in shown
    assert act.words.number(1_000_000_000) in shown


def test_a_number_after_all_takes_the_notice_away(act: Quiz) -> None:
    """A comma is a decimal point to a German."""
    assert "" == typed(act, "2,", "abc", "2,5").strip()
    assert {"value": 2.5} == act.room.state.item("share", "sales")
