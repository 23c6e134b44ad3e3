"""What a phone says, and when it counts."""

from __future__ import annotations

from typing import Any

import pytest
from support.room.commanding import (
    ANN,
    BEN,
    CARD,
    CHOICE,
    ME,
    SINGLE,
    answered,
    asked,
    opened,
    room,
)

from workshop.errors import WorkshopError
from workshop.room.commands.answers import (
    AnewError,
    ClosedError,
    Message,
    StaleError,
    answer,
    done,
)
from workshop.room.log.event import Event
from workshop.room.state.done import is_done, those_done
from workshop.room.state.fold import fold
from workshop.room.state.participant import answer_id


def test_an_answer_stands() -> None:
    """It carries the side if the question says so, and is found by its owner only."""
    state = room(answered(room(), CHOICE))

    assert CHOICE == state.item("q", answer_id(ANN, "q"))
    assert {} == state.item("q", answer_id(BEN, "q"))
    assert ["sales"] == [one.side for one in state.said("q")]


def test_a_card_carries_no_side() -> None:
    """Whatever the phone says of itself."""
    assert "both" == answered(room(), CARD, key="cards").side


def test_an_answer_counts_once() -> None:
    """Another choice replaces the first."""
    first = answered(room(), CHOICE)
    second = answered(room(first), {"choice": "b"}, rev=2, message="m2")

    assert [{"choice": "b"}] == [one.body for one in room(first, second).said("q")]


def test_what_is_no_answer_is_refused() -> None:
    """The question decides, also about its cards."""
    with pytest.raises(WorkshopError, match="isn’t an answer"):
        answered(room(), {"choice": "z"})


@pytest.mark.parametrize("kind", ["question_closed", "question_revealed"])
@pytest.mark.parametrize("body", [CHOICE, None])
def test_a_closed_question_takes_nothing(kind: str, body: dict[str, Any] | None) -> None:
    """Neither an answer nor taking one back, so that what is shown stays true."""
    with pytest.raises(ClosedError, match="still here"):
        answered(room(asked(kind)), body)


@pytest.mark.parametrize("key", ["q", "unknown"])
def test_a_question_of_another_act_takes_no_answer(key: str) -> None:
    """Who comes back to an old page cannot write into what is over."""
    state = room(Event(kind="act_opened", subject="later"))

    with pytest.raises(WorkshopError, match=f"isn’t asked here.*{key}"):
        answered(state, CHOICE, key=key)


def test_cards_have_their_places() -> None:
    """As many cards as the question allows, each with a name of its own."""
    cards = [answered(room(), CARD, key="cards", place=place) for place in range(3)]

    assert 3 == len({card.item for card in cards})


@pytest.mark.parametrize("place", [-1, 3, 99])
def test_there_is_no_card_too_many(place: int) -> None:
    """A page that was tampered with cannot flood the wall."""
    with pytest.raises(WorkshopError, match=f"all the cards.*{place}"):
        answered(room(), CARD, key="cards", place=place)


def test_nobody_overwrites_anothers_card() -> None:
    """The same place of another phone is another card."""
    mine = answered(room(), CARD, key="cards")
    other = answered(room(mine), CARD | {"text": "two"}, BEN, key="cards", rev=9)

    assert ["one", "two"] == [one.body["text"] for one in room(mine, other).said("cards")]


def test_nobody_takes_back_anothers_card() -> None:
    """Taking back reaches one's own card only."""
    mine = answered(room(), CARD, key="cards")
    taken = answered(room(mine), None, BEN, key="cards", rev=9)

    assert 1 == len(room(mine, taken).said("cards"))


def test_a_card_is_taken_back() -> None:
    """It is gone, and its place is free again."""
    mine = answered(room(), CARD, key="cards")
    taken = answered(room(mine), None, key="cards", rev=2, message="m2")
    again = answered(room(mine, taken), CARD, key="cards", rev=3, message="m3")

    assert [] == room(mine, taken).said("cards")
    assert 1 == len(room(mine, taken, again).said("cards"))


def test_the_same_message_is_the_same_event() -> None:
    """A phone that got no reply may say it again; the log keeps it once."""
    first, second = (answered(room(), CHOICE, message="m1") for _ in range(2))

    assert first == second


def test_another_message_is_another_event() -> None:
    """Of the same phone, or the same words of another."""
    found = [
        answered(room(), CHOICE, message="m1"),
        answered(room(), CHOICE, message="m2"),
        answered(room(), CHOICE, BEN, message="m1"),
    ]

    assert 3 == len({event.id for event in found})


def test_a_late_message_changes_nothing() -> None:
    """The revision goes with the answer, so that an old one loses."""
    late, new = answered(room(), CHOICE, rev=1), answered(room(), {"choice": "b"}, rev=2)

    assert [{"choice": "b"}] == [one.body for one in room(new, late).said("q")]


def test_being_done_is_said_once() -> None:
    """Saying it again stores nothing; taking it back does."""
    state = room(*done(room(), ANN, is_done=True))

    assert () == done(state, ANN, is_done=True)
    assert 1 == len(done(state, ANN, is_done=False))
    assert 1 == len(done(state, BEN, is_done=True))


def test_the_last_answer_says_that_somebody_is_done() -> None:
    """Nobody has to press anything; an answer that is changed later leaves them done."""
    state = room(asked("question_closed", "cards"))
    state = fold(answer(state, ANN, ME, Message("m1", "q", CHOICE, rev=1)), state)
    changed = fold(answer(state, ANN, ME, Message("m2", "q", {"choice": "b"}, rev=2)), state)

    assert [True, True] == [is_done(one, ANN) for one in (state, changed)]
    assert [1, 1] == [len(those_done(one)) for one in (state, changed)]
    assert not is_done(state, BEN)


def test_whoever_has_more_to_say_is_not_done() -> None:
    """One answer of several, or a card: nobody else knows whether that is all."""
    state = room()
    one = fold(answer(state, ANN, ME, Message("m1", "q", CHOICE, rev=1)), state)
    card = fold(answer(one, ANN, ME, Message("m2", "cards", CARD, rev=1)), one)

    assert [False, False] == [is_done(each, ANN) for each in (one, card)]


def test_being_done_is_for_one_beat() -> None:
    """In the next step everybody begins anew."""
    said = done(room(), ANN, is_done=True)
    state = room(*said, Event(kind="beat_entered", subject="arriving", body={"beat": "talk"}))

    assert 1 == len(done(state, ANN, is_done=True))


def test_an_older_revision_is_not_called_stored() -> None:
    """A second window of the same phone counted on: what it sends is refused with what stands."""
    state = room(answered(room(), {"choice": "b"}, rev=5))

    for rev, body in ((3, CHOICE), (5, CHOICE), (4, {"choice": "b"}), (5, None)):
        with pytest.raises(StaleError) as stale:
            answered(state, body, rev=rev)
        assert 5 == stale.value.rev
    assert () == answer(state, ANN, ME, Message("m2", "q", {"choice": "b"}, rev=5))


def test_a_taken_back_card_stays_away() -> None:
    """The card itself, arriving late, is refused; its taking back once more is an echo."""
    first = answered(room(), CARD, key="cards", rev=1)
    gone = answered(room(first), None, key="cards", rev=2, message="m2")
    state = room(first, gone)

    with pytest.raises(StaleError):
        answered(state, CARD, key="cards", rev=1, message="m3")
    assert () == answer(state, ANN, ME, Message("m2", "cards", None, rev=2))


def test_a_question_asked_anew_forgets_what_was_said() -> None:
    """Old answers count no more, are not one's own any more, and stand under other names than new
    ones, so that nobody can tell who has changed their mind.
    """
    before = [answered(room(), CHOICE, token, message=token) for token in (ANN, BEN)]
    state = room(*before, asked("question_revealed"), asked("question_restarted"))

    assert ([], True, False) == (
        state.said("q"),
        state.questions["q"].is_open,
        state.questions["q"].is_revealed,
    )
    with pytest.raises(AnewError):
        answered(state, CHOICE, rev=2)
    fresh = answered(state, CHOICE, turn=1)
    assert fresh.item not in {event.item for event in before}
    assert 1 == len(room(*before, asked("question_restarted"), fresh).said("q"))


def test_a_question_dropped_and_asked_again_keeps_its_turn() -> None:
    """Otherwise answers of before would be one's own again, and count beside the new ones."""
    state = room(asked("question_restarted"), asked("question_dropped"), opened(SINGLE))

    assert 1 == state.questions["q"].turn
