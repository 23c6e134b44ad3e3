"""A guess stands beside what it was; whose it is, nobody learns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.acts.acting import hall, vote

from workshop.story.act2.guesses import path_questions
from workshop.story.guess import Guess, guesses_of

if TYPE_CHECKING:
    from workshop.story.context import Stage

TOUCHES, _ = path_questions()


def test_phones_are_one_guess_the_median(german: Stage) -> None:
    """One far-off guess moves nothing; of a few there is no median and so no guess."""
    hall(german, 3, 3)
    german.room.open_question("journey.path", TOUCHES)
    vote(german, TOUCHES.key, "sales", [{"value": value} for value in (3, 4, 5)])
    few = guesses_of(german.room.state, TOUCHES)
    vote(german, TOUCHES.key, "marketing", [{"value": value} for value in (5, 6, 400)])

    assert () == few
    assert (Guess("both", 5.0),) == guesses_of(german.room.state, TOUCHES)


def test_at_the_keyboard_each_side_has_its_own(german: Stage) -> None:
    """Without phones two sides stand side by side; whoever said nothing stands nowhere."""
    german.room.say(TOUCHES.key, "sales", {"value": 12}, "sales")
    one = guesses_of(german.room.state, TOUCHES)
    german.room.say(TOUCHES.key, "marketing", {"value": 60}, "marketing")

    assert (Guess("sales", 12.0),) == one
    assert (Guess("sales", 12.0), Guess("marketing", 60.0)) == guesses_of(
        german.room.state, TOUCHES
    )
