"""Steps: what may happen in a room, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from workshop.agenda import BEATS
from workshop.errors import WorkshopError
from workshop.room import steps
from workshop.room.event import Event
from workshop.room.fold import fold
from workshop.room.participant import Participant, ballot
from workshop.room.question import Cards, Option, Question, Single
from workshop.room.state import RoomState
from workshop.room.steps import (
    AnewError,
    ClosedError,
    FullError,
    LockedError,
    StaleError,
    answer,
    done,
    join,
    leave,
    release,
    steer,
)
from workshop.words import as_typed

ANN, BEN = "a" * 22, "b" * 22
ME = Participant("sales", "en")
TEXT = as_typed("x")
OPTIONS = tuple(Option(key=key, label=TEXT) for key in "ab")
SINGLE = Single(key="q", prompt=TEXT, options=OPTIONS, by_side=True)
CARDS = Cards(key="cards", prompt=TEXT, columns=OPTIONS, most=3)
CHOICE = {"choice": "a"}
CARD = {"column": "a", "text": "one"}


def opened(question: Question, activity: str = "arriving") -> Event:
    body = {"activity": activity, "question": question.model_dump(mode="json")}
    return Event(kind="question_opened", subject=question.key, body=body)


def room(*events: Event) -> RoomState:
    """Return a room in which both questions are open, after these events."""
    start = [Event(kind="act_opened", subject="arriving"), opened(SINGLE), opened(CARDS)]
    return fold([*start, *events])


def asked(kind: Any, key: str = "q") -> Event:
    return Event(kind=kind, subject=key)


def answered(
    state: RoomState,
    body: dict[str, Any] | None,
    token: str = ANN,
    *,
    key: str = "q",
    place: int = 0,
    rev: int = 1,
    turn: int = 0,
    message: str = "m1",
) -> Event:
    """Hand in an answer and return its one event."""
    said = {"body": body, "place": place, "rev": rev, "turn": turn}
    (event,) = answer(state, token, ME, said, key=key, message=message)
    return event


def steered(
    state: RoomState, verb: Any, *, key: str = "", item: str = "", value: str = ""
) -> Event:
    (event,) = steer(state, verb, key=key, item=item, value=value)
    return event


def test_a_phone_comes_in() -> None:
    """The room knows its side, language and people from then on."""
    me = Participant("marketing", "de", 7)

    assert [me] == list(fold(join(RoomState(), ANN, me, 300)).participants.values())


def test_a_full_room_takes_no_more() -> None:
    """The cap holds, and the sentence says a way out."""
    state = fold(join(RoomState(), ANN, ME, 1))

    with pytest.raises(FullError, match=r"full.*1 phones.*Share a phone"):
        join(state, BEN, ME, 1)


def test_coming_in_again_is_free() -> None:
    """A phone that was in the pocket is not kept out by a full room, and nothing is stored."""
    state = fold(join(RoomState(), ANN, ME, 1))

    assert [] == join(state, ANN, ME, 1)


def test_a_side_can_be_changed_in_a_full_room() -> None:
    """Who sat down wrongly sits down again, and is one person still."""
    state, other = fold(join(RoomState(), ANN, ME, 1)), Participant("marketing", "de", 3)

    assert [other] == list(fold(join(state, ANN, other, 1), state).participants.values())


def test_an_answer_stands() -> None:
    """It carries the side if the question says so, and is found by its owner only."""
    state = room(answered(room(), CHOICE))

    assert CHOICE == state.item("q", ballot(ANN, "q"))
    assert {} == state.item("q", ballot(BEN, "q"))
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
    with pytest.raises(WorkshopError, match="no answer"):
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

    with pytest.raises(WorkshopError, match=f"not asked here.*{key}"):
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

    assert [] == done(state, ANN, is_done=True)
    assert 1 == len(done(state, ANN, is_done=False))
    assert 1 == len(done(state, BEN, is_done=True))


def test_being_done_is_for_one_beat() -> None:
    """In the next step everybody begins anew."""
    said = done(room(), ANN, is_done=True)
    state = room(*said, Event(kind="beat_entered", subject="arriving", body={"beat": "talk"}))

    assert 1 == len(done(state, ANN, is_done=True))


@pytest.mark.parametrize(
    ("verb", "before", "expected"),
    [
        ("close", [], (False, False)),
        ("reveal", [], (False, True)),
        ("open", ["question_closed"], (True, False)),
        ("open", ["question_revealed"], (True, False)),
    ],
)
def test_a_question_is_steered(verb: str, before: list[str], expected: tuple[bool, bool]) -> None:
    """Closed, revealed, or opened again, which covers the answers."""
    state = room(*map(asked, before))
    found = fold([steered(state, verb, key="q")], state).questions["q"]

    assert expected == (found.is_open, found.is_revealed)
    assert SINGLE == found.question


def test_a_card_is_hidden_and_shown() -> None:
    """Hiding and showing reach exactly that card."""
    state = room()
    hidden = fold([steered(state, "hide", key="cards", item=item) for item in "ab"], state)
    shown = fold([steered(hidden, "show", key="cards", item="a")], hidden)

    assert {"a", "b"} == hidden.questions["cards"].hidden
    assert {"b"} == shown.questions["cards"].hidden


@pytest.mark.parametrize("verb", ["open", "close", "reveal", "hide", "show"])
@pytest.mark.parametrize("activity", ["arriving", "later"])
def test_only_what_is_asked_here_is_steered(verb: str, activity: str) -> None:
    """Neither an unknown question nor one of another act."""
    state = room(Event(kind="act_opened", subject=activity))
    key = "unknown" if activity == "arriving" else "q"

    with pytest.raises(WorkshopError, match="not asked here"):
        steered(state, verb, key=key, item="a")


@pytest.mark.parametrize(("ends", "expected"), [(None, 160.0), (90, 160.0), (130, 190.0)])
def test_the_timer_is_extended(
    monkeypatch: pytest.MonkeyPatch, ends: float | None, expected: float
) -> None:
    """From its end if it still runs, from now if it does not."""
    monkeypatch.setattr(steps, "time", lambda: 100.0)
    timer = [Event(kind="timer_set", subject="arriving", body={"ends": ends})] if ends else []
    state = room(*timer)

    assert {"arriving": expected} == fold([steered(state, "extend", value="60")], state).timers


@pytest.mark.parametrize("to", [*BEATS, "next"])
def test_a_step_is_asked_for(to: str) -> None:
    """It waits for the act of this moment to take it."""
    step = room(steered(room(), "step", value=to)).step

    assert step is not None
    assert ("arriving", to, {}) == (step.activity, step.to, step.refusal)


@pytest.mark.parametrize(("state", "to"), [(room(), "dance"), (room(), ""), (RoomState(), "talk")])
def test_a_step_that_is_none_is_refused(state: RoomState, to: str) -> None:
    """Nor can anybody step before the first act is open."""
    with pytest.raises(WorkshopError, match="no such step"):
        steered(state, "step", value=to)


def test_an_older_revision_is_not_called_stored() -> None:
    """A second window of the same phone counted on: what it sends is refused with what stands."""
    state = room(answered(room(), {"choice": "b"}, rev=5))

    for rev, body in ((3, CHOICE), (5, CHOICE), (4, {"choice": "b"}), (5, None)):
        with pytest.raises(StaleError) as stale:
            answered(state, body, rev=rev)
        assert 5 == stale.value.rev
    said = {"body": {"choice": "b"}, "place": 0, "rev": 5}
    assert [] == answer(state, ANN, ME, said, key="q", message="m2")


def test_a_taken_back_card_stays_away() -> None:
    """The card itself, arriving late, is refused; its taking back once more is an echo."""
    first = answered(room(), CARD, key="cards", rev=1)
    gone = answered(room(first), None, key="cards", rev=2, message="m2")
    state = room(first, gone)

    with pytest.raises(StaleError):
        answered(state, CARD, key="cards", rev=1, message="m3")
    echo = {"body": None, "place": 0, "rev": 2}
    assert [] == answer(state, ANN, ME, echo, key="cards", message="m2")


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


def test_a_locked_door_lets_nobody_new_in() -> None:
    """Who is in may change sides, who was in comes back, and opening it lets everybody in again."""
    there = join(room(), ANN, ME, 9)
    (locked,) = steer(room(), "lock", key="", item="", value="")
    state = room(*there, locked)

    with pytest.raises(LockedError):
        join(state, BEN, ME, 9)
    assert join(state, ANN, Participant("marketing", "en"), 9)
    assert join(room(*there, locked, *leave(state, ANN)), ANN, ME, 9)
    (unlocked,) = steer(state, "unlock", key="", item="", value="")
    assert join(room(*there, locked, unlocked), BEN, ME, 9)


@pytest.mark.parametrize(("value", "expected"), [("12", 12), ("", None)])
def test_a_head_count_is_noted(value: str, expected: int | None) -> None:
    """More phones than heads are then noticed; an empty field takes it back."""
    assert expected == room(*steer(room(), "expect", key="", item="", value=value)).expected


@pytest.mark.parametrize("value", ["0", "-1", "12.5", "viele", "99999", "²"])
def test_what_is_no_head_count_is_refused(value: str) -> None:
    """It says what a head-count is."""
    with pytest.raises(WorkshopError, match="no number of people"):
        steer(room(), "expect", key="", item="", value=value)


def test_whoever_leaves_is_counted_no_more() -> None:
    """Once is enough, and what they said stays."""
    state = room(*join(room(), ANN, ME, 9), answered(room(), CHOICE))
    gone = room(*join(room(), ANN, ME, 9), answered(room(), CHOICE), *leave(state, ANN))

    assert (1, 0, 1) == (state.people, gone.people, len(gone.said("q")))
    assert [] == leave(gone, ANN)
    assert [] == release(gone, gone.left)


def test_a_promise_is_never_lowered() -> None:
    """How many answers a group needs may grow; what people were promised on joining holds."""
    seven = room(*steps.set_threshold(room(), 7))
    joined = fold(join(seven, ANN, ME, 9), seven)

    assert (5, 7) == (room().fewest, seven.fewest)
    assert 5 == fold(steps.set_threshold(seven, 5), seven).fewest
    assert 9 == fold(steps.set_threshold(joined, 9), joined).fewest
    with pytest.raises(WorkshopError, match="promised"):
        steps.set_threshold(joined, 5)
