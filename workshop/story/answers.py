"""What a side said: its phones where they are many enough, else its word at the keyboard."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from workshop.room.log.event import KEYBOARD
from workshop.room.state.participant import card_name
from workshop.room.state.result import result_of
from workshop.side import SIDES

if TYPE_CHECKING:
    from workshop.room.state.result import Result
    from workshop.room.state.state import Contribution, RoomState
    from workshop.side import Side


def answers_of(state: RoomState, key: str, side: Side) -> list[dict[str, Any]]:
    """Return a side's answers to a question by side: of its phones, else the one at the keyboard.

    Phones count only where the side may be shown apart.
    """
    answered = result_of(state, key)
    if answered and side in answered.sides:
        bodies = [
            answer.body
            for answer in state.said(key)
            if answer.item not in KEYBOARD and answer.side == side
        ]
        return [_of_shown_items(body, answered, side) for body in bodies]
    own = state.item(key, side)
    return [own] if own else []


def _of_shown_items(body: dict[str, Any], answered: Result, side: str) -> dict[str, Any]:
    """Return an answer without the items of which too few of the side, or of the rest, spoke."""
    if "sorted" not in body:
        return body
    shown = {item.key for item, bars in answered.groups if item and side in bars[0].by_side}
    kept = {item: kind for item, kind in body["sorted"].items() if item in shown}
    return body | {"sorted": kept}


def texts_of(state: RoomState, key: str, side: Side | None = None) -> list[str]:
    """Return the texts that answer a question, those the facilitator hid left out.

    Args:
        state: the room.
        key: the question.
        side: whose texts; of its phones only where it may be shown apart. None for everybody's.
    """
    asked, answered = state.questions.get(key), result_of(state, key)
    hidden = asked.hidden if asked else frozenset()
    phones = [
        one
        for one in state.said(key)
        if one.item not in KEYBOARD
        and card_name(one.item) not in hidden
        and (side is None or one.side == side)
    ]
    apart = answered is not None and (side is None or side in answered.sides)
    typed = [state.item(key, one) for one in ([side] if side else SIDES)]
    bodies = [one.body for one in phones] if apart and phones else typed
    return [text for body in bodies if (text := str(body.get("text", "")).strip())]


def favourites(state: RoomState, key: str, side: Side) -> set[str]:
    """Return what most of a side chose in a question with one choice; several where they tie."""
    counted = Counter(body["choice"] for body in answers_of(state, key, side) if "choice" in body)
    most = max(counted.values(), default=0)
    return {choice for choice, n in counted.items() if n == most}


def everybody(state: RoomState, key: str) -> list[Contribution]:
    """Return all answers to a question: the phones' if there are any, else the keyboard's."""
    said = [one for one in state.said(key) if one.body]
    phones = [one for one in said if one.item not in KEYBOARD]
    return phones or [one for one in said if one.item in SIDES]
