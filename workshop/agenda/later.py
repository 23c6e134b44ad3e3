"""Act 5: the charter."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, minutes
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "charter",
        N_("Our charter"),
        cues={
            Beat.THINK: Cue(
                N_("Read in silence. What’s missing? What can’t you sign?"),
                minutes(None, (2, 3, 5), (3, 5, 7)),
            ),
            Beat.REVEAL: Cue(
                N_("Your remarks. Is one of them a reason not to sign?"),
                minutes(None, (1, 1, 2), (1, 2, 3)),
            ),
            Beat.TALK: Cue(
                N_("Sales reads out what matters to marketing, and vice versa."),
                minutes(None, (2, 4, 6), (3, 6, 8)),
                cut=N_("Only have the definition and the first promise read out."),
            ),
            Beat.DECIDE: Cue(
                N_("Two signatures, two roles. Then it counts."),
                minutes(None, (1, 2, 3), (2, 4, 6)),
                worked=N_("Someone takes a photo of the charter."),
            ),
        },
    ),
)
