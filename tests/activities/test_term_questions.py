"""What phones are asked about a term, and what a side's answers add up to."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from workshop.activities.term_questions import (
    MATCH,
    MOST_CASES,
    SENTENCE,
    TICKS,
    case_question,
    side_rule,
    think_questions,
)
from workshop.errors import WorkshopError
from workshop.room.event import Event
from workshop.room.state import RoomState, fold
from workshop.terms.comparison import Case
from workshop.terms.definition import ticked_rule
from workshop.words import LANGS

if TYPE_CHECKING:
    from collections.abc import Sequence

ASKED = {question.key: question for question in think_questions()}
TICKED, ALL, ANY = {"choices": ["form"]}, {"choice": "all"}, {"choice": "any"}


def asked(*keys: str) -> RoomState:
    """Return a room in which these questions are asked."""
    return fold(
        Event(
            kind="question_opened",
            subject=key,
            body={"activity": "terms.lead", "question": ASKED[key].model_dump(mode="json")},
        )
        for key in keys
    )


def say(state: RoomState, key: str, side: Any, bodies: Sequence[dict[str, Any]]) -> RoomState:
    """Let one phone of a side give each of these answers."""
    said = [
        Event(kind="contributed", subject=key, item=f"{side}-{n}", side=side, body=body)
        for n, body in enumerate(bodies)
    ]
    return fold(said, state)


def ticked(n: int, side: str = "sales", body: dict[str, Any] = TICKED) -> RoomState:
    """Return a room in which so many people of a side ticked the same."""
    return say(asked(TICKS, MATCH), TICKS, side, [body] * n)


def test_five_of_a_side_make_a_rule() -> None:
    """Five phones are enough to speak for a side, and the other side's stay out of it."""
    state = say(ticked(5), TICKS, "marketing", [{"choices": ["score"]}] * 5)

    assert ticked_rule(["form"], "all") == side_rule(state, "sales")
    assert ticked_rule(["score"], "all") == side_rule(state, "marketing")


def test_fewer_than_five_are_not_shown_as_a_group() -> None:
    """A rule made of four people's ticks would tell what each of them thinks."""
    assert side_rule(ticked(4), "sales") is None


def test_a_side_is_not_shown_where_subtracting_would_show_the_rest() -> None:
    """Five of sales and two from elsewhere: the total would give the two away."""
    state = say(ticked(5), TICKS, "other", [TICKED] * 2)

    assert side_rule(state, "sales") is None


@pytest.mark.parametrize("state", [RoomState(), asked(TICKS, MATCH)])
def test_nothing_asked_or_answered_is_no_rule(state: RoomState) -> None:
    """Nobody's opinion is put into their mouth."""
    assert side_rule(state, "sales") is None


def test_the_keyboard_is_no_phone() -> None:
    """What a side entered at the keyboard is its own definition, not a vote on one."""
    said = Event(kind="contributed", subject=TICKS, item="sales", side="sales", body=TICKED)

    assert side_rule(fold([said], ticked(4)), "sales") is None


@pytest.mark.parametrize(("votes", "counts"), [(2, False), (3, True), (4, True)])
def test_at_least_half_of_a_side_must_tick_a_criterion(votes: int, *, counts: bool) -> None:
    """Three of six carry a criterion, two do not."""
    both = {"choices": ["form", "need"]}
    state = say(asked(TICKS), TICKS, "sales", [both] * votes + [TICKED] * (6 - votes))
    chosen = ["form", "need"] if counts else ["form"]

    assert ticked_rule(chosen, "all") == side_rule(state, "sales")


def test_no_majority_is_no_rule() -> None:
    """Where everybody ticked something else, nothing speaks for the side."""
    keys = ("form", "webinar", "score", "need", "budget")
    state = say(asked(TICKS), TICKS, "sales", [{"choices": [key]} for key in keys])

    assert side_rule(state, "sales") is None


@pytest.mark.parametrize(
    ("said", "match"),
    [
        ([], "all"),
        ([ANY] * 3 + [ALL] * 2, "any"),
        ([ANY] * 2 + [ALL] * 3, "all"),
        ([ANY] * 3 + [ALL] * 3, "all"),
        ([ANY] * 4, "all"),
    ],
)
def test_the_majority_says_how_criteria_combine(said: list[dict[str, str]], match: Any) -> None:
    """One of them is enough only if more people say so than not, and five have spoken."""
    state = say(ticked(6), MATCH, "sales", said)

    assert ticked_rule(["form"], match) == side_rule(state, "sales")


@pytest.mark.parametrize("key", ["drop table", "__class__", "", "FORM"])
def test_only_criteria_of_ours_can_be_ticked(key: str) -> None:
    """A phone cannot bring a criterion of its own, neither by answer nor in the log."""
    with pytest.raises(WorkshopError):
        ASKED[TICKS].check({"choices": [key]})
    rule = side_rule(ticked(5, body={"choices": ["form", key]}), "sales")

    assert ticked_rule(["form"], "all") == rule


def test_nothing_but_unknown_ticks_is_no_rule() -> None:
    """A rule is made of criteria that run on data, or there is none."""
    assert side_rule(ticked(5, body={"choices": ["nonsense"]}), "sales") is None


@pytest.mark.parametrize("key", [SENTENCE, TICKS, MATCH])
def test_everybody_is_asked_in_their_language(key: str) -> None:
    """No phone shows the other language's question."""
    prompt = ASKED[key].prompt

    assert set(LANGS) == set(prompt)
    assert prompt["de"] != prompt["en"]


def test_a_sentence_has_no_side() -> None:
    """Words give people away sooner than ticks; so they stand on the wall without a side."""
    assert not ASKED[SENTENCE].by_side


def cases(n: int) -> list[Case]:
    """Return so many cases in between."""
    facts = {"role": "it", "employees": 1200, "form_sent": True}
    return [Case(f"C{place}", "sales", facts, date(2026, 1, 5), won=True) for place in range(n)]


def test_a_few_cases_are_enough() -> None:
    """Nobody reads ten cases on a phone."""
    question = case_question(cases(MOST_CASES + 3))

    assert [f"C{n}" for n in range(MOST_CASES)] == [item.key for item in question.items]


def test_a_case_is_told_in_both_languages_without_its_end() -> None:
    """People judge what was known at that time, in numbers they can read."""
    (item,) = case_question(cases(1)).items

    assert "1.200" in item.label["de"]
    assert "1,200" in item.label["en"]
    assert item.note["de"] != item.note["en"]
    assert "won" not in item.label["en"] + item.note["en"]
