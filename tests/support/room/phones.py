"""Phones that sit down in the room of a stage, without a server."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from workshop.room.commands.door import join
from workshop.room.state.participant import Participant

if TYPE_CHECKING:
    from workshop.side import PersonSide
    from workshop.story.context import Stage


def sit(stage: Stage, *sides: str) -> None:
    """Let in a phone for each of these sides."""
    for n, side in enumerate(sides):
        me = Participant(cast("PersonSide", side), "de")
        stage.room.execute(partial(join, token=f"token-{n}", me=me, cap=99))
