"""Act 3: the joint numbers, what if, the dashboard."""

from __future__ import annotations

from workshop.agenda.beat import Beat
from workshop.agenda.cue import Cue, consent, minutes, on_the_side
from workshop.agenda.station import Station
from workshop.words import N_

STATIONS = (
    Station(
        "kpis",
        N_("Our numbers"),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Choose three to five numbers you’d answer for together. You can’t "
                    "see the values yet, so nobody picks the flattering ones."
                ),
                minutes(None, (2, 2, 4), (2, 4, 6)),
                N_("Numbers that only one side can move."),
                N_("Three are enough."),
            ),
            Beat.REVEAL: Cue(
                N_("Read n and the interval first, then the number."),
                minutes(None, (2, 3, 5), (3, 5, 8)),
                N_("No number means a missing column or too few cases. That’s on purpose."),
                N_("Only read out the three that most people chose."),
            ),
            Beat.TALK: Cue(
                N_("How would you game each of these? Write it down first, then open our answer."),
                minutes(None, (2, 3, 5), (4, 6, 10)),
                N_(
                    "The best tricks come from people who’ve seen them. Ask for stories, not names."
                ),
                N_("Only take the number most people chose."),
                N_("Someone laughs – guilty as charged."),
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
                N_(
                    "What would we gain by responding faster or accepting more? Guess "
                    "first, then try it out."
                ),
                minutes(None, None, (2, 4, 6)),
                N_("If the range includes zero, the gain isn’t proven. Say so."),
                N_("Skip it; it doesn’t change any decision."),
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
                    "This is the one page you’ll look at together from now on. Who opens "
                    "it on Mondays?"
                ),
                minutes(None, None, (1, 2, 4)),
                N_("A page nobody owns is a page nobody looks at."),
                N_("Show it for half a minute."),
                N_("Someone says: “I will.”"),
            )
        },
    ),
    Station(
        "kpis.different",
        N_("Same and different"),
        beats=(Beat.THINK, Beat.REVEAL, Beat.DECIDE, Beat.RECORDED),
        cues={
            Beat.THINK: Cue(
                N_(
                    "Two lists. Where do you have to be the same? And where would that be a loss? "
                    "One thing for each, each on your own."
                ),
                on_the_side(1, 2, 3),
                N_("“Everywhere.” Ask: “Would you want to swap jobs for a year?”"),
                N_("Only the second list."),
            ),
            Beat.REVEAL: Cue(
                N_("Read both lists, in silence. What stands in both?"),
                on_the_side(1, 1, 2),
                N_("What’s in both lists is the best thing to talk about."),
                N_("Have one line from each list read aloud."),
                N_("Someone says: “You can keep doing that, gladly.”"),
            ),
            Beat.DECIDE: Cue(
                N_(
                    "Three things in which you stay different, on purpose. Does anyone have a "
                    "reasoned objection? Good enough for now, safe enough to try."
                ),
                on_the_side(2, 3, 4),
                N_("Compliments with a barb. Ask: “Would the others sign that as well?”"),
                N_("One is enough."),
                N_("Both sides are a little proud of the other one."),
            ),
        },
        hints={
            Beat.THINK: (
                N_("Same: what would confuse a customer if you two did it differently?"),
                N_("Different: what do you admire in them that you wouldn’t want to do yourself?"),
                N_("If both lists seem empty, think of your last argument: what was it good for?"),
            ),
            Beat.DECIDE: (
                N_("“They’re slower” is no difference to keep. What’s it good for?"),
                N_("Write it so that the other side would be pleased to read it."),
                N_("Three at most: whoever keeps everything has decided nothing."),
            ),
        },
    ),
)
