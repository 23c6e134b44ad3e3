"""Phones that sit down in the room of a stage, without a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.room.participant import Participant
from workshop.room.steps import join

if TYPE_CHECKING:
    from workshop.activities.stage import Stage


def sit(stage: Stage, *sides: str) -> None:
    """Let in a phone for each of these sides."""
    for n, side in enumerate(sides):
        (event,) = join(stage.room.state, f"token-{n}", Participant(side, "de"), 99)
        stage.room._log.append(event)
