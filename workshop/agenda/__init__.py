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
from workshop.agenda.cue import ON_RECORD
from workshop.agenda.plan import (
    PLANS,
    USUAL,
    due,
    following,
    next_act,
    next_cut,
    schedule,
    slot_of,
)
from workshop.agenda.station import Station

__all__ = [
    "BEATS",
    "LABELS",
    "ON_RECORD",
    "PLANS",
    "STATIONS",
    "USUAL",
    "Beat",
    "ChosenTerm",
    "Station",
    "chosen_terms",
    "cue",
    "due",
    "following",
    "known_station",
    "next_act",
    "next_cut",
    "schedule",
    "slot_of",
    "station_after",
    "station_before",
    "station_of",
    "stations",
    "term_subjects",
]
