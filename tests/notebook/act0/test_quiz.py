"""The couple's quiz: own answers, guesses, and a score that exposes nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import alone, cover_both, hall, type_in, vote
from support.acts.screen import choose, esc, press, text
from support.room.phones import sit

from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.notebook.act0.quiz import Quiz
from workshop.story.act0.quiz import KEY, QUIZ, VERDICTS, questions, score
from workshop.story.solo.persona import PERSONAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage

FEW = "Too few answers to show this side on its own."
OWN = {"call": "crm", "champagne": "all", "friday": "weekend"}
"""What marketing says of itself."""


def typed(stage: Stage, **guesses: str) -> Quiz:
    """Return the quiz after both sides answered; sales guesses so of marketing."""
    act = Quiz(stage)
    for name, choice in OWN.items():
        guess = {"choice": guesses.get(name, choice)}
        type_in(stage, f"{KEY}.{name}", sales={"choice": choice}, marketing={"choice": choice})
        type_in(stage, f"{KEY}.{name}.guess", sales=guess, marketing={"choice": choice})
    cover_both(act)
    return act


def test_everybody_is_asked_three_things_and_the_same_three_of_the_others() -> None:
    """Own answers first, then the guesses, each by side and with the same options."""
    asked = questions()
    own, guesses = asked[:3], asked[3:]

    assert [f"{KEY}.{name}" for name in QUIZ] == [one.key for one in own]
    assert [f"{one.key}.guess" for one in own] == [one.key for one in guesses]
    assert [one.options for one in own] == [one.options for one in guesses]
    assert all(one.by_side for one in asked)
    assert all(
        own[n].prompt[lang] in guesses[n].prompt[lang] for n in range(3) for lang in ("de", "en")
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ({}, 3),
        ({"call": "mail"}, 2),
        ({"call": "mail", "friday": "offer"}, 1),
        ({"call": "mail", "friday": "offer", "champagne": "discount"}, 0),
    ],
)
def test_the_score_counts_what_was_guessed(stage: Stage, wrong: dict[str, str], right: int) -> None:
    """From none to three of three, each with its own verdict."""
    act = typed(stage, **wrong)
    act.enter(Beat.REVEAL)
    shown, words = text(act.widget), stage.words

    assert (right, 3) == (score(act.room.state, "sales"), score(act.room.state, "marketing"))
    assert words("{n} of {all} guessed right", n=right, all=3) in shown
    assert esc(words(VERDICTS[right])) in shown
    every = shown.partition("<table")[2]
    assert 6 == every.count(" ✓") + every.count(" ✗")
    assert 3 - right == every.count(" ✗")


def test_a_tie_counts_as_guessed_if_it_meets(stage: Stage) -> None:
    """Where a side is split in halves, either answer is what it says; so is a split guess."""
    hall(stage, 6, 6)
    act = Quiz(stage)
    halves = [{"choice": "crm"}] * 3 + [{"choice": "mail"}] * 3
    vote(stage, f"{KEY}.call", "marketing", halves)
    vote(stage, f"{KEY}.call.guess", "sales", [{"choice": "mail"}] * 6)
    vote(stage, f"{KEY}.friday", "marketing", [{"choice": "offer"}] * 6)
    tie = [{"choice": "weekend"}] * 3 + [{"choice": "offer"}] * 3
    vote(stage, f"{KEY}.friday.guess", "sales", tie)
    vote(stage, f"{KEY}.champagne", "marketing", [{"choice": "offer"}] * 6)
    vote(stage, f"{KEY}.champagne.guess", "sales", [{"choice": "all"}] * 6)

    assert 2 == score(act.room.state, "sales")


def test_without_a_guess_there_is_no_score(stage: Stage) -> None:
    """Nobody is told that they guessed nothing right when they guessed nothing."""
    hall(stage)
    act = Quiz(stage)
    vote(stage, f"{KEY}.call", "marketing", [{"choice": "crm"}] * 5)

    assert score(act.room.state, "sales") is None


@pytest.mark.parametrize(("phones", "apart"), [(4, False), (5, True)])
def test_a_side_is_shown_apart_from_five_phones_on(
    stage: Stage, phones: int, *, apart: bool
) -> None:
    """What four people chose is not on the wall, whatever they guessed."""
    hall(stage, phones, phones)
    act = Quiz(stage)
    for side in ("sales", "marketing"):
        for end in ("", ".guess"):
            vote(stage, f"{KEY}.call{end}", side, [{"choice": "crm"}] * phones)
    act.enter(Beat.REVEAL)
    shown = text(act.widget)

    assert (stage.words(QUIZ["call"][1]["crm"]) in shown) is apart
    assert (stage.words(FEW) in shown) is not apart
    assert (1 if apart else None) == score(act.room.state, "sales")


@pytest.mark.parametrize(
    ("sales", "marketing", "panels", "few"),
    [
        (0, 0, 2, ""),
        (4, 4, 2, "{sales} 4, {marketing} 4"),
        (5, 0, 1, "{marketing} 0"),
        (5, 4, 2, "{marketing} 4"),
        (5, 5, 0, ""),
    ],
)
def test_small_sides_answer_at_the_keyboard(
    stage: Stage, sales: int, marketing: int, panels: int, few: str
) -> None:
    """A side with five phones has its own; the others put their heads together, and read why.

    Named is who has too few; the others only write as well because of these few.
    """
    hall(stage, sales, marketing)
    words, shown = stage.words, text(Quiz(stage).widget)
    told = few.format(sales=words("Sales"), marketing=words("Marketing"))
    note = words("Phones: {counts}; needed on each side: {least}.", counts=told, least=5)
    because = words(
        "Both sides put their heads together and answer here. If only the others were "
        "shown, the total would give away what these few said."
    )

    assert panels == shown.count(words("We’re done"))
    assert (note in shown) is bool(few)
    assert (esc(because) in shown) is (few == "{marketing} 4")


def test_nothing_is_revealed_before_both_sides_are_done(stage: Stage) -> None:
    """At one keyboard the first side's answers wait, covered, for the second's."""
    act, words = Quiz(stage), stage.words
    for question in questions():
        option = question.options[2]
        choose(act.widget, question.prompt[words.lang], option.label[words.lang])
    press(act.widget, words("We’re done"))
    press(act.widget, words("Reveal") + " →")

    assert act.beat is Beat.THINK
    assert words("Not everyone is done yet.") in text(act.widget)
    with pytest.raises(WorkshopError):
        act.enter(Beat.REVEAL)


def test_a_side_answers_and_guesses_before_it_is_done(stage: Stage) -> None:
    """Three answers without the guesses are half a quiz."""
    act = Quiz(stage)
    for name, choice in OWN.items():
        type_in(stage, f"{KEY}.{name}", sales={"choice": choice})
    act.redraw()
    press(act.widget, stage.words("We’re done"))

    assert stage.words("One question hasn’t been answered yet.") in text(act.widget)


def test_answers_are_not_shown_twice(stage: Stage) -> None:
    """The quiz has its own picture; the bars of its six questions would drown it."""
    hall(stage)
    act = Quiz(stage)
    vote(stage, f"{KEY}.call", "sales", [{"choice": "crm"}] * 5)
    act.enter(Beat.REVEAL)

    assert () == act.audience.panels.children


def test_alone_one_plays_against_a_persona_who_comments(stage: Stage) -> None:
    """Vera has answered and guessed before; what she says to it comes after the reveal."""
    alone(stage, "marketing")
    vera = PERSONAS["sales"]
    act, words = Quiz(stage), stage.words
    before = text(act.widget)
    for name in QUIZ:
        type_in(stage, f"{KEY}.{name}", marketing={"choice": vera.guesses[name]})
        type_in(stage, f"{KEY}.{name}.guess", marketing={"choice": vera.quiz[name]})
    cover_both(act)
    act.enter(Beat.REVEAL)
    after, comments = text(act.widget), [esc(words(one)) for one in vera.comments.values()]

    assert not any(comment in before for comment in comments)
    assert all(comment in after for comment in comments)
    assert (3, 3) == (score(act.room.state, "sales"), score(act.room.state, "marketing"))


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """Scores are read from the room, and from nowhere else."""
    act = typed(make_stage(), call="mail")
    act.enter(Beat.REVEAL)

    assert text(act.widget) == text(Quiz(make_stage()).widget)


def test_a_few_phones_do_not_fill_in_for_the_keyboard(stage: Stage) -> None:
    """Four phones of a side answered: their side is asked together, and only that is shown."""
    sit(stage, *["sales"] * 4)
    act = Quiz(stage)
    vote(stage, f"{KEY}.call", "sales", [{"choice": "mail"}] * 4)
    type_in(stage, f"{KEY}.call", sales={"choice": "later"})
    act.enter(Beat.REVEAL)
    shown, labels = text(act.widget), QUIZ["call"][1]

    assert stage.words(labels["later"]) in shown
    assert stage.words(labels["mail"]) not in shown
