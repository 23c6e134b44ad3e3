"""How a room sorted the cases, as ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.acts.acting import type_in, vote

from workshop.room.state.question import Option
from workshop.story.cases.ratings import (
    BASELINE,
    CLASSES,
    class_names,
    ratings_of,
    sides_of_raters,
    sort_question,
)
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.story.context import Stage

ITEMS = [Option(key=key, label=as_typed(key)) for key in ("C1", "C2")]
UP, DOWN = {"sorted": {"C1": "sql", "C2": "lead"}}, {"sorted": {"C1": "not_yet"}}


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """A room that is asked to sort two cases."""
    stage.room.open_question("arriving.cases", sort_question(BASELINE, ITEMS))
    return stage


def test_classes_rank_as_the_funnel_does(stage: Stage) -> None:
    """Not yet is lowest, SQL is highest; each has its name."""
    expected = [stage.words(name) for name in ("Not yet", "Lead", "MQL", "SQL")]

    assert ["not_yet", "lead", "mql", "sql"] == list(CLASSES)
    assert expected == class_names(stage.words)


def test_each_rater_has_ranks_for_what_they_sorted(asked: Stage) -> None:
    """A case left unsorted is missing, and no zero."""
    type_in(asked, BASELINE, sales=UP, marketing=DOWN)

    assert {"sales": {"C1": 3, "C2": 1}, "marketing": {"C1": 0}} == ratings_of(
        asked.room.state, BASELINE
    )


def test_phones_are_the_raters_where_there_are_any(asked: Stage) -> None:
    """The two sides at the keyboard are not added to thirty people."""
    type_in(asked, BASELINE, sales=UP, marketing=UP)
    vote(asked, BASELINE, "other", [DOWN])

    assert {"other-0": {"C1": 0}} == ratings_of(asked.room.state, BASELINE)


def test_the_keyboard_has_two_sides(asked: Stage) -> None:
    """Two who sit at one screen know whose answer is whose."""
    type_in(asked, BASELINE, sales=UP, marketing=DOWN)

    assert {"sales": "sales", "marketing": "marketing"} == sides_of_raters(
        asked.room.state, BASELINE
    )


@pytest.mark.parametrize(
    ("sales", "marketing", "other", "apart"),
    [
        (5, 5, 0, {"sales", "marketing"}),
        (5, 4, 0, set()),
        (4, 5, 0, set()),
        (5, 5, 3, {"sales"}),
        (6, 0, 0, {"sales"}),
        (0, 0, 9, set()),
    ],
)
def test_raters_have_a_side_only_where_it_may_be_shown(
    asked: Stage, sales: int, marketing: int, other: int, apart: set[str]
) -> None:
    """Fewer than five of a side, or what subtracting would tell, belong to no side."""
    for side, n in (("sales", sales), ("marketing", marketing), ("other", other)):
        vote(asked, BASELINE, side, [UP] * n)
    found = sides_of_raters(asked.room.state, BASELINE)

    assert apart == set(found.values())
    assert all(rater.startswith(side) for rater, side in found.items())


def test_nobody_sorted_nothing(asked: Stage) -> None:
    """An empty room has no raters and no sides."""
    assert {} == ratings_of(asked.room.state, BASELINE)
    assert {} == sides_of_raters(asked.room.state, BASELINE)
