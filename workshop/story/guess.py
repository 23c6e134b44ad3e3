"""What people guessed, to be shown beside what it was."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workshop.room.state.result import result_of
from workshop.side import SIDES

if TYPE_CHECKING:
    from workshop.room.state.question import Number
    from workshop.room.state.state import RoomState
    from workshop.side import Speaker


@dataclass(frozen=True)
class Guess:
    """A guess of everybody's, or of one side's at the keyboard.

    Attributes:
        side: whose it is; ``both`` for the median of all phones.
        value: in the unit of the question.
    """

    side: Speaker
    value: float


def guesses_of(state: RoomState, asked: Number) -> tuple[Guess, ...]:
    """Return what was guessed: the phones' median, else each side's; nothing where few may know."""
    answered = result_of(state, asked.key)
    if answered and answered.n:
        return () if answered.median is None else (Guess("both", answered.median),)
    said = {side: state.item(asked.key, side).get("value") for side in SIDES}
    return tuple(
        Guess(side, float(value)) for side, value in said.items() if isinstance(value, int | float)
    )
