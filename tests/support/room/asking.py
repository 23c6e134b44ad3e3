"""The notebook's part in a test of the phones: what it asks, and what was stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from support.room.live import ACT, QUESTIONS
from workshop.room.room import Room

if TYPE_CHECKING:
    from support.room.live import Served


def opened(room: Served, *kinds: str) -> None:
    """Be the notebook: open these questions."""
    with room.log() as log:
        notebook = Room(log)
        notebook.open_act(ACT)
        for kind in kinds:
            notebook.open_question(ACT, QUESTIONS[kind])


def stored(room: Served, kind: str) -> list[dict[str, object]]:
    """Return the answers in the log."""
    with room.log() as log:
        return [one.body for one in Room(log).state.said(kind)]
