"""The notebook follows the room by itself: phones answer, the presenter view steers."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Protocol

from workshop.errors import WorkshopError

if TYPE_CHECKING:
    import ipywidgets as w

    from workshop.room.room import Room
    from workshop.widgets.guard import Notice

LOOK_SECONDS = 0.1
"""A look costs a query for the newest position; what waits on it is a hall."""
logger = logging.getLogger(__name__)


class Followed(Protocol):
    """What can follow the room."""

    room: Room
    notice: Notice
    widget: w.DOMWidget

    def refresh(self) -> None:
        """Show what happened in the room since."""

    def reopen(self) -> None:
        """Be opened once more, in this window or in a second one."""

    def tick(self) -> None:
        """Show the time."""


class Follower:
    """Looks at the room again and again, and tells the activity when something happened."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    def follow(self, activity: Followed) -> None:
        """Follow the room for this activity and no other; without an event loop, do nothing."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # a test, or a script: nobody is looking
            return
        self._task = loop.create_task(_follow(activity))


async def _follow(activity: Followed) -> None:
    seen = -1
    while True:
        try:
            activity.room.catch_up()
            if activity.room.position != seen:
                seen = activity.room.position
                activity.refresh()
            activity.tick()
        except WorkshopError as error:
            activity.notice.show(error)
        except Exception:
            logger.exception("The activity could not follow the room.")
            activity.notice.show_surprise()
        await asyncio.sleep(LOOK_SECONDS)
