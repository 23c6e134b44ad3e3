"""How a workshop runs: acts have stations, stations have beats, beats have cues and minutes."""

from workshop.agenda.beat import BEATS, LABELS, Beat, beats_of
from workshop.agenda.course import (
    Station,
    chosen_terms,
    station_after,
    station_of,
    stations,
    term_subjects,
)
from workshop.agenda.cues import AGENDA, cue
from workshop.agenda.plan import PLANS, USUAL, following, next_act, schedule, slot_of

__all__ = [
    "AGENDA",
    "BEATS",
    "LABELS",
    "PLANS",
    "USUAL",
    "Beat",
    "Station",
    "beats_of",
    "chosen_terms",
    "cue",
    "following",
    "next_act",
    "schedule",
    "slot_of",
    "station_after",
    "station_of",
    "stations",
    "term_subjects",
]
