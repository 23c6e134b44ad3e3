"""How a workshop runs: acts have stations, stations have beats, beats have cues and minutes."""

from workshop.agenda.beat import BEATS, LABELS, Beat
from workshop.agenda.course import (
    STATIONS,
    ChosenTerm,
    chosen_terms,
    cue,
    known_station,
    station_after,
    station_before,
    station_of,
    stations,
    term_subjects,
)
from workshop.agenda.plan import PLANS, USUAL, following, next_act, schedule, slot_of
from workshop.agenda.station import Station

__all__ = [
    "BEATS",
    "LABELS",
    "PLANS",
    "STATIONS",
    "USUAL",
    "Beat",
    "ChosenTerm",
    "Station",
    "chosen_terms",
    "cue",
    "following",
    "known_station",
    "next_act",
    "schedule",
    "slot_of",
    "station_after",
    "station_before",
    "station_of",
    "stations",
    "term_subjects",
]
