"""Who is done with a step: because they say so, or because they have answered all that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.room.log.event import KEYBOARD
from workshop.room.state.participant import answer_id

if TYPE_CHECKING:
    from workshop.room.state.participant import Participant
    from workshop.room.state.state import RoomState


def done_key(state: RoomState) -> str:
    """Return the key under which people say that they are done with the present beat."""
    return f"{state.activity}.{state.beats.get(state.activity, 'think')}.done"


def done_body(state: RoomState, me: Participant | None, *, is_done: bool) -> dict[str, Any]:
    """Return what is kept of somebody who is done, or not.

    Args:
        state: the room.
        me: whose side and people are counted; None of somebody who has left.
        is_done: whether they are; then what was open at the time stands beside it.
    """
    whose = {"side": me.side, "people": me.people} if me else {}
    return whose | ({"done": True, "with": _open(state)} if is_done else {"done": False})


def is_done(state: RoomState, token: str) -> bool:
    """Return whether a phone is done with all that is open now."""
    key = done_key(state)
    return _counts(state.draft(key, answer_id(token, key)), _open(state))


def those_done(state: RoomState) -> list[dict[str, Any]]:
    """Return what is kept of each phone that is done with all that is open now."""
    now = _open(state)
    kept = state.kept.get(done_key(state), {})
    return [body for item, body in kept.items() if item not in KEYBOARD and _counts(body, now)]


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
