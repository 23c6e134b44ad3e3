"""Check-out: what the time was worth, how free people felt, and how they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.state.question import Scale, ShortText
from workshop.room.state.result import result_of
from workshop.story.act0.arriving import SAFETY, safety
from workshop.words import N_, both

if TYPE_CHECKING:
    from workshop.room.state.question import Question
    from workshop.room.state.state import RoomState
    from workshop.words import Words

KEY = "charter.checkout"
WORTH = Scale(
    key=f"{KEY}.worth",
    prompt=both(N_("Was it worth your time?")),
    low_label=both(N_("A waste of time")),
    high_label=both(N_("Worth every minute")),
    personal=True,
)
"""The return on the time invested (ROTI)."""
FREE_AGAIN = safety().model_copy(update={"key": f"{KEY}.safety"})
"""The question from the arrival, asked once more."""
WORD = ShortText(
    key=f"{KEY}.word", prompt=both(N_("In brief: how do you leave this room?")), limit=40
)


def questions() -> list[Question]:
    """Return what is asked at the end."""
    return [WORTH, FREE_AGAIN, WORD]


def moved(state: RoomState, words: Words) -> str:
    """Return how free people felt on arrival and on leaving; empty where nobody may know."""
    before, after = result_of(state, SAFETY), result_of(state, FREE_AGAIN.key)
    if not (before and after and before.mean is not None and after.mean is not None):
        return ""
    return words(
        "Free to speak: about {before} on arrival (n = {n}), about {after} on leaving (n = {m}).",
        before=words.number(before.mean, 1),
        n=words.number(before.n),
        after=words.number(after.mean, 1),
        m=words.number(after.n),
    )
