"""The timer of an activity: it is started and extended; its end closes nothing.

A new beat stops it, see `workshop.room.state.fold`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop.errors import WorkshopError
from workshop.room.log.event import Event
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState

LONGEST_EXTENSION = 120 * 60


def start_timer(state: RoomState, activity: str, seconds: int, now: float) -> tuple[Event, ...]:
    """Let a timer run for so many seconds; one that runs already goes on as it is."""
    return () if activity in state.timers else (_ends(activity, now + seconds),)


def extend_timer(
    state: RoomState, activity: str, seconds: int, now: float, planned: int = 0
) -> tuple[Event, ...]:
    """Give more time: at the end of what is left, or from now on where it is over.

    Args:
        state: the room.
        activity: whose timer.
        seconds: how much more.
        now: seconds since 1970.
        planned: the seconds it would have had, where it was not started yet.

    Raises:
        WorkshopError: if this is no time, or more than `LONGEST_EXTENSION`.
    """
    if not 0 < seconds <= LONGEST_EXTENSION:
        raise no_time(seconds)
    left = max(state.timers.get(activity, now + planned), now)
    return (_ends(activity, left + seconds),)


def no_time(value: object) -> WorkshopError:
    """Return the error for what is no time to extend by."""
    return WorkshopError(N_("The timer can’t be extended by that."), found="{value}", value=value)


def _ends(activity: str, at: float) -> Event:
    return Event(kind="timer_set", subject=activity, body={"ends": at})
