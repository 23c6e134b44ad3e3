"""Piles: every card lies in exactly one, whoever moves what, and a move can be taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.run.profiles import examples

from workshop.errors import WorkshopError
from workshop.room.commands.grouping import LONGEST_TITLE, gather, name_pile, part, undo
from workshop.room.commands.questions import open_question, show_card
from workshop.room.commands.steering import steer
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.piles import CARDS, FACTS, MOVES, board, piles, theme_of
from workshop.room.state.question import Cards, Option
from workshop.room.state.state import RoomState
from workshop.room.state.twins import near, twins
from workshop.words import as_typed

if TYPE_CHECKING:
    from collections.abc import Iterable

QUESTION = Cards(
    key=CARDS, prompt=as_typed("?"), columns=(Option(key="wall", label=as_typed("Wall")),)
)


def laid(*texts: str) -> RoomState:
    """Return a room with these cards on the board, and one fact."""
    events = [*open_question(RoomState(), "retro.collect", QUESTION)]
    for n, text in enumerate(texts):
        body = {"column": "wall", "text": text}
        events.append(Event(kind="contributed", subject=CARDS, item=f"{n:032}", body=body))
    fact = {"text": {"de": "Fakt", "en": "fact"}}
    events.append(Event(kind="kept", subject=FACTS, item="fact-x", body=fact))
    return fold(events)


def after(state: RoomState, command: Any) -> RoomState:
    """Return the room after a command; one that is refused changes nothing."""
    try:
        return fold(command(state), state)
    except WorkshopError:
        return state


def together(state: RoomState) -> set[frozenset[str]]:
    """Return which cards lie together."""
    return {frozenset(card.key for card in pile.cards) for pile in piles(state)}


def keys(state: RoomState, *texts: str) -> list[str]:
    """Return the names of cards by their texts."""
    found = {card.text["en"]: card.key for card in board(state)}
    return [found[text] for text in texts]


FIVE = laid("a", "b", "c", "d", "e")
SOME = st.lists(st.sampled_from([card.key for card in board(FIVE)]), max_size=4)
MOVES_ = st.lists(
    st.one_of(
        st.builds(lambda cards: partial(gather, cards=cards), SOME),
        st.builds(lambda cards: partial(part, cards=cards), SOME),
        st.just(undo),
    ),
    max_size=8,
)


@given(MOVES_)
@settings(max_examples=examples(60))
def test_every_card_lies_in_exactly_one_pile(moves: Iterable[Any]) -> None:
    """Nothing is lost and nothing is doubled, whatever is done in whatever order."""
    state = FIVE
    for move in moves:
        state = after(state, move)
    lying = [card.key for pile in piles(state) for card in pile.cards]

    assert sorted(lying) == sorted(card.key for card in board(FIVE))
    assert len({pile.key for pile in piles(state)}) == len(piles(state))


@given(MOVES_, SOME)
@settings(max_examples=examples(60))
def test_what_is_gathered_lies_together_and_what_is_taken_out_lies_alone(
    moves: Iterable[Any], cards: list[str]
) -> None:
    """After any history."""
    state = FIVE
    for move in moves:
        state = after(state, move)
    gathered, parted = after(state, partial(gather, cards=cards)), state
    parted = after(state, partial(part, cards=cards))

    if len(set(cards)) > 1:
        assert any(set(cards) <= pile for pile in together(gathered))
    if cards and len(set(cards)) == 1:
        assert frozenset(cards) in together(parted)


@given(MOVES_, SOME, st.booleans())
@settings(max_examples=examples(60))
def test_undo_takes_the_last_move_back(
    moves: Iterable[Any],
    cards: list[str],
    gathering: bool,  # noqa: FBT001 - drawn
) -> None:
    """Everything lies as before, and what was moved before that can still be undone."""
    state = FIVE
    for move in moves:
        state = after(state, move)
    moved = after(state, partial(gather if gathering else part, cards=cards))
    if moved is not state and together(moved) != together(state):
        assert together(state) == together(after(moved, undo))


def test_two_people_grouping_at_once_lose_nothing() -> None:
    """Each command is decided on the room as it is by then: both moves count."""
    a, b, c, d = keys(FIVE, "a", "b", "c", "d")
    one, other = partial(gather, cards=[a, b]), partial(gather, cards=[c, d])
    both = after(after(FIVE, one), other)
    same = after(after(FIVE, partial(gather, cards=[a, b])), partial(gather, cards=[b, c]))

    assert {frozenset({a, b}), frozenset({c, d})} <= together(both)
    assert frozenset({a, b, c}) in together(same)


def test_a_fact_is_grouped_like_any_card() -> None:
    """What the kit laid belongs where people put it."""
    (a,) = keys(FIVE, "a")

    assert frozenset({a, "fact-x"}) in together(after(FIVE, partial(gather, cards=[a, "fact-x"])))


def test_a_title_is_peoples_own_and_moves_along() -> None:
    """A pile laid on another one as a whole brings its title where there is none."""
    a, b, c, d, e = keys(FIVE, "a", "b", "c", "d", "e")
    pair = after(FIVE, partial(gather, cards=[a, b]))
    named = after(pair, partial(name_pile, pile=a, text=" Mondays\n<b> "))
    larger = after(named, partial(gather, cards=[c, d, e]))
    one = after(larger, partial(gather, cards=[a, b, c, d, e]))

    assert ["Mondays <b>"] == [pile.title for pile in piles(named) if pile.title]
    assert ["Mondays <b>"] == [pile.title for pile in piles(one) if pile.title]


def test_a_title_has_its_limit_and_a_pile_that_is_gone_is_named() -> None:
    """Both say what is wrong."""
    (a,) = keys(FIVE, "a")
    with pytest.raises(WorkshopError, match="too long"):
        name_pile(FIVE, a, "x" * (LONGEST_TITLE + 1))
    with pytest.raises(WorkshopError, match="isn’t there any more"):
        name_pile(FIVE, "gone", "x")


def test_dots_go_where_a_theme_has_gone() -> None:
    """Who put dots on a card that lies on a pile by now put them on that pile."""
    a, b, c = keys(FIVE, "a", "b", "c")
    state = after(after(FIVE, partial(gather, cards=[b, c])), partial(gather, cards=[a, b, c]))
    (pile,) = [pile for pile in piles(state) if len(pile.cards) == 3]

    assert {pile.key} == {theme_of(state, key) for key in (a, b, c)}


def test_a_hidden_card_is_in_no_pile() -> None:
    """What the facilitator took out of sight is not grouped, and its pile stays without it."""
    a, b, c = keys(FIVE, "a", "b", "c")
    state = after(FIVE, partial(gather, cards=[a, b, c]))
    state = fold(show_card(state, CARDS, b, shown=False), state)

    assert frozenset({a, c}) in together(state)
    assert b not in {card.key for card in board(state)}


@pytest.mark.parametrize("moves", [7, [7], [["x"]], [[["a"]]], [[[1, 2]]]])
def test_a_damaged_row_of_moves_costs_nothing(moves: object) -> None:
    """It is passed over, and the next move is kept as ever."""
    damaged = Event(kind="kept", subject=MOVES, item="both", body={"moves": moves})
    state = fold([damaged], FIVE)
    a, b = keys(FIVE, "a", "b")

    assert frozenset({a, b}) in together(after(after(state, undo), partial(gather, cards=[a, b])))


def test_the_facilitators_phone_does_the_same() -> None:
    """Put together, take out, name and undo are verbs of the presenter view."""
    a, b = keys(FIVE, "a", "b")

    def done(state: RoomState, verb: Any, **more: Any) -> RoomState:
        given_ = {"key": "", "item": "", "value": "", "now": 0.0} | more
        return fold(steer(state, verb, **given_), state)

    pair = done(FIVE, "gather", cards=[a, b])
    named = done(pair, "name", key=a, value="Mondays")

    assert frozenset({a, b}) in together(pair)
    assert "Mondays" in {pile.title for pile in piles(named)}
    assert together(FIVE) == together(done(pair, "part", cards=[a, b]))
    assert together(FIVE) == together(done(pair, "undo"))


def test_near_twins_are_proposed_and_nothing_else() -> None:
    """Another ending, another case or another order is near; another thought is not."""
    texts = {
        "1": "Leads bleiben drei Tage liegen",
        "2": "leads bleiben drei tage liegen!",
        "3": "Drei Tage bleiben Leads liegen",
        "4": "Leads werden drei Tage gefeiert",
        "5": "!!!",
        "6": "???",
    }

    assert [("1", "2", "3")] == near(texts)


def test_twins_that_lie_together_are_proposed_no_more() -> None:
    """Nothing is put together without a press, and what was pressed is settled."""
    state = laid("Montags redet niemand", "Montags redet niemand.", "Ganz anders")
    (pair,) = twins(state)

    assert 4 == len(piles(state))
    assert () == twins(after(state, partial(gather, cards=pair)))


def test_three_hundred_cards_are_compared_in_no_time() -> None:
    """Each with each, while somebody waits."""
    state = laid(*(f"Karte Nummer {n} über Thema {n * n}" for n in range(300)))

    assert 301 == len(piles(state))
    assert len(twins(state)) < 300
