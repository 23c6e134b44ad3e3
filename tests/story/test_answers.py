"""What a side said: five phones or more, else its word at the keyboard, never a few phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import type_in, vote

from workshop.story.act0.quiz import KEY, questions
from workshop.story.answers import answers_of, everybody, favourites

if TYPE_CHECKING:
    from workshop.story.context import Stage

QUESTION = questions()[0]
CALL = f"{KEY}.call"
MAIL, CRM = {"choice": "mail"}, {"choice": "crm"}


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """A room in which a question by side is asked."""
    stage.room.open_question(KEY, QUESTION)
    return stage


@pytest.mark.parametrize(("phones", "shown"), [(4, 0), (5, 5), (6, 6)])
def test_fewer_than_five_phones_are_no_side(asked: Stage, phones: int, shown: int) -> None:
    """Four people are never shown as a group; five are."""
    vote(asked, CALL, "sales", [MAIL] * phones)

    assert shown == len(answers_of(asked.room.state, CALL, "sales"))


def test_a_few_phones_leave_the_word_to_the_keyboard(asked: Stage) -> None:
    """A side too small to be shown puts its heads together, and that counts once."""
    vote(asked, CALL, "sales", [MAIL] * 4)
    type_in(asked, CALL, sales=CRM)

    assert [CRM] == answers_of(asked.room.state, CALL, "sales")


def test_enough_phones_outweigh_the_keyboard(asked: Stage) -> None:
    """Nobody counts twice, and nobody speaks for people who have spoken."""
    type_in(asked, CALL, sales=CRM)
    vote(asked, CALL, "sales", [MAIL] * 5)

    assert [MAIL] * 5 == answers_of(asked.room.state, CALL, "sales")


def test_what_subtracting_would_show_is_not_shown(asked: Stage) -> None:
    """Five of sales beside two of marketing: the total would give the two away."""
    vote(asked, CALL, "sales", [MAIL] * 5)
    vote(asked, CALL, "marketing", [CRM] * 2)

    assert [] == answers_of(asked.room.state, CALL, "sales")


@pytest.mark.parametrize(
    ("bodies", "expected"),
    [
        ([], set()),
        ([MAIL] * 3 + [CRM] * 2, {"mail"}),
        ([MAIL] * 3 + [CRM] * 3, {"mail", "crm"}),
    ],
)
def test_where_most_tie_all_of_them_are_the_favourites(
    asked: Stage, bodies: list[dict[str, str]], expected: set[str]
) -> None:
    """A tie is not broken by the order of arrival."""
    vote(asked, CALL, "sales", bodies)

    assert expected == favourites(asked.room.state, CALL, "sales")


def test_everybody_is_the_phones_or_else_the_keyboard(asked: Stage) -> None:
    """Phones and keyboard are never added up; what was taken back is nobody."""
    type_in(asked, CALL, sales=CRM, marketing=MAIL)
    typed = [one.item for one in everybody(asked.room.state, CALL)]
    vote(asked, CALL, "other", [MAIL, MAIL])
    phones = [one.item for one in everybody(asked.room.state, CALL)]
    asked.room.withdraw(CALL, "other-0")

    assert ["sales", "marketing"] == typed
    assert ["other-0", "other-1"] == phones
    assert ["other-1"] == [one.item for one in everybody(asked.room.state, CALL)]


def test_what_was_never_asked_has_no_answers(stage: Stage) -> None:
    """Nothing is made up."""
    assert [] == answers_of(stage.room.state, "nowhere", "sales")
    assert set() == favourites(stage.room.state, "nowhere", "sales")
