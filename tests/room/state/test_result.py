"""Results: what the room answered, and nobody in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.policy import FEWEST_ANSWERS
from workshop.room.log.event import KEYBOARD
from workshop.room.state.participant import card_name
from workshop.room.state.question import (
    Cards,
    Consent,
    Dots,
    Multiple,
    Number,
    Option,
    Question,
    Scale,
    ShortText,
    Single,
    Sort,
)
from workshop.room.state.result import Line, Result, coarse, result, sides_apart
from workshop.room.state.state import Asked, Contribution
from workshop.side import PERSON_SIDES
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.room.log.event import Side

TEXT = as_typed("x")
OPTIONS = tuple(Option(key=key, label=as_typed(key.upper())) for key in "abc")
SINGLE = Single(key="q", prompt=TEXT, options=OPTIONS, by_side=True)
SCALE = Scale(key="q", prompt=TEXT, low_label=TEXT, high_label=TEXT)
CARDS = Cards(key="q", prompt=TEXT, columns=OPTIONS)
SIZES = st.dictionaries(st.sampled_from(PERSON_SIDES), st.integers(0, 12))


def said(*bodies: dict[str, Any], side: Side = "both", start: int = 0) -> list[Contribution]:
    return [Contribution(f"item{n}", side, body) for n, body in enumerate(bodies, start)]


def counts(question: Question, *bodies: dict[str, Any]) -> dict[str, int]:
    """Return how often each option was meant, in the one group there is."""
    ((_, bars),) = result(Asked(question, "act"), said(*bodies)).groups
    return {bar.key: bar.n for bar in bars}


def of_sides(**sizes: int) -> list[Contribution]:
    """Let so many people of each side choose "a"."""
    return [
        one
        for place, side in enumerate(PERSON_SIDES)
        for one in said(*[{"choice": "a"}] * sizes.get(side, 0), side=side, start=100 * place)
    ]


@given(SIZES)
def test_no_small_group_is_shown(sizes: dict[str, int]) -> None:
    """Neither a side of fewer than five, nor fewer than five by taking the rest from the sum."""
    apart = sides_apart(sizes)
    rest = sum(sizes.values()) - sum(sizes[side] for side in apart)

    assert [] == [side for side in apart if sizes[side] < FEWEST_ANSWERS]
    assert not apart or rest == 0 or rest >= FEWEST_ANSWERS


@given(SIZES)
def test_the_largest_sides_are_kept(sizes: dict[str, int]) -> None:
    """No side is shown while a larger one is not."""
    apart = sides_apart(sizes)
    others = [n for side, n in sizes.items() if side not in apart]

    assert all(sizes[side] >= max(others, default=0) for side in apart)


@given(SIZES)
def test_no_side_is_covered_for_nothing(sizes: dict[str, int]) -> None:
    """Where one more side could be shown without exposing anybody, it is shown."""
    apart = sides_apart(sizes)
    rest = sum(sizes.values()) - sum(sizes[side] for side in apart)
    more = [n for side, n in sizes.items() if side not in apart and n >= FEWEST_ANSWERS]

    assert [] == [n for n in more if rest == n or rest - n >= FEWEST_ANSWERS]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"sales": 5, "marketing": 5}, ("sales", "marketing")),
        ({"marketing": 9, "sales": 5}, ("sales", "marketing")),
        ({"sales": 4, "marketing": 9}, ()),
        ({"sales": 9, "marketing": 6, "other": 1}, ("sales",)),
        ({"sales": 9, "marketing": 6, "other": 5}, ("sales", "marketing", "other")),
        ({"sales": 9, "marketing": 3, "other": 2}, ("sales",)),
        ({"sales": 5}, ("sales",)),
        ({}, ()),
    ],
)
def test_who_is_shown_apart(sizes: dict[str, int], expected: tuple[str, ...]) -> None:
    """In the order in which sides are always named."""
    assert expected == sides_apart(sizes)


def test_the_sides_are_counted_apart() -> None:
    """Five of each side: their bars add up to the whole."""
    found = result(Asked(SINGLE, "act"), of_sides(sales=5, marketing=6))
    ((_, (bar, *_)),) = found.groups

    assert ({"sales": 5, "marketing": 6}, 11) == (found.sides, found.n)
    assert (11, {"sales": 5, "marketing": 6}) == (bar.n, bar.by_side)


def test_a_small_side_is_only_in_the_sum() -> None:
    """Four of sales are part of the whole, and nobody sees what the four said."""
    found = result(Asked(SINGLE, "act"), of_sides(sales=4, marketing=6))
    ((_, bars),) = found.groups

    assert (10, {}) == (found.n, found.sides)
    assert [(10, {}), (0, {}), (0, {})] == [(bar.n, bar.by_side) for bar in bars]


def test_a_question_without_sides_shows_none() -> None:
    """Where nobody was told so, answers are not split."""
    question = SINGLE.model_copy(update={"by_side": False})

    assert {} == result(Asked(question, "act"), of_sides(sales=9, marketing=9)).sides


@pytest.mark.parametrize(
    ("question", "bodies", "expected"),
    [
        (SINGLE, [{"choice": "a"}, {"choice": "c"}, {"choice": "a"}], {"a": 2, "b": 0, "c": 1}),
        (
            Multiple(key="q", prompt=TEXT, options=OPTIONS, most=3),
            [{"choices": ["a", "b"]}, {"choices": ["b"]}],
            {"a": 1, "b": 2, "c": 0},
        ),
        (SCALE, [{"value": 1}, {"value": 5}, {"value": 5}], dict.fromkeys("1234", 0) | {"5": 2}),
        (
            Dots(key="q", prompt=TEXT, options=OPTIONS),
            [{"dots": {"a": 3, "b": 2}}, {"dots": {"a": 1}}, {"dots": {}}],
            {"a": 4, "b": 2, "c": 0},
        ),
        (
            Consent(key="q", prompt=TEXT, proposal=TEXT),
            [{"answer": "none"}, {"answer": "objection", "reason": "x"}, {"answer": "none"}],
            {"none": 2, "objection": 1},
        ),
    ],
)
def test_answers_are_counted(
    question: Question, bodies: list[dict[str, Any]], expected: dict[str, int]
) -> None:
    """Each option says how often it was meant, also where nobody did."""
    if question is SCALE:
        expected = expected | {"1": 1}

    assert expected == counts(question, *bodies)


def test_sorted_items_are_counted_one_by_one() -> None:
    """An item says how it was sorted, by those who sorted it."""
    question = Sort(key="q", prompt=TEXT, items=OPTIONS[:2], classes=OPTIONS[1:])
    bodies = [{"sorted": {"a": "b", "b": "c"}}, {"sorted": {"a": "b"}}]
    found = result(Asked(question, "act"), said(*bodies))

    assert [("a", {"b": 2, "c": 0}), ("b", {"b": 0, "c": 1})] == [
        (item.key if item else "", {bar.key: bar.n for bar in bars}) for item, bars in found.groups
    ]


def test_numbers_fall_into_ten_bins() -> None:
    """Both ends of the range have a place, and each number exactly one."""
    question = Number(key="q", prompt=TEXT, low=0, high=100, unit=TEXT)
    values = [0, 9.9, 10, 55, 99.9, 100]
    found = counts(question, *[{"value": value} for value in values])

    assert {"0": 2, "1": 1, "5": 1, "9": 2} == {key: n for key, n in found.items() if n}
    assert 10 == len(found)


@given(st.lists(st.floats(-20, 80), min_size=1, max_size=20))
def test_no_number_is_lost(values: list[float]) -> None:
    """The bins add up to the answers, wherever the range begins."""
    question = Number(key="q", prompt=TEXT, low=-20, high=80, unit=TEXT)

    assert len(values) == sum(counts(question, *[{"value": value} for value in values]).values())


def test_numbers_have_a_mean_and_a_median() -> None:
    """One far-off answer moves the mean and not the median."""
    answers = said(*[{"value": 1}] * 12, *[{"value": 5}] * 8)
    answered = result(Asked(SCALE, "act"), answers)

    assert (2.6, 1.0) == (answered.mean, answered.median)


def test_few_numbers_have_neither() -> None:
    """Whoever answered, and knows the mean of two, knows the other answer."""
    for n in range(1, FEWEST_ANSWERS + 1):
        answered = result(Asked(SCALE, "act"), said(*[{"value": 2}] * n))

        assert (n < FEWEST_ANSWERS) == (answered.mean is None) == (answered.median is None)


VALUES = st.lists(st.integers(0, 100), min_size=FEWEST_ANSWERS, max_size=60)


@given(VALUES, st.integers(0, 100))
def test_a_mean_hides_one_person(values: list[int], other: int) -> None:
    """Whoever knows all answers but one cannot work the last one out: any answer fits the mean
    shown, or the one next to it. And what is shown is no further off than that.
    """
    n, high = len(values), 100
    shown = coarse(sum(values) / n, n, 0, high)
    instead = coarse((sum(values[:-1]) + other) / n, n, 0, high)
    step = _step(high / n)

    assert abs(shown - instead) <= step + 1e-9
    assert abs(shown - sum(values) / n) <= step / 2 + 1e-9


def _step(least: float) -> float:
    """Return the smallest 1, 2 or 5 times a power of ten that is not below `least`."""
    steps = (base * 10.0**power for power in range(-4, 4) for base in (1, 2, 5))
    return next(step for step in steps if step >= least * (1 - 1e-9))


ITEMS = tuple(Option(key=key, label=TEXT) for key in "ab")
SORTING = Sort(key="q", prompt=TEXT, items=ITEMS, classes=OPTIONS, by_side=True)
SORTED = st.lists(
    st.tuples(
        st.sampled_from(PERSON_SIDES),
        st.dictionaries(st.sampled_from("ab"), st.sampled_from("abc"), min_size=1),
    ),
    max_size=40,
)


@given(SORTED, st.integers(5, 8))
def test_five_means_five_for_each_item(
    answers: list[tuple[str, dict[str, str]]], fewest: int
) -> None:
    """Some leave items out: a side stands apart at an item only if enough of it sorted this one,
    and if the rest of that item is nobody or enough as well.
    """
    given_ = [
        Contribution(f"item{n}", side, {"sorted": kinds})  # type: ignore[arg-type]
        for n, (side, kinds) in enumerate(answers)
    ]
    for item, bars in result(Asked(SORTING, "act"), given_, fewest).groups:
        sizes = {side: sum(bar.by_side[side] for bar in bars) for side in bars[0].by_side}
        rest = sum(bar.n for bar in bars) - sum(sizes.values())

        assert [] == [n for n in sizes.values() if n < fewest], item
        assert not sizes or rest == 0 or rest >= fewest, item


def test_a_personal_question_shows_nothing_of_a_few() -> None:
    """Of what is asked about oneself, too few answers are counted and not shown at all."""
    asked = Asked(SINGLE.model_copy(update={"personal": True}), "act")
    few, enough = (said(*[{"choice": "a"}] * n) for n in (FEWEST_ANSWERS - 1, FEWEST_ANSWERS))

    assert (FEWEST_ANSWERS - 1, ()) == (result(asked, few).n, result(asked, few).groups)
    assert result(asked, enough).groups


def test_without_answers_there_is_no_mean() -> None:
    """Nobody answered is not the same as zero."""
    found = result(Asked(SCALE, "act"), [])

    assert (0, None, None) == (found.n, found.mean, found.median)


def test_choices_have_no_mean() -> None:
    """Only numbers have a middle."""
    found = result(Asked(SINGLE, "act"), said({"choice": "a"}))

    assert (None, None) == (found.mean, found.median)


@pytest.mark.parametrize("item", KEYBOARD)
def test_the_keyboard_is_left_out(item: str) -> None:
    """What a side typed for all is not one phone's answer."""
    keyboard = Contribution(item, "sales", {"value": 5})
    found = result(Asked(SCALE, "act"), [keyboard, *said(*[{"value": 1}] * FEWEST_ANSWERS)])

    assert (FEWEST_ANSWERS, 1.0) == (found.n, found.mean)


def test_a_card_says_its_column() -> None:
    """And which card it is, so that it can be hidden, but not where its answer is filed."""
    found = result(Asked(CARDS, "act"), said({"column": "b", "text": "one"}))

    assert (Line(card_name("item0"), "one", as_typed("B")),) == found.lines


def test_a_hidden_card_is_marked() -> None:
    """The facilitator still sees it; it is not among what is shown, but it is counted."""
    cards = said(*[{"column": "a", "text": text} for text in ("one", "two")])
    found = result(Asked(CARDS, "act", hidden=frozenset({card_name("item0")})), cards)

    assert {("one", True), ("two", False)} == {(line.text, line.hidden) for line in found.lines}
    assert (["two"], 2) == ([line.text for line in found.shown_lines], found.n)


@pytest.mark.parametrize(
    ("question", "bodies", "expected"),
    [
        (ShortText(key="q", prompt=TEXT), [{"text": "one"}], ["one"]),
        (
            Consent(key="q", prompt=TEXT, proposal=TEXT),
            [{"answer": "none"}, {"answer": "objection", "reason": "harm"}],
            ["harm"],
        ),
        (SINGLE, [{"choice": "a"}], []),
    ],
)
def test_what_was_written_is_read(
    question: Question, bodies: list[dict[str, Any]], expected: list[str]
) -> None:
    """Texts and reasons are lines; who does not object has none."""
    found = result(Asked(question, "act"), said(*bodies))

    assert expected == [line.text for line in found.lines]


@given(st.permutations(range(6)))
def test_nobody_sees_who_was_first(order: list[int]) -> None:
    """Whatever the order of arrival, the room sees the same result."""
    cards = said(*[{"column": "a", "text": str(n)} for n in range(6)])
    arrived: Result = result(Asked(CARDS, "act"), [cards[n] for n in order])

    assert result(Asked(CARDS, "act"), cards) == arrived
