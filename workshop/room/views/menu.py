"""The way to everywhere: all acts with their stations, and where people are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workshop.acts import ACTS, act_of
from workshop.agenda import stations
from workshop.room.views.planning import is_planned, left_out

if TYPE_CHECKING:
    from workshop.agenda import Station
    from workshop.room.state.state import RoomState
    from workshop.words import Words


def menu(state: RoomState, words: Words) -> list[dict[str, Any]]:
    """Return every act with its stations.

    Returns:
        For each act ``to``, the step that leads there, its ``label``, whether people are ``here``,
        and its ``stations``: the same, and whether the ``plan`` has them or they are ``out``.
    """
    now = act_of(state.activity)
    return [
        {
            "to": act.key,
            "label": act.heading(words),
            "here": act == now,
            "stations": [_station(one, state, words) for one in stations(act, state.decision)],
        }
        for act in ACTS
    ]


def _station(found: Station, state: RoomState, words: Words) -> dict[str, Any]:
    return {
        "to": found.key,
        "label": found.title[words.lang],
        "here": found.key == state.activity,
        "plan": is_planned(state, found.key),
        "out": found.key in left_out(state),
    }
