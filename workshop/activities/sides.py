"""What a side said: its phones where they are many enough, else its word at the keyboard."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from workshop.activities.mode import SIDES
from workshop.room.result import KEYBOARD, result

if TYPE_CHECKING:
    from workshop.activities.mode import TwoSides
    from workshop.room.state import Contribution, RoomState


def answers_of(state: RoomState, key: str, side: TwoSides) -> list[dict[str, Any]]:
    """Return a side's answers to a question by side: of its phones, else the one at the keyboard.

    Phones count only where the side may be shown apart.
    """
    asked = state.questions.get(key)
    said = list(state.said(key))
    if asked and side in result(asked, said).sides:
        return [one.body for one in said if one.item not in KEYBOARD and one.side == side]
    own = state.item(key, side)
    return [own] if own else []


def favourites(state: RoomState, key: str, side: TwoSides) -> set[str]:
    """Return what most of a side chose in a question with one choice; several where they tie."""
    counted = Counter(body["choice"] for body in answers_of(state, key, side) if "choice" in body)
    most = max(counted.values(), default=0)
    return {choice for choice, n in counted.items() if n == most}


def everybody(state: RoomState, key: str) -> list[Contribution]:
    """Return all answers to a question: the phones' if there are any, else the keyboard's."""
    said = [one for one in state.said(key) if one.body]
    phones = [one for one in said if one.item not in KEYBOARD]
    return phones or [one for one in said if one.item in SIDES]
