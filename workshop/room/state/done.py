"""Who is done with a step: because they say so, or because they have answered all that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.room.log.event import KEYBOARD
from workshop.room.state.participant import answer_id

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState


def done_key(state: RoomState) -> str:
    """Return the key under which people say that they are done with the present beat."""
    return f"{state.activity}.{state.beats.get(state.activity, 'think')}.done"


def done_body(state: RoomState, *, is_done: bool) -> dict[str, Any]:
    """Return what is kept of somebody who is done, or not: with what was open at the time."""
    return {"done": is_done, "with": _open(state)} if is_done else {"done": False}


def is_done(state: RoomState, token: str) -> bool:
    """Return whether a phone is done with all that is open now."""
    key = done_key(state)
    return _counts(state.draft(key, answer_id(token, key)), _open(state))


def ready(state: RoomState) -> int:
    """Return how many phones are done with all that is open now."""
    now = _open(state)
    kept = state.kept.get(done_key(state), {})
    return sum(_counts(body, now) for item, body in kept.items() if item not in KEYBOARD)


def has_answered_all(state: RoomState, token: str, key: str, body: dict[str, Any]) -> bool:
    """Return whether a phone has answered all that is open, with what it says just now.

    Args:
        state: the room before that answer.
        token: whose phone.
        key: the question it answers.
        body: the answer.
    """
    return all(
        one.question.is_whole(
            body
            if one.question.key == key
            else state.item(one.question.key, answer_id(token, one.ballot_box))
        )
        for one in state.open_questions(state.activity)
    )


def _counts(body: dict[str, Any], now: list[str]) -> bool:
    # Whoever was done before something else was asked is not done with that.
    return bool(body.get("done")) and set(now) <= set(body.get("with", now))


def _open(state: RoomState) -> list[str]:
    return [f"{one.question.key}.{one.turn}" for one in state.open_questions(state.activity)]
