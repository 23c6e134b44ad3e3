"""Act 3: the joint numbers, what if, the dashboard."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, consent, minutes
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "kpis",
        N_("Our numbers"),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Choose three to five numbers you would answer for together. You do not see the"
                    " values yet, so nobody picks the flattering ones."
                ),
                minutes(None, (2, 2, 4), (2, 4, 6)),
                N_("Numbers that only one side can move."),
                N_("Three are enough."),
            ),
            Beat.REVEAL: Cue(
                N_("Read n and the interval first, the number second."),
                minutes(None, (2, 3, 5), (3, 5, 8)),
                N_("No number means a missing column or too few cases. That is on purpose."),
                N_("Read out the three that most people chose."),
            ),
            Beat.TALK: Cue(
                N_("How would you cheat each of these? Write it down first, then unfold ours."),
                minutes(None, (2, 3, 5), (4, 6, 10)),
                N_(
                    "The best cheats come from those who have seen them. Ask for stories, not"
                    " names."
                ),
                N_("Take the number most people chose."),
                N_("Somebody laughs because they have done it."),
            ),
            Beat.DECIDE: consent(minutes(None, (4, 6, 9), (6, 10, 15))),
        },
    ),
    Station(
        "kpis.desk",
        N_("What if?"),
        beats=(Beat.THINK,),
        cues={
            Beat.THINK: Cue(
                N_("What would we gain if we answered faster, or took more? Guess, then turn it."),
                minutes(None, None, (2, 4, 6)),
                N_("If the range holds zero, the gain is not shown. Say so."),
                N_("Leave it out; it changes no decision."),
            )
        },
    ),
    Station(
        "kpis.board",
        N_("Dashboard"),
        beats=(Beat.THINK,),
        cues={
            Beat.THINK: Cue(
                N_(
                    "This is the one page you look at together from now on. Who opens it on"
                    " Mondays?"
                ),
                minutes(None, None, (1, 2, 4)),
                N_("A page that belongs to nobody is looked at by nobody."),
                N_("Show it for half a minute."),
                N_("Somebody has said: I will."),
            )
        },
    ),
)
