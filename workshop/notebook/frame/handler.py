"""A handler of an act: it sees the room as it is at the click, and never fails in silence."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from workshop.widgets.guard import guarded

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop.room.room import Room
    from workshop.widgets.guard import Notice


def handled(room: Room, notice: Notice, handler: Callable[..., None]) -> Callable[..., None]:
    """Return the handler so that it begins with what happened in the room since.

    The room is read once, and the handler works on that state from its beginning to its end.

    Args:
        room: what is read.
        notice: where errors are shown.
        handler: what is done on a click or a change.
    """

    @wraps(handler)
    def run(*args: Any, **kwargs: Any) -> None:
        room.catch_up()
        handler(*args, **kwargs)

    return guarded(notice, run)
