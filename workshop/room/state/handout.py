"""What people take along from the room on their phone: files that may only be read.

The address of a file holds a key that nobody can guess and that opens nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from workshop.words import Lang  # noqa: TC001 - pydantic reads it

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState

HANDOUT = "room.handout"
"""The key under which it is kept."""


class Handout(BaseModel):
    """Files of the session that lie ready.

    Attributes:
        key: part of their address.
        files: language to the names of its files; the first is the one to read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=r"^[A-Za-z0-9_-]{16,}$")
    files: dict[Lang, tuple[str, ...]]

    def holds(self, name: str) -> bool:
        """Return whether a file of this name may be taken along."""
        return any(name in names for names in self.files.values())

    def path(self, name: str) -> str:
        """Return where a file stands below the room's address."""
        return f"take/{self.key}/{name}"


def handout_of(state: RoomState) -> Handout | None:
    """Return what lies ready in a room, or None."""
    try:
        return Handout.model_validate(state.draft(HANDOUT))
    except ValidationError:  # nothing lies ready, or a row was damaged: nothing can be taken
        return None
