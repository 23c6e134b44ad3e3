"""Arriving: three questions, and how safe people feel."""

from __future__ import annotations

from statistics import fmean
from typing import TYPE_CHECKING

from workshop.room.state.question import Number, Option, Scale, Single
from workshop.room.state.result import result_of
from workshop.words import N_, both

if TYPE_CHECKING:
    from workshop.room.state.question import Question
    from workshop.room.state.state import RoomState

SAFETY, WHO, GUESS = (f"arriving.{part}" for part in ("safety", "who", "guess"))
LOW_SAFETY = 3.0
TENURES = {
    "new": N_("Less than a year: I still ask why"),
    "some": N_("One to three years"),
    "long": N_("Four to ten years"),
    "ever": N_("I remember the fax machine"),
}
"""How long somebody has been with the company."""


def safety() -> Scale:
    """Return the question how free people feel to speak."""
    return Scale(
        key=SAFETY,
        prompt=both("How freely can you say what you think in this room?"),
        low_label=both("I’d rather say nothing"),
        high_label=both("I say everything"),
        personal=True,
    )


def questions() -> list[Question]:
    """Return the three questions of the arrival."""
    return [
        safety(),
        Single(
            key=WHO,
            prompt=both("How long have you been with the company?"),
            options=tuple(Option(key=key, label=both(label)) for key, label in TENURES.items()),
            personal=True,
        ),
        guess(),
    ]


def guess() -> Number:
    """Return the question about a number that the data knows."""
    return Number(
        key=GUESS,
        prompt=both("Marketing hands over 100 contacts. How many does sales accept?"),
        high=100,
        unit=both("of 100"),
        by_side=True,
    )


def is_unsafe(state: RoomState) -> bool:
    """Return whether people do not feel free to speak; False where nobody may know."""
    mean = _mean_safety(state)
    return mean is not None and mean <= LOW_SAFETY


def _mean_safety(state: RoomState) -> float | None:
    """Return the mean of what enough phones said, or else of what the sides did."""
    answered = result_of(state, SAFETY)
    if answered and answered.n:
        return answered.mean
    values = [answer.body["value"] for answer in state.said(SAFETY) if answer.body]
    return fmean(values) if values else None
