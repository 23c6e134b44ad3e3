"""The course of an act: its stations in order, some of them chosen by the group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from workshop.acts import ACTS, Act, act_of
from workshop.words import N_, Text, both

Decided = Callable[[str], dict[str, Any] | None]
"""Gives what was decided about a subject, such as `RoomState.decision`."""
CHOICE = "terms.choice"
AGAIN = "terms.again"


@dataclass(frozen=True)
class Station:
    """One activity of an act: the name the room files it under, and its title."""

    activity: str
    title: Text


FIXED: dict[str, tuple[tuple[str, str], ...]] = {
    "arriving": (
        ("arriving", N_("Rules of the room")),
        ("arriving.quiz", N_("The couple’s quiz")),
        ("arriving.bond", N_("How it stands")),
        ("arriving.cases", N_("Twelve cases")),
    ),
    "journey": (
        ("journey.path", N_("One way")),
        ("journey.crowd", N_("Everybody’s way")),
        ("journey.clocks", N_("Two clocks")),
        ("journey.promises", N_("Promises")),
    ),
    "kpis": (
        ("kpis", N_("Our numbers")),
        ("kpis.desk", N_("What if?")),
        ("kpis.board", N_("Dashboard")),
    ),
}
"""Stations that are always the same; other acts have one, named like the act."""


def stations(act: Act, decided: Decided) -> tuple[Station, ...]:
    """Return the stations of an act, in order.

    Args:
        act: which one.
        decided: knows which words the group chose.
    """
    if act.activity == "terms":
        words = [Station(f"terms.{one['key']}", one["label"]) for one in chosen_terms(decided)]
        first, last = both(N_("Which words?")), both(N_("Sorting again"))
        return (Station(CHOICE, first), *words, Station(AGAIN, last))
    fixed = FIXED.get(act.activity, ((act.activity, act.title),))
    return tuple(Station(activity, both(title)) for activity, title in fixed)


def chosen_terms(decided: Decided) -> list[dict[str, Any]]:
    """Return the words the group chose (``key``, ``label``, ``entity``); Lead before it did."""
    choice = decided(CHOICE) or {}
    lead = {"key": "lead", "label": both(N_("Lead")), "entity": "contacts"}
    return choice.get("terms") or [lead]


def term_subjects(decisions: Iterable[str]) -> list[str]:
    """Return those subjects of decisions that are words, in the order they were decided."""
    return [one for one in decisions if one.startswith("terms.") and one not in (CHOICE, AGAIN)]


def all_stations(decided: Decided) -> tuple[Station, ...]:
    """Return the stations of all acts, in order."""
    return tuple(station for act in ACTS for station in stations(act, decided))


def station_of(activity: str, decided: Decided) -> Station | None:
    """Return the station of this name, or None."""
    act = act_of(activity)
    found = stations(act, decided) if act else ()
    return next((one for one in found if one.activity == activity), None)


def station_after(activity: str, decided: Decided) -> Station | None:
    """Return the station that follows within the same act, or None after its last."""
    act = act_of(activity)
    names = [one.activity for one in stations(act, decided)] if act else []
    if activity not in names[:-1] or act is None:
        return None
    return stations(act, decided)[names.index(activity) + 1]
