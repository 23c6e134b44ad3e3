"""The plan of this room: which one, since when, what is left out, and how late it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.agenda import (
    PLANS,
    USUAL,
    Beat,
    due,
    next_cut,
    schedule,
    slot_of,
    station_before,
    station_of,
)
from workshop.agenda.plan import ahead, station_minutes

if TYPE_CHECKING:
    from workshop.agenda import Station
    from workshop.room.state.state import RoomState
    from workshop.words import Words

PLAN = "room.plan"
"""The key under which the chosen plan stands, when it began, and which stations are left out."""


def plan_of(state: RoomState) -> str:
    """Return the key of the plan the facilitator chose, else the longest."""
    chosen = state.draft(PLAN).get("plan")
    return str(chosen) if chosen in PLANS else USUAL


def left_out(state: RoomState) -> tuple[str, ...]:
    """Return the stations of the plan that this room leaves out because it is late."""
    kept = state.draft(PLAN).get("out")
    return tuple(map(str, kept)) if isinstance(kept, list) else ()


def begun(state: RoomState) -> float | None:
    """Return when the plan began, in seconds since 1970; None where no plan was chosen."""
    at = state.draft(PLAN).get("at")
    return float(at) if isinstance(at, int | float) else None


def plan_view(state: RoomState, beat: Beat, words: Words) -> dict[str, Any]:
    """Return what the facilitator sees of the plan.

    Returns:
        The plan's ``key`` and ``minutes``, when it ``begun``, the minute at which this step
        ``begins`` and is ``due``, the minutes ``saved`` by what is ``left_out`` further on, the
        station to leave out next (``cut``), what to say when all is done, and all ``plans``.
    """
    chosen, out = plan_of(state), left_out(state)
    here = state.decision, state.activity
    slot = slot_of(chosen, *here, beat)
    later = [one for one in ahead(*here) if one.key in out]
    gone = [_station(one, chosen, state, words) for one in later]
    cut = next_cut(chosen, *here, out)
    return {
        "key": chosen,
        "minutes": PLANS[chosen].minutes,
        "begun": begun(state),
        "begins": slot.begins if slot else None,
        "due": due(chosen, *here, beat),
        "saved": sum(one["minutes"] for one in gone),
        "left_out": gone,
        "cut": _station(cut, chosen, state, words) if cut else None,
        "ending": words(PLANS[chosen].ending),
        "plans": [{"key": one.key, "label": words(one.label)} for one in PLANS.values()],
    }


def is_planned(state: RoomState, activity: str) -> bool:
    """Return whether a station is in the plan; one that was left out is, and is passed over."""
    slots = schedule(plan_of(state), state.decision)
    return activity in {slot.activity for slot in slots}


def station_behind(state: RoomState, activity: str) -> Station | None:
    """Return the nearest station before this one of the same act that this room came through.

    What the plan leaves out is passed over, unless people went there; None before the first.
    """
    before = station_before(activity, state.decision)
    while before and not (is_planned(state, before.key) or before.key in state.entered):
        before = station_before(before.key, state.decision)
    return before


def may_be_left_out(state: RoomState, activity: str) -> bool:
    """Return whether the room can do without a station of its plan."""
    return activity in PLANS[plan_of(state)].cuts and bool(station_of(activity, state.decision))


def _station(found: Station, plan: str, state: RoomState, words: Words) -> dict[str, Any]:
    minutes = station_minutes(plan, state.decision, found.key)
    return {"key": found.key, "title": found.title[words.lang], "minutes": minutes}
