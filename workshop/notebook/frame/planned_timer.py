"""The timer of an activity: as long as the plan says, the same on every screen."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from workshop.agenda import cue
from workshop.room.views.planning import plan_of
from workshop.widgets.timer import MINUTE, Timer

if TYPE_CHECKING:
    from workshop.story.frame.host import Host


def planned_timer(activity: Host, *, quiet: bool = False) -> Timer:
    """Return a timer for the present beat; the phones and the presenter view show the same.

    Args:
        activity: whose beat it is.
        quiet: whether it is only seen while it runs.
    """
    room, key = activity.room, activity.key
    planned = cue(key, activity.beat)
    minutes = planned.minutes_in(plan_of(room.state)) if planned else None
    seconds = MINUTE * minutes.plan if minutes else 0
    return Timer(
        activity.words,
        seconds,
        ends=lambda: room.state.timers.get(key),
        start=activity.guarded(lambda: room.start_timer(key, seconds)),
        extend=activity.guarded(lambda: room.extend_timer(key, MINUTE, seconds)),
        now=time,
        quiet=quiet,
    )
