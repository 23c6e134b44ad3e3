"""Acts 4 and 5: the retrospective, and the charter."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, consent, minutes
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "retro",
        N_("Retrospective"),
        cues={
            Beat.THINK: Cue(
                N_(
                    "First admire, then grumble, then promise. In that order, in "
                    "silence, one thought per card."
                ),
                minutes(None, (3, 5, 7), (4, 6, 9)),
                N_("Names on cards. Hide the card and ask for roles instead of names."),
                N_("One card each."),
            ),
            Beat.REVEAL: Cue(
                N_("Read in silence. Anyone may ask, nobody has to answer."),
                minutes(None, (1, 2, 4), (2, 4, 6)),
            ),
            Beat.TALK: Cue(
                N_("Five dots each, at most three on one card: what would help both teams most?"),
                minutes(None, (3, 5, 7), (4, 8, 10)),
                N_("The dots are a filter, not the decision."),
                N_("Go straight to the dots and only discuss the top card."),
            ),
            Beat.DECIDE: consent(minutes(None, (4, 8, 10), (6, 12, 15))),
        },
    ),
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
