"""Where the workshop is: the act, its beat, the plan, and steps asked for from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.acts import ACTS, act_of
from workshop.agenda import BEATS, PLANS, Beat, station_of
from workshop.errors import WorkshopError
from workshop.room.commands.keyboard import keep
from workshop.room.log.event import Event
from workshop.room.state.moments import KEY, Moments, moment_place, moments_of
from workshop.room.views.planning import PLAN, begun, left_out, may_be_left_out, plan_of
from workshop.room.views.projection import BACK, NEXT, where
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


def ask_step(state: RoomState, to: str, seen: str = "") -> tuple[Event, ...]:
    """Ask the act for a step from afar; it takes it, or refuses it.

    Args:
        state: the room.
        to: a moment, a deed or something on offer in the present beat (see `Moments`), a beat, a
            station of any act, an act by its key, ``back`` for whatever was before, or ``next``
            for the act that follows.
        seen: where whoever asks saw the room (see `where`); if it has moved on since, nothing
            happens, for the same press would lead somewhere else now.

    Raises:
        WorkshopError: if there is no such step.
    """
    acts = {act.key for act in ACTS}
    is_station = station_of(to, state.decision) is not None
    place = moment_place(to)
    moments = _moments(state)
    there = place < len(moments.titles) if place is not None else False
    offered = {one.step for one in moments.offers}
    known = there or is_station or to in {*BEATS, *acts, *moments.deeds, *offered, BACK, NEXT}
    if act_of(state.activity) is None or not known:
        raise no_step(to)
    if seen and seen != where(state):
        return ()
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
    """Go by a plan: the first one begins now, and with another one the clock goes on.

    Raises:
        WorkshopError: if there is no such plan.
    """
    _check_plan(key)
    if begun(state) is not None and key == plan_of(state):
        return ()
    at = begun(state)
    return keep(state, PLAN, {"plan": key, "at": now if at is None else at}, "both")


def begin_plan(state: RoomState, key: str, now: float) -> tuple[Event, ...]:
    """Begin a plan anew: its clock starts now, and nothing is left out any more.

    Raises:
        WorkshopError: if there is no such plan.
    """
    _check_plan(key)
    return keep(state, PLAN, {"plan": key, "at": now}, "both")


def leave_out(state: RoomState, station: str, *, out: bool) -> tuple[Event, ...]:
    """Pass over a station of the plan in this room, or take it back in.

    Raises:
        WorkshopError: if the plan cannot do without it.
    """
    before = left_out(state)
    if out and not may_be_left_out(state, station):
        raise no_step(station)
    after = [one for one in before if one != station] + ([station] if out else [])
    body = {**state.draft(PLAN), "plan": plan_of(state), "out": after}
    return keep(state, PLAN, body, "both")


def _check_plan(key: str) -> None:
    if key not in PLANS:
        raise WorkshopError(N_("There’s no such plan."), found="{plan}", plan=key)


def _moments(state: RoomState) -> Moments:
    return moments_of(state, state.activity, state.beats.get(state.activity, Beat.THINK))


def no_step(to: str) -> WorkshopError:
    """Return the error for a step that leads nowhere."""
    return WorkshopError(N_("There’s no such step."), found="{to}", to=to)
