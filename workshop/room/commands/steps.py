"""Where the workshop is: the act, its beat, the plan, and steps asked for from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.acts import act_of
from workshop.agenda import BEATS, PLANS, Beat, stations
from workshop.errors import WorkshopError
from workshop.room.commands.keyboard import keep
from workshop.room.log.event import Event
from workshop.room.state.moments import KEY, Moments, moment_place, moments_of
from workshop.room.views.presenting import PLAN
from workshop.room.views.projection import BACK, NEXT
from workshop.words import LANGS, N_, Words

if TYPE_CHECKING:
    from workshop.room.state.state import RoomState


def open_act(state: RoomState, activity: str, now: float) -> tuple[Event, ...]:
    """Record that the facilitator is in this activity now; phones follow."""
    if state.activity == activity:
        return ()
    return (Event(kind="act_opened", subject=activity, body={"at": now}),)


def enter_beat(state: RoomState, activity: str, beat: str, now: float) -> tuple[Event, ...]:  # noqa: ARG001
    """Record that an activity is now in this beat; entered again, its time begins anew.

    Raises:
        WorkshopError: if there is no such beat.
    """
    if beat not in BEATS:
        raise no_step(beat)
    return (Event(kind="beat_entered", subject=activity, body={"beat": beat, "at": now}),)


def ask_step(state: RoomState, to: str) -> tuple[Event, ...]:
    """Ask the act for a step from afar; it takes it, or refuses it.

    Args:
        state: the room.
        to: a moment or a deed of the present beat (see `Moments`), a beat, a station of the act,
            ``back`` for whatever was before, or ``next`` for the act that follows.

    Raises:
        WorkshopError: if there is no such step.
    """
    act = act_of(state.activity)
    names = {station.key for station in stations(act, state.decision)} if act else set()
    place = moment_place(to)
    moments = _moments(state)
    there = place < len(moments.titles) if place is not None else False
    if act is None or not (there or to in {*BEATS, *names, *moments.deeds, BACK, NEXT}):
        raise no_step(to)
    return (Event(kind="step_asked", subject=state.activity, body={"to": to}),)


def refuse_step(state: RoomState, activity: str, error: WorkshopError) -> tuple[Event, ...]:
    """Say why the step that was asked for is not taken; nobody asks for it any more: no news."""
    if state.step is None or state.step.activity != activity:
        return ()
    lines: dict[str, Any] = {lang: error.lines(Words(lang)) for lang in LANGS}
    return (Event(kind="step_refused", subject=activity, body=lines),)


def show_moment(state: RoomState, moments: Moments) -> tuple[Event, ...]:
    """Record which moments a beat has, and which of them stands on the projector."""
    body = moments.model_dump(mode="json")
    if state.step and state.draft(KEY) == body:  # no news but the answer to a step asked for twice
        return (Event(kind="kept", subject=KEY, item="both", body=body),)
    return keep(state, KEY, body, "both")


def choose_plan(state: RoomState, key: str, now: float) -> tuple[Event, ...]:
    """Begin a plan; chosen again, it begins again.

    Raises:
        WorkshopError: if there is no such plan.
    """
    if key not in PLANS:
        raise WorkshopError(N_("There’s no such plan."), found="{plan}", plan=key)
    return keep(state, PLAN, {"plan": key, "at": now}, "both")


def _moments(state: RoomState) -> Moments:
    return moments_of(state, state.activity, state.beats.get(state.activity, Beat.THINK))


def no_step(to: str) -> WorkshopError:
    """Return the error for a step that leads nowhere."""
    return WorkshopError(N_("There’s no such step."), found="{to}", to=to)
