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
                    "First admire, then grumble, then promise. In this order, in silence, one"
                    " thought a card."
                ),
                minutes(None, (3, 5, 7), (4, 6, 9)),
                N_("Names on cards. Hide the card and ask the room for roles."),
                N_("One card each."),
            ),
            Beat.REVEAL: Cue(
                N_("Read in silence. Everybody may ask, nobody has to answer."),
                minutes(None, (1, 2, 4), (2, 4, 6)),
            ),
            Beat.TALK: Cue(
                N_(
                    "Five dots each, at most three on one card: what would help the two of you"
                    " most?"
                ),
                minutes(None, (3, 5, 7), (4, 8, 10)),
                N_("The dots are a filter, not the decision."),
                N_("Vote at once and talk about the first card only."),
            ),
            Beat.DECIDE: consent(minutes(None, (4, 8, 10), (6, 12, 15))),
        },
    ),
    Station(
        "charter",
        N_("Our charter"),
        cues={
            Beat.THINK: Cue(
                N_("Read in silence. What do you miss? What can you not sign?"),
                minutes(None, (2, 3, 5), (3, 5, 7)),
            ),
            Beat.REVEAL: Cue(
                N_("Your remarks. Is one of them a reason not to sign?"),
                minutes(None, (1, 1, 2), (1, 2, 3)),
            ),
            Beat.TALK: Cue(
                N_("Sales reads aloud what matters to marketing, and the other way round."),
                minutes(None, (2, 4, 6), (3, 6, 8)),
                cut=N_("Read the definition and the first promise only."),
            ),
            Beat.DECIDE: Cue(
                N_("Two signatures, two roles. From then on it holds."),
                minutes(None, (1, 2, 3), (2, 4, 6)),
                worked=N_("Somebody takes a picture of the charter."),
            ),
        },
    ),
)
