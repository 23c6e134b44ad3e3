"""A room in which two questions are open, and what phones and the facilitator do there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.room.commands.answers import Message, answer
from workshop.room.commands.steering import Verb, steer
from workshop.room.log.event import Event
from workshop.room.state.fold import fold
from workshop.room.state.participant import Participant
from workshop.room.state.question import Cards, Option, Question, Single
from workshop.words import as_typed

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState

ANN, BEN = "a" * 22, "b" * 22
ME = Participant("sales", "en")
TEXT = as_typed("x")
OPTIONS = tuple(Option(key=key, label=TEXT) for key in "ab")
SINGLE = Single(key="q", prompt=TEXT, options=OPTIONS, by_side=True)
CARDS = Cards(key="cards", prompt=TEXT, columns=OPTIONS, most=3)
CHOICE = {"choice": "a"}
CARD = {"column": "a", "text": "one"}
NOW = 100.0


def opened(question: Question, activity: str = "arriving") -> Event:
    """Return that a question is asked."""
    body = {"activity": activity, "question": question.model_dump(mode="json")}
    return Event(kind="question_opened", subject=question.key, body=body)


def room(*events: Event) -> RoomState:
    """Return a room in which both questions are open, after these events."""
    start = [Event(kind="act_opened", subject="arriving"), opened(SINGLE), opened(CARDS)]
    return fold([*start, *events])


def asked(kind: Any, key: str = "q") -> Event:
    """Return that something happened to a question."""
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
    (event,) = answer(state, token, ME, Message(message, key, body, rev, place, turn))
    return event


def steered(
    state: RoomState, verb: Verb, *, key: str = "", item: str = "", value: str = ""
) -> tuple[Event, ...]:
    """Steer a room at `NOW`."""
    return steer(state, verb, key=key, item=item, value=value, now=NOW)
