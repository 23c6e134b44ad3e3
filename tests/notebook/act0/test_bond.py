"""Where the relationship stands: four states with borders, and gaps that expose nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import alone, cover_both, hall, type_in, vote
from support.acts.screen import esc, text

from workshop.agenda import Beat
from workshop.errors import WorkshopError
from workshop.notebook.act0.bond import Bond
from workshop.story.act0.bond import STATEMENTS, STATES, means, question, state_of
from workshop.story.solo.persona import PERSONAS

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.story.context import Stage

KEY = question().key


def all_at(degree: str, **other: str) -> dict[str, dict[str, str]]:
    """Return the answer that says the same of every sentence, but for some."""
    return {"sorted": dict.fromkeys(STATEMENTS, degree) | other}


def at_state(**degrees: float) -> dict[str, float]:
    """Return the same mean for every sentence of a state; states not named are not judged."""
    return {key: degrees[one.state] for key, one in STATEMENTS.items() if one.state in degrees}


def revealed(stage: Stage, sales: str = "3", marketing: str = "1") -> Bond:
    """Return the activity after both sides judged every sentence the same."""
    act = Bond(stage)
    type_in(stage, KEY, sales=all_at(sales), marketing=all_at(marketing))
    cover_both(act)
    act.enter(Beat.REVEAL)
    return act


@pytest.mark.parametrize(
    ("degrees", "state"),
    [
        ({}, "undefined"),
        ({"defined": 1.99}, "undefined"),
        ({"defined": 2.0}, "defined"),
        ({"defined": 2.0, "aligned": 1.99}, "defined"),
        ({"defined": 2.0, "aligned": 2.0}, "aligned"),
        ({"defined": 3, "aligned": 3, "integrated": 1.99}, "aligned"),
        ({"defined": 2, "aligned": 2, "integrated": 2}, "integrated"),
        ({"defined": 1.9, "aligned": 3, "integrated": 3}, "undefined"),
        ({"defined": 3, "integrated": 3}, "defined"),
        ({"aligned": 3}, "undefined"),
    ],
)
def test_a_state_is_reached_from_rather_yes_on_and_never_over_a_gap(
    degrees: dict[str, float], state: str
) -> None:
    """Two of three is the border; what stands on a state not reached does not count."""
    assert state == state_of(at_state(**degrees))


def test_the_mean_of_a_state_decides_and_not_each_sentence() -> None:
    """One weak sentence is carried by strong ones; a hair below the border is below."""
    strong = at_state(defined=3) | {"roles": 0}

    assert "defined" == state_of(strong)
    assert "undefined" == state_of(strong | {"contact": 2.9})


def test_every_state_but_the_loosest_has_its_sentences() -> None:
    """A state without a sentence could never be reached."""
    assert list(STATES)[1:] == list(dict.fromkeys(one.state for one in STATEMENTS.values()))
    assert 10 == len(STATEMENTS)


def test_a_sentence_nobody_judged_has_no_mean() -> None:
    """A gap in the answers is no zero."""
    found = means([{"roles": "3"}, {"roles": "0", "goal": "2"}, {}])

    assert {"roles": 1.5, "goal": 2.0} == found


def test_the_verdict_names_the_state_of_all_and_of_each_side(stage: Stage) -> None:
    """Everybody reads where they stand, that it is an opinion, and of how many."""
    act, words = revealed(stage, "3", "1"), stage.words
    shown = text(act.widget)
    said = words("You say: {state}", state=words(STATES[act.state() or ""][0]))
    names = [words(STATES[state][0]) for state in ("integrated", "undefined")]

    assert ("integrated", "undefined") == (act.state("sales"), act.state("marketing"))
    assert "integrated" == act.state()
    assert said in shown
    assert f"{words('Sales')}: {names[0]}" in shown
    assert f"{words('Marketing')}: {names[1]}" in shown
    assert "n = 2" in shown


def test_phones_are_shown_by_side_from_five_on(stage: Stage) -> None:
    """Five of sales and four of marketing: all together are shown, no side is."""
    hall(stage, 5, 4)
    act = Bond(stage)
    vote(stage, KEY, "sales", [all_at("3")] * 5)
    vote(stage, KEY, "marketing", [all_at("0")] * 4)
    act.enter(Beat.REVEAL)
    shown, words = text(act.widget), stage.words

    assert [None, None] == [act.state(side) for side in ("sales", "marketing")]
    assert act.state() is not None
    assert "n = 9" in shown
    assert f"{words('Sales')}: " not in shown


def test_ten_phones_show_the_gap(stage: Stage) -> None:
    """Five of each side may be seen apart, and the sentence furthest apart is talked about."""
    hall(stage)
    act = Bond(stage)
    vote(stage, KEY, "sales", [all_at("2", parties="3")] * 5)
    vote(stage, KEY, "marketing", [all_at("2", parties="0")] * 5)
    act.enter(Beat.TALK)
    furthest = stage.words(STATEMENTS["parties"].text)

    assert f"<blockquote>{esc(furthest)}</blockquote>" in text(act.widget)


def test_without_sides_the_weakest_sentence_is_talked_about(stage: Stage) -> None:
    """Three phones have no sides, and still something to tell each other."""
    hall(stage, 3, 0)
    act = Bond(stage)
    vote(stage, KEY, "sales", [all_at("2", rejects="0")] * 3)
    act.enter(Beat.TALK)
    weakest = stage.words(STATEMENTS["rejects"].text)

    assert f"<blockquote>{esc(weakest)}</blockquote>" in text(act.widget)


def test_nothing_is_revealed_before_all_are_in(stage: Stage) -> None:
    """At one keyboard both sides are waited for; the first one's answer stays covered."""
    act = Bond(stage)
    type_in(stage, KEY, sales=all_at("3"))

    with pytest.raises(WorkshopError):
        act.enter(Beat.REVEAL)
    assert act.beat is Beat.THINK


def test_a_hall_that_said_nothing_has_no_state(stage: Stage) -> None:
    """No answer is no opinion."""
    act = Bond(stage)

    assert act.state() is None
    assert stage.words("No answers.") in act._verdict()


def test_a_persona_names_the_sentence_furthest_apart(stage: Stage) -> None:
    """Vera does not argue: she sends the learner to a real colleague, after the reveal."""
    alone(stage, "marketing")
    vera, act = PERSONAS["sales"], Bond(stage)
    degrees = {key: str(degree) for key, degree in vera.bond.items()} | {"language": "3"}
    before = text(act.widget)
    type_in(stage, KEY, marketing={"sorted": degrees})
    cover_both(act)
    act.enter(Beat.REVEAL)
    sentence = stage.words(STATEMENTS["language"].text)
    (echo,) = act.echo(vera)

    assert esc(sentence) in echo.value
    assert echo.value in text(act.widget)
    assert echo.value not in before


def test_a_persona_who_agrees_in_everything_says_nothing(stage: Stage) -> None:
    """Nobody is told where they differ most when they do not differ."""
    alone(stage, "marketing")
    vera, act = PERSONAS["sales"], Bond(stage)
    same = {"sorted": {key: str(degree) for key, degree in vera.bond.items()}}
    type_in(stage, KEY, marketing=same)

    assert [] == act.echo(vera)


def test_a_kernel_that_starts_anew_shows_the_same(make_stage: Callable[..., Stage]) -> None:
    """The state is read from the room."""
    act = revealed(make_stage())
    act.enter(Beat.TALK)

    assert text(act.widget) == text(Bond(make_stage()).widget)
