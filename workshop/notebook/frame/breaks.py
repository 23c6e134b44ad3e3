"""A break: a moment of its own behind the last one of a station, whose clock starts by itself."""

from __future__ import annotations

from time import time
from typing import TYPE_CHECKING

from workshop.agenda import PLANS
from workshop.notebook.frame.moments import Moment, moment
from workshop.room.views.planning import begun, plan_of
from workshop.widgets.elements import paragraph
from workshop.widgets.timer import MINUTE, Timer
from workshop.words import N_

if TYPE_CHECKING:
    from workshop.notebook.frame.walk import Walk


def break_after(activity: Walk) -> tuple[Moment, Timer] | None:
    """Return the break the plan has behind an activity, with its clock; None where it has none.

    The clock starts when the break is first shown, and ends on the phones and in the presenter
    view at the same time.
    """
    room, key = activity.room, activity.key
    minutes = PLANS[plan_of(room.state)].breaks.get(key)
    is_led = (
        begun(room.state) is not None
    )  # who chose no plan, and who is alone, rests as they like
    if not is_led or minutes is None or activity.beat is not activity.beats[-1]:
        return None
    seconds = MINUTE * minutes
    timer = Timer(
        activity.words,
        seconds,
        ends=lambda: room.state.timers.get(key),
        start=activity.guarded(lambda: room.start_timer(key, seconds)),
        extend=activity.guarded(lambda: room.extend_timer(key, MINUTE, seconds)),
        now=time,
    )

    def begin() -> None:
        last = len(activity.moments.titles) - 1
        if last and activity.moments.place == last and key not in room.state.timers:
            room.start_timer(key, seconds)

    activity.whenever_turned(begin)
    said = activity.words.plural("{n} minute’s break", "{n} minutes’ break", minutes)
    shown = moment(N_("Break"), paragraph(said, "ot-question"), timer.widget, style="ot-center")
    return shown, timer
