"""A question and its cards: opened, closed, revealed, asked anew, dropped, shown, hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.log.event import Event
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.log.event import EventKind
    from workshop.room.state.question import Question
    from workshop.room.state.state import Asked, RoomState


def open_question(state: RoomState, activity: str, question: Question) -> tuple[Event, ...]:
    """Ask a question; answers given before still stand, and are covered again."""
    asked = state.questions.get(question.key)
    if asked and asked.is_open and (asked.activity, asked.question) == (activity, question):
        return ()
    body = {"activity": activity, "question": question.model_dump(mode="json")}
    return (Event(kind="question_opened", subject=question.key, body=body),)


def close_question(state: RoomState, key: str) -> tuple[Event, ...]:
    """Take no more answers to a question; one that is closed stays so.

    Raises:
        WorkshopError: if there is no such question.
    """
    if not asked_before(state, key).is_open:
        return ()
    return (Event(kind="question_closed", subject=key),)


def reveal_question(state: RoomState, key: str) -> tuple[Event, ...]:
    """Close a question and show everybody its answers.

    Raises:
        WorkshopError: if there is no such question.
    """
    if asked_before(state, key).is_revealed:
        return ()
    return (Event(kind="question_revealed", subject=key),)


def restart_question(state: RoomState, key: str) -> tuple[Event, ...]:
    """Ask a question anew: what phones answered so far counts no more and is not shown.

    Raises:
        WorkshopError: if there is no such question.
    """
    asked_before(state, key)
    return (Event(kind="question_restarted", subject=key),)


def drop_question(state: RoomState, key: str) -> tuple[Event, ...]:
    """Forget a question; what was answered stays in the log and counts no more."""
    if key not in state.questions:
        return ()
    return (Event(kind="question_dropped", subject=key),)


def show_card(state: RoomState, key: str, name: str, *, shown: bool) -> tuple[Event, ...]:
    """Show a card by its name, or take it out of sight; nobody learns whose it is.

    Raises:
        WorkshopError: if there is no such question.
    """
    if shown is (name not in asked_before(state, key).hidden):
        return ()
    kind: EventKind = "card_shown" if shown else "card_hidden"
    return (Event(kind=kind, subject=key, item=name),)


def asked_before(state: RoomState, key: str) -> Asked:
    """Return a question of this room.

    Raises:
        WorkshopError: if there is no such question.
    """
    if key not in state.questions:
        raise _not_asked(key)
    return state.questions[key]


def asked_here(state: RoomState, key: str) -> Asked:
    """Return a question of the activity the room is in.

    Raises:
        WorkshopError: if it is not asked there.
    """
    asked = asked_before(state, key)
    if asked.activity != state.activity:
        raise _not_asked(key)
    return asked


def _not_asked(key: str) -> WorkshopError:
    return WorkshopError(N_("This question isn’t asked here."), found="{key}", key=key)
