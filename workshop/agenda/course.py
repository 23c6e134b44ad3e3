"""The course of an act: its stations in order, some of them chosen by the group."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from workshop.acts import ACTS, act_of
from workshop.agenda import act0, act1, act2, act3, act4, act5
from workshop.agenda.beat import Beat
from workshop.words import N_, both

if TYPE_CHECKING:
    from workshop.acts import Act
    from workshop.agenda.cue import Cue
    from workshop.agenda.station import Station
    from workshop.words import Text

Decided = Callable[[str], dict[str, Any] | None]
"""Gives what was decided about a subject, such as `RoomState.decision`."""
CHOICE, WORD, AGAIN = "terms.choice", "terms.*", "terms.again"
DUTIES = "terms.duties"
"""Who fills in the fields that the agreed rules ask for; no word of its own."""
STATIONS: dict[str, Station] = {
    station.key: station for act in (act0, act1, act2, act3, act4, act5) for station in act.STATIONS
}
"""Every station there is, in the order of the acts; `WORD` stands for every word."""


def known_station(activity: str) -> Station | None:
    """Return what is known of an activity, whoever chose it; None for what is no station."""
    if activity in STATIONS:
        return STATIONS[activity]
    return STATIONS[WORD] if term_subjects([activity]) else None


def cue(activity: str, beat: str) -> Cue | None:
    """Return what the facilitator needs in a step, or None where there is nothing to say."""
    station = known_station(activity)
    return station.cues.get(Beat(beat)) if station else None


def stations(act: Act, decided: Decided) -> tuple[Station, ...]:
    """Return the stations of an act, in order.

    Args:
        act: which one.
        decided: knows which words the group chose.
    """
    mine = [station for key, station in STATIONS.items() if act_of(key) == act]
    return tuple(each for station in mine for each in _as_chosen(station, decided))


def _as_chosen(station: Station, decided: Decided) -> list[Station]:
    """Return a station; in place of `WORD` one for each chosen word."""
    if station.key != WORD:
        return [station]
    return [
        replace(station, key=f"terms.{term.key}", word=term.label) for term in chosen_terms(decided)
    ]


@dataclass(frozen=True)
class ChosenTerm:
    """A word the group chose to agree on.

    Attributes:
        key: names it.
        label: what it is called, in every language.
        entity: what it is about: contacts, deals or campaigns.
    """

    key: str
    label: Text
    entity: str


def chosen_terms(decided: Decided) -> tuple[ChosenTerm, ...]:
    """Return the words the group chose; Lead before it did. What is no word is left out."""
    words = (decided(CHOICE) or {}).get("terms")
    chosen = [_chosen_term(word) for word in words] if isinstance(words, list) else []
    lead = ChosenTerm("lead", both(N_("Lead")), "contacts")
    return tuple(term for term in chosen if term) or (lead,)


def _chosen_term(word: object) -> ChosenTerm | None:
    match word:
        case {"key": str(key), "label": {"de": str(), "en": str()} as label, "entity": str(entity)}:
            return ChosenTerm(key, label, entity)
    return None


def term_subjects(decisions: Iterable[str]) -> list[str]:
    """Return those subjects of decisions that are words, in the order they were decided."""
    return [
        one for one in decisions if one.startswith("terms.") and one not in (CHOICE, DUTIES, AGAIN)
    ]


def all_stations(decided: Decided) -> tuple[Station, ...]:
    """Return the stations of all acts, in order."""
    return tuple(station for act in ACTS for station in stations(act, decided))


def station_of(activity: str, decided: Decided) -> Station | None:
    """Return the station of this name, or None."""
    act = act_of(activity)
    found = stations(act, decided) if act else ()
    return next((station for station in found if station.key == activity), None)


def station_after(activity: str, decided: Decided) -> Station | None:
    """Return the station that follows within the same act, or None after its last."""
    act = act_of(activity)
    here = stations(act, decided) if act else ()
    keys = [station.key for station in here]
    return here[keys.index(activity) + 1] if activity in keys[:-1] else None


def station_before(activity: str, decided: Decided) -> Station | None:
    """Return the station that comes before within the same act, or None before its first."""
    act = act_of(activity)
    here = stations(act, decided) if act else ()
    keys = [station.key for station in here]
    return here[keys.index(activity) - 1] if activity in keys[1:] else None
